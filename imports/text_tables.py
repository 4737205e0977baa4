"""Reads separated text, line by line: in any encoding of office software, in bounded memory, naming a broken line."""

import codecs
import csv
import re
from pathlib import Path

from django.utils.translation import gettext as _

from imports import limits
from imports.errors import ImportRefused

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
PIECE = 1024 * 1024
# Text in GB18030 that is by chance UTF-8 for so many bytes beyond ASCII does not occur.
CERTAINLY_UTF_8 = 12
ASCII = bytes(range(128))
# How bytes show that are no text: as halves of a pair, in UTF-16 as the sign of replacement.
UNREADABLE = re.compile("[\x00\udc80-\udcff]")
UNREADABLE_UTF_16 = re.compile("[\x00\ufffd]")
# What our own export escapes; see imports.exports.
ESCAPED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def read_text_table(path: Path, name: str) -> list[list[str]]:
    """The rows of a file; a name serves for the sentence. Raises ImportRefused and the exceptions of imports.limits."""
    encoding = _encoding(path, name)
    is_utf_16 = encoding == "utf-16"
    unreadable = UNREADABLE_UTF_16 if is_utf_16 else UNREADABLE
    errors = "replace" if is_utf_16 else "surrogateescape"
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        head = file.read(20_000)
        file.seek(0)
        return _kept(csv.reader(_lines(file, unreadable, name), delimiter=_delimiter(head), strict=True), name)


def _kept(reader, name):
    """All rows. A file that is too large is still read to its end: the line that is broken is more use to know."""
    rows, cells = [], 0
    first_line = 1
    try:
        for row in reader:
            cells += len(row) or 1
            if cells <= limits.MOST_CELLS:
                rows.append([_without_apostrophe(cell) for cell in row])
            else:
                rows.clear()
            first_line = reader.line_num + 1
    except csv.Error:
        raise ImportRefused(
            _("“%(name)s”第 %(line)s 行的引号或分隔不完整，请改正这一行，或另存为 .xlsx 后再上传。")
            % {"name": name, "line": first_line}
        ) from None
    if cells > limits.MOST_CELLS:
        raise limits.SheetTooLarge("")
    if (widest := max(map(len, rows), default=0)) > limits.MOST_COLUMNS:
        raise limits.SheetTooWide(Path(name).stem, widest)
    return rows


def _lines(file, unreadable, name):
    """The lines, none longer than a table's; a file may be a single one."""
    number = 0
    while line := file.readline(limits.LONGEST_LINE):
        number += 1
        if number > limits.MOST_LINES:
            raise limits.SheetTooLarge("")
        if len(line) == limits.LONGEST_LINE:
            raise ImportRefused(
                _("“%(name)s”第 %(line)s 行太长，不像表格的一行，请另存为 .xlsx 后再上传。")
                % {"name": name, "line": number}
            )
        if unreadable.search(line):
            raise ImportRefused(
                _("“%(name)s”第 %(line)s 行有读不出来的文字，请改正这一行，或另存为 .xlsx 后再上传。")
                % {"name": name, "line": number}
            )
        yield line


def _delimiter(head):
    """The mark that stands most often in the first lines."""
    lines = "".join(head.splitlines(keepends=True)[:10])
    return max(",\t;", key=lines.count)


def _without_apostrophe(cell):
    """Without the mark that our own csv export puts before what a spreadsheet program would run."""
    return cell[1:] if cell[:1] == "'" and ESCAPED.match(cell) else cell


def _encoding(path, name):
    """UTF-8 with or without its mark, UTF-16 with it, else GB18030, which old office software writes.

    Where a line is broken the file is neither; then it is what it is for longer.
    """
    with path.open("rb") as file:
        head = file.read(PIECE)
    if head.startswith(UTF_16_MARKS):
        return "utf-16"
    if b"\x00" in head:
        raise ImportRefused(_("“%(name)s”的文字编码读不出来，请另存为 .xlsx 后再上传。") % {"name": name})
    utf_8 = _readable(path, "utf-8")
    if utf_8 is None or _beyond_ascii(path, utf_8) >= CERTAINLY_UTF_8:
        return "utf-8-sig"
    gb18030 = _readable(path, "gb18030")
    return "gb18030" if gb18030 is None or gb18030 > utf_8 else "utf-8-sig"


def _readable(path, encoding):
    """How many bytes can be read before the first that cannot, to the piece's exactness; None if all can."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as error:
                return done + error.start
            done += len(piece)
    try:
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return done
    return None


def _beyond_ascii(path, end):
    """How many of the first bytes are not ASCII, or as many as are certain."""
    found = 0
    with path.open("rb") as file:
        while found < CERTAINLY_UTF_8 and (piece := file.read(min(PIECE, end))):
            found += len(piece.translate(None, ASCII))
            end -= len(piece)
    return found
