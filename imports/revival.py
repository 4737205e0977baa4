"""Records that an undo has hidden, which a later row brings back."""

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

    def take_withdrawn(self, instance):
        """The withdrawn record that a new one is, or None; each is given once."""
        if self._withdrawn is None:
            hidden = list(self.withdrawn())
            self._withdrawn = {name: record for record in hidden for name in self.names_withdrawn(record)}
        names = self.names_withdrawn(instance) if self._withdrawn else ()
        found = next((self._withdrawn[name] for name in names if name in self._withdrawn), None)
        for name in self.names_withdrawn(found) if found is not None else ():
            self._withdrawn.pop(name, None)
        return found

    def revive(self, instance) -> None:
        """A new record that was withdrawn once comes back under its number, and with nothing that no row says."""
        former = self.take_withdrawn(instance)
        if former is not None:
            instance.pk = former.pk
