from django.utils.translation import gettext_lazy as _

from enterprises.facets import Facet, FacetedFilterSet, subjects_by_slug
from indicators.models import Subject
from projects.models import Project


class ProjectFilter(FacetedFilterSet):
    type = Facet(label=_("类型"), pairs=Project.objects.all, owner="pk", value="type")
    park = Facet(label=_("园区"), pairs=Project.objects.all, owner="pk", value="park__subject__slug")
    chain = Facet(label=_("产业链"), pairs=Project.objects.all, owner="pk", value="chain__subject__slug")

    class Meta:
        model = Project
        fields = ()

    def load_options(self, world):
        subjects = subjects_by_slug(world, park=Subject.Kind.PARK, chain=Subject.Kind.CHAIN)
        return {**subjects, "type": dict(Project.Type.choices)}
