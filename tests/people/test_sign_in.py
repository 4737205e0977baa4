"""Signing in to the desk, and what happens to whoever guesses."""

import pytest
from django.core.cache import caches

from people.models import User
from people.sign_in import address_of

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

SIGN_IN = "/admin/login/"
PASSWORD = "bamboo-and-saw-39"
REFUSED = "登录失败次数太多，请15分钟后再试。"


@pytest.fixture(autouse=True)
def _nobody_has_failed():
    caches["sign_ins"].clear()
    yield
    caches["sign_ins"].clear()


@pytest.fixture
def editor(db):
    return User.objects.create_user("li", password=PASSWORD, is_staff=True)


def sign_in(client, name="li", password="wrong", address="10.0.0.1"):
    return client.post(SIGN_IN, {"username": name, "password": password}, REMOTE_ADDR=address)


def test_five_failures_refuse_even_the_right_password(client, editor):
    words = [REFUSED in sign_in(client).content.decode() for _attempt in range(5)]

    answer = sign_in(client, password=PASSWORD)

    assert words == [False] * 5
    assert (answer.status_code, REFUSED in answer.content.decode()) == (200, True)


def test_small_and_large_letters_are_one_name(client, editor):
    for name in ("li", "LI", "Li", "lI", "li"):
        sign_in(client, name)

    assert REFUSED in sign_in(client).content.decode()


def test_somebody_elses_guesses_lock_nobody_out(client, editor):
    for _attempt in range(6):
        sign_in(client, address="10.0.0.2")

    assert sign_in(client, password=PASSWORD, address="10.0.0.1").status_code == 302


def test_an_address_that_tries_many_names_is_refused(client, editor, monkeypatch):
    monkeypatch.setattr("people.sign_in.MOST_FOR_AN_ADDRESS", 3)
    for number in range(3):
        sign_in(client, f"user{number}")

    assert REFUSED in sign_in(client, password=PASSWORD).content.decode()


def test_signing_in_forgets_the_failures_of_the_name(client, editor):
    for _attempt in range(4):
        sign_in(client)
    sign_in(client, password=PASSWORD)
    client.logout()

    sign_in(client)

    assert sign_in(client, password=PASSWORD).status_code == 302


def test_the_pause_ends(client, editor, monkeypatch):
    monkeypatch.setattr("people.sign_in.PAUSE_SECONDS", 0)
    for _attempt in range(6):
        sign_in(client)

    assert sign_in(client, password=PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("proxy", "forwarded", "address"),
    [
        (None, "1.2.3.4", "10.0.0.1"),
        (("HTTP_X_FORWARDED_PROTO", "https"), "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (("HTTP_X_FORWARDED_PROTO", "https"), "", "10.0.0.1"),
    ],
)
def test_an_address_is_what_our_own_proxy_says(rf, settings, proxy, forwarded, address):
    settings.SECURE_PROXY_SSL_HEADER = proxy

    assert address_of(rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)) == address


def test_a_session_lasts_a_working_day(client, editor):
    answer = sign_in(client, password=PASSWORD)

    assert answer.cookies["sessionid"]["max-age"] == 36_000
