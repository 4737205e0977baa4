"""Finds the table in a grid: its header row, its columns and its data rows. Pure."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from imports.workbook import Cell, Grid

# A header stands among the first rows; what is above it is a title or a note.
HEADER_SEARCH_ROWS = 10


@dataclass(frozen=True)
class Table:
    """A table of known shape. Rows and columns are counted from 0 in the grid; `rows` pairs number and cells.

    `above` are the texts over the header: titles, units, notes.
    """

    sheet: str
    header_row: int
    headers: list[str]
    rows: list[tuple[int, list[Cell]]]
    above: tuple[str, ...] = ()

    @property
    def range(self) -> str:
        last_row = self.rows[-1][0] if self.rows else self.header_row
        return f"A{self.header_row + 1}:{column_letter(max(len(self.headers) - 1, 0))}{last_row + 1}"

    @property
    def columns_without_header(self) -> list[str]:
        """The letters of columns that hold something below an empty header, as below a merged one."""
        width = max((len(cells) for _number, cells in self.rows), default=0)
        bare = [position for position in range(width) if position >= len(self.headers) or not self.headers[position]]
        return [column_letter(position) for position in bare if self._is_filled(position)]

    def _is_filled(self, position):
        return any(position < len(cells) and _text(cells[position]) for _number, cells in self.rows)


def column_letter(index: int) -> str:
    """The spreadsheet's name of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


def find_table(grid: Grid, header_score: Callable[[Sequence[str]], object]) -> Table:
    """The table whose header row scores best among the first rows that hold anything.

    A row that says the header again, as long printed tables do on every page, is no data.
    """
    filled = [(number, row) for number, row in enumerate(grid.rows) if any(_text(cell) for cell in row)]
    scores = [
        (header_score([_text(cell) for cell in row]), -number, number) for number, row in filled[:HEADER_SEARCH_ROWS]
    ]
    header_row = max(scores)[2]
    header_cells = grid.rows[header_row]
    headers = [_text(cell) for cell in header_cells]
    while headers and not headers[-1]:
        headers.pop()
    rows = [(number, row) for number, row in filled if number > header_row and row != header_cells]
    above = tuple(_text(cell) for number, row in filled if number < header_row for cell in row if _text(cell))
    return Table(printable(grid.name), header_row, headers, rows, above)


def printable(text: str) -> str:
    """A text without control characters, which neither a page nor the database takes."""
    if text.isprintable():
        return text
    return "".join(character for character in text if unicodedata.category(character) != "Cc" or character in "\n\t")


def _text(cell) -> str:
    return printable(str(cell)).strip() if cell is not None else ""
