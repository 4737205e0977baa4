"""Which cells of a workbook are shown as per cent, for there 44.3% is stored as 0.443. Pure.

The reader of values (calamine) knows no formats, so they are looked up in the file itself: number formats in xlsx,
value types in ods. An old xls is not looked into.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections import defaultdict
from decimal import Decimal
from functools import lru_cache
from xml.parsers import expat

PercentCells = dict[str, set[tuple[int, int]]]

# Formats 9 and 10 are built in: 0% and 0.00%.
BUILT_IN = {"9", "10"}
# What stands in a format code for itself: quoted text, an escaped character, the width or the filling of one, a colour.
NOT_A_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
# What a damaged package raises, or an encrypted one.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
DIGITS = "0123456789"


def percent_cells(content: bytes) -> PercentCells | None:
    """Row and column, counted from 0, of the cells shown as per cent, by sheet; None where nobody can tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if "xl/workbook.xml" in names:
                return _in_xlsx(package, names)
            return _in_ods(package) if "content.xml" in names else None
    except UNREADABLE:
        return None


def percent_text(fraction: float) -> str:
    """What a cell shown as per cent says: 0.443 is "44.3%". A computed cell's noise in the 16th digit is dropped."""
    number = Decimal(f"{fraction:.15g}").scaleb(2)
    whole = number.to_integral_value()
    return f"{whole if number == whole else number.normalize():f}%"


def _in_xlsx(package, names):
    styles = _percent_styles(package.read("xl/styles.xml")) if "xl/styles.xml" in names else set()
    cells: PercentCells = defaultdict(set)
    if styles:
        used = re.compile(rb'\bs="(?:%s)"' % b"|".join(style.encode() for style in styles))
        for title, part in _sheet_parts(package):
            xml = package.read(part) if part in names else b""
            if used.search(xml):
                cells[title] = _styled_cells(xml, styles)
    return cells


def _percent_styles(xml):
    """The numbers of the cell styles that show per cent, as texts."""
    formats, found, path = set(BUILT_IN), [], []

    def start(name, attributes):
        path.append(name)
        if name == "numFmt" and "%" in NOT_A_SIGN.sub("", attributes.get("formatCode", "")):
            formats.add(attributes["numFmtId"])
        elif path[-2:] == ["cellXfs", "xf"]:
            found.append(attributes.get("numFmtId"))

    _parse(xml, start, lambda _name: path.pop())
    return {str(number) for number, number_format in enumerate(found) if number_format in formats}


def _sheet_parts(package):
    """Pairs of a sheet's title and the part of the package that holds its cells."""
    targets, sheets = {}, []

    def relation(name, attributes):
        if name == "Relationship":
            targets[attributes["Id"]] = attributes["Target"]

    def sheet(name, attributes):
        if name == "sheet":
            sheets.append((attributes["name"], attributes["id"]))

    _parse(package.read("xl/_rels/workbook.xml.rels"), relation)
    _parse(package.read("xl/workbook.xml"), sheet)
    return [(title, posixpath.normpath(posixpath.join("/xl", targets[key]))[1:]) for title, key in sheets]


def _styled_cells(xml, styles):
    """The cells of one sheet that have one of the styles; a cell or row without its address follows the one before."""
    cells, row, column = set(), -1, -1

    # A sheet has millions of these elements; the attributes that matter never carry a prefix.
    def start(name, attributes):
        nonlocal row, column
        if name == "c" or name.endswith(":c"):
            address = attributes.get("r")
            column = _column_number(address.rstrip(DIGITS)) if address else column + 1
            if attributes.get("s") in styles:
                cells.add((row, column))
        elif name == "row" or name.endswith(":row"):
            row, column = int(attributes.get("r", row + 2)) - 1, -1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return cells


@lru_cache(maxsize=1024)
def _column_number(letters):
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _in_ods(package):
    """In ods a cell says itself what it is; equal cells and rows are written once with a number of repetitions."""
    cells: PercentCells = defaultdict(set)
    title, row, column, rows = "", 0, 0, 1

    def start(name, attributes):
        nonlocal title, row, column, rows
        if name == "table":
            title, row = attributes.get("name", ""), 0
        elif name == "table-row":
            column, rows = 0, int(attributes.get("number-rows-repeated", 1))
        elif name in ("table-cell", "covered-table-cell"):
            columns = int(attributes.get("number-columns-repeated", 1))
            if attributes.get("value-type") == "percentage":
                cells[title] |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
            column += columns

    def end(name):
        nonlocal row
        if name == "table-row":
            row += rows

    _parse(package.read("content.xml"), start, end)
    return cells


def _parse(xml, start, end=None):
    """Reads XML; names of elements and attributes come without their namespace."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: start(
        name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()}
    )
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.Parse(xml, True)
