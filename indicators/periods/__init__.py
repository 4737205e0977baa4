"""Periods of statistics, as Chinese officials and statistical offices write them. Pure: no database.

>>> parse_period("2021年1-7月").last_day
datetime.date(2021, 7, 31)
>>> format_period(parse_period("2021Q3"))
'2021年第三季度'
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache

from django.utils.translation import gettext as _

from indicators.periods import spans
from indicators.periods.period import AmbiguousPeriod, Fault, Period, PeriodError, PeriodKind
from indicators.periods.plain import dates_in_words, level
from indicators.periods.printing import format_period, format_period_opening
from indicators.periods.reading import read, unreadable

__all__ = [
    "AmbiguousPeriod",
    "Period",
    "PeriodError",
    "PeriodKind",
    "format_period",
    "format_period_opening",
    "parse_period",
]

LONGEST_LABEL = 60


def parse_period(text: str | date | datetime | int | float, published_on: date | None = None) -> Period:
    """The period that a cell or phrase names. Raises PeriodError, AmbiguousPeriod where two readings are equally good.

    Numbers are read as their digits: 2020, 2020.0, 202107. 2016.1 (number or text) is ambiguous: January, or October
    whose last zero a number format lost.

    A date cell on the 1st of a month is that month (so spreadsheets keep months), on any other day that day, also on a
    month's last day: a stock is never guessed. A cell with a time of day is that day. Text with a date is always that
    day, except a date cell printed as text (2021-07-01 00:00:00).

    A period without a year, or with 今年, 去年 and the like, is worked out from published_on and marked inferred:

    - without a year: the latest that had begun by published_on; 全年, 年末 and 7月底 the latest that had ended;
    - 今年以来: 1 January to published_on; 目前, 截至目前: a stock at published_on;
    - 近三年: the current and two former calendar years, up to published_on (近一年 has two meanings, and is refused);
    - 连续三年: the last three complete calendar years, not the current one;
    - 未来3年: three years from the day after published_on;
    - 截至 with any of these stands at its last day, but not after published_on.
    """
    if isinstance(published_on, datetime):
        published_on = published_on.date()
    if isinstance(text, str):
        return _parse_text(text, published_on)
    if isinstance(text, datetime):
        return _parse_date(text.date(), is_moment=text.time() != time.min)
    if isinstance(text, date):
        return _parse_date(text, is_moment=False)
    return _parse_number(text, published_on)


def _parse_number(number: int | float, published_on: date | None) -> Period:
    if isinstance(number, bool):
        raise _error(str(number), unreadable())
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return _parse_text(str(number), published_on)


# Both caches are far larger than need be: a column of a hundred thousand figures holds a few hundred periods.
@lru_cache(maxsize=4096)
def _parse_date(when: date, *, is_moment: bool) -> Period:
    label = when.isoformat()
    try:
        spans.day_of(when.year, when.month, when.day)
    except Fault as fault:
        raise _error(label, fault) from None
    period = spans.month(when.year, when.month) if when.day == 1 and not is_moment else spans.day(when)
    return replace(period, label=label)


@lru_cache(maxsize=4096)
def _parse_text(text: str, published_on: date | None) -> Period:
    label = text.strip()
    if not label:
        raise PeriodError(_("没有填写期间。请写成“2021年7月”“2021年1—7月”“2020年”或“2019年末”等形式。"))
    try:
        if len(label) > LONGEST_LABEL:
            raise Fault(_("文字过长。期间请单独成格，写成“2021年7月”“2021年1—7月”或“2020年”。"))
        return _read(label, published_on)
    except Fault as fault:
        raise _error(label, fault) from None


_PRINTED_DATE_CELL = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})[ T]0?0:00(?::00(?:\.0+)?)?")
_LOST_ZERO = re.compile(r"([0-9]{4})\.1")


def _read(label: str, published_on: date | None) -> Period:
    if cell := _PRINTED_DATE_CELL.fullmatch(label):
        return replace(_parse_date(spans.day_of(*map(int, cell.groups())), is_moment=False), label=label)
    levelled = level(label)
    if lost_zero := _LOST_ZERO.fullmatch(levelled):
        raise _ambiguous(label, int(lost_zero[1]))
    return replace(read(dates_in_words(levelled), published_on), label=label)


def _ambiguous(label: str, year: int) -> AmbiguousPeriod:
    readings = tuple(replace(spans.month(year, number), label=label) for number in (1, 10))
    message = _("期间“%(text)s”有两种读法：%(january)s，或末尾的0被数字格式略去的%(october)s。请写成其中一种。")
    january, october = map(format_period, readings)
    return AmbiguousPeriod(message % {"text": label, "january": january, "october": october}, readings)


def _error(label: str, fault: Fault) -> PeriodError:
    text = label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
    return PeriodError(_("期间“%(text)s”：%(fault)s") % {"text": text, "fault": fault})
