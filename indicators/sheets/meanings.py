"""What the cells of a table of figures mean: indicator, measure, period and unit, from whatever stands nearest."""

from bisect import bisect
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.errors import CellError, SetAside
from imports.layout import Table
from imports.report import Problem
from indicators.figures import set_period
from indicators.models import Indicator, Observation, Source
from indicators.models.observation import MEASURE_UNITS
from indicators.numbers import are_convertible
from indicators.periods import Period, PeriodError
from indicators.references import References
from indicators.sheets.beside_words import why_beside
from indicators.sheets.cross_table import PERIOD, SUBJECT, CrossTable
from indicators.sheets.former_years import of_year
from indicators.sheets.period_parts import composed, counted, counts_since_january, of_frequency
from indicators.sheets.row_labels import RowTold
from indicators.sheets.table_columns import FigureColumn
from indicators.sheets.table_doubts import MOM_OF_SPAN
from indicators.sheets.table_titles import units_above, units_of
from indicators.sheets.total_columns import ABOVE, indicator_of_part

LEVEL, MOM = Observation.Measure.LEVEL.value, Observation.Measure.MOM.value
SET_BY_MEANING = ("measure", "indicator_id", "first_day", "last_day", "is_stock", "period_kind", "period_label", "is_period_inferred")  # fmt: skip
# A longer text of a number is checked against its field.
LONGEST_PLAIN = 30


class Meaning:
    """What a column's cells mean in rows that tell the same: `values` are those of an observation."""

    def __init__(self, indicator: Indicator, measure: str, period: Period, unit: str):
        self.indicator, self.unit = indicator, unit
        observation = Observation(measure=measure, indicator=indicator)
        set_period(observation, period)
        self.values = {name: observation.__dict__[name] for name in SET_BY_MEANING}
        self.is_long = max(len(unit), len(period.label)) > LONGEST_PLAIN


