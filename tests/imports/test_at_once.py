"""Two at once, on real connections: no rows are lost, and who comes second is told."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.urls import reverse

from enterprises.models import Enterprise
from imports import actions
from imports.context import ImportContext
from imports.errors import ImportRefused
from imports.models import ImportBatch
from imports.publish import publish
from imports.undo import undo
from imports.workbook import Grid, Workbook
from indicators.actions import supersede
from indicators.figures import read_quantity
from indicators.models import Observation, Subject
from people.models import User
from tests.connections import beside, on_own_connection, race
from tests.desk import errors_of, fields_of, make_user
from tests.factories import make_indicator
from tests.imports.running_jobs import QUEUED, digest_of
from tests.imports.undoing import publish_grids

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore:No directory at")]

REPORT = "缙云县工业经济报道"
FIRMS, FIGURES = ["名称", "简介"], ["对象", "指标", "期间", "数值", "来源"]
WAIT_SECONDS = 30


@pytest.fixture
def output(county, source):
    return make_indicator("output", "产值")


def firms():
    return list(Enterprise.objects.order_by("subject__name").values_list("subject__name", "about"))


def figures():
    return list(Observation.objects.asof().order_by("subject__name").values_list("subject__name", "as_written"))


def workbook(**sheets):
    return Workbook("表.xlsx", "", [Grid(title, rows) for title, rows in sheets.items()])


def test_two_publications_lose_no_rows_of_each_other(output):
    rows = [FIGURES, ["甲厂", "产值", "2020年", "1亿元", REPORT], ["乙厂", "产值", "2020年", "2亿元", REPORT]]
    theirs = [FIGURES, ["乙厂", "产值", "2020年", "3亿元", REPORT], ["丙厂", "产值", "2020年", "4亿元", REPORT]]

    first, second = race(
        lambda: publish_grids(企业=[FIRMS, ["甲厂", "一"], ["乙厂", "一"]], 数据=rows),
        lambda: publish_grids(企业=[FIRMS, ["乙厂", "二"], ["丙厂", "二"]], 数据=theirs),
    )

    assert firms() == [("丙厂", "二"), ("乙厂", "二"), ("甲厂", "一")]
    assert figures() == [("丙厂", "4亿元"), ("乙厂", "3亿元"), ("甲厂", "1亿元")]
    counts = [[sheet[name] for sheet in second.result().report["sheets"] for name in ("new", "changed")]]
    assert counts == [[1, 1, 1, 1]]
    assert (first.status, second.result().status) == ("published", "published")


def test_six_publications_at_once_all_go_in(output):
    def load(number):
        firm = f"第{number}厂"
        rows = [FIGURES, [firm, "产值", "2020年", f"{number}亿元", REPORT]]
        return on_own_connection(lambda: publish_grids(企业=[FIRMS, [firm, ""], ["公共厂", f"{number}"]], 数据=rows))

    with ThreadPoolExecutor(6) as threads:
        batches = list(threads.map(load, range(1, 7), timeout=WAIT_SECONDS))

    assert [batch.status for batch in batches] == ["published"] * 6
    assert figures() == [(f"第{number}厂", f"{number}亿元") for number in range(1, 7)]
    assert len(firms()) == 7


def test_of_two_who_publish_one_batch_the_second_is_told(county):
    batch = ImportBatch.objects.create(status="submitted")
    book = workbook(企业=[FIRMS, ["甲厂", "一"]])

    _report, second = race(
        lambda: publish(book, ImportContext(), batch),
        lambda: publish(book, ImportContext(), ImportBatch.objects.get(pk=batch.pk)),
    )

    assert isinstance(second.exception(), ImportRefused)
    assert str(second.exception()) == f"批次 #{batch.pk} 现在是“已发布”，没有再写入。"
    assert firms() == [("甲厂", "一")]


def test_of_two_who_press_publish_the_second_is_told(db, settings):
    settings.TASKS = QUEUED
    sheet = {"name": "企业", "table": "企业", "kind": "enterprises", "errors_total": 0, "warnings": []}
    batch = ImportBatch.objects.create(status="submitted", report={"sheets": [sheet]})

    def press():
        try:
            return actions.publish(batch.pk, digest=digest_of(batch), accepted=[], reason="", by=None)
        except ImportRefused as refusal:
            return str(refusal)

    assert beside(press, press) == (None, "这一批正在处理，请等它做完。")
    assert batch.jobs.count() == 1


# --- Work by hand meanwhile -----------------------------------------------------------------------------------------


@pytest.fixture
def firm(county):
    publish_grids(企业=[["名称", "简介", "主要产品"], ["甲厂", "旧", "锯床"]])
    return Enterprise.objects.get()


@pytest.fixture
def form(firm, client):
    """The enterprise's form as somebody has just opened it: where it is sent and what it holds."""
    client.force_login(make_user())
    address = reverse("admin:enterprises_enterprise_change", args=[firm.pk])
    page = client.get(address)
    [version] = re.findall(r'name="seen_version" value="([^"]*)"', page.content.decode())
    return address, fields_of(page) | {"seen_version": version}


def save(client, form, **changed):
    """Presses 保存; what the page says that comes then."""
    address, fields = form
    page = client.post(address, fields | changed, follow=True)
    assert page.status_code == 200
    return [str(message) for message in page.context["messages"]]


def test_a_form_saved_while_a_publication_runs_overwrites_nothing(client, form):
    """It was opened before: its old values would go over the new ones."""
    _batch, second = race(
        lambda: publish_grids(企业=[["名称", "主要产品"], ["甲厂", "铣床"]]),
        lambda: save(client, form, about="改"),
    )

    firm = Enterprise.objects.get()
    assert (firm.products, firm.about) == (["铣床"], "旧")
    assert second.result() == [
        "这条记录在您打开之后改过（导入或别人保存），您的修改没有写入。下面是最新的内容，请再改一次。"
    ]


