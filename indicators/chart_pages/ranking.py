"""Those compared at one period, in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators import wording
from indicators.chart_pages.base import Chart, fact, measure_and_unit, plain_name
from indicators.chart_pages.naming import counted_subjects
from indicators.chart_series import point_of
from indicators.charts import LEAST_BARS, Bar, hollow_notes, unit_words_of
from indicators.models import Break, Indicator, Observation, Subject
from indicators.readings import CHANGES

# More would be a list; the table below has them all.
MOST_BARS = 40


def ranking_chart(
    observations: Iterable[Observation], *, home: Subject | None, peers: Iterable[Subject] = ()
) -> "RankingChart | None":
    """Subjects in the order of their figures of one indicator, measure and period; None for fewer than two values.

    The highest first, the lowest where less is better; equal values share a place. peers: all that belong to the set;
    those of them without a value are named in a note, as are the subjects of figures that have none.
    Raises ValueError for figures of several periods, indicators, measures or two of one subject.
    """
    observations = list(observations)
    with_value = [row for row in observations if row.value is not None]
    if len(with_value) < LEAST_BARS:
        return None
    if len({(row.indicator_id, row.measure, row.first_day, row.last_day, row.is_stock) for row in with_value}) > 1:
        raise ValueError("a ranking compares one indicator, measure and period")
    if len({row.subject_id for row in with_value}) < len(with_value):
        raise ValueError("a ranking has one figure a subject")
    rows = sorted(with_value, key=lambda row: row.value, reverse=not _is_lowest_first(with_value[0].indicator))
    there = {row.subject_id for row in rows}
    asked = {one.pk: one for one in (*peers, *(row.subject for row in observations))}
    return RankingChart(rows, (), home, [one for pk, one in asked.items() if pk not in there])


def _is_lowest_first(indicator: Indicator) -> bool:
    return indicator.better == Indicator.Better.LOWER


@dataclass(frozen=True)
class RankingChart(Chart):
    """observations: the first in place first. missing: those that belong to the set and have no value."""

    home: Subject | None
    missing: Sequence[Subject] = field(default=())

    @cached_property
    def title(self) -> SafeString:
        """规上工业增加值：缙云县2021年1—7月同比增长39.6%，9个中第1; without a home figure who is first."""
        row = self._row_of_home or self.observations[0]
        indicator = wording.marked(row.indicator.name, row.indicator.name_en)
        return format_html(
            _("{subject}{indicator}：{facts}"),
            subject=wording.marked(row.subject.display_name, row.subject.name_en),
            indicator=wording.within_sentence(indicator),
            facts=wording.joined([fact(row), self._place_words(row)]),
        )

    @property
    def subtitle(self) -> SafeString:
        """Measure, unit, period, basis and order."""
        row = self.observations[0]
        unit = unit_words_of(self.bars, row.unit, wording.language())
        order = _("从低到高") if _is_lowest_first(row.indicator) else _("从高到低")
        return wording.joined([measure_and_unit(row, unit, wording.period_words(row)), order])

    @property
    def notes(self) -> list[SafeString | str]:
        found: list[SafeString | str] = []
        if self.missing:
            names = wording.listed([wording.marked(one.display_name, one.name_en) for one in self.missing])
            found.append(format_html(_("缺数据、未排入：{names}。"), names=names))
        if len(self.observations) > MOST_BARS:
            found.append(_("图中只画前%(count)d个，其余见数据表。") % {"count": MOST_BARS})
        found += hollow_notes(bar.point for bar in self.bars)
        if len({row.basis for row in self.observations}) > 1:
            found.append(_("各对象的口径不完全相同，见数据表。"))
        return found

    @property
    def breaks(self) -> list[Break]:
        return []

    @property
    def table_label(self) -> str:
        return "subject"

    @cached_property
    def bars(self) -> list[Bar]:
        return [
            Bar(self._place_of(row), plain_name(row), point_of(row), self._is_home(row))
            for row in self.observations[:MOST_BARS]
        ]

    @property
    def _row_of_home(self) -> Observation | None:
        return next((row for row in self.observations if self._is_home(row)), None)

    def _is_home(self, row: Observation) -> bool:
        return self.home is not None and row.subject_id == self.home.pk

    def _place_of(self, row: Observation) -> int:
        return 1 + next(place for place, other in enumerate(self.observations) if other.value == row.value)

    def _place_words(self, row: Observation) -> SafeString:
        count = len(self.observations)
        within = counted_subjects(count, [row.subject for row in self.observations])
        tied = sum(other.value == row.value for other in self.observations) > 1
        words = _("{within}并列第{place}") if tied else _("{within}第{place}")
        return format_html(words, within=within, place=self._place_of(row))

    def _drawing(self) -> tuple[str, Mapping[str, Any]]:
        row = self.observations[0]
        return "ranking_chart", {"bars": self.bars, "unit": row.unit, "is_change": row.measure in CHANGES}
