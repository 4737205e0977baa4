"""Workbooks that are sound and odd: old dates, formulas without results, sheets from right to left, two hundred sheets."""

import datetime
import io
import time

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from imports.errors import ImportRefused
from imports.workbook import FormulaFault, read_workbook
from tests.imports.hard_files import MAIN, ods, xlsx
from tests.imports.old_files import OldBook

DAY = datetime.date(2021, 10, 31)
ELAPSED = f"""<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>"""


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_of(path, content):
    path.write_bytes(content)
    [grid] = read_workbook(path).grids
    return grid.rows


def test_dates_before_1900_and_dates_as_text_stay_texts(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["1850-03-04", "2021年10月31日", "2021.10", "’1899-12-31", DAY])

    assert rows_of(tmp_path / "表.xlsx", saved(book)) == [
        ["1850-03-04", "2021年10月31日", "2021.10", "’1899-12-31", DAY]
    ]


def test_an_ods_has_dates_before_1900(tmp_path):
    cell = '<table:table-cell office:value-type="date" office:date-value="1850-03-04"/>'

    assert rows_of(tmp_path / "表.ods", ods(f"<table:table-row>{cell}</table:table-row>")) == [
        [datetime.date(1850, 3, 4)]
    ]


def test_dates_may_count_from_1904(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["日期", DAY])

    assert rows_of(tmp_path / "表.xlsx", saved(book)) == [["日期", DAY]]


def test_a_duration_beyond_all_time_is_refused(tmp_path):
    (tmp_path / "表.xlsx").write_bytes(xlsx('<row r="1"><c r="A1" s="1"><v>1000000000</v></c></row>', styles=ELAPSED))

    with pytest.raises(ImportRefused) as refused:
        read_workbook(tmp_path / "表.xlsx")

    assert str(refused.value) == "“表.xlsx”不是完好的表格文件：请用表格软件打开、另存为 .xlsx 后再上传。"


def test_broken_references_are_faults_in_an_xlsx(tmp_path):
    row = """<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="e"><f>#REF!</f><v>#REF!</v></c>
      <c r="C1"><f>A2</f></c></row>"""

    [cells] = rows_of(tmp_path / "表.xlsx", xlsx(row))

    assert [(type(cell), cell) for cell in cells] == [
        (FormulaFault, "#DIV/0!"), (FormulaFault, "#REF!"), (FormulaFault, "="),
    ]  # fmt: skip


def test_a_sheet_from_right_to_left_begins_in_column_a_all_the_same(tmp_path):
    book = openpyxl.Workbook()
    book.active.sheet_view.rightToLeft = True
    book.active.append(["地区", "产值"])
    book.active.append(["缙云县", 39.29])

    assert rows_of(tmp_path / "表.xlsx", saved(book)) == [["地区", "产值"], ["缙云县", 39.29]]


def two_hundred_in_xlsx():
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number in range(200):
        book.create_sheet(f"表{number}").append(["产值", number])
    return saved(book)


def two_hundred_in_xls():
    book = OldBook()
    for number in range(200):
        book.sheet(f"表{number}", [["产值", number]])
    return book.content()


@pytest.mark.parametrize(("name", "content"), [("表.xlsx", two_hundred_in_xlsx), ("表.xls", two_hundred_in_xls)])
def test_a_workbook_of_200_sheets_is_read_in_seconds(tmp_path, name, content):
    (tmp_path / name).write_bytes(content())

    begun = time.monotonic()
    grids = read_workbook(tmp_path / name).grids
    seconds = time.monotonic() - begun

    assert [(grid.name, grid.rows) for grid in grids] == [(f"表{number}", [["产值", number]]) for number in range(200)]
    assert seconds < 10
