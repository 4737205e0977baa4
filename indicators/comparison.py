"""How a subject stands among its peers: figures of one period side by side, places that we counted, sums of all."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators import wording
from indicators.charts.points import frequencies_of
from indicators.choice import Choice, figures_of
from indicators.derived import Place, places_of, ratio_of_sums, sum_of, with_movement
from indicators.models import Indicator, Observation, Region, Subject
from indicators.numbers import UnitError, convert
from indicators.readings import Reading, gather
from indicators.worked_out import worked_out_like

# The periods that a reader may go back to.
MOST_PERIODS = 60
_Measure = Observation.Measure


class Span(NamedTuple):
    """A period by its days, as an address writes it: 2021-01-01/2021-07-31."""

    first_day: datetime.date
    last_day: datetime.date
    is_stock: bool

    @property
    def code(self) -> str:
        return f"{self.first_day}/{self.last_day}" if not self.is_stock else str(self.last_day)


@dataclass(frozen=True)
class Peer:
    """A subject with its figures of the period and its places, by what was ranked: "level" and "yoy"."""

    subject: Subject
    reading: Reading | None
    places: dict[str, Place]
    place: Place | None = None

    @property
    def level(self) -> Observation | None:
        """The figure that leads, where it is no change."""
        return self.reading.main if self.reading and not self.reading.is_change_only else None

    @property
    def growths(self) -> list[Observation]:
        return self.reading.growths if self.reading else []

    @property
    def moved_by(self) -> int:
        return abs(self.place.moved or 0)

    @property
    def moved_words(self) -> str:
        return "".join(_said_of_movement(self.place))


@dataclass(frozen=True)
class Comparison:
    """Peers at one period, those with figures first, in the order of `rule`.

    rule: the measure by which they are ordered. missing: peers without a figure of it. total: the sum or the ratio of
    sums over all of them, None where one is missing or nothing can be added. spans: the periods that could be asked for.
    """

    indicator: Indicator
    span: Span
    spans: Sequence[Span]
    peers: Sequence[Peer]
    rule: str
    total: Decimal | None
    set_name: str

    @property
    def missing(self) -> list[Subject]:
        return [peer.subject for peer in self.peers if self.rule not in peer.places]

    @property
    def compared(self) -> list[Peer]:
        return [peer for peer in self.peers if self.rule in peer.places]

    @property
    def readings(self) -> list[Reading]:
        return [peer.reading for peer in self.peers if peer.reading]

    @property
    def rules(self) -> list[tuple[str, str]]:
        """What the peers may be ordered by, with its words."""
        found = {measure for peer in self.peers for measure in peer.places}
        return [(rule, words) for rule, words in _rules(self.indicator).items() if rule in found]

    @property
    def has_levels(self) -> bool:
        return any(peer.level for peer in self.peers)

    @property
    def has_growths(self) -> bool:
        return any(peer.growths for peer in self.peers)

    @property
    def table(self) -> list[Peer]:
        """Every peer with its place by the rule."""
        return [replace(peer, place=peer.places.get(self.rule)) for peer in self.peers]

    @property
    def places(self) -> int:
        """How many decimals the column of values needs room for."""
        rows = [*(peer.level for peer in self.peers if peer.level), *filter(None, [self.total_figure])]
        return wording.room_for_decimals(map(wording.plain_value_words, rows))

    @property
    def total_figure(self) -> Observation | None:
        """The total as a figure that was worked out."""
        first = next((peer.level for peer in self.peers if peer.level), None)
        if self.total is None or first is None:
            return None
        decimals = max(peer.level.written_decimals for peer in self.peers if peer.level)
        return worked_out_like(first, value=self.total, decimals=decimals, how="total")

    def observation_of(self, peer: Peer) -> Observation:
        return next(row for row in peer.reading.observations if row.measure == self.rule and row.value is not None)

    @property
    def observations(self) -> list[Observation]:
        """Those that are ordered, the first in place first."""
        return [self.observation_of(peer) for peer in self.compared]

    def sentence_of(self, subject: Subject):
        """九县（市、区）第2，按增速，从高到低，缺1县; "" for a subject without a figure."""
        peer = next((peer for peer in self.compared if peer.subject.pk == subject.pk), None)
        return self.place_words(peer.places[self.rule]) if peer else ""

    def place_words(self, place: Place):
        """The place with its set, rule, direction, missing peers, ties and movement."""
        position = _("{set}并列第{position}") if place.ties > 1 else _("{set}第{position}")
        parts = [
            format_html(position, set=self.set_name, position=place.position),
            self.rule_words,
            self.direction_words,
            *self._said_of_missing(),
            *_said_of_movement(place),
        ]
        return wording.joined(parts)

    @property
    def rule_words(self) -> str:
        return _rules(self.indicator)[self.rule]

    @property
    def direction_words(self) -> str:
        return _("从低到高") if _lowest_first(self.indicator) else _("从高到低")

    def _said_of_missing(self) -> list[str]:
        count = len(self.missing)
        return [ngettext("缺%(count)d个", "缺%(count)d个", count) % {"count": count}] if count else []


def _rules(indicator: Indicator) -> dict[str, str]:
    """The words of each measure by which peers may be ordered."""
    is_total = indicator.aggregation == Indicator.Aggregation.ADDITIVE
    named = {measure: _("按%(measure)s") % {"measure": measure.label} for measure in _Measure}
    return {**named, _Measure.LEVEL: _("按总量") if is_total else _("按数值"), _Measure.YOY: _("按增速")}


def _said_of_movement(place: Place) -> list[str]:
    if not place.moved:
        return [_("与上期相同")] if place.moved == 0 else []
    words = _("比上期升%(places)d位") if place.moved > 0 else _("比上期降%(places)d位")
    return [words % {"places": abs(place.moved)}]


def _lowest_first(indicator: Indicator) -> bool:
    return indicator.better == Indicator.Better.LOWER


def peers_of(subject: Subject | None) -> list[Subject]:
    """The regions of the same level below the same region; of a root those directly below it. One or two questions.

    [] where a subject is no region or stands alone.
    """
    if subject is None or subject.kind != Subject.Kind.REGION:
        return []
    region = Region.objects.filter(pk=subject.pk).first()
    if region is None:
        return []
    siblings = Region.objects.public().active().filter(parent_id=region.parent_id or region.pk)
    if region.parent_id:
        siblings = siblings.filter(level=region.level)
    peers = [one.subject for one in siblings.order_by("code")]
    return peers if len(peers) > 1 else []


def comparison_of(choice: Choice, peers: Sequence[Subject], *, rule: str = "", at: str = "") -> Comparison | None:
    """The peers at a period: that of the code `at`, else the newest one that several of them have; None without one.

    rule: "level" or "yoy"; else the choice's measure, else the level where there is one. Four questions at most.
    """
    if not peers:
        return None
    spans = [span for span in spans_of(choice, peers) if choice.every is None or choice.every in frequencies_of(span)]
    if not spans:
        return None
    span = next((one for one in spans if one.code == at), spans[0])
    former = next((one for one in spans[spans.index(span) + 1 :] if _is_former(one, span)), None)
    rows = _rows(choice, peers, [span, *filter(None, [former])])
    readings = _readings_at(rows, span)
    rule = _rule(choice, readings, rule)
    places = _places(choice.indicator, readings, _readings_at(rows, former))
    found = [Peer(one, readings.get(one.pk), places.get(one.pk, {})) for one in peers]
    found.sort(key=lambda peer: peer.places[rule].position if rule in peer.places else len(peers) + 1)
    total = None if rule != _Measure.LEVEL else _total(choice, found, span)
    return Comparison(choice.indicator, span, spans, found, rule, total, set_words(peers))


def set_words(peers: Sequence[Subject]) -> str:
    """What the peers are together: 九县（市、区）; 18个乡镇（街道）."""
    level = Region.objects.filter(pk=peers[0].pk).values_list("level", flat=True).first()
    words = {
        Region.Level.COUNTY: ngettext("%(count)s县（市、区）", "%(count)s县（市、区）", len(peers)),
        Region.Level.TOWN: ngettext("%(count)s个乡镇（街道）", "%(count)s个乡镇（街道）", len(peers)),
    }.get(level, ngettext("%(count)s个地区", "%(count)s个地区", len(peers)))
    return words % {"count": wording.count_words(len(peers))}


def spans_of(choice: Choice, subjects: Sequence[Subject]) -> list[Span]:
    """The periods for which several of the subjects have a figure, the newest first."""
    rows = figures_of(choice.indicator, subjects, choice.asof).filter(value__isnull=False)
    if choice.measure:
        rows = rows.filter(measure=choice.measure)
    rows = rows.order_by("-last_day", "first_day").values_list("first_day", "last_day", "is_stock")
    counted = rows.annotate(subjects=Count("subject", distinct=True)).filter(subjects__gt=1)
    return [Span(*days) for *days, _count in counted[:MOST_PERIODS]]


def _is_former(span: Span, later: Span) -> bool:
    """Whether two periods are of one rhythm: 1—6月 before 1—7月 but not the year before January."""
    return bool(frequencies_of(span) & frequencies_of(later)) and span.is_stock == later.is_stock


def _rows(choice, peers, spans):
    rows = figures_of(choice.indicator, peers, choice.asof).filter(measure__in=[_Measure.LEVEL, _Measure.YOY])
    if choice.measure not in ("", _Measure.LEVEL, _Measure.YOY):
        rows = figures_of(choice.indicator, peers, choice.asof).filter(measure=choice.measure)
    rows = rows.filter(last_day__in=[span.last_day for span in spans])
    return rows.for_display().order_by("subject_id", "measure", "basis", "pk")


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
        is_highest_first = not _lowest_first(indicator)
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
