"""Figures in long form: one row, one figure of one subject, with its period, source and ranks."""

from django.utils.translation import gettext as _

from imports.columns import BooleanWidget, ChoiceWidget, Column, cell_text
from imports.errors import CellError
from imports.instances import point
from imports.registry import register
from imports.roles import table_roles
from indicators.figures import Figure, set_period
from indicators.models import Observation, Rank, Subject
from indicators.sheets.catalogue import indicator_widget, legal_basis_widget
from indicators.sheets.english_headers import text_at, with_area_codes, with_measure
from indicators.sheets.figure_table import FINAL, LEVEL, PUBLIC, FigureTable
from indicators.sheets.ranks import read_ranks, written_ranks
from indicators.sheets.understanding import described_long
from indicators.sheets.widgets import NumberWidget, PeriodWidget, ReferenceWidget, SourceWidget, TextWidget
from indicators.standings import read_basis

# What a column of states says of a value that is not there.
NOT_THERE = {"x", "[x]", ":", "..", "…", "-", "—", "n/a", "缺失", "暂缺", "无数据", "未公布", "not available"}


@register
class FigureSheet(FigureTable):
    kind, label, position = "figures", "数据", 90

    subject = Column("对象", widget=TextWidget(), required=True, aliases=["地区", "企业名称", "单位名称", "areanm"])
    subject_kind = Column("对象类别", widget=ChoiceWidget(Subject.Kind))
    indicator = Column(
        "指标", "indicator", widget=indicator_widget(), required=True, aliases=["指标名称", "指标代码", "indicator"]
    )
    measure = Column("度量", "measure", widget=ChoiceWidget(Observation.Measure), default=LEVEL)
    basis = Column("口径", "basis")
    breakdown = Column(
        "分类", "breakdown", widget=ReferenceWidget(lambda references, text: references.categories.require(text))
    )
    period = Column("期间", widget=PeriodWidget(), required=True, aliases=["时期", "时间", "period"])
    is_inferred = Column("期间推断", widget=BooleanWidget())
    value = Column("数值", widget=NumberWidget(), required=True, aliases=["值", "observation", "value"])
    unit = Column("单位", aliases=["计量单位", "unit"])
    standings = Column("位次", aliases=["排名"])
    status = Column(
        "状态",
        "status",
        widget=ChoiceWidget(Observation.Status),
        default=FINAL,
        aliases=["status"],
    )
    audience = Column("公开范围", "audience", widget=ChoiceWidget(Observation.Audience), default=PUBLIC)
    legal_basis = Column("公开依据", "legal_basis", widget=legal_basis_widget())
    source = Column("来源", "source", widget=SourceWidget())
    place = Column("出处", "place")
    note = Column("备注", "note")

    @classmethod
    def map_table(cls, table, context):
        mapping = with_measure(table, super().map_table(table, context), cls.fields["measure"].widget.codes)
        return mapping if table.correction.columns else with_area_codes(table, mapping)[0]

    def open(self, table, report):
        self._area_names = (
            None if table.correction.columns else with_area_codes(table, super().map_table(table, None))[1]
        )
        return super().open(table, report)

    def _subject(self, text, kind):
        """The subject of a name or code; of a code that nobody knows, by the name beside it."""
        if self._area_name and self.references.find_subject(text, kind) is None:
            text = self._area_name
        return self.references.subject(text, kind)

    def complete(self, cleaned):
        cleaned["subject"] = self._subject(cleaned["subject"], cleaned.get("subject_kind") or "")
        if cleaned.get("source") is None:
            cleaned["source"] = self.references.source("")
        if cleaned["source"] is None:
            raise CellError(_("请填写来源，或在导入时指定来源。"), "required", "source")
        return cleaned

    def take(self, number, cleaned):
        figure = Figure(self._observation(number, cleaned), self._ranks(cleaned))
        self.check(figure.observation)
        self.add(number, self.mapping.columns["value"], figure, "value")

    def read_row(self, cells):
        """A blank value beside a status that says so is one that is not available."""
        value, status = (self.mapping.columns.get(name, len(cells)) for name in ("value", "status"))
        is_marked = max(value, status) < len(cells) and cell_text(cells[status]).casefold() in NOT_THERE
        if is_marked and not cell_text(cells[value]):
            cells = list(cells)
            cells[value], cells[status] = "…", ""
        self._area_name = "" if self._area_names is None else text_at(cells, self._area_names)
        return super().read_row(cells)

    def understood(self):
        told = described_long(self.table, self.mapping.columns, self.references, self.fields["measure"].widget.codes)
        return super().understood() | {"layout": "long"} | told

    def roles(self):
        columns = self.mapping.columns
        return table_roles(
            self.table,
            [place for name, place in columns.items() if name not in ("value", "standings")],
            [place for name, place in columns.items() if name in ("value", "standings")],
        )

    def rendered(self, observation, ranks):
        return {
            column.column_name: written_ranks(ranks) if name == "standings" else self.export_field(column, observation)
            for name, column in self.fields.items()
        }

    def _observation(self, number, cleaned):
        source, audience = cleaned["source"], cleaned.get("audience") or PUBLIC
        column = "legal_basis" if "legal_basis" in cleaned else "value"
        observation = self._blanks.make(
            None,
            measure=cleaned.get("measure") or LEVEL,
            basis=read_basis(cleaned.get("basis", "")),
            audience=audience,
            status=cleaned.get("status") or FINAL,
            place=cleaned.get("place", ""),
            note=cleaned.get("note", ""),
            legal_basis=self.legal_basis(cleaned.get("legal_basis", ""), source, audience, column),
            sheet=self.table.sheet[:100],
            cell=self.cell_of(number, "value"),
        )
        point(observation, "subject", "subject_id", cleaned["subject"])
        point(observation, "indicator", "indicator_id", cleaned["indicator"])
        point(observation, "breakdown", "breakdown_id", cleaned.get("breakdown"))
        point(observation, "source", "source_id", source)
        set_period(observation, cleaned["period"])
        observation.is_period_inferred |= cleaned.get("is_inferred", False)
        self._set_value(observation, cleaned)
        return observation

    def _set_value(self, observation, cleaned):
        self.set_value(observation, cleaned["value"], cleaned.get("unit", ""), "value")
        if observation.value is None and cleaned.get("standings"):
            observation.value_state = Observation.ValueState.RANK_ONLY

    def _ranks(self, cleaned) -> list[Rank]:
        return read_ranks(cleaned.get("standings", ""), self.references.groups, self.group_size)

    # How a stored figure is written back into a row.

    def dehydrate_subject(self, observation):
        return observation.subject.name

    def dehydrate_subject_kind(self, observation):
        return observation.subject.get_kind_display()

    def dehydrate_basis(self, observation):
        return "" if observation.basis == Observation.UNSTATED else observation.basis

    def dehydrate_breakdown(self, observation):
        category = observation.breakdown
        return f"{category.code_list}:{category.code}" if category else ""

    def dehydrate_period(self, observation):
        return observation.period_label

    def dehydrate_is_inferred(self, observation):
        return "是" if observation.is_period_inferred else ""

    def dehydrate_value(self, observation):
        return observation.as_written

    def dehydrate_unit(self, observation):
        return observation.written_unit if not observation.as_written.endswith(observation.written_unit) else ""

    def dehydrate_standings(self, observation):
        return written_ranks(observation.ranks.all())
