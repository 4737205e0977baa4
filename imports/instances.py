"""Instances of models by the ten thousand, without what Django does for each that a table does not need."""

from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.base import ModelState


class Blanks:
    """Makes new instances as `model()` does, from one that was made so."""

    def __init__(self, model: type[models.Model]):
        self._model = model
        self._values = {name: value for name, value in vars(model()).items() if name != "_state"}
        self._lists = [name for name, value in self._values.items() if isinstance(value, list | dict)]
        self._key = model._meta.pk.attname

    def make(self, pk: int | None, **values):
        """A new instance, not saved; `values` by the names of the columns' attributes."""
        instance = self._model.__new__(self._model)
        state = ModelState()
        instance.__dict__.update(self._values, **values, _state=state)
        for name in self._lists:
            if name not in values:
                setattr(instance, name, self._values[name].copy())
        instance.__dict__[self._key] = pk
        return instance


class Held:
    """What an instance held before something was assigned to it."""

    __slots__ = ("_instance", "_related", "_values")

    def __init__(self, instance: models.Model):
        self._instance = instance
        self._values = instance.__dict__.copy()
        self._related = instance._state.fields_cache.copy()

    def differs(self) -> bool:
        """Whether the instance holds something else now."""
        return self._instance.__dict__ != self._values

    def revived(self) -> models.Model:
        """A twin as the instance was."""
        twin = type(self._instance).__new__(type(self._instance))
        twin.__dict__.update(self._values, _state=ModelState())
        twin._state.fields_cache.update(self._related)
        twin._state.adding = self._instance._state.adding
        return twin


def point(instance: models.Model, name: str, key: str, other: models.Model | None) -> None:
    """Lets a reference point at another instance, or at nothing: `name` of the field, `key` where it keeps the number."""
    instance.__dict__[key] = other.pk if other is not None else None
    instance._state.fields_cache[name] = other


def shrink(instance: models.Model, kept: Iterable[str]) -> None:
    """Leaves a written instance only these attributes; any other is asked of the database again."""
    values = instance.__dict__
    instance.__dict__ = {name: values[name] for name in kept} | {"_state": ModelState()}
    instance._state.adding, instance._state.db = False, DEFAULT_DB_ALIAS
