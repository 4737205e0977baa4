"""Open data: what can be taken away, in which forms, and how programs and publications refer to it."""

from dataclasses import dataclass

from django.http import Http404, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enterprises.open_data import TABLES as ENTERPRISE_TABLES
from indicators.asof import AsofError, parse_asof
from indicators.open_data import citation
from indicators.open_data.code_lists import code_lists, entries_of
from indicators.open_data.columns import FIGURE_COLUMNS
from indicators.open_data.downloads import named_file
from indicators.open_data.faults import refused_file
from indicators.open_data.interface_words import operations_in_words
from indicators.open_data.package import package
from indicators.open_data.tables import TABLES, Asked, Table, code_tables, csv_lines
from indicators.pages import in_world
from indicators.wording import marked
from indicators.worlds import kept_notices, world_of
from portal.api_urls import description


@dataclass(frozen=True)
class File:
    """A table as the page lists it."""

    table: Table
    address: str


def tables() -> dict[str, Table]:
    """Every table by its name. One question, for the code lists that editors keep."""
    return {table.name: table for table in (*TABLES, *ENTERPRISE_TABLES, *code_tables())}


def data(request):
    files = [File(table, _address(request, table)) for table in (*TABLES, *ENTERPRISE_TABLES)]
    context = {
        "crumbs": [(_("开放数据"), "")],
        "files": files,
        "lists": [(one, in_world(request, reverse("data:codes", args=[one.name]))) for one in code_lists()],
        "columns": FIGURE_COLUMNS,
        "package": in_world(request, reverse("data:package")),
        "licence": citation.licence(),
        "licence_words": citation.licence_words(),
        "citation": citation.citation_of(request, _("开放数据")),
    }
    return render(request, "data/index.html", context)


def interface(request):
    """The programming interface for people, from the same description as for programs."""
    context = {
        "crumbs": [(_("开放数据"), in_world(request, reverse("data:index"))), (_("数据接口"), "")],
        "about": translation.gettext(description()["info"]["description"]),
        "operations": operations_in_words(description(), request.build_absolute_uri("/")),
    }
    return render(request, "data/interface.html", context)


def codes(request, name):
    found = next((one for one in code_lists() if one.name == name), None)
    entries = entries_of(name) if found else []
    if not entries:
        raise Http404(name)
    crumbs = [(_("开放数据"), in_world(request, reverse("data:index"))), (marked(found.title, found.title_en), "")]
    address = reverse("data:file", args=[f"codes-{name}"])
    return render(request, "data/codes.html", {"crumbs": crumbs, "list": found, "entries": entries, "address": address})


@require_safe
def table_file(request, name):
    """A whole table as csv, written while it is read; `asof` for figures alone."""
    table = tables().get(name)
    if table is None:
        raise Http404(name)
    asked, faults = _asked(request, table)
    if faults:
        return refused_file(faults)
    lines = csv_lines(table.fields, table.rows(asked), [field.name for field in table.fields])
    response = StreamingHttpResponse((line.encode() for line in lines), content_type="text/csv; charset=utf-8")
    return named_file(response, f"{name}.csv")


@require_safe
def data_package(request):
    """The description of all tables (Data Package, Table Schema), from which programs load them."""
    asked, faults = _asked(request, TABLES[0])
    if faults:
        return refused_file(faults)
    is_plain = not request.GET
    found = package(
        tables().values(),
        asked,
        address_of=lambda table: (
            f"{table.name}.csv" if is_plain else request.build_absolute_uri(_address(request, table))
        ),
        title=_("%(name)s开放数据") % {"name": citation.responsible(request)},
        homepage=request.build_absolute_uri(reverse("data:index")),
    )
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _address(request, table):
    query = {"asof": request.GET["asof"]} if table.name == "figures" and request.GET.get("asof") else {}
    return in_world(request, reverse("data:file", args=[table.name]), **query)


def _asked(request, table) -> tuple[Asked, list[str]]:
    """The world and the day that the address names, and why they cannot be had as asked."""
    world, day, faults = world_of(request), None, []
    if text := request.GET.get("asof"):
        try:
            day = parse_asof(text)
        except AsofError as fault:
            faults.append(str(fault))
        if table.name != "figures":
            faults.append(_("只有数据表有往日的状态，这张表只有现在的。"))
    return Asked(world.pk if world else None, day), faults + kept_notices(request)
