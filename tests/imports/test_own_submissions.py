"""Who has submitted a batch may take it up again; an address of a decision that is merely opened decides nothing."""

import pytest
from django.test import Client

from imports.models import ImportBatch
from tests.desk import make_user
from tests.factories import make_indicator
from tests.imports.running_jobs import IMMEDIATE, digest_of, figures_file
from tests.imports.test_undo_pages import address, words

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

JULY = ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"]


@pytest.fixture(autouse=True)
def _at_once(settings, tmp_path):
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, IMMEDIATE


@pytest.fixture
def editor(client):
    client.force_login(make_user("编辑"))
    return client


@pytest.fixture
def submitted(editor, county, source) -> ImportBatch:
    make_indicator(name="规上工业增加值", unit="亿元")
    editor.post("/admin/imports/importbatch/import/", {"file": figures_file(JULY), "source": source.title})
    batch = ImportBatch.objects.get()
    editor.post(address("submit", batch), {"digest": digest_of(batch)})
    batch.refresh_from_db()
    assert batch.status == "submitted"
    return batch


def test_who_submitted_takes_the_batch_up_again(editor, submitted):
    assert "取回再改" in words(editor.get(address("preview", submitted)))

    page = words(editor.post(address("take-up", submitted), follow=True))

    assert "已取回，改好后可以再提交。" in page
    assert "取回再改" not in page
    submitted.refresh_from_db()
    assert (submitted.status, submitted.submitted_by, submitted.submitted_at) == ("draft", None, None)
    editor.post(address("submit", submitted), {"digest": digest_of(submitted)})
    submitted.refresh_from_db()
    assert submitted.status == "submitted"


def test_nobody_else_takes_it_up(submitted):
    colleague = Client()
    colleague.force_login(make_user("发布"))

    assert "取回再改" not in words(colleague.get(address("preview", submitted)))
    page = words(colleague.post(address("take-up", submitted), follow=True))

    assert "这一批是user-编辑提交的，只有提交人自己能取回；有发布权限的可以退回。" in page
    submitted.refresh_from_db()
    assert submitted.status == "submitted"


def test_what_was_published_meanwhile_is_not_taken_up(editor, submitted):
    publisher = Client()
    publisher.force_login(make_user("发布"))
    publisher.post(address("publish", submitted), {"digest": digest_of(submitted)})

    assert "这一批现在是“已发布”，不能这样做。" in words(editor.post(address("take-up", submitted), follow=True))


@pytest.mark.parametrize("verb", ["publish", "submit", "look-again", "send-back", "discard", "take-up"])
def test_the_address_of_a_decision_opens_the_preview_and_decides_nothing(verb, editor, submitted):
    response = editor.get(address(verb, submitted))

    assert (response.status_code, response.url) == (302, address("preview", submitted))
    submitted.refresh_from_db()
    assert submitted.status == "submitted"
