"""What a page makes of the day that its address asks for."""

import datetime

import pytest
from django.utils import translation

from indicators.asof import AsofError, asof_of, parse_asof
from tests.reading import notices

JULY = datetime.date(2021, 7, 31)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")


def test_a_day_is_read_up_to_today():
    assert parse_asof("2021-07-31") == JULY
    assert parse_asof(" 2021-10-31 ") == datetime.date(2021, 10, 31)


@pytest.mark.parametrize(
    "text", ["", "2021", "2021-7-1", "20210731", "2021-02-30", "31.07.2021", "昨天", "２０２１-07-31", "x" * 9000, "\0"]
)
def test_what_is_no_day_is_refused_in_words(text):
    with pytest.raises(AsofError) as refusal:
        parse_asof(text)

    assert str(refusal.value) == "asof 须是一个日期，写成年-月-日，如 2021-07-31。"


def test_a_day_to_come_is_refused_in_the_readers_language():
    with translation.override("en"), pytest.raises(AsofError) as refusal:
        parse_asof("2021-11-01")

    assert str(refusal.value) == "asof must not be later than today (2021-10-31); 2021-11-01 is still to come."


def test_a_page_reads_the_day_of_its_address_once(rf):
    request = rf.get("/indicators/?asof=2021-07-31")

    assert asof_of(request) == JULY
    assert asof_of(request) == JULY
    assert not hasattr(request, "notices")
    assert asof_of(rf.get("/indicators/")) is None
    assert asof_of(rf.get("/indicators/?asof=")) is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2021-99-99", "asof 须是一个日期，写成年-月-日，如 2021-07-31。已显示现在的内容。"),
        ("2022-01-01", "asof 不能晚于今天（2021-10-31），2022-01-01 还没有到。已显示现在的内容。"),
    ],
)
def test_a_page_shows_the_present_and_says_why(rf, asked, said):
    request = rf.get("/indicators/", {"asof": asked})

    assert [asof_of(request), asof_of(request)] == [None, None]
    assert request.notices == [said]


@pytest.mark.parametrize("address", ["/enterprises/", "/parks/", "/projects/", "/news/", "/policies/", "/search/"])
def test_a_page_without_former_states_says_that_it_shows_the_present(client, county, address):
    page = client.get(address, {"asof": "2021-07-31"})

    assert notices(page) == ["这个页面没有往日的状态，显示的是现在的内容；指标和数据的页面可以按日期查看。"]
    assert notices(client.get(address)) == []
