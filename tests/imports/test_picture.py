"""A sheet drawn as its grid: what each cell was taken for, and what is wrong at it."""

import pytest

from imports.context import ImportContext
from imports.picture import Picture
from imports.publish import preview
from imports.report import Problem, SetAsideRow, SheetReport
from imports.texts import text_of
from imports.workbook import Grid, Workbook
from tests.imports.imitations.catalogue import SOURCE, make_catalogue

# How the roles are written below; "." is an empty cell.
LETTERS = {
    "": ".", "title": "T", "unit": "U", "header": "H", "label": "L", "value": "V", "total": "S", "note": "N",
    "ignored": "I", "aside": "A", "outside": "O",
}  # fmt: skip


def report(area="A1:C3", *, header=(1, 1), roles=None, **found):
    """A table with a label in A and figures in B and C."""
    roles = {"labels": ["A"], "values": ["B", "C"]} if roles is None else roles
    return SheetReport("产值", area, "figures_wide", understood={"header": list(header), "roles": roles}, **found)


def texts(rows):
    return [(number, [text_of(cell) for cell in row]) for number, row in enumerate(rows, 1)]


def roles(picture, rows, merges=()):
    """One word a row: the role of each of its columns, of a cell drawn over several that of the first, then "_"."""
    width = max(map(len, rows))
    drawn = picture.draw(texts(rows), merges, range(1, width + 1))
    return ["".join(LETTERS[cell.role] + "_" * (cell.colspan - 1) for cell in row.cells) for row in drawn]


def read(*rows, merges=()):
    """The picture of a sheet that is read as an import reads it."""
    grid = Grid("Sheet1", [list(row) for row in rows], merges)
    found = preview(Workbook("2021.xlsx", "", [grid]), ImportContext(source_title=SOURCE))
    return Picture(found.sheets)


@pytest.fixture
def catalogue(db):
    make_catalogue()


@pytest.mark.usefixtures("catalogue")
def test_roles_of_a_county_table_with_two_header_rows_a_unit_line_a_total_and_a_note():
    rows = [
        ["2021年1-7月规上工业主要指标", "", "", "", ""],
        ["", "", "", "", "单位：万元"],
        ["企业名称", "总产值", "", "从业人员（人）", "电话"],
        ["", "累计", "同比±%", "", ""],
        ["锯力煌", 29100.0, 12.5, 300.0, 3121234.0],
        ["君鸿机械", 12500.0, "-", 401.0, 3125678.0],
        ["合计", 41600.0, "", 701.0, ""],
        ["注：本表为快报数。", "", "", "", ""],
    ]
    merges = ((2, 0, 3, 0), (2, 1, 2, 2), (2, 3, 3, 3), (2, 4, 3, 4))

    drawn = roles(read(*rows, merges=merges), rows, merges)

    assert drawn == ["T____", "....U", "HH_HH", "HH", "LVVVI", "LVVVI", "SS.S.", "N____"]


@pytest.mark.usefixtures("catalogue")
def test_roles_of_two_tables_side_by_side():
    rows = [
        ["2021年1-7月规上工业", "", "", "", ""],
        ["企业名称", "总产值（亿元）", "", "企业名称", "从业人员（人）"],
        ["锯力煌", 2.91, "", "锯力煌", 300.0],
        ["君鸿机械", 1.25, "", "君鸿机械", 401.0],
    ]

    assert roles(read(*rows), rows) == ["T____", "HH.HH", "LV.LV", "LV.LV"]


@pytest.mark.usefixtures("catalogue")
def test_roles_of_a_list_of_records():
    rows = [["名称", "所在地区", "主要产品", "幸运数字"], ["示例企业007有限公司", "壶镇镇", "锯床", 7.0]]

    # 名称 must be filled: it says what the row is about.
    assert roles(read(*rows), rows) == ["HHHH", "LVVI"]


@pytest.mark.usefixtures("catalogue")
def test_a_heading_that_nobody_knows_is_set_aside_at_its_column():
    rows = [["企业名称", "总产值（亿元）", "环保投入"], ["锯力煌", 2.91, 5.0], ["君鸿机械", 1.25, 6.0]]
    picture = read(["2021年1-7月"], *rows)

    drawn = roles(picture, [["2021年1-7月", "", ""], *rows])

    assert drawn == ["T__", "HHH", "LVA", "LVA"]
    assert [(mark.level, mark.address) for mark in picture.marks] == [("aside", "C2")]
    assert "环保投入" in picture.marks[0].message


