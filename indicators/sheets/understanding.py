"""What was understood of a table of figures, in the words of the report."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from imports.columns import cell_text
from imports.layout import Table, column_letter
from imports.line_kinds import is_number
from imports.mapping import normalise
from imports.roles import table_roles
from indicators.models import Observation
from indicators.references import References
from indicators.sheets.cross_table import INDICATOR, NO_FIGURES, PERIOD, SAMPLE, SUBJECT, CrossTable
from indicators.sheets.explained import other_names, whole
from indicators.sheets.period_parts import period_label
from indicators.sheets.table_titles import units_of

NAMES = {SUBJECT: "subjects", INDICATOR: "indicators", PERIOD: "periods"}
LAYOUTS = ("subjects×indicators", "subjects×periods", "periods×indicators", "indicators×periods")
MOST_NAMED = 500
LEVEL = Observation.Measure.LEVEL.value


def described(cross: CrossTable) -> dict:
    """Layout, indicators, measures, periods, units and how sure all that is."""
    return {
        "layout": _layout(cross),
        "confidence": round(_confidence(cross), 2),
        "reasons": [*cross.table.reasons, *_reasons(cross)],
        "indicators": _indicators(cross),
        "measures": _measures(cross),
        "periods": _periods(cross),
        "subjects": len(_labels(cross, SUBJECT)) or 1,
        "labels": other_names(cross),
        "whole": whole(cross),
    }


def lists_known_subjects(cross: CrossTable) -> bool:
    """Whether known subjects stand beside columns that nobody knows, and a title tells a period or a unit.

    Then it is a table of figures, though nobody knows of what.
    """
    if not cross.unknown or not (cross.title_periods or units_of(cross.table)):
        return False
    names = _labels(cross, SUBJECT)[:SAMPLE]
    known = sum(1 for name in names if cross.read_label(name).role == SUBJECT)
    return known > 1 and 2 * known > len(names)


def roles(cross: CrossTable, declared: Iterable[int]) -> dict[str, list]:
    """Which rows and columns of the table are what; `declared` are the positions of columns such as 来源."""
    idle = cross.idle_ranks
    figures = {column.position for column in cross.columns if column not in idle}
    labels = {label.position for label in cross.labels if label.what} | set(declared)
    return table_roles(cross.table, labels - figures, figures, [column.position for column in cross.unknown])


def described_long(table: Table, columns: Mapping[str, int], references: References, measures: Mapping) -> dict:
    """What a long form names in its columns; `measures` are the codes by every normalised word for them."""

    def texts(name):
        place = columns.get(name)
        rows = table.rows if place is not None else ()
        return list(
            dict.fromkeys(text for _n, cells in rows if place < len(cells) and (text := cell_text(cells[place])))
        )

    return {
        "indicators": [_name_of(text, references) for text in texts("indicator")[:MOST_NAMED]],
        "measures": sorted({measures.get(normalise(text), text) for text in texts("measure") or [LEVEL]}),
        "periods": [period_label(text) for text in texts("period")[:MOST_NAMED]],
        "units": texts("unit")[:MOST_NAMED],
        "subjects": len(texts("subject")),
    }


def _name_of(text, references):
    owners = references.indicators.owners(normalise(text))
    return owners[0].name if len(owners) == 1 else text


def _layout(cross) -> str:
    down, across = _axes(cross)
    if not across and cross.has(SUBJECT) and cross.has(INDICATOR):
        return "long"
    layout = f"{NAMES.get(down)}×{NAMES.get(across)}"
    return layout if layout in LAYOUTS else "cells"


def _axes(cross):
    """What stands down and what across."""
    columns = [column.facets for column in (*cross.columns, *cross.unknown) if not column.is_rank]
    spans = {(one.periods, one.is_cumulative) for one in columns}
    has_periods = any(one.periods for one in columns) or len(spans) > 1
    differing = {
        PERIOD: len(spans) if has_periods else 0,
        SUBJECT: len({one.subject for one in columns if one.subject}),
        INDICATOR: len({(one.indicator, one.unknown) for one in columns if one.indicator or one.unknown}),
    }
    down = [what for what in (SUBJECT, INDICATOR, PERIOD) if cross.has(what)]
    counts = {what: len(_labels(cross, what)) for what in down}
    row = max(down, key=lambda what: counts[what], default="")
    others = [what for what in (PERIOD, INDICATOR, SUBJECT) if what != row and differing[what]]
    return row, max(others, key=lambda what: differing[what], default="")


def _labels(cross, what) -> list[str]:
    found: dict[str, None] = {}
    for label in cross.label(what):
        for _number, cells in cross.table.rows:
            if label.position < len(cells) and (text := cell_text(cells[label.position])):
                found[text] = None
    return list(found)


def _indicators(cross):
    names = [column.facets.indicator.name for column in cross.columns if column.facets.indicator]
    names += [column.facets.unknown or column.header for column in cross.unknown]
    for text in _labels(cross, INDICATOR)[:MOST_NAMED]:
        facets = cross.read_label(text)
        if facets.indicator or facets.unknown:
            names.append(facets.indicator.name if facets.indicator else facets.unknown)
    if not names and (cross.title.indicator or cross.title.unknown):
        names = [cross.title.indicator.name if cross.title.indicator else cross.title.unknown]
    return list(dict.fromkeys(names))


def _measures(cross):
    stated = [column.facets.measure for column in cross.columns if not column.is_rank]
    rows = [facets.measure for text in _labels(cross, INDICATOR)[:MOST_NAMED] if (facets := cross.read_label(text))]
    pairs = [row or column for row in (rows or [""]) for column in (stated or [""])]
    return sorted({measure or cross.title.measure or LEVEL for measure in pairs})


def _periods(cross):
    texts: list[str] = []
    for column in cross.columns:
        if column.facets.periods:
            texts.append("".join(cross.zeros.meant_by(column)))
    for label in cross.label(PERIOD):
        for number, cells in cross.table.rows:
            if label.position < len(cells) and (text := cell_text(cells[label.position])):
                texts.append(cross.zeros.meant(number, label.position, text))
    if not texts:
        texts = [period.label for period in cross.title_periods]
    return list(dict.fromkeys(map(period_label, texts)))[:MOST_NAMED]


def _confidence(cross) -> float:
    """From 0 to 1: how much of the headings and of the labels is known, less what had to be assumed."""
    headings = len(cross.columns) + len(cross.unknown) + _numbers_left_out(cross)
    known = len(cross.columns) / headings if headings else 0.0
    for what in (SUBJECT, INDICATOR):
        names = _labels(cross, what)[:SAMPLE]
        if names:
            known *= sum(1 for name in names if cross.read_label(name).role == what) / len(names)
    if cross.is_subject_assumed:
        known *= 0.8
    return known * (0.9 if cross.guessed or list(cross.zeros.doubtful()) else 1.0)


def _numbers_left_out(cross) -> int:
    """How many columns hold numbers and are not imported, though nobody said so and they are no telephones."""
    taken = {column.position for column in (*cross.columns, *cross.unknown)} | set(cross.mapping.columns.values())
    taken |= {label.position for label in (*cross.labels, *cross.partitions) if label.what or label in cross.partitions}
    taken |= {column.position for column, _parts in cross.summed}
    width = max((len(cells) for _number, cells in cross.table.rows[:SAMPLE]), default=0)
    headers = {position: header for position, header in enumerate(cross.table.headers) if header}
    headers |= {place: "" for place in range(width) if column_letter(place) in cross.columns_without_header}
    return sum(
        1
        for position, header in headers.items()
        if position not in taken and not cross.table.said(position) and not NO_FIGURES.search(header)
        if any(is_number(cells[position]) for _n, cells in cross.table.rows[:SAMPLE] if position < len(cells))
    )


def _reasons(cross) -> Iterable[str]:
    for what, words in ((SUBJECT, _("对象")), (INDICATOR, _("指标")), (PERIOD, _("期间"))):
        for label in cross.label(what):
            yield _("%(letter)s列是%(what)s。") % {"letter": column_letter(label.position), "what": words}
    if cross.title.indicator:
        yield _("指标“%(name)s”写在标题里。") % {"name": cross.title.indicator.name}
    if cross.title.subject:
        yield _("对象“%(name)s”写在标题里。") % {"name": cross.title.subject.name}
    if cross.title_period:
        yield _("期间“%(name)s”写在标题、工作表名或文件名里。") % {"name": cross.title_period.label}
    for column in cross.unknown:
        yield _("%(letter)s列“%(header)s”不认识。") % {"letter": column.letter, "header": column.header}
