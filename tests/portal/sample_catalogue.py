"""What 示例市 expects to find: the indicators and industries of the demo's catalogue that it refers to."""

import pytest

from indicators.models import Category
from portal.sample.counts import CLOUD, COLLECTED, HIGH_TECH, PROJECTS, RATE, RESOLVED, ROBOTS
from portal.sample.enterprises import INDUSTRIES
from portal.sample.series import SERIES
from tests.factories import make_indicator

UNITS = {"sales": "亿元", "exports": "亿元", "investment_amount": "亿元", "employees": "人"}
UNITS |= {COLLECTED: "个", RESOLVED: "个", RATE: "%", ROBOTS: "台", CLOUD: "家", HIGH_TECH: "家", PROJECTS: "个"}


@pytest.fixture
def catalogue(db):
    """The indicators by code."""
    Category.objects.bulk_create(Category(code_list="行业", code=code, name=f"行业{code}") for code in INDUSTRIES)
    units = {series.indicator: "亿元" for series in SERIES} | UNITS
    return {code: make_indicator(code, unit=unit) for code, unit in units.items()}
