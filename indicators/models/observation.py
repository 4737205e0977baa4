import datetime
from operator import itemgetter

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imports.models import ImportBatch
from indicators.models.indicator import Category, Indicator
from indicators.models.source import LegalBasis, Source
from indicators.models.subject import RegionGroup, Subject

PUBLIC_BASES = [basis for basis in LegalBasis.values if basis != LegalBasis.NONE]


class ObservationQuerySet(models.QuerySet):
    """The readers' door (`public`) and the questions asked behind it."""

    def public(self, asof=None):
        """The vintages in force that a stranger may read; with `asof` (a moment or a day) those in force then."""
        return self.public_vintages().asof(asof)

    def public_vintages(self):
        """All vintages, closed ones too, that a stranger may read: the trail of corrections."""
        rows = self.filter(subject__is_withdrawn=False, indicator__is_withdrawn=False)
        return rows.filter(audience=Observation.Audience.PUBLIC).exclude(legal_basis=LegalBasis.NONE)

    def asof(self, moment=None):
        """The vintages in force at a moment, at the end of a day in Asia/Shanghai, or now."""
        if moment is None:
            return self.filter(closed_at__isnull=True)
        moment = end_of(moment)
        return self.filter(Q(closed_at__isnull=True) | Q(closed_at__gt=moment), published_at__lte=moment)

    def of_subject(self, subject):
        return self.filter(subject_id=getattr(subject, "pk", subject))

    def newest_period_first(self):
        return self.order_by("-last_day", "first_day", "indicator__position", "measure", "basis")

    def for_display(self):
        """With everything that a figure on a page shows, in two queries."""
        return self.select_related("subject", "indicator", "source", "breakdown").prefetch_related("ranks__group")


def end_of(moment: datetime.date | datetime.datetime) -> datetime.datetime:
    """A moment as it is; a day as its last instant in Asia/Shanghai."""
    if isinstance(moment, datetime.datetime):
        return moment
    return datetime.datetime.combine(moment, datetime.time.max, tzinfo=timezone.get_default_timezone())


