"""Blank tables to fill in: each is known as its own kind, and every column is explained."""

import pytest

from imports.blank_workbooks import blank_workbook
from imports.column_help import COLUMN_HELP
from imports.context import ImportContext
from imports.publish import identify, preview
from imports.registry import all_sheets
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
