from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enterprises.dossier import dossier_of
from enterprises.filters import EnterpriseFilter
from enterprises.models import Chain, Enterprise, Park
from enterprises.queries import (
    HAS_PUBLIC_TOWN,
    for_directory,
    lineage_of,
    lists_named_by,
    lists_naming,
    members,
    panel_wall,
    park_forest,
    places_of,
    with_member_counts,
)
from enterprises.tables import EnterpriseTable, ParkTable
from indicators.pages import address_without, chosen_chips, fill_table, find_record, in_world, note_ignored, trail
from indicators.worlds import world_of

# A page names so many projects and then leads to their list.
MOST_PROJECTS = 30
# More parks than a tree can show on a page; the table below it pages.
MOST_IN_TREE = 300


def enterprise_list(request):
    world = world_of(request)
    directory = EnterpriseFilter(request.GET, Enterprise.objects.public().in_world(world).active(), world=world)
    note_ignored(request, directory)
    facets = directory.with_counts()
    has_cards = request.GET.get("view") == "cards"
    table = EnterpriseTable(for_directory(directory.qs), order_by="name", exclude=_columns_without_values(facets))
    context = {
        "crumbs": [(pgettext("section", "企业"), "")],
        "facets": facets,
        "query": directory.query,
        "chips": chosen_chips(request, directory, facets),
        "hidden": [("view", "cards")] if has_cards else [],
        "table": fill_table(request, table),
        "has_cards": has_cards,
        "views": _views(request, has_cards),
    }
    return render(request, "enterprises/list.html", context)


def _columns_without_values(facets):
    """Columns that no enterprise here has anything for; a facet counts whatever the other conditions leave."""
    columns = {"park": "park", "chain": "chain", "size": "size_class", "town": "town", "programme": "honours"}
    return tuple(columns[facet.name] for facet in facets if facet.name in columns and not facet.options)


def _views(request, has_cards):
    return [
        {"label": _("表格"), "address": address_without(request, "view"), "is_active": not has_cards},
        {"label": _("卡片"), "address": address_without(request, view="cards"), "is_active": has_cards},
    ]


def enterprise_detail(request, slug):
    enterprises = Enterprise.objects.public().select_related("industry").annotate(has_public_town=HAS_PUBLIC_TOWN)
    enterprise = find_record(request, enterprises, slug)
    dossier = dossier_of(enterprise.subject)
    context = {
        "crumbs": trail(request, pgettext("section", "企业"), "enterprises:list", enterprise.subject),
        "enterprise": enterprise,
        "subject": enterprise.subject,
        "memberships": places_of(enterprise),
        "dossier": dossier,
        "wall": panel_wall(enterprise, dossier.figures),
        **_projects_of(request, enterprise, sort="owner"),
    }
    return render(request, "enterprises/detail.html", context)


def _projects_of(request, record, **query):
    """The first projects of a record and, where there are more, the address of their list."""
    projects = list(record.projects.public().order_by("subject__pinyin", "pk")[: MOST_PROJECTS + 1])
    address = in_world(request, reverse("projects:list"), **query)
    return {"projects": projects[:MOST_PROJECTS], "all_projects": address if len(projects) > MOST_PROJECTS else ""}


def park_list(request):
    parks = Park.objects.public().in_world(world_of(request)).active()
    in_tree = list(parks[: MOST_IN_TREE + 1])
    is_tree = len(in_tree) <= MOST_IN_TREE and any(park.parent_id for park in in_tree)
    table = ParkTable(with_member_counts(parks), order_by="name", exclude=() if is_tree else ("parent",))
    context = {
        "crumbs": [(pgettext("section", "园区"), "")],
        "forest": park_forest(in_tree) if is_tree else [],
        "table": fill_table(request, table),
    }
    return render(request, "enterprises/park_list.html", context)


def park_detail(request, slug):
    park = find_record(request, Park.objects.public().select_related("parent__subject"), slug)
    parks = list(Park.objects.public().in_world(park.subject.world_id))
    context = {
        "crumbs": trail(request, pgettext("section", "园区"), "parks:list", park.subject, above=_parent_of(park)),
        "park": park,
        "subject": park.subject,
        "lineage": lineage_of(park, parks),
        "members": members(Enterprise.objects.in_park(park).in_world(park.subject.world_id)),
        "directory": in_world(request, reverse("enterprises:list"), park=park.slug),
        "leading_lists": list(lists_named_by(park.subject)),
        **_projects_of(request, park, park=park.slug),
        "dossier": dossier_of(park.subject),
    }
    return render(request, "enterprises/park_detail.html", context)


def _parent_of(park):
    return [(park.parent.subject, "parks:detail")] if park.parent else []


def chain_detail(request, slug):
    chain = find_record(request, Chain.objects.public(), slug)
    context = {
        "crumbs": trail(request, pgettext("section", "产业链"), "", chain.subject),
        "chain": chain,
        "subject": chain.subject,
        "listings": list(lists_naming(chain)),
        "members": members(Enterprise.objects.in_chain(chain).in_world(chain.subject.world_id)),
        "directory": in_world(request, reverse("enterprises:list"), chain=chain.slug),
        **_projects_of(request, chain, chain=chain.slug),
        "dossier": dossier_of(chain.subject),
    }
    return render(request, "enterprises/chain_detail.html", context)
