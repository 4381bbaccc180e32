"""The straight line of least squares through points: what is expected of one of them, and how far it is off."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FittedLine:
    """
    y = `intercept` + `slope` * x, through `points` points.

    `explained` is the share of the variation of y that the line explains, 0 to 1 (the square of the correlation); 0
    where all y are the same, because then there is none to explain.
    """

    slope: float
    intercept: float
    explained: float
    points: int

    def expected(self, x: float) -> float:
        """Return y on the line."""
        return self.intercept + self.slope * x

    def residual(self, x: float, y: float) -> float:
        """Return how far y lies above the line; negative below."""
        return y - self.expected(x)


def least_squares(points: Iterable[tuple[float, float]]) -> FittedLine | None:
    """
    Return the line with the smallest sum of squared residuals (Legendre 1805); None when there is none.

    There is none through fewer than two points, and none where all x are the same. Sums are taken about the means and
    exactly, so that large numbers close together lose nothing.
    """
    pairs = list(points)
    if len(pairs) < 2:
        return None
    middle_x = math.fsum(x for x, _ in pairs) / len(pairs)
    middle_y = math.fsum(y for _, y in pairs) / len(pairs)
    spread_x = math.fsum((x - middle_x) ** 2 for x, _ in pairs)
    spread_y = math.fsum((y - middle_y) ** 2 for _, y in pairs)
    if spread_x == 0 or min(x for x, _ in pairs) == max(x for x, _ in pairs):
        return None
    together = math.fsum((x - middle_x) * (y - middle_y) for x, y in pairs)
    slope = together / spread_x
    level = min(y for _, y in pairs) == max(y for _, y in pairs)
    explained = 0.0 if level or spread_y == 0 else min(1.0, (together / spread_x) * (together / spread_y))
    return FittedLine(slope, middle_y - slope * middle_x, explained, len(pairs))
