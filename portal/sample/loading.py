"""Takes the invented world through the import pipeline, as an editor would bring its files one after another."""

import contextlib
from dataclasses import asdict
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from imports.context import ImportContext
from imports.models import ImportBatch
from imports.report import ALL_WARNINGS
from imports.submitting import publish_accepting
from imports.workbook import read_workbook
from portal.sample.plan import WORLD_SLUG, Plan
from portal.sample.workbooks import CLOSING, OPENING, contents, write_workbook

# One load at a time in the whole database: an arbitrary number that names the lock.
LOAD_LOCK = 7_310_123


class SampleRefused(Exception):
    """A file of the invented world that did not go in whole; its text names the first fault."""


def load(folder: Path, plan: Plan) -> dict[str, dict[str, int]]:
    """Writes the files into the folder and publishes each; by file, the numbers of new, changed and unchanged rows.

    Files of the same plan that were published before are left out, so that a load that was broken off goes on where
    it stopped. Raises SampleRefused where a file has an error or a row is set aside, as when the catalogue of
    indicators is missing; the files before it stay.
    """
    with _alone():
        published = set(_published_files().filter(options__plan=asdict(plan)).values_list("file_name", flat=True))
        files = [file for file in contents(plan) if file.name not in published]
        folder.mkdir(parents=True, exist_ok=True)
        return {file.name: _publish(write_workbook(folder, file), file.published_on, plan) for file in files}


def is_loaded() -> bool:
    """Whether the last file was published once; what editors changed or took back since is theirs to decide.

    So a world that an earlier version of this program loaded stays as it is: its figures were published.
    """
    return _published_files().filter(file_name=CLOSING).exists()


def _published_files():
    batches = ImportBatch.objects.filter(kind=ImportBatch.Kind.IMPORT, status=ImportBatch.Status.PUBLISHED)
    return batches.filter(world__in=("", WORLD_SLUG), options__has_key="plan")


def is_being_loaded() -> bool:
    """Whether some process is loading at this moment: a process that was killed holds no lock any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOAD_LOCK])
        [is_free] = cursor.fetchone()
        if is_free:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOAD_LOCK])
    return not is_free


@contextlib.contextmanager
def _alone():
    """Waits for another load to end. The server frees the lock with the connection, however its process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOAD_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOAD_LOCK])


def _publish(path, published_on, plan) -> dict[str, int]:
    workbook = read_workbook(path)
    # The first file opens the world and so cannot name it.
    world = "" if path.name == OPENING else WORLD_SLUG
    options = {"world": world, "strict": True, "published_on": published_on.isoformat(), "plan": asdict(plan)}
    batch = ImportBatch(file_name=workbook.name, sha256=workbook.sha256, options=options)
    context = ImportContext(world, "", published_on)
    # Invented figures jump as they please.
    why = _("演示数据，数值由程序编造。")
    report = publish_accepting(workbook, context, batch, accepted=(ALL_WARNINGS,), reason=why, strict=True)
    if batch.published_at is None:
        raise SampleRefused(_first_fault(workbook.name, report))
    return {state: sum(getattr(sheet, state) for sheet in report.sheets) for state in ("new", "changed", "unchanged")}


def _first_fault(name, report) -> str:
    faults = [
        (sheet.name, fault.row, reason)
        for sheet in report.sheets
        for fault, reason in [
            *((problem, problem.message) for problem in sheet.errors),
            *((row, row.reason) for row in sheet.set_aside_rows),
        ]
    ]
    sheet, row, reason = faults[0]
    return _("%(file)s的“%(sheet)s”第%(row)d行：%(reason)s") % {
        "file": name, "sheet": sheet, "row": row, "reason": reason
    }  # fmt: skip
