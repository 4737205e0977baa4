from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from enterprises.credit_codes import fault_in
from enterprises.models.place import Chain, Park
from imports.bulk import lock_tables
from indicators.models import (
    Category,
    LegalBasis,
    PresentManager,
    PresentRecordManager,
    Sourced,
    Subject,
    SubjectRecord,
    SubjectRecordQuerySet,
)
from portal import clock


def validate_credit_code(code):
    """Checks the 18 characters of a 统一社会信用代码 with its check digit (GB 32100-2015)."""
    if fault := fault_in(code):
        raise ValidationError(fault.sentence, code=fault.code)


class IndustryManager(PresentManager):
    def get_queryset(self):
        return super().get_queryset().filter(code_list=Industry.CODE_LIST)


class Industry(Category):
    """An entry of GB/T 4754-2017, the national classification of industries."""

    CODE_LIST = "行业"

    objects = IndustryManager()

    class Meta:
        proxy = True
        verbose_name = _("行业")
        verbose_name_plural = _("行业")


class EnterpriseQuerySet(SubjectRecordQuerySet):
    def in_park(self, park, on=None):
        return self.filter(pk__in=Membership.objects.on(on).filter(park=park).values("enterprise"))

    def in_chain(self, chain, on=None):
        return self.filter(pk__in=Membership.objects.on(on).filter(chain=chain).values("enterprise"))

    def without_park(self):
        return self.exclude(memberships__in=Membership.objects.on().filter(park__isnull=False))

    def without_industry(self):
        return self.filter(industry__isnull=True)


class Enterprise(SubjectRecord):
    """A firm. Its name, honours, park and chain are public; its other fields need a legal basis."""

    subject_kind = Subject.Kind.ENTERPRISE

    credit_code = models.CharField(
        _("统一社会信用代码"),
        max_length=18,
        blank=True,
        validators=[validate_credit_code],
        help_text=_("18位，可不填；代码里的地区是登记机关所在地，不代表企业所在地。"),
    )
    industry = models.ForeignKey(
        Industry, on_delete=models.PROTECT, null=True, blank=True, related_name="enterprises", verbose_name=_("行业")
    )
    products = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("主要产品"),
        default=list,
        blank=True,
        help_text=_("用逗号分开。"),
    )
    about = models.TextField(_("简介"), blank=True, help_text=_("两句话：是谁，做什么。"))
    about_en = models.TextField(_("英文简介"), blank=True)
    website = models.URLField(_("网站"), blank=True)
    founded_on = models.DateField(_("成立日期"), null=True, blank=True)
    legal_basis = models.CharField(
        _("公开依据"),
        max_length=20,
        choices=LegalBasis,
        default=LegalBasis.NONE,
        help_text=_("简介、产品、网站、成立日期、行业和信用代码凭什么公开；没有依据时这些栏目只在后台可见。"),
    )
    history = HistoricalRecords()

    objects = PresentRecordManager.from_queryset(EnterpriseQuerySet)()
    everything = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("企业")
        verbose_name_plural = _("企业")
        ordering = ["subject__pinyin"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="credit_code_once",
                violation_error_message=_("这个统一社会信用代码已登记在另一家企业名下。"),
            )
        ]

    @property
    def has_public_details(self):
        return self.legal_basis != LegalBasis.NONE

    def get_absolute_url(self):
        return reverse("enterprises:detail", args=[self.slug])


class MembershipQuerySet(models.QuerySet):
    def on(self, day=None):
        """In force on a day (today if none is given); an unknown end or beginning counts as in force."""
        day = day or clock.today()
        return self.filter(
            Q(from_on__isnull=True) | Q(from_on__lte=day), Q(until_on__isnull=True) | Q(until_on__gt=day)
        )

    def of_active(self):
        """Those of enterprises that exist here still: what a park's or a chain's number of enterprises counts."""
        return self.filter(enterprise__subject__state=Subject.State.ACTIVE)

    def public(self):
        """Of an enterprise and a place that were not withdrawn."""
        in_park = Q(park__isnull=True) | Q(park__subject__is_withdrawn=False)
        in_chain = Q(chain__isnull=True) | Q(chain__subject__is_withdrawn=False)
        rows = self.filter(in_park, in_chain, enterprise__subject__is_withdrawn=False)
        return rows.select_related("enterprise__subject", "park__subject", "chain__subject", "source")


