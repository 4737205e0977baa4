"""Figures as officials tabulate them: subjects, indicators and periods down, across and in the title, either way round."""

import re
from dataclasses import replace
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.columns import ChoiceWidget, Column, quoted
from imports.errors import CellError, RowErrors, SetAside
from imports.explaining import Targets, said_fields
from imports.instances import Held, point
from imports.mapping import HeaderMapping, map_headers
from imports.registry import register
from imports.report import Problem
from indicators.figures import Figure
from indicators.models import Observation, Subject
from indicators.numbers import arrows_of, has_arrow
from indicators.periods import PeriodError
from indicators.sheets.catalogue import legal_basis_widget
from indicators.sheets.cross_table import INDICATOR, MEASURE, PERIOD, SUBJECT, UNIT, CrossTable
from indicators.sheets.explained import explained
from indicators.sheets.facets import Lookup
from indicators.sheets.figure_table import FINAL, PUBLIC, FigureTable
from indicators.sheets.figures import FigureSheet
from indicators.sheets.meanings import LONGEST_PLAIN, Meaning, Meanings, not_done, not_ranked, unknown_indicator
from indicators.sheets.partitions import Partitions
from indicators.sheets.period_parts import composed
from indicators.sheets.row_labels import RowLabels
from indicators.sheets.table_doubts import doubts
from indicators.sheets.table_totals import differing_sums, differing_totals
from indicators.sheets.understanding import described, lists_known_subjects, roles
from indicators.sheets.unwritten import Unwritten
from indicators.sheets.whole_regions import no_region
from indicators.sheets.wide_help import described_column, header_of, in_order
from indicators.sheets.widgets import NumberWidget, PeriodWidget, SourceWidget, TextWidget
from indicators.standings import read_basis

EXAMPLES, EXPLAINED = 8, 300
SOURCE_LINE = re.compile(r"\s*(?:数据|资料)?来源\s*[:：]\s*(.+)")
LEVEL = Observation.Measure.LEVEL.value
# The headers of columns that say something of the figures beside them.
LABEL_HEADERS = {
    SUBJECT: ["对象", "地区", "企业名称", "单位名称", "企业", "县（市、区）", "县市区", "区县", "区域", "各地", "乡镇", "乡镇（街道）", "对象名称", "市县"],
    INDICATOR: ["指标", "指标名称", "项目", "指标项", "指标代码", "统计指标"],
    PERIOD: ["期间", "时期", "时间", "年份", "年度", "月份", "年月", "年", "月", "季度", "日期"],
    UNIT: ["单位", "计量单位"],
    MEASURE: ["度量"],
}  # fmt: skip


