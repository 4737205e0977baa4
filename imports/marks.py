"""What is marked in the workbook that goes back to the editor: which cells and rows, and in which words. Pure.

The words are Chinese in every language, like all headers in files: they are known again when the file comes back.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from imports.report import ImportReport, Problem, SetAsideRow, SheetReport

# The header of the column of reasons, and the author of comments.
MARK_HEADER = "导入核对"
ERROR, WARNING, SET_ASIDE = LEVELS = ("错误", "疑点", "搁置")
_COLON = "[：:]"
# What is known again as ours: a reason, and the header of our column, behind which a fault of the header row may stand.
REASON_TEXT = re.compile(rf"(?:{'|'.join(LEVELS)}){_COLON}.*", re.DOTALL)
HEADER_TEXT = re.compile(rf"{MARK_HEADER}\s*(?:(?:{'|'.join(LEVELS)}){_COLON}.*)?", re.DOTALL)
_RANGE = re.compile(r"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)")

# Level and sentence.
Reason = tuple[str, str]


@dataclass
class SheetMarks:
    """The marks of one sheet, in the spreadsheet's own numbers: row 1, column 1 is A1, column 0 a whole row.

    cells: by (row, column) what is wrong there. headers: the first header row of each table that has a mark.
    set_aside: rows with the first and last column of their table. unlisted: how many errors and rows the report counts
    but does not name.
    """

    cells: dict[tuple[int, int], list[Reason]] = field(default_factory=lambda: defaultdict(list))
    headers: list[int] = field(default_factory=list)
    set_aside: list[tuple[int, int, int]] = field(default_factory=list)
    unlisted: int = 0

    def sentences(self) -> dict[int, str]:
        """Of each row with a mark, all that is wrong in it."""
        rows: dict[int, list[Reason]] = defaultdict(list)
        for (row, _column), reasons in sorted(self.cells.items()):
            rows[row] += reasons
        return {row: in_words(reasons) for row, reasons in rows.items()}


def marks_by_sheet(report: ImportReport) -> dict[str, SheetMarks]:
    """The marks by the sheet's title; a sheet may hold several tables, each with a report of its own."""
    marks: dict[str, SheetMarks] = defaultdict(SheetMarks)
    for table in report.sheets:
        _add_table(marks[table.name], table)
    return marks


def in_words(reasons: Sequence[Reason]) -> str:
    """One text of all reasons, such as "错误：没有13月；请填写来源。疑点：…": each sentence once, errors first."""
    parts = []
    for level in LEVELS:
        sentences = dict.fromkeys(sentence.rstrip("。") for own, sentence in reasons if own == level)
        if sentences:
            parts.append(f"{level}：{'；'.join(sentences)}。")
    return "".join(parts)


def worst(reasons: Sequence[Reason]) -> str:
    """The level in whose colour a cell shows."""
    return min((level for level, _sentence in reasons), key=LEVELS.index)


def is_mark_header(text: object) -> bool:
    """Whether a header is that of our column, also with its blanks taken out."""
    return HEADER_TEXT.fullmatch(str(text).strip()) is not None


def is_reason(text: object) -> bool:
    """Whether a cell holds what our column says of a row."""
    return REASON_TEXT.fullmatch(str(text).strip()) is not None


def without_marks(rows: list[list]) -> None:
    """Empties the column of reasons of a sheet's rows; one in which the editor has written something else stays."""
    width = max(map(len, rows), default=0)
    for column in range(width - 1, -1, -1):
        filled = [row for row in rows if column < len(row) and row[column] not in ("", None)]
        if any(is_mark_header(row[column]) for row in filled):
            if all(is_mark_header(row[column]) or is_reason(row[column]) for row in filled):
                for row in filled:
                    row[column] = ""
            return


def _add_table(marks: SheetMarks, table: SheetReport) -> None:
    header, first, last = _extent(table.table)
    for level, problems in ((ERROR, table.errors), (WARNING, table.warnings)):
        for problem in problems:
            marks.cells[problem.row, _number(problem)].append((level, problem.message))
    for row in table.set_aside_rows:
        marks.cells[row.row, 0].append((SET_ASIDE, _with_candidates(row)))
        marks.set_aside.append((row.row, first, last))
    marks.unlisted += max(table.errors_total - len(table.errors), 0)
    marks.unlisted += max(table.set_aside - len(table.set_aside_rows), 0)
    if header and (table.errors or table.warnings or table.set_aside_rows):
        marks.headers.append(header)


def _with_candidates(row: SetAsideRow) -> str:
    reason = row.reason.rstrip("。")
    return f"{reason}（可能是：{'、'.join(row.candidates)}）" if row.candidates else reason


def _extent(address):
    """The header row, first and last column of a table such as "A2:F6"; zeros where it is not known."""
    found = _RANGE.fullmatch(address)
    return (int(found[2]), column_number(found[1]), column_number(found[3])) if found else (0, 0, 0)


def _number(problem: Problem) -> int:
    return column_number(problem.column) if problem.column else 0


def column_number(letters: str) -> int:
    """The number of a spreadsheet's column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
