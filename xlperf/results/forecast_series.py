"""The series that a forecast is made from: its points in steps of a year, as they were known by a day."""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.figure import Unit
from xlperf.period import Period, PeriodKind
from xlperf.results.forecast_methods import Measure, Method, Pair, Window, line_steps, total

STEPS_IN_A_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.YEAR: 1}


@dataclass(frozen=True, slots=True)
class Point:
    """
    One month, quarter or year of a series. Of a level only the value matters, of a share both counts.

    Events are the numerator of a rate, and the value of anything else.
    """

    period: Period
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """
    What a forecast is made from.

    `points` are periods of one kind, `step`, in any order; those without a figure may be there or not. Of a level a
    point may be of any period that ends with its step. `to_date` is the year to date, where it is known as a whole; it
    goes before the sum of the year's points. `population` and `per` are those of a rate of events.
    """

    measure: Measure
    unit: Unit
    places: int
    step: PeriodKind
    points: tuple[Point, ...]
    to_date: Point | None = None
    population: float | None = None
    per: float = 10_000


class Series:
    """The steps of a history that were known by a day, and what the year to date comes to."""

    def __init__(self, history: History, year: Period, until: Period) -> None:
        """Take what is known by the last day of `until`; ValueError for points that are not of the history's step."""
        self.history = history
        self.length = STEPS_IN_A_YEAR[history.step]
        self.year = year
        flow = history.measure != "level"
        wrong = [str(one.period) for one in history.points if flow and one.period.kind is not history.step]
        if wrong:
            raise ValueError(f"{wrong[0]} is no {history.step.value}")
        known = [one for one in history.points if one.period.last_day <= until.last_day]
        self.points = {self.number(one.period): one for one in known}
        self.steps = {number: pair for number, one in self.points.items() if (pair := self._pair(one)) is not None}
        to_date = history.to_date
        if to_date is not None and (to_date.period.last_day > until.last_day or to_date.period.year != year):
            to_date = None
        self.to_date = to_date if to_date is not None and self._whole(to_date) is not None else None

    def number(self, period: Period) -> int:
        """Return the number of the step that a period ends with."""
        months = (period.last_day.month - 4) % 12
        return period.start_year * self.length + months * self.length // 12

    def _pair(self, point: Point) -> Pair | None:
        """Return what a step holds."""
        if self.history.measure == "share":
            counts = (point.numerator, point.denominator)
            return None if counts[0] is None or counts[1] is None else (counts[0], counts[1])
        events_of_a_rate = self.history.measure == "events" and self.history.unit == "rate"
        amount = point.numerator if events_of_a_rate else point.value
        return None if amount is None else (amount, 1.0)

    def _whole(self, to_date: Point) -> Pair | None:
        """Return what the year to date holds; a percentage without its counts stands for itself."""
        pair = self._pair(to_date)
        if pair is None and self.history.measure == "share" and to_date.value is not None:
            return to_date.value, 1.0
        return pair

    def window(self) -> Window | str:
        """Return the year as far as it is known; why not, where nothing of it is."""
        first = self.number(self.year) - self.length + 1
        last = first + self.length - 1
        if self.history.measure == "level":
            # The year before ends where this one begins, so its last figure is still a place to start from.
            known = [number for number in self.steps if first - 1 <= number <= last]
            if not known:
                return f"No forecast: there is no figure of {self.year}, nor of the end of the year before."
            return Window(first, self.length, max(known))
        used = tuple(sorted(number for number in self.steps if first <= number <= last))
        if self.to_date is not None:
            end = self.number(self.to_date.period)
            if not used or end >= used[-1]:
                used = tuple(range(first, end + 1))
            else:
                self.to_date = None
        if not used and any(self.year.contains(one.period) for one in self.points.values()):
            return (
                "No forecast: the percentages of the year are stated without numerator and denominator. Fill these in."
            )
        if not used:
            return f"No forecast: there is no figure of {self.year} to start from."
        return Window(first, self.length, used[-1], used)

    def so_far(self, window: Window) -> Pair | None:
        """Return the year to date: as it is given, else the sum of the steps with figures."""
        return self._whole(self.to_date) if self.to_date is not None else total(self.steps, window.used)

    def as_given(self, window: Window) -> bool:
        """Say whether the year to date is a percentage without its counts."""
        return self.to_date is not None and self._pair(self.to_date) is None

    def in_unit(self, amount: float | None) -> float | None:
        """Return an amount in the unit of the value: events of a rate per so many of the population."""
        if amount is None or self.history.measure != "events" or self.history.unit != "rate":
            return amount
        return amount * self.history.per / self.history.population if self.history.population else None

    def counts(self, method: Method, pair: Pair, value: float, window: Window) -> tuple[float | None, float | None]:
        """Return numerator and denominator of the forecast, where it has them."""
        if self.history.measure == "share":
            return (None, None) if self.as_given(window) else pair
        if self.history.measure == "events":
            return (pair[0], self.history.population) if self.history.unit == "rate" else (None, None)
        latest = self.points[window.now]
        return (latest.numerator, latest.denominator) if method == "carried forward" else (None, None)

    def parts(self, window: Window) -> tuple[Period, ...]:
        """Return the periods that the forecast rests on."""
        if self.history.measure == "level":
            return (self.points[window.now].period,)
        if self.to_date is not None:
            return (self.to_date.period,)
        return tuple(self.points[number].period for number in window.used)

    def begins(self, window: Window) -> Period:
        """Return the first step that is used: of the year so far, or of a line."""
        numbers = line_steps(self.steps, window) if self.history.measure == "level" else window.used
        return self._period(min(numbers, default=window.now))

    def ends(self, window: Window) -> Period:
        """Return the latest step."""
        return self._period(window.now)

    def missing(self, window: Window) -> tuple[Period, ...]:
        """Return the steps of the year so far that have no figure; a level needs none but the latest."""
        if self.history.measure == "level":
            return ()
        return tuple(self._period(number) for number in range(window.first, window.now) if number not in window.used)

    def _period(self, number: int) -> Period:
        if number in self.points:
            return self.points[number].period
        year, place = divmod(number, self.length)
        if self.history.step is PeriodKind.MONTH:
            return Period.month(year + (place + 3) // 12, (place + 3) % 12 + 1)
        return Period.quarter(year, place + 1) if self.history.step is PeriodKind.QUARTER else self.year

    def provisional(self, window: Window) -> tuple[Period, ...]:
        """Return what is provisional among the inputs of the year."""
        if self.to_date is not None and self.history.measure != "level":
            return (self.to_date.period,) if self.to_date.provisional else ()
        numbers = (window.now,) if self.history.measure == "level" else window.used
        return tuple(self.points[number].period for number in numbers if self.points[number].provisional)
