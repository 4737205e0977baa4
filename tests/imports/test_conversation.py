"""The import as a conversation: file, preview, decision, result. Tasks run where they are queued."""

import datetime
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from imports import jobs
from imports.models import ImportBatch, ImportJob
from imports.preview_page import difference
from imports.progress_page import PATIENCE_SECONDS
from indicators.models import Observation, Subject
from tests.desk import make_user
from tests.factories import make_enterprise, make_indicator, make_root
from tests.imports.running_jobs import IMMEDIATE, QUEUED, digest_of, figures_file, workbook_of

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

UPLOAD = "/admin/imports/importbatch/import/"
JULY = ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"]
SLIP = "unit_slip"


@pytest.fixture(autouse=True)
def _at_once(settings, tmp_path):
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, IMMEDIATE


@pytest.fixture
def output(county, source):
    """An indicator to import figures of."""
    return make_indicator(name="规上工业增加值", unit="亿元")


@pytest.fixture
def editor(client):
    client.force_login(make_user("编辑"))
    return client


@pytest.fixture
def publisher(client):
    client.force_login(make_user("发布"))
    return client


def upload(browser, source, *rows, **options):
    """Uploads a file of figures; the batch."""
    browser.post(UPLOAD, {"file": figures_file(*rows), "source": source.title} | options)
    return ImportBatch.objects.latest("pk")


def page_of(browser, batch) -> str:
    return words(browser.get(address("preview", batch), follow=True))


