"""Sources, code lists, indicators and their breaks: what figures refer to."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from imports.columns import BooleanWidget, ChoiceWidget, CodeWidget, Column, DateWidget, IntegerWidget, ListWidget
from imports.errors import CellError
from imports.registry import register
from indicators.models import Break, Category, Indicator, LegalBasis, Source, Subject
from indicators.references import names_of_category, names_of_indicator
from indicators.sheets.base import ReferringSheet
from indicators.sheets.widgets import RecordWidget, ReferenceWidget, SourceWidget

BASIS_ALIASES = {"无": LegalBasis.NONE, "不公开": LegalBasis.NONE, "官方汇总": LegalBasis.OFFICIAL_AGGREGATE}


def legal_basis_widget():
    return ChoiceWidget(LegalBasis, BASIS_ALIASES)


def indicator_widget():
    return ReferenceWidget(lambda references, text: references.indicator(text), of=Indicator)


@register
class SourceSheet(ReferringSheet):
    kind, label, position, model = "sources", "来源", 10, Source
    key = ("title",)

    title = Column("标题", "title", required=True, aliases=["来源标题"])
    publisher = Column("发布者", "publisher", aliases=["发布单位"])
    published_on = Column("日期", "published_on", widget=DateWidget(), required=True, aliases=["发布日期"])
    is_date_inferred = Column("日期推断", "is_date_inferred", widget=BooleanWidget())
    url = Column("网址", "url")
    legal_basis = Column("公开依据", "legal_basis", widget=legal_basis_widget(), default=LegalBasis.NONE)
    note = Column("说明", "note", aliases=["备注"])

    def saved(self, instance):
        self.references.sources.add(instance, [instance.title])


@register
class CategorySheet(ReferringSheet):
    kind, label, position, model = "categories", "代码表", 15, Category
    key = ("code_list", "code")

    code_list = Column("代码表", "code_list", required=True)
    code = Column("代码", "code", widget=CodeWidget(), required=True)
    name = Column("名称", "name", required=True)
    name_en = Column("英文名", "name_en")
    parent = Column("上级代码", "parent")

    def complete(self, cleaned):
        if text := cleaned.get("parent"):
            cleaned["parent"] = self.references.categories.require(f"{cleaned['code_list']}:{text}")
        elif "parent" in cleaned:
            cleaned["parent"] = None
        return cleaned

    def check(self, instance):
        self.refuse_loop(instance)
        super().check(instance)

    def dehydrate_parent(self, category):
        return category.parent.code if category.parent_id else ""

    def names_of(self, instance):
        return names_of_category(instance) if instance.code else ()

    def saved(self, instance):
        self.references.categories.rename(instance, self._former_names, self.names_of(instance))


@register
class IndicatorSheet(ReferringSheet):
    kind, label, position, model = "indicators", "指标", 16, Indicator
    key = ("code",)

    code = Column("代码", "code", widget=CodeWidget(), required=True)
    name = Column("名称", "name", required=True)
    aliases = Column("别名", "aliases", widget=ListWidget())
    name_en = Column("英文名", "name_en")
    unit = Column("单位", "unit", required=True)
    theme = Column("主题", "theme")
    theme_en = Column("英文主题", "theme_en")
    definition = Column("定义", "definition")
    definition_en = Column("英文定义", "definition_en")
    method = Column("方法", "method")
    department = Column(
        "责任部门", "department", widget=ReferenceWidget(lambda references, text: references.departments.require(text))
    )
    decimals = Column("小数位", "decimals", widget=IntegerWidget(highest=12), default=2)
    better = Column("方向", "better", widget=ChoiceWidget(Indicator.Better), default=Indicator.Better.HIGHER)
    is_headline = Column("主要指标", "is_headline", widget=BooleanWidget())
    preferred_basis = Column("首选口径", "preferred_basis")
    first_release = Column(
        "发布方式", "first_release", widget=ChoiceWidget(Indicator.FirstRelease), default=Indicator.FirstRelease.MONTHLY
    )
    aggregation = Column(
        "加总方式", "aggregation",
        widget=ChoiceWidget(Indicator.Aggregation, {"比率": Indicator.Aggregation.RATIO}),
        default=Indicator.Aggregation.NONE,
    )  # fmt: skip
    numerator = Column("分子", "numerator", widget=indicator_widget())
    denominator = Column("分母", "denominator", widget=indicator_widget())
    position_in_lists = Column("排序", "position", widget=IntegerWidget(), default=100)

    refusals = {
        "indicator_is_a_ratio_exactly_when_it_has_its_two_parts": (
            "aggregation",
            gettext_lazy("加总方式是“比率”时分子、分母都要填，不是时都不填，请核对。"),
        ),
        "unit_of_figures_stays": ("unit", gettext_lazy("这个指标已有数据按原来的单位存放，不能改单位。")),
    }
    refusals_of_undo = {
        "unit_of_figures_stays": gettext_lazy(
            "“%(name)s”后来登记的数据按现在的单位存放，不能改回原来的单位，什么也没有改。请先撤回这些数据所在的批次。"
        )
    }

    def reconcile(self, instance, cleaned):
        """Said before the cells are assigned, which is when the record still knows its unit."""
        if cleaned["unit"] != instance.unit:
            try:
                instance.refuse_other_unit()
            except ValidationError as error:
                raise CellError("".join(error.messages), "unit_in_use", "unit") from None

    def names_of(self, instance):
        return names_of_indicator(instance)

    def saved(self, instance):
        self.references.indicators.rename(instance, self._former_names, self.names_of(instance))


@register
class BreakSheet(ReferringSheet):
    kind, label, position, model = "breaks", "断点", 17, Break
    key = ("indicator", "on", "region")

    indicator = Column("指标", "indicator", widget=indicator_widget(), required=True)
    on = Column("日期", "on", widget=DateWidget(), required=True)
    region = Column("适用地区", "region", widget=RecordWidget(Subject.Kind.REGION))
    reason = Column("原因", "reason", required=True)
    source = Column("来源", "source", widget=SourceWidget())
    place = Column("出处", "place")

    def existing(self):
        return Break.wherever.select_related("region__subject")
