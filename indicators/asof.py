"""The state of a past day: what `?asof=` asks of a page, a download or the API.

A page that shows figures calls `asof_of` and hands the day to `Observation.objects.public(asof=day)`. One that does not
is told so by `refuse_unanswered`, in the one place where every page gathers its notices.
"""

import datetime
import re

from django.utils.translation import gettext as _

from indicators.worlds import add_notice
from portal import clock

PARAMETER = "asof"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class AsofError(ValueError):
    """Says in the reader's language why no state of such a day can be shown."""


def parse_asof(text: str) -> datetime.date:
    """The day that a text such as "2021-07-31" names, at the end of which the state is asked for.

    Raises AsofError where it names none, or one after `portal.clock.today()`.
    """
    day = _day(text.strip())
    if day is None:
        raise AsofError(_("asof 须是一个日期，写成年-月-日，如 2021-07-31。"))
    if day > clock.today():
        words = _("asof 不能晚于今天（%(today)s），%(day)s 还没有到。")
        raise AsofError(words % {"today": clock.today().isoformat(), "day": day.isoformat()})
    return day


def asof_of(request) -> datetime.date | None:
    """The day whose state the address of a page asks for, else None. Read once a request.

    One that is malformed or in the future gives a notice, and the present state.
    """
    if not hasattr(request, "asof"):
        request.asof = _asked_day(request)
    return request.asof


def refuse_unanswered(request) -> None:
    """Notes that a page took no account of the day its address asks for: it shows the present state alone."""
    if request.GET.get(PARAMETER) and not hasattr(request, "asof"):
        add_notice(request, _("这个页面没有往日的状态，显示的是现在的内容；指标和数据的页面可以按日期查看。"))


def _asked_day(request):
    text = request.GET.get(PARAMETER, "")
    if not text:
        return None
    try:
        return parse_asof(text)
    except AsofError as error:
        add_notice(request, _("%(fault)s已显示现在的内容。") % {"fault": error})
        return None


def _day(text):
    try:
        return datetime.date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None
