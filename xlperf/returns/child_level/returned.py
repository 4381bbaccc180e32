"""A child-level return that was read: its typed tables, the days it covers, and what was found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from xlperf.definitions.returns import Lack
from xlperf.period import MONTHS, Period
from xlperf.problem import Problem
from xlperf.returns.child_level.table import Table


@dataclass(frozen=True, slots=True)
class Return:
    """
    One return, typed and checked. Its `repr` shows sizes, never a value.

    `tables` are under the names that measures know, whatever the return itself calls them: its own lists, with their
    own titles, and those `derived` from them. `as_at` is the newest day on which something happened in it. `covers`
    gives the first and the last day of which it holds everything that counts; None when it holds no date at all.
    `otherwise` says which return gives the periods that this one cannot, `lacks` which tables it never has, and why.
    """

    kind: str  # the family: "annex_a"
    title: str
    file: str
    tables: Mapping[str, Table]
    as_at: date | None
    covers: tuple[date, date] | None
    la_code: str
    problems: tuple[Problem, ...] = field(repr=False)
    otherwise: str = ""
    lacks: tuple[Lack, ...] = ()

    @property
    def lists(self) -> tuple[Table, ...]:
        """The tables that stand in the files, without those derived from them."""
        return tuple(table for table in self.tables.values() if not table.derived)

    def gives(self, period: Period, timing: str) -> str | None:
        """
        Return why the return cannot give a figure for the period; None when it can.

        A `timing` of "snapshot" needs the period's last day only, "rolling" the twelve months to it, any other the
        whole period.
        """
        if self.covers is None:
            return f"{self.title} holds no dates, so nobody can say which period it is of."
        last = period.last_day
        first = {"snapshot": last, "rolling": Period.twelve_months_to(last).first_day}.get(timing, period.first_day)
        if self.covers[0] <= first and last <= self.covers[1]:
            return None
        covered = f"{self.title} covers {in_words(self.covers[0])} to {in_words(self.covers[1])}"
        asked = f"the twelve months to {in_words(last)}" if timing == "rolling" else str(period)
        return f"{covered}, so it cannot give {asked}. {self.otherwise}".rstrip()


def in_words(day: date) -> str:
    """Return ``2 Mar 2021``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
