"""A sheet drawn as its grid: what each cell was taken for, and what is wrong at it. Pure.

Rows and columns are counted from 1, as in the spreadsheet.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from imports.decimal_points import pads
from imports.layout import column_letter
from imports.line_kinds import PLACEHOLDERS, is_note, is_number, is_unit_line
from imports.marks import column_number
from imports.report import Problem, SheetReport

ERROR, WARNING, ASIDE = LEVELS = ("error", "warning", "aside")
TITLE, UNIT, HEADER, LABEL, VALUE, TOTAL, NOTE, IGNORED, OUTSIDE = (
    "title", "unit", "header", "label", "value", "total", "note", "ignored", "outside",
)  # fmt: skip
# Texts that a spreadsheet lets run on over the empty cells to their right.
RUN_ON = {TITLE, UNIT, NOTE, OUTSIDE}
# What a row as a whole is called at its number.
ROW_ROLES = (HEADER, TITLE, UNIT, TOTAL, NOTE)
LONGEST_SHOWN = 40
RANGE = re.compile(r"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)")

Area = tuple[int, int, int, int]
Place = tuple[int, int]
NumberedRow = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Mark:
    """What is wrong at a cell, or where the column is 0 at a whole row; `level` is one of LEVELS."""

    level: str
    row: int
    column: int
    message: str
    value: str = ""

    @property
    def address(self) -> str:
        """Such as "F7", or "7" for the row."""
        return address_of(self.row, self.column)


@dataclass(frozen=True)
class DrawnCell:
    """A cell as it is drawn. `role` is what it was taken for ("" where it is empty), `column_role` what its column is,
    in the lowest row of a header; `text` may be cut, then `whole` has all of it. `pad` is to stand unseen behind a number
    (see imports.decimal_points); `is_label` where the column says of what its row is. `link` leads to the cell and `next` to
    the next one at which something is wrong, where those who draw it say so. `is_chosen`: it is the one looked for.
    """

    address: str
    text: str
    role: str
    whole: str = ""
    marks: tuple[Mark, ...] = ()
    column_role: str = ""
    colspan: int = 1
    rowspan: int = 1
    link: str = ""
    next: str = ""
    is_label: bool = False
    pad: str = ""
    is_chosen: bool = False

    @property
    def level(self) -> str:
        """The gravest of what is wrong here; "" where nothing is."""
        return worst(self.marks)

    @property
    def is_number(self) -> bool:
        if self.is_label or self.role not in (VALUE, TOTAL, IGNORED, ASIDE):
            return False
        return is_number(self.text) or self.text in PLACEHOLDERS


@dataclass(frozen=True)
class DrawnRow:
    """A row as it is drawn; `role` is one of ROW_ROLES or "", `marks` are those of the whole row."""

    number: int
    role: str
    cells: list[DrawnCell]
    marks: tuple[Mark, ...] = ()
    link: str = ""
    next: str = ""

    @property
    def address(self) -> str:
        return address_of(self.number, 0)

    @property
    def level(self) -> str:
        return worst(self.marks)


@dataclass(frozen=True)
class DrawnTable:
    """Where a table stands in its sheet and which of its rows and columns are what, as the report keeps it."""

    report: SheetReport
    area: Area
    roles: dict[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, report: SheetReport) -> "DrawnTable | None":
        """None where the report does not say where the table stands."""
        found = RANGE.fullmatch(report.table)
        if found is None:
            return None
        area = (int(found[2]), column_number(found[1]), int(found[4]), column_number(found[3]))
        told, kept = report.understood, report.understood.get("roles", {})
        rows = {name: frozenset(kept.get(name, ())) for name in ("titles", "units", "repeated")}
        rows |= {name: frozenset(told.get(name, ())) for name in ("notes", "totals")}
        columns = {
            name: frozenset(map(column_number, kept.get(name, ()))) for name in ("labels", "values", "aside", "ignored")
        }
        return cls(report, area, rows | columns)

    @property
    def header(self) -> range:
        """The rows of its header."""
        first, last = self.report.understood.get("header") or (self.area[0], self.area[0])
        return range(first, last + 1)

    @cached_property
    def rows_aside(self) -> frozenset[int]:
        return frozenset(row.row for row in self.report.set_aside_rows) - frozenset(self.header)

    def holds(self, row: int, column: int) -> bool:
        top, left, bottom, right = self.area
        return top <= row <= bottom and left <= column <= right

    def role_within(self, row: int, column: int) -> str:
        """What a filled cell of the table was taken for."""
        if row in self.header or row in self.roles["repeated"]:
            return HEADER
        for name, role in (("totals", TOTAL), ("units", UNIT), ("notes", NOTE)):
            if row in self.roles[name]:
                return role
        return ASIDE if row in self.rows_aside else self.column_role(column)

    def role_beside(self, row: int, text: str) -> str:
        """What a text above or below the table is to it; "" where nothing."""
        if row in self.roles["titles"] or row in self.roles["units"]:
            return UNIT if is_unit_line(text) else TITLE
        return NOTE if row in self.roles["notes"] else ""

    def column_role(self, column: int) -> str:
        for name, role in (("aside", ASIDE), ("labels", LABEL), ("values", VALUE)):
            if column in self.roles[name]:
                return role
        return IGNORED


class Picture:
    """The tables of one sheet and what is wrong in them, to draw any of its rows."""

    def __init__(self, reports: Iterable[SheetReport]):
        reports = list(reports)
        self.tables = [table for report in reports if (table := DrawnTable.of(report))]
        self.marks = sorted(
            (mark for report in reports for mark in _marks(report)),
            key=lambda mark: (mark.row, mark.column, LEVELS.index(mark.level)),
        )
        self._tables_in_row: dict[int, list[DrawnTable]] = {}
        self._by_place: dict[Place, list[Mark]] = {}
        for mark in self.marks:
            self._by_place.setdefault((mark.row, mark.column), []).append(mark)

    def role(self, row: int, column: int, text: str) -> str:
        """What a cell was taken for; "" where it holds nothing."""
        if not text:
            return ""
        table = self._table_at(row, column)
        if table is not None:
            return table.role_within(row, column)
        beside = (table.role_beside(row, text) for table in self.tables)
        return next(filter(None, beside), NOTE if is_note(text) else OUTSIDE)

    def headers_above(self, row: int) -> list[int]:
        """The rows of the headers of the tables in the midst of which a row stands."""
        open_tables = [table for table in self.tables if table.header.stop <= row <= table.area[2]]
        return sorted({number for table in open_tables for number in table.header})

    def draw(self, rows: Sequence[NumberedRow], merges: Iterable[Area], columns: range) -> list[DrawnRow]:
        """The rows, of which each has its number and texts, within these columns. `merges` count from 0 (see Grid)."""
        spans = self._spans(rows, merges, columns)
        return self._aligned([self._row(number, texts, columns, spans) for number, texts in rows])

    def _table_at(self, row, column):
        if row not in self._tables_in_row:
            self._tables_in_row[row] = [table for table in self.tables if table.area[0] <= row <= table.area[2]]
        return next((table for table in self._tables_in_row[row] if table.holds(row, column)), None)

    def _marks_at(self, row, column):
        return tuple(self._by_place.get((row, column), ()))

    def _row(self, number, texts, columns, spans):
        cells = list(self._cells(number, texts, columns, spans))
        roles = {cell.role for cell in cells}
        role = next((role for role in ROW_ROLES if role in roles), "")
        return DrawnRow(number, role, cells, self._marks_at(number, 0))

    def _cells(self, number, texts, columns, spans):
        column = columns.start
        while column < columns.stop:
            height, width = spans.get((number, column), (1, 1))
            if height:
                text = texts[column - 1] if column <= len(texts) else ""
                role = self.role(number, column, text)
                if (height, width) == (1, 1) and (role in RUN_ON or self._is_beyond(number, column, texts)):
                    width = self._room(number, texts, column, columns.stop, spans)
                yield self._cell(number, column, text, role, (height, width))
            column += max(width, 1)

    def _is_beyond(self, number, column, texts):
        """Whether nothing is to come in a row, nor any table."""
        return column > len(texts) and self._table_at(number, column) is None

    def _room(self, number, texts, column, stop, spans):
        """How many cells from this one on are drawn as one, for those to its right are empty and nothing is wrong there."""
        if not self._marks_at(number, column):
            end = column + 1
            while end < stop and not self._is_taken(number, texts, end, spans):
                end += 1
            return end - column
        return 1

    def _is_taken(self, number, texts, column, spans):
        is_filled = column <= len(texts) and texts[column - 1]
        return is_filled or (number, column) in spans or (number, column) in self._by_place

    def _cell(self, row, column, text, role, span):
        shown = text if len(text) <= LONGEST_SHOWN or role in RUN_ON else f"{text[:LONGEST_SHOWN]}…"
        table = self._table_at(row, column)
        is_lowest = role == HEADER and table is not None and row + span[0] - 1 == table.header[-1]
        place = self._faulty_within(row, column, span)
        return DrawnCell(
            address_of(*place), shown, role, text if shown != text else "", self._marks_at(*place),
            table.column_role(column) if is_lowest and span[1] == 1 else "", colspan=span[1], rowspan=span[0],
            is_label=table is not None and column in table.roles.get("labels", ()),
        )  # fmt: skip

    def _aligned(self, rows):
        """The rows with their numbers set by the decimal point, those of one column of one table together."""
        groups: dict[tuple, list[tuple[int, int]]] = {}
        for place, row in enumerate(rows):
            for position, cell in enumerate(row.cells):
                if cell.colspan == 1 and cell.is_number:
                    column = column_number(cell.address.rstrip("0123456789"))
                    table = self._table_at(row.number, column)
                    groups.setdefault((column, table and table.area), []).append((place, position))
        for places in groups.values():
            texts = [rows[place].cells[position].text for place, position in places]
            for (place, position), pad in zip(places, pads(texts), strict=True):
                if pad:
                    rows[place].cells[position] = replace(rows[place].cells[position], pad=pad)
        return rows

    def _faulty_within(self, row, column, span) -> Place:
        """Of the cells that are drawn as one, that at which something is wrong, else the first."""
        if span == (1, 1):
            return row, column
        places = ((row + down, column + right) for down in range(span[0]) for right in range(span[1]))
        return next((place for place in places if place in self._by_place), (row, column))

    def _spans(self, rows, merges, columns) -> dict[Place, Place]:
        """Height and width of the first cell of each merged range, and (0, 1) of the cells that it covers.

        A range within which something is wrong at several cells is drawn cell by cell.
        """
        shown = [number for number, _texts in rows]
        spans: dict[Place, Place] = {}
        for top, left, bottom, right in merges:
            own_rows = [number for number in shown if top < number <= bottom + 1]
            own_columns = range(max(left + 1, columns.start), min(right + 1, columns.stop - 1) + 1)
            places = [(row, column) for row in own_rows for column in own_columns]
            if len(places) > 1 and _is_whole(own_rows) and sum(place in self._by_place for place in places) < 2:
                spans |= dict.fromkeys(places, (0, 1))
                spans[places[0]] = (len(own_rows), len(own_columns))
        return spans


def address_of(row: int, column: int) -> str:
    """The spreadsheet's name of a cell, or of the row where the column is 0."""
    return f"{column_letter(column - 1) if column else ''}{row}"


def worst(marks: Sequence[Mark]) -> str:
    return min((mark.level for mark in marks), key=LEVELS.index, default="")


def _is_whole(rows):
    return rows[-1] - rows[0] + 1 == len(rows)


def _marks(report: SheetReport) -> Iterable[Mark]:
    for level, problems in ((ERROR, report.errors), (WARNING, report.warnings)):
        for problem in problems:
            yield Mark(level, problem.row, _column(problem), problem.message, problem.value)
    yield from _marks_aside(report)


def _marks_aside(report):
    """Rows set aside; those at the header speak of its unknown columns, one after the other."""
    table = DrawnTable.of(report)
    header = table.header[-1] if table else 0
    columns = sorted(table.roles["aside"]) if table else []
    of_columns = [row for row in report.set_aside_rows if row.row == header]
    places = iter(columns if len(columns) == len(of_columns) else [0] * len(of_columns))
    for row in report.set_aside_rows:
        column = next(places) if row.row == header else 0
        yield Mark(ASIDE, row.row, column, row.reason, "、".join(row.candidates))


def _column(problem: Problem) -> int:
    return column_number(problem.column) if problem.column else 0
