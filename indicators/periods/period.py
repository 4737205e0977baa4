"""What a period is, and what goes wrong when one is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PeriodKind(StrEnum):
    """How a period is spoken of. Two kinds may cover the same days: 1-6月 and 上半年 do."""

    MONTH = "month"
    MONTHS = "months"  # a run of months (or days) that does not start in January, or crosses a new year
    CUMULATIVE = "cumulative"  # from 1 January: 1-7月, 前5个月, 今年以来
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    THREE_QUARTERS = "three_quarters"
    YEAR = "year"
    YEARS = "years"
    PLAN = "plan"  # a five-year plan: 十四五
    DAY = "day"
    AS_OF = "as_of"  # the day a stock stands at: 年末, 截至, 目前


@dataclass(frozen=True, slots=True)
class Period:
    """From first_day to last_day, both included; a stock stands at one day, which is both.

    label is the text as written, without the spaces around it. is_inferred says that the days follow from
    the publication date and not from the text alone; label, kind and is_inferred are no part of a figure's key.
    """

    first_day: date
    last_day: date
    is_stock: bool
    kind: PeriodKind
    label: str
    is_inferred: bool = False

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError(f"a period cannot end on {self.last_day}, before it begins on {self.first_day}")
        if self.is_stock and self.first_day != self.last_day:
            raise ValueError(f"a stock stands at one day, not from {self.first_day} to {self.last_day}")


class PeriodError(ValueError):
    """The text is no period. The message, in the reader's language, quotes it and says what to write instead."""


class AmbiguousPeriod(PeriodError):
    """The text has more than one reading; `readings` holds them, the literal one first."""

    def __init__(self, message: str, readings: tuple[Period, ...]) -> None:
        super().__init__(message)
        self.readings = readings


class Fault(Exception):
    """One sentence on what is wrong, raised where the text as a whole is not known; becomes a PeriodError."""
