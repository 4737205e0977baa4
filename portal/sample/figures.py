"""The figures of the enterprises, which nobody outside may read: of the plan's year, of large ones also of former."""

from collections.abc import Iterator

from portal.sample.enterprises import Firm, firms
from portal.sample.plan import SOURCE, Plan
from portal.sample.series import TENTH, rounded
from portal.sample.tables import Row, Table, table

HEADERS = "对象 对象类别 指标 度量 口径 分类 期间 期间推断 数值 单位 位次 状态 公开范围 公开依据 来源 出处 备注"
# Whoever sold this much (in 万元) has former years too, unless it is younger.
LARGE, FORMER_YEARS = 5000, 4


def tables_of_enterprise_figures(plan: Plan) -> list[Table]:
    return [table("数据", HEADERS, (row for one in firms(plan) for row in _rows_of_firm(plan, one)))]


def _rows_of_firm(plan, one: Firm) -> Iterator[Row]:
    """Its sales with their growth, its exports if it has any, and its staff."""
    sales, growth = _sales(one), _growth(one, 0)
    year = f"{plan.year}年"
    yield from _sales_and_staff(one, plan.year, sales, growth)
    if one.is_above_scale and one.draw.happens(0.4, "exports"):
        yield _internal(one, "exports", year, f"{1 + int(sales * one.draw.between(0.05, 0.7, 'export share'))}万元")
    for back in range(1, _former_years(plan, one) + 1):
        sales = int(sales / (1 + growth / 100))
        growth = _growth(one, back)
        yield from _sales_and_staff(one, plan.year - back, sales, growth)


def _sales_and_staff(one, year, sales, growth) -> Iterator[Row]:
    yield _internal(one, "sales", f"{year}年", f"{sales}万元")
    yield _internal(one, "sales", f"{year}年", f"{growth}%", "同比")
    staff = 5 + int(sales * one.draw.between(0.008, 0.03, "staff"))
    yield _internal(one, "employees", f"{year}年末", f"{staff}人")


def _sales(one) -> int:
    """In 万元; many small and few large, from 2000 upwards above scale and below it otherwise."""
    lot = one.draw.fraction("sales")
    return 2000 + int(68_000 * lot * lot * lot) if one.is_above_scale else 60 + int(1900 * lot)


def _growth(one, years_back):
    lot = ("growth", years_back) if years_back else ("growth",)
    return rounded(one.draw.between(-12, 30, *lot), TENTH)


def _former_years(plan, one) -> int:
    """How many years before the plan's are told; the first whole one came after it was founded."""
    return max(0, min(FORMER_YEARS, plan.year - one.founded_on.year - 1)) if _sales(one) >= LARGE else 0


def _internal(one, indicator, period, value, measure="数值") -> Row:
    return {
        "对象": one.name.chinese,
        "对象类别": "企业",
        "指标": indicator,
        "度量": measure,
        "期间": period,
        "数值": value,
        "公开范围": "内部",
        # The source's own basis is for aggregates.
        "公开依据": "无",
        "来源": SOURCE,
    }
