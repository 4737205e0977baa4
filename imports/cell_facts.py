"""What the reader of values (calamine) does not tell of a cell, looked up in the file itself. Pure.

44.3% is stored as 0.443, and only the cell's format says so; a formula's error comes as an empty cell; so does a
formula that no spreadsheet program has computed yet. Formats are in xlsx and ods; an old xls is not looked into.
"""

import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import BinaryIO

from imports import limits
from imports.ods_facts import facts_in_ods
from imports.packages import UNREADABLE, open_package, whole_tags
from imports.sheet_facts import CellFacts, shows_per_cent
from imports.xml_reading import DEEPEST, feed, new_parser, parse

# Formats 9 and 10 are built in: 0% and 0.00%.
BUILT_IN = {"9", "10"}
DIGITS = "0123456789"
TRUE = ("1", "true")

# A cell that a format alone has put there; what follows says where it stands itself.
EMPTY_CELL = re.compile(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?/>(?=<c r=|</row>)')
FORMULA_OR_ERROR = rb"""<(?:\w+:)?c\s[^>]*\bt\s*=\s*["']e["']|<(?:\w+:)?f[\s>/]|\bhidden\s*=\s*["'](?:1|true)"""
NUMBER_OF_STYLE = rb"""|<(?:\w+:)?c\s[^>]*\bs\s*=\s*["'](?:%s)["'][^>]*(?<!/)>"""
# Other quotes, spaces around the equals sign or prefixes: a writer has its habits from the first tag on.
UNUSUAL = re.compile(rb"""<(?!\?)[^>]*(?:\s=|=\s|=')|<\w+:""")
HEAD = 10_000


def cell_facts(file: BinaryIO) -> dict[str, CellFacts] | None:
    """The facts of each sheet by its title, for those that have any; None where nobody can tell.

    Raises HasPassword, and SheetTooLarge or NotIntact for what no spreadsheet program writes.
    """
    try:
        with open_package(file) as package:
            if "xl/workbook.xml" in package.names:
                return _in_xlsx(package)
            return facts_in_ods(package) if "content.xml" in package.names else None
    except UNREADABLE:
        return None


def _in_xlsx(package):
    styles = _percent_styles(package.read("xl/styles.xml")) if "xl/styles.xml" in package.names else set()
    facts = {}
    for title, part in _sheet_parts(package):
        if part in package.names and _is_worth_a_look(whole_tags(package.pieces(part)), styles):
            facts[title] = _SheetReader(title, styles).read(whole_tags(package.pieces(part)))
    return facts


def _is_worth_a_look(pieces, styles):
    """Whether a sheet has errors, formulas or numbers of these styles; a cell that names no style has the first.

    A fixed text is found many times as fast as an expression, which looks only at the pieces that have one of them.
    """
    if "0" in styles:
        return True
    numbers = b"|".join(style.encode() for style in styles) or b"none"
    expression = re.compile(FORMULA_OR_ERROR + NUMBER_OF_STYLE % numbers)
    texts = [b"<f", b't="e"', b'hidden="1', b'hidden="t', *(b's="%s"' % style.encode() for style in styles)]
    is_usual = None
    for piece in pieces:
        if is_usual is None:
            is_usual = not UNUSUAL.search(piece, 0, HEAD)
        if (not is_usual or any(text in piece for text in texts)) and expression.search(EMPTY_CELL.sub(b"", piece)):
            return True
    return False


def _percent_styles(xml):
    """The numbers of the cell styles that show per cent, as texts."""
    formats, found, path = set(BUILT_IN), [], []

    def start(name, attributes):
        path.append(name)
        if name == "numFmt" and shows_per_cent(attributes.get("formatCode", "")):
            formats.add(attributes["numFmtId"])
        elif path[-2:] == ["cellXfs", "xf"]:
            found.append(attributes.get("numFmtId"))

    parse(xml, start, lambda _name: path.pop())
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

    parse(package.read("xl/_rels/workbook.xml.rels"), relation)
    parse(package.read("xl/workbook.xml"), sheet)
    return [(title, posixpath.normpath(posixpath.join("/xl", targets[key]))[1:]) for title, key in sheets]


class _SheetReader:
    """Reads the cells of one sheet; a cell or row without its address follows the one before.

    A sheet has millions of elements, so this does little for each. Attributes that matter never carry a prefix.
    """

    def __init__(self, title, styles):
        self.title = title
        self.styles = styles
        self.facts = CellFacts()
        self.row = self.column = -1
        self.depth = self.cells = 0
        self.is_error = self.has_formula = self.has_value = self.is_per_cent = False
        self.words = []

    def read(self, pieces: Iterable[bytes]) -> CellFacts:
        self.parser = new_parser(self._start, self._end)
        feed(self.parser, (EMPTY_CELL.sub(b"", piece) for piece in pieces))
        return self.facts

    def _start(self, name, attributes):
        self.depth += 1
        name = name.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 2)) - 1, -1
            if attributes.get("hidden") in TRUE:
                _extend(self.facts.hidden_rows, self.row, self.row)
        elif name == "f":
            self.has_formula = True
        elif name == "v":
            self._start_value()
        elif name == "col" and attributes.get("hidden") in TRUE:
            _extend(self.facts.hidden_columns, int(attributes["min"]) - 1, int(attributes["max"]) - 1)
        elif self.depth > DEEPEST:
            raise limits.NotIntact

    def _start_cell(self, attributes):
        self.cells += 1
        if self.cells > limits.MOST_CELLS or self.depth > DEEPEST:
            raise limits.SheetTooLarge(self.title)
        address = attributes.get("r")
        self.column = _column_number(address.rstrip(DIGITS)) if address else self.column + 1
        # A formula may well have the empty text for a result.
        kind = attributes.get("t")
        self.is_error, self.has_formula, self.has_value = kind == "e", False, kind == "str"
        self.is_per_cent = attributes.get("s", "0") in self.styles

    def _start_value(self):
        if self.is_per_cent:
            self.facts.per_cent.add((self.row, self.column))
            if len(self.facts.per_cent) > limits.MOST_PER_CENT:
                raise limits.SheetTooLarge(self.title)
        if self.is_error or self.has_formula:
            self.parser.CharacterDataHandler = self.words.append

    def _end(self, name):
        self.depth -= 1
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


def _extend(runs, first, last):
    """Adds a run to those before it, which it may go on with."""
    if runs and runs[-1][1] == first - 1:
        first = runs.pop()[0]
    runs.append((first, last))


@lru_cache(maxsize=1024)
def _column_number(letters):
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
