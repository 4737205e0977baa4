from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from enterprises.models.enterprise import Enterprise
from indicators.models import LegalBasis, Sourced, Subject, Withdrawable


class DigitalService(Withdrawable, Sourced):
    """A product or platform that enterprises use to go digital, such as 蒲惠制造."""

    name = models.CharField(_("名称"), max_length=100, unique=True)
    aliases = ArrayField(models.CharField(max_length=100), verbose_name=_("别名"), default=list, blank=True)
    name_en = models.CharField(_("英文名"), max_length=200, blank=True)
    provider = models.CharField(_("提供方"), max_length=200, blank=True)
    description = models.TextField(_("说明"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("数字化服务")
        verbose_name_plural = _("数字化服务")
        ordering = ["name"]

    def __str__(self):
        return self.name


class ParticipationQuerySet(models.QuerySet):
    def public(self):
        rows = self.filter(subject__is_withdrawn=False, service__is_withdrawn=False)
        return rows.exclude(source__legal_basis=LegalBasis.NONE).select_related("subject", "service", "source")


class Participation(Sourced):
    """A subject's use of a digital service."""

    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="participations", verbose_name=_("对象")
    )
    service = models.ForeignKey(
        DigitalService, on_delete=models.PROTECT, related_name="participations", verbose_name=_("服务")
    )
    from_on = models.DateField(_("起"), null=True, blank=True)
    until_on = models.DateField(_("止"), null=True, blank=True)
    history = HistoricalRecords()

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("服务参与")
        verbose_name_plural = _("服务参与")
        ordering = ["service", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "service", "from_on"], nulls_distinct=False, name="participation_once_a_beginning"
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="participation_does_not_end_before_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.subject} · {self.service}"


class PanelQuerySet(models.QuerySet):
    def public(self):
        rows = self.filter(enterprise__subject__is_withdrawn=False).exclude(source__legal_basis=LegalBasis.NONE)
        return rows.select_related("enterprise__subject", "source")


class Panel(Sourced):
    """One screen of an enterprise's 九宫格; its place on the wall may be unknown."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="panels", verbose_name=_("企业"))
    position = models.PositiveSmallIntegerField(
        _("位置"), null=True, blank=True, help_text=_("九宫格中的1至9，从左上到右下；不知道时留空。")
    )
    title = models.CharField(_("名称"), max_length=100)
    content = models.TextField(_("内容"), blank=True)
    as_of = models.DateField(_("日期"), null=True, blank=True)
    history = HistoricalRecords()

    objects = PanelQuerySet.as_manager()

    class Meta:
        verbose_name = _("九宫格")
        verbose_name_plural = _("九宫格")
        ordering = ["enterprise", F("position").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "title"], name="panel_title_once_an_enterprise"),
            models.CheckConstraint(
                condition=Q(position__isnull=True) | Q(position__range=(1, 9)),
                name="panel_stands_on_one_of_nine_places",
                violation_error_message=_("位置应为1至9，不知道时留空。"),
            ),
        ]

    def __str__(self):
        return f"{self.enterprise} · {self.title}"
