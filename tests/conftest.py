"""Settings and small worlds that all tests share; the functions that make things stand in tests/factories.py."""

import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from indicators.models import Region
from tests.demo_data import demo, demo_database  # noqa: F401  (here once, so that the demo is loaded once)
from tests.factories import make_group, make_region, make_root, make_source


def pytest_configure():
    """Each worker keeps uploads of its own, so that a test may look at all of them."""
    settings.MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="county-portal-test-uploads-"))


def pytest_unconfigure():
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _plain_settings(settings, monkeypatch):
    """No manifest of static files, and a clock that no demo has pinned."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Nothing is collected for a test; whitenoise warns of a folder that is not there.
    settings.STATIC_ROOT = settings.BASE_DIR / "static"
    settings.CLOCK_PIN_FILE = None
    monkeypatch.delenv("PORTAL_TODAY", raising=False)


@pytest.fixture(autouse=True)
def _chinese(settings):
    """A request for an English page leaves English to its thread; the next test shall not read it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def root_city(db):
    """A world: 丽水市, a root region."""
    return make_root()


@pytest.fixture
def county(root_city):
    """缙云县 in 丽水市, the region whose portal this is."""
    return make_region("缙云县", "331122", root_city, level=Region.Level.COUNTY, is_home=True, name_en="Jinyun County")


@pytest.fixture
def town(county):
    """壶镇镇 in 缙云县."""
    return make_region("壶镇镇", "331122101", county, short_name="壶镇")


@pytest.fixture
def whole_city(root_city):
    """The group 全市, whose size no source prints."""
    return make_group(root_city, "全市", name_en="the city")


@pytest.fixture
def mountain_counties(root_city):
    """The group 山区26县, of 26 without members."""
    return make_group(root_city, "山区26县", 26, name_en="26 mountain counties")


@pytest.fixture
def source(db):
    """A printed source, whose figures are public."""
    return make_source()
