"""A table that was read wrong is corrected on the preview, and next month's file is read so at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from imports.models import ImportBatch, RememberedReading
from indicators.models import Indicator, Observation
from tests.desk import make_user
from tests.imports.imitations.catalogue import SOURCE, make_catalogue
from tests.imports.running import run, write_workbook
from tests.imports.running_jobs import IMMEDIATE, book_of, digest_of, workbook_of
from tests.imports.test_conversation import UPLOAD, address, decide, page_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

HEADER = ["乡镇", "总盘子（万元）", "利润总额（万元）"]


@pytest.fixture(autouse=True)
def _at_once(settings, tmp_path):
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, IMMEDIATE
    make_catalogue()


@pytest.fixture
def publisher(client):
    client.force_login(make_user("发布"))
    return client


def monthly(month, *rows):
    """The rows of a month's table whose second column nobody knows."""
    return [[f"2021年1-{month}月主要指标"], HEADER, *(rows or [["壶镇镇", 3900, 250], ["新建镇", 1200, 80]])]


def upload(browser, rows, name="7月.xlsx", **options) -> ImportBatch:
    file = SimpleUploadedFile(name, workbook_of(rows, "主要指标"))
    browser.post(UPLOAD, {"file": file, "source": SOURCE} | options)
    return ImportBatch.objects.latest("pk")


def correct(browser, batch, table=0, **sent) -> str:
    """Sends the panel of a table with what is changed in it; the words of the page that comes."""
    batch.refresh_from_db()
    sheet = batch.report["sheets"][table]
    return send(browser, batch, {table: {"shape": sheet["shape"], "kind": sheet["kind"] or ""} | sent})


def send(browser, batch, tables) -> str:
    """Sends the panels of some tables, each with the values of its controls; the words of the page that comes."""
    return words(browser.post(address("correct", batch), controls(tables), follow=True))


def controls(tables) -> dict:
    named = {number: {name.replace("_", "-"): value for name, value in sent.items()} for number, sent in tables.items()}
    return {f"t{number}-{name}": value for number, sent in named.items() for name, value in sent.items()}


def sheet_of(batch) -> dict:
    batch.refresh_from_db()
    [sheet] = batch.report["sheets"]
    return sheet


def values() -> list[str]:
    return [
        f"{one.cell} {one.subject.name} {one.indicator.code} {one.as_written}{one.written_unit}"
        for one in Observation.objects.asof().order_by("pk").select_related("subject", "indicator")
    ]


OUTPUT = {"what_1": "indicator", "name_1": "规上工业总产值", "unit_1": "万元"}


def test_a_column_corrected_once_is_not_asked_again(publisher):
    # given a column that nobody knows is set aside
    july = upload(publisher, monthly(7))
    assert "没有认出" in page_of(publisher, july)
    assert (sheet_of(july)["new"], sheet_of(july)["set_aside"]) == (2, 2)

    # when the editor says what it is, the preview is made again, and says why
    page = correct(publisher, july, **OUTPUT)
    assert "规上工业总产值 · 数值（万元） 按您的更正" in page
    assert (sheet_of(july)["new"], sheet_of(july)["set_aside"]) == (4, 0)
    decide(publisher, "publish", july)

    # then next month's file goes straight in
    august = upload(publisher, monthly(8, ["壶镇镇", 4500, 300]), name="8月.xlsx")
    page = page_of(publisher, august)
    sheet = sheet_of(august)
    assert (sheet["new"], sheet["set_aside"], sheet["warnings"], sheet["errors"]) == (2, 0, [], [])
    assert "的更正理解。" in page
    assert "user-发布" in page
    decide(publisher, "publish", august)
    assert values()[-2:] == ["B3 壶镇镇 output 4500万元", "C3 壶镇镇 profit 300万元"]


def test_the_command_reads_as_was_corrected_too(publisher, tmp_path):
    july = upload(publisher, monthly(7))
    correct(publisher, july, **OUTPUT)
    decide(publisher, "publish", july)

    path = write_workbook(tmp_path / "8月.xlsx", 主要指标=monthly(8, ["壶镇镇", 4500, 300]))
    code, report = run(path, "--publish", "--source", SOURCE)

    assert (code, report["sheets"][0]["new"], report["sheets"][0]["set_aside"]) == (0, 2, 0)


def test_a_submitted_correction_is_remembered(client):
    client.force_login(make_user("编辑"))
    july = upload(client, monthly(7))
    correct(client, july, **OUTPUT)
    assert not RememberedReading.objects.exists()

    decide(client, "submit", july)

    reading = RememberedReading.objects.get()
    assert (reading.kind, reading.headers, str(reading.corrected_by)) == (
        "figures_wide", "乡镇、总盘子（万元）、利润总额（万元）", "user-编辑",
    )  # fmt: skip
    assert reading.correction["columns"] == {"总盘子(万元)": {"target": "indicator:output", "unit": "万元"}}


