"""What the address of an indicator's page asks for; the same for its pictures, downloads and feeds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import F, prefetch_related_objects
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from indicators.asof import asof_of
from indicators.charts import Frequency
from indicators.charts.points import frequencies_of
from indicators.frequencies import Combination, Offer, offer_of
from indicators.models import Break, Indicator, Observation, Region, Source, Subject
from indicators.queries import leading_subject
from indicators.worked_out import can_be_split, months_of
from indicators.worlds import add_notice, home_world, world_of

# One line each: more names find no room at the lines' ends.
MOST_SUBJECTS = 10
# A single subject's figures are shown without a choice of rhythm as long as they are no more than this.
FEW_PERIODS = 40
# A longer history of months is drawn for whoever asks.
RECENT_YEARS = 5
_WITHIN_YEARS = (Frequency.MONTHLY, Frequency.CUMULATIVE, Frequency.QUARTERLY)
PARAMETERS = ("region", "measure", "basis", "every", "from", "to", "asof")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Choice:
    """Whose figures of an indicator, which of them, and as of which day.

    subjects: the leading one first, at least one where the world has any. measure, basis: "" for all. every: the rhythm
    (a Frequency), None for figures of any period. first_year, last_year: both included, None where open.
    """

    indicator: Indicator
    world: Region | None
    subjects: Sequence[Subject]
    measure: str = ""
    basis: str = ""
    every: Frequency | None = None
    first_year: int | None = None
    last_year: int | None = None
    asof: datetime.date | None = None
    offer: Offer = field(default_factory=Offer, compare=False)
    # What the address said of the subjects: a page without it shows the leading one.
    named: Sequence[Subject] = ()
    world_slug: str = ""
    # The first year of a page that was asked for none, where the history is long.
    since: int | None = None
    # Whether the reader chose anything but a world.
    is_asked: bool = False

    @property
    def lead(self) -> Subject | None:
        return self.subjects[0] if self.subjects else None

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The parts of the address that differ from the page's own."""
        years = [("from", self.first_year), ("to", self.last_year)]
        said = [("world", self.world_slug), *(("region", subject.slug) for subject in self.named)]
        said += [("measure", self.measure), ("basis", self.basis), ("every", self.every), *years, ("asof", self.asof)]
        return [(name, str(value)) for name, value in said if value]

    @property
    def query(self) -> str:
        """With its question mark; "" where nothing was chosen."""
        return f"?{urlencode(self.parameters)}" if self.parameters else ""

    @property
    def address(self) -> str:
        """Of the indicator's page."""
        return reverse("indicators:detail", args=[self.indicator.code]) + self.query

    @property
    def months_follow(self) -> bool:
        """Whether single months may be asked for that nobody published."""
        level = Observation.Measure.LEVEL
        found = {one.every for one in self.offer.combinations if one.measure == level}
        return Frequency.CUMULATIVE in found and can_be_split(self.indicator) and self.measure in ("", level)

    def with_(self, **changes) -> Choice:
        return replace(self, **changes)

    def figures(self):
        """The public figures that the page shows, all rhythms still among them, newest first."""
        with_parts = len(self.subjects) == 1
        rows = figures_of(self.indicator, self.subjects, self.asof, with_parts=with_parts)
        return _in_years(self._of_measure(rows), self)

    def _of_measure(self, rows):
        rows = rows.filter(measure=self.measure) if self.measure else rows
        return rows.filter(basis=self.basis) if self.basis else rows

    def keeps(self, row: Observation) -> bool:
        """Whether a figure is of the chosen rhythm."""
        return self.every is None or self.every in frequencies_of(row)


def figures_of(indicator, subjects, asof=None, *, with_parts=False):
    """The public figures in force of an indicator for some subjects; with_parts: those of categories too."""
    rows = Observation.objects.public(asof=asof).filter(indicator=indicator)
    rows = rows if with_parts else rows.filter(breakdown__isnull=True)
    return rows.filter(subject_id__in=[subject.pk for subject in subjects])


