"""The total rows of a table, compared with the rows that they add up. Totals are not imported."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from imports.columns import cell_text, quoted
from imports.errors import CellError, RowErrors, SetAside
from imports.mapping import normalise
from imports.report import Problem
from indicators.models import Indicator, Observation
from indicators.numbers import NumberError, parse_quantity
from indicators.plausibility import Amount, half_of_last_place, total_differs
from indicators.sheets.cross_table import INDICATOR, CrossTable, FigureColumn
from indicators.sheets.row_labels import RowLabels
from indicators.sheets.suspicions import number as shown
from indicators.sheets.table_columns import LEVELS
from indicators.sheets.table_doubts import TOTAL_DIFFERS

AVERAGES = ("平均", "均值", "平均值", "平均数")
SUBTOTAL = "小计"


def differing_totals(cross: CrossTable, labels: RowLabels) -> Iterator[Problem]:
    """A warning for each total that is not the sum of its rows, within what rounding can hide.

    Only columns of one additive indicator are compared. 小计 adds up the rows since the one before, or, standing
    first, those to the next; 合计 all of them.
    """
    totals = [(number, cells) for number, cells in cross.table.totals if not _is_average(cells)]
    if (
        not totals
        or cross.has(INDICATOR)
        or any(number > cross.table.header_row for number, _ in cross.table.unit_lines)
    ):
        return
    parts = _parts(cross, labels)
    for number, cells in totals:
        span = _span(number, cells, cross)
        rows = [row for place, row in parts if place in span]
        for column in _additive(cross):
            yield from _compared(number, cells, rows, column, cross)


def _parts(cross, labels):
    """The rows that totals add up: not those that are parts of others, by their words or by being indented."""
    rows = [row for row in cross.table.rows if not _is_of_which(labels, *row)]
    outer = [row for row in rows if not _is_indented(row[1])]
    return outer or rows


def _is_indented(cells):
    first = next((cell for cell in cells if type(cell) is str and cell.strip() and not cell.strip().isdigit()), "")
    return first[:1] in (" ", "\u3000")


def _compared(number, cells, rows, column, cross):
    total = amount(cells, column)
    parts = [part for part in (amount(row, column) for row in rows) if part is not None]
    if total is None or len(parts) < 2 or not total_differs(total, parts):
        return
    summed = sum(part.value for part in parts)
    message = _(
        "“%(label)s”是%(total)s，%(number)d行之和是%(sum)s，相差%(difference)s，超出四舍五入所能造成的：请核对合计和各行。"
    ) % {
        "label": quoted(_label(cells)),
        "total": shown(total.value),
        "number": len(parts),
        "sum": shown(summed),
        "difference": shown(abs(total.value - summed)),
    }
    yield Problem(TOTAL_DIFFERS, number + 1, column.letter, quoted(cell_text(cells[column.position])), message)


def _additive(cross) -> list[FigureColumn]:
    levels = ("", Observation.Measure.LEVEL)
    found = []
    for column in cross.columns:
        indicator = column.facets.indicator or cross.title.indicator
        is_level = column.facets.measure in levels and not column.is_rank
        if is_level and indicator and indicator.aggregation == Indicator.Aggregation.ADDITIVE:
            found.append(column)
    return found


def _span(number, cells, cross) -> range:
    """The numbers of the rows that a total adds up."""
    top, bottom = cross.table.header_row + 1, cross.table.last_row + 1
    if SUBTOTAL not in normalise(_label(cells)):
        return range(top, bottom)
    others = [place for place, _cells in cross.table.totals if place != number]
    before = max((place for place in others if place < number), default=top - 1)
    after = min((place for place in others if place > number), default=bottom)
    has_rows_before = any(before < place < number for place, _cells in cross.table.rows)
    return range(before + 1, number) if has_rows_before else range(number + 1, after)


def _is_average(cells):
    return normalise(_label(cells)).endswith(AVERAGES)


def _label(cells):
    return next((text for text in map(cell_text, cells) if text and not text.isdigit()), "")


def _is_of_which(labels: RowLabels, number, cells):
    try:
        return labels.read(number, cells).is_of_which
    except (CellError, RowErrors, SetAside):
        return False


def amount(cells, column) -> Amount | None:
    """The number in a column of a row, with what rounding can hide; None where it holds none."""
    if column.position >= len(cells) or not cell_text(cells[column.position]):
        return None
    try:
        quantity = parse_quantity(cells[column.position])
    except NumberError:
        return None
    if quantity.value is None:
        return None
    return Amount(float(quantity.value), half_of_last_place(quantity.written_decimals))


def differing_sums(cross: CrossTable, labels: RowLabels) -> Iterator[Problem]:
    """A warning for each cell of a 合计 that is not the sum of the cells beside it, where the indicator adds up."""
    for column, parts in cross.summed:
        for number, cells in cross.table.rows:
            indicator = column.facets.indicator or _indicator_of(labels, number, cells) or cross.title.indicator
            if indicator and indicator.aggregation == Indicator.Aggregation.ADDITIVE:
                yield from _row_compared(number, cells, column, parts)


def _indicator_of(labels, number, cells):
    try:
        facets = labels.read(number, cells).facets
    except (CellError, RowErrors, SetAside):
        return None
    return facets.indicator if facets.measure in LEVELS else None


def _row_compared(number: int, cells: Sequence, column: FigureColumn, parts: Sequence[FigureColumn]):
    total = amount(cells, column)
    found = [one for one in (amount(cells, part) for part in parts) if one is not None]
    if total is None or len(found) < max(2, len(parts)) or not total_differs(total, found):
        return
    summed = sum(one.value for one in found)
    message = _("“%(label)s”是%(total)s，左边%(number)d栏之和是%(sum)s，超出四舍五入所能造成的：请核对合计和各栏。") % {
        "label": quoted(column.header),
        "total": shown(total.value),
        "number": len(found),
        "sum": shown(summed),
    }
    text = quoted(cell_text(cells[column.position]))
    yield Problem(TOTAL_DIFFERS, number + 1, column.letter, text, message)
