"""What is public of any subject: the part that the pages of all kinds of subjects share."""

from dataclasses import dataclass
from itertools import groupby

from indicators.models import Observation, Subject
from indicators.queries import Correction, corrections_of, english_themes
from indicators.readings import Reading, gather

# A page of figures that a reader can still take in; the indicators' own pages hold every one.
MOST_FIGURES = 200
MOST_ARTICLES = 20


@dataclass(frozen=True, slots=True)
class YearOfFigures:
    year: int
    figures: list[Observation]

    @property
    def readings(self) -> list[Reading]:
        return gather(self.figures)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is public of any subject, whichever its kind: the common part of all their pages."""

    years: list[YearOfFigures]
    has_more_figures: bool
    corrections: list[Correction]
    honours: list
    commitments: list
    statements: list
    participations: list
    articles: list

    @property
    def figures(self) -> list[Observation]:
        return [figure for year in self.years for figure in year.figures]

    @property
    def is_empty(self) -> bool:
        return not (self.years or self.honours or self.commitments or self.statements or self.participations)


def dossier_of(subject: Subject, *, with_figures: bool = True) -> Dossier:
    """Asks a fixed number of questions, whatever there is to tell; a page that has figures of its own asks fewer."""
    figures = list(public_figures(subject)[: MOST_FIGURES + 1]) if with_figures else []
    return Dossier(
        years=by_year(figures[:MOST_FIGURES]),
        has_more_figures=len(figures) > MOST_FIGURES,
        corrections=corrections_of(subject=subject),
        honours=list(subject.honours.public()),
        commitments=list(subject.commitments.public()),
        statements=list(subject.statements.public()),
        participations=list(subject.participations.public()),
        articles=list(subject.articles.public()[:MOST_ARTICLES]),
    )


def public_figures(subject):
    """The subject's figures in force, newest period first."""
    return Observation.objects.public().of_subject(subject).for_display().newest_period_first()


def by_year(figures) -> list[YearOfFigures]:
    """Figures, newest first, by the year their period ends in; within a year in the indicators' order."""
    years = groupby(figures, key=lambda figure: figure.last_day.year)
    return [YearOfFigures(year, sorted(group, key=_place_in_year)) for year, group in years]


def _place_in_year(figure):
    period = (-figure.last_day.toordinal(), figure.first_day)
    part = figure.breakdown.code if figure.breakdown else ""
    return figure.indicator.position, figure.indicator.code, *period, part, figure.measure, figure.basis, figure.pk


@dataclass(frozen=True, slots=True)
class ThemeOfFigures:
    name: str
    name_en: str
    readings: list[Reading]


def by_theme(readings) -> list[ThemeOfFigures]:
    """Readings with the former ones they carry, by the theme of their indicator, in the order given."""
    english = english_themes(reading.indicator for reading in readings)
    themes: dict[str, ThemeOfFigures] = {}
    for reading in readings:
        name = reading.indicator.theme
        theme = themes.setdefault(name, ThemeOfFigures(name, english.get(name, ""), []))
        theme.readings.extend([reading, *reading.earlier])
    return list(themes.values())
