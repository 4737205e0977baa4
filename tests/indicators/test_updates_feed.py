"""Feeds of newly published and corrected figures."""

import datetime
import xml.etree.ElementTree as ElementTree

import pytest

from imports.models import ImportBatch
from indicators.actions import publish, supersede
from indicators.numbers import parse_quantity
from tests.factories import make_enterprise, make_figure, make_indicator, make_root, publish_figure

ATOM = "{http://www.w3.org/2005/Atom}"
FEED, OWN = "/data/updates.xml", "/indicators/value_added/updates.xml"


@pytest.fixture
def value_added(county):
    return make_indicator("value_added", "规上工业增加值", name_en="Value added")


def load(figures, *, source, day="2021-08-20"):
    """A published batch of figures, at ten o'clock of a day."""
    at = datetime.datetime.fromisoformat(f"{day}T10:00:00+08:00")
    batch = ImportBatch.objects.create(
        file_name="数据.xlsx", source_title=source.title, status="published", published_at=at
    )
    publish(figures=figures, batch=batch, at=at)
    return batch


@pytest.fixture
def loaded(county, value_added, source):
    return load([make_figure(county, value_added, "39.29", source=source)], source=source)


def entries(client, address) -> list[dict]:
    """Title, summary, link and id of each entry."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")
    return [
        {name: entry.find(ATOM + name).text for name in ("title", "summary", "id", "updated")}
        | {"link": entry.find(f"{ATOM}link").get("href")}
        for entry in found
    ]


def test_a_single_figure_is_told_and_linked(client, county, value_added, loaded):
    [entry] = entries(client, FEED)

    figure = loaded.observations.get()
    assert entry == {
        "title": "规上工业增加值：发布1条",
        "summary": "2021年1—7月，缙云县规上工业增加值39.29亿元。",
        "id": f"tag:county-portal,2021:updates/{loaded.pk}/value_added",
        "updated": "2021-08-20T02:00:00+00:00",
        "link": f"http://testserver/figures/{figure.pk}/",
    }


def test_a_load_of_many_figures_is_one_entry_an_indicator(client, county, value_added, source):
    exports = make_indicator("exports", "出口额")
    firms = [make_enterprise(county.subject.world) for _number in range(30)]
    load(
        [make_figure(one, each, "1.5", source=source) for one in firms for each in (value_added, exports)],
        source=source,
    )

    told = entries(client, FEED)

    assert sorted(entry["title"] for entry in told) == ["出口额：发布30条", "规上工业增加值：发布30条"]
    assert {entry["summary"] for entry in told} == {"30个对象，期间从2021-01-01到2021-07-31。"}


def test_a_correction_says_why(client, county, value_added, loaded, source):
    supersede(
        observation=loaded.observations.get(),
        quantity=parse_quantity("39.92亿元"),
        change="correction",
        reason="录入时看错一行",
        source=source,
        by=None,
    )

    first, second = entries(client, FEED)

    assert first["title"] == "规上工业增加值：更正或修订1条"
    assert first["summary"] == "2021年1—7月，缙云县规上工业增加值39.92亿元。（更正，理由：录入时看错一行）"
    assert second["title"] == "规上工业增加值：发布1条"


def test_ids_are_the_same_in_both_languages(client, loaded):
    [chinese], [english] = entries(client, FEED), entries(client, f"/en{FEED}")

    assert english["id"] == chinese["id"]
    assert english["title"] == "Value added: 1 figure published"


def test_an_indicator_has_a_feed_of_its_own(client, county, value_added, loaded, source):
    load([make_figure(county, make_indicator("exports", "出口额"), "5", source=source)], source=source)

    assert [entry["title"] for entry in entries(client, OWN)] == ["规上工业增加值：发布1条"]
    assert client.get("/indicators/nothing/updates.xml").status_code == 404


def test_the_newest_update_stands_first_whatever_its_batch(client, county, value_added, source):
    later = make_figure(county, value_added, "2", source=source)
    earlier = make_figure(county, value_added, "1", source=source, first_day=datetime.date(2021, 7, 1))
    load([later], source=source, day="2021-09-20")
    load([earlier], source=source, day="2021-08-20")

    assert [entry["updated"][:10] for entry in entries(client, FEED)] == ["2021-09-20", "2021-08-20"]


def test_worlds_are_kept_apart_and_links_stay_in_theirs(client, county, value_added, loaded, source):
    other = make_root("示例市", "990000")
    load([make_figure(other, value_added, "7", source=source)], source=source)

    [entry] = entries(client, f"{FEED}?world=shilishi")

    assert "示例市" in entry["summary"]
    assert entry["link"].endswith("/?world=shilishi")
    assert len(entries(client, FEED)) == 1


def test_what_is_not_public_is_in_no_feed(client, county, value_added, source):
    secret = make_figure(county, value_added, "7391", source=source, audience="internal", legal_basis="none")
    load([secret], source=source)

    assert entries(client, FEED) == []


def test_a_batch_that_is_only_prepared_is_in_no_feed(client, county, value_added, source):
    publish_figure(county, value_added, "1", source=source)

    assert entries(client, FEED) == []


@pytest.mark.parametrize("address", [FEED, OWN])
def test_the_feed_asks_a_fixed_number_of_questions(
    client, county, value_added, source, address, django_assert_num_queries
):
    for number in range(1, 6):
        figure = make_figure(county, value_added, str(number), source=source, last_day=datetime.date(2021, number, 20))
        load([figure], source=source)

    with django_assert_num_queries(7 if address == OWN else 6):
        assert len(entries(client, address)) == 5


def test_a_site_without_a_home_region_has_an_empty_feed(client, db):
    assert entries(client, FEED) == []
