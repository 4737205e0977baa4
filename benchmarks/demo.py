"""Loading the demo's workbooks through the one pipeline, read to published, history on."""

import time

from django.conf import settings
from django.core.management import call_command

from benchmarks.line import line
from imports.context import ImportContext
from imports.models import ImportBatch
from imports.publish import publish
from imports.report import ALL_WARNINGS
from imports.workbook import read_workbook


def import_demo():
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    rows, started = 0, time.perf_counter()
    for path in sorted((settings.BASE_DIR / "data" / "demo").glob("*.xlsx")):
        report = publish(
            read_workbook(path), ImportContext(), ImportBatch(file_name=path.name), accepted=[ALL_WARNINGS]
        )
        rows += sum(sheet.rows for sheet in report.sheets)
    seconds = time.perf_counter() - started
    yield line(
        "import_demo", "rows_per_s", rows / seconds, state="cold", note=f"{rows} rows of six workbooks, one process"
    )
