"""The value axis of a chart: its unit, its range and how numbers stand on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from indicators.charts.points import Point
from indicators.numbers import Qualifier, format_quantity, format_value, qualifier_word
from indicators.numbers.units import SCALES, Scaling, read_unit

MINUS = "\u2212"
# About as many steps between the gridlines.
STEPS = 4
# The digits of any figure of the database, and then some.
_PRECISION = 60
# As wide as a Chinese character in the fonts that draw them.
_WIDE = "—…“”"
_SIZES = (("trillion", Decimal(10**12)), ("billion", Decimal(10**9)), ("million", Decimal(10**6)))


@dataclass(frozen=True, slots=True)
class DisplayUnit:
    """The unit that an axis counts in: 亿元, 万支, CNY billion; a value of the series times `factor` is in it."""

    words: str
    factor: Decimal = Decimal(1)

    def value(self, point: Point) -> Decimal:
        return self.counted(point.value)

    def counted(self, value: Decimal) -> Decimal:
        """A value of the series in this unit."""
        if self.factor == 1:
            return value
        with localcontext(prec=_PRECISION):
            return value * self.factor


def display_unit(unit: str, largest: Decimal, language: str) -> DisplayUnit:
    """The unit for a chart of values in `unit`, none of them greater than `largest`.

    In Chinese the unit as it is, save that things counted take 万 or 亿; in English without Chinese scale words.
    """
    known = read_unit(unit)
    if language.startswith("en"):
        return _english_unit(unit, largest * SCALES.get(known.scale, 1))
    if known.scaling is Scaling.MULTIPLIED and known.dimension != "纯数" and not known.scale:
        for scale, least in (("亿", 10**8), ("万", 10**5)):
            if largest >= least:
                return DisplayUnit(scale + unit, 1 / Decimal(SCALES[scale]))
    return DisplayUnit(unit)


def _english_unit(unit: str, largest: Decimal) -> DisplayUnit:
    known = read_unit(unit)
    # The words around a number come from where all numbers are written: "CNY 2", "2 units per CNY 10,000".
    before, _, after = format_quantity(Decimal(2), known.unscaled, language="en").partition("2")
    scale = Decimal(SCALES.get(known.scale, 1))
    is_plain = known.dimension in ("百分比", "百分点", "倍")
    for word, size in () if is_plain else _SIZES:
        if largest >= size:
            return DisplayUnit(f"{before}{word}{after}", scale / size)
    return DisplayUnit(f"{before.strip()}{after.removeprefix(' ') if not before else after}", scale)


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Gridlines from the lowest to the highest, evenly spaced, with room for every value between them."""

    ticks: tuple[Decimal, ...]
    decimals: int

    @property
    def low(self) -> Decimal:
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        return self.ticks[-1]

    @property
    def starts_elsewhere(self) -> bool:
        """Whether zero lies off the axis, which the chart then says."""
        return not self.low <= 0 <= self.high

    def words(self, tick: Decimal) -> str:
        return format_value(tick, self.decimals).replace("-", MINUS)


def value_axis(values: Iterable[Decimal], *, from_zero: bool, steps: int = STEPS) -> ValueAxis:
    """An axis for values; without `from_zero` it leaves zero out where that would press them into a third of it."""
    with localcontext(prec=_PRECISION):
        found = list(values)
        low, high = min(found), max(found)
        farthest = max(abs(low), abs(high))
        if from_zero or low == high or (high - low) * 3 >= farthest:
            low, high = min(low, Decimal(0)), max(high, Decimal(0))
        step = _round_step((high - low) / steps) if high > low else Decimal(1)
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
        ticks = tuple((first + place) * step for place in range(int(last - first) + 1))
        return ValueAxis(ticks, max(0, -int(step.normalize().as_tuple().exponent)))


def _round_step(step: Decimal) -> Decimal:
    """The next of 1, 2, 2.5, 5, 10 … that is not smaller."""
    power = Decimal(1).scaleb(step.adjusted())
    return next(size * power for size in map(Decimal, ("1", "2", "2.5", "5", "10")) if size * power >= step)


def number_words(point: Point, unit: DisplayUnit, *, is_change: bool) -> str:
    """A value without its qualifier: 39.29, +39.6, −3.2."""
    decimals = point.decimals if unit.factor == 1 else None
    sign = "+" if is_change and point.value > 0 else ""
    return sign + format_value(unit.value(point), decimals).replace("-", MINUS)


def value_words(point: Point, unit: DisplayUnit, *, is_change: bool, language: str) -> str:
    """A value as it stands beside its mark: 39.29, 超过9,000, +39.6%, over 3.9; the unit stands at the axis."""
    word = qualifier_word(Qualifier(point.qualifier), language)
    gap = " " if word and language.startswith("en") else ""
    number = number_words(point, unit, is_change=is_change)
    return f"{word}{gap}{number}{'%' if unit.words == '%' else ''}"


def text_width(text: str, size: float) -> float:
    """About how wide a text is drawn, in the units of its size, for whatever font the reader has."""
    return size * sum(1.0 if character >= "\u2e80" or character in _WIDE else 0.58 for character in text)


def shortened(text: str, size: float, room: float) -> str:
    """The text, or its beginning with "…" where it would take more than `room`."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"
