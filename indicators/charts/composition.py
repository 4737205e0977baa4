"""Puts a chart of figures over time together: axes, marks and words in one layout. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.charts import time_axis
from indicators.charts.labels import texts_of, ties_of
from indicators.charts.layout import Form, Layout, Sheet, break_place, unit_words
from indicators.charts.points import Point, Series, Target


def lay_out(
    all_series: Sequence[Series],
    *,
    unit: str,
    language: str,
    targets: Sequence[Target] = (),
    form: Form = Form(),  # noqa: B008 - frozen
) -> Layout:
    """Works a chart out. The home region leads; without one the first series does."""
    sheet = Sheet(all_series, unit, language, targets, form)
    texts = texts_of(sheet)
    margins, ticks = sheet.margins_and_ticks(texts)
    days = sorted({day for series in all_series for day in series.breaks})
    return Layout(
        form=form,
        across=sheet.across(margins),
        axis=sheet.axis,
        unit_words=unit_words(sheet),
        margins=margins,
        ticks=ticks,
        year_starts=[]
        if sheet.has_bars
        else time_axis.year_starts(all_series, *sheet.span, is_calendar=bool(form.span)),
        breaks=[break_place(day, sheet) for day in days],
        lines=sheet.lines(),
        bars=sheet.bars(),
        marks=sheet.marks(),
        texts=texts,
        ties=ties_of(sheet, texts),
        targets=sheet.ways(),
    )


def places_of(all_series: Sequence[Series], *, unit: str, language: str) -> list[tuple[Series, Point, float, float]]:
    """Every figure with its place across and up, for what is told where a reader points."""
    sheet = Sheet(all_series, unit, language)
    marked = [(series, point, sheet.mark(point, series)) for series in all_series for point in series.points]
    return [(series, point, mark.across, mark.up) for series, point, mark in marked]
