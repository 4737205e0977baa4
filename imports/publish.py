"""Preview and publication of a workbook: the same run, whose transaction a preview rolls back."""

import contextlib
import gc
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import filterfalse
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imports.accepting import unread_warnings
from imports.blank_workbooks import is_explanation
from imports.bulk import lock_tables
from imports.columns import quoted
from imports.context import ImportContext
from imports.database_lists import refusal_of
from imports.errors import ImportRefused
from imports.explaining import MOST_EXPLAINED, explained_fields
from imports.header_rows import Clues
from imports.layout import Table, find_tables
from imports.locks import lock_publication
from imports.mapping import HeaderMapping, normalise, plain_header, without_english
from imports.marks import MARK_HEADER, without_marks
from imports.models import ImportBatch
from imports.registry import all_sheets, require_sheet, sheet_for
from imports.remembering import remember
from imports.report import ALL_WARNINGS, ImportReport, Problem, SheetReport
from imports.roles import table_roles
from imports.sheets import Sheet
from imports.unseen import unseen
from imports.workbook import Grid, Workbook

# With a required column missing, at least this share of the headers must fit before we name the missing one.
RECOGNISABLE_SHARE = 0.4
# A table that fits a kind by a misspelt header stands between one that fits and one that does not.
SIMILAR_WHOLE = 0.5


def preview(workbook: Workbook, context: ImportContext, kind: str | None = None) -> ImportReport:
    """What publishing would do. Writes nothing."""
    context.is_preview = True
    with transaction.atomic():
        context.batch = ImportBatch.objects.create(file_name=workbook.name, created_by=context.user)
        report = _run(workbook, context, kind)
        transaction.set_rollback(True)
    context.batch = None
    return report


def publish(
    workbook: Workbook,
    context: ImportContext,
    batch: ImportBatch,
    kind: str | None = None,
    *,
    strict: bool = False,
    accepted: Collection[str] = (ALL_WARNINGS,),
    digest: str = "",
) -> ImportReport:
    """Publishes a workbook as `batch` in one transaction.

    Nothing is written and the batch stays as it was with any error, with a warning that is not `accepted` (its name, or
    as a mapping with what it said), with a row set aside where `strict`, or where the changes have another fingerprint
    than `digest`. Raises ImportRefused where the batch was published or discarded meanwhile.
    """
    with transaction.atomic():
        lock_publication()
        _take(batch)
        context.batch = batch
        report = _run(workbook, context, kind)
        report.has_moved = bool(digest) and report.digest != digest
        if _may_go_in(report, strict, accepted):
            _mark_published(batch, context, report)
        else:
            transaction.set_rollback(True)
    return report


def _may_go_in(report, strict, accepted) -> bool:
    if report.errors_total or report.has_moved or (strict and report.set_aside_total):
        return False
    return not unread_warnings(report, accepted)


def _take(batch):
    """Makes sure that the batch is still to be published, and that nobody else decides on it meanwhile."""
    if batch.pk is None:
        batch.save()
        return
    status = ImportBatch.objects.select_for_update().values_list("status", flat=True).get(pk=batch.pk)
    if status not in (ImportBatch.Status.DRAFT, ImportBatch.Status.SUBMITTED):
        raise ImportRefused(
            _("批次 #%(batch)d 现在是“%(status)s”，没有再写入。")
            % {"batch": batch.pk, "status": ImportBatch.Status(status).label}
        )


def publish_file(
    workbook: Workbook, context: ImportContext, batch: ImportBatch, kind: str | None = None, **conditions
) -> ImportReport:
    """Keeps the file with a new batch and publishes it; where it is not published, neither stays."""
    store_file(batch, workbook.name, workbook.content)
    report = None
    try:
        report = publish(workbook, context, batch, kind, **conditions)
    finally:
        if report is None or batch.published_at is None:
            batch.file.delete(save=False)
    return report


