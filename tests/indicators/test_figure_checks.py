"""What looks like a slip is warned of before publishing, with the value, the former one and what to do."""

import datetime
from calendar import monthrange

import pytest

from imports.context import ImportContext
from imports.instances import shrink
from indicators.models import Break, Category, Indicator, Region
from indicators.sheets.checks import CODES, FigureChecks
from indicators.sheets.suspicions import CHECKS, FuturePeriod
from tests.factories import make_enterprise, make_figure, make_indicator, make_region, publish_figure

ADDITIVE = {"aggregation": Indicator.Aggregation.ADDITIVE}


def months(year, last, first=1):
    """The fields of a period from the first through the last month of a year."""
    last_day = datetime.date(year, last, monthrange(year, last)[1])
    return {"first_day": datetime.date(year, first, 1), "last_day": last_day}


def year(number):
    return months(number, 12)


def stock(*day):
    return {"first_day": datetime.date(*day), "last_day": datetime.date(*day), "is_stock": True}


@pytest.fixture
def output(db):
    return make_indicator("output", "总产值", **ADDITIVE)


@pytest.fixture
def figure(county, source):
    """A figure of the county that is not yet published."""

    def make(indicator, value, subject=county, **fields):
        return make_figure(subject, indicator, value, source=source, **fields)

    return make


@pytest.fixture
def in_force(county, source):
    def publish(indicator, value, subject=county, **fields):
        return publish_figure(subject, indicator, value, source=source, **fields)

    return publish


def warnings(*portions):
    """Checks portions of figures as one load: figure, code and sentence of each warning."""
    checks = FigureChecks(ImportContext(published_on=datetime.date(2022, 3, 1)))
    found = [warning for portion in portions for warning in checks.check(portion)]
    return [*found, *checks.finish()]


def codes(*portions):
    return [code for _figure, code, _sentence in warnings(*portions)]


# --- Units


def test_ten_thousand_times_the_year_before_is_a_slip_of_units(figure, in_force, output):
    in_force(output, "266.1", **year(2020))
    slipped = figure(output, "2910000", **year(2021))

    assert warnings([slipped]) == [
        (
            slipped,
            "unit_slip",
            "2,910,000亿元约是2020年（266.1亿元）的10,000倍，像是单位或小数点错了：请核对单位和数值，无误再确认。",
        )
    ]


def test_a_tenth_is_told_as_one(figure, in_force, output):
    in_force(output, "266.1", **year(2020))

    [(_figure, code, sentence)] = warnings([figure(output, "28.4", **year(2021))])

    assert code == "unit_slip"
    assert sentence.startswith("28.4亿元约是2020年（266.1亿元）的10分之一，")


def test_the_former_period_may_come_in_the_same_load_in_any_order(figure, output):
    former, slipped = figure(output, "266.1", **year(2020)), figure(output, "2.661", **year(2021))

    assert [found for found, _code, _sentence in warnings([slipped, former])] == [slipped]
    assert [found for found, _code, _sentence in warnings([former], [slipped])] == [slipped]
    # The one that comes later is warned of.
    assert [found for found, _code, _sentence in warnings([slipped], [former])] == [former]


def test_what_the_load_says_of_the_former_period_counts_before_what_is_in_force(figure, in_force, output):
    in_force(output, "2.661", **year(2020))

    assert codes([figure(output, "266.1", **year(2020)), figure(output, "270", **year(2021))]) == []


def test_a_month_is_compared_with_the_month_before_and_a_sum_with_the_year_before(figure, in_force, output):
    in_force(output, "5", **months(2021, 6, first=6))
    in_force(output, "300", **months(2020, 7))

    assert codes([figure(output, "500", **months(2021, 7, first=7))]) == ["unit_slip"]
    assert codes([figure(output, "30000", **months(2021, 7))]) == ["unit_slip"]
    # 5 in June are 10 in two months, and no former period but the nearest one.
    assert codes([figure(output, "100000", **months(2021, 8, first=7))]) == ["unit_slip"]
    assert codes([figure(output, "10", **months(2021, 8, first=7))]) == []


