"""The editor's own workbook with the faulty cells marked, to be corrected there and brought back.

An xlsx comes back as it was, its formulas and hidden sheets included: what it holds besides cells (pictures, drawings,
macros) openpyxl does not carry over. Of an xls, ods or csv what was read is written into a new xlsx.
"""

import pickle
import subprocess
from pathlib import Path

from django.utils.translation import gettext as _

from imports import bounded_process, limits, marks
from imports.errors import ImportRefused
from imports.packages import UNREADABLE, open_package
from imports.report import ImportReport
from imports.workbook import FormulaFault, Grid, UnformattedNumber, read_workbook

# A script, not a module of ours: as a module it would change how everybody here reads and writes workbooks.
MARKING_PROCESS = Path(__file__).with_name("marking_process.py")
ADDRESS_SPACE = 1024 * 1024 * 1024
SECONDS = 60
MARKED_SUFFIX = "-核对"
# As a spreadsheet program packs them; 100,000 rows of eight columns have 50 MB and take half of the memory.
MOST_UNPACKED = 100 * 1024 * 1024


def marked_workbook(path: Path, name: str, report: ImportReport) -> bytes:
    """An .xlsx with what the report says of the file, which its editor calls `name`.

    Faulty cells are red, doubtful ones amber, rows set aside blue, each with a comment; a last column 导入核对 says the
    same in words. The marks of an earlier time are taken off. Raises ImportRefused with one sentence.
    """
    kind, content = _carry_out(_source(Path(path), name) | _request(report))
    if kind == "done":
        return content
    raise ImportRefused(_too_large(name) if kind == "large" else _not_as_it_is(name))


def _source(path, name):
    """What is marked: the xlsx itself, or what was read of another file."""
    if _is_xlsx(path, name):
        return {"path": str(path.absolute()), "grids": [], "titles": []}
    grids = read_workbook(path, name=name).grids
    return {"path": None, "grids": [_plain(grid) for grid in grids], "titles": [grid.name for grid in grids]}


def _request(report):
    """What is marked in it, and how former marks are known."""
    return {
        "sheets": {title: _described(sheet) for title, sheet in marks.marks_by_sheet(report).items()},
        "header": marks.MARK_HEADER,
        "levels": marks.LEVELS,
        "is_header": marks.HEADER_TEXT,
        "is_reason": marks.REASON_TEXT,
    }


def marked_name(name: str) -> str:
    """What the marked file is called: 产值.xls is 产值-核对.xlsx, and so it stays."""
    return f"{Path(name).stem.removesuffix(MARKED_SUFFIX)}{MARKED_SUFFIX}.xlsx"


def has_marks(report: ImportReport) -> bool:
    """Whether there is anything to mark."""
    return bool(report.errors_total or report.set_aside_total or report.warnings)


def _is_xlsx(path, name):
    """Whether the file is an xlsx inside, whatever it is called."""
    try:
        with path.open("rb") as file, open_package(file) as package:
            size, is_xlsx = package.size, "xl/workbook.xml" in package.names
    except limits.SheetTooLarge:
        raise ImportRefused(_too_large(name)) from None
    except (limits.NotIntact, *UNREADABLE):
        return False
    if is_xlsx and size > MOST_UNPACKED:
        raise ImportRefused(_too_large(name))
    return is_xlsx


def _plain(grid: Grid):
    """Title, rows and merged cells without types of ours, which the process does not know."""
    own = {FormulaFault: str, UnformattedNumber: float}
    rows = [[own[type(cell)](cell) if type(cell) in own else cell for cell in row] for row in grid.rows]
    return grid.name, rows, [_clipped(area, grid) for area in grid.merges]


def _clipped(area, grid):
    """A merged range without what lies beyond the last row and column: some programs merge all of a column."""
    top, left, bottom, right = area
    height, width = len(grid.rows), max(map(len, grid.rows), default=0)
    return top, left, max(min(bottom, height - 1), top), max(min(right, width - 1), left)


def _described(sheet: marks.SheetMarks):
    cells = {place: (marks.worst(reasons), marks.in_words(reasons)) for place, reasons in sheet.cells.items()}
    note = ""
    if sheet.unlisted:
        note = _("还有%(number)d处没有标出，改好这些后再上传就会看到。") % {"number": sheet.unlisted}
    return {
        "cells": cells,
        "set_aside": sheet.set_aside,
        "headers": sheet.headers,
        "sentences": sheet.sentences(),
        "note": note,
    }


def _carry_out(request):
    """The answer of the process; where it came to the end of its memory or time, that the file is large."""
    command = bounded_process.command(str(MARKING_PROCESS), ADDRESS_SPACE, SECONDS)
    done = subprocess.run(command, input=pickle.dumps(request), capture_output=True, check=False)
    if done.returncode == bounded_process.FAULT_OF_THE_PROGRAM:
        raise RuntimeError(
            f"the process that marks workbooks has failed: {done.stderr.decode(errors='replace')[-2000:]}"
        )
    return pickle.loads(done.stdout) if done.returncode == 0 else ("large", None)


def _too_large(name):
    return _("“%(name)s”太大，不能逐格标出：请照预览中列出的位置改正，或拆成几个文件再上传。") % {"name": name}


def _not_as_it_is(name):
    return _("“%(name)s”不能原样标出：请照预览中列出的位置改正，或在表格软件里另存为 .xlsx 后再上传。") % {"name": name}
