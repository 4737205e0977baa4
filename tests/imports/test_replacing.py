"""A corrected file takes the place of a faulty draft, which is given up only once the new file could be read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from imports.models import ImportBatch
from tests.desk import make_user
from tests.factories import make_indicator
from tests.imports.running_jobs import IMMEDIATE
from tests.imports.test_conversation import JULY, UPLOAD, decide, page_of, upload, words

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

FAULTY = [*JULY[:3], "39.2O亿元"]


@pytest.fixture
def publisher(client, settings, tmp_path, county):
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, IMMEDIATE
    make_indicator(name="规上工业增加值", unit="亿元")
    client.force_login(make_user("发布"))
    return client


def status_of(batch) -> str:
    batch.refresh_from_db()
    return batch.status


def test_to_choose_another_file_gives_nothing_up(publisher, source):
    draft = upload(publisher, source, FAULTY)

    page = publisher.get(f"{UPLOAD}?former={draft.pk}")

    assert 'id="replace"' in publisher.get(f"/admin/imports/importbatch/{draft.pk}/preview/").content.decode()
    assert f"这个文件代替#{draft.pk} 产值.xlsx：新文件读出来以后，原来的草稿才放弃。" in words(page)
    assert f'<option value="{source.title}" selected>' in page.content.decode()
    assert status_of(draft) == "draft"


def test_a_draft_is_given_up_once_the_corrected_file_was_read(publisher, source):
    draft = upload(publisher, source, FAULTY)

    mended = upload(publisher, source, JULY, former=draft.pk)

    assert (status_of(draft), status_of(mended)) == ("discarded", "draft")
    assert "新增 1" in page_of(publisher, mended)


def test_a_file_that_cannot_be_read_takes_nobodys_place(publisher, source):
    draft = upload(publisher, source, FAULTY)

    broken = SimpleUploadedFile("坏.xlsx", b"PK\x03\x04 no workbook")
    publisher.post(UPLOAD, {"file": broken, "source": source.title, "former": draft.pk})

    assert ImportBatch.objects.latest("pk") != draft
    assert status_of(draft) == "draft"
    assert "有 1 处错误" in page_of(publisher, draft)


def test_what_was_submitted_meanwhile_stays_submitted(publisher, source):
    draft = upload(publisher, source, JULY)
    decide(publisher, "submit", draft)

    upload(publisher, source, JULY, former=draft.pk)

    assert status_of(draft) == "submitted"


@pytest.mark.parametrize("former", ["", "abc", "0", "999999", "١٢", "9" * 30])
def test_a_draft_that_is_not_there_is_replaced_by_nothing(former, publisher):
    page = publisher.get(UPLOAD, {"former": former})

    assert page.status_code == 200
    assert "这个文件代替" not in words(page)


def test_a_draft_may_still_be_given_up_without_another_file(publisher, source):
    draft = upload(publisher, source, FAULTY)

    decide(publisher, "discard", draft)

    assert status_of(draft) == "discarded"
