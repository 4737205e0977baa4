import datetime
from dataclasses import dataclass, field
from typing import Any

from imports.models import ImportBatch


@dataclass
class ImportContext:
    """What one run of an import is told, and what its sheets share.

    `world_slug`, `source_title` and `published_on` are what the editor chose; `batch` is the batch being written
    (also in a preview, whose transaction is rolled back); `shared` is where the sheets keep their look-ups.
    """

    world_slug: str = ""
    source_title: str = ""
    published_on: datetime.date | None = None
    user: Any = None
    batch: ImportBatch | None = None
    shared: dict[str, Any] = field(default_factory=dict)
