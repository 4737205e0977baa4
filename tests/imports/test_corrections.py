"""What an editor said of a table holds for it, and for next month's of the same shape."""

import pytest

from imports.context import ImportContext
from imports.corrections import column_keys, correction_from, joined, lasting, shape_of, undated
from imports.models import ImportBatch
from imports.publish import identify, publish
from imports.workbook import Grid, Workbook
from indicators.models import Observation
from tests.imports.imitations.catalogue import SOURCE, make_catalogue


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2021年1-7月", "#"),
        ("2021年1月份", "#"),
        ("２０２１年 ７月", "#"),
        ("2021.09", "#"),
        ("2021年7月31日", "#"),
        ("202107", "#"),
        ("一季度", "#"),
        ("规上工业（2021年8月）", "规上工业(#)"),
        ("PM2.5浓度", "pm2.5浓度"),
        ("12345热线", "12345热线"),
        ("第3期", "第3期"),
    ],
)
def test_periods_and_nothing_else_leave_a_heading(text, plain):
    assert undated(text) == plain


def test_columns_that_only_differ_by_their_period_are_told_apart_by_their_place():
    assert column_keys([("单位名称",), ("产值", "2020年"), ("产值", "2021年"), ("增速",), ("",)]) == [
        "单位名称", "产值/#~1", "产值/#~2", "增速", "~",
    ]  # fmt: skip


def test_next_month_has_the_same_shape_with_one_column_more():
    july = shape_of([("地区",), ("6月",), ("7月",)], ["2021年规上工业总产值"])
    august = shape_of([("地区",), ("6月",), ("7月",), ("8月",)], ["2022年规上工业总产值"])
    other = shape_of([("地区",), ("6月",), ("7月",)], ["2021年用电量"])

    assert july == august
    assert july != other


def test_a_title_is_no_part_of_the_shape_where_the_headings_say_what_is_counted():
    assert shape_of([("地区",), ("总产值",)], ["七月简报"]) == shape_of([("地区",), ("总产值",)], ["另一标题"])
    assert shape_of([("地区",), ("总产值",)], []) != shape_of([("地区",), ("增加值",)], [])


def test_what_is_remembered_is_without_periods_and_what_was_taken_back():
    stored = {
        "kind": "figures_wide",
        "columns": {
            "产值": {"target": "indicator:output", "unit": "万元"},
            "产值/#~2": {"target": "ignore"},
            "备用": {"target": "read"},
        },
        "labels": {"仙都": "subject:region:331122", "某镇": "read"},
        "whole": {"period": "2021年7月", "unit": "万元"},
    }

    assert lasting(stored) == {
        "kind": "figures_wide",
        "columns": {"产值": {"target": "indicator:output", "unit": "万元"}},
        "labels": {"仙都": "subject:region:331122"},
        "whole": {"unit": "万元"},
    }


def test_what_was_said_of_the_columns_of_another_kind_does_not_hold():
    former = {"kind": "parks", "columns": {"甲": {"target": "field:name"}}, "labels": {"乙": "subject:park:1"}}

    assert joined({"kind": "figures_wide", "columns": {}}, former) == {
        "kind": "figures_wide", "columns": {}, "labels": {"乙": "subject:park:1"}, "whole": {}, "about": "",
    }  # fmt: skip


# --- In the tables themselves -----------------------------------------------------------------------------------------


def load(stored, *rows, name="七月.xlsx", sheet="Sheet1", by=""):
    """Publishes one sheet with a correction of its only table; the sheet's report."""
    grid = Grid(sheet, [list(row) for row in rows])
    [found] = identify(Grid(sheet, [list(row) for row in rows]), context=ImportContext(), file=name)
    context = ImportContext(source_title=SOURCE, corrections={found.table.shape: correction_from(stored, by)})
    report = publish(Workbook(name, "", [grid]), context, ImportBatch(file_name=name))
    return report.sheets[0]


def plain(value) -> str:
    return f"{value.normalize():f}"


def figures() -> list[tuple]:
    """Cell, subject, indicator, measure, period, value and unit of all that is published."""
    return [
        (one.cell, one.subject.name, one.indicator.code, one.measure, one.period_label, plain(one.value), one.written_unit)
        for one in Observation.objects.asof().order_by("sheet", "cell").select_related("subject", "indicator")
    ]  # fmt: skip


