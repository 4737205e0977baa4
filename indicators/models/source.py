from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from indicators.models.withdrawal import Withdrawable


class LegalBasis(models.TextChoices):
    """Why something may be public."""

    OFFICIAL_AGGREGATE = "official_aggregate", _("官方汇总数据")
    PRINTED_SOURCE = "printed_source", _("公开报道")
    STATUTE = "statute", _("法定公开")
    PUBLISHED_LIST = "published_list", _("公布名单")
    CONSENT = "consent", _("企业同意")
    NONE = "none", _("无（不公开）")


class Source(Withdrawable):
    """Where facts come from: a document with a publisher and a date."""

    title = models.CharField(_("标题"), max_length=300, unique=True)
    publisher = models.CharField(_("发布者"), max_length=200, blank=True, help_text=_("不知道时写“未注明”。"))
    published_on = models.DateField(_("日期"))
    is_date_inferred = models.BooleanField(
        _("日期为推断"), default=False, help_text=_("来源没有印日期、由内容推断时勾选，并在说明里写依据。")
    )
    url = models.URLField(_("网址"), max_length=500, blank=True, help_text=_("只有公众能打开的网址才填。"))
    legal_basis = models.CharField(
        _("公开依据"),
        max_length=20,
        choices=LegalBasis,
        default=LegalBasis.NONE,
        help_text=_("来自这个来源的数据默认以此为公开依据。"),
    )
    note = models.TextField(_("说明"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("来源")
        verbose_name_plural = _("来源")
        ordering = ["-published_on", "title"]

    def __str__(self):
        return self.title


class Sourced(models.Model):
    """A record that says where it comes from: the source, the place in it and the words printed there."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("来源"))
    place = models.CharField(_("出处"), max_length=100, blank=True, help_text=_("在来源里的位置，如“第12段”“表3”。"))
    as_written = models.CharField(_("原文"), max_length=300, blank=True, help_text=_("来源里的原词，照录。"))
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        abstract = True
