"""The desk of the newsroom: one news item speaks of one world."""

import pytest

from newsroom.models import Article
from tests.desk import errors_of, make_user
from tests.factories import make_enterprise, make_root

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def desk(client):
    client.force_login(make_user())
    return client


def add(desk, source, *subjects):
    form = {"title": "峰会举行", "column": "news", "published_on": "2021-10-21", "source": source.pk}
    return desk.post("/admin/newsroom/article/add/", form | {"subjects": [subject.pk for subject in subjects]})


def test_news_of_two_worlds_are_refused_beside_the_field(desk, county, source):
    invented = make_enterprise(make_root("示例市", "990000"), "示例机械")

    page = add(desk, source, county.subject, invented.subject)

    assert errors_of(page) == {"subjects": ["涉及对象分属不同地区的数据；一条动态只写一个地区的，请分成几条。"]}
    assert not Article.objects.exists()


def test_news_of_one_world_are_added(desk, county, source):
    enterprise = make_enterprise(county.parent, "锯力煌")

    add(desk, source, county.subject, enterprise.subject)

    assert set(Article.objects.get().subjects.all()) == {county.subject, enterprise.subject}
