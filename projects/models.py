from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from enterprises.models import Chain, Enterprise, Park
from indicators.models import LegalBasis, Sourced, Subject, SubjectRecord


class Project(SubjectRecord):
    """An undertaking with an amount and dates: its amounts are observations, its dates milestones."""

    subject_kind = Subject.Kind.PROJECT

    class Type(models.TextChoices):
        INVESTMENT = "investment", _("招商引资")
        TECHNICAL_UPGRADE = "technical_upgrade", _("技术改造")
        DIGITAL = "digital", _("数字化改造")
        INTEGRATION = "integration", _("两化融合")
        PLATFORM = "platform", _("平台建设")

    type = models.CharField(_("类型"), max_length=20, choices=Type, blank=True)
    owner = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("业主")
    )
    park = models.ForeignKey(
        Park, on_delete=models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("园区")
    )
    chain = models.ForeignKey(
        Chain, on_delete=models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("产业链")
    )
    about = models.TextField(_("简介"), blank=True)
    about_en = models.TextField(_("英文简介"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("项目")
        verbose_name_plural = _("项目")
        ordering = ["subject__pinyin"]

    def get_absolute_url(self):
        return reverse("projects:detail", args=[self.slug])


class MilestoneQuerySet(models.QuerySet):
    def public(self):
        rows = self.filter(project__subject__is_withdrawn=False).exclude(source__legal_basis=LegalBasis.NONE)
        return rows.select_related("project__subject", "source")


class Milestone(Sourced):
    """A dated step of a project; the date is as exact as the source."""

    class Stage(models.TextChoices):
        NEGOTIATED = "negotiated", _("洽谈")
        SIGNED = "signed", _("签约")
        LANDED = "landed", _("落地")
        APPROVED = "approved", _("立项")
        LAND_SUPPLIED = "land_supplied", _("供地")
        BEGUN = "begun", _("启动")
        STARTED = "started", _("开工")
        COMPLETED = "completed", _("竣工")
        OPENED = "opened", _("启用")
        PRODUCING = "producing", _("投产")
        AT_CAPACITY = "at_capacity", _("达产")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones", verbose_name=_("项目"))
    stage = models.CharField(_("节点"), max_length=15, choices=Stage)
    first_day = models.DateField(_("起"), null=True, blank=True)
    last_day = models.DateField(_("止"), null=True, blank=True)
    period_label = models.CharField(_("时间"), max_length=60, blank=True)
    is_period_inferred = models.BooleanField(_("时间为推断"), default=False)
    history = HistoricalRecords()

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目节点")
        verbose_name_plural = _("项目节点")
        ordering = ["project", models.F("last_day").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "stage", "last_day"], nulls_distinct=False, name="milestone_once_a_day"
            ),
            models.CheckConstraint(
                condition=(
                    Q(first_day__isnull=True, last_day__isnull=True)
                    | Q(first_day__isnull=False, last_day__isnull=False, last_day__gte=models.F("first_day"))
                ),
                name="milestone_does_not_end_before_it_begins",
                violation_error_message=_("起止日期要么都填、要么都不填，而且“止”不能早于“起”。"),
            ),
        ]

    def __str__(self):
        return f"{self.project} · {self.get_stage_display()}"
