"""Figures in long form: one row, one figure of one subject, with its period, source and ranks."""

import datetime

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from imports.columns import BooleanWidget, ChoiceWidget, Column
from imports.errors import CellError, RowErrors
from imports.faults import model_faults
from imports.registry import register
from imports.sheets import Sheet
from indicators.actions import Comparison, PublishError, compare, publish
from indicators.figures import Figure, set_period, set_quantity
from indicators.models import LegalBasis, Observation, Rank, Subject
from indicators.numbers import NumberError
from indicators.references import References
from indicators.sheets.catalogue import indicator_widget, legal_basis_widget
from indicators.sheets.ranks import read_ranks, written_ranks
from indicators.sheets.widgets import NumberWidget, PeriodWidget, ReferenceWidget, SourceWidget, TextWidget, read_cell
from indicators.standings import group_size, read_basis

# What is not a column of its own: looked up, checked elsewhere or not known before publication.
NOT_CHECKED = [
    "subject", "indicator", "breakdown", "source", "batch", "published_at", "closed_at", "sheet", "cell",
]  # fmt: skip
COLUMN_OF = {"as_written": "value", "written_unit": "unit", "period_label": "period"}


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
    value = Column("数值", widget=NumberWidget(), required=True, aliases=["值"])
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
        self._rows: dict[tuple, int] = {}  # of each key
        self._group_sizes: dict[int, int | None] = {}

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
        self._check(figure.observation)
        self.refuse_repeated(number, figure.key, "value")
        self._rows[figure.key] = number
        self._figures.append(figure)

    def finish(self):
        """Publishes what was read; with an error anywhere the whole run is rolled back, so only compares."""
        comparison = compare(self._figures)
        if not self.report.errors_total:
            try:
                self._publish(comparison)
            except (PublishError, IntegrityError, DataError) as error:
                self._refuse(error)
                return
        self.report.new += len(comparison.new)
        self.report.changed += len(comparison.changed)
        self.report.unchanged += len(comparison.unchanged)

    def _publish(self, comparison: Comparison):
        outcome = publish(figures=self._figures, batch=self.context.batch, at=self._moment(comparison))
        for observation in outcome.new:
            self._describe(None, observation)
        for former, observation in outcome.changed:
            self._describe(former, observation)

    def _refuse(self, error):
        known = isinstance(error, PublishError)
        message = str(error) if known else _("数据库没有接受这张表的数据，请核对各栏内容。")
        self.add_error(self.table.header_row, [], "", CellError(message, "refused"))

    def _moment(self, comparison):
        """The day with the present time of day, so that two loads dated the same day keep their order.

        A correction made on a later day, but earlier in the day, stands right behind what it corrects.
        """
        day = self.context.published_on
        if day is None or day >= timezone.localdate():
            return None
        moment = datetime.datetime.combine(day, timezone.localtime().timetz())
        latest = max((former.published_at for former, _figure in comparison.changed), default=moment)
        if latest >= moment and timezone.localdate(latest) == day:
            return latest + datetime.timedelta(milliseconds=1)
        return moment

    def _describe(self, former, observation):
        """What the preview and the result say of one figure: its new value, or every column that changed."""
        after, before = self._rendered(observation), former and self._rendered(former)
        self.report.changes.append(
            {
                "row": self._rows[observation.key] + 1,
                "key": f"{observation.subject} · {observation.indicator} · {observation.get_measure_display()} · "
                f"{observation.period_label}",
                "before": before and {name: text for name, text in before.items() if after[name] != text},
                "after": {name: after[name] for name in after if before[name] != after[name]}
                if before
                else {self.fields["value"].column_name: observation.as_written},
            }
        )

    def _rendered(self, observation):
        return {column.column_name: self.export_field(column, observation) for column in self.fields.values()}

    def _observation(self, number, cleaned):
        source, audience = cleaned["source"], cleaned.get("audience") or Observation.Audience.PUBLIC
        observation = Observation(
            subject=cleaned["subject"],
            indicator=cleaned["indicator"],
            measure=cleaned.get("measure") or Observation.Measure.LEVEL,
            basis=read_basis(cleaned.get("basis", "")),
            breakdown=cleaned.get("breakdown"),
            audience=audience,
            status=cleaned.get("status") or Observation.Status.FINAL,
            source=source,
            place=cleaned.get("place", ""),
            note=cleaned.get("note", ""),
            legal_basis=self._legal_basis(cleaned, source, audience),
            sheet=self.table.sheet[:100],
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
        quantity = read_cell(
            cleaned["value"],
            measure=observation.measure,
            indicator=observation.indicator,
            unit=cleaned.get("unit", ""),
            column="value",
        )
        try:
            set_quantity(observation, quantity)
        except NumberError as error:
            raise CellError(str(error), "unreadable_number", "value") from None
        if observation.value is None and cleaned.get("standings"):
            observation.value_state = Observation.ValueState.RANK_ONLY

    def _ranks(self, cleaned) -> list[Rank]:
        return read_ranks(cleaned.get("standings", ""), self.references.groups, self._group_size)

    def _group_size(self, group):
        """Asked once a group."""
        if group.pk not in self._group_sizes:
            self._group_sizes[group.pk] = group_size(group)
        return self._group_sizes[group.pk]

    def _check(self, observation):
        try:
            observation.clean_fields(exclude=NOT_CHECKED)
        except ValidationError as error:
            faults = [
                (COLUMN_OF.get(attribute, attribute), fault) for attribute, fault in model_faults(error, Observation)
            ]
            raise RowErrors(faults) from None

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
