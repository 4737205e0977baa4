"""How far unknown figures can move while their published sums stay as they are: linear programming. Pure.

The simplex method on a dense tableau of floats. Unknowns are counted from 0; a sum names the unknowns that it adds up.
A table of 600 firms has some 60 sums and 300 unknowns, for which a solver of many megabytes is not worth its place.
"""

from collections.abc import Collection, Mapping, Sequence

# Coefficients are small fractions, for every sum only adds; totals are scaled to at most 1.
EPSILON = 1e-9
# What is lost of a total in a few hundred pivots stays far below.
NEARLY = 1e-11


class Sums:
    """The unknowns of given sums, at one corner of all that they could be.

    sums: for each published total the unknowns in it; totals: in the same order. Unknowns are not negative unless
    `is_signed`. The totals must be those of some solution.
    """

    def __init__(
        self, sums: Sequence[Collection[int]], totals: Sequence[float], unknowns: int, is_signed: bool = False
    ):
        self.unknowns = unknowns
        self.columns = unknowns * (2 if is_signed else 1)
        self.scale = max((abs(total) for total in totals), default=0) or 1.0
        self.lines = [
            self._line(place, members, total / self.scale, len(sums))
            for place, (members, total) in enumerate(zip(sums, totals, strict=True))
        ]
        # Beside the unknowns stands one column a sum: what it still lacks, and later what it weighs in a proof.
        self.basis = [self.columns + place for place in range(len(sums))]
        self._find_a_solution()

    def _line(self, place, members, total, height):
        sign = -1.0 if total < 0 else 1.0
        line = [0.0] * (self.columns + height + 1)
        for member in members:
            line[member] = sign
            if self.columns > self.unknowns:
                line[member + self.unknowns] = -sign
        line[self.columns + place], line[-1] = 1.0, abs(total)
        return line

    def _find_a_solution(self):
        lacking = {self.columns + place: -1.0 for place in range(len(self.lines))}
        self._climb(lacking, -NEARLY)
        for place, line in enumerate(self.lines):
            if self.basis[place] >= self.columns:
                column = next((at for at in range(self.columns) if abs(line[at]) > EPSILON), None)
                # A sum that follows from the others has none.
                if column is not None:
                    self._pivot(place, column, [])

    def proof_below(self, weights: Mapping[int, float], goal: float) -> list[int] | None:
        """The sums that together prove the weighted unknowns to stay below the goal; None where they can reach it."""
        costs = dict(weights)
        if self.columns > self.unknowns:
            costs |= {unknown + self.unknowns: -weight for unknown, weight in weights.items()}
        goal /= self.scale
        reduced = self._climb(costs, goal - NEARLY - EPSILON * abs(goal))
        if reduced is None:
            return None
        return [place for place in range(len(self.lines)) if abs(reduced[self.columns + place]) > EPSILON]

    def values(self) -> list[float]:
        """The unknowns at the corner where the last question ended."""
        values = [0.0] * self.columns
        for column, line in zip(self.basis, self.lines, strict=True):
            if column < self.columns:
                values[column] = line[-1] * self.scale
        if self.columns > self.unknowns:
            return [values[at] - values[at + self.unknowns] for at in range(self.unknowns)]
        return values

    def _climb(self, costs, goal):
        """Moves to the corner where the costs add up to most; None as soon as they reach the goal.

        Otherwise the line of what each column would add, which proves that they do not.
        """
        reduced = self._reduced(costs)
        patience = 20 * len(self.lines) + 200
        # The last column holds what the costs add up to, with the opposite sign.
        while -reduced[-1] < goal:
            patience -= 1
            column = self._entering(reduced, is_careful=patience < 0)
            if column is None:
                return reduced
            place = self._leaving(column)
            if place is None:
                return None
            self._pivot(place, column, [reduced])
        return None

    def _reduced(self, costs):
        reduced = [0.0] * (self.columns + len(self.lines) + 1)
        for column, cost in costs.items():
            reduced[column] = cost
        for column, line in zip(self.basis, self.lines, strict=True):
            if cost := costs.get(column, 0.0):
                reduced = [value - cost * other for value, other in zip(reduced, line, strict=True)]
        return reduced

    def _entering(self, reduced, is_careful):
        """The column that adds most a unit; the first that adds at all (Bland's rule) where the other may go round."""
        if is_careful:
            return next((at for at in range(self.columns) if reduced[at] > EPSILON), None)
        column = max(range(self.columns), key=reduced.__getitem__, default=None)
        return column if column is not None and reduced[column] > EPSILON else None

    def _leaving(self, column):
        best, smallest = None, 0.0
        for place, line in enumerate(self.lines):
            if line[column] > EPSILON:
                ratio = line[-1] / line[column]
                if best is None or (ratio, self.basis[place]) < (smallest, self.basis[best]):
                    best, smallest = place, ratio
        return best

    def _pivot(self, place, column, others):
        factor = self.lines[place][column]
        pivot = self.lines[place] = [value / factor for value in self.lines[place]]
        self.basis[place] = column
        for line in [*self.lines[:place], *self.lines[place + 1 :], *others]:
            if factor := line[column]:
                line[:] = [value - factor * other for value, other in zip(line, pivot, strict=True)]
