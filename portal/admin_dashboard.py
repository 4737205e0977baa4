"""What an editor finds on opening the admin: what waits, what was published today and by whom, the last imports."""

from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from enterprises.models import Enterprise, Honour
from imports.admin import ERRORS, SET_ASIDE, WAITING, reported
from imports.models import ImportBatch, ImportChange
from imports.undo import undone_batches
from indicators.admin.filters import ChoreFilter, WorldFilter, home_world_id
from indicators.models import Commitment, Indicator, Observation, Source
from projects.models import Project

MOST_OF_TODAY, LAST_IMPORTS = 20, 8
BATCH_COLUMNS = [_("批次"), _("状态"), _("数据"), _("记录"), _("发布人"), _("时间")]

# What waits in the lists: title, icon, the list's model, the list's chore.
CHORES = [
    (_("承诺已到期，待核实"), "event_busy", Commitment, "due"),
    (_("荣誉90天内到期"), "hourglass_bottom", Honour, "ending"),
    (_("企业没有园区"), "location_off", Enterprise, "no_park"),
    (_("企业没有行业"), "category", Enterprise, "no_industry"),
    (_("企业没有公开依据"), "visibility_off", Enterprise, "no_basis"),
    (_("项目没有业主"), "person_off", Project, "no_owner"),
    (_("初步数待定"), "pending", Observation, "preliminary"),
    (_("来源没有公开依据"), "gavel", Source, "no_basis"),
    (_("指标没有定义"), "help", Indicator, "no_definition"),
]


@dataclass(frozen=True)
class Waiting:
    """So many rows that wait for somebody, and the list that shows them."""

    title: str
    icon: str
    count: int
    address: str


def dashboard_callback(request, context: dict) -> dict:
    """Adds to the admin's first page what the user may see of the desk."""
    may_see_batches = request.user.has_perm("imports.view_importbatch")
    waiting = [*(_waiting_batches() if may_see_batches else []), *_waiting_rows(request)]
    today, earlier = _batches() if may_see_batches else ([], [])
    undone = undone_batches() if any(batch.has_undo for batch in [*today, *earlier]) else set()
    return context | {
        "title": _("工作台"),
        "waiting": [entry for entry in waiting if entry.count],
        "batch_columns": BATCH_COLUMNS,
        "published_today": [_batch_cells(batch, undone) for batch in today],
        "last_imports": [_batch_cells(batch, undone) for batch in earlier],
        "may_see_batches": may_see_batches,
        "shortcuts": _shortcuts(request),
    }


def _waiting_batches() -> list[Waiting]:
    batches, address = ImportBatch.objects.all(), reverse("admin:imports_importbatch_changelist")
    drafts = batches.filter(status=ImportBatch.Status.DRAFT)
    submitted = batches.filter(status=ImportBatch.Status.SUBMITTED)
    return [
        Waiting(_("待发布的批次"), "schedule_send", submitted.count(), f"{address}?chore={WAITING}"),
        Waiting(_("预览后没有发布的导入"), "draft", drafts.count(), f"{address}?status__exact=draft"),
        Waiting(_("有错误的导入"), "error", reported(batches, ERRORS).count(), f"{address}?chore={ERRORS}"),
        Waiting(_("有搁置行的导入"), "rule", reported(batches, SET_ASIDE).count(), f"{address}?chore={SET_ASIDE}"),
    ]


def _waiting_rows(request) -> list[Waiting]:
    world_id, waiting = home_world_id(), []
    for title, icon, model, code in CHORES:
        model_admin = admin.site.get_model_admin(model)
        if model_admin.has_view_permission(request):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            rows = rows_of_chore(model_admin, code, world_id)
            waiting.append(Waiting(title, icon, rows.count(), f"{address}?chore={code}"))
    return waiting


def rows_of_chore(model_admin, code: str, world_id: int | None):
    """The rows that a list shows for a chore: of the home world, and of figures only those in force."""
    filters = [entry for entry in model_admin.list_filter if isinstance(entry, type)]
    [chores] = [entry.chores for entry in filters if issubclass(entry, ChoreFilter)]
    rows = model_admin.model._default_manager.all()
    if model_admin.model is Observation:
        rows = rows.asof()
    for entry in filters:
        if issubclass(entry, WorldFilter) and world_id:
            rows = rows.filter(**{f"{entry.path}_id": world_id})
    _label, waiting = chores[code]
    return waiting(rows)


def _batches():
    """What was published today, and the last batches besides."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    is_todays = Q(status=ImportBatch.Status.PUBLISHED, published_at__gte=midnight)
    batches = _with_counts(ImportBatch.objects.order_by("-pk"))
    return batches.filter(is_todays)[:MOST_OF_TODAY], batches.exclude(is_todays)[:LAST_IMPORTS]


def _with_counts(batches):
    counts = {"figures": _number_of(Observation), "records": _number_of(ImportChange)}
    undos = ImportBatch.objects.filter(undoes=OuterRef("pk"), status=ImportBatch.Status.PUBLISHED)
    return batches.select_related("published_by", "created_by").annotate(**counts, has_undo=Exists(undos))


def _number_of(model):
    """How many rows of a model each batch wrote; asked by itself, for a join of both would multiply them."""
    rows = model._default_manager.filter(batch=OuterRef("pk")).order_by().values("batch")
    return Subquery(rows.annotate(number=Count("pk")).values("number"))


def _batch_cells(batch, undone) -> list:
    """One row below BATCH_COLUMNS; `undone` are the numbers of the batches that were taken back."""
    address = reverse("admin:imports_importbatch_change", args=[batch.pk])
    moment = timezone.localtime(batch.published_at or batch.created_at)
    return [
        format_html('<a href="{}" class="text-link">{}</a>', address, batch),
        _("已撤回") if batch.pk in undone else batch.get_status_display(),
        batch.figures or "—",
        batch.records or "—",
        batch.published_by or batch.created_by or "—",
        f"{moment:%Y-%m-%d %H:%M}",
    ]


def _shortcuts(request) -> list[dict]:
    """What is begun from here."""
    offered = [
        (_("导入表格"), "upload", "admin:imports_import", "imports.add_importbatch"),
        (_("新增来源"), "library_add", "admin:indicators_source_add", "indicators.add_source"),
        (_("新增企业"), "add_business", "admin:enterprises_enterprise_add", "enterprises.add_enterprise"),
        (_("新增数据"), "add_chart", "admin:indicators_observation_publish", "imports.publish_importbatch"),
        (_("新增动态"), "post_add", "admin:newsroom_article_add", "newsroom.add_article"),
    ]
    return [
        {"title": title, "icon": icon, "address": reverse(name)}
        for title, icon, name, permission in offered
        if request.user.has_perm(permission)
    ]
