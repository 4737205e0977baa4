"""Figures are gathered into readings as one reads them; nothing here asks the database."""

import datetime

from indicators.models import Break, Indicator, Observation
from indicators.readings import gather, latest_of_each, mark_breaks

INDICATOR = Indicator(pk=1, code="value_added", name="规上工业增加值", unit="亿元", preferred_basis="可比价")
SALES = Indicator(pk=2, code="sales", name="销售额", unit="亿元")


def figure(value, last_day="2021-07-31", *, measure="level", first_day=None, indicator=INDICATOR, subject=1, **fields):
    last = datetime.date.fromisoformat(last_day)
    first = datetime.date.fromisoformat(first_day) if first_day else last.replace(month=1, day=1)
    return Observation(
        subject_id=subject,
        indicator=indicator,
        measure=measure,
        value=value,
        first_day=first,
        last_day=last,
        **fields,
    )


def told(readings):
    """Readings as (leading measure and value, further measures and values)."""
    return [
        ((reading.main.measure, reading.main.value), [(other.measure, other.value) for other in reading.others])
        for reading in readings
    ]


def test_a_level_leads_and_its_growth_stands_beside_it():
    readings = gather([figure(39.6, measure="yoy"), figure(39.29)])

    assert told(readings) == [(("level", 39.29), [("yoy", 39.6)])]


def test_a_growth_with_a_value_leads_a_level_without_one():
    readings = gather([figure(None, value_state="rank_only"), figure(49.9, measure="yoy")])

    assert told(readings) == [(("yoy", 49.9), [("level", None)])]
    assert readings[0].is_change_only


def test_other_periods_subjects_and_indicators_stand_apart():
    readings = gather(
        [
            figure(39.29),
            figure(44.3, "2021-06-30", measure="yoy"),
            figure(2.91, indicator=SALES),
            figure(5, subject=2),
        ]
    )

    assert told(readings) == [(("level", 39.29), []), (("yoy", 44.3), []), (("level", 2.91), []), (("level", 5), [])]


def test_two_bases_of_one_measure_stand_in_two_readings_the_preferred_first():
    readings = gather([figure(12.0, measure="yoy", basis="名义"), figure(9.5, measure="yoy", basis="可比价")])

    assert told(readings) == [(("yoy", 9.5), []), (("yoy", 12.0), [])]


def test_the_latest_reading_ends_last_and_of_two_that_end_together_is_the_longer():
    july = figure(6.1, first_day="2021-07-01")
    january_to_july = figure(39.29)
    half_year = figure(33.2, "2021-06-30")

    (latest,) = latest_of_each(gather([july, half_year, january_to_july]), earlier=2)

    assert latest.main is january_to_july
    assert [former.main for former in latest.earlier] == [july, half_year]


def test_a_former_reading_of_long_ago_is_left_out():
    (latest,) = latest_of_each(gather([figure(266.1, "2020-12-31"), figure(10.2, "2000-12-31")]))

    assert latest.earlier == []


def test_a_break_is_told_once_between_the_readings_it_parts():
    series = gather([figure(266.1, "2020-12-31"), figure(60, "2010-12-31"), figure(10.2, "2000-12-31")])
    threshold = Break(on=datetime.date(2011, 1, 1), reason="起点提高")

    mark_breaks(series, [threshold])

    assert [reading.breaks for reading in series] == [[], [threshold], []]


def test_a_break_before_or_after_the_whole_series_parts_nothing():
    series = gather([figure(266.1, "2020-12-31"), figure(250, "2019-12-31")])

    mark_breaks(series, [Break(on=datetime.date(2011, 1, 1)), Break(on=datetime.date(2021, 1, 1))])

    assert [reading.breaks for reading in series] == [[], []]
