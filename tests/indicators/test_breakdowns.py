"""A figure of one category is told beside the whole, and never in its place."""

import datetime

import pytest
from django.test import RequestFactory

from indicators.choice import read_choice
from indicators.indicator_page import IndicatorPage
from indicators.models import Category
from tests.factories import make_enterprise, make_indicator, publish_figure
from tests.indicators.test_pages import YEAR_2020
from tests.reading import main, rows, section, words

ADDRESS = "/indicators/value_added/"


@pytest.fixture
def value_added(county):
    return make_indicator("value_added", "规上工业增加值", name_en="Value added")


@pytest.fixture
def machines(db):
    return Category.objects.create(code_list="行业", code="C34", name="通用设备制造业", name_en="general machinery")


@pytest.fixture
def glass(db):
    return Category.objects.create(code_list="行业", code="C30", name="非金属矿物制品业")


def test_the_page_opens_with_the_whole_though_a_category_is_of_the_same_period(
    client, county, value_added, machines, source
):
    publish_figure(county, value_added, "12.5", source=source, breakdown=machines)
    publish_figure(county, value_added, "39.29", source=source)

    page = client.get(ADDRESS)

    assert words(page.content.decode().split('<p class="lead">')[1].split("</p>")[0]) == (
        "2021年1—7月，缙云县规上工业增加值39.29亿元。"
    )
    assert [row[:2] for row in rows(section(page, "series"))] == [
        ["2021年1—7月", "39.29"],
        ["2021年1—7月通用设备制造业", "12.5"],
    ]


def test_a_newer_category_does_not_stand_for_an_older_whole(client, county, value_added, machines, source):
    publish_figure(county, value_added, "60", source=source, **YEAR_2020)
    publish_figure(county, value_added, "12.5", source=source, breakdown=machines)

    assert "2020年，缙云县规上工业增加值60亿元。" in words(main(client.get(ADDRESS)))


def test_categories_alone_stand_in_the_table_without_a_sentence(client, county, value_added, machines, source):
    publish_figure(county, value_added, "12.5", source=source, breakdown=machines)

    page = client.get(ADDRESS)

    assert 'class="lead"' not in main(page)
    assert [row[:2] for row in rows(section(page, "series"))] == [["2021年1—7月通用设备制造业", "12.5"]]


def test_a_series_stands_in_one_order_however_its_figures_came(county, value_added, machines, glass, source):
    for category, value in ((machines, "12.5"), (None, "39.29"), (glass, "3")):
        publish_figure(county, value_added, "5", source=source, measure="yoy", breakdown=category)
        publish_figure(county, value_added, value, source=source, breakdown=category)

    page = IndicatorPage(read_choice(RequestFactory().get("/"), value_added))

    assert [(reading.main.breakdown, str(reading.main.value.normalize())) for reading in page.series] == [
        (None, "39.29"),
        (glass, "3"),
        (machines, "12.5"),
    ]
    assert page.latest is page.series[0]


def test_figures_of_others_name_their_category(client, county, value_added, machines, source):
    publish_figure(make_enterprise(county.parent, "锯力煌"), value_added, "1.5", source=source, breakdown=machines)

    assert rows(section(client.get(ADDRESS), "others"))[0][0] == "锯力煌通用设备制造业"


def test_many_categories_leave_the_whole_its_place(county, value_added, source, monkeypatch):
    monkeypatch.setattr("indicators.indicator_page.FIRST_PERIODS", 3)
    for number in range(4):
        category = Category.objects.create(code_list="行业", code=f"C{number}", name=f"行业{number}")
        publish_figure(county, value_added, "1", source=source, breakdown=category)
    publish_figure(county, value_added, "60", source=source, **YEAR_2020)

    page = IndicatorPage(read_choice(RequestFactory().get("/"), value_added))

    assert [reading.main.last_day for reading in page.listed] == [
        datetime.date(2021, 7, 31),
        datetime.date(2021, 7, 31),
        datetime.date(2020, 12, 31),
    ]
