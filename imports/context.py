import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from imports.corrections import Correction, Said
from imports.models import ImportBatch
from imports.remembering import corrections_for


@dataclass
class ImportContext:
    """What one run of an import is told, and what its sheets share.

    `world_slug`, `source_title` and `published_on` are what the editor chose; `batch` is the batch being written
    (also in a preview, whose transaction is rolled back); `shared` is where the sheets keep their look-ups. `progress`
    is called with what is being done, and how many of how many rows are done. `corrections` is what editors said of
    tables, by their shape; `said_names` whom names mean in the table that is being read.
    """

    world_slug: str = ""
    source_title: str = ""
    published_on: datetime.date | None = None
    user: Any = None
    batch: ImportBatch | None = None
    is_preview: bool = False
    shared: dict[str, Any] = field(default_factory=dict)
    progress: Callable[[str, int, int], None] | None = None
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    said_names: Mapping[str, Said] = field(default_factory=dict)

    def tell(self, phase: str, done: int, total: int) -> None:
        """Says how far the work is to whoever waits for it."""
        if self.progress is not None:
            self.progress(phase, done, total)


def context_of(batch: ImportBatch, **more) -> ImportContext:
    """What a stored batch is to be read with."""
    day = batch.options.get("published_on")
    published_on = datetime.date.fromisoformat(day) if day else None
    corrections = corrections_for(batch.world, batch)
    return ImportContext(batch.world, batch.source_title, published_on, corrections=corrections, **more)
