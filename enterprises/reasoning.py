"""What an attacker can conclude of unknown figures from published sums of them. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from enterprises.bounds import Sums

# A range of figures narrower than this share of them is a point.
POINT = Decimal("1e-6")


@dataclass(frozen=True, slots=True)
class Goal:
    """A total of some figures that must stay possible: `limit` or more, or with `is_upward` false, or less."""

    members: frozenset[Hashable]
    limit: Decimal
    is_upward: bool


def beyond(members, limit: Decimal) -> Goal:
    return Goal(frozenset(members), limit, True)


def below(members, limit: Decimal) -> Goal:
    return Goal(frozenset(members), limit, False)


class Reasoning:
    """The figures that are unknown to an attacker, seen through the sums over them that he knows.

    values: all figures as they are; sums: the unknown ones within each published sum. Figures that stand in the same
    sums cannot be told apart, so that only their total is an unknown of the linear program.
    """

    def __init__(
        self,
        values: Mapping[Hashable, Decimal],
        sums: Sequence[frozenset[Hashable]],
        unknown: frozenset[Hashable],
        is_signed: bool = False,
    ):
        self.is_signed = is_signed
        self.totals = [float(sum((values[one] for one in members), Decimal(0))) for members in sums]
        standing: dict[Hashable, list[int]] = defaultdict(list)
        for place, members in enumerate(sums):
            for one in members:
                standing[one].append(place)
        groups: dict[tuple[int, ...], set[Hashable]] = defaultdict(set)
        for one in unknown:
            groups[tuple(standing[one])].add(one)
        self.free = groups.pop((), set())
        self.groups = list(groups.values())
        self.group_of = {one: place for place, group in enumerate(self.groups) for one in group}
        self.sizes = [float(sum((values[one] for one in group), Decimal(0))) for group in self.groups]
        self.sums = [[] for _total in sums]
        for place, key in enumerate(groups):
            for number in key:
                self.sums[number].append(place)
        self._corner: Sums | None = None

    @property
    def corner(self) -> Sums:
        """The linear program, set up when a question first needs it."""
        if self._corner is None:
            self._corner = Sums(self.sums, self.totals, len(self.groups), self.is_signed)
        return self._corner

    def first_proof(self, goals: Sequence[Goal]) -> tuple[list[Goal], list[int]]:
        """The goals left from the first that the sums refute, with those sums; no goals where all can be reached."""
        left = [goal for goal in goals if not self._is_plain(goal)]
        while left:
            if proof := self._proof(left[0]):
                return left, proof
            values = self.corner.values()
            left = [goal for goal in left[1:] if not self._meets(goal, values)]
        return [], []

    def is_settled(self, members: frozenset[Hashable]) -> bool:
        """Whether the sums leave one total only for these figures."""
        total = sum(self.sizes[place] for place in self._touched(members))
        if self._is_plain(beyond(members, Decimal("Infinity"))):
            return False
        step = Decimal(max(map(abs, self.totals), default=0.0) or 1.0) * POINT
        limits = beyond(members, Decimal(total) + step), below(members, Decimal(total) - step)
        return all(self._proof(goal) is not None for goal in limits)

    def _touched(self, members):
        return {self.group_of[one] for one in members if one in self.group_of}

    def _weights(self, goal):
        """The groups whose totals bound the goal's: upward all that it touches, downward those wholly within it."""
        touched = self._touched(goal.members)
        if goal.is_upward:
            return touched
        return {place for place in touched if self.groups[place] <= goal.members}

    def _is_plain(self, goal):
        """Whether the goal can be reached without a question: by a figure in no sum, or by trading within groups."""
        touched = self._touched(goal.members)
        is_partial = any(not self.groups[place] <= goal.members for place in touched)
        if not touched or ((goal.is_upward or self.is_signed) and self.free & goal.members):
            return bool(self.free & goal.members)
        if self.is_signed and is_partial:
            return True
        return self._meets(goal, self.sizes)

    def _meets(self, goal, values):
        reached = sum(values[place] for place in self._weights(goal))
        limit = float(goal.limit)
        return reached >= limit if goal.is_upward else reached <= limit

    def _proof(self, goal):
        sign = 1.0 if goal.is_upward else -1.0
        weights = dict.fromkeys(self._weights(goal), sign)
        return self.corner.proof_below(weights, sign * float(goal.limit))
