"""Where everything in a chart stands, worked out before anything is drawn. Pure.

Places in the plot are in years (across) and in the axis's unit (up); margins and shifts in the picture's own units, of
which it is WIDTH wide. A phone shows about 0.9 px for one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext as _

from indicators.charts import time_axis
from indicators.charts.points import Frequency, Point, Series
from indicators.charts.scales import (
    DisplayUnit,
    ValueAxis,
    display_unit,
    shortened,
    text_width,
    value_axis,
    value_words,
)
from indicators.numbers import Qualifier, qualifier_word

WIDTH = 400
PLOT_HEIGHT = 190
# The letters' size, and the height of a line of them.
SIZE = 14
LINE = 18
# Beyond this a mark at every figure is a blot.
MOST_MARKS = 30
_MOST_QUALIFIERS = 6
_END_ROOM = 130
_LEAST_PLOT = 80
_BAR = 36
_LEAST_LEFT, _LEAST_RIGHT = 34, 30


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure. is_lead: of the series in the accent colour; is_hollow: not an exact figure."""

    across: float
    up: float
    is_lead: bool
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words in the plot; align is "left" where they begin, "center" where their middle stands."""

    across: float
    up: float
    words: str
    is_lead: bool
    align: str


@dataclass(frozen=True, slots=True)
class Layout:
    across: tuple[float, float]
    axis: ValueAxis
    unit_words: str
    margins: dict[str, float]
    ticks: list[time_axis.Tick]
    year_starts: list[float]
    breaks: list[float]
    lines: list[list[Mark]]
    bars: list[Mark]
    marks: list[Mark]
    texts: list[Text]

    @property
    def break_words(self) -> str:
        return str(_("口径变化"))

    @property
    def break_align(self) -> Literal["left", "center", "right"]:
        """Towards the plot's middle, so that the name of the newest break stays in the picture."""
        low, high = self.across
        along = (self.breaks[-1] - low) / ((high - low) or 1)
        return "left" if along < 0.25 else "right" if along > 0.75 else "center"

    @property
    def bar_width(self) -> float:
        """At most two thirds of the room between the two bars that stand closest."""
        if not self.bars:
            return _BAR
        low, high = self.across
        places = sorted(bar.across for bar in self.bars)
        closest = min(later - place for place, later in pairwise(places))
        return min(_BAR, closest / (high - low) * self.width * 2 / 3)

    @property
    def width(self) -> float:
        return WIDTH - self.margins["left"] - self.margins["right"]

    @property
    def height(self) -> float:
        return PLOT_HEIGHT


def lay_out(all_series: Sequence[Series], *, unit: str, language: str) -> Layout:
    """Works a chart out. The home region leads; without one the first series does."""
    sheet = _Sheet(all_series, unit, language)
    margins, ticks = sheet.margins_and_ticks()
    return Layout(
        across=sheet.across(margins),
        axis=sheet.axis,
        unit_words=_unit_words(sheet.unit.words, sheet.axis),
        margins=margins,
        ticks=ticks,
        year_starts=[] if sheet.has_bars else time_axis.year_starts(all_series),
        breaks=[_break_place(day, all_series) for day in sorted({day for one in all_series for day in one.breaks})],
        lines=sheet.lines(),
        bars=sheet.bars(),
        marks=sheet.marks(),
        texts=sheet.texts(),
    )


def axis_unit(all_series: Sequence[Series], unit: str, language: str) -> DisplayUnit:
    """The unit that the axis counts in, for values in `unit`."""
    largest = max(abs(point.value) for series in all_series for point in series.points)
    return display_unit(unit, largest, language)


