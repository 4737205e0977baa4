"""What somebody new to the portal meets: unknown headings, hidden rows, counts of what is set aside."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from imports.models import ImportBatch
from indicators.models import Category
from indicators.references import is_like
from tests.desk import make_user
from tests.imports.imitations.catalogue import SOURCE, make_catalogue
from tests.imports.running import run, write_workbook
from tests.imports.running_jobs import IMMEDIATE
from tests.imports.test_conversation import UPLOAD, page_of
from tests.imports.test_mapping_conversation import correct, sheet_of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

UNKNOWN_HEADING = [
    ["2021年8月各乡镇工业"],
    ["单位：万元"],
    ["乡镇", "规上企业工业产值", "规上企业工业产值", "规上企业工业产值"],
    ["乡镇", "本月", "累计", "同比±%"],
    ["壶镇镇", 51234, 410234, 8.5],
    ["新建镇", 26789, 206789, 3.2],
]


@pytest.fixture(autouse=True)
def _catalogue(settings, tmp_path):
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, IMMEDIATE
    make_catalogue()


@pytest.fixture
def publisher(client):
    client.force_login(make_user("发布"))
    return client


def test_one_choice_holds_for_all_columns_below_an_unknown_heading(publisher):
    batch = upload(publisher, UNKNOWN_HEADING)
    page = page_of(publisher, batch)

    # given the table is known for one of figures, which wait: six of them, in three columns
    sheet = sheet_of(batch)
    assert (sheet["kind"], sheet["new"], sheet["set_aside"], sheet["errors"]) == ("figures_wide", 0, 6, [])
    assert "规上工业总产值" in sheet["set_aside_rows"][0]["candidates"]
    assert "没有可以发布的行。现在什么也没有写入。 有 6 个数据（列为 3 处）被搁置，不会发布。" in page
    assert "其余照常" not in page

    # when one column is said to be of an indicator, then the others are, too
    correct(publisher, batch, what_1="indicator", name_1="规上工业总产值")
    sheet = sheet_of(batch)
    assert (sheet["new"], sheet["set_aside"], sheet["errors"], sheet["warnings"]) == (6, 0, [], [])
    assert sheet["understood"]["confidence"] == 1


def test_hidden_rows_and_columns_that_are_read_are_named(publisher, tmp_path):
    rows = [
        ["2021年1-8月"],
        ["乡镇", "总产值（万元）", "利润总额（万元）"],
        ["壶镇镇", 3900, 250],
        ["新建镇", 1200, 80],
    ]
    path = write_workbook(tmp_path / "表.xlsx", 指标=rows)
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["C"].hidden = True
    content = io.BytesIO()
    book.save(content)
    book.save(path)
    note = "第4行、C列在文件里是隐藏的，也一并读入：请核对，不要的请删去。"

    publisher.post(UPLOAD, {"file": SimpleUploadedFile("表.xlsx", content.getvalue()), "source": SOURCE})
    code, report = run(path, "--source", SOURCE)

    assert note in page_of(publisher, ImportBatch.objects.latest("pk"))
    assert code == 0
    assert note in report["sheets"][0]["understood"]["reasons"]
    assert report["sheets"][0]["new"] == 4


def test_without_hidden_rows_nothing_is_said(tmp_path):
    path = write_workbook(tmp_path / "表.xlsx", 指标=[["2021年1-8月"], ["乡镇", "总产值（万元）"], ["壶镇镇", 3900]])

    assert not [
        text for text in run(path, "--source", SOURCE)[1]["sheets"][0]["understood"]["reasons"] if "隐藏" in text
    ]


def test_a_firm_of_an_unknown_industry_waits_and_nothing_else_is_promised(publisher):
    for code, name in (("C14", "食品制造业"), ("C35", "专用设备制造业")):
        Category.objects.create(code_list="国民经济行业分类", code=code, name=name)
    batch = upload(publisher, [["企业名称", "行业"], ["甲机械有限公司", "机床"], ["乙机械有限公司", "缝制机械"]])

    page, sheet = page_of(publisher, batch), sheet_of(batch)

    assert (sheet["kind"], sheet["new"], sheet["set_aside"]) == ("enterprises", 0, 2)
    assert "没有可以发布的行。现在什么也没有写入。 有 2 行被搁置，不会发布。" in page
    assert "其余照常" not in page
    assert [row["candidates"] for row in sheet["set_aside_rows"]] == [[], []]


def test_a_column_of_numbers_that_is_left_out_lowers_the_confidence(tmp_path):
    rows = [["2021年1-8月"], ["乡镇", "总产值（万元）"], ["壶镇镇", 3900], ["新建镇", 1200], ["新碧街道", 900]]
    with_code = [rows[0], [*rows[1], ""], [*rows[2], 7.5], [*rows[3], 6.5], [*rows[4], 2.5]]
    both = {}
    for name, content in (("全", rows), ("缺", with_code)):
        report = run(write_workbook(tmp_path / f"{name}.xlsx", 指标=content), "--source", SOURCE)[1]
        both[name] = report["sheets"][0]["understood"]["confidence"]

    assert both == {"全": 1.0, "缺": 0.5}


@pytest.mark.parametrize(
    ("text", "name", "alike"),
    [
        ("机床", "食品制造业", False),
        ("缝制机械", "食品制造业", False),
        ("缝制机械", "机械制造业", True),
        ("缙元县", "缙云县", True),
        ("规上企业工业产值", "规上工业总产值", True),
    ],
)
def test_candidates_share_two_letters_or_differ_by_one(text, name, alike):
    assert is_like(text, name) is alike