def test_a_stock_is_compared_with_the_day_before_it(figure, in_force, output):
    in_force(output, "81", **stock(2020, 12, 31))

    assert codes([figure(output, "8100", **stock(2021, 10, 31))]) == ["unit_slip"]
    assert codes([figure(output, "8100", **months(2021, 10))]) == []


@pytest.mark.parametrize(
    "other",
    [
        {"basis": "同口径"},
        {"audience": "internal"},
        {"measure": "index"},
        {"subject": "city"},
        {"breakdown": "large"},
        {**year(2016)},
    ],
)
def test_another_series_or_a_time_long_past_is_no_former_period(figure, in_force, output, root_city, other):
    made = {"city": root_city, "large": Category(code_list="规模", code="大")}
    if "breakdown" in other:
        made["large"].save()
    fields = {name: made.get(value, value) if isinstance(value, str) else value for name, value in other.items()}
    in_force(output, "266.1", **{**year(2020), **fields})

    assert codes([figure(output, "2910000", **year(2021))]) == []


def test_nothing_is_compared_across_a_break(figure, in_force, output):
    in_force(output, "266.1", **year(2020))
    Break.objects.create(indicator=output, on=datetime.date(2021, 1, 1), reason="起点变了")

    assert codes([figure(output, "26610", **year(2021))]) == []


# --- Units, beside other months and the regions above


def test_a_sum_is_compared_with_other_months_of_the_same_year(figure, in_force, output, town):
    in_force(output, "65.23456", town, **months(2021, 6))
    slipped = figure(output, "912345", town, **months(2021, 8))

    assert warnings([slipped]) == [
        (
            slipped,
            "unit_slip",
            "912,345亿元与2021年1—6月的65.23456亿元相比，按月平均约是10,000倍，像是单位或小数点错了：请核对单位和数值，无误再确认。",
        )
    ]
    # 65.23456 * 8 / 6 is 86.98
    assert codes([figure(output, "86.98", town, **months(2021, 8))]) == []


@pytest.mark.parametrize("aggregation", ["additive", "none"])
def test_any_period_within_three_years_is_near_enough(figure, in_force, aggregation):
    added = make_indicator("value_added", "规上工业增加值", aggregation=aggregation)
    in_force(added, "39.29", **months(2021, 7))

    assert codes([figure(added, "512345", **months(2021, 10))]) == ["unit_slip"]
    assert codes([figure(added, "0.00512345", **months(2021, 10))])[0] == "unit_slip"
    assert codes([figure(added, "512345", **year(2020))]) == ["unit_slip"]
    assert codes([figure(added, "512345", **year(2025))])[-1:] != ["unit_slip"]
    assert codes([figure(added, "56.1", **months(2021, 10)), figure(added, "70", **year(2020))]) == []


def test_of_two_other_periods_in_one_load_the_later_is_warned_of(figure, output):
    earlier, later = figure(output, "39.29", **months(2021, 7)), figure(output, "512345", **months(2021, 10))

    assert [found for found, _code, _sentence in warnings([later, earlier])] == [later]


def test_a_part_is_not_larger_than_the_whole(figure, in_force, output, county, town):
    in_force(output, "39.29", **months(2021, 8))
    wrong = figure(output, "912345", town, **months(2021, 8))

    assert warnings([wrong]) == [
        (
            wrong,
            "part_above_whole",
            "912,345亿元大于所属的缙云县2021年1—8月的39.29亿元，部分不会大于整体：请核对单位和数值，无误再确认。",
        )
    ]
    assert codes([figure(output, "39.29", town, **months(2021, 8))]) == []
    # Of the year that holds these months, and of other months by twice as much a month.
    assert codes([figure(output, "40", town, **months(2021, 6))]) == ["part_above_whole"]
    assert codes([figure(output, "90", town, **months(2021, 9))]) == ["part_above_whole"]
    assert codes([figure(output, "40", town, **months(2021, 9))]) == []
    assert codes([figure(output, "90", town, **months(2020, 9))]) == []