def test_what_is_wrong_stands_at_its_cell_the_gravest_first():
    error = Problem("unreadable_number", 2, "B", "几十", "读不出数。")
    doubt = Problem("unit_slip", 2, "B", "几十", "大约是一万倍。")
    picture = Picture([report(errors=[error], warnings=[doubt])])

    [_header, row, _last] = picture.draw(
        texts([["企业", "产值", "税收"], ["甲", "几十", 1], ["乙", 2, 3]]), (), range(1, 4)
    )

    cell = row.cells[1]
    assert (cell.address, cell.role, cell.level) == ("B2", "value", "error")
    assert [(mark.level, mark.message) for mark in cell.marks] == [
        ("error", "读不出数。"),
        ("warning", "大约是一万倍。"),
    ]
    assert row.marks == ()


def test_a_row_set_aside_has_its_reason_at_its_number_and_its_colour_in_all_cells():
    aside = SetAsideRow(3, "没有名为“乙”的企业。", ["乙厂"])
    picture = Picture([report(set_aside_rows=[aside])])

    rows = picture.draw(texts([["企业", "产值", "税收"], ["甲", 1, 1], ["乙", 2, 3]]), (), range(1, 4))

    assert [cell.role for cell in rows[2].cells] == ["aside", "aside", "aside"]
    assert [(mark.address, mark.value) for mark in rows[2].marks] == [("3", "乙厂")]
    assert rows[1].marks == ()


def test_an_empty_cell_that_should_be_filled_is_drawn_by_itself():
    missing = Problem("required", 3, "C", "", "不能为空。")
    picture = Picture([report("A1:C2", errors=[missing])])

    rows = picture.draw(texts([["企业", "产值", "税收"], ["甲", 1, 1], []]), (), range(1, 6))

    assert [(cell.address, cell.colspan, cell.level) for cell in rows[2].cells] == [
        ("A3", 2, ""), ("C3", 1, "error"), ("D3", 2, ""),
    ]  # fmt: skip


def test_merged_cells_are_drawn_as_one_and_cut_at_the_end_of_the_page():
    picture = Picture([report("A1:B5", roles={"labels": ["A"], "values": ["B"]})])

    rows = picture.draw([(2, ["壶镇", "1"]), (3, ["", "2"])], [(1, 0, 3, 0)], range(1, 3))

    assert [[(cell.text, cell.rowspan) for cell in row.cells] for row in rows] == [[("壶镇", 2), ("1", 1)], [("2", 1)]]


def test_merged_cells_are_known_by_the_one_at_which_something_is_wrong():
    inside = Problem("unreadable_number", 3, "A", "", "读不出。")
    picture = Picture([report("A1:B5", errors=[inside])])

    [first, second] = picture.draw([(2, ["壶镇", "1"]), (3, ["", "2"])], [(1, 0, 2, 0)], range(1, 3))

    assert [(cell.address, cell.text, cell.level) for cell in first.cells] == [("A3", "壶镇", "error"), ("B2", "1", "")]
    assert [cell.address for cell in second.cells] == ["B3"]


def test_merged_cells_with_two_faults_inside_are_drawn_each():
    faults = [Problem("unreadable_number", row, "A", "", "读不出。") for row in (2, 3)]
    picture = Picture([report("A1:B5", errors=faults)])

    rows = picture.draw([(2, ["壶镇", "1"]), (3, ["", "2"])], [(1, 0, 3, 0)], range(1, 3))

    assert [[cell.address for cell in row.cells] for row in rows] == [["A2", "B2"], ["A3", "B3"]]


def test_a_long_text_is_cut_and_kept_whole():
    picture = Picture([report("A1:B2")])

    [row] = picture.draw([(2, ["甲" * 60, "1"])], (), range(1, 3))

    assert (row.cells[0].text, row.cells[0].whole) == ("甲" * 40 + "…", "甲" * 60)
    assert (row.cells[1].text, row.cells[1].whole) == ("1", "")


def test_the_lowest_header_row_says_what_each_column_is():
    picture = Picture([report("A1:C3", header=(1, 2), roles={"labels": ["A"], "values": ["B"], "ignored": ["C"]})])

    rows = picture.draw(texts([["企业", "产值", "电话"], ["", "本月", ""], ["甲", 1, 2]]), [(0, 0, 1, 0)], range(1, 4))

    assert [cell.column_role for cell in rows[0].cells] == ["label", "", ""]
    assert [cell.column_role for cell in rows[1].cells] == ["value", ""]


def test_a_table_of_an_earlier_report_is_drawn_without_roles_of_columns():
    old = SheetReport("产值", "A1:B2", "figures")

    assert roles(Picture([old]), [["对象", "数值"], ["甲", 1]]) == ["HH", "II"]


def test_what_stands_outside_of_every_table_is_said_to():
    picture = Picture([report("A1:B2")])

    assert roles(picture, [["企业", "产值"], ["甲", 1], [], ["联系人张三", ""]]) == ["HH", "LV", "._", "O_"]
