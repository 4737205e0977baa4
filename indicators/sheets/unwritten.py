"""What a table leaves unwritten and the portal takes for granted: that 0.035 is per cent, that amounts are in 亿元."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.layout import column_letter
from imports.report import Problem
from indicators.models import Observation
from indicators.sheets.cross_table import CrossTable
from indicators.sheets.row_labels import RowTold
from indicators.sheets.suspicions import number as shown
from indicators.sheets.table_columns import FigureColumn
from indicators.sheets.table_doubts import PERCENT_OR_FRACTION

PERCENT = "%"


@dataclass
class _Percents:
    """The figures of one column or row that are in per cent: where the first stands, how it is written, the largest."""

    row: int
    position: int
    written: str
    first: float
    largest: float


@dataclass
class Unwritten:
    """Looks at the figures of one table whose unit is written nowhere."""

    cross: CrossTable
    _percents: dict[tuple[str, int], _Percents] = field(default_factory=dict)

    def note(self, number: int, column: FigureColumn, told: RowTold, observation: Observation) -> None:
        """Takes a figure of which neither heading, row nor unit line says the unit."""
        if observation.value and observation.as_written[-1:].isdigit() and observation.unit == PERCENT:
            self._note_percent(number, column, told, observation)

    def doubts(self) -> Iterator[Problem]:
        """Growth and shares that are all below 1 may be parts of one: 0.035 for 3.5 %."""
        return (self._fraction(found) for found in self._percents.values() if found.largest < 1)

    def _note_percent(self, number, column, told, observation):
        value = float(observation.value)
        row = number if _is_of_row(told) else self.cross.table.header_row
        key = ("row", number) if _is_of_row(told) else ("column", column.position)
        found = self._percents.setdefault(key, _Percents(row, column.position, observation.as_written, value, 0))
        found.largest = max(found.largest, abs(value))

    def _fraction(self, found):
        headers, is_column = self.cross.table.headers, found.row == self.cross.table.header_row
        value = headers[found.position] if is_column and found.position < len(headers) else found.written
        message = _(
            "没有写百分号，各值又都小于1：“%(written)s”可能是%(as_it_is)s%%，也可能是%(percent)s%%。将作为%(as_it_is)s%%：是%(percent)s%%的，请先改成百分数；无误再确认。"
        ) % {
            "written": quoted(found.written),
            "as_it_is": shown(found.first),
            "percent": shown(found.first * 100),
        }
        return Problem(PERCENT_OR_FRACTION, found.row + 1, column_letter(found.position), quoted(value), message)


def _is_of_row(told: RowTold) -> bool:
    """Whether it is the row that says the measure: 总产值增速 below 总产值."""
    indicator = told.facets.indicator
    return bool(told.facets.measure) or (indicator is not None and indicator.unit == PERCENT)
