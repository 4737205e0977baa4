"""Periods in their canonical spelling, and read back from it."""

from calendar import monthrange
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import Period, PeriodKind, format_period, format_period_opening, parse_period

PUBLISHED_ON = date(2021, 10, 31)


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("2021.7", "2021年7月", "July 2021"),
        ("2021年1-7月", "2021年1—7月", "January–July 2021"),
        ("2020年1-12月", "2020年1—12月", "January–December 2020"),
        ("2020年7月-2021年6月", "2020年7月—2021年6月", "July 2020 – June 2021"),
        ("2021Q3", "2021年第三季度", "Q3 2021"),
        ("2021上半年", "2021年上半年", "first half of 2021"),
        ("2021下半年", "2021年下半年", "second half of 2021"),
        ("2021年1-3季度", "2021年前三季度", "first three quarters of 2021"),
        ("2020年度", "2020年", "2020"),
        ("2000-2020年", "2000—2020年", "2000–2020"),
        ("十四五", "“十四五”（2021—2025年）", "14th Five-Year Plan (2021–2025)"),
        ("十五", "“十五”（2001—2005年）", "10th Five-Year Plan (2001–2005)"),
        ("三五", "“三五”（1966—1970年）", "3rd Five-Year Plan (1966–1970)"),
        ("2021-10-21", "2021年10月21日", "21 October 2021"),
        ("2019年底", "2019年末", "end of 2019"),
        ("截至2021年7月", "截至2021年7月31日", "as of 31 July 2021"),
        ("目前", "截至2021年10月31日", "as of 31 October 2021"),
        ("近三年", "2019年1月—2021年10月", "January 2019 – October 2021"),
        ("未来3年", "2021年11月—2024年10月", "November 2021 – October 2024"),
        ("连续三年", "2018—2020年", "2018–2020"),
    ],
)
def test_the_canonical_spelling(text, chinese, english):
    period = parse_period(text, PUBLISHED_ON)

    assert (format_period(period), format_period(period, "en")) == (chinese, english)
    assert format_period(period, "en-gb") == english


def test_a_window_that_fills_no_months_is_printed_with_its_days():
    recent, so_far = (parse_period(text, date(2021, 10, 21)) for text in ("近三年", "今年以来"))

    assert format_period(recent) == "2019年1月1日—2021年10月21日"
    assert format_period(recent, "en") == "1 January 2019 – 21 October 2021"
    assert format_period(so_far) == "2021年1月1日—10月21日"
    assert format_period(so_far, "en") == "1 January – 21 October 2021"


YEARS = st.integers(1949, 2099)
MONTHS = st.integers(1, 12)
DAYS = st.dates(date(1949, 1, 1), date(2099, 12, 31))
PUBLICATIONS = st.dates(date(1910, 1, 1), date(2096, 12, 31))


def whole_months(first_year, first_month, last_year, last_month, kind):
    last_day = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Period(date(first_year, first_month, 1), last_day, False, kind, "")


def quarters(kind, *choices):
    return st.builds(
        lambda year, pair: whole_months(year, pair[0], year, pair[1], kind), YEARS, st.sampled_from(choices)
    )


def years(first, last, kind):
    return whole_months(first, 1, last, 12, kind)


TWO_MONTHS = st.tuples(MONTHS, MONTHS).filter(lambda pair: pair[0] < pair[1])
LATER_MONTHS = TWO_MONTHS.filter(lambda pair: pair[0] > 1)
TWO_YEARS = st.tuples(YEARS, YEARS).filter(lambda pair: pair[0] < pair[1])
ACROSS_YEARS = st.tuples(TWO_YEARS, MONTHS, MONTHS).filter(lambda across: across[1:] != (1, 12))
PLAN_YEARS = st.sampled_from([1953, 1958, *range(1966, 2050, 5)])

EXACT_PERIODS = st.one_of(
    st.builds(lambda year, month: whole_months(year, month, year, month, PeriodKind.MONTH), YEARS, MONTHS),
    st.builds(lambda year, last: whole_months(year, 1, year, last, PeriodKind.CUMULATIVE), YEARS, st.integers(2, 12)),
    st.builds(lambda year, pair: whole_months(year, pair[0], year, pair[1], PeriodKind.MONTHS), YEARS, LATER_MONTHS),
    ACROSS_YEARS.map(lambda a: whole_months(a[0][0], a[1], a[0][1], a[2], PeriodKind.MONTHS)),
    quarters(PeriodKind.QUARTER, (1, 3), (4, 6), (7, 9), (10, 12)),
    quarters(PeriodKind.HALF_YEAR, (1, 6), (7, 12)),
    quarters(PeriodKind.THREE_QUARTERS, (1, 9)),
    YEARS.map(lambda year: years(year, year, PeriodKind.YEAR)),
    TWO_YEARS.map(lambda pair: years(*pair, PeriodKind.YEARS)),
    PLAN_YEARS.map(lambda year: years(year, year + 4, PeriodKind.PLAN)),
    DAYS.map(lambda day: Period(day, day, False, PeriodKind.DAY, "")),
    DAYS.map(lambda day: Period(day, day, True, PeriodKind.AS_OF, "")),
)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("2021年1-7月", "In January–July 2021"),
        ("2021Q3", "In Q3 2021"),
        ("2021上半年", "In the first half of 2021"),
        ("2021年1-3季度", "In the first three quarters of 2021"),
        ("2020年度", "In 2020"),
        ("2000-2020年", "In 2000–2020"),
        ("十四五", "In the 14th Five-Year Plan (2021–2025)"),
        ("2021-10-21", "On 21 October 2021"),
        ("2019年底", "At the end of 2019"),
        ("截至2021年7月", "As of 31 July 2021"),
        ("2021年10月1日-10月21日", "In the period 1 October – 21 October 2021"),
    ],
)
def test_a_sentence_opens_with_a_period(text, english):
    period = parse_period(text, PUBLISHED_ON)

    assert format_period_opening(period, "en") == english
    assert format_period_opening(period) == format_period(period)


@given(EXACT_PERIODS, st.sampled_from(["zh-hans", "en"]))
def test_an_exact_period_prints_and_parses_back(period, language):
    printed = format_period(period, language)

    assert parse_period(printed) == replace(period, label=printed)


PHRASES = [
    "近三年",
    "今年以来",
    "连续三年",
    "未来3年",
    "目前",
    "去年底",
    "1-7月",
    "前三季度",
    "10月21日",
    "年末",
    "全年",
]


@given(st.sampled_from(PHRASES), PUBLICATIONS, st.sampled_from(["zh-hans", "en"]))
def test_an_inferred_period_prints_as_the_same_days_without_the_publication_date(phrase, published_on, language):
    period = parse_period(phrase, published_on)
    printed_back = parse_period(format_period(period, language))

    assert (printed_back.first_day, printed_back.last_day) == (period.first_day, period.last_day)
    assert printed_back.is_stock == period.is_stock
    assert (period.is_inferred, printed_back.is_inferred) == (True, False)
