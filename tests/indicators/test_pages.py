"""The list of indicators and the page of each, through the client."""

import datetime

import pytest

from indicators.actions import supersede
from indicators.models import Break, Region
from indicators.numbers import parse_quantity
from tests.factories import (
    make_enterprise,
    make_indicator,
    make_region,
    make_root,
    publish_figure,
)

YEAR_2020 = {
    "first_day": datetime.date(2020, 1, 1),
    "last_day": datetime.date(2020, 12, 31),
    "period_kind": "year",
    "period_label": "2020年",
}


@pytest.fixture
def value_added(county):
    return make_indicator(
        "value_added", "规上工业增加值", theme="工业经济", definition="规上企业新增的价值。", name_en="Value added"
    )


@pytest.fixture
def published(county, value_added, whole_city, source):
    """39.29亿元, +39.6%, first in the city: January to July 2021."""
    publish_figure(county, value_added, "39.6", source=source, measure="yoy")
    return publish_figure(county, value_added, "39.29", source=source, ranks=[(whole_city, 1)])


def correct(figure, text, reason="录入时看错一行"):
    return supersede(
        observation=figure,
        quantity=parse_quantity(text),
        change="correction",
        reason=reason,
        source=figure.source,
        by=None,
    )


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_the_list_shows_an_indicator_with_value_growth_place_period_and_place_in_the_source(client, published):
    text = page(client, "/indicators/")

    for words in (
        "工业经济",
        "规上工业增加值",
        "39.29",
        "亿元",
        "同比增长",
        "+39.6%",
        "全市第1",
        "2021年1—7月",
        "第7段",
    ):
        assert words in text


def test_the_list_names_indicators_that_only_others_have_and_those_without_figures(client, published, county, source):
    sales = make_indicator("sales", "销售额", theme="工业经济")
    make_indicator("profit", "利润总额", theme="工业经济")
    publish_figure(make_enterprise(county.subject.world), sales, "2.91", source=source)

    text = page(client, "/indicators/")

    assert "企业、项目等其他对象的数据：" in text
    assert "销售额" in text
    assert "尚无数据：" in text
    assert "利润总额" in text


def test_an_empty_list_says_what_comes_next(client, county):
    assert "还没有指标" in page(client, "/indicators/")


def test_the_page_opens_with_one_sentence(client, published):
    assert "2021年1—7月，缙云县规上工业增加值39.29亿元，同比增长39.6%，居全市第1。" in page(
        client, "/indicators/value_added/"
    )


def test_the_page_tells_source_publisher_date_place_and_the_words_printed(client, published):
    text = page(client, "/indicators/value_added/")

    for words in ("缙云县工业经济报道", "未注明", "2021年10月31日", "第7段", "“39.29亿元”", "规上企业新增的价值。"):
        assert words in text


def test_a_source_is_a_link_only_where_it_has_an_address(client, published, source):
    assert 'rel="external"' not in page(client, "/indicators/value_added/")

    source.url = "https://example.com/report"
    source.save()

    assert 'href="https://example.com/report"' in page(client, "/indicators/value_added/")


def test_only_staff_see_the_batch_a_figure_came_with(client, admin_client, published):
    address = f"/admin/imports/importbatch/{published.batch_id}/change/"

    assert address not in page(client, "/indicators/value_added/")
    assert address in page(admin_client, "/indicators/value_added/")


def test_a_correction_stands_with_its_day_the_former_value_and_the_reason(client, published):
    correct(published, "39.92亿元")

    text = page(client, "/indicators/value_added/")

    assert "39.92" in text
    assert "更正" in text
    assert "<del>39.29亿元</del>" in text
    assert "<ins>39.92亿元</ins>" in text
    assert "录入时看错一行" in text


def test_an_internal_figure_never_shows(client, county, value_added, source):
    publish_figure(county, value_added, "77.77", source=source, audience="internal", legal_basis="none")

    text = page(client, "/indicators/value_added/")

    assert "77.77" not in text
    assert "这项指标还没有公布的数据。" in text


def test_a_break_is_told_between_the_periods_that_it_parts(client, published, value_added, county, source):
    publish_figure(county, value_added, "60", source=source, **YEAR_2020)
    Break.objects.create(indicator=value_added, on=datetime.date(2021, 1, 1), reason="起点提高到2000万元")

    text = page(client, "/indicators/value_added/")

    series = text[text.index("各期数据") : text.index("指标说明")]
    assert series.index("2021年1—7月") < series.index("起点提高到2000万元") < series.index("2020年")


def test_figures_of_others_can_be_filtered_and_sorted(client, county, source):
    sales = make_indicator("sales", "销售额")
    small = make_enterprise(county.subject.world, "安康特种钢有限公司")
    large = make_enterprise(county.subject.world, "锯力煌锯床有限公司")
    publish_figure(small, sales, "1.5", source=source)
    publish_figure(large, sales, "2.91", source=source)
    publish_figure(large, sales, "85", source=source, measure="yoy", **YEAR_2020)

    ascending = page(client, "/indicators/sales/?sort=value&measure=level")
    descending = page(client, "/indicators/sales/?sort=-value&measure=level")
    year = page(client, "/indicators/sales/?year=2020")

    assert ascending.index("安康特种钢") < ascending.index("锯力煌")
    assert descending.index("锯力煌") < descending.index("安康特种钢")
    assert 'aria-sort="descending"' in descending
    assert "安康特种钢" not in year
    assert "+85" in year


