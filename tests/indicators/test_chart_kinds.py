"""Charts of several regions, of places, of several indicators, with goals; what is told around them. No database."""

import calendar
import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from indicators.chart_pages import (
    charts_of,
    comparison_chart,
    gap_words,
    ranking_chart,
    small_multiples,
    sparkline,
)
from indicators.models import Break, Commitment, Indicator, Observation, Source, Subject
from tests.indicators.chart_reading import SVG, marks, place, words

OUTPUT = Indicator(pk=1, code="output", name="规上工业产值", unit="亿元")
BULLETIN = Source(pk=2, title="统计月报", publisher="统计局", published_on=date(2021, 8, 20))
HOME, FIRST, SECOND, THIRD = (
    Subject(pk=number, kind="region", name=name, slug=f"c{number}")
    for number, name in enumerate(("缙云县", "示例一县", "示例二县", "景宁畲族自治县"), 1)
)


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


def figure(subject, year, last, value, kind="cumulative", indicator=OUTPUT, **fields):
    known = {"measure": "level", "source": BULLETIN, "status": "final"} | fields
    return Observation(
        subject=subject,
        indicator=indicator,
        first_day=date(year, 1, 1),
        last_day=date(year, last, calendar.monthrange(year, last)[1]),
        period_kind=kind,
        value=None if value is None else Decimal(str(value)),
        value_state="value" if value is not None else "not_available",
        written_unit="亿元" if known["measure"] == "level" else "%",
        written_decimals=1,
        **known,
    )


def years(subject, values, **fields):
    return [figure(subject, year, 12, value, "year", **fields) for year, value in values.items()]


def read(svg):
    return ElementTree.fromstring(svg)


# --- Several regions


def test_several_regions_stand_in_one_chart_with_the_place_of_home_in_its_title():
    rows = {
        HOME: years(HOME, {2019: 10, 2020: "20.5"}),
        FIRST: years(FIRST, {2019: 30, 2020: 40}),
        SECOND: years(SECOND, {2019: 5, 2020: 6}),
    }
    chart = comparison_chart(rows, [], home=HOME)

    assert chart.title == "缙云县规上工业产值：2020年20.5亿元，图中3个地区里第2"
    assert chart.subtitle == "亿元，年度"
    svg = read(chart.svg)
    assert words(svg, "lead") == ["缙云县 20.5"]
    assert words(svg, "others") == ["示例一县 40.0", "示例二县 6.0"]


def test_where_less_is_better_the_lowest_is_first():
    energy = Indicator(pk=2, code="energy", name="单位能耗", unit="吨标准煤/万元", better="lower")
    values = {HOME: "0.3", FIRST: "0.5", SECOND: "0.2"}
    rows = {one: years(one, {2019: 1, 2020: value}, indicator=energy) for one, value in values.items()}

    assert comparison_chart(rows, [], home=HOME).title.endswith("图中3个地区里第2（从低到高）")


def test_two_regions_are_named_and_a_region_without_figures_in_a_note():
    rows = {HOME: years(HOME, {2019: 10, 2020: 20}), FIRST: years(FIRST, {2019: 30, 2020: 40}), SECOND: []}
    chart = comparison_chart(rows, [], home=HOME)

    assert chart.title == "规上工业产值：缙云县、示例一县"
    assert chart.notes == ["没有可比数据、图中未画：示例二县。"]


def test_one_region_alone_is_no_comparison():
    assert comparison_chart({HOME: years(HOME, {2019: 10, 2020: 20}), FIRST: years(FIRST, {2020: 3})}, []) is None
    assert comparison_chart({}, []) is None


def test_the_rhythm_that_most_regions_share_is_drawn():
    months = [figure(HOME, 2021, last, last) for last in (2, 3, 4)]
    rows = {
        HOME: [*months, *years(HOME, {2019: 10, 2020: 20})],
        FIRST: years(FIRST, {2019: 30, 2020: 40}),
        SECOND: years(SECOND, {2019: 3, 2020: 4}),
    }

    assert comparison_chart(rows, [], home=HOME).subtitle == "亿元，年度"


