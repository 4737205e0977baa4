"""Those compared, in words."""

from collections.abc import Iterable

from django.utils.translation import ngettext

from indicators.models import Subject


def counted_subjects(count: int, subjects: Iterable[Subject]) -> str:
    """9个地区里; 9个对象里 where they are not all regions."""
    if all(subject.kind == Subject.Kind.REGION for subject in subjects):
        return ngettext("%(count)d个地区里", "%(count)d个地区里", count) % {"count": count}
    return ngettext("%(count)d个对象里", "%(count)d个对象里", count) % {"count": count}
