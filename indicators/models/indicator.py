from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from indicators.models.source import Source
from indicators.models.tree import Tree
from indicators.models.withdrawal import PresentManager, Withdrawable
from people.models import Department


class Category(Tree, Withdrawable):
    """One entry of a code list: an industry of GB/T 4754, a size class, an ownership."""

    code_list = models.CharField(_("代码表"), max_length=30)
    code = models.CharField(_("代码"), max_length=20)
    name = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名"), max_length=300, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("分类代码")
        verbose_name_plural = _("分类代码")
        ordering = ["code_list", "code"]
        constraints = [models.UniqueConstraint(fields=["code_list", "code"], name="category_code_once_in_its_list")]

    def __str__(self):
        return f"{self.code} {self.name}"


class IndicatorQuerySet(models.QuerySet):
    def headline(self):
        return self.filter(is_headline=True)


class Indicator(Withdrawable):
    """What is measured, in which unit, and how it may be read, ranked and summed."""

    class Better(models.TextChoices):
        HIGHER = "higher", _("越高越好")
        LOWER = "lower", _("越低越好")
        NEITHER = "neither", _("不评价")

    class FirstRelease(models.TextChoices):
        MONTHLY = "monthly", _("逐月")
        JOINT = "joint", _("1-2月合并")

    class Aggregation(models.TextChoices):
        ADDITIVE = "additive", _("可加")
        RATIO = "ratio", _("比率（分子之和除以分母之和）")
        NONE = "none", _("不可加")

    code = models.SlugField(_("代码"), max_length=80, unique=True, help_text=_("英文小写，用于网址，定了不再改。"))
    name = models.CharField(_("名称"), max_length=100, unique=True)
    aliases = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("别名"),
        default=list,
        blank=True,
        help_text=_("表格里的其他写法，用逗号分开；导入时据此认出这个指标。"),
    )
    name_en = models.CharField(_("英文名"), max_length=200, blank=True)
    unit = models.CharField(_("单位"), max_length=30, help_text=_("数据按这个单位保存，如亿元、家、%。"))
    theme = models.CharField(_("主题"), max_length=50, blank=True)
    theme_en = models.CharField(_("英文主题"), max_length=100, blank=True)
    definition = models.TextField(_("定义"), blank=True, help_text=_("统计什么、不统计什么，用读者看得懂的话。"))
    definition_en = models.TextField(_("英文定义"), blank=True)
    method = models.TextField(_("方法"), blank=True)
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("责任部门"),
    )
    decimals = models.PositiveSmallIntegerField(_("小数位"), default=2)
    better = models.CharField(_("方向"), max_length=10, choices=Better, default=Better.HIGHER)
    is_headline = models.BooleanField(_("主要指标"), default=False, help_text=_("在首页显示。"))
    preferred_basis = models.CharField(_("首选口径"), max_length=60, blank=True)
    first_release = models.CharField(_("发布方式"), max_length=10, choices=FirstRelease, default=FirstRelease.MONTHLY)
    aggregation = models.CharField(_("加总方式"), max_length=10, choices=Aggregation, default=Aggregation.NONE)
    numerator = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("分子")
    )
    denominator = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("分母")
    )
    position = models.PositiveIntegerField(_("排序"), default=100)
    history = HistoricalRecords()

    objects = PresentManager.from_queryset(IndicatorQuerySet)()
    everything = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("指标")
        verbose_name_plural = _("指标")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(aggregation="ratio", numerator__isnull=False, denominator__isnull=False)
                    | (~Q(aggregation="ratio") & Q(numerator__isnull=True, denominator__isnull=True))
                ),
                name="indicator_is_a_ratio_exactly_when_it_has_its_two_parts",
                violation_error_message=_("加总方式是“比率”时分子、分母都要填，不是时都不填，请核对。"),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        held = None if self._state.adding else Indicator.everything.filter(pk=self.pk).exclude(unit=self.unit).first()
        if held is not None:
            held.refuse_other_unit()

    def refuse_other_unit(self):
        """Raises ValidationError where there are figures: their values are held in the indicator's unit."""
        if self.observations.exists():
            sentence = _("“%(name)s”已有数据按“%(unit)s”存放，不能改单位；另一种单位的指标请另设代码。")
            values = {"name": self.name, "unit": self.unit}
            raise ValidationError({"unit": ValidationError(sentence, code="unit_in_use", params=values)})


class BreakQuerySet(models.QuerySet):
    def in_world(self, root):
        """Those that hold for the figures of a world: everywhere, or in one of its regions."""
        return self.filter(Q(region__isnull=True) | Q(region__subject__world=root))


class BreakOfAllManager(models.Manager):
    """Breaks that hold wherever the indicator is measured: what one region changed is no caveat for another."""

    def get_queryset(self):
        return super().get_queryset().filter(region__isnull=True)


class Break(models.Model):
    """A day after which a series is not comparable with what came before; no line is drawn across it.

    `objects` and `indicator.breaks` leave out those of a single region; a page of a world asks
    `wherever.in_world(root)`.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="breaks", verbose_name=_("指标"))
    on = models.DateField(_("日期"), help_text=_("新口径的第一天。"))
    region = models.ForeignKey(
        "indicators.Region",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("适用地区"),
        help_text=_("只有一个地区改了口径时填写，对它所在的市和下属地区有效；不填对所有地区有效。"),
    )
    reason = models.TextField(_("原因"))
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("来源")
    )
    place = models.CharField(_("出处"), max_length=100, blank=True)
    history = HistoricalRecords()

    objects = BreakOfAllManager()
    wherever = BreakQuerySet.as_manager()

    class Meta:
        verbose_name = _("断点")
        verbose_name_plural = _("断点")
        ordering = ["indicator", "on"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "on", "region"], nulls_distinct=False, name="break_once_a_day")
        ]

    def __str__(self):
        return f"{self.indicator} {self.on}"
