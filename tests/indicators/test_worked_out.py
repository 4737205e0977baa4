"""Figures worked out beside the published ones, through the database."""

import datetime

import pytest

from indicators.models import Break, Observation
from indicators.readings import gather, newest_first
from indicators.worked_out import add_nominal_changes, months_of
from tests.factories import make_indicator, publish_figure
from tests.indicators.series import month_of, publish_up_to, up_to


@pytest.fixture
def output(db):
    return make_indicator("output", "规上工业总产值", aggregation="additive", first_release="joint")


def series_of(indicator, subject):
    rows = Observation.objects.public().filter(indicator=indicator, subject=subject).for_display()
    return sorted(gather(rows.order_by("-last_day", "basis")), key=newest_first)


def rows_of(indicator, subject):
    return [row for reading in series_of(indicator, subject.subject) for row in reading.observations]


def months(indicator, subject):
    found = months_of(rows_of(indicator, subject), indicator.breaks.all())
    return [(row.period_label, str(row.value.normalize()), row.worked_out) for row in found]


def growths(indicator, subject):
    series = series_of(indicator, subject.subject)
    add_nominal_changes(series, indicator.breaks.all())
    return {
        reading.main.period_label: [(row.basis, str(row.value.normalize())) for row in reading.growths]
        for reading in series
    }


def test_months_follow_from_cumulative_figures_and_say_from_which(output, county, source):
    publish_up_to(county, output, 2021, {2: "9.00", 3: "14.25", 4: "19.00"}, source=source)
    assert months(output, county) == [("2021年4月", "4.75", "month"), ("2021年3月", "5.25", "month")]
    march = months_of(rows_of(output, county), [])[1]
    assert [row.period_label for row in march.worked_out_from] == ["2021年1-3月", "2021年1-2月"]
    assert march.worked_out_from[1].value + march.value == march.worked_out_from[0].value


def test_a_published_month_is_not_worked_out_again(output, county, source):
    publish_up_to(county, output, 2021, {2: "9.00", 3: "14.25"}, source=source)
    publish_figure(county, output, "5.30", source=source, **month_of(2021, 3))
    assert months(output, county) == []


def test_a_change_is_nominal_only_where_none_is_published(output, county, source):
    publish_up_to(county, output, 2020, {2: "8.0", 3: "13.0"}, source=source)
    publish_up_to(county, output, 2021, {2: "9.0", 3: "14.3"}, source=source)
    publish_up_to(county, output, 2021, {3: "7.7"}, source=source, measure="yoy", basis="可比价")
    assert growths(output, county) == {
        "2021年1-3月": [("可比价", "7.7")],
        "2021年1-2月": [("名义", "12.5")],
        "2020年1-3月": [],
        "2020年1-2月": [],
    }


def test_two_bases_of_one_figure_stand_side_by_side_and_are_not_mixed(output, county, source):
    # 丽水's output of 2017 was published as 1201.0 and, on a revised scope, as 1449.2.
    publish_figure(county, output, "1790.01", source=source, **up_to(2016, 12))
    publish_figure(county, output, "1201.0", source=source, **up_to(2017, 12))
    publish_figure(county, output, "1449.2", source=source, basis="修订口径", **up_to(2017, 12))
    series = series_of(output, county.subject)
    add_nominal_changes(series, [])
    told = [(row.main.period_label, row.main.basis, [str(one.value) for one in row.growths]) for row in series]
    assert sorted(told) == [
        ("2016年", "unstated", []),
        ("2017年", "unstated", ["-32.9"]),
        ("2017年", "修订口径", []),
    ]


def test_no_change_across_a_break(output, county, source):
    Break.objects.create(indicator=output, on=datetime.date(2017, 1, 1), reason="口径调整")
    publish_figure(county, output, "1790.01", source=source, **up_to(2016, 12))
    publish_figure(county, output, "1201.0", source=source, **up_to(2017, 12))
    assert growths(output, county) == {"2017年": [], "2016年": []}


def test_a_rate_has_no_change_in_per_cent(county, source):
    share = make_indicator("share", "投入强度", "%")
    publish_figure(county, share, "2.0", source=source, **up_to(2019, 12))
    publish_figure(county, share, "3.0", source=source, **up_to(2020, 12))
    assert growths(share, county) == {"2020年": [], "2019年": []}