class Meanings:
    """Works out for each row what its cells mean, once for all rows that tell the same.

    `positions` are the names of the columns that the table has; `unreadable` those whose period nobody can read.
    """

    def __init__(self, cross: CrossTable, references: References, positions: Collection[str]):
        self.cross, self.references, self._positions = cross, references, positions
        self._published_on = references.context.published_on
        self.unreadable: set[int] = set()
        self._units = _UnitLines(cross.table)
        self._known: dict[tuple, list[tuple[FigureColumn, Meaning | Exception]]] = {}
        self._doubts: dict[int, Problem] = {}

    def at(self, number: int, told: RowTold, source: Source) -> list[tuple[FigureColumn, "Meaning | Exception"]]:
        """What the cells of a row mean but for their subject, the same for all rows that tell the same."""
        facets = told.facets
        units = self._units.at(number)
        said = (facets.indicator, facets.measure, facets.unit, facets.is_cumulative, facets.years_back)
        key = (*said, told.periods, source.pk, *units)
        if key not in self._known:
            columns = [one for one in self.cross.columns if not one.is_rank and one.position not in self.unreadable]
            self._known[key] = [(column, self._meaning(number, column, told, source, units)) for column in columns]
        return self._known[key]

    def doubts(self) -> Iterator[Problem]:
        """Growth over the month before below several months; to be asked for after the last row."""
        return iter(self._doubts.values())

    @property
    def has_units(self) -> bool:
        """Whether anything so far has said the unit of levels."""
        meanings = (meaning for found in self._known.values() for _column, meaning in found)
        return any(isinstance(meaning, Meaning) and meaning.unit not in ("", "%") for meaning in meanings)

    def _meaning(self, number, column, told, source, units):
        indicator = column.facets.indicator or told.facets.indicator or self.cross.title.indicator
        if indicator is None:
            return unknown_indicator(self.references, self.cross.title.unknown or column.header)
        if column.part:
            name = indicator.name.removeprefix(ABOVE)
            indicator = indicator_of_part(self.references.indicators, indicator, column.part)
            if indicator is None:
                return unknown_indicator(self.references, f"{column.header}{name}")
        measure = column.facets.measure
        if measure in ("", LEVEL):
            # 数值 and 完成 above a row of growth say no more than that.
            measure = told.facets.measure or measure or self.cross.title.measure or LEVEL
        try:
            period = self._composed(column, told, source, measure)
            if measure == MOM and counts_since_january(period):
                period = self._last_month(number, column, told, period)
            return Meaning(indicator, measure, period, self._unit_of(column, told, indicator, measure, units))
        except CellError as error:
            return error

    def _last_month(self, number, column, told, span):
        """环比 compares with the month before, and there is none before 1-7月: it is that of July, to be confirmed."""
        month = counted(span, is_cumulative=False)
        row = number if told.facets.measure else self.cross.table.header_row
        message = _("环比是与上一个月相比，“%(span)s”没有环比：将作为%(month)s的环比，请核对，无误再确认。")
        words = {"span": span.label, "month": month.label}
        key = number if told.facets.measure else -1 - column.position
        problem = Problem(MOM_OF_SPAN, row + 1, column.letter, quoted(column.header), message % words)
        self._doubts.setdefault(key, problem)
        return month

    def _composed(self, column, told, source, measure) -> Period:
        """The period of a cell, from its row, its column and the title. Raises CellError."""
        facets = column.facets
        flag = facets.is_cumulative if told.facets.is_cumulative is None else told.facets.is_cumulative
        if flag is None and measure != MOM:
            flag = self.cross.title.is_cumulative
        is_of_row = bool(told.periods) and not facets.periods
        place = PERIOD if is_of_row and PERIOD in self._positions else f"{column.position}"
        try:
            # Where the title names two years, the day of publishing must not choose between them.
            is_open = len(self.cross.title_periods) > 1
            published_on = None if is_open else source.published_on or self._published_on
            own = self.cross.zeros.meant_by(column)
            parts = (*own, *told.periods) if _is_coarser(own) else (*told.periods, *own)
            period = composed(parts, self.cross.title_period, published_on)
        except PeriodError as error:
            raise CellError(str(error), "unreadable_period", place) from None
        if period is None:
            raise CellError(self._missing_period(), "missing_period", SUBJECT if SUBJECT in self._positions else place)
        years = facets.years_back if told.facets.years_back is None else told.facets.years_back
        is_surely = facets.is_same_period or told.facets.is_same_period or self.cross.names_this_year
        try:
            return of_year(counted(of_frequency(period, column.frequency), flag), years or 0, is_surely=is_surely)
        except PeriodError as error:
            raise CellError(str(error), "unreadable_period", place) from None

    def _missing_period(self):
        if self.cross.title_periods:
            return _("表头上方写了不止一个期间（%(periods)s）：请加一栏“期间”写明是哪一个。") % {
                "periods": "、".join(period.label for period in self.cross.title_periods)
            }
        return _("看不出是哪个期间的数据：请加一栏“期间”，或在表头上方写明，如“2021年1-7月”。")

    def _unit_of(self, column, told, indicator, measure, units) -> str:
        """The unit that stands nearest: in the row, the heading, the title, else in the line above the table.

        Of those above, the one that can measure the indicator. Raises CellError where several could.
        """
        wanted = MEASURE_UNITS.get(measure, indicator.unit)
        of_row, of_title = told.facets.unit, self.cross.title.unit
        if measure != LEVEL:
            # The unit in a title, or beside a label, is that of the levels, not of the growth in another column.
            of_title = of_title if of_title and are_convertible(of_title, wanted) else ""
            is_own = bool(told.facets.measure) or (of_row and are_convertible(of_row, wanted))
            of_row = of_row if is_own else ""
        stated = [unit for unit in (of_row, column.facets.unit, of_title) if unit]
        if stated:
            return next((unit for unit in stated if are_convertible(unit, wanted)), stated[0])
        fitting = [unit for unit in units if are_convertible(unit, wanted)]
        if len(fitting) > 1 and measure == LEVEL:
            raise CellError(
                _("表头上方的单位“%(units)s”都可能是这一栏的：请在这一栏的表头写明，如“%(name)s（%(unit)s）”。")
                % {"units": "、".join(fitting), "name": indicator.name, "unit": fitting[0]},
                "ambiguous_unit",
                f"{column.position}",
            )
        if measure != LEVEL:
            return wanted if wanted in units else ""
        return fitting[0] if fitting else ""


@dataclass
class _UnitLines:
    """The units in force at each row: those above the table, until a line between the rows says others."""

    table: Table
    rows: list[int] = field(default_factory=list)
    units: list[list[str]] = field(default_factory=list)

    def __post_init__(self):
        self.rows, self.units = [-1], [units_of(self.table)]
        for number, text in self.table.unit_lines:
            if number >= self.table.top:
                self.rows.append(number)
                self.units.append(units_above([text]))

    def at(self, number) -> list[str]:
        return self.units[bisect(self.rows, number) - 1]


def unknown_indicator(references: References, name: str) -> SetAside:
    """Why figures of a name that nobody knows do not go in, with the names that are like it."""
    index = references.indicators
    reason = _("没有名为“%(text)s”的%(what)s，请改成已登记的名称或先导入它。")
    return SetAside(reason % {"text": quoted(name), "what": index.what}, lambda: index.candidates(name))


def not_done(references: References, name: str) -> SetAside | None:
    """Why figures under a heading of targets or the like do not go in; None where its words say nothing of it."""
    reason = why_beside(name)
    return SetAside(reason, lambda: references.indicators.candidates(name)) if reason else None


def not_ranked(column: FigureColumn) -> SetAside:
    """Why ranks of something that has no column do not go in."""
    reason = _("“%(header)s”只有位次，表里没有它所排的数值，没有导入：请补上数值一栏，或用“数据”表登记位次。")
    return SetAside(reason % {"header": quoted(column.header)}, list)


def _is_coarser(periods):
    """Whether headings name years alone, so that the labels say which part of them."""
    return bool(periods) and all(text.strip("年度").isdigit() for text in periods)
