"""What a chart says of itself to those who do not see it, and below it to those who do. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from indicators.charts.points import Frequency, Point, Series, has_gaps
from indicators.numbers import Qualifier, format_quantity
from indicators.periods import Period, PeriodKind, format_period

_KINDS = {
    Frequency.YEARLY: PeriodKind.YEAR,
    Frequency.HALF_YEARLY: PeriodKind.HALF_YEAR,
    Frequency.QUARTERLY: PeriodKind.QUARTER,
    Frequency.MONTHLY: PeriodKind.MONTH,
    Frequency.CUMULATIVE: PeriodKind.CUMULATIVE,
    Frequency.YEAR_END: PeriodKind.AS_OF,
    Frequency.AS_OF: PeriodKind.AS_OF,
}


def description(all_series: Sequence[Series], *, subtitle: str, unit: str, language: str) -> str:
    """The whole picture in a few sentences: what is drawn, from where to where, and what a reader must know."""
    first = all_series[0]
    shape = _("柱形图。") if len(all_series) == 1 and not first.has_line else _("折线图。")
    about = [f"{subtitle}{_('；')}"] if subtitle else []
    told = [*about, shape, *(_from_to(series, unit, language) for series in all_series), *notes(all_series)]
    if any(series.breaks for series in all_series):
        told.append(_("虚线处口径变化，前后不可比。"))
    return (" " if language.startswith("en") else "").join(told)


def notes(all_series: Sequence[Series]) -> list[str]:
    """What a reader must know to read the picture rightly; breaks have their own reasons, which stand with them."""
    points = [point for series in all_series for point in series.points]
    found = []
    if all_series[0].frequency is Frequency.CUMULATIVE:
        found.append(_("数据为当年累计，每年重新起算。"))
    if any(series.has_line and has_gaps(series) for series in all_series):
        found.append(_("缺数据的时期不连线。"))
    return [*found, *hollow_notes(points)]


def hollow_notes(points: Iterable[Point]) -> list[str]:
    """What hollow marks mean, where there are any."""
    points = list(points)
    found = []
    if any(point.qualifier != Qualifier.EXACTLY for point in points):
        found.append(_("空心表示不是准确数，如“超过”“约”。"))
    if any(point.is_preliminary for point in points):
        found.append(_("空心也表示初步数，以后可能修订。") if found else _("空心表示初步数，以后可能修订。"))
    return found


def _from_to(series: Series, unit: str, language: str) -> str:
    first, last = series.points[0], series.points[-1]
    parts = {
        "name": series.name,
        "count": len(series.points),
        "first": _figure(first, series, unit, language),
        "last": _figure(last, series, unit, language),
    }
    return str(_("%(name)s共%(count)s个数据，%(first)s，%(last)s。") % parts)


def _figure(point: Point, series: Series, unit: str, language: str) -> str:
    period = Period(point.first_day, point.last_day, point.is_stock, _KINDS[series.frequency], "")
    value = format_quantity(point.value, unit, qualifier=point.qualifier, decimals=point.decimals, language=language)
    return str(_("{period}{value}")).format(period=format_period(period, language), value=value)
