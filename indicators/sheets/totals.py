"""Totals that are not the sum of their parts: of the categories of a code list, and of a county's towns."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from indicators.figures import Figure
from indicators.models import Category, Indicator, Observation, Region
from indicators.plausibility import Amount, Span, total_differs
from indicators.sheets.ledger import Group, Ledger, Scope, fill
from indicators.sheets.suspicions import number

_LEVEL = Observation.Measure.LEVEL


class Family(NamedTuple):
    """Figures of which one may be the total of others; `scope` is that without a breakdown."""

    subject: int
    scope: Scope
    span: Span


class Totals:
    """Gathers what a load says of totals and parts, and at its end compares them with what else is in force.

    A total is compared only where all its parts are there: every category of a code list below the same one, or
    every town of a county.
    """

    def __init__(self, loaded: Ledger):
        self._loaded = loaded
        # The figure to warn of: the total where the load has it, else the first part.
        self._by_category: dict[Family, Figure] = {}
        self._by_town: dict[Family, Figure] = {}
        self._units: dict[int, str] = {}

    def note(self, groups: Sequence[Group], in_force: Ledger) -> None:
        """Takes one portion of a load, with the values in force for the same subjects and periods."""
        additive = Indicator.Aggregation.ADDITIVE
        levels = [one for one in groups if one.scope.measure == _LEVEL and one.indicator.aggregation == additive]
        for group in levels:
            self._units[group.scope.indicator_id] = group.indicator.unit
            if group.scope.breakdown_id is not None:
                self._note_categories(group)
        broken_down = _broken_down(in_force)
        for group in levels:
            if group.scope.breakdown_id is None:
                self._note_totals(group, (group.scope, group.span) in broken_down)
                self._note_regions(group)

    def _note_categories(self, group):
        scope = group.scope._replace(breakdown_id=None)
        for _place, figure, subject in group.figures:
            self._by_category.setdefault(Family(subject, scope, group.span), figure)

    def _note_totals(self, group, is_broken_down):
        if not (self._by_category or is_broken_down):
            return
        for _place, figure, subject in group.figures:
            family = Family(subject, group.scope, group.span)
            if is_broken_down or family in self._by_category:
                self._by_category[family] = figure

    def _note_regions(self, group):
        for _place, figure, subject in group.figures:
            if subject in self._towns:
                self._by_town[Family(subject, group.scope, group.span)] = figure
            elif subject in self._county_of:
                self._by_town.setdefault(Family(self._county_of[subject], group.scope, group.span), figure)

    @cached_property
    def _towns(self) -> dict[int, list[int]]:
        """The towns of each county."""
        towns = defaultdict(list)
        levels = Region.Level
        pairs = Region.objects.active().filter(level=levels.TOWN, parent__level=levels.COUNTY)
        for county, town in pairs.values_list("parent_id", "pk"):
            towns[county].append(town)
        return dict(towns)

    @cached_property
    def _county_of(self) -> dict[int, int]:
        return {town: county for county, towns in self._towns.items() for town in towns}

    def differing(self) -> Iterator[tuple[Figure, str]]:
        """Every figure whose total and parts do not agree, with a sentence; of those noted since the last time."""
        if not (self._by_category or self._by_town):
            return
        known = self._values()
        broken_down = _categories(known)
        for family, figure in self._by_category.items():
            categories = broken_down.get(family.scope, set())
            yield from self._differing_categories(family, figure, known, categories)
        for family, figure in self._by_town.items():
            column = known.column(family.scope, family.span)
            total, parts = column.get(family.subject), [column.get(town) for town in self._towns[family.subject]]
            if sentence := _difference(total, parts, _("各乡镇（街道）"), self._units[family.scope.indicator_id]):
                yield figure, sentence
        self._by_category.clear()
        self._by_town.clear()

    def _values(self) -> Ledger:
        """What is in force for all families, with the load's own word on top."""
        families = [*self._by_category, *self._by_town]
        subjects = {family.subject for family in families}
        subjects |= {town for family in self._by_town for town in self._towns[family.subject]}
        ledger = Ledger()
        rows = Observation.objects.asof().filter(
            subject_id__in=subjects,
            indicator_id__in=self._units,
            first_day__in={family.span[0] for family in families},
            last_day__in={family.span[1] for family in families},
        )
        fill(ledger, rows, self._units)
        ledger.take(self._loaded)
        return ledger

    def _differing_categories(self, family, figure, known, categories):
        """Level by level: the categories below another one, and those of a list that stand below none."""
        amounts, is_new, unit = {}, set(), self._units[family.scope.indicator_id]
        for category in (None, *categories):
            scope = family.scope._replace(breakdown_id=category)
            amounts[category] = known.column(scope, family.span).get(family.subject)
            if family.subject in self._loaded.column(scope, family.span):
                is_new.add(category)
        for code_list, parent in sorted({self._above[one] for one in categories if amounts[one]}, key=str):
            children = self._children[code_list, parent]
            # What this load did not touch was there to be seen before.
            if is_new.isdisjoint([parent, *children]):
                continue
            parts = [amounts.get(child) for child in children]
            if sentence := _difference(amounts.get(parent), parts, _("“%(list)s”各类") % {"list": code_list}, unit):
                yield figure, sentence

    @cached_property
    def _above(self) -> dict[int, tuple[str, int | None]]:
        """The code list of every category, and the category above it."""
        rows = Category.objects.values_list("pk", "code_list", "parent_id")
        return {category: (code_list, parent) for category, code_list, parent in rows}

    @cached_property
    def _children(self) -> dict[tuple[str, int | None], list[int]]:
        children = defaultdict(list)
        for category, above in self._above.items():
            children[above].append(category)
        return dict(children)


def _broken_down(ledger: Ledger) -> set[tuple[Scope, Span]]:
    """Where a level is known by category."""
    return {
        (scope._replace(breakdown_id=None), span)
        for scope, spans in ledger.scopes.items()
        if scope.breakdown_id is not None and scope.measure == _LEVEL
        for span in spans
    }


def _categories(ledger: Ledger) -> dict[Scope, set[int]]:
    """The categories that are known, by the scope of their total."""
    categories = defaultdict(set)
    for scope in ledger.scopes:
        if scope.breakdown_id is not None:
            categories[scope._replace(breakdown_id=None)].add(scope.breakdown_id)
    return dict(categories)


def _difference(total: Amount | None, parts: list[Amount | None], what: str, unit: str) -> str:
    """A sentence where all parts are there, at least two, and do not give the total."""
    amounts = [part for part in parts if part is not None]
    if total is None or len(amounts) < 2 or len(amounts) < len(parts) or not total_differs(total, amounts):
        return ""
    summed = sum(part.value for part in amounts)
    return _(
        "总数%(total)s与%(what)s%(number)d项之和%(sum)s相差%(difference)s，超出四舍五入所能造成的：请核对总数和各项。"
    ) % {
        "total": f"{number(total.value)}{unit}",
        "what": what,
        "number": len(amounts),
        "sum": f"{number(summed)}{unit}",
        "difference": f"{number(abs(total.value - summed))}{unit}",
    }
