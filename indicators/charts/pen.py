"""Writes a picture as SVG, stroke by stroke: every place was worked out beforehand, so no engine is needed. Pure.

Vega draws the same picture from `specification`; the tests hold the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from math import pi, sqrt
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from indicators.charts.layers import INK, PAPER, Layer, Picture
from indicators.charts.layout import SIZE

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
# How far below its place the foot of a text stands, in parts of its size.
_FEET = {"middle": 0.3, "top": 0.79}
# Vega-Lite's names of settings, in SVG.
_SETTINGS = {
    "fill": "fill",
    "stroke": "stroke",
    "strokeWidth": "stroke-width",
    "fontWeight": "font-weight",
    "strokeCap": "stroke-linecap",
    "strokeJoin": "stroke-linejoin",
}
# What XML cannot hold.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHINESE = re.compile("[\u2e80-\u9fff]")


def draw(picture: Picture, *, title: str, description: str, language: str) -> str:
    """The picture as an <svg> element that scales to its container and needs no style sheet."""
    margins = picture.margins
    width = margins["left"] + picture.width + margins["right"]
    height = margins["top"] + picture.height + margins["bottom"]
    start = f"translate({number(margins['left'])},{number(margins['top'])})"
    layers = "".join(_layer(layer, picture, language) for layer in picture.layers)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart-drawing" role="img" '
        f'viewBox="0 0 {number(width)} {number(height)}" width="100%">'
        f"{_told('title', title, language)}{_told('desc', description, language)}"
        f'<g fill="none" font-family="sans-serif" font-size="{SIZE}px" transform="{start}">{layers}</g></svg>'
    )


def number(value: float) -> str:
    """With two decimals at most: 31.67, 6, never -0."""
    return f"{round(value, 2) + 0.0:.10g}"


def printable(words: str) -> str:
    """Without the control characters of a careless spreadsheet, which no picture may hold."""
    return _UNPRINTABLE.sub("", words)


def _told(tag: str, words: str, language: str) -> str:
    words = printable(words)
    return f"<{tag}{_mark_chinese(words, language)}>{escape(words)}</{tag}>"


def _mark_chinese(words: str, language: str) -> str:
    """On an English page Chinese words are marked as Chinese."""
    return ' lang="zh-Hans"' if language.startswith("en") and _CHINESE.search(words) else ""


def _layer(layer: Layer, picture: Picture, language: str) -> str:
    drawer: Callable[..., Iterator[str]] = {
        "rule": _rules,
        "bar": _bars,
        "line": _lines,
        "point": _points,
        "text": partial(_texts, language=language),
    }[layer.mark]
    return f'<g class="chart-{layer.name}"{_shared(layer)}>{"".join(drawer(layer, picture))}</g>'


def _shared(layer: Layer) -> str:
    """What all marks of a layer have in common stands once, at their group."""
    style: dict[str, Any] = {_SETTINGS[name]: value for name, value in layer.style.items() if name in _SETTINGS}
    if layer.mark == "text":
        style = {"fill": INK} | style | {"text-anchor": _ANCHORS[layer.style["align"]]}
    if layer.has_halo:
        style |= {"paint-order": "stroke", "stroke": PAPER, "stroke-width": 4, "stroke-linejoin": "round"}
    if dash := layer.style.get("strokeDash"):
        style["stroke-dasharray"] = ",".join(map(str, dash))
    return _attributes(style)


def _attributes(values: dict[str, Any]) -> str:
    return "".join(f" {name}={quoteattr(str(value))}" for name, value in values.items())


def _own(row: dict[str, Any]) -> str:
    """A row's colours and weight, used as they are."""
    names = {"fill": "fill", "stroke": "stroke", "weight": "stroke-width"}
    return _attributes({names[name]: row[name] for name in names if name in row and row[name] != "transparent"})


def _x(row: dict[str, Any], layer: Layer, picture: Picture) -> float:
    if "across" not in row:
        return layer.at.get("x", 0)
    low, high = picture.across
    return (row["across"] - low) / ((high - low) or 1) * picture.width


def _y(row: dict[str, Any], layer: Layer, picture: Picture, column: str = "up") -> float:
    if column not in row:
        return layer.at.get("y", 0)
    low, high = picture.up
    return (high - row[column]) / ((high - low) or 1) * picture.height


def _rules(layer: Layer, picture: Picture) -> Iterator[str]:
    """Level lines across the plot for rows with a height, upright ones for rows with a place in time."""
    for row in layer.rows:
        across, down = number(_x(row, layer, picture)), number(_y(row, layer, picture))
        end = f'x2="{number(picture.width)}"' if "up" in row else f'y2="{number(picture.height)}"'
        yield f'<line transform="translate({across},{down})" {end}{_own(row)}/>'


def _bars(layer: Layer, picture: Picture) -> Iterator[str]:
    """Upright from zero; lying where a row says with `back` how far back its bar reaches."""
    size = layer.style["size"]
    for row in layer.rows:
        across, down = _x(row, layer, picture), _y(row, layer, picture)
        if "back" in row:
            left = _x({"across": row["back"]}, layer, picture)
            corner, wide, high = (min(left, across), down - size / 2), abs(across - left), size
        else:
            foot = _y(row, layer, picture, "zero")
            corner, wide, high = (across - size / 2, min(down, foot)), size, abs(foot - down)
        path = f"M{number(corner[0])},{number(corner[1])}h{number(wide)}v{number(high)}h{number(-wide)}Z"
        yield f'<path d="{path}"{_own(row)}/>'


def _lines(layer: Layer, picture: Picture) -> Iterator[str]:
    """Rows of one run are one line."""
    for _run, group in groupby(layer.rows, key=lambda row: row["run"]):
        rows = list(group)
        places = (f"{number(_x(row, layer, picture))},{number(_y(row, layer, picture))}" for row in rows)
        yield f'<path d="M{"L".join(places)}"{_own(rows[0])}/>'


def _points(layer: Layer, picture: Picture) -> Iterator[str]:
    """Dots; `size` is their area, as Vega counts it."""
    radius = number(sqrt(layer.style["size"] / pi))
    for row in layer.rows:
        across, down = number(_x(row, layer, picture)), number(_y(row, layer, picture))
        yield f'<circle transform="translate({across},{down})" r="{radius}"{_own(row)}/>'


def _texts(layer: Layer, picture: Picture, language: str) -> Iterator[str]:
    foot = round(_FEET[layer.style["baseline"]] * SIZE) + layer.style.get("dy", 0)
    for row in layer.rows:
        across = _x(row, layer, picture) + layer.style.get("dx", 0)
        down = _y(row, layer, picture) + foot
        words = printable(row["words"])
        start = f'<text{_mark_chinese(words, language)} transform="translate({number(across)},{number(down)})"'
        yield f"{start}{_own(row)}>{_in_lines(words, layer)}</text>"


def _in_lines(words: str, layer: Layer) -> str:
    first, *further = words.split("\n") if "lineBreak" in layer.style else [words]
    if not further:
        return escape(first)
    below = "".join(f'<tspan x="0" dy="{layer.style["lineHeight"]}">{escape(line)}</tspan>' for line in further)
    return f'<tspan x="0">{escape(first)}</tspan>{below}'
