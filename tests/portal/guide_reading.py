"""Reads the guide, and the pages that it speaks of, for the words that an editor sees."""

import json
import re
from html.parser import HTMLParser

# How the guide quotes a label; other words stand in curly marks.
QUOTED = re.compile("「([^」]+)」")
SHOWN = ("placeholder", "title", "aria-label")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Guide(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.labels: list[tuple[str, str]] = []
        self.pictures: list[dict] = []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "img":
            self.pictures.append(attributes)
        if tag not in VOID:
            self.open.append((tag, attributes.get("data-page", "")))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        page = next((page for _tag, page in reversed(self.open) if page), "")
        self.labels += [(page, label) for label in QUOTED.findall(text)]


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words: set[str] = set()
        self.tag = ""

    def handle_starttag(self, tag, attributes):
        attributes, self.tag = dict(attributes), tag
        self.words |= {" ".join((attributes.get(name) or "").split()) for name in SHOWN}
        # A script of the admin writes the button that adds a row.
        if rows := attributes.get("data-inline-formset"):
            self.words.add(json.loads(rows)["options"]["addText"])

    def handle_data(self, text):
        if self.tag not in ("script", "style"):
            self.words.add(" ".join(text.split()))


def labels(html: str) -> list[tuple[str, str]]:
    """The labels that the guide quotes, each as the page that the nearest `data-page` names ("" for none) and words."""
    guide = _Guide()
    guide.feed(html)
    return guide.labels


def pictures(html: str) -> list[dict]:
    """The attributes of every picture."""
    guide = _Guide()
    guide.feed(html)
    return guide.pictures


def words_shown(html: str) -> set[str]:
    """Every piece of a page's words that stands by itself: labels, buttons, links, headings, hints."""
    page = _Page()
    page.feed(html)
    return page.words
