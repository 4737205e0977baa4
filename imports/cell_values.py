"""What the cells of a workbook hold, read by calamine in a process of its own.

calamine believes what a file says of itself: a made-up count of texts, one cell far away or a loop among the blocks of
an old xls make it ask for memory without end, and what cannot be had ends its process. So that process is not ours: it
has bounded memory and time, and hands over the rows in portions, which also spares us a second copy of them.
"""

import pickle
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from imports import bounded_process, limits, reading_process


@dataclass
class SheetValues:
    """Rows of cells from row 1, column A, and merged ranges as (top, left, bottom, right), counted from 0."""

    rows: list[list] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


class CellValues:
    """Receives what the process reads."""

    def __init__(self, process: subprocess.Popen):
        self._process = process
        self._title = ""

    def receive(self) -> tuple[list[tuple[str, bool]], dict[str, SheetValues]]:
        """All worksheets as pairs of title and visibility, and what those wanted hold by their title.

        Raises the exceptions of imports.limits.
        """
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
        return limits.HasPassword() if kind == "password" else limits.NotIntact()


@contextmanager
def reading(path: Path, sheet: str | None = None) -> Iterator[CellValues]:
    """Begins to read the visible sheets, or the one that is named, while the caller does something else."""
    request = {
        "path": str(path.absolute()),
        "sheet": sheet,
        "most_cells": limits.MOST_CELLS,
        "most_columns": limits.MOST_COLUMNS,
        "most_merges": limits.MOST_MERGES,
        "most_packed": limits.MOST_PACKED,
    }
    command = bounded_process.command(reading_process.__file__, reading_process.ADDRESS_SPACE, reading_process.SECONDS)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        try:
            process.stdin.write(pickle.dumps(request))
            process.stdin.close()
            yield CellValues(process)
        finally:
            process.kill()
