"""The portal's idea of today, which governs lateness, due dates and relative words such as 今年上半年.

Moments (published_at, history) are the real now and do not come from here.
"""

import datetime
import os

from django.conf import settings
from django.utils import timezone


def pinned_today() -> datetime.date | None:
    """The pinned day: PORTAL_TODAY in the environment, else the file a demo writes, else None.

    Raises ValueError when the pin is no ISO date.
    """
    text = os.environ.get("PORTAL_TODAY", "")
    pin_file = settings.CLOCK_PIN_FILE
    if not text and pin_file is not None and pin_file.exists():
        text = pin_file.read_text()
    return datetime.date.fromisoformat(text.strip()) if text.strip() else None


def today() -> datetime.date:
    """The pinned day if there is one, else the present day in Asia/Shanghai."""
    return pinned_today() or timezone.localdate()
