"""An address that makes no sense is answered in words: what is unknown is ignored or not found, nothing breaks."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sweeps.addresses import DETAILS, FILES, INTERFACE, LISTS, MACHINES, PICTURES, busiest

pytestmark = pytest.mark.usefixtures("demo")

# Escaped as they stand in an address: a word, numbers out of range, NUL, broken UTF-8, markup and quotes, too long.
VALUES = ("abc", "-1", "1" + 30 * "0", "%00", "%FF%FE", "%27%22%3C%5C%25%7B%7B", "%F0%9F%8F%AD%E2%80%AE", 3000 * "x")
CHOICES = ("park", "chain", "size", "town", "programme", "industry", "stage", "kind", "year", "column")
PLACES = ("page", "sort", "view", "world", "asof", "nope", *CHOICES)
ODD_FORMS = ("?&&&=", "?%", "?%ZZ=%ZZ", "?page=2&page=abc&page=", "?sort=name&sort=name&sort=-name", "?park[]=1&q[a]=2")


def queries(value):
    """The value wherever an address may carry one; apart from them what is searched for, which empties the list."""
    return "?" + "&".join(f"{name}={value}" for name in PLACES), f"?q={value}"


@pytest.mark.parametrize("name", LISTS)
def test_lists_ignore_what_they_do_not_know(client, name):
    addresses = [reverse(name) + query for value in VALUES for query in queries(value)]
    addresses += [reverse(name) + form for form in ODD_FORMS]

    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("name", [*DETAILS, *sorted({*MACHINES} - {*PICTURES})])
def test_other_addresses_ignore_what_they_do_not_know(client, name):
    path = busiest(name).partition("?")[0]
    addresses = [f"{path}?page={value}&sort={value}&q={value}&world={value}&asof={value}" for value in VALUES]

    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("name", sorted({*INTERFACE} - {"api:openapi-json"}))
def test_the_interface_refuses_in_words_what_it_does_not_know(client, name):
    path = busiest(name).partition("?")[0]
    answers = [client.get(f"{path}?{place}={value}") for place in PLACES for value in VALUES]

    assert {answer.status_code for answer in answers} <= {404, 422}
    assert all(answer.json()["errors"][0]["parameter"] in PLACES for answer in answers)


@pytest.mark.parametrize("name", [*FILES, *PICTURES])
def test_files_are_given_or_refused_in_words(client, name):
    path = busiest(name).partition("?")[0]
    answers = [client.get(f"{path}?{place}={value}") for place in PLACES for value in VALUES]

    assert {answer.status_code for answer in answers} == {200, 422}
    assert all(answer.content.decode().strip() for answer in answers if answer.status_code == 422)


@pytest.mark.parametrize("name", DETAILS)
def test_names_that_cannot_be_are_not_found(client, name):
    folder = reverse(name, args=["x"]).removesuffix("x/")
    paths = [f"{folder}{value}/" for value in (*VALUES, "%E9%94%AF", "..%2F..", "a%2Fb")]

    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


@given(
    name=st.sampled_from(sorted(LISTS)),
    query=st.dictionaries(st.sampled_from(["q", *PLACES]), st.text(max_size=30), max_size=4),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_a_list_answers(client, name, query):
    assert client.get(reverse(name), query).status_code == 200
