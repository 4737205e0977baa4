"""What people decide about a batch. Each verb locks the batch and looks again; what cannot be raises ImportRefused."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imports import jobs
from imports.accepting import messages_by_name, open_warnings, preview_digest
from imports.errors import ImportRefused, PreviewMoved
from imports.models import ImportBatch, ImportJob
from imports.publish import store_file
from imports.remembering import remember
from imports.replacing import replaced_options
from imports.undo import refuse_not_undoable

Status, Action = ImportBatch.Status, ImportJob.Action


def upload(*, file, kind: str, source: str, published_on, world: str, by, former: int | None = None) -> ImportBatch:
    """Stores the file as a draft and has it previewed. `file` has a name and can be read; the day may be None.

    `former` is the draft whose place this corrected file takes: see imports.replacing.
    """
    content = file.read()
    batch = ImportBatch(
        file_name=file.name[-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        source_title=source,
        world=world,
        options={
            "kind": kind,
            "published_on": published_on and published_on.isoformat(),
            **replaced_options(former, by),
        },
        created_by=by,
    )
    store_file(batch, batch.file_name, content)
    with transaction.atomic():
        batch.save()
        jobs.start(batch, Action.PREVIEW, by)
    return batch


def look_again(batch_id: int, *, by) -> None:
    """Has an open batch previewed anew."""
    with _held(batch_id, Status.DRAFT, Status.SUBMITTED) as batch:
        jobs.start(batch, Action.PREVIEW, by)


def correct(batch_id: int, *, corrections: Mapping[str, Mapping], by) -> None:
    """Keeps with a draft what the editor said of its tables, by their shape, and has it previewed so.

    Each as imports.corrections reads it; an empty one takes back what was said of the shape with this batch.
    """
    with _held(batch_id, Status.DRAFT) as batch:
        said = {**batch.options.get("corrections", {}), **corrections}
        batch.options["corrections"] = {shape: one for shape, one in said.items() if one}
        batch.save(update_fields=["options"])
        jobs.start(batch, Action.PREVIEW, by)


def submit(batch_id: int, *, digest: str, accepted: Sequence[str], reason: str, by) -> None:
    """Leaves a draft to somebody who may publish, with the warnings that the editor accepted and why.

    `digest` is the `preview_digest` of what the editor saw; raises PreviewMoved where the batch holds another.
    """
    with _held(batch_id, Status.DRAFT) as batch:
        _refuse_unseen(batch, digest)
        _accept(batch, accepted, reason)
        batch.status = Status.SUBMITTED
        batch.submitted_by, batch.submitted_at = by, timezone.now()
        batch.options.pop("sent_back", None)
        batch.save(update_fields=["status", "submitted_by", "submitted_at", "accepted", "reason", "options"])
        remember(batch, by)


def publish(batch_id: int, *, digest: str, accepted: Sequence[str], reason: str, by) -> None:
    """Has an open batch published as it was previewed and seen; of `digest` see `submit`."""
    with _held(batch_id, Status.DRAFT, Status.SUBMITTED) as batch:
        _refuse_unseen(batch, digest)
        _accept(batch, accepted, reason)
        batch.save(update_fields=["accepted", "reason"])
        jobs.start(batch, Action.PUBLISH, by)


def send_back(batch_id: int, *, note: str, by) -> None:
    """Makes a submitted batch a draft again, with a note for who submitted it."""
    with _held(batch_id, Status.SUBMITTED) as batch:
        batch.status = Status.DRAFT
        batch.options["sent_back"] = {"by": str(by), "note": note}
        batch.save(update_fields=["status", "options"])


def take_up(batch_id: int, *, by) -> None:
    """Makes a submitted batch a draft again, for who submitted it."""
    with _held(batch_id, Status.SUBMITTED) as batch:
        if batch.submitted_by != by:
            submitter = batch.submitted_by or _("命令行")
            raise ImportRefused(
                _("这一批是%(by)s提交的，只有提交人自己能取回；有发布权限的可以退回。") % {"by": submitter}
            )
        batch.status = Status.DRAFT
        batch.submitted_by = batch.submitted_at = None
        batch.save(update_fields=["status", "submitted_by", "submitted_at"])


def discard(batch_id: int, *, by) -> ImportBatch:
    """Gives a draft up; a job that still waits finds it so."""
    waiting = {"state": jobs.State.REFUSED, "message": _("这一批已经放弃。"), "ended_at": timezone.now()}
    with transaction.atomic():
        ImportJob.objects.filter(batch_id=batch_id, state=jobs.State.WAITING).update(**waiting)
        with _held(batch_id, Status.DRAFT) as batch:
            batch.status = Status.DISCARDED
            batch.save(update_fields=["status"])
    return batch


def take_back(batch_id: int, *, choices: Mapping[str, str], default: str | None = None, by) -> None:
    """Has a published batch undone; `choices` says of each conflict by its key whether to "keep" or give "former"."""
    with _held(batch_id, Status.PUBLISHED) as batch:
        refuse_not_undoable(batch)
        jobs.start(batch, Action.UNDO, by, choices=dict(choices), default=default)


@contextmanager
def _held(batch_id, *statuses):
    """The batch under a lock, in one of the statuses and with no work under way."""
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=batch_id).first()
        if batch is None or batch.jobs.filter(state__in=jobs.ACTIVE).exists():
            raise ImportRefused(_("这一批正在处理，请等它做完。"))
        if batch.status not in statuses:
            raise ImportRefused(_("这一批现在是“%(status)s”，不能这样做。") % {"status": batch.get_status_display()})
        yield batch


def _refuse_unseen(batch, digest):
    if digest != preview_digest(batch):
        raise PreviewMoved(_("核对结果已经更新，请再看一遍。"))


def _accept(batch, accepted, reason):
    """Notes the accepted warnings of a report that can go in; raises ImportRefused with what is missing."""
    sheets = batch.report.get("sheets", [])
    left = open_warnings(batch.report, accepted)
    if not sheets or any(sheet["errors_total"] for sheet in sheets):
        raise ImportRefused(_("有错误，改正后才能发布。"))
    if left:
        raise ImportRefused(_("还有%(number)d处疑点没有确认，请逐条核对后勾选。") % {"number": len(left)})
    raised = list(messages_by_name(batch.report))
    if raised and not reason.strip():
        raise ImportRefused(_("确认疑点要写明理由。"))
    # Not what was sent: "*" would accept what nobody has seen.
    batch.accepted, batch.reason = raised, reason.strip()
