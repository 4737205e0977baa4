"""Reads a page for the language of its words: what of it a reader of English would meet in Chinese without a mark."""

import re
from html.parser import HTMLParser

CHINESE = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
# Attributes whose words are read out or shown.
WORDED = ("title", "aria-label", "aria-description", "alt", "placeholder", "content", "label", "value")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    @property
    def language(self):
        return next((language for _tag, language in reversed(self.open) if language), "")

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        language = attributes.get("lang") or self.language
        for name in WORDED:
            self._judge(attributes.get(name), language, f"<{tag} {name}>")
        if tag not in VOID:
            self.open.append((tag, attributes.get("lang") or ""))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        while tag in (name for name, _language in self.open) and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if self.open and self.open[-1][0] not in ("script", "style"):
            self._judge(text, self.language, f"<{self.open[-1][0]}>")

    def _judge(self, words, language, place):
        if words and CHINESE.search(words) and not language.startswith("zh"):
            self.found.append(f"{place} {' '.join(words.split())}")


def unmarked_chinese(html: str) -> list[str]:
    """Chinese words and punctuation outside elements with lang="zh…", in texts and worded attributes, with their place."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
