"""The warnings of a stored report, and the names by which they are accepted one by one."""

import hashlib
import json
from collections.abc import Iterator

from imports.models import ImportBatch


def warnings_of(report: dict) -> Iterator[tuple[dict, dict]]:
    """Every warning of a batch's report with its sheet, as they are stored."""
    for sheet in report.get("sheets", []):
        for warning in sheet.get("warnings", []):
            yield sheet, warning


def warning_name(sheet: dict, warning: dict) -> str:
    """What accepting a warning is noted by: its code and cell, such as "unit_slip@产值!F7"."""
    return f"{warning['code']}@{sheet['name']}!{warning['column'] or ''}{warning['row']}"


def open_warnings(report: dict, accepted) -> list[str]:
    """The names of the warnings that nobody accepted."""
    names = [warning_name(sheet, warning) for sheet, warning in warnings_of(report)]
    return [name for name in names if name not in set(accepted)]


def preview_digest(batch: ImportBatch) -> str:
    """The fingerprint, in 64 characters, of the stored preview as a page shows it: changes, warnings, rows set aside."""
    shown = json.dumps([batch.digest, batch.report], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()
