"""What was understood of a table of figures with some doubt: each is a warning to be accepted."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.layout import column_letter
from imports.report import Problem
from indicators.references import References
from indicators.sheets.cross_table import CrossTable

SUBJECT_ASSUMED, GUESSED_NAME, LOST_ZERO, TOTAL_DIFFERS = CODES = (
    "subject_assumed", "guessed_name", "lost_zero", "total_differs",
)  # fmt: skip


def doubts(cross: CrossTable, references: References) -> Iterator[Problem]:
    """A subject that nobody names, names that are only similar, months that may have lost a zero."""
    table = cross.table
    if cross.is_subject_assumed and table.rows and cross.columns:
        name = references.require_world().subject.name
        message = _("表里没有写是哪个对象的数据，将作为“%(name)s”的数据：请核对，无误再确认。") % {"name": name}
        yield _at_header(table, table.left, SUBJECT_ASSUMED, message)
    for column, name in cross.guessed:
        message = _("表头“%(header)s”像是“%(name)s”，将按它导入：请核对，无误再确认。")
        words = {"header": quoted(column.header), "name": name}
        yield _at_header(table, column.position, GUESSED_NAME, message % words)
    for number, position, text, (meant, other) in cross.doubtful_periods():
        message = _(
            "“%(text)s”可能是%(meant)s（末尾的0被去掉了），也可能是%(other)s；按前后期间，将作为%(meant)s：请核对，无误再确认。"
        )
        words = {"text": text, "meant": meant, "other": other}
        yield Problem(LOST_ZERO, number + 1, column_letter(position), text, message % words)


def _at_header(table, position, code, message):
    header = table.headers[position] if position < len(table.headers) else ""
    return Problem(code, table.header_row + 1, column_letter(position), quoted(header), message)
