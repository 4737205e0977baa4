"""What the reader of values (calamine) does not tell of a cell, looked up in the file itself. Pure.

44.3% is stored as 0.443, and only the cell's format says so; a formula's error comes as an empty cell; so does a
formula that no spreadsheet program has computed yet. Formats are in xlsx and ods; an old xls is not looked into.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from xml.parsers import expat

Address = tuple[int, int]

# Formats 9 and 10 are built in: 0% and 0.00%.
BUILT_IN = {"9", "10"}
# What stands in a format code for itself: quoted text, an escaped character, the width or the filling of one, a colour.
NOT_A_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
# What a damaged package raises, or an encrypted one.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
DIGITS = "0123456789"

# A million rows of twenty columns.
MOST_CELLS = 20_000_000
COLUMNS_OF_TWO_LETTERS = 702
THREE_LETTERS = re.compile(rb"""\br\s*=\s*["'][A-Z]{3}[0-9]""")
COLUMNS = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})[0-9]""")
# Rows ascend, so the last one is named near the end of the sheet.
TAIL = 100_000
LAST_ROWS = re.compile(rb"""\br\s*=\s*["'][A-Z]{0,3}([0-9]{1,7})["']""")


@dataclass
class CellFacts:
    """Of one sheet, by row and column counted from 0.

    per_cent: cells shown as per cent; errors: what a cell with a formula's error shows, "#DIV/0!"; uncomputed: formulas
    whose result the file does not hold.
    """

    per_cent: set[Address] = field(default_factory=set)
    errors: dict[Address, str] = field(default_factory=dict)
    uncomputed: set[Address] = field(default_factory=set)


class SheetTooLarge(Exception):
    """A sheet that would not fit in memory, often for one stray cell far away; its title is the argument."""


def cell_facts(content: bytes) -> dict[str, CellFacts] | None:
    """The facts of each sheet by its title, for those that have any; None where nobody can tell.

    Raises SheetTooLarge, so ask this before the values are read: the reader makes room for every cell up to the last.
    """
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
    worth_a_look = _worth_a_look(styles)
    facts = {}
    for title, part in _sheet_parts(package):
        xml = package.read(part) if part in names else b""
        if _area(xml) > MOST_CELLS:
            raise SheetTooLarge(title)
        if worth_a_look.search(xml):
            facts[title] = _SheetReader(styles).read(xml)
    return facts


def _worth_a_look(styles):
    """What stands in a sheet that has errors, formulas or cells of these styles. A cell that names no style has the first."""
    if "0" in styles:
        return re.compile(b"")
    percent = [rb"""\bs\s*=\s*["']%s["']""" % style.encode() for style in styles]
    return re.compile(b"|".join([rb"""\bt\s*=\s*["']e["']""", rb"<(\w+:)?f[\s>/]", *percent]))


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


def _area(xml):
    """How many cells there are up to the last row and the last column, or fewer where that is few enough anyway."""
    rows = LAST_ROWS.findall(xml[-TAIL:]) or LAST_ROWS.findall(xml)
    last_row = max(map(int, rows), default=0)
    if last_row * COLUMNS_OF_TWO_LETTERS <= MOST_CELLS and not THREE_LETTERS.search(xml):
        return 0
    columns = set(COLUMNS.findall(xml))
    return last_row * max((_column_number(letters.decode()) + 1 for letters in columns), default=0)


class _SheetReader:
    """Reads the cells of one sheet; a cell or row without its address follows the one before.

    A sheet has millions of elements, so this does little for each. Attributes that matter never carry a prefix.
    """

    def __init__(self, styles):
        self.styles = styles
        self.facts = CellFacts()
        self.row = self.column = -1
        self.is_error = self.has_formula = self.has_value = False
        self.words = []

    def read(self, xml) -> CellFacts:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.Parse(xml, True)
        return self.facts

    def _start(self, name, attributes):
        name = name.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 2)) - 1, -1
        elif name == "f":
            self.has_formula = True
        elif name == "v" and (self.is_error or self.has_formula):
            self.parser.CharacterDataHandler = self.words.append

    def _start_cell(self, attributes):
        address = attributes.get("r")
        self.column = _column_number(address.rstrip(DIGITS)) if address else self.column + 1
        # A formula may well have the empty text for a result.
        kind = attributes.get("t")
        self.is_error, self.has_formula, self.has_value = kind == "e", False, kind == "str"
        if attributes.get("s", "0") in self.styles:
            self.facts.per_cent.add((self.row, self.column))

    def _end(self, name):
        name = name.rpartition(":")[2]
        if name == "v" and (self.is_error or self.has_formula):
            self.parser.CharacterDataHandler = None
            self._end_value("".join(self.words))
            self.words.clear()
        elif name == "c" and self.has_formula and not self.has_value:
            self.facts.uncomputed.add((self.row, self.column))

    def _end_value(self, text):
        self.has_value = self.has_value or bool(text)
        if self.is_error:
            self.facts.errors[self.row, self.column] = text


@lru_cache(maxsize=1024)
def _column_number(letters):
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _in_ods(package):
    """In ods a cell says itself what it is; equal cells and rows are written once with a number of repetitions."""
    facts = defaultdict(CellFacts)
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
                cells = {(row + down, column + right) for down in range(rows) for right in range(columns)}
                facts[title].per_cent |= cells
            column += columns

    def end(name):
        nonlocal row
        if name == "table-row":
            row += rows

    _parse(package.read("content.xml"), start, end)
    return dict(facts)


def _parse(xml, start, end=None):
    """Reads XML; names of elements and attributes come without their namespace."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: start(
        name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()}
    )
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.Parse(xml, True)
