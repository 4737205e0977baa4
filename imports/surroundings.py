"""What the pages of an import ask of the rooms above it, which this room may not import: they register their answers."""

from collections.abc import Callable
from dataclasses import dataclass

from imports.models import ImportBatch

MOST_PAGES = 20


@dataclass(frozen=True)
class World:
    """A root region that rows may be about."""

    pk: int
    slug: str
    name: str
    is_home: bool


@dataclass(frozen=True)
class TouchedPages:
    """Public pages that a batch changed, as (title, address), at most MOST_PAGES of them, and how many there are."""

    pages: list[tuple[str, str]]
    total: int


_answers: dict[str, Callable] = {}


def register_worlds(answer: Callable[[], list[World]]) -> None:
    """Who knows the root regions."""
    _answers["worlds"] = answer


def register_touched_pages(answer: Callable[[ImportBatch], TouchedPages]) -> None:
    """Who knows the public pages of what a batch wrote."""
    _answers["touched pages"] = answer


def register_sources(answer: Callable[[], list[str]]) -> None:
    """Who knows the titles of the registered sources."""
    _answers["sources"] = answer


def sources() -> list[str]:
    """The titles of the sources, the newest first."""
    return _answers["sources"]()


def worlds() -> list[World]:
    """The root regions, the home region's first."""
    return sorted(_answers["worlds"](), key=lambda world: (not world.is_home, world.pk))


def touched_pages(batch: ImportBatch) -> TouchedPages:
    """The public pages where a reader sees what the batch did."""
    return _answers["touched pages"](batch)
