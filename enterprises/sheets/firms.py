"""Enterprises and where they belong."""

from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.credit_codes import fault_in
from enterprises.models import Enterprise, Industry, Membership
from imports.columns import ChoiceWidget, CodeWidget, Column, DateWidget, ListWidget, quoted
from imports.errors import CellError, SetAside
from imports.mapping import normalise
from imports.models import ImportBatch, ImportChange
from imports.registry import register
from indicators.models import Subject
from indicators.plausibility import padded_code
from indicators.sheets.base import SourcedSheet, SubjectSheet, is_called
from indicators.sheets.catalogue import legal_basis_widget
from indicators.sheets.widgets import RecordWidget, ReferenceWidget

SIZE_CLASSES = ChoiceWidget(
    Membership.SizeClass,
    {"规模以上": "above_scale", "规上企业": "above_scale", "规模以下": "below_scale", "规下企业": "below_scale"},
)


def refuse_reversed_days(cleaned, shortest: int) -> None:
    """Raises CellError where 止 does not lie `shortest` days or more behind 起."""
    first, last = cleaned.get("from_on"), cleaned.get("until_on")
    if first and last and (last - first).days < shortest:
        raise CellError(_("“止”不能早于“起”，请核对这两个日期。"), "reversed_days", "until_on")


def industry_widget():
    def find(references, text):
        found = references.context.shared.setdefault("industries", {})
        if text not in found:
            _refuse_lost_nought(references, text)
            category = references.categories.require(f"{Industry.CODE_LIST}:{text}")
            found[text] = _as_industry(category)
        return found[text]

    class IndustryWidget(ReferenceWidget):
        def render(self, value, obj=None, **kwargs):
            return value.code if value else ""

    return IndustryWidget(find, of=Industry)


def _as_industry(category):
    """The category as an industry; not asked for, since a preview may not have written it."""
    values = {field.attname: getattr(category, field.attname) for field in Industry._meta.concrete_fields}
    return Industry(**values)


def _refuse_lost_nought(references, text):
    def is_known(code):
        return bool(references.categories.owners(normalise(f"{Industry.CODE_LIST}:{code}")))

    if padded := padded_code(text, is_known):
        raise CellError(
            _("行业代码“%(code)s”少了开头的0：请把单元格设为文本，写成%(padded)s。") % {"code": text, "padded": padded},
            "lost_zeros",
        )


class CreditCodeWidget(CodeWidget):
    """A code in capitals."""

    def clean(self, value, row=None, **kwargs):
        return super().clean(value, row).upper()


def check_credit_code(code: str) -> None:
    """As the model's own check, with a code for each fault. Raises CellError."""
    if code and (fault := fault_in(code)):
        raise CellError(fault.sentence, fault.code)


@register
class EnterpriseSheet(SubjectSheet):
    kind, label, position, model = "enterprises", "企业", 50, Enterprise

    credit_code = Column(
        "统一社会信用代码", "credit_code", widget=CreditCodeWidget(), aliases=["信用代码", "社会信用代码"]
    )
    industry = Column("行业", "industry", widget=industry_widget(), aliases=["行业代码"])
    products = Column("主要产品", "products", widget=ListWidget())
    about = Column("简介", "about")
    about_en = Column("英文简介", "about_en")
    website = Column("网站", "website", aliases=["网址"])
    founded_on = Column("成立日期", "founded_on", widget=DateWidget())
    legal_basis = Column("公开依据", "legal_basis", widget=legal_basis_widget(), default="none")

    refusals = {"credit_code_once": ("credit_code", gettext_lazy("这个信用代码已登记在另一个地区的企业名下。"))}

    def check_of(self, name):
        return check_credit_code if name == "credit_code" else super().check_of(name)

    def code_of(self, cleaned):
        return cleaned.get("credit_code", "")

    def find(self, cleaned):
        """By credit code where the row has one, else by any way of writing the name."""
        code = self.code_of(cleaned)
        owner = self.record_of(self.index.get(code)) if code else None
        if owner is None:
            return super().find(cleaned)
        return owner if is_called(owner.subject, cleaned["name"]) else self._renamed(owner, cleaned)

    def _renamed(self, owner, cleaned):
        """A code whose owner has another name is a slip, unless the row says that this is the owner's former name."""
        if self.index.get(cleaned["name"]) is not None:
            raise CellError(
                _("这个信用代码登记在“%(owner)s”名下，不是“%(name)s”的，请核对。")
                % {"owner": owner.name, "name": quoted(cleaned["name"])},
                "other_credit_code",
                "credit_code",
            )
        former = {normalise(name) for name in cleaned.get("aliases", [])}
        if former.isdisjoint(map(normalise, owner.subject.all_names)):
            raise SetAside(
                _("这个信用代码登记在“%(owner)s”名下：是更名，就把原名写进“别名”一栏；不是，就核对代码。")
                % {"owner": owner.name},
                [owner.name],
            )
        return owner

    @cached_property
    def _holders_withdrawn(self) -> dict[str, Enterprise]:
        """The enterprises that an undo has hidden, by the codes that they hold still."""
        return {holder.credit_code: holder for holder in self.withdrawn().exclude(credit_code="")}

    def take_withdrawn(self, instance):
        former = super().take_withdrawn(instance)
        if former is not None:
            self._holders_withdrawn.pop(former.credit_code, None)
        return former

    def check(self, instance):
        if instance.credit_code and (holder := self._holders_withdrawn.get(instance.credit_code)):
            raise CellError(_sentence_on(holder), "withdrawn_credit_code", "credit_code")
        super().check(instance)

    def reconcile(self, instance, cleaned):
        super().reconcile(instance, cleaned)
        code, known = self.code_of(cleaned), instance.credit_code
        if code and known and code != known:
            raise CellError(
                _("“%(name)s”登记的信用代码是%(known)s，与这一行不同，请核对。")
                % {"name": instance.name, "known": known},
                "other_credit_code",
                "credit_code",
            )