class Observation(models.Model):
    """A published figure, never edited: a trigger lets nothing but `closed_at` change, and that once.

    `indicators.actions.publish` is the only writer.
    """

    class Measure(models.TextChoices):
        LEVEL = "level", _("数值")
        YOY = "yoy", _("同比")
        MOM = "mom", _("环比")
        AVERAGE_2Y = "avg_2y", _("两年平均")
        YTD_CHANGE = "ytd_change", _("累计增减")
        CHANGE_PP = "change_pp", _("百分点变化")
        SHARE = "share", _("占比")
        INDEX = "index", _("指数")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("公开")
        INTERNAL = "internal", _("内部")

    class ValueState(models.TextChoices):
        VALUE = "value", _("有数值")
        RANK_ONLY = "rank_only", _("只公布位次")
        NOT_AVAILABLE = "not_available", _("未公布")
        SUPPRESSED = "suppressed", _("已隐去")

    class Status(models.TextChoices):
        PRELIMINARY = "preliminary", _("初步")
        FINAL = "final", _("最终")
        REVISED = "revised", _("修订")

    class Qualifier(models.TextChoices):
        EXACTLY = "=", _("等于")
        OVER = ">", _("超过")
        AT_LEAST = "≥", _("不少于")
        ABOUT = "≈", _("约")
        NEARLY = "<", _("近")
        AT_MOST = "≤", _("不超过")

    class Change(models.TextChoices):
        NONE = "", _("照来源发布")
        CORRECTION = "correction", _("更正")
        REVISION = "revision", _("修订")
        SCOPE = "scope", _("口径调整")

    UNSTATED = "unstated"

    # The key.
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="observations", verbose_name=_("对象"))
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="observations", verbose_name=_("指标")
    )
    measure = models.CharField(_("度量"), max_length=12, choices=Measure, default=Measure.LEVEL)
    basis = models.CharField(_("口径"), max_length=60, default=UNSTATED)
    breakdown = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("分类")
    )
    first_day = models.DateField(_("起"))
    last_day = models.DateField(_("止"))
    is_stock = models.BooleanField(_("时点数"), default=False)
    audience = models.CharField(_("公开范围"), max_length=10, choices=Audience, default=Audience.PUBLIC)

    # How the period was written.
    period_kind = models.CharField(_("期间种类"), max_length=20)
    period_label = models.CharField(_("期间原文"), max_length=60)
    is_period_inferred = models.BooleanField(_("期间为推断"), default=False)

    # What was published.
    value_state = models.CharField(_("数值状态"), max_length=15, choices=ValueState, default=ValueState.VALUE)
    value = models.DecimalField(_("数值"), max_digits=38, decimal_places=12, null=True, blank=True)
    qualifier = models.CharField(_("限定"), max_length=1, choices=Qualifier, default=Qualifier.EXACTLY)
    as_written = models.CharField(_("原文"), max_length=200, blank=True)
    written_unit = models.CharField(_("原文单位"), max_length=30, blank=True)
    written_decimals = models.PositiveSmallIntegerField(_("原文小数位"), default=0)
    note = models.TextField(_("备注"), blank=True)
    status = models.CharField(_("状态"), max_length=12, choices=Status, default=Status.FINAL)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="observations", verbose_name=_("来源"))
    place = models.CharField(_("出处"), max_length=100, blank=True)
    legal_basis = models.CharField(_("公开依据"), max_length=20, choices=LegalBasis, default=LegalBasis.NONE)

    # Where it came from and how long it was in force.
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, related_name="observations", verbose_name=_("批次")
    )
    sheet = models.CharField(_("工作表"), max_length=100, blank=True)
    cell = models.CharField(_("单元格"), max_length=12, blank=True)
    change = models.CharField(_("变更"), max_length=12, choices=Change, default=Change.NONE, blank=True)
    change_reason = models.TextField(_("变更理由"), blank=True)
    published_at = models.DateTimeField(_("发布时间"))
    closed_at = models.DateTimeField(_("失效时间"), null=True, blank=True)

    # What still speaks of the things it refers to.
    IN_FORCE = Q(closed_at__isnull=True)

    # "month" or "change" where a page worked a figure out from published ones (`indicators.worked_out`): never stored.
    worked_out = ""
    worked_out_from = ()

    objects = ObservationQuerySet.as_manager()

    KEY_FIELDS = (
        "subject_id",
        "indicator_id",
        "measure",
        "basis",
        "breakdown_id",
        "first_day",
        "last_day",
        "is_stock",
        "audience",
    )
    CONTENT_FIELDS = (
        "period_kind",
        "period_label",
        "is_period_inferred",
        "value_state",
        "value",
        "qualifier",
        "as_written",
        "written_unit",
        "written_decimals",
        "note",
        "status",
        "source_id",
        "place",
        "legal_basis",
    )

    class Meta:
        verbose_name = _("数据")
        verbose_name_plural = _("数据")
        ordering = ["-last_day", "indicator", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "subject",
                    "indicator",
                    "measure",
                    "basis",
                    "breakdown",
                    "first_day",
                    "last_day",
                    "is_stock",
                    "audience",
                ],
                condition=Q(closed_at__isnull=True),
                nulls_distinct=False,
                name="observation_one_open_vintage_a_key",
            ),
            models.CheckConstraint(
                condition=(
                    Q(value_state="value", value__isnull=False)
                    | Q(value_state__in=["rank_only", "not_available", "suppressed"], value__isnull=True)
                ),
                name="observation_has_a_value_exactly_when_it_says_so",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gt=F("published_at")),
                name="observation_closed_after_published",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="observation_period_does_not_end_before_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(is_stock=False) | Q(first_day=F("last_day")), name="observation_stock_stands_at_one_day"
            ),
            models.CheckConstraint(
                condition=~Q(audience="public") | Q(legal_basis__in=PUBLIC_BASES),
                name="observation_public_has_a_legal_basis",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["public", "internal"]), name="observation_audience_is_known"
            ),
            # Left blank, either would be a second key for the same figure and open a vintage beside the first.
            models.CheckConstraint(
                condition=~Q(measure="") & ~Q(basis=""), name="observation_names_its_measure_and_basis"
            ),
            # The word for a basis that no source states is UNSTATED; another would be a second key too.
            models.CheckConstraint(condition=~Q(basis="未注明"), name="observation_unstated_basis_is_stored_one_way"),
        ]
        indexes = [
            models.Index(
                fields=["indicator", "subject", "last_day"],
                condition=Q(closed_at__isnull=True),
                name="observation_open_series",
            ),
            models.Index(fields=["published_at"], name="observation_published_at"),
            # What was replaced is little beside what is in force; a load of new figures writes nothing here.
            models.Index(
                fields=["indicator", "subject", "-closed_at"],
                condition=Q(closed_at__isnull=False),
                name="observation_closed_series",
            ),
        ]

    def __str__(self):
        return f"{self.subject} {self.indicator} {self.get_measure_display()} {self.period_label} {self.as_written}"

    def delete(self, *args, **kwargs):
        raise TypeError("A published figure is never deleted; supersede it or undo its batch.")

    @property
    def key(self):
        return _key_of(self.__dict__)

    @property
    def content(self):
        return _content_of(self.__dict__)

    @property
    def unit(self):
        """The unit of the value: growth is in per cent, a change of a rate in percentage points."""
        return MEASURE_UNITS.get(self.measure, self.indicator.unit)


