"""Every component with awkward content, for those who work on the site."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.pages import chart_specimens, specimens


def styleguide(request):
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    context = {
        "crumbs": [(specimens.LONG_NAME[:40], "/"), (_("样式"), "")],
        "names": specimens.AWKWARD_NAMES,
        "figures": specimens.figures(),
        "qualified": specimens.qualified_figures(),
        "series": specimens.series(),
        "charts": chart_specimens.charts(),
        "multiples": chart_specimens.multiples(),
        "commitments": specimens.commitments(),
        "honours": specimens.honours(),
        "nodes": specimens.forest(),
        "form": specimens.faulty_form(),
        "page": specimens.page(),
        "record": specimens.figures()[0].main,
        "facts": _facts(),
        "events": _events(),
        "chips": _chips(),
        "colours": ("paper", "paper-tint", "ink", "ink-muted", "accent", "warm", "up", "down"),
    }
    return render(request, "portal/styleguide.html", context)


def _facts():
    record = specimens.figures()[0].main
    return [{"label": name[:12], "value": name} for name in specimens.AWKWARD_NAMES] + [
        {"label": _("员工数"), "value": _("超过400人"), "record": record}
    ]


def _events():
    record = specimens.figures()[0].main
    return [
        {
            "when": _("2021年10月"),
            "title": _("签约"),
            "text": specimens.LONG_NAME,
            "record": record,
            "is_inferred": True,
        },
        {"when": "", "title": specimens.LONG_NAME[:60]},
    ]


def _chips():
    return [
        {"label": _("全部"), "address": "?", "count": 1050, "is_active": True},
        {"label": specimens.LONG_NAME[:50], "address": "?", "count": 0},
        {"label": _("没有链接")},
    ]
