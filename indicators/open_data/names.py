"""The names in an address (of a world, of subjects, indicators and categories) made into numbers of rows, in one question."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from indicators.open_data.faults import unknown_name


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
    asked = [
        ("world", [world]) if world else ("home", None),
        *((what, names) for what, names in wanted.items() if names),
    ]
    statement = " UNION ALL ".join(_STATEMENTS[what] for what, _names in asked)
    params = [names for what, names in asked for _place in range(_STATEMENTS[what].count("%s"))]
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


# By hand, for they stand in every request for figures: Django would take longer to write them than PostgreSQL to answer.
_REGIONS = """SELECT '{what}', slug, code, id, world_id FROM indicators_region
    JOIN indicators_subject ON id = subject_id WHERE NOT is_withdrawn AND """
_STATEMENTS = {
    "home": _REGIONS.format(what="world") + "is_home",
    "world": _REGIONS.format(what="world") + "parent_id IS NULL AND slug = ANY(%s)",
    # Two halves, for an index answers each and none answers "or".
    "region": _REGIONS.format(what="region") + "slug = ANY(%s) UNION ALL "
    + _REGIONS.format(what="region") + "code = ANY(%s)",
    "subject": """SELECT 'subject', slug, slug, id, world_id FROM indicators_subject
        WHERE NOT is_withdrawn AND slug = ANY(%s)""",
    "indicator": """SELECT 'indicator', code, code, id, id FROM indicators_indicator
        WHERE NOT is_withdrawn AND code = ANY(%s)""",
    "breakdown": """SELECT 'breakdown', code, code, id, id FROM indicators_category
        WHERE NOT is_withdrawn AND code = ANY(%s)""",
}  # fmt: skip


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
