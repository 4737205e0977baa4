"""The editor's own workbook comes back with its faults marked, and can be corrected and uploaded again."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from imports.errors import ImportRefused
from imports.marked_workbook import marked_name, marked_workbook
from imports.marks import is_mark_header, without_marks
from imports.models import ImportBatch
from imports.report import ImportReport, Problem, SetAsideRow, SheetReport
from imports.workbook import Grid, Workbook, read_workbook
from tests.desk import make_user
from tests.imports.hard_files import ods, xls, xlsx
from tests.imports.running import counts_of, run, say
from tests.imports.running_jobs import IMMEDIATE, workbook_of

JULY, OCTOBER = (datetime.datetime(2021, month, 31) for month in (7, 10))  # noqa: DTZ001  (a workbook knows no zones)
RED, AMBER, BLUE = "FFF4B9AE", "FFFFE08A", "FFCBD8E3"
UNREADABLE = Problem("unreadable_number", 4, "C", "几十", "“几十”没有给出具体数字。")
SLIP = Problem("unit_slip", 5, "C", "9", "比上期大约一万倍，请核对单位。")
NO_SOURCE = Problem("required", 4, None, "", "请填写来源，或在导入时指定来源。")
UNKNOWN = SetAsideRow(6, "没有名为“缙云”的对象，请改成已登记的名称。", ["缙云县", "缙云经济开发区"])


def report_of(*, name="数据", table="A3:D6", errors=(), warnings=(), set_aside=(), **counts) -> ImportReport:
    found = {"errors_total": len(errors), "set_aside": len(set_aside)} | counts
    return ImportReport(
        [
            SheetReport(
                name, table, "figures", errors=[*errors], warnings=[*warnings], set_aside_rows=[*set_aside], **found
            )
        ]
    )


EVERYTHING = report_of(errors=[UNREADABLE, NO_SOURCE], warnings=[SLIP], set_aside=[UNKNOWN])
NOTHING = report_of()


@pytest.fixture
def table(tmp_path):
    """A workbook as an office makes it: title, formats, widths, merged cells, a formula, notes and a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    for row in [
        ["规上工业产值"],
        [],
        ["对象", "期间", "数值", "合计"],
        ["缙云县", JULY.date(), "几十", "=SUM(C4:C5)"],
        ["丽水市", "2021年", 1234.5, "=1+1"],
        ["缙云", "2021年", 0.443, None],
    ]:
        sheet.append(row)
    sheet["D5"].data_type = "s"
    sheet.merge_cells("A1:D1")
    sheet["A1"].font = Font(name="黑体", size=16, bold=True)
    sheet["C5"].number_format, sheet["C6"].number_format = "#,##0.0", "0.0%"
    sheet["D6"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["C5"].comment = Comment("去年口径不同", "老王")
    sheet.column_dimensions["A"].width = 33
    sheet.freeze_panes, sheet.auto_filter.ref = "A4", "A3:D6"
    book.create_sheet("底稿").append(["内部"])
    book["底稿"].sheet_state = "hidden"
    book.create_sheet("附注").append(["注"])
    path = tmp_path / "产值.xlsx"
    book.save(path)
    return path


def marked(path, report=EVERYTHING):
    return openpyxl.load_workbook(io.BytesIO(marked_workbook(path, path.name, report)))


def fills(sheet) -> dict[str, str]:
    """The cells that are filled, with their colours."""
    return {cell.coordinate: cell.fill.fgColor.rgb for row in sheet for cell in row if cell.fill.fill_type}


def comments(sheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}


def column(sheet, letter) -> list:
    return [cell.value for cell in sheet[letter]]


# --- An xlsx ----------------------------------------------------------------------------------------------------------


def test_faults_are_coloured_commented_and_said_in_a_last_column(table):
    sheet = marked(table)["数据"]

    assert fills(sheet) == {"C4": RED, "A4": RED, "C5": AMBER, "A6": BLUE, "B6": BLUE, "C6": BLUE, "D6": BLUE}
    assert comments(sheet) == {
        "C4": "导入核对：\n错误：“几十”没有给出具体数字。",
        "A4": "导入核对：\n错误：请填写来源，或在导入时指定来源。",
        "C5": "去年口径不同\n导入核对：\n疑点：比上期大约一万倍，请核对单位。",
        "A6": "导入核对：\n搁置：没有名为“缙云”的对象，请改成已登记的名称（可能是：缙云县、缙云经济开发区）。",
    }
    assert (sheet["C4"].comment.author, sheet["C5"].comment.author) == ("导入核对", "老王")
    assert column(sheet, "E") == [
        None, None, "导入核对",
        "错误：请填写来源，或在导入时指定来源；“几十”没有给出具体数字。",
        "疑点：比上期大约一万倍，请核对单位。",
        "搁置：没有名为“缙云”的对象，请改成已登记的名称（可能是：缙云县、缙云经济开发区）。",
    ]  # fmt: skip


def test_the_rest_of_the_workbook_is_as_it_was(table):
    book = marked(table)
    sheet = book["数据"]

    assert [(page.title, page.sheet_state) for page in book] == [
        ("数据", "visible"), ("底稿", "hidden"), ("附注", "visible"),
    ]  # fmt: skip
    assert [cell.value for cell in sheet[4][1:4]] == [JULY, "几十", "=SUM(C4:C5)"]
    assert [cell.value for cell in sheet[5][:4]] == ["丽水市", "2021年", 1234.5, "=1+1"]
    assert (sheet["D4"].data_type, sheet["D5"].data_type) == ("f", "s")
    assert (sheet["C5"].number_format, sheet["C6"].number_format) == ("#,##0.0", "0.0%")
    assert (sheet["A1"].font.name, sheet["A1"].font.size, sheet["A1"].font.bold) == ("黑体", 16, True)
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]
    assert (sheet.column_dimensions["A"].width, sheet.freeze_panes, sheet.auto_filter.ref) == (33, "A4", "A3:D6")


