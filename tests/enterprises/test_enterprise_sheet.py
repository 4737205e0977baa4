"""The list of enterprises: names, former names and credit codes find the firm that a row is about."""

import datetime

import pytest

from enterprises.models import Enterprise
from imports.context import ImportContext
from imports.publish import preview
from imports.sheets import MOST_WRITTEN_IN_PREVIEW
from imports.workbook import Grid, Workbook
from indicators.models import Category
from tests.factories import make_enterprise, make_root
from tests.imports.running import counts_of, errors_of, only_error, only_set_aside, publish_rows

SOURCE = "缙云县工业经济报道"
# Made up; the last character of each is the check digit of the others.
OUR_CODE, THEIR_CODE = "91331122MA2E0AAA1K", "91331122MA2E0BBB4T"


@pytest.fixture
def load(county, source, tmp_path):
    """Publishes a list under the name of its kind: the exit code and the sheet's report."""
    return lambda title, *rows: publish_rows(tmp_path, title, list(rows))


def test_an_enterprise_keeps_every_column(load):
    Category.objects.create(code_list="行业", code="C34", name="通用设备制造业")

    code, _sheet = load(
        "企业",
        ["名称", "简称", "别名", "统一社会信用代码", "行业", "主要产品", "网址", "成立日期", "所在地区", "公开依据", "来源", "出处"],
        ["浙江锯力煌锯床股份有限公司", "锯力煌", "缙云锯床厂", " 91331122ma2e0aaa1k", "C34", "锯床、带锯床", "https://example.cn",
         36526, "缙云县", "公布名单", SOURCE, "第31段"],
    )  # fmt: skip

    firm = Enterprise.objects.get()
    subject = firm.subject
    assert (code, subject.key, firm.credit_code) == (0, OUR_CODE, OUR_CODE)
    assert (subject.name, subject.short_name, subject.aliases, subject.slug) == ("浙江锯力煌锯床股份有限公司", "锯力煌", ["缙云锯床厂"], "julihuang")  # fmt: skip
    assert (firm.industry.code, firm.products, firm.founded_on) == (
        "C34",
        ["锯床", "带锯床"],
        datetime.date(2000, 1, 1),
    )
    assert (subject.located_in.name, firm.legal_basis, subject.state) == ("缙云县", "published_list", "active")
    assert (subject.source.title, subject.place) == (SOURCE, "第31段")


@pytest.mark.parametrize("name", ["锯力煌", "缙云锯床厂", "浙江锯力煌锯床 股份有限公司", "Julihuang"])
def test_another_way_of_writing_the_name_renames_nothing(load, county, name):
    firm = make_enterprise(county.parent, "浙江锯力煌锯床股份有限公司", short_name="锯力煌", name_en="Julihuang")
    firm.subject.aliases = ["缙云锯床厂"]
    firm.subject.save()

    code, sheet = load("企业", ["名称", "简介"], [name, "造锯床"])

    assert (code, counts_of(sheet)) == (0, (0, 1, 0, 0, 0))
    firm = Enterprise.objects.get()
    assert (firm.name, firm.about) == ("浙江锯力煌锯床股份有限公司", "造锯床")


def test_a_column_that_is_not_there_leaves_its_field_and_a_blank_cell_empties_it(load, county):
    make_enterprise(county.parent, "锯力煌", about="造锯床", website="https://example.cn")

    load("企业", ["名称", "网站"], ["锯力煌", ""])

    firm = Enterprise.objects.get()
    assert (firm.about, firm.website) == ("造锯床", "")


def test_a_code_that_arrives_later_finds_the_enterprise_from_then_on(load, county):
    make_enterprise(county.parent, "锯力煌")
    load("企业", ["名称", "统一社会信用代码"], ["锯力煌", OUR_CODE])

    code, sheet = load("荣誉", ["对象", "称号", "来源"], [OUR_CODE, "小巨人", SOURCE])

    assert Enterprise.objects.get().subject.key == "slug:julihuang"
    assert (code, sheet["set_aside_rows"][0]["reason"]) == (
        0,
        "没有名为“小巨人”的培育计划与荣誉，请改成已登记的名称或先导入它。",
    )


def test_an_enterprise_that_changed_its_name_is_known_by_code_and_former_name(load, county):
    make_enterprise(county.parent, "缙云锯床厂", credit_code=OUR_CODE)
    header = ["名称", "统一社会信用代码", "别名"]

    slip = load("企业", header, ["浙江锯力煌", OUR_CODE, ""])
    renamed = load("企业", header, ["浙江锯力煌", OUR_CODE, "缙云锯床厂"])

    assert only_set_aside(slip) == (
        "这个信用代码登记在“缙云锯床厂”名下：是更名，就把原名写进“别名”一栏；不是，就核对代码。",
        ["缙云锯床厂"],
    )
    assert (renamed[0], counts_of(renamed[1])) == (0, (0, 1, 0, 0, 0))
    firm = Enterprise.objects.get()
    assert (firm.name, firm.subject.aliases, firm.slug) == ("浙江锯力煌", ["缙云锯床厂"], "jinyunjuchuangchang")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "91331122MA2E0AAA1S",
            "统一社会信用代码“91331122MA2E0AAA1S”不对：应为18位数字和大写字母，且最后一位校验码相符。",
        ),
        (
            "331122000012345",
            "“331122000012345”是15位的旧工商注册号，不是统一社会信用代码：请查营业执照，填写18位代码。",
        ),
        (913311221234567890, "信用代码被当作数字存放，末几位已丢失：请把单元格设为文本，重新输入18位代码。"),
        (THEIR_CODE, "这个信用代码登记在“君鸿机械”名下，不是“锯力煌”的，请核对。"),
    ],
)
def test_a_wrong_credit_code_is_an_error(load, county, code, message):
    make_enterprise(county.parent, "锯力煌")
    make_enterprise(county.parent, "君鸿机械", credit_code=THEIR_CODE)

    column, _value, said = only_error(load("企业", ["名称", "信用代码"], ["锯力煌", code]))

    assert (column, said) == ("B", message)


