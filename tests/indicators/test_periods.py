"""Periods as officials write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import AmbiguousPeriod, PeriodError, parse_period

PUBLISHED_ON = date(2021, 10, 31)


def reading(text, published_on=None):
    """First day, last day, kind, and what is to be said beside them."""
    period = parse_period(text, published_on)
    remarks = {"stock": period.is_stock, "inferred": period.is_inferred}
    return (
        str(period.first_day),
        str(period.last_day),
        period.kind.value,
        *(word for word, so in remarks.items() if so),
    )


JANUARY_TO_JULY = ("2021-01-01", "2021-07-31", "cumulative")
JULY = ("2021-07-01", "2021-07-31", "month")
THIRD_QUARTER = ("2021-07-01", "2021-09-30", "quarter")
YEAR_2020 = ("2020-01-01", "2020-12-31", "year")
YEAR_2021 = ("2021-01-01", "2021-12-31", "year")
FIRST_TWENTY_YEARS = ("2000-01-01", "2020-12-31", "years")
FOURTEENTH_PLAN = ("2021-01-01", "2025-12-31", "plan")
LAST_OF_OCTOBER = ("2021-10-31", "2021-10-31", "day")

EXACT = {
    "2021年1-7月": JANUARY_TO_JULY,
    "2021年1—7月": JANUARY_TO_JULY,
    "2021年1–7月": JANUARY_TO_JULY,
    "2021年1——7月": JANUARY_TO_JULY,
    "2021年1─7月": JANUARY_TO_JULY,
    "2021年1−7月": JANUARY_TO_JULY,
    "2021年1~7月": JANUARY_TO_JULY,
    "2021年1～7月": JANUARY_TO_JULY,
    "2021年1至7月": JANUARY_TO_JULY,
    "2021年1月到7月": JANUARY_TO_JULY,
    "2021年1月-2021年7月": JANUARY_TO_JULY,
    "2021年1-7月份": JANUARY_TO_JULY,
    "2021年1-7月累计": JANUARY_TO_JULY,
    "2021.1-7月": JANUARY_TO_JULY,
    "2021.01-2021.07": JANUARY_TO_JULY,
    "2021-01至2021-07": JANUARY_TO_JULY,
    "2021 1-7月": JANUARY_TO_JULY,
    "２０２１年１－７月": JANUARY_TO_JULY,
    "　2021 年 1 - 7 月　": JANUARY_TO_JULY,
    "二〇二一年一至七月": JANUARY_TO_JULY,
    "2021年前7个月": JANUARY_TO_JULY,
    "2021年前七个月": JANUARY_TO_JULY,
    "2020年1-12月": ("2020-01-01", "2020-12-31", "cumulative"),
    "2020年1-2月": ("2020-01-01", "2020-02-29", "cumulative"),
    "2021年3-5月": ("2021-03-01", "2021-05-31", "months"),
    "2020年7月-2021年6月": ("2020-07-01", "2021-06-30", "months"),
    "2021年7月": JULY,
    "2021年07月": JULY,
    "2021年7月份": JULY,
    "二〇二一年七月": JULY,
    "2021年十二月": ("2021-12-01", "2021-12-31", "month"),
    "2021-07": JULY,
    "2021/7": JULY,
    "2021.7": JULY,
    "202107": JULY,
    "2016.09": ("2016-09-01", "2016-09-30", "month"),
    "2016.10": ("2016-10-01", "2016-10-31", "month"),
    "2016.01": ("2016-01-01", "2016-01-31", "month"),
    "2021Q3": THIRD_QUARTER,
    "2021 Q3": THIRD_QUARTER,
    "2021年Q3": THIRD_QUARTER,
    "2021年第三季度": THIRD_QUARTER,
    "2021年三季度": THIRD_QUARTER,
    "2021年3季度": THIRD_QUARTER,
    "2021三季度": THIRD_QUARTER,
    "2021年1季度": ("2021-01-01", "2021-03-31", "quarter"),
    "2020年上半年": ("2020-01-01", "2020-06-30", "half_year"),
    "2020年下半年": ("2020-07-01", "2020-12-31", "half_year"),
    "2021H1": ("2021-01-01", "2021-06-30", "half_year"),
    "2021年前三季度": ("2021-01-01", "2021-09-30", "three_quarters"),
    "2021年一至三季度": ("2021-01-01", "2021-09-30", "three_quarters"),
    "2021Q1-Q3": ("2021-01-01", "2021-09-30", "three_quarters"),
    "2020年": YEAR_2020,
    "2020年度": YEAR_2020,
    "2020年全年": YEAR_2020,
    "2020": YEAR_2020,
    "二零二〇年": YEAR_2020,
    "2021年": YEAR_2021,
    "2021": YEAR_2021,
    "二〇二一年": YEAR_2021,
    "2000-2020年": FIRST_TWENTY_YEARS,
    "2000年至2020年": FIRST_TWENTY_YEARS,
    "2000–2020": FIRST_TWENTY_YEARS,
    "2000年1月-2020年12月": FIRST_TWENTY_YEARS,
    "十四五": FOURTEENTH_PLAN,
    "“十四五”": FOURTEENTH_PLAN,
    "“十四五”期间": FOURTEENTH_PLAN,
    "“十四五”时期": FOURTEENTH_PLAN,
    "十四五规划": FOURTEENTH_PLAN,
    "十三五": ("2016-01-01", "2020-12-31", "plan"),
    "十五": ("2001-01-01", "2005-12-31", "plan"),
    "三五": ("1966-01-01", "1970-12-31", "plan"),
    "二五": ("1958-01-01", "1962-12-31", "plan"),
    "一五": ("1953-01-01", "1957-12-31", "plan"),
    "2021-10-31": LAST_OF_OCTOBER,
    "2021/10/31": LAST_OF_OCTOBER,
    "20211031": LAST_OF_OCTOBER,
    "2021年10月31日": LAST_OF_OCTOBER,
    "2021年10月31号": LAST_OF_OCTOBER,
    "2021年十月三十一日": LAST_OF_OCTOBER,
    "2021-07-01": ("2021-07-01", "2021-07-01", "day"),
    "2021-07-01 00:00:00": JULY,  # a date cell printed as text
    "2021年1月1日-10月21日": ("2021-01-01", "2021-10-21", "cumulative"),
    "2021年1月1日-7月31日": JANUARY_TO_JULY,
    "2021年3月8日-10月21日": ("2021-03-08", "2021-10-21", "months"),
    "2004-01-01/P1Y": ("2004-01-01", "2004-12-31", "year"),
    "2004-01-01T00:00:00/P1Y": ("2004-01-01", "2004-12-31", "year"),
    "2004-04-01/P1Y": ("2004-04-01", "2005-03-31", "months"),
    "2004-01-01/P3Y": ("2004-01-01", "2006-12-31", "years"),
    "2004-04-01/P3M": ("2004-04-01", "2004-06-30", "quarter"),
    "2004-12-01/P1M": ("2004-12-01", "2004-12-31", "month"),
    "2019年末": ("2019-12-31", "2019-12-31", "as_of", "stock"),
    "2019年年末": ("2019-12-31", "2019-12-31", "as_of", "stock"),
    "2021年底": ("2021-12-31", "2021-12-31", "as_of", "stock"),
    "2021年7月末": ("2021-07-31", "2021-07-31", "as_of", "stock"),
    "2020年二季度末": ("2020-06-30", "2020-06-30", "as_of", "stock"),
    "“十三五”末": ("2020-12-31", "2020-12-31", "as_of", "stock"),
    "截至2021年7月": ("2021-07-31", "2021-07-31", "as_of", "stock"),
    "截止2021年7月底": ("2021-07-31", "2021-07-31", "as_of", "stock"),
    "截至2021年7月15日": ("2021-07-15", "2021-07-15", "as_of", "stock"),
    "截至2020年": ("2020-12-31", "2020-12-31", "as_of", "stock"),
    "January–July 2021": JANUARY_TO_JULY,
    "Jan-Jul 2021": JANUARY_TO_JULY,
    "may 2021": ("2021-05-01", "2021-05-31", "month"),
    "Q3 2021": THIRD_QUARTER,
    "first half of 2021": ("2021-01-01", "2021-06-30", "half_year"),
    "14th Five-Year Plan (2021–2025)": FOURTEENTH_PLAN,
    "21 October 2021": ("2021-10-21", "2021-10-21", "day"),
    "end of 2019": ("2019-12-31", "2019-12-31", "as_of", "stock"),
    "end of July 2021": ("2021-07-31", "2021-07-31", "as_of", "stock"),
    "as of 31 July 2021": ("2021-07-31", "2021-07-31", "as_of", "stock"),
}


@pytest.mark.parametrize(("text", "expected"), EXACT.items())
def test_a_period_with_its_year_needs_no_publication_date_and_ignores_it(text, expected):
    assert reading(text) == expected
    assert reading(text, date(1999, 1, 1)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "1-7月": ("2021-01-01", "2021-07-31", "cumulative"),
        "1-2月": ("2021-01-01", "2021-02-28", "cumulative"),
        "前5个月": ("2021-01-01", "2021-05-31", "cumulative"),
        "今年前5个月": ("2021-01-01", "2021-05-31", "cumulative"),
        "今年1-6月": ("2021-01-01", "2021-06-30", "cumulative"),
        "前两季度": ("2021-01-01", "2021-06-30", "half_year"),
        "去年1-6月": ("2020-01-01", "2020-06-30", "cumulative"),
        "11月": ("2020-11-01", "2020-11-30", "month"),
        "10月": ("2021-10-01", "2021-10-31", "month"),
        "一季度": ("2021-01-01", "2021-03-31", "quarter"),
        "四季度": ("2021-10-01", "2021-12-31", "quarter"),  # running
        "上半年": ("2021-01-01", "2021-06-30", "half_year"),
        "今年上半年": ("2021-01-01", "2021-06-30", "half_year"),
        "前三季度": ("2021-01-01", "2021-09-30", "three_quarters"),
        "10月21日": ("2021-10-21", "2021-10-21", "day"),
        "11月1日": ("2020-11-01", "2020-11-01", "day"),
        "2月29日": ("2020-02-29", "2020-02-29", "day"),
        "全年": ("2020-01-01", "2020-12-31", "year"),
        "今年": ("2021-01-01", "2021-12-31", "year"),
        "去年": ("2020-01-01", "2020-12-31", "year"),
        "今年以来": ("2021-01-01", "2021-10-31", "cumulative"),
        "近三年": ("2019-01-01", "2021-10-31", "years"),
        "近两年来": ("2020-01-01", "2021-10-31", "years"),
        "连续三年": ("2018-01-01", "2020-12-31", "years"),
        "未来3年": ("2021-11-01", "2024-10-31", "years"),
    }.items(),
)
def test_a_period_without_its_year_is_inferred_from_the_publication_date(text, expected):
    assert reading(text, PUBLISHED_ON) == (*expected, "inferred")


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "目前": "2021-10-31",
        "截至目前": "2021-10-31",
        "年末": "2020-12-31",
        "去年底": "2020-12-31",
        "截至去年底": "2020-12-31",
        "今年年底": "2021-12-31",
        "截至7月": "2021-07-31",
        "7月底": "2021-07-31",
        "截至今年": "2021-10-31",  # not beyond the day it was said
        "截至11月底": "2020-11-30",
    }.items(),
)
def test_a_stock_without_its_year_is_inferred_from_the_publication_date(text, expected):
    assert reading(text, PUBLISHED_ON) == (expected, expected, "as_of", "stock", "inferred")


def test_a_month_that_is_running_counts_but_its_end_does_not():
    assert reading("7月", date(2021, 7, 15)) == ("2021-07-01", "2021-07-31", "month", "inferred")
    assert reading("截至7月", date(2021, 7, 15)) == ("2021-07-15", "2021-07-15", "as_of", "stock", "inferred")
    assert reading("7月末", date(2021, 7, 15)) == ("2020-07-31", "2020-07-31", "as_of", "stock", "inferred")


def test_three_years_from_a_leap_day_end_on_the_28th():
    assert reading("未来3年", date(2020, 2, 29)) == ("2020-03-01", "2023-02-28", "years", "inferred")


@pytest.mark.parametrize(
    "text", ["1-7月", "上半年", "一季度", "今年上半年", "去年", "目前", "截至目前", "年末", "7月底"]
)
def test_a_period_without_its_year_asks_for_the_publication_date(text):
    with pytest.raises(PeriodError) as caught:
        parse_period(text)

    assert str(caught.value) == (
        f"期间“{text}”：没有写明年份，须有发布日期才能确定。请填写来源的发布日期，或写成“2021年1—7月”这样的完整期间。"
    )


@pytest.mark.parametrize("text", ["近三年", "连续三年", "未来3年", "今年以来"])
def test_a_window_asks_for_the_publication_date(text):
    with pytest.raises(PeriodError, match="须有发布日期才能确定"):
        parse_period(text)


def test_the_label_is_the_text_as_written_without_the_spaces_around_it():
    assert parse_period("　２０２１年 1-7月 ").label == "２０２１年 1-7月"


@pytest.mark.parametrize("cell", ["2016.1", "２０１６．１", " 2016.1 ", 2016.1])
def test_a_month_that_may_have_lost_its_zero_is_ambiguous(cell):
    with pytest.raises(AmbiguousPeriod) as caught:
        parse_period(cell)

    assert [(r.first_day, r.last_day) for r in caught.value.readings] == [
        (date(2016, 1, 1), date(2016, 1, 31)),
        (date(2016, 10, 1), date(2016, 10, 31)),
    ]
    assert str(caught.value) == (
        f"期间“{str(cell).strip()}”有两种读法：2016年1月，或末尾的0被数字格式略去的2016年10月。请写成其中一种。"
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2021, 7, 1), JULY),
        (datetime(2021, 7, 1, tzinfo=UTC), JULY),
        (datetime(2021, 7, 1, 8, 30, tzinfo=UTC), ("2021-07-01", "2021-07-01", "day")),
        (date(2021, 10, 21), ("2021-10-21", "2021-10-21", "day")),
        (date(2021, 7, 31), ("2021-07-31", "2021-07-31", "day")),  # no stock is guessed
        (2020, YEAR_2020),
        (2020.0, YEAR_2020),
        (202107, JULY),
        (202107.0, JULY),
        (20211031, LAST_OF_OCTOBER),
        (2016.11, ("2016-11-01", "2016-11-30", "month")),
    ],
)
def test_cells_that_hold_dates_and_numbers(cell, expected):
    assert reading(cell) == expected


@given(st.integers(1, 12), st.dates(date(1910, 1, 1), date(2099, 12, 31)))
def test_a_month_without_its_year_is_the_latest_that_had_begun(month, published_on):
    period = parse_period(f"{month}月", published_on)

    assert period.first_day <= published_on
    assert period.first_day > published_on - timedelta(days=366)
