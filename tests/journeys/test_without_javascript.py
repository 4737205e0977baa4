"""With JavaScript off the pages say the same and lead everywhere: it only adds convenience."""

import re

from playwright.sync_api import expect

from tests.journeys.looking import open_with_notes
from tests.journeys.site import aside
from tests.sweeps.addresses import PAGES, busiest


def words(page, address) -> list[str]:
    open_with_notes(page, address)
    return page.locator("body").inner_text().split()


def test_pages_say_the_same(site, visit):
    with_scripts, without = visit(site), visit(site, java_script_enabled=False)
    addresses = aside(lambda: [busiest(name) for name in PAGES])

    assert {address: words(without, address) for address in addresses} == {
        address: words(with_scripts, address) for address in addresses
    }


def test_a_reader_finds_everything_without_it(site, visit):
    page = visit(site, java_script_enabled=False)
    page.goto("/")

    # when the county's enterprise is searched by its initials, its page opens from the hits
    page.locator("#site-search").fill("jlh")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("main").get_by_role("link", name="锯力煌").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("锯力煌")

    # and a source opens where the figure stands
    note = page.locator("main details").first
    note.locator("summary").click()
    expect(note.get_by_text("缙云：造就山区工业发展特色样本")).to_be_visible()

    # and the directory filters by a park and shows what was chosen
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="企业").click()
    page.get_by_label("园区", exact=True).select_option(label="缙云经开区（1）")
    page.get_by_role("button", name="筛选").click()
    expect(page).to_have_url(re.compile("park=jinyunjingkaiqu"))
    expect(page.get_by_role("main").get_by_role("link", name="君鸿机械")).to_be_visible()
