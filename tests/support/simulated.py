"""Months that chance makes, each kind the one that a method of forecasting is meant for."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from tests.support.histories import Amount

Make = Callable[[Random, int], list[Amount]]


def poisson(chance: Random, mean: float) -> int:
    """Return a number of events where `mean` are expected (Knuth's multiplication)."""
    limit, events, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        events += 1
        product *= chance.random()
    return events


def wandering(chance: Random, months: int) -> list[Amount]:
    """A number of plans that goes up or down by chance, month after month."""
    found = [300.0]
    while len(found) < months:
        found.append(found[-1] + chance.gauss(0, 8))
    return list(found)


def returning(chance: Random, months: int) -> list[Amount]:
    """A number of plans that wanders, and is drawn back to 300."""
    found = [300 + chance.gauss(0, 10 / 0.6)]
    while len(found) < months:
        found.append(300 + 0.8 * (found[-1] - 300) + chance.gauss(0, 10))
    return list(found)


def rising(chance: Random, months: int) -> list[Amount]:
    """A number that rises by two a month, with chance around the line."""
    return [200 + 2 * month + chance.gauss(0, 6) for month in range(months)]


def even(chance: Random, months: int) -> list[Amount]:
    """Twenty events a month, by chance more or fewer."""
    return [float(poisson(chance, 20)) for _ in range(months)]


def seasonal(chance: Random, months: int) -> list[Amount]:
    """Events that come half as often again in one season and half as often in the other."""
    return [float(poisson(chance, 20 + 10 * math.sin(month * math.pi / 6))) for month in range(months)]


def shares(chance: Random, months: int) -> list[Amount]:
    """Forty in a hundred of some sixty cases a month."""
    found: list[Amount] = []
    for _ in range(months):
        cases = poisson(chance, 60)
        found.append((float(sum(chance.random() < 0.4 for _ in range(cases))), float(cases)))
    return found
