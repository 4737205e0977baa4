"""Draws a layout with Altair and Vega. Importing this loads both, 100 MB once one is drawn: only to draw."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import altair as alt
import vl_convert

from indicators.charts.layout import LINE, SIZE, Layout, Mark, Text

# Colours follow the page, light or dark; where a picture stands alone, the light ones hold.
INK = "currentColor"
MUTED = "var(--ink-muted, #5d6561)"
HAIRLINE = "var(--hairline, #dcddd8)"
ACCENT = "var(--accent, #1f6f5c)"
WARM = "var(--warm, #a94b25)"
PAPER = "var(--paper, #fbfaf7)"

_SVG = "http://www.w3.org/2000/svg"
_PLACES = {"d", "transform", "x2", "y2"}
_NEEDLESS = {"role", "pointer-events", "opacity"}
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+(?:e[-+]?[0-9]+)?")
_LAYER_CLASS = re.compile(r"([a-z]+)_marks")
# What XML cannot hold.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHINESE = re.compile("[\u2e80-\u9fff]")
ElementTree.register_namespace("", _SVG)


def draw(layout: Layout, *, title: str, description: str, language: str) -> str:
    """The chart as an <svg> element that scales to its container and needs no style sheet."""
    svg = vl_convert.vegalite_to_svg(specification(layout), allowed_base_urls=[])
    return _for_a_page(svg, title=title, description=description, language=language)


def specification(layout: Layout) -> dict[str, Any]:
    """The Vega-Lite specification; every text and place was worked out beforehand, so nothing depends on fonts."""
    parts = [*_grid(layout), *_time(layout), *_breaks(layout), *_figures(layout), *_words(layout)]
    layers = [layer for layer in parts if layer.rows]
    channels = _channels(layout)
    chart = alt.LayerChart(
        layer=[_shaped(layer, channels) for layer in layers],
        width=layout.width,
        height=layout.height,
        autosize="none",
        padding=layout.margins,
        background="transparent",
        config=alt.Config(
            font="sans-serif",
            aria=False,
            view=alt.ViewConfig(stroke=None),
            text=alt.MarkConfig(fontSize=SIZE, fill=INK),
        ),
    )
    # Altair copies its data with every step, so they come in at the end.
    return chart.to_dict() | {"datasets": {layer.name: [_printable(row) for row in layer.rows] for layer in layers}}


def _printable(row: dict[str, Any]) -> dict[str, Any]:
    """Without the control characters of a careless spreadsheet, which no picture may hold."""
    return row | {"words": _UNPRINTABLE.sub("", row["words"])} if "words" in row else row


@dataclass(frozen=True, slots=True)
class _Layer:
    """Rows that are drawn alike. A row may hold across, up, words, fill, stroke, weight and run.

    name: also the class of its group in the picture; mark: of Vega-Lite, with its own settings; at: places that are the
    same for all rows, in the picture's units.
    """

    name: str
    mark: alt.MarkDef
    rows: list[dict[str, Any]]
    at: dict[str, float] = field(default_factory=dict)


def _shaped(layer: _Layer, channels: dict[str, Any]) -> alt.Chart:
    told = [channel for name, channel in channels.items() if name in layer.rows[0]]
    fixed = [{"x": alt.XValue, "y": alt.YValue}[side](place) for side, place in layer.at.items()]
    return alt.Chart(alt.NamedData(layer.name), mark=layer.mark, name=layer.name).encode(*told, *fixed)


def _channels(layout: Layout) -> dict[str, Any]:
    """What each column of a row means; colours and weights are used as they are, not mapped by a scale."""
    across = alt.Scale(domain=list(layout.across), nice=False, zero=False, padding=0)
    up = alt.Scale(domain=[float(layout.axis.low), float(layout.axis.high)], nice=False, zero=False)
    return {
        "across": alt.X("across", type="quantitative", scale=across, axis=None),
        "up": alt.Y("up", type="quantitative", scale=up, axis=None),
        "zero": alt.Y2("zero"),
        "words": alt.Text("words", type="nominal"),
        "run": alt.Detail("run", type="nominal"),
        "fill": alt.Fill("fill", type="nominal", scale=None, legend=None),
        "stroke": alt.Stroke("stroke", type="nominal", scale=None, legend=None),
        "weight": alt.StrokeWidth("weight", type="quantitative", scale=None, legend=None),
    }


def _grid(layout: Layout) -> list[_Layer]:
    """Gridlines with their values, zero darker than the others, and the unit in the corner above."""
    ticks = layout.axis.ticks
    lines = [{"up": float(tick), "stroke": HAIRLINE if tick else MUTED} for tick in ticks]
    values = [{"up": float(tick), "words": layout.axis.words(tick)} for tick in ticks]
    label = alt.MarkDef("text", align="right", baseline="middle", dx=-8, fill=MUTED)
    corner = {"x": -layout.margins["left"], "y": LINE / 2 + 2 - layout.margins["top"]}
    unit = alt.MarkDef("text", align="left", baseline="middle", fill=MUTED)
    return [
        _Layer("grid", alt.MarkDef("rule"), lines),
        _Layer("values", label, values, {"x": 0}),
        _Layer("unit", unit, [{"words": layout.unit_words}], corner),
    ]


def _time(layout: Layout) -> list[_Layer]:
    """The names below, and a hairline where a year begins."""
    years = [{"across": year} for year in layout.year_starts]
    names = [{"across": tick.place, "words": "\n".join(tick.lines)} for tick in layout.ticks]
    name = alt.MarkDef("text", align="center", baseline="top", dy=10, lineBreak="\n", lineHeight=LINE)
    return [
        _Layer("years", alt.MarkDef("rule", stroke=HAIRLINE), years),
        _Layer("times", name, names, {"y": layout.height}),
    ]


def _breaks(layout: Layout) -> list[_Layer]:
    """A dashed line where figures stop being comparable, and its name above the newest."""
    if not layout.breaks:
        return []
    rows = [{"across": place} for place in layout.breaks]
    name = alt.MarkDef("text", align=layout.break_align, baseline="middle", fill=WARM)
    newest = [rows[-1] | {"words": layout.break_words}]
    return [
        _Layer("breaks", alt.MarkDef("rule", stroke=WARM, strokeDash=[4, 3], strokeWidth=1.5), rows),
        _Layer("break", name, newest, {"y": -LINE / 2}),
    ]


def _figures(layout: Layout) -> list[_Layer]:
    """Bars from zero, lines and dots; what is hollow is not exact."""
    bars = [{**_place(bar), "zero": 0, "fill": _fill(bar)} for bar in layout.bars]
    lines = [
        {**_place(mark), "run": run, "stroke": _colour(mark), "weight": 2.5 if mark.is_lead else 1.5}
        for run, line in enumerate(layout.lines)
        for mark in line
    ]
    dots = [{**_place(mark), "fill": _fill(mark), "stroke": _rim(mark)} for mark in layout.marks]
    return [
        _Layer("bars", alt.MarkDef("bar", stroke=ACCENT, strokeWidth=1.5, size=layout.bar_width), bars),
        _Layer("lines", alt.MarkDef("line", strokeJoin="round", strokeCap="round"), lines),
        _Layer("points", alt.MarkDef("point", size=50, strokeWidth=2), dots),
    ]


def _place(mark: Mark | Text) -> dict[str, Any]:
    return {"across": mark.across, "up": mark.up}


def _colour(mark: Mark | Text) -> str:
    return ACCENT if mark.is_lead else MUTED


def _rim(mark: Mark) -> str:
    return _colour(mark) if mark.is_hollow else "transparent"


def _fill(mark: Mark) -> str:
    return PAPER if mark.is_hollow else _colour(mark)


def _words(layout: Layout) -> list[_Layer]:
    """Names and values at the ends of lines; values and qualifiers above their marks."""
    heavy = alt.MarkDef("text", baseline="middle", align="left", dx=10, fill=ACCENT, fontWeight=600)
    plain = alt.MarkDef("text", baseline="middle", align="left", dx=10, fill=MUTED)
    above = alt.MarkDef("text", baseline="middle", align="center", fill=ACCENT, fontWeight=600)
    rows = [(text, {**_place(text), "words": text.words}) for text in layout.texts]
    return [
        _Layer("others", plain, [row for text, row in rows if not text.is_lead]),
        _Layer("lead", heavy, [row for text, row in rows if text.is_lead and text.align == "left"]),
        _Layer("above", above, [row for text, row in rows if text.align == "center"]),
    ]


# --- From the picture that Vega draws to an element of a page


def _for_a_page(svg: str, *, title: str, description: str, language: str) -> str:
    root = ElementTree.fromstring(svg)
    _tidy(root)
    for element in root.iter(f"{{{_SVG}}}text"):
        _mark_chinese(element, language)
    told = []
    for tag, words in (("title", title), ("desc", description)):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}")
        element.text = _UNPRINTABLE.sub("", words)
        _mark_chinese(element, language)
        told.append(element)
    box = root.get("viewBox", "")
    root.attrib = {"class": "chart-drawing", "role": "img", "viewBox": box, "width": "100%"}
    root[:] = [*told, *root]
    return ElementTree.tostring(root, encoding="unicode")


def _tidy(element: ElementTree.Element) -> None:
    """Drops what nobody sees and what is told once at the root; groups keep the name of their layer as class."""
    for child in list(element):
        if child.get("class") in ("background", "foreground") or child.get("display") == "none":
            element.remove(child)
        else:
            _tidy(child)
    layer = _LAYER_CLASS.search(element.attrib.pop("class", ""))
    for name in [name for name in element.attrib if name.startswith("aria-") or name in _NEEDLESS]:
        del element.attrib[name]
    for name in _PLACES & element.attrib.keys():
        element.set(name, _NUMBER.sub(_rounded, element.attrib[name]))
    if layer:
        element.set("class", f"chart-{layer[1]}")


def _rounded(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 2):g}"


def _mark_chinese(element: ElementTree.Element, language: str) -> None:
    """On an English page Chinese words are marked as Chinese."""
    if language.startswith("en") and _CHINESE.search("".join(element.itertext())):
        element.set("lang", "zh-Hans")