# Through the instance's own dict: the attributes of foreign keys cost three times as much, and there are 500,000 rows.
_key_of = itemgetter(*Observation.KEY_FIELDS)
_content_of = itemgetter(*Observation.CONTENT_FIELDS)

# A measure whose unit is not the indicator's own.
MEASURE_UNITS = {
    Observation.Measure.YOY: "%",
    Observation.Measure.MOM: "%",
    Observation.Measure.AVERAGE_2Y: "%",
    Observation.Measure.YTD_CHANGE: "%",
    Observation.Measure.CHANGE_PP: "个百分点",
    Observation.Measure.SHARE: "%",
    Observation.Measure.INDEX: "",
}


class Rank(models.Model):
    """A place that a source gave a figure within a group; as immutable as the figure."""

    class Direction(models.TextChoices):
        HIGHEST_FIRST = "highest_first", _("从高到低")
        LOWEST_FIRST = "lowest_first", _("从低到高")

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="ranks", verbose_name=_("数据"))
    group = models.ForeignKey(RegionGroup, on_delete=models.PROTECT, related_name="+", verbose_name=_("比较范围"))
    group_as_written = models.CharField(_("范围原文"), max_length=100)
    group_size = models.PositiveIntegerField(_("范围成员数"), null=True, blank=True)
    position = models.PositiveIntegerField(_("位次"))
    qualifier = models.CharField(
        _("限定"), max_length=1, choices=Observation.Qualifier, default=Observation.Qualifier.EXACTLY
    )
    direction = models.CharField(_("排序方向"), max_length=15, choices=Direction, default=Direction.HIGHEST_FIRST)

    IN_FORCE = Q(observation__closed_at__isnull=True)

    class Meta:
        verbose_name = _("位次")
        verbose_name_plural = _("位次")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "group"], name="rank_once_a_group"),
            models.CheckConstraint(condition=Q(position__gte=1), name="rank_begins_at_one"),
            models.CheckConstraint(
                condition=Q(group_size__isnull=True) | Q(position__lte=F("group_size")), name="rank_within_its_group"
            ),
        ]

    def __str__(self):
        return f"{self.group_as_written}第{self.position}"

    @property
    def content(self):
        return (
            self.group_id,
            self.group_as_written,
            self.group_size,
            self.position,
            self.qualifier,
            self.direction,
        )
