"""Charts of one subject and indicator over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators import charts, wording
from indicators.chart_pages.base import TimeChart, fact, plain
from indicators.chart_pages.targets import targets_for
from indicators.chart_series import comparable_series, drawn_observations, series_key
from indicators.charts import Series, Target
from indicators.models import Break, Commitment, Observation
from indicators.readings import MEASURE_ORDER


def charts_of(
    observations: Iterable[Observation], breaks: Iterable[Break], commitments: Iterable[Commitment] = ()
) -> list["SeriesChart"]:
    """The charts of one subject and indicator: the value before its growth, the newest figures of each first; often [].

    observations: public figures in force, as `series_of` finds them; those of a breakdown are left out. commitments: of
    that subject and indicator; a chart shows those whose goal it can measure.
    Nothing is drawn before a chart's `svg` is asked for, so a page may take the first two and leave the rest.
    """
    groups: dict[tuple, list[Observation]] = {}
    for row in observations:
        if row.breakdown_id is None:
            groups.setdefault(series_key(row), []).append(row)
    breaks, commitments = list(breaks), list(commitments)
    found = [
        (place, _place_on_page(rows[0]), _chart(series, rows, breaks, commitments))
        for rows in groups.values()
        for place, series in enumerate(comparable_series(rows, breaks))
    ]
    return [chart for *_place, chart in sorted(found, key=lambda entry: entry[:2])]


def _chart(series, rows, breaks, commitments):
    drawn = drawn_observations(series, rows)
    return SeriesChart(drawn, breaks, series, tuple(targets_for(series, drawn[0], commitments)))


def _place_on_page(row: Observation) -> tuple:
    other_basis = bool(row.indicator.preferred_basis) and row.basis != row.indicator.preferred_basis
    return MEASURE_ORDER.index(row.measure), other_basis, row.basis


@dataclass(frozen=True)
class SeriesChart(TimeChart):
    """The figures of one subject. series: those drawn; targets: what was promised of them."""

    series: Series
    targets: Sequence[Target] = ()

    @cached_property
    def title(self) -> SafeString:
        """The newest figure, after the one it compares with: 缙云县工业产值：2011年1,298.08亿元，2015年1,900亿元."""
        subject, indicator = self.newest.subject, self.newest.indicator
        return format_html(
            _("{subject}{indicator}：{facts}"),
            subject=wording.marked(subject.display_name, subject.name_en),
            indicator=wording.within_sentence(wording.marked(indicator.name, indicator.name_en)),
            facts=wording.joined(fact(row) for row in self._told()),
        )

    @cached_property
    def all_series(self) -> list[Series]:
        subject = self.newest.subject
        return [replace(self.series, name=plain(wording.marked(subject.display_name, subject.name_en)))]

    @property
    def newest_words(self) -> SafeString:
        """2021年1—7月39.29亿元."""
        return fact(self.newest)

    def _told(self) -> list[Observation]:
        """The newest figure and the earliest that it may be compared with, of the same months where there is one."""
        newest = self.series.points[-1]
        former = charts.comparable_with(newest, self.series)
        former = [point for point in former if point.last_day.month == newest.last_day.month] or former
        told = {(point.first_day, point.last_day): place for place, point in enumerate((*former[:1], newest))}
        rows = [row for row in self.observations if (row.first_day, row.last_day) in told]
        return sorted(rows, key=lambda row: told[row.first_day, row.last_day])
