"""The release calendar: what was to be published when, what came, and what has not come. By `portal.clock`."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Min, Q
from django.utils import timezone

from indicators import wording
from indicators.models import Indicator, Observation, ReleaseSchedule
from indicators.periods import Period, format_period
from indicators.periods.releases import expected_periods
from portal import clock

ON_TIME, LATE, MISSING, WITHDRAWN, AHEAD = "on_time", "late", "missing", "withdrawn", "ahead"
# How many of its periods a schedule shows; what is missing is shown however old it is.
PERIODS_SHOWN = 13
# How far ahead the calendar looks for the next release: a yearly figure may be due a year and more from now.
DAYS_AHEAD = 800
MOST_MISSING = 100

# (subject, indicator, first day, last day, is_stock)
Key = tuple[int, int, datetime.date, datetime.date, bool]


@dataclass(frozen=True, slots=True)
class Release:
    """One period of a schedule. `came_on`: the day of its first publication, None while there is none; `is_open`:
    whether anything of it is in force today.
    """

    schedule: ReleaseSchedule
    period: Period
    due_on: datetime.date
    today: datetime.date
    came_on: datetime.date | None = None
    is_open: bool = False

    @property
    def period_words(self) -> str:
        """2021年1—7月; January–July 2021."""
        return format_period(self.period, wording.language())

    @property
    def state(self) -> str:
        """on_time, late, missing (due and not there), withdrawn (taken back since) or ahead."""
        if self.came_on is None:
            return MISSING if self.due_on < self.today else AHEAD
        if not self.is_open:
            return WITHDRAWN
        return LATE if self.came_on > self.due_on else ON_TIME

    @property
    def is_lacking(self) -> bool:
        return self.state in (MISSING, WITHDRAWN)

    @property
    def days_late(self) -> int:
        """Days after the day it was due: until it came, or until today; 0 where it is not late."""
        return max(((self.came_on or self.today) - self.due_on).days, 0)


@dataclass(frozen=True)
class Timetable:
    """A schedule with all its releases up to today, the oldest first, and the next one."""

    schedule: ReleaseSchedule
    releases: list[Release] = field(default_factory=list)
    next: Release | None = None

    @cached_property
    def shown(self) -> list[Release]:
        """The newest first."""
        return self.releases[: -PERIODS_SHOWN - 1 : -1]

    @cached_property
    def lacking(self) -> list[Release]:
        return [release for release in self.releases if release.is_lacking]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many releases are in each state that one is in."""
        states = [release.state for release in self.releases]
        return [(state, states.count(state)) for state in (ON_TIME, LATE, MISSING, WITHDRAWN) if state in states]


def timetables(world) -> list[Timetable]:
    """The schedules of a world in the order of their indicators. Two questions."""
    schedules = list(
        ReleaseSchedule.objects.public()
        .filter(subject__world=world)
        .select_related("indicator__department", "subject")
        .order_by("indicator__position", "indicator__code", "subject__pinyin", "every", "coverage", "starts_on")
    )
    came = _first_publications(schedules)
    return [_timetable(schedule, came, clock.today()) for schedule in schedules]


def unscheduled_headlines(timetables_: Iterable[Timetable]) -> list[Indicator]:
    """The headline indicators that nobody has given a schedule, in their order."""
    scheduled = {table.schedule.indicator_id for table in timetables_}
    return list(Indicator.objects.headline().exclude(pk__in=scheduled).select_related("department"))


def _timetable(schedule, came, today):
    first_missing_day = today - datetime.timedelta(days=schedule.due_days)
    until = today + datetime.timedelta(days=DAYS_AHEAD)
    releases, following = [], None
    for period in _periods(schedule, until):
        release = _release(schedule, period, came, today)
        # A period that has ended is in the table once it is due or has come.
        if period.last_day < first_missing_day or release.came_on:
            releases.append(release)
        elif following is None:
            following = release
    return Timetable(schedule, releases, following)


def _periods(schedule, until):
    last = min(until, schedule.ends_on) if schedule.ends_on else until
    is_joint = schedule.indicator.first_release == Indicator.FirstRelease.JOINT
    return expected_periods(
        every=schedule.every, coverage=schedule.coverage, is_joint=is_joint, first=schedule.starts_on, last=last
    )


def _release(schedule, period, came, today):
    due_on = period.last_day + datetime.timedelta(days=schedule.due_days)
    key = (schedule.subject_id, schedule.indicator_id, period.first_day, period.last_day, period.is_stock)
    first, open_figures = came.get(key, (None, 0))
    came_on = timezone.localtime(first).date() if first else None
    return Release(schedule, period, due_on, today, came_on, bool(open_figures))


def _first_publications(schedules) -> dict[Key, tuple[datetime.datetime, int]]:
    """When something was first published of each period that any of them may expect, and how much is in force.

    A figure that says only that nothing was published is no publication; neither is a part of a breakdown.
    """
    if not schedules:
        return {}
    about = {
        "subject__in": {schedule.subject_id for schedule in schedules},
        "indicator__in": {schedule.indicator_id for schedule in schedules},
        "last_day__gte": min(schedule.starts_on for schedule in schedules),
    }
    rows = Observation.objects.public_vintages().filter(**about, breakdown__isnull=True)
    rows = rows.exclude(value_state=Observation.ValueState.NOT_AVAILABLE).order_by()
    rows = rows.values_list("subject", "indicator", "first_day", "last_day", "is_stock")
    rows = rows.annotate(first=Min("published_at"), open=Count("pk", filter=Q(closed_at__isnull=True)))
    return {tuple(key): (first, number) for *key, first, number in rows}