def test_no_line_of_a_comparison_crosses_a_break_or_a_gap():
    on = Break(on=date(2019, 1, 1), reason="普查", indicator_id=1)
    rows = {
        HOME: years(HOME, {2017: 1, 2018: 2, 2019: 3, 2020: 4}),
        FIRST: years(FIRST, {2015: 1, 2017: 2, 2018: 3, 2019: 4, 2020: 5}),
    }
    chart = comparison_chart(rows, [on], home=HOME)
    svg = read(chart.svg)

    assert sorted(line.get("d").count("L") for line in marks(svg, "lines")) == [1, 1, 1, 1]
    assert (len(marks(svg, "breaks")), chart.breaks) == (1, [on])
    assert chart.notes == ["缺数据的时期不连线。"]


def test_cumulative_lines_begin_again_each_year():
    rows = {
        one: [figure(one, year, last, last * 2) for year in (2020, 2021) for last in (2, 3, 4)] for one in (HOME, FIRST)
    }
    chart = comparison_chart(rows, [], home=HOME)

    assert [line.get("d").count("L") for line in marks(read(chart.svg), "lines")] == [2, 2, 2, 2]
    assert chart.notes == ["数据为当年累计，每年重新起算。"]


def test_home_is_drawn_even_as_the_twelfth_and_ten_lines_at_most():
    others = [Subject(pk=10 + number, kind="region", name=f"示例{number}县", slug=f"o{number}") for number in range(11)]
    rows = {one: years(one, {2019: 10 + one.pk, 2020: 20 + one.pk}) for one in (*others, HOME)}
    chart = comparison_chart(rows, [], home=HOME)

    assert len(chart.all_series) == 10
    assert words(read(chart.svg), "lead") == ["缙云县 21.0"]
    assert chart.notes == ["图中最多画10条线，未画：示例9县、示例10县。"]


def test_names_at_the_lines_ends_do_not_touch_and_are_tied_to_their_lines():
    rows = {one: years(one, {2019: 10, 2020: 20 + one.pk}) for one in (HOME, FIRST, SECOND, THIRD)}
    svg = read(comparison_chart(rows, [], home=HOME).svg)

    heights = sorted(place(mark)[1] for layer in ("lead", "others") for mark in marks(svg, layer))
    assert [round(later - height) for height, later in pairwise(heights)] == [18, 18, 18]
    assert len(marks(svg, "ties")) == 4
    assert "景宁畲族自治县 24.0" in words(svg, "others")


def test_a_preliminary_figure_is_hollow_and_said_to_be():
    rows = {
        HOME: years(HOME, {2019: 1}) + years(HOME, {2020: 2}, status="preliminary"),
        FIRST: years(FIRST, {2019: 3, 2020: 4}),
    }
    chart = comparison_chart(rows, [], home=HOME)

    assert chart.notes == ["空心表示初步数，以后可能修订。"]
    hollow = [mark for mark in marks(read(chart.svg), "points") if mark.get("fill").startswith("var(--paper")]
    assert len(hollow) == 1


# --- Places


def test_counties_stand_in_the_order_of_their_figures_with_the_missing_one_named():
    rows = [
        figure(one, 2021, 7, value, measure="yoy")
        for one, value in ((FIRST, 12), (HOME, "39.6"), (SECOND, "-3.2"), (THIRD, None))
    ]
    chart = ranking_chart(rows, home=HOME)

    assert chart.title == "缙云县规上工业产值：2021年1—7月同比增长39.6%，3个地区里第1"
    assert chart.subtitle == "同比，%，2021年1—7月，从高到低"
    assert chart.notes == ["缺数据、未排入：景宁畲族自治县。"]
    svg = read(chart.svg)
    assert (words(svg, "home-place"), words(svg, "home-name")) == (["1"], ["缙云县"])
    assert (words(svg, "place"), words(svg, "name")) == (["2", "3"], ["示例一县", "示例二县"])
    assert [a + b for a, b in zip(words(svg, "before"), words(svg, "after"), strict=True)] == ["+12.0%", "\u22123.2%"]
    assert svg[1].text.endswith("条形图。1 缙云县 +39.6%；2 示例一县 +12.0%；3 示例二县 \u22123.2%。")


