"""docs/importing.md says what the code does."""

import ast
import re
from pathlib import Path

from imports.hand_edits import WARNING as TAKES_BACK
from imports.registry import all_sheets
from indicators.sheets.checks import CODES
from indicators.sheets.table_doubts import CODES as TABLE_CODES

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
# Where errors of cells, rows and tables get their codes.
SOURCES = [path for room in ("imports", "indicators/sheets", "enterprises/sheets", "projects", "newsroom") for path in (ROOT / room).glob("*.py")]  # fmt: skip
SOURCES.append(ROOT / "enterprises" / "credit_codes.py")
SOURCES.append(ROOT / "indicators" / "standings.py")
ERRORS_WITH_CODES = ("CellError", "StandingError", "Problem", "Fault")


def described(column):
    name = f"**{column.column_name}**" if column.required else column.column_name
    return f"{name} ({'、'.join(column.aliases)})" if column.aliases else name


def test_every_kind_is_described_with_its_columns_in_the_order_of_loading():
    expected = [
        f"| {sheet.label} | `{sheet.kind}` | {', '.join(map(described, sheet.columns().values()))} |"
        for sheet in all_sheets()
    ]

    table = TEXT.partition("| Kind | `--as` | Columns |\n|---|---|---|\n")[2]
    assert table.splitlines() == expected


def codes_in(path):
    """The codes that a module gives to errors: the second argument of an error, the first of Problem and Fault, or `code = …`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS_WITH_CODES:
            position = 0 if node.func.id in ("Problem", "Fault") else 1
            given = node.args[position : position + 1]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            given = [node.value]
        else:
            given = []
        yield from (argument.value for argument in given if isinstance(argument, ast.Constant))


def test_the_codes_of_errors_are_those_that_are_raised():
    raised = {code for path in SOURCES for code in codes_in(path)}
    named = re.findall(r"`([a-z_]+)`", TEXT.partition("Codes of errors:")[2].partition("##")[0])

    assert sorted(named) == sorted(raised)


def test_the_codes_of_warnings_are_those_that_are_given():
    table = TEXT.partition("## Warnings")[2].partition("\n## ")[0]

    assert tuple(re.findall(r"^\| `([a-z_]+)`", table, re.MULTILINE)) == (*CODES, *TABLE_CODES, TAKES_BACK)


def test_no_two_headers_of_a_kind_mean_different_columns():
    for sheet in all_sheets():
        names = [name for column in sheet.columns().values() for name in column.names]
        assert sorted(names) == sorted(set(names)), sheet.kind
