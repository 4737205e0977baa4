"""Charts of figures: plain rows in, an <svg> element out. Pure; nothing heavy is loaded on import.

`comparable` says which figures may stand in one chart and which of them a line may join; `series_chart` draws them.
`series_specification` gives the same picture for Vega, which then answers to a reader's pointer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from indicators.charts.composition import lay_out, places_of
from indicators.charts.layers import picture_of
from indicators.charts.layout import Form, axis_unit
from indicators.charts.pen import draw
from indicators.charts.points import Frequency, Point, Series, Target, comparable, comparable_with
from indicators.charts.ranking import Bar, ranking_picture, told_of, unit_words_of
from indicators.charts.sparkline import sparkline
from indicators.charts.words import description, hollow_notes, notes

__all__ = [
    "LEAST_BARS",
    "MOST_SERIES",
    "Bar",
    "Form",
    "Frequency",
    "Point",
    "Series",
    "Target",
    "comparable",
    "comparable_with",
    "hollow_notes",
    "notes",
    "ranking_chart",
    "series_chart",
    "series_specification",
    "sparkline",
    "unit_words",
    "unit_words_of",
]

# More names than that find no room at the lines' ends.
MOST_SERIES = 10
LEAST_BARS = 2


def series_chart(
    all_series: Sequence[Series],
    *,
    title: str,
    subtitle: str,
    unit: str,
    language: str = "zh-hans",
    targets: Sequence[Target] = (),
    form: Form | None = None,
) -> str:
    """One or several series of one frequency as SVG, the same bytes for the same rows.

    unit: of every value, as the indicator states it; English readers get it without 万 and 亿.
    title, subtitle: plain words, told to those who do not see the picture; the page prints them itself.
    The colours are the page's custom properties, its ink is currentColor; no style attribute, no script, no address.

    Takes about 0.002 s. Raises ValueError for no series, more than MOST_SERIES, or frequencies or measures that differ.
    """
    _check(all_series)
    with translation.override(language):
        told = description(all_series, subtitle=subtitle, unit=unit, language=language)
        layout = lay_out(all_series, unit=unit, language=language, targets=targets, form=form or Form())
        return draw(picture_of(layout), title=title, description=told, language=language)


def series_specification(
    all_series: Sequence[Series],
    *,
    unit: str,
    tell: Callable[[Series, Point], Mapping[str, str]],
    labels: Mapping[str, str],
    language: str = "zh-hans",
    targets: Sequence[Target] = (),
) -> dict[str, Any]:
    """The same picture as a Vega-Lite specification that tells of each figure pointed at.

    tell: the words of a figure under names; labels: those names in the reader's words. Raises ValueError as
    `series_chart` does. The first in a process takes 0.5 s.
    """
    _check(all_series)
    from indicators.charts.specification import specification

    with translation.override(language):
        picture = picture_of(lay_out(all_series, unit=unit, language=language, targets=targets))
        places = places_of(all_series, unit=unit, language=language)
        hits = [{"across": across, "up": up, **tell(series, point)} for series, point, across, up in places]
        return specification(picture, hits, labels)


def ranking_chart(
    bars: Sequence[Bar],
    *,
    title: str,
    subtitle: str,
    unit: str,
    is_change: bool = False,
    language: str = "zh-hans",
    form: Form | None = None,
) -> str:
    """Figures of one period in order, the first at the top, as SVG; words and colours as in `series_chart`.

    Raises ValueError for fewer than two bars.
    """
    if len(bars) < LEAST_BARS:
        raise ValueError("a ranking needs two figures to compare")
    with translation.override(language):
        told = told_of(bars, unit=unit, is_change=is_change, language=language)
        picture = ranking_picture(bars, unit=unit, is_change=is_change, language=language, form=form)
        return draw(picture, title=title, description=f"{subtitle}{_('；')}{told}", language=language)


def unit_words(all_series: Sequence[Series], unit: str, language: str) -> str:
    """The unit that the axis of a chart counts in: 亿元, 万支, CNY billion."""
    return axis_unit(all_series, unit, language).words


def _check(all_series: Sequence[Series]) -> None:
    if not 1 <= len(all_series) <= MOST_SERIES:
        raise ValueError(f"a chart shows 1 to {MOST_SERIES} series, not {len(all_series)}")
    if len({(series.frequency, series.is_change) for series in all_series}) > 1:
        raise ValueError("the series of one chart have the same frequency and the same kind of measure")
    if any(len(series.points) < 2 for series in all_series):
        raise ValueError("a chart needs two figures to compare")