def test_bars_run_from_zero_and_the_points_of_their_numbers_stand_below_each_other():
    rows = [figure(one, 2021, 7, value) for one, value in ((HOME, 1298), (FIRST, "649"), (SECOND, "12.5"))]
    svg = read(ranking_chart(rows, home=None).svg)

    starts, widths = zip(
        *(map(float, re.match(r"M(\S+?),\S+?h(\S+?)v", bar.get("d")).groups()) for bar in marks(svg, "bars")),
        strict=True,
    )
    assert starts == (0, 0, 0)
    assert widths[1] == pytest.approx(widths[0] / 2, abs=0.02)
    assert {place(mark)[0] for mark in marks(svg, "before")} == {place(mark)[0] for mark in marks(svg, "after")}


def test_equal_figures_share_a_place():
    rows = [figure(one, 2021, 7, value) for one, value in ((HOME, 5), (FIRST, 5), (SECOND, 9))]

    chart = ranking_chart(rows, home=HOME)

    assert [bar.place for bar in chart.bars] == [1, 2, 2]
    assert chart.title.endswith("3个地区里并列第2")


def test_peers_without_any_figure_are_named_too():
    rows = [figure(HOME, 2021, 7, 5), figure(FIRST, 2021, 7, 4)]

    assert ranking_chart(rows, home=HOME, peers=[HOME, FIRST, SECOND]).notes == ["缺数据、未排入：示例二县。"]


def test_what_is_no_ranking_is_refused():
    assert ranking_chart([figure(HOME, 2021, 7, 5)], home=HOME) is None
    with pytest.raises(ValueError, match="one indicator"):
        ranking_chart([figure(HOME, 2021, 7, 5), figure(FIRST, 2021, 6, 4)], home=HOME)
    with pytest.raises(ValueError, match="one figure a subject"):
        ranking_chart([figure(HOME, 2021, 7, 5), figure(HOME, 2021, 7, 4, basis="可比价")], home=HOME)


# --- Several indicators


def test_small_charts_share_their_time_and_not_their_values():
    power = Indicator(pk=3, code="power", name="工业用电量", unit="亿千瓦时")
    months = [figure(HOME, 2021, last, last * 10) for last in (2, 3, 4)]
    rows = [(OUTPUT, months), (power, years(HOME, {2018: "5.1", 2019: "5.3"}, indicator=power)), (OUTPUT, [])]
    multiples = small_multiples(rows)

    drawn = [read(picture) for _chart, picture in multiples.pictures]
    assert [words(svg, "times") for svg in drawn] == [["2018", "2019", "2020", "2021"]] * 2
    assert len({re.search(r"translate\((\S+?),", svg[2].get("transform"))[1] for svg in drawn}) == 1
    assert [words(svg, "lead") for svg in drawn] == [["40.0"], ["5.3"]]
    # A year stands in its middle, which is 1.5 years before the middle of 2020; the months of 2021 at its beginning.
    assert place(marks(drawn[1], "points")[0])[0] < place(marks(drawn[0], "points")[0])[0]
    html = render_to_string("components/small_multiples.html", {"multiples": multiples})
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', html) == [
        ("/indicators/output/", "规上工业产值"),
        ("/indicators/power/", "工业用电量"),
    ]
    assert "style=" not in html


def test_without_comparable_figures_there_are_no_small_charts():
    assert small_multiples([(OUTPUT, years(HOME, {2020: 3}))]) is None


