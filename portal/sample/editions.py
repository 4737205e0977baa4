"""What was printed of an amount, and when: first, after a revision, on the scope of former years, or not at all."""

import datetime
from dataclasses import dataclass

from portal.sample.plan import Month, Plan
from portal.sample.series import CENT, TENTH, Amount, Series, flow, growth, rounded

# From the first day of this many years from the plan's, new products are counted by a new list.
BREAK_OF, BREAK_IN, BEFORE_BREAK = "new_product_output_value", -1, 0.8
# One county never prints this, and another left out some months of that: "" is a row that is missing.
SECRET = "large_project_investment"
LEFT_OUT = "digital_economy_core_industry_value_added"
LEFT_OUT_MONTHS = {(-2, 4): "", (-2, 5): "", (-1, 7): "未公布", (-1, 8): "未公布", (-1, 9): "—"}
FEWEST_COUNTIES_WITH_GAPS = 3
# Until a report is three months old, its figures are preliminary.
PRELIMINARY_MONTHS = 3


@dataclass(frozen=True)
class Revision:
    """A year whose figures were settled later: they had been `too_high` times as high, their growth so many points."""

    indicators: tuple[str, ...]
    year: int  # from the plan's
    settled: tuple[int, int, int]  # year from the plan's, month and day
    reason: str
    too_high: float
    growth_too_high: float

    def settled_on(self, plan: Plan) -> datetime.date:
        year, month, day = self.settled
        return datetime.date(plan.year + year, month, day)

    def months(self, plan: Plan) -> list[Month]:
        return [month for month in plan.months_reported if month.year == plan.year + self.year]


REVISIONS = (
    Revision(
        (
            "industrial_value_added_above_scale",
            "equipment_manufacturing_value_added",
            "high_tech_industry_value_added",
        ),
        year=-2, settled=(-1, 11, 25), reason="按示例普查结果修订（虚构）", too_high=1.04, growth_too_high=0.6,
    ),
    Revision(
        ("industrial_output_value_above_scale", "digital_economy_core_industry_value_added"),
        year=0, settled=(1, 6, 25), reason="按示例年报核定（虚构）", too_high=0.985, growth_too_high=-0.4,
    ),
)  # fmt: skip


def revisions_of(plan: Plan) -> list[Revision]:
    """Those of years that were reported at all."""
    return [revision for revision in REVISIONS if revision.months(plan)]


def county_amounts(
    plan: Plan, series: Series, month: Month, *, is_single: bool = False, is_revised: bool = False
) -> list[Amount]:
    """What the counties have from January to a month, or in the single month, in the counties' order.

    As first printed, or as printed after the revision of its year. On the scope of that day.
    """
    since = month if is_single else Month(month.year, 1)
    revision = None if is_revised else _revision_to_come(plan, series, month)
    factor = revision.too_high if revision else 1
    if series.indicator == BREAK_OF and month.year < plan.year + BREAK_IN:
        factor *= BEFORE_BREAK
    more = revision.growth_too_high if revision else 0
    return [
        Amount(
            rounded(factor * flow(plan, series, number, since, month), CENT),
            rounded(more + growth(plan, series, number, since, month), TENTH),
        )
        for number in plan.county_numbers
    ]


def _revision_to_come(plan, series, month):
    mine = (one for one in REVISIONS if series.indicator in one.indicators and plan.year + one.year == month.year)
    return next(mine, None)


def county_left_out(plan: Plan, series: Series, number: int, month: Month) -> str | None:
    """What stands instead of a county's figure: a word, "" where even the row is missing, None where nothing does."""
    if plan.counties < FEWEST_COUNTIES_WITH_GAPS:
        return None
    if series.indicator == SECRET and number == plan.counties:
        return ""
    if series.indicator == LEFT_OUT and number == plan.counties - 1:
        return LEFT_OUT_MONTHS.get((month.year - plan.year, month.month))
    return None


def is_preliminary(plan: Plan, month: Month) -> bool:
    return month in plan.months_reported[-PRELIMINARY_MONTHS:]
