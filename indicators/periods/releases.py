"""Which periods a release schedule expects. Pure: days in, days out."""

import calendar
import datetime
from collections.abc import Iterator

from indicators.periods.period import Period, PeriodKind

MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}


def expected_periods(
    *,
    every: str,
    coverage: str,
    is_joint: bool,
    first: datetime.date,
    last: datetime.date,
) -> Iterator[Period]:
    """The periods that end from `first` to `last`, both included, in their order.

    every: month, quarter or year; coverage: cumulative (since 1 January), single (the month, the quarter) or point
    (the last day alone). is_joint: January has no release of its own; February's tells both months.
    """
    step = MONTHS_OF[every]
    for year in range(first.year, last.year + 1):
        for month in range(step, 13, step):
            end = datetime.date(year, month, calendar.monthrange(year, month)[1])
            is_told_with_february = is_joint and step == 1 and month == 1
            if first <= end <= last and not is_told_with_february:
                yield _period(end, step, coverage, is_joint and step == 1 and month == 2)


def _period(end: datetime.date, months: int, coverage: str, is_with_january: bool) -> Period:
    if coverage == "point":
        return _labelled(end, end, months, is_stock=True)
    begins = 1 if coverage == "cumulative" or is_with_january else end.month - months + 1
    return _labelled(datetime.date(end.year, begins, 1), end, months)


def _labelled(first: datetime.date, last: datetime.date, step: int, *, is_stock: bool = False) -> Period:
    return Period(first, last, is_stock, PeriodKind.AS_OF if is_stock else _kind(first, last, step), label="")


def _kind(first: datetime.date, last: datetime.date, step: int) -> PeriodKind:
    months = last.month - first.month + 1
    if months == 1:
        return PeriodKind.MONTH
    if step == 1:
        return PeriodKind.CUMULATIVE
    kinds = {3: PeriodKind.QUARTER, 6: PeriodKind.HALF_YEAR, 9: PeriodKind.THREE_QUARTERS, 12: PeriodKind.YEAR}
    return kinds[months]
