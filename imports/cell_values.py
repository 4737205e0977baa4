"""What the cells of a workbook hold, read by calamine, or an old xls by xlrd, in a process of its own.

calamine believes what a file says of itself: a made-up count of texts, one cell far away or a loop among the blocks of
an old xls make it ask for memory without end, and what cannot be had ends its process. So that process is not ours: it
has bounded memory and time, and hands over the rows in portions, which also spares us a second copy of them.
"""

import pickle
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from imports import bounded_process, limits, reading_process
from imports.sheet_facts import CellFacts, Range

READING = Path(reading_process.__file__)
OLD_READING = READING.with_name("old_reading_process.py")
# Half of what calamine has, which comes after it.
OLD_SECONDS = 10
# How an old xls begins: as a file of blocks, or before 1993 with a bare first record.
OLD = (
    b"\xd0\xcf\x11\xe0",
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
# No text of a table has these: bytes taken for letters of another encoding.
GARBLED = re.compile("[\x00-\x08\x80-\x9f\ufffd]")


@dataclass
class SheetValues:
    """Rows of cells from row 1, column A, merged ranges as (top, left, bottom, right), counted from 0, and for an old xls
    what is known of the cells beside their values.
    """

    rows: list[list] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    facts: CellFacts | None = None


Received = tuple[list[tuple[str, bool]], dict[str, SheetValues]]


class Receiver(Protocol):
    """Whoever receives what a process reads."""

    def receive(self) -> Received:
        """All worksheets as pairs of title and visibility, and what those wanted hold by their title.

        Raises the exceptions of imports.limits.
        """


class CellValues:
    """Receives what one process reads."""

    def __init__(self, process: subprocess.Popen):
        self._process = process
        self._title = ""

    def receive(self) -> Received:
        sheets: list[tuple[str, bool]] = []
        wanted: dict[str, SheetValues] = {}
        for kind, content in self._messages():
            if kind == "sheets":
                sheets = content
            elif kind == "sheet":
                self._title, wanted[content] = content, SheetValues()
            elif kind == "rows":
                wanted[self._title].rows.extend(content)
            elif kind == "merges":
                wanted[self._title].merges = content
            elif kind == "facts":
                wanted[self._title].facts = CellFacts(**content)
            else:
                raise self._refusal(kind, content)
        return sheets, wanted

    def _messages(self):
        while True:
            try:
                kind, content = pickle.load(self._process.stdout)
            except (EOFError, pickle.UnpicklingError):
                if self._process.wait() == bounded_process.FAULT_OF_THE_PROGRAM:
                    raise RuntimeError("the process that reads workbooks has failed") from None
                raise limits.SheetTooLarge(self._title) from None
            if kind == "end":
                return
            yield kind, content

    def _refusal(self, kind, content):
        if kind == "wide":
            return limits.SheetTooWide(self._title, content)
        if kind == "large":
            return limits.SheetTooLarge(self._title)
        if kind == "garbled":
            return limits.GarbledText()
        return limits.HasPassword() if kind == "password" else limits.NotIntact()


class OldCellValues:
    """Receives what xlrd reads; where it fails, what calamine does."""

    def __init__(self, process: subprocess.Popen, path: Path, sheet: str | None):
        self._process, self._path, self._sheet = process, path, sheet

    def receive(self) -> Received:
        try:
            return CellValues(self._process).receive()
        except (limits.NotIntact, limits.SheetTooLarge) as refusal:
            self._process.kill()
            return self._receive_otherwise(refusal)

    def _receive_otherwise(self, refusal):
        with _started(READING, self._path, self._sheet) as process:
            try:
                sheets, wanted = CellValues(process).receive()
            except (limits.NotIntact, limits.SheetTooLarge) as another:
                # A refusal that names a sheet says more.
                raise (refusal if refusal.args or isinstance(another, limits.NotIntact) else another) from None
        if any(_is_garbled(values.rows) for values in wanted.values()):
            raise limits.GarbledText
        return sheets, wanted


def _is_garbled(rows):
    return any(type(cell) is str and GARBLED.search(cell) for row in rows for cell in row)


@contextmanager
def reading(path: Path, sheet: str | None = None) -> Iterator[Receiver]:
    """Begins to read the visible sheets, or the one that is named, while the caller does something else."""
    with path.open("rb") as file:
        is_old = file.read(8).startswith(OLD)
    with _started(OLD_READING if is_old else READING, path, sheet) as process:
        yield OldCellValues(process, path, sheet) if is_old else CellValues(process)


@contextmanager
def _started(script, path, sheet):
    request = {
        "path": str(path.absolute()),
        "sheet": sheet,
        "most_cells": limits.MOST_CELLS,
        "most_columns": limits.MOST_COLUMNS,
        "most_merges": limits.MOST_MERGES,
        "most_packed": limits.MOST_PACKED,
        "most_per_cent": limits.MOST_PER_CENT,
    }
    seconds = OLD_SECONDS if script == OLD_READING else reading_process.SECONDS
    command = bounded_process.command(str(script), reading_process.ADDRESS_SPACE, seconds)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        try:
            process.stdin.write(pickle.dumps(request))
            process.stdin.close()
            yield process
        finally:
            process.kill()
