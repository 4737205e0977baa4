"""What search engines are told of: every page of the home world, in both languages."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from enterprises.models import Chain, Enterprise, Park
from indicators.models import Indicator, Region
from newsroom.models import Policy
from newsroom.queries import articles_in
from projects.models import Project

LISTS = (
    "home",
    "indicators:list",
    "enterprises:list",
    "parks:list",
    "projects:list",
    "policies:list",
    "news:list",
    "calendar",
    "data:index",
    "data:api",
)


class PortalSitemap(Sitemap):
    i18n = True
    alternates = True
    limit = 5000

    @property
    def protocol(self):
        return "https" if settings.SECURE_SSL_REDIRECT or getattr(settings, "SECURE_PROXY_SSL_HEADER", None) else None


class ListSitemap(PortalSitemap):
    def items(self):
        return list(LISTS)

    def location(self, item):
        return reverse(item)


class IndicatorSitemap(PortalSitemap):
    def items(self):
        return Indicator.objects.order_by("code")

    def location(self, item):
        return reverse("indicators:detail", args=[item.code])


class SubjectSitemap(PortalSitemap):
    """The pages of one kind of subject of the home world."""

    def __init__(self, model, view_name):
        self.model, self.view_name = model, view_name

    def items(self):
        home = Region.objects.home()
        if home is None:
            return []
        records = self.model.objects.in_world(home.subject.world_id).active()
        return records.order_by("subject__slug").values_list("subject__slug", flat=True)

    def location(self, item):
        return reverse(self.view_name, args=[item])


class ArticleSitemap(PortalSitemap):
    """The news of the home world."""

    def items(self):
        home = Region.objects.home()
        return articles_in(home.subject.world, is_home=True).order_by("slug") if home else []

    def location(self, item):
        return item.get_absolute_url()


class PolicySitemap(PortalSitemap):
    def items(self):
        return Policy.objects.public().order_by("slug")

    def location(self, item):
        return item.get_absolute_url()


SITEMAPS = {
    "lists": ListSitemap,
    "indicators": IndicatorSitemap,
    "enterprises": SubjectSitemap(Enterprise, "enterprises:detail"),
    "parks": SubjectSitemap(Park, "parks:detail"),
    "chains": SubjectSitemap(Chain, "chains:detail"),
    "projects": SubjectSitemap(Project, "projects:detail"),
    "regions": SubjectSitemap(Region, "regions:detail"),
    "policies": PolicySitemap,
    "articles": ArticleSitemap,
}
