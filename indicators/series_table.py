"""A long table of one series, each line put into words beforehand: templates within templates cost 2 ms a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from indicators import wording
from indicators.bilingual import known_words, place_words
from indicators.models import Break, Observation
from indicators.readings import Reading

_NEW_LINE = mark_safe("<br>")


@dataclass(frozen=True, slots=True)
class Line:
    """One reading as a row of the table. value: None for a growth without its level; marks: what holds for the period."""

    period: str
    marks: Sequence[str]
    value: wording.ValueWords | None
    unit: str
    growths: SafeString
    ranks: SafeString
    source: str
    address: str
    breaks: Sequence[Break]


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """lines: newest first; unit: the one unit of all values, "" where there are several; places: decimals to leave room for."""

    lines: Sequence[Line]
    unit: str
    places: int

    @property
    def has_values(self) -> bool:
        return any(line.value is not None for line in self.lines)

    @property
    def has_growths(self) -> bool:
        return any(line.growths for line in self.lines)

    @property
    def has_ranks(self) -> bool:
        return any(line.ranks for line in self.lines)

    @property
    def columns(self) -> int:
        has_units = self.has_values and not self.unit
        return 2 + sum([self.has_values, has_units, self.has_growths, self.has_ranks])


def series_table(readings: Iterable[Reading], query: str = "") -> SeriesTable:
    """The table of readings of one subject and indicator; query: what addresses of figures carry to stay where they are."""
    lines = [_line(reading, query) for reading in readings]
    values = [line.value for line in lines if line.value is not None]
    units = {line.unit for line in lines if line.value is not None and line.value.number}
    return SeriesTable(lines, units.pop() if len(units) == 1 else "", wording.room_for_decimals(values))


def _line(reading: Reading, query: str) -> Line:
    main = reading.main
    value = None if reading.is_change_only else wording.plain_value_words(main)
    return Line(
        period=_period_words(reading),
        marks=list(_marks(main)),
        value=value,
        unit=value.column_unit if value else "",
        growths=growths_in_lines(reading.growths),
        ranks=_lines(map(_rank, reading.ranks)),
        source=place_words(main.place) if main.place else _("来源"),
        address=_address(main, query),
        breaks=reading.breaks,
    )


def _lines(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe(_NEW_LINE.join(parts))


def _period_words(reading: Reading):
    main = reading.main
    parts = [wording.period_words(main)]
    if main.breakdown:
        parts.append(wording.marked(main.breakdown.name, main.breakdown.name_en))
    if not reading.is_change_only and (measure := wording.measure_words(main)):
        parts.append(wording.within_sentence(measure))
    return format_html_join(" ", "{}", ((part,) for part in parts))


def _marks(main: Observation):
    if main.is_period_inferred:
        yield _("推断")
    if main.status == Observation.Status.PRELIMINARY:
        yield _("初步数")
    if main.change:
        yield main.get_change_display()
    if main.worked_out:
        yield _("推算")
    if main.basis != Observation.UNSTATED:
        yield known_words(main.basis)


def growths_in_lines(rows: Iterable[Observation]) -> SafeString:
    """Changes below each other: word, arrow and sign each."""
    return _lines(map(_growth, rows))


def _growth(row: Observation) -> SafeString:
    direction, arrow = wording.change_direction(row), wording.change_arrow(row)
    mark = format_html(' <span class="mark">{}</span>', _("名义")) if row.worked_out else ""
    return format_html(
        '<span class="growth{}">{} <b><span aria-hidden="true">{}</span>{}</b></span>{}',
        f" growth-{direction}" if direction else "",
        wording.measure_words(row),
        arrow,
        wording.value_words(row).whole,
        mark,
    )


def _rank(rank) -> SafeString:
    place = format_html("<b>{}</b>", wording.rank_words(rank))
    measure = wording.within_sentence(wording.ranked_measure_words(rank))
    words = format_html(_("{measure}居{place}"), measure=measure, place=place) if measure else place
    return format_html('<span class="rank">{}</span>', words)


def _address(main: Observation, query: str) -> str:
    """Of the figure's own page; one that was worked out leads to the newer of those that it follows from."""
    published = main.worked_out_from[0] if main.worked_out_from else main
    return reverse("figure", args=[published.pk]) + query if published.pk else ""
