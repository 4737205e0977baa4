"""What may be asked of figures in an address, and the conditions that answer it."""

import datetime
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

from indicators.asof import AsofError, parse_asof
from indicators.open_data.code_lists import choices_of
from indicators.open_data.faults import Refusal
from indicators.open_data.figure_pages import Condition, in_values
from indicators.open_data.names import Found, find_names
from indicators.open_data.paging import Order

MOST_ITEMS, ITEMS = 1000, 100
MOST_NAMES = 50

# A name in an address: no control characters, which the database could not even compare.
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$")]
Slug = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[-a-zA-Z0-9_]+$")]
Code = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]
Days = Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
Day = Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=r"^[-a-zA-Z0-9_]+$")]

# By the index over open figures; the others sort what is left of the whole.
ORDERS = {
    order.name: order
    for order in (
        Order("series", ("indicator_id", "subject_id", "last_day", "id")),
        Order("period", ("last_day", "id")),
        Order("-period", ("last_day", "id"), is_descending=True),
        Order("published_at", ("published_at", "id")),
        Order("-published_at", ("published_at", "id"), is_descending=True),
        Order("value", ("value", "id")),
        Order("-value", ("value", "id"), is_descending=True),
    )
}


def _one_of(name):
    return Literal[tuple(code for code, _label in choices_of(name))]


class Paged(Schema):
    """What every list takes."""

    model_config = ConfigDict(populate_by_name=True)

    limit: int = Field(ITEMS, ge=1, le=MOST_ITEMS, description=_("每页多少条，1到1000的整数，不写为100。"))
    cursor: Cursor | None = Field(None, description=_("上一页的 next；不写为第一页。"))


class InWorld(Paged):
    world: Slug | None = Field(
        None,
        description=_("哪个地区的数据：最上级地区的 slug，不写为本站首页地区的。"),
        json_schema_extra={"example": "lishuishi"},
    )


class AskedSubjects(InWorld):
    kind: list[_one_of("subject_kind")] = Field([], max_length=MOST_NAMES, description=_("对象类别，可重复。"))


class AskedFigures(InWorld):
    """Which figures, in which order and as of which day."""

    subject: list[Name] = Field([], max_length=MOST_NAMES, description=_("对象的 slug，可重复。"))
    region: list[Name] = Field([], max_length=MOST_NAMES, description=_("地区的 slug 或区划代码，可重复。"))
    kind: list[_one_of("subject_kind")] = Field([], max_length=MOST_NAMES, description=_("对象类别，可重复。"))
    measure: list[_one_of("measure")] = Field([], max_length=MOST_NAMES, description=_("度量，可重复。"))
    basis: list[Name] = Field([], max_length=MOST_NAMES, description=_("口径，照写，可重复；没有说明的是 unstated。"))
    breakdown: list[Name] = Field(
        [], max_length=MOST_NAMES, description=_("分类代码，可重复；写 none 只要全体的数据，不要某一分类的。")
    )
    period_kind: list[_one_of("period_kind")] = Field([], max_length=MOST_NAMES, description=_("时间种类，可重复。"))
    from_: Days | None = Field(
        None, alias="from", description=_("从何时起：年、年-月或年-月-日，如 2021、2021-07、2021-07-31。")
    )
    to: Days | None = Field(None, description=_("到何时止，写法同 from，含这一年、月或日。"))
    sort: Literal[tuple(ORDERS)] = Field(
        "series", description=_("排序：series（按指标、对象、时间）、period、published_at、value；加负号为从新到旧、从大到小。按 value 排时略去没有数值的。")
    )  # fmt: skip
    asof: Day | None = Field(
        None,
        description=_("某一天结束时的数据，如 2021-07-31，不能晚于今天；不写为现在。"),
        json_schema_extra={"example": "2021-10-31"},
    )

    @property
    def order(self) -> Order:
        return ORDERS[self.sort]


class AskedOfAll(AskedFigures):
    indicator: list[Code] = Field([], max_length=MOST_NAMES, description=_("指标代码，可重复。"))


def conditions_of(asked: AskedFigures, indicators: list[str]) -> list[Condition]:
    """What the figures that are asked for have in common. Raises Refusal for a name that there is not, or a wrong day."""
    found = find_names(
        world=asked.world or "",
        subjects=asked.subject,
        regions=asked.region,
        indicators=indicators,
        categories=[code for code in asked.breakdown if code != "none"],
    )
    conditions = _of(found) + _in_days(asked)
    for field, values in (
        ("subject__kind", asked.kind),
        ("measure", asked.measure),
        ("basis", asked.basis),
        ("period_kind", asked.period_kind),
    ):
        conditions += [in_values(field, values)] if values else []
    if "none" in asked.breakdown:
        conditions.append(Condition("breakdown_id IS NULL"))
    if asked.order.fields[0] == "value":
        conditions.append(Condition("value IS NOT NULL"))
    return conditions


def _of(found: Found):
    rows = {"subject_id": found.subjects, "indicator_id": found.indicators, "breakdown_id": found.categories}
    conditions = [in_values(field, numbers) for field, numbers in rows.items() if numbers is not None]
    if found.subjects is None:
        conditions.append(Condition("subject__world_id = %s", [found.world]))
    return conditions


def _in_days(asked):
    first, last = _days("from", asked.from_), _days("to", asked.to)
    if first and last and first[0] > last[1]:
        raise Refusal(gettext_lazy("“from”不能晚于“to”。"), parameter="from")
    conditions = [Condition("first_day >= %s", [first[0]])] if first else []
    return conditions + ([Condition("last_day <= %s", [last[1]])] if last else [])


def _days(parameter: str, text: str | None) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of a year, a month or a day written as such."""
    if not text:
        return None
    numbers = [int(part) for part in text.split("-")]
    year, month, day = (*numbers, None, None)[:3]
    try:
        first = datetime.date(year, month or 1, day or 1)
    except ValueError:
        raise Refusal(gettext_lazy("参数“%(parameter)s”：没有这一天。"), parameter=parameter) from None
    if day:
        return first, first
    if not month:
        return first, datetime.date(year, 12, 31)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return first, following - datetime.timedelta(days=1)


def day_asked(text: str | None) -> datetime.date | None:
    """The day of `asof`. Raises Refusal where there is none of that date, or it has not come yet."""
    if not text:
        return None
    try:
        return parse_asof(text)
    except AsofError:
        raise Refusal(_AsofSentence(text), parameter="asof") from None


class _AsofSentence:
    """Why a day cannot be shown, in the language that is asked for at the moment."""

    def __init__(self, text):
        self.text = text

    def __str__(self):
        try:
            parse_asof(self.text)
        except AsofError as fault:
            return str(fault).replace("%", "%%")
        return ""
