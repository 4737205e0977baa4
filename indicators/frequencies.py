"""Which figures there are of an indicator: the measures, rhythms and bases that a page can offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from indicators.charts import Frequency
from indicators.charts.points import frequencies_of
from indicators.readings import MEASURE_ORDER


class Combination(NamedTuple):
    measure: str
    every: Frequency | None
    basis: str


class Days(NamedTuple):
    first_day: date
    last_day: date
    is_stock: bool


@dataclass(frozen=True)
class Offer:
    """What there is to choose from.

    combinations: each with its number of periods and the last day of the newest; a period of no rhythm (十四五) has None.
    years: those in which a period ends, in order. periods: how many different ones there are.
    """

    combinations: dict[Combination, tuple[int, date]] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    periods: int = 0

    @property
    def measures(self) -> list[str]:
        return sorted({one.measure for one in self.combinations}, key=MEASURE_ORDER.index)

    @property
    def frequencies(self) -> list[Frequency]:
        found = {one.every for one in self.combinations}
        return [every for every in Frequency if every in found]

    @property
    def bases(self) -> list[str]:
        return sorted({one.basis for one in self.combinations})

    def has(self, wanted: Combination) -> bool:
        """Whether there are figures of this choice, in which "" and None stand for any."""
        return any(
            wanted.measure in ("", one.measure)
            and wanted.every in (None, one.every)
            and wanted.basis in ("", one.basis)
            for one in self.combinations
        )

    def nearest(self, wanted: Combination) -> Combination:
        """What keeps most of a choice: its measure before its rhythm, and that before its basis."""

        def kept(one):
            size, newest = self.combinations[one]
            return (*(mine == asked for mine, asked in zip(one, wanted, strict=True)), newest, size)

        return max(self.combinations, key=kept)

    def leading_frequency(self, measure: str = "") -> Frequency | None:
        """The rhythm to begin with: that of the newest figure, of several the one with most periods."""
        found = [
            (newest, size, one.every)
            for one, (size, newest) in self.combinations.items()
            if one.every and measure in ("", one.measure)
        ]
        return max(found, key=lambda entry: entry[:2])[2] if found else None


def offer_of(rows) -> Offer:
    """What a query of figures has to offer; one question."""
    fields = ("measure", "basis", "first_day", "last_day", "is_stock")
    return gathered(rows.order_by().values_list(*fields).distinct())


def gathered(found: Iterable[tuple[str, str, date, date, bool]]) -> Offer:
    """The offer of (measure, basis, first day, last day, is a stock) of each figure."""
    periods: dict[tuple[str, str], set[Days]] = defaultdict(set)
    for measure, basis, *days in found:
        periods[measure, basis].add(Days(*days))
    combinations = {}
    for (measure, basis), all_days in periods.items():
        for every, last_days in _by_frequency(all_days).items():
            combinations[Combination(measure, every, basis)] = (len(last_days), max(last_days))
    every_day = set().union(*periods.values()) if periods else set()
    return Offer(combinations, tuple(sorted({days.last_day.year for days in every_day})), len(every_day))


def _by_frequency(all_days: set[Days]) -> dict[Frequency | None, list[date]]:
    found: dict[Frequency | None, set[Days]] = defaultdict(set)
    for days in all_days:
        for every in frequencies_of(days) or {None}:
            found[every].add(days)
    # A year alone is no cumulative figure, nor is a January.
    within = {days.last_day.year for days in found[Frequency.CUMULATIVE] if 1 < days.last_day.month < 12}
    found[Frequency.CUMULATIVE] = {days for days in found[Frequency.CUMULATIVE] if days.last_day.year in within}
    # January to March is a quarter, but a first quarter a year is no quarterly series beside the cumulative one.
    needless = [
        every
        for every in (Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY)
        if found[every] <= found[Frequency.CUMULATIVE]
    ]
    return {every: [one.last_day for one in days] for every, days in found.items() if days and every not in needless}
