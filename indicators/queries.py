"""What pages ask about figures, one function a question."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Window
from django.db.models.functions import DenseRank

from indicators.models import Indicator, Observation, Subject
from indicators.readings import Reading, gather, latest_of_each, mark_breaks, newest_first
from indicators.worlds import home_of, world_of

# How many periods of an indicator its page prints, newest first.
MOST_PERIODS = 240
MOST_CORRECTIONS = 100


def leading_subject(request) -> Subject | None:
    """Whom the figures of a page are about unless it says otherwise: the home region, abroad the world's root."""
    home, world = home_of(request), world_of(request)
    if home and world and home.subject.world_id == world.pk:
        return home.subject
    return world.subject if world else None


def latest_readings(subject, *, headline_only: bool = False, earlier: int = 1) -> list[Reading]:
    """The newest public reading of each indicator of a subject, in the indicators' order.

    Without breakdowns: a category's share of a figure is not the figure. Asks three questions.
    """
    rows = Observation.objects.public().of_subject(subject).filter(breakdown__isnull=True)
    if headline_only:
        rows = rows.filter(indicator__is_headline=True)
    return latest_of_each(gather(_of_newest_periods(rows, earlier)), earlier=earlier)


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


def series_of(indicator, subject) -> list[Reading]:
    """All public readings of an indicator for one subject, newest first; at most MOST_PERIODS rows of figures.

    Of one period the whole stands before its categories; those are left out first where there are too many rows.
    """
    rows = Observation.objects.public().of_subject(subject).filter(indicator=indicator).for_display()
    rows = rows.annotate(is_part=Q(breakdown__isnull=False))
    category = ("breakdown__code_list", "breakdown__code")
    rows = rows.order_by("is_part", "-last_day", "first_day", *category, "measure", "basis", "pk")
    series = sorted(gather(rows[:MOST_PERIODS]), key=newest_first)
    return mark_breaks(series, indicator.breaks.all())


def latest_of(series: list[Reading]) -> Reading | None:
    """The newest reading that tells the whole: a category of a breakdown is not the figure."""
    return next((reading for reading in series if reading.main.breakdown_id is None), None)


def figures_of_others(indicator, world, subject):
    """Public figures of an indicator for everyone in a world but one subject, as a query to sort and page."""
    rows = Observation.objects.public().filter(indicator=indicator, subject__world=world)
    return rows.exclude(subject=subject).for_display()


def counted_indicators(world) -> list[Indicator]:
    """Every indicator in order, with how many public figures the world has of it: `figures`. Two questions."""
    rows = Observation.objects.public().filter(subject__world=world).order_by()
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


def corrections_of(*, subject=None, indicator=None, world=None) -> list[Correction]:
    """The newest public vintages that were replaced or taken back, the last first; three questions.

    Those of a subject, of an indicator or of a world, or of all that is given.
    """
    about = {"subject": subject, "indicator": indicator, "subject__world": world}
    vintages = Observation.objects.public_vintages().filter(**{name: one for name, one in about.items() if one})
    vintages = vintages.for_display()
    closed = list(vintages.filter(closed_at__isnull=False).order_by("-closed_at", "pk")[:MOST_CORRECTIONS])
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
