"""Number cells of published statistics, text and binary, as their publishers shipped them."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from indicators.numbers import parse_quantity

REAL_FILES = Path(__file__).resolve().parents[3] / "shared" / "data" / "real"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not REAL_FILES.is_dir(), reason="the real files are not beside this clone"),
]


@pytest.mark.parametrize(
    ("name", "encoding", "header_rows", "columns", "unit", "cells"),
    [
        ("04_nbs_gbk_分省年度数据.csv", "gb18030", 4, slice(1, None), "亿元", 589),
        ("06_nbs_gbk_月度数据.csv", "gb18030", 3, slice(1, 10), "", 450),
        ("06_nbs_gbk_月度数据.csv", "gb18030", 3, slice(10, 12), "千美元", 96),
        ("24_intl_ons_gross-value-added.csv", "utf-8-sig", 1, slice(5, 6), "英镑", 16390),
    ],
)
def test_every_filled_text_cell_keeps_its_digits(
    name: str, encoding: str, header_rows: int, columns: slice, unit: str, cells: int
) -> None:
    with (REAL_FILES / name).open(encoding=encoding, newline="") as file:
        rows = list(csv.reader(file))[header_rows:]
    printed = [cell for row in rows for cell in row[columns] if cell]
    read = [parse_quantity(cell, unit=unit) for cell in printed]
    assert len(printed) == cells
    assert [str(quantity.value) for quantity in read] == printed


@pytest.mark.parametrize(
    ("name", "cells", "longest"),
    [("01_nbs_工业增加值-月度数据.xls", 63, 1), ("08_一般公共预算等.xls", 702, 2)],
)
def test_every_number_cell_of_an_old_workbook_shows_the_decimals_its_office_keeps(
    name: str, cells: int, longest: int
) -> None:
    rows = CalamineWorkbook.from_path(REAL_FILES / name).get_sheet_by_index(0).to_python()
    read = [parse_quantity(cell, unit="%") for row in rows for cell in row if isinstance(cell, float)]
    assert len(read) == cells
    assert max(quantity.written_decimals for quantity in read) == longest
    assert all(quantity.value == Decimal(quantity.as_written) for quantity in read)
