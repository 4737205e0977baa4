from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from indicators.models.indicator import Indicator
from indicators.models.observation import Observation
from indicators.models.source import LegalBasis, Sourced
from indicators.models.subject import Subject
from portal import clock


class CommitmentQuerySet(models.QuerySet):
    def public(self):
        rows = self.filter(subject__is_withdrawn=False).exclude(source__legal_basis=LegalBasis.NONE)
        return rows.select_related("subject", "indicator", "source")

    def due_without_evidence(self):
        """Past their date and nobody has said whether they were kept: a chore, for staff only."""
        return self.filter(due_on__lt=clock.today(), outcome=Commitment.Outcome.OPEN)


class Commitment(Sourced):
    """A promise by an office or a firm, if possible with a goal that can be measured and a day."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("未到期或待核实")
        KEPT = "kept", _("已兑现")
        MISSED = "missed", _("未兑现")

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("对象"))
    promised_by = models.CharField(_("承诺人"), max_length=200, help_text=_("机构或企业，不写个人姓名。"))
    text = models.TextField(_("内容"))
    text_en = models.TextField(_("英文内容"), blank=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name=_("指标")
    )
    measure = models.CharField(_("度量"), max_length=12, choices=Observation.Measure, blank=True)
    baseline = models.DecimalField(_("基期值"), max_digits=38, decimal_places=12, null=True, blank=True)
    goal = models.DecimalField(_("目标值"), max_digits=38, decimal_places=12, null=True, blank=True)
    goal_unit = models.CharField(_("目标单位"), max_length=30, blank=True)
    goal_as_written = models.CharField(_("目标原文"), max_length=200, blank=True)
    qualifier = models.CharField(
        _("限定"), max_length=1, choices=Observation.Qualifier, default=Observation.Qualifier.EXACTLY
    )
    made_on = models.DateField(_("作出日期"), null=True, blank=True)
    made_label = models.CharField(_("作出时间原文"), max_length=60, blank=True)
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    due_label = models.CharField(_("到期时间原文"), max_length=60, blank=True)
    is_due_inferred = models.BooleanField(_("到期日为推断"), default=False)
    outcome = models.CharField(_("兑现情况"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    evidence = models.TextField(_("兑现依据"), blank=True)
    history = HistoricalRecords()

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("承诺")
        verbose_name_plural = _("承诺")
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="open") | ~Q(evidence=""),
                name="commitment_is_closed_only_with_evidence",
                violation_error_message=_("写“已兑现”或“未兑现”时，必须写明兑现依据。"),
            )
        ]

    def __str__(self):
        return f"{self.promised_by}：{self.text[:40]}"

    @property
    def is_overdue(self) -> bool:
        """Past its day, and nobody has said whether it was kept; see `due_without_evidence`."""
        return self.outcome == self.Outcome.OPEN and self.due_on is not None and self.due_on < clock.today()


class StatementQuerySet(models.QuerySet):
    def public(self):
        rows = self.filter(subject__is_withdrawn=False).exclude(source__legal_basis=LegalBasis.NONE)
        return rows.select_related("subject", "source")


class Statement(Sourced):
    """A claim without a figure, such as a soil test or a superlative."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="statements", verbose_name=_("对象"))
    kind = models.CharField(_("类型"), max_length=20, blank=True, help_text=_("如经历、评价、行动、说法。"))
    text = models.TextField(_("内容"))
    text_en = models.TextField(_("英文内容"), blank=True)
    period_label = models.CharField(_("时间"), max_length=60, blank=True)
    history = HistoricalRecords()

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("表述")
        verbose_name_plural = _("表述")
        ordering = ["pk"]

    def __str__(self):
        return self.text[:50]
