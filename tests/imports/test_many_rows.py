"""Tables that are long or many: headers on every page, a total far down, two hundred sheets."""

import csv

import openpyxl
import pytest

from imports.context import ImportContext
from imports.publish import identify, preview
from imports.workbook import read_workbook
from indicators.models import Region, Subject
from tests.imports.imitations.catalogue import SOURCE, make_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue():
    make_catalogue()


def written(path, rows):
    """A csv of the rows, as it is read."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return read_workbook(path)


def test_a_header_on_every_page_of_5000_rows_is_no_data(tmp_path):
    header = ["企业名称", "主要产品", "所在地区"]
    firms = [[f"示例企业{number:04}", "锯床", "壶镇镇"] for number in range(5000)]
    pages = [row for first in range(0, 5000, 50) for row in (header, *firms[first : first + 50])]

    [found] = identify(written(tmp_path / "企业.csv", pages).grids[0], context=ImportContext())

    table = found.table
    assert (found.sheet.kind, table.range, len(table.rows), len(table.repeated)) == (
        "enterprises",
        "A1:C5100",
        5000,
        99,
    )
    assert [number + 1 for number in (table.repeated[0], table.repeated[1], table.repeated[-1])] == [52, 103, 5050]
    assert [table.rows[place][1][0] for place in (0, 49, 50, 4999)] == [
        "示例企业0000", "示例企业0049", "示例企业0050", "示例企业4999",
    ]  # fmt: skip


def test_a_total_in_row_4000_is_compared_with_the_rows_above(tmp_path):
    home = Region.objects.home().subject.world
    names = [f"示例企业{number:04}" for number in range(3998)]
    Subject.objects.bulk_create(
        Subject(kind="enterprise", key=f"e{name[4:]}", slug=f"e{name[4:]}", name=name, world=home) for name in names
    )
    rows = [["企业名称", "总产值（万元）"], *([name, 10] for name in names), ["合计", 49980]]
    workbook = written(tmp_path / "2021年.csv", rows)

    [sheet] = preview(workbook, ImportContext(source_title=SOURCE)).sheets

    assert (sheet.kind, sheet.table, sheet.rows, sheet.new, sheet.errors_total, sheet.set_aside) == (
        "figures_wide", "A1:B4000", 3998, 3998, 0, 0,
    )  # fmt: skip
    assert sheet.understood["totals"] == [4000]
    # 3,998 times 10 is 39,980.
    assert [(warning.code, warning.cell) for warning in sheet.warnings] == [("total_differs", "B4000")]


def test_200_sheets_are_200_tables(tmp_path):
    months = [f"{2004 + place // 12}年{place % 12 + 1}月" for place in range(200)]
    book = openpyxl.Workbook(write_only=True)
    for place, month in enumerate(months):
        page = book.create_sheet(month)
        page.append([f"{month}主要指标"])
        page.append(["地区", "总产值（万元）"])
        page.append(["壶镇镇", 3000 + place])
    book.save(tmp_path / "历年.xlsx")

    report = preview(read_workbook(tmp_path / "历年.xlsx"), ImportContext(source_title=SOURCE))

    assert [sheet.name for sheet in report.sheets] == months
    assert {(sheet.kind, sheet.table, sheet.new, sheet.set_aside, sheet.errors_total) for sheet in report.sheets} == {
        ("figures_wide", "A2:B3", 1, 0, 0)
    }
    assert [report.sheets[place].understood["periods"] for place in (0, 199)] == [["2004年1月"], ["2020年8月"]]


def test_a_long_sheet_from_right_to_left_is_read_from_column_a(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("2021年")
    page.sheet_view.rightToLeft = True
    page.append(["地区", "总产值（万元）", "利润总额（万元）"])
    page.append(["壶镇镇", 3900, 250])
    page.append(["新建镇", 1200, 80])
    book.save(tmp_path / "右起.xlsx")

    [sheet] = preview(read_workbook(tmp_path / "右起.xlsx"), ImportContext(source_title=SOURCE)).sheets

    assert (sheet.table, sheet.new, sheet.errors_total) == ("A1:C3", 4, 0)
    assert sheet.understood["indicators"] == ["规上工业总产值", "利润总额"]