def test_a_firm_is_part_of_its_regions_and_a_rate_of_nothing(figure, in_force, output, root_city, town):
    rate = make_indicator("rate", "机器联网率", "%")
    firm = make_enterprise(root_city).subject
    firm.located_in = town
    for indicator in (output, rate):
        in_force(indicator, "39.29", root_city, **year(2021))

    assert codes([figure(output, "39.5", firm, **year(2021))]) == ["part_above_whole"]
    assert codes([figure(rate, "80", firm, **year(2021))]) == []


# --- Sums since January


def test_a_sum_below_that_of_fewer_months_has_fallen(figure, in_force, output):
    in_force(output, "33.5", **months(2021, 6))
    in_force(output, "10", **months(2021, 3))
    fallen = figure(output, "5.79", **months(2021, 7))

    assert warnings([fallen]) == [
        (
            fallen,
            "cumulative_fell",
            "累计数5.79亿元低于同年2021年1—6月的33.5亿元，累计数一般不会减少：请核对是否填成了当月数、期间或单位有误。",
        )
    ]


def test_a_correction_above_the_later_sum_is_told_too(figure, in_force, output):
    in_force(output, "39.29", **months(2021, 7))

    [(_figure, code, sentence)] = warnings([figure(output, "45", **months(2021, 6))])

    assert code == "cumulative_fell"
    assert sentence.startswith("累计数45亿元高于同年2021年1—7月的39.29亿元，")


def test_sums_may_stand_still_and_what_is_not_additive_may_fall(figure, in_force, output):
    rate = make_indicator("rate", "机器联网率", "%")
    in_force(output, "33.5", **months(2021, 6))
    in_force(rate, "33.5", **months(2021, 6))

    assert codes([figure(output, "33.5", **months(2021, 7)), figure(rate, "30", **months(2021, 7))]) == []
    # 33.45 may have been printed as 33.5, and 33.4.
    assert codes([figure(output, "33.4", **months(2021, 7))]) == []
    assert codes([figure(output, "33", qualifier=">", **months(2021, 7))]) == []


# --- Totals


@pytest.fixture
def sizes(db):
    return [Category.objects.create(code_list="规模", code=code, name=code) for code in ("大型", "中型", "小微")]


def broken_down(figure, indicator, sizes, *values):
    return [figure(indicator, value, breakdown=size, **year(2021)) for size, value in zip(sizes, values, strict=True)]


def test_a_total_that_is_not_the_sum_of_its_categories(figure, output, sizes):
    total = figure(output, "300", **year(2021))

    assert warnings([total, *broken_down(figure, output, sizes, "100", "100", "90")]) == [
        (
            total,
            "total_of_parts",
            "总数300亿元与“规模”各类3项之和290亿元相差10亿元，超出四舍五入所能造成的：请核对总数和各项。",
        )
    ]


def test_rounding_and_missing_parts_are_no_reason_to_warn(figure, output, sizes):
    # Three halves of a unit and that of the total may make 2.
    assert codes([figure(output, "292", **year(2021)), *broken_down(figure, output, sizes, "100", "100", "90")]) == []
    assert codes([figure(output, "300", **year(2021)), *broken_down(figure, output, sizes[:2], "100", "100")]) == []
    assert codes([figure(output, "300", **year(2021)), *broken_down(figure, output, sizes, "100", "100", None)]) == []


def test_totals_of_what_cannot_be_added_are_not_compared(figure, sizes):
    rate = make_indicator("rate", "机器联网率", "%")

    assert codes([figure(rate, "25", **year(2021)), *broken_down(figure, rate, sizes, "20", "30", "40")]) == []


def test_parts_and_totals_may_be_in_force_or_come_in_several_portions(figure, in_force, output, sizes):
    for part in broken_down(in_force, output, sizes, "100", "100", "90"):
        assert part.closed_at is None
    total = figure(output, "300", **year(2021))
    corrected = figure(output, "95", breakdown=sizes[2], **year(2021))

    assert warnings([total])[0][:2] == (total, "total_of_parts")
    assert warnings([total], [corrected])[0][2].startswith("总数300亿元与“规模”各类3项之和295亿元相差5亿元，")
    assert codes([figure(output, "290", **year(2021))]) == []


