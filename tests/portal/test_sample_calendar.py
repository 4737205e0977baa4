"""When the invented city is to publish: known by the calendar, and with gaps that it shows."""

import datetime

from portal.sample.calendar import tables_of_schedules
from portal.sample.plan import Plan


def rows_of(plan):
    [table] = tables_of_schedules(plan)
    return list(table.rows)


def test_each_series_of_the_city_is_due_on_the_20th_of_the_month_after():
    rows = rows_of(Plan(counties=2, months=2))

    assert len(rows) == 9
    assert {row["对象"] for row in rows} == {"示例市"}
    assert rows[0] == {
        "指标": "industrial_value_added_above_scale",
        "对象": "示例市",
        "频率": "每月",
        "当期或累计": "年初累计",
        "期末后天数": 20,
        "开始日期": datetime.date(2021, 8, 1),
        "说明": "随工业月报发布（虚构）",
        "英文说明": "Published with the monthly industrial report (invented)",
    }
    assert [row["频率"] for row in rows].count("每季") == 1


def test_the_county_that_left_months_out_is_held_to_them_too():
    last = rows_of(Plan())[-1]

    assert (last["对象"], last["指标"]) == ("示例八县", "digital_economy_core_industry_value_added")
