"""A chart as an element of a page: what it tells, what it must not contain, what it refuses; and its scales."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from indicators.charts import Frequency, Series
from indicators.charts.scales import display_unit, shortened, value_axis
from tests.indicators.chart_reading import (
    MINUS,
    MONTHS_OF_2021,
    SVG,
    TWO_YEARS,
    chart,
    drawn,
    in_years,
    marks,
    months,
    only,
    place,
)

# --- The element on the page


def test_the_picture_has_a_role_a_title_and_a_description():
    svg = drawn(TWO_YEARS)
    title, description = svg[0], svg[1]

    assert svg.attrib == {"class": "chart-drawing", "role": "img", "viewBox": "0 0 400 246", "width": "100%"}
    assert (title.tag, title.text) == (f"{SVG}title", "规上工业产值")
    assert description.tag == f"{SVG}desc"
    assert description.text == "亿元，年度；折线图。共2个数据，2019年10亿元，2020年20亿元。"


def test_the_description_tells_of_gaps_breaks_and_inexact_figures():
    points = [*in_years({2009: 1, 2010: 2, 2011: 3, 2013: 4}), months(2014, 1, 12, 5, ">")]
    svg = drawn(only(points, [date(2011, 1, 1)]))

    assert svg[1].text == (
        "亿元，年度；折线图。共5个数据，2009年1亿元，2014年超过5亿元。缺数据的时期不连线。"
        "空心表示不是准确数，如“超过”“约”。虚线处口径变化，前后不可比。"
    )


def test_chinese_words_in_an_english_picture_are_marked_as_chinese():
    svg = drawn(TWO_YEARS, language="en", title="产值", subtitle="annual")

    assert svg[0].get("lang") == "zh-Hans"
    assert drawn(TWO_YEARS, language="en", title="Output")[0].get("lang") is None
    assert drawn(TWO_YEARS)[0].get("lang") is None


LAYERS = {"drawing", "grid", "values", "unit", "times", "lines", "points", "ties", "lead", "others"}
HOSTILE = [
    '<script>alert(1)</script>"onload="x',
    "\u202e县\u0007\u200f",
    "🏭" * 60,
    "很长的名字" * 40,
    "{{7*7}} &amp; datum.up",
]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_gives_a_well_formed_picture_without_style_script_or_address(name, language):
    home = replace(TWO_YEARS, name="缙云县", is_home=True)
    svg = chart(replace(TWO_YEARS, name=name), home, title=name, subtitle=name, unit=name, language=language)

    names = {(element.tag, *element.attrib) for element in ElementTree.fromstring(svg).iter()}
    assert not [
        tag for tag, *_ in names if not re.fullmatch(rf"{SVG}(svg|title|desc|g|text|tspan|path|line|circle)", tag)
    ]
    allowed = {
        "class",
        "role",
        "viewBox",
        "width",
        "lang",
        "fill",
        "stroke",
        "transform",
        "d",
        "x",
        "y",
        "x2",
        "y2",
        "dy",
        "r",
    }
    allowed |= {"text-anchor", "font-family", "font-size", "font-weight", "stroke-width", "stroke-miterlimit"}
    allowed |= {"paint-order", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"}
    assert {attribute for _, *attributes in names for attribute in attributes} <= allowed
    assert set(re.findall(r'class="chart-([a-z]+)"', svg)) == LAYERS
    assert svg.count("class=") == svg.count('class="chart-')
    assert re.findall(r"https?:", svg.replace("http://www.w3.org/2000/svg", "")) == []


@pytest.mark.parametrize(
    "values",
    [
        {2019: 10**15, 2020: 5 * 10**15},
        {2019: "0.000001", 2020: "0.0000012"},
        {2019: "1e-6", 2020: 10**15},
        {2019: 0, 2020: 0},
        {2019: -5, 2020: -5},
        {2019: "99999999999999999999999999.999999999999", 2020: "-0.000000000001"},
    ],
)
def test_the_widest_numbers_leave_room_for_the_line(values):
    svg = drawn(only(in_years(values)))
    width = float(svg.get("viewBox").split()[2])
    start = float(re.search(r"translate\(([\d.]+),", next(svg.iter(f"{SVG}g")).get("transform"))[1])

    assert width == 400
    ends = [place(mark)[0] for mark in marks(svg, "points")]
    assert ends[1] - ends[0] > 50
    assert start + ends[1] < 400


def test_the_same_figures_give_the_same_bytes():
    points = in_years({2017: "1201.0", 2018: "1449.2", 2019: "1500"})

    assert chart(only(points)) == chart(only(points[::-1]))


def test_nothing_heavy_is_loaded_before_a_chart_is_drawn():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, django; django.setup(); import indicators.chart_pages;"
            "print([name for name in ('altair', 'vl_convert') if name in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert told.stdout == "[]\n"


@pytest.mark.parametrize(
    ("all_series", "reason"),
    [
        ([], "1 to 10 series"),
        ([TWO_YEARS] * 11, "1 to 10 series"),
        ([TWO_YEARS, MONTHS_OF_2021], "the same frequency"),
        ([TWO_YEARS, replace(TWO_YEARS, is_change=True)], "the same kind of measure"),
        ([Series(Frequency.YEARLY, ((TWO_YEARS.points[0],),))], "two figures"),
    ],
)
def test_what_cannot_be_compared_is_refused(all_series, reason):
    with pytest.raises(ValueError, match=reason):
        chart(*all_series)


# --- Scales


@pytest.mark.parametrize(
    ("values", "from_zero", "ticks"),
    [
        (("10", "20"), False, "0 5 10 15 20"),
        (("18.1", "19.1"), False, "18.00 18.25 18.50 18.75 19.00 19.25"),
        (("18.1", "19.1"), True, "0 5 10 15 20"),
        (("-3.2", "7.1"), True, "-5 0 5 10"),
        (("-5", "-5"), False, "-6 -4 -2 0"),
        (("0", "0"), False, "0 1"),
        (("0.000001", "0.0000012"), False, "0.00000100 0.00000105 0.00000110 0.00000115 0.00000120"),
    ],
)
def test_gridlines_are_round_and_hold_every_value(values, from_zero, ticks):
    axis = value_axis(map(Decimal, values), from_zero=from_zero)

    assert " ".join(axis.words(tick).replace(MINUS, "-") for tick in axis.ticks) == ticks


@pytest.mark.parametrize(
    ("unit", "largest", "chinese", "english"),
    [
        ("亿元", "39.29", ("亿元", "39.29"), ("CNY billion", "3.929")),
        ("万元", "2700", ("万元", "2700"), ("CNY million", "27")),
        ("万元/亩", "30", ("万元/亩", "30"), ("CNY per mu", "300000")),
        ("支", "90000000", ("万支", "9000"), ("million units", "90")),
        ("家", "1050", ("家", "1050"), ("", "1050")),
        ("%", "39.6", ("%", "39.6"), ("%", "39.6")),
        ("个百分点", "0.5", ("个百分点", "0.5"), ("percentage points", "0.5")),
        ("", "105.2", ("", "105.2"), ("", "105.2")),
        ("万千瓦时", "9000", ("万千瓦时", "9000"), ("million kWh", "90")),
        ("吨标准煤/万元", "0.5", ("吨标准煤/万元", "0.5"), ("tonnes of coal equivalent per CNY 10,000", "0.5")),
    ],
)
def test_an_axis_counts_in_the_readers_unit(unit, largest, chinese, english):
    point = months(2020, 1, 12, largest)
    told = [display_unit(unit, Decimal(largest), language) for language in ("zh-hans", "en")]

    assert [(shown.words, str(shown.value(point).normalize())) for shown in told] == [
        (words, str(Decimal(value).normalize())) for words, value in (chinese, english)
    ]


def test_a_long_name_is_shortened_to_its_room():
    assert shortened("示例一县", 10, 40) == "示例一县"
    assert shortened("示例一县", 10, 39) == "示例…"
