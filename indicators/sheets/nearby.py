"""Levels in force that are of no former period, but near enough to show that a figure has slipped."""

from collections.abc import Sequence

from indicators.models import Observation
from indicators.sheets.ledger import Group, Ledger, fill
from indicators.sheets.neighbours import Known, Neighbours, nearest, window

LEVEL = Observation.Measure.LEVEL


def without_neighbours(groups: Sequence[Group], known: Known) -> list[tuple[Group, list[int]]]:
    """The groups of figures with those of their subjects of which nothing that is known so far can be compared."""
    found = []
    for group in (one for one in groups if one.scope.measure == LEVEL and not one.scope.is_stock):
        neighbours = Neighbours(group, known)
        columns = [*neighbours.former, *neighbours.next, *neighbours.shorter, *neighbours.longer]
        lonely = [subject for subject in group.amounts if not nearest(columns, subject)]
        if lonely:
            found.append((group, lonely))
    return found


def nearby_in_force(groups: Sequence[Group], known: Known) -> Ledger:
    """The levels in force within three years of figures that have no neighbours yet, in one query if there are any."""
    ledger = Ledger()
    lonely = without_neighbours(groups, known)
    if lonely:
        alone = [group for group, _subjects in lonely]
        windows = [window(group.span) for group in alone]
        rows = Observation.objects.asof().filter(
            measure=LEVEL,
            is_stock=False,
            subject_id__in={subject for _group, subjects in lonely for subject in subjects},
            indicator_id__in={group.scope.indicator_id for group in alone},
            first_day__gte=min(first for first, _last in windows),
            last_day__lte=max(last for _first, last in windows),
        )
        fill(ledger, rows, {group.scope.indicator_id: group.indicator.unit for group in alone})
    return ledger
