"""How many enterprises a park or a chain has is one number, wherever it is told."""

import datetime

import pytest

from enterprises.models import Membership
from tests.factories import make_enterprise, make_root
from tests.reading import main, section, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")


@pytest.fixture(params=["park", "chain"])
def place(request, make_park, make_chain):
    return {"park": make_park, "chain": make_chain}[request.param]("缙云经开区")


@pytest.fixture
def counted(world, place, join):
    """Of five enterprises two stand here today: one left, one is deregistered, one comes tomorrow."""
    kind = place.subject_kind
    for name, days in {
        "锯力煌": {},
        "肖特": {"from_on": datetime.date(2020, 1, 1)},
        "已迁出": {"until_on": datetime.date(2021, 1, 1)},
        "已注销": {},
        "明天来": {"from_on": datetime.date(2021, 11, 1)},
    }.items():
        enterprise = make_enterprise(world, name)
        if name == "已注销":
            enterprise.subject.state = "deregistered"
            enterprise.subject.save()
        join(enterprise, **{kind: place}, **days)
    return place


def test_the_page_the_directory_and_the_lists_tell_the_same_number(client, counted):
    kind = counted.subject_kind
    parks = client.get("/parks/").context["table"].data if kind == "park" else client.get("/").context["chains"]
    directory = client.get("/enterprises/", {kind: counted.slug})
    facet = next(facet for facet in directory.context["facets"] if facet.name == kind)

    assert [record.member_count for record in parks] == [2]
    assert "企业2家" in words(section(client.get(counted.get_absolute_url()), "members"))
    assert [(option.value, option.count) for option in facet.options] == [(counted.slug, 2)]
    assert directory.context["table"].paginator.count == 2


def test_an_enterprise_that_another_world_was_given_by_force_is_not_told(client, counted, source):
    other = make_enterprise(make_root("示例市", "990000"), "示例机械")
    Membership.objects.bulk_create([Membership(enterprise=other, source=source, **{counted.subject_kind: counted})])

    assert "示例机械" not in main(client.get(counted.get_absolute_url()))
