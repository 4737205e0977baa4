from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from indicators.models import Sourced, Subject
from indicators.pinyin import free_slug, pinyin_slug
from portal import clock


class Titled(Sourced):
    """What news and policies share: a title with an address, and a summary in our own words."""

    title = models.CharField(_("标题"), max_length=200, unique=True)
    title_en = models.CharField(_("英文标题"), max_length=300, blank=True)
    slug = models.SlugField(_("网址名"), max_length=100, unique=True, editable=False)
    summary = models.TextField(_("摘要"), blank=True, help_text=_("用自己的话写，不照抄来源的句子。"))
    summary_en = models.TextField(_("英文摘要"), blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def prepare(self, taken_slugs: set[str] | None = None):
        """Fills the slug; where many are made at once, the slugs that are taken spare a query each."""
        if self.slug:
            return
        wanted = pinyin_slug(self.title)
        if taken_slugs is None:
            same = type(self)._base_manager.filter(slug__startswith=wanted)
            taken_slugs = set(same.values_list("slug", flat=True))
        self.slug = free_slug(wanted, taken_slugs)
        taken_slugs.add(self.slug)


class ArticleQuerySet(models.QuerySet):
    def public(self):
        return self.filter(published_on__lte=clock.today()).select_related("source")


class Article(Titled):
    """A news item: our own summary of something that a source reports."""

    class Column(models.TextChoices):
        NEWS = "news", _("动态")
        INVESTMENT = "investment", _("招商")
        ENTERPRISES = "enterprises", pgettext_lazy("section", "企业")
        PLATFORMS = "platforms", _("平台")

    published_on = models.DateField(_("日期"))
    column = models.CharField(_("栏目"), max_length=12, choices=Column, default=Column.NEWS)
    subjects = models.ManyToManyField(Subject, blank=True, related_name="articles", verbose_name=_("涉及对象"))
    history = HistoricalRecords()

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("动态")
        verbose_name_plural = _("动态")
        ordering = ["-published_on", "pk"]

    def get_absolute_url(self):
        return reverse("news:detail", args=[self.slug])


class PolicyQuerySet(models.QuerySet):
    def public(self):
        return self.select_related("source")


class Policy(Titled):
    """A policy document: number, issuer, date and our own summary."""

    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    issuer = models.CharField(_("发布机关"), max_length=200, blank=True)
    issued_on = models.DateField(_("发布日期"), null=True, blank=True)
    history = HistoricalRecords()

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("政策")
        verbose_name_plural = _("政策")
        ordering = [F("issued_on").desc(nulls_last=True), "pk"]

    def get_absolute_url(self):
        return reverse("policies:detail", args=[self.slug])