class _Sheet:
    """The series with their common unit and axes."""

    def __init__(self, all_series: Sequence[Series], unit: str, language: str) -> None:
        self.all_series, self.language = all_series, language
        points = [point for series in all_series for point in series.points]
        self.unit = axis_unit(all_series, unit, language)
        self.is_change = all_series[0].is_change
        self.has_bars = len(all_series) == 1 and not all_series[0].has_line
        is_sum = all_series[0].frequency is Frequency.CUMULATIVE
        self.axis = value_axis(map(self.unit.value, points), from_zero=self.is_change or self.has_bars or is_sum)
        self.edge = _BAR * 2 / 3 if self.has_bars else 6
        self.left = max(_LEAST_LEFT, *(text_width(self.axis.words(tick), SIZE) + 8 for tick in self.axis.ticks))
        self.lead = next((series for series in all_series if series.is_home), all_series[0])

    def margins_and_ticks(self) -> tuple[dict[str, float], list[time_axis.Tick]]:
        left = self.left
        widest = max((text_width(text.words, SIZE) for text in self.texts() if text.align == "left"), default=0)
        right = max(widest + 12, _LEAST_RIGHT)
        width = WIDTH - left - right - 2 * self.edge
        ticks = time_axis.ticks(self.all_series, width=width, size=SIZE, language=self.language)
        lines = max(len(tick.lines) for tick in ticks)
        top = LINE + 10 + LINE * any(series.breaks for series in self.all_series)
        return {"left": left, "right": right, "top": top, "bottom": LINE * lines + 10}, ticks

    def across(self, margins: dict[str, float]) -> tuple[float, float]:
        """From the first to the last figure, with room beside them for their marks."""
        low, high = time_axis.span(self.all_series)
        edge = (high - low) / (WIDTH - margins["left"] - margins["right"] - 2 * self.edge) * self.edge
        return low - edge, high + edge

    def mark(self, point: Point, series: Series) -> Mark:
        return Mark(
            time_axis.place_of(point, series.frequency),
            float(self.unit.value(point)),
            series is self.lead,
            point.qualifier != Qualifier.EXACTLY,
        )

    def lines(self) -> list[list[Mark]]:
        """The lines of the other series first, so that the leading one lies above them."""
        ordered = sorted(self.all_series, key=lambda series: series is self.lead)
        return [
            [self.mark(point, series) for point in segment]
            for series in ordered
            for segment in series.segments
            if len(segment) > 1
        ]

    def bars(self) -> list[Mark]:
        return [self.mark(point, self.lead) for point in self.lead.points] if self.has_bars else []

    def marks(self) -> list[Mark]:
        """A dot where no line passes and at an inexact figure; on the leading line at its end, or while they are few."""
        if self.has_bars:
            return []
        return [
            self.mark(point, series)
            for series in self.all_series
            for segment in series.segments
            for point in segment
            if len(segment) == 1 or point.qualifier != Qualifier.EXACTLY or self._is_marked(point, series)
        ]

    def _is_marked(self, point: Point, series: Series) -> bool:
        return series is self.lead and (len(series.points) <= MOST_MARKS or point == series.points[-1])

    def texts(self) -> list[Text]:
        """The values of bars; at a line's end its newest value, or its name where there are several."""
        if self.has_bars:
            return self._values_of_bars()
        ends = [text for series in self.all_series if (text := self._end_of_line(series)).words]
        return [*_spread(ends, self.axis), *self._qualifiers()]

    def _qualifiers(self) -> list[Text]:
        """超过 or 约 above an inexact figure of a single line; its newest value has the word beside it."""
        points = [point for point in self.lead.points[:-1] if point.qualifier != Qualifier.EXACTLY]
        if len(self.all_series) > 1 or len(points) > _MOST_QUALIFIERS:
            return []
        return [self._beside(point, qualifier_word(point.qualifier, self.language)) for point in points]

    def _beside(self, point: Point, words: str) -> Text:
        """Words above a mark, below a bar that hangs down."""
        mark = self.mark(point, self.lead)
        shift = -12 if self.has_bars and mark.up < 0 else 12
        up = mark.up + shift * float(self.axis.high - self.axis.low) / PLOT_HEIGHT
        return Text(mark.across, up, words, True, "center")

    def _values_of_bars(self) -> list[Text]:
        texts = [self._beside(point, self.words(point)) for point in self.lead.points]
        room = WIDTH / 2 / len(texts)
        return texts if all(text_width(text.words, SIZE) <= room for text in texts) else []

    def _end_of_line(self, series: Series) -> Text:
        mark = self.mark(series.points[-1], series)
        room = min(_END_ROOM, WIDTH - self.left - _LEAST_PLOT - _LEAST_RIGHT)
        if len(self.all_series) > 1:
            words = shortened(series.name, SIZE, room)
        else:
            value = self.words(series.points[-1])
            words = value if text_width(value, SIZE) <= room else ""
        return Text(mark.across, mark.up, words, series is self.lead, "left")

    def words(self, point: Point) -> str:
        return value_words(point, self.unit, is_change=self.is_change, language=self.language)


def _unit_words(unit: str, axis: ValueAxis) -> str:
    if not axis.starts_elsewhere:
        return unit
    return str(_("%(unit)s（纵轴不从0开始）") % {"unit": unit} if unit else _("纵轴不从0开始"))


def _spread(texts: list[Text], axis: ValueAxis) -> list[Text]:
    """Moves names at the lines' ends as little apart as they need, in the order of the lines."""
    scale = PLOT_HEIGHT / float(axis.high - axis.low)
    ordered = sorted(texts, key=lambda text: -text.up)
    groups: list[list[float]] = []  # names that touch each other, by the places where they would like to stand
    for text in ordered:
        groups.append([(float(axis.high) - text.up) * scale])
        while len(groups) > 1 and _top(groups[-1]) < _top(groups[-2]) + LINE * len(groups[-2]):
            groups[-2:] = [groups[-2] + groups[-1]]
    tops = [_top(group) + LINE * place for group in groups for place in range(len(group))]
    return [replace(text, up=float(axis.high) - top / scale) for text, top in zip(ordered, tops, strict=True)]


def _top(group: list[float]) -> float:
    """Where the first of names below each other stands, so that together they stand closest to their lines."""
    middle = sum(group) / len(group)
    room = PLOT_HEIGHT - LINE * (len(group) - 1)
    return min(max(middle - LINE * (len(group) - 1) / 2, 0), room)


def _break_place(day: date, all_series: Sequence[Series]) -> float:
    """Where a break lies in time, always between the last figure before it and the first since."""
    frequency = all_series[0].frequency
    before = [_place(point, series) for series in all_series for point in series.points if point.last_day < day]
    since = [_place(point, series) for series in all_series for point in series.points if point.last_day >= day]
    low, high = max(before, default=min(since)), min(since)
    exact = day.year + (day.month - 1 + (day.day - 1) / 31) / 12
    exact -= {Frequency.YEARLY: 0.5, Frequency.YEAR_END: 0.5}.get(frequency, 0)
    edge = (high - low) / 4
    return min(max(exact, low + edge), high - edge)


def _place(point: Point, series: Series) -> float:
    return time_axis.place_of(point, series.frequency)
