from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext

from indicators.asof import asof_of
from indicators.chart_files import chart_links
from indicators.chart_pages import small_multiples, sparkline
from indicators.choice import asked_subject, read_choice
from indicators.filters import FigureFilter
from indicators.indicator_page import IndicatorPage, asked_of_peers, charts_of_page, note_unanswered, ranking_of_page
from indicators.models import Break, Indicator
from indicators.pages import fill_table, in_world
from indicators.peers import candidates_of
from indicators.queries import (
    corrections_of,
    counted_indicators,
    figures_of_others,
    latest_readings,
    leading_subject,
    themes_of,
    trends_of,
)
from indicators.tables import FigureTable
from indicators.wording import marked
from indicators.worlds import world_of

PER_PAGE = 50


def indicator_list(request):
    """All indicators of one subject: newest value, trend, growth, places and when it was published."""
    subject, asof = asked_subject(request) or leading_subject(request), asof_of(request)
    readings = latest_readings(subject, earlier=0, asof=asof)
    trends = trends_of(subject, readings, asof) if subject else {}
    themes = themes_of(counted_indicators(world_of(request), asof), readings)
    headline = [reading.indicator for reading in readings if reading.indicator.is_headline]
    breaks = Break.wherever.in_world(world_of(request)).filter(indicator__in=headline)
    return render(
        request,
        "indicators/list.html",
        {
            "crumbs": [(pgettext("section", "指标"), "")],
            "subject": subject,
            "asof": asof,
            "themes": themes,
            "count": len(readings),
            "sparklines": _sparklines(trends),
            "multiples": small_multiples([(one, trends.get(one.pk, [])) for one in headline], breaks),
            "candidates": candidates_of(subject, asof),
        },
    )


def _sparklines(trends) -> dict[int, str]:
    """By indicator, of those that have two comparable figures."""
    drawn = {indicator: sparkline(rows) for indicator, rows in trends.items()}
    return {indicator: picture for indicator, picture in drawn.items() if picture}


def indicator_detail(request, code):
    indicator = find_indicator(code)
    page = IndicatorPage(read_choice(request, indicator), **asked_of_peers(request))
    choice = page.choice
    note_unanswered(request, page)
    context = {
        "crumbs": [
            (pgettext("section", "指标"), in_world(request, reverse("indicators:list"))),
            (marked(indicator.name, indicator.name_en), ""),
        ],
        "indicator": indicator,
        "page": page,
        "choice": choice,
        "subject": choice.lead,
        "charts": charts_of_page(page),
        "chart_links": chart_links(request, choice),
        "is_interactive": request.GET.get("view") == "interactive",
        "ranking": ranking_of_page(page),
        **_others(request, page),
        "corrections": corrections_of(
            indicator=indicator, subjects=choice.subjects if page.rows else None, world=choice.world, asof=choice.asof
        ),
    }
    return render(request, "indicators/detail.html", context)


# What a reader asks of the table of others.
_ASKED_OF_OTHERS = ("others", "kind", "year", "sort", "page")


def _others(request, page) -> dict:
    """Figures of those who are neither chosen nor compared: at once where these have none, else for whoever asks."""
    rows = figures_of_others(page.indicator, page.choice.world, page.known_subjects, page.choice.asof)
    if page.rows and not any(request.GET.get(name) for name in _ASKED_OF_OTHERS):
        return {"has_others": rows.exists()}
    others = FigureFilter(request.GET, rows)
    others.note_ignored(request)
    table = FigureTable(others.qs, order_by=("-period", "subject"))
    return {"others": others, "table": fill_table(request, table, per_page=PER_PAGE)}


def find_indicator(code: str) -> Indicator:
    """The indicator of a code with what its page says of it, or 404."""
    return get_object_or_404(Indicator.objects.select_related("department", "numerator", "denominator"), code=code)
