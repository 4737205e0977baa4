"""Figures in long form: one row, one figure of one subject, with its period, source and ranks."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from imports.columns import BooleanWidget, ChoiceWidget, Column, cell_text
from imports.errors import CellError
from imports.registry import register
from imports.sheets import Sheet
from indicators.actions import Comparison, PublishError, compare, publish
from indicators.figures import Figure, read_quantity, set_period, set_quantity
from indicators.models import LegalBasis, Observation, Rank, Subject
from indicators.numbers import NumberError, parse_standing
from indicators.references import References
from indicators.sheets.catalogue import indicator_widget, legal_basis_widget
from indicators.sheets.widgets import PeriodWidget, ReferenceWidget, SourceWidget, TextWidget

BASES = {"": Observation.UNSTATED, "未注明": Observation.UNSTATED}
DIRECTIONS = {"从高到低": Rank.Direction.HIGHEST_FIRST, "从低到高": Rank.Direction.LOWEST_FIRST}


@register
class FigureSheet(Sheet):
    kind, label, position = "figures", "数据", 90

    subject = Column("对象", widget=TextWidget(), required=True, aliases=["地区", "企业名称", "单位名称"])
    subject_kind = Column("对象类别", widget=ChoiceWidget(Subject.Kind))
    indicator = Column("指标", "indicator", widget=indicator_widget(), required=True, aliases=["指标名称", "指标代码"])
    measure = Column("度量", "measure", widget=ChoiceWidget(Observation.Measure), default=Observation.Measure.LEVEL)
    basis = Column("口径", "basis")
    breakdown = Column(
        "分类", "breakdown", widget=ReferenceWidget(lambda references, text: references.categories.require(text))
    )
    period = Column("期间", widget=PeriodWidget(), required=True, aliases=["时期", "时间"])
    is_inferred = Column("期间推断", widget=BooleanWidget())
    value = Column("数值", required=True, aliases=["值"])
    unit = Column("单位", aliases=["计量单位"])
    standings = Column("位次", aliases=["排名"])
    status = Column("状态", "status", widget=ChoiceWidget(Observation.Status), default=Observation.Status.FINAL)
    audience = Column(
        "公开范围", "audience", widget=ChoiceWidget(Observation.Audience), default=Observation.Audience.PUBLIC
    )
    legal_basis = Column("公开依据", "legal_basis", widget=legal_basis_widget())
    source = Column("来源", "source", widget=SourceWidget())
    place = Column("出处", "place")
    note = Column("备注", "note")

    def __init__(self, context=None, **kwargs):
        super().__init__(context, **kwargs)
        self._figures: list[Figure] = []
        self._rows: dict[tuple, int] = {}

    def get_queryset(self):
        return Observation.objects.asof().for_display()

    @property
    def references(self):
        return References.of(self.context)

    def complete(self, cleaned):
        cleaned["subject"] = self.references.subject(cleaned["subject"], cleaned.get("subject_kind") or "")
        if cleaned.get("source") is None:
            cleaned["source"] = self.references.source("")
        if cleaned["source"] is None:
            raise CellError(_("请填写来源，或在导入时指定来源。"), "required", "source")
        return cleaned

    def take(self, number, cleaned):
        figure = Figure(self._observation(number, cleaned), self._ranks(cleaned))
        first = self._rows.setdefault(figure.key, number)
        if first != number:
            raise CellError(_("与第%(row)d行是同一个数据，请只留一行。") % {"row": first + 1}, "repeated_row", "value")
        self._figures.append(figure)

    def finish(self):
        """Publishes what was read; with an error anywhere the whole run is rolled back, so only compares."""
        if self.report.errors_total:
            comparison = compare(self._figures)
        else:
            try:
                comparison = self._publish()
            except PublishError as error:
                self.add_error(self.table.header_row, [], "", CellError(str(error), "refused"))
                return
        self.report.new += len(comparison.new)
        self.report.changed += len(comparison.changed)
        self.report.unchanged += len(comparison.unchanged)

    def _publish(self) -> Comparison:
        comparison = compare(self._figures)
        outcome = publish(figures=self._figures, batch=self.context.batch, at=self._moment())
        for observation in outcome.new:
            self._describe(None, observation)
        for former, observation in outcome.changed:
            self._describe(former, observation)
        return comparison

    def _moment(self):
        """The time of day is the present one, so that two loads dated the same day keep their order."""
        day = self.context.published_on
        if day is None or day >= timezone.localdate():
            return None
        return datetime.datetime.combine(day, timezone.localtime().timetz())

    def _describe(self, former, observation):
        self.report.changes.append(
            {
                "row": self._rows[observation.key] + 1,
                "key": f"{observation.subject} · {observation.indicator} · {observation.get_measure_display()} · "
                f"{observation.period_label}",
                "before": former and {"数值": former.as_written},
                "after": {"数值": observation.as_written},
            }
        )

    def _observation(self, number, cleaned):
        source, audience = cleaned["source"], cleaned.get("audience") or Observation.Audience.PUBLIC
        observation = Observation(
            subject=cleaned["subject"],
            indicator=cleaned["indicator"],
            measure=cleaned.get("measure") or Observation.Measure.LEVEL,
            basis=BASES.get(cleaned.get("basis", ""), cleaned.get("basis", "")),
            breakdown=cleaned.get("breakdown"),
            audience=audience,
            status=cleaned.get("status") or Observation.Status.FINAL,
            source=source,
            place=cleaned.get("place", ""),
            note=cleaned.get("note", ""),
            legal_basis=self._legal_basis(cleaned, source, audience),
            sheet=self.table.sheet,
            cell=self.cell_of(number, "value"),
        )
        set_period(observation, cleaned["period"])
        observation.is_period_inferred |= cleaned.get("is_inferred", False)
        self._set_value(observation, cleaned)
        return observation

    @staticmethod
    def _legal_basis(cleaned, source, audience):
        basis = cleaned.get("legal_basis") or source.legal_basis
        if audience == Observation.Audience.PUBLIC and basis == LegalBasis.NONE:
            raise CellError(
                _("公开的数据要有公开依据：来源“%(source)s”没有，请填写“公开依据”，或把公开范围改为“内部”。")
                % {"source": source.title},
                "no_legal_basis",
                "legal_basis" if "legal_basis" in cleaned else "value",
            )
        return basis

    @staticmethod
    def _set_value(observation, cleaned):
        try:
            quantity = read_quantity(
                cleaned["value"],
                measure=observation.measure,
                indicator=observation.indicator,
                unit=cleaned.get("unit", ""),
            )
            set_quantity(observation, quantity)
        except NumberError as error:
            raise CellError(str(error), "unreadable_number", "value") from None
        if observation.value is None and cleaned.get("standings"):
            observation.value_state = Observation.ValueState.RANK_ONLY

    def _ranks(self, cleaned):
        texts = cell_text(cleaned.get("standings", "")).replace(";", "；").split("；")
        return [self._rank(text.strip(), cleaned) for text in texts if text.strip()]

    def _rank(self, text, cleaned):
        direction = Rank.Direction.HIGHEST_FIRST
        for word, code in DIRECTIONS.items():
            if word in text:
                direction, text = code, text.replace(word, "").replace("()", "").replace("（）", "").strip()
        try:
            standing = parse_standing(text)
        except NumberError as error:
            raise CellError(str(error), "unreadable_rank", "standings") from None
        group = self.references.groups.require(standing.group)
        size = group.size or None
        if size and standing.position > size:
            raise CellError(
                _("“%(text)s”超出了“%(group)s”的成员数%(size)d。") % {"text": text, "group": group.name, "size": size},
                "rank_out_of_group",
                "standings",
            )
        return Rank(
            group=group,
            group_as_written=standing.group,
            group_size=size,
            position=standing.position,
            qualifier=standing.qualifier.value,
            direction=direction,
        )

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
        return "；".join(
            f"{rank.group_as_written}{'前' if rank.qualifier == '≤' else '第'}{rank.position}"
            + (f"({rank.get_direction_display()})" if rank.direction != Rank.Direction.HIGHEST_FIRST else "")
            for rank in observation.ranks.all()
        )
