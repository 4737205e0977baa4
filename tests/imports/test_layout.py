"""The table in a grid: where its header stands, what is data and what its columns mean."""

import pytest

from imports.layout import column_letter, find_tables
from imports.mapping import HeaderMapping, map_headers, normalise
from imports.publish import identify
from imports.workbook import Grid


def table_of(rows, headers=("名称", "代码")):
    """The table whose header has most of some words."""
    [table] = find_tables(Grid("表", rows), lambda text: "field" if text in headers else "")
    return table


def kinds_of(name, *headers):
    """The kinds that a sheet with these headers may be."""
    [found] = identify(Grid(name, [list(headers)]))
    return [found.sheet.kind] if found.sheet else sorted(rival.kind for rival in found.rivals)


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_the_spreadsheets_letters(index, letters):
    assert column_letter(index) == letters


def test_a_title_above_the_header_is_no_data():
    table = table_of([["缙云县园区表", ""], ["", ""], ["名称", "代码"], ["甲", 1.0], ["", ""], ["乙", 2.0]])

    assert (table.header_row, table.headers) == (2, ["名称", "代码"])
    assert table.rows == [(3, ["甲", 1.0]), (5, ["乙", 2.0])]
    assert table.range == "A3:B6"


def test_a_header_repeated_on_every_page_is_no_data():
    table = table_of([["名称", "代码"], ["甲", 1.0], ["名称", "代码"], ["乙", 2.0]])

    assert [number for number, _cells in table.rows] == [1, 3]


def test_headers_lose_line_breaks_at_their_ends_and_what_nobody_sees():
    table = table_of([["名称\n", "代\x00码", None, " "], ["甲", 1.0, None, ""]])

    assert table.headers == ["名称", "代码"]


def test_a_table_without_rows_ends_at_its_header():
    assert table_of([["名称", "代码"]]).range == "A1:B1"


def test_columns_below_a_merged_header_are_named_by_their_letters():
    table = table_of([["名称", "", "代码", ""], ["甲", "乙", 1.0, ""], ["甲", "", 1.0, "注"]])

    assert table.columns_without_header == ["B", "D"]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("统一社会\n信用代码", "统一社会信用代码"),
        ("肖特药品包装（浙江）", "肖特药品包装(浙江)"),
        ("ＭＥＳ 项目", "mes项目"),
        ("专精特新“小巨人”", "专精特新小巨人"),
        ("〔2021〕3号", "(2021)3号"),
    ],
)
def test_what_people_vary_in_a_name_makes_no_difference(text, same):
    assert normalise(text) == normalise(same)


def test_headers_find_their_fields_by_name_alias_and_star():
    names = {"name": ["名称"], "code": ["代码", "区划代码"], "note": ["备注"]}

    mapping = map_headers(["*名称", "", "区划代码 *", "电话"], names, required=["name", "code"])

    assert mapping == HeaderMapping({"name": 0, "code": 2}, missing=[], ignored=["电话"], repeated=[])
    assert mapping.share == pytest.approx(2 / 3)


def test_a_second_column_for_a_field_and_a_missing_one_are_told():
    names = {"name": ["名称", "单位名称"], "code": ["代码"]}

    mapping = map_headers(["名称", "单位名称"], names, required=["name", "code"])

    assert mapping == HeaderMapping({"name": 0}, ["code"], [], [(1, "单位名称", "名称")])


@pytest.mark.parametrize(
    ("name", "headers", "kind"),
    [
        ("Sheet1", ["对象", "指标", "期间", "数值"], "figures"),
        ("Sheet1", ["企业", "归属类型", "归属", "起", "止", "来源"], "memberships"),
        ("Sheet1", ["对象", "称号"], "honours"),
        ("Sheet1", ["标题", "日期", "公开依据"], "sources"),
        ("园区", ["名称"], "parks"),
        # Most headers fit, so that the missing one can be named.
        ("Sheet1", ["对象", "指标", "数值", "单位", "位次"], "figures"),
    ],
)
def test_a_sheets_kind_is_found_by_its_headers_and_its_name(name, headers, kind):
    assert kinds_of(name, *headers) == [kind]


def test_headers_of_many_kinds_under_a_name_of_none_leave_it_open():
    assert kinds_of("Sheet1", "名称") == ["chains", "enterprises", "parks", "programmes", "projects", "region_groups", "services"]  # fmt: skip


def test_headers_of_no_kind_are_no_table():
    assert kinds_of("企业", "你好", "世界") == []
