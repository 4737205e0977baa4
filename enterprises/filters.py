from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from enterprises.facets import Facet, FacetedFilterSet, subjects_by_slug
from enterprises.models import Enterprise, Honour, Industry, Membership, Programme
from enterprises.queries import HAS_PUBLIC_DETAILS, HAS_PUBLIC_TOWN, shown_memberships
from indicators.models import Subject

# A division of GB/T 4754 is its section's letter and two digits (C34); finer classes begin with it (C3463).
DIVISION_LENGTH = 3


def in_public_industry():
    """Enterprises whose industry a stranger may read, with its division."""
    with_industry = Enterprise.objects.filter(HAS_PUBLIC_DETAILS, industry__isnull=False)
    return with_industry.annotate(division=Left("industry__code", DIVISION_LENGTH))


class EnterpriseFilter(FacetedFilterSet):
    """The directory's filters. What a stranger may not read of an enterprise can't be filtered or counted either."""

    park = Facet(
        label=_("园区"),
        pairs=lambda: Membership.objects.on().filter(park__isnull=False),
        owner="enterprise_id",
        value="park__subject__slug",
    )
    chain = Facet(
        label=_("产业链"),
        pairs=lambda: Membership.objects.on().filter(chain__isnull=False),
        owner="enterprise_id",
        value="chain__subject__slug",
    )
    industry = Facet(label=_("行业"), pairs=in_public_industry, owner="pk", value="division")
    size = Facet(
        label=_("规模"),
        pairs=lambda: shown_memberships().exclude(size_class="").select_related(None),
        owner="enterprise_id",
        value="size_class",
    )
    programme = Facet(label=_("荣誉"), pairs=Honour.objects.all, owner="subject_id", value="programme_id")
    town = Facet(
        label=_("所在地区"),
        pairs=lambda: Enterprise.objects.filter(HAS_PUBLIC_TOWN),
        owner="pk",
        value="subject__located_in__subject__slug",
    )

    class Meta:
        model = Enterprise
        fields = ()

    def load_options(self, world):
        kinds = Subject.Kind
        subjects = subjects_by_slug(world, park=kinds.PARK, chain=kinds.CHAIN, town=kinds.REGION)
        return {
            **subjects,
            "industry": _industries(world),
            "size": dict(Membership.SizeClass.choices),
            "programme": _programmes(world),
        }


def _industries(world):
    divisions = in_public_industry().in_world(world).values("division")
    return {industry.code: industry for industry in Industry.objects.filter(code__in=divisions)}


def _programmes(world):
    awarded = Honour.objects.filter(subject__world=world, subject__kind=Subject.Kind.ENTERPRISE)
    programmes = Programme.objects.filter(pk__in=awarded.values("programme")).order_by("level", "name")
    return {str(programme.pk): programme for programme in programmes}
