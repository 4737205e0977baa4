from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from imports.bulk import Numbers
from indicators.models.source import Source
from indicators.models.tree import Tree
from indicators.models.withdrawal import PresentManager, PresentRecordManager, Withdrawable
from indicators.pinyin import free_slug, pinyin_key, pinyin_slug


class SubjectQuerySet(models.QuerySet):
    def in_world(self, root):
        return self.filter(world_id=getattr(root, "pk", root))

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def next_ids(self, count):
        """Takes `count` numbers from the table's sequence, for rows that must name themselves."""
        numbers = Numbers(self.model, count)
        return [numbers.next() for _number in range(count)]


class Subject(Withdrawable):
    """Anything that figures are about."""

    class Kind(models.TextChoices):
        REGION = "region", _("地区")
        ENTERPRISE = "enterprise", _("企业")
        PARK = "park", _("园区")
        CHAIN = "chain", _("产业链")
        PROJECT = "project", _("项目")

    class State(models.TextChoices):
        ACTIVE = "active", _("存续")
        DEREGISTERED = "deregistered", _("注销")
        MOVED_OUT = "moved_out", _("迁出")

    kind = models.CharField(_("对象类别"), max_length=12, choices=Kind, editable=False)
    key = models.CharField(
        _("唯一标识"),
        max_length=120,
        editable=False,
        help_text=_("信用代码或区划代码；没有代码时由名称生成，以后补上代码也不改变。"),
    )
    name = models.CharField(_("名称"), max_length=200)
    short_name = models.CharField(_("简称"), max_length=100, blank=True)
    aliases = ArrayField(
        models.CharField(max_length=200),
        verbose_name=_("别名"),
        default=list,
        blank=True,
        help_text=_("曾用名、报道里的其他写法，用逗号分开；导入时据此认出同一个对象。"),
    )
    name_en = models.CharField(_("英文名"), max_length=300, blank=True)
    slug = models.SlugField(_("网址名"), max_length=100, editable=False, help_text=_("由拼音生成，永不改变。"))
    pinyin = models.CharField(max_length=300, editable=False)
    located_in = models.ForeignKey(
        "indicators.Region",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="located_subjects",
        verbose_name=_("所在地区"),
    )
    # The root region whose data this belongs to. A root names itself, which the deferred foreign key allows.
    world = models.ForeignKey(
        "indicators.Region", on_delete=models.PROTECT, related_name="world_subjects", editable=False
    )
    state = models.CharField(_("状态"), max_length=12, choices=State, default=State.ACTIVE)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("来源")
    )
    place = models.CharField(_("出处"), max_length=100, blank=True)
    as_written = models.CharField(_("原文"), max_length=300, blank=True)
    note = models.TextField(_("备注"), blank=True)
    # Nobody looks up the past by these, and each index costs a large load as much as a column.
    history = HistoricalRecords(no_db_index=["slug", "located_in", "world", "source"])

    objects = PresentManager.from_queryset(SubjectQuerySet)()
    everything = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("对象")
        verbose_name_plural = _("对象")
        ordering = ["kind", "pinyin"]
        constraints = [
            models.UniqueConstraint(fields=["world", "kind", "key"], name="subject_key_once_in_its_world"),
            models.UniqueConstraint(fields=["kind", "slug"], name="subject_slug_once_in_its_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="subject_has_a_name"),
        ]

    def __str__(self):
        return self.display_name

    def save(self, *args, **kwargs):
        self.prepare(taken_slugs=None)
        super().save(*args, **kwargs)

    @property
    def display_name(self):
        return self.short_name or self.name

    @property
    def all_names(self):
        """Every way of writing this subject, without repetition."""
        names = [self.name, self.short_name, *self.aliases, self.name_en]
        return list(dict.fromkeys(name for name in names if name))

    def prepare(self, taken_slugs=None):
        """Fills pinyin, slug and key.

        Where many are made at once, the slugs of their kind that are `taken_slugs` (a set) spare a query each; the
        new slug is added to them.
        """
        self.pinyin = pinyin_key(self.display_name)
        if not self.slug:
            self.slug = self._free_slug(taken_slugs)
        if not self.key:
            self.key = f"slug:{self.slug}"

    def _free_slug(self, taken):
        wanted = pinyin_slug(self.display_name)
        if taken is None:
            same = Subject.everything.filter(kind=self.kind, slug__startswith=wanted)
            taken = set(same.values_list("slug", flat=True))
        slug = free_slug(wanted, taken)
        taken.add(slug)
        return slug


class SubjectRecordQuerySet(models.QuerySet):
    """Questions that every kind of subject is asked."""

    def public(self):
        """What strangers may see listed. Nothing unpublished lies in these tables, so this is all of them."""
        return self.select_related("subject", "subject__source", "subject__located_in__subject")

    def in_world(self, root):
        return self.filter(subject__world_id=getattr(root, "pk", root))

    def active(self):
        return self.filter(subject__state=Subject.State.ACTIVE)


class SubjectRecord(models.Model):
    """The record of one kind of subject: a row beside the Subject that carries its name."""

    subject_kind: str  # one of Subject.Kind, said by each concrete class

    subject = models.OneToOneField(
        Subject, on_delete=models.PROTECT, primary_key=True, verbose_name=_("对象"), related_name="%(class)s"
    )

    IN_FORCE = Q(subject__is_withdrawn=False)

    objects = PresentRecordManager.from_queryset(SubjectRecordQuerySet)()
    everything = SubjectRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.subject)

    @property
    def name(self):
        return self.subject.name

    @property
    def slug(self):
        return self.subject.slug


