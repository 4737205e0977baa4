"""Files that are broken, far too large or ill meant: one sentence each, in bounded memory and time, and nothing is written."""

import io
import random
import re
import struct
import subprocess
import sys
import zipfile

import pytest
import tablib

from imports import limits
from imports.cell_facts import cell_facts
from imports.errors import ImportRefused
from imports.exports import SafeCSV, SafeXLSX
from imports.workbook import read_workbook
from tests.imports.hard_files import MAIN, XLSX_PARTS, compound_file, ods, packed, record, sheet, xls, xlsx
from tests.imports.running import row_counts, run

NOT_INTACT = "“{name}”不是完好的表格文件：请用表格软件打开、另存为 .xlsx 后再上传。"
ARCHIVE = "“{name}”是压缩包，不是表格：请解压后，把里面的表格另存为 .xlsx 再上传。"
TEXT = "“{name}”是文本文件，不能直接读：请用表格软件打开，另存为 .xlsx 后再上传。"
WEB_PAGE = "“{name}”是网页（HTML），不能直接读：请用表格软件打开，另存为 .xlsx 后再上传。"
PASSWORD = "“{name}”有密码保护，请去掉密码后再上传。"
TOO_MUCH = "“{name}”的内容太多：请删去多余的内容，或拆成几个文件。"
TOO_LARGE = "“{name}”的工作表“企业”太大：请删去表外远处的多余内容，或拆成几个文件。"
TOO_WIDE = "“{name}”的工作表“企业”有 %s 列，最多读 1000 列：请删去表外远处的多余内容，或拆成几个文件。"
SEVEN = '<row r="1"><c r="A1"><v>7</v></c></row>'
FIRST_TEXT = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
LAUGHS = "".join(
    f'<!ENTITY {letter} "{f"&{before};" * 10}">' for before, letter in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHTER = f'<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
MEGABYTE = 1024 * 1024


def texts(text, before=""):
    return f'{before}<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'


def repeated(kind, rows, columns):
    cell = (
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="{kind}" office:value="0.5"/>'
    )
    return ods(f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>')


def bomb(megabytes):
    return xlsx(b" " * MEGABYTE for _number in range(megabytes))


def with_a_false_length():
    """Its texts unpack to 30 MB, and both directories say 1,000 bytes."""
    content = xlsx(FIRST_TEXT, sharedStrings=texts("a" * 30 * MEGABYTE))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        length = package.getinfo("xl/sharedStrings.xml").file_size
    return content.replace(struct.pack("<L", length), struct.pack("<L", 1000))


def with_thousands_of_members():
    return packed(XLSX_PARTS | {"xl/worksheets/sheet1.xml": sheet(SEVEN)} | dict.fromkeys(map(str, range(6000)), ""))


def with_locked_parts(package):
    """The same zip file with every part marked as encrypted, in its directory and before each part."""
    marked = bytearray(package)
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        for found in re.finditer(re.escape(signature), package):
            marked[found.start() + flags] |= 1
    return bytes(marked)


def with_one_part_for_many_sheets():
    """A part of 1 MB that is read twenty times."""
    listed = "".join(f'<sheet name="企业{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 21))
    workbook = XLSX_PARTS["xl/workbook.xml"].replace('<sheet name="企业" sheetId="1" r:id="rId1"/>', listed)
    return packed(XLSX_PARTS | {"xl/workbook.xml": workbook, "xl/worksheets/sheet1.xml": sheet(SEVEN + " " * MEGABYTE)})


REFUSED = {
    "an encrypted xlsx": ("表.xlsx", lambda: compound_file("EncryptedPackage", b"x"), PASSWORD),
    "an encrypted xlsx called xls": ("表.xls", lambda: compound_file("EncryptedPackage", b"x"), PASSWORD),
    "an encrypted xls": ("表.xls", lambda: xls((0, 0, 7), globals_more=record(0x2F, b"\1" + bytes(53))), PASSWORD),
    "an xlsx packed with a password": ("表.xlsx", lambda: with_locked_parts(xlsx(SEVEN)), PASSWORD),
    "half an upload": ("表.xlsx", lambda: xlsx(SEVEN)[:-300], NOT_INTACT),
    "half an xls": ("表.xls", lambda: xls((0, 0, 7))[:1200], NOT_INTACT),
    "a zip bomb that says it is none": ("表.xlsx", with_a_false_length, NOT_INTACT),
    "an archive within an archive": ("表.xlsx", lambda: packed({"表.xlsx": xlsx(SEVEN)}), ARCHIVE),
    "thousands of members": ("表.xlsx", with_thousands_of_members, NOT_INTACT),
    "entities in a sheet": ("表.xlsx", lambda: xlsx('<row><c t="str"><v>&i;</v></c></row>', before=LAUGHTER), NOT_INTACT),
    "entities in the texts": ("表.xlsx", lambda: xlsx(FIRST_TEXT, sharedStrings=texts("&i;", LAUGHTER)), NOT_INTACT),
    "entities in the styles": ("表.xlsx", lambda: xlsx(SEVEN, styles=f'{LAUGHTER}<x a="&i;"/>'), NOT_INTACT),
    "an entity from outside": ("表.xlsx", lambda: xlsx(FIRST_TEXT, sharedStrings=texts("&i;", OUTSIDE)), NOT_INTACT),
    "a made-up count of texts": ("表.xlsx", lambda: xlsx(SEVEN, sharedStrings=f'<sst xmlns="{MAIN}" uniqueCount="99999999999"/>'), TOO_MUCH),
    "rows in no order": ("表.xlsx", lambda: xlsx(SEVEN.replace("1", "900000") + SEVEN.replace("A1", "ZZ1")), TOO_LARGE),
    "a formula far away": ("表.xlsx", lambda: xlsx('<row r="9"><c r="XFD9"><f>1</f></c></row>'), TOO_WIDE % 16384),
    "elements without end": ("表.xlsx", lambda: xlsx("<row><c><f>1</f></c></row>" + "<a>" * 9999), NOT_INTACT),
    "an xls with a cell far away": ("表.xls", lambda: xls((0, 0, 7), (65535, 60000, 7)), TOO_MUCH),
    "an xls with a cell in the last corner": ("表.xls", lambda: xls((0, 0, 7), (65535, 255, 7)), TOO_LARGE),
    "an xls that turns in a circle": ("表.xls", lambda: compound_file("Workbook", b"x", next_of_directory=1), TOO_MUCH),
    "numbers repeated by the million": ("表.ods", lambda: repeated("float", 10**6, 999), TOO_MUCH),
    "per cents repeated by the million": ("表.ods", lambda: repeated("percentage", 10**6, 10**6), TOO_LARGE),
    "2,000 columns": ("表.ods", lambda: repeated("float", 1, 2000), TOO_WIDE % 2000),
    "csv called xlsx": ("表.xlsx", lambda: "名称,代码\n锯力煌,1\n".encode(), TEXT),
    "a web page called xls": ("表.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", WEB_PAGE),
}  # fmt: skip


def refusal_of(path):
    with pytest.raises(ImportRefused) as refused:
        read_workbook(path)
    return str(refused.value)


def written(path, content):
    path.write_bytes(content)
    return path


def rows_of(path):
    [grid] = read_workbook(path).grids
    return grid.rows


@pytest.mark.parametrize("case", REFUSED)
def test_hard_input_is_refused_in_one_sentence(tmp_path, case):
    name, content, sentence = REFUSED[case]

    assert refusal_of(written(tmp_path / name, content())) == sentence.format(name=name)


READ = {
    "a plain xlsx": ("表.xlsx", lambda: xlsx(SEVEN), [[7.0]]),
    "an xls": ("表.xls", lambda: xls((0, 0, 7), (1, 1, 8)), [[7.0, ""], ["", 8.0]]),
    "an xls whose dimension lies": ("表.xls", lambda: xls((0, 0, 7), dimension=(0, 2**32 - 1, 0, 65535)), [[7.0]]),
    "an xls called xlsx": ("表.xlsx", lambda: xls((0, 0, 7)), [[7.0]]),
    "an ods called xlsx": ("表.xlsx", lambda: repeated("percentage", 2, 2), [["50%", "50%"], ["50%", "50%"]]),
    "a dimension that lies": ("表.xlsx", lambda: xlsx(SEVEN, dimension="A1:XFD1048576"), [[7.0]]),
    "formatted empty rows": ("表.xlsx", lambda: xlsx(SEVEN + formatted_rows(2, 20_000)), [[7.0]]),
    "a text that begins with =": (
        "表.xlsx", lambda: xlsx(FIRST_TEXT, sharedStrings=texts("=1+1")), [["=1+1"]],
    ),
    "some members more": (
        "表.xlsx", lambda: packed(XLSX_PARTS | {"xl/worksheets/sheet1.xml": sheet(SEVEN), "xl/media/1.zip": xlsx(SEVEN)}), [[7.0]],
    ),
}  # fmt: skip


def formatted_rows(first, last):
    """Cells shown as per cent with nothing in them."""
    row = '<row r="%d">' + "".join(f'<c r="{column}%d" s="1"/>' for column in "ABCDEFGH") + "</row>"
    return "".join(row % ((number,) * 9) for number in range(first, last))


@pytest.mark.parametrize("case", READ)
def test_what_only_looks_hard_is_read(tmp_path, case):
    name, content, rows = READ[case]

    assert rows_of(written(tmp_path / name, content())) == rows


def test_formatted_empty_rows_are_no_facts():
    assert cell_facts(io.BytesIO(xlsx(SEVEN + formatted_rows(2, 20)))) == {}


def test_an_empty_cell_before_one_without_address_still_counts():
    rows = '<row r="1"><c r="A1" s="1"/><c r="B1" s="1"/><c s="1"><v>0.5</v></c></row>'

    assert cell_facts(io.BytesIO(xlsx(rows)))["企业"].per_cent == {(0, 2)}


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_facts_are_the_same_however_the_parts_fall_into_pieces(monkeypatch, size):
    rows = '<row r="1"><c r="A1" s="1"/><c r="B1" s="1"><v>0.5</v></c><c r="C1"><f>1</f></c><c r="D1" t="e"><v>#N/A</v></c></row>'
    monkeypatch.setattr("imports.packages.PIECE", size)

    facts = cell_facts(io.BytesIO(xlsx(rows)))["企业"]

    assert (facts.per_cent, facts.uncomputed, facts.errors) == ({(0, 1)}, {(0, 2)}, {(0, 3): "#N/A"})


@pytest.mark.parametrize(
    ("limit", "value", "content", "sentence"),
    [
        ("MOST_PACKED", 1000, "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 999)), TOO_LARGE),
        ("MOST_CELLS", 5, SEVEN.replace("1", "6"), TOO_LARGE),
        ("MOST_PER_CENT", 1, '<row><c s="1"><v>1</v></c><c s="1"><v>1</v></c></row>', TOO_LARGE),
        ("MOST_LIST_BYTES", 50, SEVEN, TOO_MUCH),
    ],
)  # fmt: skip
def test_each_limit_has_its_sentence(tmp_path, monkeypatch, limit, value, content, sentence):
    monkeypatch.setattr(limits, limit, value)

    assert refusal_of(written(tmp_path / "表.xlsx", xlsx(content))) == sentence.format(name="表.xlsx")


@pytest.mark.parametrize("content", [lambda: bomb(11), with_one_part_for_many_sheets])
def test_a_bomb_is_seen_by_what_it_unpacks_to(tmp_path, monkeypatch, content):
    monkeypatch.setattr(limits, "MOST_UNPACKED", 10 * MEGABYTE)

    assert refusal_of(written(tmp_path / "表.xlsx", content())) == TOO_MUCH.format(name="表.xlsx")


BROKEN = {
    "a quote that does not end": ('名称,代码\n甲,1\n"乙,2\n丙,3\n', "第 3 行的引号或分隔不完整，请改正这一行"),
    "a quote that ends too early": ('名称,代码\n"两\n行",1\n"乙"公司,2\n', "第 4 行的引号或分隔不完整，请改正这一行"),
    "a control character of no text": ("名称,代码\n" + "甲,1\n" * 9999 + "乙\0,2\n", "第 10001 行有读不出来的文字，请改正这一行"),
    "a line without end": ("名称,代码\n甲,1\n" + "," * 1_000_001, "第 3 行太长，不像表格的一行"),
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("case", BROKEN)
def test_a_csv_with_one_broken_line_says_which(tmp_path, monkeypatch, case, encoding):
    text, fault = BROKEN[case]
    monkeypatch.setattr("imports.text_tables.PIECE", 10_000)

    assert refusal_of(written(tmp_path / "表.csv", text.encode(encoding))) == f"“表.csv”{fault}，{'或' if '请' in fault else '请'}另存为 .xlsx 后再上传。"  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("byte", [b"\xff", b"\x80\xff"])
def test_a_csv_with_bytes_that_are_no_text_says_in_which_line(tmp_path, encoding, byte):
    lines = [f"缙云县企业{number},39.29\n".encode(encoding) for number in range(2000)]
    lines[1233] = lines[1233][:5] + byte + lines[1233][5:]

    assert refusal_of(written(tmp_path / "表.csv", b"".join(lines))) == (
        "“表.csv”第 1234 行有读不出来的文字，请改正这一行，或另存为 .xlsx 后再上传。"
    )


def test_a_csv_that_is_too_long_is_looked_through_for_a_broken_line_first(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_CELLS", 10)

    long = refusal_of(written(tmp_path / "表.csv", b"1,2\n" * 9))
    broken = refusal_of(written(tmp_path / "表.csv", b"1,2\n" * 9 + b'"3,4\n'))

    assert long == TOO_MUCH.format(name="表.csv")
    assert broken == "“表.csv”第 10 行的引号或分隔不完整，请改正这一行，或另存为 .xlsx 后再上传。"


def test_a_csv_of_too_many_lines_or_columns_is_refused(tmp_path, monkeypatch):
    wide = refusal_of(written(tmp_path / "企业.csv", b"1," * 1999 + b"2\n"))
    monkeypatch.setattr(limits, "MOST_LINES", 10)
    long = refusal_of(written(tmp_path / "企业.csv", b"\n" * 11 + b"1"))

    assert (wide, long) == (TOO_WIDE.format(name="企业.csv") % 2000, TOO_MUCH.format(name="企业.csv"))


TEXTS = ["=1+1", "'=1+1", "''=cmd|' /C calc'!A0", "+86 578", "-3.2%", "'-3", "@home", "\t=1", "\r=1", "\n=1", "＝1+1",
         "－1", "'", "''", "'平常", "平常=1", "2021\n年", 'a"b,c;d']  # fmt: skip


@pytest.mark.parametrize(("file_format", "suffix"), [(SafeXLSX, "xlsx"), (SafeCSV, "csv")])
def test_exported_texts_run_nothing_and_are_read_back_the_same(tmp_path, file_format, suffix):
    content = file_format().export_data(tablib.Dataset(*[(text, "末") for text in TEXTS], headers=["值", "列"]))

    rows = rows_of(written(tmp_path / f"表.{suffix}", content if isinstance(content, bytes) else content.encode()))

    # XML knows one line end only.
    expected = [text.replace("\r", "\n") for text in TEXTS] if suffix == "xlsx" else TEXTS
    assert [row[0] for row in rows[1:]] == expected


def test_no_cell_of_an_exported_csv_begins_like_a_formula():
    content = SafeCSV().export_data(tablib.Dataset(*[(text,) for text in TEXTS], headers=["值"]))

    cells = content.replace('"', "").split("\r\n")[1:]

    assert [cell for cell in cells if cell[:1] in tuple("=+@\t\r\n＝－")] == []


@pytest.mark.django_db
@pytest.mark.parametrize("case", ["an encrypted xlsx", "a made-up count of texts", "an entity from outside"])
def test_of_hard_input_nothing_is_written(tmp_path, case):
    name, content, sentence = REFUSED[case]
    before = row_counts()

    code, answer = run(written(tmp_path / name, content()), "--publish")

    assert (code, answer) == (2, {"error": sentence.format(name=name)})
    assert row_counts() == before


MEASURED = """
import resource, sys, time
from django.conf import settings
settings.configure(USE_I18N=False)
from imports.errors import ImportRefused
from imports.workbook import read_workbook
begun = time.monotonic()
try:
    read_workbook(sys.argv[1])
except ImportRefused:
    pass
# The usage of this process would begin with the peak of the one that started it.
[peak] = [int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")]
below = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(time.monotonic() - begun, max(peak, below) // 1024)
"""


def seconds_and_megabytes(path):
    """How long a process of its own reads a file, and the most memory that it or the one below it had."""
    measured = subprocess.run([sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True)
    seconds, megabytes = measured.stdout.split()
    return float(seconds), int(megabytes)


def million_formatted_rows():
    return xlsx(formatted_rows(first, first + 1000) if first > 1 else SEVEN for first in range(1, 1_000_001, 1000))


def csv_of_100_megabytes():
    line = "缙云县企业,91331122MA2E0AAA1K,丽水市,制造业,2021-10-31,39.29,44.3%,规上\n".encode()
    return line * 900_000 + b'"' + line * 100_000


LARGE = {
    "a zip bomb": ("表.xlsx", lambda: bomb(1900)),
    "texts of 450 MB": ("表.xlsx", lambda: xlsx(SEVEN, sharedStrings=texts("a" * 450 * MEGABYTE))),
    "texts by the million": ("表.xlsx", lambda: xlsx(SEVEN, sharedStrings=texts("a</t></si><si><t>" * 20_000_000))),
    "a million formatted rows": ("表.xlsx", million_formatted_rows),
    "cells by the million": ("表.ods", lambda: repeated("float", 10**6, 3)),
    "a csv with one broken line": ("表.csv", csv_of_100_megabytes),
    "a csv of line ends": ("表.csv", lambda: b"a\n" * 50_000_000),
    "noise": ("表.csv", lambda: random.Random(4).randbytes(90_000_000).replace(b"\0", b"")),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is neither bounded nor measured elsewhere")
@pytest.mark.parametrize("case", LARGE)
def test_a_large_attack_takes_seconds_and_bounded_memory(tmp_path, case):
    name, content = LARGE[case]

    seconds, megabytes = seconds_and_megabytes(written(tmp_path / name, content()))

    assert (seconds < 20, megabytes < 500) == (True, True), (seconds, megabytes)
