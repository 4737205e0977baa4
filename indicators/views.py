from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext

from indicators.choice import read_choice
from indicators.filters import FigureFilter
from indicators.indicator_page import IndicatorPage, charts_of_page, ranking_of_page
from indicators.models import Indicator
from indicators.pages import fill_table, in_world
from indicators.queries import (
    corrections_of,
    counted_indicators,
    figures_of_others,
    latest_readings,
    leading_subject,
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


def indicator_detail(request, code):
    indicator = find_indicator(code)
    page = IndicatorPage(
        read_choice(request, indicator), rule=request.GET.get("rank", ""), at=request.GET.get("at", "")
    )
    choice = page.choice
    others = FigureFilter(
        request.GET, figures_of_others(indicator, choice.world, [*choice.subjects, *page.candidates], choice.asof)
    )
    others.note_ignored(request)
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
        "ranking": ranking_of_page(page),
        "others": others,
        "table": fill_table(request, FigureTable(others.qs, order_by=("-period", "subject")), per_page=PER_PAGE),
        "corrections": corrections_of(
            indicator=indicator, subjects=choice.subjects if page.rows else None, world=choice.world, asof=choice.asof
        ),
    }
    return render(request, "indicators/detail.html", context)


def find_indicator(code: str) -> Indicator:
    """The indicator of a code with what its page says of it, or 404."""
    return get_object_or_404(Indicator.objects.select_related("department", "numerator", "denominator"), code=code)
