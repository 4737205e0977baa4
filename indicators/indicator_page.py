"""What the page of an indicator shows, gathered from its choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from indicators import wording
from indicators.chart_pages import Chart, charts_of, comparison_chart, gap_words, ranking_chart
from indicators.charts import Frequency
from indicators.charts.points import frequencies_of
from indicators.choice import MOST_SUBJECTS, Choice, breaks_of, chosen_rows, figures_of
from indicators.choice_form import ChoiceForm
from indicators.comparison import Comparison, Span
from indicators.derived import places_of
from indicators.models import Commitment, Observation, Subject
from indicators.peers import Found, Peers, comparison_of, find_figures, peers_of
from indicators.queries import latest_of
from indicators.readings import Reading, gather, mark_breaks, newest_first
from indicators.series_table import SeriesTable, series_table
from indicators.worked_out import add_nominal_changes
from indicators.worlds import add_notice

# A page begins with so many periods; whoever asks for years or for all sees up to the second number.
FIRST_PERIODS, MOST_PERIODS = 24, 240
# Of so few each shows its source where it stands.
FEW_PERIODS = 12
# The columns of places over time.
MOST_PLACES = 12
_Measure = Observation.Measure


@dataclass(frozen=True)
class Row:
    """One period of a table of several subjects: its figures in their order, None where there is none."""

    period: Observation
    figures: Sequence[Observation | None]


class IndicatorPage:
    """The figures of a choice and what follows from them; everything is asked once, when it is first looked at."""

    def __init__(self, choice: Choice, *, rule: str = "", at: str = "", shows_places: bool = False):
        self.choice = choice
        self.indicator = choice.indicator
        self.shows_places = shows_places
        self._rule, self._at = rule, at

    @cached_property
    def breaks(self) -> list:
        """Those that hold in the world, for all or for one of its regions."""
        return list(breaks_of(self.indicator, self.choice.world))

    @cached_property
    def rows(self) -> list[Observation]:
        """The figures shown, newest first."""
        return chosen_rows(self.choice, with_ranks=False)

    @cached_property
    def by_subject(self) -> Mapping[Subject, list[Observation]]:
        """The figures of each chosen subject, in the order of the choice."""
        found = _by_subject(self.rows)
        return {subject: found.get(subject.pk, []) for subject in self.choice.subjects}

    @cached_property
    def series(self) -> list[Reading]:
        """The readings of the leading subject, newest first, each with the breaks before it."""
        lead = self.choice.lead
        readings = sorted(gather(self.by_subject.get(lead, [])), key=newest_first)
        # Only beside all that is published: a growth on another basis stands for the same thing.
        if not self.choice.measure and not self.choice.basis:
            add_nominal_changes(readings, self.breaks)
        return mark_breaks(readings, self.breaks)

    @cached_property
    def series_table(self) -> SeriesTable | None:
        """The readings listed in words, where there are many; a short table brings its source notes along."""
        if len(self.listed) <= FEW_PERIODS:
            return None
        kept = [(name, value) for name, value in self.choice.parameters if name in ("world", "asof")]
        return series_table(self.listed, f"?{urlencode(kept)}" if kept else "")

    @property
    def latest(self) -> Reading | None:
        """The newest of the whole, which is always among those listed."""
        return latest_of(self.listed)

    @property
    def is_of_several(self) -> bool:
        return len(self.choice.subjects) > 1

    @cached_property
    def listed(self) -> list[Reading]:
        """The newest readings; where there are too many, those of categories are left out before those of the whole."""
        by_weight = sorted(self.series, key=lambda reading: reading.main.breakdown_id is not None)
        kept = {id(reading) for reading in by_weight[: self._room]}
        listed = [reading for reading in self.series if id(reading) in kept]
        published = [row for reading in listed for row in reading.observations if not row.worked_out]
        prefetch_related_objects(published, "ranks__group")
        return listed

    @property
    def is_cut(self) -> bool:
        return self.total > self._room

    @property
    def total(self) -> int:
        """How many periods there are to list, those before the recent years among them."""
        if self.choice.since and not self.choice.first_year:
            sizes = self.choice.offer.combinations.items()
            return max(size for one, (size, _newest) in sizes if one.every == self.choice.every)
        return len(self._periods) if self.is_of_several else len(self.series)

    @property
    def _room(self) -> int:
        return MOST_PERIODS if self.choice.first_year else FIRST_PERIODS

    @property
    def whole_address(self) -> str:
        """The address of the page with every period, which its first year asks for."""
        return self.choice.with_(first_year=self.choice.offer.years[0]).address if self.choice.offer.years else ""

    @cached_property
    def table(self) -> list[Row]:
        """The chosen measure of several subjects, a row a period."""
        cells = {(_period(row), row.subject_id): row for row in reversed(self.rows)}
        subjects = self.choice.subjects
        return [
            Row(first, [cells.get((period, subject.pk)) for subject in subjects])
            for period, first in list(self._periods.items())[: self._room]
        ]

    @cached_property
    def _periods(self) -> dict[tuple, Observation]:
        found: dict[tuple, Observation] = {}
        for row in self.rows if self.is_of_several else []:
            found.setdefault(_period(row), row)
        return found

    @cached_property
    def peers(self) -> Peers | None:
        return peers_of(self.choice.lead)

    @property
    def known_subjects(self) -> list[Subject]:
        """Those chosen and those they are compared with."""
        return [*self.choice.subjects, *(self.peers.with_whole if self.peers else ())]

    @cached_property
    def _found(self) -> Found:
        return find_figures(self.choice, self.peers) if self.peers else Found([], [])

    @property
    def comparable_subjects(self) -> list[Subject]:
        """Those whom a reader may want side by side."""
        return self._found.subjects if len(self._found.subjects) > 1 else []

    @cached_property
    def comparison(self) -> Comparison | None:
        spans = self._found.spans
        return comparison_of(self.choice, self.peers, spans, rule=self._rule, at=self._at) if spans else None

    @cached_property
    def places_over_time(self) -> list[tuple[Subject, list[int | None]]]:
        """The place of each peer at the last periods, the oldest first, with the periods in `places_periods`."""
        comparison = self.comparison
        if comparison is None or not self.shows_places:
            return []
        spans = list(reversed(comparison.spans[:MOST_PLACES]))
        rows = figures_of(self.indicator, self.peers.subjects, self.choice.asof).filter(
            measure=comparison.rule, last_day__in=[span.last_day for span in spans], value__isnull=False
        )
        values: dict[tuple, dict[int, object]] = {tuple(span): {} for span in spans}
        fields = ("first_day", "last_day", "is_stock", "subject_id", "value")
        for *days, subject, value in rows.order_by("basis", "pk").values_list(*fields):
            values.get(tuple(days), {}).setdefault(subject, value)
        is_highest_first = self.indicator.better != self.indicator.Better.LOWER
        places = [places_of(by_subject, highest_first=is_highest_first) for by_subject in values.values()]
        return [
            (peer.subject, [one[peer.subject.pk].position if peer.subject.pk in one else None for one in places])
            for peer in comparison.peers
        ]

    @property
    def places_words(self) -> list[str]:
        return [words for _span, words in reversed(self.span_choices[:MOST_PLACES])]

    @property
    def span_choices(self) -> list[tuple[Span, str]]:
        """The periods of the comparison with their words, newest first."""
        return [(span, wording.span_words(*span)) for span in self.comparison.spans] if self.comparison else []

    @property
    def place_sentence(self):
        """Where the leading subject stands among its peers; "" where it is none of them."""
        sentence = self.comparison.sentence_of(self.choice.lead) if self.comparison and self.choice.lead else ""
        return wording.joined([wording.span_words(*self.comparison.span), sentence]) if sentence else ""

    @property
    def places_address(self) -> str:
        return self._address_with("places")

    @property
    def others_address(self) -> str:
        return self._address_with("others")

    def _address_with(self, name: str) -> str:
        return f"{self.choice.address}{'&' if self.choice.query else '?'}{name}=1"

    @property
    def together_address(self) -> str:
        """The address of the page with the first peers on one chart."""
        if self.is_of_several or self.comparison is None:
            return ""
        first = [peer.subject for peer in self.comparison.compared][:MOST_SUBJECTS]
        lead = [subject for subject in first if subject.pk == self.choice.lead.pk]
        ordered = [*lead, *(subject for subject in first if subject not in lead)]
        return self.choice.with_(named=ordered, measure=self.comparison.rule).address

    @cached_property
    def commitments(self) -> list[Commitment]:
        """What was promised of this indicator for those shown; on a past day what had been promised until then."""
        rows = Commitment.objects.public().filter(indicator=self.indicator)
        rows = rows.filter(subject__in=[one.pk for one in self.choice.subjects])
        return list(rows) if self.choice.asof is None else _as_promised(rows, self.choice.asof)

    @property
    def address_now(self) -> str:
        return self.choice.with_(asof=None).address

    @property
    def has_worked_out(self) -> bool:
        return any(row.worked_out for reading in self.listed for row in reading.observations) or any(
            row.worked_out for row in self.rows
        )

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """Each format of what is shown, with its address."""
        base = reverse("indicators:detail", args=[self.indicator.code]).rstrip("/")
        return [(format, f"{base}.{format}{self.choice.query}") for format in ("csv", "xlsx", "json")]

    @property
    def measure_words(self) -> str:
        """What a table of several subjects shows."""
        return str(Observation.Measure(self.choice.measure).label) if self.choice.measure else ""

    @property
    def unit(self) -> str:
        return self.rows[0].unit if self.rows else ""

    @property
    def places(self) -> int:
        """How many decimals a table of several subjects needs room for."""
        return wording.room_for_decimals(wording.plain_value_words(row) for row in self.rows)

    @cached_property
    def progress(self) -> list[tuple[Commitment, str]]:
        """Each promise with how far there is to go, in words; "" where no figure measures it."""
        found = []
        for commitment in self.commitments:
            rows = next((rows for one, rows in self.by_subject.items() if one.pk == commitment.subject_id), [])
            newest = _newest_measuring(commitment, rows)
            found.append((commitment, gap_words(commitment, newest) if newest else ""))
        return found

    @cached_property
    def form(self) -> ChoiceForm:
        return ChoiceForm(self.choice, self.comparable_subjects)


def _by_subject(rows) -> dict[int, list[Observation]]:
    found: dict[int, list[Observation]] = {}
    for row in rows:
        found.setdefault(row.subject_id, []).append(row)
    return found


def _period(row) -> tuple[date, date, bool]:
    return row.first_day, row.last_day, row.is_stock


def asked_of_peers(request) -> dict:
    """What an address asks of the peers: their period, their order, and whether their former places are shown."""
    return {
        "rule": request.GET.get("rank", ""),
        "at": request.GET.get("at", ""),
        "shows_places": bool(request.GET.get("places")),
    }


def note_unanswered(request, page: IndicatorPage) -> None:
    """Tells the reader where peers cannot be compared as the address asks."""
    at, rule, comparison = request.GET.get("at"), request.GET.get("rank"), page.comparison
    if at and (comparison is None or comparison.span.code != at):
        add_notice(request, _("各地没有所选时间的数据，已显示最近一期。"))
    if rule and (comparison is None or comparison.rule != rule):
        add_notice(request, _("各地没有按所选方式排位的数据，已改用另一种。"))


# The level and its growth; further measures stand in the table.
MOST_CHARTS = 2


def charts_of_page(page: IndicatorPage) -> list[Chart]:
    """Only where figures can be compared: a single figure has no empty frame."""
    if page.is_of_several:
        together = comparison_chart(page.by_subject, page.breaks, home=page.choice.lead)
        return [together] if together else []
    published = [row for row in page.rows if row.worked_out != "change"]
    return charts_of(published, page.breaks, page.commitments)[:MOST_CHARTS]


def ranking_of_page(page: IndicatorPage) -> Chart | None:
    comparison = page.comparison
    if comparison is None:
        return None
    return ranking_chart(comparison.observations, home=page.choice.lead, peers=page.peers.subjects)


def _as_promised(rows, day: date) -> list[Commitment]:
    """The promises made by the end of a day, without what became of them since."""
    made = Q(made_on__lte=day) | Q(made_on__isnull=True, source__published_on__lte=day)
    found = list(rows.filter(made))
    for commitment in found:
        commitment.outcome, commitment.evidence = Commitment.Outcome.OPEN, ""
    return found


def _newest_measuring(commitment: Commitment, rows: Sequence[Observation]) -> Observation | None:
    """The newest figure by which a goal is measured: of whole years where there are any, for seven months are no failure."""
    measure = commitment.measure or _Measure.LEVEL
    found = [row for row in rows if row.measure == measure and row.value is not None and not row.worked_out]
    whole = [row for row in found if row.is_stock or Frequency.YEARLY in frequencies_of(row)]
    return max(whole or found, key=lambda row: (row.last_day, -row.first_day.toordinal()), default=None)
