"""The places that sources gave figures, for many figures at once."""

from collections import defaultdict
from collections.abc import Iterable

from indicators.models import Observation, Rank

Place = tuple[str, int | None, int, str, str]
_WITHIN = (Observation.Qualifier.AT_MOST, Observation.Qualifier.NEARLY)


def ranks_of(ids: Iterable[int]) -> dict[int, list[Place]]:
    """By a figure's id its places: group as printed, size or None, position, qualifier, direction. One question."""
    found: dict[int, list[Place]] = defaultdict(list)
    ranks = Rank.objects.filter(observation_id__in=list(ids)).order_by("position", "pk")
    for pk, *place in ranks.values_list(
        "observation_id", "group_as_written", "group_size", "position", "qualifier", "direction"
    ):
        found[pk].append(tuple(place))
    return found


def ranks_of_loaded(figures: Iterable[Observation]) -> dict[int, list[Place]]:
    """The same of observations whose ranks are loaded already; one that was worked out has none."""
    return {
        figure.pk: [
            (rank.group_as_written, rank.group_size, rank.position, rank.qualifier, rank.direction)
            for rank in (() if figure.worked_out else figure.ranks.all())
        ]
        for figure in figures
    }


def places_in_words(places: Iterable[Place]) -> str:
    """For a cell of a file, in the words of the sources: 全市第1；山区26县前2."""
    return "；".join(
        f"{group}{'前' if qualifier in _WITHIN else '第'}{position}"
        for group, _size, position, qualifier, _direction in places
    )
