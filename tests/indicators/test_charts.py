"""The picture itself: its marks where the figures are, and its words; no database."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.charts import Point
from tests.indicators.chart_reading import (
    MINUS,
    MONTHS_OF_2021,
    TWO_YEARS,
    chart,
    drawn,
    in_years,
    marks,
    months,
    only,
    place,
    words,
)

# --- Marks


def test_a_line_runs_from_figure_to_figure():
    # The plot is 336 wide and 190 high, with 6 to spare on both sides; its axis runs from 0 to 20.
    assert [line.get("d") for line in marks(drawn(TWO_YEARS), "lines")] == ["M6,95L330,0"]


def test_a_gap_and_a_break_part_the_line():
    values = {2009: 1, 2010: 2, 2011: 3, 2012: 4, 2014: 5, 2015: 6}
    svg = drawn(only(in_years(values), [date(2011, 1, 1)]))

    assert [line.get("d").count("L") for line in marks(svg, "lines")] == [1, 1, 1]
    assert len(marks(svg, "points")) == 6
    assert (len(marks(svg, "breaks")), words(svg, "break")) == (1, ["口径变化"])


def test_a_break_lies_between_the_years_it_parts():
    svg = drawn(only(in_years({2009: 1, 2010: 2, 2011: 3, 2012: 4}), [date(2011, 1, 1)]))
    places = [place(mark)[0] for mark in marks(svg, "points")]

    assert place(marks(svg, "breaks")[0])[0] == pytest.approx((places[1] + places[2]) / 2, abs=0.01)


def test_cumulative_figures_are_drawn_anew_each_year():
    points = [months(year, 1, last, last * 2) for year in (2020, 2021) for last in (2, 3, 4)]
    svg = drawn(only(points))

    assert [line.get("d").count("L") for line in marks(svg, "lines")] == [2, 2]
    assert len(marks(svg, "years")) == 1


def test_cumulative_figures_stand_in_their_last_month():
    points = [months(2020, 1, last, last) for last in (11, 12)] + [months(2021, 1, last, last) for last in (2, 3)]
    november, december, february, march = (place(mark)[0] for mark in marks(drawn(only(points)), "points"))

    assert february - december == pytest.approx(2 * (december - november), abs=0.02)
    assert march - february == pytest.approx(december - november, abs=0.02)


@pytest.mark.parametrize(
    ("series", "lowest"),
    [
        (only(in_years({2018: 100, 2019: 101})), "100.00"),
        (only(in_years({2017: 100, 2019: 101})), "0"),
        (only(in_years({2018: 100, 2019: 101}), is_change=True), "0"),
        (only([months(2021, 1, 6, 100), months(2021, 1, 7, 101)]), "0"),
    ],
    ids=["line", "bars", "growth", "cumulative"],
)
def test_only_a_plain_line_may_start_elsewhere_than_at_zero(series, lowest):
    assert words(drawn(series), "values")[0] == lowest


def test_figures_that_no_line_may_join_are_bars_from_zero():
    svg = drawn(only(in_years({2000: 12, 2010: 24, 2020: 60})))

    assert marks(svg, "lines") == []
    # 190 high for 0 to 60.
    heights = [float(re.search(r"v(-?[\d.]+)h", bar.get("d"))[1]) for bar in marks(svg, "bars")]
    assert heights == pytest.approx([38, 76, 190])
    assert words(svg, "above") == ["12", "24", "60"]
    assert words(svg, "times") == ["2000", "2010", "2020"]


def test_growth_has_a_darker_line_at_zero():
    svg = drawn(only(in_years({2018: "7.1", 2019: "-3.2", 2020: "5.2"}), is_change=True), unit="%")

    assert words(svg, "values") == [f"{MINUS}5", "0", "5", "10"]
    strokes = [mark.get("stroke") for mark in marks(svg, "grid")]
    assert [stroke.startswith("var(--ink-muted") for stroke in strokes] == [False, True, False, False]
    assert words(svg, "lead") == ["+5.2%"]


@given(
    st.dictionaries(
        st.integers(1990, 2030),
        st.decimals(-(10**6), 10**6, places=2),
        min_size=2,
        max_size=20,
    )
)
@settings(max_examples=20, deadline=None)
def test_every_figure_is_drawn_where_it_belongs_and_nothing_else(values):
    svg = drawn(only(in_years(values)))
    scale = [number.replace(MINUS, "-").replace(",", "") for number in words(svg, "values")]
    heights = [place(mark)[1] for mark in marks(svg, "grid")]
    low, high = Decimal(scale[0]), Decimal(scale[-1])
    years = [(int(name), place(mark)[0]) for name, mark in zip(words(svg, "times"), marks(svg, "times"), strict=True)]
    (first, left), (last, right) = years[0], years[-1]

    def read(across, down):
        """The figure that a place in the picture stands for, as a reader with a ruler would."""
        value = high - (high - low) * Decimal(down - heights[-1]) / Decimal(heights[0] - heights[-1])
        return first + (across - left) * (last - first) / (right - left), float(value)

    zero = heights[scale.index(min(scale, key=lambda number: abs(Decimal(number))))]
    ends = [_end(bar, zero) for bar in marks(svg, "bars")]
    dots = [read(*end) for end in [*map(place, marks(svg, "points")), *ends]]
    expected = [(year, float(value)) for year, value in sorted(values.items())]
    slack = float(high - low) / 5000
    assert [year for year, _ in sorted(dots)] == pytest.approx([year for year, _ in expected], abs=0.02)
    assert [value for _, value in sorted(dots)] == pytest.approx([value for _, value in expected], abs=slack)


def _end(bar, zero):
    """The end of a bar that is not at zero, in its middle."""
    left, top, width, height = map(float, re.match(r"M(\S+?),(\S+?)h(\S+?)v(\S+?)h", bar.get("d")).groups())
    return left + width / 2, max(top, top + height, key=lambda edge: abs(edge - zero))


# --- Words


def test_cumulative_months_are_named_as_officials_write_them():
    assert words(drawn(MONTHS_OF_2021), "times") == ["1—2月/2021年", "1—3月", "1—4月", "1—5月", "1—6月", "1—7月"]


def test_cumulative_months_in_english_thin_out_and_keep_the_newest():
    assert words(drawn(MONTHS_OF_2021, language="en"), "times") == ["Jan–Mar/2021", "Jan–May", "Jan–Jul"]


@pytest.mark.parametrize(
    ("points", "chinese", "english"),
    [
        (
            [months(2021, last, last, last) for last in (1, 2, 3)],
            ["1月/2021年", "2月", "3月"],
            ["Jan/2021", "Feb", "Mar"],
        ),
        (
            [months(2020, last - 2, last, last) for last in (3, 6, 9)],
            ["一季度/2020年", "二季度", "三季度"],
            ["Q1/2020", "Q2", "Q3"],
        ),
        (
            [months(2020, 1, 6, 4), months(2020, 7, 12, 5)],
            ["上半年/2020年", "下半年"],
            ["H1/2020", "H2"],
        ),
        (
            [Point(day, day, Decimal(day.month), True) for day in (date(2021, 7, 31), date(2021, 10, 21))],
            ["7月末/2021年", "10月21日"],
            ["end Jul/2021", "21 Oct"],
        ),
        (
            [Point(date(year, 12, 31), date(year, 12, 31), Decimal(year), True) for year in (2019, 2020)],
            ["2019", "2020"],
            ["2019", "2020"],
        ),
        (
            [months(2020, 1, 7, 4), months(2021, 1, 7, 5)],
            ["1—7月/2020年", "1—7月/2021年"],
            ["Jan–Jul/2020", "Jan–Jul/2021"],
        ),
        (
            [months(year, 7, 7, 3) for year in (2020,)] + [months(2020, 8, 8, 4), months(2021, 8, 8, 4)],
            ["2020", "2021"],
            None,
        ),
    ],
)
def test_times_are_named_in_both_languages(points, chinese, english):
    series = only(points)

    assert words(drawn(series), "times") == chinese
    assert words(drawn(series, language="en"), "times") == (english or chinese)


def test_values_on_the_axis_and_at_the_line_end_have_groups_and_printed_decimals():
    svg = drawn(only(in_years({2019: "801.0", 2020: "1449.2"}, decimals=1)))

    assert words(svg, "values") == ["0", "500", "1,000", "1,500"]
    assert (words(svg, "lead"), words(svg, "unit")) == (["1,449.2"], ["亿元"])


def test_english_readers_get_billions():
    svg = drawn(only(in_years({2019: "801.0", 2020: "1449.2"}, decimals=1)), language="en")

    assert words(svg, "values") == ["0", "50", "100", "150"]
    assert (words(svg, "lead"), words(svg, "unit")) == (["144.92"], ["CNY billion"])


def test_an_axis_that_does_not_start_at_zero_says_so():
    svg = drawn(only(in_years({2018: "18.2", 2019: "18.9", 2020: "19.1"})), unit="万元/亩")

    assert words(svg, "unit") == ["万元/亩（纵轴不从0开始）"]
    assert words(svg, "values") == ["18.00", "18.25", "18.50", "18.75", "19.00", "19.25"]


def test_an_inexact_figure_is_hollow_and_has_its_word():
    points = [months(2018, 1, 12, 10, "≈"), months(2019, 1, 12, 12), months(2020, 1, 12, 20, ">")]
    svg = drawn(only(points))

    assert [mark.get("fill").startswith("var(--paper") for mark in marks(svg, "points")] == [True, False, True]
    assert (words(svg, "above"), words(svg, "lead")) == (["约"], ["超过20"])
    assert words(drawn(only(points), language="en"), "lead") == ["over 2"]


def test_several_regions_are_named_at_their_lines_ends_and_home_alone_has_the_accent():
    names = ["缙云县", "示例一县", "示例二县"]
    home, *others = (
        replace(only(in_years({2019: 10 + place, 2020: 20 + place})), name=name, is_home=not place)
        for place, name in enumerate(names)
    )
    svg = drawn(*others, home)

    assert words(svg, "lead") == ["缙云县 20"]
    assert words(svg, "others") == ["示例二县 22", "示例一县 21"]
    heights = sorted(place(mark)[1] for layer in ("lead", "others") for mark in marks(svg, layer))
    assert [later - height for height, later in pairwise(heights)] == pytest.approx([18, 18])
    assert [line.get("stroke")[:12] for line in marks(svg, "lines")] == ["var(--chart-"] * 2 + ["var(--accent"]


def test_no_more_than_five_colours():
    svg = chart(only(in_years({2009: 1, 2010: 2, 2011: 3, 2012: 4}), [date(2011, 1, 1)]))

    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none", "transparent"}
    assert {colour.split(",")[0] for colour in colours} == {
        "currentColor",
        "var(--ink-muted",
        "var(--hairline",
        "var(--accent",
        "var(--warm",
    }
