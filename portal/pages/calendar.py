"""The release calendar: how often, which department, what was expected when, what came and what has not."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.bilingual import plain_name
from indicators.calendar import MOST_MISSING, timetables, unscheduled_headlines
from indicators.pages import in_world
from indicators.queries import latest_readings, leading_subject
from indicators.worlds import world_of
from portal import clock


def release_calendar(request):
    tables = timetables(world_of(request))
    lacking = sorted((release for table in tables for release in table.lacking), key=lambda one: one.due_on)
    subject = leading_subject(request)
    context = {
        "crumbs": [(_("数据发布日历"), "")],
        "subject": subject,
        "region": plain_name(subject) if subject else "",
        "today": clock.today(),
        "tables": tables,
        "lacking": lacking[:MOST_MISSING],
        "lacking_total": len(lacking),
        "following": sorted((table.next for table in tables if table.next), key=lambda one: one.due_on),
        "unscheduled": _unscheduled(tables, subject),
        "feed": in_world(request, reverse("updates")),
    }
    return render(request, "data/calendar.html", context)


def _unscheduled(tables, subject) -> list[tuple]:
    """The headline indicators without a schedule, each with its newest reading or None."""
    readings = {one.main.indicator_id: one for one in latest_readings(subject, headline_only=True, earlier=0)}
    return [(indicator, readings.get(indicator.pk)) for indicator in unscheduled_headlines(tables)]
