"""The period and the unit that stand above a table."""

import datetime

import pytest

from indicators.sheets.table_titles import periods_above, units_above


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["2021年1-7月规上工业主要指标"], [("2021-01-01", "2021-07-31", False)]),
        (["2021年规上工业企业主要经济指标（1-7月）"], [("2021-01-01", "2021-07-31", False)]),
        (["缙云县2020年度工业统计"], [("2020-01-01", "2020-12-31", False)]),
        (["截至2021年12月31日"], [("2021-12-31", "2021-12-31", True)]),
        (["填报日期：2021年8月10日", "2021年1-7月"], [("2021-01-01", "2021-07-31", False)]),
        (["2021年8月10日"], []),
        (["2021年上半年", "2021年1-6月"], [("2021-01-01", "2021-06-30", False)]),
        (["2020年", "2021年"], [("2020-01-01", "2020-12-31", False), ("2021-01-01", "2021-12-31", False)]),
        (["2021 年 3 月 主要指标"], [("2021-03-01", "2021-03-31", False)]),
        (["主要指标", "单位：万元"], []),
    ],
)
def test_periods_above_a_table(texts, expected):
    day = datetime.date.fromisoformat
    found = [(period.first_day, period.last_day, period.is_stock) for period in periods_above(texts)]
    assert found == [(day(first), day(last), is_stock) for first, last, is_stock in expected]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["单位：万元"], ["万元"]),
        (["计量单位: 人、万元", "2021年"], ["人", "万元"]),
        (["填报单位：缙云县经信局"], ["缙云县经信局"]),
        (["主要指标"], []),
    ],
)
def test_units_above_a_table(texts, expected):
    assert units_above(texts) == expected
