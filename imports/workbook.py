"""Reads a file into grids of cells: xlsx, xls and ods through calamine, csv by its encoding."""

import datetime
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from imports import limits
from imports.cell_facts import cell_facts
from imports.cell_values import reading
from imports.errors import ImportRefused
from imports.file_kinds import refusal_by_content, refusal_by_ending
from imports.sheet_facts import CellFacts, percent_text
from imports.text_tables import read_text_table

WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".ods"}
TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}
MAX_BYTES = limits.MOST_BYTES
# Blank text longer than this is read and found to be blank.
HEAD = 64 * 1024

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta


class UnformattedNumber(float):
    """A number from a file whose formats cannot be read: whether 0.443 is shown as 44.3% nobody can tell."""


class FormulaFault(str):
    """What a cell shows whose formula has no result: "#DIV/0!", or "=" where nothing has computed it yet."""


@dataclass(frozen=True)
class Grid:
    """One sheet: its name and its rows of cells from row 1, column A; an empty cell is "".

    merges: merged ranges as (top, left, bottom, right), counted from 0, the last row and column included; a text stands
    in the first cell of its range. No range reaches beyond the rows, and no two overlap so much that to fill them
    takes longer than to read the sheet.
    """

    name: str
    rows: list[list[Cell]]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    # (first, last) of the rows and columns that nobody sees, which are read all the same.
    hidden_rows: tuple[tuple[int, int], ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(str(cell).strip() for row in self.rows for cell in row if cell is not None)


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file that hold anything; `hidden` names those left out because nobody sees them."""

    name: str
    sha256: str
    grids: list[Grid]
    hidden: list[str] = field(default_factory=list)
    path: Path | None = field(default=None, repr=False)

    @property
    def content(self) -> bytes:
        """The file itself, read anew: it may be large, and few ask."""
        return self.path.read_bytes() if self.path else b""


def read_workbook(path: Path, *, sheet: str | None = None, name: str | None = None) -> Workbook:
    """Reads the visible sheets that hold anything, or the one that is named, also a hidden one.

    A number in a cell that is shown as per cent comes as its text: "44.3%", not 0.443. Raises ImportRefused with one
    sentence when the file is missing, damaged, encrypted, too large, not a workbook or empty.
    """
    path = Path(path)
    name = _printable(name or path.name)
    sha256 = _hash(path, name)
    try:
        grids, hidden = _read(path, name, sheet)
    except limits.HasPassword:
        raise ImportRefused(_("“%(name)s”有密码保护，请去掉密码后再上传。") % {"name": name}) from None
    except limits.NotIntact:
        raise ImportRefused(refusal_by_content(path, name) or _not_intact(name)) from None
    except limits.GarbledText:
        raise ImportRefused(
            _("“%(name)s”没有写明文字的编码，读出来会是乱码：请用表格软件打开，看清文字无误，另存为 .xlsx 后再上传。")
            % {"name": name}
        ) from None
    except limits.SheetTooWide as problem:
        raise ImportRefused(_too_wide(name, *problem.args)) from None
    except limits.SheetTooLarge as problem:
        raise ImportRefused(_too_large(name, *problem.args)) from None
    left_out = [] if sheet is not None else hidden
    return Workbook(name, sha256, _wanted(grids, sheet, name, left_out), left_out, path)


def _not_intact(name):
    return _("“%(name)s”不是完好的表格文件：请用表格软件打开、另存为 .xlsx 后再上传。") % {"name": name}


def _too_large(name, sheet):
    if sheet:
        return _("“%(name)s”的工作表“%(sheet)s”太大：请删去表外远处的多余内容，或拆成几个文件。") % {
            "name": name,
            "sheet": sheet,
        }
    return _("“%(name)s”的内容太多：请删去多余的内容，或拆成几个文件。") % {"name": name}


def _too_wide(name, sheet, columns):
    return _(
        "“%(name)s”的工作表“%(sheet)s”有 %(columns)s 列，最多读 %(most)s 列：请删去表外远处的多余内容，或拆成几个文件。"
    ) % {"name": name, "sheet": sheet, "columns": columns, "most": limits.MOST_COLUMNS}


def _printable(name):
    """A file name that can be stored and shown, whatever bytes the disk has for it."""
    text = name.encode("utf-8", "replace").decode()
    return "".join(character if character.isprintable() else "□" for character in text)[-255:]


def _hash(path, name):
    try:
        if path.exists() and not path.is_file():
            raise ImportRefused(_("“%(name)s”不是文件，请选择一个表格文件。") % {"name": name})
        if path.stat().st_size > MAX_BYTES:
            raise ImportRefused(_("“%(name)s”超过 100 MB，请拆成几个文件。") % {"name": name})
        with path.open("rb") as file:
            is_blank = not file.read(HEAD).strip() and not file.read(1)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        raise ImportRefused(_("打不开文件“%(name)s”，请检查路径和权限。") % {"name": name}) from None
    if is_blank:
        raise ImportRefused(_("“%(name)s”是空文件。") % {"name": name})
    return digest


def _read(path, name, sheet):
    """The grids wanted, and the names of the hidden ones."""
    suffix = Path(name).suffix.lower()
    if suffix in TEXT_SUFFIXES:
        title = Path(name).stem
        return [Grid(title, read_text_table(path, name))], []
    if suffix in WORKBOOK_SUFFIXES:
        return _read_sheets(path, name, sheet)
    raise ImportRefused(
        refusal_by_ending(path, name)
        or _("“%(name)s”不是能读的表格：请在表格软件里另存为 .xlsx（也可以是 .xls、.ods 或 .csv）再上传。")
        % {"name": name}
    )


def _read_sheets(path, name, sheet):
    with reading(path, sheet) as values, path.open("rb") as file:
        facts = cell_facts(file)
        worksheets, wanted = values.receive()
    if sheet is not None and sheet not in wanted:
        raise ImportRefused(_no_such_sheet(name, sheet, [title for title, _is_visible in worksheets]))
    hidden = [title for title, is_visible in worksheets if not is_visible]
    return [_grid(title, values, facts) for title, values in wanted.items()], hidden


def _grid(title, values, facts):
    own = values.facts or (CellFacts() if facts is None else facts.get(title, CellFacts()))
    if facts is None and values.facts is None:
        _mark_unformatted(values.rows)
    _apply(own, title, values.rows)
    merges = _within(values.rows, own.merges or values.merges)
    return Grid(title, values.rows, merges, tuple(own.hidden_rows), tuple(own.hidden_columns))


def _within(rows, merges):
    """The merged ranges as far as there are cells. Raises NotIntact where they overlap, as in no sheet."""
    last_row, last_column = len(rows) - 1, max(map(len, rows), default=0) - 1
    cut = [
        (top, left, min(bottom, last_row), min(right, last_column))
        for top, left, bottom, right in merges
        if top <= min(bottom, last_row) and left <= min(right, last_column)
    ]
    covered = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in cut)
    if covered > (last_row + 1) * (last_column + 1):
        raise limits.NotIntact
    return tuple(sorted(cut))


def _mark_unformatted(rows):
    for row in rows:
        row[:] = [UnformattedNumber(cell) if type(cell) is float else cell for cell in row]


def _apply(own, title, rows):
    """Puts what the reader of values does not tell into the rows."""
    for row, column in own.per_cent:
        if _is_within(rows, row, column) and type(rows[row][column]) is float:
            rows[row][column] = percent_text(rows[row][column])
    shown = own.errors | dict.fromkeys(own.uncomputed, "=")
    _extend(rows, title, shown)
    for (row, column), text in shown.items():
        rows[row][column] = FormulaFault(text)


def _is_within(rows, row, column):
    return row < len(rows) and column < len(rows[row])


def _extend(rows, title, addresses):
    """Makes room for cells that the reader of values took for the empty end of the sheet."""
    if all(_is_within(rows, row, column) for row, column in addresses):
        return
    height = max(len(rows), *(row + 1 for row, _column in addresses))
    width = max([column + 1 for _row, column in addresses] + [len(cells) for cells in rows])
    if width > limits.MOST_COLUMNS:
        raise limits.SheetTooWide(title, width)
    if height * width > limits.MOST_CELLS:
        raise limits.SheetTooLarge(title)
    rows.extend([] for _missing in range(height - len(rows)))
    for cells in rows:
        cells.extend([""] * (width - len(cells)))


def _no_such_sheet(name, sheet, titles):
    return _("“%(name)s”里没有工作表“%(sheet)s”，有的是：%(titles)s。") % {
        "name": name,
        "sheet": sheet,
        "titles": "、".join(titles),
    }


def _wanted(grids, sheet, name, hidden):
    if sheet is not None and not any(grid.name == sheet for grid in grids):
        raise ImportRefused(_no_such_sheet(name, sheet, [grid.name for grid in grids]))
    filled = [grid for grid in grids if not grid.is_empty]
    if not filled:
        raise ImportRefused(_nothing_in_it(name, hidden))
    return filled


def _nothing_in_it(name, hidden):
    if hidden:
        return _("“%(name)s”里看得见的工作表没有内容；隐藏的工作表不导入：%(titles)s。") % {
            "name": name,
            "titles": "、".join(hidden),
        }
    return _("“%(name)s”里没有内容。") % {"name": name}
