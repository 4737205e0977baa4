"""A file that goes in without the pages of the conversation: published or submitted at once, its warnings accepted."""

from collections.abc import Collection

from django.db import transaction

from imports import actions
from imports.accepting import preview_digest, stored_report
from imports.context import ImportContext
from imports.models import ImportBatch
from imports.publish import preview, publish_file, store_file
from imports.report import ImportReport
from imports.workbook import Workbook


def publish_accepting(
    workbook: Workbook,
    context: ImportContext,
    batch: ImportBatch,
    kind: str | None = None,
    *,
    accepted: Collection[str],
    reason: str,
    strict: bool = False,
) -> ImportReport:
    """Publishes a file as a new batch, which keeps the warnings that were raised and why they were accepted.

    `accepted` holds strings like "unit_slip@产值!F7", or "*" for all. What `publish` refuses is not written.
    """
    with transaction.atomic():
        report = publish_file(workbook, context, batch, kind, accepted=accepted, strict=strict)
        if batch.published_at is not None:
            batch.accepted = list(report.warnings)
            batch.reason = reason if batch.accepted else ""
            batch.save(update_fields=["accepted", "reason"])
    return report


def submit_file(
    workbook: Workbook,
    context: ImportContext,
    batch: ImportBatch,
    kind: str | None = None,
    *,
    accepted: Collection[str],
    reason: str,
    strict: bool = False,
) -> ImportReport:
    """Leaves a file, with its preview, to somebody who may publish; what would be refused is not stored.

    `batch.status` is SUBMITTED where it was; what changes nothing leaves nothing to publish.
    """
    report = preview(workbook, context, kind)
    if not report.changes_total:
        return report
    if report.errors_total or report.open_warnings(accepted) or (strict and report.set_aside_total):
        return report
    store_file(batch, workbook.name, workbook.content)
    try:
        with transaction.atomic():
            _store_draft(batch, context, report)
            seen = preview_digest(batch)
            warnings = list(report.warnings)
            why = reason if warnings else ""
            actions.submit(batch.pk, digest=seen, accepted=warnings, reason=why, by=context.user)
    except BaseException:
        batch.file.delete(save=False)
        raise
    batch.refresh_from_db()
    return report


def _store_draft(batch, context, report):
    batch.world, batch.source_title = context.world_slug, context.source_title
    batch.digest = report.digest
    batch.save()
    batch.report = stored_report(report, batch)
    batch.save(update_fields=["report"])
