"""A header of a list that is written wrong is taken and asked about, named beside what is missing, or offered."""

import pytest

from imports.mapping import map_headers
from imports.similar_headers import nearest, with_similar
from tests.imports.imitations.catalogue import SOURCE, make_catalogue
from tests.imports.running import run, write_workbook

NAMES = {
    "name": ["名称", "企业名称", "企业全称"],
    "credit_code": ["统一社会信用代码", "信用代码", "社会信用代码"],
    "park": ["园区"],
    "products": ["主要产品"],
    "code": ["行政区划代码"],
    "other_code": ["行政区域代码"],
}


def mapped(*headers, required=("name",), said=None):
    return with_similar(map_headers(headers, NAMES, required, said or {}), headers, NAMES, said or {})


@pytest.mark.parametrize("header", ["统一社会信用代吗", "统一社会信用码", "统一社会信用用代码", "*统一社会信用代 吗"])
def test_a_long_header_that_differs_by_a_letter_is_taken(header):
    mapping = mapped("名称", header)

    assert (mapping.columns, mapping.guessed, mapping.ignored) == (
        {"name": 0, "credit_code": 1},
        {"credit_code": "统一社会信用代码"},
        [],
    )


@pytest.mark.parametrize(
    "header",
    [
        "企业名秤",  # one letter of four may be another word
        "原统一社会信用代码",  # a letter put before says which
        "统一社会信用代码2",  # so does a number
        "统一社会信贷号码",  # two letters
        "行政区或代码",  # as near to one as to another
        "园区",  # a name itself
    ],
)
def test_a_header_that_may_be_another_is_not_taken(header):
    assert mapped("名称", header).guessed == {}


def test_of_two_headers_like_one_field_neither_is_taken():
    mapping = mapped("名称", "统一社会信用代吗", "统一社会信角代码")

    assert (mapping.guessed, mapping.ignored) == ({}, ["统一社会信用代吗", "统一社会信角代码"])


def test_a_field_that_has_its_own_column_takes_no_other():
    assert mapped("名称", "统一社会信用代码", "统一社会信用代吗").guessed == {}


def test_what_an_editor_said_goes_before_what_is_similar():
    assert mapped("名称", "统一社会信用代吗", said={1: ""}).guessed == {}


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("企业名秤", ["name"]),
        ("所属园区名", ["park"]),
        ("统一社会信贷号码", ["credit_code"]),
        ("主要产晶", ["products"]),
        ("电话", []),
        ("利润", []),
    ],
)
def test_what_a_header_may_be(header, fields):
    assert nearest(header, NAMES) == fields


# In a whole file.


@pytest.fixture
def _catalogue(db):
    make_catalogue()


def load(folder, *rows, **options) -> tuple[int, dict]:
    arguments = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    code, report = run(write_workbook(folder / "表.xlsx", 名单=rows), "--publish", "--source", SOURCE, *arguments)
    return code, report["sheets"][0]


FIRM = ["示例企业101有限公司", "91331122MA2E0A1B1H", "锯床"]


@pytest.mark.usefixtures("_catalogue")
def test_a_credit_code_with_a_wrong_letter_in_its_header_is_asked_about(tmp_path):
    rows = [["企业名称", "统一社会信用代吗", "主要产品"], FIRM]

    code, sheet = load(tmp_path, *rows)
    accepted, _sheet = load(tmp_path, *rows, accept="guessed_name@名单!B1")

    assert (code, sheet["kind"], sheet["new"], sheet["errors"], accepted) == (3, "enterprises", 1, [], 0)
    [warning] = sheet["warnings"]
    assert (warning["code"], warning["row"], warning["column"], warning["value"]) == (
        "guessed_name", 1, "B", "统一社会信用代吗",
    )  # fmt: skip
    assert warning["message"] == "表头“统一社会信用代吗”像是“统一社会信用代码”，将按它导入：请核对，无误再确认。"
    assert sheet["understood"]["columns"][1]["why"] == "按相近的名称“统一社会信用代码”"


@pytest.mark.usefixtures("_catalogue")
def test_a_missing_column_is_named_with_the_header_that_is_like_it(tmp_path):
    code, sheet = load(tmp_path, ["企业名秤", "统一社会信用代码", "主要产品"], FIRM)

    assert (code, sheet["kind"]) == (1, "enterprises")
    assert [(error["code"], error["row"], error["value"], error["message"]) for error in sheet["errors"]] == [
        (
            "missing_column", 1, "名称",
            "缺少“名称”一列：A列的表头“企业名秤”与它相近，是的话请改成“名称”，或在“理解”里选。",
        )
    ]  # fmt: skip


@pytest.mark.usefixtures("_catalogue")
def test_a_list_none_of_whose_headers_is_right_is_still_known(tmp_path):
    _code, sheet = load(tmp_path, ["企业名秤", "统一社会信用代吗", "主要产品"], FIRM)

    assert (sheet["kind"], [error["code"] for error in sheet["errors"]]) == ("enterprises", ["missing_column"])


@pytest.mark.usefixtures("_catalogue")
def test_a_column_that_need_not_be_there_is_offered_in_the_panel(tmp_path):
    rows = [["项目名称", "业主", "所属园区名"], ["年产2000台智能锯床项目", "锯力煌", "缙云五金科技产业园"]]
    _code, sheet = load(tmp_path, *rows)

    assert sheet["kind"] == "projects"
    park = sheet["understood"]["columns"][2]
    assert (park["target"], park["why"], park["candidates"]) == ("", "没有认出", ["园区"])
    assert sheet["warnings"] == []


@pytest.mark.usefixtures("_catalogue")
def test_a_header_written_right_goes_before_a_kind_that_is_only_similar(tmp_path):
    # 代码、名称 and 级别 are those of a region, whatever 行政区划代吗 beside them is like.
    _code, sheet = load(tmp_path, ["代码", "名称", "级别", "行政区划代吗"], ["331122999", "示例镇", "乡级", "1"])

    assert (sheet["kind"], sheet["warnings"]) == ("regions", [])
