"""What is no period is refused in words, and nothing breaks the reader."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.periods import Period, PeriodError, PeriodKind, parse_period

PUBLISHED_ON = date(2021, 10, 31)

FAULTS = {
    "2021年13月": "没有13月",
    "202113": "没有13月",
    "2021年0-7月": "没有0月",
    "2021年前13个月": "没有13月",
    "2021年7-3月": "起始时间晚于结束时间",
    "2020-2000年": "起始时间晚于结束时间",
    "2021年3月8日-3月1日": "起始时间晚于结束时间",
    "0年": "年份“0”不在1900至2100之间。请写四位年份",
    "21年": "年份“21”不在1900至2100之间。请写四位年份",
    "3929": "年份“3929”不在1900至2100之间",
    "2011—12": "年份“12”不在1900至2100之间",  # a dash is no hyphen: not December
    "2016-20年": "年份“20”不在1900至2100之间",
    "2021-02-30": "2021年2月没有30日",
    "截至2021年2月29日": "2021年2月没有29日",
    "2021年5季度": "一年只有第1至第4季度",
    "2021年前0季度": "一年只有第1至第4季度",
    "“十四五”（2021—2026年）": "这个五年规划的年份应为2021—2025年",
    "2004-01-15/P1Y": "起始日不是月初",
    "abc": "无法识别。请写成“2021年7月”",
    "2021 1 1": "无法识别",
    "44197": "无法识别",
    "2021年1-7": "无法识别",
    "近年来": "无法识别",
    "近一年": "可指近12个月，也可指今年以来。请写“今年以来”",
    "2021至9月": "无法识别",
    "两月": "无法识别",
    "十 January": "无法识别",
    "2021年末末": "无法识别",
    "指标" * 40: "文字过长",
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.items())
def test_an_impossible_period_is_named_with_its_fault(text, fault):
    with pytest.raises(PeriodError) as caught:
        parse_period(text, PUBLISHED_ON)

    assert str(caught.value).startswith(f"期间“{text[:59]}")
    assert f"”：{fault}" in str(caught.value)
    assert "请" in str(caught.value)


@pytest.mark.parametrize("text", ["", "   ", "　"])
def test_an_empty_text_says_so(text):
    with pytest.raises(PeriodError, match="没有填写期间"):
        parse_period(text)


@pytest.mark.parametrize("cell", [True, float("nan"), float("inf"), -5, 1e300, date(1, 1, 1)])
def test_other_cells_that_are_no_period(cell):
    with pytest.raises(PeriodError, match="请"):
        parse_period(cell, PUBLISHED_ON)


def test_a_publication_date_outside_the_calendar_of_statistics_is_refused():
    with pytest.raises(PeriodError, match="年份“1”不在1900至2100之间"):
        parse_period("近三年", date(1, 1, 1))


def test_a_window_that_leaves_the_calendar_of_statistics_is_refused():
    with pytest.raises(PeriodError, match="年份“2101”不在1900至2100之间"):
        parse_period("未来3年", date(2098, 1, 1))


def test_a_period_never_ends_before_it_begins_and_a_stock_stands_at_one_day():
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2021, 2, 1), date(2021, 1, 1), False, PeriodKind.MONTHS, "")
    with pytest.raises(ValueError, match="stands at one day"):
        Period(date(2021, 1, 1), date(2021, 2, 1), True, PeriodKind.AS_OF, "")


def reads_or_refuses(text, published_on):
    """The label, or the text itself where it is refused as it should be."""
    try:
        return parse_period(text, published_on).label
    except PeriodError:
        return text.strip()


PIECES = [
    *"0123456789年月日号季度半上下前末底至到第个五十一二〇零两-—/.~（）()“” 　",
    *("2021", "2016", "截至", "今年", "去年", "近", "连续", "未来", "目前", "季度", "个月", "全年", "十四五", "期间"),
    *("Q3", "H1", "P1Y", "T00:00", "January", "may", "end of ", "as of ", "th Five-Year Plan", " – ", "２０２１", "²"),
]


@given(st.text(), st.none() | st.dates())
@example("İ January 2021", None)
@example("9" * 60 + "年", None)
def test_any_text_is_a_period_or_refused(text, published_on):
    assert reads_or_refuses(text, published_on) == text.strip()


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), st.none() | st.dates())
@example("近99年", date(1900, 1, 1))
@example("未来99年", date(2100, 12, 31))
@example("11月", date(1900, 10, 31))
@example("2月29日", date(1903, 1, 1))
@example("2100-12-01/P99Y", None)
def test_any_text_made_of_period_words_is_a_period_or_refused(text, published_on):
    assert reads_or_refuses(text, published_on) == text.strip()


@given(st.integers(-(10**12), 10**12) | st.floats())
def test_any_number_is_a_period_or_refused(number):
    try:
        period = parse_period(number)
    except PeriodError:
        return
    assert period.label == str(int(number) if float(number).is_integer() else number)
