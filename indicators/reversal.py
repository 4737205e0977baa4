"""Takes back the figures of a batch: closes them and opens vintages equal to the former ones.

Everything happens in a few statements, for a load may hold half a million figures.
"""

import datetime

from django.db import connection
from django.utils.translation import gettext as _

from imports.registry import register_undo
from imports.undoing import FORMER, Undoing
from indicators.models import Observation, Rank
from indicators.sheets.ranks import written_ranks

NULLABLE_KEY = "breakdown_id"
FIGURES, RANKS = Observation._meta.db_table, Rank._meta.db_table

# One row for each key that the batch touched: the vintage before it, its own, the one in force, the copy to be opened.
CREATE = """
CREATE TEMP TABLE undoing_figures (
    former bigint, imported bigint, present bigint, copy bigint, number bigserial PRIMARY KEY
) ON COMMIT DROP
"""


def undo_figures(undoing: Undoing) -> None:
    """Closes what the batch has in force and opens what it had replaced; see `imports.undo`."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.undoing_figures")
        cursor.execute(CREATE)
        # A load that has just ended may not be in the statistics yet, and then the joins below take hours.
        cursor.execute(f"ANALYZE {FIGURES}")
        _gather_written(cursor, undoing.batch)
        if undoing.batch.kind == undoing.batch.Kind.UNDO:
            _gather_closed(cursor, undoing.batch)
        cursor.execute("ANALYZE undoing_figures")
        total = _count(cursor)
        undoing.progress(_("撤回数据"), 0, total)
        _settle_superseded(cursor, undoing)
        undoing.moment = _moment(cursor, undoing.moment)
        undoing.closed += _close(cursor, undoing.moment)
        undoing.restored += _reopen(cursor, undoing)
        undoing.progress(_("撤回数据"), total, total)


def _gather_written(cursor, batch):
    """The vintages that the batch opened; the one it replaced was closed in the same moment."""
    cursor.execute(
        f"""
        INSERT INTO undoing_figures (former, imported, present)
        SELECT former.id, figure.id,
               CASE WHEN figure.closed_at IS NULL THEN figure.id
                    ELSE (SELECT open.id FROM {FIGURES} open WHERE {_same_key("open", "figure")} AND open.closed_at IS NULL)
               END
        FROM {FIGURES} figure
        LEFT JOIN {FIGURES} former ON {_same_key("former", "figure")} AND former.closed_at = figure.published_at
        WHERE figure.batch_id = %s
        """,
        [batch.pk],
    )


def _gather_closed(cursor, batch):
    """The vintages that an undo closed without a successor, for there was nothing before them."""
    cursor.execute(
        f"""
        INSERT INTO undoing_figures (former, present)
        SELECT former.id, open.id
        FROM {FIGURES} former
        LEFT JOIN {FIGURES} open ON {_same_key("open", "former")} AND open.closed_at IS NULL
        WHERE former.closed_at = %s AND NOT EXISTS (
            SELECT FROM {FIGURES} successor
            WHERE {_same_key("successor", "former")} AND successor.published_at = former.closed_at
        )
        """,
        [batch.published_at],
    )


def _settle_superseded(cursor, undoing):
    """Leaves alone what stands as before already, and asks about what somebody else has written since."""
    cursor.execute(
        f"""
        DELETE FROM undoing_figures
        WHERE present IS DISTINCT FROM imported
          AND (present IS NULL AND former IS NULL OR {_same_content("present", "former")})
        """
    )
    cursor.execute(
        f"""
        SELECT number, former, imported, present FROM undoing_figures
        WHERE present IS DISTINCT FROM imported AND NOT {_same_content("present", "imported")}
        ORDER BY number
        """
    )
    superseded = cursor.fetchall()
    vintages = _vintages({pk for _number, *pks in superseded for pk in pks if pk})
    kept = [row[0] for row in superseded if _decide(undoing, *(vintages.get(pk) for pk in row[1:])) != FORMER]
    cursor.execute("DELETE FROM undoing_figures WHERE number = ANY(%s)", [kept])


def _decide(undoing, former, imported, present):
    figure = imported or former
    return undoing.add_conflict(
        f"figure:{figure.pk}",
        str(figure).removesuffix(figure.as_written).strip(),
        *map(_shown, (former, imported, present)),
    )


def _shown(figure):
    if figure is None:
        return None
    texts = {name: str(getattr(figure, name)) for name in ("as_written", "note", "status", "source", "place")}
    texts["status"] = str(figure.get_status_display())
    shown = {str(Observation._meta.get_field(name).verbose_name): text for name, text in texts.items()}
    shown[str(Rank._meta.verbose_name)] = written_ranks(figure.ranks.all())
    return {label: text for label, text in shown.items() if text}


def _vintages(pks):
    return {figure.pk: figure for figure in Observation.objects.filter(pk__in=pks).for_display()}


def _moment(cursor, wanted):
    """A vintage is closed after it was published, and reopened after it was closed."""
    cursor.execute(
        f"""
        SELECT max(greatest(vintage.published_at, vintage.closed_at))
        FROM undoing_figures figure
        CROSS JOIN LATERAL (VALUES (figure.former), (figure.imported), (figure.present)) AS involved (id)
        JOIN {FIGURES} vintage ON vintage.id = involved.id
        """
    )
    [(latest,)] = cursor.fetchall()
    return max(wanted, latest + datetime.timedelta(microseconds=1)) if latest else wanted


def _close(cursor, moment):
    cursor.execute(
        f"UPDATE {FIGURES} vintage SET closed_at = %s FROM undoing_figures figure WHERE vintage.id = figure.present",
        [moment],
    )
    return cursor.rowcount


def _reopen(cursor, undoing):
    cursor.execute(
        "UPDATE undoing_figures SET copy = nextval(pg_get_serial_sequence(%s, 'id')) WHERE former IS NOT NULL",
        [FIGURES],
    )
    new = {"id": "figure.copy", "batch_id": "%s", "published_at": "%s", "closed_at": "NULL"}
    columns = [field.column for field in Observation._meta.concrete_fields]
    values = [new.get(column, f"former.{column}") for column in columns]
    # In the order of the columns.
    given = {"batch_id": undoing.undo_batch.pk, "published_at": undoing.moment}
    cursor.execute(
        f"""
        INSERT INTO {FIGURES} ({", ".join(columns)})
        SELECT {", ".join(values)} FROM undoing_figures figure JOIN {FIGURES} former ON former.id = figure.former
        """,
        [given[column] for column in columns if column in given],
    )
    reopened = cursor.rowcount
    columns = [field.column for field in Rank._meta.concrete_fields if field.column not in ("id", "observation_id")]
    cursor.execute(
        f"""
        INSERT INTO {RANKS} (observation_id, {", ".join(columns)})
        SELECT figure.copy, {", ".join(f"rank.{column}" for column in columns)}
        FROM undoing_figures figure JOIN {RANKS} rank ON rank.observation_id = figure.former ORDER BY rank.id
        """
    )
    return reopened


def _count(cursor):
    cursor.execute("SELECT count(*) FROM undoing_figures")
    return cursor.fetchone()[0]


def _same_key(one, other):
    """SQL: two vintages are of one figure. Only the nullable column is compared in a way that no hash join knows."""
    equal = [f"{one}.{name} = {other}.{name}" for name in Observation.KEY_FIELDS if name != NULLABLE_KEY]
    return " AND ".join([*equal, f"{one}.{NULLABLE_KEY} IS NOT DISTINCT FROM {other}.{NULLABLE_KEY}"])


def _same_content(one, other):
    """SQL: two vintages, given by columns that hold their ids, say the same."""
    names = Observation.CONTENT_FIELDS
    fields = ", ".join(f"a.{name}" for name in names), ", ".join(f"b.{name}" for name in names)
    return f"""EXISTS (
        SELECT FROM {FIGURES} a, {FIGURES} b WHERE a.id = {one} AND b.id = {other}
        AND ROW({fields[0]}) IS NOT DISTINCT FROM ROW({fields[1]}) AND {_ranks("a")} IS NOT DISTINCT FROM {_ranks("b")}
    )"""


def _ranks(vintage):
    columns = "group_id, group_as_written, group_size, position, qualifier, direction"
    return f"""(SELECT array_agg(ROW({columns})::text ORDER BY group_id) FROM {RANKS} WHERE observation_id = {vintage}.id)"""


register_undo("figures", undo_figures)
