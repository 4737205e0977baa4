"""Taking a published batch back, in the admin: what it would do, conflicts to choose, the work. Mixed into the admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from imports import actions, jobs
from imports.change_columns import changed_columns, kind_label
from imports.conversation import PUBLISH_PERMISSION
from imports.errors import ImportRefused
from imports.models import ImportBatch, ImportJob
from imports.progress_page import progress_of
from imports.undo import refuse_not_undoable
from imports.undoing import FORMER, KEEP

MOST_LISTED = 20
MOST_CONFLICTS = 200


class UndoConversation:
    """Adds the page 撤回 to the admin of ImportBatch."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="imports_importbatch_undo"), *super().get_urls()]

    def undo_view(self, request, pk):
        if not request.user.has_perm(PUBLISH_PERMISSION):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch.objects.defer("report"), pk=pk)
        jobs.sweep()
        job = batch.jobs.first()
        if request.method == "POST":
            return self._take_back_now(request, batch, job)
        title = _("恢复：%(batch)s") if batch.is_withdrawal else _("撤回：%(batch)s")
        title %= {"batch": batch}
        if job and job.state in jobs.ACTIVE:
            return self._page(request, "admin/imports/progress.html", title, batch=batch, **progress_of(job))
        if made := made_by(job):
            return HttpResponseRedirect(reverse("admin:imports_importbatch_change", args=[made]))
        return self._page(request, "admin/imports/undo.html", title, batch=batch, **_described(batch, job))

    def _take_back_now(self, request, batch, job):
        try:
            chosen = _choices(request.POST, conflicts_of(job))
            default = request.POST.get("default") or None
            actions.take_back(batch.pk, choices=chosen, default=default, by=request.user)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:imports_importbatch_undo", args=[batch.pk]))


def made_by(job: ImportJob | None) -> int | None:
    """The batch that an undo made, if the job is one that ended well."""
    return job.options.get("made") if job and job.state == jobs.State.DONE else None


def conflicts_of(job: ImportJob | None) -> list[dict]:
    """The conflicts that stopped an undo."""
    return job.options.get("conflicts", []) if job and job.action == ImportJob.Action.UNDO else []


def _choices(posted, conflicts) -> dict[str, str]:
    """What was chosen of each conflict on the page, by its key."""
    chosen = {conflict["key"]: posted.get(f"choice-{number}") for number, conflict in enumerate(conflicts)}
    return {key: choice for key, choice in chosen.items() if choice in (KEEP, FORMER)}


def _described(batch, job) -> dict:
    """What undoing would do, or why it cannot be."""
    conflicts = [_conflict(conflict) for conflict in conflicts_of(job)[:MOST_CONFLICTS]]
    return {
        "job": job if job and job.action == ImportJob.Action.UNDO else None,
        "refusal": _refusal(batch),
        "conflicts": conflicts,
        "more_conflicts": len(conflicts_of(job)) - len(conflicts),
        "figures": batch.observations.filter(closed_at=None).count(),
        "superseded": batch.observations.exclude(closed_at=None).count(),
        "added": batch.changes.filter(before__isnull=True).count(),
        "changed": batch.changes.filter(before__isnull=False).count(),
        "columns": [_("种类"), _("记录"), _("现在"), _("撤回后")],
        "rows": [_change_cells(change) for change in batch.changes.order_by("pk")[:MOST_LISTED]],
    }


def _refusal(batch) -> str:
    try:
        refuse_not_undoable(batch)
    except ImportRefused as refusal:
        return str(refusal)
    return ""


def _conflict(conflict):
    values = {name: _line(conflict[name]) for name in ("before", "imported", "now")}
    former = _("撤下") if conflict["before"] is None else _("改回导入前的")
    return {"label": conflict["label"], "choice": conflict["choice"], "former_words": former, **values}


def _line(shown) -> str:
    return "；".join(f"{name}：{text or '—'}" for name, text in shown.items()) if shown else _("（没有）")


def _change_cells(change):
    columns = changed_columns(change)
    now = {column: new for column, _former, new in columns} if change.after else None
    former = {column: text for column, text, _new in columns} if change.before else None
    return [kind_label(change), change.key, _line(now), _line(former)]
