"""Files become grids of cells, or one sentence says why not."""

import datetime
import io
import os
import zipfile

import openpyxl
import pytest
from openpyxl.chart import BarChart

from imports.errors import ImportRefused
from imports.workbook import read_workbook
from tests.imports.running import write_workbook

NOT_INTACT = "“{name}”不是完好的表格文件：请用表格软件打开、另存为 .xlsx 后再上传。"
NOT_A_TABLE = "“{name}”不是能读的表格：请在表格软件里另存为 .xlsx（也可以是 .xls、.ods 或 .csv）再上传。"


def written(path, content: bytes):
    path.write_bytes(content)
    return path


def refusal_of(path, **options):
    with pytest.raises(ImportRefused) as refused:
        read_workbook(path, **options)
    return str(refused.value)


def rows_of(path):
    [grid] = read_workbook(path).grids
    return grid.rows


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_sheets_come_in_their_order_with_cells_from_a1(tmp_path):
    path = write_workbook(tmp_path / "表.xlsx", 企业=[[], [None, "名称", 7]], 园区=[["名称"]])

    book = read_workbook(path)

    assert [(grid.name, grid.rows) for grid in book.grids] == [
        ("企业", [["", "", ""], ["", "名称", 7.0]]),
        ("园区", [["名称"]]),
    ]
    assert (book.name, len(book.sha256), book.content == path.read_bytes()) == ("表.xlsx", 64, True)


def test_dates_numbers_and_truth_keep_their_types(tmp_path):
    row = ["330.0", 331122, datetime.date(2021, 10, 31), True, 39.29]
    path = write_workbook(tmp_path / "表.xlsx", 表=[row])

    assert rows_of(path) == [["330.0", 331122.0, datetime.date(2021, 10, 31), True, 39.29]]


def test_empty_sheets_and_charts_beside_filled_ones_are_passed_over(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["名称"])
    book.create_sheet("空")
    book.create_sheet("空格").append(["  "])
    book.create_chartsheet("图").add_chart(BarChart())

    assert [grid.name for grid in read_workbook(written(tmp_path / "表.xlsx", saved(book))).grids] == ["Sheet"]


def test_a_hidden_sheet_is_read_only_by_name(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["名称"])
    for title, state in [("底稿", "hidden"), ("辅助", "veryHidden")]:
        book.create_sheet(title).append(["内部"])
        book[title].sheet_state = state
    path = written(tmp_path / "表.xlsx", saved(book))

    everything, named = read_workbook(path), read_workbook(path, sheet="底稿")

    assert ([grid.name for grid in everything.grids], everything.hidden) == (["Sheet"], ["底稿", "辅助"])
    assert ([grid.rows for grid in named.grids], named.hidden) == ([[["内部"]]], [])


def test_a_workbook_with_hidden_sheets_alone_says_so(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("底稿").append(["内部"])
    book["底稿"].sheet_state = "hidden"
    path = written(tmp_path / "表.xlsx", saved(book))

    assert refusal_of(path) == "“表.xlsx”里看得见的工作表没有内容；隐藏的工作表不导入：底稿。"


def test_formatted_rows_below_the_table_cost_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["名称"])
    for row in range(2, 3000):
        book.active.cell(row, 1).number_format = "0.00"

    assert rows_of(written(tmp_path / "表.xlsx", saved(book))) == [["名称"]]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("半截.ods", b"PK\x03\x04half", NOT_INTACT),
        ("乱码.xlsx", b"\xff\x00\x01", NOT_INTACT),
        ("数据.db", b"SQLite format 3\x00", NOT_A_TABLE),
        ("空.xlsx", b"", "“空.xlsx”是空文件。"),
        ("空白.csv", b" \n\n", "“空白.csv”是空文件。"),
        ("逗号.csv", b",,\n,,\n", "“逗号.csv”里没有内容。"),
        ("压缩.csv", b"PK\x03\x04\x00\x00\xff\xff", "“压缩.csv”的文字编码读不出来，请另存为 .xlsx 后再上传。"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(tmp_path, name, content, sentence):
    assert refusal_of(written(tmp_path / name, content)) == sentence.format(name=name)


def test_a_truncated_workbook_is_refused_wherever_it_ends(tmp_path):
    whole = saved(openpyxl.Workbook())

    for length in range(1, len(whole), 97):
        assert refusal_of(written(tmp_path / "半截.xlsx", whole[:length])) == NOT_INTACT.format(name="半截.xlsx")


def test_a_workbook_without_one_of_its_parts_is_refused(tmp_path):
    whole = zipfile.ZipFile(io.BytesIO(saved(openpyxl.Workbook())))
    lacking = io.BytesIO()
    with zipfile.ZipFile(lacking, "w") as package:
        for name in whole.namelist():
            if name != "xl/workbook.xml":
                package.writestr(name, whole.read(name))

    assert refusal_of(written(tmp_path / "缺.xlsx", lacking.getvalue())) == NOT_INTACT.format(name="缺.xlsx")


def test_a_folder_or_nothing_at_all_is_refused(tmp_path):
    (tmp_path / "文件夹.xlsx").mkdir()

    assert refusal_of(tmp_path / "文件夹.xlsx") == "“文件夹.xlsx”不是文件，请选择一个表格文件。"
    assert refusal_of(tmp_path / "没有.xlsx") == "打不开文件“没有.xlsx”，请检查路径和权限。"
    assert refusal_of("坏\x00名.xlsx") == "打不开文件“坏□名.xlsx”，请检查路径和权限。"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = write_workbook(tmp_path / "表.xlsx", 表=[["名称"]])
    path.chmod(0)

    assert refusal_of(path) == "打不开文件“表.xlsx”，请检查路径和权限。"


def test_an_unreasonably_large_file_is_not_even_opened(tmp_path):
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024 + 1)

    assert refusal_of(path) == "“大.xlsx”超过 100 MB，请拆成几个文件。"


def test_an_unknown_sheet_is_refused_with_those_there_are(tmp_path):
    path = write_workbook(tmp_path / "表.xlsx", 企业=[["名称"]], 园区=[["名称"]])

    assert refusal_of(path, sheet="荣誉") == "“表.xlsx”里没有工作表“荣誉”，有的是：企业、园区。"


def test_a_csv_is_one_sheet_named_after_the_file(tmp_path):
    book = read_workbook(written(tmp_path / "园区.2021.csv", "名称,简称\n缙云经济开发区,缙云经开区\n".encode()))

    assert [(grid.name, grid.rows) for grid in book.grids] == [
        ("园区.2021", [["名称", "简称"], ["缙云经济开发区", "缙云经开区"]])
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encodings_of_office_software(tmp_path, encoding):
    path = written(tmp_path / "表.csv", "名称,代码\r\n丽水市,331100\r\n".encode(encoding))

    assert rows_of(path) == [["名称", "代码"], ["丽水市", "331100"]]


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_csv_is_read_with_the_mark_that_separates_it(tmp_path, mark):
    path = written(tmp_path / "表.csv", f'2021年园区\n名称{mark}简介\n锯力煌{mark}"一,二;三\n四"\n'.encode())

    assert rows_of(path) == [["2021年园区"], ["名称", "简介"], ["锯力煌", "一,二;三\n四"]]


def test_the_apostrophe_that_our_export_puts_before_a_formula_goes_again(tmp_path):
    path = written(tmp_path / "表.csv", "名称,别名\n'=1+1,'@home\n'平常,-3.2%\n".encode())

    assert rows_of(path)[1:] == [["=1+1", "@home"], ["'平常", "-3.2%"]]
