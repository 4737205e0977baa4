"""The process in which openpyxl marks a workbook: a script that imports.marked_workbook starts; it imports nothing of the
project.

It takes one request on standard input: the "path" of an xlsx, or "grids" as triples of title, rows and merged cells to be
written anew; by title the "sheets" with their marks; the "header" of the column of reasons, which is the author of the
comments too; the "levels", worst first, and the expressions "is_header" and "is_reason" that know what was marked before.
It answers a pair of a kind and its content: "done" and the new file, or "damaged", or "large".
"""

import gc
import io
import math
import os
import pickle
import re
import sys
from collections import defaultdict
from datetime import date
from itertools import product
from pathlib import Path

# Without this a library that may be there would write the cells, and formulas would lose what they showed.
os.environ["OPENPYXL_LXML"] = "False"

from openpyxl import Workbook
from openpyxl.cell import MergedCell, _writer
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet import _reader
from openpyxl.worksheet import _writer as sheet_writer
from openpyxl.worksheet.dimensions import ColumnDimension

# What Excel has room for.
MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT = 1_048_576, 16_384, 32_767
# Beyond so many of a sheet the column of reasons says it all: a program opens each comment as a drawing.
MOST_COMMENTS = 2_000
# Of errors, of doubts, of rows set aside.
COLOURS = ("FFF4B9AE", "FFFFE08A", "FFCBD8E3")
# The first of a workbook's fills is none.
NO_FILL = 0
COLUMN_WIDTH = 60
COMMENT_WIDTH, LINE_HEIGHT, LETTERS_IN_LINE = 300, 18, 20
FIRST_DAY_OF_EXCEL = date(1900, 3, 1)
FORMULA_START = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]\x00-\x1f]")


class Parser(_reader.WorkSheetParser):
    """Keeps with a formula what it showed last: some programs show a file before they compute it."""

    def parse_cell(self, element):
        cell = super().parse_cell(element)
        if cell["data_type"] == "f" and (text := element.findtext(_reader.VALUE_TAG)):
            value = cell["value"]
            cell["value"] = value = Formula(value) if isinstance(value, str) else value
            value.shown = element.get("t", "n"), text
        return cell


class Formula(str):
    """The text of a formula; `shown` is the type and the text of its last result."""


class ShowingWriter:
    """Adds the last result of a formula to the element that is written."""

    def __init__(self, file, shown):
        self._file, self._shown = file, shown

    def write(self, element):
        kind, element.find("v").text = self._shown
        element.set("t", kind)
        self._file.write(element)


class Reader(ExcelReader):
    """Takes a date for the number it is: one before 1900 or of no calendar would be lost."""

    def read_worksheets(self):
        self.wb._date_formats = set()
        super().read_worksheets()


def write_cell(file, sheet, cell, styled=None):
    shown = getattr(cell._value, "shown", None) if cell.data_type == "f" else None
    _writer.etree_write_cell(ShowingWriter(file, shown) if shown else file, sheet, cell, styled)


def answer(request: dict) -> tuple[str, bytes | None]:
    """The marked file, or why there is none; a fault in the marking itself goes through. Raises MemoryError."""
    try:
        book = opened(request["path"]) if request["path"] else written(request["grids"])
        titles = request["titles"] or [sheet.title for sheet in book.worksheets]
        if any(sheet.max_row > MOST_ROWS for sheet in book.worksheets):
            return "large", None
    except MemoryError:
        raise
    except Exception:
        # A damaged file makes the library stumble in every way.
        return "damaged", None
    for title, sheet in zip(titles, book.worksheets, strict=True):
        Marker(sheet, request).mark(request["sheets"].get(title))
    return saved(book)


def opened(path):
    with Path(path).open("rb") as file:
        reader = Reader(file, rich_text=True)
        reader.read()
    # A template would open as a new file without a name.
    reader.wb.template = False
    return reader.wb


def saved(book):
    stream = io.BytesIO()
    try:
        book.save(stream)
    except MemoryError:
        raise
    except Exception:
        # What was read without complaint may still be no style or no drawing.
        return "damaged", None
    return "done", stream.getvalue()


