"""What the checks before publishing know: the values of this load, and those in force that they are compared with."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Q

from indicators.figures import Figure
from indicators.models import Indicator, Observation
from indicators.models.observation import MEASURE_UNITS
from indicators.numbers import NumberError, convert
from indicators.plausibility import Amount, Span, half_of_last_place, is_cumulative, months_in, shifted

YEARS_BACK = 3
MEASURES = (Observation.Measure.LEVEL, Observation.Measure.YOY)
SCOPE_AND_PERIOD = (
    "subject_id", "indicator_id", "measure", "basis", "breakdown_id", "audience", "is_stock", "first_day", "last_day",
)  # fmt: skip
CONTENT = ("value", "qualifier", "written_decimals", "written_unit")
_ABSENT = Amount(math.nan)


class Scope(NamedTuple):
    """A series but for its subject."""

    indicator_id: int
    measure: str
    basis: str
    breakdown_id: int | None
    audience: str
    is_stock: bool


class Ledger:
    """Amounts by scope, span and subject; None where a load says that there is no value."""

    def __init__(self):
        self.scopes: dict[Scope, dict[Span, dict[int, Amount | None]]] = defaultdict(lambda: defaultdict(dict))

    def add(self, group: "Group") -> None:
        self.scopes[group.scope][group.span].update(group.amounts)

    def column(self, scope: Scope, span: Span) -> dict[int, Amount | None]:
        """The amounts of every subject; an empty one where there are none."""
        spans = self.scopes.get(scope)
        return spans.get(span, {}) if spans else {}

    def spans(self, scope: Scope) -> Iterable[Span]:
        return self.scopes.get(scope, {})

    def take(self, other: "Ledger") -> None:
        """Takes what another holds; what is here already gives way."""
        for scope, spans in other.scopes.items():
            for span, amounts in spans.items():
                self.scopes[scope][span].update(amounts)


class Column(NamedTuple):
    """One scope and span in several ledgers, the newest word first."""

    span: Span
    ledgers: tuple[dict[int, Amount | None], ...]

    def amount(self, subject: int) -> Amount | None:
        for amounts in self.ledgers:
            found = amounts.get(subject, _ABSENT)
            if found is not _ABSENT:
                return found
        return None


@dataclass(slots=True)
class Group:
    """The figures of one portion that share scope and span: with their place in the portion and their subject."""

    scope: Scope
    span: Span
    indicator: Indicator
    unit: str
    figures: list[tuple[int, Figure, int]] = field(default_factory=list)
    amounts: dict[int, Amount | None] = field(default_factory=dict)


# Through the instance's own dict: the attributes of foreign keys cost ten times as much, and there are 500,000 rows.
_SERIES = itemgetter(
    "indicator_id", "measure", "basis", "breakdown_id", "audience", "is_stock", "first_day", "last_day"
)
_CONTENT = itemgetter("value", "qualifier", "written_decimals", "written_unit")


def grouped(figures: Sequence[Figure]) -> list[Group]:
    """Figures by what they share, so that what they are compared with is looked for once a group."""
    groups: dict[tuple, Group] = {}
    for place, figure in enumerate(figures):
        attributes = figure.observation.__dict__
        series = _SERIES(attributes)
        group = groups.get(series)
        if group is None:
            group = groups[series] = _group_of(figure.observation, series)
        subject = attributes["subject_id"]
        group.figures.append((place, figure, subject))
        group.amounts[subject] = read_amount(*_CONTENT(attributes), group.unit)
    return list(groups.values())


def _group_of(observation, series):
    unit = MEASURE_UNITS.get(observation.measure, observation.indicator.unit)
    return Group(Scope(*series[:6]), series[6:], observation.indicator, unit)


def read_amount(value, qualifier, decimals, written_unit, unit) -> Amount | None:
    if value is None:
        return None
    return Amount(float(value), _half(decimals, written_unit, unit) if qualifier == "=" else math.inf)


@lru_cache(maxsize=1024)
def _half(decimals, written_unit, unit):
    try:
        size = float(convert(Decimal(1), written_unit, unit)) if written_unit else 1.0
    except NumberError:
        size = 1.0
    return half_of_last_place(decimals, size)


def comparable_spans(span: Span, direction: int) -> list[Span]:
    """The equally long spans of up to three years before (-1) or after (1), the nearest first.

    A month or quarter is compared with the one beside it, a sum since January with the same months of another year.
    """
    months = months_in(span)
    steps = {months * number for number in (1, 2, 3)} if 0 < months < 12 else set()
    steps |= {months} if months > 12 else {12 * years for years in range(1, YEARS_BACK + 1)}
    return [shifted(span, direction * step) for step in sorted(steps)]


def sums_of_the_year(span: Span) -> list[Span]:
    """The other sums since January of the same year, the shortest first; none for a span that is no such sum."""
    if not is_cumulative(span):
        return []
    january = (span[0], span[0].replace(day=31))
    return [other for other in (_widened(january, months) for months in range(12)) if other != span]


def _widened(january, months):
    return january[0], shifted(january, months)[1]


def values_in_force(groups: Sequence[Group]) -> Ledger:
    """The levels and growths in force that figures may be compared with, in one query."""
    units = {group.scope.indicator_id: group.indicator.unit for group in groups}
    ledger = Ledger()
    if groups:
        rows = Observation.objects.asof().filter(
            _wanted_periods(groups),
            subject_id__in={subject for group in groups for subject in group.amounts},
            indicator_id__in=units,
        )
        fill(ledger, rows, units)
    return ledger


def fill(ledger: Ledger, rows, units: dict[int, str]) -> None:
    """Puts the values of observations into a ledger; `units` are those of the indicators, by number."""
    wanted = rows.filter(measure__in=MEASURES, value__isnull=False)
    for subject, *scope, first, last, value, qualifier, decimals, written_unit in wanted.values_list(
        *SCOPE_AND_PERIOD, *CONTENT
    ).iterator(chunk_size=5000):
        unit = MEASURE_UNITS.get(scope[1], units[scope[0]])
        amount = read_amount(value, qualifier, decimals, written_unit, unit)
        ledger.scopes[Scope(*scope)][first, last][subject] = amount


def _wanted_periods(groups) -> Q:
    wanted = {other for group in groups if not group.scope.is_stock for other in _related(group.span)}
    firsts, lasts = {first for first, _last in wanted}, {last for _first, last in wanted}
    periods = Q(is_stock=False, first_day__in=firsts, last_day__in=lasts)
    stocks = [group.span for group in groups if group.scope.is_stock]
    if stocks:
        earliest, latest = shifted(min(stocks), -12 * YEARS_BACK), shifted(max(stocks), 12 * YEARS_BACK)
        periods |= Q(is_stock=True, last_day__range=(earliest[1], latest[1]))
    return periods


def _related(span) -> Iterator[Span]:
    yield span
    yield from comparable_spans(span, -1)
    yield from comparable_spans(span, 1)
    yield from sums_of_the_year(span)