class Membership(Sourced):
    """An enterprise's place in one park, one chain or one size class, from a day until before another."""

    class SizeClass(models.TextChoices):
        ABOVE_SCALE = "above_scale", _("规上")
        BELOW_SCALE = "below_scale", _("规下")

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("企业")
    )
    park = models.ForeignKey(
        Park, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("园区")
    )
    chain = models.ForeignKey(
        Chain, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("产业链")
    )
    size_class = models.CharField(_("规模"), max_length=12, choices=SizeClass, blank=True)
    from_on = models.DateField(_("起"), null=True, blank=True)
    until_on = models.DateField(_("止（不含）"), null=True, blank=True)
    history = HistoricalRecords()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("企业归属")
        verbose_name_plural = _("企业归属")
        ordering = ["enterprise", "from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(park__isnull=False, chain__isnull=True, size_class="")
                    | Q(park__isnull=True, chain__isnull=False, size_class="")
                    | (Q(park__isnull=True, chain__isnull=True) & ~Q(size_class=""))
                ),
                name="membership_of_exactly_one_thing",
                violation_error_message=_("园区、产业链、规模三项中填且只填一项。"),
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gt=models.F("from_on")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("结束日期必须晚于开始日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.enterprise} · {self.group}"

    @property
    def group(self):
        return self.park or self.chain or self.get_size_class_display()

    def save(self, *args, **kwargs):
        """Refuses an overlap, under a lock on the enterprise so that two editors cannot make one together."""
        with transaction.atomic():
            # A publication that writes memberships is waited for here: at the INSERT its own would not be compared.
            lock_tables([Membership], "ROW EXCLUSIVE")
            # Not a lock on the key, which would hold up whoever publishes a figure of this enterprise meanwhile.
            Subject.everything.select_for_update(no_key=True).get(pk=self.enterprise_id)
            self.refuse_other_world()
            self.refuse_overlap()
            super().save(*args, **kwargs)

    def clean(self):
        if [bool(self.park_id), bool(self.chain_id), bool(self.size_class)].count(True) != 1:
            raise ValidationError(_("园区、产业链、规模三项中填且只填一项。"))
        self.refuse_other_world()
        if self.enterprise_id:
            self.refuse_overlap()

    def refuse_other_world(self):
        """An invented enterprise stands in no real park, and a real one in no invented park."""
        place = self.park or self.chain
        # An enterprise that is typed together with its first membership is not saved yet.
        enterprise = getattr(self, "enterprise", None)
        if place and enterprise and place.subject.world_id != enterprise.subject.world_id:
            raise ValidationError(
                _("“%(group)s”属于另一个地区的数据，不能登记为“%(name)s”的归属。"),
                params={"group": str(place), "name": str(enterprise)},
            )

    def refuse_overlap(self, others: Iterable["Membership"] | None = None):
        """An enterprise stands in one park and one size class at a time; it may serve several chains.

        `others` are the enterprise's memberships where the caller has them at hand.
        """
        if others is None:
            others = Membership.objects.filter(enterprise_id=self.enterprise_id).select_related("park", "chain")
        for other in others:
            if other.pk != self.pk and self._excludes(other) and self._meets(other):
                raise ValidationError(
                    _("与已有归属“%(group)s”的起止时间重叠，请先填写它的结束日期。"),
                    code="overlap",
                    params={"group": str(other.group)},
                )

    @classmethod
    def faults_among(cls, records: Any) -> Iterator[tuple["Membership", ValidationError]]:
        """The memberships, given as an expression for `pk__in`, that overlap another, each with a sentence."""
        others = cls.objects.filter(enterprise=OuterRef("enterprise")).exclude(pk=OuterRef("pk"))
        shared = cls.objects.filter(Exists(others)).select_related(
            "enterprise__subject", "park__subject", "chain__subject"
        )
        of_enterprise = defaultdict(list)
        for membership in shared.filter(enterprise__in=cls.objects.filter(pk__in=records).values("enterprise")):
            of_enterprise[membership.enterprise_id].append(membership)
        for membership in shared.filter(pk__in=records).order_by("pk"):
            try:
                membership.refuse_overlap(of_enterprise[membership.enterprise_id])
            except ValidationError as fault:
                yield membership, fault

    def _excludes(self, other):
        """Whether the other is in a thing that one can stand in once: any park, any size class, this chain."""
        if self.park_id:
            return bool(other.park_id)
        return bool(other.size_class) if self.size_class else self.chain_id == other.chain_id

    def _meets(self, other):
        """Whether there is a day on which both are in force; an unknown end is open."""
        begins_in_time = not (self.until_on and other.from_on) or other.from_on < self.until_on
        return begins_in_time and (not (self.from_on and other.until_on) or other.until_on > self.from_on)
