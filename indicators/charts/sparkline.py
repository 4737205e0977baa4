"""A line as small as a word, for tables: no axis, no numbers, the newest figure marked. Pure and cheap."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from indicators.charts.points import Series
from indicators.charts.time_axis import place_of

WIDTH, HEIGHT = 96, 24
_EDGE = 4


def sparkline(series: Series, *, label: str) -> SafeString:
    """A series as a tiny <svg> that takes the colour of its text; the line stops at gaps. label: what it tells.

    Growth and other changes have a hairline at zero. About 0.1 ms for 60 figures.
    """
    runs = [[(place_of(point, series.frequency), float(point.value)) for point in run] for run in series.segments]
    values = [value for run in runs for _, value in run]
    first, last = runs[0][0][0], runs[-1][-1][0]
    low, high = min(values), max(values)
    if series.is_change:
        low, high = min(low, 0.0), max(high, 0.0)
    wide, tall = (WIDTH - 2 * _EDGE) / ((last - first) or 1), (HEIGHT - 2 * _EDGE) / ((high - low) or 1)
    placed = [
        [(_EDGE + (place - first) * wide, HEIGHT - _EDGE - (value - low) * tall) for place, value in run]
        for run in runs
    ]
    zero = HEIGHT - _EDGE - (0 - low) * tall if series.is_change else None
    return format_html(
        '<svg class="sparkline" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}</svg>',
        label,
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        mark_safe(_marks(placed, zero)),  # numbers only
    )


def _marks(placed: Sequence[Sequence[tuple[float, float]]], zero: float | None) -> str:
    line = "".join(
        "M" + "L".join([f"{across:.1f},{down:.1f}" for across, down in run]) for run in placed if len(run) > 1
    )
    lone = [run[0] for run in placed[:-1] if len(run) == 1]
    dots = "".join(f'<circle cx="{across:.1f}" cy="{down:.1f}" r="1.2" fill="currentColor"/>' for across, down in lone)
    across, down = placed[-1][-1]
    level = f'<path class="sparkline-zero" d="M0,{zero:.1f}H{WIDTH}"/>' if zero is not None else ""
    drawn = f'<path class="sparkline-line" d="{line}"/>' if line else ""
    return f'{level}{drawn}{dots}<circle class="sparkline-end" cx="{across:.1f}" cy="{down:.1f}" r="2.5"/>'
