"""Checks of figures before publishing: what can be read, but looks like a slip. Each finding is a warning to accept."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter

from indicators.figures import Figure
from indicators.models import Break
from indicators.sheets.ledger import MEASURES, Group, Ledger, grouped, values_in_force
from indicators.sheets.nearby import nearby_in_force
from indicators.sheets.neighbours import Known, Neighbours
from indicators.sheets.suspicions import checks_of
from indicators.sheets.totals import Totals
from indicators.sheets.wholes import Wholes
from portal import clock

Warned = tuple[Figure, str, str]
CODES = (
    "unit_slip",
    "part_above_whole",
    "cumulative_fell",
    "total_of_parts",
    "growth_against_levels",
    "negative_count",
    "implausible_percent",
    "future_period",
)


class FigureChecks:
    """Checks the new and changed figures of one load, handed over in portions, each before it is written.

    Takes the run's References or ImportContext. A figure is compared with what is in force and with all that the load
    has said so far; of two that disagree, the one that came later is warned of.
    """

    def __init__(self, references_or_context):
        context = getattr(references_or_context, "context", references_or_context)
        self._today = context.published_on or clock.today()
        self._loaded = Ledger()
        self._totals = Totals(self._loaded)
        self._wholes = Wholes()

    def check(self, figures: Sequence[Figure]) -> Iterator[Warned]:
        """The warnings of one portion of figures, in their order: the figure, the warning's code and a sentence."""
        groups = grouped(figures)
        compared = [group for group in groups if group.scope.measure in MEASURES]
        in_force = values_in_force(compared)
        self._totals.note(groups, in_force)
        known = Known(compared, self._loaded, in_force, self._breaks, self._wholes)
        in_force.take(nearby_in_force(compared, known))
        in_force.take(self._wholes.values_in_force(compared))
        found = [warned for group in groups for warned in self._warnings(group, known)]
        self._loaded.take(known.portion)
        for _place, *warned in sorted(found, key=itemgetter(0)):
            yield tuple(warned)

    def finish(self) -> Iterator[Warned]:
        """The warnings that need a whole table: totals that are not the sum of their parts. Once after each table."""
        for figure, sentence in self._totals.differing():
            yield figure, "total_of_parts", sentence

    @cached_property
    def _breaks(self) -> dict[int, list[datetime.date]]:
        breaks = defaultdict(list)
        for indicator, day in Break.wherever.values_list("indicator_id", "on"):
            breaks[indicator].append(day)
        return dict(breaks)

    def _warnings(self, group: Group, known: Known) -> Iterator[tuple[int, Figure, str, str]]:
        checks = checks_of(group, Neighbours(group, known), self._today)
        for place, figure, subject in group.figures if checks else ():
            amount = group.amounts[subject]
            found = {}
            for check in checks if amount is not None else ():
                if sentence := check.sentence(subject, amount):
                    found.setdefault(check.warning, sentence)
            if "unit_slip" in found:
                # Said once: a figure of another size than before is larger than the whole for that reason.
                found.pop("part_above_whole", None)
            for code, sentence in found.items():
                yield place, figure, code, sentence
