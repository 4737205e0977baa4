"""What a row of each table of this room means."""

from django.utils.translation import gettext as _

from enterprises.models import (
    Chain,
    ChainListing,
    DigitalService,
    Enterprise,
    Honour,
    Industry,
    Membership,
    Panel,
    Park,
    Participation,
    Programme,
)
from imports.columns import BooleanWidget, ChoiceWidget, Column, DateWidget, IntegerWidget, ListWidget
from imports.errors import CellError
from imports.registry import register
from indicators.models import Subject
from indicators.references import NameIndex
from indicators.sheets.base import ReferringSheet, SourcedSheet, SubjectSheet
from indicators.sheets.catalogue import legal_basis_widget
from indicators.sheets.widgets import RecordWidget, ReferenceWidget, SubjectWidget

LEVEL_ALIASES = {"国家级": "national", "省级": "provincial", "市级": "city", "县级": "county"}


def _lookup(key, model):
    """The run's index of a small model by its names, filled on first use."""

    def find(references, text):
        return index_of(references, key, model).require(text)

    return find


def index_of(references, key, model) -> NameIndex:
    shared = references.context.shared
    if key not in shared:
        index = shared[key] = NameIndex(str(model._meta.verbose_name))
        for thing in model.objects.all():
            index.add(thing, names_of(thing))
    return shared[key]


def names_of(thing) -> list[str]:
    return [thing.name, getattr(thing, "short_name", ""), *thing.aliases, thing.name_en]


def industry_widget():
    def find(references, text):
        return Industry.objects.get(pk=references.categories.require(f"{Industry.CODE_LIST}:{text}").pk)

    class IndustryWidget(ReferenceWidget):
        def render(self, value, obj=None, **kwargs):
            return value.code if value else ""

    return IndustryWidget(find)


@register
class EnterpriseSheet(SubjectSheet):
    kind, label, position, model = "enterprises", "企业", 50, Enterprise

    credit_code = Column("统一社会信用代码", "credit_code", aliases=["信用代码", "社会信用代码"])
    industry = Column("行业", "industry", widget=industry_widget(), aliases=["行业代码"])
    products = Column("主要产品", "products", widget=ListWidget())
    about = Column("简介", "about")
    about_en = Column("英文简介", "about_en")
    website = Column("网站", "website", aliases=["网址"])
    founded_on = Column("成立日期", "founded_on", widget=DateWidget())
    legal_basis = Column("公开依据", "legal_basis", widget=legal_basis_widget(), default="none")

    def code_of(self, cleaned):
        return cleaned.get("credit_code", "")

    def find(self, cleaned):
        found = super().find(cleaned)
        code = self.code_of(cleaned)
        if found and code and found.credit_code and found.credit_code != code:
            raise CellError(
                _("“%(name)s”登记的信用代码是%(known)s，与这一行不同，请核对。")
                % {"name": found.name, "known": found.credit_code},
                "other_credit_code",
                "credit_code",
            )
        return found


@register
class ParkSheet(SubjectSheet):
    kind, label, position, model = "parks", "园区", 40, Park

    type = Column("类型", "type", widget=ChoiceWidget(Park.Type))
    parent = Column("上级园区", "parent", widget=RecordWidget(Subject.Kind.PARK))
    about = Column("简介", "about")
    about_en = Column("英文简介", "about_en")


@register
class ChainSheet(SubjectSheet):
    kind, label, position, model = "chains", "产业链", 41, Chain

    about = Column("简介", "about")
    about_en = Column("英文简介", "about_en")


@register
class ChainListingSheet(SourcedSheet):
    kind, label, position, model = "chain_listings", "产业链提法", 42, ChainListing
    key = ("chain", "list_name")

    chain = Column("产业链", "chain", widget=RecordWidget(Subject.Kind.CHAIN), required=True)
    list_name = Column("名单", "list_name", required=True)
    named_by = Column("提出者", "named_by")
    system = Column("体系", "system")
    position_in_list = Column("序号", "position", widget=IntegerWidget())


