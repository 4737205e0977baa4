"""An attacker on published sums, slow and obvious: every corner of what the figures could be, in exact fractions."""

from fractions import Fraction
from itertools import combinations


def possible_range(sums, totals, unknowns, target):
    """The least and the greatest that the unknowns in `target` can add up to; None for a greatest without bound.

    sums: lists of unknowns counted from 0; totals in the same order; unknowns are not negative.
    """
    rows = [
        [Fraction(int(at in members)) for at in range(unknowns)] + [Fraction(total)]
        for members, total in zip(sums, totals, strict=True)
    ]
    rows = independent(rows)
    greatest_is_open = any(all(row[at] == 0 for row in rows) for at in target)
    values = [sum(corner[at] for at in target) for corner in corners(rows, unknowns)]
    return min(values), None if greatest_is_open else max(values)


def independent(rows):
    """The rows in reduced form, without those that follow from others."""
    rows, done = [row[:] for row in rows], 0
    for column in range(len(rows[0]) - 1 if rows else 0):
        found = next((at for at in range(done, len(rows)) if rows[at][column]), None)
        if found is None:
            continue
        rows[done], rows[found] = rows[found], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for at, row in enumerate(rows):
            if at != done and row[column]:
                rows[at] = [value - row[column] * other for value, other in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]


def corners(rows, unknowns):
    """Every solution with at most as many unknowns above nothing as there are rows."""
    for chosen in combinations(range(unknowns), len(rows)):
        solved = independent([[row[at] for at in chosen] + [row[-1]] for row in rows])
        if len(solved) == len(chosen) and all(row[at] == 1 for at, row in enumerate(solved)):
            values = [row[-1] for row in solved]
            if all(value >= 0 for value in values):
                corner = dict(zip(chosen, values, strict=True))
                yield [corner.get(at, Fraction(0)) for at in range(unknowns)]
