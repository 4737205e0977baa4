"""A chart for wherever it is taken: as a picture, in a frame on another site, and answering to a reader's pointer."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from indicators import chart_engine
from indicators.chart_pages import Chart, NoChineseFontError, TimeChart
from indicators.choice import Choice, read_choice
from indicators.indicator_page import (
    IndicatorPage,
    asked_of_peers,
    charts_of_page,
    note_unanswered,
    ranking_of_page,
)
from indicators.models import Indicator
from indicators.open_data.faults import refused_file
from indicators.worlds import kept_notices

FIVE_MINUTES = 5 * 60
A_YEAR = 365 * 24 * 60 * 60
PLAIN = "text/plain; charset=utf-8"
# The chart of the places at one period, as an address asks for it.
RANKING = "ranking"


@dataclass(frozen=True)
class ChartLinks:
    """Where the chart of a choice can be had; `components/chart_links.html` shows them."""

    svg: str
    png: str
    embed: str
    embed_everywhere: str
    interactive: str
    embed_interactive: str
    specification: str
    engine: str
    can_interact: bool


def chart_links(request, choice: Choice, *, kind: str = "") -> ChartLinks:
    """The addresses of a choice's chart. kind: "ranking" for the places of one period, "" for the lines."""
    code = choice.indicator.code
    parameters = [*choice.parameters, *([("chart", kind)] if kind else [])]
    query = f"?{urlencode(parameters)}" if parameters else ""
    interactive = urlencode([*parameters, ("view", "interactive")])
    embed = reverse("indicators:embed", args=[code]) + query
    return ChartLinks(
        svg=reverse("indicators:svg", args=[code]) + query,
        png=reverse("indicators:png", args=[code]) + query,
        embed=embed,
        embed_everywhere=request.build_absolute_uri(embed),
        embed_interactive=f"{reverse('indicators:embed', args=[code])}?{interactive}",
        interactive=f"{reverse('indicators:detail', args=[code])}?{interactive}",
        specification=reverse("indicators:specification", args=[code]) + query,
        engine=reverse("indicators:engine", args=[chart_engine.version()]),
        can_interact=kind != RANKING,
    )


@require_safe
def svg(request, code):
    return _picture(request, code, lambda chart, line: chart.standalone_svg(line).encode(), "image/svg+xml")


@require_safe
def png(request, code):
    """501 with a sentence that names the package where no Chinese font is installed."""
    try:
        return _picture(request, code, lambda chart, line: chart.standalone_png(line), "image/png")
    except NoChineseFontError as error:
        return HttpResponse(str(error), content_type=PLAIN, status=501)


@require_safe
def specification(request, code):
    """For Vega in the browser; a ranking has none."""

    def told(chart, _line):
        if not isinstance(chart, TimeChart):
            raise Http404
        return chart.specification_text.encode()

    return _picture(request, code, told, "application/json")


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request, code):
    """The chart alone with its source and the way back, for frames on any site."""
    choice, chart = _asked(request, code)
    if chart is None:
        return _nothing_to_draw()
    context = {
        "chart": chart,
        "choice": choice,
        "links": chart_links(request, choice, kind=request.GET.get("chart", "")),
        "page": request.build_absolute_uri(reverse("indicators:detail", args=[code]) + choice.query),
        "is_interactive": request.GET.get("view") == "interactive" and isinstance(chart, TimeChart),
    }
    response = render(request, "indicators/embed.html", context)
    response["Cache-Control"] = f"public, max-age={FIVE_MINUTES}"
    return response


@require_safe
def engine(request, version):
    """The drawing engine for the browser, made of the installed package when first asked for."""
    if version != chart_engine.version():
        raise Http404
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(chart_engine.bundle(is_packed=is_packed), content_type="text/javascript; charset=utf-8")
    if is_packed:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _picture(request, code, draw, content_type):
    """A drawn chart with its mark, so that whoever has it already is told so; refused where the page would add a notice."""
    choice, chart = _asked(request, code)
    if faults := kept_notices(request):
        return refused_file(faults)
    if chart is None:
        return _nothing_to_draw()
    page = request.build_absolute_uri(reverse("indicators:detail", args=[code]) + choice.query)
    content = draw(chart, _source_line(chart, choice, page))
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["Cache-Control"] = f"public, max-age={FIVE_MINUTES}"
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _source_line(chart: Chart, choice: Choice, page: str) -> str:
    asof = _("截至%(day)s的数据。") % {"day": choice.asof} if choice.asof else ""
    # Short enough to be typed, but never leading to another world or another day.
    kept = urlencode([(name, value) for name, value in choice.parameters if name in ("world", "asof")])
    address = page.split("?")[0].partition("://")[2] + (f"?{kept}" if kept else "")
    return f"{chart.source_line}{_('。')}{asof}{address}"


def _nothing_to_draw():
    return HttpResponse(_("没有可以比较的数据，画不成图。"), content_type=PLAIN, status=404)


def _asked(request, code) -> tuple[Choice, Chart | None]:
    indicator = get_object_or_404(Indicator.objects.select_related("numerator", "denominator"), code=code)
    page = IndicatorPage(read_choice(request, indicator), **asked_of_peers(request))
    kind = request.GET.get("chart", "")
    if kind == RANKING:
        note_unanswered(request, page)
    return page.choice, _chart_of(page, kind)


def _chart_of(page: IndicatorPage, kind: str) -> Chart | None:
    """The chart that the page shows first; that of the places where these are asked for."""
    return ranking_of_page(page) if kind == RANKING else next(iter(charts_of_page(page)), None)
