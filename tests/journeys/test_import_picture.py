"""A sheet drawn as its grid: with the keyboard from one fault to the next, across its pages."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.looking import overflow, violations
from tests.journeys.people import employ, sign_in
from tests.journeys.site import aside
from tests.journeys.test_import import HEADERS, IMPORT, SOURCE, preview, write

pytestmark = pytest.mark.usefixtures("worker")

FIGURE = ["缙云县", "地区", "规上工业增加值", "数值", "2021年1-8月", "45.1O亿元", SOURCE, "附表"]
UNKNOWN = ["缙云新区", "地区", "规上工业增加值", "数值", "2021年1-8月", "1.2亿元", SOURCE, "附表"]
# So that the last fault stands on the second page.
MONTHS = [
    ["缙云县", "地区", "规上工业增加值", "数值", f"{2011 + month // 12}年{month % 12 + 1}月", "1亿元", SOURCE, "附表"]
    for month in range(110)
]
FOCUS = "document.activeElement.id"


@pytest.fixture
def workbook(tmp_path):
    """Faults at F2, row 3 and F114."""
    late = [*FIGURE[:4], "2021年1-7月", "几十亿元", SOURCE, "附表"]
    return write(tmp_path / "八月数据.xlsx", 工业=[HEADERS, FIGURE, UNKNOWN, *MONTHS, late])


def test_faults_are_read_at_their_cells_with_the_keyboard(own_site, visit, workbook):
    editor = visit(own_site)
    sign_in(editor, aside(employ, "编辑"))
    editor.goto(IMPORT)
    preview(editor, workbook)

    # when the whole sheet is opened, the reasons wait at their cells
    editor.get_by_role("link", name="看整张表").click()
    expect(editor.get_by_role("columnheader", name="F")).to_be_visible()
    reason = editor.locator(".picture-note:visible")
    expect(reason).to_have_count(0)
    assert faults_of_ours(editor) == []

    # when the focus comes to the faulty cell, what is wrong there is said in words
    editor.get_by_role("region", name=re.compile("工作表“工业”")).focus()
    editor.keyboard.press("Tab")
    assert editor.evaluate(FOCUS) == "F2"
    expect(reason).to_contain_text("错误")
    expect(reason).to_contain_text("45.1O亿元")

    # when one goes on, the next fault has the focus and says its own, also on another page
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    expect(reason).to_contain_text("没有名为“缙云新区”的地区")
    assert editor.evaluate(FOCUS) == "3"
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    expect(editor).to_have_url(re.compile("#F114$"))
    expect(editor.get_by_text("第 101—114 行，共 114 行").first).to_be_visible()
    expect(reason).to_contain_text("几十亿元")
    expect(editor.locator("thead")).to_contain_text("对象类别")


@pytest.mark.parametrize(("width", "colour"), [(390, "light"), (1280, "dark")])
def test_the_picture_fits_a_phone_and_the_dark(own_site, visit, workbook, width, colour):
    editor = visit(own_site, viewport={"width": width, "height": 844}, color_scheme=colour)
    sign_in(editor, aside(employ, "编辑"))
    editor.goto(IMPORT)
    preview(editor, workbook)
    editor.get_by_role("link", name="看整张表").click()
    editor.locator("#F2").click()

    expect(editor.locator(".picture-note:visible")).to_be_in_viewport()
    assert overflow(editor)[:1] in ([], [0])
    assert faults_of_ours(editor) == []


def faults_of_ours(page) -> list[str]:
    """What axe objects to in the drawn sheet; the frame around it is the admin's."""
    return [line for line in violations(page) if "picture" in line or 'id="F' in line]
