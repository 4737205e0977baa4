"""Finds the tables in a grid, stacked or side by side: their headers, data rows, totals, units and notes. Pure."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext as _

from imports.corrections import NONE as NO_CORRECTION
from imports.corrections import Correction, Said, column_keys, shape_of, undated
from imports.header_rows import Area, Clues, Header, HeaderSearch
from imports.line_kinds import is_note, is_number, is_serial, is_unit_line
from imports.table_body import SAMPLE, Line, Row, TableBody
from imports.texts import printable, text_of
from imports.workbook import Cell, Grid


@dataclass(frozen=True)
class Table:
    """A table as it was found. Rows and columns are counted from 0 in the grid; `rows` pairs number and cells.

    `headers` has a text for each column of the grid from A, "" outside of the table; `paths` the headings above each,
    from the uppermost. `titles` stand over the table, `unit_lines` over it or between its rows, `notes` below. A total
    is in `totals` and not in `rows`. `correction` is what an editor said of it. `crossed` are cells merged across the header and the data below, `repeated` rows that say the header again. `known` is the share of the header that is known, `reasons` says what was seen, `unseen` what of it is hidden.
    """

    sheet: str
    header_row: int
    headers: list[str]
    rows: list[Row]
    above: tuple[str, ...] = ()
    first_header_row: int = -1
    left: int = 0
    last_row: int = -1
    paths: tuple[tuple[str, ...], ...] = ()
    corners: tuple[str, ...] = ()
    titles: tuple[Line, ...] = ()
    unit_lines: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
    totals: list[Row] = field(default_factory=list)
    known: float = 0.0
    crossed: tuple[Area, ...] = ()
    repeated: tuple[int, ...] = ()
    file: str = ""
    reasons: tuple[str, ...] = ()
    correction: Correction = NO_CORRECTION
    unseen: str = ""

    @property
    def top(self) -> int:
        return self.header_row if self.first_header_row < 0 else self.first_header_row

    @property
    def right(self) -> int:
        return max(len(self.headers) - 1, self.left)

    @property
    def range(self) -> str:
        """From the first header row to the last row of data or totals: "A3:F9"."""
        rows = [self.header_row, self.last_row, *(rows[-1][0] for rows in (self.rows, self.totals) if rows)]
        return f"{column_letter(self.left)}{self.top + 1}:{column_letter(self.right)}{max(rows) + 1}"

    @property
    def columns_without_header(self) -> list[str]:
        """The letters of columns that hold something below an empty header, as below a merged one."""
        width = max((len(cells) for _number, cells in self.rows), default=0)
        bare = [
            position
            for position in range(self.left, width)
            if position >= len(self.headers) or not self.headers[position]
        ]
        return [column_letter(position) for position in bare if self._is_filled(position)]

    @cached_property
    def keys(self) -> list[str]:
        """What each column is known by next month."""
        return column_keys(self._paths)

    @cached_property
    def shape(self) -> str:
        """The fingerprint of its headings that next month's table has too."""
        titles = [text for _number, text in self.titles] or [self.sheet, self.file]
        return shape_of(self._paths, titles)

    @property
    def lines(self) -> str:
        """What stands above it, as it is there."""
        return "\n".join((*self.above, self.sheet))

    @property
    def about(self) -> str:
        """What it says of itself besides its headings, without periods."""
        return "\n".join(undated(text) for text in (*(text for _number, text in self.titles), self.sheet, self.file))

    def said(self, column: int) -> Said | None:
        """What an editor said a column is."""
        if not self.correction.columns:
            return None
        return self.correction.columns.get(self.keys[column] if column < len(self.keys) else "")

    @property
    def _paths(self):
        paths = (self.path(column) or (header,) for column, header in enumerate(self.headers))
        return [tuple(printable(text) for text in path if text) for path in paths]

    def path(self, column: int) -> tuple[str, ...]:
        """The headings above a column, from the uppermost."""
        return self.paths[column] if column < len(self.paths) else ()

    def _is_filled(self, position):
        return any(position < len(cells) and text_of(cells[position]) for _number, cells in self.rows)


