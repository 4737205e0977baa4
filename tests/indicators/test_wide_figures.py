"""Figures in a wide table: one row a subject, one column an indicator, one period."""

import datetime

import pytest

from imports.context import ImportContext
from imports.models import ImportBatch
from imports.publish import preview, publish
from imports.workbook import Grid, Workbook, read_workbook
from indicators.models import Observation, Source
from tests.factories import make_enterprise, make_indicator, make_source
from tests.imports.running import counts_of, errors_of, only_error, only_set_aside, run, say, write_workbook

SOURCE = ("--source", "2021年统计月报")
TITLE = ["2021年1-7月规上工业主要指标"]


@pytest.fixture(autouse=True)
def catalogue(county):
    make_source("2021年统计月报")
    make_indicator("output", "工业总产值", unit="亿元", aliases=["总产值"])
    make_indicator("staff", "从业人员", unit="人")
    for name in ("锯力煌", "君鸿机械"):
        make_enterprise(county.subject.world, name)


def publish_table(path, *rows, arguments=SOURCE, title="产值"):
    """Publishes one sheet: the exit code and its report."""
    code, report = run(write_workbook(path / "表.xlsx", **{title: rows}), "--publish", *arguments)
    return code, report["sheets"][0]


def published():
    """What is in force: subject, indicator, measure, value, unit as written, period, cell."""
    return [
        (
            figure.subject.name, figure.indicator.code, figure.measure, float(figure.value), figure.written_unit,
            figure.period_label, figure.cell,
        )
        for figure in Observation.objects.asof().order_by("pk")
    ]  # fmt: skip


def test_each_filled_cell_is_a_figure_of_its_row_and_column(tmp_path):
    code, sheet = publish_table(
        tmp_path, TITLE, ["企业名称", "总产值（万元）", "从业人员"], ["锯力煌", 29100, 300], ["君鸿机械", "", 401]
    )

    assert (code, sheet["kind"], counts_of(sheet)) == (0, "figures_wide", (3, 0, 0, 0, 0))
    assert published() == [
        ("锯力煌", "output", "level", 2.91, "万元", "2021年1-7月", "B3"),
        ("锯力煌", "staff", "level", 300, "人", "2021年1-7月", "C3"),
        ("君鸿机械", "staff", "level", 401, "人", "2021年1-7月", "C4"),
    ]
    assert Observation.objects.first().first_day == datetime.date(2021, 1, 1)


def test_the_same_table_again_changes_nothing_and_another_number_supersedes(tmp_path):
    header = ["企业名称", "从业人员"]
    publish_table(tmp_path, TITLE, header, ["锯力煌", 300], ["君鸿机械", 401])

    again = publish_table(tmp_path, TITLE, header, ["锯力煌", 300], ["君鸿机械", 401])
    corrected = publish_table(tmp_path, TITLE, header, ["锯力煌", 300], ["君鸿机械", 410])

    assert (counts_of(again[1]), counts_of(corrected[1])) == ((0, 0, 2, 0, 0), (0, 1, 1, 0, 0))
    assert Observation.objects.count() == 3


@pytest.mark.parametrize(
    ("header", "cell", "measure", "value", "unit"),
    [
        ("工业总产值同比（%）", 8.5, "yoy", 8.5, "%"),
        ("工业总产值增速", "-3.2%", "yoy", -3.2, "%"),
        ("2021年7月工业总产值环比", "持平", "mom", 0, "%"),
        ("*工业总产值（亿元）", "2.91亿元", "level", 2.91, "亿元"),
    ],
)
def test_a_header_may_say_measure_and_unit(tmp_path, header, cell, measure, value, unit):
    publish_table(tmp_path, TITLE, ["企业名称", header], ["锯力煌", cell])

    [figure] = Observation.objects.all()
    assert (figure.indicator.code, figure.measure, float(figure.value), figure.written_unit) == (
        "output", measure, value, unit,
    )  # fmt: skip


def test_a_line_above_gives_the_unit_of_the_columns_it_can_measure(tmp_path):
    publish_table(
        tmp_path,
        TITLE,
        ["单位：万元"],
        ["企业名称", "工业总产值", "从业人员", "工业总产值增速"],
        ["锯力煌", 29100, 300, 85],
    )

    assert [row[1:5] for row in published()] == [
        ("output", "level", 2.91, "万元"), ("staff", "level", 300, "人"), ("output", "yoy", 85, "%"),
    ]  # fmt: skip


