"""The batches: what was uploaded, corrected or undone, by whom, and what it changed. Nothing is edited here."""

from django.contrib import admin
from django.db.models import BooleanField, Case, F, Func, Value, When
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import action

from imports.change_columns import changed_columns, kind_label
from imports.conversation import ImportConversation
from imports.exports import ExportAdmin
from imports.mapping_conversation import MappingConversation
from imports.models import ImportBatch, ImportChange, ImportJob, RememberedReading
from imports.picture_page import place_link, sheet_link
from imports.picture_view import PictureConversation
from imports.registry import sheet_for
from imports.remembered_conversation import RememberedConversation
from imports.remembering import remembered_of
from imports.steps import OPEN
from imports.surroundings import touched_pages, worlds
from imports.undo import undone_batches, undone_in
from imports.undo_pages import UndoConversation

NEWEST_CHANGES = 50
NEWEST_FIGURES = 20
PASSAGE = [
    "created_by", "created_at", "submitted_by", "submitted_at", "published_by", "published_at", "warnings", "reason",
    "jobs",
]  # fmt: skip
WAITING, ERRORS, SET_ASIDE = "waiting", "errors", "set_aside"
REPORTED = {ERRORS: "errors_total", SET_ASIDE: "set_aside"}


def reported(batches, what: str):
    """The batches, not discarded, whose report counts at least one of `what` ("errors" or "set_aside") in some sheet."""
    path = Value(f"$.sheets[*] ? (@.{REPORTED[what]} > 0)")
    template = "jsonb_path_exists(%(expressions)s::jsonpath)"
    kept = batches.exclude(status=ImportBatch.Status.DISCARDED)
    return kept.filter(Func(F("report"), path, template=template, output_field=BooleanField()))


class BatchChoreFilter(admin.SimpleListFilter):
    title = _("待办")
    parameter_name = "chore"

    def lookups(self, request, model_admin):
        return [(WAITING, _("待发布")), (ERRORS, _("有错误")), (SET_ASIDE, _("有搁置的行"))]

    def queryset(self, request, queryset):
        if self.value() == WAITING:
            return queryset.filter(status=ImportBatch.Status.SUBMITTED)
        return reported(queryset, self.value()) if self.value() in REPORTED else queryset


