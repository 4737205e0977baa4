"""A county's printed table, as its office has it, from the file to the public page; and the marked file that comes back."""

import re

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.journeys.people import employ, sign_in
from tests.journeys.site import aside
from tests.journeys.test_import import PATIENCE_MS, SOURCE, preview, publish

pytestmark = pytest.mark.usefixtures("worker")

TITLE = "缙云县2021年1-8月分乡镇（街道）规上工业主要指标"
TOWNS = [
    [1, "壶镇镇", 301500, 38.2, 80400, 40.1],
    [2, "五云街道", 98700, 21.5, 20300, 18.7],
    [3, "新碧街道", 120900, 30.4, 31200, 29.6],
]


@pytest.fixture
def printed_table(tmp_path):
    """月报.xlsx with a title, a unit line, a merged header of two levels, 序号, a total, notes and the source."""
    book = Workbook()
    page = book.active
    page.title = "分乡镇"
    for row in (
        [TITLE],
        [None, None, None, None, None, "单位：万元"],
        ["序号", "乡镇（街道）", "规上工业总产值", None, "规上工业增加值", None],
        [None, None, "累计", "同比±%", "累计", "同比±%"],
        *TOWNS,
        ["合计", None, 521100, None, 131900, None],
        ["注：2020年起按在地统计，1. 不含供电企业。"],
        [f"数据来源：{SOURCE}"],
    ):
        page.append(row)
    for area in ("A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "A8:B8"):
        page.merge_cells(area)
    page["C5"].number_format = "#,##0"
    path = tmp_path / "月报.xlsx"
    book.save(path)
    return path


def change(path, cells) -> None:
    book = load_workbook(path)
    for address, value in cells.items():
        book["分乡镇"][address] = value
    book.save(path)


def test_a_printed_table_is_public_in_two_clicks(own_site, visit, printed_table):
    publisher = visit(own_site)
    sign_in(publisher, aside(employ, "发布"))

    # given the file is chosen on the desk, two clicks publish it: 预览, 发布
    preview(publisher, printed_table)
    expect(publisher.get_by_text("3 行，新增 12，变更 0，未变 0，搁置 0，错误 0")).to_be_visible()
    publish(publisher)
    expect(publisher.get_by_text("已发布：新增12，变更0，未变0，搁置0。")).to_be_visible(timeout=PATIENCE_MS)

    # then the page of a town tells its figures, with the unit of the line above the table
    publisher.get_by_role("link", name="壶镇镇").first.click()
    main = publisher.get_by_role("main")
    expect(main).to_contain_text(re.compile(r"301,?500\s*万元|30\.15\s*亿元"))
    expect(main).to_contain_text("38.2%")


def test_three_wrong_cells_are_marked_in_the_editors_own_file_and_corrected_there(
    own_site, visit, printed_table, tmp_path
):
    publisher = visit(own_site)
    sign_in(publisher, aside(employ, "发布"))
    change(printed_table, {"C5": "3O1500", "D6": "约两成", "F7": "二九点六"})

    # when three cells are wrong, the file comes back with them marked
    preview(publisher, printed_table)
    expect(publisher.get_by_text("有 3 处错误，改正后才能发布。")).to_be_visible()
    with publisher.expect_download() as download:
        publisher.get_by_role("link", name="下载标出问题的原文件").click()
    marked = tmp_path / download.value.suggested_filename
    download.value.save_as(marked)
    page = load_workbook(marked)["分乡镇"]
    assert [address for address in ("C5", "D6", "F7", "C6") if page[address].comment] == ["C5", "D6", "F7"]
    assert page["C5"].number_format == "#,##0"

    # when they are corrected there and it goes in again, nothing more is asked
    change(marked, {"C5": 301500, "D6": 21.5, "F7": 29.6})
    publisher.get_by_role("button", name="换一个改好的文件").click()
    preview(publisher, marked)
    expect(publisher.get_by_text("3 行，新增 12，变更 0，未变 0，搁置 0，错误 0")).to_be_visible()
    expect(publisher.get_by_text("没有导入的列")).to_have_count(0)
    publish(publisher)
    expect(publisher.get_by_text("已发布：新增12，变更0，未变0，搁置0。")).to_be_visible(timeout=PATIENCE_MS)
