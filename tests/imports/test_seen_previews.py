"""Only the preview that stood on the page is published or submitted, and only the warnings that were read are accepted."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from imports import actions
from imports.models import ImportBatch
from imports.report import Problem
from indicators.models import Indicator, Subject
from indicators.sheets.figures import FigureSheet
from tests.desk import make_user
from tests.factories import make_enterprise, make_indicator, publish_figure
from tests.imports.running_jobs import IMMEDIATE, figures_file, workbook_of
from tests.imports.test_undo_pages import address, words

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

UPLOAD = "/admin/imports/importbatch/import/"
SLIP = "unit_slip@数据!D2"
A_YEAR_BEFORE = {"first_day": datetime.date(2020, 1, 1), "last_day": datetime.date(2020, 7, 31)}
MOVED = "核对结果已经更新，请再看一遍"


@pytest.fixture(autouse=True)
def _at_once(settings, tmp_path):
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, IMMEDIATE


@pytest.fixture
def publisher(client):
    client.force_login(make_user("发布"))
    return client


@pytest.fixture
def firms(publisher, county) -> ImportBatch:
    """A preview of one enterprise, 示例企业, that gets a short name."""
    make_enterprise(county.subject.world, "示例企业", short_name="示例")
    rows = workbook_of([["名称", "简称"], ["示例企业", "示例机械"]], "企业")
    publisher.post(UPLOAD, {"file": SimpleUploadedFile("企业.xlsx", rows)})
    return ImportBatch.objects.get()


@pytest.fixture
def raise_slip(monkeypatch):
    """Has every check of figures raise a doubt at 数据!D2, in the words given last."""
    said = []
    finish = FigureSheet.finish

    def finish_with_doubt(sheet):
        finish(sheet)
        sheet.report.add_warning(Problem("unit_slip", 2, "D", "39.29亿元", said[-1]))

    monkeypatch.setattr(FigureSheet, "finish", finish_with_doubt)
    return said.append


def upload_figures(browser, source) -> ImportBatch:
    make_indicator(name="规上工业增加值", unit="亿元")
    file = figures_file(["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"])
    browser.post(UPLOAD, {"file": file, "source": source.title})
    return ImportBatch.objects.get()


def opened(browser, batch) -> dict[str, str]:
    """The hidden fields of the form that the page of the preview holds now."""
    page = browser.get(address("preview", batch)).content.decode()
    form = re.search(r'<form method="post" id="decision".*?</form>', page, re.DOTALL)[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def press(browser, verb, batch, posted) -> str:
    return words(browser.post(address(verb, batch), posted, follow=True))


@pytest.mark.parametrize("verb", ["publish", "submit"])
def test_a_preview_that_was_made_anew_meanwhile_is_shown_instead(verb, publisher, firms):
    page = opened(publisher, firms)
    Subject.objects.filter(name="示例企业").update(short_name="示企")
    actions.look_again(firms.pk, by=None)

    shown = press(publisher, verb, firms, page)

    assert MOVED in shown
    assert "简称 示企 示例机械" in shown
    firms.refresh_from_db()
    assert (firms.status, Subject.objects.get(name="示例企业").short_name) == ("draft", "示企")


@pytest.mark.parametrize(("verb", "status"), [("publish", "published"), ("submit", "submitted")])
def test_what_stood_on_the_page_goes_on_though_it_was_checked_again(verb, status, publisher, firms):
    page = opened(publisher, firms)
    actions.look_again(firms.pk, by=None)

    press(publisher, verb, firms, page)

    firms.refresh_from_db()
    assert firms.status == status


@pytest.mark.parametrize("verb", ["publish", "submit"])
@pytest.mark.parametrize("posted", [{}, {"digest": ""}, {"digest": "0" * 64}])
def test_a_page_that_does_not_say_what_it_showed_decides_nothing(verb, posted, publisher, firms):
    assert MOVED in press(publisher, verb, firms, posted)
    firms.refresh_from_db()
    assert firms.status == "draft"


def test_a_doubt_in_other_words_is_not_ticked_by_a_page_with_the_former(publisher, county, source, raise_slip):
    raise_slip("比上期大约一万倍，请核对单位。")
    batch = upload_figures(publisher, source)
    page = opened(publisher, batch)
    raise_slip("比上期大约一百倍，请核对单位。")
    actions.look_again(batch.pk, by=None)

    response = publisher.post(address("publish", batch), page | {"accept": SLIP, "reason": "口径变了。"})

    assert MOVED in words(response)
    assert "比上期大约一百倍" in words(response)
    assert f'value="{SLIP}" class="mt-1">' in response.content.decode()
    assert "口径变了。" in words(response)
    batch.refresh_from_db()
    assert (batch.status, batch.accepted) == ("draft", [])


@pytest.mark.parametrize(("said", "kept"), [("比上期大约一百倍。", []), ("比上期大约一万倍。", [SLIP])])
def test_an_accepted_doubt_lapses_where_it_says_something_else(said, kept, publisher, county, source, raise_slip):
    raise_slip("比上期大约一万倍。")
    batch = upload_figures(publisher, source)
    press(publisher, "submit", batch, opened(publisher, batch) | {"accept": SLIP, "reason": "口径变了。"})
    raise_slip(said)

    publisher.post(reverse("admin:imports_importbatch_look-again", args=[batch.pk]))

    batch.refresh_from_db()
    assert (batch.status, batch.accepted) == ("submitted", kept)


@pytest.fixture
def a_hundred_times(publisher, county, source):
    """A preview of 39.29亿元 for 2021 where 2020 has 0.39亿元, and the form that accepts the doubt about it."""
    batch = upload_figures(publisher, source)
    publish_figure(county, Indicator.objects.get(), "0.39", source=source, **A_YEAR_BEFORE)
    actions.look_again(batch.pk, by=None)
    return batch, opened(publisher, batch) | {"accept": SLIP, "reason": "口径变了。"}


def test_an_accepted_doubt_that_compares_with_another_value_by_now_is_open_again(
    publisher, county, source, a_hundred_times
):
    batch, page = a_hundred_times
    publish_figure(county, Indicator.objects.get(), "0.37", source=source, **A_YEAR_BEFORE)

    shown = press(publisher, "publish", batch, page)

    assert "还有疑点没有确认，什么也没有写入。" in shown
    assert "0.37亿元" in shown
    batch.refresh_from_db()
    assert (batch.status, batch.accepted, batch.observations.count()) == ("draft", [], 0)


def test_who_publishes_in_another_language_need_not_accept_again(publisher, a_hundred_times):
    batch, page = a_hundred_times
    seen = page["digest"]
    with override("en"):
        actions.publish(batch.pk, digest=seen, accepted=[SLIP], reason="口径变了。", by=None)

    batch.refresh_from_db()
    assert (batch.status, batch.accepted) == ("published", [SLIP])
    assert batch.jobs.first().message == "Published: 1 new, 0 changed, 0 unchanged, 0 set aside."


def test_a_star_from_a_page_accepts_no_doubt_by_itself(publisher, county, source, raise_slip):
    raise_slip("比上期大约一万倍。")
    batch = upload_figures(publisher, source)

    for ticks in (["*"], ["*", "other@数据!D2"]):
        shown = press(publisher, "publish", batch, opened(publisher, batch) | {"accept": ticks, "reason": "都对。"})
        assert "还有1处疑点没有确认" in shown
