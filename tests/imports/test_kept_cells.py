"""The texts of a file's cells beside it, page by page."""

import datetime

from imports.kept_cells import KeptCells, keep_cells
from imports.workbook import Grid


def kept(tmp_path, *grids):
    path = tmp_path / "产值.xlsx.cells"
    keep_cells(path, grids)
    return KeptCells(path)


def test_cells_come_back_as_their_texts_without_what_is_empty_behind_them(tmp_path):
    day = datetime.date(2021, 7, 1)
    rows = [["企业", "产值", ""], ["甲", 331122.0, ""], [], [day, "44.3%", "长" * 2000], ["", " "]]

    with kept(tmp_path, Grid("产值", rows, ((0, 0, 0, 1),))) as cells:
        [sheet] = cells.sheets
        page = cells.page(sheet, 1)

    assert (sheet.name, sheet.height, sheet.width, sheet.pages) == ("产值", 4, 3, 1)
    assert page.rows == [["企业", "产值"], ["甲", "331122"], [], ["2021-07-01", "44.3%", "长" * 1000]]
    assert page.merges == [(0, 0, 0, 1)]


def test_a_sheet_of_5000_rows_has_pages_of_100(tmp_path):
    rows = [["企业", "产值"], *([f"企业{number}", number] for number in range(2, 5001))]

    with kept(tmp_path, Grid("产值", rows)) as cells:
        [sheet] = cells.sheets
        last = cells.page(sheet, 50)

    assert (sheet.height, sheet.rows_a_page, sheet.pages) == (5000, 100, 50)
    assert (last.first_row, last.rows[0], last.rows[-1]) == (4901, ["企业4901", "4901"], ["企业5000", "5000"])
    assert [sheet.page_of(row) for row in (1, 100, 101, 5000, 6000, 0)] == [1, 1, 2, 50, 50, 1]


def test_a_wide_sheet_has_fewer_rows_a_page(tmp_path):
    with kept(tmp_path, Grid("宽", [["1"] * 500] * 50)) as cells:
        assert (cells.sheets[0].rows_a_page, cells.sheets[0].pages) == (20, 3)


def test_merged_cells_are_known_on_every_page_that_they_reach(tmp_path):
    rows = [[f"{number}"] for number in range(250)]

    with kept(tmp_path, Grid("产值", rows, ((90, 0, 210, 0),))) as cells:
        [sheet] = cells.sheets
        assert [cells.page(sheet, page).merges for page in (1, 2, 3)] == [[(90, 0, 210, 0)]] * 3


def test_a_merged_label_is_said_again_at_the_top_of_the_next_page(tmp_path):
    rows = [["" if number else "壶镇镇", f"{number}"] for number in range(120)]

    with kept(tmp_path, Grid("产值", rows, ((0, 0, 119, 0),))) as cells:
        assert cells.page(cells.sheets[0], 2).rows[:2] == [["壶镇镇", "100"], ["", "101"]]


def test_an_empty_sheet_has_one_page_without_rows(tmp_path):
    with kept(tmp_path, Grid("空", [[""], []])) as cells:
        [sheet] = cells.sheets
        assert (sheet.height, sheet.pages, cells.page(sheet, 1).rows) == (0, 1, [])


def test_nothing_else_is_left_in_the_folder(tmp_path):
    kept(tmp_path, Grid("产值", [["1"]]))

    assert [path.name for path in tmp_path.iterdir()] == ["产值.xlsx.cells"]
