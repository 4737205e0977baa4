"""Reads the cells of one column of a sheet, each spelling once."""

import datetime
import sys
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext as _

from imports.columns import Column
from imports.errors import CellError
from imports.faults import field_fault

# A column of codes or names has as many spellings as rows; a column of towns has a few.
MOST_REMEMBERED = 2000

UNKNOWN = object()

Check = Callable[[Any], None]


class CellReader:
    """The cells of one column: cleaned by its widget, and checked as the field of the model will have it."""

    def __init__(self, name: str, position: int, column: Column, check: Check | None = None):
        self.name, self.position, self.column, self._check = name, position, column, check
        self._widget, self._is_required, self._has_default = column.widget, column.required, column.has_default
        # What a widget reads may depend on other cells of the row, or on what an earlier row has made.
        self._known: dict[str, Any] | None = {} if column.widget.may_be_remembered else None

    def read(self, cells: Sequence, by_header: Callable[[Sequence], dict]):
        """The cell's value. `by_header` names the row's cells, for widgets that look at others.

        Raises CellError and SetAside.
        """
        raw = cells[self.position] if self.position < len(cells) else ""
        known = self._known
        if known is None or type(raw) is not str:
            return self._cleaned(raw, cells, by_header)
        value = known.get(raw, UNKNOWN)
        if value is UNKNOWN:
            value = self._cleaned(raw, cells, by_header)
            if len(known) < MOST_REMEMBERED:
                known[raw] = value
        # Nobody shall change the list that the next row gets.
        return value.copy() if type(value) is list else value

    def _cleaned(self, raw, cells, by_header):
        value = self._widget.clean(raw, by_header(cells)) if self._widget.reads_row else self._widget.clean(raw)
        if self._has_default and value in (None, ""):
            value = self.column.default
        if self._is_required and value in (None, "", []):
            raise CellError(
                _("“%(column)s”不能为空，请填写，或删去这一行。") % {"column": self.column.column_name}, "required"
            )
        if self._check is not None:
            self._check(value)
        return value


def field_check(field: models.Field) -> Check | None:
    """What a model's field demands of a value, as a function that raises CellError; None where it demands nothing."""
    if field.is_relation:
        return None
    is_plainly_fine = _plain_test(field)

    def check(value):
        if is_plainly_fine(value) or (field.blank and value in field.empty_values):
            return
        try:
            field.clean(value, None)
        except ValidationError as error:
            raise field_fault(error, field) from None

    return check


def _plain_test(field) -> Callable[[Any], bool]:
    """A quick test that only values pass which the field surely takes; most cells pass it."""
    if field.choices or any(type(validator) is not MaxLengthValidator for validator in field.validators):
        return _never
    if isinstance(field, models.CharField | models.TextField):
        limit = field.max_length or sys.maxsize
        return lambda value: type(value) is str and 0 < len(value) <= limit
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return lambda value: type(value) is datetime.date
    if isinstance(field, ArrayField):
        is_item_fine = _plain_test(field.base_field)
        return lambda value: type(value) is list and bool(value) and all(map(is_item_fine, value))
    return _never


def _never(value):
    return False
