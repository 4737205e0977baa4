"""A period in its canonical spelling, Chinese or English; parse_period reads both back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from indicators.periods.latin import MONTH_NAMES
from indicators.periods.period import Period, PeriodKind

_DIGITS = "零一二三四五六七八九"


def format_period(period: Period, language: str = "zh-hans") -> str:
    """2021年1—7月, 2021年上半年, 2019年末, 截至2021年7月31日; English for "en" and its variants, else Chinese.

    January–July 2021, first half of 2021, end of 2019, as of 31 July 2021. The label is not used; a window that fills
    no whole months (近三年, published on the 21st) is printed with its days.
    """
    return _english(period) if language.lower().startswith("en") else _chinese(period)


def format_period_opening(period: Period, language: str = "zh-hans") -> str:
    """The period as a sentence begins with it; English wants a preposition: In January–July 2021, At the end of 2019."""
    words = format_period(period, language)
    if not language.lower().startswith("en"):
        return words
    match period.kind:
        case PeriodKind.AS_OF:
            return f"At the {words}" if _is_year_end(period.last_day) else f"{words[0].upper()}{words[1:]}"
        case PeriodKind.DAY:
            return f"On {words}"
        case PeriodKind.HALF_YEAR | PeriodKind.THREE_QUARTERS | PeriodKind.PLAN:
            return f"In the {words}"
        case _:
            return f"In {words}" if _fills_months(period.first_day, period.last_day) else f"In the period {words}"


def _chinese(period: Period) -> str:
    year = period.first_day.year
    match period.kind:
        case PeriodKind.AS_OF if _is_year_end(period.last_day):
            return f"{year}年末"
        case PeriodKind.AS_OF:
            return f"截至{_chinese_day(period.last_day)}"
        case PeriodKind.DAY:
            return _chinese_day(period.first_day)
        case PeriodKind.QUARTER:
            return f"{year}年第{_DIGITS[_quarter(period)]}季度"
        case PeriodKind.HALF_YEAR:
            return f"{year}年{'上' if _quarter(period) == 1 else '下'}半年"
        case PeriodKind.THREE_QUARTERS:
            return f"{year}年前三季度"
        case PeriodKind.YEAR:
            return f"{year}年"
        case PeriodKind.PLAN:
            return f"“{_chinese_plan(period)}五”（{year}—{period.last_day.year}年）"
        case _:
            return _chinese_span(period.first_day, period.last_day)


def _chinese_span(first: date, last: date) -> str:
    if not _fills_months(first, last):
        last_day = f"{last.month}月{last.day}日" if first.year == last.year else _chinese_day(last)
        return f"{_chinese_day(first)}—{last_day}"
    if _fills_years(first, last):
        return f"{first.year}—{last.year}年"
    if first.year != last.year:
        return f"{first.year}年{first.month}月—{last.year}年{last.month}月"
    return (
        f"{first.year}年{first.month}月" if first.month == last.month else f"{first.year}年{first.month}—{last.month}月"
    )


def _chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _chinese_plan(period: Period) -> str:
    tens, ones = divmod(_plan_number(period), 10)
    return "十" * tens + (_DIGITS[ones] if ones else "")


def _english(period: Period) -> str:
    year = period.first_day.year
    match period.kind:
        case PeriodKind.AS_OF if _is_year_end(period.last_day):
            return f"end of {year}"
        case PeriodKind.AS_OF:
            return f"as of {_english_day(period.last_day)}"
        case PeriodKind.DAY:
            return _english_day(period.first_day)
        case PeriodKind.QUARTER:
            return f"Q{_quarter(period)} {year}"
        case PeriodKind.HALF_YEAR:
            return f"{'first' if _quarter(period) == 1 else 'second'} half of {year}"
        case PeriodKind.THREE_QUARTERS:
            return f"first three quarters of {year}"
        case PeriodKind.YEAR:
            return f"{year}"
        case PeriodKind.PLAN:
            return f"{_english_plan(period)} Five-Year Plan ({year}–{period.last_day.year})"
        case _:
            return _english_span(period.first_day, period.last_day)


def _english_span(first: date, last: date) -> str:
    if not _fills_months(first, last):
        first_day = f"{first.day} {_month_name(first)}" if first.year == last.year else _english_day(first)
        return f"{first_day} – {_english_day(last)}"
    if _fills_years(first, last):
        return f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{_month_name(first)} {first.year} – {_month_name(last)} {last.year}"
    names = _month_name(first) if first.month == last.month else f"{_month_name(first)}–{_month_name(last)}"
    return f"{names} {first.year}"


def _english_day(day: date) -> str:
    return f"{day.day} {_month_name(day)} {day.year}"


def _english_plan(period: Period) -> str:
    number = _plan_number(period)
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"


def _month_name(day: date) -> str:
    return MONTH_NAMES[day.month - 1]


def _quarter(period: Period) -> int:
    return (period.first_day.month + 2) // 3


def _plan_number(period: Period) -> int:
    """See spans.plan: 1953, 1958, 1966 and every five years since."""
    return {1953: 1, 1958: 2}.get(period.first_day.year, (period.first_day.year - 1951) // 5)


def _is_year_end(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _fills_months(first: date, last: date) -> bool:
    return first.day == 1 and last.day == monthrange(last.year, last.month)[1]


def _fills_years(first: date, last: date) -> bool:
    """Whole calendar years, more than one: one year's January to December is printed with its months."""
    return (first.month, first.day) == (1, 1) and _is_year_end(last) and first.year != last.year
