"""How the records of a table get into the database, some thousand at a time, and what is said of those that do not."""

from collections.abc import Iterable
from functools import cached_property, partial

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models
from django.utils.translation import gettext as _

from imports.background import Statement
from imports.background_sheet import BackgroundSheet
from imports.bulk import Change, Numbers, RecordWriter
from imports.errors import CellError, RowErrors
from imports.faults import model_faults
from imports.hand_edits import corrections_taken_back
from imports.report import MOST_ERRORS_SHOWN

WRITTEN_AT_ONCE = 5000


class RecordWriting(BackgroundSheet):
    """For sheets of records: collects changes and writes them together; a refusal is traced to its row."""

    model: type[models.Model]
    # What a constraint of the database says to the editor: its name, the column at fault and a sentence.
    refusals: dict[str, tuple[str, str]] = {}
    _pending: list[Change]
    _writer: RecordWriter
    _numbers: Numbers

    def __init__(self, context=None, **kwargs):
        super().__init__(context, **kwargs)
        self._writing: list[Change] = []

    def prepare(self, instance) -> None:
        """Fills what `save` would fill, before the record is written."""

    def forget(self, instance) -> None:
        """Lets go of what later rows do not need of a record, once it is written."""

    def _flush(self):
        changes, self._pending = self._pending, []
        if self._is_written:
            # What needs no database comes first, while that still writes the rows before.
            for change in changes:
                self.prepare(change.parts[-1])
        self._settle()
        for problem in corrections_taken_back(self, changes):
            self.report.add_warning(problem)
        if not self._is_written:
            self._forget(changes)
        elif changes:
            if len(changes) >= WRITTEN_AT_ONCE:
                # Rows to come would wait for what is being written.
                self._numbers.fill()
            self._begin(changes)

    def _begin(self, changes):
        self._background.begin(partial(self._load, changes))
        self._writing = changes

    def _load(self, changes) -> list[Statement]:
        statements = self._writer.load(
            changes,
            self.context.batch,
            kind=self.kind,
            sheet=self.table.sheet,
            reason=_("导入批次 #%(batch)d") % {"batch": self.context.batch.pk},
            user_id=getattr(self.context.user, "pk", None),
        )
        return [*statements, *self._references_to_check()]

    def _settle(self):
        """Waits for what is being written; of what the database does not take it says which rows are at fault."""
        changes, self._writing = self._writing, []
        try:
            self._background.end()
        except (IntegrityError, DataError) as error:
            self._narrow_down(changes, error)
        else:
            self._forget(changes)

    def _narrow_down(self, changes, error):
        if len(changes) == 1:
            self._refuse(changes[0], error)
        elif self.report.errors_total >= MOST_ERRORS_SHOWN:
            # Nothing will be written: to find every row among thousands would take hours.
            self.report.errors_total += len(changes)
        else:
            half = len(changes) // 2
            for part in (changes[:half], changes[half:]):
                self._begin(part)
                self._settle()

    def _forget(self, changes):
        for change in changes:
            self.forget(change.parts[-1])

    def _refuse(self, change, error):
        if change.before is None:
            self.report.new -= 1
        else:
            self.report.changed -= 1
        cells = self._cells_of_row[change.row - 1]
        for name, fault in self._conflicts(change.parts[-1], error):
            self.add_error(change.row - 1, cells, name, fault)

    @cached_property
    def _cells_of_row(self) -> dict[int, list]:
        return dict(self.table.rows)

    def _conflicts(self, instance, error) -> Iterable[tuple[str, CellError]]:
        """What the database refused, in the sheet's own words or as the record's unique fields say it."""
        if isinstance(error, DataError):
            yield "", CellError(_("数据库没有接受这一行，请核对各栏内容。"), "refused")
            return
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

    def _refuse_faults(self, instance):
        try:
            self.check(instance)
        except ValidationError as error:
            raise RowErrors(list(self._faults(error))) from None

    def _faults(self, error):
        names = {column.attribute: name for name, column in self.fields.items() if column.attribute}
        for attribute, fault in model_faults(error, self.model):
            yield names.get(attribute) or names.get(f"subject__{attribute}", ""), fault
