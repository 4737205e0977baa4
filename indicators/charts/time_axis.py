"""The time axis of a chart: where a figure stands, and which days are named below. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import ceil, floor

from indicators.charts.points import Frequency, Point, Series
from indicators.charts.scales import text_width
from indicators.periods.latin import MONTH_NAMES

# Room between two names; bare years need less.
GAP = 8
_YEARS_GAP = 4
_YEAR_BY_YEAR = (Frequency.YEARLY, Frequency.YEAR_END)
_QUARTERS = ("一季度", "二季度", "三季度", "四季度")


@dataclass(frozen=True, slots=True)
class Tick:
    """A name below the axis, in one or two lines, at a place counted in years."""

    place: float
    lines: tuple[str, ...]


def place_of(point: Point, frequency: Frequency) -> float:
    """Where a figure stands in time, in years: months in their middle, cumulative ones in their last month."""
    return _place(point.first_day, point.last_day, point.is_stock, frequency)


@lru_cache(maxsize=8192)
def _place(first: date, last: date, is_stock: bool, frequency: Frequency) -> float:
    if frequency in _YEAR_BY_YEAR:
        return float(last.year)
    if is_stock:
        return last.year + (last.month - 1 + (last.day - 0.5) / monthrange(last.year, last.month)[1]) / 12
    first_month = last.month if frequency is Frequency.CUMULATIVE else first.month
    return last.year + (first_month - 1 + last.month) / 24


def calendar_shift(frequency: Frequency) -> float:
    """From where a year's figure stands among years to where it lies among months: its middle, or its last day."""
    return {Frequency.YEARLY: 0.5, Frequency.YEAR_END: 1.0}.get(frequency, 0.0)


def place_of_day(day: date, frequency: Frequency) -> float:
    """Where a day stands; among years its last day stands where the year does."""
    place = day.year + (day.month - 1 + day.day / monthrange(day.year, day.month)[1]) / 12
    return place - 1 if frequency in _YEAR_BY_YEAR else place


def span(all_series: Sequence[Series]) -> tuple[float, float]:
    """The places of the first and the last figure."""
    places = [place_of(point, series.frequency) for series in all_series for point in series.points]
    return min(places), max(places)


def year_starts(all_series: Sequence[Series], low: float, high: float, *, is_calendar: bool = False) -> list[float]:
    """Where a year begins between figures of months, quarters or days."""
    if all_series[0].frequency in _YEAR_BY_YEAR and not is_calendar:
        return []
    return [float(year) for year in range(floor(low) + 1, floor(high) + 1)]


def ticks(
    all_series: Sequence[Series],
    low: float,
    high: float,
    *,
    width: float,
    size: float,
    language: str,
    is_calendar: bool = False,
) -> list[Tick]:
    """As many names between two places as have room in `width`, the newest always; `size` is that of their letters.

    is_calendar: whether years stand among the months of other charts.
    """
    scale, has_line = width / ((high - low) or 1), any(series.has_line for series in all_series)
    if is_calendar:
        return _every_so_many(_bands(low, high), scale, size)
    if all_series[0].frequency in _YEAR_BY_YEAR:
        years = _years(all_series, low, high)
        return _every_so_many(years, scale, size) if has_line else _with_room(years, scale, size, GAP)
    if floor(low) == floor(high) or not has_line:
        found = _with_room(_periods(all_series, language), scale, size, GAP)
        return _dated_once(found) if floor(low) == floor(high) else found
    return _every_so_many(_bands(low, high), scale, size)


def _every_so_many(years: Sequence[Tick], scale: float, size: float) -> list[Tick]:
    """Every year, every second one and so on, whatever has room; the newest always."""
    for step in range(1, len(years)):
        found = years[::-1][::step]
        if len(_with_room(found, scale, size, _YEARS_GAP)) == len(found):
            return found[::-1]
    return list(years[-1:])


def _years(all_series: Sequence[Series], low: float, high: float) -> list[Tick]:
    """Every year where lines run through them, else those of the figures and the last one."""
    of_figures = {point.last_day.year for series in all_series for point in series.points} | {floor(high)}
    has_line = any(series.has_line for series in all_series)
    years = range(ceil(low), floor(high) + 1) if has_line else sorted(of_figures)
    return [Tick(float(year), (str(year),)) for year in years]


def _bands(low: float, high: float) -> list[Tick]:
    """Each year in the middle of what is seen of it."""
    years = range(floor(low), floor(high) + 1)
    return [Tick((max(low, year) + min(high, year + 1)) / 2, (str(year),)) for year in years]


def _periods(all_series: Sequence[Series], language: str) -> list[Tick]:
    points = {place_of(point, series.frequency): point for series in all_series for point in series.points}
    frequency = all_series[0].frequency
    return [
        Tick(place, (_short_name(points[place], frequency, language), _year(points[place].last_day.year, language)))
        for place in sorted(points)
    ]


def _with_room(candidates: Iterable[Tick], scale: float, size: float, gap: float) -> list[Tick]:
    found: list[Tick] = []
    for tick in sorted(candidates, key=lambda tick: -tick.place):
        if (
            not found
            or (found[-1].place - tick.place) * scale >= gap + (_width(tick, size) + _width(found[-1], size)) / 2
        ):
            found.append(tick)
    return found[::-1]


def _width(tick: Tick, size: float) -> float:
    return max(text_width(line, size) for line in tick.lines)


def _dated_once(found: list[Tick]) -> list[Tick]:
    """The year below the first name only, where all are of one year."""
    return [found[0], *(replace(tick, lines=tick.lines[:1]) for tick in found[1:])]


def _year(year: int, language: str) -> str:
    return str(year) if language.startswith("en") else f"{year}年"


def _short_name(point: Point, frequency: Frequency, language: str) -> str:
    """1—7月, 7月, 三季度, 上半年, 7月末; Jan–Jul, Jul, Q3, H1, end Jul."""
    write = _english_name if language.startswith("en") else _chinese_name
    return write(point, frequency)


def _chinese_name(point: Point, frequency: Frequency) -> str:
    day, month = point.last_day.day, point.last_day.month
    match frequency:
        case Frequency.CUMULATIVE if month > 1:
            return f"1—{month}月"
        case Frequency.QUARTERLY:
            return _QUARTERS[month // 3 - 1]
        case Frequency.HALF_YEARLY:
            return "上半年" if month == 6 else "下半年"
        case Frequency.AS_OF:
            return f"{month}月末" if _is_month_end(point) else f"{month}月{day}日"
        case _:
            return f"{month}月"


def _english_name(point: Point, frequency: Frequency) -> str:
    day, month = point.last_day.day, point.last_day.month
    name = MONTH_NAMES[month - 1][:3]
    match frequency:
        case Frequency.CUMULATIVE if month > 1:
            return f"Jan–{name}"
        case Frequency.QUARTERLY:
            return f"Q{month // 3}"
        case Frequency.HALF_YEARLY:
            return f"H{month // 6}"
        case Frequency.AS_OF:
            return f"end {name}" if _is_month_end(point) else f"{day} {name}"
        case _:
            return name


def _is_month_end(point: Point) -> bool:
    return point.last_day.day == monthrange(point.last_day.year, point.last_day.month)[1]
