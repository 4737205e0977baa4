"""What the labels of a row say of its figures: the subject, the indicator, the period, the unit, ranks."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from imports.columns import cell_text, quoted
from imports.errors import CellError, SetAside
from imports.line_kinds import OF_WHICH, plain_label
from imports.mapping import normalise
from indicators.models import Rank, RegionGroup, Subject
from indicators.references import References
from indicators.sheets.cross_table import INDICATOR, MEASURE, PERIOD, SUBJECT, UNIT, CrossTable, FigureColumn, Label
from indicators.sheets.facets import Facets, together
from indicators.sheets.headings import unit_of
from indicators.sheets.ranks import read_ranks
from indicators.sheets.whole_regions import is_whole, no_region, whole_region

# Where a header says what the numbers below it count.
OF_ENTERPRISES = {"企业", "企业名称"}
COUNTED = {**dict.fromkeys(("月", "月份"), "月"), **dict.fromkeys(("季", "季度"), "季度")}


@dataclass(frozen=True, slots=True)
class RowTold:
    """What one row tells: facets, parts of its period from the coarsest, and whether it is part of a row above."""

    facets: Facets
    periods: tuple[str, ...] = ()
    is_of_which: bool = False


class RowLabels:
    """Reads the labels of one row after the other; a blank label takes the one above where another one is filled."""

    def __init__(self, cross: CrossTable, references: References):
        self.cross, self.references = cross, references
        self._labels = {what: cross.label(what) for what in (SUBJECT, INDICATOR, PERIOD, UNIT, MEASURE)}
        self._labels[SUBJECT] = _own(self._labels[SUBJECT])
        self._all = [label for labels in self._labels.values() for label in labels]
        self._last: dict[object, str] = {}
        self._known: dict[tuple, Facets] = {}
        self._indicator = Facets()

    def read(self, number: int, cells: list, subject_kind: str = "") -> RowTold:
        """What a row tells. Raises CellError for a label that is missing, SetAside for an unknown or ambiguous one."""
        texts = {label.position: _label_text(cells, label) for label in self._all}
        is_named, is_of_which, facets = any(texts.values()), False, Facets()
        for what in (INDICATOR, SUBJECT):
            if self._labels[what]:
                text = self._name(what, texts, is_named)
                is_of_which |= OF_WHICH.match(text) is not None
                kind = subject_kind or self._kind_of_subject(texts)
                facets = together(facets, self._named(what, plain_label(text), kind))
        for what in (MEASURE, UNIT):
            for label in self._labels[what]:
                facets = together(facets, self._plain(what, texts[label.position]))
        periods = [self._period(number, label, texts, is_named) for label in self._labels[PERIOD]]
        return RowTold(facets, (*facets.periods, *filter(None, periods)), is_of_which)

    def ranks(self, column: FigureColumn, cells: list, size_of: Callable[[RegionGroup], int | None]) -> list[Rank]:
        """The ranks in columns beside that speak of this one. Raises CellError and SetAside."""
        texts = []
        for rank, group in self.cross.ranks_of.get(column.position, ()):
            text = cell_text(cells[rank.position]) if rank.position < len(cells) else ""
            if text:
                texts.append(f"{group}第{text}" if text.isdigit() else f"{group}{text}")
        return read_ranks("；".join(texts), self.references.groups, size_of) if texts else []

    def _name(self, what, texts, is_named):
        """The label that names something: of several the last, or all of them where that is one name."""
        own = [texts[label.position] for label in self._labels[what] if texts[label.position]]
        if not own:
            if not is_named or what not in self._last:
                header = self._labels[what][0].header or _("名称")
                raise CellError(
                    _("“%(column)s”不能为空，请填写，或删去这一行。") % {"column": header}, "required", what
                )
            return self._last[what]
        joined = "".join(own)
        self._last[what] = joined if len(own) > 1 and self.cross.lookup.read(joined).role == what else own[-1]
        return self._last[what]

    def _kind_of_subject(self, texts):
        """What the header of the last filled label says of the kind: below 企业名称, 仙都 is no town."""
        labels = [label for label in self._labels[SUBJECT] if texts[label.position]] or self._labels[SUBJECT]
        return Subject.Kind.ENTERPRISE if labels and normalise(labels[-1].header) in OF_ENTERPRISES else ""

    def _named(self, what, text, subject_kind):
        key = (what, text, subject_kind)
        if key not in self._known or what == INDICATOR:
            self._known[key] = self._indicator_of(text) if what == INDICATOR else self._subject_of(text, subject_kind)
        return self._known[key]

    def _subject_of(self, text, kind):
        if is_whole(text) and self.references.find_subject(text, kind) is None and not self.references.said(text):
            subject = whole_region(self.cross, text)
            if subject is None and (reason := no_region(self.references, text)):
                raise reason
            return Facets(subject=subject)
        return Facets(subject=self.references.subject(text, kind))

    def _indicator_of(self, text):
        facets = self.cross.read_label(text)
        if facets.indicator is not None and not facets.is_guessed:
            self._indicator = replace(facets, measure="", unit="", is_cumulative=None)
            return facets
        if facets.tells and not facets.unknown and self._indicator.indicator is not None:
            # 同比增长(%) below 工业总产值 speaks of that.
            return together(self._indicator, facets)
        index = self.references.indicators
        raise SetAside(
            _("没有名为“%(text)s”的%(what)s，请改成已登记的名称或先导入它。")
            % {"text": quoted(text), "what": index.what},
            lambda: index.candidates(facets.unknown or text),
            text,
            INDICATOR,
        )

    def _plain(self, what, text):
        if what == UNIT:
            return Facets(unit=unit_of(text) or text)
        facets = self.cross.lookup.read(text) if text else Facets()
        return replace(facets, unknown="")

    def _period(self, number, label, texts, is_named):
        text = texts[label.position]
        if text:
            self._last[label.position] = text
        elif is_named and len(self._all) > 1:
            text = self._last.get(label.position, "")
        word = COUNTED.get(normalise(label.header), "")
        if word and text.isdigit():
            return f"{text}{word}"
        return self.cross.zeros.meant(number, label.position, text)


def _own(labels: list[Label]) -> list[Label]:
    """The labels that say whose the figures are: not those behind 企业名称 that only say where the firm is."""
    firms = next((place for place, label in enumerate(labels) if normalise(label.header) in OF_ENTERPRISES), None)
    return labels if firms is None else labels[: firms + 1]


def _label_text(cells, label: Label) -> str:
    cell = cells[label.position] if label.position < len(cells) else ""
    if isinstance(cell, datetime.date) and cell.day == 1 and label.what == PERIOD:
        return f"{cell.year}年{cell.month}月"
    return cell_text(cell)
