"""Drawing lots that anyone can draw again: what is drawn depends on the names given and on nothing else."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")
STEPS = 2**53


class Draw:
    """Lots for one thing, such as `Draw(seed, "enterprise", 7)`.

    Each lot has a name. Neither the order of drawing nor the number of other things changes it, so that rows can be
    written one by one and enterprise 7 stays the same in a county of 12 and of 50,000.
    """

    def __init__(self, *names: object):
        self._names = names

    def fraction(self, *lot: object) -> float:
        """From 0 to below 1."""
        text = "/".join(str(name) for name in (*self._names, *lot))
        return (int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> 11) / STEPS

    def between(self, low: float, high: float, *lot: object) -> float:
        """From `low` to below `high`."""
        return low + (high - low) * self.fraction(*lot)

    def whole(self, low: int, high: int, *lot: object) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int((high - low + 1) * self.fraction(*lot))

    def pick(self, options: Sequence[Option], *lot: object) -> Option:
        return options[int(len(options) * self.fraction(*lot))]

    def happens(self, chance: float, *lot: object) -> bool:
        """True in `chance` (0 to 1) of all cases."""
        return self.fraction(*lot) < chance
