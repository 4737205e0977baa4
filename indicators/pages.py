"""What the pages of all rooms share: finding a record, the way to it, sorting and paging."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from indicators.wording import in_its_language, marked
from indicators.worlds import add_notice, home_world, world_of

PER_PAGE = 25


def find_record(request, records, slug: str):
    """The record with that slug, or 404. Its page speaks of the world it belongs to, whatever the address says."""
    record = get_object_or_404(records.select_related("subject__world__subject"), subject__slug=slug)
    request.world_region = record.subject.world
    return record


def fill_table(request, table, per_page=PER_PAGE):
    """Sorts and pages a table as the address says.

    An order that no column has is ignored with a notice.
    """
    table.request = request
    wanted = [order for order in request.GET.getlist("sort")[:3] if order]
    known = [order for order in wanted if _is_order(table, order)]
    if known != wanted:
        add_notice(request, _("没有这种排序，已忽略。"))
    if known:
        table.order_by = known
    _settle_ties(table)
    table.paginate(page=1, per_page=per_page)
    table.page = page_of(request, table.paginator)
    return table


def _settle_ties(table):
    """Rows that the order leaves equal stand in a fixed one, so that no page shows again what another showed."""
    rows = table.data.data
    table.data.data = rows.order_by(*rows.query.order_by, "pk")


def page_of(request, paginator):
    """The page that the address names; one that does not exist gives the first or the last, with a notice."""
    wanted = request.GET.get("page") or "1"
    page = paginator.get_page(wanted)
    if str(page.number) != wanted:
        add_notice(request, _("没有这一页，已显示第%(number)s页。") % {"number": page.number})
    return page


def note_ignored(request, filter_set) -> None:
    """Tells the reader of each condition in the address that means nothing here."""
    for sentence in filter_set.ignored:
        add_notice(request, sentence)


def _is_order(table, order):
    """A column by which this table sorts, with a minus before it for the other direction."""
    name = order.removeprefix("-")
    return name in table.columns and table.columns[name].orderable


def trail(request, section: str, view_name: str, here, *, above=()) -> list[tuple]:
    """The way from the home page to a subject, as (label, address): the section's list, what stands above, itself.

    A section without a list has no view name; `above` are (subject, view name) from the top down.
    """
    steps = [(section, in_world(request, reverse(view_name)) if view_name else "")]
    steps += [(named(subject), in_world(request, reverse(view, args=[subject.slug]))) for subject, view in above]
    return [*steps, (named(here), "")]


def named(subject):
    """A subject's name; one that is in Chinese only stands marked as Chinese on an English page."""
    return marked(subject.display_name, subject.name_en)


def in_world(request, address: str, **query: str) -> str:
    """The address with a query, carrying the reader's world where it is not the home region's."""
    world, home = world_of(request), home_world(request)
    if world is not None and world != home:
        query["world"] = world.slug
    return f"{address}?{urlencode(query)}" if query else address


def chosen_chips(request, filter_set, facets) -> list[dict]:
    """What the reader filtered by, each leading to the list without that condition."""
    chosen = [
        (facet.name, format_html(_("{label}：{value}"), label=facet.label, value=facet.selected.marked))
        for facet in facets
        if facet.selected
    ]
    if filter_set.query:
        chosen.append(("q", format_html("“{}”", in_its_language(filter_set.query))))
    return [{"label": format_html("{} ×", label), "address": address_without(request, name)} for name, label in chosen]


def address_without(request, *names: str, **changes: str) -> str:
    """This list's address from its first page, without some conditions and with others."""
    query = request.GET.copy()
    for name in ("page", *names):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"
