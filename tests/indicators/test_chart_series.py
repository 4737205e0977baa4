"""Which published figures may stand in one chart, and which of them a line may join; no database."""

import calendar
import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.chart_series import comparable_series
from indicators.charts import Frequency, Point, comparable, comparable_with
from indicators.models import Break, Indicator, Observation

OUTPUT = Indicator(pk=1, code="output", name="规上工业产值", unit="亿元")
FIRST_OF_2011 = datetime.date(2011, 1, 1)


def months(year, first, last, value=1, **fields):
    """The figure of whole months of one year; None is a figure without a value."""
    fields = {"subject_id": 1, "indicator": OUTPUT, "measure": "level", "written_unit": "亿元"} | fields
    return Observation(
        first_day=datetime.date(year, first, 1),
        last_day=datetime.date(year, last, calendar.monthrange(year, last)[1]),
        value=None if value is None else Decimal(str(value)),
        **fields,
    )


def years(*numbers, **fields):
    return [months(number, 1, 12, **fields) for number in numbers]


def _stock(when, value):
    return Observation(
        subject_id=1, indicator=OUTPUT, first_day=when, last_day=when, is_stock=True, value=Decimal(value)
    )


def drawn(series):
    """The last month of every figure, segment by segment: 2021-07."""
    return [[f"{point.last_day:%Y-%m}" for point in segment] for segment in series.segments]


def only(observations, breaks=()):
    """The one series that these figures make."""
    (series,) = comparable_series(observations, breaks)
    return series


# --- Years


def test_years_that_follow_each_other_are_one_line():
    series = only(years(2019, 2017, 2018))

    assert series.frequency == Frequency.YEARLY
    assert drawn(series) == [["2017-12", "2018-12", "2019-12"]]


def test_a_missing_year_parts_the_line():
    assert drawn(only(years(2015, 2016, 2018, 2019))) == [["2015-12", "2016-12"], ["2018-12", "2019-12"]]


def test_a_figure_without_a_value_is_a_gap():
    rows = [*years(2015, 2016), *years(2017, value=None, value_state="rank_only"), *years(2018)]

    assert drawn(only(rows)) == [["2015-12", "2016-12"], ["2018-12"]]


def test_years_that_do_not_follow_each_other_are_compared_without_a_line():
    series = only(years(2000, 2020))

    assert drawn(series) == [["2000-12"], ["2020-12"]]
    assert not series.has_line


def test_one_figure_is_no_chart():
    assert comparable_series(years(2020), []) == []


def test_no_figure_is_no_chart():
    assert comparable_series([], []) == []


# --- Breaks


def test_no_line_crosses_a_break():
    series = only(years(2009, 2010, 2011, 2012), [Break(on=FIRST_OF_2011)])

    assert drawn(series) == [["2009-12", "2010-12"], ["2011-12", "2012-12"]]
    assert series.breaks == (FIRST_OF_2011,)


def test_two_figures_on_two_sides_of_a_break_are_no_chart():
    assert comparable_series(years(2000, 2020), [FIRST_OF_2011]) == []


def test_two_years_beside_a_break_are_no_chart_even_when_they_follow_each_other():
    assert comparable_series(years(2010, 2011), [FIRST_OF_2011]) == []


def test_a_single_figure_before_the_break_stands_beside_the_line_after_it():
    assert drawn(only(years(2010, 2011, 2012), [FIRST_OF_2011])) == [["2010-12"], ["2011-12", "2012-12"]]


def test_a_year_that_a_break_cuts_in_two_is_joined_with_nothing():
    series = only(years(2010, 2011, 2012, 2013), [datetime.date(2011, 7, 1)])

    assert drawn(series) == [["2010-12"], ["2011-12"], ["2012-12", "2013-12"]]


def test_a_break_before_or_after_all_figures_is_not_drawn():
    assert only(years(2012, 2013), [FIRST_OF_2011, datetime.date(2014, 1, 1)]).breaks == ()


# --- Cumulative figures