def test_another_world_shows_its_own_figures_and_says_that_they_are_invented(client, published, value_added, source):
    sample = make_root("示例市", "990000")
    make_region("示例一县", "990001", sample, level=Region.Level.COUNTY)
    publish_figure(sample, value_added, "500", source=source)

    text = page(client, "/indicators/value_added/?world=shilishi")

    assert "演示数据" in text
    assert "500" in text
    assert "39.29" not in text
    assert 'href="/indicators/?world=shilishi"' in text


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("world=nowhere", "没有名为“nowhere”的地区"),
        ("world=%00", "没有名为"),
        ("measure=nonsense", "筛选条件“度量”的值无效，已忽略。"),
        ("year=99999999999999999999", "筛选条件“年份”的值无效，已忽略。"),
        ("year=%00", "筛选条件“年份”的值无效，已忽略。"),
        ("kind=%E7%8C%AB", "筛选条件“对象类别”的值无效，已忽略。"),
        ("sort=nonsense", "没有这种排序，已忽略。"),
        ("sort=ranks", "没有这种排序，已忽略。"),
        ("page=999", "没有这一页，已显示第1页。"),
        ("page=-1", "没有这一页，已显示第1页。"),
        ("page=%00abc", "没有这一页，已显示第1页。"),
    ],
)
def test_what_makes_no_sense_in_the_address_is_ignored_with_a_notice(client, published, county, source, query, notice):
    publish_figure(make_enterprise(county.subject.world), published.indicator, "1", source=source)

    assert notice in page(client, f"/indicators/value_added/?{query}")


def test_unknown_parameters_change_nothing(client, published):
    assert "39.29" in page(client, "/indicators/value_added/?utm=1&%00=2&a[]=3&sort=")


@pytest.mark.parametrize("code", ["nothing", "%00", "value_added%00", "VALUE_ADDED", "缙云"])
def test_an_unknown_code_is_not_found(client, published, code):
    page(client, f"/indicators/{code}/", status=404)


def test_names_full_of_markup_are_printed_not_executed(client, county, source):
    name = "<script>alert(1)</script>" + "很长的名称" * 15
    publish_figure(county, make_indicator("odd", name), "1E+15", source=source, as_written="<b>1</b>")

    for address in ("/indicators/", "/indicators/odd/"):
        text = page(client, address)
        assert "<script>alert(1)" not in text
        assert "&lt;script&gt;alert(1)" in text
        assert "1,000,000,000,000,000" in text


def test_the_english_page_writes_numbers_and_periods_as_english_readers_do(client, published):
    text = page(client, "/en/indicators/value_added/")

    assert '<html lang="en">' in text
    for words in ("Value added", "3.929", "billion", "January–July 2021", "Jinyun County"):
        assert words in text
    assert "para. 7" in text
    assert '<span lang="zh-Hans">缙云县工业经济报道</span>' in text


def test_english_readers_get_the_theme_that_one_of_its_indicators_has_in_english(client, county, source):
    for name, english in (("甲", ""), ("乙", "Forestry")):
        publish_figure(county, make_indicator(name=name, theme="林业", theme_en=english), "1", source=source)
    publish_figure(county, make_indicator(name="丙", theme="渔业"), "1", source=source)

    for address in ("/en/indicators/", "/en/regions/jinyunxian/"):
        text = page(client, address)
        assert ">Forestry</h" in text
        assert '><span lang="zh-Hans">渔业</span></h' in text
        assert "林业" not in text


def fill(county, source, group, number):
    """So many indicators, and of the first so many periods, corrections and enterprises with a figure."""
    first = make_indicator("first", "首项")
    for age in range(number):
        year = {"first_day": datetime.date(2020 - age, 1, 1), "last_day": datetime.date(2020 - age, 12, 31)}
        indicator = make_indicator(theme=f"主题{age % 3}")
        publish_figure(county, indicator, "1", source=source, ranks=[(group, 1)])
        publish_figure(county, indicator, "5", source=source, measure="yoy", ranks=[(group, 1)])
        correct(publish_figure(county, first, "7", source=source, ranks=[(group, 1)], **YEAR_2020 | year), "8亿元")
        publish_figure(make_enterprise(county.subject.world), first, "9", source=source, ranks=[(group, 1)])


@pytest.mark.parametrize("number", [2, 30])
def test_the_pages_ask_a_fixed_number_of_questions(
    client, county, source, whole_city, number, django_assert_num_queries
):
    fill(county, source, whole_city, number)

    with django_assert_num_queries(9):
        page(client, "/indicators/")
    with django_assert_num_queries(18):
        page(client, "/indicators/first/")
