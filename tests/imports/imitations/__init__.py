"""Small imitations of the tables that offices send, each with one oddity, and what a statistician means by them.

The modules of this package hold the list (`ALL` in `listed.py`), `catalogue.py` what the database knows meanwhile.
Every expected figure is worked by hand.
"""

import csv
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

Cell = str | int | float | datetime.date | None
Rows = Sequence[Sequence[Cell]]

# Nobody can read this.
UNREADABLE = "▇▇"


@dataclass(frozen=True)
class ExpectedTable:
    """One table as it should be found; rows are the spreadsheet's own.

    kind, layout: as in the report; a layout or notes of None are not compared, because two answers would be right.
    figures: "C5 锯力煌 output level 2021-01-01..2021-07-31 39.29": cell, subject, indicator, measure, first and last day
    ("@2020-12-31" for a stock), and the value in the unit of the measure, "n/a" where none was published; a rank stands
    behind it ("全市第3"). Empty where an error keeps the whole file out.
    records: for lists of records, their key and what the imitation is about, as `recorded` in the test tells them.
    set_aside: "5 unknown", "5 ambiguous" or "5 part", the row and why; set_aside_figures: how many figures these hold.
    warnings, errors: the code and where, such as "lost_zero@E3"; a row alone where the whole row or header is at fault.
    """

    range: str
    kind: str = "figures_wide"
    layout: str | None = "subjects×indicators"
    sheet: str = "Sheet1"
    rows: int = 0
    figures: Sequence[str] = ()
    records: Sequence[tuple] = ()
    totals: Sequence[int] = ()
    notes: Sequence[int] | None = ()
    set_aside: Sequence[str] = ()
    set_aside_figures: int = 0
    warnings: Sequence[str] = ()
    errors: Sequence[str] = ()


@dataclass(frozen=True)
class Imitation:
    """A file and its tables in reading order.

    unreadable: the header cell (in its sheet, the first unless "sheet!C3") which, made unreadable, must make the portal
    ask; None where what stands below it decides, or where nothing goes in anyway.
    encoding: of a csv. arguments: more of them for the command.
    """

    name: str
    oddity: str
    sheets: dict[str, Rows]
    tables: Sequence[ExpectedTable]
    unreadable: str | None
    merges: dict[str, Sequence[str]] = field(default_factory=dict)
    file_name: str = "表.xlsx"
    arguments: Sequence[str] = ()
    encoding: str = "utf-8"
    right_to_left: bool = False
    painted: Sequence[str] = ()

    def __str__(self):
        return self.name

    @property
    def has_errors(self) -> bool:
        return any(table.errors for table in self.tables)


def lines(text: str) -> list[str]:
    """The filled lines of a block of text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def sheet(rows: Rows) -> dict[str, Rows]:
    """A workbook of one sheet under the name that a spreadsheet program gives it."""
    return {"Sheet1": rows}


def write(imitation: Imitation, folder: Path, *, unreadable: bool = False) -> Path:
    """Writes the file as its name says; with `unreadable` the header cell that the imitation names cannot be read."""
    path = folder / imitation.file_name
    sheets = {name: [list(row) for row in rows] for name, rows in imitation.sheets.items()}
    if unreadable:
        name, row, column = unreadable_place(imitation)
        sheets[name][row][column] = UNREADABLE
    if path.suffix == ".csv":
        _write_text(path, *sheets.values(), encoding=imitation.encoding)
    else:
        _write_workbook(path, sheets, imitation)
    return path


def unreadable_place(imitation: Imitation) -> tuple[str, int, int]:
    """The sheet, row and column (from 0) of the header cell to be made unreadable."""
    name, _mark, address = imitation.unreadable.rpartition("!")
    row, column = openpyxl.utils.cell.coordinate_to_tuple(address)
    return name or next(iter(imitation.sheets)), row - 1, column - 1


def cell_at(imitation: Imitation, name: str, address: str) -> Cell:
    """What stands in a cell; None where nothing does."""
    row, column = openpyxl.utils.cell.coordinate_to_tuple(address)
    rows = imitation.sheets[name]
    if row > len(rows) or column > len(rows[row - 1]):
        return None
    return rows[row - 1][column - 1]


def _write_text(path, rows, encoding):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([["" if cell is None else cell for cell in row] for row in rows])


def _write_workbook(path, sheets, imitation):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        page.sheet_view.rightToLeft = imitation.right_to_left
        for row in rows:
            page.append(row)
        for merged in imitation.merges.get(name, ()):
            page.merge_cells(merged)
        for address in imitation.painted:
            page[address].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    book.save(path)
