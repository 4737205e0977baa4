"""Ranks and the basis of a figure as people type them, in a form or in a cell: 全市第1；山区26县前二(从低到高)."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from imports.columns import quoted
from indicators.models import Observation, Rank, RegionGroup
from indicators.numbers import NumberError, parse_standing

DIRECTIONS = {"从高到低": Rank.Direction.HIGHEST_FIRST, "从低到高": Rank.Direction.LOWEST_FIRST}
SEPARATORS = re.compile(r"[;；、\n]")


class StandingError(ValueError):
    """Ranks that cannot be read; `code` names the fault, the text is a sentence for the editor."""

    def __init__(self, message: str, code: str):
        super().__init__(message)
        self.code = code


def read_ranks(
    text: str,
    find_group: Callable[[str], RegionGroup],
    size_of: Callable[[RegionGroup], int | None] | None = None,
) -> list[Rank]:
    """The unsaved ranks that a text says, each in a group of its own. Raises StandingError.

    find_group: the group of a name; what it raises for an unknown one goes through. size_of: `group_size`, or a way to
    ask it less often.
    """
    parts = [part.strip() for part in SEPARATORS.split(text) if part.strip()]
    ranks = [_read(part, find_group, size_of or group_size) for part in parts]
    if len({rank.group.pk for rank in ranks}) < len(ranks):
        raise StandingError(
            _("“%(text)s”里同一个比较范围写了两次，请只留一次。") % {"text": quoted(text)}, "repeated_group"
        )
    return ranks


def group_size(group: RegionGroup) -> int | None:
    """The number of a group's members: as printed, else of those registered; None where neither is known."""
    return group.size or group.members.count() or None


def read_basis(text: str) -> str:
    """The basis as it is stored; a blank and 未注明 both mean that the source states none."""
    return {"": Observation.UNSTATED, "未注明": Observation.UNSTATED}.get(text.strip(), text.strip())


def _read(text, find_group, size_of):
    place, direction = _without_direction(text)
    standing = _standing(place, text)
    group = find_group(standing.group)
    size = size_of(group)
    if size and standing.position > size:
        raise StandingError(
            _("“%(text)s”超出了“%(group)s”的成员数%(size)d，请核对。")
            % {"text": quoted(text), "group": group.name, "size": size},
            "rank_out_of_group",
        )
    return Rank(
        group=group,
        group_as_written=standing.group,
        group_size=size,
        position=standing.position,
        qualifier=standing.qualifier.value,
        direction=direction,
    )


def _standing(place, text):
    try:
        standing = parse_standing(place)
    except NumberError as error:
        raise StandingError(str(error), "unreadable_rank") from None
    if not standing.group:
        raise StandingError(
            _("“%(text)s”没有写比较范围，请写成“全市第1”的样子。") % {"text": quoted(text)}, "unreadable_rank"
        )
    return standing


def _without_direction(text):
    for word, code in DIRECTIONS.items():
        if word in text:
            return text.replace(word, "").replace("()", "").replace("（）", "").strip(), code
    return text, Rank.Direction.HIGHEST_FIRST