def test_a_publication_waits_for_a_form_that_is_being_saved(client, form):
    _messages, second = race(
        lambda: save(client, form, about="改"),
        lambda: publish_grids(企业=[["名称", "主要产品"], ["甲厂", "铣床"]]),
    )

    firm = Enterprise.objects.get()
    assert (firm.products, firm.about, second.result().status) == (["铣床"], "改", "published")


def test_what_tells_tables_apart_is_read_again_behind_the_lock(client, form):
    _messages, second = race(
        lambda: save(client, form, about="改"),
        lambda: publish_grids(企业=[["名称", "主要产品"], ["甲厂", "铣床"]], 企业归属=[["企业", "归属类型", "归属"]]),
    )

    firm = Enterprise.objects.get()
    assert (firm.products, firm.about, second.result().status) == (["铣床"], "改", "published")


def half_saved_beside(firm, work):
    """Writes an enterprise as a form does, the subject first and the record once the other work waits."""

    def rename():
        firm.subject.short_name = "甲"
        firm.subject.save()

    def describe():
        firm.about = "改"
        firm.save()

    _answer, second = race(rename, work, then=describe)
    firm.refresh_from_db()
    assert second.exception() is None
    assert (firm.about, Subject.objects.get(pk=firm.pk).short_name) == ("改", "甲")
    return second.result()


def test_a_form_half_saved_and_a_publication_do_not_wait_for_each_other(firm):
    batch = half_saved_beside(firm, lambda: publish_grids(企业=[["名称", "英文名"], ["甲厂", "A"]]))

    assert (batch.status, Subject.objects.get(pk=firm.pk).name_en) == ("published", "A")


def test_a_form_half_saved_and_an_undo_do_not_wait_for_each_other(firm):
    batch = publish_grids(企业=[["名称", "英文名", "主要产品"], ["甲厂", "A", "铣床"]])
    firm = Enterprise.objects.get()

    outcome = half_saved_beside(firm, lambda: undo(batch))

    assert (outcome.restored, Subject.objects.get(pk=firm.pk).name_en) == (1, "")


def test_what_is_saved_by_hand_while_an_undo_begins_is_a_conflict(client, firm):
    batch = publish_grids(企业=[["名称", "简介", "主要产品"], ["甲厂", "新", "铣床"]])
    edited = Enterprise.objects.get()
    edited.about = "改"

    _answer, second = race(edited.save, lambda: undo(batch))

    assert [conflict.now for conflict in second.result().conflicts] == [{"简介": "改", "主要产品": "铣床"}]
    assert Enterprise.objects.get().about == "改"


# --- Figures ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def figure(county, output):
    publish_grids(数据=[FIGURES, ["缙云县", "产值", "2020年", "1亿元", REPORT]])
    return Observation.objects.get()


def load(value):
    return publish_grids(数据=[FIGURES, ["缙云县", "产值", "2020年", value, REPORT]])


def correct(figure, value="2亿元"):
    quantity = read_quantity(value, measure="level", indicator=figure.indicator)
    editor = User.objects.create(username="editor")
    return supersede(
        observation=figure, quantity=quantity, change="correction", reason="笔误", source=figure.source, by=editor
    )


def vintages():
    return list(Observation.objects.order_by("published_at").values_list("as_written", flat=True))


def test_a_correction_beside_a_publication_is_told_to_look_again(figure):
    _batch, second = race(lambda: load("3亿元"), lambda: correct(figure))

    assert str(second.exception()) == "这条数据已被更新过，请打开最新的一条再更正。"
    assert vintages() == ["1亿元", "3亿元"]


def test_a_publication_beside_a_correction_keeps_it_as_a_vintage(figure):
    _figure, second = race(lambda: correct(figure), lambda: load("3亿元"))

    assert second.result().report["sheets"][0]["changed"] == 1
    assert vintages() == ["1亿元", "2亿元", "3亿元"]


# --- The unit in which figures are held ------------------------------------------------------------------------------


def unit_form(client, indicator):
    """The indicator's form as somebody has just opened it, with another unit typed."""
    client.force_login(make_user())
    address = reverse("admin:indicators_indicator_change", args=[indicator.pk])
    page = client.get(address)
    [version] = re.findall(r'name="seen_version" value="([^"]*)"', page.content.decode())
    return address, fields_of(page) | {"seen_version": version, "unit": "万元"}


def test_a_unit_changed_while_figures_are_published_is_refused(client, county, output):
    address, fields = unit_form(client, output)

    _batch, second = race(lambda: load("1亿元"), lambda: errors_of(client.post(address, fields)))

    assert second.result() == {"unit": ["“产值”已有数据按“亿元”存放，不能改单位；另一种单位的指标请另设代码。"]}
    output.refresh_from_db()
    assert (output.unit, Observation.objects.get().value) == ("亿元", 1)


def test_figures_published_while_their_unit_is_changed_are_refused(client, county, output):
    address, fields = unit_form(client, output)
    book = workbook(数据=[FIGURES, ["缙云县", "产值", "2020年", "1亿元", REPORT]])

    saved, second = race(
        lambda: client.post(address, fields), lambda: publish(book, ImportContext(), ImportBatch(file_name="表.xlsx"))
    )

    [error] = second.result().sheets[0].errors
    assert saved.status_code == 302
    assert (error.code, error.message) == ("refused", "指标“产值”的单位刚刚改成了“万元”，请重新核对后再发布。")
    output.refresh_from_db()
    assert (output.unit, Observation.objects.count()) == ("万元", 0)
