"""Every public page answers, speaks its language and keeps to itself: nothing inline, nothing from elsewhere."""

import pytest
from django.urls import reverse

from indicators.models import Region
from tests.sweeps.addresses import (
    DETAILS,
    FILES,
    FRAMED,
    INTERFACE,
    LISTS,
    MACHINES,
    NOWHERE,
    PAGES,
    STAFF,
    busiest,
    path_of,
    public_names,
)

LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}
STRICT_POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def policy_of(response) -> dict[str, str]:
    directives = response.headers["Content-Security-Policy"].split(";")
    return dict(directive.strip().split(" ", 1) for directive in directives)


def test_every_public_name_is_swept():
    assert sorted(public_names()) == sorted([*PAGES, *MACHINES, *INTERFACE, *FILES, *NOWHERE, *STAFF])


@pytest.mark.usefixtures("demo")
def test_the_busiest_page_of_each_kind_is_one_of_the_demo():
    missing = {name: details.busiest for name, details in DETAILS.items() if details.busiest not in details.every_key()}

    assert missing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_with_one_heading_in_its_language(pages, language):
    found = {address: (page.status, page.language, len(page.headings)) for address, page in pages[language].items()}

    assert len(found) > 100
    assert {address: facts for address, facts in found.items() if facts != (200, LANGUAGES[language], 1)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_carries_scripts_or_styles_in_itself(pages, language):
    assert {address: page.inline for address, page in pages[language].items() if page.inline} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_asks_another_host_for_anything(pages, language):
    assert {address: page.foreign for address, page in pages[language].items() if page.foreign} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_bear_the_same_title(pages, language):
    bearers = {}
    for address, page in pages[language].items():
        bearers.setdefault(page.texts["title"][0], set()).add(address.partition("?")[0])

    assert {title: addresses for title, addresses in bearers.items() if len(addresses) > 1} == {}


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("name", [*PAGES, *MACHINES, *INTERFACE, *FILES])
def test_public_pages_have_the_strict_policy(client, name):
    response = client.get(path_of(name) if name in MACHINES else busiest(name))

    assert policy_of(response) == STRICT_POLICY | ({"frame-ancestors": "*"} if name in FRAMED else {})


@pytest.mark.usefixtures("demo")
def test_the_policy_is_as_strict_on_pages_that_are_not_there(client):
    assert policy_of(client.get("/enterprises/nobody/")) == STRICT_POLICY
    assert policy_of(client.get("/administration/")) == STRICT_POLICY


@pytest.mark.usefixtures("demo")
def test_the_admin_alone_has_two_exceptions(client, admin_client):
    exceptions = {"script-src": "'self' 'unsafe-eval'", "style-src": "'self' 'unsafe-inline'"}

    for address in (reverse("admin:login"), reverse("admin:index"), reverse("admin:enterprises_enterprise_changelist")):
        assert policy_of(admin_client.get(address)) == STRICT_POLICY | exceptions


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("name", STAFF)
def test_pages_for_the_site_s_own_people_are_not_there_for_a_stranger(client, admin_client, name):
    for address in (reverse(name), f"/en{reverse(name)}"):
        assert client.get(address).status_code == 404
        assert admin_client.get(address).status_code == 200


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("name", DETAILS)
def test_an_unknown_name_is_not_found(client, name):
    address = reverse(name, args=["there-is-none"])

    assert client.get(address).status_code == 404
    assert client.get(f"/en{address}").status_code == 404


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("name", LISTS)
def test_lists_answer_in_an_empty_world_too(client, name):
    Region.objects.update(is_home=False)

    assert client.get(reverse(name)).status_code == 200
