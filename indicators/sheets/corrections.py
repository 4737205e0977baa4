"""Corrections made by hand that a table would take back, for it was written before them or knows nothing of them."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from imports.hand_edits import WARNING
from imports.models import ImportBatch
from indicators.actions import Comparison
from indicators.figures import Figure, written_with_unit
from indicators.models import Observation


def corrections_taken_back(comparison: Comparison) -> Iterator[tuple[Figure, str, str]]:
    """The figures that would replace one corrected by hand, each with a code and a sentence."""
    for former, figure in comparison.changed:
        if former.change and _value(former) != _value(figure.observation):
            yield figure, WARNING, _sentence(former, figure.observation)


def _value(told: Observation) -> tuple:
    """Without the source and the place in it: a table that says the same takes nothing back."""
    return told.value_state, told.qualifier, told.value


def _sentence(former, new):
    corrected = _correction(former)
    return _(
        "%(by)s于%(day)s把它由人工%(change)s为%(former)s（%(reason)s），这张表会改成%(new)s："
        "应以人工改的为准，请改表；确要改成表里的，再确认。"
    ) % {
        "by": corrected.batch.published_by or "—",
        "day": f"{timezone.localtime(corrected.published_at):%Y-%m-%d}",
        "change": former.get_change_display(),
        "former": written_with_unit(former),
        "reason": former.change_reason,
        "new": written_with_unit(new),
    }


def _correction(former):
    """The vintage that somebody published; an undo may have brought it back as a copy."""
    same = {name: getattr(former, name) for name in Observation.KEY_FIELDS if getattr(former, name) is not None}
    by_hand = Observation.objects.filter(**same, change=former.change, batch__kind=ImportBatch.Kind.CORRECTION)
    return by_hand.select_related("batch__published_by").order_by("published_at").last() or former
