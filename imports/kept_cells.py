"""The texts of a file's cells, kept beside it in pages, so that a page of a large sheet is shown without reading the file.

One zip archive: "sheets" lists the sheets, "0/3" holds the rows and merged cells of the fourth page of the first one.
"""

import json
import os
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from imports.texts import printable, text_of
from imports.workbook import Grid

ROWS_A_PAGE = 100
# A page of a sheet of a thousand columns would be larger than a browser can lay out.
CELLS_A_PAGE = 10_000
LEAST_ROWS_A_PAGE = 10
LONGEST_TEXT = 1_000
SUFFIX = ".cells"

Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class KeptSheet:
    """A sheet of `height` rows, of which a page has `rows_a_page`."""

    name: str
    height: int
    width: int
    rows_a_page: int

    @property
    def pages(self) -> int:
        return max(-(-self.height // self.rows_a_page), 1)

    def page_of(self, row: int) -> int:
        """The page, from 1, on which a row stands; the nearest where there is no such row. Rows count from 1."""
        return min(max(row - 1, 0) // self.rows_a_page + 1, self.pages)

    def first_row(self, page: int) -> int:
        return (page - 1) * self.rows_a_page + 1


@dataclass(frozen=True)
class CellPage:
    """Rows of texts, the first of them row `first_row` of the sheet, and the merged cells that reach into them.

    A merged range is (top, left, bottom, right), counted from 0 in the sheet, the last ones included.
    """

    first_row: int
    rows: list[list[str]]
    merges: list[Area]


class KeptCells:
    """The cells kept for a file."""

    def __init__(self, path: Path):
        self._archive = zipfile.ZipFile(path)

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        self._archive.close()

    @cached_property
    def sheets(self) -> list[KeptSheet]:
        return [KeptSheet(**sheet) for sheet in json.loads(self._archive.read("sheets"))]

    def page(self, sheet: KeptSheet, page: int) -> CellPage:
        """A page of a sheet, from 1."""
        entry = json.loads(self._archive.read(f"{self.sheets.index(sheet)}/{page - 1}"))
        merges = [(top, left, bottom, right) for top, left, bottom, right in entry["merges"]]
        return CellPage(sheet.first_row(page), entry["rows"], merges)


def keep_cells(path: Path, grids: Iterable[Grid]) -> None:
    """Writes what the grids hold to `path`, whole or not at all."""
    started = path.with_name(f"{path.name}.{os.getpid()}")
    sheets = []
    try:
        with zipfile.ZipFile(started, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for place, grid in enumerate(grids):
                sheet = _described(grid)
                sheets.append(vars(sheet))
                _write_pages(archive, place, sheet, grid)
            archive.writestr("sheets", json.dumps(sheets, ensure_ascii=False))
        started.replace(path)
    finally:
        started.unlink(missing_ok=True)


def _described(grid) -> KeptSheet:
    height = len(grid.rows)
    while height and not any(map(text_of, grid.rows[height - 1])):
        height -= 1
    width = max((_filled_width(row) for row in grid.rows), default=0)
    rows_a_page = min(max(CELLS_A_PAGE // max(width, 1), LEAST_ROWS_A_PAGE), ROWS_A_PAGE)
    return KeptSheet(printable(grid.name), height, width, rows_a_page)


def _filled_width(row: Sequence) -> int:
    width = len(row)
    while width and row[width - 1] in ("", None):
        width -= 1
    return width


def _write_pages(archive, place, sheet, grid):
    merges = _by_page(sheet, grid.merges)
    for page in range(1, sheet.pages + 1):
        first = sheet.first_row(page) - 1
        rows = [_texts(row) for row in grid.rows[first : min(first + sheet.rows_a_page, sheet.height)]]
        for top, left, _bottom, _right in merges.get(page, []):
            if top < first and rows:
                _carry(rows[0], left, grid.rows[top])
        entry = {"rows": rows, "merges": merges.get(page, [])}
        archive.writestr(f"{place}/{page - 1}", json.dumps(entry, ensure_ascii=False))


def _carry(row: list[str], column: int, above: Sequence) -> None:
    """Says again at the top of a page what a cell that is merged down from the one before holds."""
    row.extend([""] * (column + 1 - len(row)))
    if not row[column] and column < len(above):
        row[column] = text_of(above[column])[:LONGEST_TEXT]


def _texts(row) -> list[str]:
    return [text_of(cell)[:LONGEST_TEXT] if cell != "" else "" for cell in row[: _filled_width(row)]]


def _by_page(sheet, merges) -> dict[int, list[Area]]:
    """The merged ranges of each page that they reach into."""
    found: dict[int, list[Area]] = {}
    for area in merges:
        for page in range(sheet.page_of(area[0] + 1), sheet.page_of(area[2] + 1) + 1):
            found.setdefault(page, []).append(area)
    return found
