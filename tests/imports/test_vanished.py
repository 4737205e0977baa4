"""What the last load of the same table had and this one has not: listed in the preview, and kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enterprises.models import Enterprise
from imports import actions, vanished
from imports.models import ImportBatch
from imports.undo import undo
from indicators.models import Observation, Subject
from tests.desk import make_user
from tests.factories import make_indicator
from tests.imports.running import write_workbook
from tests.imports.running_jobs import IMMEDIATE, digest_of
from tests.imports.test_undo_pages import words

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

FIRMS, FIGURES = ["名称", "简介"], ["对象", "指标", "期间", "数值"]


@pytest.fixture
def upload(settings, tmp_path, county, source):
    """Uploads sheets of rows as a file of a name and has them previewed; the batch."""
    settings.MEDIA_ROOT, settings.TASKS = tmp_path / "media", IMMEDIATE

    def upload(name="名单.xlsx", **sheets):
        content = write_workbook(tmp_path / "表.xlsx", **sheets).read_bytes()
        file = SimpleUploadedFile(name, content)
        batch = actions.upload(file=file, kind="", source=source.title, published_on=None, world="", by=None)
        return ImportBatch.objects.get(pk=batch.pk)

    return upload


@pytest.fixture
def load(upload):
    """Uploads and publishes."""

    def load(**sheets):
        batch = upload(**sheets)
        actions.publish(batch.pk, digest=digest_of(batch), accepted=[], reason="", by=None)
        batch.refresh_from_db()
        assert batch.status == "published", batch.jobs.first().message
        return batch

    return load


def listed(batch):
    """Of each sheet what is listed as vanished: how it is called, and its former row."""
    return [[(gone["key"], gone["row"]) for gone in sheet["vanished"]] for sheet in batch.report["sheets"]]


def notes(batch):
    return [sheet["vanished_note"] for sheet in batch.report["sheets"]]


def test_a_record_that_is_not_in_the_list_any_more_is_listed_and_stays(load, upload, client):
    former = load(企业=[FIRMS, ["甲厂", "一"], ["乙厂", "一"], ["丙厂", "一"]])

    batch = upload(企业=[FIRMS, ["丙厂", "二"], ["丁厂", "二"]])

    assert listed(batch) == [[("甲厂", 2), ("乙厂", 3)]]
    assert notes(batch) == [f"与上次（批次 #{former.pk}）相比少了2项。"]
    client.force_login(make_user())
    page = words(client.get(reverse("admin:imports_importbatch_preview", args=[batch.pk])))
    assert "上次有、这次没有的 与上次" in page
    assert "甲厂（原第2行） 乙厂（原第3行）" in page
    actions.publish(batch.pk, digest=digest_of(batch), accepted=[], reason="", by=None)
    assert Enterprise.objects.count() == 4


def test_a_record_under_another_of_its_names_is_still_there(load, upload):
    load(企业=[["名称", "简称"], ["缙云甲机械厂", "甲厂"]])

    batch = upload(企业=[["名称", "简介"], ["甲厂", "二"]])

    assert (listed(batch), notes(batch)) == ([[]], [""])


def test_a_figure_is_missed_among_those_of_its_period_alone(load, upload, town):
    """A month's table says nothing of the month before."""
    make_indicator("output", "产值")
    june = [["缙云县", "产值", "2021年6月", "1亿元"], ["壶镇镇", "产值", "2021年6月", "2亿元"]]
    july = [["缙云县", "产值", "2021年7月", "3亿元"]]
    load(数据=[FIGURES, *june])

    assert listed(upload(数据=[FIGURES, *july])) == [[]]
    assert listed(upload(数据=[FIGURES, *july, june[0]])) == [[("壶镇 · 产值 · 数值 · 2021年6月", 3)]]
    assert Observation.objects.asof().count() == 2


def test_figures_of_a_wide_table_are_missed_cell_by_cell(load, upload):
    make_indicator("output", "产值")
    make_indicator("tax", "税收")
    load(数据=[["对象", "期间", "产值", "税收"], ["缙云县", "2021年6月", "1亿元", "2亿元"]])

    batch = upload(数据=[["对象", "期间", "产值", "税收"], ["缙云县", "2021年6月", "1亿元", ""]])

    assert listed(batch) == [[("缙云县 · 税收 · 数值 · 2021年6月", 2)]]


def test_another_file_another_sheet_and_what_was_taken_back_are_no_former_load(load, upload):
    former = load(企业=[FIRMS, ["甲厂", "一"], ["乙厂", "一"]])
    rows = [FIRMS, ["甲厂", "二"]]

    assert listed(upload("别的.xlsx", 企业=rows)) == [[]]
    assert listed(upload(新增企业=rows)) == [[]]
    undo(former)
    assert listed(upload(企业=rows)) == [[]]


def test_what_was_deleted_by_hand_since_needs_no_decision(load, upload):
    load(企业=[FIRMS, ["甲厂", "一"], ["乙厂", "一"]])
    subject = Subject.objects.get(name="乙厂")
    Enterprise.objects.get(pk=subject.pk).delete()
    subject.delete()

    assert listed(upload(企业=[FIRMS, ["甲厂", "二"]])) == [[]]


def test_a_long_table_is_not_compared_and_says_so(load, upload, monkeypatch):
    former = load(企业=[FIRMS, ["甲厂", "一"], ["乙厂", "一"]])
    monkeypatch.setattr(vanished, "MOST_ROWS", 2)

    batch = upload(企业=[FIRMS, ["甲厂", "二"]])

    assert (listed(batch), notes(batch)) == ([[]], [f"表太长，没有与上次（批次 #{former.pk}）核对少了哪些。"])


def test_a_former_file_that_is_gone_is_said(load, upload):
    former = load(企业=[FIRMS, ["甲厂", "一"], ["乙厂", "一"]])
    former.file.storage.delete(former.file.name)

    batch = upload(企业=[FIRMS, ["甲厂", "二"]])

    assert (listed(batch), notes(batch)) == ([[]], [f"上次的文件（批次 #{former.pk}）读不出来，没有核对少了哪些。"])


def test_two_hundred_are_listed_and_all_are_counted(load, upload):
    load(企业=[FIRMS, *([f"第{number}厂", "一"] for number in range(251))])

    [sheet] = upload(企业=[FIRMS, ["第250厂", "二"]]).report["sheets"]

    assert (len(sheet["vanished"]), sheet["vanished_total"]) == (200, 250)
