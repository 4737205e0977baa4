import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.worlds import home_of, home_world
from newsroom.queries import articles_in

MOST_ITEMS = 30


def day_start(day):
    """A day as the moment at which it begins here: feeds want moments."""
    return datetime.datetime.combine(day, datetime.time(), tzinfo=timezone.get_default_timezone())


class NewsFeed(Feed):
    """The newest news of the home world, for feed readers."""

    feed_type = Atom1Feed

    def get_object(self, request):
        """The home region and the root of its world, each None while no region is home."""
        return home_of(request), home_world(request)

    def title(self, home_and_world):
        return _("%(region)s工业经济动态") % {"region": _name_of(home_and_world[0])}

    def subtitle(self, home_and_world):
        return _("%(region)s公布的工业经济动态，附来源。") % {"region": _name_of(home_and_world[0])}

    def link(self):
        return reverse("news:list")

    def items(self, home_and_world):
        _home, world = home_and_world
        return articles_in(world, is_home=True)[:MOST_ITEMS] if world else []

    def item_title(self, item):
        return (item.title_en if get_language() == "en" else "") or item.title

    def item_description(self, item):
        return (item.summary_en if get_language() == "en" else "") or item.summary

    def item_pubdate(self, item):
        return day_start(item.published_on)

    def item_updateddate(self, item):
        return day_start(item.published_on)


def _name_of(region):
    if region is None:
        return ""
    return (region.subject.name_en if get_language() == "en" else "") or region.subject.name
