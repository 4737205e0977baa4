"""Writes many records at once with their history: COPY into a temporary table, then one INSERT … ON CONFLICT.

Signals are not sent and `save` is not called, so whoever writes this way has filled and checked every field.
"""

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.db import connection, models

from imports.background import Statement
from imports.models import ImportBatch, ImportChange
from imports.sql import quote_name, quote_names

IDS_AT_ONCE = 1000
CHANGE_COLUMNS = ("kind", "key", "record", "before", "after", "sheet", "row")

# `json.dumps` would make an encoder for each row.
_as_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(slots=True)
class Change:
    """One record on its way into the database: the instances of its tables, the last being the record itself.

    before, after: rendered columns for people; `before` is None for a new record. many: the ids that many-to-many
    fields shall hold, by the field's name.
    """

    parts: tuple[models.Model, ...]
    key: str
    before: dict[str, str] | None
    after: dict[str, str]
    row: int
    many: dict[str, list[int]] = field(default_factory=dict)


class Numbers:
    """Takes primary keys from a table's sequence before the rows are written, `at_once` at a time."""

    def __init__(self, model: type[models.Model], at_once: int = IDS_AT_ONCE):
        self._at_once = at_once
        self._table, self._column = model._meta.db_table, model._meta.pk.column
        self._taken: deque[int] = deque()

    def next(self) -> int:
        if not self._taken:
            self.fill()
        return self._taken.popleft()

    def fill(self) -> None:
        """Has so many at hand again as are taken at once, for who may not ask the database in between."""
        with connection.cursor() as cursor:
            # The name of the sequence is looked up once, not for each number.
            cursor.execute(
                "WITH sequence AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, %s)::regclass AS name) "
                "SELECT nextval(name) FROM sequence, generate_series(1, %s)",
                [self._table, self._column, self._at_once - len(self._taken)],
            )
            self._taken.extend(number for (number,) in cursor.fetchall())


class BulkTable:
    """The table of a model and its history."""

    def __init__(self, model: type[models.Model]):
        fields = model._meta.concrete_fields
        self.name = model._meta.db_table
        self.load_name = f"loading_{self.name}"[:63]
        self.key = model._meta.pk.column
        self.columns = [column.column for column in fields]
        self._values = attrgetter(*(column.attname for column in fields))
        self._json = [place for place, column in enumerate(fields) if isinstance(column, models.JSONField)]
        history = getattr(model, "history", None)
        self._history = history.model._meta if history is not None else None

    def copy(self, instances: Sequence[models.Model], into: str = "") -> None:
        """Appends rows to the table, or to one that is shaped like it. Raises DatabaseError."""
        copy_rows(into or self.name, self.columns, map(self.row, instances))

    def row(self, instance) -> Sequence[Any]:
        """The values of an instance in the order of the columns."""
        values = self._values(instance)
        if not self._json:
            return values
        return [json.dumps(value) if place in self._json else value for place, value in enumerate(values)]

    def load(self, instances: Sequence[models.Model]) -> None:
        """Copies rows into a temporary table of the same shape, alone. Raises DatabaseError."""
        load = self.load_name
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMP TABLE IF NOT EXISTS {quote_name(load)} (LIKE {quote_name(self.name)}) ON COMMIT DROP"
            )
            cursor.execute(f"TRUNCATE {quote_name(load)}")
        self.copy(instances, into=load)

    def upsert(self, *, reason: str, user_id: int | None) -> Statement:
        """Inserts the loaded rows or, where their keys are there, updates them; their history is written with them."""
        written = self._written(self.load_name)
        return (written, []) if self._history is None else (self._with_history(written), [reason, user_id])

    def _written(self, load):
        columns = quote_names(self.columns)
        changes = ", ".join(
            f"{quote_name(name)} = excluded.{quote_name(name)}" for name in self.columns if name != self.key
        )
        return (
            f"INSERT INTO {quote_name(self.name)} ({columns}) SELECT {columns} FROM {quote_name(load)} "
            f"ON CONFLICT ({quote_name(self.key)}) DO UPDATE SET {changes}"
        )

    def _with_history(self, written):
        kept = {column.column for column in self._history.concrete_fields}
        columns = quote_names([name for name in self.columns if name in kept])
        # A row that was there before carries the number of the transaction that replaced it.
        return (
            f"WITH written AS ({written} RETURNING {quote_names(self.columns)}, xmax = 0 AS is_new) "
            f"INSERT INTO {quote_name(self._history.db_table)} "
            f"({columns}, history_date, history_type, history_change_reason, history_user_id) "
            f"SELECT {columns}, clock_timestamp(), CASE WHEN is_new THEN '+' ELSE '~' END, %s, %s FROM written"
        )