@register
class WideFigureSheet(FigureTable):
    """What the rows and columns do not tell stands in the title above the table, in its sheet's or its file's name."""

    kind, label, position = "figures_wide", "数据（横表）", 91

    subject = Column("对象", widget=TextWidget(), required=True, aliases=["地区", "企业名称", "单位名称", "企业"])
    subject_kind = Column("对象类别", widget=ChoiceWidget(Subject.Kind))
    period = Column("期间", widget=PeriodWidget(), aliases=["时期", "时间"])
    basis = Column("口径")
    status = Column("状态", widget=ChoiceWidget(Observation.Status), default=FINAL)
    audience = Column("公开范围", widget=ChoiceWidget(Observation.Audience), default=PUBLIC)
    legal_basis = Column("公开依据", widget=legal_basis_widget())
    source = Column("来源", widget=SourceWidget())
    place = Column("出处")
    note = Column("备注")

    missing_headers = {"indicators": gettext_lazy("指标")}
    missing_sentences = {
        "indicators": gettext_lazy(
            "第%(row)d行的表头里没有认出指标：请把数据列的表头改成已登记的指标名称，如“工业总产值（万元）”，或在“理解”里为它选一个指标。"
        )
    }

    def __init__(self, context=None, **kwargs):
        super().__init__(context, **kwargs)
        self._number = NumberWidget()
        self._long = FigureSheet(context)

    @classmethod
    def role_of(cls, text, context):
        return Lookup.of(context).read(text).role

    @classmethod
    def map_table(cls, table, context):
        mapping = cls._declared(table)
        in_long_form = FigureSheet.map_headers(table.headers)
        if context is None or not in_long_form.missing:
            return HeaderMapping(mapping.columns, ["indicators"], mapping.ignored, mapping.repeated)
        cross = CrossTable.of(table, Lookup.of(context), mapping)
        mapping = cross.mapping
        figures = {f"{column.position}": column.position for column in cross.columns}
        # Nothing missing says that this is the kind: then something of the figures must be known.
        lacks_period = in_long_form.missing == [PERIOD] and not cross.title_periods
        # Months beside columns of numbers are a table of figures, though nobody knows of what.
        is_series = cross.has(PERIOD) and bool(cross.unknown)
        is_series = is_series or lists_known_subjects(cross)
        is_told = (bool(figures) and not cross.needs_indicator and not lacks_period) or is_series
        if not is_told:
            known = {name: place for name, place in mapping.columns.items() if name in cls.fields}
            others = [header for place, header in enumerate(table.headers) if header and place not in known.values()]
            return HeaderMapping(known, ["indicators"], others, mapping.repeated)
        unknown = [column.header for column in cross.unknown]
        columns = _of_fields(mapping.columns) | cross.label_positions | figures
        if is_series:
            columns |= {f"{column.position}": column.position for column in cross.unknown}
        repeated = [(column.position, column.header, first.header) for column, first in cross.repeated]
        return HeaderMapping(columns, [], [*cross.ignored, *unknown], [*mapping.repeated, *repeated])

    @classmethod
    def _declared(cls, table):
        names = {name: column.names for name, column in cls.fields.items()} | LABEL_HEADERS
        return map_headers(table.headers, names, [], said_fields(table, names))

    @classmethod
    def targets(cls):
        labels = [(name, headers[0]) for name, headers in LABEL_HEADERS.items() if name not in cls.fields]
        return Targets([*super().targets().fields, *labels], True, tuple(LABEL_HEADERS))

    def explain(self, table):
        return explained(self.cross, dict(self.targets().fields))

    @classmethod
    def example_headers(cls):
        """The first indicators of the catalogue, with their units."""
        return [header_of(indicator) for indicator in in_order()[:EXAMPLES]]

    @classmethod
    def further_columns(cls):
        """Every indicator may be a column."""
        return [described_column(indicator, place < EXAMPLES) for place, indicator in enumerate(in_order()[:EXPLAINED])]

    def open(self, table, report):
        self.cross = CrossTable.of(table, Lookup.of(self.context), self._declared(table))
        positions = [column.position for column in (*self.cross.columns, *self.cross.unknown)]
        # A line with a label alone, as 其中：, is no row of figures.
        filled = [row for row in table.rows if any(_filled(row[1], position) for position in positions)]
        table = self.cross.table = replace(table, rows=filled) if len(filled) < len(table.rows) else table
        self._labels = RowLabels(self.cross, self.references)
        self._partitions = Partitions(self.cross.partitions)
        is_open = super().open(table, report)
        if is_open:
            self._number.arrows = arrows_of(self._marked_texts())
            self._meanings = Meanings(self.cross, self.references, self.mapping.columns)
            self._unwritten = Unwritten(self.cross, self._meanings)
            self._tell_columns()
        return is_open

    def _marked_texts(self):
        """The cells of figures that hold a triangle or an arrow."""
        positions = [column.position for column in self.cross.columns]
        for _number, cells in self.table.rows:
            for cell in (cells[position] for position in positions if position < len(cells)):
                if type(cell) is str and cell and has_arrow(cell):
                    yield cell

    def reader_columns(self):
        return _of_fields(self.mapping.columns)

    def rendered(self, observation, ranks):
        return self._long.rendered(observation, ranks)

    def weight(self, cells):
        """How many figures a row has."""
        return sum(1 for column in self.cross.columns if _filled(cells, column.position))

    def complete(self, cleaned):
        cleaned["source"] = cleaned.get("source") or self.references.source("") or self._noted_source
        if cleaned["source"] is None:
            raise CellError(_("请填写来源，或在导入时指定来源。"), "required", SUBJECT)
        return cleaned

    @cached_property
    def _noted_source(self):
        """The registered source that the table's own line names: 数据来源：2021年统计月报."""
        sources = self.references.sources
        found = (SOURCE_LINE.fullmatch(text) for _number, text in (*self.table.notes, *self.table.titles))
        return next((source for line in found if line and (source := sources.get(line[1].strip("《》。 ")))), None)

    def read_row(self, cells):
        return super().read_row(cells) | {"cells": cells}

    def take(self, number, cleaned):
        cells = cleaned["cells"]
        told = self._labels.read(number, cells, cleaned.get("subject_kind") or "")
        if self.cross.partitions:
            self._partitions.refuse_part(told.facets.subject or self._subject_of_all, cells)
        common = self._common(cleaned)
        held = Held(common)
        faults = []
        for column, meaning in self._meanings.at(number, told, common.source):
            if not _filled(cells, column.position):
                continue
            if column.part and isinstance(meaning, SetAside):
                # Of 合计, 规上 and 规下 one may be registered.
                self.report.add_set_aside(number + 1, meaning, 1)
                continue
            try:
                if isinstance(meaning, Exception):
                    raise meaning
                figure = self._figure(number, column, meaning, told, cells, held.revived())
                self.add(number, column.position, figure, f"{column.position}")
                if not meaning.unit or (meaning.unit == "%" and figure.observation.measure != LEVEL):
                    self._unwritten.note(number, column, told, figure.observation, is_told=bool(meaning.unit))
            except CellError as error:
                faults.append((error.column if error.column in self.mapping.columns else f"{column.position}", error))
        if faults:
            raise RowErrors(faults)

    def finish(self):
        super().finish()
        differing = (*differing_totals(self.cross, self._labels), *differing_sums(self.cross, self._labels))
        for problem in (*differing, *self._found_while_reading()):
            self.report.add_warning(problem)

    def _found_while_reading(self):
        return (*self._meanings.doubts(), *self._unwritten.doubts(self.context.batch))

    def _common(self, cleaned):
        """An observation with what all figures of a row share."""
        source, audience = cleaned["source"], cleaned.get("audience") or PUBLIC
        observation = self._blanks.make(
            None,
            basis=read_basis(cleaned.get("basis", "")),
            audience=audience,
            status=cleaned.get("status") or FINAL,
            place=cleaned.get("place", ""),
            note=cleaned.get("note", ""),
            legal_basis=self.legal_basis(cleaned.get("legal_basis", ""), source, audience, SUBJECT),
            sheet=self.table.sheet[:100],
        )
        point(observation, "source", "source_id", source)
        self.check(observation)
        return observation

    def _figure(self, number, column, meaning: Meaning, told, cells, observation):
        observation.__dict__.update(meaning.values)
        observation._state.fields_cache["indicator"] = meaning.indicator
        observation.cell = f"{column.letter}{number + 1}"
        point(
            observation, "subject", "subject_id", column.facets.subject or told.facets.subject or self._subject_of_all
        )
        self.set_value(observation, self._number.clean(cells[column.position]), meaning.unit, f"{column.position}")
        if meaning.is_long or len(observation.as_written) > LONGEST_PLAIN:
            self.check(observation)
        has_ranks = column.position in self.cross.ranks_of
        return Figure(observation, self._labels.ranks(column, cells, self.group_size) if has_ranks else ())

    @cached_property
    def _subject_of_all(self):
        """The one of the title, else the region whose portal this is."""
        return self.cross.title.subject or self.references.require_world().subject

    # What the report says of the table as a whole.

    def _tell_columns(self):
        self.report.ignored_columns = [
            *self.cross.ignored,
            *(_("%(column)s列（没有表头）") % {"column": letter} for letter in self.cross.columns_without_header),
            *(_("%(header)s（没有写明比较范围）") % {"header": column.header} for column in self._ungrouped_ranks()),
            *(_("%(header)s（合计，只用来核对）") % {"header": column.header} for column, _parts in self.cross.summed),
        ]
        for column in self.cross.columns:
            self._check_period(column)
        for column in self.cross.unknown:
            name = column.facets.unknown or column.header
            known = not_done(self.references, name) or no_region(self.references, name)
            self._set_aside_column(column, known or unknown_indicator(self.references, name))
        for column in self.cross.lone_ranks:
            self._set_aside_column(column, not_ranked(column))
        for problem in doubts(self.cross, self.references):
            self.report.add_warning(problem)

    def _ungrouped_ranks(self):
        return [column for column in self.cross.idle_ranks if column not in self.cross.lone_ranks]

    def _set_aside_column(self, column, reason):
        filled = sum(1 for _number, cells in self.table.rows if _filled(cells, column.position))
        self.report.add_set_aside(self.table.header_row + 1, reason, filled)

    def _check_period(self, column):
        """A heading that is no period is one fault, not one of each cell below."""
        parts = self.cross.zeros.meant_by(column)
        if not parts or self.cross.has(PERIOD):
            return
        try:
            composed(parts, self.cross.title_period, self.context.published_on or timezone.localdate())
        except PeriodError as error:
            self._meanings.unreadable.add(column.position)
            row = self.table.header_row + 1
            self.report.add_error(Problem("unreadable_period", row, column.letter, quoted(column.header), str(error)))

    def understood(self):
        return super().understood() | described(self.cross)

    def roles(self):
        return roles(self.cross, _of_fields(self.mapping.columns).values())


def _of_fields(columns):
    """The declared columns that are read as in any sheet; labels are read together."""
    return {
        name: place for name, place in columns.items() if name in WideFigureSheet.fields and name not in LABEL_HEADERS
    }


def _filled(cells, position):
    cell = cells[position] if position < len(cells) else ""
    return cell != "" and cell is not None and (type(cell) is not str or bool(cell.strip()))
