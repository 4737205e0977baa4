"""Figures as officials tabulate them: one row a subject, one column an indicator, all of one period."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.columns import ChoiceWidget, Column, cell_text
from imports.errors import CellError, RowErrors, SetAside
from imports.instances import Held, point
from imports.layout import column_letter
from imports.mapping import HeaderMapping, normalise
from imports.registry import register
from indicators.figures import Figure, set_period
from indicators.models import Indicator, Observation, Subject
from indicators.numbers import are_convertible
from indicators.references import References
from indicators.sheets.catalogue import legal_basis_widget
from indicators.sheets.figure_table import FigureTable
from indicators.sheets.figures import FigureSheet
from indicators.sheets.table_titles import periods_above, units_above
from indicators.sheets.widgets import NumberWidget, PeriodWidget, SourceWidget, TextWidget
from indicators.standings import read_basis

# What stands behind an indicator's name where the column holds another measure of it, the longest first.
MEASURES = {
    "同比增长率": Observation.Measure.YOY,
    "同比增长": Observation.Measure.YOY,
    "同比增速": Observation.Measure.YOY,
    "两年平均": Observation.Measure.AVERAGE_2Y,
    "同比": Observation.Measure.YOY,
    "增长率": Observation.Measure.YOY,
    "增速": Observation.Measure.YOY,
    "环比": Observation.Measure.MOM,
    "占比": Observation.Measure.SHARE,
}
EXAMPLES = 8
WITH_UNIT = re.compile(r"(.+?)[(（]([^()（）]{1,12})[)）]")


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures: what it tells, in which unit, and where it stands (counted from 0, and as a letter)."""

    position: int
    letter: str
    indicator: Indicator
    measure: str
    unit: str