UNKNOWN_COLUMN = [
    ["2021年1-7月主要指标"],
    ["乡镇", "总盘子", "利润总额（万元）"],
    ["壶镇镇", 3900, 250],
    ["新建镇", 1200, 80],
]


@pytest.mark.django_db
def test_a_column_that_nobody_knows_is_the_indicator_that_the_editor_says():
    make_catalogue()

    report = load(
        {
            "kind": "figures_wide",
            "columns": {"总盘子": {"target": "indicator:output", "measure": "level", "unit": "万元"}},
        },
        *UNKNOWN_COLUMN,
    )

    assert (report.set_aside, report.errors, report.warnings) == (0, [], [])
    assert figures() == [
        ("B3", "壶镇镇", "output", "level", "2021年1-7月", "0.39", "万元"),
        ("B4", "新建镇", "output", "level", "2021年1-7月", "0.12", "万元"),
        ("C3", "壶镇镇", "profit", "level", "2021年1-7月", "250", "万元"),
        ("C4", "新建镇", "profit", "level", "2021年1-7月", "80", "万元"),
    ]
    assert report.understood["columns"][1] == {
        "column": "B", "header": "总盘子", "key": "总盘子", "target": "indicator:output",
        "label": "规上工业总产值 · 数值（万元）", "why": "按您的更正；单位取自表头", "measure": "level", "unit": "万元",
        "indicator": "规上工业总产值", "subject": "",
    }  # fmt: skip


def test_a_unit_or_measure_may_be_said_without_an_indicator_and_the_column_beside_leans_on_it(db):
    make_catalogue()

    load(
        {"kind": "figures_wide", "columns": {"总盘子": {"target": "indicator:output", "unit": "万元"}}},
        ["2021年1-7月主要指标"],
        ["乡镇", "总盘子", "增长（%）"],
        ["壶镇镇", 3900, 12.5],
    )

    assert figures() == [
        ("B3", "壶镇镇", "output", "level", "2021年1-7月", "0.39", "万元"),
        ("C3", "壶镇镇", "output", "yoy", "2021年1-7月", "12.5", "%"),
    ]


def test_a_column_that_is_to_be_left_out_is_not_imported(db):
    make_catalogue()

    report = load(
        {"kind": "figures_wide", "columns": {"利润总额(万元)": {"target": "ignore"}, "总盘子": {"target": "ignore"}}},
        *[
            [*row, 1][:4] if number > 1 else [*row, *(["总产值（万元）"] if number else [])]
            for number, row in enumerate(UNKNOWN_COLUMN)
        ],
    )

    assert [figure[:3] for figure in figures()] == [("D3", "壶镇镇", "output"), ("D4", "新建镇", "output")]
    assert report.ignored_columns == ["总盘子", "利润总额（万元）"]


def test_a_label_names_whom_the_editor_says(db):
    make_catalogue()

    report = load(
        {"kind": "figures_wide", "labels": {"仙都": "subject:region:331122", "总额": "indicator:profit"}},
        ["2021年1-7月"],
        ["地区", "指标", "单位", "数值"],
        ["仙 都", "总产值", "万元", 3900],
        ["壶镇", "总额", "万元", 12],
    )

    assert (report.set_aside, report.errors) == (0, [])
    assert figures() == [
        ("D3", "缙云县", "output", "level", "2021年1-7月", "0.39", "万元"),
        ("D4", "壶镇镇", "profit", "level", "2021年1-7月", "12", "万元"),
    ]
    assert report.understood["labels"] == [
        {"label": "仙 都", "target": "subject:region:331122", "name": "缙云县", "why": "按您的更正"},
        {"label": "壶镇", "target": "subject:region:331122101", "name": "壶镇镇", "why": "按别名“壶镇”"},
        {"label": "总产值", "target": "indicator:output", "name": "规上工业总产值", "why": "按别名“总产值”"},
        {"label": "总额", "target": "indicator:profit", "name": "利润总额", "why": "按您的更正"},
    ]


