"""Takes back what a batch did to records: changed fields, new records, and on a redo those that an undo removed.

All of it in statements over whole tables, whatever the number of records. For each table of each changed record a row of
`undoing_rows` holds the table's row before the batch, after it, now, and as it shall be: null where there is none.
"""

from django.db import connection
from django.utils.translation import gettext as _

from imports.bulk import lock_tables
from imports.models import ImportChange
from imports.registry import all_sheets
from imports.sql import quote_name, quote_names
from imports.undo_conflicts import ask_about_changes, ask_about_references
from imports.undo_rules import refuse_broken_rules
from imports.undo_tables import WITHDRAWN, LinkTable, RecordTable, table_of
from imports.undoing import Undoing

CHANGES = ImportChange._meta.db_table

CREATE = """
CREATE TEMP TABLE undoing_rows (
    change bigint, record bigint, name text, before jsonb, imported jsonb, present jsonb, target jsonb,
    is_clash boolean NOT NULL DEFAULT false, is_withdrawal boolean NOT NULL DEFAULT false
) ON COMMIT DROP
"""
# The fields of a row that the batch changed, with what they held before.
FORMER_FIELDS = """(
    SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(before)
    WHERE imported -> key IS DISTINCT FROM value AND present ? key
)"""
# One of those fields now holds a third value.
HAS_THIRD_VALUE = """EXISTS (
    SELECT FROM jsonb_each(before) WHERE imported ? key AND present ? key
    AND value IS DISTINCT FROM imported -> key AND value IS DISTINCT FROM present -> key
    AND imported -> key IS DISTINCT FROM present -> key
)"""
# A field of a record that the batch made holds another value now.
DIFFERS_FROM_IMPORTED = """EXISTS (
    SELECT FROM jsonb_each(imported) WHERE present ? key AND present -> key IS DISTINCT FROM value
)"""


def undo_records(undoing: Undoing) -> None:
    """Puts records back as they stood before the batch; see `imports.undo`."""
    with connection.cursor() as cursor:
        tables = _tables(cursor, undoing.batch)
        if not tables:
            return
        total = undoing.batch.changes.count()
        undoing.progress(_("核对记录"), 0, total)
        _gather(cursor, undoing, tables)
        _aim(cursor, tables)
        ask_about_changes(cursor, undoing)
        _mark_withdrawals(cursor, tables)
        undoing.progress(_("撤回记录"), 0, total)
        _write(cursor, undoing, tables, "NOT wish.is_withdrawal")
        ask_about_references(cursor, undoing, tables)
        _write(cursor, undoing, tables, "wish.is_withdrawal")
        if undoing.is_resolved:
            refuse_broken_rules(tables)
        undoing.progress(_("撤回记录"), total, total)
        _remember(cursor, undoing)


def _tables(cursor, batch) -> list[RecordTable | LinkTable]:
    cursor.execute(
        f"SELECT DISTINCT jsonb_object_keys(coalesce(fields_after, fields_before)) FROM {CHANGES} WHERE batch_id = %s",
        [batch.pk],
    )
    return [table_of(name) for name in sorted(name for (name,) in cursor.fetchall())]


def _in_order_of_writing(tables):
    """The models as a publication locks them, and those of links last."""
    order = dict.fromkeys(model for sheet in all_sheets() for model in sheet.models_written())
    models = [table.field.remote_field.through if isinstance(table, LinkTable) else table.model for table in tables]
    return [model for model in [*order, *models] if model in models]


def _gather(cursor, undoing, tables):
    """Under a lock on the tables, so that nobody edits a record between the comparison and the writing."""
    lock_tables(_in_order_of_writing(tables))
    cursor.execute("DROP TABLE IF EXISTS pg_temp.undoing_rows")
    cursor.execute(CREATE)
    for table in tables:
        cursor.execute(
            f"""
            INSERT INTO undoing_rows (change, record, name, before, imported, present)
            SELECT id, record, %(name)s, nullif(fields_before -> %(name)s, 'null'),
                   nullif(fields_after -> %(name)s, 'null'), {table.now("change.record")}
            FROM {CHANGES} change
            WHERE batch_id = %(batch)s AND coalesce(fields_after, fields_before) ? %(name)s
            """,
            {"name": table.name, "batch": undoing.batch.pk},
        )
    cursor.execute("CREATE INDEX ON undoing_rows (name, record)")
    cursor.execute("ANALYZE undoing_rows")


