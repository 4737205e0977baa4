"""The interactive chart in a real browser: drawn by this site's own engine, under its policy, only when asked for."""

import datetime

import pytest
from playwright.sync_api import expect

from indicators.models import Indicator, Region
from tests.factories import make_source, publish_figure
from tests.journeys.site import aside

CODE = "industrial_value_added_above_scale"


@pytest.fixture
def years(own_site):
    """Three years of the home county's value added, one of them inexact."""

    def publish():
        county, indicator = Region.objects.home(), Indicator.objects.get(code=CODE)
        source = make_source("统计年鉴2020")
        for year, value, qualifier in ((2018, "51.2", "="), (2019, "56.4", ">"), (2020, "60.1", "=")):
            days = {"first_day": datetime.date(year, 1, 1), "last_day": datetime.date(year, 12, 31)}
            period = {**days, "period_kind": "year", "period_label": f"{year}年"}
            publish_figure(county, indicator, value, source=source, qualifier=qualifier, **period)

    aside(publish)


@pytest.mark.usefixtures("years")
def test_the_chart_answers_to_the_pointer_when_asked_to(own_site, visit):
    page = visit(own_site)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    # given the still chart, for which nothing is loaded
    page.goto(f"/indicators/{CODE}/embed/?every=yearly")
    expect(page.locator("svg.chart-drawing")).to_be_visible()
    assert [address for address in asked if address.endswith(".js")] == []

    # when the interactive one is asked for, it is drawn by scripts of this site alone
    page.get_by_role("link", name="互动图").click()
    expect(page.locator(".chart-interactive[data-drawn] svg")).to_be_visible(timeout=30_000)
    expect(page.locator(".chart-interactive")).to_contain_text("60.1")

    # then a figure pointed at tells its period, its value as written, and its source
    page.locator(".chart-interactive .mark-symbol.role-mark path").nth(4).hover()
    tooltip = page.locator("#vg-tooltip-element")
    expect(tooltip).to_be_visible()
    expect(tooltip).to_contain_text("2019年")
    expect(tooltip).to_contain_text("超过56.4亿元")
    expect(tooltip).to_contain_text("统计年鉴2020")


@pytest.mark.usefixtures("years")
def test_without_javascript_the_still_picture_stays(own_site, visit):
    page = visit(own_site, java_script_enabled=False)
    page.goto(f"/indicators/{CODE}/embed/?every=yearly&view=interactive")

    expect(page.locator(".chart-interactive svg.chart-drawing")).to_be_visible()
