"""The verbs over enterprises: publishing the sums of their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enterprises.aggregates import BASIS, Aggregates, Place, aggregates_of
from enterprises.disclosure import RULES, Cell, Reason, Rules, Verdict, judge
from imports.locks import lock_publication
from imports.models import ImportBatch
from indicators.actions import publish
from indicators.figures import Figure, set_period
from indicators.models import Indicator, LegalBasis, Observation, Region, Source
from indicators.periods import parse_period
from portal import clock

# What a reader is told of a hidden sum (`indicators.wording` has it in English): nothing that tells how many contribute.
REASONS = {
    Reason.PRIMARY: "少于3家或有一家占比过大",
    Reason.SECONDARY: "防止由其他数据推算出个别企业的数据",
}


class AggregationError(ValueError):
    """Sums that cannot be published; the text is for the editor."""


@dataclass(frozen=True)
class Summed:
    """What a publication of sums did; `batch` is None where everything stood there already."""

    batch: ImportBatch | None
    shown: int
    hidden: int


@transaction.atomic
def publish_aggregates(
    *,
    world: Region,
    year: int,
    indicators: Sequence[Indicator],
    by=None,
    at: datetime | None = None,
    rules: Rules = RULES,
) -> Summed:
    """Publishes the declared sums of enterprises' figures of a year as a batch of its own, hidden ones as hidden.

    Raises AggregationError for a year that has not ended and for an indicator that must not be summed.
    """
    lock_publication()
    _refuse(year, indicators)
    source = _source_of(world)
    batch = ImportBatch.objects.create(
        kind=ImportBatch.Kind.AGGREGATION,
        status=ImportBatch.Status.PUBLISHED,
        world=world.subject.slug,
        source_title=source.title,
        created_by=by,
        published_by=by,
        published_at=timezone.now(),
    )
    figures, members = [], {}
    for indicator in indicators:
        for is_stock in (False, True):
            told = _told(world, indicator, year, is_stock, rules, source)
            figures += told.figures
            members[f"{indicator.code} {year} {'stock' if is_stock else 'flow'}"] = told.members
    outcome = publish(figures=figures, batch=batch, at=at)
    hidden = sum(1 for figure in figures if figure.observation.value is None)
    if not (outcome.new or outcome.changed):
        batch.delete()
        return Summed(None, len(figures) - hidden, hidden)
    batch.options = {"sums_of": members}
    batch.save(update_fields=["options"])
    return Summed(batch, len(figures) - hidden, hidden)


def _refuse(year, indicators):
    if year >= clock.today().year:
        raise AggregationError(_("%(year)d年还没有结束，不能汇总全年数据。") % {"year": year})
    for indicator in indicators:
        if indicator.aggregation != Indicator.Aggregation.ADDITIVE:
            raise AggregationError(_("指标“%(name)s”不可加，不能由企业数据汇总。") % {"name": indicator.name})


def _source_of(world):
    """The world's own source of sums."""
    title = _("%(region)s企业数据汇总") % {"region": world.subject.name}
    known = {"published_on": clock.today(), "legal_basis": LegalBasis.OFFICIAL_AGGREGATE, "publisher": "未注明"}
    return Source.everything.get_or_create(title=title, defaults=known)[0]


@dataclass(frozen=True)
class _Told:
    """What is published of one indicator: figures, and who stands in each sum that is shown."""

    figures: list[Figure]
    members: list[list]


def _told(world, indicator, year, is_stock, rules, source):
    aggregates = aggregates_of(world, indicator, year, is_stock=is_stock)
    former = _former_sums(indicator, year, is_stock)
    verdicts = _verdicts(aggregates, former, rules)
    period = parse_period(f"{year}年末" if is_stock else f"{year}年")
    own = {place: verdicts[place] for place in sorted(aggregates.declared, key=_in_order)}
    emptied = _in_force(world, indicator, period) - own.keys()
    figures = [_figure(place, verdict, indicator, period, source) for place, verdict in own.items()]
    figures += [_figure(place, None, indicator, period, source) for place in sorted(emptied, key=_in_order)]
    shown = [place for place, verdict in own.items() if verdict.reason is None]
    return _Told(figures, [[*place, sorted(aggregates.cells[place].contributors)] for place in shown])


def _in_order(place):
    return place.subject_id, place.breakdown_id or 0


def _former_sums(indicator, year, is_stock):
    """Who stood in the sums published before: a reader has kept them, and the difference is one enterprise's figure."""
    name = f"{indicator.code} {year} {'stock' if is_stock else 'flow'}"
    batches = ImportBatch.objects.filter(kind=ImportBatch.Kind.AGGREGATION).values_list("options", flat=True)
    return {
        (Place(subject, breakdown), frozenset(members))
        for options in batches
        for subject, breakdown, members in options.get("sums_of", {}).get(name, [])
    }


def _verdicts(aggregates: Aggregates, former, rules):
    """Judges again where a sum that was shown would be hidden now: what readers have kept cannot be hidden."""
    cells = _with_former(aggregates, former)
    verdicts = judge(cells, aggregates.contributions, rules)
    shown_once = {place for place, members in former if place in cells and cells[place].contributors == members}
    if all(verdicts[place].reason is None for place in shown_once):
        return verdicts
    kept = {place: Cell(cells[place].contributors, is_public_already=True) for place in shown_once}
    return judge(cells | kept, aggregates.contributions, rules)


def _with_former(aggregates: Aggregates, former):
    cells = dict(aggregates.cells)
    for number, (place, members) in enumerate(sorted(former, key=str)):
        present = members & aggregates.contributions.keys()
        if present and (place not in cells or cells[place].contributors != present):
            cells[("former", number)] = Cell(present, is_public_already=True)
    return cells


def _in_force(world, indicator, period):
    rows = Observation.objects.asof().filter(
        subject__world=world, indicator=indicator, basis=BASIS, last_day=period.last_day, is_stock=period.is_stock
    )
    return {Place(*row) for row in rows.values_list("subject_id", "breakdown_id")}


def _figure(place: Place, verdict: Verdict | None, indicator, period, source) -> Figure:
    """A sum that is shown, one that is hidden with its reason, or with `verdict` None one that has no members left."""
    states = Observation.ValueState
    observation = Observation(
        subject_id=place.subject_id,
        breakdown_id=place.breakdown_id,
        indicator=indicator,
        basis=BASIS,
        source=source,
        legal_basis=LegalBasis.OFFICIAL_AGGREGATE,
        value_state=states.NOT_AVAILABLE if verdict is None else states.SUPPRESSED,
    )
    set_period(observation, period)
    if verdict is not None and verdict.reason is not None:
        observation.note = REASONS[verdict.reason]
    elif verdict is not None:
        _set_value(observation, verdict.value, indicator)
    return Figure(observation)


def _set_value(observation, value: Decimal, indicator):
    plain = f"{value.normalize():f}"
    observation.value, observation.value_state = value, Observation.ValueState.VALUE
    observation.as_written, observation.written_unit = f"{plain}{indicator.unit}", indicator.unit
    observation.written_decimals = len(plain.partition(".")[2])