def test_cumulative_months_of_a_year_are_one_line():
    series = only([months(2021, 1, last) for last in (2, 3, 4, 5)])

    assert series.frequency == Frequency.CUMULATIVE
    assert drawn(series) == [["2021-02", "2021-03", "2021-04", "2021-05"]]


def test_a_cumulative_line_begins_again_each_year():
    rows = [months(2020, 1, 10), months(2020, 1, 11), months(2020, 1, 12), months(2021, 1, 1), months(2021, 1, 2)]

    assert drawn(only(rows)) == [["2020-10", "2020-11", "2020-12"], ["2021-01", "2021-02"]]


def test_a_missing_month_parts_a_cumulative_line():
    rows = [months(2021, 1, last) for last in (2, 3, 5, 6)]

    assert drawn(only(rows)) == [["2021-02", "2021-03"], ["2021-05", "2021-06"]]


def test_figures_published_by_the_quarter_miss_no_month():
    rows = [months(2021, 1, last) for last in (3, 6, 9, 12)]

    assert drawn(only(rows)) == [["2021-03", "2021-06", "2021-09", "2021-12"]]


def test_the_same_months_of_two_years_are_compared_without_a_line():
    assert drawn(only([months(2020, 1, 7), months(2021, 1, 7)])) == [["2020-07"], ["2021-07"]]


def test_different_months_of_two_years_are_no_chart():
    assert comparable_series([months(2020, 1, 5), months(2021, 1, 7)], []) == []


def test_a_cumulative_figure_and_a_year_are_no_chart():
    assert comparable_series([months(2020, 1, 12), months(2021, 1, 7)], []) == []


# --- Other frequencies


def test_single_months_run_across_the_new_year():
    rows = [months(2020, 11, 11), months(2020, 12, 12), months(2021, 1, 1), months(2021, 3, 3)]
    series = only(rows)

    assert series.frequency == Frequency.MONTHLY
    assert drawn(series) == [["2020-11", "2020-12", "2021-01"], ["2021-03"]]


def test_single_quarters_are_a_series_of_their_own():
    rows = [months(2020, 1, 3), months(2020, 4, 6), months(2020, 7, 9)]

    assert (only(rows).frequency, drawn(only(rows))) == (Frequency.QUARTERLY, [["2020-03", "2020-06", "2020-09"]])


def test_halves_of_years_follow_each_other():
    rows = [months(2019, 7, 12), months(2020, 1, 6), months(2020, 7, 12)]

    assert (only(rows).frequency, drawn(only(rows))) == (Frequency.HALF_YEARLY, [["2019-12", "2020-06", "2020-12"]])


def test_stocks_of_year_ends_are_one_line():
    series = only([_stock(datetime.date(year, 12, 31), 1) for year in (2018, 2019, 2020)])

    assert (series.frequency, drawn(series)) == (Frequency.YEAR_END, [["2018-12", "2019-12", "2020-12"]])


def test_stocks_of_any_day_are_compared_without_a_line():
    series = only([_stock(datetime.date(2020, 12, 31), 1), _stock(datetime.date(2021, 10, 21), 2)])

    assert (series.frequency, drawn(series)) == (Frequency.AS_OF, [["2020-12"], ["2021-10"]])


def test_a_stock_and_a_flow_are_no_chart():
    assert comparable_series([_stock(datetime.date(2020, 12, 31), 1), *years(2021)], []) == []


def test_spans_of_years_and_parts_of_months_are_no_chart():
    several_years = [
        Observation(subject_id=1, indicator=OUTPUT, first_day=first, last_day=last, value=Decimal(1))
        for first, last in (
            (datetime.date(2011, 1, 1), datetime.date(2015, 12, 31)),
            (datetime.date(2016, 1, 1), datetime.date(2020, 12, 31)),
            (datetime.date(2021, 1, 1), datetime.date(2021, 10, 21)),
            (datetime.date(2021, 10, 21), datetime.date(2021, 10, 21)),
        )
    ]

    assert comparable_series(several_years, []) == []


