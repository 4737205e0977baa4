"""Long, foreign and tiny content breaks no layout: on a phone nothing but tables scrolls sideways."""

from tests.journeys.looking import faults_of, overflow
from tests.journeys.site import aside
from tests.sweeps.addresses import LISTS, PAGES, busiest, every_address
from tests.sweeps.awkward import MARKUP, make_awkward_county

WIDE = ("long", "one word", "right to left", "markup")
PHONE = {"width": 390, "height": 844}


def awkward_addresses() -> list[str]:
    """Makes the awkward county; answers the lists and the pages that its records get."""
    before = set(every_address())
    make_awkward_county(WIDE)
    return [busiest(name) for name in LISTS] + sorted(set(every_address()) - before)


def test_no_page_is_wider_than_a_phone(site, visit):
    page = visit(site, viewport=PHONE)

    assert faults_of(page, aside(lambda: [busiest(name) for name in PAGES]), overflow) == {}


def test_awkward_content_is_no_wider_and_runs_nothing(own_site, visit):
    page = visit(own_site, viewport=PHONE)
    addresses = aside(awkward_addresses)

    assert len(addresses) > 40
    assert faults_of(page, addresses, overflow) == {}
    page.locator("#site-search").fill("alert")
    page.get_by_role("option").first.wait_for()
    assert MARKUP in page.get_by_role("option").first.inner_text()