def store_file(batch: ImportBatch, name: str, content: bytes) -> None:
    """Keeps the editor's file with its batch, under its fingerprint so that no name clashes or escapes."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    batch.file.save(f"{batch.sha256[:32]}{suffix}", ContentFile(content), save=False)


@dataclass(frozen=True)
class Identified:
    """A table, the kind that it is, and the kinds between which its headers do not decide."""

    sheet: type[Sheet] | None
    table: Table
    rivals: Sequence[type[Sheet]] = ()


def identify(
    grid: Grid, kind: str | None = None, context: ImportContext | None = None, file: str = ""
) -> list[Identified]:
    """The tables of a grid in reading order, each with its kind; `file` is the name of the file."""
    sheets = [require_sheet(kind)] if kind else list(all_sheets())
    if any(row and str(row[-1]).startswith(MARK_HEADER) for row in grid.rows):
        # What a file that came back says of its own faults is nothing to read.
        without_marks(grid.rows)
    tables = find_tables(grid, clues_of(sheets, context))
    stem = PurePath(file).stem
    named = [_corrected(replace(table, file=stem, unseen=unseen(grid, table)), context) for table in tables]
    return [_identified(table, _said_kinds(table, kind) or sheets, context) for table in named]


def _corrected(table, context):
    """The table with what an editor said of its shape."""
    if context is None or not context.corrections or table.shape not in context.corrections:
        return table
    return replace(table, correction=context.corrections[table.shape].in_force(table.lines, table.about))


def _said_kinds(table, kind):
    """The kind that an editor said; one that was chosen for this file goes before one that is remembered."""
    said = None if kind and table.correction.is_kind_remembered else sheet_for(table.correction.kind)
    return [said] if said else []


def clues_of(sheets: Sequence[type[Sheet]], context: ImportContext | None) -> Clues:
    """What a text may be in a header of one of these kinds."""
    names = {normalise(text) for sheet in sheets for name in sheet.fields for text in sheet.header_names(name)}
    asked = [sheet for sheet in all_sheets() if "role_of" in vars(sheet)] if context else []

    @lru_cache(maxsize=1 << 14)
    def role(text):
        plain = plain_header(text)
        if normalise(plain) in names or normalise(without_english(plain)) in names:
            return "field"
        return next((found for sheet in asked if (found := sheet.role_of(text, context))), "")

    return role


def _identified(table, sheets, context):
    fits = sorted(((_fit(sheet, table, context), sheet) for sheet in sheets), key=lambda pair: pair[0])
    best_fit, best = fits[-1]
    if len(sheets) == 1:
        return Identified(best, table)
    if best_fit[:2] < (True, 0) and best_fit[1] < RECOGNISABLE_SHARE:
        return Identified(None, table)
    rivals = [sheet for fit, sheet in fits if fit == best_fit]
    return Identified(None, table, rivals) if len(rivals) > 1 else Identified(best, table)


def _fit(sheet, table, context):
    """How well a table fits a kind: nothing missing, share understood, how near a title names it, columns found."""
    mapping = sheet.map_table(table, context)
    label = normalise(sheet.label)
    nearest = (table.sheet, "".join(table.above), table.file)
    named = next((3 - place for place, text in enumerate(nearest) if label in normalise(text)), 0)
    # A name alone beside columns that nobody knows may be the label of anything.
    is_alone = len(mapping.columns) == 1 and bool(mapping.ignored)
    is_whole = bool(mapping.columns) and not mapping.missing and not is_alone
    if is_whole and mapping.guessed:
        # What is written right goes before what is only similar.
        is_whole = SIMILAR_WHOLE
    return (is_whole, 0.0 if is_alone else round(mapping.share, 6), named, len(mapping.columns))


@contextlib.contextmanager
def _without_collecting():
    """A table's cells and records all stay until the end: looking for garbage among them takes a third of the time."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


