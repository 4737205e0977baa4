"""A page of figures as JSON, written by PostgreSQL from the one list of columns.

What a stranger may read is Django's query `Observation.objects.public()`, compiled once and stood in the statement as a
view; the conditions, the order and the JSON are put around it. So an answer costs the database one pass over an index
and this process next to nothing: making the query and its rows into objects took four times as long as the rest.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from indicators.models import Observation, Rank
from indicators.models.observation import MEASURE_UNITS, end_of
from indicators.open_data.columns import DATETIME, FIGURE_COLUMNS, NUMBER, PATHS, Column
from indicators.open_data.paging import Order, read_cursor

# What conditions and orders speak of beside the columns themselves.
KEYS = ("indicator_id", "subject_id", "subject__world_id", "breakdown_id")
_ANY_MOMENT = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MOMENT = """to_char({} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"')"""


@dataclass(frozen=True)
class Condition:
    """A comparison of columns of the view, with a place for each of its values."""

    sql: str
    values: Sequence[Any] = ()


def figure_page(
    conditions: list[Condition], order: Order, *, cursor, limit, asof=None
) -> tuple[list[str], list | None]:
    """The figures of one page as JSON objects in text, and the values to continue after where there are more.

    Raises Refusal for a cursor that is none of ours.
    """
    view, values = _public(is_past=asof is not None)
    moment = end_of(asof) if asof else None
    params = [moment if value == _ANY_MOMENT else value for value in values]
    if cursor:
        conditions = [*conditions, _behind(order, cursor)]
    where = " AND ".join(condition.sql for condition in conditions) or "true"
    ordering = _ordering(order)
    statement = (
        f"SELECT {_json()}, {', '.join(order.fields)} FROM "
        f"(SELECT * FROM ({view}) figure WHERE {where} ORDER BY {ordering} LIMIT %s) page ORDER BY {ordering}"
    )
    params += [value for condition in conditions for value in condition.values]
    with connection.cursor() as executed:
        executed.execute(statement, [*params, limit + 1])
        rows = executed.fetchall()
    objects = [row[0] for row in rows[:limit]]
    return objects, list(rows[limit - 1][1:]) if len(rows) > limit else None


def _ordering(order):
    direction = " DESC" if order.is_descending else ""
    return ", ".join(f"{field}{direction}" for field in order.fields)


def _behind(order, cursor):
    """Compared as one row, which an index over the fields answers without passing what comes before."""
    values = [value.value for value in read_cursor(cursor, order, Observation)]
    sign = "<" if order.is_descending else ">"
    return Condition(f"({', '.join(order.fields)}) {sign} ({', '.join(['%s'] * len(values))})", values)


@cache
def _public(*, is_past: bool) -> tuple[str, tuple]:
    """The statement of the public figures in force, now or at `_ANY_MOMENT`, and its parameters."""
    figures = Observation.objects.public(asof=_ANY_MOMENT if is_past else None)
    return figures.order_by().values_list(*PATHS, *KEYS).query.sql_with_params()


@cache
def _json() -> str:
    """The expression that makes a row of the page a JSON object in text, its places with it."""
    members: dict[str, Any] = {}
    for column in FIGURE_COLUMNS:
        outer, _dot, inner = column.member.rpartition(".")
        (members.setdefault(outer, {}) if outer else members)[inner] = _value(column)
    return f"{_object(members | {'ranks': _ranks()})}::text"


def _object(members):
    pairs = (f"'{name}', {_object(one) if isinstance(one, dict) else one}" for name, one in members.items())
    return f"json_build_object({', '.join(pairs)})"


def _value(column: Column) -> str:
    if column.name == "unit":
        cases = " ".join(f"WHEN '{measure}' THEN '{unit}'" for measure, unit in MEASURE_UNITS.items())
        # Doubled, for the statement has places for values.
        return f"CASE measure {cases} ELSE indicator__unit END".replace("%", "%%")
    (name,) = column.reads
    if column.type == DATETIME:
        return _MOMENT.format(name)
    return f"trim_scale({name})::text" if column.type == NUMBER else name


def _ranks() -> str:
    fields = {"group": "group_as_written", "size": "group_size"}
    names = ("group", "size", "position", "qualifier", "direction")
    members = ", ".join(f"'{name}', \"{fields.get(name, name)}\"" for name in names)
    table = Rank._meta.db_table
    return (
        f'coalesce((SELECT json_agg(json_build_object({members}) ORDER BY "position", id) FROM {table} '
        f"WHERE observation_id = page.id), '[]')"
    )


def in_values(field: str, values: Sequence[Any]) -> Condition:
    """That a field has one of the values."""
    return Condition(f"{field} = ANY(%s)", [list(values)])
