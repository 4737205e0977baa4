"""Fields that somebody changed by hand after a load, which another load would change back or once more."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from imports.bulk import Change
from imports.columns import quoted
from imports.layout import column_letter
from imports.report import Problem

WARNING = "takes_back_correction"
LONGEST_SHOWN = 60
# Who changed a field, as a user's number, and when.
Edit = tuple[int | None, Any]


def corrections_taken_back(sheet, changes: Iterable[Change]) -> Iterator[Problem]:
    """Of the changes of a sheet of records, given before they are written, those of fields last changed by hand."""
    known = [change for change in changes if change.before is not None]
    for place, model in enumerate(sheet.models_written()):
        columns = _columns_of(sheet, model)
        edits = hand_edits(model, [change.parts[place].pk for change in known]) if columns and known else {}
        users = get_user_model()._base_manager.in_bulk({user for own in edits.values() for user, _at in own.values()})
        for change in known:
            for field, (user, at) in edits.get(change.parts[place].pk, {}).items():
                name = columns.get(field)
                if name is not None and change.before[name] != change.after[name]:
                    yield _problem(sheet, change, name, users.get(user), at)


def hand_edits(model: type[models.Model], records: list[int]) -> dict[int, dict[str, Edit]]:
    """For each record that a load has written, by its key: the fields that were changed by hand since, by their names.

    A load says in the history which batch it was, a form gives no reason.
    """
    history = model.history.model._base_manager
    key = model._meta.pk.attname
    by_hand = history.filter(**{f"{key}__in": records}, history_type="~", history_change_reason=None)
    rows = history.filter(**{f"{key}__in": by_hand.values(key)}).order_by(key, "history_date", "history_id")
    return {
        record: _edits(model, entries) for record, entries in groupby(rows.iterator(), lambda row: getattr(row, key))
    }


def _edits(model, entries) -> dict[str, Edit]:
    fields = [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]
    edits: dict[str, Edit] = {}
    former = None
    was_loaded = False
    for entry in entries:
        changed = [field.name for field in fields if former and _differ(former, entry, field)]
        if entry.history_change_reason:
            was_loaded = True
            edits = {name: edit for name, edit in edits.items() if name not in changed}
        elif was_loaded:
            edits |= dict.fromkeys(changed, (entry.history_user_id, entry.history_date))
        former = entry
    return edits


def _differ(one, other, field):
    return getattr(one, field.attname) != getattr(other, field.attname)


def _columns_of(sheet, model) -> dict[str, str]:
    """The columns of the table by the fields of one of its models; a subject's are written with its name before them."""
    prefix = "" if model is sheet.model else f"{model._meta.model_name}__"
    columns = {name: sheet.fields[name].attribute or "" for name in sheet.mapping.columns}
    own = {attribute.removeprefix(prefix): name for name, attribute in columns.items() if attribute.startswith(prefix)}
    return {field: name for field, name in own.items() if field and "__" not in field}


def _problem(sheet, change, name, user, at) -> Problem:
    former, new = (quoted(values[name], LONGEST_SHOWN) or "—" for values in (change.before, change.after))
    sentence = _(
        "%(by)s于%(day)s把“%(column)s”由人工改为%(former)s，这张表会改成%(new)s："
        "应以人工改的为准，请改表；确要改成表里的，再确认。"
    ) % {
        "by": user or "—",
        "day": f"{timezone.localtime(at):%Y-%m-%d}",
        "column": sheet.fields[name].column_name,
        "former": former,
        "new": new,
    }
    return Problem(
        WARNING, change.row, column_letter(sheet.mapping.columns[name]), quoted(change.after[name], 200), sentence
    )
