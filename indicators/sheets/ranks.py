"""Ranks as a cell of a figure's row says them: 全市第1；山区26县前二(从低到高)."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.errors import CellError
from indicators.models import Observation, Rank, RegionGroup
from indicators.numbers import NumberError, parse_standing
from indicators.references import NameIndex

DIRECTIONS = {"从高到低": Rank.Direction.HIGHEST_FIRST, "从低到高": Rank.Direction.LOWEST_FIRST}


def read_ranks(text: str, groups: NameIndex, size_of: Callable[[RegionGroup], int | None]) -> list[Rank]:
    """The unsaved ranks that a cell says. Raises CellError, and SetAside for an unknown group."""
    ranks = [_read(part.strip(), groups, size_of) for part in text.replace(";", "；").split("；") if part.strip()]
    if len({rank.group.pk for rank in ranks}) < len(ranks):
        raise CellError(
            _("“%(text)s”里同一个比较范围写了两次，请只留一次。") % {"text": quoted(text)},
            "repeated_group",
            "standings",
        )
    return ranks


def written_ranks(ranks: Iterable[Rank]) -> str:
    """The cell that reads back as these ranks."""
    return "；".join(map(_written, ranks))


def _written(rank):
    among = rank.qualifier == Observation.Qualifier.AT_MOST
    is_usual = rank.direction == Rank.Direction.HIGHEST_FIRST
    direction = "" if is_usual else next(word for word, code in DIRECTIONS.items() if code == rank.direction)
    return f"{rank.group_as_written}{'前' if among else '第'}{rank.position}" + (f"({direction})" if direction else "")


def _read(text, groups, size_of):
    place, direction = _without_direction(text)
    try:
        standing = parse_standing(place)
    except NumberError as error:
        raise CellError(str(error), "unreadable_rank", "standings") from None
    if not standing.group:
        raise CellError(
            _("“%(text)s”没有写比较范围，请写成“全市第1”的样子。") % {"text": quoted(text)},
            "unreadable_rank",
            "standings",
        )
    group = groups.require(standing.group)
    size = size_of(group)
    if size and standing.position > size:
        raise CellError(
            _("“%(text)s”超出了“%(group)s”的成员数%(size)d，请核对。")
            % {"text": quoted(text), "group": group.name, "size": size},
            "rank_out_of_group",
            "standings",
        )
    return Rank(
        group=group,
        group_as_written=standing.group,
        group_size=size,
        position=standing.position,
        qualifier=standing.qualifier.value,
        direction=direction,
    )


def _without_direction(text):
    for word, code in DIRECTIONS.items():
        if word in text:
            return text.replace(word, "").replace("()", "").replace("（）", "").strip(), code
    return text, Rank.Direction.HIGHEST_FIRST
