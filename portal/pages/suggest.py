"""What the search field offers while somebody types: a few names, each with its kind and address."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.naming import tidy_query
from indicators.wording import is_english, needs_a_mark
from indicators.worlds import home_world, world_of
from portal.pages.search import find
from portal.templatetags.portal import SUBJECT_ADDRESSES

MOST_SUGGESTIONS = 8
MOST_OF_A_KIND = 3


def suggest(request):
    """`{"items": [{"name", "kind", "address"}]}`: at most eight, at most three of a kind; a garbled query has none.

    On the English site a name that is in Chinese only says so: "language": "zh-Hans".
    """
    query, world = tidy_query(request.GET.get("q", "")), world_of(request)
    home = home_world(request)
    groups = find(query, world, is_home=world == home) if query and world else []
    suffix = f"?{urlencode({'world': world.slug})}" if world != home else ""
    items = [
        _named(group.kind, hit) | {"kind": str(group.label), "address": _address(group.kind, hit) + suffix}
        for group in groups
        for hit in group.hits[:MOST_OF_A_KIND]
    ]
    response = JsonResponse({"items": items[:MOST_SUGGESTIONS], "status": _status(items)})
    response["Cache-Control"] = "public, max-age=60"
    return response


def _named(kind, hit):
    field = {"subject": "display_name", "indicator": "name"}.get(kind, "title")
    english = hit.title_en if field == "title" else hit.name_en
    name = (english if is_english() else "") or getattr(hit, field)
    return {"name": name, "language": "zh-Hans"} if needs_a_mark(name) else {"name": name}


def _address(kind, hit):
    if kind == "subject":
        return reverse(SUBJECT_ADDRESSES[hit.kind], args=[hit.slug])
    return reverse("indicators:detail", args=[hit.code]) if kind == "indicator" else hit.get_absolute_url()


def _status(items):
    """What a screen reader says when the list appears."""
    if not items:
        return _("没有相符的名称")
    return _("有%(number)d个相符，用上下键选择") % {"number": min(len(items), MOST_SUGGESTIONS)}
