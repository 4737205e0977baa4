"""Sheets whose rows are records that are made, changed or left as they are."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from imports.errors import CellError, RowErrors
from imports.faults import model_faults
from imports.mapping import normalise
from imports.models import ImportChange
from imports.sheets import Sheet


class RecordSheet(Sheet):
    """One row, one record, found again by its natural key (`key`, names of columns)."""

    model: type[models.Model]
    key: tuple[str, ...]
    # Columns that set a many-to-many field, which needs a saved record.
    many: tuple[str, ...] = ()
    # What a constraint of the database says to the editor: its name, the column at fault and a sentence.
    refusals: dict[str, tuple[str, str]] = {}

    def __init__(self, context=None, **kwargs):
        super().__init__(context, **kwargs)
        self._known = None
        self._changes = []

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

    def reconcile(self, instance, cleaned: dict) -> None:
        """Settles what a row may not change in the record it is about. Raises CellError or SetAside."""

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
        self.refuse_repeated(number, key if instance is None else _found(instance), self.key[0])
        is_new = instance is None
        if is_new:
            instance, before, held = self.build(cleaned), None, None
        else:
            self.reconcile(instance, cleaned)
            before, held = self.rendered(instance), self.snapshot(instance)
        self.assign(instance, cleaned)
        after = self.rendered(instance, cleaned)
        if not is_new and before == after and held == self.snapshot(instance):
            self.report.unchanged += 1
            return
        self._write(instance, cleaned)
        self.refuse_repeated(number, _found(instance), self.key[0])
        self._remember(number, instance, key, is_new, before, after)

    def finish(self):
        ImportChange.objects.bulk_create(self._changes, batch_size=1000)

    def rendered(self, instance, cleaned: dict | None = None) -> dict[str, str]:
        """The record's values of this table's columns, as an export writes them.

        A many-to-many field shows what is stored, or with `cleaned` what is about to be.
        """
        pending = {name: cleaned[name] for name in self.many if name in cleaned} if cleaned else {}
        return {
            name: self.fields[name].widget.render(pending[name])
            if name in pending
            else self.export_field(self.fields[name], instance)
            for name in self.mapping.columns
        }

    def snapshot(self, instance) -> dict:
        """Everything that the record holds, also what no column of the table shows."""
        return {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}

    def saved(self, instance) -> None:
        """Called after a record was saved, so that later rows can refer to it."""

    def refuse_loop(self, instance, column="parent") -> None:
        """Raises CellError where a record would stand above itself. Asks the database, which knows earlier rows."""
        above, passed, parents = instance.parent_id, set(), self.model._default_manager
        while above is not None and above not in passed:
            if above == instance.pk:
                raise CellError(_("上级不能是它自己或它的下级，请核对。"), "loop", column)
            passed.add(above)
            above = parents.filter(pk=above).values_list("parent_id", flat=True).first()

    def _write(self, instance, cleaned):
        try:
            with transaction.atomic():
                self.check(instance)
                self.save(instance)
                for name in self.many:
                    if name in cleaned:
                        getattr(instance, self.fields[name].attribute).set(cleaned[name])
        except ValidationError as error:
            raise RowErrors(list(self._faults(error))) from None
        except IntegrityError as error:
            raise RowErrors(list(self._conflicts(instance, error))) from None
        except DataError:
            raise CellError(_("数据库没有接受这一行，请核对各栏内容。"), "refused") from None

    def _conflicts(self, instance, error):
        """What the database refused, in the sheet's own words or as the record's unique fields say it."""
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
        if name in self.refusals:
            column, sentence = self.refusals[name]
            yield column, CellError(str(sentence), "conflict")
            return
        try:
            instance.validate_unique()
        except ValidationError as found:
            yield from self._faults(found)
            return
        yield "", CellError(_("与已有记录冲突，数据库没有接受（%(name)s）。") % {"name": name}, "conflict")

    def _faults(self, error):
        names = {column.attribute: name for name, column in self.fields.items() if column.attribute}
        for attribute, fault in model_faults(error, self.model):
            yield names.get(attribute) or names.get(f"subject__{attribute}", ""), fault

    def _remember(self, number, instance, key, is_new, before, after):
        if is_new:
            self.report.new += 1
        else:
            self.report.changed += 1
        if self._known is not None:
            self._known[key] = instance
        self.saved(instance)
        self._changes.append(
            ImportChange(
                batch=self.context.batch,
                kind=self.kind,
                key=str(instance)[:500],
                before=before,
                after=after,
                sheet=self.table.sheet[:100],
                row=number + 1,
            )
        )
        self.report.changes.append(self._described(number, instance, before, after))

    def _described(self, number, instance, before, after):
        labels = {name: self.fields[name].column_name for name in after}
        return {
            "row": number + 1,
            "key": str(instance),
            "before": before and {labels[name]: before[name] for name in after if before[name] != after[name]},
            "after": {labels[name]: text for name, text in after.items() if text != (before[name] if before else "")},
        }

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
