"""Charts as a page shows them: their words, their order, their sources and the cache."""

import calendar
import re
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from indicators import charts
from indicators.chart_pages import charts_of
from indicators.models import Break, Indicator, Observation, Source, Subject
from tests.factories import make_indicator, publish_figure

COUNTY = Subject(pk=1, name="缙云县", name_en="Jinyun County")
OUTPUT = Indicator(pk=1, code="output", name="规上工业产值", unit="亿元", preferred_basis="可比价")
YEARBOOK = Source(pk=1, title="统计年鉴2020", publisher="统计局", published_on=date(2020, 11, 1))
BULLETIN = Source(pk=2, title="统计月报", published_on=date(2021, 8, 20), url="https://example.org/monthly")


def months(year, last, value, kind="cumulative", source=BULLETIN, **fields):
    """A figure from January to a month, in 亿元 or per cent with one decimal."""
    measure = fields.get("measure", "level")
    return Observation(
        subject=COUNTY,
        indicator=OUTPUT,
        first_day=date(year, 1, 1),
        last_day=date(year, last, calendar.monthrange(year, last)[1]),
        period_kind=kind,
        value=Decimal(value),
        written_unit="亿元" if measure == "level" else "%",
        written_decimals=1,
        source=source,
        **fields,
    )


def years(values, **fields):
    return [months(year, 12, value, "year", YEARBOOK, **fields) for year, value in values.items()]


def only(observations, breaks=()):
    (chart,) = charts_of(observations, breaks)
    return chart


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def no_drawing(monkeypatch):
    """From here on whoever draws fails."""

    def draw(*_, **__):
        raise AssertionError("drawn")

    return lambda: monkeypatch.setattr(charts, "series_chart", draw)


# --- Words


def test_the_title_tells_the_newest_figure_and_the_earliest_it_compares_with():
    chart = only(years({2018: "1201.0", 2019: "1302.5", 2020: "1449.2"}))

    assert chart.title == "缙云县规上工业产值：2018年1,201.0亿元，2020年1,449.2亿元"
    assert chart.subtitle == "亿元，年度"


def test_english_words_lose_their_capitals_behind_the_first():
    chart = only(
        [months(2021, 3, "5.2", measure="yoy", basis="可比价"), months(2021, 4, "-6.1", measure="yoy", basis="可比价")]
    )

    with translation.override("en"):
        assert chart.title.endswith(": year-on-year growth of 5.2% (January–March 2021), "
                                    "year-on-year decrease of 6.1% (January–April 2021)")  # fmt: skip
        assert chart.subtitle == "Year on year, %, cumulative within the year, comparable prices"


def test_the_title_compares_nothing_across_a_break():
    chart = only(years({2009: 800, 2010: 900, 2011: 700}), [Break(on=date(2011, 1, 1))])

    assert chart.title == "缙云县规上工业产值：2011年700.0亿元"


def test_the_title_compares_cumulative_figures_of_the_same_months():
    rows = [months(2020, 6, 20), months(2020, 7, 25), months(2021, 6, 33), months(2021, 7, "39.3")]

    assert only(rows).title == "缙云县规上工业产值：2020年1—7月25.0亿元，2021年1—7月39.3亿元"


def test_growth_is_told_as_published_with_its_basis():
    chart = only(years({2017: "12.0", 2018: "-3.5"}, measure="yoy", basis="可比价"))

    assert chart.title == "缙云县规上工业产值：2017年同比增长12.0%，2018年同比下降3.5%"
    assert chart.subtitle == "同比，%，年度，可比价"


def test_markup_in_a_name_is_words(monkeypatch):
    monkeypatch.setattr(OUTPUT, "name", "<b>产值</b>")
    chart = only(years({2019: 1, 2020: 2}))

    assert "缙云县&lt;b&gt;产值&lt;/b&gt;：2019年" in chart.title
    assert "<title>缙云县&lt;b&gt;产值&lt;/b&gt;：2019年" in chart.svg


def test_the_picture_tells_the_same_to_those_who_do_not_see_it():
    chart = only(years({2019: "1302.5", 2020: "1449.2"}))

    assert "<title>缙云县规上工业产值：2019年1,302.5亿元，2020年1,449.2亿元</title>" in chart.svg
    assert "<desc>亿元，年度；折线图。缙云县共2个数据，2019年1,302.5亿元，2020年1,449.2亿元。</desc>" in chart.svg


# --- Which charts