def _in_order(rows):
    """Newest first; of one period the whole before its categories."""
    category = [F(f"breakdown__{name}").asc(nulls_first=True) for name in ("code_list", "code")]
    rows = rows.select_related("breakdown")
    return rows.order_by("-last_day", "first_day", "subject_id", *category, "measure", "basis", "pk")


def chosen_rows(choice: Choice, *, with_ranks: bool = True) -> list[Observation]:
    """The figures that the page shows, ready for display, newest first; single months worked out where none are published.

    with_ranks: whether their places are read too; a page that lists some of many reads those itself.
    """
    shown = [row for row in _in_order(choice.figures()) if choice.keeps(row)]
    shown = with_known_parts(shown, choice.indicator, choice.subjects)
    if with_ranks:
        prefetch_related_objects(shown, "ranks__group")
    if choice.every is Frequency.MONTHLY and choice.months_follow:
        shown = sorted([*shown, *_worked_out_months(choice)], key=lambda row: row.last_day, reverse=True)
    return shown


def with_known_parts(rows: list[Observation], indicator: Indicator, subjects: Sequence[Subject]) -> list[Observation]:
    """The figures of one indicator with it, their subjects and sources: made once, not once a row."""
    known = {subject.pk: subject for subject in subjects}
    sources = Source.everything.in_bulk({row.source_id for row in rows})
    for row in rows:
        row.indicator, row.subject, row.source = indicator, known[row.subject_id], sources[row.source_id]
    return rows


def breaks_of(indicator, world):
    """The breaks of an indicator that hold in a world, for all of it or for one of its regions."""
    return Break.wherever.in_world(world).filter(indicator=indicator).select_related("source", "region__subject")


def _worked_out_months(choice) -> list[Observation]:
    # Of every basis: a month that is published on another one is no month to work out.
    level = choice.with_(every=None, measure=Observation.Measure.LEVEL, basis="")
    cumulative = list(level.figures().filter(breakdown__isnull=True).order_by("last_day", "pk"))
    by_subject: dict[int, list[Observation]] = {}
    for row in with_known_parts(cumulative, choice.indicator, choice.subjects):
        by_subject.setdefault(row.subject_id, []).append(row)
    breaks = list(breaks_of(choice.indicator, choice.world))
    months = [month for rows in by_subject.values() for month in months_of(rows, breaks)]
    return [month for month in months if choice.basis in ("", month.basis)]


def read_choice(request, indicator: Indicator) -> Choice:
    """What a request asks for; what means nothing here is left out with a notice that says what is shown instead."""
    world = world_of(request)
    named = _named_subjects(request, world)
    lead = leading_subject(request)
    subjects = tuple(named or ([lead] if lead else []))
    first_year, last_year = _years(request)
    asof = asof_of(request)
    offer = offer_of(figures_of(indicator, subjects, asof, with_parts=len(subjects) == 1)) if subjects else Offer()
    wanted = Choice(
        indicator=indicator,
        world=world,
        subjects=subjects,
        measure=_known(request, "measure", Observation.Measure.values, _("度量")),
        basis=_known(request, "basis", offer.bases, _("口径")),
        every=Frequency(every) if (every := _known(request, "every", list(Frequency), _("期间"))) else None,
        first_year=first_year,
        last_year=last_year,
        asof=asof,
        offer=offer,
        named=tuple(named),
        world_slug=_foreign_world(request),
        is_asked=any(request.GET.get(name) for name in PARAMETERS),
    )
    return _with_recent_years(_possible(request, wanted))


def _with_recent_years(choice: Choice) -> Choice:
    """Years of months are read by their last; a reader who names a year, or asks for all, gets all."""
    years = choice.offer.years
    is_long = choice.every in _WITHIN_YEARS and len(years) > RECENT_YEARS
    return choice.with_(since=years[-RECENT_YEARS]) if is_long else choice


