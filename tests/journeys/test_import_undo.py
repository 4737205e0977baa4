"""A publisher takes an import back after one of its figures was changed by somebody else."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import employ, sign_in
from tests.journeys.site import aside
from tests.journeys.test_import import HEADERS, SOURCE, VALUE_ADDED, preview, publish, write

pytestmark = pytest.mark.usefixtures("worker")

AUGUST = ["缙云县", "地区", "规上工业增加值", "数值", "2021年1-8月"]
IN_FORCE = "/admin/indicators/observation/?q=规上工业增加值"
SEPTEMBER = [*AUGUST[:4], "2021年1-9月"]


def publish_file(page, path, *rows):
    """Publishes a sheet of figures from the desk; the page is then the batch's."""
    page.goto("/admin/")
    preview(page, write(path, 工业=[HEADERS, *([*row, SOURCE, "附表"] for row in rows)]))
    publish(page)
    page.get_by_text("已发布：").wait_for()


def test_an_import_is_taken_back_but_for_what_was_changed_since(own_site, visit, tmp_path):
    publisher, reader = visit(own_site), visit(own_site)
    sign_in(publisher, aside(employ, "发布"))

    # given two figures were imported, and one of them was replaced by a later import
    publish_file(publisher, tmp_path / "两个月.xlsx", [*AUGUST, "45.12亿元"], [*SEPTEMBER, "51.3亿元"])
    imported = publisher.url
    publish_file(publisher, tmp_path / "九月更新.xlsx", [*SEPTEMBER, "52亿元"])

    # when the first import is taken back, the replaced figure is shown with its three values
    publisher.goto(imported)
    publisher.get_by_role("link", name="撤回这一批").click()
    expect(publisher.get_by_text("1 个数据后来又更新过，要逐个选择。")).to_be_visible()
    publisher.get_by_role("button", name="撤回").click()
    expect(publisher.get_by_text("有1处后来又改过，请逐处选择。什么也没有撤回。")).to_be_visible()
    conflict = publisher.get_by_role("group")
    expect(conflict).to_contain_text(re.compile(r"导入的.*51\.3亿元.*现在的.*52亿元", re.DOTALL))

    # when the publisher keeps what is there now, the other figure is withdrawn
    publisher.get_by_label("保留现在的").check()
    publisher.get_by_role("button", name="撤回").click()
    expect(publisher.get_by_text(re.compile("已撤回：恢复0，撤下1"))).to_be_visible()
    reader.goto(VALUE_ADDED)
    expect(reader.locator(".figure-value").first).to_have_text(re.compile(r"52(\.0+)?\s*亿元"))
    undo_page = publisher.url
    publisher.goto(IN_FORCE)
    expect(publisher.get_by_text("45.12亿元")).to_have_count(0)
    expect(publisher.get_by_text("52亿元")).to_have_count(1)

    # when the undo is taken back, the figure is there again
    publisher.goto(undo_page)
    publisher.get_by_role("link", name="恢复被撤回的内容").click()
    publisher.get_by_role("button", name="恢复").click()
    expect(publisher.get_by_text(re.compile("已重做：恢复1，撤下0"))).to_be_visible()
    publisher.goto(IN_FORCE)
    expect(publisher.get_by_text("45.12亿元")).to_have_count(1)
