"""Moments and publications for the tests of the history of figures."""

import datetime

from imports.models import ImportBatch
from indicators.actions import publish

AUGUST_20 = datetime.datetime(2021, 8, 20, 9, tzinfo=datetime.UTC)


def minute(number):
    """A moment of 20 August 2021, so many minutes past nine (UTC)."""
    return AUGUST_20 + datetime.timedelta(minutes=number)


def publish_at(moment, *figures):
    """Publishes in a batch of their own; a moment of None is now."""
    return publish(figures=figures, batch=ImportBatch.objects.create(), at=moment)