@_without_collecting()
def _run(workbook, context, kind):
    """Reads a workbook in the caller's transaction, and writes what can be written."""
    _refuse_future(context)
    found = [(one, _reported(one)) for one in _identified_in(workbook, kind, context)]
    known = sorted((pair for pair in found if pair[0].sheet), key=lambda pair: pair[0].sheet.position)
    if not context.is_preview:
        _lock([one.sheet for one, _report in known], context)
    try:
        for one, sheet_report in known:
            one.sheet(context).load(one.table, sheet_report)
        for one, sheet_report in found:
            if one.sheet is None:
                _load_unknown(one.table, sheet_report, kind, context)
    finally:
        # The look-ups hold the context that holds them, and with it every name of a large table.
        context.shared.clear()
    return ImportReport([sheet_report for _one, sheet_report in found], workbook.hidden)


def _identified_in(workbook, kind, context):
    """The tables of all sheets in their order, without what a blank table explains."""
    for grid in filterfalse(is_explanation, workbook.grids):
        yield from identify(grid, kind, context, workbook.name)


def _reported(one: Identified) -> SheetReport:
    """The report of a table before it is loaded."""
    report = SheetReport(one.table.sheet, one.table.range, one.sheet.kind if one.sheet else None)
    report.shape, report.about, report.lines = one.table.shape, one.table.about, one.table.lines
    report.unseen = one.table.unseen
    if one.sheet is None:
        report.rows, report.understood = len(one.table.rows), _not_understood(one.table)
    return report


def _lock(sheet_classes, context):
    """What is compared shall still be so when it is written; what told the tables apart was read before the lock."""
    lock_tables([model for sheet_class in sheet_classes for model in sheet_class.models_written()])
    context.shared.clear()


def _not_understood(table):
    columns = explained_fields(table, HeaderMapping({}), {})[:MOST_EXPLAINED]
    told = {"columns": columns, "reasons": list(table.reasons)}
    told |= {"header": [table.top + 1, table.header_row + 1], "roles": table_roles(table)}
    return {"layout": "unknown", "confidence": 0.0} | told


def _load_unknown(table, sheet_report, kind, context):
    """A table whose columns are names that this workbook has just brought can be told apart only now."""
    sheets = [require_sheet(kind)] if kind else list(all_sheets())
    identified = _identified(table, sheets, context)
    sheet_class, rivals = identified.sheet, identified.rivals
    # Any other kind's tables are not locked; nor does any other depend on what was loaded.
    if sheet_class is None or sheet_class.models_written():
        sheet_report.add_error(_unknown_table(table, rivals))
        return
    sheet_report.kind = sheet_class.kind
    sheet_class(context).load(table, sheet_report)


def _refuse_future(context):
    day = context.published_on
    if day is not None and day > timezone.localdate():
        raise ImportRefused(_("发布日期%(day)s在将来，请改成今天或以前的日期。") % {"day": day.isoformat()})


def _unknown_table(table, rivals):
    if refusal := refusal_of(table):
        return refusal
    if rivals:
        kinds = "、".join(f"{sheet.label}（{sheet.kind}）" for sheet in rivals)
        message = _("看表头分不清是哪种表：%(kinds)s。请指明种类。") % {"kinds": kinds}
        code = "ambiguous_table"
    else:
        kinds = "、".join(sheet.label for sheet in all_sheets())
        message = _("表头不像任何一种表格，能导入的有：%(kinds)s。请对照模板改表头。") % {"kinds": kinds}
        code = "unknown_table"
    return Problem(code, table.header_row + 1, None, quoted("、".join(table.headers), 200), message)


def _mark_published(batch, context, report):
    batch.status = ImportBatch.Status.PUBLISHED
    batch.digest = report.digest
    batch.published_at = timezone.now()
    batch.published_by = context.user
    batch.world = context.world_slug
    batch.source_title = context.source_title
    batch.report = report.as_dict(batch.pk)
    batch.save()
    remember(batch, context.user)
