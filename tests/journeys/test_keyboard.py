"""The keyboard alone reaches everything, shows where it is, and does what the mouse does."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.site import aside
from tests.sweeps.addresses import PAGES, busiest
from tests.sweeps.crowd import make_crowd

# What can be used on a page, as the keyboard must reach it: everything but what is hidden or a closed list's.
USABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((element) => element.checkVisibility() && element.type !== "hidden" && element.tabIndex >= 0).length"""
NUMBERED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const seen = element.dataset.reached !== undefined;
  element.dataset.reached = "";
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {
    what: element.outerHTML.slice(0, 120),
    seen,
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < window.innerHeight,
  };
}"""
MOST_STEPS = 1000


def walk(page) -> list[dict]:
    """Every place that Tab comes to, from the top of the page until it leaves it."""
    places = []
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        place = page.evaluate(NUMBERED)
        if place is None or place["seen"]:
            return places
        places.append(place)
    raise AssertionError("Tab never came to an end")


def check(page, address) -> None:
    page.goto(address)
    places = walk(page)

    assert len(places) == page.evaluate(USABLE)
    assert [place["what"] for place in places if not (place["ringed"] and place["visible"])] == []


@pytest.mark.parametrize("address", ["/", "/enterprises/", "/enterprises/julihuang/"])
def test_tab_reaches_everything_and_shows_it(site, visit, address):
    check(visit(site), address)


@pytest.mark.slow
def test_tab_reaches_everything_on_every_page(site, visit):
    page = visit(site)
    for address in aside(lambda: [busiest(name, language) for name in PAGES for language in ("zh-hans", "en")]):
        check(page, address)


def press(page, *keys) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, target) -> None:
    """Presses Tab until the target has the focus."""
    for _step in range(MOST_STEPS):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        press(page, "Tab")
    raise AssertionError(f"Tab does not reach {target}")


def test_a_reader_needs_no_mouse(own_site, visit):
    aside(make_crowd, 30)  # more than one page of the directory
    page = visit(own_site)
    page.goto("/")

    # the first stop leads past the furniture
    press(page, "Tab", "Enter")
    expect(page.locator("#content")).to_be_focused()

    # a source opens with Enter and closes with Space
    note = page.locator("main details").first
    tab_to(page, note.locator("summary"))
    press(page, "Enter")
    expect(note.locator(".source-note").first).to_be_visible()
    press(page, "Space")
    expect(note.locator(".source-note").first).to_be_hidden()

    # the search offers names while one types, and goes to the one that is chosen
    page.goto("/")
    tab_to(page, page.locator("#site-search"))
    page.keyboard.type("julihuang")
    page.get_by_role("option", name="锯力煌").wait_for()
    press(page, "ArrowDown", "Enter")
    expect(page).to_have_url(re.compile(r"/enterprises/julihuang/$"))

    # the menu leads to the directory, where a filter is chosen, a page turned and a column sorted
    tab_to(page, page.get_by_role("navigation", name="主导航").get_by_role("link", name="企业"))
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("企业名录")
    tab_to(page, page.get_by_label("园区", exact=True))
    press(page, "ArrowDown")
    tab_to(page, page.get_by_role("button", name="筛选"))
    press(page, "Enter")
    expect(page).to_have_url(re.compile(r"park=jinyunjingkaiqu"))
    tab_to(page, page.get_by_role("link", name="下一页"))
    press(page, "Enter")
    expect(page).to_have_url(re.compile(r"page=2"))
    tab_to(page, page.get_by_role("columnheader").first.get_by_role("link"))
    press(page, "Enter")
    expect(page).to_have_url(re.compile(r"sort="))
