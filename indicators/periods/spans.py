"""Periods built from years, months and days. Every function raises Fault for a date that does not exist."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from django.utils.translation import gettext as _

from indicators.periods.period import Fault, Period, PeriodKind

# A number outside these is no year of an industrial statistic, but a value in the wrong column.
FIRST_YEAR, LAST_YEAR = 1900, 2100


def month(year: int, number: int) -> Period:
    return months(year, number, year, number)


def months(first_year: int, first_month: int, last_year: int, last_month: int) -> Period:
    """Whole months, both ends included; from January they are cumulative, January to a later December are years."""
    first_day, last_day = day_of(first_year, first_month, 1), _month_end(last_year, last_month)
    _check_order(first_day, last_day)
    if first_year != last_year:
        fills_years = first_month == 1 and last_month == 12
        return _flow(first_day, last_day, PeriodKind.YEARS if fills_years else PeriodKind.MONTHS)
    if first_month == last_month:
        return _flow(first_day, last_day, PeriodKind.MONTH)
    return _flow(first_day, last_day, PeriodKind.CUMULATIVE if first_month == 1 else PeriodKind.MONTHS)


_KIND_OF_QUARTERS = {
    (1, 2): PeriodKind.HALF_YEAR,
    (3, 4): PeriodKind.HALF_YEAR,
    (1, 3): PeriodKind.THREE_QUARTERS,
    (1, 4): PeriodKind.YEAR,
}


def quarters(year: int, first: int, last: int) -> Period:
    """Quarters 1 to 4 of one year, both ends included."""
    if not (1 <= first <= 4 and 1 <= last <= 4):
        raise Fault(_("一年只有第1至第4季度。请写成“2021年第三季度”或“2021年前三季度”。"))
    first_day, last_day = day_of(year, 3 * first - 2, 1), _month_end(year, 3 * last)
    _check_order(first_day, last_day)
    kind = PeriodKind.QUARTER if first == last else _KIND_OF_QUARTERS.get((first, last), PeriodKind.MONTHS)
    return _flow(first_day, last_day, kind)


def years(first: int, last: int) -> Period:
    """Calendar years, both ends included."""
    first_day, last_day = day_of(first, 1, 1), day_of(last, 12, 31)
    _check_order(first_day, last_day)
    return _flow(first_day, last_day, PeriodKind.YEAR if first == last else PeriodKind.YEARS)


def days(first_day: date, last_day: date) -> Period:
    """Any run of days; one that fills months or years is read as those."""
    _check_order(first_day, last_day)
    if first_day == last_day:
        return day(first_day)
    if first_day.day == 1 and last_day == _month_end(last_day.year, last_day.month):
        count = 12 * (last_day.year - first_day.year) + last_day.month - first_day.month + 1
        return run_of_months(first_day, count)
    from_new_year = first_day == date(last_day.year, 1, 1)
    return _flow(first_day, last_day, PeriodKind.CUMULATIVE if from_new_year else PeriodKind.MONTHS)


def run_of_months(first_day: date, count: int) -> Period:
    """`count` months from the first of a month, as the year, half, quarter or months that they are."""
    last_year, last_month = divmod(12 * first_day.year + first_day.month - 1 + count - 1, 12)
    last_month += 1
    if first_day.month == 1 and last_month == 12:
        return years(first_day.year, last_year)
    if first_day.year == last_year and first_day.month % 3 == 1 and last_month % 3 == 0:
        return quarters(last_year, first_day.month // 3 + 1, last_month // 3)
    return months(first_day.year, first_day.month, last_year, last_month)


def day(when: date) -> Period:
    return _flow(when, when, PeriodKind.DAY)


def stock(when: date) -> Period:
    return Period(when, when, True, PeriodKind.AS_OF, "")


def plan(number: int) -> Period:
    """The number-th five-year plan. The first two and the gap before the third (1966) are history; then every five."""
    first_year = {1: 1953, 2: 1958}.get(number, 1951 + 5 * number)
    return _flow(date(first_year, 1, 1), date(first_year + 4, 12, 31), PeriodKind.PLAN)


def day_of(year: int, month_number: int, day_number: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        limits = {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise Fault(_("年份“%(year)s”不在%(first)s至%(last)s之间。请写四位年份，如“2021年”。") % limits)
    if not 1 <= month_number <= 12:
        raise Fault(_("没有%(month)s月。请核对月份，写成“2021年7月”或“2021年1—7月”。") % {"month": month_number})
    if not 1 <= day_number <= monthrange(year, month_number)[1]:
        parts = {"year": year, "month": month_number, "day": day_number}
        raise Fault(_("%(year)s年%(month)s月没有%(day)s日。请核对日期，写成“2021年10月21日”。") % parts)
    return date(year, month_number, day_number)


def _month_end(year: int, month_number: int) -> date:
    first_day = day_of(year, month_number, 1)
    return first_day + timedelta(days=monthrange(year, month_number)[1] - 1)


def _check_order(first_day: date, last_day: date) -> None:
    if last_day < first_day:
        raise Fault(_("起始时间晚于结束时间。请核对先后，写成“2021年1—7月”或“2000—2020年”。"))


def _flow(first_day: date, last_day: date, kind: PeriodKind) -> Period:
    return Period(first_day, last_day, False, kind, "")
