"""Which world a page speaks of, and what a page says of an unknown one."""

import pytest

from indicators.worlds import add_notice, home_of, world_of
from tests.factories import make_root


@pytest.fixture
def invented_city(db):
    return make_root("示例市", "990000")


def test_the_world_is_by_default_the_root_of_the_home_region(rf, root_city, county, invented_city):
    request = rf.get("/indicators/")

    assert home_of(request) == county
    assert world_of(request) == root_city


def test_a_page_may_be_asked_for_another_world_without_moving_home(rf, county, invented_city):
    request = rf.get("/indicators/?world=shilishi")

    assert world_of(request) == invented_city
    assert home_of(request) == county
    assert not hasattr(request, "notices")


@pytest.mark.parametrize(
    "slug", ["nowhere", "jinyunxian", "SHILISHI", "x" * 5000, "%00", "a%00b", "示例市", "' OR 1=1"]
)
def test_an_unknown_world_is_ignored_with_a_notice(rf, root_city, county, invented_city, slug):
    request = rf.get(f"/indicators/?world={slug}")

    assert world_of(request) == root_city
    [notice] = request.notices
    assert "已显示本站首页地区的内容" in notice
    assert len(notice) < 100


def test_an_empty_parameter_asks_for_nothing(rf, root_city, county):
    request = rf.get("/indicators/?world=")

    assert world_of(request) == root_city
    assert not hasattr(request, "notices")


def test_without_a_home_region_there_is_no_world_but_one_may_be_named(rf, invented_city):
    assert world_of(rf.get("/")) is None
    assert world_of(rf.get("/?world=shilishi")) == invented_city


def test_world_and_home_are_asked_for_once_a_request(rf, root_city, county, django_assert_num_queries):
    request = rf.get("/")

    with django_assert_num_queries(1):
        for _ in range(3):
            assert (world_of(request), home_of(request)) == (root_city, county)
            assert world_of(request).subject.name == "丽水市"


def test_a_notice_is_given_once(rf):
    request = rf.get("/")
    for text in ("甲", "乙", "甲"):
        add_notice(request, text)

    assert request.notices == ["甲", "乙"]
