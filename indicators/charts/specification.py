"""A picture as a Vega-Lite specification, declared with Altair, for readers who ask for an interactive chart.

Importing this loads Altair (0.5 s): only where a specification is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from indicators.charts.layers import INK, Layer, Picture
from indicators.charts.layout import SIZE
from indicators.charts.pen import printable

# The area around a figure in which a reader's pointer finds it.
REACH = 260


def specification(
    picture: Picture, hits: Sequence[Mapping[str, Any]] = (), labels: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The Vega-Lite specification; every text and place was worked out beforehand, so nothing depends on fonts.

    hits: what a figure tells when pointed at: across, up, and its words under the names that `labels` puts into words.
    """
    channels = _channels(picture)
    layers = [_shaped(layer, channels) for layer in picture.layers]
    data = {layer.name: [_printable(row) for row in layer.rows] for layer in picture.layers}
    if hits:
        layers.append(_pointed_at(labels or {}, channels))
        data["hits"] = [_printable(row) for row in hits]
    chart = alt.LayerChart(
        layer=layers,
        width=picture.width,
        height=picture.height,
        autosize="none",
        padding=dict(picture.margins),
        background="transparent",
        config=alt.Config(
            font="sans-serif",
            aria=False,
            view=alt.ViewConfig(stroke=None),
            text=alt.MarkConfig(fontSize=SIZE, fill=INK),
        ),
    )
    # Altair copies its data with every step, so they come in at the end.
    return chart.to_dict() | {"datasets": data}


def _printable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: printable(value) if isinstance(value, str) else value for name, value in row.items()}


def _shaped(layer: Layer, channels: Mapping[str, Any]) -> alt.Chart:
    # Vega draws points half transparent where nothing else is said.
    whole = {"opacity": 1} if layer.mark == "point" else {}
    mark = alt.MarkDef(layer.mark, **layer.style, **whole)
    told = [channel for name, channel in channels.items() if name in layer.rows[0]]
    fixed = [{"x": alt.XValue, "y": alt.YValue}[side](place) for side, place in layer.at.items()]
    return alt.Chart(alt.NamedData(layer.name), mark=mark, name=layer.name).encode(*told, *fixed)


def _pointed_at(labels: Mapping[str, str], channels: Mapping[str, Any]) -> alt.Chart:
    """Unseen marks over the figures."""
    told = [alt.Tooltip(field=name, type="nominal", title=label) for name, label in labels.items()]
    mark = alt.MarkDef("point", size=REACH, opacity=0, filled=True)
    return alt.Chart(alt.NamedData("hits"), mark=mark, name="hits").encode(
        channels["across"], channels["up"], tooltip=told
    )


def _channels(picture: Picture) -> dict[str, Any]:
    """What each column of a row means; colours and weights are used as they are, not mapped by a scale."""
    across = alt.Scale(domain=list(picture.across), nice=False, zero=False, padding=0)
    up = alt.Scale(domain=list(picture.up), nice=False, zero=False)
    return {
        "across": alt.X("across", type="quantitative", scale=across, axis=None),
        "up": alt.Y("up", type="quantitative", scale=up, axis=None),
        "zero": alt.Y2("zero"),
        "back": alt.X2("back"),
        "words": alt.Text("words", type="nominal"),
        "run": alt.Detail("run", type="nominal"),
        "fill": alt.Fill("fill", type="nominal", scale=None, legend=None),
        "stroke": alt.Stroke("stroke", type="nominal", scale=None, legend=None),
        "weight": alt.StrokeWidth("weight", type="quantitative", scale=None, legend=None),
    }
