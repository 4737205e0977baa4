"""Of which region a region or an enterprise is a part, and what is known of those: no part is larger than the whole."""

from collections.abc import Mapping, Sequence

from indicators.models import Indicator, Observation, Region, Subject
from indicators.sheets.ledger import Group, Ledger, fill

LEVEL = Observation.Measure.LEVEL
# A region stands below at most so many others: town, county, city, province, nation.
MOST_ABOVE = 6


class Wholes:
    """Of which region each region is a part, and each enterprise."""

    def __init__(self):
        self._above: dict[int, tuple[int, ...]] = {}
        self._names: dict[int, str] = {}
        self._parents: Mapping[int, int | None] | None = None

    def above(self, subject: int) -> tuple[int, ...]:
        """The regions that a subject of the groups taken so far belongs to, the smallest first."""
        return self._above.get(subject, ())

    def name_of(self, region: int) -> str:
        if region not in self._names:
            self._names[region] = Subject.objects.values_list("name", flat=True).get(pk=region)
        return self._names[region]

    def values_in_force(self, groups: Sequence[Group]) -> Ledger:
        """What is in force of the regions above the subjects of additive levels, in the years of these figures."""
        ledger = Ledger()
        additive = [one for one in groups if one.scope.measure == LEVEL and is_additive(one)]
        wholes = {whole for group in additive for whole in self._note(group)}
        if wholes:
            years = {year for group in additive for year in (group.span[0].year, group.span[1].year)}
            rows = Observation.objects.asof().filter(
                measure=LEVEL,
                subject_id__in=wholes,
                indicator_id__in={group.scope.indicator_id for group in additive},
                last_day__year__range=(min(years), max(years)),
            )
            fill(ledger, rows, {group.scope.indicator_id: group.indicator.unit for group in additive})
        return ledger

    def _note(self, group) -> set[int]:
        if self._parents is None:
            self._parents = dict(Region.objects.values_list("pk", "parent_id"))
        for _place, figure, subject in group.figures:
            if subject not in self._above:
                is_region = subject in self._parents
                parent = self._parents[subject] if is_region else figure.observation.subject.located_in_id
                self._above[subject] = self._chain(parent)
        return {whole for subject in group.amounts for whole in self._above[subject]}

    def _chain(self, region) -> tuple[int, ...]:
        chain: list[int] = []
        while region is not None and region not in chain and len(chain) < MOST_ABOVE:
            chain.append(region)
            region = self._parents.get(region)
        return tuple(chain)


def is_additive(group: Group) -> bool:
    return group.indicator.aggregation == Indicator.Aggregation.ADDITIVE
