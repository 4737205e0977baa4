"""Counties in the order of one figure, as lying bars from zero. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from indicators.charts.layers import ACCENT, INK, MUTED, OTHERS, PAPER, Layer, Picture
from indicators.charts.layout import SIZE, Form
from indicators.charts.points import Point
from indicators.charts.scales import display_unit, shortened, text_width, value_words

ROW = 24
_BAR = 14
_NAME_ROOM = 130
_GAP = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One of those compared: its place, 1 for the first, its name and its figure."""

    place: int
    name: str
    point: Point
    is_home: bool = False


def ranking_picture(
    bars: Sequence[Bar], *, unit: str, is_change: bool, language: str, form: Form | None = None
) -> Picture:
    """The bars from the top down with place and name on the left and the values below each other on the right."""
    form = form or Form()
    shown = display_unit(unit, max(abs(bar.point.value) for bar in bars), language)
    values = [float(shown.value(bar.point)) for bar in bars]
    numbers = [_parted(value_words(bar.point, shown, is_change=is_change, language=language)) for bar in bars]
    places = max(text_width(str(bar.place), SIZE) for bar in bars)
    names = [shortened(bar.name, SIZE, _NAME_ROOM) for bar in bars]
    left = places + _GAP + max(text_width(name, SIZE) for name in names) + _GAP
    before, after = (max(text_width(number[side], SIZE) for number in numbers) for side in (0, 1))
    right = _GAP + before + after
    width = form.width - left - right
    columns = {"place": places - left, "name": places + _GAP - left, "before": width + _GAP + before}
    low, high = min(*values, 0.0), max(*values, 0.0)
    margins = {"left": left, "right": right, "top": 2.0, "bottom": 2.0}
    layers = _layers(bars, values, names, numbers, columns)
    return Picture(
        (low, high if high > low else 1.0), (-float(len(bars)), 0.0), width, ROW * len(bars), margins, layers
    )


def unit_words_of(bars: Sequence[Bar], unit: str, language: str) -> str:
    return display_unit(unit, max(abs(bar.point.value) for bar in bars), language).words


def told_of(bars: Sequence[Bar], *, unit: str, is_change: bool, language: str) -> str:
    """The whole picture in words: 条形图。1 缙云县 39.6%；2 示例一县 12.0%。"""
    shown = display_unit(unit, max(abs(bar.point.value) for bar in bars), language)
    told = [
        f"{bar.place} {bar.name} {value_words(bar.point, shown, is_change=is_change, language=language)}"
        for bar in bars
    ]
    return str(_("条形图。")) + str(_("；")).join(told) + str(_("。"))


def _parted(words: str) -> tuple[str, str]:
    """A number at its point, so that numbers below each other align there: ("1,298", ".08"), ("超过39", ".6%")."""
    whole, point, fraction = words.partition(".")
    if point:
        return whole, point + fraction
    return (whole[:-1], "%") if whole.endswith("%") else (whole, "")


def _layers(
    bars: Sequence[Bar],
    values: Sequence[float],
    names: Sequence[str],
    numbers: Sequence[tuple[str, str]],
    columns: dict[str, float],
) -> tuple[Layer, ...]:
    rows: list[dict[str, Any]] = [{"up": -(place + 0.5)} for place in range(len(bars))]
    drawn = [
        {**row, "across": value, "back": 0, "fill": _fill(bar), "stroke": _colour(bar)}
        for row, value, bar in zip(rows, values, bars, strict=True)
    ]
    found = [
        Layer("bars", "bar", drawn, {"size": _BAR, "strokeWidth": 1}),
        Layer("zero", "rule", [{"across": 0}], {"stroke": MUTED}),
    ]
    for is_home in (False, True):
        style = (
            {"baseline": "middle", "fill": ACCENT, "fontWeight": 600}
            if is_home
            else {"baseline": "middle", "fill": INK}
        )
        prefix = "home-" if is_home else ""
        mine = [place for place, bar in enumerate(bars) if bar.is_home is is_home]
        texts = {
            "place": ("right", [str(bar.place) for bar in bars]),
            "name": ("left", list(names)),
            "before": ("right", [number[0] for number in numbers]),
            "after": ("left", [number[1] for number in numbers]),
        }
        for name, (align, words) in texts.items():
            column = columns["before" if name == "after" else name]
            told = [{**rows[place], "words": words[place]} for place in mine if words[place]]
            if told:
                found.append(Layer(f"{prefix}{name}", "text", told, {**style, "align": align}, {"x": column}))
    return tuple(found)


def _colour(bar: Bar) -> str:
    return ACCENT if bar.is_home else OTHERS


def _fill(bar: Bar) -> str:
    return _colour(bar) if bar.point.is_settled else PAPER
