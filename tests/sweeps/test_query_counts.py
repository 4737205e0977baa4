"""Each public page asks the database a fixed number of questions, however many enterprises there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.sweeps.addresses import FILES, INTERFACE, MACHINES, PAGES, busiest
from tests.sweeps.crowd import make_crowd

# The busiest page of each kind in the demo, with its 12 enterprises.
QUERIES = {
    "home": 20,
    "search": 5,
    "indicators:list": 11,
    "indicators:detail": 13,
    "figure": 4,
    "enterprises:list": 16,
    "enterprises:detail": 13,
    "parks:list": 4,
    "parks:detail": 18,
    "chains:detail": 17,
    "regions:detail": 20,
    "projects:list": 10,
    "projects:detail": 10,
    "news:list": 4,
    "news:detail": 3,
    "policies:list": 3,
    "policies:detail": 2,
    "robots": 0,
    "favicon": 0,
    "healthz": 1,
    "sitemap": 14,
    "sitemap-section": 2,
    "suggest": 5,
    "share": 4,
    "news:feed": 2,
    "api:openapi-json": 0,
    "api:observations": 2,
    "api:indicators": 1,
    "api:indicator": 2,
    "api:indicator_observations": 2,
    "api:subjects": 2,
    "api:regions": 2,
    "api:enterprises": 6,
    "api:parks": 2,
    "api:code_lists": 1,
    "api:code_list": 0,
    "calendar": 6,
    "updates": 7,
    "indicator_updates": 5,
    "indicators:svg": 7,
    "indicators:png": 7,
    "indicators:specification": 7,
    "indicators:embed": 7,
    "indicators:engine": 0,
    "files:indicator_csv": 6,
    "files:indicator_xlsx": 7,
    "files:indicator_json": 6,
    "data:index": 2,
    "data:api": 1,
    "data:codes": 2,
    "data:file": 4,
    "data:package": 5,
}


def queries_of(client, name) -> int:
    address = busiest(name)
    client.get(address)  # what is kept between requests is not counted
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
        assert response.status_code == 200
        response.getvalue()  # a long file is written while it is read
    return len(asked)


def test_every_page_has_a_bound():
    assert sorted(QUERIES) == sorted([*PAGES, *MACHINES, *INTERFACE, *FILES])


@pytest.mark.usefixtures("demo")
def test_pages_ask_a_fixed_number_of_questions(client):
    assert {name: queries_of(client, name) for name in QUERIES} == QUERIES


@pytest.mark.usefixtures("demo")
def test_they_ask_no_more_of_560_enterprises(client):
    make_crowd(560 - 12)

    assert {name: queries_of(client, name) for name in QUERIES} == QUERIES
