"""The rows below a header: data, totals, notes, units, headers that are repeated, and where the table ends. Pure."""

from imports.header_rows import Header, HeaderSearch
from imports.line_kinds import BEGINNINGS, ENDINGS, SIGNS, is_note, is_number, is_sentence, is_total, is_unit_line
from imports.texts import printable, text_of
from imports.workbook import Cell

# How many rows are looked at to know what a column holds.
SAMPLE = 50
LABELS_AT_MOST = 3

Line = tuple[int, str]
Row = tuple[int, list[Cell]]


class TableBody:
    """The rows below a header, to the end of the table."""

    def __init__(self, search: HeaderSearch, header: Header, start: int, end: int):
        self.search, self.header, self.end = search, header, end
        self.rows: list[Row] = []
        self.totals: list[Row] = []
        self.units: list[Line] = []
        self.notes: list[Line] = []
        self.repeated: list[int] = []
        self.last_row = -1
        self.labels = range(header.left, min(header.left + LABELS_AT_MOST, header.right + 1))
        self._preface = [self._cells(number) for number in range(start, header.top)]
        self._header_lines = [self._cells(number) for number in range(header.top, header.bottom + 1)]
        self._heading = next((path[-1] for path in header.paths if path), "")
        self._covered = self._merged_labels()

    def read(self) -> int:
        """Takes the rows of the table; answers where what follows it begins."""
        grid, left, right = self.search.rows, self.header.left, self.header.right
        is_whole = left == 0 and right >= max((len(row) for row in grid[:SAMPLE]), default=0) - 1
        number, end = self.header.bottom + 1, self.end
        labels, rows, was_blank, has_numbers = self.labels, self.rows, False, self._column_of_numbers()
        while number < end:
            row = grid[number]
            own = row if is_whole else row[left : right + 1]
            filled = len(own) - own.count("")
            if not filled or (filled < 4 and not any(map(text_of, own))):
                was_blank = True
            elif filled > 1 and not was_blank and self._is_plain(row, labels, has_numbers):
                rows.append((number, row))
            elif self._ends(number, was_blank):
                break
            else:
                was_blank = False
            number += 1
        self._finish()
        return number

    def _is_plain(self, row, labels, number_column):
        """Whether a row needs no second look: most are data, and there may be a hundred thousand."""
        heading, width = self._heading, len(row)
        for column in labels:
            cell = row[column] if column < width else ""
            if type(cell) is not str or not cell:
                continue
            if cell[:2] in BEGINNINGS or cell[-1] in ENDINGS or cell[0] in SIGNS or cell == heading:
                return False
        if number_column is None:
            return True
        cell = row[number_column] if number_column < len(row) else ""
        return type(cell) is not str or not cell or cell[-1:].isdigit()

    def _column_of_numbers(self):
        """A column whose first cells are numbers: where it holds a text, another header may have begun."""
        numbers = range(self.header.bottom + 1, min(self.header.bottom + 4, self.end))
        rows = [self.search.rows[number] for number in numbers]
        for column in range(self.header.right, self.header.left, -1):
            cells = [row[column] for row in rows if column < len(row)]
            if cells and all(is_number(cell) for cell in cells):
                return column
        return None

    def _ends(self, number, was_blank) -> bool:
        """Takes a row that may be no data; True where the table has ended before it."""
        filled = self.search.filled(number)
        texts = [text for _column, text, _cell in filled]
        if texts in self._header_lines or (texts in self._preface and self._heading_follows(number + 1)):
            self.repeated.append(number)
        elif any(map(is_unit_line, texts)) and self.search.is_stated(number):
            return self._takes_unit(number, texts)
        elif self._is_note(number, texts, was_blank):
            self.notes += [(number, printable(text)) for text in texts]
        elif self.search.starts_table(number) or (len(filled) == 1 and self._is_title(number, was_blank)):
            return True
        elif any(
            is_total(text) and not self.search.clues(text) for column, text, _c in filled if column in self.labels
        ):
            self.totals.append((number, self.search.rows[number]))
        else:
            self.rows.append((number, self.search.rows[number]))
        return False

    def _is_note(self, number, texts, was_blank):
        """A line that says it is one, a long one, or one that goes on with the note right above."""
        goes_on = bool(self.notes) and self.notes[-1][0] == number - 1 and not was_blank
        return is_note(texts[0]) or (len(texts) == 1 and (goes_on or is_sentence(texts[0])))

    def _takes_unit(self, number, texts):
        if self._heading_follows(number + 1):
            return True
        self.units += [(number, printable(text)) for text in texts if is_unit_line(text)]
        return False

    def _is_title(self, number, was_blank):
        """Whether a line of one text stands over a further table."""
        return (
            self._heading_follows(number + 1)
            if was_blank or self._is_wide(number)
            else self._heading_follows(number + 1, 2)
        )

    def _is_wide(self, number):
        return any(area[0] == number and area[3] - area[1] > 1 for area in self.search.merges)

    def _heading_follows(self, number, most=4):
        """Whether the header of another table stands among the next lines, before any data."""
        looked_at = 0
        while number < self.end and looked_at < most:
            filled = self.search.filled(number)
            if filled:
                if self._cells(number) in self._header_lines:
                    return True
                if self.search.starts_table(number):
                    return True
                if len(filled) > 1 and not self.search.is_stated(number) and not self._may_group(number):
                    return False
                looked_at += 1
            number += 1
        return False

    def _may_group(self, number):
        return self.search.is_heading(number) and self.search.score(number) >= 1

    def _cells(self, number):
        return [text for _column, text, _cell in self.search.filled(number)]

    def _merged_labels(self):
        """For cells covered by a merged one below the header, the row that has the text."""
        covered = {}
        for top, left, bottom, right in self.search.merges:
            if top > self.header.bottom and bottom > top:
                covered |= {
                    (row, column): (top, left) for row in range(top, bottom + 1) for column in range(left, right + 1)
                }
        return covered

    def _finish(self):
        if self._covered:
            self.rows = [(number, self._filled_in(number, cells)) for number, cells in self.rows]
        last = [rows[-1][0] for rows in (self.rows, self.totals) if rows]
        self.last_row = max(last, default=self.header.bottom)

    def _filled_in(self, number, cells):
        wanted = [place for place in ((number, column) for column in range(len(cells))) if place in self._covered]
        if not wanted:
            return cells
        cells = list(cells)
        for _row, column in wanted:
            top, left = self._covered[number, column]
            if cells[column] == "" and left < len(self.search.rows[top]):
                cells[column] = self.search.rows[top][left]
        return cells
