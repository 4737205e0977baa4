"""The figures of the invented world: a year by month for the counties and their city, a year for each enterprise."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.sample.enterprises import Firm, firms
from portal.sample.plan import ROOT, SOURCE, Plan, county
from portal.sample.tables import Row, Table, table

HEADERS = "对象 对象类别 指标 度量 口径 分类 期间 期间推断 数值 单位 位次 状态 公开范围 公开依据 来源 出处 备注"
# January and February are published together.
MONTHS = range(2, 13)
CENT, TENTH = Decimal("0.01"), Decimal("0.1")


@dataclass(frozen=True)
class Series:
    """An indicator of the catalogue and about what the whole city has of it in a year, in 亿元."""

    indicator: str
    city_year: float
    # Growth of value added is published at comparable prices.
    growth_basis: str = ""


COMPARABLE = "可比价"
SERIES = (
    Series("industrial_value_added_above_scale", 412.0, COMPARABLE),
    Series("industrial_output_value_above_scale", 1985.0),
    Series("equipment_manufacturing_value_added", 128.0, COMPARABLE),
    Series("high_tech_industry_value_added", 171.0, COMPARABLE),
    Series("new_product_output_value", 596.0),
    Series("research_and_development_expenditure_above_scale", 31.0),
    Series("exports", 335.0),
    Series("large_project_investment", 468.0),
    Series("digital_economy_core_industry_value_added", 62.0, COMPARABLE),
)


@dataclass(frozen=True)
class Amount:
    """A figure in 亿元 with its growth over the same months of the year before in per cent, as published."""

    level: Decimal
    growth: Decimal

    @property
    def year_before(self) -> Decimal:
        return self.level / (1 + self.growth / 100)


def tables_of_region_figures(plan: Plan) -> list[Table]:
    return [table("数据", HEADERS, (row for series in SERIES for row in _rows_of_series(plan, series)))]


def tables_of_enterprise_figures(plan: Plan) -> list[Table]:
    return [table("数据", HEADERS, (row for one in firms(plan) for row in _rows_of_firm(plan, one)))]


def county_amounts(plan: Plan, series: Series, month: int) -> list[Amount]:
    """What each county published for January to `month`, in the counties' order."""
    return [_county_amount(plan, series, number, month) for number in plan.county_numbers]


def city_amount(counties: list[Amount]) -> Amount:
    """The sum of the counties; its growth follows from the sums, never from the mean of the counties' growth."""
    level = sum(amount.level for amount in counties)
    return Amount(level, (100 * (level / sum(amount.year_before for amount in counties) - 1)).quantize(TENTH))


def _county_amount(plan, series, number, month) -> Amount:
    city_year = series.city_year * plan.draw("city", series.indicator).between(0.9, 1.1)
    whole_year = city_year * _county_share(plan, series, number)
    draw = plan.draw("growth", series.indicator, number)
    growth = draw.between(-4, 16, "year") + (12 - month) * draw.between(-0.9, 0.9, "trend") + draw.between(-1, 1, month)
    level = whole_year * _share_of_year(plan.draw("months", series.indicator, number), month)
    return Amount(_rounded(level, CENT), _rounded(growth, TENTH))


def _county_share(plan, series, number) -> float:
    """The county's part of the city: a size of its own, a little different for each indicator."""
    sizes = [
        plan.draw("size", place).between(0.5, 2, "all") * plan.draw("size", place).between(0.7, 1.3, series.indicator)
        for place in plan.county_numbers
    ]
    return sizes[number - 1] / math.fsum(sizes)


def _share_of_year(draw, month) -> float:
    """The part of a year's amount that January to `month` have; it grows with every month up to 1."""
    weights = [draw.between(0.8, 1.2, each) for each in range(1, 13)]
    return math.fsum(weights[:month]) / math.fsum(weights)


def _rounded(number: float, step: Decimal) -> Decimal:
    return Decimal(repr(number)).quantize(step) + 0  # a minus before nothing is dropped


def _rows_of_series(plan, series) -> Iterator[Row]:
    for month in MONTHS:
        period = f"{plan.year}年1-{month}月"
        amounts = county_amounts(plan, series, month)
        is_latest = month == MONTHS[-1]
        yield from _rows_of_region(ROOT.chinese, series, period, city_amount(amounts))
        for number, amount in zip(plan.county_numbers, amounts, strict=True):
            ranks = _ranks(plan, amount, amounts) if is_latest else ("", "")
            yield from _rows_of_region(county(number).chinese, series, period, amount, *ranks)


def _ranks(plan, amount, amounts) -> tuple[str, str]:
    """The places of level and growth among the counties; equal ones share the better place."""
    by_level = 1 + sum(other.level > amount.level for other in amounts)
    by_growth = 1 + sum(other.growth > amount.growth for other in amounts)
    return f"{plan.group}第{by_level}", f"{plan.group}第{by_growth}"


def _rows_of_region(name, series, period, amount, level_rank="", growth_rank="") -> Iterator[Row]:
    row = {"对象": name, "对象类别": "地区", "指标": series.indicator, "期间": period, "来源": SOURCE}
    yield row | {"度量": "数值", "数值": f"{amount.level}亿元", "位次": level_rank}
    yield row | {"度量": "同比", "口径": series.growth_basis, "数值": f"{amount.growth}%", "位次": growth_rank}


def _rows_of_firm(plan, one: Firm) -> Iterator[Row]:
    """Its sales with their growth, its exports if it has any, and its staff. Nobody outside may read them."""
    sales = _sales(one)
    year, year_end = f"{plan.year}年", f"{plan.year}年末"
    yield _internal(one, "sales", year, f"{sales}万元")
    yield _internal(one, "sales", year, f"{_rounded(one.draw.between(-12, 30, 'growth'), TENTH)}%", "同比")
    if one.is_above_scale and one.draw.happens(0.4, "exports"):
        yield _internal(one, "exports", year, f"{1 + int(sales * one.draw.between(0.05, 0.7, 'export share'))}万元")
    yield _internal(one, "employees", year_end, f"{5 + int(sales * one.draw.between(0.008, 0.03, 'staff'))}人")


def _sales(one) -> int:
    """In 万元; many small and few large, from 2000 upwards above scale and below it otherwise."""
    lot = one.draw.fraction("sales")
    return 2000 + int(68_000 * lot * lot * lot) if one.is_above_scale else 60 + int(1900 * lot)


def _internal(one, indicator, period, value, measure="数值") -> Row:
    return {
        "对象": one.name.chinese,
        "对象类别": "企业",
        "指标": indicator,
        "度量": measure,
        "期间": period,
        "数值": value,
        "公开范围": "内部",
        # The source's own basis is for aggregates.
        "公开依据": "无",
        "来源": SOURCE,
    }