def test_years_and_the_months_of_this_year_are_two_charts_the_newest_first():
    rows = [*years(2019, 2020), months(2021, 1, 2), months(2021, 1, 3)]

    assert [(series.frequency, drawn(series)) for series in comparable_series(rows, [])] == [
        (Frequency.CUMULATIVE, [["2021-02", "2021-03"]]),
        (Frequency.YEARLY, [["2019-12", "2020-12"]]),
    ]


def test_first_quarters_among_cumulative_months_are_not_drawn_a_second_time():
    rows = [months(2020, 1, 2), months(2020, 1, 3), months(2021, 1, 2), months(2021, 1, 3)]

    assert [series.frequency for series in comparable_series(rows, [])] == [Frequency.CUMULATIVE]


# --- What a point carries


def test_a_point_keeps_value_qualifier_and_printed_decimals():
    rows = [months(2019, 1, 12, "1201.0", written_decimals=1), months(2020, 1, 12, "1449.2", qualifier=">")]

    assert [(str(point.value), point.qualifier, point.decimals) for point in only(rows).points] == [
        ("1201.0", "=", 1),
        ("1449.2", ">", 0),
    ]


def test_decimals_printed_in_another_unit_say_nothing_of_this_one():
    rows = [months(year, 1, 12, "0.27", written_unit="万元", written_decimals=0) for year in (2019, 2020)]

    assert [point.decimals for point in only(rows).points] == [None, None]


def test_growth_is_read_against_zero():
    assert only(years(2019, 2020, measure="yoy")).is_change
    assert not only(years(2019, 2020, measure="index")).is_change


@pytest.mark.parametrize("other", [{"subject_id": 2}, {"measure": "yoy"}, {"basis": "可比价"}, {"breakdown_id": 3}])
def test_figures_of_two_series_are_refused(other):
    with pytest.raises(ValueError, match="one subject, indicator, measure, basis and breakdown"):
        comparable_series([*years(2019, 2020), *years(2021, **other)], [])


def test_two_figures_of_one_period_are_refused():
    with pytest.raises(ValueError, match="one figure a period"):
        comparable_series(years(2019, 2020, 2020), [])


def test_a_figure_compares_with_its_own_side_of_a_break():
    series = only(years(2009, 2010, 2011, 2012, 2013), [FIRST_OF_2011])

    assert [point.last_day.year for point in comparable_with(series.points[-1], series)] == [2011, 2012]


def test_a_cumulative_figure_compares_with_its_year_and_its_months():
    rows = [months(2020, 1, 6), months(2020, 1, 7), months(2021, 1, 6), months(2021, 1, 7)]
    series = only(rows)

    assert [f"{point.last_day:%Y-%m}" for point in comparable_with(series.points[-1], series)] == ["2020-07", "2021-06"]


# --- Whatever the figures


@st.composite
def month_runs(draw):
    """Periods of whole months within a year, each once, and days of breaks."""
    found = draw(st.sets(st.tuples(st.integers(2015, 2021), st.integers(1, 12), st.integers(1, 12)), max_size=25))
    points = [
        Point(datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1]), Decimal(1))
        for year, first, last in found
        if first <= last
    ]
    return points, draw(st.sets(st.dates(datetime.date(2014, 1, 1), datetime.date(2022, 1, 1)), max_size=3))


@given(month_runs())
def test_every_point_of_a_chart_is_a_given_figure_and_stands_once(drawn_runs):
    points, breaks = drawn_runs

    for series in comparable(points, breaks):
        assert set(series.points) <= set(points)
        assert len(set(series.points)) == len(series.points) >= 2


@given(month_runs())
def test_a_line_never_joins_figures_across_a_break(drawn_runs):
    points, breaks = drawn_runs

    for series in comparable(points, breaks):
        for segment in series.segments:
            assert not [
                day for day in breaks if len(segment) > 1 and segment[0].first_day < day <= segment[-1].last_day
            ]