class RegionQuerySet(SubjectRecordQuerySet):
    def home(self):
        """The region whose portal this is, or None while none is named."""
        # Asked by every page: nothing beside its names and its world is read.
        return self.filter(is_home=True).select_related("subject__world__subject").first()

    def roots(self):
        return self.public().filter(parent__isnull=True)


class Region(Tree, SubjectRecord):
    """An administrative division: a city, a county or a town."""

    subject_kind = Subject.Kind.REGION

    class Level(models.TextChoices):
        CITY = "city", _("市")
        COUNTY = "county", _("县（市、区）")
        TOWN = "town", _("乡镇（街道）")

    code = models.CharField(_("区划代码"), max_length=12, help_text=_("GB/T 2260 代码，县级六位，乡镇九位。"))
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    type_name = models.CharField(_("类型"), max_length=20, blank=True, help_text=_("如县、区、县级市、镇、乡、街道。"))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    # There is one home region, and it is not one that nobody sees.
    WHEN_WITHDRAWN = {"is_home": False}

    is_home = models.BooleanField(_("首页地区"), default=False, help_text=_("本站是哪个地区的门户，只能有一个。"))
    history = HistoricalRecords()

    objects = PresentRecordManager.from_queryset(RegionQuerySet)()
    everything = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("地区")
        verbose_name_plural = _("地区")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["is_home"], condition=Q(is_home=True), name="one_home_region"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("subject")), name="region_is_not_its_own_parent"
            ),
        ]


class RegionGroup(Withdrawable):
    """A set of regions that ranks are printed for: 全市, 山区26县."""

    name = models.CharField(_("名称"), max_length=100, help_text=_("照来源的写法，如“全市”“山区26县”。"))
    name_en = models.CharField(_("英文名"), max_length=200, blank=True)
    world = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="region_groups", editable=False, verbose_name=_("所属地区")
    )
    size = models.PositiveIntegerField(
        _("成员数"), null=True, blank=True, help_text=_("来源印了数目才填；登记了成员的不必填。")
    )
    members = models.ManyToManyField(Region, blank=True, related_name="groups", verbose_name=_("成员"))
    note = models.TextField(_("说明"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("比较范围")
        verbose_name_plural = _("比较范围")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["world", "name"], name="region_group_once_in_its_world")]

    def __str__(self):
        return self.name