def test_a_total_in_one_table_and_its_parts_in_the_next_are_told_once(figure, output, sizes):
    checks = FigureChecks(ImportContext())
    total = figure(output, "300", **year(2021))
    parts = broken_down(figure, output, sizes, "100", "100", "90")

    first = [*checks.check([total]), *checks.finish()]
    second = [*checks.check(parts), *checks.finish()]

    assert first == []
    assert [(warned, code) for warned, code, _sentence in second] == [(parts[0], "total_of_parts")]
    assert list(checks.finish()) == []


def test_totals_are_told_of_figures_that_were_written_and_shrunk_meanwhile(figure, output, sizes):
    total = figure(output, "300", **year(2021))
    checks = FigureChecks(ImportContext())
    portion = [total, *broken_down(figure, output, sizes, "100", "100", "90")]
    assert list(checks.check(portion)) == []

    for one in portion:
        shrink(one.observation, ["id"])

    assert [(warned, code) for warned, code, _sentence in checks.finish()] == [(total, "total_of_parts")]


def test_a_category_is_compared_with_those_below_it(figure, output):
    above = Category.objects.create(code_list="行业", code="C", name="制造业")
    below = [Category.objects.create(code_list="行业", code=code, name=code, parent=above) for code in ("C33", "C34")]
    figures = [figure(output, value, breakdown=one, **year(2021)) for one, value in zip([above, *below], ["90", "40", "40"], strict=True)]  # fmt: skip

    [(_figure, code, sentence)] = warnings(figures)

    assert code == "total_of_parts"
    assert sentence.startswith("总数90亿元与“行业”各类2项之和80亿元相差10亿元，")


def test_a_county_is_compared_with_all_its_towns_or_not_at_all(figure, output, county, town):
    other = make_region("新建镇", "331122102", county)
    total = figure(output, "100", **year(2021))
    parts = [figure(output, "60", town, **year(2021)), figure(output, "30", other, **year(2021))]

    [(warned, code, sentence)] = warnings([total, *parts])

    assert (warned, code) == (total, "total_of_parts")
    assert sentence.startswith("总数100亿元与各乡镇（街道）2项之和90亿元相差10亿元，")
    assert codes([total, parts[0]]) == []
    Region.objects.filter(pk=other.pk).update(parent=county.parent)
    assert codes([total, *parts]) == []


# --- Growth


@pytest.fixture
def sales(db):
    return make_indicator("sales", "销售额", **ADDITIVE)


def growth(figure, indicator, value, **fields):
    return figure(indicator, value, measure="yoy", **{**year(2021), **fields})


def test_a_growth_that_two_levels_do_not_allow(figure, in_force, sales):
    in_force(sales, "1.57", **year(2020))
    level, wrong = figure(sales, "2.91", **year(2021)), growth(figure, sales, "8.5")

    assert warnings([wrong, level]) == [
        (
            wrong,
            "growth_against_levels",
            "同比8.5%与两期数值不符：2021年2.91亿元、2020年1.57亿元，按此计算为85.4%：请核对增速、两期数值和口径。",
        )
    ]
    assert codes([growth(figure, sales, "85.4"), level]) == []
    assert codes([growth(figure, sales, "8.5", qualifier="≥"), level]) == []


def test_a_level_is_compared_with_the_growth_in_force(figure, in_force, sales):
    in_force(sales, "1.57", **year(2020))
    in_force(sales, "85", measure="yoy", **year(2021))

    assert codes([figure(sales, "2.91", **year(2021))]) == []
    assert codes([figure(sales, "3.2", **year(2021))]) == ["growth_against_levels"]


