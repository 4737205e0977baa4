"""Where everything in a chart stands, worked out before anything is drawn. Pure.

Places in the plot are in years (across) and in the axis's unit (up); margins and shifts in the picture's own units, of
which a chart of full size is 400 wide. A phone shows about 0.9 px for one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext as _

from indicators.charts import time_axis
from indicators.charts.points import Frequency, Point, Series, Target
from indicators.charts.scales import DisplayUnit, ValueAxis, display_unit, text_width, value_axis

# The letters' size, and the height of a line of them.
SIZE = 14
LINE = 18
# Beyond this a mark at every figure is a blot.
MOST_MARKS = 30
BAR = 36
LEAST_LEFT, LEAST_RIGHT = 34, 30


@dataclass(frozen=True, slots=True)
class Form:
    """The size of a chart, and what it shares with others beside it.

    width, height: of the picture and of the plot in it; steps: between gridlines, about; end_room: for words at the
    lines' ends; left, right: the least margins; span: from which day to which, where figures do not say.
    """

    width: float = 400
    height: float = 190
    steps: int = 4
    end_room: float = 130
    left: float = LEAST_LEFT
    right: float = LEAST_RIGHT
    span: tuple[float, float] | None = None
    has_unit: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure. is_lead: of the series in the accent colour; is_hollow: not an exact or not a final figure."""

    across: float
    up: float
    is_lead: bool
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words in the plot: the end of the leading line ("lead") or of another one, a goal, or words above a mark."""

    across: float
    up: float
    words: str
    kind: Literal["lead", "others", "goal", "above"]


@dataclass(frozen=True, slots=True)
class Layout:
    """lines: runs of figures; ties: from a line's end to its name where that stands apart; targets: ways to goals."""

    form: Form
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
    ties: list[list[Mark]]
    targets: list[list[Mark]]

    @property
    def is_of_several(self) -> bool:
        return any(text.kind == "others" for text in self.texts)

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
        if len(self.bars) < 2:
            return BAR
        low, high = self.across
        places = sorted(bar.across for bar in self.bars)
        closest = min(later - place for place, later in pairwise(places))
        return min(BAR, closest / (high - low) * self.width * 2 / 3)

    @property
    def dot_size(self) -> float:
        """The area of a dot."""
        return 50 if self.form.width >= 400 else 36

    @property
    def width(self) -> float:
        return self.form.width - self.margins["left"] - self.margins["right"]

    @property
    def height(self) -> float:
        return self.form.height


def axis_unit(all_series: Sequence[Series], unit: str, language: str) -> DisplayUnit:
    """The unit that the axis counts in, for values in `unit`."""
    largest = max(abs(point.value) for series in all_series for point in series.points)
    return display_unit(unit, largest, language)


