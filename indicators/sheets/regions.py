import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.columns import BooleanWidget, ChoiceWidget, CodeWidget, Column, IntegerWidget, quoted
from imports.errors import CellError
from imports.mapping import normalise
from imports.registry import register
from indicators.models import Region, RegionGroup, Subject
from indicators.plausibility import padded_code
from indicators.sheets.base import ReferringSheet, SubjectSheet
from indicators.sheets.widgets import RecordWidget, SubjectListWidget


@register
class RegionSheet(SubjectSheet):
    """Regions; a row without a parent is the root of a world and opens it."""

    kind, label, position, model = "regions", "地区", 20, Region
    key = ("code",)

    code = Column("代码", "code", widget=CodeWidget(), required=True, aliases=["区划代码", "行政区划代码"])
    level = Column("级别", "level", widget=ChoiceWidget(Region.Level, {"县": "county", "区": "county", "乡镇": "town"}), required=True)  # fmt: skip
    type_name = Column("类型", "type_name")
    parent = Column("上级", "parent", widget=RecordWidget(Subject.Kind.REGION))
    is_home = Column("首页地区", "is_home", widget=BooleanWidget())

    refusals = {"one_home_region": ("is_home", gettext_lazy("首页地区只能有一个，已登记了另一个。"))}

    def code_of(self, cleaned):
        return cleaned["code"]

    def complete(self, cleaned):
        if padded := padded_code(cleaned["code"], lambda code: bool(self.index.owners(normalise(code)))):
            raise CellError(
                _("区划代码“%(code)s”少了开头的0：请把单元格设为文本，写成%(padded)s。")
                % {"code": quoted(cleaned["code"]), "padded": padded},
                "lost_zeros",
                "code",
            )
        if not re.fullmatch(r"\d{6}|\d{9}|\d{12}", cleaned["code"], re.ASCII):
            raise CellError(
                _("区划代码“%(code)s”应为6位、9位或12位数字。") % {"code": quoted(cleaned["code"])}, "bad_code", "code"
            )
        return cleaned

    def find(self, cleaned):
        """By code alone, for many towns share a name. A root is found in every world, and leads into its own."""
        region = self.record_of(self.index.get(cleaned["code"]))
        if region is None or region.parent_id is None:
            region = Region.objects.roots().filter(code=cleaned["code"]).first()
            if region is not None:
                self.references.enter_world(region)
        return region

    def build(self, cleaned):
        if "parent" not in cleaned:
            raise CellError(_("新的地区要写明上级，请加上“上级”一列。"), "required", "code")
        if cleaned["parent"] is not None:
            return super().build(cleaned)
        # A root names itself as its world.
        number = self._numbers.next()
        subject = self._subjects.make(number, kind=Subject.Kind.REGION, key=cleaned["code"], world_id=number)
        return self.record_beside(subject)

    def reconcile(self, instance, cleaned):
        """A region stays a root or below one, for its world depends on it. Its name is the row's."""
        if "parent" in cleaned and (cleaned["parent"] is None) != (instance.parent_id is None):
            raise CellError(_("最高一级的地区没有上级，其他地区都有，请核对“上级”。"), "other_root", "parent")

    def withdrawn(self):
        """Those of this world, and the roots of every world."""
        roots = Region.everything.exclude(Region.IN_FORCE).roots()
        return [*roots, *(region for region in super().withdrawn() if region.parent_id is not None)]

    def names_withdrawn(self, instance):
        return [(instance.parent_id is None, instance.code)]

    def saved(self, instance):
        if instance.parent_id is None:
            # The world is known by its slug, which the run's batch keeps.
            self.prepare(instance)
            self.references.enter_world(instance)
        super().saved(instance)


@register
class RegionGroupSheet(ReferringSheet):
    kind, label, position, model = "region_groups", "比较范围", 30, RegionGroup
    key = ("name",)
    many = ("members",)

    name = Column("名称", "name", required=True)
    name_en = Column("英文名", "name_en")
    size = Column("成员数", "size", widget=IntegerWidget(lowest=1), required=False)
    members = Column("成员", "members", widget=SubjectListWidget(Subject.Kind.REGION))
    note = Column("说明", "note")

    def existing(self):
        groups = RegionGroup.objects.all()
        return groups.filter(world=self.references.world) if self.context is not None else groups

    def withdrawn(self):
        return super().withdrawn().filter(world=self.references.world)

    def build(self, cleaned):
        group = super().build(cleaned)
        group.world = self.references.require_world()
        return group

    def saved(self, instance):
        self.references.groups.add(instance, [instance.name])
