"""On which day each monthly report came: due on one day of the month after, and sometimes late."""

import datetime

from portal.sample.plan import DUE, Month, Plan

# Reports come up to two days late, and these, by years from the plan's, later still.
USUALLY_LATE = 2
LATE = {(-1, 8): 11, (1, 4): 7}


def came_on(plan: Plan, month: Month) -> datetime.date:
    year, after = divmod(12 * month.year + month.month, 12)
    place = month.year - plan.year, month.month
    late = LATE.get(place) or plan.draw("late", *place).whole(0, USUALLY_LATE)
    return datetime.date(year, after + 1, DUE) + datetime.timedelta(days=late)


def last_report_of(plan: Plan, year: int) -> datetime.date:
    """The day of a year's last report."""
    return came_on(plan, max(month for month in plan.months_reported if month.year == year))
