from django.utils.translation import gettext as _

from imports.columns import BooleanWidget, ChoiceWidget, Column, IntegerWidget
from imports.errors import CellError
from imports.registry import register
from indicators.models import Region, RegionGroup, Subject
from indicators.sheets.base import ReferringSheet, SubjectSheet
from indicators.sheets.widgets import RecordWidget, SubjectListWidget


@register
class RegionSheet(SubjectSheet):
    """Regions; a row without a parent is the root of a world and opens it."""

    kind, label, position, model = "regions", "地区", 20, Region

    code = Column("代码", "code", required=True, aliases=["区划代码", "行政区划代码"])
    level = Column("级别", "level", widget=ChoiceWidget(Region.Level, {"县": "county", "区": "county", "乡镇": "town"}), required=True)  # fmt: skip
    type_name = Column("类型", "type_name")
    parent = Column("上级", "parent", widget=RecordWidget(Subject.Kind.REGION))
    is_home = Column("首页地区", "is_home", widget=BooleanWidget())

    def code_of(self, cleaned):
        return cleaned["code"]

    def complete(self, cleaned):
        if not cleaned["code"].isdigit() or len(cleaned["code"]) not in (6, 9, 12):
            raise CellError(
                _("区划代码“%(code)s”应为6位、9位或12位数字。") % {"code": cleaned["code"]}, "bad_code", "code"
            )
        return cleaned

    def find(self, cleaned):
        if cleaned.get("parent") is None:
            return Region.objects.roots().filter(code=cleaned["code"]).first()
        return super().find(cleaned)

    def build(self, cleaned):
        if cleaned.get("parent") is not None:
            return super().build(cleaned)
        # A root names itself as its world: it takes its number before it is written.
        [number] = Subject.objects.next_ids(1)
        subject = Subject(pk=number, kind=Subject.Kind.REGION, key=cleaned["code"], world_id=number)
        subject._state.adding = True
        return Region(subject=subject)

    def saved(self, instance):
        if instance.parent_id is None:
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

    def build(self, cleaned):
        return RegionGroup(world=self.references.require_world())

    def saved(self, instance):
        self.references.groups.add(instance, [instance.name])