def written(grids):
    """A new workbook of what was read."""
    book = Workbook()
    book.remove(book.active)
    while grids:
        title, rows, merges = grids.pop(0)
        sheet = book.create_sheet(NOT_IN_TITLES.sub("_", title)[:31].strip("'"))
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value not in ("", None):
                    write_value(sheet.cell(number, column), value)
        for top, left, bottom, right in merges:
            if (top, left) != (bottom, right):
                sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    return book


def write_value(cell, value):
    """Text stays text, also that which looks like a formula; a day that Excel has no number for becomes text."""
    if isinstance(value, date) and date(value.year, value.month, value.day) < FIRST_DAY_OF_EXCEL:
        value = value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        value = str(value)
    if not isinstance(value, str):
        cell.value = value
        return
    write_text(cell, value)
    if value.startswith(FORMULA_START):
        cell.quotePrefix = True


def write_text(cell, text):
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]
    cell.data_type = "s"


class Marker:
    """Takes the former marks off a sheet and puts the present ones on."""

    def __init__(self, sheet, request):
        self.sheet, self.header, self.levels = sheet, request["header"], request["levels"]
        self.is_header, self.is_reason = request["is_header"].fullmatch, request["is_reason"].fullmatch
        self.own_comment = re.compile(rf"(?:^|\r?\n){self.header}：\r?\n.*\Z", re.DOTALL)
        self.comments = 0
        known = sheet.parent._fills
        pairs = zip(self.levels, COLOURS, strict=True)
        self.own_fills = {number for number, fill in enumerate(known) if fill.fill_type and fill.fgColor.rgb in COLOURS}
        self.fills = {level: known.add(PatternFill("solid", fgColor=colour)) for level, colour in pairs}

    def mark(self, marks):
        self.clear()
        if not marks or not marks["cells"]:
            return
        column = self.free_column()
        self.colour_rows([(row, first or 1, last or column - 1) for row, first, last in marks["set_aside"]])
        found = defaultdict(list)
        for (row, number), reason in marks["cells"].items():
            found[self.cell_of(row, number, column)].append(reason)
        for cell, reasons in found.items():
            self.mark_cell(cell, reasons)
        if column <= MOST_COLUMNS:
            self.write_reasons(column, marks)

    def clear(self):
        """Takes off what an earlier marking put on; what was below its colours is not known any more."""
        rows, columns = set(), set()
        for cell in self.sheet._cells.values():
            if cell._comment is not None and self.clear_comment(cell):
                rows.add(cell.row)
            if type(cell._value) is str and self.header in cell._value and self.is_header(cell._value.strip()):
                columns.add(cell.column)
        for column in columns:
            rows |= self.clear_column(column)
        for place in product(rows, range(1, self.sheet.max_column + 1)):
            cell = self.sheet._cells.get(place)
            if cell is not None and cell._style and cell._style.fillId in self.own_fills:
                cell._style.fillId = NO_FILL

    def clear_comment(self, cell):
        """Whether the comment was ours, or a part of it; other comments get room for their text, which is not kept."""
        text = cell.comment.text
        kept = self.own_comment.sub("", text).rstrip()
        cell.comment = self.comment_of(kept, cell.comment.author) if kept else None
        return kept != text.rstrip()

    def clear_column(self, column):
        """The rows of which the column of reasons said something; none where the editor wrote into it."""
        filled = [cell for (_row, number), cell in self.sheet._cells.items() if number == column and cell._value]
        texts = [str(cell._value).strip() for cell in filled]
        if not all(self.is_header(text) or self.is_reason(text) for text in texts):
            return set()
        for cell in filled:
            cell.value, cell.font = None, Font()
        return {cell.row for cell in filled}

    def free_column(self):
        """The first column to the right of all that is filled or merged."""
        filled = (
            number
            for (_row, number), cell in self.sheet._cells.items()
            if cell._value is not None or cell._comment is not None
        )
        return max([0, *filled, *(area.max_col for area in self.sheet.merged_cells.ranges)]) + 1

    def cell_of(self, row, column, end):
        """The cell at fault, of merged ones the first; of a whole row its first that is filled."""
        if not column:
            filled = (number for number in range(1, end) if self.is_filled(row, number))
            column = next(filled, 1)
        cell = self.sheet.cell(row, column)
        if isinstance(cell, MergedCell):
            area = next(area for area in self.sheet.merged_cells.ranges if cell.coordinate in area)
            cell = self.sheet.cell(area.min_row, area.min_col)
        return cell

    def is_filled(self, row, column):
        cell = self.sheet._cells.get((row, column))
        return cell is not None and cell._value is not None and str(cell._value).strip() != ""

    def colour_rows(self, rows):
        """Colours cells of rows, given with their first and last column; none that is merged with those of other rows."""
        covered = set()
        for area in self.sheet.merged_cells.ranges:
            if area.min_row != area.max_row:
                covered.update(product(range(area.min_row, area.max_row + 1), range(area.min_col, area.max_col + 1)))
        for row, first, last in rows:
            for number in range(first, last + 1):
                if (row, number) not in covered:
                    self.colour(self.sheet.cell(row, number), self.levels[-1])

    def colour(self, cell, level):
        """By the number of the fill: a large table has a million cells, and the library would compare each fill."""
        cell._style = cell._style or StyleArray()
        cell._style.fillId = self.fills[level]

    def mark_cell(self, cell, reasons):
        self.colour(cell, min((level for level, _text in reasons), key=self.levels.index))
        self.comments += 1
        if self.comments <= MOST_COMMENTS:
            self.add_comment(cell, "\n".join(dict.fromkeys(text for _level, text in reasons)))

    def add_comment(self, cell, text):
        former = cell.comment
        before = f"{former.text}\n" if former else ""
        whole = ILLEGAL_CHARACTERS_RE.sub("", f"{before}{self.header}：\n{text}")[:LONGEST_TEXT]
        cell.comment = self.comment_of(whole, former.author if former else self.header)

    @staticmethod
    def comment_of(text, author):
        lines = sum(1 + len(line) // LETTERS_IN_LINE for line in text.splitlines())
        return Comment(text, author, width=COMMENT_WIDTH, height=LINE_HEIGHT * (min(lines, 20) + 1))

    def write_reasons(self, column, marks):
        for row, text in marks["sentences"].items():
            write_text(self.sheet.cell(row, column), text)
        for row in marks["headers"]:
            cell = self.sheet.cell(row, column)
            write_text(cell, f"{self.header}\n{cell.value}" if cell.value else self.header)
            cell.font = Font(bold=True)
            if marks["note"]:
                self.add_comment(cell, marks["note"])
        self.show_column(column)

    def show_column(self, column):
        """Gives the column its width; of columns described together, and perhaps hidden, the others stay as they are."""
        dimensions = self.sheet.column_dimensions
        for letter, shared in list(dimensions.items()):
            shared.reindex()
            if shared.min <= column <= shared.max:
                del dimensions[letter]
                for first, last in ((shared.min, column - 1), (column + 1, shared.max)):
                    if first <= last:
                        self.describe(first, last, shared)
        letter = get_column_letter(column)
        dimensions[letter] = ColumnDimension(self.sheet, index=letter, width=COLUMN_WIDTH)

    def describe(self, first, last, like):
        letter = get_column_letter(first)
        same = {name: getattr(like, name) for name in ("width", "bestFit", "hidden", "outlineLevel", "collapsed")}
        dimension = ColumnDimension(self.sheet, index=letter, min=first, max=last, style=like._style, **same)
        self.sheet.column_dimensions[letter] = dimension


if __name__ == "__main__":
    _reader.WorkSheetParser = Parser
    sheet_writer.write_cell = write_cell
    # All cells stay until the end: looking for garbage among them takes a fifth of the time.
    gc.disable()
    try:
        result = answer(pickle.load(sys.stdin.buffer))
    except MemoryError:
        result = ("large", None)
    pickle.dump(result, sys.stdout.buffer)
