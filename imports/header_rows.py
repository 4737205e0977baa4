"""Which rows of a block are its header, and what stands above each column in them. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from imports.columns import cell_text
from imports.line_kinds import LONGEST_HEADING, STATED, is_note, is_number, is_numbering, is_unit_line

Role = str
# What a text can be in a header: "field" (a declared column or a word such as 地区), "indicator", "measure", "period",
# "unit", "subject"; "" where nobody knows it.
Clues = Callable[[str], Role]
Area = tuple[int, int, int, int]

# A header stands among the first rows that hold anything; what is above it is a title or a note.
SEARCHED_ROWS = 20
MOST_LEVELS = 6
LONGEST_GROUP = 12
_BRACKETS = re.compile(r"[（(].*?[)）]")
HEADING_ROLES = {"field", "indicator", "measure", "period", "unit"}
# What the first cell of a line may say where each line of the header tells one thing: 指标名称, 频率, 单位.
LINES_OF_A_BLOCK = {
    "指标名称", "指标", "频率", "频度", "单位", "计量单位", "来源", "数据来源", "地区", "国家", "指标id", "指标编码",
    "指标代码", "更新时间", "时间区间", "起始时间", "结束时间", "口径", "国家/地区", "区域",
}  # fmt: skip


@dataclass(frozen=True)
class Header:
    """The header of a table: its rows `top` to `bottom`, and for each column from `left` what stands above it.

    A path goes from the uppermost heading to the lowest; `corners` are what the first column says of each header row
    where every row tells another thing (指标名称, 单位, 地区).
    """

    top: int
    bottom: int
    left: int
    paths: tuple[tuple[str, ...], ...]
    known: float
    corners: tuple[str, ...] = ()

    @property
    def right(self) -> int:
        return self.left + len(self.paths) - 1


class HeaderSearch:
    """Looks for headers in rows of cells, between two columns."""

    def __init__(self, rows: Sequence[Sequence], merges: Sequence[Area], clues: Clues, left: int, right: int):
        self.rows, self.clues, self.left, self.right = rows, clues, left, right
        self.merges = [area for area in merges if area[1] >= left and area[3] <= right]

    def find(self, start: int, end: int) -> Header | None:
        """The header that stands first between two rows, as sure as it can be; None where there is only text."""
        candidates = []
        for number in self._filled_rows(start, end):
            if self.is_heading(number):
                candidates.append(number)
            elif candidates and self._is_data(number):
                break
            if len(candidates) > SEARCHED_ROWS:
                break
        if not candidates:
            return None
        best = max(candidates, key=lambda number: (self.score(number), -number))
        if self.score(best) == 0:
            best = self._before_data(candidates, end)
        return self._header(best, start, end) if best is not None else None

    def is_heading(self, number: int) -> bool:
        """Whether a row may be one of a header: two texts or more, no number but years."""
        filled = self.filled(number)
        if not filled or self.is_stated(number):
            return False
        if len({text for _column, text, _cell in filled}) < 2 and not self._stands_over_figures(number):
            return False
        if any(len(text) > LONGEST_HEADING for _column, text, _cell in filled):
            return False
        numbers = [(text, cell) for _column, text, cell in filled if is_number(cell)]
        return not numbers or self._are_years(numbers, number)

    def _stands_over_figures(self, number):
        """Whether the one text of a row, not in the first column, is the heading of numbers that have labels."""
        column, text, _cell = self.filled(number)[0]
        below = next(self._filled_rows(number + 1, len(self.rows)), None)
        if column == self.left or below is None or self.clues(text) not in HEADING_ROLES:
            return False
        cells = self.filled(below)
        return cells[0][0] < column and any(place == column and is_number(cell) for place, _text, cell in cells)

    def score(self, number: int) -> float:
        """How much of a row is known from headers; names of subjects count only behind a word that announces them."""
        roles = Counter(self.clues(text) for _column, text, _cell in self.filled(number))
        across = roles["subject"] if roles["subject"] > 1 and self._announces(number) else 0
        return sum(roles[role] for role in HEADING_ROLES) + 0.9 * across

    def share(self, number: int) -> float:
        return self.score(number) / max(len(self.filled(number)), 1)

    def starts_table(self, number: int) -> bool:
        """Whether a row below data is surely the header of another table."""
        return (
            self.is_heading(number)
            and self._announces(number)
            and self.score(number) >= 2
            and self.share(number) >= 0.5
        )

    def is_stated(self, number: int) -> bool:
        """Whether a row stands over tables rather than in their headers: 单位：万元, 填表人：…, 数据库：月度数据."""
        texts = [text for _column, text, _cell in self.filled(number)]
        if any(is_unit_line(text) and self.clues(text) != "field" for text in texts):
            return True
        return bool(texts) and (is_note(texts[0]) or (len(texts) == 1 and STATED.match(texts[0]) is not None))

    def filled(self, number: int) -> list[tuple[int, str, object]]:
        """The filled cells of a row: column, text and the cell itself."""
        row = self.rows[number]
        found = []
        for column in range(self.left, min(self.right + 1, len(row))):
            cell = row[column]
            if cell != "" and cell is not None and (text := cell_text(cell)):
                found.append((column, text, cell))
        return found

    def _filled_rows(self, start, end):
        return (number for number in range(start, end) if self.filled(number))

    def _announces(self, number):
        """Whether the first text of a row is a word of headers and no name."""
        first = self.filled(number)[0][1]
        return self.clues(first) in ("field", "period", "measure", "unit") or first.casefold() in LINES_OF_A_BLOCK

    def _are_years(self, numbers, number):
        if any(self.clues(text) != "period" for text, _cell in numbers):
            return False
        values = [float(str(cell)) for _text, cell in numbers]
        if len(values) == 1:
            return values[0].is_integer() or self._announces(number)
        steps = {later > earlier for earlier, later in pairwise(values)}
        return len(set(values)) == len(values) and (len(steps) == 1 or len(values) > 6)

    def _is_data(self, number):
        filled = self.filled(number)
        return len(filled) > 1 and any(is_number(cell) for _column, _text, cell in filled)

    def _before_data(self, candidates, end):
        """With no word known: the row right above the first that holds numbers."""
        for number in reversed(candidates):
            following = next(self._filled_rows(number + 1, end), None)
            if following is not None and self._is_data(following):
                return number
        return None

    def _header(self, best, start, end):
        top, bottom = self._top(best, start), self._bottom(best, end)
        corners = self._corners(top, bottom)
        paths = self._paths(top, bottom, carried=not corners)
        return Header(top, bottom, self.left, tuple(paths), self.share(best), corners)

    def _top(self, best, start):
        top = best
        while top > start and best - top < MOST_LEVELS and self._is_above(top - 1, top):
            top -= 1
        return top

    def _is_above(self, number, below):
        """Whether a row groups the columns of the header row below it."""
        filled = self.filled(number)
        if not filled or self.is_stated(number) or any(is_number(cell) for _c, _t, cell in filled[:1]):
            return False
        if any(len(text) > LONGEST_HEADING for _c, text, _cell in filled):
            return False
        under = {column for column, _text, _cell in self.filled(below)}
        first, text, _cell = filled[0]
        if len(filled) == 1:
            width = self._width(number, first)
            # A longer text that nobody merged over columns is a title in the middle of the page.
            is_group = width > 1 or (self.clues(text) in HEADING_ROLES and len(text) <= LONGEST_GROUP)
            return is_group and first > self.left and width < self.right - self.left + 1
        is_block = text.casefold() in LINES_OF_A_BLOCK and first in under
        is_repeated = text == self._text(below, first)
        if first == self.left and first in under and not is_block and not is_repeated:
            return False
        return not any(is_number(cell) for _c, text, cell in filled if self.clues(text) != "period")

    def _width(self, number, column):
        return next((area[3] - area[1] + 1 for area in self.merges if area[:2] == (number, column)), 1)

    def _bottom(self, best, end):
        bottom = best
        spanned = [area[2] for area in self.merges if area[0] <= best <= area[2] and area[2] - best < MOST_LEVELS]
        if spanned and self._holds_no_data(best + 1, max(spanned)):
            bottom = max(spanned)
        while bottom + 1 < end and bottom - best < MOST_LEVELS and self._goes_on(bottom + 1):
            bottom += 1
        return bottom

    def _holds_no_data(self, first, last):
        return not any(is_number(cell) for number in range(first, last + 1) for _c, _t, cell in self.filled(number))

    def _goes_on(self, number):
        """Whether a row below a header row is one more level of it."""
        filled = self.filled(number)
        if not filled:
            return False
        if is_numbering([cell for _column, _text, cell in filled]):
            return True
        first, text, _cell = filled[0]
        is_repeated = first == self.left and text == self._text(number - 1, first)
        if first == self.left and not is_repeated and text.casefold() not in LINES_OF_A_BLOCK:
            return False
        rest = [text for column, text, _cell in filled if column > self.left]
        if any(is_number(cell) and self.clues(text) != "period" for _column, text, cell in filled):
            return False
        if first == self.left and not is_repeated:
            return bool(rest)
        return all(self.clues(text) in HEADING_ROLES for text in rest) and not self._is_period_label(filled)

    def _is_period_label(self, filled):
        return len(filled) == 1 and self.clues(filled[0][1]) == "period"

    def _corners(self, top, bottom):
        """What the first column says of each row, where every row of the header tells another thing."""
        texts = [self._text(number, self.left) for number in range(top, bottom + 1)]
        named = [text for text in texts if text.casefold() in LINES_OF_A_BLOCK]
        return tuple(texts) if len(texts) > 1 and len(named) > 1 and len(set(named)) == len(named) else ()

    def _text(self, number, column):
        row = self.rows[number]
        return cell_text(row[column]) if column < len(row) else ""

    def _paths(self, top, bottom, *, carried):
        levels = [number for number in range(top, bottom + 1) if not self._is_numbering_row(number, top)]
        texts = {number: self._level(number, levels, carried) for number in levels}
        for column in range(self.left, self.right + 1):
            yield tuple(_without_repetition(texts[number].get(column, "") for number in levels))

    def _is_numbering_row(self, number, top):
        return number > top and is_numbering([cell for _c, _t, cell in self.filled(number)])

    def _level(self, number, levels, carried):
        """The text of each column in one header row, with what a merged or a blank cell takes from its left."""
        texts = {column: text for column, text, _cell in self.filled(number)}
        own = [area for area in self.merges if area[0] == number and area[3] > area[1]]
        for _top, left, _bottom, right in own:
            if left in texts:
                texts |= dict.fromkeys(range(left, right + 1), texts[left])
        below = [lower for lower in levels if lower > number]
        if carried and below and not self._merges_in(levels) and not self._spread(texts, below):
            self._carry(texts, below)
        return texts

    def _merges_in(self, levels):
        return any(area[3] > area[1] and area[0] in levels for area in self.merges)

    def _spread(self, texts, below):
        """Where headings stand over the middle of columns that repeat (总量, 增速, 总量, 增速), each holds for its own run."""
        columns = [column for column in range(self.left, self.right + 1) if self._text(below[-1], column)]
        over = [column for column in columns if column in texts]
        size = len(columns) // max(len(over), 1)
        leaves = [_BRACKETS.sub("", self._text(below[-1], column)) for column in columns]
        runs = [columns[place : place + size] for place in range(0, len(columns), size or 1)]
        is_repeated = size > 1 and len(runs) == len(over) > 1 and leaves == leaves[:size] * len(over)
        if not is_repeated or not all(column in run for column, run in zip(over, runs, strict=True)):
            return False
        for column, run in zip(over, runs, strict=True):
            texts |= dict.fromkeys(run, texts[column])
        return True

    def _carry(self, texts, below):
        """Where nothing is merged, as in csv, a heading holds for the columns behind it that have one of their own."""
        text = ""
        for column in range(self.left, self.right + 1):
            has_lower = any(self._text(number, column) for number in below)
            if column in texts:
                text = texts[column] if has_lower else ""
            elif text and has_lower:
                texts[column] = text
            else:
                text = ""


def _without_repetition(texts: Iterable[str]) -> list[str]:
    """The texts in their order, without blanks and what only repeats the one above."""
    path: list[str] = []
    for text in texts:
        if text and (not path or path[-1] != text):
            path.append(text)
    return path