class Sheet:
    """The series with their common unit and axes, while a chart is laid out."""

    def __init__(
        self,
        all_series: Sequence[Series],
        unit: str,
        language: str,
        targets: Sequence[Target] = (),
        form: Form = Form(),
    ) -> None:
        self.all_series, self.language, self.targets, self.form = all_series, language, targets, form
        self.frequency = all_series[0].frequency
        self.unit = axis_unit(all_series, unit, language)
        self.is_change = all_series[0].is_change
        self.has_bars = len(all_series) == 1 and not all_series[0].has_line
        self.axis = value_axis(self._values(), from_zero=self._is_from_zero, steps=form.steps)
        self.edge = BAR * 2 / 3 if self.has_bars else 6
        self.left = max(form.left, *(text_width(self.axis.words(tick), SIZE) + 8 for tick in self.axis.ticks))
        self.lead = next((series for series in all_series if series.is_home), all_series[0])

    @property
    def _is_from_zero(self) -> bool:
        return self.is_change or self.has_bars or self.frequency is Frequency.CUMULATIVE

    def _values(self) -> list[Decimal]:
        found = [self.unit.value(point) for series in self.all_series for point in series.points]
        starts = [target.baseline for target in self.targets if target.has_start and target.baseline is not None]
        goals = [target.goal for target in self.targets]
        return [*found, *(self.unit.counted(value) for value in (*goals, *starts))]

    @cached_property
    def span(self) -> tuple[float, float]:
        """The places of the first and the last figure or goal."""
        if self.form.span:
            return self.form.span
        low, high = time_axis.span(self.all_series)
        days = [
            day for target in self.targets for day in (target.made if target.has_start else None, target.due) if day
        ]
        places = [time_axis.place_of_day(day, self.frequency) for day in days]
        return min(low, *places, high), max(high, *places, low)

    def margins_and_ticks(self, texts: Sequence[Text]) -> tuple[dict[str, float], list[time_axis.Tick]]:
        widest = max((text_width(text.words, SIZE) for text in texts if text.kind != "above"), default=0)
        right = max(widest + 12, self.form.right)
        low, high = self.span
        width = self.form.width - self.left - right - 2 * self.edge
        words = {"size": SIZE, "language": self.language, "is_calendar": bool(self.form.span)}
        ticks = time_axis.ticks(self.all_series, low, high, width=width, **words)
        lines = max((len(tick.lines) for tick in ticks), default=1)
        has_breaks = any(series.breaks for series in self.all_series)
        top = 10 + LINE * bool(unit_words(self)) + LINE * has_breaks
        return {"left": self.left, "right": right, "top": top, "bottom": LINE * lines + 10}, ticks

    def across(self, margins: dict[str, float]) -> tuple[float, float]:
        """From the first to the last figure, with room beside them for their marks."""
        low, high = self.span
        edge = (high - low) / (self.form.width - margins["left"] - margins["right"] - 2 * self.edge) * self.edge
        return low - edge, high + edge

    def place(self, point: Point, series: Series) -> float:
        shift = time_axis.calendar_shift(series.frequency) if self.form.span else 0
        return time_axis.place_of(point, series.frequency) + shift

    def mark(self, point: Point, series: Series) -> Mark:
        return Mark(
            self.place(point, series),
            float(self.unit.value(point)),
            series is self.lead,
            not point.is_settled,
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
        """A dot where no line passes and at an unsettled figure; on the leading line at its end, or while they are few."""
        if self.has_bars:
            return []
        ordered = sorted(self.all_series, key=lambda series: series is self.lead)
        return [
            self.mark(point, series)
            for series in ordered
            for segment in series.segments
            for point in segment
            if len(segment) == 1 or not point.is_settled or self._is_marked(point, series)
        ]

    def _is_marked(self, point: Point, series: Series) -> bool:
        if len(self.all_series) > 1 or self.form.width < 400:
            return point is series.newest
        return len(series.points) <= MOST_MARKS or point is series.newest

    def ways(self) -> list[list[Mark]]:
        """To each goal from where it was promised, or from the newest figure."""
        return [[self._start(target), self._goal(target)] for target in self.targets]

    def _start(self, target: Target) -> Mark:
        if target.has_start and target.made and target.baseline is not None:
            place = time_axis.place_of_day(target.made, self.frequency)
            return Mark(place, float(self.unit.counted(target.baseline)), False)
        return replace(self.mark(self.lead.newest, self.lead), is_hollow=False)

    def _goal(self, target: Target) -> Mark:
        place = time_axis.place_of_day(target.due, self.frequency)
        return Mark(place, float(self.unit.counted(target.goal)), False, True)


def unit_words(sheet: Sheet) -> str:
    """What stands above the axis: its unit, and whether it starts elsewhere than at zero."""
    unit = sheet.unit.words if sheet.form.has_unit else ""
    if not sheet.axis.starts_elsewhere:
        return unit
    return str(_("%(unit)s（纵轴不从0开始）") % {"unit": unit} if unit else _("纵轴不从0开始"))


def break_place(day: date, sheet: Sheet) -> float:
    """Where a break lies in time, always between the last figure before it and the first since."""
    points = [(sheet.place(point, series), point) for series in sheet.all_series for point in series.points]
    before = [place for place, point in points if point.last_day < day]
    since = [place for place, point in points if point.last_day >= day]
    low, high = max(before, default=min(since)), min(since)
    exact = day.year + (day.month - 1 + (day.day - 1) / 31) / 12
    if not sheet.form.span and time_axis.calendar_shift(sheet.frequency):
        exact -= 0.5
    edge = (high - low) / 4
    return min(max(exact, low + edge), high - edge)