@admin.register(ImportBatch)
class ImportBatchAdmin(
    UndoConversation, PictureConversation, MappingConversation, ImportConversation, ExportAdmin, ModelAdmin
):
    list_display = ["number", "kind_words", "standing", "source_title", "created_by", "created_at", "published_by"]
    list_filter = [BatchChoreFilter, "status", "kind"]
    list_select_related = ["created_by", "published_by"]
    search_fields = ["file_name", "source_title", "reason"]
    date_hierarchy = "created_at"
    list_per_page = 25
    list_fullwidth = True
    actions_list = ["upload"]
    fieldsets = [
        (None, {"fields": ["number", "kind_words", "standing", "outcome", "next_step", "undoes"]}),
        (_("结果"), {"fields": ["sheets", "set_aside", "pages", "figures", "changes", "readings"]}),
        (_("文件"), {"fields": ["file_link", "source_title", "region", "sha256"]}),
        (_("经过"), {"fields": PASSAGE}),
    ]

    def get_queryset(self, request):
        """Each with whether it was taken back, asked once for all."""
        taken_back = Case(When(pk__in=undone_batches(), then=True), default=False, output_field=BooleanField())
        return super().get_queryset(request).annotate(is_taken_back=taken_back)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_upload_permission(self, request, obj=None):
        return request.user.has_perm("imports.add_importbatch")

    @action(description=_("导入"), url_path="upload", permissions=["upload"], icon="upload")
    def upload(self, request):
        return redirect("admin:imports_import")

    @admin.display(description=_("批次"), ordering="pk")
    def number(self, batch):
        return str(batch)

    @admin.display(description=_("种类"), ordering="kind")
    def kind_words(self, batch):
        return batch.kind_words

    @admin.display(description=_("状态"), ordering="status")
    def standing(self, batch):
        return _("已撤回") if batch.is_taken_back else batch.get_status_display()

    @admin.display(description=_("最近一次处理"))
    def outcome(self, batch):
        job = batch.jobs.first() or ImportJob.objects.filter(options__made=batch.pk).first()
        return f"{job.get_action_display()} · {job.get_state_display()} {job.message}" if job else "—"

    @admin.display(description=_("以前的处理"))
    def jobs(self, batch):
        cells = [
            [job.get_action_display(), job.get_state_display(), job.created_by or "—", _moment(job), job.message or "—"]
            for job in batch.jobs.select_related("created_by")[1:]
        ]
        return _table([_("事项"), _("状态"), _("发起人"), _("时间"), _("结果")], cells)

    @admin.display(description=_("下一步"))
    def next_step(self, batch):
        if batch.status in OPEN and batch.file:
            return _link(reverse("admin:imports_importbatch_preview", args=[batch.pk]), _("查看预览，发布或放弃"))
        if batch.status != ImportBatch.Status.PUBLISHED:
            return "—"
        if holder := undone_in(batch):
            words = _("已由批次 #%(batch)d 撤回") % {"batch": holder.pk}
            return _link(reverse("admin:imports_importbatch_change", args=[holder.pk]), words)
        words = _("恢复被撤回的内容") if batch.is_withdrawal else _("撤回这一批")
        return _link(reverse("admin:imports_importbatch_undo", args=[batch.pk]), words)

    @admin.display(description=_("文件"))
    def file_link(self, batch):
        if not batch.file:
            return batch.file_name or "—"
        return _link(reverse("admin:imports_importbatch_file", args=[batch.pk]), batch.file_name)

    @admin.display(description=_("所属地区"))
    def region(self, batch):
        names = {world.slug: world.name for world in worlds()}
        return names.get(batch.world, batch.world) or "—"

    @admin.display(description=_("核对结果"))
    def sheets(self, batch):
        columns = [_("工作表"), _("新增"), _("变更"), _("未变"), _("搁置"), _("错误")]
        rows = [
            [
                sheet_link(batch, sheet["name"]),
                sheet["new"],
                sheet["changed"],
                sheet["unchanged"],
                sheet["set_aside"],
                sheet["errors_total"],
            ]
            for sheet in batch.report.get("sheets", [])
        ]
        return _table(columns, rows)

    @admin.display(description=_("搁置的行"))
    def set_aside(self, batch):
        """What was left out: the rows to be corrected and brought again."""
        sheets = batch.report.get("sheets", [])
        rows = [
            [place_link(batch, sheet["name"], str(row["row"])), row["reason"], _("、").join(row["candidates"]) or "—"]
            for sheet in sheets
            for row in sheet["set_aside_rows"]
        ]
        table = _table([_("行"), _("原因"), _("可能是")], rows[:NEWEST_CHANGES])
        more = sum(sheet["set_aside"] for sheet in sheets) - len(rows[:NEWEST_CHANGES])
        return format_html("{}{}", table, _("还有 %(more)s 行没有列出。") % {"more": more}) if more else table

    @admin.display(description=_("记住的更正"))
    def readings(self, batch):
        """What is remembered of tables with the headings of this file, to be looked at and changed."""
        links = (
            (_link(reverse("admin:imports_rememberedreading_change", args=[reading.pk]), str(reading)),)
            for reading in remembered_of(batch)
        )
        return format_html_join(_("；"), "{}", links) or "—"

    @admin.display(description=_("公开页面"))
    def pages(self, batch):
        if batch.status != ImportBatch.Status.PUBLISHED:
            return "—"
        touched = touched_pages(batch)
        links = format_html_join(_("、"), "{}", ((_link(address, title),) for title, address in touched.pages))
        if touched.total <= len(touched.pages):
            return links or "—"
        return format_html(_("{}等{}个"), links, touched.total)

    @admin.display(description=_("数据"))
    def figures(self, batch):
        rows = batch.observations.select_related("subject", "indicator").order_by("pk")
        cells = [
            [figure.subject, figure.indicator, figure.period_label, figure.as_written, _cell(batch, figure)]
            for figure in rows[:NEWEST_FIGURES]
        ]
        table = _table([_("对象"), _("指标"), _("期间"), _("原文"), _("位置")], cells) if cells else ""
        address = reverse("admin:indicators_observation_changelist")
        words = _("全部数据：%(number)d个") % {"number": rows.count()}
        return format_html("{}{}", table, _link(f"{address}?batch__id__exact={batch.pk}&force=all&world=all", words))

    @admin.display(description=_("已确认的疑点"))
    def warnings(self, batch):
        return "；".join(batch.accepted) or "—"

    @admin.display(description=_("记录变更"))
    def changes(self, batch):
        newest = batch.changes.order_by("pk")[: NEWEST_CHANGES + 1]
        rows = [_change_cells(change) for change in newest]
        table = _table([_("种类"), _("记录"), _("位置"), _("变化")], rows[:NEWEST_CHANGES])
        if len(rows) <= NEWEST_CHANGES:
            return table
        address = reverse("admin:imports_importchange_changelist")
        return format_html("{}{}", table, _link(f"{address}?batch__id__exact={batch.pk}", _("全部记录变更")))


@admin.register(ImportChange)
class ImportChangeAdmin(ExportAdmin, ModelAdmin):
    list_display = ["batch", "kind", "key", "sheet", "row"]
    list_filter = ["kind"]
    list_select_related = ["batch"]
    search_fields = ["key"]
    ordering = ["-batch", "pk"]
    list_per_page = 25

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(RememberedReading)
class RememberedReadingAdmin(RememberedConversation, ExportAdmin, ModelAdmin):
    """What was corrected once and holds for every later file of the same headings; changed or taken away here."""

    list_display = ["headings", "kind_words", "corrected_by", "updated_at"]
    list_filter = ["kind"]
    list_select_related = ["corrected_by"]
    search_fields = ["headers"]
    list_per_page = 25

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """Whoever may correct a reading may take one back."""
        return request.user.has_perm("imports.add_importbatch")

    @admin.display(description=_("表头"), ordering="headers")
    def headings(self, reading):
        return str(reading)

    @admin.display(description=_("表格种类"), ordering="kind")
    def kind_words(self, reading):
        sheet = sheet_for(reading.kind)
        return sheet.label if sheet else reading.kind or "—"


def _cell(batch, figure):
    return place_link(batch, figure.sheet, figure.cell) if figure.cell else figure.sheet or "—"


def _moment(job):
    return f"{timezone.localtime(job.created_at):%Y-%m-%d %H:%M}"


def _link(address, text):
    return format_html('<a href="{}" class="text-link">{}</a>', address, text)


def _table(columns, rows):
    return render_to_string("admin/desk_table.html", {"columns": columns, "rows": rows, "empty": "—"})


def _change_cells(change) -> list:
    """What one record became: 新增, 撤回, or each column that changed with its former and new value."""
    words = [
        _("%(column)s：%(former)s → %(new)s") % {"column": column, "former": former or "—", "new": new or "—"}
        for column, former, new in changed_columns(change)
    ]
    if not change.before:
        words = [str(_("新增"))]
    elif change.after is None:
        words = [str(_("撤回"))]
    place = f"{change.sheet}!{change.row}" if change.row else change.sheet
    return [kind_label(change), change.key, place, "；".join(words)]
