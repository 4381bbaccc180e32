"""What numbers that are known to add up say of one that is not shown.

The parts of a whole stand in a row (the months of a year, the categories of a breakdown), and every number is the sum
of neighbours in that row: a month, a quarter, the year to date, the total. With P(k) the sum of the first k parts, a
number is a difference P(b) - P(a), and all that is known of it is a bound on such a difference. The least and the
greatest value that fit everything known are then shortest paths (Cormen et al., Introduction to Algorithms, "Difference
constraints and shortest paths"), and every whole number between the two is possible too, because the sums of
neighbours make a totally unimodular matrix.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Bounds = list[list[float]]
"""By a and b: the most that P(b) - P(a) can be."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the sum of the parts from `first` up to but not including `last`."""

    first: int
    last: int
    least: float = 0.0
    most: float = math.inf


def bounds(parts: int, known: Iterable[Known], caps: Bounds | None = None) -> Bounds | None:
    """
    Return the bounds on every sum of neighbours out of so many parts, none of them below 0; None for a contradiction.

    `caps` are bounds from elsewhere: of a numerator, that it is at most its denominator.
    """
    found = [[math.inf] * (parts + 1) for _ in range(parts + 1)] if caps is None else [list(row) for row in caps]
    for place in range(parts + 1):
        found[place][place] = 0.0
    for later in range(parts + 1):
        for earlier in range(later):
            found[later][earlier] = 0.0  # no part is below 0
    for one in known:
        found[one.first][one.last] = min(found[one.first][one.last], one.most)
        found[one.last][one.first] = min(found[one.last][one.first], -one.least)
    return closed(found)


def closed(found: Bounds) -> Bounds | None:
    """Return bounds as tight as they can be by going over other sums (Floyd and Warshall); None if contradictory."""
    size = range(len(found))
    for over in size:
        row_over = found[over]
        for start in size:
            to_over = found[start][over]
            if to_over == math.inf:
                continue
            row = found[start]
            for end in size:
                if to_over + row_over[end] < row[end]:
                    row[end] = to_over + row_over[end]
    return None if any(found[place][place] < 0 for place in size) else found


def possible(found: Bounds, first: int, last: int) -> tuple[float, float]:
    """Return the least and the greatest value that the sum of these neighbours can have."""
    return -found[last][first], found[first][last]


def caps_of(found: Bounds) -> Bounds:
    """Return the upper bounds alone: what a part of each of these sums cannot exceed."""
    return [[most if end > start else math.inf for end, most in enumerate(row)] for start, row in enumerate(found)]


def implied(parts: int, sums: Sequence[tuple[int, int, float]]) -> list[float | None]:
    """
    Return of each (first, last, number), in this order, what those before it already say that it is; None for nothing.

    It differs from the number where the numbers do not add up.
    """
    above = list(range(parts + 1))  # the place from which each place's sum is known
    apart = [0.0] * (parts + 1)

    def root(place: int) -> tuple[int, float]:
        total = 0.0
        while above[place] != place:
            total += apart[place]
            place = above[place]
        return place, total

    found: list[float | None] = []
    for first, last, number in sums:
        (start, before), (end, behind) = root(first), root(last)
        if start == end:
            found.append(behind - before)
        else:
            found.append(None)
            above[end], apart[end] = start, before + number - behind
    return found
