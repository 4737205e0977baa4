"""Small workbooks as files, the command run on them, and what it said."""

import io
import json
from pathlib import Path

import openpyxl
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError


def write_workbook(path: Path, **sheets) -> Path:
    """Writes rows of cells, sheet by sheet, in the order given."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def run(path, *arguments) -> tuple[int, dict]:
    """Runs `import_workbook … --json`: its exit code and the object it printed."""
    output = io.StringIO()
    code = 0
    try:
        call_command("import_workbook", str(path), *arguments, "--json", stdout=output)
    except SystemExit as end:
        code = end.code
    [line] = output.getvalue().splitlines()
    return code, json.loads(line)


def say(path, *arguments) -> tuple[int, str]:
    """Runs the command without `--json`: its exit code and its text, also what goes to standard error."""
    output = io.StringIO()
    try:
        call_command("import_workbook", str(path), *arguments, stdout=output)
    except SystemExit as end:
        return end.code, output.getvalue()
    except CommandError as error:
        return error.returncode, f"{output.getvalue()}{error}"
    return 0, output.getvalue()


def publish_rows(path, title, rows, *arguments) -> tuple[int, dict]:
    """Publishes one sheet of rows: the exit code and the report of the sheet."""
    code, report = run(write_workbook(path / "表.xlsx", **{title: rows}), "--publish", *arguments)
    return code, report["sheets"][0]


def errors_of(sheet) -> list[tuple]:
    """The errors of a sheet's report as (row, column, value, message)."""
    return [(error["row"], error["column"], error["value"], error["message"]) for error in sheet["errors"]]


def counts_of(sheet) -> tuple[int, int, int, int, int]:
    """New, changed, unchanged, set aside and errors of a sheet's report."""
    return (sheet["new"], sheet["changed"], sheet["unchanged"], sheet["set_aside"], sheet["errors_total"])


def row_counts() -> dict[str, int]:
    """How many rows every table of the project holds, histories included."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def only_error(answer) -> tuple[str, str, str]:
    """The column, value and sentence of the only error of a published sheet."""
    code, sheet = answer
    [(_row, column, value, message)] = errors_of(sheet)
    assert (code, sheet["set_aside"]) == (1, 0)
    return column, value, message


def only_set_aside(answer) -> tuple[str, list[str]]:
    """The reason and candidates of the only row of a published sheet, which was set aside."""
    code, sheet = answer
    [row] = sheet["set_aside_rows"]
    assert (code, counts_of(sheet)) == (0, (0, 0, 0, 1, 0))
    return row["reason"], row["candidates"]
