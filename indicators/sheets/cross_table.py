"""What a table of figures says with its rows, its columns and its titles, whichever way round it is laid out."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property

from imports.columns import cell_text
from imports.layout import Table, column_letter
from imports.line_kinds import is_number, is_serial, plain_label
from imports.mapping import HeaderMapping
from indicators.periods import Period
from indicators.sheets.corrected import correct_title, said_label, share_said, take_said
from indicators.sheets.facets import Facets, Lookup, together
from indicators.sheets.headings import is_quantity, period_of, unit_of
from indicators.sheets.lost_zeros import LostZeros
from indicators.sheets.partitions import PART_ABOVE, parting
from indicators.sheets.period_parts import counts_since_january
from indicators.sheets.table_columns import OTHER_FIGURES, FigureColumn, Label, leaning, lone_ranks, ranks_of
from indicators.sheets.table_titles import CUMULATIVE, are_cumulative, title_periods
from indicators.sheets.total_columns import settle

SAMPLE = 200
# What a column of labels tells of the figures in its row; "" where that is not known.
SUBJECT, INDICATOR, PERIOD, UNIT, MEASURE, SERIAL = "subject", "indicator", "period", "unit", "measure", "serial"
TOLD = (SUBJECT, INDICATOR, PERIOD, UNIT, MEASURE)
FREQUENCY = "frequency"
# What the lines of a header block tell: 指标名称, 频率, 单位, 地区.
LINES = {
    **dict.fromkeys(("指标名称", "指标", "指标代码", "指标编码"), INDICATOR),
    **dict.fromkeys(("地区", "国家", "区域", "国家/地区"), SUBJECT),
    **dict.fromkeys(("单位", "计量单位"), UNIT),
    **dict.fromkeys(("频率", "频度"), FREQUENCY),
}
# Numbers that are no figures: of telephones, codes, places.
NO_FIGURES = re.compile("电话|手机|联系|传真|邮编|邮箱|地址|备注|代码|编码|证号|网址|经度|纬度|法人|负责人|姓名|号码")
WORDS_OF_SUBJECTS = ("地区", "县", "市", "区", "单位", "企业", "乡镇", "街道", "园区", "名称")


@dataclass
class CrossTable:
    """A table of figures, understood.

    `labels` stand beside the figures, `columns` hold figures; `unknown` are columns of figures whose heading nobody
    knows, `partitions` part the figures of a subject, `ignored` are the headers of all others. `title` and
    `title_periods` are what the lines above, the sheet's name or the file's name tell of the whole table. `summed` are
    columns of 合计 with those that they add up.
    """

    table: Table
    lookup: Lookup
    mapping: HeaderMapping
    labels: list[Label] = field(default_factory=list)
    columns: list[FigureColumn] = field(default_factory=list)
    unknown: list[FigureColumn] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    columns_without_header: list[str] = field(default_factory=list)
    title: Facets = field(default_factory=Facets)
    title_periods: list[Period] = field(default_factory=list)
    is_subject_assumed: bool = False
    partitions: list[Label] = field(default_factory=list)
    sums: dict[int, list[FigureColumn]] = field(default_factory=dict)
    summed: list[tuple[FigureColumn, list[FigureColumn]]] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table, lookup: Lookup, mapping: HeaderMapping) -> "CrossTable":
        """Reads a table; `mapping` says which of its columns are declared ones."""
        found = cls(table, lookup, mapping)
        found._read_columns()
        share_said(found)
        settle(found)
        found.columns, unknown = leaning(found.columns, found.unknown)
        found.summed = [(one, found.sums[one.position]) for one in unknown if one.position in found.sums]
        found.unknown = [one for one in unknown if one.position not in found.sums]
        found._read_titles()
        correct_title(found)
        found._set_aside_groups()
        found._read_partitions()
        return found

    def label(self, what: str) -> list[Label]:
        """The columns that tell something, from the left."""
        return [label for label in self.labels if label.what == what]

    def has(self, what: str) -> bool:
        return any(label.what == what for label in self.labels)

    @property
    def label_positions(self) -> dict[str, int]:
        """The first column of each thing that labels tell."""
        return {label.what: label.position for label in reversed(self.labels) if label.what in TOLD}

    @property
    def needs_indicator(self) -> bool:
        """Whether nothing says of which indicator the figures are."""
        is_told = self.title.indicator or self.title.unknown or self.has(INDICATOR)
        return not is_told and not any(column.facets.indicator for column in self.columns)

    @property
    def title_period(self) -> Period | None:
        return self.title_periods[0] if len(self.title_periods) == 1 else None

    # Columns.

    def _read_columns(self):
        declared = {position: name for name, position in self.mapping.columns.items()}
        declared |= self._further_periods()
        if self.table.corners:
            declared.pop(self.table.left, None)
        for position in range(self.table.left, max(self.table.right, self._last_column) + 1):
            header = self.table.headers[position] if position < len(self.table.headers) else ""
            if take_said(self, position, header, TOLD):
                continue
            name = declared.get(position)
            if name in TOLD and not (name == UNIT and not self._holds_units(position)):
                self.labels.append(Label(position, name, header))
            elif name is not None and name not in TOLD:
                continue
            elif self._is_serial(position, header):
                self.labels.append(Label(position, SERIAL, header))
            else:
                self._read_column(position, header)
        self._name_undecided()

    def _read_partitions(self):
        """What nobody declared and nobody said is to be left out, as 行业 behind 地区."""
        taken = {*self.mapping.columns.values(), *(column.position for column in self.columns)}
        taken |= {label.position for label in self.labels if label.what}
        for position, header in enumerate(self.table.headers):
            is_open = position not in taken and self.table.said(position) is None
            if is_open and parting(header, with_groups=not self.has(INDICATOR)):
                self.partitions.append(Label(position, "", header))
                self.unknown = [column for column in self.unknown if column.position != position]

    def _further_periods(self):
        """年份 and 月份 are two columns of one thing."""
        place = self.mapping.columns.get(PERIOD)
        further = {
            position: PERIOD
            for position, header, first in self.mapping.repeated
            if place is not None and first == self.table.headers[place] and header != first
        }
        repeated = [entry for entry in self.mapping.repeated if entry[0] not in further]
        self.mapping = replace(self.mapping, repeated=repeated)
        return further

    @cached_property
    def _last_column(self):
        return max((len(cells) for _number, cells in self.table.rows[:SAMPLE]), default=0) - 1

    def _read_column(self, position, header):
        path = self.table.path(position)
        facets, frequency = self._facets(path)
        numbers, texts = self._content(position)
        may_be_label = not (self.columns or self.unknown)
        column = FigureColumn(position, column_letter(position), header, facets, frequency, above="".join(path[:-1]))
        is_told = facets.tells and (not facets.unknown or column.is_rank)
        if may_be_label and numbers >= texts and not facets.tells and self._names_by_code(position, header):
            self.labels.append(Label(position, SUBJECT, header))
        elif is_told and (numbers >= texts or not may_be_label or facets.periods or self._is_surely(facets, numbers)):
            self.columns.append(column)
        elif may_be_label and texts > numbers:
            self.labels.append(Label(position, self._named_by_content(position), header))
        elif header and numbers and numbers >= texts and not NO_FIGURES.search(header):
            self.unknown.append(column)
        elif header:
            self.ignored.append(header)
        elif numbers or texts:
            self.columns_without_header.append(column_letter(position))

    def _is_surely(self, facets, numbers):
        """Whether a column holds figures though most of its cells are no numbers: behind labels, below an indicator."""
        return any(label.what != SERIAL for label in self.labels) and bool(facets.indicator or numbers)

    def _names_by_code(self, position, header):
        return (not header or "代码" in header or "编码" in header) and self._named_by_content(position) == SUBJECT

    def read_column(self, position: int) -> Facets:
        """What the headings of a column say by themselves."""
        return self._facets(self.table.path(position))[0]

    def read_label(self, text: str) -> Facets:
        """What a label says, or whom an editor said it names."""
        return said_label(self, text) or self.lookup.read(plain_label(text))

    def _facets(self, path) -> tuple[Facets, str]:
        corners = self.table.corners
        if not corners or len(path) != len(corners):
            return self.lookup.path(path), ""
        found, frequency = Facets(), ""
        for corner, text in zip(corners, path, strict=True):
            what = LINES.get(corner.casefold(), "") if text != corner else ""
            if what == FREQUENCY:
                frequency = text
            elif what == UNIT:
                found = together(found, Facets(unit=unit_of(text) or text))
            elif what:
                found = together(found, self.lookup.read(text))
        return found, frequency

    def _content(self, position) -> tuple[int, int]:
        """How many of the first cells of a column are numbers, and how many other texts."""
        cells = [cells[position] for _number, cells in self.table.rows[:SAMPLE] if position < len(cells)]
        filled = [cell for cell in cells if cell_text(cell)]
        numbers = sum(1 for cell in filled if is_number(cell) or is_quantity(cell_text(cell)))
        return numbers, len(filled) - numbers

    def _texts(self, position) -> list[str]:
        rows = self.table.rows[:SAMPLE]
        texts = (cell_text(cells[position]) for _number, cells in rows if position < len(cells))
        return list(dict.fromkeys(text for text in texts if text))

    def _is_serial(self, position, header):
        if header:
            return is_serial(header)
        texts = self._texts(position)
        if len(texts) < 2 or not all(text.isdigit() and len(text) < 6 for text in texts):
            return False
        numbers = [int(text) for text in texts]
        return numbers[0] < 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    def _holds_units(self, position):
        texts = self._texts(position)
        return not texts or sum(1 for text in texts if unit_of(text)) * 2 >= len(texts)

    def _named_by_content(self, position) -> str:
        """What the labels of a column name, as most of those that are known do; "" where too few are known."""
        roles = Counter(self.read_label(text).role_of_label for text in self._texts(position))
        unknown = roles.pop("", 0)
        if not roles:
            return ""
        role, count = roles.most_common(1)[0]
        return role if 2 * count >= unknown else ""

    def _name_undecided(self):
        """A column of names that nobody knows names what nothing else tells."""
        for place, label in enumerate(self.labels):
            if not label.what:
                what = self._wanted(label)
                self.labels[place] = replace(label, what=what)
                if not what and label.header:
                    self.ignored.append(label.header)

    def _wanted(self, label):
        has_subjects = self.has(SUBJECT) or any(column.facets.subject for column in self.columns)
        has_indicators = self.has(INDICATOR) or any(column.facets.indicator for column in self.columns)
        if has_indicators and self.has(INDICATOR) and parting(label.header, with_groups=True):
            return ""
        if not has_subjects and (has_indicators or any(word in label.header for word in WORDS_OF_SUBJECTS)):
            return SUBJECT
        return "" if has_indicators else INDICATOR

    # Titles.

    @property
    def said_above(self) -> list[str]:
        """What stands over the table, then the names of its sheet and file."""
        return [text for text in (*self.table.above, self.table.sheet, self.table.file) if text]

    def _read_titles(self):
        own, name, file = [text for text in self.table.above if text], self.table.sheet, self.table.file
        texts = self.said_above
        self.title_periods = title_periods([own, [name], [file]])
        if not self.has(INDICATOR) and any(not column.facets.indicator for column in self.columns):
            self.title = self.lookup.indicator_in(texts)
        if not self.has(SUBJECT) and any(column.facets.subject is None for column in self.columns):
            self.title = replace(self.title, subject=self.lookup.subject_in(texts))
            self.is_subject_assumed = self.title.subject is None
        if are_cumulative([own, [name], [file]]) and not self._says_what_is_cumulative():
            self.title = replace(self.title, is_cumulative=True)

    def _says_what_is_cumulative(self):
        """Whether 累计 in a title speaks of some columns or rows beside others, or belongs to a name."""
        told = [column.facets for column in self.columns] + [
            self.read_label(text) for label in self.label(PERIOD) for text in self._texts(label.position)
        ]
        names = [facets.indicator.name for facets in (self.title, *told) if facets.indicator]
        spans = [period for facets in told for part in facets.periods if (period := period_of(part))]
        return (
            any(facets.is_cumulative is not None for facets in told)
            or any(map(counts_since_january, spans))
            or any(CUMULATIVE in name for name in names)
        )

    def _set_aside_groups(self):
        """What stands over a known indicator says what its figures are not, or may be an unknown subject."""
        for column in [column for column in self.columns if column.facets.group]:
            is_subject = self.is_subject_assumed and column.facets.subject is None
            group = column.facets.group
            if is_subject or OTHER_FIGURES.search(group) or PART_ABOVE.fullmatch(group):
                self.columns.remove(column)
                self.unknown.append(replace(column, facets=replace(column.facets, unknown=column.facets.group)))

    @property
    def names_this_year(self) -> bool:
        """Whether a column says 今年, so that 去年 beside it is of the same part of the year."""
        return any(column.facets.years_back == 0 for column in self.columns)

    # What is doubtful.

    @cached_property
    def repeated(self) -> list[tuple[FigureColumn, FigureColumn]]:
        """Columns that speak of what another one speaks of, with that one."""
        first: dict[tuple, FigureColumn] = {}
        found = []
        for column in self.columns:
            if column.is_rank:
                continue
            before = first.setdefault(column.speaks_of, column)
            if before is not column:
                found.append((column, before))
        return found

    @cached_property
    def guessed(self) -> list[tuple[FigureColumn, str]]:
        """Columns whose heading is only similar to the name of an indicator, with that name."""
        return [(column, column.facets.indicator.name) for column in self.columns if column.facets.is_guessed]

    @cached_property
    def zeros(self) -> LostZeros:
        """The periods of the table that may have lost a zero."""
        return LostZeros(self.table, [label.position for label in self.label(PERIOD)], self.columns)

    @cached_property
    def ranks_of(self) -> dict[int, list[tuple[FigureColumn, str]]]:
        """The columns of ranks that speak of each column of figures, with their groups."""
        return ranks_of(self.columns, self.unknown, self.lookup.references.groups, self.table.above)

    @property
    def idle_ranks(self) -> list[FigureColumn]:
        """Columns of ranks of which nothing says among whom they are, or of what."""
        used = {rank for ranks in self.ranks_of.values() for rank, _group in ranks}
        return [column for column in self.columns if column.is_rank and column not in used]

    @cached_property
    def lone_ranks(self) -> list[FigureColumn]:
        """Columns of ranks of something that has no column."""
        return lone_ranks(self.columns, self.unknown)
