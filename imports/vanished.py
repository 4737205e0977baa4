"""What stood in the last load of the same table and does not in this one: listed for a decision, never deleted."""

from dataclasses import replace
from pathlib import PurePath

from django.utils.translation import gettext as _

from imports.context import ImportContext, context_of
from imports.errors import ImportRefused
from imports.marked_workbook import MARKED_SUFFIX
from imports.models import ImportBatch
from imports.publish import identify
from imports.report import ImportReport, SheetReport
from imports.sheets import Mention, Sheet
from imports.texts import printable
from imports.undo import is_undone
from imports.workbook import TEXT_SUFFIXES, WORKBOOK_SUFFIXES, Grid, Workbook, read_workbook

MOST_LISTED = 200
# Both tables are read once more for this.
MOST_ROWS = 20_000
MOST_CELLS = 200_000
# So many former batches of a file are looked at for one with the same sheet.
MOST_FORMER = 10


def note_vanished(workbook: Workbook, context: ImportContext, batch: ImportBatch, report: ImportReport) -> None:
    """Notes in the report of each sheet what the last published load of the same file, sheet and kind had besides.

    `context` is that of the run that made the report: it knows by now of which world the workbook speaks.
    """
    formers = _formers(batch, context.world_slug)
    seen: set[tuple] = set()
    for sheet in report.sheets if formers else ():
        # The tables of one sheet are compared together.
        if (sheet.kind, sheet.name) in seen:
            continue
        seen.add((sheet.kind, sheet.name))
        former = next((former for former in formers if _has(former, sheet)), None)
        grid = _grid(workbook, sheet)
        if former and grid and former.sha256 != workbook.sha256:
            context.tell(_("核对上次的表"), 0, 0)
            _compare(former, grid, context, sheet)


def _formers(batch, world) -> list[ImportBatch]:
    """The published batches of the same file name and world that nobody took back, the latest first."""
    stem = PurePath(batch.file_name).stem.removesuffix(MARKED_SUFFIX)
    # 产值-核对.xlsx is 产值.xls with its faults marked, and corrected.
    names = [f"{stem}{suffix}" for suffix in (f"{MARKED_SUFFIX}.xlsx", *WORKBOOK_SUFFIXES, *TEXT_SUFFIXES)]
    same = ImportBatch.objects.filter(
        file_name__in=[batch.file_name, *names], world=world, kind=ImportBatch.Kind.IMPORT
    )
    published = same.filter(status=ImportBatch.Status.PUBLISHED).exclude(pk=batch.pk).order_by("-published_at", "-pk")
    return [former for former in published[:MOST_FORMER] if not is_undone(former)]


def _has(former, sheet: SheetReport) -> bool:
    names = {(stored["kind"], stored["name"]) for stored in former.report.get("sheets", [])}
    return sheet.kind is not None and (sheet.kind, sheet.name) in names


def _grid(workbook, sheet) -> Grid | None:
    return next((grid for grid in workbook.grids if printable(grid.name) == sheet.name), None)


def _compare(former, grid, context, sheet):
    try:
        _former, there = _mentions(_former_grid(former, sheet), sheet.kind, context_of(former))
        kind, here = _mentions(grid, sheet.kind, replace(context, shared={}, is_preview=True))
    except _TooLong:
        sheet.vanished_note = _("表太长，没有与上次（批次 #%(batch)d）核对少了哪些。") % {"batch": former.pk}
        return
    except (ImportRefused, OSError, ValueError):
        sheet.vanished_note = _("上次的文件（批次 #%(batch)d）读不出来，没有核对少了哪些。") % {"batch": former.pk}
        return
    vanished = kind.still_there(_vanished(there, here))
    sheet.vanished_total = len(vanished)
    sheet.vanished = [{"key": mention.label, "row": mention.row} for mention in vanished[:MOST_LISTED]]
    if vanished:
        words = {"batch": former.pk, "number": len(vanished)}
        sheet.vanished_note = _("与上次（批次 #%(batch)d）相比少了%(number)d项。") % words


class _TooLong(Exception):
    """A table that would take too long to be read once more."""


def _former_grid(former, sheet) -> Grid:
    if not former.file:
        raise ImportRefused(_("打不开文件“%(name)s”，请检查路径和权限。") % {"name": former.file_name})
    wanted = former.options.get("sheet")
    grid = _grid(read_workbook(former.file.path, name=former.file_name, sheet=wanted), sheet)
    if grid is None:
        raise ImportRefused(_("“%(name)s”里没有内容。") % {"name": former.file_name})
    return grid


def _mentions(grid, kind, context) -> tuple[Sheet, list[Mention]]:
    rows = len(grid.rows)
    if rows > MOST_ROWS or rows * max(map(len, grid.rows), default=0) > MOST_CELLS:
        raise _TooLong
    found = [one for one in identify(grid, None, context) if one.sheet and one.sheet.kind == kind]
    found = found or identify(grid, kind, context)
    sheet = found[0].sheet(context)
    return sheet, [mention for one in found for mention in sheet.mentions(one.table)]


def _vanished(there: list[Mention], here: list[Mention]) -> list[Mention]:
    keys, scopes = {mention.key for mention in here}, {mention.scope for mention in here}
    gone = {mention.key: mention for mention in there if mention.key not in keys and mention.scope in scopes}
    return list(gone.values())
