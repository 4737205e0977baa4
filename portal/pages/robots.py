"""What programs ask of every site at a fixed address: where they may look, and its icon."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

RULES = """User-agent: *
Disallow: /admin/
Disallow: /styleguide/
Sitemap: {sitemap}
"""


def robots(request):
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(RULES.format(sitemap=sitemap), content_type="text/plain; charset=utf-8")


@cache_control(max_age=24 * 60 * 60, public=True)
def favicon(request):
    """The icon that pages name, for who asks without having read one. Browsers go by its type, not by the address."""
    return HttpResponse(Path(finders.find("icon.svg")).read_bytes(), content_type="image/svg+xml")
