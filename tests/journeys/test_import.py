"""An editor brings a workbook with one fault, reads what is wrong, corrects the file and publishes it."""

import re

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.journeys.people import employ, open_from_sidebar, sign_in
from tests.journeys.site import aside

IMPORT = "/admin/imports/importbatch/import/"
VALUE_ADDED = "/indicators/industrial_value_added_above_scale/"
HEADERS = ["对象", "对象类别", "指标", "度量", "期间", "数值", "来源", "出处"]
ROWS = [
    ["缙云县", "地区", "规上工业增加值", "数值", "2021年1-8月", "45.1O亿元", "缙云：造就山区工业发展特色样本", "附表"],
    ["缙云县", "地区", "规上工业增加值", "同比", "2021年1-8月", "36.1%", "缙云：造就山区工业发展特色样本", "附表"],
]


@pytest.fixture
def workbook(tmp_path):
    """八月数据.xlsx with a sheet 工业, whose F2 has a letter for a digit."""
    path = tmp_path / "八月数据.xlsx"
    book = Workbook()
    book.active.title = "工业"
    for row in (HEADERS, *ROWS):
        book.active.append(row)
    book.save(path)
    return path


def correct(path) -> None:
    book = load_workbook(path)
    book["工业"]["F2"] = "45.12亿元"
    book.save(path)


def preview(page, path) -> None:
    page.get_by_label("表格文件").set_input_files(path)
    page.get_by_role("button", name="预览").click()
    page.get_by_text("现在什么也没有写入").wait_for()


def test_a_faulty_cell_is_explained_corrected_and_published(own_site, visit, workbook):
    editor, reader = visit(own_site), visit(own_site)
    sign_in(editor, aside(employ, "发布"))
    open_from_sidebar(editor, IMPORT)

    # when a workbook with a faulty cell goes in, it names the cell, what stands there and what to do
    preview(editor, workbook)
    fault = editor.get_by_role("row").filter(has_text="工业!F2")
    expect(fault).to_contain_text("45.1O亿元")
    expect(fault).to_contain_text("请改用“亿元”")
    expect(editor.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    reader.goto(VALUE_ADDED)
    expect(reader.locator("main")).not_to_contain_text("1—8月")

    # when the cell is corrected in the file and the file goes in again, it can be published
    correct(workbook)
    editor.get_by_role("button", name="换一个改好的文件").click()
    preview(editor, workbook)
    expect(editor.get_by_text("新增 2，变更 0")).to_be_visible()
    editor.get_by_role("button", name="发布", exact=True).click()
    expect(editor.get_by_text("已发布：新增2，变更0，未变0，搁置0。")).to_be_visible()

    # then the figure stands on its page
    reader.reload()
    expect(reader.locator(".figure-value").first).to_have_text(re.compile(r"45\.12\s*亿元"))
    expect(reader.locator(".figure").first).to_contain_text("36.1%")


def test_who_may_not_publish_looks_and_finds_no_button(own_site, visit, workbook):
    correct(workbook)
    editor = visit(own_site)
    sign_in(editor, aside(employ, "编辑"))
    open_from_sidebar(editor, IMPORT)

    preview(editor, workbook)

    expect(editor.get_by_text("没有发布权限")).to_be_visible()
    expect(editor.get_by_role("button", name="放弃")).to_be_visible()
    expect(editor.get_by_role("button", name="发布", exact=True)).to_have_count(0)
