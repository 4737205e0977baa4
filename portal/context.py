from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators import wording
from indicators.asof import refuse_unanswered
from indicators.worlds import home_of, home_world, world_of
from portal import clock


def site(request):
    """What every public page shows around its content: whose portal this is, which world, which pinned day.

    Lazy, so that pages which show none of it (errors, the admin) ask the database nothing.
    """
    return {
        "site": settings.SITE,
        "site_name": SimpleLazyObject(lambda: site_name(request)),
        "home_region": SimpleLazyObject(lambda: home_of(request)),
        "world": SimpleLazyObject(lambda: world_of(request)),
        "world_parameter": SimpleLazyObject(lambda: foreign_world(request)),
        "pinned_month": pinned_month(),
        "notices": SimpleLazyObject(lambda: notices_of(request)),
        "other_language": other_language(request),
        "page_address": SimpleLazyObject(request.build_absolute_uri),
        "share_image": SimpleLazyObject(lambda: request.build_absolute_uri(reverse("share"))),
    }


def notices_of(request) -> list[str]:
    """What the page says of its address, asked when its view is done: a day that it took no account of as well."""
    refuse_unanswered(request)
    return getattr(request, "notices", [])


def site_name(request) -> str:
    """The name from the settings, else one made of the home region's."""
    home = home_of(request)
    if settings.SITE["name"] or home is None:
        return settings.SITE["name"] or _("县域工业经济门户")
    region = (home.subject.name_en if wording.is_english() else "") or home.subject.name
    return _("%(region)s工业经济") % {"region": region}


def foreign_world(request) -> str:
    """The slug that links must carry to stay in a world that is not the home region's; "" at home."""
    world, home = world_of(request), home_world(request)
    return world.slug if world and home and world.pk != home.pk else ""


def pinned_month() -> str:
    """The month that a demo stands at, in words; "" when the clock runs."""
    day = clock.pinned_today()
    if day is None:
        return ""
    return f"{day:%B} {day.year}" if wording.is_english() else f"{day.year}年{day.month}月"


def other_language(request) -> dict[str, str]:
    """The same page in the site's other language: code, name and address."""
    code, name = ("zh-hans", "中文") if get_language() == "en" else ("en", "English")
    return {"code": code, "name": name, "address": _translated_address(request, code)}


def _translated_address(request, code):
    """An address that no page answers (an error page's) leads to the other language's home page."""
    address = request.get_full_path()
    translated = translate_url(address, code)
    if translated != address:
        return translated
    return "/en/" if code == "en" else "/"
