"""Figures in words, Chinese and English, worked out by hand."""

import datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from indicators import wording
from indicators.models import Indicator, Observation, Rank, RegionGroup
from tests.factories import make_indicator, publish_figure

VALUE_ADDED = Indicator(pk=1, code="value_added", name="规上工业增加值", unit="亿元")
VIALS = Indicator(pk=2, code="vials", name="疫苗瓶发货量", unit="万支")


def figure(value, indicator=VALUE_ADDED, **fields):
    known = {
        "first_day": datetime.date(2021, 1, 1),
        "last_day": datetime.date(2021, 7, 31),
        "period_kind": "cumulative",
        "period_label": "1-7月",
    }
    value = None if value is None else Decimal(value)
    state = {} if value is not None else {"value_state": "not_available"}
    return Observation(indicator=indicator, value=value, **known | state | fields)


def parts(words):
    return words.word, words.before, words.number, words.unit


@pytest.mark.parametrize(
    ("observation", "chinese", "english"),
    [
        (figure("39.29"), ("", "", "39.29", "亿元"), ("", "CNY", "3.929", "billion")),
        (figure("9000", VIALS, qualifier=">"), ("超过", "", "9,000", "万支"), ("over", "", "90", "million units")),
        (figure("39.6", measure="yoy"), ("", "", "+39.6", "%"), ("", "", "+39.6", "%")),
        (figure("-3.2", measure="yoy"), ("", "", "−3.2", "%"), ("", "", "−3.2", "%")),
        (figure("0", measure="yoy"), ("", "", "0", "%"), ("", "", "0", "%")),
        (figure("-1.5"), ("", "", "−1.5", "亿元"), ("", "CNY", "−150", "million")),
        (figure("55", measure="share"), ("", "", "55", "%"), ("", "", "55", "%")),
        (figure("1E+15"), ("", "", "1,000,000,000,000,000", "亿元"), ("", "CNY", "100,000,000,000", "trillion")),
        (figure("0.000001", measure="share"), ("", "", "0.000001", "%"), ("", "", "0.000001", "%")),
    ],
)
def test_a_value_in_its_parts(observation, chinese, english):
    assert parts(wording.value_words(observation)) == chinese
    with override("en"):
        assert parts(wording.value_words(observation)) == english


def test_a_value_keeps_the_decimals_that_were_printed_in_its_unit():
    assert wording.value_words(figure("44.3", written_unit="亿元", written_decimals=2)).number == "44.30"


def test_a_value_printed_in_another_unit_shows_all_that_is_significant():
    assert wording.value_words(figure("39.29", written_unit="万元", written_decimals=0)).number == "39.29"


@pytest.mark.parametrize(
    ("observation", "chinese", "english"),
    [
        (figure("39.29"), "39.29亿元", "CNY 3.929 billion"),
        (figure("9000", VIALS, qualifier=">"), "超过9,000万支", "over 90 million units"),
        (figure("100", measure="yoy", qualifier="≥"), "不少于+100%", "at least +100%"),
        (figure(None), "—", "—"),
    ],
)
def test_a_value_in_one_piece(observation, chinese, english):
    assert wording.value_words(observation).whole == chinese
    with override("en"):
        assert wording.value_words(observation).whole == english


def test_a_missing_value_says_why():
    assert wording.value_words(figure(None)).missing == "来源未公布"
    assert wording.value_words(figure(None, value_state="rank_only")).missing == "来源只公布位次，未公布数值"


@pytest.mark.parametrize(
    ("value", "measure", "words", "direction", "arrow"),
    [
        ("39.6", "yoy", "同比增长", "up", "↑"),
        ("-3.2", "yoy", "同比下降", "down", "↓"),
        ("0", "yoy", "同比持平", "flat", "→"),
        ("1.2", "mom", "环比增长", "up", "↑"),
        ("-0.5", "change_pp", "同比降低", "down", "↓"),
        ("7.1", "avg_2y", "两年平均增长", "up", "↑"),
        ("30", "ytd_change", "比年初增加", "up", "↑"),
        ("55", "share", "占比", "", ""),
        ("39.29", "level", "", "", ""),
    ],
)
def test_a_change_says_in_words_and_with_an_arrow_where_it_goes(value, measure, words, direction, arrow):
    observation = figure(value, measure=measure)

    assert wording.measure_words(observation) == words
    assert wording.change_direction(observation) == direction
    assert wording.change_arrow(observation) == arrow


def test_a_period_is_printed_in_the_language_of_the_page():
    assert wording.period_words(figure("1")) == "2021年1—7月"
    with override("en"):
        assert wording.period_words(figure("1")) == "January–July 2021"


def test_a_period_of_unknown_kind_is_printed_as_it_was_written():
    assert wording.period_words(figure("1", period_kind="epoch", period_label="建园以来")) == "建园以来"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"group_as_written": "全市", "position": 1}, "全市第1"),
        ({"group_as_written": "全市", "position": 2, "qualifier": "≤"}, "全市前2"),
        ({"group_as_written": "山区26县", "position": 2, "group_size": 26}, "山区26县第2"),
        ({"group_as_written": "全市", "position": 3, "group_size": 9}, "全市第3（共9个）"),
        ({"group_as_written": "全市", "position": 1, "direction": "lowest_first"}, "全市第1（从低到高）"),
    ],
)
def test_a_place_is_told_with_its_set(fields, expected):
    rank = Rank(group=RegionGroup(name=fields["group_as_written"]), **fields)

    assert wording.rank_words(rank) == expected


def test_a_set_without_an_english_name_stands_marked_as_chinese():
    fields = {"group_as_written": "全市", "position": 1}
    named = Rank(group=RegionGroup(name="全市", name_en="the city"), **fields)
    unnamed = Rank(group=RegionGroup(name="全市"), **fields)

    with override("en"):
        assert "the city" in wording.rank_words(named)
        assert '<span lang="zh-Hans">全市</span>' in wording.rank_words(unnamed)


def test_a_place_of_a_growth_says_so():
    level = Rank(observation=figure("39.29"))
    growth = Rank(observation=figure("44.3", measure="yoy"))

    assert wording.ranked_measure_words(level) == ""
    assert wording.ranked_measure_words(growth) == "增速"


def test_a_text_without_english_is_marked_as_chinese_on_an_english_page():
    assert wording.marked("锯力煌", "") == "锯力煌"
    with override("en"):
        assert wording.marked("锯力煌", "Julihuang") == "Julihuang"
        assert wording.marked("<锯力煌>", "") == '<span lang="zh-Hans">&lt;锯力煌&gt;</span>'


def test_the_place_of_a_total_says_so_lest_it_be_read_as_that_of_its_growth(county, source, whole_city):
    total = make_indicator("output", "产值", aggregation="additive")
    figure = publish_figure(county.subject, total, "39", source=source, ranks=[(whole_city, 1)])

    [rank] = figure.ranks.all()

    assert wording.ranked_measure_words(rank) == "总量"