def test_growth_at_comparable_prices_does_not_follow_from_levels(figure, in_force, sales):
    """As 丽水 2018: value added 249.97 after 310.58, and a growth of 12.2 %."""
    added = make_indicator("value_added", "规上工业增加值", first_release="joint", **ADDITIVE)
    for indicator in (added, sales):
        in_force(indicator, "310.58", **year(2020))
        in_force(indicator, "249.97", **year(2021))

    assert codes([growth(figure, added, "12.2")]) == []
    assert codes([growth(figure, sales, "12.2", basis="可比价")]) == []
    assert codes([growth(figure, added, "12.2", basis="名义")]) == ["growth_against_levels"]
    assert codes([growth(figure, added, "-19.5", basis="名义")]) == []


def test_growth_is_compared_where_all_three_state_the_same_basis(figure, in_force, sales):
    in_force(sales, "310.58", basis="同口径", **year(2020))
    in_force(sales, "249.97", basis="同口径", **year(2021))

    assert codes([growth(figure, sales, "12.2", basis="同口径")]) == ["growth_against_levels"]
    assert codes([growth(figure, sales, "12.2")]) == []


def test_growth_is_not_compared_across_a_break(figure, in_force, sales):
    in_force(sales, "1.57", **year(2020))
    in_force(sales, "2.91", **year(2021))
    Break.objects.create(indicator=sales, on=datetime.date(2021, 1, 1), reason="口径变了")

    assert codes([growth(figure, sales, "8.5")]) == []


# --- What cannot be


def test_a_negative_number_of_things(figure):
    firms = make_indicator("firms", "规上企业数", "家")
    wrong = figure(firms, "-3", **stock(2021, 12, 31))

    assert warnings([wrong]) == [
        (
            wrong,
            "negative_count",
            "-3家是负数，而“规上企业数”是个数，不会小于0：请核对正负号；净增减的，用专门的指标。",
        )
    ]
    assert codes([figure(make_indicator("profit", "利润总额"), "-3", **year(2021))]) == []


def test_a_share_above_the_whole(figure, output):
    local = make_indicator("local", "本地员工占比", "%")
    rate = make_indicator("sold", "产销率", "%")

    [(_figure, code, sentence)] = warnings([figure(output, "155", measure="share", **year(2021))])

    assert code == "implausible_percent"
    assert sentence == "155%不在0到100%之间，而“总产值”说的是部分占整体的比例：请核对数值、单位和度量。"
    assert codes([figure(local, "180", **stock(2021, 10, 31))]) == ["implausible_percent"]
    assert codes([figure(rate, "101.2", **year(2021))]) == []
    assert codes([figure(output, "155", measure="yoy", **year(2021))]) == []


def test_a_period_that_has_not_ended(figure, output):
    # The load is published on 1 March 2022.
    early = figure(output, "45", **months(2022, 3))

    assert warnings([early]) == [
        (
            early,
            "future_period",
            "45亿元的期间2022年1—3月还没有结束，不会已有统计结果：请核对期间；是目标的，登记为承诺，不要放在数据里。",
        )
    ]
    assert codes([figure(output, "45", **months(2022, 2))]) == []
    assert codes([figure(output, "45", basis="目标", **year(2022))]) == []
    assert codes([figure(output, None, **year(2022))]) == []


def test_a_figure_without_a_value_is_let_alone(figure, in_force, output):
    in_force(output, "33.5", **months(2021, 6))

    assert codes([figure(output, None, **months(2021, 7))]) == []


def test_every_check_gives_one_of_the_codes():
    given = {check.warning for checks in CHECKS.values() for check in checks}

    assert sorted({*given, FuturePeriod.warning, "total_of_parts"}) == sorted(CODES)


# --- What it costs


def test_a_portion_takes_few_queries_whatever_its_size(figure, output, county, django_assert_max_num_queries):
    firms = [make_enterprise(county.parent).subject for _number in range(30)]
    figures = [figure(output, f"{100 + month}", firm, **months(2021, month)) for firm in firms for month in range(2, 13)]  # fmt: skip

    # The values in force, the breaks, and once a load the towns and of which region each is a part.
    with django_assert_max_num_queries(4):
        assert warnings(figures) == []
