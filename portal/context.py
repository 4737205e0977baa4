from django.conf import settings
from django.utils.functional import SimpleLazyObject

from indicators.worlds import home_of, world_of
from portal import clock


def site(request):
    """What every public page shows around its content: whose portal this is, which world, which pinned day.

    Lazy, so that pages which show none of it (errors, the admin) ask the database nothing.
    """
    return {
        "site": settings.SITE,
        "home_region": SimpleLazyObject(lambda: home_of(request)),
        "world": SimpleLazyObject(lambda: world_of(request)),
        "pinned_today": clock.pinned_today(),
        "notices": SimpleLazyObject(lambda: getattr(request, "notices", [])),
    }