def test_the_whole_table_is_whose_and_of_which_period_the_editor_says_and_nothing_is_doubted(db):
    make_catalogue()

    report = load(
        {
            "kind": "figures_wide",
            "columns": {"数量": {"target": "figures"}},
            "whole": {
                "subject": "subject:region:331122101", "indicator": "indicator:power", "unit": "亿千瓦时", "period": "2021年",
            },
        },
        ["月份", "数量"],
        ["6月", 0.5],
        ["7月", 0.6],
    )  # fmt: skip

    assert (report.set_aside, report.errors, report.warnings) == (0, [], [])
    assert figures() == [
        ("B2", "壶镇镇", "power", "level", "2021年6月", "5000", "亿千瓦时"),
        ("B3", "壶镇镇", "power", "level", "2021年7月", "6000", "亿千瓦时"),
    ]


def test_a_name_that_is_only_similar_is_taken_without_a_doubt_where_the_editor_said_so(db):
    make_catalogue()
    rows = [["2021年1-7月", "", ""], ["乡镇", "规模以上工业总产价（万元）"], ["壶镇镇", 3900]]
    said = {"kind": "figures_wide", "columns": {"规模以上工业总产价(万元)": {"target": "indicator:output"}}}

    guessed = load({"kind": "figures_wide"}, *rows)
    told = load(said, *rows)

    assert [warning.code for warning in guessed.warnings] == ["guessed_name"]
    assert guessed.understood["columns"][1]["why"] == "按相近的名称（89%）；单位取自表头"
    assert told.warnings == []


def test_what_is_no_more_is_passed_over_and_said(db):
    make_catalogue()

    report = load(
        {"kind": "figures_wide", "columns": {"总盘子": {"target": "indicator:gone"}}},
        *UNKNOWN_COLUMN,
        by="2021-08-02 李某",
    )

    assert report.set_aside == 2
    assert report.understood["reasons"][-2:] == [
        "按 2021-08-02 李某 的更正理解。",
        "更正过的“总盘子”没有采用：当时选的内容现在没有了。",
    ]


def test_a_field_of_a_list_is_the_column_that_the_editor_says(db):
    make_catalogue()

    report = load(
        {"kind": "parks", "columns": {"叫什么": {"target": "field:name"}, "名称": {"target": "ignore"}}},
        ["名称", "叫什么", "类型"],
        ["1号", "示例园区", "经济开发区"],
        sheet="园区",
    )

    assert (report.new, report.errors) == (1, [])
    assert [(one["column"], one["target"], one["why"]) for one in report.understood["columns"]] == [
        ("A", "ignore", "按您的更正"),
        ("B", "field:name", "按您的更正"),
        ("C", "field:type", "按名称"),
    ]


def test_a_field_said_twice_is_an_error_at_the_column(db):
    make_catalogue()

    report = load(
        {"kind": "parks", "columns": {"叫什么": {"target": "field:name"}}},
        ["名称", "叫什么", "类型"],
        ["甲", "乙", "经济开发区"],
        sheet="园区",
    )

    assert [(error.code, error.column) for error in report.errors] == [("repeated_column", "B")]


def test_a_table_of_no_known_kind_is_of_the_kind_that_the_editor_says(db):
    make_catalogue()

    report = load(
        {"kind": "parks", "columns": {"叫什么": {"target": "field:name"}, "哪一类": {"target": "field:type"}}},
        ["叫什么", "哪一类"],
        ["示例园区", "经济开发区"],
    )

    assert (report.kind, report.new, report.errors) == ("parks", 1, [])


def test_what_was_remembered_of_a_whole_table_holds_only_for_a_table_that_says_the_same_of_itself(db):
    make_catalogue()
    rows = [["月度用电"], ["月份", "用电量（万千瓦时）"], ["2021年7月", 5000]]
    [july] = identify(Grid("Sheet1", rows), context=ImportContext(), file="壶镇7月.xlsx")
    stored = {"kind": "figures_wide", "about": july.table.about, "whole": {"subject": "subject:region:331122101"}}

    told = load(
        stored, *[["月度用电"], ["月份", "用电量（万千瓦时）"], ["2021年8月", 6000]], name="壶镇8月.xlsx", by="李某"
    )
    other = load(
        stored, *[["月度用电"], ["月份", "用电量（万千瓦时）"], ["2021年8月", 7000]], name="某处8月.xlsx", by="李某"
    )

    assert told.warnings == []
    assert [warning.code for warning in other.warnings] == ["subject_assumed"]