def column_letter(index: int) -> str:
    """The spreadsheet's name of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


def find_tables(grid: Grid, clues: Clues) -> list[Table]:
    """Every table of a grid in reading order; a grid of text alone is one table under its first row.

    `clues` says what a text may be in a header (see header_rows).
    """
    rows = grid.rows
    width = max(map(len, rows), default=1)
    found = _Scan(grid, clues, 0, len(rows), 0, width - 1).tables()
    return found or [_without_header(grid)]


def _without_header(grid):
    number = next((number for number, row in enumerate(grid.rows) if any(map(text_of, row))), 0)
    headers = [text_of(cell) for cell in grid.rows[number]] if grid.rows else []
    while headers and not headers[-1]:
        headers.pop()
    rows = [(place, row) for place, row in enumerate(grid.rows) if place > number and any(map(text_of, row))]
    paths = tuple((header,) if header else () for header in headers)
    return Table(printable(grid.name), number, headers, rows, first_header_row=number, paths=paths)


class _Scan:
    """Reads a part of a grid from top to bottom."""

    def __init__(self, grid, clues, start, end, left, right, preface=()):
        self.grid, self.clues = grid, clues
        self.rows: Sequence[Sequence[Cell]] = grid.rows
        self.start, self.end, self.left, self.right = start, end, left, right
        self.search = HeaderSearch(self.rows, grid.merges, clues, left, right)
        self.preface: tuple[Line, ...] = preface
        self.reaches_from_a = left == 0

    def tables(self) -> list[Table]:
        found: list[Table] = []
        position = self.start
        while position < self.end:
            header = self.search.find(position, self.end)
            if header is None:
                break
            sides = self._sides(header)
            if len(sides) > 1:
                below = self._end_of_sides(header, sides)
                for left, right in sides:
                    lines = self._lines(position, header.top)
                    found += _Scan(self.grid, self.clues, position, below, left, right, lines).tables()
                position = below
                continue
            table, position = self._table(header, position)
            if not table.above and found:
                # A table right below another one stands under the same title.
                table = replace(table, above=found[-1].above, titles=found[-1].titles)
            found.append(table)
        return self._with_remainder(found, position)

    def _table(self, header: Header, start: int) -> tuple[Table, int]:
        body = TableBody(self.search, header, start, self.end)
        end = body.read()
        lines = self._lines(start, header.top) or self.preface
        headers, paths = self._flat(header)
        titles = tuple(line for line in lines if not is_unit_line(line[1]) and not is_note(line[1]))
        units = tuple(line for line in lines if is_unit_line(line[1]))
        table = Table(
            sheet=printable(self.grid.name), header_row=header.bottom, headers=headers, rows=body.rows,
            above=tuple(text for _number, text in lines), first_header_row=header.top, left=header.left + self._lead(header),
            paths=paths, corners=header.corners, titles=titles, unit_lines=(*units, *body.units), notes=tuple(body.notes),
            totals=body.totals, known=header.known, crossed=tuple(area for area in self.search.merges if area[0] <= header.bottom < area[2]), last_row=body.last_row, repeated=tuple(body.repeated), reasons=tuple(self._reasons(header, body)),
        )  # fmt: skip
        return table, end

    def _lead(self, header):
        """Blank columns before a table are none of its own."""
        if self.left == 0 and header.paths and not header.paths[0]:
            return (
                next((place for place, path in enumerate(header.paths) if path), 0)
                if self._is_blank_before(header)
                else 0
            )
        return 0

    def _is_blank_before(self, header):
        first = next((place for place, path in enumerate(header.paths) if path), 0)
        rows = self.rows[header.top : header.bottom + SAMPLE]
        return not any(text_of(cell) for row in rows for cell in row[header.left : header.left + first])

    def _reasons(self, header, body):
        if header.top == header.bottom:
            yield _("表头在第%(row)d行。") % {"row": header.top + 1}
        else:
            yield _("表头在第%(first)d—%(last)d行。") % {"first": header.top + 1, "last": header.bottom + 1}
        if body.repeated:
            yield _("第%(rows)s行重复了表头，没有当作数据。") % {"rows": _listed(body.repeated)}
        if body.totals:
            yield _("第%(rows)s行是合计，只用来核对。") % {"rows": _listed([number for number, _row in body.totals])}

    def _flat(self, header):
        """One text for each column of the grid, and its path; the lowest heading where it says which column it is."""
        leaves = [path[-1] if path else "" for path in header.paths]
        flat = [
            "".join(path) if path and leaves.count(path[-1]) > 1 and len(path) > 1 else leaf
            for path, leaf in zip(header.paths, leaves, strict=True)
        ]
        texts = [""] * header.left + [printable(text) for text in flat]
        while texts and not texts[-1]:
            texts.pop()
        return texts, ((),) * header.left + header.paths

    def _lines(self, start, end) -> tuple[Line, ...]:
        return tuple(
            (number, printable(text)) for number in range(start, end) for _c, text, _cell in self.search.filled(number)
        )

    # Tables side by side.

    def _sides(self, header: Header) -> list[tuple[int, int]]:
        """The columns of each table, where more than one begin in the rows of a header."""
        starts = [header.left, *self._further_starts(header)]
        ends = [self._end_before(header, start) for start in starts[1:]] + [header.right]
        return list(zip(starts, ends, strict=True))

    def _further_starts(self, header):
        filled = [header.left + place for place, path in enumerate(header.paths) if path]
        if not filled or header.corners:
            return
        first = header.paths[filled[0] - header.left][-1]
        for before, column in itertools.pairwise(filled):
            heading = header.paths[column - header.left][-1]
            if (heading == first and not self._is_measured(header, column)) or (
                column > before + 1 and self._is_gap(header, before + 1, column) and self._is_label(header, column)
            ):
                yield column

    def _is_measured(self, header, column):
        """Whether headings that are equal below stand under different ones above."""
        return len(header.paths[column - header.left]) > 1

    def _is_gap(self, header, first, end):
        rows = self.rows[header.top : min(header.bottom + SAMPLE, self.end)]
        return not any(text_of(cell) for row in rows for cell in row[first:end])

    def _is_label(self, header, column):
        """Whether a column begins a table: it holds names, or says so."""
        rows = self.rows[header.bottom + 1 : min(header.bottom + SAMPLE, self.end)]
        cells = [row[column] for row in rows if column < len(row) and text_of(row[column])]
        heading = header.paths[column - header.left][-1]
        if is_serial(heading):
            return True
        return bool(cells) and sum(map(is_number, cells)) * 2 < len(cells) and self.clues(heading) != "indicator"

    def _end_before(self, header, start):
        column = start - 1
        while column > header.left and not header.paths[column - header.left]:
            column -= 1
        return column

    def _end_of_sides(self, header, sides):
        """The first row that belongs to no side, as one that fills the gap between them."""
        gaps = [
            column for (_left, right), (left, _right) in itertools.pairwise(sides) for column in range(right + 1, left)
        ]
        if not gaps:
            return self.end
        for number in range(header.bottom + 1, self.end):
            row = self.rows[number]
            if any(column < len(row) and text_of(row[column]) for column in gaps):
                return self._after_blank(header.bottom + 1, number)
        return self.end

    def _after_blank(self, first, number):
        for row in range(number, first, -1):
            if not self.search.filled(row - 1):
                return row
        return number

    def _with_remainder(self, found, position):
        """What stands below the last table and is no table: notes of it."""
        lines = self._lines(position, self.end) if found else ()
        if lines:
            found[-1] = replace(found[-1], notes=(*found[-1].notes, *lines))
        return found


def _listed(numbers):
    return "、".join(str(number + 1) for number in numbers[:5]) + ("…" if len(numbers) > 5 else "")
