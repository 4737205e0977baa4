"""Workbooks published for a test, and their undo."""

from imports.context import ImportContext
from imports.models import ImportBatch
from imports.publish import publish
from imports.undo import Undone, undo
from imports.workbook import Grid, Workbook


def publish_grids(user=None, **sheets) -> ImportBatch:
    """Publishes rows, sheet by sheet; fails where anything is set aside or at fault."""
    batch = ImportBatch.objects.create(file_name="表.xlsx")
    grids = [Grid(title, [list(row) for row in rows]) for title, rows in sheets.items()]
    report = publish(Workbook("表.xlsx", "", grids), ImportContext(user=user), batch)
    faults = [problem.message for sheet in report.sheets for problem in sheet.errors]
    assert [*faults, *(row.reason for sheet in report.sheets for row in sheet.set_aside_rows)] == []
    return ImportBatch.objects.get(pk=batch.pk)


def undone(batch, **options) -> ImportBatch:
    """The batch that undoes another; fails where a conflict is left open."""
    outcome: Undone = undo(batch, **options)
    assert outcome.batch is not None, outcome.conflicts
    return outcome.batch
