"""Chance and calendar, from an explicit seed and from nothing else: no clock, no locale, no order of a set."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from xlperf.period import month_after

T = TypeVar("T")

FRIDAY = 4
CLOSED = {(12, 25), (12, 26), (1, 1)}
"""Days on which no office is open, whatever the year. Other bank holidays are left out: nothing depends on them."""


class Shares(Generic[T]):
    """Things, each as likely as its weight says."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        """Take the weights; they need not add up to anything."""
        self._things = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def pick(self, random: Random) -> T:
        """Return one of the things."""
        return self._things[bisect(self._sums, random.random() * self._sums[-1])]


def happens(random: Random, chance: float) -> bool:
    """Say whether something of that chance (0 to 1) happens."""
    return random.random() < chance


def days_after(day: date, days: int) -> date:
    """Return the day so many days later."""
    return day + timedelta(days=days)


def working_day(day: date) -> date:
    """Return the day, or the working day before it when no office is open."""
    while day.weekday() > FRIDAY or (day.month, day.day) in CLOSED:
        day -= timedelta(days=1)
    return day


def next_working_day(day: date) -> date:
    """Return the day, or the working day after it when no office is open."""
    while day.weekday() > FRIDAY or (day.month, day.day) in CLOSED:
        day += timedelta(days=1)
    return day


def working_days_after(day: date, number: int) -> date:
    """Return the working day that many working days (0 or more) after a day."""
    weeks, rest = divmod(number, 5)
    later = next_working_day(day) + timedelta(weeks=weeks)
    for _ in range(rest):
        later = next_working_day(later + timedelta(days=1))
    return next_working_day(later)


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months later (earlier, when negative), or that month's last day."""
    month = month_after(day, months)
    last = month_after(day, months + 1) - timedelta(days=1)
    return month.replace(day=min(day.day, last.day))


def birthday(born: date, age: int) -> date:
    """Return the day on which somebody reaches an age; born on 29 February, that is 1 March in a common year."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(born: date, day: date) -> int:
    """Return the age in whole years; 0 before birth."""
    return max(day.year - born.year - ((day.month, day.day) < (born.month, born.day)), 0)


def earliest(*days: date | None) -> date | None:
    """Return the earliest of the days that have come; None when none has."""
    return min((day for day in days if day is not None), default=None)
