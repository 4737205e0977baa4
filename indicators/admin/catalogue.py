"""What figures are measured by and where they come from: indicators with their breaks, code lists, sources."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from indicators.admin.base import LegalBasisOfPublishers, RecordAdmin, RecordInline
from indicators.admin.cells import link
from indicators.admin.filters import Chores, chore_filter
from indicators.models import Break, Category, Indicator, LegalBasis, Observation, Source

INDICATOR_CHORES: Chores = {
    "no_definition": (_("没有定义"), lambda rows: rows.filter(definition="")),
    "no_department": (_("没有责任部门"), lambda rows: rows.filter(department__isnull=True)),
    "no_english": (_("没有英文名"), lambda rows: rows.filter(name_en="")),
    "no_theme": (_("没有主题"), lambda rows: rows.filter(theme="")),
    "no_figures": (_("没有数据"), lambda rows: rows.filter(observations__isnull=True)),
}
SOURCE_CHORES: Chores = {
    "no_basis": (_("没有公开依据"), lambda rows: rows.filter(legal_basis=LegalBasis.NONE)),
    "no_address": (_("没有网址"), lambda rows: rows.filter(url="")),
    "no_publisher": (_("没有发布者"), lambda rows: rows.filter(publisher__in=["", "未注明"])),
    "inferred_date": (_("日期为推断"), lambda rows: rows.filter(is_date_inferred=True)),
}


def figure_list(field: str, row, count: int) -> str:
    """The number of figures in force, as the way to their list."""
    address = reverse("admin:indicators_observation_changelist")
    return link(f"{address}?{field}__id__exact={row.pk}", count)


class CountsFigures:
    """Mixed into a list whose rows say how many figures in force they have."""

    def get_queryset(self, request):
        field = self.model._meta.model_name
        rows = Observation.objects.asof().filter(**{field: OuterRef("pk")}).order_by().values(field)
        in_force = Subquery(rows.annotate(number=Count("pk")).values("number"))
        return super().get_queryset(request).annotate(figure_count=Coalesce(in_force, 0))

    @admin.display(description=_("数据"), ordering="figure_count")
    def figures(self, row):
        return figure_list(self.model._meta.model_name, row, row.figure_count)


class BreakInline(RecordInline):
    model = Break
    fields = ["on", "region", "reason", "source", "place"]
    autocomplete_fields = ["region", "source"]

    def get_queryset(self, request):
        return Break.wherever.all()


@admin.register(Indicator)
class IndicatorAdmin(CountsFigures, RecordAdmin):
    sheet_kind = "indicators"
    list_display = ["name", "code", "unit", "theme", "department", "is_headline", "position", "figures"]
    list_filter = [chore_filter(INDICATOR_CHORES), "is_headline", "theme", "aggregation", "department"]
    list_select_related = ["department"]
    search_fields = ["name", "code", "aliases", "name_en"]
    search_help_text = _("按名称、代码或别名查找")
    autocomplete_fields = ["department", "numerator", "denominator"]
    inlines = [BreakInline]
    fieldsets = [
        (None, {"fields": ["name", "code", "aliases", "name_en", "unit", "decimals", ("theme", "theme_en")]}),
        (_("口径"), {"fields": ["definition", "definition_en", "method", "department", "preferred_basis"]}),
        (_("显示"), {"fields": ["is_headline", "position", "better", "first_release"]}),
        (_("加总"), {"fields": ["aggregation", "numerator", "denominator"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """The code is part of the public address: given once."""
        return ["code"] if obj else []


@admin.register(Break)
class BreakAdmin(RecordAdmin):
    sheet_kind = "breaks"
    list_display = ["indicator", "on", "region", "reason", "source"]
    list_select_related = ["indicator", "region__subject", "source"]
    search_fields = ["indicator__name", "reason"]
    autocomplete_fields = ["indicator", "region", "source"]

    def get_queryset(self, request):
        return Break.wherever.all()


@admin.register(Category)
class CategoryAdmin(RecordAdmin):
    sheet_kind = "categories"
    list_display = ["code_list", "code", "name", "name_en", "parent"]
    list_display_links = ["code", "name"]
    list_filter = [chore_filter({"no_english": (_("没有英文名"), lambda rows: rows.filter(name_en=""))}), "code_list"]
    list_select_related = ["parent"]
    search_fields = ["code", "name", "name_en"]
    autocomplete_fields = ["parent"]


@admin.register(Source)
class SourceAdmin(LegalBasisOfPublishers, CountsFigures, RecordAdmin):
    sheet_kind = "sources"
    list_display = ["title", "publisher", "published_on", "is_date_inferred", "legal_basis", "figures"]
    list_filter = [chore_filter(SOURCE_CHORES), "legal_basis"]
    search_fields = ["title", "publisher"]
    date_hierarchy = "published_on"
    fieldsets = [
        (None, {"fields": ["title", "publisher", "published_on", "is_date_inferred", "url"]}),
        (_("公开"), {"fields": ["legal_basis", "note"]}),
    ]
