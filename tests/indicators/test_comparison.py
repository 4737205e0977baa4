"""A subject among its peers: places, missing peers, movement and sums, worked by hand."""

import pytest
from django.test import RequestFactory

from indicators.choice import read_choice
from indicators.models import Region
from indicators.peers import comparison_of, find_figures, peers_of
from indicators.wording import plain_value_words
from tests.factories import make_indicator, make_region, publish_figure
from tests.indicators.series import publish_up_to, up_to

YEAR = up_to(2019, 12)


@pytest.fixture
def counties(root_city, county):
    """缙云 and two more; the third never publishes."""
    others = [("青田县", "331121"), ("遂昌县", "331123")]
    return [county, *(make_region(name, code, root_city, level=Region.Level.COUNTY) for name, code in others)]


@pytest.fixture
def output(counties, source):
    indicator = make_indicator("output", "规上工业总产值", aggregation="additive")
    jinyun, qingtian, _suichang = counties
    publish_up_to(jinyun, indicator, 2021, {2: "9.0", 3: "16.0"}, source=source)
    publish_up_to(qingtian, indicator, 2021, {2: "10.0", 3: "14.0"}, source=source)
    publish_up_to(jinyun, indicator, 2021, {3: "7.7"}, source=source, measure="yoy")
    publish_up_to(qingtian, indicator, 2021, {3: "9.9"}, source=source, measure="yoy")
    return indicator


def compare(indicator, subject, query="", **wanted):
    choice = read_choice(RequestFactory().get(f"/{query}"), indicator)
    peers = peers_of(subject.subject)
    spans = find_figures(choice, peers).spans if peers else []
    return comparison_of(choice, peers, spans, **wanted) if spans else None


def test_a_place_says_its_set_rule_direction_missing_peers_and_movement(output, counties):
    found = compare(output, counties[0])
    assert [(peer.subject.name, peer.places["level"].position) for peer in found.compared] == [
        ("缙云县", 1),
        ("青田县", 2),
    ]
    assert found.sentence_of(counties[0].subject) == "三县（市、区）第1，按总量，从高到低，缺1个，比上期升1位"
    assert found.sentence_of(counties[1].subject) == "三县（市、区）第2，按总量，从高到低，缺1个，比上期降1位"
    assert found.sentence_of(counties[2].subject) == ""
    assert [subject.name for subject in found.missing] == ["遂昌县"]


def test_places_by_growth_are_others(output, counties):
    found = compare(output, counties[0], rule="yoy")
    assert found.sentence_of(counties[0].subject) == "三县（市、区）第2，按增速，从高到低，缺1个"


def test_equal_figures_share_a_place(counties, source):
    indicator = make_indicator("tie", "并列指标", better="lower")
    for county, value in zip(counties, ["5", "5", "7"], strict=True):
        publish_figure(county, indicator, value, source=source)
    found = compare(indicator, counties[0])
    assert [found.sentence_of(county.subject) for county in counties] == [
        "三县（市、区）并列第1，按数值，从低到高",
        "三县（市、区）并列第1，按数值，从低到高",
        "三县（市、区）第3，按数值，从低到高",
    ]


def test_no_total_where_a_county_is_missing(output, counties, source):
    assert compare(output, counties[0]).total is None
    publish_up_to(counties[2], output, 2021, {3: "1.5"}, source=source)
    assert str(compare(output, counties[0]).total.normalize()) == "31.5"


def test_a_total_of_inexact_figures_is_about(output, counties, source):
    publish_up_to(counties[2], output, 2021, {3: "1.5"}, source=source, qualifier=">")
    found = compare(output, counties[0]).total_figure
    assert (str(found.value.normalize()), found.qualifier) == ("31.5", "≈")


def test_no_total_of_figures_on_different_bases(output, counties, source):
    publish_up_to(counties[2], output, 2021, {3: "1.5"}, source=source, basis="修订口径")
    assert compare(output, counties[0]).total_figure is None


def test_a_total_has_the_decimals_of_the_indicator_where_parts_were_printed_in_another_unit(counties, source):
    # 392,900万元, 10.5亿元 and 1亿元 are 50.79亿元; the first was printed without decimals, yet not in 亿元.
    indicator = make_indicator("output", "规上工业总产值", aggregation="additive", decimals=2)
    for county, value, unit in zip(counties, ["39.29", "10.5", "1"], ["万元", "亿元", "亿元"], strict=True):
        figure = {"written_unit": unit, "written_decimals": 1 if value == "10.5" else 0}
        publish_figure(county, indicator, value, source=source, **figure, **YEAR)
    assert plain_value_words(compare(indicator, counties[0]).total_figure).number == "50.79"


def test_a_ratio_over_counties_is_the_ratio_of_their_sums(counties, source):
    # 丽水 2019: 573,564万元 of tax on 30,341亩 are 18.9万元 a 亩; the counties' own ratios are 20, 30 and 10, of mean 20.
    tax, land = make_indicator("tax", "税收", "万元"), make_indicator("land", "用地面积", "亩")
    ratio = make_indicator(
        "tax_per_mu", "亩均税收", "万元/亩", aggregation="ratio", numerator=tax, denominator=land, decimals=1
    )
    rows = zip(counties, ["203564", "200000", "170000"], ["10178", "6667", "13496"], ["20", "30", "12.6"], strict=True)
    for county, taxes, mu, own in rows:
        publish_figure(county, tax, taxes, source=source, **YEAR)
        publish_figure(county, land, mu, source=source, **YEAR)
        publish_figure(county, ratio, own, source=source, **YEAR)
    assert str(compare(ratio, counties[0]).total) == "18.9"


def test_the_reader_may_go_back_to_a_former_period(output, counties):
    assert [span.code for span in compare(output, counties[0]).spans] == [
        "2021-01-01/2021-03-31",
        "2021-01-01/2021-02-28",
    ]
    found = compare(output, counties[0], at="2021-01-01/2021-02-28")
    assert found.sentence_of(counties[0].subject) == "三县（市、区）第2，按总量，从高到低，缺1个"


def test_who_stands_alone_is_not_compared(county, source):
    indicator = make_indicator("alone", "独有指标")
    publish_figure(county, indicator, "1", source=source)
    assert peers_of(county.subject) is None
    assert compare(indicator, county) is None