class RecordWriter:
    """Writes the records of one kind of sheet and what a batch's undo needs to know of them."""

    def __init__(self, model_classes: Sequence[type[models.Model]], many: Sequence[str] = ()):
        """`model_classes`: the record's own model last, the subject's before it where there is one."""
        self.tables = [BulkTable(model) for model in model_classes]
        self.own = self.tables[-1]
        self.many = [model_classes[-1]._meta.get_field(name) for name in many]

    def load(
        self, changes: Sequence[Change], batch: ImportBatch, *, kind: str, sheet: str, reason: str, user_id: int | None
    ) -> list[Statement]:
        """Loads records; the statements write them, their history and the batch's ImportChange rows.

        Raises DatabaseError.
        """
        self._note(changes, kind, sheet)
        for place, table in enumerate(self.tables):
            table.load([change.parts[place] for change in changes])
        for link in self.many:
            self._link(link, changes)
        upserts = [table.upsert(reason=reason, user_id=user_id) for table in self.tables]
        return [*upserts, self._remember(batch)]

    def _note(self, changes, kind, sheet):
        """What is to be remembered goes into a temporary table, with the rows as they are now."""
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMP TABLE IF NOT EXISTS loading_changes (position serial, kind text, key text, record bigint, "
                "before jsonb, after jsonb, fields_before jsonb, sheet text, row integer) ON COMMIT DROP"
            )
            cursor.execute("TRUNCATE loading_changes")
        copy_rows("loading_changes", CHANGE_COLUMNS, (self._noted(change, kind, sheet) for change in changes))
        if any(change.before is not None for change in changes):
            with connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE loading_changes AS change SET fields_before = {self._whole()} FROM {self._joined()} "
                    f"WHERE {self._is_record()} AND change.before IS NOT NULL"
                )

    def _noted(self, change, kind, sheet):
        before = None if change.before is None else _as_json(change.before)
        return (kind, change.key[:500], change.parts[-1].pk, before, _as_json(change.after), sheet[:100], change.row)

    def _remember(self, batch):
        statement = (
            f"INSERT INTO {quote_name(ImportChange._meta.db_table)} "
            '(batch_id, kind, key, "table", record, before, after, fields_before, fields_after, sheet, "row") '
            "SELECT %s, change.kind, change.key, %s, change.record, change.before, change.after, change.fields_before, "
            f"{self._whole()}, change.sheet, change.row "
            f"FROM loading_changes AS change, {self._just_written()} WHERE {self._is_record()} "
            "ORDER BY change.position"
        )
        return statement, [batch.pk, self.own.name]

    def _whole(self):
        """SQL: the record's rows as one JSON object by table."""
        whole = [f"'{table.name}', to_jsonb({quote_name(table.name)})" for table in self.tables]
        return f"jsonb_build_object({', '.join([*whole, *map(self._linked, self.many)])})"

    def _joined(self):
        return ", ".join(quote_name(table.name) for table in self.tables)

    def _just_written(self):
        """The same rows where they were loaded from: a few thousand, not all that the table holds."""
        return ", ".join(f"{quote_name(table.load_name)} AS {quote_name(table.name)}" for table in self.tables)

    def _is_record(self):
        return " AND ".join(
            f"{quote_name(table.name)}.{quote_name(table.key)} = change.record" for table in self.tables
        )

    def _linked(self, link):
        through, near, far = _link_columns(link)
        return (
            f"'{through}', (SELECT coalesce(jsonb_agg({far} ORDER BY {far}), '[]') "
            f"FROM {quote_name(through)} WHERE {near} = change.record)"
        )

    def _link(self, link, changes):
        through, near, _far = _link_columns(link)
        wanted = {change.parts[-1].pk: change.many[link.name] for change in changes if link.name in change.many}
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {quote_name(through)} WHERE {near} = ANY(%s)", [list(wanted)])
        rows = ((record, other) for record, others in wanted.items() for other in others)
        copy_rows(through, [link.m2m_column_name(), link.m2m_reverse_name()], rows)


def copy_rows(table: str, columns: Sequence[str], rows) -> None:
    """Appends rows to a table by COPY. Raises DatabaseError."""
    statement = f"COPY {quote_name(table)} ({quote_names(columns)}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)


def lock_tables(model_classes: Sequence[type[models.Model]], mode: str = "SHARE ROW EXCLUSIVE") -> None:
    """Keeps others from writing to these tables until the transaction ends; they go on reading.

    In the mode ROW EXCLUSIVE, which any writing takes, it only waits for who keeps others from writing. The tables are
    locked in the order in which somebody who saves a form writes them, so that the two cannot wait for each other: a
    subject before its record, a record before what belongs to it.
    """
    names = list(dict.fromkeys(model._meta.db_table for model in model_classes))
    if names:
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {quote_names(names)} IN {mode} MODE")


def _link_columns(link):
    return link.m2m_db_table(), quote_name(link.m2m_column_name()), quote_name(link.m2m_reverse_name())
