"""An old .xls is read as it is shown, in the encoding that it is in, by whichever reader can open it."""

import datetime
import random
import struct
from pathlib import Path

import pytest

from imports.errors import ImportRefused
from imports.workbook import FormulaFault, UnformattedNumber, read_workbook
from tests.imports.hard_files import record
from tests.imports.old_files import OldBook

REAL_FILES = Path(__file__).resolve().parents[3] / "shared" / "data" / "real"
real = pytest.mark.skipif(not REAL_FILES.is_dir(), reason="the real files are not beside this clone")
TABLE = [["各县市区主要指标"], ["地区", "工业增加值"], ["缙云县", 39.29], ["龙泉市", 28.5]]


def written(path, book: OldBook):
    path.write_bytes(book.content())
    return path


def grid_of(path, book: OldBook):
    [grid] = read_workbook(written(path, book)).grids
    return grid


def test_numbers_shown_as_per_cent_are_their_texts(tmp_path):
    book = OldBook(formats=("0.0%", '0.0"%"')).sheet("表", [[(0.443, "0.0%"), (44.3, '0.0"%"'), 0.443]])

    grid = grid_of(tmp_path / "表.xls", book)

    assert [(type(cell), cell) for cell in grid.rows[0]] == [(str, "44.3%"), (float, 44.3), (float, 0.443)]


def test_errors_of_formulas_are_faults_also_in_the_last_column(tmp_path):
    grid = grid_of(
        tmp_path / "表.xls", OldBook().sheet("表", [["产值", ("#DIV/0!",)], ["税收", 7], ["", "", ("#REF!",)]])
    )

    assert grid.rows == [["产值", "#DIV/0!", ""], ["税收", 7.0, ""], ["", "", "#REF!"]]
    assert (type(grid.rows[0][1]), type(grid.rows[2][2])) == (FormulaFault, FormulaFault)


def test_dates_times_and_truth_keep_their_types(tmp_path):
    formats = ("yyyy-mm-dd", 'yyyy"年"m"月"', "[h]:mm", "hh:mm")
    cells = [(44500, "yyyy-mm-dd"), (44500.25, "yyyy-mm-dd"), (44500, 'yyyy"年"m"月"'), (1.5, "[h]:mm"), (0.5, "hh:mm"),
             (-1, "yyyy-mm-dd"), (1e12, "yyyy-mm-dd"), True, "2021-10-31"]  # fmt: skip

    grid = grid_of(tmp_path / "表.xls", OldBook(formats=formats).sheet("表", [cells]))

    assert grid.rows == [[
        datetime.date(2021, 10, 31), datetime.datetime.fromisoformat("2021-10-31T06:00"), datetime.date(2021, 10, 31),
        datetime.timedelta(days=1, hours=12), datetime.time(12, 0), -1.0, 1e12, True, "2021-10-31",
    ]]  # fmt: skip


def test_dates_may_count_from_1904(tmp_path):
    book = OldBook(formats=("yyyy-mm-dd",), datemode=1).sheet("表", [[(43038, "yyyy-mm-dd")]])

    assert grid_of(tmp_path / "表.xls", book).rows == [[datetime.date(2021, 10, 31)]]


def test_merged_ranges_and_hidden_sheets_are_known(tmp_path):
    book = OldBook().sheet("表", TABLE, merges=[(0, 0, 0, 1), (2, 0, 60000, 0)])
    book.sheet("底稿", [["内部"]], visibility=1).sheet("辅助", [["内部"]], visibility=2)

    read = read_workbook(written(tmp_path / "表.xls", book))
    [hidden] = read_workbook(tmp_path / "表.xls", sheet="底稿").grids

    assert [grid.merges for grid in read.grids] == [((0, 0, 0, 1), (2, 0, 3, 0))]
    assert (read.hidden, hidden.rows) == (["底稿", "辅助"], [["内部"]])


@pytest.mark.parametrize(
    ("encoding", "codepage"),
    [
        ("", None), ("", 1200), ("", 936), ("", 1252),
        ("gbk", 936), ("gbk", 10008), ("gbk", None), ("gbk", 1252), ("gbk", 437), ("gbk", 32769), ("gbk", 999),
        ("big5", 950), ("cp932", 932),
    ],
)  # fmt: skip
def test_texts_are_read_whatever_the_code_page_says(tmp_path, encoding, codepage):
    book = OldBook(encoding=encoding, codepage=codepage).sheet("工程", [["地方", "金融（元）"], ["", "x"]])

    grid = grid_of(tmp_path / "表.xls", book)

    assert (grid.name, grid.rows) == ("工程", [["地方", "金融（元）"], ["", "x"]])


def test_western_letters_stay_what_the_code_page_says(tmp_path):
    book = OldBook(encoding="cp1252", codepage=1252).sheet("Café", [["Zürich", "Île"]])

    grid = grid_of(tmp_path / "表.xls", book)

    assert (grid.name, grid.rows) == ("Café", [["Zürich", "Île"]])


