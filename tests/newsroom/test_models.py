"""News and policies: addresses that stay, and a day from which news is public."""

import datetime

import pytest
from django.db import IntegrityError

from newsroom.models import Article, Policy

OCTOBER_31 = datetime.date(2021, 10, 31)


@pytest.fixture
def write(source):
    return lambda title, **fields: Article.objects.create(
        title=title, source=source, **{"published_on": OCTOBER_31} | fields
    )


def test_the_address_is_the_title_spelled_out_and_stays(write):
    article = write("缙云工业")

    article.title = "缙云工业（更新）"
    article.save()

    article.refresh_from_db()
    assert article.slug == "jinyungongye"


def test_titles_that_sound_alike_are_numbered(write):
    assert [write(title).slug for title in ("缙云工业", "缙云公业", "缙云攻业")] == [
        "jinyungongye",
        "jinyungongye-2",
        "jinyungongye-3",
    ]


def test_news_and_policies_are_numbered_apart(write, source):
    write("工业强县")

    assert Policy.objects.create(title="工业强县", source=source).slug == "gongyeqiangxian"


def test_a_title_is_used_once(write):
    write("缙云工业")

    with pytest.raises(IntegrityError, match="title"):
        write("缙云工业")


def test_news_is_public_from_its_day_on_by_the_portals_clock(write, monkeypatch):
    yesterday = write("昨天", published_on=datetime.date(2021, 10, 30))
    today = write("今天")

    monkeypatch.setenv("PORTAL_TODAY", "2021-10-30")
    assert list(Article.objects.public()) == [yesterday]
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")
    assert list(Article.objects.public()) == [today, yesterday]


def test_policies_are_listed_newest_first_with_the_undated_last(source):
    undated = Policy.objects.create(title="未注明日期", source=source)
    older = Policy.objects.create(title="旧", source=source, issued_on=datetime.date(2019, 5, 1))
    newer = Policy.objects.create(title="新", source=source, issued_on=datetime.date(2021, 5, 1))

    assert list(Policy.objects.public()) == [newer, older, undated]
