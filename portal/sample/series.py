"""What the invented city publishes every month, and how its amounts move: seasons, growth, prices, a dip, revisions.

Everything is drawn as a flow of single months; what is printed are their sums from January on.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from portal.sample.plan import Month, Plan

CENT, TENTH = Decimal("0.01"), Decimal("0.1")
COMPARABLE = "可比价"


@dataclass(frozen=True)
class Series:
    """An indicator of the catalogue and about what the whole city has of it in a year, in 亿元."""

    indicator: str
    city_year: float
    # Growth of value added is published at comparable prices.
    growth_basis: str = ""
    # Without a January of its own, January and February are published together.
    has_january: bool = False
    # Beside the sum from January on, the single month is published too.
    has_single_months: bool = False
    # Surveyed with every quarter only.
    is_quarterly: bool = False

    def is_published(self, month: int) -> bool:
        return month % 3 == 0 if self.is_quarterly else month > 1 or self.has_january


SERIES = (
    Series("industrial_value_added_above_scale", 412.0, COMPARABLE),
    Series("industrial_output_value_above_scale", 1985.0),
    Series("equipment_manufacturing_value_added", 128.0, COMPARABLE),
    Series("high_tech_industry_value_added", 171.0, COMPARABLE),
    Series("new_product_output_value", 596.0),
    Series("research_and_development_expenditure_above_scale", 31.0, is_quarterly=True),
    Series("exports", 335.0, has_january=True, has_single_months=True),
    Series("large_project_investment", 468.0, has_january=True),
    Series("digital_economy_core_industry_value_added", 62.0, COMPARABLE),
)
BY_CODE = {series.indicator: series for series in SERIES}

# By years from the plan's: growth of the amounts and change of prices in per cent, before each county's own.
USUAL_GROWTH, GROWTH = 7.0, {-4: 8.0, -3: 10.0, -2: 8.5, -1: 6.0, 0: 3.0, 1: 14.0}
USUAL_PRICES, PRICES = 1.0, {-4: -1.5, -3: 4.0, -2: 2.5, -1: -0.5, 0: -1.8, 1: 5.0}
# The year begins slowly, and its quarters end busily.
SEASON = (0.85, 0.7, 1.1, 1.0, 1.0, 1.1, 0.95, 0.95, 1.1, 1.0, 1.05, 1.2)
# In the plan's year hardly anybody worked for some weeks.
DIP = {1: 0.85, 2: 0.6, 3: 0.95}


@dataclass(frozen=True)
class Amount:
    """A figure in 亿元 with its growth over the same months of the year before in per cent, as published."""

    level: Decimal
    growth: Decimal

    @property
    def year_before(self) -> Decimal:
        return self.level / (1 + self.growth / 100)


def city_amount(counties: list[Amount]) -> Amount:
    """The sum of the counties; its growth follows from the sums, never from the mean of the counties' growth."""
    level = sum(amount.level for amount in counties)
    return Amount(level, (100 * (level / sum(amount.year_before for amount in counties) - 1)).quantize(TENTH))


def flow(plan: Plan, series: Series, number: int, since: Month, until: Month) -> float:
    """What a county had in some months of one year, in 亿元."""
    shares = _shares_of_year(plan, series, number, until.year)
    return _whole_year(plan, series, number, until.year) * math.fsum(shares[since.month - 1 : until.month])


def growth(plan: Plan, series: Series, number: int, since: Month, until: Month) -> float:
    """The change over the same months of the year before in per cent, at comparable prices where the series is."""
    before = flow(plan, series, number, since.a_year_before, until.a_year_before)
    change = flow(plan, series, number, since, until) / before
    if series.growth_basis == COMPARABLE:
        change /= 1 + _price_change(plan, number, until.year) / 100
    return 100 * (change - 1)


def rounded(number: float, step: Decimal) -> Decimal:
    return Decimal(repr(number)).quantize(step) + 0  # a minus before nothing is dropped


@cache
def _whole_year(plan, series, number, year) -> float:
    """The county's amount of a year: of the plan's year by its share, of the others by growth from there."""
    if year == plan.year:
        return series.city_year * plan.draw("city", series.indicator).between(0.9, 1.1) * _share(plan, series, number)
    if year > plan.year:
        return _whole_year(plan, series, number, year - 1) * _growth_factor(plan, series, number, year)
    return _whole_year(plan, series, number, year + 1) / _growth_factor(plan, series, number, year + 1)


def _growth_factor(plan, series, number, year) -> float:
    draw = plan.draw("growth", series.indicator, number)
    usual = GROWTH.get(year - plan.year, USUAL_GROWTH)
    return 1 + (usual + draw.between(-4, 4, "lean") + draw.between(-3, 3, year - plan.year)) / 100


def _price_change(plan, number, year) -> float:
    own = plan.draw("prices", number).between(-0.6, 0.6, year - plan.year)
    return PRICES.get(year - plan.year, USUAL_PRICES) + own


def _share(plan, series, number) -> float:
    """The county's part of the city: a size of its own, a little different for each indicator."""
    sizes = [
        plan.draw("size", place).between(0.5, 2, "all") * plan.draw("size", place).between(0.7, 1.3, series.indicator)
        for place in plan.county_numbers
    ]
    return sizes[number - 1] / math.fsum(sizes)


@cache
def _shares_of_year(plan, series, number, year) -> tuple[float, ...]:
    """The part that each month has of its year; together 1."""
    draw = plan.draw("months", series.indicator, number)
    weights = [
        season * draw.between(0.9, 1.1, month) * draw.between(0.97, 1.03, year - plan.year, month)
        for month, season in enumerate(SEASON, start=1)
    ]
    if year == plan.year:
        weights = [weight * DIP.get(month, 1) for month, weight in enumerate(weights, start=1)]
    return tuple(weight / math.fsum(weights) for weight in weights)
