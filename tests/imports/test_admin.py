"""The batches in the admin, and files that run no formula."""

import csv
import io
import re

import openpyxl
import pytest
import tablib
from django.urls import reverse

from imports.exports import SafeCSV, SafeXLSX
from imports.models import ImportBatch, ImportChange
from people.models import User
from tests.desk import make_user
from tests.factories import make_enterprise
from tests.imports.undoing import publish_grids, undone

# Nothing has collected the static files of a test.
pytestmark = pytest.mark.filterwarnings("ignore:No directory at")

FORMULA = '=HYPERLINK("http://example.org","看")'


@pytest.fixture
def desk(client, db):
    client.force_login(make_user())
    return client


def sheet_report(**counts):
    nothing = dict.fromkeys(("rows", "new", "changed", "unchanged", "set_aside", "errors_total"), 0)
    return {"sheets": [{"name": "数据", "set_aside_rows": [], "errors": [], **nothing, **counts}]}


def test_a_batch_shows_what_it_did_and_leads_to_its_rows(desk):
    batch = ImportBatch.objects.create(file_name="企业.xlsx", report=sheet_report(rows=3, new=2, set_aside=1))
    added = {"batch": batch, "kind": "enterprises", "sheet": "企业"}
    ImportChange.objects.create(**added, key="锯力煌", row=2, after={"name": "锯力煌"})
    ImportChange.objects.create(
        **added,
        key="君鸿机械",
        row=3,
        before={"about": "", "name": "君鸿"},
        after={"about": "做机械。", "name": "君鸿"},
    )

    page = desk.get(reverse("admin:imports_importbatch_change", args=[batch.pk])).content.decode()

    assert "企业.xlsx" in page
    cells = re.findall(r">([^<>]*(?:企业!|→)[^<>]*|新增)</td>", page)
    assert cells == ["企业!2", "新增", "企业!3", "简介：— → 做机械。"]
    assert f"/admin/indicators/observation/?batch__id__exact={batch.pk}&amp;force=all&amp;world=all" in page


def test_a_batch_names_the_rows_that_it_left_out(desk):
    row = {"row": 4, "reason": "没有名为“缙云新区”的地区。", "candidates": ["缙云县", "壶镇镇"]}
    batch = ImportBatch.objects.create(report=sheet_report(rows=3, set_aside=2, set_aside_rows=[row]))

    page = desk.get(reverse("admin:imports_importbatch_change", args=[batch.pk])).content.decode()

    assert re.findall(r">([^<>]*(?:数据!|没有名为|壶镇镇)[^<>]*)</td>", page) == [
        "数据!4",
        "没有名为“缙云新区”的地区。",
        "缙云县、壶镇镇",
    ]
    assert "还有 1 行没有列出。" in page


def test_a_record_that_an_undo_withdrew_says_so(desk, county):
    batch = publish_grids(企业=[["名称", "简介"], ["示例机械厂", "做机械。"]])
    undo_batch = undone(batch)

    page = desk.get(reverse("admin:imports_importbatch_change", args=[undo_batch.pk])).content.decode()

    cells = re.findall(r"<td[^>]*>([^<>]*)</td>", page)
    assert cells[-4:] == ["企业", "示例机械厂", "企业!2", "撤回"]


def test_a_long_batch_shows_its_beginning_and_leads_to_the_rest(desk):
    batch = ImportBatch.objects.create(file_name="企业.xlsx")
    ImportChange.objects.bulk_create(
        [ImportChange(batch=batch, kind="enterprises", key=f"企业{number}号") for number in range(60)]
    )

    page = desk.get(reverse("admin:imports_importbatch_change", args=[batch.pk])).content.decode()

    assert len(re.findall(r"企业\d+号", page)) == 50
    assert f"/admin/imports/importchange/?batch__id__exact={batch.pk}" in page


@pytest.mark.parametrize(
    ("chore", "found"), [("waiting", "待发布"), ("errors", "错误"), ("set_aside", "搁置"), ("x", None)]
)
def test_batches_that_wait_are_found(chore, found, desk):
    ImportBatch.objects.create(file_name="待发布", status="submitted")
    ImportBatch.objects.create(file_name="错误", report=sheet_report(errors_total=1))
    ImportBatch.objects.create(file_name="搁置", report=sheet_report(set_aside=1))
    ImportBatch.objects.create(file_name="没有核对", report={})

    rows = desk.get(reverse("admin:imports_importbatch_changelist"), {"chore": chore}).context_data["cl"].result_list

    assert sorted(row.file_name for row in rows) == (
        [found] if found else sorted(["待发布", "错误", "搁置", "没有核对"])
    )


def test_nobody_edits_a_batch(desk):
    batch = ImportBatch.objects.create(file_name="企业.xlsx")
    url = reverse("admin:imports_importbatch_change", args=[batch.pk])

    assert desk.post(url, {"file_name": "别的"}).status_code == 403
    assert desk.post(url.replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_an_export_has_the_headers_of_the_import_and_its_rows(desk, root_city, county):
    make_enterprise(root_city, FORMULA, short_name="甲")
    columns = {"enterprisesheet_name": "on", "enterprisesheet_short_name": "on"}

    response = desk.post(reverse("admin:enterprises_enterprise_export"), {"format": "0", "resource": "0", **columns})

    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert [[cell.value for cell in row] for row in sheet] == [["名称", "简称"], [FORMULA, "甲"]]
    assert sheet["A2"].data_type == "s"
    assert sheet.title == "企业"


def test_a_list_is_exported_as_it_is_filtered(desk, root_city, county):
    make_enterprise(root_city, "甲")
    make_enterprise(root_city, "乙", name_en="B")
    url = reverse("admin:enterprises_enterprise_export")

    response = desk.post(f"{url}?chore=no_english", {"format": "1", "resource": "0", "enterprisesheet_name": "on"})

    assert response.content.decode("utf-8-sig").split() == ["名称", "甲"]


def test_who_may_not_see_a_list_may_not_export_it(client, db):
    url = reverse("admin:enterprises_enterprise_export")

    client.force_login(make_user("读者"))
    reader = client.get(url).status_code
    client.force_login(User.objects.create_user("没有角色", is_staff=True))

    assert (reader, client.get(url).status_code) == (200, 403)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (FORMULA, f"'{FORMULA}"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-3.2%", "-3.2%"),
        ("-", "-"),
        ("下降3.2%", "下降3.2%"),
        ("", ""),
    ],
)
def test_a_csv_runs_no_formula_and_keeps_numbers(text, written):
    content = SafeCSV().export_data(tablib.Dataset([text], headers=["值"]))

    assert list(csv.reader(io.StringIO(content))) == [["值"], [written]]


def test_a_workbook_keeps_texts_numbers_and_blanks_as_they_are():
    dataset = tablib.Dataset([FORMULA, 2.91, None, "看不见的\x0b"], headers=["一", "二", "三", "四"])

    sheet = openpyxl.load_workbook(io.BytesIO(SafeXLSX().export_data(dataset))).active

    assert [[cell.value for cell in row] for row in sheet] == [
        ["一", "二", "三", "四"],
        [FORMULA, 2.91, None, "看不见的"],
    ]
    assert sheet["A2"].data_type == "s"
