"""Sheets whose rows are records that are made, changed or left as they are."""

from collections.abc import Callable
from operator import attrgetter

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from imports.bulk import Change, Numbers, RecordWriter
from imports.cells import field_check
from imports.errors import CellError
from imports.instances import Blanks, Held, point
from imports.mapping import normalise
from imports.record_writing import WRITTEN_AT_ONCE, RecordWriting
from imports.revival import Revival
from imports.sheets import Mention


class RecordSheet(Revival, RecordWriting):
    """One row, one record, found again by its natural key (`key`, names of columns)."""

    model: type[models.Model]
    key: tuple[str, ...]
    # Columns that set a many-to-many field, which needs a saved record.
    many: tuple[str, ...] = ()

    def __init__(self, context=None, **kwargs):
        super().__init__(context, **kwargs)
        self._known = None
        self._pending: list[Change] = []
        self._blanks = Blanks(self.model)

    @classmethod
    def models_written(cls) -> tuple[type[models.Model], ...]:
        """The models whose rows make up one record; the first gives its number, the last is the record's own."""
        return (cls.model,)

    def get_queryset(self):
        return self.existing()

    def existing(self) -> models.QuerySet:
        """The records that a row may be about."""
        return self.model._default_manager.all()

    def find(self, cleaned: dict):
        """The record that a row is about, or None when it is new."""
        return self.known.get(self.row_key(cleaned))

    @property
    def known(self) -> dict[tuple, models.Model]:
        """The records by their key, also those that this run has made."""
        if self._known is None:
            self._known = {self.instance_key(instance): instance for instance in self.existing()}
        return self._known

    def build(self, cleaned: dict):
        """A new record with its number, not yet saved."""
        return self._blanks.make(pk=self._numbers.next())

    def row_key(self, cleaned: dict) -> tuple:
        return tuple([_comparable(cleaned[name] if name in cleaned else self._blank(name)) for name in self.key])

    def instance_key(self, instance) -> tuple:
        return tuple(_comparable(self.fields[name].get_value(instance)) for name in self.key)

    def reconcile(self, instance, cleaned: dict) -> None:
        """Settles what a row may not change in the record it is about. Raises CellError or SetAside."""

    def assign(self, instance, cleaned: dict) -> None:
        """Writes the cleaned values into the record; composite columns are written by the kinds that have them."""
        parts = self.parts(instance)
        for name, part, attribute, key in self._targets:
            if key is None:
                setattr(parts[part], attribute, cleaned[name])
            else:
                point(parts[part], attribute, key, cleaned[name])

    def check_of(self, name):
        attribute = self.fields[name].attribute
        if attribute is None or name in self.many:
            return None
        return field_check(self._field(attribute))

    def check(self, instance) -> None:
        """Runs what the cells' own checks leave out. Raises ValidationError."""
        if self._has_composites:
            instance.clean_fields(exclude=[field.name for field in instance._meta.fields if field.remote_field])
        instance.clean()

    def parts(self, instance) -> tuple[models.Model, ...]:
        """The rows that make up the record, in the order of `models_written`."""
        return (instance,)

    def open(self, table, report):
        mapping = self.map_table(table, self.context)
        columns = {name: self.fields[name] for name in mapping.columns}
        self._targets = [
            (name, *self._destination(column.attribute))
            for name, column in columns.items()
            if column.attribute and name not in self.many
        ]
        self._has_composites = any(column.attribute is None for column in columns.values())
        self._renderers = {name: self._renderer(name, column) for name, column in columns.items()}
        self._numbers = Numbers(self.models_written()[0], min(len(table.rows), WRITTEN_AT_ONCE))
        self._writer = RecordWriter(self.models_written(), [self.fields[name].attribute for name in self.many])
        return super().open(table, report)

    def mentioned(self, number, cleaned):
        instance = self.find(cleaned)
        return [] if instance is None else [Mention(instance.pk, str(instance), number + 1)]

    def take(self, number: int, cleaned: dict) -> None:
        instance = self.find(cleaned)
        if instance is None:
            self._take_new(number, cleaned)
        else:
            self._take_known(number, instance, cleaned)

    def finish(self):
        self._flush()
        self._settle()

    def rendered(self, instance, cleaned: dict | None = None) -> dict[str, str]:
        """The record's values of this table's columns, as an export writes them.

        A many-to-many field shows what is stored, or with `cleaned` what is about to be.
        """
        pending = {name: cleaned[name] for name in self.many if name in cleaned} if cleaned else {}
        return {
            name: self.fields[name].widget.render(pending[name]) if name in pending else render(instance)
            for name, render in self._renderers.items()
        }

    def saved(self, instance) -> None:
        """Called after a record was taken, so that later rows can refer to it."""

    def refuse_loop(self, instance, column="parent") -> None:
        """Raises CellError where a record would stand above itself."""
        above, passed = instance.parent_id, set()
        while above is not None and above not in passed:
            if above == instance.pk:
                raise CellError(_("上级不能是它自己或它的下级，请核对。"), "loop", column)
            passed.add(above)
            above = self._parents.get(above)
        self._parents[instance.pk] = instance.parent_id

    @property
    def _parents(self) -> dict[int, int | None]:
        """What stands above what, also among the rows of this run."""
        shared = self.context.shared
        name = f"parents of {self.kind}"
        if name not in shared:
            shared[name] = dict(self.model._base_manager.values_list("pk", "parent_id"))
        return shared[name]

    def _take_new(self, number, cleaned):
        key = self.row_key(cleaned)
        self.refuse_repeated(number, key, self.key[0])
        instance = self.build(cleaned)
        self.assign(instance, cleaned)
        self.revive(instance)
        self._refuse_faults(instance)
        self.refuse_repeated(number, _found(instance), self.key[0])
        after = self.rendered(instance, cleaned)
        if self._known is not None:
            self._known[key] = instance
        self.report.new += 1
        self._remember(number, instance, cleaned, None, after)

    def _take_known(self, number, instance, cleaned):
        self.refuse_repeated(number, _found(instance), self.key[0])
        self.reconcile(instance, cleaned)
        held = [Held(part) for part in self.parts(instance)]
        links = self._links(instance)
        self.assign(instance, cleaned)
        if not any(state.differs() for state in held) and links == self._links(instance, cleaned):
            self.report.unchanged += 1
            return
        self._refuse_faults(instance)
        before = self.rendered(self._former(held)) | links
        after = self.rendered(instance, cleaned)
        self.report.changed += 1
        self._remember(number, instance, cleaned, before, after)

    def _links(self, instance, cleaned=None):
        """The many-to-many columns as rendered."""
        if not self.many:
            return {}
        return {name: text for name, text in self.rendered(instance, cleaned).items() if name in self.many}

    def _former(self, held):
        """The record as it was; what it refers to is asked once for each thing, not for each row."""
        parts = [state.revived() for state in held]
        for part in parts[:-1]:
            point(parts[-1], "subject", "subject_id", part)
        for _name, part, attribute, key in self._targets:
            target = parts[part]
            if key is not None and attribute not in target._state.fields_cache:
                point(target, attribute, key, self._related(target, attribute, getattr(target, key)))
        return parts[-1]

    def _related(self, target, attribute, number):
        if number is None:
            return None
        related = target._meta.get_field(attribute).related_model
        known = self.context.shared.setdefault(f"rows of {related._meta.label}", {})
        if number not in known:
            known[number] = related._base_manager.get(pk=number)
        return known[number]

    def _remember(self, number, instance, cleaned, before, after):
        self.saved(instance)
        change = Change(self.parts(instance), str(instance), before, after, number + 1)
        if self.many:
            written = [name for name in self.many if name in cleaned]
            change.many = {self.fields[name].attribute: [other.pk for other in cleaned[name]] for name in written}
        # The number of a new record is another one in every run.
        self.report.note_change(change.row, None if before is None else instance.pk, change.key, before, after)
        if self.report.shows_more_changes:
            self.report.show_change(self._shown(change))
        self._pending.append(change)
        if len(self._pending) >= WRITTEN_AT_ONCE:
            self._flush()

    def _shown(self, change):
        former = change.before or dict.fromkeys(change.after, "")
        labels = {name: self.fields[name].column_name for name in change.after if change.after[name] != former[name]}
        return {
            "row": change.row,
            "key": change.key,
            "before": change.before and {labels[name]: former[name] for name in labels},
            "after": {labels[name]: change.after[name] for name in labels},
        }

    def _renderer(self, name, column) -> Callable[[models.Model], str]:
        own = getattr(self, column.get_dehydrate_method(name), None)
        if own is not None:
            return own
        render, value = column.widget.render, attrgetter(column.attribute.replace("__", "."))

        def rendered(instance):
            try:
                return render(value(instance))
            except (AttributeError, ObjectDoesNotExist):
                return render(None)

        return rendered

    def _destination(self, attribute):
        """Where a column's value goes: which of `parts`, its field, and for a reference the field that holds the key."""
        field = self._field(attribute)
        *path, last = attribute.split("__")
        return 0 if path else -1, last, field.attname if field is not None and field.many_to_one else None

    def _field(self, attribute):
        model = self.model
        *path, last = attribute.split("__")
        for part in path:
            model = model._meta.get_field(part).related_model
        return model._meta.get_field(last)

    def _blank(self, name):
        """What a key column that the table lacks stands for."""
        column = self.fields[name]
        return column.clean({column.column_name: ""})


def _found(instance):
    return ("found", instance.pk)


def _comparable(value):
    """Names that differ in width, spaces or brackets are the same key."""
    if isinstance(value, models.Model):
        return value.pk
    return normalise(value) if isinstance(value, str) else value
