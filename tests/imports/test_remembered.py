"""What is remembered of tables is listed, changed in the terms of the preview's panel, and forgotten."""

import pytest

from imports.models import RememberedReading
from indicators.models import Source
from tests.desk import make_user
from tests.imports.imitations.catalogue import make_catalogue
from tests.imports.running_jobs import IMMEDIATE
from tests.imports.test_conversation import decide, page_of, words
from tests.imports.test_mapping_conversation import OUTPUT, controls, correct, monthly, sheet_of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

LIST = "/admin/imports/rememberedreading/"


@pytest.fixture
def publisher(client, settings, tmp_path):
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, IMMEDIATE
    make_catalogue()
    client.force_login(make_user("发布"))
    return client


@pytest.fixture
def july(publisher):
    """A published table whose column B was said to be the output, and 壶镇所 壶镇镇."""
    batch = upload(publisher, monthly(7, ["壶镇所", 3900, 250]))
    correct(publisher, batch, **OUTPUT, meant_0="壶镇镇")
    decide(publisher, "publish", batch)
    return batch


def page(reading) -> str:
    return f"{LIST}{reading.pk}/change/"


def change(browser, reading, **sent) -> str:
    """Saves the page of a reading with what is changed in it; the words of the page that comes."""
    reading.refresh_from_db()
    fixed = {"shape": reading.shape, "kind": reading.kind}
    seen = {"seen": reading.updated_at.isoformat()}
    return words(browser.post(page(reading), controls({0: fixed | sent}) | seen, follow=True))


def test_it_is_listed_and_shown_as_in_the_panel(publisher, july):
    reading = RememberedReading.objects.get()

    shown = publisher.get(page(reading)).content.decode()

    assert "乡镇、总盘子（万元）、利润总额（万元）" in words(publisher.get(LIST))
    assert 'name="t0-name-0" form="mapping" value="规上工业总产值"' in shown
    assert 'name="t0-unit-0" form="mapping" value="万元"' in shown
    assert 'name="t0-label-0" form="mapping" value="壶镇镇"' in shown


def test_the_page_of_its_batch_and_the_sidebar_lead_to_it(publisher, july):
    batch_page = publisher.get(f"/admin/imports/importbatch/{july.pk}/change/").content.decode()

    assert f'href="{page(RememberedReading.objects.get())}"' in batch_page
    assert f'href="{LIST}"' in publisher.get("/admin/").content.decode()


def test_what_is_changed_holds_for_the_next_file(publisher, july):
    reading = RememberedReading.objects.get()

    said = change(
        publisher, reading, what_0="indicator", name_0="从业人员", measure_0="", unit_0="人", label_0="新建镇"
    )  # fmt: skip

    assert "已保存，以后同样表头的表照此理解。" in said
    reading.refresh_from_db()
    assert reading.correction["columns"] == {"总盘子(万元)": {"target": "indicator:staff", "unit": "人"}}
    assert reading.correction["labels"] == {"壶镇所": "subject:region:331122102"}
    assert reading.headers == "乡镇、总盘子（万元）、利润总额（万元）"
    august = upload(publisher, monthly(8, ["壶镇所", 4500, 300]), name="8月.xlsx")
    assert "从业人员 · 数值（人）" in page_of(publisher, august)


def test_a_wrong_change_is_refused_and_comes_back_as_it_was_typed(publisher, july):
    reading = RememberedReading.objects.get()
    sent = {"shape": reading.shape, "kind": reading.kind, "what-0": "indicator", "name-0": "没有的指标"}
    seen = {"seen": reading.updated_at.isoformat()}

    refused = publisher.post(page(reading), controls({0: sent}) | seen).content.decode()

    assert "“总盘子(万元)”：没有名为“没有的指标”的指标" in refused
    assert 'name="t0-name-0" form="mapping" value="没有的指标"' in refused
    assert RememberedReading.objects.get().correction == reading.correction


def test_of_what_is_left_to_the_portal_nothing_is_remembered(publisher, july):
    said = change(publisher, RememberedReading.objects.get(), what_0="read", label_0="")

    assert "已忘记，以后同样表头的表由系统识别。" in said
    assert not RememberedReading.objects.exists()
    assert sheet_of(upload(publisher, monthly(8)))["set_aside"] == 2


def test_who_saves_over_another_change_is_told(publisher, july):
    reading = RememberedReading.objects.get()
    sent = controls({0: {"shape": reading.shape, "kind": reading.kind, "what-0": "ignore"}})
    seen = {"seen": reading.updated_at.isoformat()}
    change(publisher, reading, label_0="新建镇")

    assert "这条更正刚刚改过，请再看一遍。" in words(publisher.post(page(reading), sent | seen, follow=True))
    assert RememberedReading.objects.get().correction["columns"]["总盘子(万元)"]["target"] == "indicator:output"


def test_who_may_only_look_changes_nothing(client, publisher, july):
    reading = RememberedReading.objects.get()
    client.force_login(make_user("读者"))

    shown = client.get(page(reading))

    assert 'name="seen"' not in shown.content.decode()
    assert client.post(page(reading), {"seen": reading.updated_at.isoformat()}).status_code == 403


def test_it_is_taken_away(publisher, july):
    reading = RememberedReading.objects.get()

    publisher.post(f"{LIST}{reading.pk}/delete/", {"post": "yes"})

    assert not RememberedReading.objects.exists()
    assert Source.objects.exists()
