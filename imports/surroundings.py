"""What the pages of an import ask of the rooms above it, which this room may not import: they register their answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from imports.models import ImportBatch

if TYPE_CHECKING:
    from imports.context import ImportContext

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


class Naming(Protocol):
    """Who knows what the names in a table may mean; targets are written as in imports.corrections."""

    def indicators(self) -> list[str]:
        """The names of the indicators."""

    def measures(self) -> list[tuple[str, str]]:
        """The measures of figures as (code, label)."""

    def target(self, context: "ImportContext", what: str, text: str) -> str:
        """The target that a name stands for, `what` being "subject" or "indicator". Raises SetAside."""

    def name(self, context: "ImportContext", target: str) -> str:
        """The name of a target; "" where it is no more."""

    def fault_of_unit(self, context: "ImportContext", target: str, measure: str, unit: str) -> str:
        """Why a unit cannot be that of the figures of an indicator ("" for any); "" where it can."""

    def fault_of_period(self, text: str) -> str:
        """Why a text is no period; "" where it is one."""


_answers: dict[str, Callable] = {}
_naming: list[Naming] = []


def register_worlds(answer: Callable[[], list[World]]) -> None:
    """Who knows the root regions."""
    _answers["worlds"] = answer


def register_touched_pages(answer: Callable[[ImportBatch], TouchedPages]) -> None:
    """Who knows the public pages of what a batch wrote."""
    _answers["touched pages"] = answer


def register_sources(answer: Callable[[], list[str]]) -> None:
    """Who knows the titles of the registered sources."""
    _answers["sources"] = answer


def register_naming(naming: Naming) -> None:
    """Who knows names."""
    _naming[:] = [naming]


def naming() -> Naming:
    """Who knows what names mean."""
    return _naming[0]


def sources() -> list[str]:
    """The titles of the sources, the newest first."""
    return _answers["sources"]()


def worlds() -> list[World]:
    """The root regions, the home region's first."""
    return sorted(_answers["worlds"](), key=lambda world: (not world.is_home, world.pk))


def touched_pages(batch: ImportBatch) -> TouchedPages:
    """The public pages where a reader sees what the batch did."""
    return _answers["touched pages"](batch)
