"""Which world a page speaks of: that of the home region, or the one that ?world= names.

The real county and an invented one live in one database and never mix: lists, search, ranks and totals take one world.
"""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from indicators.models import Region
from indicators.wording import in_its_language


def world_of(request) -> Region | None:
    """The root region of the page's world, with its subject; None while no region is home.

    An unknown ?world= is ignored with a notice.
    """
    if not hasattr(request, "world_region"):
        request.world_region = _requested_world(request) or home_world(request)
    return request.world_region


def home_of(request) -> Region | None:
    """The region whose portal this is, asked once a request."""
    if not hasattr(request, "home_region"):
        request.home_region = Region.objects.home()
    return request.home_region


def home_world(request) -> Region | None:
    home = home_of(request)
    return home.subject.world if home else None


def add_notice(request, text: str) -> None:
    """Keeps a sentence for the top of the page, such as a filter value that was ignored."""
    if not hasattr(request, "notices"):
        request.notices = []
    if text not in request.notices:
        request.notices.append(text)


def kept_notices(request) -> list[str]:
    """The sentences kept so far, for what is no page and has to say them in its own way."""
    return [str(text) for text in getattr(request, "notices", [])]


def _requested_world(request):
    slug = request.GET.get("world", "")
    if not slug:
        return None
    slug = "".join(character for character in slug[:120] if character.isprintable())
    root = Region.objects.roots().filter(subject__slug=slug).first()
    if root is None:
        words = _("没有名为“{slug}”的地区，已显示本站首页地区的内容。")
        add_notice(request, format_html(words, slug=in_its_language(slug[:40])))
    return root
