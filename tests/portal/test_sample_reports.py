"""The monthly reports of 示例市: what each prints, how its figures fit together, and what was settled later."""

import datetime
import re
from collections import Counter
from decimal import Decimal

from portal.sample.counts import rate
from portal.sample.editions import county_amounts, revisions_of
from portal.sample.figures import tables_of_enterprise_figures
from portal.sample.plan import Month, Plan
from portal.sample.reports import reports_of
from portal.sample.series import BY_CODE, SERIES, Amount, city_amount

PLAN = Plan(12, 3)
EXACT = re.compile(r"-?[0-9.]+(亿元|%|个|家|台)")


def reports(plan=PLAN):
    """Every report with its rows."""
    return [(report, list(report.rows)) for report in reports_of(plan)]


def printed(rows, indicator, period, measure="数值"):
    """What the rows say of an indicator in a period, by place."""
    wanted = {"指标": indicator, "期间": period, "度量": measure}
    return {row["对象"]: row["数值"] for row in rows if wanted.items() <= row.items()}


def number(text):
    return Decimal(re.sub("[^0-9.-]", "", text))


def every_row(plan=PLAN):
    return [row for _report, rows in reports(plan) for row in rows]


def test_sixty_months_end_with_september_of_the_year_after():
    titles = [report.title for report, _rows in reports()]
    monthly = [title for title in titles if title.endswith("月报")]

    assert (monthly[0], monthly[-1], len(monthly)) == ("2016年10月月报", "2021年9月月报", 60)
    assert [title for title in titles if title not in monthly] == ["修订2018年数据", "修订2020年数据"]


def test_each_report_has_its_day_and_some_are_late():
    days = {report.title: report.published_on for report in reports_of(PLAN)}

    assert list(days.values()) == sorted(set(days.values()))
    assert days["2021年9月月报"] == datetime.date(2021, 10, 20)
    assert days["2019年8月月报"] == datetime.date(2019, 10, 1)
    late = [day for title, day in days.items() if title.endswith("月报") and not 20 <= day.day <= 22]
    assert late == [datetime.date(2019, 10, 1), datetime.date(2021, 5, 27)]


def test_the_city_is_the_sum_of_its_counties_and_grows_by_their_sums():
    # A year before: 100 and 100.
    counties = [Amount(Decimal("110.00"), Decimal("10.0")), Amount(Decimal("95.00"), Decimal("-5.0"))]

    assert city_amount(counties) == Amount(Decimal("205.00"), Decimal("2.5"))


def test_printed_levels_add_up_to_the_city_wherever_all_counties_print_theirs():
    compared = 0
    for _report, rows in reports():
        for indicator, period in {(row["指标"], row["期间"]) for row in rows if row["度量"] == "数值"}:
            cells = printed(rows, indicator, period)
            if len(cells) == 4 and all(map(EXACT.fullmatch, cells.values())) and "%" not in cells["示例市"]:
                counties = [number(cell) for place, cell in cells.items() if place != "示例市"]
                assert sum(counties) == number(cells["示例市"])
                compared += 1

    assert compared == 685


def test_sums_from_january_on_never_fall_within_an_edition():
    for series in SERIES:
        for year in range(2017, 2021):
            months = [Month(year, month) for month in range(1, 13) if series.is_published(month)]
            for county in zip(*(county_amounts(PLAN, series, month) for month in months), strict=True):
                levels = [amount.level for amount in county]
                assert levels == sorted(set(levels))


def test_january_and_february_stand_together_but_for_what_has_a_january():
    [january] = [rows for report, rows in reports() if report.title == "2020年1月月报"]
    [february] = [rows for report, rows in reports() if report.title == "2020年2月月报"]

    assert {row["指标"] for row in january} == {
        "exports",
        "large_project_investment",
        "enterprise_problems_collected",
        "enterprise_problems_resolved",
        "enterprise_problem_resolution_rate",
    }
    assert {row["期间"] for row in january} == {"2020年1月"}
    assert set(printed(february, "industrial_value_added_above_scale", "2020年1-2月")) == {
        "示例市",
        "示例一县",
        "示例二县",
        "示例三县",
    }


def test_single_months_of_exports_are_the_differences_of_their_sums():
    rows = every_row()

    for year in (2018, 2020):
        for month in range(2, 13):
            until, before = (f"{year}年1-{last}月" if last > 1 else f"{year}年1月" for last in (month, month - 1))
            sums, former = printed(rows, "exports", until), printed(rows, "exports", before)
            single = printed(rows, "exports", f"{year}年{month}月")
            for place in ("示例一县", "示例二县", "示例三县"):
                difference = number(sums[place]) - number(former[place])
                # Each of the three is rounded to the hundredth.
                assert abs(number(single[place]) - difference) <= Decimal("0.02")


