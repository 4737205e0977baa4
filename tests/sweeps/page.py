"""A page taken apart into its elements, for rules that hold on every page."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

# What the browser fetches by itself, without the reader asking for it.
FETCHING = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
# A script that no browser runs and no policy forbids: what search engines read of a page.
DATA_BLOCK = "application/ld+json"
FETCHING_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"}


class Page(HTMLParser):
    """status; html as sent, in bytes; elements: (tag, attributes) in order; texts: the words in each, by its tag."""

    def __init__(self, response):
        super().__init__()
        self.status = response.status_code
        self.html = response.content
        self.elements: list[tuple[str, dict]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(self.html.decode())
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.texts.setdefault(tag, []).append("")
        self._open.append(tag)

    def handle_endtag(self, tag):
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, text):
        for tag in set(self._open):
            self.texts[tag][-1] += text

    def attributes_of(self, tag: str) -> list[dict]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def language(self) -> str:
        return self.attributes_of("html")[0].get("lang", "")

    @property
    def headings(self) -> list[str]:
        """The words of the page's first-level headings; one without words is none."""
        return [words for words in self.texts.get("h1", []) if words.strip()]

    @property
    def fetched(self) -> list[str]:
        """The addresses that the browser fetches to show the page, in order."""
        return [
            attributes[FETCHING[tag]]
            for tag, attributes in self.elements
            if attributes.get(FETCHING.get(tag, ""))
            and (tag != "link" or FETCHING_RELATIONS & set(attributes.get("rel", "").split()))
        ]

    @property
    def foreign(self) -> list[str]:
        """What of it lies on another host."""
        return [address for address in self.fetched if urlsplit(address).netloc or address.startswith("//")]

    @property
    def inline(self) -> list[str]:
        """Scripts and styles that stand in the page itself, as a strict policy forbids."""
        attributes = [
            f"<{tag} {name}>"
            for tag, present in self.elements
            for name in present
            if name == "style" or name.startswith("on")
        ]
        scripts = [
            f"<{tag}>"
            for tag, present in self.elements
            if tag == "style" or (tag == "script" and "src" not in present and present.get("type") != DATA_BLOCK)
        ]
        return attributes + scripts
