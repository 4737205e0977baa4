import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from indicators.models import LegalBasis, Sourced, Subject, Withdrawable
from portal import clock


class Programme(Withdrawable):
    """A title, list or plan that somebody awards: 专精特新“小巨人”, 隐形冠军, 小升规."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("国家")
        PROVINCIAL = "provincial", _("省")
        CITY = "city", _("市")
        COUNTY = "county", _("县")

    name = models.CharField(_("名称"), max_length=100, unique=True)
    short_name = models.CharField(_("简称"), max_length=50, blank=True)
    aliases = ArrayField(models.CharField(max_length=100), verbose_name=_("别名"), default=list, blank=True)
    name_en = models.CharField(_("英文名"), max_length=200, blank=True)
    issuer = models.CharField(_("颁发机构"), max_length=200, blank=True)
    level = models.CharField(_("级别"), max_length=12, choices=Level, blank=True)
    is_ladder_step = models.BooleanField(
        _("培育阶梯"), default=False, help_text=_("小升规、雏鹰、隐形冠军、小巨人等。")
    )
    description = models.TextField(_("说明"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("培育计划与荣誉")
        verbose_name_plural = _("培育计划与荣誉")
        ordering = ["level", "name"]

    def __str__(self):
        return self.name


class HonourQuerySet(models.QuerySet):
    def public(self):
        rows = self.filter(subject__is_withdrawn=False, programme__is_withdrawn=False)
        return rows.exclude(source__legal_basis=LegalBasis.NONE).select_related("subject", "programme", "source")

    def ending_within(self, days):
        limit = clock.today() + datetime.timedelta(days=days)
        return self.filter(valid_until__gte=clock.today(), valid_until__lte=limit)


class Honour(Sourced):
    """A programme's title or place held by a subject."""

    class Nature(models.TextChoices):
        AWARDED = "awarded", _("获评")
        POOL = "pool", _("入选培育库")
        PILOT = "pilot", _("入选试点")
        LISTED = "listed", _("入选名单")

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="honours", verbose_name=_("对象"))
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="honours", verbose_name=_("称号"))
    nature = models.CharField(_("性质"), max_length=10, choices=Nature, default=Nature.AWARDED)
    batch_label = models.CharField(_("批次"), max_length=50, blank=True, help_text=_("照写，如“第三批”。"))
    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    awarded_on = models.DateField(_("授予日期"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True, help_text=_("文件没有写明时留空，不推算。"))
    history = HistoricalRecords()

    objects = HonourQuerySet.as_manager()

    class Meta:
        verbose_name = _("荣誉")
        verbose_name_plural = _("荣誉")
        ordering = [F("awarded_on").desc(nulls_last=True), F("year").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "programme", "nature", "batch_label", "year"],
                nulls_distinct=False,
                name="honour_once_a_batch_and_year",
            ),
            models.CheckConstraint(
                condition=Q(awarded_on__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("awarded_on")),
                name="honour_does_not_end_before_it_begins",
                violation_error_message=_("有效期不能早于授予日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.subject} · {self.programme}"

    def clean(self):
        if self.awarded_on and self.valid_until and self.valid_until < self.awarded_on:
            raise ValidationError({"valid_until": _("有效期不能早于授予日期。")})

    @property
    def has_expired(self):
        return self.valid_until is not None and self.valid_until < clock.today()
