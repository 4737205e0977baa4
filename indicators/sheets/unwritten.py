"""What a table leaves unwritten and the portal takes for granted: that 0.035 is per cent, that amounts are in 亿元."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.columns import quoted
from imports.layout import column_letter
from imports.models import ImportBatch
from imports.report import Problem
from indicators.models import Indicator, Observation
from indicators.numbers import are_convertible
from indicators.sheets.cross_table import CrossTable
from indicators.sheets.ledger import YEARS_BACK
from indicators.sheets.meanings import Meanings
from indicators.sheets.row_labels import RowTold
from indicators.sheets.suspicions import number as shown
from indicators.sheets.table_columns import FigureColumn
from indicators.sheets.table_doubts import PERCENT_OR_FRACTION, UNIT_ASSUMED

PERCENT = "%"
LEVEL = Observation.Measure.LEVEL.value
# Who writes no unit may mean another power of ten.
WITH_POWERS = ("元", "美元", "吨", "吨标准煤", "千瓦时", "立方米", "平方米", "人")
# Growth in per cent is printed with one or two decimals; 21.3 % as a fraction has three.
FINE = 3
MOST_SUBJECTS, MOST_NAMED = 1000, 5
_FRACTION = gettext_lazy(
    "没有写百分号，各值又都小于1：“%(written)s”可能是%(as_it_is)s%%，也可能是%(percent)s%%。将作为%(as_it_is)s%%：是%(percent)s%%的，请先改成百分数；无误再确认。"
)
_TOLD_FRACTION = gettext_lazy(
    "表头写的是百分数，各值却都小于1，又多有三位小数：“%(written)s”可能是%(as_it_is)s%%，也可能是%(percent)s%%。将作为%(as_it_is)s%%：是%(percent)s%%的，请先改成百分数；无误再确认。"
)


@dataclass
class _Percents:
    """The figures of one column or row that are in per cent: where the first stands, how it is written, the largest."""

    row: int
    position: int
    written: str
    first: float
    largest: float
    is_told: bool = False
    count: int = 0
    fine: int = 0

    @property
    def may_be_fractions(self) -> bool:
        """All below 1; where something says per cent, only several that are mostly written as finely as 0.213."""
        return self.largest < 1 and (not self.is_told or (self.count > 1 and 2 * self.fine > self.count))


@dataclass
class _Amounts:
    """The levels of one indicator: the first column of them, and some of the subjects."""

    indicator: Indicator
    column: FigureColumn
    subjects: set[int] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    def is_known(self, batch) -> bool:
        """Whether there are figures to compare with these, of another batch or a person: of the same years, or near."""
        figures = Observation.objects.filter(
            indicator=self.indicator,
            measure=LEVEL,
            subject__in=self.subjects,
            value__isnull=False,
            basis__in=self.bases,
            breakdown=None,
            last_day__year__range=(min(self.years) - YEARS_BACK, max(self.years) + YEARS_BACK),
        )
        return figures.exclude(batch=batch).exists() if batch and batch.pk else figures.exists()


@dataclass
class Unwritten:
    """Looks at the figures of one table whose unit is written nowhere."""

    cross: CrossTable
    meanings: Meanings
    _percents: dict[tuple[str, int], _Percents] = field(default_factory=dict)
    _amounts: dict[int, _Amounts] = field(default_factory=dict)

    def note(
        self, number: int, column: FigureColumn, told: RowTold, observation: Observation, *, is_told: bool
    ) -> None:
        """Takes a figure of which neither heading, row nor unit line says the unit, or only that it is in per cent."""
        if not observation.value or not observation.as_written[-1:].isdigit():
            return
        if observation.unit == PERCENT:
            self._note_percent(number, column, told, observation, is_told)
        elif observation.measure == LEVEL and not _counts_heads(observation):
            found = self._amounts.setdefault(observation.indicator_id, _Amounts(observation.indicator, column))
            if len(found.subjects) < MOST_SUBJECTS:
                found.subjects.add(observation.subject_id)
            found.bases.add(observation.basis)
            found.years.add(observation.last_day.year)

    def doubts(self, batch: ImportBatch | None) -> Iterator[Problem]:
        """Growth and shares that are all below 1, as 0.035 for 3.5 %, and amounts of a table that writes no unit.

        Amounts that have something to be compared with are left to that: figures of the same subjects that are not of
        this `batch`.
        """
        yield from (self._fraction(found) for found in self._percents.values() if found.may_be_fractions)
        if self._amounts and not self.meanings.has_units:
            new = [found for found in self._amounts.values() if _has_powers(found.indicator.unit)]
            new = [found for found in new if not found.is_known(batch)]
            if new:
                yield self._assumed(new)

    def _assumed(self, new):
        names = "、".join(f"{found.indicator.name}（{found.indicator.unit}）" for found in new[:MOST_NAMED])
        message = _(
            "表里没有写单位，以前也没有这些对象的数据可比，将按指标的单位导入：%(names)s。请核对，无误再确认；不是这个单位的，请在表头或表格上方写明。"
        ) % {"names": names + ("…" if len(new) > MOST_NAMED else "")}
        column = new[0].column
        return Problem(UNIT_ASSUMED, self.cross.table.header_row + 1, column.letter, quoted(column.header), message)

    def _note_percent(self, number, column, told, observation, is_told):
        value = float(observation.value)
        row = number if _is_of_row(told) else self.cross.table.header_row
        key = ("row", number) if _is_of_row(told) else ("column", column.position)
        found = self._percents.setdefault(
            key, _Percents(row, column.position, observation.as_written, value, 0, is_told)
        )
        found.largest = max(found.largest, abs(value))
        found.count += 1
        found.fine += observation.written_decimals >= FINE

    def _fraction(self, found):
        headers, is_column = self.cross.table.headers, found.row == self.cross.table.header_row
        value = headers[found.position] if is_column and found.position < len(headers) else found.written
        words = _TOLD_FRACTION if found.is_told else _FRACTION
        message = words % {
            "written": quoted(found.written),
            "as_it_is": shown(found.first),
            "percent": shown(found.first * 100),
        }
        return Problem(PERCENT_OR_FRACTION, found.row + 1, column_letter(found.position), quoted(value), message)


def _counts_heads(observation):
    """People in whole numbers are counted one by one; in 万人 they would have decimals."""
    return observation.unit == "人" and observation.value == int(observation.value)


def _has_powers(unit: str) -> bool:
    return any(are_convertible(unit, one) for one in WITH_POWERS)


def _is_of_row(told: RowTold) -> bool:
    """Whether it is the row that says the measure: 总产值增速 below 总产值."""
    indicator = told.facets.indicator
    return bool(told.facets.measure) or (indicator is not None and indicator.unit == PERCENT)
