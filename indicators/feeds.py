"""Feeds of newly published and corrected figures: of a whole world, and of one indicator."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.bilingual import plain_name, plain_text
from indicators.models import Indicator, Region
from indicators.readings import Reading
from indicators.sentences import sentence
from indicators.updates import Update, updates_of
from indicators.worlds import home_world, world_of


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What a feed is about. `query`: what addresses carry to stay in its world."""

    world: Region | None
    query: str
    indicator: Indicator | None

    def address(self, view_name: str, *arguments) -> str:
        address = reverse(view_name, args=arguments)
        return f"{address}?{self.query}" if self.query else address


class UpdatesFeed(Feed):
    """The newest updates of a world, or of one indicator in it."""

    feed_type = Atom1Feed

    def get_object(self, request, code=""):
        indicator = get_object_or_404(Indicator, code=code) if code else None
        world, home = world_of(request), home_world(request)
        query = urlencode({"world": world.slug}) if world is not None and world != home else ""
        return Subscribed(world, query, indicator)

    def title(self, about):
        place = plain_name(about.world) if about.world else ""
        if about.indicator:
            return _("%(region)s%(indicator)s数据更新") % {
                "region": place,
                "indicator": plain_text(about.indicator, "name"),
            }
        return _("%(region)s工业数据更新") % {"region": place}

    def subtitle(self, about):
        return _("新发布、更正、修订和撤回后恢复的数据，按批次和指标归并。")

    def link(self, about):
        return (
            about.address("indicators:detail", about.indicator.code)
            if about.indicator
            else about.address("indicators:list")
        )

    def items(self, about):
        updates = updates_of(about.world, about.indicator) if about.world else []
        return [(about, update) for update in updates]

    def item_title(self, item):
        _about, update = item
        return f"{plain_text(update.indicator, 'name')}{_('：')}{what_happened(update)}"

    def item_description(self, item):
        """The figures where they are few, else over which days and of how many subjects they are."""
        _about, update = item
        if update.told:
            return " ".join(map(_told, update.told))
        words = _("%(subjects)s个对象，期间从%(first)s到%(last)s。")
        return words % {"subjects": update.subjects, "first": update.first_day, "last": update.last_day}

    def item_link(self, item):
        about, update = item
        if len(update.told) == 1:
            return about.address("figure", update.told[0].pk)
        return about.address("indicators:detail", update.indicator.code)

    def item_guid(self, item):
        """Never changes, whatever the host, the language or the page it leads to."""
        _about, update = item
        return f"tag:county-portal,{update.at:%Y}:updates/{update.batch.pk}/{update.indicator.code}"

    item_guid_is_permalink = False

    def item_pubdate(self, item):
        return item[1].at

    def item_updateddate(self, item):
        return item[1].at


def what_happened(update: Update) -> str:
    """新发布12条，更正2条; in an undo, 恢复12条."""
    if update.is_restored:
        return ngettext("撤回后恢复%(number)d条", "撤回后恢复%(number)d条", update.figures) % {"number": update.figures}
    new = update.figures - update.corrected
    parts = []
    if new:
        parts.append(ngettext("发布%(number)d条", "发布%(number)d条", new) % {"number": new})
    if update.corrected:
        words = ngettext("更正或修订%(number)d条", "更正或修订%(number)d条", update.corrected)
        parts.append(words % {"number": update.corrected})
    return _("，").join(parts)


def _told(figure) -> str:
    """The figure in a sentence, with the reason where it corrects another."""
    told = strip_tags(sentence(Reading(figure)))
    if not figure.change:
        return told
    return _("%(sentence)s（%(change)s，理由：%(reason)s）") % {
        "sentence": told,
        "change": figure.get_change_display(),
        "reason": figure.change_reason,
    }
