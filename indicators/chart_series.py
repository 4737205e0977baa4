"""From published figures to the series that a chart may show."""

from collections.abc import Iterable, Sequence
from datetime import date

from indicators.charts import Point, Series, comparable
from indicators.models import Break, Observation
from indicators.numbers import Qualifier
from indicators.readings import CHANGES

# What makes figures one series, apart from their periods.
SERIES_FIELDS = ("subject_id", "indicator_id", "measure", "basis", "breakdown_id")


def comparable_series(observations: Iterable[Observation], breaks: Iterable[Break | date]) -> list[Series]:
    """The series of figures that a chart may show, the one with the newest figure first; [] means no chart.

    observations: public figures in force of one subject, indicator, measure, basis and breakdown, in any order; those
    without a value are gaps. breaks: of that indicator, or their days.

    See `indicators.charts.comparable` for what may be compared and joined. Raises ValueError for figures of more than
    one series, or two of one period.
    """
    observations = list(observations)
    if len({series_key(row) for row in observations}) > 1:
        raise ValueError("a chart compares figures of one subject, indicator, measure, basis and breakdown")
    points = [point_of(row) for row in observations if row.value is not None]
    if len({(point.first_day, point.last_day, point.is_stock) for point in points}) < len(points):
        raise ValueError("a chart shows one figure a period")
    days = [getattr(found, "on", found) for found in breaks]
    return comparable(points, days, is_change=bool(observations) and observations[0].measure in CHANGES)


def series_key(observation: Observation) -> tuple:
    return tuple(getattr(observation, field) for field in SERIES_FIELDS)


def point_of(observation: Observation) -> Point:
    """A figure with a value as a chart's point."""
    is_own_unit = observation.written_unit == observation.unit
    return Point(
        first_day=observation.first_day,
        last_day=observation.last_day,
        value=observation.value,
        is_stock=observation.is_stock,
        qualifier=Qualifier(observation.qualifier),
        decimals=observation.written_decimals if is_own_unit else None,
        is_preliminary=observation.status == Observation.Status.PRELIMINARY,
    )


def drawn_observations(series: Series, observations: Sequence[Observation]) -> list[Observation]:
    """The figures that a series shows, newest first."""
    drawn = {(point.first_day, point.last_day, point.is_stock) for point in series.points}
    rows = [row for row in observations if (row.first_day, row.last_day, row.is_stock) in drawn]
    return sorted(rows, key=lambda row: (row.last_day, row.first_day), reverse=True)
