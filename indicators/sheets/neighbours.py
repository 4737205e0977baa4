"""What figures are compared with before they are published: former periods, sums of the same year, growth."""

import datetime
from collections.abc import Mapping, Sequence
from functools import cached_property

from indicators.models import Observation
from indicators.plausibility import Amount, Span, shifted
from indicators.sheets.ledger import (
    YEARS_BACK,
    Column,
    Group,
    Ledger,
    Scope,
    comparable_spans,
    sums_of_the_year,
)
from indicators.sheets.wholes import Wholes

Breaks = Mapping[int, Sequence[datetime.date]]


class Known:
    """All that is known while a portion is checked: the portion itself, the load before it, and what is in force."""

    def __init__(
        self, groups: Sequence[Group], loaded: Ledger, in_force: Ledger, breaks: Breaks, wholes: Wholes | None = None
    ):
        self.portion = Ledger()
        for group in groups:
            self.portion.add(group)
        self._ledgers = (self.portion, loaded, in_force)
        self._breaks = breaks
        self.wholes = wholes

    def column(self, scope: Scope, span: Span) -> Column:
        return Column(span, tuple(found for ledger in self._ledgers if (found := ledger.column(scope, span))))

    def columns(self, scope: Scope, spans: Sequence[Span]) -> list[Column]:
        """Those that hold anything, in the order given."""
        return [column for span in spans if (column := self.column(scope, span)).ledgers]

    def spans(self, scope: Scope) -> set[Span]:
        return {span for ledger in self._ledgers for span in ledger.spans(scope)}

    def is_broken(self, indicator: int, former: Span, span: Span) -> bool:
        """Whether a break parts two spans, so that they are not comparable."""
        return any(former[0] < day <= span[1] for day in self._breaks.get(indicator, ()))


class Neighbours:
    """What the figures of one group are compared with, the nearest first; nothing lies across a break."""

    def __init__(self, group: Group, known: Known):
        scope, span = group.scope, group.span
        self.group, self._known = group, known
        former, following = _stocks(scope, span, known) if scope.is_stock else _flows(span)
        sums = [] if scope.is_stock else sums_of_the_year(span)
        indicator = scope.indicator_id
        self.former = known.columns(scope, [one for one in former if not known.is_broken(indicator, one, span)])
        self.next = known.columns(scope, [one for one in following if not known.is_broken(indicator, span, one)])
        self.shorter = known.columns(scope, [one for one in reversed(sums) if one[1] < span[1]])
        self.longer = known.columns(scope, [one for one in sums if one[1] > span[1]])

    def of_measure(self, measure: str, basis: str) -> Column | None:
        """The same subjects and period in another measure or basis."""
        column = self._known.column(self.group.scope._replace(measure=measure, basis=basis), self.group.span)
        return column if column.ledgers else None

    def levels(self, basis: str) -> tuple[Column, Column] | None:
        """The levels of this period and of the same a year before, where they are comparable."""
        scope = self.group.scope._replace(measure=Observation.Measure.LEVEL.value, basis=basis)
        before = shifted(self.group.span, -12)
        if self._known.is_broken(scope.indicator_id, before, self.group.span):
            return None
        level, former = self._known.column(scope, self.group.span), self._known.column(scope, before)
        return (level, former) if level.ledgers and former.ledgers else None

    def is_in_portion(self, subject: int, span: Span, measure: str, basis: str) -> bool:
        """Whether another figure of this portion says it, which then is the one to warn of."""
        scope = self.group.scope._replace(measure=measure, basis=basis)
        return subject in self._known.portion.column(scope, span)

    @cached_property
    def nearby(self) -> list[Column]:
        """All other periods of a level within three years: those before it, the nearest first, then those behind it."""
        scope, own = self.group.scope, self.group.span
        if scope.measure != Observation.Measure.LEVEL or scope.is_stock:
            return []
        first, last = window(own)
        spans = [one for one in self._known.spans(scope) if one != own and first <= one[0] and one[1] <= last]
        spans = [one for one in spans if not self._known.is_broken(scope.indicator_id, min(one, own), max(one, own))]
        return self._known.columns(scope, sorted(spans, key=lambda one: (one > own, abs(own[1] - one[1]), one)))

    @cached_property
    def of_the_year(self) -> list[Column]:
        """All periods of the same year, those that hold the group's own first, then the nearest."""
        scope, own = self.group.scope, self.group.span
        spans = [one for one in self._known.spans(scope) if one[1].year == own[1].year]
        nearest_first = sorted(spans, key=lambda one: (not holds(one, own), abs(own[1] - one[1]), one))
        return self._known.columns(scope, nearest_first)

    def wholes(self, subject: int) -> tuple[int, ...]:
        """The regions that a subject belongs to, the smallest first."""
        return self._known.wholes.above(subject) if self._known.wholes else ()

    def name_of(self, whole: int) -> str:
        return self._known.wholes.name_of(whole) if self._known.wholes else ""

    def nearest_outside(self, columns: Sequence[Column], subject: int) -> tuple[Span, Amount] | None:
        """As `nearest`, but nothing where it stands in this portion."""
        found, scope = nearest(columns, subject), self.group.scope
        if found and not self.is_in_portion(subject, found[0], scope.measure, scope.basis):
            return found
        return None


def nearest(columns: Sequence[Column], subject: int) -> tuple[Span, Amount] | None:
    """The first that knows an amount of the subject."""
    for column in columns:
        if (amount := column.amount(subject)) is not None:
            return column.span, amount
    return None


def holds(whole: Span, part: Span) -> bool:
    return whole[0] <= part[0] and part[1] <= whole[1]


def window(span: Span) -> Span:
    """The days within which another period is near."""
    return shifted(span, -12 * YEARS_BACK)[0], shifted(span, 12 * YEARS_BACK)[1]


def _flows(span):
    return comparable_spans(span, -1), comparable_spans(span, 1)


def _stocks(scope, span, known):
    """The days of a stock within three years before and after."""
    first, last = shifted(span, -12 * YEARS_BACK), shifted(span, 12 * YEARS_BACK)
    days = sorted(known.spans(scope))
    former = [one for one in reversed(days) if first <= one < span]
    return former, [one for one in days if span < one <= last]
