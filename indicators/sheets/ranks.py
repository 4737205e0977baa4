"""Ranks as a cell of a figure's row says them: 全市第1；山区26县前二(从低到高)."""

from collections.abc import Callable, Iterable

from imports.errors import CellError
from indicators import standings
from indicators.models import Observation, Rank, RegionGroup
from indicators.references import NameIndex


def read_ranks(text: str, groups: NameIndex, size_of: Callable[[RegionGroup], int | None]) -> list[Rank]:
    """The unsaved ranks that a cell says. Raises CellError, and SetAside for an unknown group."""
    try:
        return standings.read_ranks(text, groups.require, size_of)
    except standings.StandingError as error:
        raise CellError(str(error), error.code, "standings") from None


def written_ranks(ranks: Iterable[Rank]) -> str:
    """The cell that reads back as these ranks."""
    return "；".join(map(_written, ranks))


def _written(rank):
    among = rank.qualifier == Observation.Qualifier.AT_MOST
    is_usual = rank.direction == Rank.Direction.HIGHEST_FIRST
    direction = "" if is_usual else next(word for word, code in standings.DIRECTIONS.items() if code == rank.direction)
    return f"{rank.group_as_written}{'前' if among else '第'}{rank.position}" + (f"({direction})" if direction else "")