@register
class WideFigureSheet(FigureTable):
    """The period is a column, or stands in the title above the table or in the sheet's name."""

    kind, label, position = "figures_wide", "数据（横表）", 91

    subject = Column("对象", widget=TextWidget(), required=True, aliases=["地区", "企业名称", "单位名称", "企业"])
    subject_kind = Column("对象类别", widget=ChoiceWidget(Subject.Kind))
    period = Column("期间", widget=PeriodWidget(), aliases=["时期", "时间"])
    basis = Column("口径")
    status = Column("状态", widget=ChoiceWidget(Observation.Status), default=Observation.Status.FINAL)
    audience = Column("公开范围", widget=ChoiceWidget(Observation.Audience), default=Observation.Audience.PUBLIC)
    legal_basis = Column("公开依据", widget=legal_basis_widget())
    source = Column("来源", widget=SourceWidget())
    place = Column("出处")
    note = Column("备注")

    missing_headers = {"indicators": gettext_lazy("（已登记的指标，如“工业总产值（万元）”）")}

    def __init__(self, context=None, **kwargs):
        super().__init__(context, **kwargs)
        self._number = NumberWidget()
        self._long = FigureSheet(context)

    @classmethod
    def map_headers(cls, headers, context=None):
        mapping = super().map_headers(headers)
        if (
            context is None
            or "subject" not in mapping.columns
            or "indicator" in FigureSheet.map_headers(headers).columns
        ):
            return HeaderMapping(mapping.columns, [*mapping.missing, "indicators"], mapping.ignored, mapping.repeated)
        found = _figure_columns(headers, context, taken=set(mapping.columns.values()))
        columns, repeated = dict(mapping.columns), list(mapping.repeated)
        first: dict[tuple, int] = {}
        for column in found:
            before = first.setdefault((column.indicator.pk, column.measure), column.position)
            if before == column.position:
                columns[f"{column.position}"] = column.position
            else:
                repeated.append((column.position, headers[column.position], headers[before]))
        figures = {headers[column.position] for column in found}
        ignored = [header for header in mapping.ignored if header not in figures]
        return HeaderMapping(columns, mapping.missing or ([] if found else ["indicators"]), ignored, repeated)

    @classmethod
    def example_headers(cls):
        """The first indicators of the catalogue, with their units."""
        indicators = Indicator.objects.order_by("-is_headline", "position", "pk")[:EXAMPLES]
        return [
            f"{indicator.name}（{indicator.unit}）" if indicator.unit else indicator.name for indicator in indicators
        ]

    def open(self, table, report):
        self._figure_columns = _figure_columns(table.headers, self.context, taken=set())
        self._units_above = units_above(table.above)
        self._periods_above = periods_above([*table.above, table.sheet])
        return super().open(table, report)

    def rendered(self, observation, ranks):
        return self._long.rendered(observation, ranks)

    def reader_columns(self):
        return {name: position for name, position in self.mapping.columns.items() if name in self.fields}

    def complete(self, cleaned):
        cleaned["subject"] = self.references.subject(cleaned["subject"], cleaned.get("subject_kind") or "")
        cleaned["period"] = self._period_for(cleaned.get("period"))
        cleaned["source"] = cleaned.get("source") or self.references.source("")
        if cleaned["source"] is None:
            raise CellError(_("请填写来源，或在导入时指定来源。"), "required", "subject")
        return cleaned

    def read_row(self, cells):
        return super().read_row(cells) | {"cells": cells}

    def take(self, number, cleaned):
        cells = cleaned["cells"]
        common = Held(self._common(cleaned))
        faults = []
        for column in self._figure_columns:
            cell = cells[column.position] if column.position < len(cells) else ""
            if cell_text(cell) == "":
                continue
            try:
                figure = self._figure(number, column, cell, common.revived())
                self.add(number, column.position, figure, f"{column.position}")
            except CellError as error:
                faults.append((f"{column.position}", error))
        if faults:
            raise RowErrors(faults)

    def _common(self, cleaned):
        """An observation with what all figures of a row share."""
        source, audience = cleaned["source"], cleaned.get("audience") or Observation.Audience.PUBLIC
        observation = self._blanks.make(
            None,
            basis=read_basis(cleaned.get("basis", "")),
            audience=audience,
            status=cleaned.get("status") or Observation.Status.FINAL,
            place=cleaned.get("place", ""),
            note=cleaned.get("note", ""),
            legal_basis=self.legal_basis(cleaned.get("legal_basis", ""), source, audience, "subject"),
            sheet=self.table.sheet[:100],
        )
        point(observation, "subject", "subject_id", cleaned["subject"])
        point(observation, "source", "source_id", source)
        set_period(observation, cleaned["period"])
        return observation

    def _figure(self, number, column: FigureColumn, cell, observation):
        observation.measure = column.measure
        observation.cell = f"{column.letter}{number + 1}"
        point(observation, "indicator", "indicator_id", column.indicator)
        self.set_value(observation, self._number.clean(cell), self._unit_of(column), f"{column.position}")
        self.check(observation)
        return Figure(observation)

    def _unit_of(self, column):
        """As the header says, else the one of the line above the table that can measure the indicator.

        Raises CellError where several could.
        """
        if column.unit or column.measure != Observation.Measure.LEVEL:
            return column.unit
        fitting = [unit for unit in self._units_above if are_convertible(unit, column.indicator.unit)]
        if len(fitting) > 1:
            raise CellError(
                _("表头上方的单位“%(units)s”都可能是这一栏的：请在这一栏的表头写明，如“%(name)s（%(unit)s）”。")
                % {"units": "、".join(fitting), "name": column.indicator.name, "unit": fitting[0]},
                "ambiguous_unit",
                f"{column.position}",
            )
        return fitting[0] if fitting else ""

    def _period_for(self, stated):
        """The row's own period, else that of the title. Raises CellError where there is none, or more than one."""
        if stated or len(self._periods_above) == 1:
            return stated or self._periods_above[0]
        if self._periods_above:
            message = _("表头上方写了不止一个期间（%(periods)s）：请加一栏“期间”写明是哪一个。") % {
                "periods": "、".join(period.label for period in self._periods_above)
            }
        else:
            message = _("看不出是哪个期间的数据：请加一栏“期间”，或在表头上方写明，如“2021年1-7月”。")
        raise CellError(message, "missing_period", "subject")


def _figure_columns(headers: Sequence[str], context, taken: set[int]) -> list[FigureColumn]:
    """The columns whose headers name an indicator, perhaps with a measure and a unit behind it."""
    index = References.of(context).indicators
    columns = []
    for position, header in enumerate(headers):
        if header and position not in taken and (column := _figure_column(position, header, index)):
            columns.append(column)
    return columns


def _figure_column(position, header, index):
    plain = header.strip("*＊ \n")
    found = WITH_UNIT.fullmatch(plain)
    for name, unit in ((plain, ""), *([found.groups()] if found else [])):
        for words, measure in (("", Observation.Measure.LEVEL), *MEASURES.items()):
            stem = name.removesuffix(words) if words and normalise(name).endswith(normalise(words)) else name
            if words and stem == name:
                continue
            try:
                indicator = index.get(stem)
            except SetAside:
                return None
            if indicator is not None:
                return FigureColumn(position, column_letter(position), indicator, measure, unit)
    return None
