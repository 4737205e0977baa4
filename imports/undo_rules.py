"""Rules of records that no constraint of the database knows: asked once an undo has written everything."""

from collections.abc import Iterable

from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from imports.errors import ImportRefused
from imports.undo_tables import LinkTable, RecordTable

PUT_BACK = "SELECT record FROM undoing_rows WHERE name = %s AND target IS NOT NULL AND present IS DISTINCT FROM target"


def refuse_broken_rules(tables: Iterable[RecordTable | LinkTable]) -> None:
    """Raises ImportRefused where a record that was put back breaks a rule of its model together with what stands now.

    A model with such a rule has a class method `faults_among(records)`: `records` is an expression for `pk__in`, and
    it gives pairs of a record and a ValidationError.
    """
    for table in tables:
        if isinstance(table, RecordTable) and hasattr(table.model, "faults_among"):
            for record, fault in table.model.faults_among(RawSQL(PUT_BACK, [table.name])):
                raise ImportRefused(
                    _("撤回后“%(record)s”与现在登记的内容不合：%(fault)s什么也没有撤回。")
                    % {"record": str(record), "fault": " ".join(fault.messages)}
                )