def _sentence_on(holder):
    """Why the code of a withdrawn enterprise is not free, and which batch to undo for its return."""
    changes = ImportChange.objects.filter(table=Enterprise._meta.db_table, record=holder.pk)
    undo = changes.filter(batch__kind=ImportBatch.Kind.UNDO).order_by("pk").last()
    return _(
        "这个信用代码登记在“%(owner)s”名下，这家企业已由批次 #%(batch)s 撤回："
        "要恢复它，请撤回批次 #%(batch)s，或在这一行沿用它的名称。"
    ) % {"owner": holder.name, "batch": undo.batch_id if undo else ""}


@register
class MembershipSheet(SourcedSheet):
    kind, label, position, model = "memberships", "企业归属", 60, Membership

    enterprise = Column("企业", "enterprise", widget=RecordWidget(Subject.Kind.ENTERPRISE), required=True)
    group_type = Column("归属类型", required=True)
    group = Column("归属", required=True)
    from_on = Column("起", "from_on", widget=DateWidget(), aliases=["起始日期"])
    until_on = Column("止", "until_on", widget=DateWidget(), aliases=["结束日期"])
    key = ("enterprise", "group_type", "group", "from_on")

    TYPES = {"园区": "park", "产业链": "chain", "规模": "size_class"}

    def complete(self, cleaned):
        attribute = self.TYPES.get(cleaned["group_type"])
        if attribute is None:
            raise CellError(
                _("归属类型“%(value)s”应为：%(types)s。")
                % {"value": quoted(cleaned["group_type"]), "types": "、".join(self.TYPES)},
                "unknown_choice",
                "group_type",
            )
        cleaned["attribute"] = attribute
        cleaned["group"], cleaned["target"] = self._target(attribute, cleaned["group"])
        refuse_reversed_days(cleaned, shortest=1)
        return super().complete(cleaned)

    def _target(self, attribute, text):
        """The group's registered name, and what the field of the membership holds."""
        if attribute != "size_class":
            record = self.references.record(attribute, text)
            return record.name, record
        try:
            code = SIZE_CLASSES.clean(text)
        except CellError as error:
            raise CellError(str(error), error.code, "group") from None
        return SIZE_CLASSES.render(code), code

    def instance_key(self, membership):
        group_type, group = self.dehydrate_group_type(membership), self.dehydrate_group(membership)
        return (membership.enterprise_id, group_type, normalise(group), membership.from_on)

    def existing(self):
        memberships = Membership.objects.select_related(
            "enterprise__subject", "park__subject", "chain__subject", "source"
        )
        if self.context is not None and self.references.world is not None:
            memberships = memberships.filter(enterprise__subject__world=self.references.world)
        return memberships

    @cached_property
    def of_enterprise(self) -> dict[int, list[Membership]]:
        """The memberships of each enterprise, also those of this run."""
        found = defaultdict(list)
        for membership in self.known.values():
            found[membership.enterprise_id].append(membership)
        return found

    def check(self, instance):
        """As the model's own, with what is at hand in place of a query for each row."""
        instance.refuse_other_world()
        instance.refuse_overlap(self.of_enterprise[instance.enterprise_id])

    def saved(self, instance):
        if instance not in self.of_enterprise[instance.enterprise_id]:
            self.of_enterprise[instance.enterprise_id].append(instance)

    def assign(self, instance, cleaned):
        super().assign(instance, cleaned)
        instance.park = instance.chain = None
        instance.size_class = ""
        setattr(instance, cleaned["attribute"], cleaned["target"])

    def dehydrate_group_type(self, membership):
        return "园区" if membership.park_id else "产业链" if membership.chain_id else "规模"

    def dehydrate_group(self, membership):
        place = membership.park or membership.chain
        return place.name if place else SIZE_CLASSES.render(membership.size_class)
