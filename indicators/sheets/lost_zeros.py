"""Periods of a table whose last zero a number format may have lost: 2016.1 after 2016.09 is October."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from imports.columns import cell_text
from imports.layout import Table
from indicators.sheets.period_parts import lost_zeros
from indicators.sheets.table_columns import FigureColumn


class LostZeros:
    """Those in the columns of labels at `positions` and in the headings of `columns`."""

    def __init__(self, table: Table, positions: Sequence[int], columns: Sequence[FigureColumn]):
        self._table, self._positions, self._columns = table, positions, columns

    def doubtful(self) -> Iterator[tuple[int, int, str, tuple[str, str]]]:
        """Row, column and text of each such period, with what is taken and the other reading."""
        cells = dict(self._table.rows) if self._down else {}
        for (number, position), readings in self._down.items():
            yield number, position, cell_text(cells[number][position]), readings
        for position, readings in self._across.items():
            yield self._table.header_row, position, self._table.headers[position], readings

    def meant(self, number: int, position: int, text: str) -> str:
        """The text of a period in a label, with the zero that it has lost."""
        return self._down.get((number, position), (text,))[0]

    def meant_by(self, column: FigureColumn) -> tuple[str, ...]:
        """The parts of the period that a column names, likewise."""
        if column.position in self._across:
            return (*column.facets.periods[:-1], self._across[column.position][0])
        return column.facets.periods

    @cached_property
    def _down(self) -> dict[tuple[int, int], tuple[str, str]]:
        found = {}
        for position in self._positions:
            cells = [
                (number, cell_text(cells[position])) for number, cells in self._table.rows if position < len(cells)
            ]
            if any(text.endswith(".1") for _number, text in cells):
                for place, meant in lost_zeros([text for _number, text in cells]).items():
                    found[cells[place][0], position] = meant
        return found

    @cached_property
    def _across(self) -> dict[int, tuple[str, str]]:
        dated = [column for column in self._columns if column.facets.periods]
        meant = lost_zeros([column.facets.periods[-1] for column in dated])
        return {dated[place].position: readings for place, readings in meant.items()}
