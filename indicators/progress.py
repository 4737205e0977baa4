"""How far a promise has come: its goal beside the newest figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html
from django.utils.translation import gettext as _

from indicators import wording
from indicators.models import Commitment, Observation
from indicators.numbers import UnitError, convert, format_quantity


@dataclass(frozen=True)
class Progress:
    """figure: the newest that the goal is measured by, None where there is none; missing: what the goal is above it."""

    commitment: Commitment
    figure: Observation | None = None
    missing: Decimal | None = None

    @property
    def words(self):
        """最近一期2020年98.2亿元，离目标还差901.8亿元."""
        if self.figure is None or self.missing is None:
            return ""
        opening = format_html(
            _("最近一期：{period}{value}"),
            period=wording.period_words(self.figure),
            value=wording.value_words(self.figure).whole,
        )
        if self.missing <= 0:
            return format_html(_("{opening}，已达到目标。"), opening=opening)
        left = format_quantity(self.missing, self.figure.unit, language=wording.language())
        return format_html(_("{opening}，离目标还差{left}。"), opening=opening, left=left)


def progress_of(commitment: Commitment, figures: Sequence[Observation]) -> Progress:
    """The progress of a promise by figures of its indicator and subject, in any order.

    A goal of a year is measured by whole years, where there are any: seven months would look like failure.
    """
    measure = commitment.measure or Observation.Measure.LEVEL
    found = [row for row in figures if row.measure == measure and row.value is not None and not row.worked_out]
    found = [row for row in found if row.is_stock or _is_whole_year(row)] or found
    if commitment.goal is None or not found:
        return Progress(commitment)
    newest = max(found, key=lambda row: (row.last_day, -row.first_day.toordinal()))
    try:
        goal = convert(commitment.goal, commitment.goal_unit or newest.unit, newest.unit)
    except UnitError:
        return Progress(commitment, newest)
    return Progress(commitment, newest, goal - newest.value)


def _is_whole_year(row) -> bool:
    first, last = row.first_day, row.last_day
    return first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
