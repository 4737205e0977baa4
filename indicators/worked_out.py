"""Figures that we work out from published ones, as unsaved observations whose `worked_out` says how.

They are shown beside what was published and never stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.derived import Amount, nominal_changes, single_months
from indicators.models import Break, Indicator, Observation
from indicators.periods import PeriodKind
from indicators.readings import Reading

NOMINAL = "名义"
_Measure = Observation.Measure


def can_be_split(indicator: Indicator) -> bool:
    """Whether a month is the difference of two cumulative figures: only of what can be added up."""
    return indicator.aggregation == Indicator.Aggregation.ADDITIVE


def months_of(observations: Iterable[Observation], breaks: Iterable[Break]) -> list[Observation]:
    """The single months that follow from the cumulative levels of one subject and indicator, newest first.

    Not those that are published themselves, whatever their basis.
    """
    levels = [row for row in observations if row.measure == _Measure.LEVEL and not row.is_stock]
    published = {(row.first_day, row.last_day) for row in levels if row.value is not None}
    found = []
    for basis in dict.fromkeys(row.basis for row in levels):
        rows = {_span(row): row for row in levels if row.basis == basis and row.value is not None}
        if not rows:
            continue
        indicator = next(iter(rows.values())).indicator
        is_joint = indicator.first_release == Indicator.FirstRelease.JOINT
        months = single_months(map(_amount, rows.values()), is_joint=is_joint, breaks=[one.on for one in breaks])
        found += [
            _month(one.amount, rows[_span(one.later)], rows[_span(one.former)])
            for one in months
            if one.former and _span(one.amount) not in published
        ]
    return sorted(found, key=lambda row: row.last_day, reverse=True)


def add_nominal_changes(series: Sequence[Reading], breaks: Iterable[Break]) -> None:
    """Gives each reading of one subject without a published growth the nominal change of its level, where one follows."""
    of_basis: dict[str, list[Reading]] = {}
    for reading in series:
        if reading.main.measure == _Measure.LEVEL and reading.main.breakdown_id is None and not reading.main.is_stock:
            of_basis.setdefault(reading.main.basis, []).append(reading)
    published = {_span(row) for reading in series for row in reading.growths if row.measure == _Measure.YOY}
    for readings in of_basis.values():
        levels = [_amount(reading.main) for reading in readings if reading.main.value is not None]
        changes = nominal_changes(levels, published=published, breaks=[one.on for one in breaks])
        for reading in readings:
            if (change := changes.get(_span(reading.main))) is not None and _is_amount(reading.main.indicator):
                reading.others.append(_change(reading.main, change))


def _is_amount(indicator: Indicator) -> bool:
    """A rate has no growth in per cent: its change is in percentage points."""
    return indicator.unit != "%"


def _span(row) -> tuple[date, date]:
    return row.first_day, row.last_day


def _amount(row: Observation) -> Amount:
    is_exact = row.qualifier == Observation.Qualifier.EXACTLY
    return Amount(row.first_day, row.last_day, row.value, is_exact, decimals_of(row))


def decimals_of(row: Observation) -> int:
    """As printed, in the indicator's unit; those of the indicator where the figure was printed in another unit."""
    return row.written_decimals if row.written_unit == row.unit else row.indicator.decimals


def _month(amount: Amount, later: Observation, former: Observation) -> Observation:
    row = worked_out_like(later, value=amount.value, decimals=amount.decimals, how="month")
    row.first_day, row.last_day = amount.first_day, amount.last_day
    row.period_kind = PeriodKind.MONTH
    row.period_label = f"{amount.last_day.year}年{amount.last_day.month}月"
    row.worked_out_from = [later, former]
    row.note = _("由相邻两期累计数之差推算，不是公布的数据。")
    return row


def _change(level: Observation, change: Decimal) -> Observation:
    row = worked_out_like(level, value=change, decimals=1, how="change")
    row.measure, row.basis = _Measure.YOY, NOMINAL
    row.written_unit = row.unit
    return row


def worked_out_like(published: Observation, *, value: Decimal, decimals: int, how: str) -> Observation:
    """A figure of the same thing, source and day of publication, without words of its own."""
    row = Observation(
        subject=published.subject,
        indicator=published.indicator,
        measure=published.measure,
        basis=published.basis,
        first_day=published.first_day,
        last_day=published.last_day,
        is_stock=published.is_stock,
        period_kind=published.period_kind,
        period_label=published.period_label,
        value=value,
        written_unit=published.unit,
        written_decimals=decimals,
        status=published.status,
        source=published.source,
        place=published.place,
        legal_basis=published.legal_basis,
        published_at=published.published_at,
    )
    row.worked_out = how
    return row