def test_the_period_may_be_a_column_or_stand_in_the_name_of_the_sheet(tmp_path):
    publish_table(tmp_path, ["企业名称", "期间", "从业人员"], ["锯力煌", "2019年", 290], ["锯力煌", "2020年", 295])
    publish_table(tmp_path, ["企业名称", "从业人员"], ["锯力煌", 300], title="2021年")

    assert [(row[3], row[5]) for row in published()] == [(290, "2019年"), (295, "2020年"), (300, "2021年")]


def test_without_a_period_anywhere_the_row_is_an_error_that_says_where_to_write_it(tmp_path):
    answer = publish_table(tmp_path, ["企业名称", "从业人员"], ["锯力煌", 300])

    assert only_error(answer) == (
        "A", "锯力煌", "看不出是哪个期间的数据：请加一栏“期间”，或在表头上方写明，如“2021年1-7月”。",
    )  # fmt: skip


def test_a_cell_that_is_no_number_is_named_and_nothing_is_written(tmp_path):
    code, sheet = publish_table(
        tmp_path, TITLE, ["企业名称", "工业总产值", "从业人员"], ["锯力煌", "几亿", 300], ["君鸿机械", 1, "若干"]
    )

    assert (code, [(row, column, value) for row, column, value, _message in errors_of(sheet)]) == (
        1, [(3, "B", "几亿"), (4, "C", "若干")],
    )  # fmt: skip
    assert not Observation.objects.exists()


def test_a_mark_for_no_data_is_a_figure_that_is_not_available(tmp_path):
    publish_table(tmp_path, TITLE, ["企业名称", "从业人员"], ["锯力煌", "—"])

    assert Observation.objects.get().value_state == "not_available"


def test_an_unknown_enterprise_is_set_aside_with_those_it_may_be(tmp_path):
    answer = publish_table(tmp_path, TITLE, ["企业名称", "从业人员"], ["锯力皇", 300])

    assert only_set_aside(answer) == ("没有名为“锯力皇”的企业，请改成已登记的名称或先导入它。", ["锯力煌"])


def test_a_subject_twice_is_an_error(tmp_path):
    _code, sheet = publish_table(tmp_path, TITLE, ["企业名称", "从业人员"], ["锯力煌", 300], ["锯力煌", 301])

    assert errors_of(sheet) == [(4, "B", "301", "与第3行说的是同一条，请只留一行。")]


def test_two_tables_of_one_file_may_tell_different_things_of_the_same_firms(tmp_path):
    path = write_workbook(
        tmp_path / "表.xlsx",
        工业=[TITLE, ["企业名称", "工业总产值（亿元）"], ["锯力煌", 2.91]],
        用工=[TITLE, ["企业名称", "从业人员"], ["锯力煌", 300]],
    )

    code, report = run(path, "--publish", *SOURCE)

    assert (code, [counts_of(sheet) for sheet in report["sheets"]]) == (0, [(1, 0, 0, 0, 0), (1, 0, 0, 0, 0)])


def test_a_table_may_use_the_indicators_that_its_own_workbook_brings(tmp_path):
    path = write_workbook(
        tmp_path / "表.xlsx",
        指标=[["代码", "名称", "单位"], ["profit", "利润总额", "万元"]],
        效益=[TITLE, ["企业名称", "利润总额（万元）"], ["锯力煌", 1200]],
    )

    code, report = run(path, "--publish", *SOURCE)

    assert (code, [(sheet["kind"], sheet["new"]) for sheet in report["sheets"]]) == (
        0, [("indicators", 1), ("figures_wide", 1)],
    )  # fmt: skip


def test_a_line_of_several_units_gives_each_column_its_own(tmp_path):
    publish_table(tmp_path, TITLE, ["单位：人、万元"], ["企业名称", "工业总产值", "从业人员"], ["锯力煌", 29100, 300])

    assert [row[1:5] for row in published()] == [("output", "level", 2.91, "万元"), ("staff", "level", 300, "人")]


