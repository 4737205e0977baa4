"""Reads a file into grids of cells: xlsx, xls and ods through calamine, csv by its encoding."""

import csv
import datetime
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from imports.cell_facts import CellFacts, SheetTooLarge, cell_facts, percent_text
from imports.errors import ImportRefused

WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".ods"}
TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}
MAX_BYTES = 100 * 1024 * 1024
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta


class UnformattedNumber(float):
    """A number from a file whose formats cannot be read: whether 0.443 is shown as 44.3% nobody can tell."""


class FormulaFault(str):
    """What a cell shows whose formula has no result: "#DIV/0!", or "=" where nothing has computed it yet."""


@dataclass(frozen=True)
class Grid:
    """One sheet: its name and its rows of cells from row 1, column A; an empty cell is ""."""

    name: str
    rows: list[list[Cell]]

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
    content: bytes = field(default=b"", repr=False)


def read_workbook(path: Path, *, sheet: str | None = None, name: str | None = None) -> Workbook:
    """Reads the visible sheets that hold anything, or the one that is named, also a hidden one.

    A number in a cell that is shown as per cent comes as its text: "44.3%", not 0.443. Raises ImportRefused with one
    sentence when the file is missing, too large, not a workbook or empty.
    """
    path = Path(path)
    name = _printable(name or path.name)
    content = _read_bytes(path, name)
    suffix = Path(name).suffix.lower()
    hidden = []
    if suffix in TEXT_SUFFIXES:
        grids = [Grid(Path(name).stem, _read_csv(content, name))]
    elif suffix in WORKBOOK_SUFFIXES:
        grids, hidden = _read_sheets(content, name)
    else:
        raise ImportRefused(
            _("“%(name)s”不是能读的表格：请在表格软件里另存为 .xlsx（也可以是 .xls、.ods 或 .csv）再上传。")
            % {"name": name}
        )
    left_out = [] if sheet is not None else hidden
    return Workbook(name, hashlib.sha256(content).hexdigest(), _wanted(grids, sheet, name, left_out), left_out, content)


def _printable(name):
    """A file name that can be stored and shown, whatever bytes the disk has for it."""
    text = name.encode("utf-8", "replace").decode()
    return "".join(character if character.isprintable() else "□" for character in text)[-255:]


def _read_bytes(path, name):
    try:
        if path.exists() and not path.is_file():
            raise ImportRefused(_("“%(name)s”不是文件，请选择一个表格文件。") % {"name": name})
        if path.stat().st_size > MAX_BYTES:
            raise ImportRefused(_("“%(name)s”超过 100 MB，请拆成几个文件。") % {"name": name})
        content = path.read_bytes()
    except (OSError, ValueError):
        raise ImportRefused(_("打不开文件“%(name)s”，请检查路径和权限。") % {"name": name}) from None
    if not content.strip():
        raise ImportRefused(_("“%(name)s”是空文件。") % {"name": name})
    return content


def _read_sheets(content, name):
    """The grids of all worksheets, and the names of the hidden ones."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if not book.sheet_names:
            raise ValueError("a package without a workbook in it")
        worksheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        facts = cell_facts(content)
        grids = [Grid(sheet.name, _cells(book, sheet.name, facts)) for sheet in worksheets]
    except PasswordError:
        raise ImportRefused(_("“%(name)s”有密码保护，请去掉密码后再上传。") % {"name": name}) from None
    except SheetTooLarge as problem:
        raise ImportRefused(
            _("“%(name)s”的工作表“%(sheet)s”太大：请删去表外远处的多余内容，或拆成几个文件。")
            % {"name": name, "sheet": problem}
        ) from None
    except (CalamineError, OSError, ValueError):
        raise ImportRefused(
            _("“%(name)s”不是完好的表格文件：请用表格软件打开、另存为 .xlsx 后再上传。") % {"name": name}
        ) from None
    return grids, [sheet.name for sheet in worksheets if sheet.visible != SheetVisibleEnum.Visible]


def _cells(book, title, facts):
    rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    if facts is None:
        return [[UnformattedNumber(cell) if type(cell) is float else cell for cell in row] for row in rows]
    own = facts.get(title, CellFacts())
    for row, column in own.per_cent:
        if _is_within(rows, row, column) and type(rows[row][column]) is float:
            rows[row][column] = percent_text(rows[row][column])
    for (row, column), shown in {**own.errors, **dict.fromkeys(own.uncomputed, "=")}.items():
        if not _is_within(rows, row, column):
            _extend(rows, row, column)
        rows[row][column] = FormulaFault(shown)
    return rows


def _is_within(rows, row, column):
    return row < len(rows) and column < len(rows[row])


def _extend(rows, row, column):
    """Makes room for a cell that the reader of values took for the empty end of the sheet."""
    width = max([column + 1, *(len(cells) for cells in rows)])
    rows.extend([] for _missing in range(row + 1 - len(rows)))
    for cells in rows:
        cells.extend([""] * (width - len(cells)))


def _read_csv(content, name):
    text = _decode(content, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return [[_without_apostrophe(cell) for cell in row] for row in reader]
    except csv.Error:
        raise ImportRefused(_("“%(name)s”不是完好的 csv 文件，请另存为 .xlsx 后再上传。") % {"name": name}) from None


def _delimiter(text):
    """The mark that stands most often in the first lines."""
    head = "".join(text[:20_000].splitlines(keepends=True)[:10])
    return max(",\t;", key=head.count)


def _without_apostrophe(cell):
    """Without the mark that our own csv export puts before what a spreadsheet program would run."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell


def _decode(content, name):
    """UTF-8 with or without its mark, UTF-16 with it, else GB18030, which old office software writes."""
    encodings = ("utf-16",) if content.startswith(UTF_16_MARKS) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ImportRefused(_("“%(name)s”的文字编码读不出来，请另存为 .xlsx 后再上传。") % {"name": name})


def _wanted(grids, sheet, name, hidden):
    if sheet is not None:
        titles = [grid.name for grid in grids]
        grids = [grid for grid in grids if grid.name == sheet]
        if not grids:
            raise ImportRefused(
                _("“%(name)s”里没有工作表“%(sheet)s”，有的是：%(titles)s。")
                % {"name": name, "sheet": sheet, "titles": "、".join(titles)}
            )
    filled = [grid for grid in grids if grid.name not in hidden and not grid.is_empty]
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
