"""Old .xls workbooks, made record by record: Excel 5 and 95 with texts in bytes of a code page, 97 and later in Unicode."""

import struct

from tests.imports.hard_files import compound_file, record

UNICODE, BYTES = 0x600, 0x500
CODEPAGE, DATEMODE, FORMAT, STYLE, SHEET = 0x42, 0x22, 0x41E, 0xE0, 0x85
NUMBER, LABEL, TRUTH_OR_ERROR, MERGED, FORMULA = 0x203, 0x204, 0x205, 0xE5, 0x6
ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}


class OldBook:
    """Cells of one or more sheets. A text is written in the encoding given, or in Unicode."""

    def __init__(self, *, encoding: str = "", codepage: int | None = None, formats: tuple = (), datemode: int = 0):
        self.encoding = encoding
        self.version = BYTES if encoding else UNICODE
        self.formats = ("General", *formats)
        self.globals = record(CODEPAGE, struct.pack("<H", codepage)) if codepage else b""
        self.globals += record(DATEMODE, struct.pack("<H", datemode))
        self.sheets: list[tuple[str, int, bytes]] = []

    def sheet(self, title: str, rows, *, merges=(), visibility: int = 0) -> "OldBook":
        """A cell is a text, a number, a truth, an error as ("#REF!",), or a number with its format as (0.5, "0%").

        merges: (top, left, bottom, right), counted from 0, the last included.
        """
        cells = (self._cell(row, column, cell) for row, line in enumerate(rows) for column, cell in enumerate(line))
        body = b"".join(cells)
        if merges:
            ranges = b"".join(struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merges)
            body += record(MERGED, struct.pack("<H", len(merges)) + ranges)
        self.sheets.append((title, visibility, body))
        return self

    def content(self) -> bytes:
        """The file."""
        head = self._beginning(5) + self.globals + self._styles()
        bodies = [self._beginning(0x10) + body + record(0xA, b"") for _title, _visibility, body in self.sheets]
        listed = lambda at: b"".join(map(self._listed, self.sheets, at))  # noqa: E731
        end = record(0xA, b"")
        first = len(head + listed([0] * len(bodies)) + end)
        starts = [first + sum(map(len, bodies[:number])) for number in range(len(bodies))]
        stream = head + listed(starts) + end + b"".join(bodies)
        return compound_file("Book" if self.encoding else "Workbook", stream)

    def _beginning(self, kind):
        more = b"" if self.encoding else bytes(8)
        return record(0x809, struct.pack("<HHHH", self.version, kind, 0, 0) + more)

    def _styles(self):
        formats = b"".join(
            record(FORMAT, struct.pack("<H", 164 + number) + self._text(code, "<B" if self.encoding else "<H"))
            for number, code in enumerate(self.formats[1:])
        )
        numbers = [0, *(164 + number for number in range(len(self.formats) - 1))]
        length = 12 if self.encoding else 16
        return formats + b"".join(record(STYLE, struct.pack("<HH", 0, number) + bytes(length)) for number in numbers)

    def _listed(self, sheet, start):
        title, visibility, _body = sheet
        return record(SHEET, struct.pack("<LBB", start, visibility, 0) + self._text(title, "<B"))

    def _text(self, text, length):
        if self.encoding:
            content = text.encode(self.encoding)
            return struct.pack(length, len(content)) + content
        return struct.pack(length, len(text)) + b"\1" + text.encode("utf-16-le")

    def _cell(self, row, column, cell):
        if cell in ("", None):
            return b""
        if isinstance(cell, str):
            return record(LABEL, struct.pack("<HHH", row, column, 0) + self._text(cell, "<H"))
        if isinstance(cell, bool):
            return record(TRUTH_OR_ERROR, struct.pack("<HHHBB", row, column, 0, cell, 0))
        if isinstance(cell, tuple) and len(cell) == 1:
            return record(TRUTH_OR_ERROR, struct.pack("<HHHBB", row, column, 0, ERRORS[cell[0]], 1))
        number, number_format = cell if isinstance(cell, tuple) else (cell, "General")
        style = self.formats.index(number_format)
        return record(NUMBER, struct.pack("<HHHd", row, column, style, number))
