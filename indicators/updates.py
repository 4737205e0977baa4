"""What was published lately: loads, corrections and undos, each gathered by indicator so that a load of ten thousand
figures is one entry an indicator.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from imports.models import ImportBatch
from indicators.models import Indicator, Observation

MOST_BATCHES = 60
MOST_UPDATES = 40
# A group of no more figures is told one by one.
MOST_TOLD = 3


@dataclass
class Update:
    """What one batch did to the public figures of one indicator.

    at: the moment of its publication; figures: how many vintages it published, of which `corrected` say that they correct
    or revise; subjects: of how many; first_day, last_day: over which time; told: the figures themselves where they are few.
    """

    batch: ImportBatch
    indicator: Indicator
    at: datetime.datetime
    figures: int
    corrected: int
    subjects: int
    first_day: datetime.date
    last_day: datetime.date
    told: list[Observation] = field(default_factory=list)

    @property
    def is_restored(self) -> bool:
        """Whether an undo gave former figures back."""
        return self.batch.kind == ImportBatch.Kind.UNDO


def updates_of(world, indicator: Indicator | None = None) -> list[Update]:
    """The newest updates of a world, of one indicator or all, the last first; five questions, however large a load."""
    rows = Observation.objects.public_vintages().filter(subject__world=world)
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    batches = _newest_batches(rows)
    groups = _groups(rows.filter(batch__in=batches))[:MOST_UPDATES]
    indicators = Indicator.objects.in_bulk({group["indicator"] for group in groups})
    updates = [_update(group, batches, indicators) for group in groups]
    _tell(rows, [update for update in updates if update.figures <= MOST_TOLD])
    return updates


def _newest_batches(rows) -> dict[int, ImportBatch]:
    """The last published batches that brought some of these figures, by number."""
    has_some = Exists(rows.filter(batch=OuterRef("pk")))
    published = ImportBatch.objects.filter(has_some, status=ImportBatch.Status.PUBLISHED)
    return {batch.pk: batch for batch in published.order_by("-pk")[:MOST_BATCHES]}


def _groups(rows) -> list[dict]:
    corrected = Count("pk", filter=~Q(change=Observation.Change.NONE))
    numbers = {"figures": Count("pk"), "corrected": corrected, "subjects": Count("subject", distinct=True)}
    days = {"from_day": Min("first_day"), "to_day": Max("last_day")}
    groups = rows.order_by().values("batch", "indicator").annotate(at=Max("published_at"), **numbers, **days)
    return list(groups.order_by("-at", "-batch", "indicator"))


def _update(group, batches, indicators) -> Update:
    return Update(
        batch=batches[group["batch"]],
        indicator=indicators[group["indicator"]],
        at=group["at"],
        figures=group["figures"],
        corrected=group["corrected"],
        subjects=group["subjects"],
        first_day=group["from_day"],
        last_day=group["to_day"],
    )


def _tell(rows, updates: Iterable[Update]) -> None:
    """Gives small updates their figures, in two questions for all of them."""
    by_group = {(update.batch.pk, update.indicator.pk): update for update in updates}
    few = rows.filter(batch__in={pk for pk, _ in by_group}, indicator__in={pk for _, pk in by_group})
    for figure in few.for_display().order_by("pk") if by_group else ():
        if (update := by_group.get((figure.batch_id, figure.indicator_id))) is not None:
            update.told.append(figure)
