"""The monthly reports of the invented city and the revisions between them: each is a load of its own day."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR

from portal.sample.counts import rows_of_counts
from portal.sample.editions import (
    SECRET,
    Revision,
    county_amounts,
    county_left_out,
    is_preliminary,
    revisions_of,
)
from portal.sample.figures import HEADERS
from portal.sample.plan import ROOT, Plan, county, source_of
from portal.sample.releases import came_on
from portal.sample.series import BY_CODE, SERIES, TENTH, Amount, Series, city_amount
from portal.sample.tables import Row, Table, table

# Of the month alone the city prints only how it grew; of January and February nothing.
GROWTH_OF_MONTH = "industrial_value_added_above_scale"
# In June the counties round what they expect of large projects.
ROUNDED_IN = 6
ROUNDED = {1: "约", 2: "超过"}


@dataclass(frozen=True)
class Report:
    """The tables of one day. `title` stands in the name of the file and beside every figure."""

    title: str
    published_on: datetime.date
    rows: Iterator[Row]

    @property
    def file_name(self) -> str:
        return f"03_示例市_{self.published_on}_{self.title}.xlsx"

    @property
    def tables(self) -> list[Table]:
        return [table("数据", HEADERS, self.rows)]


def reports_of(plan: Plan) -> list[Report]:
    """Every report and revision, by day. Their rows are made when they are asked for."""
    monthly = [
        Report(f"{one.year}年{one.month}月月报", came_on(plan, one), _rows(plan, one)) for one in plan.months_reported
    ]
    revised = [
        Report(f"修订{plan.year + one.year}年数据", one.settled_on(plan), _revised_rows(plan, one))
        for one in revisions_of(plan)
    ]
    return sorted([*monthly, *revised], key=lambda report: report.published_on)


def _rows(plan, month) -> Iterator[Row]:
    status = "初步" if is_preliminary(plan, month) else ""
    extra = {"状态": status, "来源": source_of(month.year), "出处": f"{month.month}月月报"}
    for row in _rows_of_month(plan, month):
        yield row | extra


def _rows_of_month(plan, month) -> Iterator[Row]:
    for series in SERIES:
        if series.is_published(month.month):
            yield from _printed(plan, series, month, county_amounts(plan, series, month), _period(month))
        if series.has_single_months and month.month > 1:
            singles = county_amounts(plan, series, month, is_single=True)
            yield from _printed(plan, series, month, singles, _period(month, is_single=True))
    yield from _growth_of_month(plan, month)
    yield from rows_of_counts(plan, month)


def _revised_rows(plan, revision: Revision) -> Iterator[Row]:
    source = source_of(revision.settled_on(plan).year)
    extra = {"状态": "修订", "来源": source, "出处": f"修订{plan.year + revision.year}年", "备注": revision.reason}
    for month in revision.months(plan):
        for series in map(BY_CODE.__getitem__, revision.indicators):
            if series.is_published(month.month):
                amounts = county_amounts(plan, series, month, is_revised=True)
                for row in _printed(plan, series, month, amounts, _period(month)):
                    yield row | extra


def _period(month, *, is_single=False) -> str:
    begin = "" if is_single or month.month == 1 else "1-"
    return f"{month.year}年{begin}{month.month}月"


def _growth_of_month(plan, month) -> Iterator[Row]:
    if month.month > 2:
        series = BY_CODE[GROWTH_OF_MONTH]
        amount = city_amount(county_amounts(plan, series, month, is_single=True))
        yield _growth_row(ROOT.chinese, series, _period(month, is_single=True), amount)


def _printed(plan, series, month, amounts: list[Amount], period) -> Iterator[Row]:
    """The city and then its counties, each with its places among those that print the figure."""
    city = city_amount(amounts)
    yield _level_row(ROOT.chinese, series, period, f"{city.level}亿元")
    yield _growth_row(ROOT.chinese, series, period, city)
    left_out = [county_left_out(plan, series, number, month) for number in plan.county_numbers]
    peers = [amount for amount, word in zip(amounts, left_out, strict=True) if word is None]
    for number, amount, word in zip(plan.county_numbers, amounts, left_out, strict=True):
        name = county(number).chinese
        if word is None:
            level_rank, growth_rank = _ranks(plan, amount, peers)
            yield _level_row(name, series, period, _level(series, month, number, amount)) | {"位次": level_rank}
            yield _growth_row(name, series, period, amount) | {"位次": growth_rank}
        elif word:
            yield _level_row(name, series, period, word)


def _level(series, month, number, amount) -> str:
    if series.indicator == SECRET and month.month == ROUNDED_IN and number % 3 in ROUNDED:
        return f"{ROUNDED[number % 3]}{amount.level.quantize(TENTH, ROUND_FLOOR)}亿元"
    return f"{amount.level}亿元"


def _ranks(plan, amount, peers) -> tuple[str, str]:
    """The places of level and growth among the counties; equal ones share the better place."""
    by_level = 1 + sum(other.level > amount.level for other in peers)
    by_growth = 1 + sum(other.growth > amount.growth for other in peers)
    return f"{plan.group}第{by_level}", f"{plan.group}第{by_growth}"


def _level_row(name, series: Series, period, value) -> Row:
    return _row(name, series, period) | {"度量": "数值", "数值": value}


def _growth_row(name, series: Series, period, amount) -> Row:
    return _row(name, series, period) | {"度量": "同比", "口径": series.growth_basis, "数值": f"{amount.growth}%"}


def _row(name, series, period) -> Row:
    return {"对象": name, "对象类别": "地区", "指标": series.indicator, "期间": period}
