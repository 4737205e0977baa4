"""How a subject stands among its peers: figures of one period side by side, places that we counted, sums of all."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators import wording
from indicators.derived import Place
from indicators.models import Indicator, Observation, Subject
from indicators.readings import Reading
from indicators.series_table import growths_in_lines
from indicators.worked_out import decimals_of, worked_out_like

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
    def value(self) -> wording.ValueWords | None:
        return wording.plain_value_words(self.level) if self.level else None

    @property
    def growth_words(self) -> SafeString:
        return growths_in_lines(self.growths)

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

    @cached_property
    def missing(self) -> list[Subject]:
        return [peer.subject for peer in self.peers if self.rule not in peer.places]

    @cached_property
    def compared(self) -> list[Peer]:
        return [peer for peer in self.peers if self.rule in peer.places]

    @property
    def readings(self) -> list[Reading]:
        return [peer.reading for peer in self.peers if peer.reading]

    @cached_property
    def rules(self) -> list[tuple[str, str]]:
        """What the peers may be ordered by, with its words."""
        found = {measure for peer in self.peers for measure in peer.places}
        return [(rule, words) for rule, words in _rules(self.indicator).items() if rule in found]

    @cached_property
    def has_levels(self) -> bool:
        return any(peer.level for peer in self.peers)

    @cached_property
    def has_growths(self) -> bool:
        return any(peer.growths for peer in self.peers)

    @cached_property
    def table(self) -> list[Peer]:
        """Every peer with its place by the rule."""
        return [replace(peer, place=peer.places.get(self.rule)) for peer in self.peers]

    @cached_property
    def places(self) -> int:
        """How many decimals the column of values needs room for."""
        rows = [*(peer.level for peer in self.peers if peer.level), *filter(None, [self.total_figure])]
        return wording.room_for_decimals(map(wording.plain_value_words, rows))

    @cached_property
    def total_figure(self) -> Observation | None:
        """The total as a figure that was worked out: about, where a part is; none of parts on different bases."""
        levels = [peer.level for peer in self.peers if peer.level]
        if self.total is None or len({level.basis for level in levels}) != 1:
            return None
        decimals = max(map(decimals_of, levels))
        total = worked_out_like(levels[0], value=self.total, decimals=decimals, how="total")
        if any(level.qualifier != Observation.Qualifier.EXACTLY for level in levels):
            total.qualifier = Observation.Qualifier.ABOUT
        return total

    def observation_of(self, peer: Peer) -> Observation:
        return next(row for row in peer.reading.observations if row.measure == self.rule and row.value is not None)

    @cached_property
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
            wording.within_sentence(self.direction_words),
            *self._said_of_missing(),
            *_said_of_movement(place),
        ]
        return wording.joined(parts)

    @property
    def rule_words(self) -> str:
        return _rules(self.indicator)[self.rule]

    @property
    def direction_words(self) -> str:
        return _("从低到高") if is_lowest_first(self.indicator) else _("从高到低")

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


def is_lowest_first(indicator: Indicator) -> bool:
    return indicator.better == Indicator.Better.LOWER
