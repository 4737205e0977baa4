"""Merged ranges are known in every format that has them, and none that a file makes up costs anything."""

import openpyxl
import pytest

from imports import limits
from imports.errors import ImportRefused
from imports.workbook import read_workbook
from tests.imports.hard_files import ods, xlsx

ROW = '<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>8</v></c></row><row r="2"><c r="B2"><v>9</v></c></row>'


def merges_of(path, content=None):
    if content is not None:
        path.write_bytes(content)
    [grid] = read_workbook(path).grids
    return grid.merges


def merged(*references) -> bytes:
    """A sheet of two rows and two columns with ranges said to be merged."""
    ranges = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    return xlsx(f"{ROW}</sheetData><mergeCells>{ranges}</mergeCells><sheetData>")


def cell(text, **attributes):
    listed = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<table:table-cell office:value-type="string"{listed}><text:p>{text}</text:p></table:table-cell>'


def test_the_merged_ranges_of_an_xlsx_count_from_its_first_cell(tmp_path):
    book = openpyxl.Workbook()
    for address, text in [("C3", "地区"), ("D3", "产值"), ("F5", "1")]:
        book.active[address] = text
    book.active.merge_cells("D3:E3")
    book.active.merge_cells("C3:C5")
    book.save(tmp_path / "表.xlsx")

    assert merges_of(tmp_path / "表.xlsx") == ((2, 2, 4, 2), (2, 3, 2, 4))


def test_the_merged_ranges_of_an_ods_stand_in_its_cells(tmp_path):
    header = (
        cell("地区", number_rows_spanned=2) + cell("产值", number_columns_spanned=2) + "<table:covered-table-cell/>"
    )
    below = "<table:covered-table-cell/>" + cell("本年") + cell("上年")
    content = ods(f"<table:table-row>{header}</table:table-row><table:table-row>{below}</table:table-row>")

    assert merges_of(tmp_path / "表.ods", content) == ((0, 0, 1, 0), (0, 1, 0, 2))


def test_a_csv_and_a_plain_sheet_have_none(tmp_path):
    assert merges_of(tmp_path / "表.csv", "名称,代码\n".encode()) == ()
    assert merges_of(tmp_path / "表.xlsx", xlsx(ROW)) == ()


def test_a_merged_range_ends_where_the_cells_end(tmp_path):
    assert merges_of(tmp_path / "表.xlsx", merged("A1:A1048576", "C1:XFD9", "A7:B9")) == ((0, 0, 1, 0),)


@pytest.mark.parametrize(
    ("name", "content", "limit", "sentence"),
    [
        ("表.xlsx", merged("A1:B2", "A1:B2"), 9, "“表.xlsx”不是完好的表格文件：请用表格软件打开、另存为 .xlsx 后再上传。"),
        ("表.xlsx", merged("A1:A2", "B1:B2"), 1, "“表.xlsx”的工作表“企业”太大：请删去表外远处的多余内容，或拆成几个文件。"),
        ("表.ods", ods(f"<table:table-row>{cell('a', number_columns_spanned=2) * 2}</table:table-row>"), 1,
         "“表.ods”的工作表“企业”太大：请删去表外远处的多余内容，或拆成几个文件。"),
    ],
)  # fmt: skip
def test_ranges_over_one_another_or_without_number_are_refused(tmp_path, monkeypatch, name, content, limit, sentence):
    (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(limits, "MOST_MERGES", limit)

    with pytest.raises(ImportRefused) as refused:
        read_workbook(tmp_path / name)

    assert str(refused.value) == sentence
