"""From a layout to what is drawn: layers of rows that look alike. Pure; the pen and the specification both read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.charts.layout import LINE, Layout, Mark, Text

# Colours follow the page, light or dark; where a picture stands alone, the light ones hold.
INK = "currentColor"
MUTED = "var(--ink-muted, #5d6561)"
HAIRLINE = "var(--hairline, #dcddd8)"
ACCENT = "var(--accent, #1f6f5c)"
# Bars and lines beside the one that is spoken of: the lightest grey that is still seen well.
OTHERS = "var(--chart-others, #868d89)"
WARM = "var(--warm, #a94b25)"
PAPER = "var(--paper, #fbfaf7)"

_LABEL = {"baseline": "middle", "align": "left", "dx": 10}


@dataclass(frozen=True, slots=True)
class Layer:
    """Rows that are drawn alike. A row may hold across, up, words, fill, stroke, weight, zero and run.

    name: also the class of its group in the picture; mark: rule, bar, line, point or text; style: what all rows share,
    as Vega-Lite names it; at: places that are the same for all rows, in the picture's units; has_halo: whether words
    stand out from a line behind them.
    """

    name: str
    mark: str
    rows: list[dict[str, Any]]
    style: Mapping[str, Any] = field(default_factory=dict)
    at: Mapping[str, float] = field(default_factory=dict)
    has_halo: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Layers in a plot of `width` by `height` with margins (left, right, top, bottom) around it.

    across, up: what the plot's edges stand for, from left to right and from the bottom to the top.
    """

    across: tuple[float, float]
    up: tuple[float, float]
    width: float
    height: float
    margins: Mapping[str, float]
    layers: tuple[Layer, ...]


def picture_of(layout: Layout) -> Picture:
    """A laid out chart as layers, the lowest first."""
    parts = [*_grid(layout), *_time(layout), *_breaks(layout), *_targets(layout), *_figures(layout), *_words(layout)]
    axis = layout.axis
    up = float(axis.low), float(axis.high)
    layers = tuple(layer for layer in parts if layer.rows)
    return Picture(layout.across, up, layout.width, layout.height, layout.margins, layers)


def _grid(layout: Layout) -> list[Layer]:
    """Gridlines with their values, zero darker than the others, and the unit in the corner above."""
    ticks = layout.axis.ticks
    lines = [{"up": float(tick), "stroke": HAIRLINE if tick else MUTED} for tick in ticks]
    values = [{"up": float(tick), "words": layout.axis.words(tick)} for tick in ticks]
    label = {"align": "right", "baseline": "middle", "dx": -8, "fill": MUTED}
    corner = {"x": -layout.margins["left"], "y": LINE / 2 + 2 - layout.margins["top"]}
    unit = {"align": "left", "baseline": "middle", "fill": MUTED}
    words = [{"words": layout.unit_words}] if layout.unit_words else []
    return [
        Layer("grid", "rule", lines),
        Layer("values", "text", values, label, {"x": 0}),
        Layer("unit", "text", words, unit, corner),
    ]


def _time(layout: Layout) -> list[Layer]:
    """The names below, and a hairline where a year begins."""
    years = [{"across": year} for year in layout.year_starts]
    names = [{"across": tick.place, "words": "\n".join(tick.lines)} for tick in layout.ticks]
    name = {"align": "center", "baseline": "top", "dy": 10, "lineBreak": "\n", "lineHeight": LINE}
    return [
        Layer("years", "rule", years, {"stroke": HAIRLINE}),
        Layer("times", "text", names, name, {"y": layout.height}),
    ]


def _breaks(layout: Layout) -> list[Layer]:
    """A dashed line where figures stop being comparable, and its name above the newest."""
    if not layout.breaks:
        return []
    rows = [{"across": place} for place in layout.breaks]
    name = {"align": layout.break_align, "baseline": "middle", "fill": WARM}
    newest = [rows[-1] | {"words": layout.break_words}]
    return [
        Layer("breaks", "rule", rows, {"stroke": WARM, "strokeDash": [4, 3], "strokeWidth": 1.5}),
        Layer("break", "text", newest, name, {"y": -LINE / 2}),
    ]


def _targets(layout: Layout) -> list[Layer]:
    """What was promised: a dashed line to a hollow mark at the goal, apart from what was reached."""
    ways = [{**_place(mark), "run": run} for run, way in enumerate(layout.targets) for mark in way]
    goals = [{**_place(way[-1]), "fill": PAPER, "stroke": WARM} for way in layout.targets]
    return [
        Layer("targets", "line", ways, {"stroke": WARM, "strokeWidth": 2, "strokeDash": [2, 4], "strokeCap": "round"}),
        Layer("goals", "point", goals, {"size": 70, "strokeWidth": 2}),
    ]


def _figures(layout: Layout) -> list[Layer]:
    """Bars from zero, lines and dots; what is hollow is not exact or not final."""
    bars = [{**_place(bar), "zero": 0, "fill": _fill(bar)} for bar in layout.bars]
    lines = [
        {
            **_place(mark),
            "run": run,
            "stroke": _colour(mark),
            "weight": 3 if mark.is_lead and layout.is_of_several else 2.5 if mark.is_lead else 1.5,
        }
        for run, line in enumerate(layout.lines)
        for mark in line
    ]
    dots = [{**_place(mark), "fill": _fill(mark), "stroke": _rim(mark)} for mark in layout.marks]
    ties = [{**_place(mark), "run": run} for run, tie in enumerate(layout.ties) for mark in tie]
    return [
        Layer("bars", "bar", bars, {"stroke": ACCENT, "strokeWidth": 1.5, "size": layout.bar_width}),
        Layer("ties", "line", ties, {"stroke": MUTED, "strokeWidth": 1, "strokeDash": [1, 2]}),
        Layer("lines", "line", lines, {"strokeJoin": "round", "strokeCap": "round"}),
        Layer("points", "point", dots, {"size": layout.dot_size, "strokeWidth": 2}),
    ]


def _place(mark: Mark | Text) -> dict[str, Any]:
    return {"across": mark.across, "up": mark.up}


def _colour(mark: Mark | Text) -> str:
    return ACCENT if mark.is_lead else OTHERS


def _rim(mark: Mark) -> str:
    return _colour(mark) if mark.is_hollow else "transparent"


def _fill(mark: Mark) -> str:
    return PAPER if mark.is_hollow else _colour(mark)


def _words(layout: Layout) -> list[Layer]:
    """Names and values at the ends of lines; values and qualifiers above their marks; goals in the colour of goals."""
    kinds = {
        "others": {**_LABEL, "fill": MUTED},
        "lead": {**_LABEL, "fill": ACCENT, "fontWeight": 600},
        "goal": {**_LABEL, "fill": WARM},
        "above": {"baseline": "middle", "align": "center", "fill": ACCENT, "fontWeight": 600},
    }
    rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
    for text in layout.texts:
        rows[text.kind].append({**_place(text), "words": text.words})
    return [Layer(kind, "text", rows[kind], style, has_halo=kind == "above") for kind, style in kinds.items()]
