"""What the invented counties count: problems solved every month, robots every quarter, stocks and yearly numbers."""

from collections.abc import Iterator
from decimal import Decimal

from portal.sample.plan import ROOT, Month, Plan, county
from portal.sample.series import TENTH
from portal.sample.tables import Row

COLLECTED, RESOLVED = "enterprise_problems_collected", "enterprise_problems_resolved"
RATE = "enterprise_problem_resolution_rate"
ROBOTS, CLOUD = "industrial_robots_added", "cloud_enterprises"
HIGH_TECH, PROJECTS = "national_high_tech_enterprises", "large_projects_introduced"
QUARTERS = {3: "一季度", 6: "二季度", 9: "三季度", 12: "四季度"}
LAST_DAYS = {3: 31, 6: 30, 9: 30, 12: 31}


def rows_of_counts(plan: Plan, month: Month) -> Iterator[Row]:
    """What the report of a month counts. Each city's number is the sum of the counties', its rate that of the sums."""
    yield from _problems(plan, month)
    if month.month in QUARTERS:
        quarter = f"{month.year}年{QUARTERS[month.month]}"
        yield from _counted(ROBOTS, quarter, "台", [_robots(plan, number, month) for number in plan.county_numbers])
        day = f"截至{month.year}年{month.month}月{LAST_DAYS[month.month]}日"
        yield from _counted(CLOUD, day, "家", [_cloud(plan, number, month) for number in plan.county_numbers])
    if month.month == 12:
        firms = [_high_tech(plan, number, month.year) for number in plan.county_numbers]
        yield from _counted(HIGH_TECH, f"{month.year}年末", "家", firms)
        projects = [_projects(plan, number, month.year) for number in plan.county_numbers]
        yield from _counted(PROJECTS, f"{month.year}年", "个", projects)


def problems(plan: Plan, number: int, month: Month) -> tuple[int, int]:
    """How many a county collected in a month, and how many of these were resolved."""
    draw = plan.draw("problems", number, *_from_plan(plan, month))
    collected = draw.whole(30, 120, COLLECTED)
    return collected, int(collected * draw.between(0.85, 1, RESOLVED))


def rate(collected: int, resolved: int) -> Decimal:
    return (Decimal(100 * resolved) / collected).quantize(TENTH)


def _problems(plan, month) -> Iterator[Row]:
    period = f"{month.year}年{month.month}月"
    both = [problems(plan, number, month) for number in plan.county_numbers]
    collected, resolved = ([pair[place] for pair in both] for place in (0, 1))
    yield from _counted(COLLECTED, period, "个", collected)
    yield from _counted(RESOLVED, period, "个", resolved)
    rates = [rate(sum(collected), sum(resolved)), *(rate(*pair) for pair in both)]
    yield from (_row(name, RATE, period, f"{percent}%") for name, percent in zip(_names(plan), rates, strict=True))


def _robots(plan, number, month) -> int:
    year, quarter = _from_plan(plan, month)
    return (
        plan.draw(ROBOTS, number).whole(10, 30, "usual")
        + 3 * year
        + plan.draw(ROBOTS, number).whole(0, 8, year, quarter)
    )


def _cloud(plan, number, month) -> int:
    """A running total: every quarter some enterprises more."""
    draw, (year, last) = plan.draw(CLOUD, number), _from_plan(plan, month)
    return draw.whole(300, 700, "before") + int((4 * (year + 9) + last // 3) * draw.between(8, 25, "a quarter"))


def _high_tech(plan, number, year) -> int:
    draw = plan.draw(HIGH_TECH, number)
    return draw.whole(5, 30, "before") + int((year - plan.year + 9) * draw.between(1, 6, "a year"))


def _projects(plan, number, year) -> int:
    return plan.draw(PROJECTS, number).whole(2, 14, year - plan.year)


def _from_plan(plan, month) -> tuple[int, int]:
    """Lots go by the distance from the plan's year, as all do."""
    return month.year - plan.year, month.month


def _counted(indicator, period, unit, counts) -> Iterator[Row]:
    places = [county(number).chinese for number in range(1, len(counts) + 1)]
    for name, count in zip([ROOT.chinese, *places], [sum(counts), *counts], strict=True):
        yield _row(name, indicator, period, f"{count}{unit}")


def _names(plan) -> list[str]:
    return [ROOT.chinese, *(county(number).chinese for number in plan.county_numbers)]


def _row(name, indicator, period, value) -> Row:
    return {"对象": name, "对象类别": "地区", "指标": indicator, "度量": "数值", "期间": period, "数值": value}
