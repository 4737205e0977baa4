"""Commitments and statements."""

from django.utils.translation import gettext as _

from imports.columns import ChoiceWidget, Column
from imports.errors import CellError
from imports.registry import register
from indicators.models import Commitment, Observation, Statement
from indicators.numbers import NumberError, convert, parse_quantity
from indicators.sheets.base import SourcedSheet
from indicators.sheets.catalogue import indicator_widget
from indicators.sheets.widgets import NumberWidget, PeriodWidget, SubjectWidget, read_cell

LONGEST_TEXT = 2000


@register
class CommitmentSheet(SourcedSheet):
    kind, label, position, model = "commitments", "承诺", 80, Commitment
    key = ("subject", "text")

    subject = Column("对象", "subject", widget=SubjectWidget(), required=True)
    promised_by = Column("承诺人", "promised_by", required=True)
    text = Column("内容", "text", required=True)
    text_en = Column("英文内容", "text_en")
    indicator = Column("指标", "indicator", widget=indicator_widget())
    measure = Column("度量", "measure", widget=ChoiceWidget(Observation.Measure))
    baseline = Column("基期值", widget=NumberWidget())
    goal = Column("目标值", widget=NumberWidget())
    made = Column("作出时间", widget=PeriodWidget())
    due = Column("到期时间", widget=PeriodWidget(), aliases=["期限"])

    def existing(self):
        return Commitment.objects.select_related("subject", "indicator", "source")

    def complete(self, cleaned):
        cleaned = super().complete(cleaned)
        for name in ("goal", "baseline"):
            if name in cleaned:
                cleaned[name] = self._quantity(cleaned, name) if cleaned[name] != "" else None
        return cleaned

    def assign(self, instance, cleaned):
        super().assign(instance, cleaned)
        if "goal" in cleaned:
            self._assign_goal(instance, cleaned["goal"])
        if "baseline" in cleaned:
            self._assign_baseline(instance, cleaned["baseline"])
        if "made" in cleaned:
            made = cleaned["made"]
            instance.made_on, instance.made_label = (made.last_day, made.label) if made else (None, "")
        if "due" in cleaned:
            self._assign_due(instance, cleaned["due"])

    def dehydrate_goal(self, commitment):
        return commitment.goal_as_written

    def dehydrate_baseline(self, commitment):
        return "" if commitment.baseline is None else f"{commitment.baseline.normalize():f}{commitment.goal_unit}"

    def dehydrate_made(self, commitment):
        return commitment.made_label

    def dehydrate_due(self, commitment):
        return commitment.due_label

    @staticmethod
    def _quantity(cleaned, name):
        indicator, measure = cleaned.get("indicator"), cleaned.get("measure") or Observation.Measure.LEVEL
        if indicator is not None:
            return read_cell(cleaned[name], measure=measure, indicator=indicator, unit="", column=name)
        try:
            return parse_quantity(cleaned[name])
        except NumberError as error:
            raise CellError(str(error), "unreadable_number", name) from None

    @staticmethod
    def _assign_goal(instance, quantity):
        instance.goal = quantity.value if quantity else None
        instance.goal_unit = quantity.unit if quantity else ""
        instance.goal_as_written = quantity.as_written if quantity else ""
        instance.qualifier = quantity.qualifier.value if quantity else Observation.Qualifier.EXACTLY

    @staticmethod
    def _assign_baseline(instance, quantity):
        """In the unit of the goal, for the record holds one unit for both."""
        if quantity is None or quantity.value is None:
            instance.baseline = None
            return
        if instance.goal is None:
            instance.goal_unit = quantity.unit
        try:
            instance.baseline = convert(quantity.value, quantity.unit, instance.goal_unit)
        except NumberError as error:
            raise CellError(str(error), "unreadable_number", "baseline") from None

    @staticmethod
    def _assign_due(instance, due):
        instance.due_on = due.last_day if due else None
        instance.due_label = due.label if due else ""
        instance.is_due_inferred = bool(due and due.is_inferred)


@register
class StatementSheet(SourcedSheet):
    kind, label, position, model = "statements", "表述", 81, Statement
    key = ("subject", "text")

    subject = Column("对象", "subject", widget=SubjectWidget(), required=True)
    kind_of_statement = Column("类型", "kind")
    text = Column("内容", "text", required=True)
    text_en = Column("英文内容", "text_en")
    period_label = Column("时间", "period_label")

    def existing(self):
        return Statement.objects.select_related("subject", "source")

    def complete(self, cleaned):
        if len(cleaned["text"]) > LONGEST_TEXT:
            raise CellError(
                _("内容有%(length)d字，最多%(limit)d字，请缩短。")
                % {"length": len(cleaned["text"]), "limit": LONGEST_TEXT},
                "too_long",
                "text",
            )
        return super().complete(cleaned)