def test_growth_of_exports_is_that_of_the_levels_and_of_value_added_at_comparable_prices_is_not():
    def difference(indicator, month):
        """Between the growth of the first county as printed and that of its levels, in points."""
        months = (month, month.a_year_before)
        now, before = (county_amounts(PLAN, BY_CODE[indicator], one, is_revised=True)[0] for one in months)
        return now.growth - 100 * (now.level / before.level - 1)

    both = [(difference("exports", month), difference("industrial_value_added_above_scale", month))
            for month in (Month(2018, 6), Month(2020, 12), Month(2021, 9))]  # fmt: skip

    assert all(abs(exports) < Decimal("0.2") for exports, _value_added in both)
    assert all(1 < abs(value_added) < 8 for _exports, value_added in both)


def test_the_rate_of_the_city_is_that_of_the_sums_and_not_the_mean():
    # 40 of 50 and 99 of 100: 139 of 150, while the mean is 89.5.
    assert rate(150, 139) == Decimal("92.7")

    rows = every_row()
    for period in ("2017年1月", "2021年9月"):
        collected, resolved, rates = (
            printed(rows, f"enterprise_{name}", period)["示例市"]
            for name in ("problems_collected", "problems_resolved", "problem_resolution_rate")
        )
        assert abs(number(rates) - 100 * number(resolved) / number(collected)) <= Decimal("0.05")


def test_every_month_ranks_the_counties_that_print_by_level_and_by_growth():
    for report, rows in reports():
        for period, measure in {(row["期间"], row["度量"]) for row in rows if row["指标"] == "exports"}:
            ranked = [row for row in rows if (row["指标"], row["期间"], row["度量"]) == ("exports", period, measure)]
            by_value = sorted(ranked[1:], key=lambda row: -number(row["数值"]))
            places = [row["位次"] for row in by_value]
            assert places[0] == "示例三县第1", report.title
            assert set(places) <= {"示例三县第1", "示例三县第2", "示例三县第3"}


def test_one_county_never_prints_one_indicator_and_another_leaves_months_out():
    rows = every_row()
    investing = {row["对象"] for row in rows if row["指标"] == "large_project_investment"}
    digital = {
        period: printed(rows, "digital_economy_core_industry_value_added", period).get("示例二县")
        for period in ("2018年1-3月", "2018年1-4月", "2018年1-5月", "2019年1-7月", "2019年1-9月")
    }

    assert investing == {"示例市", "示例一县", "示例二县"}
    assert digital.pop("2018年1-3月").endswith("亿元")
    assert digital == {"2018年1-4月": None, "2018年1-5月": None, "2019年1-7月": "未公布", "2019年1-9月": "—"}


def test_large_projects_are_rounded_in_june():
    cells = printed(every_row(), "large_project_investment", "2019年1-6月")

    assert [cells[place][:2] for place in ("示例一县", "示例二县")] == ["约" + cells["示例一县"][1], "超过"]


def test_a_settled_year_lowers_what_had_been_printed_and_says_why():
    first = printed(
        [row for row in every_row() if row["状态"] != "修订"], "industrial_value_added_above_scale", "2018年1-12月"
    )
    [settled] = [rows for report, rows in reports() if report.title == "修订2018年数据"]
    later = printed(settled, "industrial_value_added_above_scale", "2018年1-12月")

    ratio = number(first["示例市"]) / number(later["示例市"])
    assert abs(ratio - Decimal("1.04")) < Decimal("0.0005")
    assert {(row["状态"], row["备注"]) for row in settled} == {("修订", "按示例普查结果修订（虚构）")}
    assert Counter(row["指标"] for row in settled) == {
        # Eleven months of the city and three counties, with their growth.
        "industrial_value_added_above_scale": 88,
        "equipment_manufacturing_value_added": 88,
        "high_tech_industry_value_added": 88,
    }


def test_a_year_that_was_not_reported_is_not_settled_either():
    assert [revision.year for revision in revisions_of(Plan(12, 3, months=21))] == [0]
    assert revisions_of(Plan(12, 3, months=9)) == []


def test_only_the_newest_three_months_are_preliminary():
    places = {(row["来源"], row["出处"]) for row in every_row() if row["状态"] == "初步"}

    assert places == {("示例市2021年工业月报（虚构）", f"{month}月月报") for month in (7, 8, 9)}


def test_new_products_are_counted_by_another_list_from_2019_on():
    products = BY_CODE["new_product_output_value"]
    now, before = (county_amounts(PLAN, products, Month(year, 12))[0] for year in (2019, 2018))

    # The former list had 0.8 of them: levels jump, growth on one list does not.
    of_levels = 100 * (now.level / before.level - 1)
    assert abs((1 + of_levels / 100) * Decimal("0.8") - (1 + now.growth / 100)) < Decimal("0.001")


def test_large_enterprises_have_five_years_and_others_one_but_for_young_ones():
    [sheet] = tables_of_enterprise_figures(Plan())
    years = {}
    for row in sheet.rows:
        if (row["指标"], row["度量"]) == ("sales", "数值"):
            years.setdefault(row["对象"], {})[row["期间"]] = number(row["数值"])

    assert Counter(len(one) for one in years.values()) == {1: 430, 3: 2, 4: 6, 5: 122}
    assert {min(one) for one in years.values() if len(one) == 5} == {"2016年"}
    assert all(one["2020年"] >= 5000 for one in years.values() if len(one) == 5)