def test_a_second_code_for_one_enterprise_is_an_error(load, county):
    make_enterprise(county.parent, "锯力煌", credit_code=OUR_CODE)

    answer = load("企业", ["名称", "信用代码"], ["锯力煌", THEIR_CODE])

    assert only_error(answer) == ("B", THEIR_CODE, f"“锯力煌”登记的信用代码是{OUR_CODE}，与这一行不同，请核对。")


def test_a_code_of_an_enterprise_in_another_world_is_an_error(load, county):
    make_enterprise(make_root("示例市", "990000"), "示例企业", credit_code=OUR_CODE)

    answer = load("企业", ["名称", "信用代码"], ["锯力煌", OUR_CODE])

    assert only_error(answer) == ("B", OUR_CODE, "这个信用代码已登记在另一个地区的企业名下。")


def test_an_enterprise_twice_in_a_list_is_an_error_new_or_known(load, county):
    make_enterprise(county.parent, "浙江君鸿机械", short_name="君鸿机械")

    code, sheet = load("企业", ["名称"], ["锯力煌"], ["君鸿机械"], ["锯 力煌"], ["浙江君鸿机械"])

    assert (code, errors_of(sheet)) == (
        1,
        [
            (4, "A", "锯 力煌", "与第2行说的是同一条，请只留一行。"),
            (5, "A", "浙江君鸿机械", "与第3行说的是同一条，请只留一行。"),
        ],
    )


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("名称", "长" * 201, "文字太长：最多200个字，现有201个，请缩短。"),
        ("简称", "长" * 101, "文字太长：最多100个字，现有101个，请缩短。"),
        ("别名", "甲、" + "长" * 201, "文字太长：最多200个字，现有201个，请缩短。"),
        ("网站", "锯力煌网", "网址不完整，请从浏览器复制以 http:// 或 https:// 开头的整个网址。"),
        ("成立日期", "去年", "“去年”不是日期，请写成 2021-10-31 的样子。"),
        ("状态", "停产", "“停产”不在可选范围内，请从这些里选：存续、注销、迁出。"),
    ],
)
def test_a_faulty_cell_is_an_error(load, column, cell, message):
    cells = {"名称": "锯力煌", column: cell}

    found, _value, said = only_error(load("企业", list(cells), list(cells.values())))

    assert (found, said) == ("AB"[column != "名称"], message)


@pytest.mark.parametrize("cell", ["C34", "c34", "34", 34, "通用设备制造业"])
def test_an_industry_is_known_by_code_or_name(load, cell):
    Category.objects.create(code_list="行业", code="C34", name="通用设备制造业")

    assert load("企业", ["名称", "行业"], ["锯力煌", cell])[0] == 0
    assert Enterprise.objects.get().industry.code == "C34"


def test_an_unknown_industry_sets_the_row_aside(load):
    assert only_set_aside(load("企业", ["名称", "行业"], ["锯力煌", "C99"]))[0] == (
        "没有名为“行业:C99”的分类代码，请改成已登记的名称或先导入它。"
    )


def test_an_industry_code_that_lost_its_nought_is_an_error(load, county):
    Category.objects.create(code_list="行业", code="B06", name="煤炭开采和洗选业")

    column, value, said = only_error(load("企业", ["名称", "行业代码"], ["锯力煌", 6]))

    assert (column, value) == ("B", "6")
    assert said == "行业代码“6”少了开头的0：请把单元格设为文本，写成06。"


def test_a_preview_knows_an_industry_of_its_own_workbook_that_is_not_written_yet(county):
    """A longer table is compared in a preview, but not written."""
    codes = [["行业", f"C{number}", f"行业{number}"] for number in range(MOST_WRITTEN_IN_PREVIEW + 1)]
    grids = [
        Grid("代码表", [["代码表", "代码", "名称"], *codes]),
        Grid("企业", [["名称", "行业"], ["锯力煌", "C7"], ["君鸿机械", "行业7"]]),
    ]

    report = preview(Workbook("表.xlsx", "", grids), ImportContext())

    _codes, firms = report.sheets
    assert (firms.new, firms.errors, firms.set_aside_rows) == (2, [], [])
    assert [change["after"]["行业"] for change in firms.changes] == ["C7", "C7"]
