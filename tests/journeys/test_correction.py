"""An editor corrects a public figure, and the page follows."""

import re

from playwright.sync_api import expect

from tests.journeys.people import employ, open_from_sidebar, sign_in
from tests.journeys.site import aside

VALUE_ADDED = "/indicators/industrial_value_added_above_scale/"
FIGURES = "/admin/indicators/observation/"
REASON = "县统计局核对后更正。"


def test_a_corrected_figure_is_public_and_the_former_one_is_kept(own_site, visit):
    reader, editor = visit(own_site), visit(own_site)
    reader.goto(VALUE_ADDED)
    expect(reader.locator(".figure-value").first).to_contain_text("39.29")

    # given an editor who has found the figure of January to July
    sign_in(editor, aside(employ, "发布"))
    open_from_sidebar(editor, FIGURES)
    editor.get_by_placeholder("按对象或指标查找").fill("规上工业增加值")
    editor.keyboard.press("Enter")
    editor.get_by_role("row").filter(has_text="39.29亿元").get_by_role("link").first.click()
    editor.get_by_role("link", name="edit 更正").click()

    # when something is typed that is no number, and no reason, both are asked for beside their fields
    editor.get_by_label("新的数值").fill("三十九亿左右吧")
    editor.get_by_role("button", name="更正并发布").click()
    expect(editor.get_by_text("“三十九亿左右吧”").first).to_be_visible()
    expect(editor.get_by_text("这个字段是必填项。")).to_be_visible()
    reader.reload()
    expect(reader.locator(".figure-value").first).to_contain_text("39.29")

    # when it is corrected with a value as officials write it
    editor.get_by_label("新的数值").fill("39.30亿元")
    editor.get_by_label("理由").fill(REASON)
    editor.get_by_role("button", name="更正并发布").click()
    expect(editor.get_by_text("已更正：39.29亿元 → 39.30亿元。")).to_be_visible()

    # then the page shows the new figure, and what stood there before with day and reason
    reader.reload()
    expect(reader.locator(".figure-value").first).to_contain_text("39.30")
    correction = reader.locator(".corrections .entry").first
    expect(correction).to_contain_text("更正")
    expect(correction).to_contain_text(re.compile(r"\d{4}年\d{1,2}月\d{1,2}日"))
    expect(correction.locator("del")).to_have_text(re.compile(r"39\.29\s*亿元"))
    expect(correction.locator("ins")).to_have_text(re.compile(r"39\.30\s*亿元"))
    expect(correction).to_contain_text(REASON)