def test_texts_in_no_encoding_are_refused(tmp_path):
    book = OldBook(encoding="latin-1").sheet("Caf", [["\xff\xfe\xff", "Z\xfcr"]])

    with pytest.raises(ImportRefused) as refused:
        read_workbook(written(tmp_path / "表.xls", book))

    assert str(refused.value) == (
        "“表.xls”没有写明文字的编码，读出来会是乱码：请用表格软件打开，看清文字无误，另存为 .xlsx 后再上传。"
    )


# A record of dates that xlrd does not accept; calamine passes over it.
ODD_DATEMODE = record(0x22, b"\x07\x00")


def test_what_xlrd_cannot_open_is_read_without_its_formats(tmp_path):
    book = OldBook(formats=("0%",)).sheet("表", [["增速", (0.443, "0%")]])
    book.globals = ODD_DATEMODE

    grid = grid_of(tmp_path / "表.xls", book)

    assert [(type(cell), cell) for cell in grid.rows[0]] == [(str, "增速"), (UnformattedNumber, 0.443)]


def test_letters_that_calamine_makes_up_are_refused(tmp_path):
    book = OldBook(encoding="gbk", codepage=936).sheet("表", TABLE)
    book.globals += ODD_DATEMODE

    with pytest.raises(ImportRefused) as refused:
        read_workbook(written(tmp_path / "表.xls", book))

    assert "读出来会是乱码" in str(refused.value)


def bare(beginning: bytes, *cells: bytes) -> bytes:
    """A sheet as Excel wrote it before 1993: records, and no blocks around them."""
    return beginning + b"".join(cells) + record(0xA, b"")


CITY = "缙云县".encode("gbk")
EXCEL_2 = bare(
    record(0x9, struct.pack("<HH", 2, 0x10)),
    record(0x4, struct.pack("<HH3xB", 0, 0, len(CITY)) + CITY),
    record(0x3, struct.pack("<HH3xd", 0, 1, 39.29)),
)
EXCEL_4 = bare(
    record(0x409, struct.pack("<HHH", 0x400, 0x10, 0)),
    record(0x204, struct.pack("<HHHH", 0, 0, 0, len(CITY)) + CITY),
    record(0x203, struct.pack("<HHHd", 0, 1, 0, 39.29)),
)


@pytest.mark.parametrize("content", [EXCEL_2, EXCEL_4], ids=["Excel 2", "Excel 4"])
def test_files_from_before_1993_are_read(tmp_path, content):
    (tmp_path / "表.xls").write_bytes(content)

    [grid] = read_workbook(tmp_path / "表.xls").grids

    assert grid.rows == [["缙云县", 39.29]]


@pytest.mark.parametrize("seed", range(25))
def test_a_file_with_wrong_bytes_is_read_or_refused(tmp_path, seed):
    chance = random.Random(seed)
    rows = [["增速", (0.443, "0%"), ("#REF!",), (44500, "yyyy-mm-dd")]] * 3
    book = OldBook(encoding=chance.choice(["", "gbk"]), codepage=936, formats=("0%", "yyyy-mm-dd"))
    content = bytearray(book.sheet("表", rows, merges=[(0, 0, 1, 1)]).content())
    for _change in range(3):
        content[chance.randrange(1024, len(content.rstrip(b"\0")))] = chance.randrange(256)
    (tmp_path / "表.xls").write_bytes(content)

    try:
        sentence = f"{len(read_workbook(tmp_path / '表.xls').grids)} grids"
    except ImportRefused as refused:
        sentence = str(refused)

    assert sentence.startswith("“表.xls”") or sentence == "1 grids"


@real
@pytest.mark.shared
def test_a_published_xls_is_read_as_its_publisher_typed_it():
    [grid] = read_workbook(REAL_FILES / "01_nbs_工业增加值-月度数据.xls").grids

    assert (grid.name, grid.merges, [len(row) for row in grid.rows]) == ("月度数据", (), [34] * 9)
    assert [row[:4] for row in grid.rows[:5]] == [
        ["数据库：月度数据", "", "", ""],
        ["时间：最近36个月", "", "", ""],
        ["指标", "2020年4月", "2020年3月", "2020年2月"],
        ["工业增加值同比增长(%)", 3.9, -1.1, ""],
        ["工业增加值累计增长(%)", -4.9, -8.4, -13.5],
    ]
    assert (type(grid.rows[3][1]), grid.rows[8][0]) == (float, "数据来源：国家统计局")


@real
@pytest.mark.shared
def test_the_merged_labels_of_a_published_xls_are_known():
    [grid] = read_workbook(REAL_FILES / "08_一般公共预算等.xls").grids

    assert (grid.name, grid.merges) == ("Sheet1", ((1, 1, 31, 1), (32, 1, 62, 1)))
    assert [row[:8] for row in (grid.rows[0], grid.rows[1], grid.rows[32], grid.rows[33])] == [
        ["", "", "", "", 2005.0, 2006.0, 2007.0, 2008.0],
        [1.0, "一般公共预算支出（亿元）i", "", "北京", "", "", 1649.5, 1959.29],
        [32.0, "财政支出（亿元）i", "", "北京", 1058.31, 1296.84, "", ""],
        [33.0, "", "财政支出（亿元）i", "天津", 442.12, 543.12, "", ""],
    ]
