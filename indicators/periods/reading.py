"""The grammar of a period in plain spelling (see plain.py)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from indicators.periods import spans
from indicators.periods.period import Fault, Period, PeriodKind

Build = Callable[[re.Match[str], int], Period]


def read(plain: str, published_on: date | None) -> Period:
    """The period without its label. Raises Fault."""
    if (window := _window(plain, published_on)) is not None:
        return replace(window, is_inferred=True)
    if until := _UNTIL.fullmatch(plain):
        return _standing_at_its_end(read(until["rest"], published_on), published_on)
    if named := _NAMED_YEAR.match(plain):
        year = _publication(published_on).year + _YEARS_FROM_PUBLICATION[named[1]]
        return replace(read(f"{year}年{plain[named.end() :].removeprefix('年')}", published_on), is_inferred=True)
    if end := _END.fullmatch(plain):
        inner = "全年" if end["rest"] == "年" else end["rest"]
        ended = _calendar(inner, published_on, by_its_end=True)
        return replace(spans.stock(ended.last_day), is_inferred=ended.is_inferred)
    return _calendar(plain, published_on)


def unreadable() -> Fault:
    return Fault(_("无法识别。请写成“2021年7月”“2021年1—7月”“2021年上半年”“2020年”或“2019年末”等形式。"))


# --- Phrases that mean nothing without the day of publication

_NOW = frozenset({"目前", "当前", "现在", "如今", "眼下", "至今", "迄今"})
_RECENT_YEARS = re.compile("最?近([1-9][0-9]?)年来?")
_YEARS_RUNNING = re.compile("连续([1-9][0-9]?)年")
_COMING_YEARS = re.compile("(?:未来|今后)([1-9][0-9]?)年内?")

_YEARS_FROM_PUBLICATION = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_NAMED_YEAR = re.compile(f"({'|'.join(_YEARS_FROM_PUBLICATION)})度?")


def _window(plain: str, published_on: date | None) -> Period | None:
    """目前, 今年以来, 近三年, 连续三年, 未来3年: how each is read stands at parse_period."""
    if plain in _NOW:
        return spans.stock(_publication(published_on))
    if plain in ("今年以来", "本年以来"):
        today = _publication(published_on)
        return Period(date(today.year, 1, 1), today, False, PeriodKind.CUMULATIVE, "")
    if recent := _RECENT_YEARS.fullmatch(plain):
        return _recent_years(int(recent[1]), _publication(published_on))
    if running := _YEARS_RUNNING.fullmatch(plain):
        last_year = _publication(published_on).year - 1
        return _years(date(last_year - int(running[1]) + 1, 1, 1), date(last_year, 12, 31))
    if coming := _COMING_YEARS.fullmatch(plain):
        today = _publication(published_on)
        return _years(today + timedelta(days=1), _years_after(today, int(coming[1])))
    return None


def _recent_years(count: int, today: date) -> Period:
    if count == 1:
        raise Fault(_("可指近12个月，也可指今年以来。请写“今年以来”，或写明起止，如“2020年11月—2021年10月”。"))
    return _years(date(today.year - count + 1, 1, 1), today)


def _years(first_day: date, last_day: date) -> Period:
    for end in (first_day, last_day):
        spans.day_of(end.year, end.month, end.day)
    return Period(first_day, last_day, False, PeriodKind.YEARS, "")


def _years_after(day: date, count: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + count, day=28 if is_leap_day else day.day)


def _publication(published_on: date | None) -> date:
    if published_on is None:
        raise Fault(_("没有写明年份，须有发布日期才能确定。请填写来源的发布日期，或写成“2021年1—7月”这样的完整期间。"))
    return spans.day_of(published_on.year, published_on.month, published_on.day)


# --- Stocks

_UNTIL = re.compile("截(?:至|止)(?:到|至)?(?!截)(?P<rest>.+?)(?:为?止)?")
_END = re.compile("(?P<rest>.+)[末底]")


def _standing_at_its_end(period: Period, published_on: date | None) -> Period:
    """截至7月 said on 15 July stands at the 15th; 截至2021年7月 stands at the 31st whoever says it when."""
    when = period.last_day
    if period.is_inferred and not period.is_stock and published_on is not None:
        when = min(when, published_on)
    return replace(spans.stock(when), is_inferred=period.is_inferred)


# --- Months, quarters, years, days and plans


def _calendar(plain: str, published_on: date | None, *, by_its_end: bool = False) -> Period:
    if match := _PLAN.fullmatch(plain):
        return _plan(match)
    for pattern, build in _RULES:
        if match := pattern.fullmatch(plain):
            groups = match.groupdict()
            year = groups.get("year") or groups.get("last_year")
            return build(match, int(year)) if year else _latest(match, build, _publication(published_on), by_its_end)
    raise unreadable()


def _latest(match: re.Match[str], build: Build, published_on: date, by_its_end: bool) -> Period:
    """The latest year's that had begun by publication; a stock's and 全年 must have ended."""
    # Nine years, because 2月29日 may lie eight years back (1896, 1904).
    faults = []
    for year in range(published_on.year, published_on.year - 9, -1):
        try:
            period = build(match, year)
        except Fault as fault:
            faults.append(fault)
            continue
        must_have_ended = by_its_end or period.kind is PeriodKind.YEAR
        if (period.last_day if must_have_ended else period.first_day) <= published_on:
            return replace(period, is_inferred=True)
    raise faults[0]


def _month_range(match: re.Match[str], year: int) -> Period:
    return spans.months(year, int(match["first_month"]), int(match["last_year"] or year), int(match["last_month"]))


def _day_range(match: re.Match[str], year: int) -> Period:
    first_day = spans.day_of(year, int(match["first_month"]), int(match["first_day"]))
    last_year = int(match["last_year"] or year)
    return spans.days(first_day, spans.day_of(last_year, int(match["last_month"]), int(match["last_day"])))


def _month(match: re.Match[str], year: int) -> Period:
    return spans.month(year, int(match["month"]))


def _day(match: re.Match[str], year: int) -> Period:
    return spans.day(spans.day_of(year, int(match["month"]), int(match["day"])))


def _first_months(match: re.Match[str], year: int) -> Period:
    return spans.months(year, 1, year, int(match["count"]))


def _quarters(match: re.Match[str], year: int) -> Period:
    return spans.quarters(year, int(match["first"]), int(match["last"]))


def _quarter(match: re.Match[str], year: int) -> Period:
    return spans.quarters(year, int(match["quarter"]), int(match["quarter"]))


def _first_quarters(match: re.Match[str], year: int) -> Period:
    return spans.quarters(year, 1, int(match["count"]))


def _half_year(match: re.Match[str], year: int) -> Period:
    return spans.quarters(year, 1, 2) if match["half"] == "上" else spans.quarters(year, 3, 4)


def _year(_match: re.Match[str], year: int) -> Period:
    return spans.years(year, year)


def _year_range(match: re.Match[str], year: int) -> Period:
    return spans.years(year, int(match["last_year"]))


def _interval(match: re.Match[str], year: int) -> Period:
    """ISO 8601: a first day and a duration in years or months."""
    first_day = spans.day_of(year, int(match["month"]), int(match["day"]))
    if first_day.day != 1:
        raise Fault(_("起始日不是月初。请从每月1日起算，如“2021-01-01/P1Y”，或写成“2021年”。"))
    return spans.run_of_months(first_day, int(match["count"]) * (12 if match["unit"] == "y" else 1))


_PLAN = re.compile(
    "第(?P<number>[1-9]|1[0-9])个5年(?:规划|计划)(?:\\((?P<first_year>[0-9]{4})[-~](?P<last_year>[0-9]{4})年?\\))?"
)


def _plan(match: re.Match[str]) -> Period:
    period = spans.plan(int(match["number"]))
    first_year, last_year = period.first_day.year, period.last_day.year
    if match["first_year"] and (int(match["first_year"]), int(match["last_year"])) != (first_year, last_year):
        raise Fault(
            _("这个五年规划的年份应为%(first)s—%(last)s年。请核对。") % {"first": first_year, "last": last_year}
        )
    return period


_IN_YEAR = "(?:(?P<year>[0-9]+)年度?)?"
_TO_YEAR = "(?:(?P<last_year>[0-9]+)年)?"


def _rule(pattern: str, build: Build) -> tuple[re.Pattern[str], Build]:
    return re.compile(pattern), build


_RULES: tuple[tuple[re.Pattern[str], Build], ...] = (
    _rule(_IN_YEAR + "(?P<month>[0-9]{1,2})月份?", _month),
    _rule("(?P<year>[0-9]{4}|[0-9]+(?=年))(?:年度?)?(?:全年)?", _year),
    _rule(
        _IN_YEAR + "(?P<first_month>[0-9]{1,2})月?份?[-~]" + _TO_YEAR + "(?P<last_month>[0-9]{1,2})月份?(?:累计)?",
        _month_range,
    ),
    _rule(_IN_YEAR + "第?(?P<quarter>[0-9])季度?", _quarter),
    _rule(_IN_YEAR + "(?P<half>[上下])半年度?", _half_year),
    _rule(_IN_YEAR + "前(?P<count>[0-9])个?季度?", _first_quarters),
    _rule(_IN_YEAR + "[前头](?P<count>[0-9]{1,2})个?月份?", _first_months),
    _rule(_IN_YEAR + "(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]", _day),
    _rule("(?P<year>[0-9]+)(?:年度?)?[-~](?P<last_year>[0-9]+)(?:年度?)?", _year_range),
    _rule(_IN_YEAR + "第?(?P<first>[0-9])(?:季度?)?[-~]第?(?P<last>[0-9])季度?", _quarters),
    _rule(
        _IN_YEAR
        + "(?P<first_month>[0-9]{1,2})月(?P<first_day>[0-9]{1,2})[日号][-~]"
        + _TO_YEAR
        + "(?P<last_month>[0-9]{1,2})月(?P<last_day>[0-9]{1,2})[日号]",
        _day_range,
    ),
    _rule(
        "(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日(?:t00:00(?::00)?z?)?"
        "/p(?P<count>[1-9][0-9]?)(?P<unit>[ym])",
        _interval,
    ),
    _rule("全年度?", _year),
)
