"""Charts as a page shows them: the picture with its title, notes, table and sources."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape

from django.core.cache import cache
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators import charts, wording
from indicators.bilingual import known_words
from indicators.chart_series import comparable_series, drawn_observations, point_of, series_key
from indicators.charts import Frequency, Series
from indicators.models import Break, Observation, Source
from indicators.readings import MEASURE_ORDER

# Another number wherever the same rows are drawn otherwise, so that a shared cache forgets the old pictures.
DRAWING = 2
# Drawing again is cheap; a translation that was put right shall show by the next day.
KEPT_SECONDS = 24 * 60 * 60

_FREQUENCIES = {
    Frequency.YEARLY: gettext_lazy("年度"),
    Frequency.YEAR_END: gettext_lazy("年末"),
    Frequency.HALF_YEARLY: gettext_lazy("半年"),
    Frequency.QUARTERLY: gettext_lazy("季度"),
    Frequency.MONTHLY: gettext_lazy("月度"),
    Frequency.CUMULATIVE: gettext_lazy("当年累计"),
    Frequency.AS_OF: gettext_lazy("时点"),
}


def charts_of(observations: Iterable[Observation], breaks: Iterable[Break]) -> list["Chart"]:
    """The charts of one subject and indicator: the value before its growth, the newest figures of each first; often [].

    observations: public figures in force, as `series_of` finds them; those of a breakdown are left out.
    Nothing is drawn before a chart's `svg` is asked for, so a page may take the first two and leave the rest.
    """
    groups: dict[tuple, list[Observation]] = {}
    for row in observations:
        if row.breakdown_id is None:
            groups.setdefault(series_key(row), []).append(row)
    breaks = list(breaks)
    found = [
        (place, _place_on_page(rows[0]), Chart(series, drawn_observations(series, rows), breaks))
        for rows in groups.values()
        for place, series in enumerate(comparable_series(rows, breaks))
    ]
    return [chart for *_place, chart in sorted(found, key=lambda entry: entry[:2])]


def _place_on_page(row: Observation) -> tuple:
    other_basis = bool(row.indicator.preferred_basis) and row.basis != row.indicator.preferred_basis
    return MEASURE_ORDER.index(row.measure), other_basis, row.basis


@dataclass(frozen=True)
class Chart:
    """A series on a page, in the language that is active. observations: those drawn, newest first."""

    series: Series
    observations: Sequence[Observation]
    all_breaks: Sequence[Break]

    @property
    def title(self) -> SafeString:
        """The newest figure, after the one it compares with: 缙云县工业产值：2011年1,298.08亿元，2015年1,900亿元."""
        subject, indicator = self._newest.subject, self._newest.indicator
        return format_html(
            _("{subject}{indicator}：{facts}"),
            subject=wording.marked(subject.display_name, subject.name_en),
            indicator=wording.within_sentence(wording.marked(indicator.name, indicator.name_en)),
            facts=format_html_join(_("，"), "{}", ((_fact(row),) for row in self._told())),
        )

    @property
    def subtitle(self) -> SafeString:
        """Measure, unit, frequency and basis: 同比，%，当年累计，可比价."""
        newest = self._newest
        parts = [
            "" if newest.measure == Observation.Measure.LEVEL else newest.get_measure_display(),
            charts.unit_words([self.series], newest.unit, wording.language()),
            _FREQUENCIES[self.series.frequency],
            "" if newest.basis == Observation.UNSTATED else known_words(newest.basis),
        ]
        first, *further = filter(None, parts)
        return format_html_join(_("，"), "{}", ((part,) for part in (first, *map(wording.within_sentence, further))))

    @property
    def notes(self) -> list[str]:
        return charts.notes([self.series])

    @property
    def breaks(self) -> list[Break]:
        """Those between figures of the chart."""
        return [found for found in self.all_breaks if found.on in self.series.breaks]

    @property
    def sources(self) -> list[Source]:
        """Where its figures come from, the newest figure's source first."""
        return list({row.source_id: row.source for row in self.observations}.values())

    @cached_property
    def svg(self) -> SafeString:
        """The picture, from the cache where the same rows were drawn before."""
        words = {"title": _plain(self.title), "subtitle": _plain(self.subtitle)}
        subject = self._newest.subject
        named = replace(self.series, name=_plain(wording.marked(subject.display_name, subject.name_en)))
        return mark_safe(_drawn_once([named], **words, unit=self._newest.unit, language=wording.language()))

    @property
    def _newest(self) -> Observation:
        return self.observations[0]

    def _told(self) -> list[Observation]:
        """The newest figure and the earliest that it may be compared with, of the same months where there is one."""
        newest = self.series.points[-1]
        former = charts.comparable_with(newest, self.series)
        former = [point for point in former if point.last_day.month == newest.last_day.month] or former
        rows = {point_of(row): row for row in self.observations}
        return [rows[point] for point in (*former[:1], newest)]


def _plain(words: str | SafeString) -> str:
    """Without marks of language, for the inside of a picture, which escapes for itself."""
    return unescape(strip_tags(words)) if isinstance(words, SafeString) else words


def _fact(row: Observation) -> SafeString:
    measure, value = wording.within_sentence(wording.measure_words(row)), wording.unsigned_value(row)
    said = format_html(_("{measure}{value}"), measure=measure, value=value) if measure else value
    return format_html(_("{period}{value}"), period=wording.period_words(row), value=said)


def _drawn_once(all_series: Sequence[Series], **words: str) -> str:
    """The picture of these rows and words, kept under a digest of them: what is drawn anew is kept anew."""
    content = repr((DRAWING, all_series, sorted(words.items())))
    key = f"chart-{hashlib.sha256(content.encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: charts.series_chart(all_series, **words), timeout=KEPT_SECONDS)
