"""The page of a region: a town, the county or its city."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from enterprises.dossier import by_theme, dossier_of
from enterprises.models import Enterprise, Park
from enterprises.queries import HAS_PUBLIC_TOWN, located_in, members
from indicators.models import Region
from indicators.pages import find_record, in_world, trail
from indicators.queries import latest_readings
from projects.models import Project

# The page names so many parks and projects and then leads to their lists.
MOST_NAMED = 50


def region_detail(request, slug):
    region = find_record(request, Region.objects.public().select_related("parent__subject"), slug)
    above = [(region.parent.subject, "regions:detail")] if region.parent else []
    context = {
        "crumbs": trail(request, pgettext("section", "地区"), "", region.subject, above=above),
        "region": region,
        "subject": region.subject,
        "children": list(region.children.public().active().order_by("code")),
        "members": members(located_in(Enterprise.objects.filter(HAS_PUBLIC_TOWN), region)),
        "directory": in_world(request, reverse("enterprises:list"), **_town_only(region)),
        **_first_located(request, Park, region),
        **_first_located(request, Project, region),
        "themes": by_theme(latest_readings(region.subject)),
        "dossier": dossier_of(region.subject, with_figures=False),
    }
    return render(request, "regions/detail.html", context)


def _town_only(region):
    """The directory filters by the place an enterprise is entered under, which covers a town whole, no county."""
    return {"town": region.slug} if region.level == Region.Level.TOWN else {}


def _first_located(request, model, region):
    """The first parks or projects of a region and, where there are more, the address of their list."""
    name = f"{model.subject_kind}s"
    records = located_in(model.objects.public().active(), region).order_by("subject__pinyin", "pk")
    first = list(records[: MOST_NAMED + 1])
    address = in_world(request, reverse(f"{name}:list")) if len(first) > MOST_NAMED else ""
    return {name: first[:MOST_NAMED], f"all_{name}": address}
