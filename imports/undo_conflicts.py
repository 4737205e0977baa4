"""Conflicts of an undo over records: what was changed by hand since, and what something else refers to now."""

import json
from collections.abc import Iterable

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from imports.models import ImportChange
from imports.undo_tables import LinkTable, RecordTable, Reference, references_to, table_of
from imports.undoing import FORMER, Shown, Undoing

CLASHES = """
SELECT change, name, before::text, imported::text, present::text FROM undoing_rows
WHERE change IN (SELECT change FROM undoing_rows WHERE is_clash) ORDER BY change, name
"""
WITHDRAWALS = "SELECT record FROM undoing_rows WHERE is_withdrawal AND name = %s"


def ask_about_changes(cursor, undoing: Undoing) -> None:
    """Leaves alone the records that were changed since, unless they shall go back all the same."""
    cursor.execute(CLASHES)
    rows: dict[int, list] = {}
    for change, name, *contents in cursor.fetchall():
        rows.setdefault(change, []).append([name, *(text and json.loads(text) for text in contents)])
    changes = ImportChange.objects.in_bulk(list(rows))
    kept = [pk for pk in rows if _decide(undoing, changes[pk], _values(rows[pk])) != FORMER]
    _leave(cursor, kept)


def ask_about_references(cursor, undoing: Undoing, tables) -> None:
    """Leaves in force the records that something else refers to, unless they shall be withdrawn all the same.

    Whatever stays may itself refer to others: asked again until nothing more has to stay.
    """
    asked: set[str] = {conflict.key for conflict in undoing.conflicts}
    while True:
        referring = _referring(cursor, tables)
        changes = ImportChange.objects.in_bulk(list(referring))
        kept = []
        for pk, speaker in referring.items():
            key = key_of(changes[pk])
            values = (None, _told(changes[pk]), {_("现被引用"): str(speaker)})
            choice = undoing.choice_of(key) if key in asked else _decide(undoing, changes[pk], values)
            asked.add(key)
            if choice != FORMER:
                kept.append(pk)
        if not kept:
            return
        _leave(cursor, kept)


def key_of(change: ImportChange) -> str:
    return f"{change.table}:{change.record}"


def _leave(cursor, changes):
    cursor.execute("DELETE FROM undoing_rows WHERE change = ANY(%s)", [changes])


def _decide(undoing, change, values):
    return undoing.add_conflict(key_of(change), change.key, *values)


def _told(change):
    return {_("记录"): change.key}


def _referring(cursor, tables) -> dict[int, object]:
    """The changes whose records shall be withdrawn, with one thing that still refers to each."""
    found: dict[int, object] = {}
    for table in tables:
        if isinstance(table, LinkTable):
            continue
        cursor.execute("SELECT record, change FROM undoing_rows WHERE is_withdrawal AND name = %s", [table.name])
        change_of = dict(cursor.fetchall())
        for reference in references_to(table.model) if change_of else ():
            for record, speaker in _speaking(reference, table):
                found.setdefault(change_of[record], speaker)
    return found


def _speaking(reference: Reference, table: RecordTable) -> Iterable[tuple[int, object]]:
    """Pairs of a record to be withdrawn and something that refers to it and is not withdrawn with it."""
    records = Q((f"{reference.column}__in", RawSQL(WITHDRAWALS, [table.name])))
    together = Q((f"{reference.speaker}__in", RawSQL(WITHDRAWALS, [reference.speaking._meta.db_table])))
    rows = reference.model._base_manager.filter(records, reference.in_force()).exclude(together)
    column = reference.model._meta.get_field(reference.column).attname
    pairs = dict(rows.values_list(column, reference.speaker))
    speakers = reference.speaking._base_manager.in_bulk(set(pairs.values()))
    return [(record, speakers[pk]) for record, pk in pairs.items()]


def _values(rows) -> tuple[Shown, Shown, Shown]:
    """Before, imported and now of one record, as texts of the fields in which they differ."""
    before: dict = {}
    imported: dict = {}
    now: dict = {}
    for name, *contents in rows:
        table = table_of(name)
        for shown, content in zip((before, imported, now), contents, strict=True):
            shown.update(_texts(table, content, contents))
    is_there = [any(isinstance(contents[place], dict) for _name, *contents in rows) for place in range(3)]
    return tuple(shown if there else None for shown, there in zip((before, imported, now), is_there, strict=True))


def _texts(table, content, contents):
    if content is None:
        return {}
    if isinstance(table, LinkTable):
        return {str(table.field.verbose_name): _names(table.field.related_model, content)}
    return {
        str(field.verbose_name): _text(field, content[field.column])
        for field in table.model._meta.concrete_fields
        if field.column in content and field.editable and _differs(field.column, contents)
    }


def _differs(column, contents):
    values = [content.get(column) for content in contents if content is not None]
    return any(value != values[0] for value in values) or len(values) < 2


def _text(field, value) -> str:
    if value is None:
        return ""
    if field.remote_field:
        return _names(field.related_model, [value])
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(dict(field.flatchoices).get(value, value))


def _names(model, pks) -> str:
    found = model._base_manager.in_bulk(pks)
    return "、".join(str(found[pk]) for pk in pks if pk in found)
