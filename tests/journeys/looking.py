"""What can be found wrong with a page by looking at it in a browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPEN_NOTES = "document.querySelectorAll('details').forEach((note) => { note.open = true; })"
STICKS_OUT = "document.scrollingElement.scrollWidth - window.innerWidth"
# The innermost elements that stick out, but for those within a table that scrolls by itself.
WIDEST = """() => {
  const scrolls = (element) => element.parentElement.closest(".table-scroll");
  return [...document.querySelectorAll("body *")]
    .filter((element) => !scrolls(element) && element.getBoundingClientRect().right > window.innerWidth + 1)
    .slice(-2).map((element) => element.outerHTML.slice(0, 150));
}"""


def open_with_notes(page: Page, address: str) -> None:
    """Goes there and opens every source note, as readers may."""
    page.goto(address)
    page.evaluate(OPEN_NOTES)


def violations(page: Page) -> list[str]:
    """What axe objects to: rule, element and what to do, on one line each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} {node['html'][:120]} {' '.join(node['failureSummary'].split())}"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> list:
    """How many pixels stick out of the window, and of what; nothing where nothing does."""
    pixels = page.evaluate(STICKS_OUT)
    return [pixels, *page.evaluate(WIDEST)] if pixels > 0 else []


def faults_of(page: Page, addresses, *rules) -> dict[str, list]:
    """What the rules find wrong, by address."""
    faults = {}
    for address in addresses:
        open_with_notes(page, address)
        if found := [fault for rule in rules for fault in rule(page)]:
            faults[address] = found
    return faults
