"""One value among others: their mean, its rank, its quartile, and how far it is from the best quartile.

Everything is compared as ratings are, on ROUND(x, 12), so that a value on an edge is on it whatever its last bits say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Literal

from xlperf.figure import rounded_for_comparison
from xlperf.results.gap import at_most, gap, worse_by
from xlperf.results.missing import known
from xlperf.results.polarity import LOW, Polarity
from xlperf.symbols import Missing, Number

Band = Literal["A", "B", "C", "D"]
Edges = tuple[float, float, float, float, float]
"""The smallest value, the three quartiles, and the largest value."""

FEWEST_FOR_QUARTILES = 4
"""Of fewer values there are no four quarters."""


class OutsideEdges(ValueError):
    """A value that lies below the smallest or above the largest of those among which it is to be banded."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A simple mean: None when no member has a value; `available` of `members` had one."""

    value: float | None
    available: int
    members: int


@dataclass(frozen=True, slots=True)
class Standing:
    """
    Where a value stands among others, itself included.

    `rank` is 1 for the best of `ranked`. `edge` is the value at which the best quartile begins (where a range is good:
    how far from the range), `to_edge` how far the value lies from it, in its own unit, positive while it is worse.
    """

    rank: int | None = None
    ranked: int = 0
    band: Band | None = None
    edge: float | None = None
    to_edge: float | None = None


def mean(values: Iterable[Number | None]) -> Mean:
    """Return the simple mean of those that are there; every member weighs the same, whatever its size."""
    members = list(values)
    there = _there(members)
    return Mean(math.fsum(there) / len(there) if there else None, len(there), len(members))


def ranks(values: Sequence[Number | None], polarity: Polarity) -> tuple[int | None, ...]:
    """
    Return the rank of each value, 1 for the best; equal values share the better rank (1, 2, 2, 4).

    A missing value has no rank and takes none away. With a neutral polarity nothing has a rank. Where a range is good,
    all inside it are equal, and outside the nearer is the better.
    """
    if polarity.direction == "neutral":
        return (None,) * len(values)
    merits = [None if isinstance(found := known(value), Missing) else badness(found[0], polarity) for value in values]
    first: dict[float, int] = {}
    for place, merit in enumerate(sorted(merit for merit in merits if merit is not None), start=1):
        first.setdefault(merit, place)
    return tuple(None if merit is None else first[merit] for merit in merits)


def quartile_edges(values: Iterable[Number | None]) -> Edges | None:
    """
    Return the smallest value, the quartiles and the largest; None of fewer than four values.

    The quartiles are those of Hyndman and Fan's definition 7, which are QUARTILE.INC in a sheet and the default in R.
    """
    there = sorted(_there(values))
    if len(there) < FEWEST_FOR_QUARTILES:
        return None
    lower, middle, upper = quantiles(there, n=4, method="inclusive")
    return there[0], lower, middle, upper, there[-1]


def quartile_band(value: Number | None, edges: Edges, polarity: Polarity) -> Band | None:
    """
    Return the quartile in which a value lies, A the best and D the worst.

    A value on an edge belongs to the quarter of the smaller values, as in the Local Authority Interactive Tool of the
    Department for Education: with a low polarity the better one, with a high polarity the worse one. None for a missing
    value and a neutral polarity. Where a range is good, value and edges are distances from it (see `standing`). Raises
    OutsideEdges for a value beyond the smallest or the largest.
    """
    found = known(value)
    if isinstance(found, Missing) or polarity.direction == "neutral":
        return None
    number = found[0]
    if not at_most(edges[0], number) or not at_most(number, edges[4]):
        raise OutsideEdges(f"{number!r} lies outside {edges[0]!r} to {edges[4]!r}")
    quarter = next(place for place, edge in enumerate(edges[1:]) if at_most(number, edge))
    letters: tuple[Band, ...] = ("A", "B", "C", "D")
    return letters[3 - quarter] if polarity.direction == "high" else letters[quarter]


def standing(own: Number | None, others: Iterable[Number | None], polarity: Polarity) -> Standing:
    """
    Return where a value stands among others; the value itself is one of those that are ranked and banded.

    Without the value there is only the number of those that have one, and beside nobody there is no rank. Without a
    direction there is nothing.
    """
    beside = _there(others)
    found = known(own)
    if polarity.direction == "neutral":
        return Standing()
    if isinstance(found, Missing):
        return Standing(ranked=len(beside))
    if not beside:
        return Standing(ranked=1)
    value, everyone = found[0], [found[0], *beside]
    rank = ranks(everyone, polarity)[0]
    if polarity.direction == "range":  # how far from the range; the less the better
        value, everyone = distance(value, polarity), [distance(one, polarity) for one in everyone]
        polarity = LOW
    edges = quartile_edges(everyone)
    if edges is None:
        return Standing(rank, len(everyone))
    edge = edges[3] if polarity.direction == "high" else edges[1]
    band = quartile_band(value, edges, polarity)
    return Standing(rank, len(everyone), band, edge, worse_by(value, edge, polarity))


def _there(values: Iterable[Number | None]) -> list[float]:
    """Return the numbers among the values."""
    return [found[0] for value in values if not isinstance(found := known(value), Missing)]


def badness(value: float, polarity: Polarity) -> float:
    """
    Return a number that is the larger the worse the value is, equal for values that are equal.

    A neutral polarity has no better or worse; nobody asks for one.
    """
    if polarity.direction == "range":
        return rounded_for_comparison(distance(value, polarity))
    return rounded_for_comparison(-value if polarity.direction == "high" else value)


def distance(value: float, polarity: Polarity) -> float:
    """Return how far a value lies outside the range that is good; 0 inside."""
    return gap(value, 0.0, polarity).behind
