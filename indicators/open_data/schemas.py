"""The shapes of the answers, for the description of the interface. Those of figures follow from their columns."""

import datetime
from typing import Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from pydantic import create_model

from indicators.models import Rank
from indicators.open_data.code_lists import choices_of, in_both_languages
from indicators.open_data.columns import DATE, DATETIME, FIGURE_COLUMNS, INTEGER, NUMBER, STRING, Column

_TYPES = {STRING: str, INTEGER: int, NUMBER: str, DATE: datetime.date, DATETIME: datetime.datetime}


class Place(Schema):
    """A place that the source gave the figure."""

    group: str = Field(description=_("比较范围，照来源的写法，如“全市”。"))
    size: int | None = Field(description=_("范围里有几个成员，不知道时为空。"))
    position: int = Field(description=_("名次，从1起。"))
    qualifier: Literal[tuple(code for code, _label in choices_of("qualifier"))] = Field(
        description=_("等于即“第2”，不超过即“前2”。")
    )
    direction: Literal[tuple(Rank.Direction.values)] = Field(description=_("从高到低排，还是从低到高排。"))


def _field(column: Column) -> tuple[Any, Any]:
    kind: Any = _TYPES[column.type]
    if column.codes:
        kind = Literal[tuple(code for code, _label in choices_of(column.codes))]
    return (kind if column.is_required else kind | None, Field(description=in_both_languages(column.description)[0]))


def _observation() -> type[Schema]:
    """One model of all columns; the members "a.b" and "a.c" make a model of their own."""
    members: dict[str, Any] = {}
    groups: dict[str, dict[str, Any]] = {}
    for column in FIGURE_COLUMNS:
        outer, _dot, inner = column.member.rpartition(".")
        if not outer:
            members[inner] = _field(column)
        elif outer not in groups:
            members[outer] = groups[outer] = {inner: _field(column)}
        else:
            groups[outer][inner] = _field(column)
    for name, fields in groups.items():
        members[name] = (create_model(name.capitalize(), __base__=Schema, **fields), ...)
    return create_model("Observation", __base__=Schema, **members, ranks=(list[Place], ...))


Observation = _observation()


class IndicatorItem(Schema):
    code: str = Field(description=_("指标代码，用在网址里。"))
    name: str
    name_en: str
    unit: str = Field(description=_("数值的单位。"))
    theme: str
    definition: str
    method: str
    department: str | None = Field(description=_("责任部门。"))
    decimals: int
    better: str = Field(description=_("越高越好（higher）、越低越好（lower）或不评价（neither）。"))
    aggregation: str = Field(
        description=_("怎样加总：可加（additive）、分子之和除以分母之和（ratio）、不可加（none）。")
    )
    numerator: str | None = Field(description=_("比率的分子，指标代码。"))
    denominator: str | None = Field(description=_("比率的分母，指标代码。"))
    first_release: str = Field(description=_("逐月（monthly）还是1-2月合并（joint）。"))
    is_headline: bool


class Break(Schema):
    on: datetime.date = Field(description=_("新口径的第一天。"))
    reason: str


class IndicatorDetail(IndicatorItem):
    aliases: list[str]
    breaks: list[Break] = Field(description=_("口径变化：前后的数据不可比。"))
    observations: str = Field(description=_("这项指标的数据的网址。"))


class SubjectItem(Schema):
    kind: str
    slug: str = Field(description=_("对象在网址里的名字。"))
    name: str
    short_name: str
    name_en: str
    state: str = Field(description=_("存续（active）、注销（deregistered）或迁出（moved_out）。"))
    world: str = Field(description=_("对象属于哪个地区的数据，即最上级地区的 slug。"))


class RegionItem(Schema):
    slug: str
    code: str = Field(description=_("区划代码（GB/T 2260）。"))
    name: str
    short_name: str
    name_en: str
    level: str = Field(description=_("市（city）、县（county）或乡镇（town）。"))
    type: str
    parent: str | None = Field(description=_("上级地区的 slug。"))
    is_home: bool = Field(description=_("是不是本站的首页地区。"))
    world: str


class CodeListItem(Schema):
    name: str
    title: str
    title_en: str


class CodeItem(Schema):
    code: str
    name: str
    name_en: str
    parent: str = Field(description=_("上级代码，没有时为空文本。"))


class FaultItem(Schema):
    parameter: str | None = Field(description=_("哪个参数有误。"))
    message: str
    message_en: str
    allowed: list[str] = Field(description=_("可用的值，能列出时列出。"))


class Faults(Schema):
    errors: list[FaultItem]


def page_of(item: type[Schema]) -> type[Schema]:
    """A list's answer: its items and the cursor of the next page."""
    following = (str | None, Field(description=_("下一页的 cursor，最后一页为空。")))
    return create_model(f"{item.__name__}Page", __base__=Schema, items=(list[item], ...), next=following)