def test_a_sparkline_tells_its_ends_stops_at_gaps_and_marks_its_newest_figure():
    svg = sparkline(years(HOME, {2015: 1, 2016: 2, 2018: 5, 2019: 3}))

    root = read(svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", "从2015年 1.0亿元到2019年 3.0亿元")
    # 2015 to 2019 across 88 of 96, values 1 to 5 up 16 of 24.
    assert root.find("path").get("d") == "M4.0,20.0L26.0,16.0M70.0,4.0L92.0,12.0"
    assert root.find("circle").attrib == {"class": "sparkline-end", "cx": "92.0", "cy": "12.0", "r": "2.5"}


def test_a_sparkline_of_growth_shows_where_zero_is_and_one_figure_has_none():
    svg = sparkline(years(HOME, {2018: -4, 2019: 4}, measure="yoy"), label="<b>")

    assert 'd="M0,12.0H96"' in svg
    assert 'aria-label="&lt;b&gt;"' in svg
    assert sparkline(years(HOME, {2018: 4})) == ""


# --- Goals


def promise(**fields):
    known = {
        "subject": HOME,
        "indicator": OUTPUT,
        "goal": Decimal(1000),
        "goal_unit": "亿元",
        "due_on": date(2025, 12, 31),
    }
    return Commitment(text="千亿产值", source=BULLETIN, **known | fields)


def test_a_goal_is_a_dashed_line_from_the_newest_figure_to_its_day():
    (chart,) = charts_of(years(HOME, {2018: 200, 2019: 300, 2020: 400}), [], [promise(qualifier=">")])
    svg = read(chart.svg)

    (way,) = marks(svg, "targets")
    start, end = re.findall(r"[\d.]+,[\d.]+", way.get("d"))
    newest = place(marks(svg, "points")[-1])
    assert start == f"{newest[0]:g},{newest[1]:g}"
    assert place(marks(svg, "goals")[0]) == tuple(map(float, end.split(",")))
    assert words(svg, "goal") == ["目标超过1,000"]
    assert words(svg, "times")[-1] == "2025"
    assert next(group for group in svg.iter(f"{SVG}g") if group.get("class") == "chart-targets").get("stroke-dasharray")


def test_a_way_begins_at_its_known_start():
    goal = promise(made_on=date(2018, 12, 31), baseline=Decimal(200))
    (chart,) = charts_of(years(HOME, {2018: 200, 2019: 300, 2020: 400}), [], [goal])
    svg = read(chart.svg)

    first = place(marks(svg, "points")[0])
    assert marks(svg, "targets")[0].get("d").startswith(f"M{first[0]:g},{first[1]:g}L")


@pytest.mark.parametrize(
    "fields",
    [
        {"goal_unit": "%"},
        {"measure": "yoy"},
        {"due_on": None},
        {"due_on": date(2020, 12, 31)},
        {"goal": None},
        {"subject": FIRST},
    ],
    ids=["unit", "measure", "no day", "past", "no goal", "another's"],
)
def test_a_promise_that_the_figures_do_not_measure_is_not_drawn(fields):
    (chart,) = charts_of(years(HOME, {2019: 300, 2020: 400}), [], [promise(**fields)])

    assert chart.targets == ()


def test_a_goal_for_a_year_is_not_drawn_beside_months():
    (chart,) = charts_of([figure(HOME, 2021, last, last) for last in (2, 3, 4)], [], [promise()])

    assert chart.targets == ()


@pytest.mark.parametrize(
    ("value", "fields", "told"),
    [
        ("387.6", {}, "目标1,000亿元，2025年12月31日到期，2020年387.6亿元，还差612.4亿元"),
        ("1000", {}, "目标1,000亿元，2025年12月31日到期，2020年1,000.0亿元，已达到"),
        (
            "30",
            {"goal": Decimal(20), "baseline": Decimal(50), "due_on": None},
            "目标20亿元，2020年30.0亿元，还差10亿元",
        ),
        ("30", {"goal_unit": "%"}, ""),
    ],
)
def test_how_far_there_is_to_go_in_words(value, fields, told):
    assert gap_words(promise(**fields), figure(HOME, 2020, 12, value, "year")) == told


def test_a_rate_lacks_points_and_an_inexact_figure_about_so_much():
    share = Indicator(pk=4, code="share", name="占比", unit="%")
    newest = figure(HOME, 2020, 12, "41", "year", indicator=share, qualifier="≈")
    goal = promise(indicator=share, goal=Decimal("45.5"), goal_unit="%", due_on=None)

    assert gap_words(goal, newest) == "目标45.5%，2020年约41%，还差约4.5个百分点"
