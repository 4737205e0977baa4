from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext

from indicators.chart_pages import charts_of
from indicators.filters import FigureFilter
from indicators.models import Indicator
from indicators.pages import fill_table, in_world
from indicators.queries import (
    corrections_of,
    counted_indicators,
    figures_of_others,
    latest_of,
    latest_readings,
    leading_subject,
    series_of,
    themes_of,
)
from indicators.tables import FigureTable
from indicators.wording import marked
from indicators.worlds import world_of

PER_PAGE = 50


def indicator_list(request):
    subject = leading_subject(request)
    readings = latest_readings(subject, earlier=0)
    themes = themes_of(counted_indicators(world_of(request)), readings)
    return render(
        request,
        "indicators/list.html",
        {"crumbs": [(pgettext("section", "指标"), "")], "subject": subject, "themes": themes, "count": len(readings)},
    )


# The level and its growth; further measures stand in the table.
MOST_CHARTS = 2


def indicator_detail(request, code):
    parts = Indicator.objects.select_related("department", "numerator", "denominator").prefetch_related(
        "breaks__source"
    )
    indicator = get_object_or_404(parts, code=code)
    subject, world = leading_subject(request), world_of(request)
    series = series_of(indicator, subject)
    others = FigureFilter(request.GET, figures_of_others(indicator, world, subject))
    others.note_ignored(request)
    context = {
        "crumbs": [
            (pgettext("section", "指标"), in_world(request, reverse("indicators:list"))),
            (marked(indicator.name, indicator.name_en), ""),
        ],
        "indicator": indicator,
        "subject": subject,
        "latest": latest_of(series),
        "series": series,
        "charts": _charts(series, indicator),
        "others": others,
        "table": fill_table(request, FigureTable(others.qs, order_by=("-period", "subject")), per_page=PER_PAGE),
        "corrections": corrections_of(indicator=indicator, world=world),
    }
    return render(request, "indicators/detail.html", context)


def _charts(series, indicator):
    """Only where figures can be compared: a single figure has no empty frame."""
    observations = [observation for reading in series for observation in reading.observations]
    return charts_of(observations, indicator.breaks.all())[:MOST_CHARTS]
