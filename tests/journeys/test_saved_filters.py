"""An editor keeps a filter of a list."""

from playwright.sync_api import expect

from tests.journeys.people import employ, sign_in
from tests.journeys.site import aside

LIST = "/admin/enterprises/enterprise/"


def test_a_filter_is_kept_found_again_and_deleted(own_site, visit):
    page = visit(own_site)
    sign_in(page, aside(employ, "编辑"))
    page.goto(LIST)
    page.get_by_role("link", name="没有行业").click()

    # when the chore that one looks at is kept under a name
    page.get_by_label("筛选的名称").fill("先补行业")
    page.get_by_role("button", name="保存当前筛选").click()
    expect(page.get_by_text("已保存筛选“先补行业”。")).to_be_visible()

    # then it stands on the list and leads back to the same rows
    page.goto(LIST)
    page.get_by_role("link", name="先补行业").click()
    expect(page.get_by_role("link", name="没有行业")).to_have_attribute("aria-current", "true")
    assert page.url.endswith(f"{LIST}?chore=no_industry")

    page.get_by_role("button", name="删除筛选“先补行业”").click()
    expect(page.get_by_role("link", name="先补行业")).to_have_count(0)
