"""What an editor said of a table of figures, as if the file said so."""

from dataclasses import replace
from typing import TYPE_CHECKING

from imports.corrections import FIGURES, IGNORE, Said
from imports.layout import column_letter
from imports.line_kinds import plain_label
from imports.mapping import normalise
from indicators.models import Indicator, Subject
from indicators.periods import PeriodError, parse_period
from indicators.sheets.facets import Facets
from indicators.sheets.table_columns import FigureColumn, Label

if TYPE_CHECKING:
    from indicators.sheets.cross_table import CrossTable


def take_said(cross: "CrossTable", position: int, header: str, told: tuple[str, ...]) -> bool:
    """Takes a column for what an editor said it is; False where nothing was said, or what is not known any more.

    `told` are the declared columns that say something of the figures beside them.
    """
    said = cross.table.said(position)
    if said is None:
        return False
    field = said.target.removeprefix("field:")
    if said.target == IGNORE:
        cross.ignored.append(header)
    elif field in told:
        cross.labels.append(Label(position, field, header))
    elif (facets := _facets(cross, position, said)) is not None:
        above = "".join(cross.table.path(position)[:-1])
        cross.columns.append(FigureColumn(position, column_letter(position), header, facets, above=above))
    else:
        return False
    return True


def _facets(cross, position, said: Said) -> Facets | None:
    read = cross.read_column(position)
    thing = cross.lookup.references.target(said.target)
    if thing is None and said.target != FIGURES:
        return None
    return replace(
        read,
        subject=thing if isinstance(thing, Subject) else read.subject,
        indicator=thing if isinstance(thing, Indicator) else read.indicator,
        measure=said.measure or read.measure,
        unit=said.unit or read.unit,
        unknown="",
        is_guessed=False,
    )


def share_said(cross: "CrossTable") -> None:
    """Lets what was said of one column below a heading that nobody knows hold for the others below it."""
    said = {column.above: set() for column in cross.columns if column.above}
    for column in cross.columns:
        if column.above and column.facets.indicator and cross.table.said(column.position):
            said[column.above].add(column.facets.indicator)
    for column in list(cross.unknown):
        indicators = said.get(column.above, set())
        if len(indicators) == 1 and column.facets.unknown == column.above and not column.is_rank:
            facets = replace(column.facets, indicator=next(iter(indicators)), unknown="")
            cross.unknown.remove(column)
            cross.columns.append(replace(column, facets=facets))
    cross.columns.sort(key=lambda column: column.position)


def said_label(cross: "CrossTable", text: str) -> Facets | None:
    """What a label tells where an editor said whom it names; None where nothing was said."""
    labels = cross.table.correction.labels
    said = labels.get(normalise(plain_label(text))) if labels else None
    thing = cross.lookup.references.target(said.target) if said else None
    if isinstance(thing, Subject):
        return Facets(subject=thing)
    if isinstance(thing, Indicator):
        read = cross.lookup.read(plain_label(text))
        return replace(read, subject=None, indicator=thing, unknown="", is_guessed=False)
    return None


def correct_title(cross: "CrossTable") -> None:
    """Lets what was said of the whole table stand in the place of its title."""
    whole = cross.table.correction.whole
    for name in ("subject", "indicator"):
        thing = cross.lookup.references.target(whole[name].target) if name in whole else None
        if isinstance(thing, Subject):
            cross.title, cross.is_subject_assumed = replace(cross.title, subject=thing), False
        elif isinstance(thing, Indicator):
            cross.title = replace(cross.title, indicator=thing, unknown="", is_guessed=False)
    for name in ("measure", "unit"):
        if name in whole:
            cross.title = replace(cross.title, **{name: whole[name].target})
    if "period" in whole:
        try:
            cross.title_periods = [parse_period(whole["period"].target)]
        except PeriodError:
            return