def words(response) -> str:
    """The words of a page without its tags, blanks made one."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(text.split())


def address(what, batch) -> str:
    return reverse(f"admin:imports_importbatch_{what}", args=[batch.pk])


def decide(browser, verb, batch, **posted) -> str:
    """Presses a button of the preview as it is now; the words of the page that comes."""
    return words(browser.post(address(verb, batch), {"digest": digest_of(batch)} | posted, follow=True))


def with_warning(batch) -> ImportBatch:
    """The batch as if the check had raised a doubt at 数据!D2."""
    warning = {"code": SLIP, "row": 2, "column": "D", "value": "39.29亿元", "message": "比上期大约一万倍，请核对单位。"}
    batch.refresh_from_db()
    batch.report["sheets"][0]["warnings"] = [warning]
    batch.save()
    return batch


# --- 上传 -------------------------------------------------------------------------------------------------------------


def test_a_file_is_previewed_and_published_in_two_steps(publisher, output, source, county):
    batch = upload(publisher, source, JULY)

    preview = page_of(publisher, batch)
    result = decide(publisher, "publish", batch)

    assert "数据：1 行，新增 1，变更 0，未变 0，搁置 0，错误 0。" in preview
    assert "已发布：新增1，变更0，未变0，搁置0。" in result
    assert Observation.objects.get().as_written == "39.29亿元"
    batch.refresh_from_db()
    assert (batch.status, str(batch.published_by)) == ("published", "user-发布")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "报告.pdf",
            "“报告.pdf”是PDF 文件，不是表格：请打开它，把其中的表格复制到表格软件里，另存为 .xlsx 后再上传。",
        ),
        ("没有后缀", "这不是能读的表格：请在表格软件里另存为 .xlsx 再上传。"),
        (f"表.{'x' * 200}", "这不是能读的表格：请在表格软件里另存为 .xlsx 再上传。"),
    ],
)
def test_a_file_of_another_kind_is_refused_beside_the_field(name, sentence, editor, county):
    response = editor.post(UPLOAD, {"file": SimpleUploadedFile(name, b"%PDF-1.7")})

    assert response.status_code == 200
    assert response.context_data["form"].errors == {"file": [sentence]}
    assert not ImportBatch.objects.exists()


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(editor, county):
    editor.post(UPLOAD, {"file": SimpleUploadedFile("表.xlsx", b"no workbook")})
    batch = ImportBatch.objects.get()

    page = page_of(editor, batch)

    assert "“表.xlsx”不是完好的表格文件" in page
    assert "什么也没有写入" in page
    assert "换一个改好的文件" in page


def test_the_region_is_asked_for_only_where_there_are_several(editor, county):
    alone = editor.get(UPLOAD).context_data["form"].fields
    other = make_root("示例市", "990000")
    form = editor.get(UPLOAD, {"world": other.pk}).context_data["form"]

    assert "world" not in alone
    assert [label for _slug, label in form.fields["world"].choices] == ["丽水市", "示例市"]
    assert form.initial["world"] == other.subject.slug


def test_rows_are_looked_up_in_the_region_that_was_chosen(editor, county, output, source):
    other = make_root("示例市", "990000")

    batch = upload(editor, source, JULY, ["示例市", *JULY[1:]], world=other.subject.slug)

    batch.refresh_from_db()
    assert [row["row"] for row in batch.report["sheets"][0]["set_aside_rows"]] == [2]


def test_a_list_leads_to_the_import_of_its_own_region(client, county):
    client.force_login(make_user())
    page = client.get(reverse("admin:enterprises_enterprise_changelist"), {"world": county.subject.world_id})

    links = re.findall(r'href="([^"]*import/[^"]*)"', page.content.decode())
    assert f"{UPLOAD}?kind=enterprises&amp;world={county.subject.world_id}" in links
    assert 'href="/admin/imports/importbatch/template/enterprises.xlsx"' in page.content.decode()


# --- 预览 -------------------------------------------------------------------------------------------------------------


def test_the_preview_is_kept_and_opens_without_computing_anything(editor, output, source, monkeypatch):
    batch = upload(editor, source, JULY)
    monkeypatch.delattr("imports.steps.preview")

    assert "数值：39.29亿元" in page_of(editor, batch)
    assert batch.jobs.count() == 1


def test_a_change_shows_the_former_value_the_new_one_and_the_difference(publisher, output, source):
    decide(publisher, "publish", upload(publisher, source, JULY))

    page = page_of(publisher, upload(publisher, source, [*JULY[:3], "40.1亿元"]))

    assert "数值 39.29亿元 40.1亿元 +0.81亿元" in page


@pytest.mark.parametrize(
    ("former", "new", "step"),
    [
        ("39.29亿元", "40.1亿元", "+0.81亿元"),
        ("1,200", "900", "-300"),
        ("39.29亿元", "3929万元", ""),
        ("超过320人", "325人", ""),
        ("锯力煌", "君鸿", ""),
        ("5%", "5%", ""),
        ("", "5", ""),
    ],
)
def test_a_difference_is_told_between_numbers_in_the_same_words(former, new, step):
    assert difference(former, new) == step


def test_the_same_file_again_says_when_it_was_published_and_that_nothing_changes(publisher, output, source):
    first = upload(publisher, source, JULY)
    with first.file.open() as file:
        content = file.read()
    decide(publisher, "publish", first)
    publisher.post(UPLOAD, {"file": SimpleUploadedFile("产值.xlsx", content), "source": source.title})

    page = page_of(publisher, ImportBatch.objects.latest("pk"))

    assert f"这个文件在批次 #{first.pk} 发布过" in page
    assert "与已发布的内容相同，没有变化。" in page


def test_a_table_without_rows_says_so(editor, output, source):
    assert "表里只有表头，没有数据行。" in page_of(editor, upload(editor, source))


def test_errors_leave_no_way_to_publish(publisher, output, source):
    batch = upload(publisher, source, [*JULY[:3], "39.2O亿元"])

    page = page_of(publisher, batch)
    refused = decide(publisher, "publish", batch)

    assert "有 1 处错误，改正后才能发布。" in page
    assert "数据!D2 39.2O亿元" in page
    assert "有错误，改正后才能发布。" in refused
    assert not Observation.objects.exists()


def test_a_row_set_aside_names_what_may_be_meant(editor, output, source, county):
    make_enterprise(county.subject.world, "示例企业")
    page = page_of(editor, upload(editor, source, JULY, ["示例企叶", *JULY[1:]]))

    assert "有 1 行被搁置，不会发布，其余照常。" in page
    assert re.search(r"数据!3 \S*示例企叶\S* 示例企业", page)


def test_of_many_rows_set_aside_the_first_are_kept_and_the_others_counted(editor, output, source):
    rows = [[f"没有的企业{number}", *JULY[1:]] for number in range(230)]

    page = page_of(editor, upload(editor, source, JULY, *rows))

    assert "有 230 行被搁置" in page
    assert "还有 30 行没有列出。" in page
    assert len(ImportBatch.objects.get().report["sheets"][0]["set_aside_rows"]) == 200


# --- 疑点 -------------------------------------------------------------------------------------------------------------


def test_a_warning_stops_until_it_is_ticked_and_a_reason_given(publisher, output, source):
    batch = with_warning(upload(publisher, source, JULY))

    page = page_of(publisher, batch)
    unticked = decide(publisher, "publish", batch)
    all_at_once = decide(publisher, "publish", batch, accept="*", reason="都对。")
    ticked = {"accept": f"{SLIP}@数据!D2", "digest": digest_of(batch)}
    without_reason = publisher.post(address("publish", batch), ticked)

    assert "数据!D2 “39.29亿元” 比上期大约一万倍，请核对单位。" in page
    assert "还有1处疑点没有确认" in unticked
    assert "还有1处疑点没有确认" in all_at_once
    assert "确认疑点要写明理由。" in words(without_reason)
    assert f'value="{SLIP}@数据!D2" class="mt-1" checked' in without_reason.content.decode()
    batch.refresh_from_db()
    assert (batch.status, batch.accepted) == ("draft", [])


def test_who_publishes_sees_what_the_editor_accepted_and_why(client, output, source):
    client.force_login(make_user("编辑"))
    batch = with_warning(upload(client, source, JULY))
    decide(client, "submit", batch, accept=f"{SLIP}@数据!D2", reason="今年起改用万元。")
    client.force_login(make_user("发布"))

    page = client.get(address("preview", batch))

    assert "确认疑点的理由：今年起改用万元。" in words(page)
    assert f'value="{SLIP}@数据!D2" class="mt-1" checked' in page.content.decode()
    batch.refresh_from_db()
    assert batch.accepted == [f"{SLIP}@数据!D2"]


# --- 提交、退回、发布、放弃 -----------------------------------------------------------------------------------------------


def test_one_submits_and_another_publishes(client, output, source):
    client.force_login(make_user("编辑"))
    batch = upload(client, source, JULY)
    submitted = decide(client, "submit", batch)
    client.force_login(make_user("发布"))
    seen = page_of(client, batch)
    decide(client, "publish", batch)

    batch.refresh_from_db()
    assert "待发布：user-编辑 于" in submitted
    assert "数值：39.29亿元" in seen
    assert (batch.status, str(batch.submitted_by), str(batch.published_by)) == ("published", "user-编辑", "user-发布")
    assert batch.submitted_at < batch.published_at


def test_who_may_not_publish_finds_no_button_and_no_way(editor, output, source):
    batch = upload(editor, source, JULY)

    assert "没有发布权限" in page_of(editor, batch)
    assert editor.post(address("publish", batch)).status_code == 403
    assert editor.post(address("send-back", batch)).status_code == 403


def test_a_submitted_batch_is_sent_back_with_a_note(client, output, source):
    client.force_login(make_user("编辑"))
    batch = upload(client, source, JULY)
    decide(client, "submit", batch)
    client.force_login(make_user("发布"))
    decide(client, "send-back", batch, note="来源写错了。")

    client.force_login(ImportBatch.objects.get().created_by)
    page = page_of(client, batch)

    assert "user-发布 退回：来源写错了。" in page
    assert ImportBatch.objects.get().status == "draft"


def test_what_was_submitted_is_not_submitted_or_discarded_again(publisher, output, source):
    batch = upload(publisher, source, JULY)
    decide(publisher, "submit", batch)

    assert "现在是“待发布”，不能这样做" in decide(publisher, "submit", batch)
    assert "现在是“待发布”，不能这样做" in decide(publisher, "discard", batch)


def test_data_that_moved_since_the_preview_is_shown_again_instead_of_published(publisher, county, source):
    firm = make_enterprise(county.subject.world, "示例企业", short_name="示例")
    rows = workbook_of([["名称", "简称"], ["示例企业", "示例机械"]], "企业")
    publisher.post(UPLOAD, {"file": SimpleUploadedFile("企业.xlsx", rows)})
    batch = ImportBatch.objects.get()
    Subject.objects.filter(pk=firm.pk).update(short_name="示企")

    page = decide(publisher, "publish", batch)

    assert "数据在预览之后变了，什么也没有写入。下面是重新核对的结果，请再看一遍。" in page
    assert "简称 示企 示例机械" in page
    assert "已发布：新增0，变更1，未变0，搁置0。" in decide(publisher, "publish", batch)


def test_a_discarded_batch_is_not_published(publisher, output, source):
    batch = upload(publisher, source, JULY)
    decide(publisher, "discard", batch)

    page = decide(publisher, "publish", batch)

    assert "现在是“已放弃”，不能这样做" in page
    assert not Observation.objects.exists()


@pytest.mark.parametrize("verb", ["publish", "submit", "look-again", "send-back", "discard"])
def test_there_is_nothing_to_decide_about_an_unknown_batch(verb, publisher):
    assert publisher.post(reverse(f"admin:imports_importbatch_{verb}", args=[404])).status_code == 404


def test_a_reader_may_not_open_a_preview(client, output, source, county):
    batch = ImportBatch.objects.create()
    client.force_login(make_user("读者"))

    assert client.get(address("preview", batch)).status_code == 403
    assert client.post(address("discard", batch)).status_code == 403


# --- 进度 -------------------------------------------------------------------------------------------------------------


def test_work_under_way_is_shown_with_its_progress_and_asked_for_again(editor):
    batch = ImportBatch.objects.create(file_name="大表.xlsx")
    working = {"state": "running", "phase": "写入", "done": 50_000, "total": 200_000}
    ImportJob.objects.create(batch=batch, action="publish", heartbeat_at=timezone.now(), **working)

    response = editor.get(address("preview", batch))

    assert "发布 · 进行中 · 写入 50,000 / 200,000 行" in words(response)
    assert '<meta http-equiv="refresh" content="1">' in response.content.decode()
    assert 'max="100" value="25"' in response.content.decode()


def test_without_a_worker_the_page_says_so_after_some_seconds(editor, output, source, settings):
    settings.TASKS = QUEUED
    batch = upload(editor, source, JULY)
    at_first = page_of(editor, batch)
    long_ago = timezone.now() - datetime.timedelta(seconds=PATIENCE_SECONDS + 1)
    ImportJob.objects.update(created_at=long_ago)

    later = page_of(editor, batch)

    assert "排队中" in at_first
    assert "后台任务程序没有运行" not in at_first
    assert "后台任务程序没有运行" in later


def test_a_batch_whose_publication_broke_off_says_so_and_can_be_published_again(publisher, output, source):
    batch = upload(publisher, source, JULY)
    silent = timezone.now() - datetime.timedelta(minutes=2)
    ImportJob.objects.create(batch=batch, action="publish", state="running", heartbeat_at=silent)

    page = page_of(publisher, batch)

    assert "后台任务程序中途停止，“发布”没有做完，什么也没有写入。" in page
    assert "已发布：新增1" in decide(publisher, "publish", batch)


def test_nothing_can_be_decided_while_work_is_under_way(publisher, output, source):
    batch = upload(publisher, source, JULY)
    jobs.start(batch, "preview", None)
    ImportJob.objects.filter(pk=batch.jobs.first().pk).update(state="running", heartbeat_at=timezone.now())

    decide(publisher, "publish", batch)

    assert batch.jobs.filter(action="publish").count() == 0


# --- 批次 -------------------------------------------------------------------------------------------------------------


def test_the_batch_page_tells_the_file_the_people_the_figures_and_the_public_pages(publisher, output, source, county):
    batch = upload(publisher, source, JULY)
    decide(publisher, "publish", batch)
    batch.refresh_from_db()

    page = publisher.get(address("change", batch)).content.decode()

    assert batch.sha256 in page
    assert re.search(r"1-7月\s*</td>\s*<td[^>]*>39.29亿元</td>\s*<td[^>]*><a[^>]*>数据!D2</a></td>", page)
    assert f'href="/regions/{county.subject.slug}/"' in page
    assert page.count("user-发布") >= 2


# --- 空白表格 ---------------------------------------------------------------------------------------------------------


def test_a_blank_table_marks_what_must_be_filled_and_explains_each_column(editor, county):
    response = editor.get("/admin/imports/importbatch/template/memberships.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert [cell.value for cell in book["企业归属"][1]][:5] == ["企业*", "归属类型*", "归属*", "起", "止"]
    assert book["企业归属"].max_row == 1
    assert [cell.value for cell in book["说明"][2]][:4] == [
        "企业",
        "是",
        "已登记的名称、简称、别名或代码；同一文件里新登记的也行。",
        "锯力煌",
    ]
    assert "template/memberships.xlsx" in editor.get(UPLOAD).content.decode()


def test_there_is_no_blank_table_of_an_unknown_kind(editor, county):
    assert editor.get("/admin/imports/importbatch/template/nonsense.xlsx").status_code == 404
