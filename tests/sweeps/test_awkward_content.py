"""Whatever a record says, every page answers, prints it as text and executes nothing."""

import pytest
from django.urls import reverse

from tests.sweeps.addresses import LISTS, MACHINES, busiest, every_address, path_of
from tests.sweeps.awkward import MARKUP, NOTHING_BUT_A_NAME, TEMPLATE, make_awkward_county
from tests.sweeps.page import Page


@pytest.fixture
def awkward_county(demo):
    """The paths of the pages that awkward records get of their own."""
    before = set(every_address())
    make_awkward_county()
    return sorted(set(every_address()) - before)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_prints_it_as_text(client, awkward_county, prefix):
    paths = [*awkward_county, *(busiest(name) for name in LISTS)]
    pages = {path: Page(client.get(prefix + path)) for path in paths}
    texts = {path: page.html.decode() for path, page in pages.items()}

    assert {path: page.status for path, page in pages.items() if page.status != 200} == {}
    assert sum(TEMPLATE in text for text in texts.values()) > 8, "the names stand on too few pages to tell"
    assert [path for path, text in texts.items() if MARKUP in text] == []
    assert [path for path, page in pages.items() if page.inline] == []


@pytest.mark.usefixtures("awkward_county")
def test_programs_get_it_as_text_too(client):
    answers = {name: client.get(path_of(name), {"q": "alert"}) for name in MACHINES}
    with_markup = {name for name, answer in answers.items() if MARKUP in answer.content.decode(errors="replace")}

    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200} == {}
    # JSON needs no escaping: no browser takes it for a page.
    assert with_markup == {"suggest"}
    assert answers["suggest"].headers["Content-Type"] == "application/json"
    assert answers["suggest"].headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.usefixtures("awkward_county")
def test_an_enterprise_with_nothing_but_a_name_has_a_page(client):
    address = reverse("enterprises:detail", args=["zhiyoumingzi"])

    assert Page(client.get(address)).headings == [NOTHING_BUT_A_NAME]
