"""The process in which calamine reads a file: a script that imports.cell_values starts; it imports nothing of the project.

It takes one request on standard input and answers on standard output in pickled pairs of a kind and its content: "sheets",
then for each sheet wanted "sheet", its "rows" in portions and its "merges", then "end"; or the reason why not.
"""

import pickle
import sys
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

ADDRESS_SPACE = 480 * 1024 * 1024
SECONDS = 20
ROWS_AT_ONCE = 500
# What the reader says of an ods whose repeated cells are a hundred million.
TOO_MANY_CELLS = "Cell limit exceeded"
# An encrypted xlsx is a file of blocks, as an old xls is, with this name among its streams.
BLOCKS = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Refusal(Exception):
    """Why a file is not read further: the kind of the last message and its content."""


def answer(request: dict) -> None:
    """Sends what the file holds, or why not; only a fault of this program itself goes through."""
    try:
        _send_sheets(_opened(Path(request["path"])), request)
    except Refusal as refusal:
        send(*refusal.args)
    except PasswordError:
        send("password")
    except MemoryError:
        send("large")
    except (CalamineError, OSError, OverflowError, ValueError):
        send("damaged")
    except BaseException as fault:
        # The way in which Rust gives up on what a file holds is no Exception.
        if type(fault).__name__ != "PanicException":
            raise
        send("damaged")


def _opened(path):
    """The workbook, by the ending of its path or else by what it holds; only the former tells of a password."""
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise
    except CalamineError as fault:
        if str(fault).startswith(TOO_MANY_CELLS):
            raise Refusal("large") from None
        with path.open("rb") as file:
            if file.read(len(BLOCKS)) == BLOCKS and ENCRYPTED in file.read():
                raise Refusal("password") from None
            file.seek(0)
            return CalamineWorkbook.from_filelike(file)


def _send_sheets(book, request):
    if not book.sheet_names:
        raise Refusal("damaged")
    worksheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    sheets = [(sheet.name, sheet.visible == SheetVisibleEnum.Visible) for sheet in worksheets]
    send("sheets", sheets)
    sent = 0
    for title, is_visible in sheets:
        if is_visible if request["sheet"] is None else title == request["sheet"]:
            send("sheet", title)
            sheet = book.get_sheet_by_name(title)
            for rows in _rows(sheet, request):
                sent += send("rows", rows)
                if sent > request["most_packed"]:
                    raise Refusal("large")
            send("merges", _merges(sheet, request))
    send("end")


def _rows(sheet, request):
    """Portions of rows from row 1 and column A."""
    if sheet.end is None:
        return
    last_row, last_column = sheet.end
    if last_column >= request["most_columns"]:
        raise Refusal("wide", last_column + 1)
    if (last_row + 1) * (last_column + 1) > request["most_cells"]:
        raise Refusal("large")
    # The iterator fills up the rows above the first cell, but not the columns before it.
    before = [""] * sheet.start[1]
    rows = sheet.iter_rows()
    while portion := [before + row for row in islice(rows, ROWS_AT_ONCE)]:
        yield portion


def _merges(sheet, request):
    """Merged ranges as (top, left, bottom, right) from row 1 and column A, counted from 0; an ods tells none here."""
    ranges = sheet.merged_cell_ranges or []
    if len(ranges) > request["most_merges"]:
        raise Refusal("large")
    return [(*first, *last) for first, last in ranges]


def send(kind, content=None) -> int:
    length = sys.stdout.buffer.write(pickle.dumps((kind, content), pickle.HIGHEST_PROTOCOL))
    # What was begun must be known even if this is the end of the process.
    if kind != "rows":
        sys.stdout.buffer.flush()
    return length


if __name__ == "__main__":
    answer(pickle.load(sys.stdin.buffer))
