"""When the invented city is to publish its figures: the monthly report, and those of the county that left some out."""

import datetime

from portal.sample.editions import FEWEST_COUNTIES_WITH_GAPS, LEFT_OUT
from portal.sample.plan import DUE, ROOT, Plan, county
from portal.sample.series import BY_CODE, SERIES, Series
from portal.sample.tables import Row, Table, table

HEADERS = "指标 对象 频率 当期或累计 期末后天数 开始日期 停止日期 英文说明 说明"


def tables_of_schedules(plan: Plan) -> list[Table]:
    return [table("发布安排", HEADERS, _schedules(plan))]


def _schedules(plan) -> list[Row]:
    rows = [_schedule(plan, series, ROOT.chinese) for series in SERIES]
    if plan.counties >= FEWEST_COUNTIES_WITH_GAPS:
        rows.append(_schedule(plan, BY_CODE[LEFT_OUT], county(plan.counties - 1).chinese))
    return rows


def _schedule(plan, series: Series, name: str) -> Row:
    first = plan.months_reported[0]
    return {
        "指标": series.indicator,
        "对象": name,
        "频率": "每季" if series.is_quarterly else "每月",
        "当期或累计": "年初累计",
        # The 20th of the month after is so many days after the last of the month.
        "期末后天数": DUE,
        "开始日期": datetime.date(first.year, first.month, 1),
        "说明": "随工业月报发布（虚构）",
        "英文说明": "Published with the monthly industrial report (invented)",
    }
