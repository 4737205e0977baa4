"""Pages that begin after a row rather than at a number: as quick at the end as at the beginning, and nothing twice."""

import base64
import binascii
import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.lookups import GreaterThan, LessThan
from django.utils.translation import gettext_lazy as _

from indicators.open_data.faults import Refusal

BIGGEST_INTEGER = 2**63 - 1
BIGGEST_DECIMAL = Decimal(10) ** 26


@dataclass(frozen=True)
class Order:
    """fields: by which rows are sorted, the last one a number of their own; all up or all down."""

    name: str
    fields: tuple[str, ...]
    is_descending: bool = False

    @property
    def ordering(self) -> list[str]:
        return [f"-{field}" if self.is_descending else field for field in self.fields]


class _RowOf(Func):
    """Several values compared as one, which an index over them answers without passing what comes before."""

    template = "(%(expressions)s)"
    output_field = models.TextField()


def page_of(rows, order: Order, cursor: str | None):
    """A query sorted so, from behind the row that the cursor names. Raises Refusal for a cursor that is none of ours."""
    rows = rows.order_by(*order.ordering)
    if not cursor:
        return rows
    after = read_cursor(cursor, order, rows.model)
    lookup = LessThan if order.is_descending else GreaterThan
    return rows.filter(lookup(_RowOf(*map(F, order.fields)), _RowOf(*after)))


def cursor_of(order: Order, values: Sequence[Any]) -> str:
    """A word for addresses that stands for the row with these values of the order's fields."""
    text = json.dumps([order.name, *map(_as_text, values)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, order: Order, model) -> list[Value]:
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(parts, list) or parts[0] != order.name or len(parts) != len(order.fields) + 1:
            raise ValueError(cursor)
        fields = [_field(model, name) for name in order.fields]
        return [Value(_as_value(field, part), field) for field, part in zip(fields, parts[1:], strict=True)]
    except (ValueError, TypeError, IndexError, ArithmeticError, RecursionError, binascii.Error, ValidationError):
        raise Refusal(_("参数“cursor”要照抄上一页的 next，并保持其他参数不变。"), parameter="cursor") from None


def _as_text(value):
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _as_value(field, part):
    """The value of a field. Raises ValueError for what the database could not compare."""
    if not isinstance(part, int if isinstance(field, models.IntegerField) else str) or isinstance(part, bool):
        raise ValueError(part)
    value = field.to_python(part)
    if isinstance(value, int) and abs(value) > BIGGEST_INTEGER:
        raise ValueError(part)
    if isinstance(value, Decimal) and not abs(value) < BIGGEST_DECIMAL:
        raise ValueError(part)
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        raise ValueError(part)
    if value is None or "\0" in str(value):
        raise ValueError(part)
    return value


def _field(model, path):
    """The field that a path of a query ends at; a relation by its number."""
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            field = model._meta.get_field(name.removesuffix("_id"))
        model = field.related_model or model
    while field.is_relation:
        field = field.target_field
    return field
