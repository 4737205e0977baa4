"""What the portal says now, as plain values: to compare two moments, or two ways that should lead to the same.

Without numbers of rows, addresses, times, batches and history; withdrawn records are left out. Things are named by what an
editor would call them: a subject by its world, kind and code (or name), an indicator by its code, a source by its title.
"""

import json
from decimal import Decimal

from django.db.models import Model, QuerySet

from enterprises.models import DigitalService, Programme
from imports.registry import all_sheets
from indicators.models import (
    Category,
    Indicator,
    Observation,
    Rank,
    Region,
    RegionGroup,
    Source,
    Subject,
    SubjectRecord,
)
from people.models import Department

# What names a row of a table that others refer to.
NAMED_BY = {
    Source: ("title",),
    Indicator: ("code",),
    Category: ("code_list", "code"),
    Programme: ("name",),
    DigitalService: ("name",),
    Department: ("name",),
}
NOT_SAID = {"id", "subject_id", "slug", "pinyin", "key", "is_withdrawn"}
NOT_SAID_OF_FIGURES = {"id", "batch_id", "sheet", "cell", "change", "change_reason", "published_at", "closed_at"}

Row = dict[str, object]


def current_state() -> dict[str, list[Row]]:
    """Every current figure under "figures" and every record under its table's kind, each a sorted list of plain rows."""
    names = _Names()
    state = {"figures": _figures(names)}
    for sheet in all_sheets():
        if model := getattr(sheet, "model", None):
            state[sheet.kind] = _sorted(_records(model, names))
    return state


class _Names:
    """The natural names of everything that may be referred to, by the number of its row; withdrawn things too."""

    def __init__(self):
        subjects = {row["pk"]: row for row in Subject.everything.values("pk", "kind", "key", "name", "world_id")}
        self._subjects = {
            pk: "/".join([_called(subjects[row["world_id"]]), row["kind"], _called(row)])
            for pk, row in subjects.items()
        }
        self._tables: dict[type[Model], dict[int, str]] = {}

    def of(self, model: type[Model], pk) -> str | None:
        if pk is None:
            return None
        if issubclass(model, Subject | SubjectRecord):
            return self._subjects[pk]
        model = model._meta.concrete_model
        if model not in self._tables:
            self._tables[model] = self._load(model)
        return self._tables[model][pk]

    def _load(self, model):
        if model is RegionGroup:
            groups = RegionGroup.everything.values_list("pk", "world_id", "name")
            return {pk: f"{self.of(Region, world)}/{name}" for pk, world, name in groups}
        rows = model._base_manager.values_list("pk", *NAMED_BY[model])
        return {pk: ":".join(parts) for pk, *parts in rows}


def _called(subject):
    """By its code; one without is known by its name, for the key made of its address depends on who came first."""
    return subject["name"] if subject["key"].startswith("slug:") else subject["key"]


def _figures(names):
    ranks: dict[int, list[Row]] = {}
    for pk, row in _rows(
        Rank.objects.filter(observation__closed_at__isnull=True), {"id", "observation_id"}, names, "observation_id"
    ):
        ranks.setdefault(pk, []).append(row)
    figures = _rows(Observation.objects.asof(), NOT_SAID_OF_FIGURES, names)
    return _sorted(row | {"ranks": _sorted(ranks.get(pk, []))} for pk, row in figures)


def _records(model, names):
    subjects = {}
    if issubclass(model, SubjectRecord):
        subjects = dict(_rows(Subject.objects.filter(kind=model.subject_kind), NOT_SAID, names))
    links = {field: _links(field, names) for field in model._meta.local_many_to_many}
    for pk, row in _rows(model.objects.all(), NOT_SAID if subjects else NOT_SAID - {"subject_id"}, names):
        linked = {field.name: sorted(linked.get(pk, [])) for field, linked in links.items()}
        yield subjects.get(pk, {}) | row | linked


def _links(field, names):
    linked: dict[int, list[str]] = {}
    pairs = field.remote_field.through._base_manager.values_list(field.m2m_column_name(), field.m2m_reverse_name())
    for near, far in pairs:
        linked.setdefault(near, []).append(names.of(field.related_model, far))
    return linked


def _rows(query: QuerySet, left_out: set[str], names: _Names, number: str = "pk"):
    """Pairs of a row's number and its plain values."""
    fields = [field for field in query.model._meta.concrete_fields if field.attname not in left_out]
    for pk, *values in query.order_by().values_list(number, *(field.attname for field in fields)):
        yield pk, {field.name: _plain(field, value, names) for field, value in zip(fields, values, strict=True)}


def _plain(field, value, names):
    if field.remote_field:
        return names.of(field.related_model, value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if value is None or isinstance(value, bool | int | str | list) else str(value)


def _sorted(rows) -> list[Row]:
    return sorted(rows, key=lambda row: json.dumps(row, ensure_ascii=False, sort_keys=True))
