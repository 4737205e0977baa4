"""What follows from published figures by arithmetic: single months, nominal changes, ratios of sums, places. Pure.

Nothing here is published as a figure: whoever shows it says that it was worked out.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from itertools import pairwise

_EXACT = Context(prec=60)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Amount:
    """A published level: its days, both included, the value in the indicator's unit, and how it was printed.

    is_exact: whether it is neither "over" nor "about"; decimals: as printed.
    """

    first_day: date
    last_day: date
    value: Decimal
    is_exact: bool = True
    decimals: int = 0

    @property
    def months(self) -> int:
        return 12 * (self.last_day.year - self.first_day.year) + self.last_day.month - self.first_day.month + 1


@dataclass(frozen=True, slots=True)
class SingleMonth:
    """A month as the difference of two cumulative amounts; `former` is None where the year begins with it."""

    amount: Amount
    later: Amount
    former: Amount | None


def single_months(cumulative: Iterable[Amount], *, is_joint: bool, breaks: Iterable[date] = ()) -> list[SingleMonth]:
    """The months that follow from amounts counted from 1 January, in order of time.

    is_joint: whether January and February are released together; these two are then never split. A month whose former
    cumulative amount is missing, or that was not printed exactly, does not follow; nor does one across a break.
    """
    days = sorted(breaks)
    amounts = sorted(filter(_is_cumulative, cumulative), key=lambda one: one.last_day)
    found = []
    if not is_joint:
        found = [SingleMonth(one, one, None) for one in amounts if one.months == 1 and one.is_exact]
    for former, later in pairwise(amounts):
        if not _follows(former, later) or _is_parted(later, days) or not (former.is_exact and later.is_exact):
            continue
        if is_joint and later.last_day.month == 2:
            continue
        found.append(SingleMonth(_difference(former, later), later, former))
    return sorted(found, key=lambda one: one.amount.last_day)


def _is_cumulative(amount: Amount) -> bool:
    first, last = amount.first_day, amount.last_day
    return (first.month, first.day) == (1, 1) and first.year == last.year and _ends_a_month(last)


def _follows(former: Amount, later: Amount) -> bool:
    return former.last_day.year == later.last_day.year and later.last_day.month - former.last_day.month == 1


def _is_parted(amount: Amount, breaks: Sequence[date]) -> bool:
    return any(amount.first_day < day <= amount.last_day for day in breaks)


def _difference(former: Amount, later: Amount) -> Amount:
    return Amount(
        first_day=later.last_day.replace(day=1),
        last_day=later.last_day,
        value=_EXACT.subtract(later.value, former.value),
        decimals=max(former.decimals, later.decimals),
    )


def _ends_a_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def nominal_changes(
    levels: Iterable[Amount], *, published: Iterable[tuple[date, date]] = (), breaks: Iterable[date] = ()
) -> dict[tuple[date, date], Decimal]:
    """The change of each level over the same days a year before, in per cent to one decimal, by (first, last day).

    levels: of one series. published: the days for which a growth is published; there none is worked out, for growth at
    comparable prices is another thing. Nothing follows across a break, from an inexact level, or from one that is not positive.
    """
    by_days = {(one.first_day, one.last_day): one for one in levels}
    known, days = set(published), sorted(breaks)
    changes = {}
    for span, level in by_days.items():
        former = by_days.get((_year_before(level.first_day), _year_before(level.last_day)))
        if former is None or span in known or not (former.is_exact and level.is_exact) or former.value <= 0:
            continue
        if any(former.first_day < day <= level.last_day for day in days):
            continue
        change = _EXACT.multiply(100, _EXACT.divide(level.value, former.value) - 1)
        changes[span] = change.quantize(_TENTH, rounding=ROUND_HALF_UP)
    return changes


def _year_before(day: date) -> date:
    """The same day of the year before; the end of February is the end of February."""
    is_month_end = _ends_a_month(day)
    last = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, last if is_month_end else min(day.day, last))


def sum_of(values: Sequence[Decimal | None]) -> Decimal | None:
    """The sum over several subjects; None where one is missing, for a part is not the whole."""
    return sum((value for value in values if value is not None), Decimal(0)) if None not in values and values else None


def ratio_of_sums(
    numerators: Sequence[Decimal | None], denominators: Sequence[Decimal | None], *, decimals: int
) -> Decimal | None:
    """The ratio over several subjects: the sum of the numerators by that of the denominators, never a mean of ratios.

    None where a part is missing or the denominators sum up to nothing.
    """
    above, below = sum_of(numerators), sum_of(denominators)
    if above is None or not below:
        return None
    return _EXACT.divide(above, below).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Place:
    """A place among peers that we counted ourselves.

    position: equal values share the better one; ties: how many share it, 1 for none; moved: places gained (+) or lost
    since the former period, None where it cannot be said.
    """

    position: int
    ties: int = 1
    moved: int | None = None


def places_of(values: Mapping[int, Decimal], *, highest_first: bool = True) -> dict[int, Place]:
    """The place of each subject by its value."""
    ordered = sorted(values.values(), reverse=highest_first)
    return {subject: Place(ordered.index(value) + 1, ordered.count(value)) for subject, value in values.items()}


def with_movement(now: Mapping[int, Place], former: Mapping[int, Place]) -> dict[int, Place]:
    """The places with how they moved; not said where the set of those compared is another one."""
    if now.keys() != former.keys():
        return dict(now)
    return {
        subject: Place(one.position, one.ties, former[subject].position - one.position) for subject, one in now.items()
    }
