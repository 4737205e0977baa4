"""Blank tables to fill in: each is known as its own kind, and every column is explained."""

import pytest

from imports.blank_workbooks import blank_workbook
from imports.column_help import COLUMN_HELP
from imports.context import ImportContext
from imports.publish import identify, preview
from imports.registry import all_sheets, sheet_for
from imports.workbook import read_workbook
from tests.factories import make_indicator

KINDS = [sheet.kind for sheet in all_sheets()]


@pytest.fixture
def blanks(tmp_path, county):
    """Every kind's blank table as the pipeline reads it."""
    make_indicator(name="产值", unit="万元")
    read = {}
    for sheet in all_sheets():
        path = tmp_path / f"{sheet.kind}.xlsx"
        path.write_bytes(blank_workbook(sheet))
        read[sheet.kind] = read_workbook(path)
    return read


def test_each_blank_table_is_known_as_its_own_kind(blanks):
    found = {kind: identify(workbook.grids[0], context=ImportContext())[0] for kind, workbook in blanks.items()}

    assert {kind: sheet and sheet.kind for kind, sheet in ((kind, one.sheet) for kind, one in found.items())} == {
        kind: kind for kind in KINDS
    }
    assert [kind for kind, one in found.items() if one.table.rows] == []


def test_an_untouched_blank_table_holds_no_rows_and_no_error(blanks):
    reports = {kind: preview(workbook, ImportContext()) for kind, workbook in blanks.items()}

    assert {kind: [(sheet.kind, sheet.rows) for sheet in report.sheets] for kind, report in reports.items()} == {
        kind: [(kind, 0)] for kind in KINDS
    }
    assert [kind for kind, report in reports.items() if report.errors_total] == []


def test_every_column_is_explained_and_no_more():
    columns = {column.column_name for sheet in all_sheets() for column in sheet.columns().values()}

    assert set(COLUMN_HELP) == columns


def test_the_wide_table_explains_the_columns_of_indicators_too(tmp_path, db):
    make_indicator(code="a", name="规上工业增加值", unit="亿元", position=1, first_release="joint", aliases=["增加值"])
    for number in range(8):
        make_indicator(code=f"b{number}", name=f"指标{number}", unit="家", position=2 + number)
    path = tmp_path / "横表.xlsx"
    path.write_bytes(blank_workbook(sheet_for("figures_wide")))

    table, told = read_workbook(path).grids
    rows = {row[0]: row[1:] for row in told.rows}

    assert [header for header in table.rows[0] if header in rows][-2:] == ["指标5（家）", "指标6（家）"]
    assert rows["规上工业增加值（亿元）"] == [
        "",
        "指标“规上工业增加值”的数值；单位亿元，用别的单位的写在表头里；1月、2月合并发布，没有单独的1月：先写2021年1-2月，以后逐月。",
        "增速写成“规上工业增加值同比（%）”",
        "",
        "增加值",
    ]
    assert rows["指标7（家）"][1].startswith("（可以加的列）指标“指标7”的数值；单位家，")
