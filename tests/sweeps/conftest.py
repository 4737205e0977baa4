import pytest
from django.test import Client

from indicators.chart_pages import base
from portal.pages import share
from tests.sweeps.addresses import every_address
from tests.sweeps.page import Page

READ = pytest.StashKey[dict[str, dict[str, Page]]]()


@pytest.fixture(autouse=True)
def _a_chinese_font(monkeypatch):
    """Pictures answer everywhere alike, whatever fonts this machine has."""
    for module in (share, base):
        monkeypatch.setattr(module, "chinese_font", lambda: "Noto Sans CJK SC")


@pytest.fixture
def pages(request, demo) -> dict[str, dict[str, Page]]:
    """Every public page of the demo as a stranger gets it: language, then address. Read once for all tests."""
    stash = request.config.stash
    if READ not in stash:
        stranger = Client()
        stash[READ] = {
            language: {address: Page(stranger.get(address)) for address in every_address(language)}
            for language in ("zh-hans", "en")
        }
    return stash[READ]
