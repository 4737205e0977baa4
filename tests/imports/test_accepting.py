"""`manage.py import_workbook` with warnings: refused until accepted, and what submitting stores."""

import pytest

from imports.jobs import run as run_job
from imports.jobs import start
from imports.models import ImportBatch, ImportJob
from imports.report import Problem
from indicators.models import Observation
from indicators.sheets.figures import FigureSheet
from tests.factories import make_indicator
from tests.imports.running import row_counts, run, say, write_workbook

HEADER = ["对象", "指标", "期间", "数值", "来源"]
WARNINGS = ["odd_value@数据!D2", "odd_value@数据!D3"]


@pytest.fixture
def doubtful(county, source, tmp_path, monkeypatch):
    """A workbook of a park and two figures, each of which gives a warning."""
    finish = FigureSheet.finish

    def finish_with_doubts(sheet):
        finish(sheet)
        for row, value in ((2, "9亿元"), (3, "10.2亿元")):
            sheet.report.add_warning(Problem("odd_value", row, "D", value, "请核对。"))

    monkeypatch.setattr(FigureSheet, "finish", finish_with_doubts)
    make_indicator("value_added", "规上工业增加值", "亿元")
    rows = [["缙云县", "value_added", year, value, source.title] for year, value in (("2019年", "9亿元"), ("2020年", "10.2亿元"))]  # fmt: skip
    return write_workbook(tmp_path / "表.xlsx", 数据=[HEADER, *rows], 园区=[["名称"], ["中德产业园"]])


@pytest.mark.parametrize("verb", [[], ["--publish"], ["--submit"]])
@pytest.mark.parametrize("accepted", [[], ["--accept", WARNINGS[0]], ["--accept", "other@数据!D3"]])
def test_a_warning_that_nobody_accepted_ends_all_alike_and_writes_nothing(doubtful, verb, accepted):
    before = row_counts()

    code, report = run(doubtful, *verb, *accepted)

    assert (code, report["batch"]) == (3, None)
    assert report["sheets"][0]["warnings"] == [
        {"code": "odd_value", "row": 2, "column": "D", "value": "9亿元", "message": "请核对。"},
        {"code": "odd_value", "row": 3, "column": "D", "value": "10.2亿元", "message": "请核对。"},
    ]
    assert row_counts() == before


def test_an_error_counts_before_a_warning(doubtful, tmp_path):
    rows = [HEADER, ["缙云县", "value_added", "2019年", "许多", "缙云县工业经济报道"]]

    assert run(write_workbook(tmp_path / "错.xlsx", 数据=rows), "--accept-all", "核对过")[0] == 1


def test_the_text_names_each_warning_as_it_is_accepted(doubtful):
    code, text = say(doubtful, "--publish", "--accept", WARNINGS[0])

    assert code == 3
    assert text.splitlines() == [
        "数据（figures）：2行，新增2，变更0，未变0，搁置0，错误0",
        "  疑点 odd_value@数据!D2 “9亿元” 请核对。",
        "  疑点 odd_value@数据!D3 “10.2亿元” 请核对。",
        "园区（parks）：1行，新增1，变更0，未变0，搁置0，错误0",
        "有1处疑点没有确认，什么也没有写入。核对无误后，逐处加上 --accept 疑点，或用 --accept-all 理由 全部确认。",
    ]


def test_warnings_accepted_one_by_one_go_in_and_stay_with_the_batch(doubtful):
    arguments = [word for name in WARNINGS for word in ("--accept", name)]

    assert run(doubtful, *arguments)[0] == 0
    code, report = run(doubtful, "--publish", *arguments)

    batch = ImportBatch.objects.get()
    assert (code, report["batch"], Observation.objects.count()) == (0, batch.pk, 2)
    assert (batch.status, batch.accepted, batch.reason) == ("published", WARNINGS, "在命令行逐处确认")


def test_all_warnings_may_be_accepted_with_one_reason(doubtful):
    code, _report = run(doubtful, "--publish", "--accept-all", "与统计局核对过")

    batch = ImportBatch.objects.get()
    assert (code, batch.accepted, batch.reason) == (0, WARNINGS, "与统计局核对过")


def test_a_file_without_warnings_keeps_no_reason(county, tmp_path):
    path = write_workbook(tmp_path / "表.xlsx", 园区=[["名称"], ["中德产业园"]])

    assert run(path, "--publish", "--accept-all", "核对过")[0] == 0
    assert ImportBatch.objects.values_list("accepted", "reason").get() == ([], "")


def test_submitting_stores_the_file_and_the_preview_and_writes_no_figure(doubtful):
    code, report = run(doubtful, "--submit", "--published-on", "2021-10-31", "--accept-all", "核对过")

    batch = ImportBatch.objects.get()
    assert (code, report["batch"], batch.status) == (0, batch.pk, "submitted")
    assert Observation.objects.count() == 0
    with batch.file.open() as stored:
        assert stored.read() == doubtful.read_bytes()
    assert (batch.accepted, batch.reason, len(batch.digest)) == (WARNINGS, "核对过", 64)
    assert (batch.world, batch.options["published_on"]) == ("lishuishi", "2021-10-31")
    assert [sheet["new"] for sheet in batch.report["sheets"]] == [2, 1]
    assert batch.submitted_at is not None


def test_what_was_submitted_is_published_as_it_was_previewed(doubtful):
    assert say(doubtful, "--submit", "--sheet", "数据", "--accept-all", "核对过")[1].endswith(
        f"已提交，待发布，批次 #{ImportBatch.objects.get().pk}。\n"
    )
    batch = ImportBatch.objects.get()

    run_job(start(batch, ImportJob.Action.PUBLISH, None).pk)

    batch.refresh_from_db()
    assert (batch.status, Observation.objects.count()) == ("published", 2)
    assert [sheet["name"] for sheet in batch.report["sheets"]] == ["数据"]
    assert batch.accepted == WARNINGS


def test_a_submitted_file_with_a_row_set_aside_is_refused_where_strict(county, tmp_path):
    before = row_counts()
    path = write_workbook(tmp_path / "表.xlsx", 园区=[["名称", "所在地区"], ["甲园区", "龙游县"]])

    assert run(path, "--submit", "--strict")[0] == 1
    assert row_counts() == before


def test_submitting_what_raised_no_warning_keeps_no_reason(county, tmp_path):
    path = write_workbook(tmp_path / "表.xlsx", 园区=[["名称"], ["中德产业园"]])

    assert run(path, "--submit")[0] == 0
    assert ImportBatch.objects.values_list("status", "accepted", "reason").get() == ("submitted", [], "")
