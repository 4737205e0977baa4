"""The invented enterprises: what each is, where it belongs, and the figures that stay inside."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from portal.sample.draws import Draw
from portal.sample.places import named
from portal.sample.plan import (
    CHAINS,
    SOURCE,
    Name,
    Plan,
    chain,
    has_small_park,
    numbered,
    park,
    small_park,
    town,
    towns_of,
)
from portal.sample.tables import Row, Table, table

# The divisions of mining, manufacturing and supply in GB/T 4754-2017, as the code list 行业 has them.
INDUSTRIES = [
    *(f"B{code:02}" for code in range(6, 13)),
    *(f"C{code}" for code in range(13, 44)),
    *(f"D{code}" for code in range(44, 47)),
]
# Half of the enterprises are in these: metal products, machinery, electrical machinery, plastics.
MAIN_INDUSTRIES = ("C33", "C34", "C35", "C38", "C29")
# Of 28 enterprises 9 are above scale, evenly spread: 180 of 560.
ABOVE_SCALE, OF = 9, 28
FIRST_ABOVE_SCALE = 4
# Rare states, so that lists have them to leave out.
DEREGISTERED_EVERY, MOVED_OUT_EVERY = 97, 89
# Every tenth shows its name, honours, park and chain only.
WITHOUT_DETAILS_EVERY = 10
GROWN_EVERY = 20
PARKS_BEGIN = datetime.date(2018, 1, 1)


@dataclass(frozen=True)
class Firm:
    """One invented enterprise. `grew` means that it came above scale with the year of the figures."""

    number: int
    name: Name
    county: int
    town: Name
    industry: str
    founded_on: datetime.date
    is_above_scale: bool
    grew: bool
    park: Name | None
    chain: Name | None
    draw: Draw


def firm(plan: Plan, number: int) -> Firm:
    draw = plan.draw("enterprise", number)
    # The first counties have more enterprises than the last.
    county = 1 + int(plan.counties * draw.fraction("county") * (0.5 + 0.5 * draw.fraction("remoteness")))
    is_above = is_above_scale(number)
    industry = draw.pick(MAIN_INDUSTRIES if draw.happens(0.5, "main") else INDUSTRIES, "industry")
    has_chain = draw.happens(0.6, "chain")
    return Firm(
        number=number,
        name=numbered("示例企业", "Sample Enterprise", number, plan.enterprises, least_width=3),
        county=county,
        town=town(draw.pick(towns_of(county), "town")),
        industry=industry,
        founded_on=datetime.date(draw.whole(1992, plan.year - 3, "year"), draw.whole(1, 12, "month"), draw.whole(1, 28, "day")),
        is_above_scale=is_above,
        grew=is_above and number % GROWN_EVERY == FIRST_ABOVE_SCALE,
        park=_park_of(draw, county, is_above),
        chain=chain(1 + INDUSTRIES.index(industry) % CHAINS) if has_chain else None,
        draw=draw,
    )  # fmt: skip


def is_above_scale(number: int) -> bool:
    return number * ABOVE_SCALE % OF < ABOVE_SCALE


def _park_of(draw, county, is_above):
    if not draw.happens(0.6 if is_above else 0.4, "park"):
        return None
    return small_park(county) if has_small_park(county) and not is_above else park(county)


def firms(plan: Plan) -> Iterator[Firm]:
    return (firm(plan, number) for number in range(1, plan.enterprises + 1))


def tables_of_enterprises(plan: Plan) -> list[Table]:
    headers = "名称 简称 别名 英文名 统一社会信用代码 行业 主要产品 简介 英文简介 网站 成立日期 所在地区 状态 公开依据 来源 出处 原文 备注"
    return [table("企业", headers, (_enterprise(one) for one in firms(plan)))]


def tables_of_memberships(plan: Plan) -> list[Table]:
    rows = (row for one in firms(plan) for row in _memberships(one, plan))
    return [table("企业归属", "企业 归属类型 归属 起 止 来源 出处 原文 备注", rows)]


def _enterprise(one: Firm) -> Row:
    return named(one.name) | {
        "行业": one.industry,
        "主要产品": f"示例产品{one.draw.whole(1, 99, 'product'):02}",
        "简介": f"虚构的企业，设在{one.town.chinese}，仅供演示。",
        "英文简介": f"An invented enterprise in {one.town.english}, for demonstration only.",
        "成立日期": one.founded_on,
        "所在地区": one.town.chinese,
        "状态": _state(one.number),
        "公开依据": "无" if one.number % WITHOUT_DETAILS_EVERY == 0 else "公布名单",
    }


def _state(number) -> str:
    if number % DEREGISTERED_EVERY == 0:
        return "注销"
    return "迁出" if number % MOVED_OUT_EVERY == 0 else "存续"


def _memberships(one: Firm, plan: Plan) -> Iterator[Row]:
    began = max(one.founded_on, PARKS_BEGIN)
    if one.park:
        yield _membership(one, "园区", one.park.chinese, began)
    if one.chain:
        yield _membership(one, "产业链", one.chain.chinese, None)
    new_year = datetime.date(plan.year, 1, 1)
    if one.grew:
        yield _membership(one, "规模", "规下", None, new_year)
    yield _membership(one, "规模", "规上" if one.is_above_scale else "规下", new_year if one.grew else None)


def _membership(one, kind, group, begin, end=None) -> Row:
    return {"企业": one.name.chinese, "归属类型": kind, "归属": group, "起": begin, "止": end, "来源": SOURCE}
