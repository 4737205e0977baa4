"""What was understood of a table of figures with some doubt: each is a warning to be accepted."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.layout import column_letter
from imports.report import Problem
from indicators.models import Observation
from indicators.references import References
from indicators.sheets.cross_table import INDICATOR, MEASURE, CrossTable
from indicators.sheets.headings import RANK

Measure = Observation.Measure
CODES = (
    SUBJECT_ASSUMED, GUESSED_NAME, LOST_ZERO, TOTAL_DIFFERS, NOT_AS_TITLED, PERCENT_OR_FRACTION, MOM_OF_SPAN,
    UNIT_ASSUMED,
) = (
    "subject_assumed", "guessed_name", "lost_zero", "total_differs", "not_as_titled", "percent_or_fraction", "mom_of_span",
    "unit_assumed",
)  # fmt: skip
# What titles say of all figures below them, with the measures that then belong in the table; targets never do.
TITLED = {
    re.compile("增速|增长|增幅|同比"): {Measure.YOY, Measure.AVERAGE_2Y, Measure.CHANGE_PP},
    re.compile("环比"): {Measure.MOM},
    re.compile("占比|比重"): {Measure.SHARE},
    re.compile("排名|位次|名次"): {RANK},
    re.compile(r"单位\s*[:：]\s*[%％]\s*[)）]?$"): {Measure.YOY, Measure.MOM, Measure.SHARE},
    re.compile("目标|任务|预计|预期|预测|计划(?:数|表|分解|安排|$|[)）])"): set(),
}


def doubts(cross: CrossTable, references: References) -> Iterator[Problem]:
    """A subject that nobody names, names that are only similar, months that may have lost a zero."""
    table = cross.table
    if cross.is_subject_assumed and table.rows and cross.columns:
        name = references.require_world().subject.name
        message = _("表里没有写是哪个对象的数据，将作为“%(name)s”的数据：请核对，无误再确认。") % {"name": name}
        yield _at_header(table, table.left, SUBJECT_ASSUMED, message)
    yield from titled_otherwise(cross)
    for column, name in cross.guessed:
        message = _("表头“%(header)s”像是“%(name)s”，将按它导入：请核对，无误再确认。")
        words = {"header": quoted(column.header), "name": name}
        yield _at_header(table, column.position, GUESSED_NAME, message % words)
    for number, position, text, (meant, other) in cross.zeros.doubtful():
        message = _(
            "“%(text)s”可能是%(meant)s（末尾的0被去掉了），也可能是%(other)s；按前后期间，将作为%(meant)s：请核对，无误再确认。"
        )
        words = {"text": text, "meant": meant, "other": other}
        yield Problem(LOST_ZERO, number + 1, column_letter(position), text, message % words)


def titled_otherwise(cross: CrossTable) -> Iterator[Problem]:
    """A title that speaks of growth, ranks, parts or targets above figures that would all be taken for levels."""
    table = cross.table
    levels = [column for column in cross.columns if column.facets.measure in ("", Measure.LEVEL)]
    if not levels or cross.has(MEASURE) or "basis" in cross.mapping.columns:
        return
    if all((column.facets.indicator or cross.title.indicator) is None for column in levels) and cross.has(INDICATOR):
        return
    measures = {column.facets.measure for column in cross.columns} | {cross.title.measure}
    for text in dict.fromkeys((*table.above, table.sheet)):
        for pattern, wanted in TITLED.items():
            if (found := pattern.search(text)) and not measures & wanted:
                message = _("“%(title)s”里有“%(word)s”，表头没有写，将作为%(level)s导入：请核对，无误再确认。")
                words = {"title": quoted(text), "word": found[0], "level": _("数值")}
                yield _at_header(table, levels[0].position, NOT_AS_TITLED, message % words)
                return


def _at_header(table, position, code, message):
    header = table.headers[position] if position < len(table.headers) else ""
    return Problem(code, table.header_row + 1, column_letter(position), quoted(header), message)
