"""Several small charts with one time axis, and lines as small as a word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from indicators import charts, wording
from indicators.chart_pages.base import plain
from indicators.chart_pages.series import SeriesChart, charts_of
from indicators.chart_series import comparable_series
from indicators.charts import Form
from indicators.charts.composition import lay_out
from indicators.charts.time_axis import calendar_shift, span
from indicators.models import Break, Indicator, Observation

SMALL = Form(width=300, height=100, steps=3, end_room=90, has_unit=False)
# Where values are written with nine digits, the line still wants most of the width.
_MOST_LEFT = 90


def small_multiples(
    indicators: Iterable[tuple[Indicator, Sequence[Observation]]], breaks: Iterable[Break] = ()
) -> "SmallMultiples | None":
    """One small chart for each indicator of one subject that has comparable figures; None where none has.

    All share the time from the first to the last figure, so that one reads across them; each has its own values.
    breaks: of all these indicators.
    """
    breaks = list(breaks)
    found = []
    for indicator, observations in indicators:
        own = [one for one in breaks if one.indicator_id == indicator.pk]
        found += [chart for chart in charts_of(observations, own)[:1] if chart.series.has_line]
    return SmallMultiples(found) if found else None


@dataclass(frozen=True)
class SmallMultiples:
    """Charts of several indicators side by side, in their order; `components/small_multiples.html` shows them."""

    charts: Sequence[SeriesChart]

    @property
    def pictures(self) -> list[tuple[SeriesChart, SafeString]]:
        """Each chart with its drawing: the same time axis, and the same margins so that the axes stand in line."""
        form = self._form()
        return [(chart, mark_safe(chart.drawn(form))) for chart in self.charts]

    @property
    def notes(self) -> list[str]:
        """What any of them must say, once."""
        return list(dict.fromkeys(plain(note) for chart in self.charts for note in chart.notes))

    def _form(self) -> Form:
        ends = [
            place + calendar_shift(chart.series.frequency) for chart in self.charts for place in span([chart.series])
        ]
        form = replace(SMALL, span=(min(ends), max(ends)))
        margins = [_margins(chart, form) for chart in self.charts]
        left = min(max(one["left"] for one in margins), _MOST_LEFT)
        return replace(form, left=left, right=max(one["right"] for one in margins))


def _margins(chart: SeriesChart, form: Form) -> dict[str, float]:
    unit, language = chart.newest.unit, wording.language()
    return lay_out(chart.all_series, unit=unit, language=language, form=form).margins


def sparkline(observations: Sequence[Observation], *, label: str = "") -> SafeString:
    """The newest comparable figures of one subject, indicator, measure and basis as a tiny picture; "" for fewer than two.

    label: what it tells to those who do not see it; by default the first and the last value.
    """
    found = comparable_series(observations, ())
    if not found:
        return mark_safe("")
    return charts.sparkline(found[0], label=label or _from_to(found[0], observations))


def _from_to(series: charts.Series, observations: Sequence[Observation]) -> str:
    by_day = {(row.first_day, row.last_day): row for row in observations}
    ends = [by_day[point.first_day, point.last_day] for point in (series.points[0], series.points[-1])]
    told = [f"{plain(wording.period_words(row))} {plain(wording.value_words(row).whole)}" for row in ends]
    return _("从%(first)s到%(last)s") % {"first": told[0], "last": told[1]}
