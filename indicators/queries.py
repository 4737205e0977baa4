"""What pages ask about figures, one function a question."""

from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import DenseRank

from indicators.models import Indicator, Observation, Subject
from indicators.models.observation import end_of
from indicators.readings import Reading, gather, latest_of_each
from indicators.worlds import home_of, world_of

MOST_CORRECTIONS = 100


def leading_subject(request) -> Subject | None:
    """Whom the figures of a page are about unless it says otherwise: the home region, abroad the world's root."""
    home, world = home_of(request), world_of(request)
    if home and world and home.subject.world_id == world.pk:
        return home.subject
    return world.subject if world else None


def latest_readings(subject, *, headline_only: bool = False, earlier: int = 1, asof=None) -> list[Reading]:
    """The newest public reading of each indicator of a subject, in the indicators' order.

    Without breakdowns: a category's share of a figure is not the figure. Asks three questions.
    """
    rows = Observation.objects.public(asof=asof).of_subject(subject).filter(breakdown__isnull=True)
    if headline_only:
        rows = rows.filter(indicator__is_headline=True)
    return latest_of_each(gather(_of_newest_periods(rows, earlier)), earlier=earlier)


# A sparkline tells of the last years only.
TREND_YEARS = 3


def trends_of(subject, readings: list[Reading], asof=None) -> dict[int, list[Observation]]:
    """The figures behind each newest reading, of its measure and basis, by indicator. One question."""
    leading = {(row.main.indicator_id, row.main.measure, row.main.basis) for row in readings}
    newest = max((row.main.last_day for row in readings), default=None)
    if newest is None:
        return {}
    rows = Observation.objects.public(asof=asof).of_subject(subject).filter(breakdown__isnull=True)
    rows = rows.filter(last_day__year__gt=newest.year - TREND_YEARS, value__isnull=False).select_related(
        "indicator", "subject"
    )
    found: dict[int, list[Observation]] = {}
    for row in rows.order_by("-last_day", "first_day"):
        if (row.indicator_id, row.measure, row.basis) in leading:
            found.setdefault(row.indicator_id, []).append(row)
    return found


def latest_readings_of(subject_ids) -> dict[int, list[Reading]]:
    """The newest public reading of each indicator for several subjects, by subject."""
    rows = Observation.objects.public().filter(subject__in=subject_ids, breakdown__isnull=True)
    by_subject: dict[int, list[Reading]] = {}
    for reading in latest_of_each(gather(_of_newest_periods(rows, 0)), earlier=0):
        by_subject.setdefault(reading.main.subject_id, []).append(reading)
    return by_subject


def _of_newest_periods(rows, earlier):
    """Rows of the last periods of each series only, so that a long history costs a short page nothing."""
    newest = Window(DenseRank(), partition_by=[F("subject"), F("indicator")], order_by=F("last_day").desc())
    rows = rows.annotate(age=newest).filter(age__lte=1 + earlier)
    periods = ("indicator__position", "indicator__code", "-last_day", "first_day")
    return rows.for_display().order_by(*periods, "measure", "basis", "pk")


def latest_of(series: list[Reading]) -> Reading | None:
    """The newest reading that tells the whole: a category of a breakdown is not the figure."""
    return next((reading for reading in series if reading.main.breakdown_id is None), None)


def figures_of_others(indicator, world, subjects, asof=None):
    """Public figures of an indicator for everyone in a world but some subjects, as a query to sort and page."""
    rows = Observation.objects.public(asof=asof).filter(indicator=indicator, subject__world=world)
    return rows.exclude(subject__in=[subject.pk for subject in subjects]).for_display()


def counted_indicators(world, asof=None) -> list[Indicator]:
    """Every indicator in order, with how many public figures the world has of it: `figures`. Two questions."""
    rows = Observation.objects.public(asof=asof).filter(subject__world=world).order_by()
    counts = dict(rows.values_list("indicator").annotate(Count("pk")))
    indicators = list(Indicator.objects.all())
    for indicator in indicators:
        indicator.figures = counts.get(indicator.pk, 0)
    return indicators


@dataclass(frozen=True, slots=True)
class Correction:
    """A vintage that is no longer in force, and the one that took its place: None where it was taken back."""

    former: Observation
    figure: Observation | None

    @property
    def vintages(self) -> list[Observation]:
        return [self.former, self.figure] if self.figure else [self.former]

    @property
    def has_other_ranks(self) -> bool:
        """Whether the places were changed, alone or with the value."""
        former, *now = [{rank.content for rank in vintage.ranks.all()} for vintage in self.vintages]
        return bool(now) and now[0] != former


def corrections_of(*, subject=None, subjects=None, indicator=None, world=None, asof=None) -> list[Correction]:
    """The newest public vintages that were replaced or taken back, the last first; three questions.

    Those of a subject or several, of an indicator or of a world, or of all that is given; of a past day those made until then.
    """
    about = {"subject": subject, "subject__in": subjects, "indicator": indicator, "subject__world": world}
    vintages = Observation.objects.public_vintages().filter(**{name: one for name, one in about.items() if one})
    vintages = vintages.for_display()
    closed = vintages.filter(closed_at__isnull=False)
    closed = closed.filter(closed_at__lte=end_of(asof)) if asof else closed
    closed = list(closed.order_by("-closed_at", "pk")[:MOST_CORRECTIONS])
    moments = {former.closed_at for former in closed}
    successors = {(row.key, row.published_at): row for row in vintages.filter(published_at__in=moments)}
    return [Correction(former, successors.get((former.key, former.closed_at))) for former in closed]


@dataclass(frozen=True, slots=True)
class Theme:
    """The indicators of one theme: those with a figure of the leading subject, of others only, and of nobody."""

    name: str
    name_en: str
    readings: list[Reading]
    of_others: list[Indicator]
    without_figures: list[Indicator]


def themes_of(indicators, readings) -> list[Theme]:
    """Groups indicators by theme in their own order; one without a theme stands under ""."""
    by_indicator = {reading.main.indicator_id: reading for reading in readings}
    english = english_themes(indicators)
    themes: dict[str, Theme] = {}
    for indicator in indicators:
        name = indicator.theme
        theme = themes.setdefault(name, Theme(name, english.get(name, ""), [], [], []))
        if indicator.pk in by_indicator:
            theme.readings.append(by_indicator[indicator.pk])
        else:
            (theme.of_others if indicator.figures else theme.without_figures).append(indicator)
    return list(themes.values())


def english_themes(indicators) -> dict[str, str]:
    """The English name of each theme that one of its indicators gives."""
    return {indicator.theme: indicator.theme_en for indicator in indicators if indicator.theme_en}
