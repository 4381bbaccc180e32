"""The methods of forecasting a year's end, as arithmetic over the steps of a series.

A step is a month, a quarter or a year, numbered so that a financial year begins at a multiple of the steps it has. What
a step holds is a pair: of a percentage its numerator and denominator, of anything else the amount and 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from xlperf.figure import Unit

Method = Literal["carried forward", "ratio of sums", "run rate", "seasonal profile", "linear"]
Measure = Literal["level", "share", "events"]
"""What a series is of: a level is there on a day, a share is a percentage of what happened, events are counted."""

POSSIBLE: Mapping[Measure, tuple[Method, ...]] = MappingProxyType(
    {
        "level": ("carried forward", "linear"),
        "share": ("ratio of sums", "linear"),
        "events": ("run rate", "seasonal profile", "linear"),
    }
)
"""The methods that make sense for each; the first of them needs least."""

Pair = tuple[float, float]
Steps = Mapping[int, Pair]
LONGEST_LINE = 12
"""A straight line is laid through the latest twelve steps: a longer one would answer slowly to what changes."""
SHORTEST_LINE = 3
MOST_PROFILE_YEARS = 2


def measure_of(unit: Unit, timing: str) -> Measure:
    """Return what an indicator of that unit and timing is, for forecasting."""
    if timing != "flow" or unit == "score":
        return "level"
    return "share" if unit == "percent" else "events"


@dataclass(frozen=True, slots=True)
class Window:
    """
    A year of `length` steps, the first of them `first`, as it was known at the step `now`.

    `used` are the steps of the year with figures. `profile_years` is how many years a seasonal profile rests on,
    `points` how many steps a straight line.
    """

    first: int
    length: int
    now: int
    used: tuple[int, ...] = ()
    profile_years: int = 0
    points: int = 0

    @property
    def last(self) -> int:
        """The year's last step."""
        return self.first + self.length - 1

    @property
    def elapsed(self) -> float:
        """The share of the year that the steps with figures are."""
        return len(self.used) / self.length

    def back(self, steps: int) -> Window:
        """Return the same window so many steps earlier."""
        used = tuple(step - steps for step in self.used)
        return Window(self.first - steps, self.length, self.now - steps, used, self.profile_years, self.points)


Project = Callable[[Steps, Window, Pair | None], Pair | None]
"""A method: from the steps known by then, the window and what its used steps come to, the year; None where it fails."""


def total(steps: Steps, numbers: range | tuple[int, ...]) -> Pair | None:
    """Return the sum of both parts over some steps; None when one of them is not there, or there are none."""
    if not numbers or any(number not in steps for number in numbers):
        return None
    parts = [steps[number] for number in numbers]
    return math.fsum(above for above, _ in parts), math.fsum(below for _, below in parts)


def carried_forward(steps: Steps, window: Window, so_far: Pair | None) -> Pair | None:
    """Return the latest step as it is."""
    return steps.get(window.now)


def ratio_of_sums(steps: Steps, window: Window, so_far: Pair | None) -> Pair | None:
    """Return the sums of numerators and denominators so far."""
    return so_far


def run_rate(steps: Steps, window: Window, so_far: Pair | None) -> Pair | None:
    """Return the number so far ÷ the share of the year that it took."""
    return None if so_far is None else (so_far[0] / window.elapsed, 1.0)


def seasonal_profile(steps: Steps, window: Window, so_far: Pair | None) -> Pair | None:
    """Return the number so far ÷ the share of the year's total that earlier years had by the same steps."""
    share = profile_share(steps, window)
    return None if so_far is None or not share else (so_far[0] / share, 1.0)


def profile_share(steps: Steps, window: Window) -> float | None:
    """
    Return what share of their totals the `profile_years` before the window's year had by the same steps, all together.

    None without them, or where nothing happened in them.
    """
    earlier = [window.back(window.length * years) for years in range(1, window.profile_years + 1)]
    wholes = [total(steps, range(one.first, one.last + 1)) for one in earlier]
    parts = [total(steps, one.used) for one in earlier]
    by_then = math.fsum(part[0] for part in parts if part)
    whole = math.fsum(one[0] for one in wholes if one)
    return by_then / whole if whole > 0 and None not in wholes else None


def complete_years(steps: Steps, window: Window) -> int:
    """Return how many whole years stand directly before the window's year."""
    years = 0
    while total(steps, range(window.first - (years + 1) * window.length, window.first - years * window.length)):
        years += 1
    return years


# Straight lines


def line_steps(steps: Steps, window: Window) -> tuple[int, ...]:
    """Return the steps with figures among the latest twelve."""
    return tuple(number for number in range(window.now - LONGEST_LINE + 1, window.now + 1) if number in steps)


def linear_level(steps: Steps, window: Window, so_far: Pair | None) -> Pair | None:
    """Return the straight line through the latest steps, at the year's last one; never below 0."""
    points = _line_points(steps, window)
    return (max(0.0, _at(points, 0, window.last)), 1.0) if points else None


def linear_events(steps: Steps, window: Window, so_far: Pair | None) -> Pair | None:
    """Return what there is so far and, for every step without a figure, the straight line through the latest ones."""
    points = _line_points(steps, window)
    if so_far is None or not points:
        return None
    return so_far[0] + math.fsum(max(0.0, _at(points, 0, step)) for step in _to_fill(window)), 1.0


def linear_share(steps: Steps, window: Window, so_far: Pair | None) -> Pair | None:
    """Return numerators and denominators so far with a straight line each; no numerator exceeds its denominator."""
    points = _line_points(steps, window)
    if so_far is None or not points:
        return None
    filled = [(max(0.0, _at(points, 0, step)), max(0.0, _at(points, 1, step))) for step in _to_fill(window)]
    above = so_far[0] + math.fsum(min(above, below) for above, below in filled)
    return above, so_far[1] + math.fsum(below for _, below in filled)


def _to_fill(window: Window) -> list[int]:
    return [step for step in range(window.first, window.last + 1) if step not in window.used]


def _line_points(steps: Steps, window: Window) -> dict[int, Pair]:
    """Return the steps that the line is laid through; none where there are fewer than the window asks for."""
    numbers = line_steps(steps, window)
    if window.now not in steps or len(numbers) < max(window.points, SHORTEST_LINE):
        return {}
    return {number: steps[number] for number in numbers}


def _at(points: Mapping[int, Pair], part: int, step: int) -> float:
    """Return the least-squares line through a part of the points, at a step."""
    count = len(points)
    mean_step = math.fsum(points) / count
    mean = math.fsum(pair[part] for pair in points.values()) / count
    spread = math.fsum((number - mean_step) ** 2 for number in points)
    together = math.fsum((number - mean_step) * (pair[part] - mean) for number, pair in points.items())
    return mean + together / spread * (step - mean_step)


PROJECTIONS: Mapping[tuple[Measure, Method], Project] = MappingProxyType(
    {
        ("level", "carried forward"): carried_forward,
        ("level", "linear"): linear_level,
        ("share", "ratio of sums"): ratio_of_sums,
        ("share", "linear"): linear_share,
        ("events", "run rate"): run_rate,
        ("events", "seasonal profile"): seasonal_profile,
        ("events", "linear"): linear_events,
    }
)