def test_one_figure_of_each_measure_is_no_chart():
    assert charts_of([months(2021, 7, "39.3"), months(2021, 7, "39.6", measure="yoy")], []) == []


def test_values_come_before_growth_and_this_year_before_former_years():
    rows = [
        *years({2018: 7, 2019: 8}, measure="yoy"),
        *years({2018: 1201, 2019: 1302}),
        *[months(2021, last, 39, measure="yoy") for last in (6, 7)],
        *[months(2021, last, 33) for last in (6, 7)],
    ]

    assert [chart.subtitle for chart in charts_of(rows, [])] == [
        "亿元，当年累计",
        "同比，%，当年累计",
        "亿元，年度",
        "同比，%，年度",
    ]


def test_two_bases_of_one_value_are_two_charts_the_preferred_one_first():
    rows = [*years({2016: 1201, 2017: 1302}), *years({2016: 1449, 2017: 1500}, basis="可比价")]

    assert [chart.subtitle for chart in charts_of(rows, [])] == ["亿元，年度，可比价", "亿元，年度"]


def test_a_share_of_a_figure_is_left_out():
    assert charts_of(years({2019: 1, 2020: 2}, breakdown_id=5), []) == []


# --- What stands around the picture


def test_sources_stand_once_the_newest_figures_first():
    rows = [*years({2018: 1, 2019: 2}), months(2020, 12, 3, "year")]

    assert only(rows).sources == [BULLETIN, YEARBOOK]


def test_only_breaks_between_figures_are_told():
    breaks = [Break(on=date(2011, 1, 1), reason="起点提高"), Break(on=date(2019, 1, 1), reason="普查")]

    assert only(years({2017: 1, 2018: 2, 2019: 3}), breaks).breaks == breaks[1:]


def test_the_component_shows_title_picture_notes_and_source():
    breaks = [Break(on=date(2019, 1, 1), reason="按普查修订")]
    rows = [*years({2015: 1, 2017: 2, 2018: 3}), months(2019, 12, 4, "year")]
    html = render_to_string("components/chart.html", {"chart": only(rows, breaks), "table_address": "#figures"})

    assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart-drawing" role="img"' in html
    assert "<li>缺数据的时期不连线。</li>" in html
    assert "<li>2019年1月1日起口径变化，前后不可比：按普查修订</li>" in html
    assert '<a href="https://example.org/monthly" rel="external">统计月报</a>，2021年8月20日；' in html
    assert "统计年鉴2020，统计局，2020年11月1日" in html
    assert '<a href="#figures">看数据表</a>' in html
    assert "style=" not in html


def test_without_a_table_on_the_page_the_component_brings_its_own(rf, county, source, django_assert_num_queries):
    indicator = make_indicator(name="工业用电量", unit="亿千瓦时")
    for year, value in ((2019, "5.1"), (2020, "5.3")):
        days = {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31), "period_kind": "year"}
        publish_figure(county, indicator, value, source=source, **days)
    rows = list(Observation.objects.public().for_display())

    # The world that links stay in is asked for, and nothing else.
    with django_assert_num_queries(1):
        html = render_to_string("components/chart.html", {"chart": only(rows)}, rf.get("/"))

    assert html.count("<tr>") == 3
    assert re.findall('<th scope="row">([0-9]+年)', html) == ["2020年", "2019年"]
    assert "#figures" not in html


# --- The cache


def test_the_same_figures_are_drawn_once(no_drawing):
    drawn = only(years({2019: 11, 2020: 22})).svg
    no_drawing()

    assert only(years({2019: 11, 2020: 22})).svg == drawn


@pytest.mark.parametrize("changed", [{2019: 11, 2020: 24}, {2018: 11, 2020: 23}])
def test_another_figure_is_drawn_anew(no_drawing, changed):
    assert only(years({2019: 11, 2020: 23})).svg
    no_drawing()

    with pytest.raises(AssertionError, match="drawn"):
        assert only(years(changed)).svg


def test_another_language_is_drawn_anew(no_drawing):
    assert only(years({2019: 11, 2020: 25})).svg
    no_drawing()

    with translation.override("en"), pytest.raises(AssertionError, match="drawn"):
        assert only(years({2019: 11, 2020: 25})).svg


def test_nothing_is_drawn_before_the_picture_is_asked_for(no_drawing):
    no_drawing()
    chart = only(years({2019: 11, 2020: 26}))

    assert (chart.title, chart.notes) == ("缙云县规上工业产值：2019年11.0亿元，2020年26.0亿元", [])
