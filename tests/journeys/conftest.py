import os
from pathlib import Path

import pytest

from tests.demo_data import DEMO_DAY
from tests.journeys.browser import Watch, installed_browser, launched
from tests.journeys.site import copy_of, served, standing_on
from tests.journeys.worker import working

HERE = Path(__file__).parent
DESK = {"width": 1280, "height": 900}


@pytest.hookimpl(tryfirst=True)  # before -m chooses by the marks
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="package")
def browser():
    """One Chromium for all journeys."""
    path = installed_browser()
    if path is None:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("no Chromium is installed: apt install chromium, or set CHROMIUM to its path")
    # Django refuses to open or close a connection in a thread with an event loop, which Playwright keeps in ours.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with launched(path) as browser:
            yield browser


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """The databases are there, but no transaction waits in this thread: see tests/journeys/site.py."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def demo_name(demo_database, db, monkeypatch) -> str:
    """The name of the demo's database, with nobody in it and the clock at its day."""
    monkeypatch.setenv("PORTAL_TODAY", DEMO_DAY)
    demo_database.close()
    return demo_database.settings_dict["NAME"]


@pytest.fixture
def site(demo_name):
    """The address of the demo's site, for journeys that only read."""
    with standing_on(demo_name), served() as address:
        yield address


@pytest.fixture
def own_site(demo_name):
    """The address of a site on a copy of the demo, for journeys that write; the test's own questions go there too."""
    with copy_of(demo_name) as name, standing_on(name), served() as address:
        yield address


@pytest.fixture
def worker(own_site):
    """Who does what the pages of `own_site` queue."""
    with working():
        yield


@pytest.fixture
def visit(browser):
    """Opens a browser of somebody's own: `page = visit(address, **options)`. Fails if anything was noted at the end."""
    contexts, watches = [], []

    def open_page(address, **options):
        context = browser.new_context(base_url=address, **{"viewport": DESK, "locale": "zh-CN"} | options)
        contexts.append(context)
        watch = Watch(address)
        watch.over(context)
        watches.append(watch)
        context.set_default_timeout(10_000)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)
