"""The tables of records as an undo sees them: their columns and histories, what refers to them, their links."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from simple_history.models import HistoricalChanges

from imports.errors import ImportRefused
from imports.sql import quote_name

WITHDRAWN = "is_withdrawn"


@dataclass(frozen=True)
class RecordTable:
    """A table with one row a record. Withdrawable: its rows are hidden by a mark, not deleted."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        return self.model._meta.pk.column

    @property
    def columns(self) -> list[str]:
        return [field.column for field in self.model._meta.concrete_fields]

    @property
    def is_withdrawable(self) -> bool:
        return WITHDRAWN in self.columns

    @property
    def when_withdrawn(self) -> str:
        """The fields, as json, that a row gets when its record is hidden."""
        mark = {WITHDRAWN: True} if self.is_withdrawable else {}
        return json.dumps(mark | getattr(self.model, "WHEN_WITHDRAWN", {}))

    @property
    def history(self) -> str:
        """The table of its history, "" where it keeps none."""
        history = getattr(self.model, "history", None)
        return history.model._meta.db_table if history is not None else ""

    def now(self, record: str) -> str:
        """SQL: the row as jsonb; `record` is the expression that gives its key."""
        return f"(SELECT to_jsonb(present) FROM {quote_name(self.name)} present WHERE present.{quote_name(self.key)} = {record})"


@dataclass(frozen=True)
class LinkTable:
    """A many-to-many table: of each record the sorted numbers of what it is linked to."""

    field: models.ManyToManyField

    @property
    def name(self) -> str:
        return self.field.m2m_db_table()

    @property
    def near(self) -> str:
        return quote_name(self.field.m2m_column_name())

    @property
    def far(self) -> str:
        return quote_name(self.field.m2m_reverse_name())

    def now(self, record: str) -> str:
        return (
            f"(SELECT coalesce(jsonb_agg({self.far} ORDER BY {self.far}), '[]') "
            f"FROM {quote_name(self.name)} WHERE {self.near} = {record})"
        )


@dataclass(frozen=True)
class Reference:
    """A column by which rows of `model` refer to a record. `owner` is the path to who speaks in a table of links."""

    model: type[models.Model]
    column: str
    owner: str = ""

    @property
    def speaking(self) -> type[models.Model]:
        return self.model._meta.get_field(self.owner).related_model if self.owner else self.model

    @property
    def speaker(self) -> str:
        """The column with the number of the record that speaks."""
        return self.model._meta.get_field(self.owner).attname if self.owner else "pk"

    def in_force(self) -> Q:
        """What no longer counts: closed figures, withdrawn records."""
        condition = getattr(self.speaking, "IN_FORCE", Q())
        prefix = f"{self.owner}__" if self.owner else ""
        return Q(*((f"{prefix}{path}", value) for path, value in condition.children))


@cache
def _models_by_table() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


@cache
def _links_by_table() -> dict[str, models.ManyToManyField]:
    return {field.m2m_db_table(): field for model in apps.get_models() for field in model._meta.local_many_to_many}


def table_of(name: str) -> RecordTable | LinkTable:
    """Raises ImportRefused for a table that is there no more."""
    if name in _links_by_table():
        return LinkTable(_links_by_table()[name])
    if name not in _models_by_table():
        raise ImportRefused(_("数据表“%(table)s”已不存在，这个批次不能撤回。") % {"table": name})
    return RecordTable(_models_by_table()[name])


def references_to(model: type[models.Model]) -> Iterator[Reference]:
    """Every column through which something else may refer to a record, its history and its own links left out."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not (relation.one_to_many or relation.one_to_one):
            continue
        referring, column = relation.related_model, relation.field
        owner = referring._meta.auto_created
        if issubclass(referring, HistoricalChanges):
            continue
        if not owner:
            yield Reference(referring, column.name)
        elif (path := _owner_path(referring, owner)) != column.name:
            yield Reference(referring, column.name, path)


def _owner_path(through, owner):
    [link] = [field for field in owner._meta.local_many_to_many if field.remote_field.through is through]
    return link.m2m_field_name()
