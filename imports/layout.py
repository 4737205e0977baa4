"""Finds the table in a grid: its header row, its columns and its data rows. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from imports.workbook import Cell, Grid

# A header stands among the first rows; what is above it is a title or a note.
HEADER_SEARCH_ROWS = 10


@dataclass(frozen=True)
class Table:
    """A table of known shape. Rows and columns are counted from 0 in the grid; `rows` pairs number and cells."""

    sheet: str
    header_row: int
    headers: list[str]
    rows: list[tuple[int, list[Cell]]]

    @property
    def range(self) -> str:
        last_row = self.rows[-1][0] if self.rows else self.header_row
        return f"A{self.header_row + 1}:{column_letter(max(len(self.headers) - 1, 0))}{last_row + 1}"


def column_letter(index: int) -> str:
    """The spreadsheet's name of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


def find_table(grid: Grid, header_score: Callable[[Sequence[str]], float]) -> Table:
    """The table whose header row scores best among the first rows that hold anything."""
    filled = [(number, row) for number, row in enumerate(grid.rows) if any(_text(cell) for cell in row)]
    scores = [
        (header_score([_text(cell) for cell in row]), -number, number) for number, row in filled[:HEADER_SEARCH_ROWS]
    ]
    header_row = max(scores)[2]
    headers = [_text(cell) for cell in grid.rows[header_row]]
    while headers and not headers[-1]:
        headers.pop()
    rows = [(number, row) for number, row in filled if number > header_row]
    return Table(grid.name, header_row, headers, rows)


def _text(cell) -> str:
    return str(cell).strip() if cell is not None else ""
