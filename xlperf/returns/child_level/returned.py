"""A child-level return that was read: its typed tables, the days it covers, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from xlperf.definitions.returns import Lack
from xlperf.period import MONTHS, Period
from xlperf.problem import Problem
from xlperf.returns.child_level.table import Table

Span = tuple[date, date]
"""The first and the last day of a time, both of it."""


@dataclass(frozen=True, slots=True)
class ListCoverage:
    """The days of which one list holds everything that counts, and which return holds more of it."""

    name: str  # as people call it: "List 10"
    days: Span
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Assumption:
    """What had to be assumed of the days after the last one that a return itself speaks of, in a sentence."""

    after: date
    words: str


@dataclass(frozen=True, slots=True)
class Return:
    """
    One return, typed and checked. Its `repr` shows sizes, never a value.

    `tables` are under the names that measures know, whatever the return itself calls them: its own lists, with their
    own titles, and those `derived` from them. `as_at` is the newest day on which something happened in it. `covers`
    gives the first and the last day of which it holds everything that counts; None when it holds no date at all.
    `by_list` says it of single lists, by their table, where they reach back further or less far than the whole.
    `otherwise` says which return gives the periods that this one cannot, `lacks` which tables it never has, and why.
    `assumption` is what a return that does not say up to which day it speaks is taken to cover.
    """

    kind: str  # the family: "annex_a"
    title: str
    file: str
    tables: Mapping[str, Table]
    as_at: date | None
    covers: Span | None
    la_code: str
    problems: tuple[Problem, ...] = field(repr=False)
    otherwise: str = ""
    lacks: tuple[Lack, ...] = ()
    by_list: Mapping[str, ListCoverage] = field(default_factory=dict)
    assumption: Assumption | None = None

    def assumed(self, period: Period) -> tuple[str, ...]:
        """Return what is said beside a figure for the period where its last days were assumed to be covered."""
        taken = self.assumption
        return (taken.words,) if taken is not None and period.last_day > taken.after else ()

    @property
    def lists(self) -> tuple[Table, ...]:
        """The tables that stand in the files, without those derived from them."""
        return tuple(table for table in self.tables.values() if not table.derived)

    def days_of(self, tables: Iterable[str]) -> Span | None:
        """Return the days of which all these tables hold everything that counts; None when the return has no dates."""
        if self.covers is None:
            return None
        spans = [self.by_list[table].days if table in self.by_list else self.covers for table in tables]
        return max((first for first, _ in spans), default=self.covers[0]), min(
            (last for _, last in spans), default=self.covers[1]
        )

    def gives(self, period: Period, timing: str, tables: Iterable[str] = ()) -> str | None:
        """
        Return why the return cannot give a figure for the period; None when it can.

        `tables` are those that the figure is counted from: each has to cover the period. Without any it is the return
        as a whole. A `timing` of "snapshot" needs the period's last day only, "rolling" the twelve months to it, any
        other the whole period.
        """
        if self.covers is None:
            return f"{self.title} holds no dates, so nobody can say which period it is of."
        whole = ListCoverage("", self.covers, self.otherwise)
        last = period.last_day
        first = {"snapshot": last, "rolling": Period.twelve_months_to(last).first_day}.get(timing, period.first_day)
        for one in [self.by_list.get(table, whole) for table in tables] or [whole]:
            if not one.days[0] <= first <= last <= one.days[1]:
                asked = f"the twelve months to {in_words(last)}" if timing == "rolling" else str(period)
                who = f"{one.name} of {self.title}" if one.name else self.title
                covered = f"{who} covers {in_words(one.days[0])} to {in_words(one.days[1])}"
                return f"{covered}, so it cannot give {asked}. {one.otherwise}".rstrip()
        return None


def in_words(day: date) -> str:
    """Return ``2 Mar 2021``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
