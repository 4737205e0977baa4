"""Where facts come from: the records of a page gathered by their place in a source."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provenance:
    """One place in a source, with every record that was taken from there: observations or Sourced records."""

    records: list

    @property
    def source(self):
        return self.records[0].source

    @property
    def place(self) -> str:
        return self.records[0].place

    @property
    def as_written(self) -> list[str]:
        """The words printed there; a dash says only that no value was printed."""
        return self._words([record for record in self.records if record not in self.changes])

    @property
    def typed(self) -> list[str]:
        """What an editor typed to correct or revise: not the source's words."""
        return self._words(self.changes)

    @property
    def inferred_periods(self) -> list[str]:
        """How the source wrote the periods that were worked out from its date."""
        inferred = [record for record in self.records if getattr(record, "is_period_inferred", False)]
        return list(dict.fromkeys(record.period_label for record in inferred if record.period_label))

    @property
    def notes(self) -> list[str]:
        return self._distinct("note")

    @property
    def changes(self) -> list:
        """The observations that say they correct or revise a former one."""
        return [record for record in self.records if getattr(record, "change", "")]

    @property
    def imported(self) -> list:
        """The observations, which know the cell they came from."""
        return [record for record in self.records if getattr(record, "batch_id", None)]

    def _distinct(self, field):
        return [words for words in dict.fromkeys(getattr(record, field, "") for record in self.records) if words]

    @staticmethod
    def _words(records):
        found = dict.fromkeys(getattr(record, "as_written", "") for record in records)
        return [words for words in found if words not in ("", "—")]


def provenances(records) -> list[Provenance]:
    """One record or several, gathered by source and place in the order of first appearance."""
    groups: dict[tuple, list] = {}
    for record in records if isinstance(records, Iterable) else [records]:
        groups.setdefault((record.source_id, record.place), []).append(record)
    return [Provenance(group) for group in groups.values()]