def _possible(request, wanted: Choice) -> Choice:
    """The nearest choice for which there are figures: the measure is kept before the rhythm, and that before the basis."""
    if not wanted.offer.combinations:
        return wanted
    several = len(wanted.subjects) > 1
    measure = wanted.measure or (wanted.offer.measures[0] if several else "")
    every = wanted.every or (_rhythm_to_begin_with(wanted, measure))
    asked = wanted.with_(measure=measure, every=every)
    combination = Combination(asked.measure, asked.every, asked.basis)
    if asked.offer.has(combination) or (asked.every is Frequency.MONTHLY and asked.months_follow):
        return asked
    measure, every, basis = asked.offer.nearest(combination)
    nearest = asked.with_(measure=measure if asked.measure else "", every=every, basis=basis if asked.basis else "")
    add_notice(request, _("所选的度量、期间和口径没有合在一起的数据，已显示最接近的一种，可在下面另选。"))
    return nearest


def _rhythm_to_begin_with(wanted: Choice, measure: str) -> Frequency | None:
    offer = wanted.offer
    if len(wanted.subjects) == 1 and offer.periods <= FEW_PERIODS:
        return None
    return offer.leading_frequency(measure)


def in_chosen_years(rows, choice: Choice):
    """Those figures whose period ends in the years that a reader named."""
    if choice.first_year:
        rows = rows.filter(last_day__gte=datetime.date(choice.first_year, 1, 1))
    if choice.last_year:
        rows = rows.filter(last_day__lte=datetime.date(choice.last_year, 12, 31))
    return rows


def _in_years(rows, choice):
    """The same; of a long history its last years where none was named."""
    if choice.since and not (choice.first_year or choice.last_year):
        rows = rows.filter(last_day__gte=datetime.date(choice.since, 1, 1))
    return in_chosen_years(rows, choice)


def _named_subjects(request, world) -> list[Subject]:
    """The subjects that the address names, in its order; unknown ones and too many are left out with a notice."""
    slugs = list(dict.fromkeys(slug[:100] for slug in request.GET.getlist("region") if slug and "\0" not in slug))
    if not slugs or world is None:
        return []
    known = {}
    # Slugs are free again for each kind of subject; a region is meant before a park of that name.
    for subject in Subject.objects.in_world(world).filter(slug__in=slugs[:50]):
        if subject.slug not in known or subject.kind == Subject.Kind.REGION:
            known[subject.slug] = subject
    if unknown := [slug for slug in slugs if slug not in known]:
        add_notice(request, _("没有名为“%(slugs)s”的对象，已忽略。") % {"slugs": _("、").join(unknown)[:80]})
    found = [known[slug] for slug in slugs if slug in known]
    if len(found) > MOST_SUBJECTS:
        add_notice(request, _("一次最多比较%(most)d个对象，只显示前%(most)d个。") % {"most": MOST_SUBJECTS})
    return found[:MOST_SUBJECTS]


def _foreign_world(request) -> str:
    world, home = world_of(request), home_world(request)
    return world.slug if world and world != home else ""


def asked_subject(request) -> Subject | None:
    """The first subject that the address of a page names."""
    return next(iter(_named_subjects(request, world_of(request))), None)


def _known(request, name: str, known, label) -> str:
    value = request.GET.get(name, "")
    if not value or value in known:
        return value
    add_notice(request, _("筛选条件“%(label)s”的值无效，已忽略。") % {"label": label})
    return ""


def _years(request) -> tuple[int | None, int | None]:
    texts = [request.GET.get(name, "").strip() for name in ("from", "to")]
    years = [int(text) if _YEAR.fullmatch(text) else None for text in texts]
    if any(text and year is None for text, year in zip(texts, years, strict=True)):
        add_notice(request, _("年份要写成四位数，如2021；看不懂的已忽略。"))
    first, last = years
    if first and last and first > last:
        add_notice(request, _("起始年晚于终止年，已对调。"))
        first, last = last, first
    return first, last
