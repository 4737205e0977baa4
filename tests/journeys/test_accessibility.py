"""axe finds nothing to object to on any public page: one of each kind here; all widths, colours, languages in slow."""

from itertools import product

import pytest

from tests.journeys.looking import faults_of, overflow, violations
from tests.journeys.people import employ, sign_in
from tests.journeys.site import aside
from tests.sweeps.addresses import PAGES, busiest

HEIGHTS = {390: 844, 768: 1024, 1280: 900}
COLOURS = ("light", "dark")
LANGUAGES = ("zh-hans", "en")


def test_each_kind_of_page_is_free_of_violations(site, visit):
    page = visit(site)
    addresses = aside(lambda: [busiest(name) for name in PAGES])

    assert faults_of(page, [*addresses, "/enterprises/?view=cards", "/enterprises/nobody/"], violations) == {}


@pytest.mark.slow
@pytest.mark.parametrize(("width", "colour", "language"), [*product(HEIGHTS, COLOURS, LANGUAGES)])
def test_pages_are_free_of_violations_in_every_dress(site, visit, width, colour, language):
    page = visit(site, viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=colour)
    addresses = aside(lambda: [busiest(name, language) for name in PAGES])

    assert faults_of(page, addresses, violations, overflow) == {}


@pytest.mark.slow
@pytest.mark.parametrize(("width", "colour"), [*product(HEIGHTS, COLOURS)])
def test_components_with_awkward_content_are_free_of_violations(own_site, visit, width, colour):
    page = visit(own_site, viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=colour)
    sign_in(page, aside(employ, "编辑"))

    assert faults_of(page, ["/styleguide/", "/en/styleguide/"], violations, overflow) == {}
