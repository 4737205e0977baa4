"""One file with an error, a warning and a row set aside, from the first preview to the public page."""

import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.people import employ, sign_in
from tests.journeys.site import aside
from tests.journeys.test_import import HEADERS, SOURCE, VALUE_ADDED, preview, publish, write

pytestmark = pytest.mark.usefixtures("worker")

AUGUST = "2021年1-8月"
# The demo prints 39.29亿元 for January to July.
ROWS = [
    ["缙云县", "地区", "规上工业增加值", "数值", AUGUST, "38.5亿元", SOURCE, "附表"],
    ["缙云县", "地区", "规上工业增加值", "同比", AUGUST, "三成多", SOURCE, "附表"],
    ["缙云新区", "地区", "规上工业增加值", "数值", AUGUST, "1.2亿元", SOURCE, "附表"],
]
ASIDE = "没有名为“缙云新区”的地区，请改成已登记的名称或先导入它。"
REASON = "年中核减了重复上报的产值"


@pytest.fixture
def workbook(tmp_path):
    return write(tmp_path / "八月数据.xlsx", 工业=[HEADERS, *ROWS])


def correct(path) -> None:
    book = load_workbook(path)
    book["工业"]["F3"] = "36.1%"
    book.save(path)


def test_an_error_a_warning_and_a_row_set_aside_of_one_file(own_site, visit, workbook):
    publisher, reader = visit(own_site), visit(own_site)
    sign_in(publisher, aside(employ, "发布"))

    # when the file goes in, the page names all three by their cells, and does not offer to publish
    preview(publisher, workbook)
    expect(publisher.get_by_text("有 1 处错误，改正后才能发布。")).to_be_visible()
    expect(publisher.get_by_role("row").filter(has_text="工业!F3")).to_contain_text("三成多")
    doubt = publisher.get_by_role("checkbox", name=re.compile("工业!F2"))
    expect(doubt).not_to_be_checked()
    expect(publisher.get_by_role("row").filter(has_text="工业!4")).to_contain_text(ASIDE)
    expect(publisher.get_by_role("button", name="发布", exact=True)).to_have_count(0)

    # when the corrected file goes in, the doubt must still be ticked, with a reason
    correct(workbook)
    publisher.get_by_role("button", name="换一个改好的文件").click()
    preview(publisher, workbook)
    expect(publisher.get_by_text("有 1 处疑点，逐条核对、勾选并写明理由后才能发布。")).to_be_visible()
    publish(publisher)
    expect(publisher.get_by_text("还有1处疑点没有确认，请逐条核对后勾选。")).to_be_visible()
    doubt.check()
    publish(publisher)
    expect(publisher.get_by_text("确认疑点要写明理由。")).to_be_visible()
    expect(doubt).to_be_checked()
    reader.goto(VALUE_ADDED)
    expect(reader.locator("main")).not_to_contain_text("1—8月")
    publisher.get_by_label("为什么这些疑点没有错").fill(REASON)
    publish(publisher)

    # then the figures are public, and the batch still names the row that was set aside and why the doubt was none
    expect(publisher.get_by_text("已发布：新增2，变更0，未变0，搁置1。")).to_be_visible()
    expect(publisher.get_by_role("row").filter(has_text="工业!4")).to_contain_text(ASIDE)
    expect(publisher.get_by_text(re.compile(r"cumulative_fell@工业!F2"))).to_be_visible()
    expect(publisher.get_by_text(REASON)).to_be_visible()
    reader.reload()
    expect(reader.locator(".figure-value").first).to_have_text(re.compile(r"38\.5\s*亿元"))
    expect(reader.locator(".figure").first).to_contain_text("36.1%")
