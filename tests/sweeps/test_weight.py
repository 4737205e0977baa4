"""What a page weighs on first view: itself, its styles, scripts and pictures, each compressed as it travels."""

import gzip
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from tests.sweeps.page import Page

MOST_BYTES = 100_000
MOST_SCRIPT_BYTES = 20_000
PACKED_ALREADY = {".png", ".jpg", ".webp", ".avif", ".woff2"}


def travelling(content: bytes) -> int:
    return len(gzip.compress(content))


@cache
def static_file(address: str) -> Path:
    found = finders.find(address.partition("?")[0].removeprefix("/" + settings.STATIC_URL.strip("/") + "/"))
    assert found, f"{address} is no static file"
    return Path(found)


@cache
def static_weight(address: str) -> int:
    path = static_file(address)
    return path.stat().st_size if path.suffix in PACKED_ALREADY else travelling(path.read_bytes())


def is_script(address: str) -> bool:
    return static_file(address).suffix in {".js", ".mjs"}


def weight(page: Page) -> int:
    return travelling(page.html) + sum(static_weight(address) for address in set(page.fetched))


def script_weight(page: Page) -> int:
    inline = sum(travelling(words.encode()) for words in page.texts.get("script", []) if words)
    return inline + sum(static_weight(address) for address in set(page.fetched) if is_script(address))


def test_no_page_weighs_more_than_a_hundred_kilobytes(pages):
    weights = {address: weight(page) for found in pages.values() for address, page in found.items()}

    assert min(weights.values()) > 5_000, "the styles were not weighed"
    assert {address: total for address, total in weights.items() if total > MOST_BYTES} == {}


def test_no_page_brings_more_than_twenty_kilobytes_of_scripts(pages):
    weights = {address: script_weight(page) for found in pages.values() for address, page in found.items()}

    assert {address: total for address, total in weights.items() if total > MOST_SCRIPT_BYTES} == {}


def test_styles_ask_no_other_host(pages):
    sheets = {address for page in pages["zh-hans"].values() for address in page.fetched if address.endswith(".css")}
    elsewhere = re.compile(r"@import|url\(\s*['\"]?(?:https?:)?//")

    assert sheets
    assert {sheet for sheet in sheets if elsewhere.search(static_file(sheet).read_text())} == set()
