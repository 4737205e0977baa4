"""What the address of an indicator's page asks for, and what is shown where that does not exist."""

import datetime

import pytest
from django.test import RequestFactory

from indicators.charts import Frequency
from indicators.choice import chosen_rows, read_choice
from indicators.models import Region
from tests.factories import make_indicator, make_region, publish_figure
from tests.indicators.series import month_of, publish_up_to, up_to


@pytest.fixture
def output(county, source):
    """Cumulative levels and growth of 2020 and 2021, and one single month."""
    indicator = make_indicator("output", "规上工业总产值")
    publish_up_to(county, indicator, 2020, {2: "8.0", 3: "13.0"}, source=source)
    publish_up_to(county, indicator, 2021, {2: "9.0", 3: "14.0"}, source=source)
    publish_up_to(county, indicator, 2021, {3: "7.7"}, source=source, measure="yoy", basis="可比价")
    publish_figure(county, indicator, "5.0", source=source, **month_of(2021, 3))
    return indicator


def choose(indicator, address="/"):
    """The choice of a request for an address, and the notices it leaves."""
    request = RequestFactory().get(address)
    choice = read_choice(request, indicator)
    return choice, [str(notice) for notice in getattr(request, "notices", [])]


def values(choice):
    return [str(row.value.normalize()) for row in chosen_rows(choice)]


def test_a_page_without_a_choice_shows_every_figure_of_the_home_region(output):
    choice, notices = choose(output)
    assert [subject.name for subject in choice.subjects] == ["缙云县"]
    assert (choice.measure, choice.every, choice.query, notices) == ("", None, "", [])
    assert values(choice) == ["14", "7.7", "5", "9", "13", "8"]


def test_measure_rhythm_basis_and_years_are_chosen_in_the_address(output):
    for query, wanted in {
        "?measure=yoy": ["7.7"],
        "?every=monthly": ["5"],
        "?every=cumulative&measure=level": ["14", "9", "13", "8"],
        "?every=cumulative&to=2020": ["13", "8"],
        "?basis=可比价": ["7.7"],
        "?from=2021&to=2021&measure=level": ["14", "5", "9"],
    }.items():
        choice, notices = choose(output, f"/{query}")
        assert (values(choice), notices) == (wanted, []), query


def test_the_address_is_given_back(output):
    choice, _notices = choose(output, "/?to=2021&from=2020&measure=level&every=cumulative&asof=2021-10-31&page=2")
    assert choice.query == "?measure=level&every=cumulative&from=2020&to=2021&asof=2021-10-31"


def test_several_regions_begin_with_one_measure_and_one_rhythm(output, county, root_city, source):
    other = make_region("青田县", "331121", root_city, level=Region.Level.COUNTY)
    publish_up_to(other, output, 2021, {2: "4.0"}, source=source)
    choice, notices = choose(output, f"/?region={other.slug}&region={county.slug}")
    assert [subject.name for subject in choice.subjects] == ["青田县", "缙云县"]
    assert (choice.measure, choice.every, notices) == ("level", Frequency.CUMULATIVE, [])
    # 缙云 was recorded before 青田, whatever their order in the address: 1—3月 14, then 1—2月 of both.
    assert values(choice) == ["14", "9", "4", "13", "8"]


def test_an_impossible_combination_says_so_and_shows_the_nearest(output):
    # Given: growth was never published for single months.
    choice, notices = choose(output, "/?measure=yoy&every=monthly")
    # Then: the growth that there is stands instead.
    assert (choice.measure, choice.every) == ("yoy", Frequency.CUMULATIVE)
    assert notices == ["所选的度量、期间和口径没有合在一起的数据，已显示最接近的一种，可在下面另选。"]


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("?region=mars", "没有名为“mars”的对象，已忽略。"),
        ("?measure=taste", "筛选条件“度量”的值无效，已忽略。"),
        ("?every=hourly", "筛选条件“期间”的值无效，已忽略。"),
        ("?basis=心情", "筛选条件“口径”的值无效，已忽略。"),
        ("?from=21", "年份要写成四位数，如2021；看不懂的已忽略。"),
        ("?from=2021&to=2020", "起始年晚于终止年，已对调。"),
    ],
)
def test_what_means_nothing_is_left_out_with_a_notice(output, query, notice):
    choice, notices = choose(output, f"/{query}")
    assert notices == [notice]
    assert choice.lead.name == "缙云县"


def test_more_than_ten_subjects_are_cut(output, root_city):
    names = [make_region(f"示例{number}县", f"3399{number:02}", root_city).slug for number in range(11)]
    choice, notices = choose(output, "/?" + "&".join(f"region={slug}" for slug in names))
    assert len(choice.subjects) == 10
    assert notices == ["一次最多比较10个对象，只显示前10个。"]


def test_a_past_day_shows_what_was_in_force(output, county, source):
    long_ago = datetime.datetime(2021, 5, 1, 9, tzinfo=datetime.UTC)
    indicator = make_indicator("late", "迟到指标")
    publish_figure(county, indicator, "1.0", source=source, at=long_ago, **up_to(2021, 3))
    publish_figure(county, indicator, "2.0", source=source, **up_to(2021, 4))
    choice, _notices = choose(indicator, "/?asof=2021-05-01")
    assert values(choice) == ["1"]


def test_a_long_history_of_months_begins_with_its_last_five_years(county, source):
    indicator = make_indicator("long", "规上用电量")
    for year in range(2014, 2022):
        values = {month: f"{month}.0" for month in range(2, 9)}
        publish_up_to(county, indicator, year, values, source=source)
    choice, _notices = choose(indicator)
    assert {row.last_day.year for row in chosen_rows(choice)} == {2017, 2018, 2019, 2020, 2021}
    assert choice.query == "?every=cumulative"
    whole, _notices = choose(indicator, "/?from=2014")
    assert len(chosen_rows(whole)) == 56
    early, _notices = choose(indicator, "/?to=2015")
    assert {row.last_day.year for row in chosen_rows(early)} == {2014, 2015}
