from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from indicators.models.indicator import Indicator
from indicators.models.subject import Subject

# Two years: no figure of a year is due later.
MOST_DUE_DAYS = 730


class ReleaseScheduleQuerySet(models.QuerySet):
    def public(self):
        return self.filter(subject__is_withdrawn=False, indicator__is_withdrawn=False)


class ReleaseSchedule(models.Model):
    """When the figures of an indicator are to be published for a subject, so that lateness shows by itself."""

    class Every(models.TextChoices):
        MONTH = "month", _("每月")
        QUARTER = "quarter", _("每季")
        YEAR = "year", _("每年")

    class Coverage(models.TextChoices):
        CUMULATIVE = "cumulative", _("年初累计")
        SINGLE = "single", _("当期")
        POINT = "point", _("期末时点")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="schedules", verbose_name=_("指标"))
    subject = models.ForeignKey(
        Subject,
        on_delete=models.PROTECT,
        related_name="schedules",
        verbose_name=_("对象"),
        help_text=_("应当发布谁的数据，一般是本县。"),
    )
    every = models.CharField(_("频率"), max_length=10, choices=Every, default=Every.MONTH)
    coverage = models.CharField(_("当期或累计"), max_length=12, choices=Coverage, default=Coverage.CUMULATIVE)
    due_days = models.PositiveSmallIntegerField(
        _("期末后天数"), help_text=_("期间结束后多少天内应当发布，如 20：1—7月的数据应在8月20日前发布。")
    )
    starts_on = models.DateField(_("开始日期"), help_text=_("从这一天以后结束的期间算起。"))
    ends_on = models.DateField(
        _("停止日期"), null=True, blank=True, help_text=_("这一天以后结束的期间不再要求；一直要求就不填。")
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)
    note_en = models.CharField(_("英文说明"), max_length=500, blank=True)
    history = HistoricalRecords()

    objects = ReleaseScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("发布安排")
        verbose_name_plural = _("发布安排")
        ordering = ["indicator", "subject", "every", "coverage", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "subject", "every", "coverage", "starts_on"], name="schedule_begins_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="schedule_does_not_end_before_it_begins",
                violation_error_message=_("停止日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(due_days__lte=MOST_DUE_DAYS),
                name="schedule_is_due_within_two_years",
                violation_error_message=_("期末后天数不能超过730天。"),
            ),
        ]

    def __str__(self):
        return f"{self.subject} {self.indicator} {self.get_every_display()}"
