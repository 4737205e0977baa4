"""Figures: looked at here, entered and corrected by actions, never edited."""

from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import action

from imports.picture_page import place_link
from indicators import wording
from indicators.admin.base import PUBLISH, DeskAdmin, ReadOnlyAdmin
from indicators.admin.cells import VINTAGE_COLUMNS, moment, value_cell, vintage_cells
from indicators.admin.figures import correct_view, publish_view
from indicators.admin.filters import ALL, Chores, WorldFilter, chore_filter
from indicators.models import Observation

CLOSED = "closed"

FIGURE_CHORES: Chores = {
    "no_place": (_("没有出处"), lambda rows: rows.filter(place="")),
    "inferred_period": (_("期间为推断"), lambda rows: rows.filter(is_period_inferred=True)),
    "preliminary": (_("初步数待定"), lambda rows: rows.filter(status=Observation.Status.PRELIMINARY)),
    "not_available": (_("来源未公布"), lambda rows: rows.filter(value_state=Observation.ValueState.NOT_AVAILABLE)),
}


class InForceFilter(SimpleListFilter):
    """The vintages in force, unless the former ones are asked for."""

    title = _("效力")
    parameter_name = "force"

    def lookups(self, request, model_admin):
        return [(CLOSED, _("已被取代")), (ALL, _("全部"))]

    def choices(self, changelist):
        for value, label in [(None, _("现行")), *self.lookup_choices]:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request, queryset):
        if self.value() == CLOSED:
            return queryset.filter(closed_at__isnull=False)
        return queryset if self.value() == ALL else queryset.asof()


@admin.register(Observation)
class ObservationAdmin(ReadOnlyAdmin, DeskAdmin):
    sheet_kind = "figures"
    list_display = ["subject", "indicator", "measure", "when", "written", "source", "place", "status", "until"]
    list_display_links = ["subject", "indicator"]
    list_filter = [
        InForceFilter,
        chore_filter(FIGURE_CHORES),
        WorldFilter,
        ("subject__kind", ChoicesDropdownFilter),
        ("indicator", AutocompleteSelectFilter),
        ("measure", ChoicesDropdownFilter),
        ("audience", ChoicesDropdownFilter),
        ("status", ChoicesDropdownFilter),
        ("source", AutocompleteSelectFilter),
    ]
    list_filter_submit = True
    list_select_related = ["subject", "indicator", "source", "breakdown"]
    list_prefetch_related = ["ranks__group"]
    search_fields = ["subject__name", "subject__short_name", "subject__pinyin", "indicator__name", "indicator__code"]
    search_help_text = _("按对象或指标查找")
    show_full_result_count = False
    actions_list = ["publish"]
    actions_detail = ["correct"]
    autocomplete_fields = ["subject", "indicator", "source", "breakdown"]
    fieldsets = [
        (None, {"fields": ["subject", "indicator", "measure", "basis_words", "breakdown", "period", "audience"]}),
        (_("数值"), {"fields": ["as_written", "exact_value", "value_state", "places", "status", "note"]}),
        (_("来源"), {"fields": ["source", "place", "legal_basis", "batch", "sheet", "drawn_cell"]}),
        (_("效力"), {"fields": ["published", "closed", "change", "change_reason", "vintages"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(*self.list_prefetch_related)

    def has_publish_permission(self, request, obj=None):
        """Who may bring a figure before the public."""
        return request.user.has_perm(PUBLISH)

    @action(description=_("新增数据"), url_path="publish", permissions=["publish"], icon="add")
    def publish(self, request):
        return publish_view(self, request)

    @action(description=_("更正"), url_path="correct", permissions=["publish"], icon="edit")
    def correct(self, request, object_id):
        observation = self.get_object(request, object_id)
        if observation is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if observation.closed_at is None:
            return correct_view(self, request, observation)
        messages.warning(request, _("这条数据已被更新过，请打开最新的一条再更正。"))
        return redirect("admin:indicators_observation_change", observation.pk)

    def history_view(self, request, object_id, extra_context=None):
        """A figure's history is its vintages, which stand below it."""
        return redirect("admin:indicators_observation_change", object_id)

    def get_view_on_site_url(self, obj=None):
        """The figure's own page, where strangers may read it."""
        is_public = obj is not None and Observation.objects.public_vintages().filter(pk=obj.pk).exists()
        return reverse("figure", args=[obj.pk]) if is_public else None

    @admin.display(description=_("原文"))
    def written(self, observation):
        return value_cell(observation)

    @admin.display(description=_("期间"), ordering="last_day")
    def when(self, observation):
        return wording.period_words(observation)

    @admin.display(description=_("失效时间"), ordering="closed_at")
    def until(self, observation):
        return moment(observation.closed_at)

    @admin.display(description=_("期间"))
    def period(self, observation):
        days = f"{observation.first_day:%Y-%m-%d} — {observation.last_day:%Y-%m-%d}"
        days = f"{observation.last_day:%Y-%m-%d}" if observation.is_stock else days
        inferred = _("，期间为推断") if observation.is_period_inferred else ""
        return f"{observation.period_label}（{days}{inferred}）"

    @admin.display(description=_("口径"))
    def basis_words(self, observation):
        return _("来源没有注明") if observation.basis == Observation.UNSTATED else observation.basis

    @admin.display(description=_("数值"))
    def exact_value(self, observation):
        if observation.value is None:
            return observation.get_value_state_display()
        return f"{observation.get_qualifier_display()} {observation.value.normalize():,f} {observation.unit}"

    @admin.display(description=_("位次"))
    def places(self, observation):
        return "、".join(str(rank) for rank in observation.ranks.all()) or "—"

    @admin.display(description=_("发布时间"))
    def published(self, observation):
        return moment(observation.published_at)

    @admin.display(description=_("失效时间"))
    def closed(self, observation):
        return moment(observation.closed_at) or _("现行")

    @admin.display(description=_("单元格"))
    def drawn_cell(self, observation):
        """Where it stood in the file, drawn."""
        return place_link(observation.batch, observation.sheet, observation.cell) if observation.cell else "—"

    @admin.display(description=_("历次发布"))
    def vintages(self, observation):
        same_key = {field: getattr(observation, field) for field in Observation.KEY_FIELDS}
        vintages = Observation.objects.filter(**nullable(same_key)).select_related("source", "batch")
        rows = vintages.prefetch_related("ranks__group").order_by("-published_at")
        cells = [vintage_cells(vintage, current=observation) for vintage in rows]
        return render_to_string("admin/desk_table.html", {"columns": VINTAGE_COLUMNS, "rows": cells})


def nullable(lookups: dict) -> dict:
    """Lookups in which None means that the column is null."""
    return {
        (f"{field}__isnull" if value is None else field): True if value is None else value
        for field, value in lookups.items()
    }