def test_what_was_said_with_a_draft_that_is_given_up_is_forgotten(publisher):
    july = upload(publisher, monthly(7))
    correct(publisher, july, **OUTPUT)

    decide(publisher, "discard", july)

    assert not RememberedReading.objects.exists()
    assert sheet_of(upload(publisher, monthly(8)))["set_aside"] == 2


def test_what_was_said_holds_when_a_corrected_file_takes_the_place_of_a_faulty_one(publisher):
    faulty = upload(publisher, monthly(7, ["壶镇镇", "39O0", 250]))
    correct(publisher, faulty, **OUTPUT)
    assert sheet_of(faulty)["errors_total"] == 1

    mended = upload(publisher, monthly(7, ["壶镇镇", 3900, 250]), former=faulty.pk)

    assert (sheet_of(mended)["new"], sheet_of(mended)["set_aside"]) == (2, 0)


def test_nobody_takes_over_what_another_said(publisher, client):
    faulty = upload(publisher, monthly(7))
    correct(publisher, faulty, **OUTPUT)
    decide(publisher, "discard", faulty)
    client.force_login(make_user("编辑"))

    assert sheet_of(upload(client, monthly(7), former=faulty.pk))["set_aside"] == 2


def test_what_was_said_holds_when_the_file_is_looked_at_again(publisher):
    july = upload(publisher, monthly(7))
    correct(publisher, july, **OUTPUT)

    decide(publisher, "look-again", july)

    assert sheet_of(july)["set_aside"] == 0


def test_only_what_was_changed_is_stored(publisher):
    july = upload(publisher, monthly(7))

    correct(
        publisher, july, **OUTPUT,
        what_0="field:subject", what_2="indicator", name_2="利润总额", unit_2="万元",
        whole_period="2021年1-7月", whole_subject="", whole_unit="", whole_indicator="", whole_measure="",
    )  # fmt: skip

    july.refresh_from_db()
    [stored] = july.options["corrections"].values()
    assert (list(stored["columns"]), stored["labels"], stored["whole"]) == (["总盘子(万元)"], {}, {})


def test_a_correction_is_taken_back(publisher):
    july = upload(publisher, monthly(7))
    correct(publisher, july, **OUTPUT)
    decide(publisher, "publish", july)
    august = upload(publisher, monthly(8), name="8月.xlsx")

    correct(publisher, august, what_1="read")
    assert sheet_of(august)["set_aside"] == 2
    decide(publisher, "publish", august)

    assert not RememberedReading.objects.exists()


def test_a_name_is_whose_the_editor_chooses_among_candidates_or_writes(publisher):
    july = upload(publisher, [["2021年1-7月"], ["乡镇", "总产值（万元）"], ["壶镇鎮", 3900], ["大洋那边", 12]])
    names = sheet_of(july)["unknown_names"]
    assert [(name["name"], name["row"]) for name in names] == [("壶镇鎮", 3), ("大洋那边", 4)]
    assert "壶镇镇" in names[0]["candidates"]

    correct(publisher, july, candidate_0="壶镇镇", meant_1="新建镇")

    assert (sheet_of(july)["new"], sheet_of(july)["set_aside"]) == (2, 0)
    decide(publisher, "publish", july)
    assert values() == ["B3 壶镇镇 output 3900万元", "B4 新建镇 output 12万元"]


def test_the_kind_of_a_table_that_nobody_knows_is_chosen_and_then_its_columns(publisher):
    batch = upload(publisher, [["叫什么", "哪一类"], ["示例园区", "经济开发区"]])
    assert sheet_of(batch)["errors"][0]["code"] == "unknown_table"

    correct(publisher, batch, kind="parks")
    assert sheet_of(batch)["errors"][0]["code"] == "missing_column"
    correct(publisher, batch, what_0="field:name", what_1="field:type")

    assert (sheet_of(batch)["new"], sheet_of(batch)["errors"]) == (1, [])


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"what_1": "indicator", "name_1": "没有的指标"}, "B列“总盘子（万元）”：没有名为“没有的指标”的指标"),
        ({"what_1": "indicator", "name_1": ""}, "B列“总盘子（万元）”：请写明是哪个指标。"),
        (OUTPUT | {"unit_1": "人"}, "单位“人”不能用于“规上工业总产值”，它的单位是“亿元”。"),
        (OUTPUT | {"unit_1": "斗"}, "“斗”不是认识的单位。"),
        ({"what_1": "field:basis", "what_2": "field:basis"}, "B、C列都选了“口径”，请只留一列，其余的另选。"),
        ({"what_1": "field:nothing"}, "没有这样的选项，请重新选择。"),
        ({"whole_period": "哪个月"}, "期间："),
        ({"whole_subject": "没有这个地方"}, "对象：没有名为“没有这个地方”的对象"),
    ],
)
def test_a_wrong_correction_is_refused_in_words_and_nothing_is_lost(sent, sentence, publisher):
    july = upload(publisher, monthly(7))

    page = correct(publisher, july, **sent)

    assert sentence in page
    july.refresh_from_db()
    assert "corrections" not in july.options


