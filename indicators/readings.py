"""Figures gathered as one reads them: a value with its growth and its places, one reading a period."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from indicators.models import Break, Observation, Rank

_Measure = Observation.Measure
# Which measure leads a reading that has several.
MEASURE_ORDER = (
    _Measure.LEVEL,
    _Measure.SHARE,
    _Measure.INDEX,
    _Measure.YOY,
    _Measure.AVERAGE_2Y,
    _Measure.MOM,
    _Measure.CHANGE_PP,
    _Measure.YTD_CHANGE,
)
CHANGES = (_Measure.YOY, _Measure.MOM, _Measure.AVERAGE_2Y, _Measure.YTD_CHANGE, _Measure.CHANGE_PP)


@dataclass(slots=True)
class Reading:
    """What one indicator says of one subject for one period.

    main: the observation that leads: the first measure that has a value, a level before a growth.
    others: the further measures of the same period, such as its growth.
    earlier: readings of former periods, newest first, where the asker wanted them.
    breaks: the breaks that part it from the next newer reading, where the asker wanted a series.
    """

    main: Observation
    others: list[Observation] = field(default_factory=list)
    earlier: "list[Reading]" = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)

    @property
    def observations(self) -> list[Observation]:
        return [self.main, *self.others]

    @property
    def subject(self):
        return self.main.subject

    @property
    def indicator(self):
        return self.main.indicator

    @property
    def changes(self) -> list[Observation]:
        """The further measures that have a value."""
        return [other for other in self.others if other.value is not None]

    @property
    def is_change_only(self) -> bool:
        """Whether a growth is published, but not the value that grew."""
        return self.main.measure in CHANGES

    @property
    def growths(self) -> list[Observation]:
        """Every change that has a value, the leading measure's own first."""
        return [row for row in self.observations if row.measure in CHANGES and row.value is not None]

    @property
    def ranks(self) -> list[Rank]:
        """All places of this period; each knows its observation, and so whether the value or its growth is ranked."""
        return [rank for observation in self.observations for rank in _ranks_of(observation)]


def _ranks_of(observation):
    ranks = [] if observation.worked_out else list(observation.ranks.all())
    for rank in ranks:
        rank.observation = observation
    return ranks


def gather(observations: Iterable[Observation]) -> list[Reading]:
    """Merges level, growth and other measures of the same subject, indicator, period and breakdown.

    The order of first appearance is kept. Two bases of the same measure stand in two readings, for both are true.
    """
    groups: dict[tuple, list[Observation]] = {}
    for row in observations:
        key = (row.subject_id, row.indicator_id, row.breakdown_id, row.first_day, row.last_day, row.is_stock)
        groups.setdefault(key, []).append(row)
    return [reading for group in groups.values() for reading in _readings_of_one_period(group)]


def _readings_of_one_period(group: list[Observation]) -> Iterator[Reading]:
    rows = sorted(group, key=_place_in_reading)
    while rows:
        seen: set[str] = set()
        taken, left = [], []
        for row in rows:
            (left if row.measure in seen else taken).append(row)
            seen.add(row.measure)
        yield Reading(taken[0], taken[1:])
        rows = left


def _place_in_reading(row: Observation):
    other_basis = bool(row.indicator.preferred_basis) and row.basis != row.indicator.preferred_basis
    return (row.value is None, MEASURE_ORDER.index(row.measure), other_basis, row.basis)


def newest_first(reading: Reading):
    """Sorts by the last day, newest first; of two that end together the longer period leads."""
    return (-reading.main.last_day.toordinal(), reading.main.first_day)


def mark_breaks(series: list[Reading], breaks: Iterable[Break]) -> list[Reading]:
    """The series, newest first, with each break noted on the newest reading before it."""
    for one in breaks:
        before = [reading for reading in series if reading.main.last_day < one.on]
        if before and before[0] is not series[0]:
            before[0].breaks.append(one)
    return series


def latest_of_each(readings: Iterable[Reading], *, earlier: int = 1) -> list[Reading]:
    """The newest reading of each subject and indicator, in the order given.

    Each carries at most `earlier` former ones of the year before its last day: older ones say little beside it, and a
    break may lie between.
    """
    series: dict[tuple, list[Reading]] = {}
    for reading in readings:
        series.setdefault((reading.main.subject_id, reading.main.indicator_id), []).append(reading)
    latest = []
    for rows in series.values():
        rows.sort(key=newest_first)
        rows[0].earlier = [row for row in rows[1 : 1 + earlier] if _days_between(row, rows[0]) < 366]
        latest.append(rows[0])
    return latest


def _days_between(former: Reading, latest: Reading) -> int:
    return (latest.main.last_day - former.main.last_day).days
