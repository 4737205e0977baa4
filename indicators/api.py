"""The programming interface to indicators, their figures, the subjects and the code lists."""

from typing import Annotated

from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Router

from indicators.models import Indicator, Region, Subject
from indicators.open_data import code_lists, examples, schemas
from indicators.open_data.answers import answer, json_text, list_answer, operation
from indicators.open_data.asking import (
    AskedFigures,
    AskedOfAll,
    AskedSubjects,
    Code,
    InWorld,
    Name,
    Paged,
    conditions_of,
    day_asked,
)
from indicators.open_data.faults import unknown_name
from indicators.open_data.figure_pages import figure_page
from indicators.open_data.names import find_names
from indicators.open_data.paging import Order, cursor_of
from indicators.open_data.records import record_page
from indicators.open_data.records_told import indicator_item, region_item, subject_item

router = Router(tags=[_("数据")])
CodePath = Annotated[Code, Path(description=_("指标代码。"), example="exports")]


@operation(
    router,
    "/observations",
    shape=schemas.page_of(schemas.Observation),
    example=examples.OBSERVATIONS,
    summary=_("全部指标的数据"),
    url_name="observations",
)
def observations(request, asked: Query[AskedOfAll]):
    return _figures(request, asked, asked.indicator)


@operation(
    router,
    "/indicators/{code}/observations",
    shape=schemas.page_of(schemas.Observation),
    example=examples.OBSERVATIONS,
    summary=_("一项指标的数据"),
    url_name="indicator_observations",
)
def indicator_observations(request, code: CodePath, asked: Query[AskedFigures]):
    return _figures(request, asked, [code])


def _figures(request, asked, indicators):
    """A page of figures: two questions, the names and the rows, whatever the filters."""
    conditions, asof = conditions_of(asked, indicators), day_asked(asked.asof)
    objects, after = figure_page(conditions, asked.order, cursor=asked.cursor, limit=asked.limit, asof=asof)
    return list_answer(request, objects, cursor_of(asked.order, after) if after else None)


BY_POSITION = Order("position", ("position", "id"))


@operation(
    router,
    "/indicators",
    shape=schemas.page_of(schemas.IndicatorItem),
    example=examples.INDICATORS,
    summary=_("指标表"),
    url_name="indicators",
)
def indicators(request, asked: Query[Paged]):
    rows = Indicator.objects.select_related("department", "numerator", "denominator")
    return record_page(request, rows, BY_POSITION, asked, indicator_item)


@operation(
    router,
    "/indicators/{code}",
    shape=schemas.IndicatorDetail,
    example=examples.INDICATOR,
    summary=_("一项指标的定义、口径和断点"),
    url_name="indicator",
)
def indicator(request, code: CodePath):
    parts = Indicator.objects.select_related("department", "numerator", "denominator").prefetch_related("breaks")
    found = parts.filter(code=code).first()
    if found is None:
        raise unknown_name("code", code)
    detail = {
        "aliases": found.aliases,
        "breaks": [{"on": one.on, "reason": one.reason} for one in found.breaks.all()],
        "observations": request.build_absolute_uri(reverse("api:indicator_observations", args=[code])),
    }
    return answer(request, json_text(indicator_item(found) | detail).encode())


BY_NUMBER = Order("number", ("id",))


@operation(
    router,
    "/subjects",
    shape=schemas.page_of(schemas.SubjectItem),
    example=examples.SUBJECTS,
    summary=_("数据所说的对象：地区、企业、园区、产业链和项目"),
    url_name="subjects",
)
def subjects(request, asked: Query[AskedSubjects]):
    rows = Subject.objects.filter(world_id=find_names(world=asked.world or "").world).select_related("world__subject")
    rows = rows.filter(kind__in=asked.kind) if asked.kind else rows
    return record_page(request, rows, BY_NUMBER, asked, subject_item)


BY_DIVISION = Order("division", ("code", "subject_id"))


@operation(
    router,
    "/regions",
    shape=schemas.page_of(schemas.RegionItem),
    example=examples.REGIONS,
    summary=_("地区"),
    url_name="regions",
)
def regions(request, asked: Query[InWorld]):
    rows = Region.objects.in_world(find_names(world=asked.world or "").world)
    rows = rows.select_related("subject__world__subject", "parent__subject")
    return record_page(request, rows, BY_DIVISION, asked, region_item)


@operation(
    router,
    "/code-lists",
    shape=schemas.page_of(schemas.CodeListItem),
    example=examples.CODE_LISTS,
    summary=_("代码表"),
    url_name="code_lists",
)
def all_code_lists(request):
    return list_answer(request, [json_text(vars(one)) for one in code_lists.code_lists()], None)


@operation(
    router,
    "/code-lists/{path:name}",
    shape=schemas.page_of(schemas.CodeItem),
    example=examples.CODES,
    summary=_("一个代码表的代码"),
    url_name="code_list",
)
def code_list(request, name: Annotated[Name, Path(description=_("代码表的名字。"), example="measure")]):
    entries = code_lists.entries_of(name)
    if not entries:
        raise unknown_name("name", name)
    return list_answer(request, [json_text(vars(one)) for one in entries], None)
