"""Search by name over everything a stranger may read. `find` is the engine, one function to be replaced whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Window
from django.db.models.functions import RowNumber
from django.shortcuts import render
from django.utils.translation import gettext as _

from indicators.models import Indicator, Subject
from indicators.naming import pinyin_query, subjects_named, tidy_query
from indicators.pinyin import pinyin_key
from indicators.worlds import home_world, world_of
from newsroom.models import Policy
from newsroom.queries import articles_in

MOST_HITS = 20
KINDS = (Subject.Kind.ENTERPRISE, Subject.Kind.PARK, Subject.Kind.CHAIN, Subject.Kind.PROJECT, Subject.Kind.REGION)


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind, closest first: subjects, indicators, policies or articles.

    kind: subject, indicator, policy or article, which says how a hit is printed; is_cut: there are more than shown.
    """

    kind: str
    label: str
    hits: list
    is_cut: bool


def search(request):
    query = tidy_query(request.GET.get("q", ""))
    world = world_of(request)
    context = {
        "crumbs": [(_("搜索"), "")],
        "search_text": query,
        "groups": find(query, world, is_home=world == home_world(request)) if query else [],
    }
    return render(request, "portal/search.html", context)


def find(query: str, world, *, is_home: bool = True) -> list[Group]:
    """Groups of at most 20 hits for a tidy query, empty groups left out; a fixed number of questions.

    A subject is found by full, short, other and English name, by pinyin and by initials, within its world. Indicators
    are the same everywhere; policies belong to the home world.
    """
    subjects = _closest_of_each_kind(subjects_named(query).in_world(world))
    groups = [_group("subject", kind.label, subjects.get(kind, [])) for kind in KINDS]
    groups.append(_group("indicator", _("指标"), _indicators(query)))
    if is_home:
        groups.append(_group("policy", _("政策"), _titled(Policy.objects.public(), query)))
    groups.append(_group("article", _("动态"), _titled(articles_in(world, is_home=is_home), query)))
    return [group for group in groups if group.hits]


def _group(kind, label, found: Iterable) -> Group:
    hits = list(found[: MOST_HITS + 1])
    return Group(kind, str(label), hits[:MOST_HITS], len(hits) > MOST_HITS)


def _closest_of_each_kind(subjects) -> dict[str, list[Subject]]:
    place = Window(RowNumber(), partition_by="kind", order_by=["closeness", "pinyin", "pk"])
    closest = {}
    for subject in subjects.annotate(place_in_kind=place).filter(place_in_kind__lte=MOST_HITS + 1):
        closest.setdefault(subject.kind, []).append(subject)
    return closest


def _indicators(query) -> list[Indicator]:
    """There are some hundred indicators: they are compared here, where their pinyin can be made."""
    spelled = pinyin_query(query)
    return [indicator for indicator in Indicator.objects.all() if _names_indicator(indicator, query, spelled)]


def _names_indicator(indicator, query, spelled):
    names = [indicator.name, *indicator.aliases, indicator.name_en, indicator.code]
    if any(query.casefold() in name.casefold() for name in names):
        return True
    syllables = pinyin_key(indicator.name).split()
    initials = "".join(syllable[0] for syllable in syllables)
    return bool(spelled) and ("".join(syllables).startswith(spelled) or initials.startswith(spelled))


def _titled(records, query):
    """News and policies by title, in either language; their addresses are the pinyin of the title."""
    spelled = pinyin_query(query)
    by_pinyin = Q(slug__startswith=spelled) if spelled else Q(pk__in=[])
    return records.filter(Q(title__icontains=query) | Q(title_en__icontains=query) | by_pinyin)
