"""Records that stand below others of their kind: regions, parks, entries of a code list."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _


class Tree(models.Model):
    """A record with a `parent` of its own kind, or none."""

    class Meta:
        abstract = True

    @classmethod
    def faults_among(cls, records: Any) -> Iterator[tuple[models.Model, ValidationError]]:
        """The records, given as an expression for `pk__in`, that stand above themselves, each with a sentence."""
        everything = cls._base_manager
        parents = dict(everything.values_list("pk", "parent_id"))
        for record in everything.filter(pk__in=records).order_by("pk"):
            if record.pk in _above(record.pk, parents):
                yield record, ValidationError(_("上级不能是它自己或它的下级。"))


def _above(pk, parents) -> set[int]:
    """What stands above a record, the record itself where the way up is a loop."""
    passed: set[int] = set()
    while (pk := parents.get(pk)) is not None and pk not in passed:
        passed.add(pk)
    return passed
