"""The declared sums of enterprises' figures of a year, and who contributes to each. No others are published."""

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from enterprises.disclosure import Cell, Contribution, Standing
from enterprises.models import Enterprise, Industry, Membership, Park
from indicators.models import Category, LegalBasis, Observation, Region, Subject

# The basis under which sums of enterprises' figures stand, beside those that somebody reported.
BASIS = "企业汇总"
SIZE_CLASSES = "规模"
# Public for good: nobody can take it back.
IRREVOCABLE = {
    LegalBasis.OFFICIAL_AGGREGATE,
    LegalBasis.PRINTED_SOURCE,
    LegalBasis.STATUTE,
    LegalBasis.PUBLISHED_LIST,
}


class Place(NamedTuple):
    """What a sum is of: a park, chain or town by itself, an industry or size class of the world's root region."""

    subject_id: int
    breakdown_id: int | None = None


@dataclass(frozen=True)
class Aggregates:
    """All sums of one indicator and year, of flows or of stocks. `declared`: those that may be published."""

    cells: dict[Hashable, Cell]
    contributions: dict[int, Contribution]
    declared: frozenset[Place]


def aggregates_of(world: Region, indicator, year: int, *, is_stock: bool) -> Aggregates:
    """The cells that an attacker has or may be given, with every enterprise's figure of the year."""
    contributions = contributions_of(world, indicator, year, is_stock=is_stock)
    places = members_by_place(world, datetime.date(year, 12, 31))
    present = {place: frozenset(members & contributions.keys()) for place, members in places.items()}
    towns = set(Region.objects.filter(level=Region.Level.TOWN).values_list("pk", flat=True))
    above_towns = {Place(pk) for pk in _regions(world)} - {Place(pk) for pk in towns}
    # The county itself releases such totals; none is published here, and an attacker is taken to have each.
    known = above_towns | printed_places(present, indicator, year, is_stock=is_stock)
    cells = {place: Cell(members, place in known) for place, members in present.items() if members}
    return Aggregates(cells, contributions, frozenset(cells.keys() - above_towns))


def contributions_of(world: Region, indicator, year: int, *, is_stock: bool) -> dict[int, Contribution]:
    """Each enterprise's own exact level of the year, by its id, and how it stands to the public."""
    rows = Observation.objects.filter(
        subject__kind=Subject.Kind.ENTERPRISE, subject__world=world, subject__is_withdrawn=False, indicator=indicator
    ).filter(**_of_year(year, is_stock), measure=Observation.Measure.LEVEL, breakdown__isnull=True, value__isnull=False)
    chosen: dict[int, Observation] = {}
    public: dict[int, list[Observation]] = defaultdict(list)
    for row in rows.order_by("pk"):
        if row.audience == Observation.Audience.PUBLIC:
            public[row.subject_id].append(row)
        is_used = row.closed_at is None and row.qualifier == Observation.Qualifier.EXACTLY
        if is_used and (
            row.subject_id not in chosen or _rank(row, indicator) < _rank(chosen[row.subject_id], indicator)
        ):
            chosen[row.subject_id] = row
    return {pk: Contribution(row.value, _standing(row, public[pk])) for pk, row in chosen.items()}


def _rank(row, indicator):
    """The department's own figure before a printed one, the preferred basis before others."""
    bases = [indicator.preferred_basis or Observation.UNSTATED, Observation.UNSTATED]
    return row.audience == Observation.Audience.PUBLIC, *(row.basis != basis for basis in bases), row.basis


def _standing(row, public):
    """A rounded figure in print, or a consent that may end, makes a figure known and leaves it to be protected."""
    if any(other.value == row.value and other.legal_basis in IRREVOCABLE for other in public):
        return Standing.OPEN
    return Standing.BY_CONSENT if public else Standing.PROTECTED


def _of_year(year, is_stock):
    first = datetime.date(year, 12, 31) if is_stock else datetime.date(year, 1, 1)
    return {"first_day": first, "last_day": datetime.date(year, 12, 31), "is_stock": is_stock}


def printed_places(places: Iterable[Place], indicator, year: int, *, is_stock: bool) -> set[Place]:
    """The places of which somebody else has published the total."""
    rows = Observation.objects.public_vintages().filter(**_of_year(year, is_stock), indicator=indicator)
    rows = rows.filter(measure=Observation.Measure.LEVEL, value__isnull=False).exclude(basis=BASIS)
    return set(places) & {Place(*row) for row in rows.values_list("subject_id", "breakdown_id")}


def members_by_place(world: Region, day: datetime.date) -> dict[Place, set[int]]:
    """The enterprises of every park, chain, region, industry and size class on a day, unknown counting as in force."""
    members: dict[Place, set[int]] = defaultdict(set)
    above_park, above_industry = _ancestors(Park), _ancestors(Industry)
    sizes = size_categories()
    for row in Membership.objects.on(day).filter(enterprise__subject__world=world):
        if row.park_id:
            places = [Place(pk) for pk in above_park(row.park_id)]
        else:
            places = [Place(row.chain_id) if row.chain_id else Place(world.pk, sizes[row.size_class].pk)]
        for place in places:
            members[place].add(row.enterprise_id)
    above_region = _ancestors(Region)
    for pk, industry, region in Enterprise.objects.filter(subject__world=world).values_list(
        "pk", "industry", "subject__located_in"
    ):
        places = [Place(world.pk, category) for category in above_industry(industry)]
        for place in [*places, *map(Place, {world.pk, *above_region(region)})]:
            members[place].add(pk)
    return members


def size_categories() -> dict[str, Category]:
    """The code list of size classes, made where it is not there yet."""
    return {
        size.value: Category.everything.get_or_create(
            code_list=SIZE_CLASSES, code=size.value, defaults={"name": str(size.label)}
        )[0]
        for size in Membership.SizeClass
    }


def _regions(world):
    return Region.objects.filter(subject__world=world).values_list("pk", flat=True)


def _ancestors(model):
    """A function that gives the ids from a record up to its root, none for None."""
    parents = dict(model.objects.values_list("pk", "parent_id"))

    def up_from(pk):
        ids: list[int] = []
        while pk is not None and pk not in ids:
            ids.append(pk)
            pk = parents.get(pk)
        return ids

    return up_from


def subjects_of(places: Iterable[Place]) -> dict[int, Subject]:
    return Subject.objects.in_bulk({place.subject_id for place in places})
