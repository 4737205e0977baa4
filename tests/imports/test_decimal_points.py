"""The decimal points of a drawn column stand below each other."""

import pytest

from imports.decimal_points import pads
from imports.picture import Picture
from imports.report import SetAsideRow
from tests.imports.test_picture import report, texts


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["301500.25", "98000.5", "1200", "—"], ["", "0", ".00", ".00"]),
        (["12", "7", "-3"], ["", "", ""]),
        (["44.3%", "8%", "12.25"], ["0", ".00", "%"]),
        (["1,234.5", "0.30000000000000004"], ["00000", ""]),
        ([], []),
    ],
)
def test_what_stands_unseen_behind_each_number(column, expected):
    assert pads(column) == expected


def test_numbers_of_one_column_and_table_are_set_by_their_points():
    rows = [["企业", "产值", "增长"], ["1", "12.25", "3"], ["乙", "7", "约三"]]

    drawn = Picture([report()]).draw(texts(rows), (), range(1, 4))

    assert [[(cell.is_number, cell.pad) for cell in row.cells] for row in drawn[1:]] == [
        [(False, ""), (True, ""), (True, "")],
        [(False, ""), (True, ".00"), (False, "")],
    ]


def test_a_number_in_a_column_of_labels_stays_one_where_its_row_is_set_aside():
    rows = [["序号", "产值"], ["1", "12"], ["2", "7"]]
    aside = report("A1:B3", set_aside_rows=[SetAsideRow(3, "没有名为“2”的对象", [])])

    drawn = Picture([aside]).draw(texts(rows), (), range(1, 3))

    assert [[cell.is_number for cell in row.cells] for row in drawn] == [[False, False], [False, True], [False, True]]
