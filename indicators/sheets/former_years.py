"""Words of a heading that say of which year a figure is, next to the period of its table: 今年, 去年, 上年同期. Pure."""

import re
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from indicators.periods import Period, PeriodError, PeriodKind, format_period

_SAME = "同期|同月|同季度?|同日"
# The year, or only the part of it that the table is about: 去年 may be either.
_WORDS = re.compile(
    rf"(?P<this>今年度?|本年度?|本期)|(?P<before>前年)?(?P<last>(?:上年|去年)度?)?(?P<same>{_SAME})?(?:数|值)?"
)
# Attached to a name only where it says that the same part of the year is meant.
_BEFORE_NAME = re.compile(rf"((?:前年|上年度?|去年度?)?(?:{_SAME}))(.*)")
_BEHIND_NAME = re.compile(rf"(.+?)((?:前年|上年度?|去年度?)?(?:{_SAME})[数值]?)")
_OF_YEAR = re.compile(rf"(\d{{4}})年度?(?:{_SAME})[数值]?")
YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2}
_RELATIVE = re.compile(rf"({'|'.join(YEARS)})度?(.*)")


def years_back(word: str) -> tuple[int, bool] | None:
    """How many years before its table a figure under a word is, and whether it is surely of the same part of the year.

    None for any other text.
    """
    found = _WORDS.fullmatch(word) if word else None
    if found is None or not (found["this"] or found["before"] or found["last"] or found["same"]):
        return None
    if found["this"]:
        return 0, True
    return (2 if found["before"] else 1), bool(found["same"])


def same_of_year(text: str) -> int | None:
    """The year of 2020年同期, the part of it that the table is about; None for any other text."""
    found = _OF_YEAR.fullmatch(text)
    return int(found[1]) if found else None


def beside_a_name(text: str) -> tuple[str, str] | None:
    """The word of a year and the rest of a heading: 上年同期工业总产值, 工业总产值上年同期, 同期累计."""
    if found := _BEFORE_NAME.fullmatch(text):
        return found[1], found[2]
    found = _BEHIND_NAME.fullmatch(text)
    # 比上年同期 says growth.
    return (found[2], found[1]) if found and not found[1].endswith(("比", "较")) else None


def earlier(period: Period, years: int) -> Period:
    """The same days some years before. Raises PeriodError for a period of several years."""
    if not years:
        return period
    if period.kind in (PeriodKind.YEARS, PeriodKind.PLAN):
        raise PeriodError(_("“%(period)s”不止一年，看不出上年同期是哪一段，请写明期间。") % {"period": period.label})
    moved = replace(period, first_day=_moved(period.first_day, years), last_day=_moved(period.last_day, years))
    return replace(moved, label=format_period(moved))


def of_year(period: Period, years: int, *, is_surely: bool) -> Period:
    """The period of a figure some years before; `is_surely` says that no whole year can be meant. Raises PeriodError."""
    found = earlier(period, years)
    if years and not is_surely and period.kind is not PeriodKind.YEAR:
        raise PeriodError(
            _("表头没有写明是%(same)s，还是%(year)d年全年：请写成“上年同期”或“上年全年”。")
            % {"same": format_period(found), "year": found.last_day.year}
        )
    return found


def dated(text: str, year: int) -> str:
    """A text that begins with 今年 or 去年, with the year itself, next to that of its table; any other as it is."""
    found = _RELATIVE.fullmatch(text)
    return f"{year + YEARS[found[1]]}年{found[2]}" if found else text


def _moved(day: date, years: int) -> date:
    is_last = (day.month, day.day) in ((2, 28), (2, 29)) and day.month != (date.fromordinal(day.toordinal() + 1)).month
    if not is_last:
        return day.replace(year=day.year - years)
    return date.fromordinal(date(day.year - years, 3, 1).toordinal() - 1)
