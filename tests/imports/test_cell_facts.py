"""A cell that shows 44.3% holds 0.443, one that shows #DIV/0! nothing: cells are read as they are shown."""

import io
import re
import zipfile

import openpyxl
import pytest

from imports.cell_facts import cell_facts
from imports.columns import TextWidget
from imports.errors import CellError, ImportRefused
from imports.sheet_facts import percent_text
from imports.workbook import FormulaFault, UnformattedNumber, read_workbook
from tests.imports import hard_files

# A sheet as the least of writers makes it: no addresses, another prefix, parts named from the root.
BARE_PARTS = {
    "[Content_Types].xml": """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="xml" ContentType="application/xml"/></Types>""",
    "xl/workbook.xml": """<x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
      <x:sheets><x:sheet name="数据" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>""",
    "xl/_rels/workbook.xml.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
       Target="/xl/worksheets/sheet9.xml"/></Relationships>""",
    "xl/styles.xml": """<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
      <x:cellStyleXfs><x:xf numFmtId="9"/></x:cellStyleXfs>
      <x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="9"/></x:cellXfs></x:styleSheet>""",
    "xl/worksheets/sheet9.xml": """<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
      <x:sheetData><x:row><x:c><x:v>0.1</x:v></x:c><x:c s="1"><x:v>0.2</x:v></x:c></x:row>
      <x:row><x:c s="1"><x:v>0.3</x:v></x:c></x:row></x:sheetData></x:worksheet>""",
}  # fmt: skip
ODS_CONTENT = """<office:document-content
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
 <office:body><office:spreadsheet><table:table table:name="数据">
  <table:table-row table:number-rows-repeated="2">
   <table:table-cell office:value-type="float" office:value="44.3"><text:p>44.3</text:p></table:table-cell>
   <table:table-cell office:value-type="percentage" office:value="0.443"><text:p>44.3%</text:p></table:table-cell>
  </table:table-row>
  <table:table-row>
   <table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="1"/>
   <table:table-cell office:value-type="float" office:value="5"/>
  </table:table-row>
 </table:table></office:spreadsheet></office:body></office:document-content>"""


def packed(parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return stream.getvalue()


def facts_of(content: bytes):
    return cell_facts(io.BytesIO(content))


def ods() -> bytes:
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"""
    content = re.sub(r">\s+<", "><", ODS_CONTENT)
    return packed({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": content})


def formatted(*cells) -> bytes:
    """A workbook with one column of (number, format)."""
    book = openpyxl.Workbook()
    for row, (number, number_format) in enumerate(cells, start=1):
        book.active.cell(row, 1, number).number_format = number_format
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def column_of(path, content) -> list:
    path.write_bytes(content)
    [grid] = read_workbook(path).grids
    return [row[0] for row in grid.rows]


@pytest.mark.parametrize(
    ("number", "number_format", "cell"),
    [
        (0.443, "0%", "44.3%"),
        (0.443, "0.00%", "44.3%"),
        (-0.032, "0.0%;[红色]-0.0%", "-3.2%"),
        (1.2, "#,##0.0_);[Red]\\(0.0%\\)", "120%"),
        (0.5, 'General"增长"0%', "50%"),
        # The sign as mere text changes nothing: the cell shows 44.3%, and 44.3 is what it holds.
        (44.3, '0.0"%"', 44.3),
        (44.3, "0.0\\%", 44.3),
        (44.3, "0.0_%", 44.3),
        (44.3, "[%]0.0", 44.3),
        (0.443, "General", 0.443),
        ("44.3%", "0%", "44.3%"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(tmp_path, number, number_format, cell):
    assert column_of(tmp_path / "表.xlsx", formatted((number, number_format))) == [cell]


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (0.443, "44.3%"),
        (0.1 + 0.2, "30%"),
        (1.0, "100%"),
        (12.5, "1250%"),
        (0.0, "0%"),
        (-0.012, "-1.2%"),
        (0.44321, "44.321%"),
        (1e-9, "0.0000001%"),
    ],
)
def test_a_fraction_becomes_the_per_cent_it_stands_for(fraction, text):
    assert percent_text(fraction) == text


def test_cells_without_addresses_are_counted(tmp_path):
    assert facts_of(packed(BARE_PARTS))["数据"].per_cent == {(0, 1), (1, 0)}


def test_a_writer_may_quote_otherwise():
    parts = {name: text.replace('"', "'") for name, text in BARE_PARTS.items()}

    assert facts_of(packed(parts))["数据"].per_cent == {(0, 1), (1, 0)}


def test_a_cell_that_names_no_style_has_the_first():
    styles = BARE_PARTS["xl/styles.xml"].replace('<x:xf numFmtId="0"/>', '<x:xf numFmtId="10"/>')

    assert facts_of(packed(BARE_PARTS | {"xl/styles.xml": styles}))["数据"].per_cent == {(0, 0), (0, 1), (1, 0)}


def test_an_ods_says_it_in_the_cell_itself(tmp_path):
    path = tmp_path / "表.ods"
    path.write_bytes(ods())

    [grid] = read_workbook(path).grids

    assert grid.rows == [[44.3, "44.3%", ""], [44.3, "44.3%", ""], ["100%", "100%", 5.0]]


def of_formula(text: str, kind: str = "") -> str:
    return f'<table:table-cell table:formula="of:=1/0" {kind}><text:p>{text}</text:p></table:table-cell>'


def test_an_ods_tells_the_errors_of_its_formulas(tmp_path):
    calculated = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    cells = [
        of_formula(
            "#DIV/0!", f'office:value-type="string" office:string-value="" {calculated} calcext:value-type="error"'
        ),
        of_formula("#REF!", 'office:value-type="float" office:value="0"'),
        of_formula("Err:502", 'office:value-type="string"'),
        of_formula(""),
        of_formula("", 'office:value-type="string" office:string-value=""'),
        of_formula("2", 'office:value-type="float" office:value="2"'),
    ]
    (tmp_path / "表.ods").write_bytes(hard_files.ods(f"<table:table-row>{''.join(cells)}</table:table-row>"))

    [grid] = read_workbook(tmp_path / "表.ods").grids

    assert [(type(cell), cell) for cell in grid.rows[0]] == [
        (FormulaFault, "#DIV/0!"), (FormulaFault, "#REF!"), (FormulaFault, "Err:502"), (FormulaFault, "="), (str, ""), (float, 2.0),
    ]  # fmt: skip


def test_a_comment_is_no_part_of_a_formula_s_text(tmp_path):
    cell = of_formula(
        "2</text:p><office:annotation><text:p>#REF!</text:p></office:annotation><text:p>",
        'office:value-type="float" office:value="2"',
    )
    (tmp_path / "表.ods").write_bytes(hard_files.ods(f"<table:table-row>{cell}</table:table-row>"))

    [grid] = read_workbook(tmp_path / "表.ods").grids

    assert grid.rows == [[2.0]]


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet9.xml"])
def test_a_damaged_part_leaves_it_open(part):
    assert facts_of(packed(BARE_PARTS | {part: '<x:c s="1"></x:d>'})) is None


def test_where_no_format_can_be_seen_numbers_are_marked(tmp_path, monkeypatch):
    monkeypatch.setattr("imports.workbook.cell_facts", lambda content: None)

    [number] = column_of(tmp_path / "表.xls", formatted((0.443, "0%")))

    assert (type(number), number) == (UnformattedNumber, 0.443)


def test_what_is_no_package_of_parts_leaves_it_open():
    assert facts_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") is None


def test_an_error_of_a_formula_is_seen_also_beyond_the_last_value(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["数值", "#DIV/0!"])
    book.active["C3"] = "#N/A"
    stream = io.BytesIO()
    book.save(stream)
    (tmp_path / "表.xlsx").write_bytes(stream.getvalue())

    [grid] = read_workbook(tmp_path / "表.xlsx").grids

    assert grid.rows == [["数值", "#DIV/0!", ""], ["", "", ""], ["", "", "#N/A"]]
    assert refusal_of(grid.rows[0][1]) == "“#DIV/0!”是公式的错误值，请先改正公式。"


def test_a_formula_without_its_result_is_seen(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([1, "=A1*2"])
    stream = io.BytesIO()
    book.save(stream)

    [value] = column_of(tmp_path / "表.xlsx", stream.getvalue())
    [grid] = read_workbook(tmp_path / "表.xlsx").grids

    assert (value, grid.rows) == (1.0, [[1.0, "="]])
    assert refusal_of(grid.rows[0][1]) == "这一格的公式还没有算出结果，请用表格软件打开文件，保存后再上传。"


def test_a_computed_formula_is_read_as_its_result():
    computed = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
      <c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row></sheetData></worksheet>"""

    facts = facts_of(packed(BARE_PARTS | {"xl/worksheets/sheet9.xml": computed}))["数据"]

    assert (facts.errors, facts.uncomputed, facts.per_cent) == ({}, set(), set())


@pytest.mark.parametrize("address", ["XFD1048576", "AAA30000", "Z1000000"])
@pytest.mark.parametrize("cell", ["x", "=1+1"])
def test_a_stray_cell_far_away_is_refused_before_it_fills_the_memory(tmp_path, cell, address):
    book = openpyxl.Workbook()
    book.active.title = "企业"
    book.active["A1"], book.active[address] = "名称", cell
    book.save(tmp_path / "表.xlsx")

    with pytest.raises(ImportRefused) as refused:
        read_workbook(tmp_path / "表.xlsx")

    assert str(refused.value).startswith("“表.xlsx”的工作表“企业”")
    assert str(refused.value).endswith("请删去表外远处的多余内容，或拆成几个文件。")


@pytest.mark.parametrize(("address", "cells"), [("A100000", 100_000), ("ALL40", 40_000)])
def test_a_long_or_a_wide_sheet_is_read(tmp_path, address, cells):
    book = openpyxl.Workbook()
    book.active["A1"], book.active[address] = "名称", "x"
    book.save(tmp_path / "表.xlsx")

    [grid] = read_workbook(tmp_path / "表.xlsx").grids

    assert (sum(map(len, grid.rows)), grid.rows[0][0], grid.rows[-1][-1]) == (cells, "名称", "x")


def refusal_of(cell):
    with pytest.raises(CellError) as refused:
        TextWidget().clean(cell)
    return str(refused.value)