def test_a_refused_panel_comes_back_as_it_was_filled_in(publisher):
    july = upload(publisher, monthly(7))
    sheet = sheet_of(july)
    sent = {"shape": sheet["shape"], "kind": sheet["kind"], "what-1": "indicator", "name-1": "没有的指标"}

    page = publisher.post(address("correct", july), controls({0: sent})).content.decode()

    assert 'value="没有的指标"' in page
    assert '<option value="indicator" selected>' in page


def test_a_panel_of_a_preview_that_was_made_anew_is_refused(publisher):
    july = upload(publisher, monthly(7))

    page = send(publisher, july, {0: {"shape": "another"}})

    assert "核对结果已经更新，请再看一遍。" in page


def test_an_indicator_that_is_gone_is_passed_over_and_said(publisher):
    july = upload(publisher, monthly(7))
    correct(publisher, july, **OUTPUT)
    decide(publisher, "submit", july)
    Indicator.objects.filter(code="output").update(code="other")

    page = page_of(publisher, upload(publisher, monthly(8)))

    assert "更正过的“总盘子(万元)”没有采用：当时选的内容现在没有了。" in page


def test_of_many_columns_sixty_are_shown_at_once(publisher):
    header = ["乡镇", *(f"项目{number}（万元）" for number in range(70))]
    wide = upload(publisher, [["2021年1-7月"], header, ["壶镇镇", *range(70)]], kind="figures_wide")

    first = publisher.get(address("preview", wide)).content.decode()
    rest = publisher.get(f"{address('preview', wide)}?table=0&columns=60").content.decode()

    assert ('name="t0-what-59"' in first, 'name="t0-what-60"' in first) == (True, False)
    assert ('name="t0-what-59"' in rest, 'name="t0-what-60"' in rest, 'name="t0-what-70"' in rest) == (
        False,
        True,
        True,
    )


def test_digests_and_ticks_of_the_preview_are_those_of_the_corrected_reading(publisher):
    july = upload(publisher, monthly(7))
    before = digest_of(july)

    correct(publisher, july, **OUTPUT)

    assert digest_of(july) != before


# Several tables of one file.


def several(browser, **sheets) -> ImportBatch:
    file = SimpleUploadedFile("几张.xlsx", book_of(**sheets))
    browser.post(UPLOAD, {"file": file, "source": SOURCE})
    return ImportBatch.objects.latest("pk")


def shapes(batch) -> list[dict]:
    batch.refresh_from_db()
    return [{"shape": sheet["shape"], "kind": sheet["kind"]} for sheet in batch.report["sheets"]]


def set_aside(batch) -> list[int]:
    batch.refresh_from_db()
    return [sheet["set_aside"] for sheet in batch.report["sheets"]]


OTHER = [["2021年1-6月另一张"], ["乡镇", "大盘子（万元）", "利润总额（万元）"], ["壶镇镇", 2900, 190]]


def test_all_tables_of_a_file_are_corrected_at_once(publisher):
    batch = several(publisher, 一=monthly(7), 二=OTHER)
    first, second = shapes(batch)
    assert set_aside(batch) == [2, 1]

    send(publisher, batch, {0: first | OUTPUT, 1: second | OUTPUT})

    assert set_aside(batch) == [0, 0]
    assert len(batch.options["corrections"]) == 2


def test_a_fault_in_one_table_keeps_what_was_typed_in_all(publisher):
    batch = several(publisher, 一=monthly(7), 二=OTHER)
    first, second = shapes(batch)
    sent = controls({0: first | OUTPUT, 1: second | {"what_1": "indicator", "name_1": "没有的指标"}})

    page = publisher.post(address("correct", batch), sent).content.decode()

    assert "什么也没有保存" in page
    assert 'name="t0-name-1" form="mapping" value="规上工业总产值"' in page
    assert 'name="t1-name-1" form="mapping" value="没有的指标"' in page
    assert set_aside(batch) == [2, 1]
    assert "corrections" not in batch.options


def test_what_is_said_of_one_table_holds_for_another_of_the_same_headings(publisher):
    batch = several(publisher, 一=monthly(7), 二=monthly(6))
    first, second = shapes(batch)
    assert first == second

    send(publisher, batch, {0: first | OUTPUT, 1: second | {"what_1": "", "name_1": ""}})

    assert set_aside(batch) == [0, 0]


def test_two_tables_of_the_same_headings_are_not_two_things(publisher):
    batch = several(publisher, 一=monthly(7), 二=monthly(6))
    first, second = shapes(batch)

    page = send(publisher, batch, {0: first | OUTPUT, 1: second | OUTPUT | {"name_1": "利润总额"}})

    assert "“总盘子（万元）”在同样表头的另一张表里改成了别的" in page
    assert set_aside(batch) == [2, 2]