@register
class MembershipSheet(SourcedSheet):
    kind, label, position, model = "memberships", "企业归属", 60, Membership

    enterprise = Column("企业", "enterprise", widget=RecordWidget(Subject.Kind.ENTERPRISE), required=True)
    group_type = Column("归属类型", required=True)
    group = Column("归属", required=True)
    from_on = Column("起", "from_on", widget=DateWidget(), aliases=["起始日期"])
    until_on = Column("止", "until_on", widget=DateWidget(), aliases=["结束日期"])
    key = ("enterprise", "group", "from_on")

    TYPES = {"园区": "park", "产业链": "chain", "规模": "size_class"}

    def complete(self, cleaned):
        attribute = self.TYPES.get(cleaned["group_type"])
        if attribute is None:
            raise CellError(
                _("归属类型“%(value)s”应为：%(types)s。")
                % {"value": cleaned["group_type"], "types": "、".join(self.TYPES)},
                "unknown_choice",
                "group_type",
            )
        if attribute == "size_class":
            widget = ChoiceWidget(Membership.SizeClass)
            code = widget.clean(cleaned["group"])
            cleaned["group"], cleaned["target"] = widget.render(code), code
        else:
            cleaned["target"] = self.references.record(attribute, cleaned["group"])
            cleaned["group"] = cleaned["target"].name
        cleaned["attribute"] = attribute
        return super().complete(cleaned)

    def instance_key(self, membership):
        return (membership.enterprise_id, self.dehydrate_group(membership), membership.from_on)

    def existing(self):
        return Membership.objects.public()

    def assign(self, instance, cleaned):
        super().assign(instance, cleaned)
        instance.park = instance.chain = None
        instance.size_class = ""
        setattr(instance, cleaned["attribute"], cleaned["target"])

    def dehydrate_group_type(self, membership):
        return "园区" if membership.park_id else "产业链" if membership.chain_id else "规模"

    def dehydrate_group(self, membership):
        place = membership.park or membership.chain
        return place.name if place else str(membership.get_size_class_display())


@register
class ProgrammeSheet(ReferringSheet):
    kind, label, position, model = "programmes", "培育计划与荣誉", 43, Programme
    key = ("name",)

    name = Column("名称", "name", required=True)
    short_name = Column("简称", "short_name")
    aliases = Column("别名", "aliases", widget=ListWidget())
    name_en = Column("英文名", "name_en")
    issuer = Column("颁发机构", "issuer")
    level = Column("级别", "level", widget=ChoiceWidget(Programme.Level, LEVEL_ALIASES))
    is_ladder_step = Column("培育阶梯", "is_ladder_step", widget=BooleanWidget())
    description = Column("说明", "description")

    def saved(self, instance):
        index_of(self.references, "programmes", Programme).add(instance, names_of(instance))


@register
class HonourSheet(SourcedSheet):
    kind, label, position, model = "honours", "荣誉", 75, Honour
    key = ("subject", "programme", "nature", "batch_label", "year")

    subject = Column("对象", "subject", widget=SubjectWidget(), required=True, aliases=["企业"])
    programme = Column(
        "称号", "programme", widget=ReferenceWidget(_lookup("programmes", Programme)), required=True, aliases=["荣誉"]
    )
    nature = Column("性质", "nature", widget=ChoiceWidget(Honour.Nature), default=Honour.Nature.AWARDED)
    batch_label = Column("批次", "batch_label")
    document_number = Column("文号", "document_number")
    year = Column("年度", "year", widget=IntegerWidget(1949, 2100))
    awarded_on = Column("授予日期", "awarded_on", widget=DateWidget())
    valid_until = Column("有效期至", "valid_until", widget=DateWidget())

    def existing(self):
        return Honour.objects.public()


@register
class PanelSheet(SourcedSheet):
    kind, label, position, model = "panels", "九宫格", 76, Panel
    key = ("enterprise", "title")

    enterprise = Column("企业", "enterprise", widget=RecordWidget(Subject.Kind.ENTERPRISE), required=True)
    place_on_wall = Column("位置", "position", widget=IntegerWidget(1, 9))
    title = Column("名称", "title", required=True)
    content = Column("内容", "content")
    as_of = Column("日期", "as_of", widget=DateWidget())

    def existing(self):
        return Panel.objects.public()


@register
class DigitalServiceSheet(SourcedSheet):
    kind, label, position, model = "services", "数字化服务", 44, DigitalService
    key = ("name",)

    name = Column("名称", "name", required=True)
    aliases = Column("别名", "aliases", widget=ListWidget())
    name_en = Column("英文名", "name_en")
    provider = Column("提供方", "provider")
    description = Column("说明", "description")

    def saved(self, instance):
        index_of(self.references, "services", DigitalService).add(instance, names_of(instance))


@register
class ParticipationSheet(SourcedSheet):
    kind, label, position, model = "participations", "服务参与", 77, Participation
    key = ("subject", "service", "from_on")

    subject = Column("对象", "subject", widget=SubjectWidget(), required=True, aliases=["企业"])
    service = Column("服务", "service", widget=ReferenceWidget(_lookup("services", DigitalService)), required=True)
    from_on = Column("起", "from_on", widget=DateWidget())
    until_on = Column("止", "until_on", widget=DateWidget())

    def existing(self):
        return Participation.objects.public()
