"""One undo under way: what it takes back, what was decided about conflicts and what it has done so far."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from imports.errors import ImportRefused
from imports.models import ImportBatch

KEEP, FORMER = "keep", "former"

# Called with what is being done, in words, how many figures or records are done and how many there are.
Progress = Callable[[str, int, int], None]
# What a conflict shows of a figure or record: columns and their texts; None where there is none.
Shown = dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that was changed after the batch, with its three values.

    key: stays the same from one attempt to the next, for `choices`. choice: "keep" leaves it as it is now, "former"
    puts back what stood before the batch, None: nobody has decided.
    """

    key: str
    label: str
    before: Shown
    imported: Shown
    now: Shown
    choice: str | None = None


@dataclass
class Undoing:
    """What the parts of an undo share. `moment` is when it takes effect."""

    batch: ImportBatch
    undo_batch: ImportBatch
    moment: datetime.datetime
    user: Any = None
    choices: Mapping[str, str] = field(default_factory=dict)
    default: str | None = None
    progress: Progress = lambda phase, done, total: None
    restored: int = 0
    closed: int = 0
    conflicts: list[Conflict] = field(default_factory=list)

    def __post_init__(self):
        for choice in {*self.choices.values(), *filter(None, [self.default])} - {KEEP, FORMER}:
            raise ImportRefused(_("冲突的处理“%(choice)s”应为 keep 或 former。") % {"choice": choice})

    @property
    def reason(self) -> str:
        """What the history of records says."""
        return _("撤回批次 #%(batch)d") % {"batch": self.batch.pk}

    @property
    def is_resolved(self) -> bool:
        return all(conflict.choice for conflict in self.conflicts)

    def choice_of(self, key: str) -> str | None:
        return self.choices.get(key, self.default)

    def add_conflict(self, key: str, label: str, before: Shown, imported: Shown, now: Shown) -> str | None:
        """Notes a conflict; answers what was decided about it."""
        choice = self.choice_of(key)
        self.conflicts.append(Conflict(key, label, before, imported, now, choice))
        return choice
