"""The process in which xlrd reads an old xls, as imports.reading_process reads other workbooks: same request, same answers.

Only xlrd tells of these files how numbers are shown ("formats", with each sheet's "facts") and reads texts that are not
in Unicode, for which calamine returns strange letters. Where xlrd fails, calamine is asked after all.
"""

import codecs
import datetime
import os
import pickle
import re
import sys
from pathlib import Path

import xlrd
from xlrd.biffh import encoding_from_codepage

# The program that sets the bounds leaves the project out of the search, and calls a script by its path.
sys.path.append(str(Path(__file__).resolve().parents[1]))

from imports.reading_process import ROWS_AT_ONCE, Refusal, send
from imports.sheet_facts import shows_per_cent

# From this version on texts are in Unicode.
UNICODE_VERSION = 80
# As two bytes each, these are the characters of GB 2312; two accented letters in a row are rare elsewhere.
CHINESE = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xf7][\xa1-\xfe])*")
# What Chinese Windows and Macintosh write, and the other encodings with two bytes.
CHINESE_PAGES, OTHER_PAIRED_PAGES = {936, 10008, 54936}, {932, 949, 950, 1361, 10001, 10002, 10003}
ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)


def answer(request: dict) -> None:
    """Sends what the file holds, or why not."""
    try:
        with Path(os.devnull).open("w") as nowhere:
            _send_book(_opened(request["path"], nowhere), request)
    except Refusal as refusal:
        send(*refusal.args)
    except MemoryError:
        send("large")
    except Exception as fault:
        # A damaged file makes xlrd stumble in any way there is.
        send("password" if str(fault) == "Workbook is encrypted" else "damaged")


def _opened(path, log):
    """The book, with texts of an old version still as the bytes that they are, each as one letter."""
    return xlrd.open_workbook(path, logfile=log, encoding_override="latin-1", formatting_info=True, ragged_rows=True)


def _send_book(book, request):
    text = _decoder(book)
    sheets = [(text(sheet.name), sheet.visibility == 0, sheet) for sheet in book.sheets()]
    if not sheets:
        raise Refusal("damaged")
    send("sheets", [(title, is_visible) for title, is_visible, _sheet in sheets])
    sent = 0
    for title, is_visible, sheet in sheets:
        if is_visible if request["sheet"] is None else title == request["sheet"]:
            send("sheet", title)
            for portion in _portions(_OldSheet(book, sheet, text), request):
                sent += send(*portion)
                if sent > request["most_packed"]:
                    raise Refusal("large")
    send("end")


def _decoder(book):
    """What makes a text of the letters that xlrd returns: nothing for those in Unicode."""
    if book.biff_version >= UNICODE_VERSION:
        return str
    texts = [sheet.name for sheet in book.sheets()]
    texts += [cell for sheet in book.sheets() for row in sheet._cell_values for cell in row if isinstance(cell, str)]
    foreign = {text.encode("latin-1") for text in texts if not text.isascii()}
    for encoding in _encodings(book.codepage, foreign):
        try:
            for raw in foreign:
                raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return lambda text: text.encode("latin-1").decode(encoding)
    raise Refusal("garbled")


def _encodings(codepage, foreign):
    """The encodings to try: what the file says, if it is to be believed. Many a Chinese file says nothing, or 1252."""
    declared = _declared(codepage)
    if codepage in CHINESE_PAGES:
        return ["gb18030"]
    if declared and codepage in OTHER_PAIRED_PAGES:
        return [declared]
    if all(CHINESE.fullmatch(raw) for raw in foreign):
        return ["gb18030"]
    return [declared or "gb18030"]


def _declared(codepage):
    name = encoding_from_codepage.get(codepage, f"cp{codepage}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


class _OldSheet:
    """The cells of a sheet in the types that calamine has for them, and what it does not tell of them."""

    def __init__(self, book, sheet, text):
        self.book, self.sheet, self.text = book, sheet, text
        self.shown = {}
        self.per_cent, self.errors = [], {}

    def rows(self):
        """Rows up to the last cell that holds anything."""
        return (self._row(number) for number in range(self.sheet.nrows))

    def merges(self):
        return [(top, left, below - 1, beside - 1) for top, below, left, beside in self.sheet.merged_cells]

    def _row(self, number):
        cells = [
            self._cell(number, column, kind, value)
            for column, (kind, value) in enumerate(
                zip(self.sheet.row_types(number), self.sheet.row_values(number), strict=True)
            )
        ]
        while cells and cells[-1] == "":
            cells.pop()
        return cells

    def _cell(self, row, column, kind, value):
        if kind == xlrd.XL_CELL_TEXT:
            return self.text(value)
        if kind == xlrd.XL_CELL_NUMBER:
            if self._format(row, column)[0]:
                self.per_cent.append((row, column))
            return value
        if kind == xlrd.XL_CELL_DATE:
            return _moment(value, self._format(row, column)[1], self.book.datemode)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if kind == xlrd.XL_CELL_ERROR:
            self.errors[row, column] = xlrd.error_text_from_code.get(value, "#VALUE!")
        return ""

    def _format(self, row, column):
        """Whether the cell is shown as per cent, and whether as a time that may exceed a day."""
        style = self.sheet.cell_xf_index(row, column)
        if style not in self.shown:
            # A writer that leaves out the styles has none that is special.
            styles = self.book.xf_list
            code = self.book.format_map[styles[style].format_key].format_str if style < len(styles) else ""
            self.shown[style] = shows_per_cent(code), bool(ELAPSED.search(code))
        return self.shown[style]


def _moment(number, is_elapsed, datemode):
    if is_elapsed:
        return datetime.timedelta(days=number)
    try:
        moment = xlrd.xldate.xldate_as_datetime(number, datemode)
    except OverflowError:
        return number
    # Before the first day there is none: a spreadsheet program shows hash signs.
    if number < 0:
        return number
    if 0 <= number < 1:
        return moment.time()
    return moment.date() if moment.time() == datetime.time() else moment


def _portions(sheet, request):
    """Messages: the rows of one sheet in portions, all of one width, and what else is known of it."""
    rows = list(sheet.rows())
    while rows and not rows[-1]:
        rows.pop()
    width = max(map(len, rows), default=0)
    if width > request["most_columns"]:
        raise Refusal("wide", width)
    if len(rows) * width > request["most_cells"] or len(sheet.per_cent) > request["most_per_cent"]:
        raise Refusal("large")
    for first in range(0, len(rows), ROWS_AT_ONCE):
        yield "rows", [row + [""] * (width - len(row)) for row in rows[first : first + ROWS_AT_ONCE]]
    merges = sheet.merges()
    if len(merges) > request["most_merges"]:
        raise Refusal("large")
    yield "merges", merges
    yield "facts", {"per_cent": set(sheet.per_cent), "errors": sheet.errors}


if __name__ == "__main__":
    answer(pickle.load(sys.stdin.buffer))
