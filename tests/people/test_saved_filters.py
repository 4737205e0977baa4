"""The filters that a user keeps for the lists of the desk."""

import re

import pytest
from django.urls import reverse

from people.models import SavedFilter, User
from tests.desk import make_user

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

LIST = "/admin/enterprises/enterprise/"
SAVE, FORGET = "/admin/filters/save/", "/admin/filters/forget/"


@pytest.fixture
def editor(db):
    return make_user("编辑")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def save(desk, name="没有园区的", query="chore=no_park&q=锯床", **changed):
    return desk.post(SAVE, {"list_path": LIST, "name": name, "query": query} | changed, follow=True)


def chips(page) -> list[tuple[str, str]]:
    """The saved filters of a page: address and name."""
    section = re.search(r'<section aria-label="保存的筛选".*?</section>', page.content.decode(), re.DOTALL)
    return re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', section[0]) if section else []


def test_the_present_filter_is_offered_for_saving_and_the_whole_list_is_not(desk):
    assert "保存当前筛选" not in desk.get(LIST).content.decode()
    assert "保存当前筛选" in desk.get(LIST, {"chore": "no_park"}).content.decode()


def test_a_saved_filter_is_found_again_on_its_list_and_on_no_other(desk):
    page = save(desk, query="chore=no_park&q=%E9%94%AF%E5%BA%8A&p=3")

    address = f"{LIST}?chore=no_park&amp;q=%E9%94%AF%E5%BA%8A"
    assert "已保存筛选“没有园区的”。" in page.content.decode()
    assert page.redirect_chain == [(f"{LIST}?chore=no_park&q=%E9%94%AF%E5%BA%8A", 302)]
    assert chips(desk.get(LIST)) == [(address, "没有园区的")]
    assert chips(desk.get(reverse("admin:enterprises_park_changelist"))) == []


def test_the_filter_being_looked_at_is_marked(desk):
    save(desk)

    assert (
        'aria-current="true" class="bg-primary-600 px-3'
        in desk.get(LIST, {"chore": "no_park", "q": "锯床"}).content.decode()
    )
    assert 'aria-current="true" class="bg-primary-600 px-3' not in desk.get(LIST, {"q": "锯床"}).content.decode()


def test_another_user_sees_nothing_of_it_and_cannot_delete_it(desk, client):
    save(desk)
    client.force_login(User.objects.create_superuser("another"))

    refused = client.post(FORGET, {"number": SavedFilter.objects.get().pk})

    assert chips(client.get(LIST)) == []
    assert (refused.status_code, SavedFilter.objects.count()) == (404, 1)


def test_the_same_name_is_written_over(desk):
    save(desk)
    save(desk, query="chore=no_industry")

    assert [(saved.name, saved.query) for saved in SavedFilter.objects.all()] == [("没有园区的", "chore=no_industry")]


def test_a_filter_is_deleted_and_the_list_stays_as_it_is_shown(desk):
    save(desk)

    page = desk.post(FORGET, {"number": SavedFilter.objects.get().pk, "query": "q=锯床"}, follow=True)

    assert page.redirect_chain == [(f"{LIST}?q=%E9%94%AF%E5%BA%8A", 302)]
    assert "已删除筛选“没有园区的”。" in page.content.decode()
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("number", ["", "²", "9" * 30, "9" * 5000, "a"])
def test_a_filter_that_is_not_there_is_not_deleted(desk, number):
    assert desk.post(FORGET, {"number": number}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "筛选没有保存：请给它起一个名称，不超过40个字。"),
        ({"name": "名" * 41}, "筛选没有保存：请给它起一个名称，不超过40个字。"),
        ({"query": ""}, "筛选没有保存：请先选择筛选条件，条件也不要太多。"),
        ({"query": "p=2"}, "筛选没有保存：请先选择筛选条件，条件也不要太多。"),
        ({"query": "q=" + "x" * 2000}, "筛选没有保存：请先选择筛选条件，条件也不要太多。"),
    ],
)
def test_what_cannot_be_kept_is_said(desk, changed, sentence):
    page = save(desk, **changed)

    assert sentence in page.content.decode()
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "path", ["//elsewhere.example/", "https://elsewhere.example/", "/admin/", "/", "/no/such/", ""]
)
def test_only_lists_of_the_desk_have_filters(desk, path):
    assert desk.post(SAVE, {"list_path": path, "name": "x", "query": "q=1"}).status_code == 400


def test_a_name_is_shown_as_text(desk):
    save(desk, name="<script>alert(1)</script>")

    assert "<script>alert(1)" not in desk.get(LIST).content.decode()


def test_strangers_and_readers_by_address_are_turned_away(client, desk):
    assert desk.get(SAVE).status_code == 405
    client.logout()
    assert client.post(SAVE, {"list_path": LIST, "name": "x", "query": "q=1"}).status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "page", ["imports_importbatch", "indicators_observation", "people_user", "people_department", "auth_group"]
)
def test_every_list_keeps_filters(client, page):
    client.force_login(make_user())
    path = reverse(f"admin:{page}_changelist")

    save(client, name="常看的", query="q=1", list_path=path)

    assert chips(client.get(path)) == [(f"{path}?q=1", "常看的")]
