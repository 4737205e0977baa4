"""Small models that rows find by any of their names: programmes and digital services."""

from indicators.references import NameIndex
from indicators.sheets.base import ReferringSheet


def lookup(key, model):
    """The run's index of a small model by its names, filled on first use."""

    def find(references, text):
        return index_of(references, key, model).require(text)

    return find


def index_of(references, key, model) -> NameIndex:
    shared = references.context.shared
    if key not in shared:
        index = shared[key] = NameIndex(str(model._meta.verbose_name))
        for thing in model.objects.all():
            index.add(thing, names_of(thing))
    return shared[key]


def names_of(thing) -> list[str]:
    return [thing.name, getattr(thing, "short_name", ""), *thing.aliases, thing.name_en]


class NamedSheet(ReferringSheet):
    """Records of a small model that are found by any of their names; a row that writes one otherwise renames nothing."""

    key = ("name",)

    @property
    def index(self) -> NameIndex:
        return index_of(self.references, self.kind, self.model)

    def find(self, cleaned):
        return self.index.get(cleaned["name"])

    def reconcile(self, instance, cleaned):
        cleaned["name"] = instance.name

    def names_of(self, instance):
        return names_of(instance)

    def saved(self, instance):
        self.index.rename(instance, self._former_names, names_of(instance))
