"""The names in an address (of a world, of subjects, indicators and categories) made into numbers of rows, in one question."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, F, Q, Value

from indicators.models import Category, Indicator, Region, Subject
from indicators.open_data.faults import unknown_name

HOME = "\0home"  # no slug is this


@dataclass(frozen=True)
class Found:
    """world: the number of its root region, None where the site has no home region yet. The others: row numbers.

    None stands for "not asked", so that every row goes.
    """

    world: int | None
    subjects: list[int] | None = None
    indicators: list[int] | None = None
    categories: list[int] | None = None


def find_names(
    *, world: str = "", subjects: Iterable[str] = (), regions: Iterable[str] = (),
    indicators: Iterable[str] = (), categories: Iterable[str] = (),
) -> Found:  # fmt: skip
    """Raises Refusal (404) for the first name that there is not, naming the parameter.

    world: the slug of a root region, "" for the home region's. subjects: slugs; regions: slugs or division codes.
    """
    wanted = {"subject": list(subjects), "region": list(regions), "indicator": list(indicators)}
    wanted["breakdown"] = list(categories)
    rows = list(_rows(world, wanted))
    root = _world(world, rows)
    return Found(
        world=root,
        subjects=_subjects(wanted, rows, root) if wanted["subject"] or wanted["region"] else None,
        indicators=_numbers("indicator", wanted, rows),
        categories=_numbers("breakdown", wanted, rows),
    )


def _rows(world, wanted):
    """(what, name, other name, number, number of the world) of everything named."""
    parts = [_world_rows(world)]
    if wanted["subject"]:
        named = Subject.objects.filter(slug__in=wanted["subject"])
        parts.append(_described(named, "subject", "slug", "slug", "world_id"))
    if wanted["region"]:
        names = wanted["region"]
        named = Region.objects.filter(Q(subject__slug__in=names) | Q(code__in=names))
        parts.append(_described(named, "region", "subject__slug", "code", "subject__world_id"))
    if wanted["indicator"]:
        named = Indicator.objects.filter(code__in=wanted["indicator"])
        parts.append(_described(named, "indicator", "code", "code", "pk"))
    if wanted["breakdown"]:
        named = Category.objects.filter(code__in=wanted["breakdown"])
        parts.append(_described(named, "breakdown", "code", "code", "pk"))
    return parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]


def _world_rows(world):
    if world:
        roots = Region.objects.filter(parent__isnull=True, subject__slug=world)
        return _described(roots, "world", "subject__slug", "subject__slug", "pk")
    return _described(
        Region.objects.filter(is_home=True), "world", "subject__slug", "subject__slug", "subject__world_id"
    )


def _described(rows, what, name, other_name, world):
    """Named by position, not by field: the parts of a union come from different tables."""
    return rows.order_by().values_list(Value(what, CharField()), F(name), F(other_name), F("pk"), F(world), named=False)


def _world(slug, rows):
    found = [world for what, _name, _other, _number, world in rows if what == "world"]
    if slug and not found:
        raise unknown_name("world", slug)
    return found[0] if found else None


def _subjects(wanted, rows, root):
    numbers = []
    for what in ("subject", "region"):
        for wanted_name in wanted[what]:
            found = [
                number
                for kind, name, other, number, world in rows
                if kind == what and world == root and wanted_name in (name, other)
            ]
            if not found:
                raise unknown_name(what, wanted_name)
            numbers += found
    return numbers


def _numbers(what, wanted, rows):
    if not wanted[what]:
        return None
    by_name: dict[str, list[int]] = {}
    for kind, name, _other, number, _world in rows:
        if kind == what:
            by_name.setdefault(name, []).append(number)
    for name in wanted[what]:
        if name not in by_name:
            raise unknown_name(what, name)
    return [number for numbers in by_name.values() for number in numbers]