def _aim(cursor, tables):
    """Says what every row shall be, and which of them somebody else has changed since."""
    for table in tables:
        if isinstance(table, LinkTable):
            _aim_at_links(cursor, table)
        else:
            _aim_at_rows(cursor, table)
    _keep_parts_of_withdrawn(cursor, tables)


def _aim_at_links(cursor, table):
    cursor.execute(
        """
        UPDATE undoing_rows SET
            target = coalesce(before, '[]'),
            is_clash = present IS DISTINCT FROM coalesce(imported, '[]') AND present IS DISTINCT FROM coalesce(before, '[]')
        WHERE name = %s
        """,
        [table.name],
    )


def _aim_at_rows(cursor, table):
    gone = f"present || '{table.when_withdrawn}'" if table.is_withdrawable else "NULL"
    is_gone = f"present IS NULL OR coalesce((present -> '{WITHDRAWN}')::boolean, false)"
    cursor.execute(
        f"""
        UPDATE undoing_rows SET
            target = CASE
                WHEN before IS NULL THEN CASE WHEN {is_gone} THEN present ELSE {gone} END
                WHEN present IS NULL THEN before
                WHEN present = imported THEN present || before
                WHEN imported IS NULL THEN before
                ELSE present || {FORMER_FIELDS} END,
            is_clash = CASE
                WHEN present IS NOT DISTINCT FROM imported THEN false
                WHEN before IS NULL THEN NOT ({is_gone}) AND {DIFFERS_FROM_IMPORTED}
                WHEN present IS NULL THEN true
                WHEN imported IS NULL THEN present IS DISTINCT FROM before
                ELSE {HAS_THIRD_VALUE} END
        WHERE name = %s
        """,
        [table.name],
    )


def _keep_parts_of_withdrawn(cursor, tables):
    """Of a record that is hidden by a mark nothing is deleted: an enterprise stays beside its withdrawn subject."""
    withdrawable = [table.name for table in tables if isinstance(table, RecordTable) and table.is_withdrawable]
    for table in tables:
        if table.name not in withdrawable:
            changed = f"|| '{table.when_withdrawn}'" if isinstance(table, RecordTable) else ""
            cursor.execute(
                f"""
                UPDATE undoing_rows part SET target = part.present {changed}
                WHERE part.before IS NULL AND part.name = %(name)s AND EXISTS (
                    SELECT FROM undoing_rows marked
                    WHERE marked.change = part.change AND marked.before IS NULL AND marked.name = ANY(%(names)s)
                )
                """,
                {"name": table.name, "names": withdrawable},
            )


def _mark_withdrawals(cursor, tables):
    """A record is withdrawn as a whole, once it is known that nothing else speaks of it."""
    cursor.execute(
        f"""
        UPDATE undoing_rows SET is_withdrawal = true WHERE change IN (
            SELECT change FROM undoing_rows
            WHERE (target -> '{WITHDRAWN}')::boolean AND NOT (present -> '{WITHDRAWN}')::boolean
        )
        """
    )


def _write(cursor, undoing, tables, chosen):
    """Links go first and come last, so that they find their records."""
    links = [table for table in tables if isinstance(table, LinkTable)]
    records = [table for table in tables if isinstance(table, RecordTable)]
    for table in links:
        _cut_links(cursor, table, chosen)
    for statement in (_deletion, _update, _insertion):
        for table in records:
            written, kind = statement(table, chosen)
            _execute_with_history(cursor, undoing, table, written, kind)
    for table in links:
        _tie_links(cursor, table, chosen)


def _deletion(table, chosen):
    written = f"""
        DELETE FROM {quote_name(table.name)} written USING undoing_rows wish
        WHERE written.{quote_name(table.key)} = wish.record AND {chosen} AND wish.name = '{table.name}'
          AND wish.target IS NULL AND wish.present IS NOT NULL
        RETURNING {_returned(table)}"""
    return written, "-"


