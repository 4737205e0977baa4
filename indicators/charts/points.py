"""Which figures of one series may stand in one chart, and which of them a line may join. Pure: no database."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

from indicators.numbers import Qualifier


class Frequency(StrEnum):
    """How often the figures of a series follow each other; of two that hold the same figures the first is kept."""

    YEARLY = "yearly"
    YEAR_END = "year_end"  # stocks of 31 December
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    CUMULATIVE = "cumulative"  # from 1 January to the end of a month, beginning again each year
    AS_OF = "as_of"  # stocks of any day


@dataclass(frozen=True, slots=True)
class Point:
    """One figure with a value: its days, both included, the value in the unit of its series, and how exact it is.

    decimals: as many as were printed, None where the value was printed in another unit; is_preliminary: may be revised.
    """

    first_day: date
    last_day: date
    value: Decimal
    is_stock: bool = False
    qualifier: Qualifier = Qualifier.EXACTLY
    decimals: int | None = None
    is_preliminary: bool = False

    @property
    def is_settled(self) -> bool:
        """Exact and final, so that its mark is a full one."""
        return self.qualifier == Qualifier.EXACTLY and not self.is_preliminary


@dataclass(frozen=True, slots=True)
class Target:
    """A goal promised for a day, in the unit of the series, and where the way to it begins, if that is known."""

    due: date
    goal: Decimal
    qualifier: Qualifier = Qualifier.EXACTLY
    made: date | None = None
    baseline: Decimal | None = None

    @property
    def has_start(self) -> bool:
        return self.made is not None and self.baseline is not None and self.made < self.due


@dataclass(frozen=True)
class Series:
    """Comparable figures of one frequency, in order of time.

    segments: runs that a line may join; between two of them a figure is missing, a year begins again or a break lies.
    breaks: days from which on figures are not comparable with former ones, those between figures of this series only.
    is_change: whether the values are growth or another change, which is read against zero.
    name: whose figures they are; is_home: whether it is the home region's line, which leads among several.
    """

    frequency: Frequency
    segments: tuple[tuple[Point, ...], ...]
    breaks: tuple[date, ...] = ()
    is_change: bool = False
    name: str = ""
    is_home: bool = False

    @cached_property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for segment in self.segments for point in segment)

    @property
    def newest(self) -> Point:
        return self.segments[-1][-1]

    @property
    def has_line(self) -> bool:
        return any(len(segment) > 1 for segment in self.segments)


_FLOW_MONTHS = {1: Frequency.MONTHLY, 3: Frequency.QUARTERLY, 6: Frequency.HALF_YEARLY, 12: Frequency.YEARLY}
_STEPS = {frequency: months for months, frequency in _FLOW_MONTHS.items()} | {Frequency.YEAR_END: 12}
_YEAR_BY_YEAR = (Frequency.YEARLY, Frequency.YEAR_END)


def frequencies_of(point: Point) -> frozenset[Frequency]:
    """Every frequency that a figure may belong to: January to June is a half-year and cumulative, 十四五 is none."""
    return _frequencies(point.first_day, point.last_day, point.is_stock)


# The same few hundred periods come again with every subject.
@lru_cache(maxsize=8192)
def _frequencies(first: date, last: date, is_stock: bool) -> frozenset[Frequency]:
    if is_stock:
        is_year_end = (last.month, last.day) == (12, 31)
        return frozenset({Frequency.AS_OF, Frequency.YEAR_END} if is_year_end else {Frequency.AS_OF})
    if first.day != 1 or not _is_month_end(last) or first.year != last.year:
        return frozenset()
    months = last.month - first.month + 1
    found = {Frequency.CUMULATIVE} if first.month == 1 else set()
    if months in _FLOW_MONTHS and last.month % months == 0:
        found.add(_FLOW_MONTHS[months])
    return frozenset(found)


def comparable(points: Iterable[Point], breaks: Iterable[date] = (), *, is_change: bool = False) -> list[Series]:
    """The series that a chart may show: those with two comparable figures on the same side of every break.

    points: figures of one subject, indicator, measure, basis and breakdown, one for each period, in any order.
    breaks: days from which on figures are not comparable with former ones.

    Comparable are years with years, months with months and so on; cumulative figures within a year, and the same months
    of several years. A line joins only what follows directly, in the rhythm of the series: a missing month parts it.
    A figure whose period a break cuts in two is joined with nothing. The series with the newest figure comes first.
    """
    points, breaks = sorted(points, key=_by_time), sorted(set(breaks))
    candidates = [_series(frequency, _of_frequency(points, frequency), breaks, is_change) for frequency in Frequency]
    found = [series for series in candidates if _has_comparable_pair(series, breaks)]
    return sorted(_without_repeats(found), key=lambda series: (-_by_time(series.points[-1])[0], -len(series.points)))


def comparable_with(point: Point, series: Series) -> list[Point]:
    """The other figures of a series that may be compared with one of its figures, in order of time."""
    groups = _groups(point, series.frequency, series.breaks)
    return [
        other
        for other in series.points
        if other != point and not groups.isdisjoint(_groups(other, series.frequency, series.breaks))
    ]


def has_gaps(series: Series) -> bool:
    """Whether a figure is missing between two that a line would otherwise join."""
    neighbours = pairwise(series.segments)
    return any(
        _era(former[-1], series.breaks) == _era(later[0], series.breaks)
        and (series.frequency is not Frequency.CUMULATIVE or former[-1].last_day.year == later[0].last_day.year)
        for former, later in neighbours
    )


def _by_time(point: Point) -> tuple[int, int]:
    return point.last_day.toordinal(), point.first_day.toordinal()


def _of_frequency(points: list[Point], frequency: Frequency) -> list[Point]:
    found = [point for point in points if frequency in frequencies_of(point)]
    if frequency is Frequency.CUMULATIVE:
        # A year alone is no cumulative series, nor is a January; beside January to July both are.
        cumulative_years = {point.last_day.year for point in found if 1 < point.last_day.month < 12}
        found = [point for point in found if point.last_day.year in cumulative_years]
    return found


def _series(frequency: Frequency, points: list[Point], breaks: list[date], is_change: bool) -> Series:
    step = _rhythm(frequency, points)
    segments: list[list[Point]] = []
    for point in points:
        if segments and _follows(segments[-1][-1], point, frequency, step, breaks):
            segments[-1].append(point)
        else:
            segments.append([point])
    within = tuple(day for day in breaks if points and points[0].first_day < day <= points[-1].last_day)
    return Series(frequency, tuple(map(tuple, segments)), within, is_change)


def _rhythm(frequency: Frequency, points: list[Point]) -> int:
    """Months from one figure to the next. What is published at the ends of quarters only misses no month."""
    if frequency in _STEPS:
        return _STEPS[frequency]
    return next(months for months in (12, 6, 3, 1) if all(point.last_day.month % months == 0 for point in points))


def _follows(former: Point, point: Point, frequency: Frequency, step: int, breaks: Sequence[date]) -> bool:
    if _month_number(point.last_day) - _month_number(former.last_day) != step:
        return False
    if frequency is Frequency.AS_OF and not (_is_month_end(former.last_day) and _is_month_end(point.last_day)):
        return False
    same_year = former.last_day.year == point.last_day.year
    return _era(former, breaks) == _era(point, breaks) and (same_year or frequency is not Frequency.CUMULATIVE)


def _era(point: Point, breaks: Sequence[date]) -> tuple[int, int]:
    """On which side of every break a figure stands; one that a break cuts stands on a side of its own."""
    is_cut = any(point.first_day < day <= point.last_day for day in breaks)
    return sum(day <= point.first_day for day in breaks), point.last_day.toordinal() if is_cut else 0


def _groups(point: Point, frequency: Frequency, breaks: Sequence[date]) -> set[tuple[object, ...]]:
    """Figures that share one of these may be compared."""
    era = _era(point, breaks)
    if frequency is Frequency.CUMULATIVE:
        return {(era, "year", point.last_day.year), (era, "month", point.last_day.month)}
    return {(era,)}


def _has_comparable_pair(series: Series, breaks: Sequence[date]) -> bool:
    counts = Counter(group for point in series.points for group in _groups(point, series.frequency, breaks))
    return any(count > 1 for count in counts.values())


def _without_repeats(found: list[Series]) -> list[Series]:
    """Drops a series whose figures another one shows as well; a line of years is worth its own picture."""
    points = [set(series.points) for series in found]
    return [
        series
        for place, series in enumerate(found)
        if (series.frequency in _YEAR_BY_YEAR and series.has_line)
        or (not any(points[place] < others for others in points) and points[place] not in points[:place])
    ]


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _month_number(day: date) -> int:
    return 12 * day.year + day.month
