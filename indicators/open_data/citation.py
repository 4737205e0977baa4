"""How a reader cites figures of the portal: as GB/T 7714 has it for databases on the net."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.bilingual import plain_name, plain_text
from indicators.models import Indicator, Observation
from indicators.wording import is_english, period_words
from indicators.worlds import home_of, world_of
from portal import clock


def citation_of(request, title: str, *, updated_on: datetime.date | None = None) -> str:
    """缙云县. 规模以上工业增加值（2021年1—7月）[DB/OL]. (2021-10-31)[2021-11-02]. https://…"""
    updated = f"({updated_on.isoformat()})" if updated_on else ""
    return f"{responsible(request)}. {title}[DB/OL]. {updated}[{clock.today().isoformat()}]. {request.build_absolute_uri()}"


def responsible(request) -> str:
    """Who answers for the data: the sponsor of the site, else the home region's portal."""
    world, home = world_of(request), home_of(request)
    if world is not None and home is not None and world.pk != home.subject.world_id:
        # Nobody real answers for an invented world.
        return _("%(world)s（演示数据，虚构）") % {"world": plain_name(world.subject)}
    if settings.SITE["sponsor"]:
        return settings.SITE["sponsor"]
    if home is None:
        return settings.SITE["name"] or _("县域工业经济门户")
    return (home.subject.name_en if is_english() else "") or home.subject.name


def title_of(indicator: Indicator, figures: Sequence[Observation]) -> str:
    """The indicator with the periods that are cited: 规上工业增加值（2019年—2021年1—7月）."""
    span = span_words(figures)
    name = plain_text(indicator, "name")
    return _("%(name)s（%(span)s）") % {"name": name, "span": span} if span else name


def span_words(figures: Sequence[Observation]) -> str:
    """From the earliest to the latest period; "" of no figures."""
    if not figures:
        return ""
    earliest = min(figures, key=lambda figure: (figure.last_day, figure.first_day))
    latest = max(figures, key=lambda figure: (figure.last_day, figure.first_day))
    first, last = str(period_words(earliest)), str(period_words(latest))
    return first if first == last else _("%(first)s至%(last)s") % {"first": first, "last": last}


def updated_on(figures: Sequence[Observation]) -> datetime.date | None:
    """The day of the newest publication among figures."""
    moments = [figure.published_at for figure in figures]
    return timezone.localtime(max(moments)).date() if moments else None


def licence() -> dict[str, str]:
    """name and url of the licence as the settings have it; both "" where the county states none."""
    return {"name": settings.SITE["licence"], "url": settings.SITE["licence_url"]}


def licence_words() -> str:
    return settings.SITE["licence"] or _("可以自由查阅、转载和再利用，请注明来源。")
