"""Editors bring workbooks and publish them, with the task worker beside the site."""

import re

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.journeys.people import employ, open_from_sidebar, sign_in
from tests.journeys.site import aside

pytestmark = pytest.mark.usefixtures("worker")

IMPORT = "/admin/imports/importbatch/import/"
VALUE_ADDED = "/indicators/industrial_value_added_above_scale/"
SOURCE = "缙云：造就山区工业发展特色样本"
HEADERS = ["对象", "对象类别", "指标", "度量", "期间", "数值", "来源", "出处"]
ROWS = [
    ["缙云县", "地区", "规上工业增加值", "数值", "2021年1-8月", "45.1O亿元", SOURCE, "附表"],
    ["缙云县", "地区", "规上工业增加值", "同比", "2021年1-8月", "36.1%", SOURCE, "附表"],
]
MANY = 560
# A slow machine reads, checks and writes this long.
PATIENCE_MS = 60_000


def write(path, **sheets):
    """A workbook of rows, sheet by sheet."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


@pytest.fixture
def workbook(tmp_path):
    """八月数据.xlsx with a sheet 工业, whose F2 has a letter for a digit."""
    return write(tmp_path / "八月数据.xlsx", 工业=[HEADERS, *ROWS])


@pytest.fixture
def many_enterprises(tmp_path):
    """年报.xlsx: 560 enterprises, and for each its sales of 2020."""
    names = [f"示例机械{number:03}有限公司" for number in range(1, MANY + 1)]
    listed = [[name, "壶镇镇", SOURCE, "附表"] for name in names]
    sales = [[name, "销售额", "2020年", f"{number}.5亿元", SOURCE, "附表"] for number, name in enumerate(names, 1)]
    return write(
        tmp_path / "年报.xlsx",
        企业=[["名称", "所在地区", "来源", "出处"], *listed],
        数据=[["对象", "指标", "期间", "数值", "来源", "出处"], *sales],
    )


def correct(path) -> None:
    book = load_workbook(path)
    book["工业"]["F2"] = "45.12亿元"
    book.save(path)


def preview(page, path) -> None:
    page.get_by_label("表格文件").set_input_files(path)
    page.get_by_role("button", name="预览").click()
    page.get_by_text("现在什么也没有写入").wait_for(timeout=PATIENCE_MS)


def publish(page) -> None:
    page.get_by_role("button", name="发布", exact=True).first.click()


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
    publish(editor)
    expect(editor.get_by_text("已发布：新增2，变更0，未变0，搁置0。")).to_be_visible()

    # then the figure stands on its page
    reader.reload()
    expect(reader.locator(".figure-value").first).to_have_text(re.compile(r"45\.12\s*亿元"))
    expect(reader.locator(".figure").first).to_contain_text("36.1%")


def test_many_enterprises_and_their_figures_are_public_in_two_clicks(own_site, visit, many_enterprises):
    publisher = visit(own_site)
    sign_in(publisher, aside(employ, "发布"))

    # given the file is chosen on the desk, two clicks publish it: 预览, 发布
    preview(publisher, many_enterprises)
    expect(publisher.get_by_text("560 行，新增 560，变更 0，未变 0，搁置 0，错误 0")).to_have_count(2)
    publish(publisher)
    expect(publisher.get_by_text("已发布：新增1120，变更0，未变0，搁置0。")).to_be_visible(timeout=PATIENCE_MS)

    # then the result leads to the public pages
    expect(publisher.get_by_text("等560个")).to_be_visible()
    publisher.get_by_role("link", name="示例机械001有限公司").click()
    expect(publisher.get_by_role("heading", level=1)).to_contain_text("示例机械001有限公司")
    expect(publisher.get_by_role("main")).to_contain_text(re.compile(r"1\.5\s*亿元"))


def test_one_submits_and_another_publishes(own_site, visit, workbook):
    correct(workbook)
    editor, publisher = visit(own_site), visit(own_site)
    sign_in(editor, aside(employ, "编辑"))
    open_from_sidebar(editor, IMPORT)

    # when an editor has looked, there is no way to publish, but one to submit
    preview(editor, workbook)
    expect(editor.get_by_text("没有发布权限")).to_be_visible()
    expect(editor.get_by_role("button", name="放弃")).to_be_visible()
    expect(editor.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    editor.get_by_role("button", name="提交").click()
    expect(editor.get_by_text("待发布：user-编辑")).to_be_visible()

    # then somebody who may publish finds it on the desk, sees the same preview and publishes
    sign_in(publisher, aside(employ, "发布"))
    publisher.get_by_role("link", name=re.compile("待发布的批次")).click()
    publisher.get_by_role("link", name=re.compile("八月数据.xlsx")).first.click()
    publisher.get_by_role("link", name="查看预览，发布或放弃").click()
    expect(publisher.get_by_text("新增 2，变更 0")).to_be_visible()
    publish(publisher)
    expect(publisher.get_by_text("已发布：新增2，变更0，未变0，搁置0。")).to_be_visible()
    publisher.goto(VALUE_ADDED)
    expect(publisher.locator(".figure-value").first).to_have_text(re.compile(r"45\.12\s*亿元"))