def test_two_units_above_that_both_fit_are_an_error_that_says_where_to_write_it(tmp_path):
    answer = publish_table(tmp_path, TITLE, ["单位：万元、亿元"], ["企业名称", "工业总产值"], ["锯力煌", 2.91])

    assert only_error(answer) == (
        "B", "2.91",
        "表头上方的单位“万元、亿元”都可能是这一栏的：请在这一栏的表头写明，如“工业总产值（万元）”。",
    )  # fmt: skip


def test_two_periods_above_are_an_error_that_names_them(tmp_path):
    answer = publish_table(tmp_path, ["2020年和2021年主要指标"], ["企业名称", "从业人员"], ["锯力煌", 300])

    assert only_error(answer) == (
        "A", "锯力煌", "表头上方写了不止一个期间（2020年、2021年）：请加一栏“期间”写明是哪一个。",
    )  # fmt: skip


def test_two_columns_of_the_same_indicator_are_an_error(tmp_path):
    _code, sheet = publish_table(tmp_path, TITLE, ["企业名称", "总产值", "工业总产值（万元）"], ["锯力煌", 1, 2])

    assert errors_of(sheet) == [(2, "C", "工业总产值（万元）", "“工业总产值（万元）”与“总产值”是同一栏，请只留一列。")]


def test_a_figure_in_a_wide_and_in_a_long_table_of_one_file_is_an_error(tmp_path):
    path = write_workbook(
        tmp_path / "表.xlsx",
        数据=[["对象", "指标", "期间", "数值"], ["锯力煌", "从业人员", "2021年1-7月", 300]],
        横表=[TITLE, ["企业名称", "从业人员"], ["锯力煌", 301]],
    )

    code, report = run(path, "--publish", *SOURCE)

    assert (code, errors_of(report["sheets"][1])) == (
        1, [(3, "B", "301", "与工作表“数据”的D2说的是同一个数据，请只留一个。")],
    )  # fmt: skip


def test_columns_that_name_no_indicator_are_listed_as_not_imported(tmp_path):
    path = write_workbook(
        tmp_path / "表.xlsx", 产值=[TITLE, ["企业名称", "从业人员", "联系电话"], ["锯力煌", 300, "123"]]
    )

    code, text = say(path, *SOURCE)

    assert (code, "没有导入的列：联系电话" in text) == (0, True)


def test_asked_for_by_name_a_table_without_indicators_says_what_is_missing(tmp_path):
    code, sheet = publish_table(
        tmp_path, TITLE, ["企业名称", "联系电话"], ["锯力煌", "1"], arguments=(*SOURCE, "--as", "figures_wide")
    )

    assert (code, [message for *_place, message in errors_of(sheet)]) == (
        1, ["第2行的表头里没有认出指标：请把数据列的表头改成已登记的指标名称，如“工业总产值（万元）”，或在“理解”里为它选一个指标。"],
    )  # fmt: skip


def test_the_preview_shows_the_unit_of_the_header_behind_the_number(tmp_path):
    header = ["企业名称", "总产值（万元）"]
    publish_table(tmp_path, TITLE, header, ["锯力煌", 29100])
    changed = write_workbook(tmp_path / "表.xlsx", 产值=[TITLE, header, ["锯力煌", 29500]])

    report = preview(read_workbook(changed), ImportContext(source_title=SOURCE[1]))

    [change] = report.sheets[0].changes
    assert (change["before"]["数值"], change["after"]["数值"]) == ("29100万元", "29500万元")


def test_a_reference_that_is_lost_while_the_table_is_read_is_an_error_of_the_table():
    def lose_the_source(_phase, _done, _total):
        Source.everything.filter(title="2021年统计月报")._raw_delete("default")

    rows = [TITLE, ["企业名称", "从业人员"], ["锯力煌", 300]]
    context = ImportContext(source_title="2021年统计月报", progress=lose_the_source)
    batch = ImportBatch.objects.create(file_name="表.xlsx")

    report = publish(Workbook("表.xlsx", "", [Grid("产值", rows)]), context, batch)

    assert [(error.code, error.message) for error in report.sheets[0].errors] == [
        ("refused", "数据库没有接受这张表的数据，请核对各栏内容。")
    ]
    assert (Observation.objects.count(), Source.objects.count()) == (0, 1)
