"""Filters of the desk: the world a list speaks of, and chores."""

from collections.abc import Callable

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.admin.base import is_key
from indicators.models import Region

ALL = "all"
# A chore: its label and the rows that wait for it.
Chores = dict[str, tuple[str, Callable[[QuerySet], QuerySet]]]


class ChoreFilter(SimpleListFilter):
    """What is still to be done in a list; each list names its own chores."""

    title = _("待办")
    parameter_name = "chore"
    chores: Chores = {}

    def lookups(self, request, model_admin):
        return [(code, label) for code, (label, _rows) in self.chores.items()]

    def queryset(self, request, queryset):
        if self.value() in self.chores:
            _label, rows = self.chores[self.value()]
            return rows(queryset)
        return queryset


def chore_filter(chores: Chores) -> type[ChoreFilter]:
    return type("OwnChoreFilter", (ChoreFilter,), {"chores": chores})


class WorldFilter(SimpleListFilter):
    """A list shows one world: the home region's unless another is chosen. Absent while there is only one."""

    title = _("地区数据")
    parameter_name = "world"
    path = "subject__world"

    def lookups(self, request, model_admin):
        roots = Region.objects.roots()
        return [(str(root.pk), str(root)) for root in roots]

    def has_output(self):
        return len(self.lookup_choices) > 1

    def choices(self, changelist):
        chosen = self.value() or str(home_world_id() or ALL)
        for value, label in [*self.lookup_choices, (ALL, _("全部"))]:
            yield {
                "selected": value == chosen,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request, queryset):
        chosen = self.value() or home_world_id()
        if not is_key(str(chosen)):
            return queryset
        return queryset.filter(**{f"{self.path}_id": chosen})


def home_world_id() -> int | None:
    """The root region whose data the lists show first."""
    return Region.objects.filter(is_home=True).values_list("subject__world_id", flat=True).first()


def world_filter(path: str) -> type[WorldFilter]:
    """The filter for rows that reach their subject's world by another path, such as "enterprise__subject__world"."""
    return type("OwnWorldFilter", (WorldFilter,), {"path": path})
