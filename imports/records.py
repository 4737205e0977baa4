"""Sheets whose rows are records that are made, changed or left as they are."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from imports.errors import CellError
from imports.models import ImportChange
from imports.sheets import RowErrors, Sheet


class RecordSheet(Sheet):
    """One row, one record, found again by its natural key (`key`, names of columns)."""

    model: type[models.Model]
    key: tuple[str, ...]
    # Columns that set a many-to-many field, which needs a saved record.
    many: tuple[str, ...] = ()

    def __init__(self, context=None, **kwargs):
        super().__init__(context, **kwargs)
        self._rows_by_key = {}
        self._known = None

    def get_queryset(self):
        return self.existing()

    def existing(self) -> models.QuerySet:
        """The records that a row may be about."""
        return self.model._default_manager.all()

    def find(self, cleaned: dict):
        """The record that a row is about, or None when it is new."""
        if self._known is None:
            self._known = {self.instance_key(instance): instance for instance in self.existing()}
        return self._known.get(self.row_key(cleaned))

    def build(self, cleaned: dict):
        """A new record, not yet saved."""
        return self.model()

    def row_key(self, cleaned: dict) -> tuple:
        return tuple(_comparable(cleaned.get(name, self._blank(name))) for name in self.key)

    def instance_key(self, instance) -> tuple:
        return tuple(_comparable(self.fields[name].get_value(instance)) for name in self.key)

    def assign(self, instance, cleaned: dict) -> None:
        """Writes the cleaned values into the record; composite columns are written by the kinds that have them."""
        for name, value in cleaned.items():
            attribute = self.fields[name].attribute if name in self.fields else None
            if attribute is None or name in self.many:
                continue
            *path, last = attribute.split("__")
            target = instance
            for part in path:
                target = getattr(target, part)
            setattr(target, last, value)

    def check(self, instance) -> None:
        """Runs the record's own validators. Raises ValidationError."""
        instance.clean_fields(exclude=[field.name for field in instance._meta.fields if field.remote_field])
        instance.clean()

    def save(self, instance) -> None:
        """Saves the record with its history: who, and by which batch."""
        self.note_history(instance)
        instance.save()

    def note_history(self, instance):
        instance._change_reason = _("导入批次 #%(batch)d") % {"batch": self.context.batch.pk}
        instance._history_user = self.context.user

    def take(self, number: int, cleaned: dict) -> None:
        key = self.row_key(cleaned)
        instance = self.find(cleaned)
        self._refuse_repeated(number, key if instance is None else ("found", instance.pk))
        is_new = instance is None
        instance = self.build(cleaned) if is_new else instance
        before = None if is_new else self.rendered(instance)
        self.assign(instance, cleaned)
        after = self.rendered_row(cleaned)
        if before is not None and all(before[name] == text for name, text in after.items()):
            self.report.unchanged += 1
            return
        self._write(instance, cleaned)
        self._remember(number, instance, key, is_new, before, after)

    def rendered(self, instance) -> dict[str, str]:
        """The record's values of this table's columns, as an export writes them."""
        return {name: self.export_field(self.fields[name], instance) for name in self.mapping.columns}

    def rendered_row(self, cleaned) -> dict[str, str]:
        return {name: self.fields[name].widget.render(cleaned[name]) for name in self.mapping.columns}

    def saved(self, instance) -> None:
        """Called after a record was saved, so that later rows can refer to it."""

    def _write(self, instance, cleaned):
        try:
            self.check(instance)
            with transaction.atomic():
                self.save(instance)
                for name in self.many:
                    if name in cleaned:
                        getattr(instance, self.fields[name].attribute).set(cleaned[name])
        except ValidationError as error:
            raise RowErrors(list(self._faults(error))) from None
        except IntegrityError as error:
            raise CellError(_constraint_sentence(error), "conflict") from None

    def _faults(self, error):
        if not hasattr(error, "error_dict"):
            yield "", CellError("".join(error.messages), "invalid")
            return
        by_attribute = {column.attribute: name for name, column in self.fields.items() if column.attribute}
        for attribute, messages in error.message_dict.items():
            name = by_attribute.get(attribute) or by_attribute.get(f"subject__{attribute}", "")
            yield name, CellError("".join(messages), "invalid")

    def _refuse_repeated(self, number, key):
        first = self._rows_by_key.setdefault(key, number)
        if first != number:
            raise CellError(
                _("与第%(row)d行是同一条记录，请只留一行。") % {"row": first + 1}, "repeated_row", self.key[0]
            )

    def _remember(self, number, instance, key, is_new, before, after):
        if is_new:
            self.report.new += 1
        else:
            self.report.changed += 1
        if self._known is not None:
            self._known[key] = instance
        self.saved(instance)
        ImportChange.objects.create(
            batch=self.context.batch,
            kind=self.kind,
            key=str(instance)[:500],
            before=before,
            after=after,
            sheet=self.table.sheet,
            row=number + 1,
        )
        labels = {name: self.fields[name].column_name for name in after}
        self.report.changes.append(
            {
                "row": number + 1,
                "key": str(instance),
                "before": before and {labels[name]: before[name] for name in after if before[name] != after[name]},
                "after": {
                    labels[name]: text for name, text in after.items() if text and (not before or before[name] != text)
                },
            }
        )

    def _blank(self, name):
        """What a key column that the table lacks stands for."""
        column = self.fields[name]
        return column.clean({column.column_name: ""})


def _comparable(value):
    return value.pk if isinstance(value, models.Model) else value


def _constraint_sentence(error):
    diagnostics = getattr(error.__cause__, "diag", None)
    name = getattr(diagnostics, "constraint_name", "") or ""
    return _("与已有记录冲突，数据库没有接受（%(name)s）。") % {"name": name}