def _update(table, chosen):
    changes = ", ".join(
        f"{quote_name(name)} = wanted.{quote_name(name)}" for name in table.columns if name != table.key
    )
    written = f"""
        UPDATE {quote_name(table.name)} written SET {changes}
        FROM undoing_rows wish, jsonb_populate_record(NULL::{quote_name(table.name)}, wish.target) wanted
        WHERE written.{quote_name(table.key)} = wish.record AND {chosen} AND wish.name = '{table.name}'
          AND wish.target IS NOT NULL AND wish.present IS NOT NULL AND wish.target <> wish.present
        RETURNING {_returned(table)}"""
    return written, "~"


def _insertion(table, chosen):
    columns = quote_names(table.columns)
    wanted = ", ".join(f"wanted.{quote_name(name)}" for name in table.columns)
    written = f"""
        INSERT INTO {quote_name(table.name)} AS written ({columns})
        SELECT {wanted}
        FROM undoing_rows wish, jsonb_populate_record(NULL::{quote_name(table.name)}, wish.target) wanted
        WHERE {chosen} AND wish.name = '{table.name}' AND wish.target IS NOT NULL AND wish.present IS NULL
        RETURNING {_returned(table)}"""
    return written, "+"


def _returned(table):
    return ", ".join(f"written.{quote_name(name)}" for name in table.columns)


def _execute_with_history(cursor, undoing, table, written, kind):
    if not table.history:
        cursor.execute(f"WITH written AS ({written}) SELECT count(*) FROM written")
        return
    cursor.execute(
        f"""
        WITH written AS ({written})
        INSERT INTO {quote_name(table.history)}
            ({quote_names(table.columns)}, history_date, history_type, history_change_reason, history_user_id)
        SELECT {quote_names(table.columns)}, clock_timestamp(), %s, %s, %s FROM written
        """,
        [kind, undoing.reason, getattr(undoing.user, "pk", None)],
    )


def _cut_links(cursor, table, chosen):
    cursor.execute(
        f"""
        DELETE FROM {quote_name(table.name)} link USING undoing_rows wish
        WHERE link.{table.near} = wish.record AND {chosen} AND wish.name = %s
          AND NOT wish.target @> to_jsonb(link.{table.far})
        """,
        [table.name],
    )


def _tie_links(cursor, table, chosen):
    cursor.execute(
        f"""
        INSERT INTO {quote_name(table.name)} ({table.near}, {table.far})
        SELECT wish.record, far::bigint FROM undoing_rows wish, jsonb_array_elements_text(wish.target) far
        WHERE {chosen} AND wish.name = %s AND NOT wish.present @> to_jsonb(far::bigint)
        """,
        [table.name],
    )


def _remember(cursor, undoing):
    """What the undo changed, in the shape in which a load says it: the data for the redo."""
    cursor.execute(
        f"""
        WITH done AS (
            SELECT change,
                jsonb_object_agg(name, present) FILTER (WHERE present IS NOT NULL) AS present,
                jsonb_object_agg(name, target) FILTER (WHERE target IS NOT NULL) AS target,
                bool_or(before IS NULL) OR bool_or(is_withdrawal) AS is_removal,
                bool_or(jsonb_typeof(coalesce(present, target)) = 'object' AND present IS NOT NULL) AS was_there,
                bool_or(jsonb_typeof(coalesce(present, target)) = 'object' AND target IS NOT NULL) AS stays
            FROM undoing_rows GROUP BY change HAVING bool_or(present IS DISTINCT FROM target)
        ), noted AS (
            INSERT INTO {CHANGES}
                (batch_id, kind, key, "table", record, before, after, fields_before, fields_after, sheet, "row")
            SELECT %s, kind, key, "table", record, after, before, CASE WHEN was_there THEN present END,
                CASE WHEN stays THEN target END, sheet, "row"
            FROM done JOIN {CHANGES} change ON change.id = done.change ORDER BY change.id
        )
        SELECT count(*) FILTER (WHERE NOT is_removal), count(*) FILTER (WHERE is_removal) FROM done
        """,
        [undoing.undo_batch.pk],
    )
    [(restored, removed)] = cursor.fetchall()
    undoing.restored += restored
    undoing.closed += removed
