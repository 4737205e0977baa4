"""The hand of somebody who follows the guide: it finds everything by the words on the screen, and counts its clicks."""

import os
import re
from pathlib import Path

from playwright.sync_api import Locator, Page

# A folder for the guide's pictures; without it none are taken.
PICTURES = os.environ.get("GUIDE_PICTURES")
PICTURE = {"width": 1280, "height": 800}
HEAVIEST_BYTES = 120_000
TO_THE_MIDDLE = "element => element.scrollIntoView({block: 'center'})"


class Hand:
    """Clicks and types at a page. Choosing from a list is two clicks; a field is reached with the Tab key."""

    def __init__(self, page: Page):
        self.page = page
        self.clicks = self.fields = self.letters = 0

    def click(self, place: Locator) -> None:
        place.click()
        self.clicks += 1

    def press(self, button: str) -> None:
        self.click(self.page.get_by_role("button", name=among_icons(button)))

    def follow(self, words: str) -> None:
        """A link of the page, not of the sidebar."""
        self.click(self.page.locator("#main").get_by_role("link", name=among_icons(words)).first)

    def turn_to(self, section: str) -> None:
        """A section of the sidebar."""
        self.click(self.page.locator("#nav-sidebar, nav").get_by_role("link", name=among_icons(section)).first)

    def write(self, label: str, text: str) -> None:
        self._type(self.page.locator(f"[id='{self._target(label)}']"), text)

    def pick(self, label: str, option: str) -> None:
        """One of a short list."""
        self.page.locator(f"[id='{self._target(label)}']").select_option(label=option)
        self.clicks += 2

    def find(self, label: str, text: str) -> None:
        """One of a long list, by typing some of its name."""
        self.click(self.page.locator(f"[id='select2-{self._target(label)}-container']"))
        self._type(self.page.locator(".select2-search__field").last, text)
        self.click(self.page.locator("li.select2-results__option").filter(has_text=text).first)

    def look_for(self, placeholder: str, text: str) -> None:
        """In the search field of a list."""
        self._type(self.page.get_by_placeholder(placeholder), text)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**q=*")

    def picture(self, name: str, *, around: str = "") -> None:
        """Keeps the screen as a step's picture, with the field of the label `around` in its middle."""
        if not PICTURES:
            return
        if around:
            self._label(around).evaluate(TO_THE_MIDDLE)
        else:
            self.page.evaluate("window.scrollTo(0, 0)")
        path = Path(PICTURES) / f"{name}.png"
        self.page.screenshot(path=path, animations="disabled")
        assert path.stat().st_size < HEAVIEST_BYTES, f"{name}.png is heavy: show less"

    def _type(self, field: Locator, text: str) -> None:
        field.fill(text)
        self.fields += 1
        self.letters += len(text)

    def _label(self, words: str) -> Locator:
        """Required fields have a star behind their label; of several tabs only one shows."""
        return self.page.locator("label:visible").filter(has_text=re.compile(rf"^\s*{words}\s*\*?\s*$")).first

    def _target(self, label: str) -> str:
        return self._label(label).get_attribute("for")


def among_icons(words: str) -> re.Pattern:
    """The words alone, or beside an icon, which is a ligature and so part of the name."""
    return re.compile(rf"(^|\s){re.escape(words)}(\s|$)")
