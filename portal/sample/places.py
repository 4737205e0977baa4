"""Where the invented world lies: its source, regions, parks and chains."""

import datetime
from collections.abc import Iterator

from portal.sample.editions import BREAK_IN, BREAK_OF
from portal.sample.plan import (
    CHAINS,
    COMPLEX,
    ROOT,
    ROOT_CODE,
    SOURCE,
    ZONE,
    Name,
    Plan,
    chain,
    county,
    has_small_park,
    park,
    small_park,
    source_of,
    town,
    towns_of,
)
from portal.sample.releases import last_report_of
from portal.sample.tables import Row, Table, table

LEADING_CHAINS = 3


def tables_of_regions(plan: Plan) -> list[Table]:
    return [
        table("来源", "标题 发布者 日期 日期推断 网址 公开依据 说明", _sources(plan)),
        table("地区", "名称 简称 别名 英文名 代码 级别 上级 首页地区 类型 来源 出处 备注", _regions(plan)),
        table("比较范围", "名称 英文名 成员数 成员 说明", [_group(plan)]),
    ]


def tables_of_parks_and_chains(plan: Plan) -> list[Table]:
    return [
        table("园区", "名称 简称 别名 英文名 类型 上级园区 所在地区 简介 英文简介 来源 出处 原文 备注", _parks(plan)),
        table("产业链", "名称 简称 别名 英文名 简介 英文简介 来源 出处 原文 备注", _chains()),
        table("产业链提法", "产业链 名单 提出者 体系 序号 来源 出处 原文 备注", _listings()),
        table("断点", "指标 日期 适用地区 原因 来源 出处", _breaks(plan)),
    ]


def named(name: Name) -> Row:
    """What every record of a name has: both languages and where it comes from."""
    return {"名称": name.chinese, "英文名": name.english, "来源": SOURCE}


def _sources(plan) -> Iterator[Row]:
    yield _source(SOURCE, plan.published_on)
    for year in plan.years_reported:
        yield _source(source_of(year), last_report_of(plan, year))


def _source(title, published_on) -> Row:
    return {
        "标题": title,
        "发布者": "演示",
        "日期": published_on,
        # Aggregates of the invented counties are shown as those of a real one would be.
        "公开依据": "官方汇总",
        "说明": "由程序编造，用来演示本站的各种页面。示例市及其县、镇、园区、企业和数据都不存在，不代表任何真实的地区和企业。",
    }


def _regions(plan) -> Iterator[Row]:
    yield named(ROOT) | {"代码": ROOT_CODE, "级别": "市", "类型": "地级市"}
    for number in plan.county_numbers:
        yield named(county(number)) | {
            "代码": county_code(number), "级别": "县", "上级": ROOT.chinese, "类型": "县"
        }  # fmt: skip
    for number in plan.county_numbers:
        for place, town_number in enumerate(towns_of(number)):
            yield named(town(town_number)) | {
                "代码": f"{county_code(number)}{101 + place}",
                "级别": "乡镇",
                "上级": county(number).chinese,
                "类型": "镇",
            }


def county_code(number: int) -> str:
    return str(int(ROOT_CODE) + number)


def _group(plan):
    members = "、".join(county(number).chinese for number in plan.county_numbers)
    return {
        "名称": plan.group,
        "英文名": f"Sample City (its {plan.counties} counties)",
        "成员数": plan.counties,
        "成员": members,
        "说明": "示例市的各县。演示数据，虚构。",
    }


def _parks(plan) -> Iterator[Row]:
    yield _park(ZONE, "经济开发区", "", ROOT)
    for number in plan.county_numbers:
        kind = "高新技术产业园" if number % 2 else "特色产业园"
        yield _park(park(number), kind, ZONE.chinese, county(number))
        if has_small_park(number):
            yield _park(small_park(number), "小微企业园", park(number).chinese, county(number))
    yield _park(COMPLEX, "产业创新服务综合体", "", ROOT)


def _park(name, kind, parent, place) -> Row:
    return named(name) | {
        "类型": kind,
        "上级园区": parent,
        "所在地区": place.chinese,
        "简介": f"虚构的园区，设在{place.chinese}，仅供演示。",
        "英文简介": f"An invented park in {place.english}, for demonstration only.",
    }


def _chains() -> Iterator[Row]:
    for number in range(1, CHAINS + 1):
        yield named(chain(number)) | {
            "简介": "虚构的产业链，仅供演示。",
            "英文简介": "An invented industrial chain, for demonstration only.",
        }


def _listings() -> Iterator[Row]:
    for number in range(1, CHAINS + 1):
        is_leading = number <= LEADING_CHAINS
        yield {
            "产业链": chain(number).chinese,
            "名单": "示例主导产业" if is_leading else "示例特色产业",
            "提出者": ROOT.chinese,
            "体系": "示例3+X",
            "序号": number if is_leading else number - LEADING_CHAINS,
            "来源": SOURCE,
        }


def _breaks(plan) -> Iterator[Row]:
    """The one change of scope, which holds for the invented city alone."""
    year = plan.year + BREAK_IN
    yield {
        "指标": BREAK_OF,
        "日期": datetime.date(year, 1, 1),
        "适用地区": ROOT.chinese,
        "原因": f"示例市{year}年起按新的示例目录认定新产品，范围扩大，与以前的水平不可比（虚构）。",
        "来源": source_of(year) if year in plan.years_reported else SOURCE,
    }
