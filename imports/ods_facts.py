"""What the cells of an ods are shown as, which have no result and which are merged: each says it itself. Pure."""

import re
from collections import defaultdict

from imports import limits
from imports.packages import Package, whole_tags
from imports.sheet_facts import CellFacts
from imports.xml_reading import DEEPEST, feed, local_names, new_parser

# One of these stands in every ods that has something to tell.
SIGNS = (b"percentage", b"-spanned=", b"formula=")
# A formula's error has no type of its own in older files: only its text shows it.
ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d+")
LONGEST_ERROR = 20
CELLS = ("table-cell", "covered-table-cell")


def facts_in_ods(package: Package) -> dict[str, CellFacts]:
    """The facts of each sheet by its title, for those that have any.

    Equal cells and rows are written once with a number of repetitions. Raises SheetTooLarge or NotIntact.
    """
    if not any(sign in piece for piece in whole_tags(package.pieces("content.xml")) for sign in SIGNS):
        return {}
    reader = _OdsReader()
    return reader.read(package.pieces("content.xml"))


class _OdsReader:
    def __init__(self):
        self.facts = defaultdict(CellFacts)
        self.title = ""
        self.row = self.column = self.depth = self.cells = self.marked = 0
        self.rows = self.columns = 1
        self.formula = None
        self.depth_of_cell = 0
        self.words = []

    def read(self, pieces):
        self.parser = new_parser(self.start, self.end)
        feed(self.parser, pieces)
        return dict(self.facts)

    def start(self, name, attributes):
        self.depth += 1
        if self.depth > DEEPEST:
            raise limits.NotIntact
        name = name.rpartition(":")[2]
        if name == "table":
            self.title, self.row = local_names(attributes).get("name", ""), 0
        elif name == "table-row":
            self.column, self.rows = 0, int(local_names(attributes).get("number-rows-repeated", 1))
        elif name in CELLS:
            self.depth_of_cell = self.depth
            self._start_cell(local_names(attributes))
        elif name == "p":
            self._start_text()

    def _start_cell(self, attributes):
        self.columns = int(attributes.get("number-columns-repeated", 1))
        self.cells += 1
        if self.cells > limits.MOST_CELLS:
            raise limits.SheetTooLarge(self.title)
        if attributes.get("value-type") == "percentage":
            self.facts[self.title].per_cent.update(self._addresses())
        down, across = (int(attributes.get(f"number-{kind}-spanned", 1)) for kind in ("rows", "columns"))
        if down > 1 or across > 1:
            self._merge(down, across)
        self.formula = attributes if "formula" in attributes else None
        self.words.clear()

    def _addresses(self):
        """All cells that this one stands for, so far as they can be kept."""
        self.marked += self.columns * self.rows
        if self.marked > limits.MOST_PER_CENT:
            raise limits.SheetTooLarge(self.title)
        across, down = range(self.column, self.column + self.columns), range(self.row, self.row + self.rows)
        return [(row, column) for row in down for column in across]

    def _merge(self, down, across):
        merges = self.facts[self.title].merges
        merges.append((self.row, self.column, self.row + down - 1, self.column + across - 1))
        if len(merges) > limits.MOST_MERGES:
            raise limits.SheetTooLarge(self.title)

    def _start_text(self):
        if self.formula is not None and self.depth == self.depth_of_cell + 1:
            self.parser.CharacterDataHandler = self.words.append

    def end(self, name):
        self.depth -= 1
        name = name.rpartition(":")[2]
        if name == "p":
            self.parser.CharacterDataHandler = None
        elif name == "table-row":
            self.row += self.rows
        elif name in CELLS:
            if self.formula is not None:
                self._end_formula("".join(self.words))
            self.column += self.columns

    def _end_formula(self, text):
        if self.formula.get("value-type") == "error" or ERROR.fullmatch(text):
            self.facts[self.title].errors.update(dict.fromkeys(self._addresses(), text[:LONGEST_ERROR] or "#VALUE!"))
        elif "value-type" not in self.formula:
            self.facts[self.title].uncomputed.update(self._addresses())
        self.formula = None
