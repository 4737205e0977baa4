"""The arithmetic of the checks before publishing: pure, of values in one unit with what rounding may hide of each."""

import calendar
import datetime
from collections.abc import Callable, Iterable
from typing import NamedTuple

# By which factors units are mistaken (万 for 亿, 元 for 万元), and how far growth may carry the ratio from the factor.
# Nothing but a slip multiplies a figure by some ten thousand; by ten a small one may grow, so that must fit closely.
SLIPS = ((10, 1.15), (100, 1.5), (10_000, 2.0), (100_000_000, 2.0))
# From one project to ten is no slip: counts below this are left alone where only ten would tell.
SMALL_COUNT = 100
# Floats hold some 15 digits, and a sum of a few hundred loses two of them.
_NOISE = 1e-12


class Amount(NamedTuple):
    """A value as printed: the true one lies within `half` of it, half a unit of its last written decimal.

    What is printed as 超过 or 约 says nothing of how far the true value lies from it: its half is infinite.
    """

    value: float
    half: float = 0.0


def half_of_last_place(decimals: int, unit_size: float = 1.0) -> float:
    """Half a unit of the last written decimal; `unit_size` is how much of the indicator's unit the written one holds."""
    return 0.5 * unit_size / 10**decimals


def slip_factor(value: float, former: float, *, is_count: bool = False) -> int:
    """By about which of 10, 100, 10⁴ and 10⁸ a value is larger than the former; negative where smaller, 0 by none."""
    if value * former <= 0:
        return 0
    ratio = value / former
    size, sign = (ratio, 1) if ratio > 1 else (1 / ratio, -1)
    for factor, spread in SLIPS:
        if factor / spread <= size <= factor * spread:
            is_small = is_count and factor == 10 and max(abs(value), abs(former)) < SMALL_COUNT
            return 0 if is_small else sign * factor
    return 0


def has_fallen(longer: Amount, shorter: Amount) -> bool:
    """Whether a sum since January is below that of fewer months by more than rounding can make."""
    return shorter.value - longer.value > shorter.half + longer.half + _NOISE * abs(shorter.value)


def growth_between(level: Amount, former: Amount) -> tuple[float, float] | None:
    """The least and the greatest growth, in per cent, that two printed levels allow; None from a base that may be 0."""
    if former.value - former.half <= 0:
        return None
    ends = [
        (level.value + above) / (former.value + below)
        for above in (-level.half, level.half)
        for below in (-former.half, former.half)
    ]
    return 100 * (min(ends) - 1), 100 * (max(ends) - 1)


def growth_disagrees(growth: Amount, level: Amount, former: Amount) -> bool:
    """Whether a printed growth, in per cent, is none that two printed levels allow."""
    allowed = growth_between(level, former)
    if allowed is None:
        return False
    slack = growth.half + _NOISE * max(100, *map(abs, allowed))
    return not allowed[0] - slack <= growth.value <= allowed[1] + slack


def total_differs(total: Amount, parts: Iterable[Amount]) -> bool:
    """Whether a total is not the sum of its parts, by more than the rounding of each and of itself can make."""
    rows = list(parts)
    allowed = total.half + sum(part.half for part in rows)
    size = abs(total.value) + sum(abs(part.value) for part in rows)
    return abs(total.value - sum(part.value for part in rows)) > allowed + _NOISE * size


def padded_code(code: str, is_known: Callable[[str], bool]) -> str:
    """The known code of which this one has lost the leading nought, as numbers lose it in a sheet; "" if there is none."""
    padded = f"0{code}"
    return padded if code.isascii() and code.isdigit() and not is_known(code) and is_known(padded) else ""


# --- Periods, as their first and last day

Span = tuple[datetime.date, datetime.date]


def months_in(span: Span) -> int:
    """How many whole months a span fills; 0 where it does not."""
    first, last = span
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1]:
        return 0
    return 12 * (last.year - first.year) + last.month - first.month + 1


def shifted(span: Span, months: int) -> Span:
    """A span so many months later; what fills whole months does so again, and a day that is not there is the last."""
    first, last = (_day_shifted(day, months) for day in span)
    if months_in(span):
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return first, last


def _day_shifted(day, months):
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    year, month = min(max(year, 1), 9999), month + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def is_cumulative(span: Span) -> bool:
    """From 1 January through some month of the same year."""
    first, last = span
    return (first.month, first.day) == (1, 1) and first.year == last.year and months_in(span) > 0
