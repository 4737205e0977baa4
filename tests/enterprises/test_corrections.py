"""What was corrected, replaced or taken back stands on the page of its subject, however it came about."""

import pytest
from django.utils import timezone

from indicators.actions import supersede
from indicators.models import Observation
from indicators.numbers import parse_quantity
from tests.factories import make_indicator, make_source, publish_figure
from tests.reading import notes, section, words

pytestmark = pytest.mark.django_db

JULIHUANG = "/enterprises/julihuang/"


@pytest.fixture
def sales(db):
    return make_indicator("sales", "销售额", name_en="Sales")


def today():
    day = timezone.localdate()
    return f"{day.year}年{day.month}月{day.day}日"


def corrections(client):
    return section(client.get(JULIHUANG), "corrections")


def test_a_correction_shows_kind_day_reason_former_value_and_both_sources(client, admin_user, julihuang, sales, source):
    former = publish_figure(julihuang, sales, "2.91", source=source)
    supersede(
        observation=former,
        quantity=parse_quantity("2.95亿元"),
        change="correction",
        reason="企业更正",
        source=make_source("企业说明"),
        by=admin_user,
        place="第1页",
    )

    page = client.get(JULIHUANG)

    told = section(page, "corrections")
    assert words(told) == f"更正与修订更正{today()}销售额2021年1—7月原为2.91亿元，现为2.95亿元理由：企业更正"
    assert [note.split("未注明")[0] for note in notes(told)] == ["缙云县工业经济报道", "企业说明"]
    assert "2.91" not in words(section(page, "figures"))


def test_a_figure_that_an_import_changed_is_listed(client, julihuang, sales, source):
    publish_figure(julihuang, sales, "2.91", source=source)
    publish_figure(julihuang, sales, "2.95", source=source)

    assert words(corrections(client)) == f"更正与修订更新{today()}销售额2021年1—7月原为2.91亿元，现为2.95亿元"


def test_a_figure_that_was_taken_back_is_listed(client, julihuang, sales, source):
    figure = publish_figure(julihuang, sales, "2.91", source=source)
    Observation.objects.filter(pk=figure.pk).update(closed_at=timezone.now())

    assert words(corrections(client)) == f"更正与修订撤回{today()}销售额2021年1—7月原为2.91亿元"


def test_places_alone_that_changed_are_told_with_the_former_one(client, julihuang, sales, source, whole_city):
    publish_figure(julihuang, sales, None, source=source, measure="yoy", ranks=[(whole_city, 3)])
    publish_figure(julihuang, sales, None, source=source, measure="yoy", ranks=[(whole_city, 2)])

    assert "原为增速全市第3，现为增速全市第2" in words(corrections(client))


def test_a_place_that_changed_beside_the_same_value_is_told_with_it(client, julihuang, sales, source, whole_city):
    publish_figure(julihuang, sales, "2.91", source=source, ranks=[(whole_city, 3)])
    publish_figure(julihuang, sales, "2.91", source=source, ranks=[(whole_city, 2)])

    assert "原为2.91亿元，全市第3，现为2.91亿元，全市第2" in words(corrections(client))


def test_an_internal_figure_that_changed_is_not_listed(client, julihuang, sales, source):
    for value in ("7.77", "8.88"):
        publish_figure(julihuang, sales, value, source=source, audience="internal", legal_basis="none")

    assert corrections(client) == ""


def test_the_newest_corrections_are_listed_where_they_are_many(client, julihuang, sales, source, monkeypatch):
    monkeypatch.setattr("indicators.queries.MOST_CORRECTIONS", 2)
    for value in ("1", "2", "3", "4"):
        publish_figure(julihuang, sales, value, source=source)

    assert corrections(client).count("<del>") == 2
    assert "原为3亿元，现为4亿元" in words(corrections(client))
