"""Figures of months and years for the tests of pages that show series."""

import datetime
from calendar import monthrange

from tests.factories import publish_figure


def up_to(year, month):
    """The fields of January to a month."""
    last = datetime.date(year, month, monthrange(year, month)[1])
    label = f"{year}年1-{month}月" if month < 12 else f"{year}年"
    kind = "cumulative" if month < 12 else "year"
    return {"first_day": datetime.date(year, 1, 1), "last_day": last, "period_kind": kind, "period_label": label}


def month_of(year, month):
    last = datetime.date(year, month, monthrange(year, month)[1])
    first = last.replace(day=1)
    return {"first_day": first, "last_day": last, "period_kind": "month", "period_label": f"{year}年{month}月"}


def publish_up_to(subject, indicator, year, values, *, source, **fields):
    """Cumulative figures of a year: the values by their last month, as text."""
    return [
        publish_figure(subject, indicator, value, source=source, **up_to(year, month), **fields)
        for month, value in values.items()
    ]
