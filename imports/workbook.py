"""Reads a file into grids of cells: xlsx, xls and ods through calamine, csv by its encoding."""

import csv
import datetime
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from imports.errors import ImportRefused

WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".ods"}
TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}
MAX_BYTES = 100 * 1024 * 1024

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta


@dataclass(frozen=True)
class Grid:
    """One sheet: its name and its rows of cells from row 1, column A; an empty cell is ""."""

    name: str
    rows: list[list[Cell]]

    @property
    def is_empty(self) -> bool:
        return not any(cell not in ("", None) for row in self.rows for cell in row)


@dataclass(frozen=True)
class Workbook:
    name: str
    sha256: str
    grids: list[Grid]


def read_workbook(path: Path, *, sheet: str | None = None, name: str | None = None) -> Workbook:
    """Reads the sheets that hold anything, or the one that is named.

    Raises ImportRefused with one sentence when the file is missing, too large, not a workbook or empty.
    """
    path = Path(path)
    name = name or path.name
    content = _read_bytes(path, name)
    suffix = Path(name).suffix.lower()
    if suffix in TEXT_SUFFIXES:
        grids = [Grid(Path(name).stem, _read_csv(content, name))]
    elif suffix in WORKBOOK_SUFFIXES:
        grids = _read_sheets(content, name)
    else:
        raise ImportRefused(
            _("“%(name)s”不是能读的表格：请在表格软件里另存为 .xlsx（也可以是 .xls、.ods 或 .csv）再上传。")
            % {"name": name}
        )
    return Workbook(name, hashlib.sha256(content).hexdigest(), _wanted(grids, sheet, name))


def _read_bytes(path, name):
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ImportRefused(_("“%(name)s”超过 100 MB，请拆成几个文件。") % {"name": name})
        content = path.read_bytes()
    except OSError:
        raise ImportRefused(_("打不开文件“%(name)s”，请检查路径和权限。") % {"name": name}) from None
    if not content.strip():
        raise ImportRefused(_("“%(name)s”是空文件。") % {"name": name})
    return content


def _read_sheets(content, name):
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            Grid(title, book.get_sheet_by_name(title).to_python(skip_empty_area=False)) for title in book.sheet_names
        ]
    except (CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise ImportRefused(_("“%(name)s”有密码保护，请去掉密码后再上传。") % {"name": name}) from None
        raise ImportRefused(
            _("“%(name)s”不是完好的表格文件：请用表格软件打开、另存为 .xlsx 后再上传。") % {"name": name}
        ) from None


def _read_csv(content, name):
    text = _decode(content, name)
    try:
        dialect = csv.Sniffer().sniff(text[:4096], delimiters=",\t;")
    except csv.Error:
        dialect = csv.excel
    try:
        return [list(row) for row in csv.reader(io.StringIO(text), dialect)]
    except csv.Error:
        raise ImportRefused(_("“%(name)s”不是完好的 csv 文件，请另存为 .xlsx 后再上传。") % {"name": name}) from None


def _decode(content, name):
    """UTF-8 with or without its mark, else GB18030, which old office software writes."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ImportRefused(_("“%(name)s”的文字编码读不出来，请另存为 .xlsx 后再上传。") % {"name": name})


def _wanted(grids, sheet, name):
    if sheet is not None:
        titles = [grid.name for grid in grids]
        grids = [grid for grid in grids if grid.name == sheet]
        if not grids:
            raise ImportRefused(
                _("“%(name)s”里没有工作表“%(sheet)s”，有的是：%(titles)s。")
                % {"name": name, "sheet": sheet, "titles": "、".join(titles)}
            )
    filled = [grid for grid in grids if not grid.is_empty]
    if not filled:
        raise ImportRefused(_("“%(name)s”里没有内容。") % {"name": name})
    return filled
