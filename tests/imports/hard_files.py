"""Files that somebody breaks or means ill with, made of their parts: packages of XML, the blocks of an old xls, long texts."""

import io
import struct
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XLSX_PARTS = {
    "[Content_Types].xml": """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="xml" ContentType="application/xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{RELATIONS}">
      <Relationship Id="rId1" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">
      <sheets><sheet name="企业" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{RELATIONS}">
      <Relationship Id="rId1" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""",
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>',
}
ODS_PARTS = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
}
SHEET_START = f'<worksheet xmlns="{MAIN}">'
SECTOR = 512
END_OF_CHAIN, FREE, TABLE_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def packed(parts: dict) -> bytes:
    """A zip package; a part is text, bytes or an iterable of bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            with package.open(name, "w") as part:
                for piece in [content] if isinstance(content, str | bytes) else content:
                    part.write(piece.encode() if isinstance(piece, str) else piece)
    return stream.getvalue()


def sheet(rows, dimension: str = "", before: str = ""):
    """The XML of a sheet, in pieces, around that of its rows."""
    yield before + SHEET_START
    yield f'<dimension ref="{dimension}"/>' if dimension else ""
    yield "<sheetData>"
    yield from [rows] if isinstance(rows, str) else rows
    yield "</sheetData></worksheet>"


def xlsx(rows, *, dimension="", before="", **parts) -> bytes:
    """A workbook with one sheet, 企业; more parts by their names in xl/, without the ending."""
    more = {f"xl/{name}.xml": content for name, content in parts.items()}
    return packed(XLSX_PARTS | {"xl/worksheets/sheet1.xml": sheet(rows, dimension, before)} | more)


def ods(rows: str) -> bytes:
    content = f"""<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
      <office:body><office:spreadsheet><table:table table:name="企业">{rows}</table:table></office:spreadsheet></office:body>
      </office:document-content>"""
    return packed(ODS_PARTS | {"content.xml": content})


def compound_file(name: str, stream: bytes, *, next_of_directory: int = END_OF_CHAIN) -> bytes:
    """A file of blocks with one stream, as xls and encrypted files are: header, table of blocks, directory, stream."""
    stream = stream.ljust(-(-max(len(stream), 4096) // SECTOR) * SECTOR, b"\0")
    blocks = len(stream) // SECTOR
    chain = [TABLE_SECTOR, next_of_directory, *range(3, 2 + blocks), END_OF_CHAIN]
    table = struct.pack(f"<{SECTOR // 4}L", *chain, *[FREE] * (SECTOR // 4 - len(chain)))
    header = struct.pack("<8s16xHHHHH6xLLLLLLLLL", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                         0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)  # fmt: skip
    header += struct.pack("<109L", 0, *[FREE] * 108)
    directory = _entry("Root Entry", 5, END_OF_CHAIN, 0, child=1) + _entry(name, 2, 2, len(stream))
    return header + table + directory.ljust(SECTOR, b"\0") + stream


def _entry(name, kind, start, length, child=FREE):
    letters = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBLLL36xLLL", letters, len(letters), kind, 1, FREE, FREE, child, start, length, 0)


def xls(*cells: tuple[int, int, float], dimension: tuple = (0, 1, 0, 1), globals_more: bytes = b"") -> bytes:
    """An old workbook with one sheet, 企业, of numbers at rows and columns; its dimension may lie."""
    beginning = record(0x0809, struct.pack("<HHHHLL", 0x600, 5, 0, 0, 0, 0)) + globals_more
    bound = lambda at: record(0x0085, struct.pack("<LHBB", at, 0, 2, 1) + "企业".encode("utf-16-le"))  # noqa: E731
    end = record(0x000A, b"")
    head = beginning + bound(len(beginning + bound(0) + end)) + end
    body = record(0x0809, struct.pack("<HHHHLL", 0x600, 0x10, 0, 0, 0, 0))
    body += record(0x0200, struct.pack("<LLHHH", *dimension, 0))
    body += b"".join(record(0x0203, struct.pack("<HHHd", row, column, 0, number)) for row, column, number in cells)
    return compound_file("Workbook", head + body + end)


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
