"""Taking a batch back from its page: what it would do, conflicts to choose, putting it back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from imports.models import ImportBatch, ImportJob
from indicators.models import Observation
from tests.desk import make_user
from tests.factories import make_enterprise, make_indicator
from tests.imports.running_jobs import IMMEDIATE, digest_of, figures_file, workbook_of
from tests.imports.undoing import publish_grids, undone

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

JULY = ["缙云县", "规上工业增加值", "2021年1-7月"]


@pytest.fixture(autouse=True)
def _at_once(settings, tmp_path):
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, IMMEDIATE


@pytest.fixture
def publisher(client, county, source):
    make_indicator(name="规上工业增加值", unit="亿元")
    client.force_login(make_user("发布"))
    return client


def published(browser, source, *rows) -> ImportBatch:
    """A batch of figures, uploaded and published."""
    browser.post(reverse("admin:imports_import"), {"file": figures_file(*rows), "source": source.title})
    batch = ImportBatch.objects.latest("pk")
    browser.post(address("publish", batch), {"digest": digest_of(batch)})
    batch.refresh_from_db()
    assert batch.status == "published", batch.jobs.first().message
    return batch


def address(what, batch) -> str:
    return reverse(f"admin:imports_importbatch_{what}", args=[batch.pk])


def words(response) -> str:
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(text.split())


def take_back(browser, batch, **posted) -> str:
    """Presses 撤回; the words of the page that comes."""
    return words(browser.post(address("undo", batch), posted, follow=True))


def values_in_force() -> list[str]:
    return list(Observation.objects.asof().values_list("as_written", flat=True))


def test_the_batch_page_leads_to_what_undoing_would_do(publisher, source):
    published(publisher, source, [*JULY, "38亿元"])
    batch = published(publisher, source, [*JULY, "39.29亿元"])

    link = f'href="{address("undo", batch)}"'
    assert link in publisher.get(address("change", batch)).content.decode()
    page = words(publisher.get(address("undo", batch)))

    assert "1 个数据不再有效，原来有数据的恢复原来的。" in page
    assert values_in_force() == ["39.29亿元"]


def test_new_and_changed_records_are_counted_apart(publisher, county):
    make_enterprise(county.subject.world, "甲企业", short_name="甲")
    rows = workbook_of([["名称", "简称"], ["甲企业", "甲新"], ["乙企业", "乙"], ["丙企业", "丙"]], "企业")
    publisher.post(reverse("admin:imports_import"), {"file": SimpleUploadedFile("企业.xlsx", rows)})
    batch = ImportBatch.objects.get()
    publisher.post(address("publish", batch), {"digest": digest_of(batch)})

    page = words(publisher.get(address("undo", batch)))

    assert "2 条新增的记录撤下，公开页面不再显示。" in page
    assert "1 条改过的记录恢复原来的内容。" in page
    assert "企业 甲新 简称：甲新 简称：甲" in page


def test_a_batch_is_taken_back_and_put_back(publisher, source):
    published(publisher, source, [*JULY, "38亿元"])
    batch = published(publisher, source, [*JULY, "39.29亿元"])

    undone = take_back(publisher, batch)
    undo_batch = ImportBatch.objects.latest("pk")
    former = values_in_force()
    put_back = take_back(publisher, undo_batch)

    assert "已撤回：恢复1，撤下1" in undone
    assert (undo_batch.kind, undo_batch.undoes_id, former) == ("undo", batch.pk, ["38亿元"])
    assert "已重做：恢复1，撤下1" in put_back
    assert values_in_force() == ["39.29亿元"]


def test_what_changed_since_is_shown_with_three_values_and_asked_for(publisher, source):
    published(publisher, source, [*JULY, "38亿元"])
    batch = published(publisher, source, [*JULY, "39.29亿元"])
    published(publisher, source, [*JULY, "40亿元"])

    asked = take_back(publisher, batch)
    untouched = values_in_force()
    again = take_back(publisher, batch, **{"choice-0": "former"})

    assert "有1处后来又改过，请逐处选择。什么也没有撤回。" in asked
    assert re.search(r"导入前： .*38亿元.* 导入的： .*39.29亿元.* 现在的： .*40亿元.* 保留现在的 改回导入前的", asked)
    assert untouched == ["40亿元"]
    assert "已撤回" in again
    assert values_in_force() == ["38亿元"]


def test_a_batch_that_is_taken_back_says_by_which(publisher, source):
    batch = published(publisher, source, [*JULY, "39.29亿元"])
    take_back(publisher, batch)

    page = words(publisher.get(address("change", batch)))
    again = take_back(publisher, batch)

    holder = ImportBatch.objects.latest("pk")
    assert f"已由批次 #{holder.pk} 撤回" in page
    assert ImportBatch.objects.filter(kind="undo").count() == 1
    assert f"批次 #{batch.pk} 已由批次 #{holder.pk} 撤回" in again


def test_putting_back_shows_what_comes_back(publisher, county):
    rows = workbook_of([["名称", "简称"], ["乙企业", "乙"]], "企业")
    publisher.post(reverse("admin:imports_import"), {"file": SimpleUploadedFile("企业.xlsx", rows)})
    batch = ImportBatch.objects.get()
    publisher.post(address("publish", batch), {"digest": digest_of(batch)})
    take_back(publisher, batch)

    page = words(publisher.get(address("undo", ImportBatch.objects.latest("pk"))))

    assert re.search(r"企业 乙 （没有） 名称：乙企业；简称：乙", page)


def test_an_undo_tells_in_words_how_many_figures_and_records_it_has_done(publisher, county, source):
    figures = published(publisher, source, [*JULY, "39.29亿元"], ["缙云县", "规上工业增加值", "2020年", "60亿元"])
    records = publish_grids(企业=[["名称", "简称"], ["甲企业", "甲"], ["乙企业", "乙"], ["丙企业", "丙"]])
    of_figures, of_records = [], []

    undone(figures, progress=lambda *told: of_figures.append(told))
    undone(records, progress=lambda *told: of_records.append(told))

    assert of_figures == [("撤回数据", 0, 2), ("撤回数据", 2, 2)]
    # Of an enterprise rows of several tables change; it is one record.
    assert of_records == [
        ("撤回数据", 0, 0),
        ("撤回数据", 0, 0),
        ("核对记录", 0, 3),
        ("撤回记录", 0, 3),
        ("撤回记录", 3, 3),
    ]


def test_an_undo_under_way_counts_items_not_rows(publisher, source):
    batch = published(publisher, source, [*JULY, "39.29亿元"])
    working = {"state": "running", "phase": "撤回数据", "done": 50_000, "total": 200_000}
    ImportJob.objects.create(batch=batch, action="undo", heartbeat_at=timezone.now(), **working)

    assert "撤回 · 进行中 · 撤回数据 50,000 / 200,000 项" in words(publisher.get(address("undo", batch)))


def test_only_who_publishes_takes_back(client, publisher, source):
    batch = published(publisher, source, [*JULY, "39.29亿元"])
    client.force_login(make_user("编辑"))

    assert client.get(address("undo", batch)).status_code == 403
    assert client.post(address("undo", batch)).status_code == 403
    assert not ImportJob.objects.filter(action="undo").exists()


# --- What the batches are called -------------------------------------------------------------------------------------


def rows_of(response) -> list[str]:
    """The words of each row of a table, as far as its batch and what stands behind it."""
    return [words_of(row) for row in re.findall(r"<tr.*?</tr>", response.content.decode(), re.DOTALL)]


def words_of(html) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def standings(browser, address) -> dict[int, list[str]]:
    """Of each batch in a list, by its number: which of these words stand in its row."""
    rows = [row for row in rows_of(browser.get(address)) if (re.search(r"#\d+ ", row))]
    known = ["已撤回", "已发布", "重做"]
    return {int(re.search(r"#(\d+)", row)[1]): [word for word in known if word in row] for row in rows}


def test_lists_say_what_was_taken_back_and_what_was_done_again(publisher, source):
    batch = published(publisher, source, [*JULY, "39.29亿元"])
    undo_batch = undone(batch)
    lists = reverse("admin:imports_importbatch_changelist"), "/admin/"
    taken_back = [standings(publisher, address) for address in lists]
    redo_batch = undone(undo_batch)

    assert taken_back == [{batch.pk: ["已撤回"], undo_batch.pk: ["已发布"]}] * 2
    assert [standings(publisher, address) for address in lists] == [
        {batch.pk: ["已发布"], undo_batch.pk: ["已撤回"], redo_batch.pk: ["已发布", "重做"]}
    ] * 2
    assert [str(one) for one in (undo_batch, redo_batch)] == [f"#{undo_batch.pk} 撤回", f"#{redo_batch.pk} 重做"]
    assert str(undone(redo_batch)).endswith("撤回")


def test_the_pages_of_a_redo_offer_to_take_back_again(publisher, source):
    undo_batch = undone(published(publisher, source, [*JULY, "39.29亿元"]))
    redo_batch = undone(undo_batch)

    assert "撤回这一批" in words(publisher.get(address("change", redo_batch)))
    assert f"撤回：#{redo_batch.pk} 重做" in words(publisher.get(address("undo", redo_batch)))
    undone(redo_batch)
    again = undone(ImportBatch.objects.get(undoes=redo_batch))
    assert str(again) == f"#{again.pk} 重做"


def test_a_conflict_over_what_was_not_there_before_offers_to_take_it_down(publisher, source):
    batch = published(publisher, source, [*JULY, "39.29亿元"])
    published(publisher, source, [*JULY, "40亿元"])

    asked = take_back(publisher, batch)

    assert re.search(r"导入前： （没有） .* 保留现在的 撤下", asked)
    assert "改回导入前的" not in asked
