"""Promises beside what was reached: goals that a chart can measure, and how far there is to go."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators import wording
from indicators.charts import Frequency, Series, Target
from indicators.models import Commitment, Indicator, Observation
from indicators.numbers import Qualifier, are_convertible, convert, format_quantity
from indicators.readings import CHANGES

# More dashed lines would hide the figures.
MOST_TARGETS = 3
# A goal for the end of a year says nothing of a month; growth may be held against it at any time.
_OF_WHOLE_YEARS = {Frequency.YEARLY, Frequency.YEAR_END, Frequency.AS_OF}


def targets_for(series: Series, newest: Observation, commitments: Iterable[Commitment]) -> list[Target]:
    """The goals that stand in the measure and rhythm of a series and lie after its newest figure."""
    if series.frequency not in _OF_WHOLE_YEARS and not series.is_change:
        return []
    found = [one for one in commitments if measures(one, newest) and one.due_on and one.due_on > newest.last_day]
    return [_target(one, newest.unit) for one in found[:MOST_TARGETS]]


def measures(commitment: Commitment, row: Observation) -> bool:
    """Whether a figure says how far a promise was kept."""
    measure = commitment.measure or Observation.Measure.LEVEL
    is_same = commitment.indicator_id == row.indicator_id and commitment.subject_id == row.subject_id
    return (
        is_same
        and measure == row.measure
        and commitment.goal is not None
        and are_convertible(commitment.goal_unit, row.unit)
    )


def _target(commitment: Commitment, unit: str) -> Target:
    return Target(
        due=commitment.due_on,
        goal=convert(commitment.goal, commitment.goal_unit, unit),
        qualifier=Qualifier(commitment.qualifier),
        made=commitment.made_on,
        baseline=None if commitment.baseline is None else convert(commitment.baseline, commitment.goal_unit, unit),
    )


def gap_words(commitment: Commitment, newest: Observation) -> SafeString | str:
    """目标1,000亿元，2020年387.6亿元，还差612.4亿元; that it is reached; "" where the figure does not measure it."""
    if newest.value is None or not measures(commitment, newest):
        return ""
    goal = convert(commitment.goal, commitment.goal_unit, newest.unit)
    parts = [
        format_html(_("目标{goal}"), goal=_amount(goal, newest.unit, commitment.qualifier)),
        *([format_html(_("{day}到期"), day=wording.day_words(commitment.due_on))] if commitment.due_on else []),
        format_html(_("{period}{value}"), period=wording.period_words(newest), value=wording.value_words(newest).whole),
        *_distance(commitment, newest, goal),
    ]
    return wording.joined(parts)


def _distance(commitment: Commitment, newest: Observation, goal: Decimal) -> Iterator[SafeString | str]:
    left = newest.value - goal if _is_downward(commitment, newest.indicator) else goal - newest.value
    if left <= 0:
        yield _("已达到")
        return
    is_exact = newest.qualifier == Observation.Qualifier.EXACTLY
    words = _("还差{left}") if is_exact else _("还差约{left}")
    # A difference of rates is counted in points.
    unit = "个百分点" if newest.unit == "%" else newest.unit
    yield format_html(words, left=_amount(left, unit))


def _is_downward(commitment: Commitment, indicator: Indicator) -> bool:
    if commitment.baseline is not None:
        return commitment.goal < commitment.baseline
    return indicator.better == Indicator.Better.LOWER and commitment.measure not in CHANGES


def _amount(value: Decimal, unit: str, qualifier: str = "=") -> str:
    return format_quantity(value.normalize(), unit, qualifier=qualifier, language=wording.language())
