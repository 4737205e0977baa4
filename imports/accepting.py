"""The warnings of a stored report, by the names by which they are accepted one by one, and what a page showed."""

import hashlib
import json
from collections.abc import Collection, Mapping

from django.utils.translation import get_language

from imports.models import ImportBatch
from imports.report import ALL_WARNINGS, ImportReport, Problem, SheetReport


def messages_by_name(report: dict) -> dict[str, str]:
    """What every warning of a batch's report says, by the name by which it is accepted."""
    return {name: problem.message for name, problem in ImportReport.from_dict(report).warnings.items()}


def warning_name(sheet: dict, warning: dict) -> str:
    """The name of a warning as it is stored."""
    alone = SheetReport(sheet["name"], table="", kind=None, warnings=[Problem(**warning)])
    [name] = ImportReport([alone]).warnings
    return name


def open_warnings(report: dict, accepted) -> list[str]:
    """The names of the warnings that nobody accepted one by one; "*" would accept what nobody has seen."""
    return ImportReport.from_dict(report).open_warnings(set(accepted) - {ALL_WARNINGS})


def stored_report(report: ImportReport, batch: ImportBatch) -> dict:
    """What is stored of a preview: its report and the language in which that is written."""
    return report.as_dict(batch.pk) | {"language": get_language()}


def unread_warnings(report: ImportReport, accepted: Collection[str]) -> list[str]:
    """The names of the warnings that are open: not accepted or, where `accepted` is a mapping, in other words than these.

    Of the same name they may compare with another value by now.
    """
    reworded = []
    if isinstance(accepted, Mapping):
        reworded = [
            name for name, found in report.warnings.items() if accepted.get(name, found.message) != found.message
        ]
    return [*report.open_warnings(accepted), *reworded]


def preview_digest(batch: ImportBatch) -> str:
    """The fingerprint, in 64 characters, of the stored preview as a page shows it: changes, warnings, rows set aside."""
    shown = json.dumps([batch.digest, batch.report], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()
