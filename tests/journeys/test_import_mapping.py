"""A heading that the portal does not know is explained once, on the preview, and never asked about again."""

import re

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.journeys.people import employ, sign_in
from tests.journeys.site import aside
from tests.journeys.test_import import PATIENCE_MS, SOURCE, preview, publish

pytestmark = pytest.mark.usefixtures("worker")


def report_of(folder, month, town, rows):
    """8月报表.xlsx: a title with its period, a unit line, one heading and perhaps one name that nobody knows."""
    book = Workbook()
    page = book.active
    page.title = "分乡镇"
    for row in (
        [f"2021年1-{month}月分乡镇（街道）规上工业主要指标"],
        [None, None, None, "单位：万元"],
        ["乡镇（街道）", "工业产出", "同比±%", "规上工业增加值"],
        [town, 301500, 38.2, 80400],
        ["五云街道", *rows],
        [f"数据来源：{SOURCE}"],
    ):
        page.append(row)
    path = folder / f"{month}月报表.xlsx"
    book.save(path)
    return path


def test_a_mapping_corrected_once_is_not_asked_again(own_site, visit, tmp_path):
    publisher = visit(own_site)
    sign_in(publisher, aside(employ, "发布"))

    # given a heading and a name that nobody knows: their figures are set aside, and the panel stands open
    preview(publisher, report_of(tmp_path, 8, "壶镇所", [98700, 21.5, 20300]))
    panel = publisher.locator("details.mapping")
    expect(panel).to_have_attribute("open", "")
    expect(panel.get_by_role("row").filter(has_text="工业产出")).to_contain_text("没有认出")
    expect(panel).to_contain_text("需核对")

    # when what is written names nothing, a sentence says so and nothing is lost
    panel.get_by_label("B列是什么").select_option("indicator")
    panel.get_by_label("B列的指标或对象").fill("规上工业总产出")
    panel.get_by_label("“壶镇所”的登记名称").fill("壶镇镇")
    panel.get_by_role("button", name="按此更正重新核对").click()
    expect(panel.get_by_role("alert")).to_contain_text("没有名为“规上工业总产出”的指标")
    expect(panel.get_by_label("“壶镇所”的登记名称")).to_have_value("壶镇镇")

    # when the name is put right, from the keyboard alone
    panel.get_by_label("B列的指标或对象").fill("规上工业总产值")
    panel.get_by_label("B列的指标或对象").press("Enter")
    expect(panel.get_by_role("row").filter(has_text="工业产出")).to_contain_text("按您的更正", timeout=PATIENCE_MS)
    expect(publisher.get_by_text("新增 6，变更 0，未变 0，搁置 0，错误 0")).to_be_visible()
    publish(publisher)
    expect(publisher.get_by_text("已发布：新增6，变更0，未变0，搁置0。")).to_be_visible(timeout=PATIENCE_MS)

    # then next month's file goes straight in
    publisher.goto("/admin/imports/importbatch/import/")
    preview(publisher, report_of(tmp_path, 9, "壶镇所", [109700, 22.5, 23300]))
    expect(publisher.get_by_text("新增 6，变更 0，未变 0，搁置 0，错误 0")).to_be_visible()
    panel = publisher.locator("details.mapping")
    expect(panel).to_contain_text("的更正理解。")
    publish(publisher)
    expect(publisher.get_by_text("已发布：新增6，变更0，未变0，搁置0。")).to_be_visible(timeout=PATIENCE_MS)

    # and what is remembered can be looked up
    publisher.goto("/admin/imports/rememberedreading/")
    expect(publisher.get_by_role("main").or_(publisher.locator("#content")).first).to_contain_text(
        re.compile("工业产出")
    )
