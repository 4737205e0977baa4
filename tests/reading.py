"""Reads public pages as a person does: their words without the markup."""

import re
from html import unescape


def words(html: str) -> str:
    """The words of a piece of a page, source notes left out; spaces only where Latin words need them."""
    without_notes = re.sub(r"<details.*?</details>", " ", html, flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", without_notes)).split())
    return re.sub(r"(?<![A-Za-z,]) | (?![A-Za-z])", "", text)


def main(response) -> str:
    """The markup of the page's own content, without header and footer."""
    html = response.content.decode()
    return re.search(r"<main.*?</main>", html, flags=re.DOTALL)[0]


def section(response, heading_id: str) -> str:
    """The markup of the section under a heading, "" where the page has none."""
    pattern = rf'<section[^>]*aria-labelledby="{heading_id}".*?</section>'
    found = re.search(pattern, main(response), flags=re.DOTALL)
    return found[0] if found else ""


def facts(response) -> dict[str, str]:
    """The facts list: label to words."""
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", main(response), flags=re.DOTALL)
    return {words(label): words(value) for label, value in pairs}


def notes(html: str) -> list[str]:
    """The words of each source note in a piece of a page."""
    found = re.findall(r'<div class="source-note">.*?</div>', html, flags=re.DOTALL)
    return [words(note) for note in found]


def rows(html: str) -> list[list[str]]:
    """The cells of the tables' bodies, row by row."""
    bodies = re.findall(r"<tbody>.*?</tbody>", html, flags=re.DOTALL)
    lines = [line for body in bodies for line in re.findall(r"<tr[^>]*>.*?</tr>", body, flags=re.DOTALL)]
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line, flags=re.DOTALL)] for line in lines]


def notices(response) -> list[str]:
    """The sentences at the top of the page."""
    found = re.findall(r'<div class="notice .*?</div>', main(response), flags=re.DOTALL)
    return [words(notice) for notice in found]
