"""Whole tables as files: figures of a world, and the lists that explain their codes."""

import csv
import datetime
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Schema

from imports.exports import without_formula
from indicators.models import Indicator, Observation, Region, Subject
from indicators.open_data import code_lists, records_told, schemas
from indicators.open_data.columns import FIGURE_COLUMNS, RANKS, Column, figure_rows, plain, reader
from indicators.open_data.ranks import places_in_words, ranks_of

BYTE_ORDER_MARK = "\ufeff"  # Excel reads Chinese in a csv only behind one
CHUNK = 2000


@dataclass(frozen=True)
class Field:
    """One column of a file, as the Table Schema standard describes it."""

    name: str
    title: str
    description: str
    type: str
    is_required: bool = True
    codes: str = ""


@dataclass(frozen=True)
class Asked:
    """Which rows a whole table has: those of a world (the number of its root region), as of a day or now."""

    world: int | None
    asof: datetime.date | None = None


@dataclass(frozen=True)
class Table:
    """name: of the file; rows: its values in the order of `fields`, asked for when they are written.

    key: the fields that tell a row from others. refers: (own fields, table, its fields).
    """

    name: str
    title: str
    fields: list[Field]
    rows: Callable[[Asked], Iterable[list]]
    key: tuple[str, ...]
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    is_small: bool = field(default=False)


def csv_lines(fields: list[Field], rows: Iterable[list], header: Iterable[str]) -> Iterator[str]:
    """The lines of a csv for Excel, a thousand or two in a piece."""
    writer = csv.writer(_Passing())
    symbols = [one.codes != "" for one in fields]
    yield BYTE_ORDER_MARK + writer.writerow(list(header))
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield "".join(writer.writerow(list(map(csv_value, row, symbols))) for row in chunk)


class _Passing:
    """Gives back what is written to it, so that a writer of files makes pieces of an answer."""

    def write(self, text):
        return text


def csv_value(value: Any, is_code: bool = False) -> Any:
    """A value for a csv. A code stands in a closed list: "=" alone is no formula."""
    if value is None or isinstance(value, int):
        return "" if value is None else value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        value = "；".join(map(str, value))
    if not isinstance(value, str):
        return plain(value)
    return value if is_code else without_formula(value)


# --- The tables -------------------------------------------------------------------------------------------------


def _field_of(column: Column) -> Field:
    return Field(column.name, column.title, column.description, column.type, column.is_required, column.codes)


FIGURE_FIELDS = [_field_of(column) for column in (*FIGURE_COLUMNS, RANKS)]
_READERS = [reader(column) for column in FIGURE_COLUMNS]


def values_of(row: tuple, places: Iterable[tuple]) -> list:
    """The values of a figure's columns, its places in words at the end."""
    return [*(read(row) for read in _READERS), places_in_words(places)]


def all_figures(asked: Asked) -> Iterator[list]:
    """Every public figure of a world in the order of its publication; its places in one question for 2000 rows."""
    figures = Observation.objects.public(asof=asked.asof).filter(subject__world_id=asked.world).order_by("id")
    rows = figure_rows(figures)
    while chunk := list(islice(rows, CHUNK)):
        ranks = ranks_of(row[0] for row in chunk)
        yield from (values_of(row, ranks.get(row[0], ())) for row in chunk)


def table_of(shape: type[Schema], name: str, title, rows, key, **options) -> Table:
    """A table whose columns are the members of an answer's items."""
    fields = [_field_of_member(member, info) for member, info in shape.model_fields.items()]

    def values(asked):
        return ([item[one.name] for one in fields] for item in rows(asked))

    return Table(name, title, fields, values, key, **options)


def _field_of_member(name, info):
    kinds = set(typing.get_args(info.annotation)) if isinstance(info.annotation, types.UnionType) else {info.annotation}
    names = {str: "string", int: "integer", bool: "boolean", datetime.date: "date"}
    kind = next((names[one] for one in kinds if one in names), "string")
    # An empty text and nothing are one in a csv.
    is_required = kind != "string" and type(None) not in kinds
    return Field(name, name, info.description or "", kind, is_required)


def _indicators(asked):
    rows = Indicator.objects.select_related("department", "numerator", "denominator").order_by("position", "id")
    return map(records_told.indicator_item, rows)


def _subjects(asked):
    rows = Subject.objects.filter(world_id=asked.world).select_related("world__subject").order_by("id")
    return map(records_told.subject_item, rows.iterator(chunk_size=CHUNK))


def _regions(asked):
    rows = Region.objects.in_world(asked.world).select_related("subject__world__subject", "parent__subject")
    return map(records_told.region_item, rows.order_by("code", "subject_id"))


def _codes(name):
    return lambda asked: map(vars, code_lists.entries_of(name))


FIGURES = Table(
    "figures", _("全部数据"), FIGURE_FIELDS, all_figures, ("id",),
    refers=((("indicator",), "indicators", ("code",)), (("subject_kind", "subject"), "subjects", ("kind", "slug"))),
)  # fmt: skip
TABLES = (
    FIGURES,
    table_of(schemas.IndicatorItem, "indicators", _("指标表"), _indicators, ("code",), is_small=True),
    table_of(schemas.SubjectItem, "subjects", _("对象"), _subjects, ("kind", "slug")),
    table_of(schemas.RegionItem, "regions", _("地区"), _regions, ("slug",), is_small=True),
)


def code_tables() -> list[Table]:
    """A table for each code list, so that codes can be read without this site. One question."""
    return [
        table_of(schemas.CodeItem, f"codes-{one.name}", one.title_here, _codes(one.name), ("code",), is_small=True)
        for one in code_lists.code_lists()
    ]
