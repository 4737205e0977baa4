"""What each kind of job does. A step answers a sentence for the editor, or raises ImportRefused with one."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from imports.accepting import messages_by_name, stored_report
from imports.context import ImportContext, context_of
from imports.errors import ImportRefused
from imports.models import ImportBatch, ImportJob
from imports.picture_page import keep
from imports.publish import preview, publish
from imports.replacing import give_up_replaced
from imports.report import MOST_ROWS_ASIDE_KEPT
from imports.undo import is_undone, undo
from imports.vanished import note_vanished
from imports.workbook import read_workbook

Action, Status = ImportJob.Action, ImportBatch.Status
OPEN = [Status.DRAFT, Status.SUBMITTED]


def preview_step(job: ImportJob, tell) -> str:
    """Stores with the batch what publishing would do, so that looking again costs nothing."""
    batch = job.batch
    workbook, context = _read(batch, tell), _context(job, tell)
    # Before it is understood, which empties the column of an earlier check.
    keep(batch, workbook)
    report = preview(workbook, context, batch.options.get("kind") or None)
    note_vanished(workbook, context, batch, report)
    _store(batch, report)
    give_up_replaced(batch)
    return ""


def publish_step(job: ImportJob, tell) -> str:
    """Publishes what was previewed and accepted; where that is no more what would happen, stores the new preview."""
    batch = job.batch
    workbook, context = _read(batch, tell), _context(job, tell)
    said = messages_by_name(batch.report)
    accepted = {name: said[name] for name in batch.accepted if name in said}
    # In the language of the preview, so that a warning which says the same is known again.
    with override(batch.report.get("language") or get_language()):
        report = publish(
            workbook, context, batch, batch.options.get("kind") or None, accepted=accepted, digest=batch.digest
        )
        if batch.status != Status.PUBLISHED:
            note_vanished(workbook, context, batch, report)
        _store(batch, report)
    if batch.status != Status.PUBLISHED:
        raise ImportRefused(_unpublished_sentence(report))
    return _published_sentence(report)


def undo_step(job: ImportJob, tell) -> str:
    """Takes a published batch back; conflicts that nobody decided are kept with the job, to be asked about."""
    chosen = job.options
    outcome = undo(job.batch, user=job.created_by, choices=chosen["choices"], default=chosen["default"], progress=tell)
    if outcome.batch is None:
        job.options["conflicts"] = [asdict(conflict) for conflict in outcome.conflicts]
        number = len(outcome.conflicts)
        raise ImportRefused(_("有%(number)d处后来又改过，请逐处选择。什么也没有撤回。") % {"number": number})
    job.options["made"] = outcome.batch.pk
    told = _("已撤回：恢复%(restored)d，撤下%(closed)d（批次 #%(batch)d）。")
    if outcome.batch.is_redo:
        told = _("已重做：恢复%(restored)d，撤下%(closed)d（批次 #%(batch)d）。")
    return told % {
        "restored": outcome.restored,
        "closed": outcome.closed,
        "batch": outcome.batch.pk,
    }


STEPS = {Action.PREVIEW: preview_step, Action.PUBLISH: publish_step, Action.UNDO: undo_step}


def is_done(job: ImportJob) -> bool:
    """Whether what a job was to write is written, whatever became of the process that wrote it."""
    batch = ImportBatch.objects.get(pk=job.batch_id)
    if job.action == Action.UNDO:
        return is_undone(batch)
    return job.action == Action.PUBLISH and batch.status == Status.PUBLISHED


def _read(batch, tell):
    tell(_("读取文件"))
    return read_workbook(batch.file.path, name=batch.file_name, sheet=batch.options.get("sheet"))


def _context(job, tell) -> ImportContext:
    return context_of(job.batch, user=job.created_by, progress=tell)


def _store(batch, report):
    """Keeps the report with its described changes, and of the accepted warnings those that still say the same."""
    with transaction.atomic():
        kept = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        batch.status = kept.status
        if kept.status == Status.DISCARDED:
            raise ImportRefused(_("这一批已经放弃。"))
        former, kept.report = kept.report, _as_shown(stored_report(report, batch))
        kept.digest = report.digest
        if kept.status != Status.PUBLISHED:
            kept.accepted = _still_accepted(kept.accepted, former, kept.report)
        kept.save(update_fields=["report", "digest", "accepted"])


def _still_accepted(accepted, former, report):
    """Not a warning of the same name that now says something else: nobody has read that."""
    said, says = messages_by_name(former), messages_by_name(report)
    return [name for name in accepted if name in says and says[name] == said.get(name)]


def _as_shown(stored):
    """The report without the rows that no page shows: of a large table they would be megabytes at each look."""
    for sheet in stored["sheets"]:
        sheet["set_aside_rows"] = sheet["set_aside_rows"][:MOST_ROWS_ASIDE_KEPT]
    return stored


def _unpublished_sentence(report):
    if report.has_moved:
        return _("数据在预览之后变了，什么也没有写入。下面是重新核对的结果，请再看一遍。")
    if report.errors_total:
        return _("现在有错误，什么也没有写入，请再看一遍。")
    return _("还有疑点没有确认，什么也没有写入。")


def _published_sentence(report):
    if not report.changes_total:
        return _("与已发布的内容相同，没有变化。")
    return _("已发布：新增%(new)d，变更%(changed)d，未变%(unchanged)d，搁置%(aside)d。") % {
        "new": sum(sheet.new for sheet in report.sheets),
        "changed": sum(sheet.changed for sheet in report.sheets),
        "unchanged": sum(sheet.unchanged for sheet in report.sheets),
        "aside": report.set_aside_total,
    }
