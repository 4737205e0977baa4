"""Finds a subject's peers and sets their figures of one period side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils.translation import ngettext

from indicators import wording
from indicators.charts.points import frequencies_of
from indicators.choice import Choice, figures_of, in_chosen_years, with_known_parts
from indicators.comparison import Comparison, Peer, Span, is_lowest_first
from indicators.derived import Place, places_of, ratio_of_sums, sum_of, with_movement
from indicators.models import Indicator, Observation, Region, Subject
from indicators.numbers import UnitError, convert
from indicators.readings import Reading, gather

# The periods that a reader may go back to.
MOST_PERIODS = 24
_Measure = Observation.Measure


def region_of(subject: Subject | None) -> Region | None:
    """The region that a subject is, with the one above it."""
    if subject is None or subject.kind != Subject.Kind.REGION:
        return None
    return Region.objects.filter(pk=subject.pk).select_related("subject", "parent__subject").first()


@dataclass(frozen=True)
class Peers:
    """Regions of one level below one region. whole: that region; subjects: at least two; level: theirs."""

    whole: Subject
    subjects: list[Subject]
    level: str

    @property
    def with_whole(self) -> list[Subject]:
        return [self.whole, *(one for one in self.subjects if one != self.whole)]

    @property
    def set_words(self) -> str:
        """What they are together: 九县（市、区）; 18个乡镇（街道）."""
        count = len(self.subjects)
        words = {
            Region.Level.COUNTY: ngettext("%(count)s县（市、区）", "%(count)s县（市、区）", count),
            Region.Level.TOWN: ngettext("%(count)s个乡镇（街道）", "%(count)s个乡镇（街道）", count),
        }.get(self.level, ngettext("%(count)s个地区", "%(count)s个地区", count))
        return words % {"count": wording.count_words(count)}


def peers_of(subject: Subject | None) -> Peers | None:
    """The regions of the same level below the same region; of a root those directly below it. Two questions.

    None where a subject is no region or stands alone.
    """
    region = region_of(subject)
    if region is None:
        return None
    siblings = Region.objects.active().filter(parent_id=region.parent_id or region.pk).select_related("subject")
    if region.parent_id:
        siblings = siblings.filter(level=region.level)
    found = list(siblings.order_by("code"))
    whole = region.parent.subject if region.parent else region.subject
    return Peers(whole, [one.subject for one in found], found[0].level) if len(found) > 1 else None


def candidates_of(subject: Subject | None, asof=None) -> list[Subject]:
    """Those whom a reader may want beside a subject: of the region above it and all below that, who has figures."""
    peers = peers_of(subject)
    if peers is None:
        return []
    subjects = peers.with_whole
    rows = Observation.objects.public(asof=asof).filter(subject__in=[one.pk for one in subjects]).order_by()
    there = set(rows.values_list("subject", flat=True).distinct())
    found = [one for one in subjects if one.pk in there]
    return found if len(found) > 1 else []


class Found(NamedTuple):
    """The periods for which several peers have figures, the newest first, and everybody who has any."""

    spans: list[Span]
    subjects: list[Subject]


def find_figures(choice: Choice, peers: Peers) -> Found:
    """One question."""
    subjects = peers.with_whole
    rows = figures_of(choice.indicator, subjects, choice.asof).filter(value__isnull=False)
    if choice.measure:
        rows = rows.filter(measure=choice.measure)
    rows = in_chosen_years(rows, choice)
    rows = rows.order_by("-last_day", "first_day").values_list("first_day", "last_day", "is_stock")
    compared = {subject.pk for subject in peers.subjects}
    spans, there = [], set()
    for *days, who in rows.annotate(subjects=ArrayAgg("subject", distinct=True)):
        there.update(who)
        span = Span(*days)
        if len(compared.intersection(who)) > 1 and (choice.every is None or choice.every in frequencies_of(span)):
            spans.append(span)
    return Found(spans[:MOST_PERIODS], [one for one in subjects if one.pk in there])


def comparison_of(choice: Choice, peers: Peers, spans: Sequence[Span], *, rule: str = "", at: str = "") -> Comparison:
    """The peers at a period: that of the code `at`, else the newest.

    spans: at least one. rule: "level" or "yoy"; else the choice's measure, else the level where there is one. At most
    four questions.
    """
    span = next((one for one in spans if one.code == at), spans[0])
    former = next((one for one in spans[spans.index(span) + 1 :] if _is_former(one, span)), None)
    rows = _rows(choice, peers.subjects, [span, *filter(None, [former])])
    readings = _readings_at(rows, span)
    rule = _rule(choice, readings, rule)
    places = _places(choice.indicator, readings, _readings_at(rows, former))
    found = [Peer(one, readings.get(one.pk), places.get(one.pk, {})) for one in peers.subjects]
    found.sort(key=lambda peer: peer.places[rule].position if rule in peer.places else len(found) + 1)
    total = None if rule != _Measure.LEVEL else _total(choice, found, span)
    return Comparison(choice.indicator, span, spans, found, rule, total, peers.set_words)


def _is_former(span: Span, later: Span) -> bool:
    """Whether two periods are of one rhythm: 1—6月 before 1—7月 but not the year before January."""
    return bool(frequencies_of(span) & frequencies_of(later)) and span.is_stock == later.is_stock


def _rows(choice, peers, spans):
    rows = figures_of(choice.indicator, peers, choice.asof).filter(measure__in=[_Measure.LEVEL, _Measure.YOY])
    if choice.measure not in ("", _Measure.LEVEL, _Measure.YOY):
        rows = figures_of(choice.indicator, peers, choice.asof).filter(measure=choice.measure)
    rows = rows.filter(last_day__in=[span.last_day for span in spans])
    # Their places stand with the figures of each period, not here.
    found = list(rows.select_related("breakdown").order_by("subject_id", "measure", "basis", "pk"))
    return with_known_parts(found, choice.indicator, peers)


def _readings_at(rows, span) -> dict[int, Reading]:
    """The reading of each subject at a period; of two bases the preferred one."""
    if span is None:
        return {}
    there = [row for row in rows if (row.first_day, row.last_day, row.is_stock) == span]
    found: dict[int, Reading] = {}
    for reading in gather(there):
        found.setdefault(reading.main.subject_id, reading)
    return found


def _rule(choice, readings, wanted) -> str:
    measures = {row.measure for reading in readings.values() for row in reading.observations if row.value is not None}
    for measure in (wanted, choice.measure, _Measure.LEVEL, _Measure.YOY):
        if measure in measures:
            return measure
    return next(iter(sorted(measures)), _Measure.LEVEL)


def _places(indicator, readings, former) -> dict[int, dict[str, Place]]:
    """By subject and measure; where less is better, of a value and of its growth, the lowest is first."""
    found: dict[int, dict[str, Place]] = {}
    values, before = _values(readings), _values(former)
    for measure, by_subject in values.items():
        is_highest_first = not is_lowest_first(indicator)
        now = places_of(by_subject, highest_first=is_highest_first)
        moved = with_movement(now, places_of(before.get(measure, {}), highest_first=is_highest_first))
        for subject, place in moved.items():
            found.setdefault(subject, {})[measure] = place
    return found


def _values(readings) -> dict[str, dict[int, Decimal]]:
    """By measure the value of each subject."""
    found: dict[str, dict[int, Decimal]] = {}
    for subject, reading in readings.items():
        for row in reading.observations:
            if row.value is not None:
                found.setdefault(row.measure, {}).setdefault(subject, row.value)
    return found


def _total(choice, peers, span) -> Decimal | None:
    """What all peers have together, where it may be said."""
    indicator = choice.indicator
    if indicator.aggregation == Indicator.Aggregation.ADDITIVE:
        return sum_of([_level(peer.reading) for peer in peers])
    if indicator.aggregation != Indicator.Aggregation.RATIO:
        return None
    return ratio_over(choice, [peer.subject for peer in peers], span)


def ratio_over(choice: Choice, subjects: Sequence[Subject], span: Span) -> Decimal | None:
    """An indicator that is a ratio, over several subjects: of the sums of its two parts, in its unit. One question."""
    parts = (choice.indicator.numerator, choice.indicator.denominator)
    rows = Observation.objects.public(asof=choice.asof).filter(
        indicator__in=parts, subject__in=[one.pk for one in subjects], measure=_Measure.LEVEL, breakdown__isnull=True
    )
    # A stock such as land stands at the end of the period of a flow such as tax.
    rows = rows.filter(last_day=span.last_day, value__isnull=False)
    values: dict[tuple[int, int], Decimal] = {}
    for indicator, subject, first_day, is_stock, value in rows.order_by("basis", "pk").values_list(
        "indicator_id", "subject_id", "first_day", "is_stock", "value"
    ):
        if is_stock or first_day == span.first_day:
            values.setdefault((indicator, subject), value)
    above, below = ([values.get((part.pk, one.pk)) for one in subjects] for part in parts)
    ratio = ratio_of_sums(above, below, decimals=choice.indicator.decimals + 6)
    factor = _factor_of_units(*parts, choice.indicator)
    if ratio is None or factor is None:
        return None
    return round(ratio * factor, choice.indicator.decimals)


def _factor_of_units(numerator, denominator, indicator) -> Decimal | None:
    """From the parts' units to the ratio's: 万元 by 亩 is 万元/亩, 亿元 by 亿元 is 100 %; None where they do not fit."""
    above, slash, below = indicator.unit.partition("/")
    try:
        if slash:
            return convert(Decimal(1), numerator.unit, above) / convert(Decimal(1), denominator.unit, below)
        if indicator.unit == "%":
            return 100 * convert(Decimal(1), numerator.unit, denominator.unit)
    except UnitError:
        return None
    return Decimal(1) if not indicator.unit else None


def _level(reading: Reading | None) -> Decimal | None:
    rows = reading.observations if reading else []
    return next((row.value for row in rows if row.measure == _Measure.LEVEL), None)
