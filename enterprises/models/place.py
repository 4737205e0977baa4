from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from indicators.models import Sourced, Subject, SubjectRecord, Tree


class Park(Tree, SubjectRecord):
    """A place of the platform tree: a zone, a park, a shared innovation complex."""

    subject_kind = Subject.Kind.PARK

    class Type(models.TextChoices):
        PLATFORM = "platform", _("万亩千亿平台")
        DEVELOPMENT_ZONE = "development_zone", _("经济开发区")
        HIGH_TECH = "high_tech", _("高新技术产业园")
        SPECIALISED = "specialised", _("特色产业园")
        SMALL_FIRMS = "small_firms", _("小微企业园")
        INNOVATION_COMPLEX = "innovation_complex", _("产业创新服务综合体")

    type = models.CharField(_("类型"), max_length=20, choices=Type, blank=True, help_text=_("来源没有说明时留空。"))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级园区")
    )
    about = models.TextField(_("简介"), blank=True)
    about_en = models.TextField(_("英文简介"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("园区")
        verbose_name_plural = _("园区")
        ordering = ["subject__pinyin"]

    def get_absolute_url(self):
        return reverse("parks:detail", args=[self.slug])

    def clean(self):
        if self.pk and self.parent and self.pk in self.parent.ancestor_ids():
            raise ValidationError({"parent": _("上级园区不能是它自己或它的下级。")})

    def ancestor_ids(self):
        """The ids from this park up to its root, stopping where a loop would begin."""
        ids, park = [], self
        while park and park.pk not in ids:
            ids.append(park.pk)
            park = park.parent
        return ids


class Chain(SubjectRecord):
    """An industrial chain, such as 健康医疗."""

    subject_kind = Subject.Kind.CHAIN

    about = models.TextField(_("简介"), blank=True)
    about_en = models.TextField(_("英文简介"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("产业链")
        verbose_name_plural = _("产业链")
        ordering = ["subject__pinyin"]

    def get_absolute_url(self):
        return reverse("chains:detail", args=[self.slug])


class ChainListing(Sourced):
    """One list that names a chain, for lists of the same 3+X differ from speaker to speaker."""

    chain = models.ForeignKey(Chain, on_delete=models.CASCADE, related_name="listings", verbose_name=_("产业链"))
    list_name = models.CharField(_("名单"), max_length=100, help_text=_("如“特色产业”“三大主导产业”。"))
    named_by = models.CharField(_("提出者"), max_length=200, blank=True)
    system = models.CharField(_("体系"), max_length=50, blank=True, help_text=_("如“3+X”。"))
    position = models.PositiveSmallIntegerField(_("序号"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("产业链提法")
        verbose_name_plural = _("产业链提法")
        ordering = ["list_name", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["chain", "list_name"], name="chain_once_a_list")]

    def __str__(self):
        return f"{self.list_name}：{self.chain}"