def with_results(content: bytes, results: dict[str, str]) -> bytes:
    """The workbook as a spreadsheet program saves it: with the result of each formula, by the formula's text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            for formula, result in results.items():
                text = text.replace(f"<f>{formula}</f><v />".encode(), f"<f>{formula}</f><v>{result}</v>".encode())
            new.writestr(part, text)
    return stream.getvalue()


def test_a_formula_keeps_what_it_showed_last(tmp_path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(with_results(workbook_of([["=1+1", "=A1*2.5", "=SUM(A1:B1)"]]), {"1+1": "2", "A1*2.5": "5"}))

    path.write_bytes(marked_workbook(path, path.name, NOTHING))

    assert [str(cell) for cell in read_workbook(path).grids[0].rows[0]] == ["2.0", "5.0", "="]
    assert [cell.value for cell in openpyxl.load_workbook(path).active[1]] == ["=1+1", "=A1*2.5", "=SUM(A1:B1)"]


def test_a_day_that_no_calendar_has_stays_the_number_it_is(tmp_path):
    path = tmp_path / "表.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = 99999999
    book.active["A1"].number_format = "yyyy-mm-dd"
    book.save(path)

    with zipfile.ZipFile(io.BytesIO(marked_workbook(path, path.name, NOTHING))) as package:
        assert b"<v>99999999</v>" in package.read("xl/worksheets/sheet1.xml")


def test_a_fault_within_merged_cells_is_marked_where_they_begin(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "数据"
    for row in [["对象", "期间", "数值"], ["缙云县", "2021年", "几十"], [None, "2022年", 3]]:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    path = tmp_path / "表.xlsx"
    book.save(path)
    fault = Problem("unreadable", 3, "A", "", "读不出。")

    sheet = marked(path, report_of(table="A1:C3", errors=[fault], set_aside=[SetAsideRow(3, "不知道", [])]))["数据"]

    # A colour of row 3 would show on both rows of A2:A3 as well.
    assert fills(sheet) == {"A2": RED, "B3": BLUE, "C3": BLUE}
    assert comments(sheet) == {"A2": "导入核对：\n错误：读不出。", "B3": "导入核对：\n搁置：不知道。"}


def test_a_fault_of_the_header_stands_behind_the_header_of_the_column(table):
    fault = Problem("missing_column", 3, None, "单位", "缺少“单位”一列。")

    sheet = marked(table, report_of(errors=[fault], errors_total=41, set_aside=[UNKNOWN]))["数据"]

    assert sheet["E3"].value == "导入核对\n错误：缺少“单位”一列。"
    assert comments(sheet)["A3"] == "导入核对：\n错误：缺少“单位”一列。"
    assert comments(sheet)["E3"] == "导入核对：\n还有40处没有标出，改好这些后再上传就会看到。"


def test_two_tables_of_a_sheet_are_marked_each(table):
    report = report_of(table="A3:D4", errors=[UNREADABLE])
    report.sheets += report_of(table="A5:D6", set_aside=[UNKNOWN]).sheets

    assert column(marked(table, report)["数据"], "E") == [
        None, None, "导入核对", "错误：“几十”没有给出具体数字。", "导入核对",
        "搁置：没有名为“缙云”的对象，请改成已登记的名称（可能是：缙云县、缙云经济开发区）。",
    ]  # fmt: skip


def test_columns_that_are_hidden_together_stay_so_beside_the_one_of_reasons(table):
    book = openpyxl.load_workbook(table)
    book["数据"].column_dimensions.group("D", "XFD", hidden=True)
    book.save(table)

    widths = marked(table)["数据"].column_dimensions

    shown = [(entry.min, entry.max, entry.hidden) for entry in sorted(widths.values(), key=lambda entry: entry.min)]
    assert shown == [(1, 1, False), (4, 4, True), (5, 5, False), (6, 16384, True)]


def test_control_characters_are_left_out(table):
    fault = Problem("control_character", 4, "C", "", "“\x07”里有控制字符。")

    assert column(marked(table, report_of(errors=[fault]))["数据"], "E")[3] == "错误：“”里有控制字符。"


def test_marking_again_replaces_the_marks(table):
    table.write_bytes(marked_workbook(table, table.name, EVERYTHING))

    same = marked(table)["数据"]
    fewer = marked(table, report_of(warnings=[SLIP]))["数据"]
    none = marked(table, NOTHING)["数据"]

    first = openpyxl.load_workbook(table)["数据"]
    assert (fills(same), comments(same)) == (fills(first), comments(first))
    assert (same.max_column, column(same, "E")) == (5, column(first, "E"))
    assert (fills(fewer), [text for text in column(fewer, "E") if text]) == (
        {"C5": AMBER},
        ["导入核对", "疑点：比上期大约一万倍，请核对单位。"],
    )
    assert (fills(none), comments(none), set(column(none, "E"))) == ({}, {"C5": "去年口径不同"}, {None})


def test_what_the_editor_wrote_into_the_column_stays(table):
    table.write_bytes(marked_workbook(table, table.name, EVERYTHING))
    book = openpyxl.load_workbook(table)
    book["数据"]["E4"] = "已改"
    book.save(table)

    sheet = marked(table)["数据"]

    assert (sheet["E4"].value, sheet["F3"].value) == ("已改", "导入核对")


# --- Other files ------------------------------------------------------------------------------------------------------


def test_a_text_file_comes_back_as_a_workbook_in_which_text_is_text(tmp_path):
    path = tmp_path / "企业[1].csv"
    path.write_bytes("名称,代码,数值\n缙云县,913311000000000001,=1+1\n".encode("gb18030"))
    fault = Problem("unreadable", 2, "C", "=1+1", "不是数字。")

    book = marked(path, report_of(name="企业[1]", table="A1:C2", errors=[fault]))

    sheet = book["企业_1_"]
    assert [cell.value for cell in sheet[2]] == ["缙云县", "913311000000000001", "=1+1", "错误：不是数字。"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "s", "s"]
    assert (sheet["C2"].quotePrefix, fills(sheet)) == (True, {"C2": RED})


def test_an_ods_and_an_old_xls_come_back_as_workbooks(tmp_path):
    day = '<table:table-cell office:value-type="date" office:date-value="2021-10-31"/>'
    long_ago = '<table:table-cell office:value-type="date" office:date-value="1850-01-01"/>'
    text = '<table:table-cell office:value-type="string"><text:p>0571</text:p></table:table-cell>'
    (tmp_path / "表.ods").write_bytes(ods(f"<table:table-row>{day}{long_ago}{text}</table:table-row>"))
    (tmp_path / "表.xls").write_bytes(xls((0, 0, 7), (1, 1, 8.5)))
    report = report_of(name="企业", table="A1:B2", errors=[Problem("unreadable", 1, "A", "", "读不出。")])

    from_ods, from_xls = (marked(tmp_path / name, report)["企业"] for name in ("表.ods", "表.xls"))

    assert [cell.value for cell in from_ods[1][:3]] == [OCTOBER, "1850-01-01", "0571"]
    assert [[cell.value for cell in row[:2]] for row in from_xls] == [[7, None], [None, 8.5]]
    assert (fills(from_ods), fills(from_xls)) == ({"A1": RED}, {"A1": RED})


def test_merged_cells_of_what_is_written_anew_end_with_the_table(tmp_path, monkeypatch):
    grid = Grid(
        "企业", [["缙云县企业", ""], ["名称", "代码"], ["甲", 7.0]], merges=((0, 0, 0, 1), (2, 0, 1_048_575, 0))
    )
    read = Workbook("企业.xls", "", [grid])
    monkeypatch.setattr("imports.marked_workbook.read_workbook", lambda _path, name: read)
    path = tmp_path / "企业.xls"
    path.write_bytes(b"an old workbook")

    sheet = marked(path, NOTHING)["企业"]

    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:B1"]
    assert [[cell.value for cell in row] for row in sheet] == [["缙云县企业", None], ["名称", "代码"], ["甲", 7]]


@pytest.mark.parametrize("kind", ["ms-excel.sheet.macroEnabled.main+xml", "ms-excel.template.macroEnabled.main+xml"])
def test_a_workbook_with_macros_comes_back_as_one_without(table, kind):
    plain = b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    stream = io.BytesIO()
    with zipfile.ZipFile(table) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(plain, kind.encode()))
    table.write_bytes(stream.getvalue())

    with zipfile.ZipFile(io.BytesIO(marked_workbook(table, "产值.xlsm", EVERYTHING))) as package:
        assert plain in package.read("[Content_Types].xml")


def test_what_is_inside_decides_and_not_the_ending(table):
    assert marked(table.rename(table.with_suffix(".xls")))["底稿"].sheet_state == "hidden"


def test_a_workbook_that_cannot_be_opened_or_is_too_large_is_refused_in_words(tmp_path, monkeypatch):
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx('<row r="1"><c r="A1"><v>7</v></c></row>'))
    with pytest.raises(
        ImportRefused, match=r"^“产值.xlsx”不能原样标出：请照预览中列出的位置改正，或在表格软件里另存为"
    ):
        marked_workbook(path, "产值.xlsx", NOTHING)

    monkeypatch.setattr("imports.marked_workbook.MOST_UNPACKED", 10)
    with pytest.raises(
        ImportRefused, match=r"^“产值.xlsx”太大，不能逐格标出：请照预览中列出的位置改正，或拆成几个文件"
    ):
        marked_workbook(path, "产值.xlsx", NOTHING)


def test_a_process_that_has_no_time_left_means_that_the_file_is_large(table, tmp_path, monkeypatch):
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr("imports.marked_workbook.MARKING_PROCESS", endless)
    monkeypatch.setattr("imports.marked_workbook.SECONDS", 1)

    with pytest.raises(ImportRefused, match="太大"):
        marked_workbook(table, table.name, EVERYTHING)


@pytest.mark.parametrize(
    ("name", "marked"),
    [("产值.xls", "产值-核对.xlsx"), ("产值-核对.xlsx", "产值-核对.xlsx"), ("7月.规上.csv", "7月.规上-核对.xlsx")],
)
def test_the_name_says_that_it_is_marked_once(name, marked):
    assert marked_name(name) == marked


# --- Uploaded again ---------------------------------------------------------------------------------------------------


def test_the_column_is_known_again_when_the_file_is_read(table):
    before = read_workbook(table).grids[0].rows
    table.write_bytes(marked_workbook(table, table.name, EVERYTHING))
    rows = read_workbook(table).grids[0].rows

    without_marks(rows)

    assert [row[:4] for row in rows] == before
    assert [row[4] for row in rows] == [""] * 6
    assert [is_mark_header(text) for text in ("导入核对", " 导入核对错误:缺少一列", "导入核对人", "核对")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_column_of_that_name_with_other_words_in_it_stays():
    rows = [["名称", "导入核对"], ["缙云县", "已核对"]]

    without_marks(rows)

    assert rows == [["名称", "导入核对"], ["缙云县", "已核对"]]


ENTERPRISES = [["名称", "成立日期"], ["缙云甲公司", "上月"], ["缙云乙公司", "2001-02-03"]]


@pytest.fixture
def enterprises(tmp_path, county):
    path = tmp_path / "企业.xlsx"
    path.write_bytes(workbook_of(ENTERPRISES, "企业"))
    return path


def test_the_command_writes_the_file_which_goes_in_once_it_is_corrected(enterprises, tmp_path):
    target = tmp_path / "改.xlsx"
    target.write_text("whatever was there")

    code, _report = run(enterprises, "--as", "enterprises", "--marked", str(target))
    book = openpyxl.load_workbook(target)
    found = comments(book["企业"])
    book["企业"]["B2"] = "2001-02-04"
    book.save(target)
    corrected = run(target, "--as", "enterprises", "--publish")

    assert (code, list(found)) == (1, ["B2"])
    assert (corrected[0], [counts_of(sheet) for sheet in corrected[1]["sheets"]]) == (0, [(2, 0, 0, 0, 0)])


def test_a_target_that_cannot_be_written_is_refused_before_anything_is_done(enterprises, tmp_path):
    missing = tmp_path / "没有" / "改.xlsx"

    assert say(enterprises, "--publish", "--marked", str(missing)) == (2, f"没有文件夹“{missing.parent}”，请先建立它。")
    assert say(enterprises, "--marked", str(enterprises)) == (2, "标出问题的文件不能写在原文件上，请换一个名字。")
    assert say(enterprises, "--marked", str(tmp_path)) == (2, f"写不了文件“{tmp_path}”，请检查路径和权限。")
    assert not ImportBatch.objects.exists()


@pytest.fixture
def editor(client, db, settings, tmp_path):
    settings.MEDIA_ROOT, settings.TASKS = tmp_path / "media", IMMEDIATE
    client.force_login(make_user("编辑"))
    return client


def uploaded(client, path):
    with path.open("rb") as file:
        client.post("/admin/imports/importbatch/import/", {"file": file, "kind": "enterprises"})
    return ImportBatch.objects.latest("pk")


@pytest.mark.filterwarnings("ignore:No directory at")
def test_the_preview_leads_to_the_marked_file(editor, enterprises):
    batch = uploaded(editor, enterprises)
    address = f"/admin/imports/importbatch/{batch.pk}/marked/"

    page = editor.get(f"/admin/imports/importbatch/{batch.pk}/preview/").content.decode()
    response = editor.get(address)

    assert f'<a href="{address}"' in page
    assert "下载标出问题的原文件" in page
    assert "filename*=utf-8''%E4%BC%81%E4%B8%9A-%E6%A0%B8%E5%AF%B9.xlsx" in response["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))["企业"]
    assert fills(sheet) == {"B2": RED}


@pytest.mark.filterwarnings("ignore:No directory at")
def test_there_is_nothing_to_download_where_nothing_is_wrong(editor, county, tmp_path):
    path = tmp_path / "企业.xlsx"
    path.write_bytes(workbook_of([ENTERPRISES[0], ENTERPRISES[2]], "企业"))
    batch = uploaded(editor, path)

    assert "/marked/" not in editor.get(f"/admin/imports/importbatch/{batch.pk}/preview/").content.decode()


@pytest.mark.filterwarnings("ignore:No directory at")
def test_a_file_that_is_gone_is_not_found_and_a_broken_one_is_explained(editor, enterprises, client):
    batch = uploaded(editor, enterprises)
    address = f"/admin/imports/importbatch/{batch.pk}/marked/"

    batch.file.storage.delete(batch.file.name)
    gone = editor.get(address)
    batch.file.storage.save(batch.file.name, io.BytesIO(b"no workbook"))
    broken = editor.get(address, follow=True)
    client.logout()
    stranger = client.get(address)

    assert gone.status_code == 404
    assert "“企业.xlsx”不是完好的表格文件" in broken.content.decode()
    assert stranger.status_code == 302
