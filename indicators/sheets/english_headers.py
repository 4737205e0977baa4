"""What the long forms of statistical offices abroad have beside our columns: areacd, measure. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from imports.columns import cell_text
from imports.layout import Table
from imports.mapping import HeaderMapping, normalise

# A code decides whose a figure is before the name beside it, which several may share.
AREA_CODES, AREA_NAMES = ("areacd", "区划代码", "行政区划代码", "地区代码"), ("areanm", "地区")
MEASURE = "measure"
# A measure of these makes something else of a figure than a level.
TELLING = ("growth", "change", "share", "index", "rank", "proportion", "ratio", "增", "比")
SAMPLE = 2000


def with_area_codes(table: Table, mapping: HeaderMapping) -> tuple[HeaderMapping, int | None]:
    """The mapping with the code of an area as its subject, and the column of its name; None where there is no code."""
    name, code = mapping.columns.get("subject"), _place(table, AREA_CODES)
    if name is None or code is None or normalise(table.headers[name]) not in AREA_NAMES:
        return mapping, None
    ignored = [header for header in mapping.ignored if header != table.headers[code]]
    return replace(mapping, columns=mapping.columns | {"subject": code}, ignored=ignored), name


def with_measure(table: Table, mapping: HeaderMapping, known: Sequence[str]) -> HeaderMapping:
    """The mapping with a column `measure` where that tells something: its unit, as Pounds, says no more than the unit's."""
    place = _place(table, (MEASURE,))
    if place is None or MEASURE in mapping.columns or table.headers[place] not in mapping.ignored:
        return mapping
    values = {normalise(text_at(cells, place)) for _number, cells in table.rows[:SAMPLE]} - {""}
    if not (values & set(known) or any(word in value for value in values for word in TELLING)):
        return mapping
    ignored = [header for header in mapping.ignored if header != table.headers[place]]
    return replace(mapping, columns=mapping.columns | {MEASURE: place}, ignored=ignored)


def text_at(cells: Sequence, position: int) -> str:
    """The text of a cell of a row; "" where the row is shorter."""
    return cell_text(cells[position]) if position < len(cells) else ""


def _place(table, headers):
    return next((place for place, header in enumerate(table.headers) if normalise(header) in headers), None)
