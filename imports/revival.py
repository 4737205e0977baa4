"""Records that an undo has hidden, which a later row brings back."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models


class Revival:
    """For sheets of records: what is new and was withdrawn once takes up its former number."""

    model: type[models.Model]
    _withdrawn: dict | None = None

    def withdrawn(self) -> Iterable[models.Model]:
        """The records that an undo has hidden, which a row may bring back."""
        everything = getattr(self.model, "everything", None)
        return [] if everything is None else everything.exclude(self.model.IN_FORCE)

    def names_withdrawn(self, instance) -> Iterable:
        """By what a withdrawn record is known again, the surest first."""
        return [self.instance_key(instance)]

    def may_be(self, former, instance) -> bool:
        """Whether nothing speaks against a withdrawn record of the same name."""
        return True

    def take_withdrawn(self, instance):
        """The withdrawn record that a new one is, or None; each is given once."""
        if self._withdrawn is None:
            self._withdrawn = defaultdict(list)
            for record in self.withdrawn():
                for name in self.names_withdrawn(record):
                    self._withdrawn[name].append(record)
        names = self.names_withdrawn(instance) if self._withdrawn else ()
        known = (record for name in names for record in self._withdrawn.get(name, ()))
        found = next((record for record in known if self.may_be(record, instance)), None)
        for name in self.names_withdrawn(found) if found is not None else ():
            self._withdrawn[name].remove(found)
        return found

    def revive(self, instance) -> None:
        """A new record that was withdrawn once comes back under its number, and with nothing that no row says."""
        former = self.take_withdrawn(instance)
        if former is not None:
            instance.pk = former.pk
