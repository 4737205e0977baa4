"""The verbs that write figures. `publish` is the only writer of observations."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imports.bulk import BulkTable, Numbers, lock_tables
from imports.instances import point
from imports.locks import lock_publication
from imports.models import ImportBatch
from indicators.figures import Figure, set_quantity
from indicators.models import Indicator, LegalBasis, Observation, Rank, Source
from indicators.numbers import Quantity

# Why a figure may be superseded.
CHANGES = [change for change in Observation.Change if change != Observation.Change.NONE]


class PublishError(ValueError):
    """A publication that would break the history; its text is for the editor."""


@dataclass
class Published:
    """What a publication did, as observations: `changed` pairs the former vintage with the new one."""

    new: list[Observation] = field(default_factory=list)
    changed: list[tuple[Observation, Observation]] = field(default_factory=list)
    unchanged: list[Observation] = field(default_factory=list)


@transaction.atomic
def publish(
    *,
    figures: Sequence[Figure],
    batch: ImportBatch,
    at: datetime | None = None,
    comparison: "Comparison | None" = None,
) -> Published:
    """Publishes figures at a moment (now, or one in the past but later than the vintages it replaces).

    `comparison` is that of these figures where the caller, who holds the lock on publication, has made it already. A
    figure equal to the vintage in force changes nothing. Raises PublishError for a repeated key, a moment in the
    future or one that is not later than a vintage of the same key, and a unit that is no more the indicator's.
    """
    lock_publication()
    hold_units(figures)
    moment = at or timezone.now()
    if moment > timezone.now():
        raise PublishError(_("发布时间不能在将来：%(at)s。") % {"at": _shown(moment)})
    refuse_repeated_keys(figures)
    outcome = comparison or compare(figures)
    refuse_rewritten_past(outcome, moment)
    former_ids = [former.pk for former, _figure in outcome.changed]
    Observation.objects.filter(pk__in=former_ids).update(closed_at=moment)
    written = [*outcome.new, *(figure for _former, figure in outcome.changed)]
    _insert(written, batch, moment)
    return Published(
        new=[figure.observation for figure in outcome.new],
        changed=[(former, figure.observation) for former, figure in outcome.changed],
        unchanged=outcome.unchanged,
    )


@dataclass
class Comparison:
    """How figures stand to the vintages in force: `changed` pairs the open vintage with the figure."""

    new: list[Figure] = field(default_factory=list)
    changed: list[tuple[Observation, Figure]] = field(default_factory=list)
    unchanged: list[Observation] = field(default_factory=list)


def compare(figures: Sequence[Figure]) -> Comparison:
    """Sorts figures into new, changed and unchanged, with two queries for any number of them."""
    comparison = Comparison()
    open_vintages = _open_vintages(figures)
    for figure in figures:
        former = open_vintages.get(figure.key)
        if former is None:
            comparison.new.append(figure)
        elif Figure(former, former.ranks.all()).content == figure.content:
            comparison.unchanged.append(former)
        else:
            comparison.changed.append((former, figure))
    return comparison


def _open_vintages(figures):
    wanted = {
        f"{name}__in": {figure.key[place] for figure in figures}
        for place, name in enumerate(Observation.KEY_FIELDS)
        if name in ("subject_id", "indicator_id", "last_day")
    }
    rows = Observation.objects.asof().filter(**wanted)
    return {row.key: row for row in rows.prefetch_related("ranks")}


def hold_units(figures: Sequence[Figure]) -> None:
    """Keeps the units of indicators as they are until the transaction ends.

    Raises PublishError where a figure was read in a unit that its indicator has no more.
    """
    # The whole table: rows locked one load after another could wait for somebody who writes several of them.
    lock_tables([Indicator], "SHARE")
    read_in = {figure.observation.indicator_id: figure.observation.indicator for figure in figures}
    units = dict(Indicator.everything.filter(pk__in=read_in).values_list("pk", "unit"))
    for pk, unit in units.items():
        if unit != read_in[pk].unit:
            raise PublishError(
                _("指标“%(name)s”的单位刚刚改成了“%(unit)s”，请重新核对后再发布。")
                % {"name": read_in[pk].name, "unit": unit}
            )


def refuse_repeated_keys(figures):
    """Raises PublishError where two figures of one load have the same key."""
    seen = set()
    for figure in figures:
        if figure.key in seen:
            raise PublishError(_("同一数据出现两次：%(figure)s。") % {"figure": figure.observation})
        seen.add(figure.key)


def refuse_rewritten_past(outcome: Comparison, moment: datetime) -> None:
    """Raises PublishError where a figure would be published at a moment that is not later than what is known of it."""
    for former, _figure in outcome.changed:
        if moment <= former.published_at:
            raise PublishError(
                _("“%(figure)s”已有更晚的发布，发布时间必须晚于%(at)s。")
                % {"figure": former, "at": _shown(former.published_at)}
            )
    subjects = {figure.observation.subject_id for figure in outcome.new}
    later = Observation.objects.filter(subject_id__in=subjects, closed_at__gt=moment)
    closed_later = list(later.select_related("subject", "indicator"))
    new_keys = {figure.key for figure in outcome.new} if closed_later else ()
    for closed in closed_later:
        if closed.key in new_keys:
            raise PublishError(
                _("“%(figure)s”的旧数据到%(at)s才失效，发布时间必须更晚。")
                % {"figure": closed, "at": _shown(closed.closed_at)}
            )


def _shown(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"


def _insert(figures, batch, moment):
    observations, ranks = [], []
    numbers = Numbers(Observation, len(figures))
    places = Numbers(Rank, sum(len(figure.ranks) for figure in figures))
    for figure in figures:
        observation = figure.observation
        point(observation, "batch", "batch_id", batch)
        observation.id, observation.published_at = numbers.next(), moment
        observation._state.adding = False
        observations.append(observation)
        for rank in figure.ranks:
            rank.pk, rank.observation = places.next(), observation
            ranks.append(rank)
    if observations:
        BulkTable(Observation).copy(observations)
    if ranks:
        BulkTable(Rank).copy(ranks)


@transaction.atomic
def publish_by_hand(*, figure: Figure, by) -> Observation:
    """Publishes one figure that was typed in, as a batch without a file. Raises PublishError where it is there."""
    observation = figure.observation
    batch = _batch_of_one(ImportBatch.Kind.IMPORT, observation, observation.source, _("手工新增"), by)
    outcome = publish(figures=[figure], batch=batch)
    if not outcome.new:
        raise PublishError(_("这个数据刚刚由别人发布了，要改它，请打开后用“更正”。"))
    return outcome.new[0]


@transaction.atomic
def supersede(
    *,
    observation: Observation,
    quantity: Quantity,
    change: Observation.Change,
    reason: str,
    source: Source,
    by,
    place: str = "",
    note: str | None = None,
    at: datetime | None = None,
) -> Observation:
    """Replaces one figure by another as a batch of one; the former vintage is closed and kept, ranks carry over.

    Raises PublishError when the vintage is no longer in force, no reason or kind of change is given, or nothing would
    change, and NumberError when the quantity's unit is of another kind than the indicator's.
    """
    lock_publication()
    observation = Observation.objects.select_for_update(of=("self",)).select_related("indicator").get(pk=observation.pk)
    if observation.closed_at is not None:
        raise PublishError(_("这条数据已被更新过，请打开最新的一条再更正。"))
    if not reason.strip():
        raise PublishError(_("请写明更正的理由。"))
    if change not in CHANGES:
        raise PublishError(_("请选择变更种类：更正、修订或口径调整。"))
    successor = _successor(observation, quantity, source, place, note)
    if successor.content == observation.content:
        raise PublishError(_("新旧内容相同，没有可更正的。"))
    successor.change, successor.change_reason = change, reason.strip()
    batch = _batch_of_one(ImportBatch.Kind.CORRECTION, observation, source, reason.strip(), by)
    outcome = publish(figures=[Figure(successor, _copied_ranks(observation))], batch=batch, at=at)
    return outcome.changed[0][1]


def _successor(observation, quantity, source, place, note):
    successor = copy(observation)
    successor.pk, successor.closed_at = None, None
    successor._state.adding = True
    set_quantity(successor, quantity)
    if observation.value_state == Observation.ValueState.RANK_ONLY and successor.value is None:
        successor.value_state = Observation.ValueState.RANK_ONLY
    successor.source, successor.place = source, place
    # The printed figure keeps its basis; a source that carries none cannot make a public figure private by accident.
    if source.legal_basis != LegalBasis.NONE:
        successor.legal_basis = source.legal_basis
    successor.note = observation.note if note is None else note
    successor.sheet, successor.cell = "", ""
    return successor


def _copied_ranks(observation):
    ranks = []
    for rank in observation.ranks.all():
        rank.pk = None
        rank._state.adding = True
        ranks.append(rank)
    return ranks


def _batch_of_one(kind, observation, source, reason, by):
    return ImportBatch.objects.create(
        kind=kind,
        status=ImportBatch.Status.PUBLISHED,
        world=observation.subject.world.subject.slug,
        source_title=source.title,
        reason=reason,
        created_by=by,
        published_by=by,
        published_at=timezone.now(),
    )
