"""The page on which the sheets of a batch's file are drawn, and what it answers to addresses that make no sense."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from imports.models import ImportBatch
from imports.picture_page import picture_address
from indicators.models import Observation
from people.models import User
from tests.desk import make_user
from tests.factories import make_indicator
from tests.imports.running_jobs import HEADERS, IMMEDIATE, digest_of, workbook_of

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/imports/importbatch/import/"
GOOD = ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"]
WRONG = ["缙云县", "规上工业增加值", "2021年1-8月", "几十亿元"]
UNKNOWN = ["缙云新区", "规上工业增加值", "2021年1-7月", "1亿元"]


@pytest.fixture(autouse=True)
def _at_once(settings, tmp_path, county, source):
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, IMMEDIATE
    make_indicator(name="规上工业增加值", unit="亿元")


@pytest.fixture
def editor(client):
    client.force_login(make_user("编辑"))
    return client


def upload(editor, source, *rows, name="产值.xlsx") -> ImportBatch:
    file = SimpleUploadedFile(name, workbook_of([HEADERS, *rows]))
    editor.post(UPLOAD, {"file": file, "source": source.title})
    return ImportBatch.objects.latest("pk")


def page(editor, batch, **query) -> str:
    response = editor.get(reverse("admin:imports_importbatch_picture", args=[batch.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def cell(text, address) -> str:
    """The words of the cell with this address, or of the row with this number."""
    [found] = re.findall(rf'<(?:td|th)[^>]*?(?: id="{address}"|><a id="{address}").*?</(?:td|th)>', text, re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", found).split())


def notes(text) -> list[str]:
    """What is said at the cells, in the order of the page."""
    found = re.findall(r'<span class="picture-note".*?(?=</td>|</th>)', text, re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", note).split()) for note in found]


def test_every_cell_is_drawn_with_what_is_wrong_at_it(editor, source):
    batch = upload(editor, source, GOOD, WRONG, UNKNOWN)

    text = page(editor, batch)

    assert cell(text, "D2") == "39.29亿元"
    assert cell(text, "D3").startswith("错误 几十亿元 D3 错误 “几十亿元”")
    assert cell(text, "4").startswith("4 搁置 4 搁置 没有名为“缙云新区”的对象")
    assert len(notes(text)) == 2


def test_from_one_problem_to_the_next(editor, source):
    batch = upload(editor, source, GOOD, WRONG, UNKNOWN)

    first = page(editor, batch)
    last = page(editor, batch, sheet="数据", cell="4")

    assert f'<a href="{picture_address(batch.pk, "数据", "D3")}">下一处问题'.replace("&", "&amp;") in first
    assert "上一处问题" not in first
    assert f'<a href="{picture_address(batch.pk, "数据", "D3")}">上一处问题'.replace("&", "&amp;") in last
    # What is wrong at D3 itself leads on to row 4.
    assert last.count("下一处问题") == 1


def test_5000_rows_come_in_pages_that_all_show_the_header(editor, source):
    rows = [[f"企业{number}", "规上工业增加值", "2021年", "1亿元"] for number in range(2, 5001)]
    batch = upload(editor, source, *rows)

    second, last = page(editor, batch, page="2"), page(editor, batch, sheet="数据", cell="A5000")

    assert "第 101—200 行，共 5000 行" in second
    head = second[second.index("<thead>") : second.index("</thead>")]
    assert [header in head for header in HEADERS] == [True] * 4
    assert cell(second, "A101").startswith("企业101")
    assert "A100" not in second.replace("A1000", "")
    assert "第 4901—5000 行，共 5000 行" in last
    assert 'aria-current="page">第50页' in last


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"page": "999999999999999999999"}, "第 1—2 行"),
        ({"page": "7"}, "第 1—2 行"),
        ({"page": "-1"}, "第 1—2 行"),
        ({"page": "二"}, "第 1—2 行"),
        ({"cell": "ZZZ9999999"}, "第 1—2 行"),
        ({"cell": "'><script>"}, "第 1—2 行"),
        ({"cell": "0"}, "第 1—2 行"),
        ({"sheet": "<没有>"}, "没有名为“&lt;没有&gt;”的工作表，下面是“数据”。"),
        ({"sheet": "\x00", "page": "\x00", "cell": "\x00"}, "第 1—2 行"),
    ],
)
def test_what_makes_no_sense_shows_the_nearest_page(editor, source, query, shown):
    batch = upload(editor, source, GOOD)

    assert shown in page(editor, batch, **query)


def test_a_file_that_is_gone_is_told_of(editor, source):
    batch = upload(editor, source, GOOD)
    for path in Path(batch.file.path).parent.iterdir():
        path.unlink()

    assert "原文件已经不在，画不出来。" in page(editor, batch)


def test_a_batch_without_a_file_is_told_of(editor):
    batch = ImportBatch.objects.create(file_name="更正")

    assert "原文件已经不在，画不出来。" in page(editor, batch)


def test_cells_that_were_not_kept_are_read_again(editor, source):
    batch = upload(editor, source, GOOD)
    kept = Path(f"{batch.file.path}.cells")
    kept.write_bytes(b"half an archive")

    assert cell(page(editor, batch), "D2") == "39.29亿元"
    assert kept.stat().st_size > 100


def test_a_large_file_whose_cells_were_not_kept_is_not_read_by_the_page(editor, source):
    batch = upload(editor, source, GOOD)
    Path(f"{batch.file.path}.cells").unlink()
    batch.report["sheets"][0]["table"] = "A1:D100001"
    batch.save()

    assert "“产值.xlsx”太大，只在文件里看。" in page(editor, batch)


def test_a_file_that_cannot_be_read_is_told_of(editor):
    file = SimpleUploadedFile("产值.xlsx", b"no workbook")
    editor.post(UPLOAD, {"file": file})

    assert "不是完好的表格文件" in page(editor, ImportBatch.objects.latest("pk"))


def test_strangers_see_no_file(client, editor, source):
    batch = upload(editor, source, GOOD)
    client.logout()
    assert client.get(reverse("admin:imports_importbatch_picture", args=[batch.pk])).status_code == 302
    client.force_login(User.objects.create_user("stranger", is_staff=True))
    assert client.get(reverse("admin:imports_importbatch_picture", args=[batch.pk])).status_code == 403


def test_the_preview_shows_the_first_rows_and_leads_to_each_problem(editor, source):
    batch = upload(editor, source, *[GOOD] * 20, WRONG)

    text = editor.get(reverse("admin:imports_importbatch_preview", args=[batch.pk])).content.decode()

    assert text.count('<th scope="row">') == 12
    assert f'href="{picture_address(batch.pk, "数据", "D22")}"'.replace("&", "&amp;") in text


def test_the_page_asks_the_same_of_the_database_however_large_the_sheet_is(editor, source):
    small = upload(editor, source, WRONG)
    large = upload(editor, source, *[WRONG] * 150, *[UNKNOWN] * 100)
    page(editor, small)

    with CaptureQueriesContext(connection) as few:
        page(editor, small)
    with CaptureQueriesContext(connection) as many:
        page(editor, large)

    assert len(few) == len(many) <= 8


def test_a_figure_leads_to_the_cell_it_came_from(client, source):
    client.force_login(make_user("发布"))
    batch = upload(client, source, GOOD)
    digest = digest_of(batch)
    client.post(reverse("admin:imports_importbatch_publish", args=[batch.pk]), {"digest": digest})
    figure = Observation.objects.get(batch=batch)

    text = client.get(reverse("admin:indicators_observation_change", args=[figure.pk])).content.decode()

    address = picture_address(batch.pk, "数据", "D2").replace("&", "&amp;")
    assert f'<a href="{address}" class="text-link">数据!D2</a>' in text
    assert cell(page(client, batch, sheet="数据", cell="D2"), "D2") == "39.29亿元"
