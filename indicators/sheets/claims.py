"""Commitments and statements."""

import datetime

from django.utils.translation import gettext as _

from imports.columns import ChoiceWidget, Column, cell_text
from imports.errors import CellError
from imports.registry import register
from indicators.figures import read_quantity
from indicators.models import Commitment, Observation, Statement
from indicators.numbers import NumberError, parse_quantity
from indicators.sheets.base import SourcedSheet
from indicators.sheets.catalogue import indicator_widget
from indicators.sheets.widgets import PeriodWidget, SubjectWidget


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
    baseline = Column("基期值")
    goal = Column("目标值")
    made = Column("作出时间", widget=PeriodWidget())
    due = Column("到期时间", widget=PeriodWidget(), aliases=["期限"])

    def existing(self):
        return Commitment.objects.public()

    def complete(self, cleaned):
        cleaned = super().complete(cleaned)
        for name in ("baseline", "goal"):
            if cleaned.get(name):
                cleaned[f"{name}_quantity"] = self._quantity(cleaned, name)
        return cleaned

    def assign(self, instance, cleaned):
        super().assign(instance, cleaned)
        if "baseline" in cleaned:
            quantity = cleaned.get("baseline_quantity")
            instance.baseline = quantity.value if quantity else None
        if "goal" in cleaned:
            self._assign_goal(instance, cleaned.get("goal_quantity"))
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

    def _quantity(self, cleaned, name):
        indicator, measure = cleaned.get("indicator"), cleaned.get("measure") or Observation.Measure.LEVEL
        try:
            if indicator is not None:
                return read_quantity(cleaned[name], measure=measure, indicator=indicator)
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
        return Statement.objects.public()

    def complete(self, cleaned):
        if isinstance(cleaned.get("period_label"), datetime.date):
            cleaned["period_label"] = cell_text(cleaned["period_label"])
        if len(cleaned["text"]) > 2000:
            raise CellError(_("内容超过2000字，请缩短。"), "too_long", "text")
        return super().complete(cleaned)
