"""Periods of a table of figures, put together from what its titles, headings and labels say. Pure."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from indicators.periods import AmbiguousPeriod, Period, PeriodError, PeriodKind, format_period, parse_period, spans
from indicators.sheets.former_years import dated, earlier, same_of_year

BEGINS_IN_YEAR = re.compile(r"\d{1,2}\D|[一二三四前上下第全年末底]")
# A month whose zero at the end a number format may have lost: 2016.1.
LOST_ZERO = re.compile(r"(\d{4})\.1")
IN_DIGITS = re.compile(r"(\d{4})[.\-/年](\d{1,2})月?")


def composed(parts: Sequence[str], title: Period | None, published_on: date | None) -> Period | None:
    """The period of parts from the coarsest to the finest, "2021年" and "1-7月", and that of the title.

    2020年同期 is the same days of 2020 as what the others name. None where nothing names one. Raises PeriodError.
    """
    year = next((year for part in parts if (year := same_of_year(part))), None)
    if year is None:
        return _composed(parts, title, published_on)
    about = _composed([part for part in parts if same_of_year(part) is None], title, published_on)
    return about and earlier(about, about.last_day.year - year)


def _composed(parts, title, published_on):
    whole = [period for part in parts if (period := _whole(part)) is not None]
    undated = [part for part in parts if _whole(part) is None]
    if not undated:
        _check_year(whole, title)
        return min(whole, key=lambda period: period.last_day - period.first_day, default=title)
    year = whole[-1] if whole else title
    text = "".join(undated)
    if year is not None and BEGINS_IN_YEAR.match(text):
        text = f"{year.last_day.year}年{text}"
    elif year is not None:
        text = dated(text, year.last_day.year)
    return parse_period(text, published_on=published_on)


def _check_year(whole: Sequence[Period], title: Period | None):
    """Below a title of 2021年1-7月 the heading 2021年 may mean either. Raises PeriodError."""
    if title is None or title.kind is PeriodKind.YEAR or (title.last_day.month, title.last_day.day) == (12, 31):
        return
    if len(whole) == 1 and whole[0].kind is PeriodKind.YEAR and whole[0].last_day.year == title.last_day.year:
        raise PeriodError(
            _("标题写的是%(title)s，这里只写了%(year)s：请写明是全年，还是其中的%(title)s。")
            % {"title": title.label, "year": whole[0].label}
        )


def of_frequency(period: Period, frequency: str) -> Period:
    """A series dates each figure by the last day of its month, quarter or year: that, where the day is such a one."""
    if (
        period.kind is not PeriodKind.DAY
        or period.last_day.day != monthrange(period.last_day.year, period.last_day.month)[1]
    ):
        return period
    months = {"年": 12, "半": 6, "季": 3, "月": 1}.get(frequency[:1], 0)
    month = period.last_day.month
    if not months or month % months:
        return period
    first = period.last_day.replace(month=month - months + 1, day=1)
    wanted = spans.run_of_months(first, months)
    return replace(wanted, label=format_period(wanted))


def counted(period: Period, is_cumulative: bool | None) -> Period:
    """A period of months as a heading counts it: 累计 from 1 January, 当月 its last month alone."""
    if is_cumulative is None or period.is_stock or period.first_day.year != period.last_day.year:
        return period
    if period.kind is PeriodKind.DAY:
        return period
    year, month = period.last_day.year, period.last_day.month
    wanted = spans.months(year, 1 if is_cumulative else month, year, month)
    if period.kind is PeriodKind.YEAR or (wanted.first_day, wanted.last_day) == (period.first_day, period.last_day):
        return period
    return replace(wanted, label=format_period(wanted))


def counts_since_january(period: Period) -> bool:
    """Whether a period is several months since 1 January, and neither a quarter nor a year."""
    if period.is_stock or period.kind in (PeriodKind.QUARTER, PeriodKind.YEAR):
        return False
    first, last = period.first_day, period.last_day
    return (first.month, first.day) == (1, 1) and first.year == last.year and last.month > 1


def lost_zeros(texts: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Of periods in a row, those that may have lost a zero and whose neighbours tell what is meant.

    Pairs of the reading that the neighbours speak for and the other one, by place: {9: ("2016年10月", "2016年1月")}.
    """
    found = {}
    for place, text in enumerate(texts):
        if match := LOST_ZERO.fullmatch(text):
            near = {_month(texts[other]) for other in (place - 1, place + 1) if 0 <= other < len(texts)}
            year = int(match[1])
            january, october = f"{year}年1月", f"{year}年10月"
            if near & {(year, 9), (year, 11)}:
                found[place] = (october, january)
            elif near & {(year, 2), (year - 1, 12)}:
                found[place] = (january, october)
    return found


def _month(text):
    match = IN_DIGITS.fullmatch(text)
    if match is None:
        return None
    month = int(match[2])
    return (int(match[1]), month) if 1 <= month <= 12 and not LOST_ZERO.fullmatch(text) else None


@lru_cache(maxsize=1 << 12)
def _whole(part):
    """The period of a part that needs no other to be one; None where it does, or has two readings."""
    try:
        return parse_period(part)
    except AmbiguousPeriod:
        raise
    except PeriodError:
        return None


def period_label(text: str) -> str:
    """A period in its usual spelling; the text where it is none by itself."""
    try:
        return format_period(parse_period(text))
    except PeriodError:
        return text
