"""Which periods a release schedule expects."""

import datetime

from indicators.periods import format_period
from indicators.periods.releases import expected_periods


def day(text):
    return datetime.date.fromisoformat(text)


def names(first, last, **options):
    known = {"every": "month", "coverage": "cumulative", "is_joint": False}
    return [format_period(one) for one in expected_periods(**known | options, first=day(first), last=day(last))]


def test_industry_tells_january_and_february_together():
    assert names("2021-01-01", "2021-04-30", is_joint=True) == ["2021年1—2月", "2021年1—3月", "2021年1—4月"]
    assert names("2021-01-01", "2021-04-30", is_joint=True, coverage="single") == [
        "2021年1—2月",
        "2021年3月",
        "2021年4月",
    ]


def test_prices_keep_their_january():
    assert names("2020-12-31", "2021-03-30", coverage="single") == ["2020年12月", "2021年1月", "2021年2月"]


def test_quarters_alone_and_since_the_beginning_of_the_year():
    assert names("2021-01-01", "2021-12-31", every="quarter") == [
        "2021年第一季度",
        "2021年上半年",
        "2021年前三季度",
        "2021年",
    ]
    assert names("2021-04-01", "2021-09-30", every="quarter", coverage="single") == ["2021年第二季度", "2021年第三季度"]


def test_years_and_what_stands_at_their_end():
    assert names("2019-06-01", "2021-06-01", every="year") == ["2019年", "2020年"]
    assert names("2019-06-01", "2021-06-01", every="year", coverage="point") == ["2019年末", "2020年末"]


def test_joint_release_is_a_matter_of_months_alone():
    assert names("2021-01-01", "2021-03-31", every="quarter", is_joint=True) == ["2021年第一季度"]


def test_the_days_of_a_joint_february_in_a_leap_year():
    [period] = expected_periods(
        every="month", coverage="single", is_joint=True, first=day("2020-01-01"), last=day("2020-02-29")
    )

    assert (period.first_day, period.last_day, period.is_stock) == (day("2020-01-01"), day("2020-02-29"), False)


def test_a_schedule_that_has_not_begun_expects_nothing():
    assert names("2021-05-01", "2021-04-30") == []
