"""Counting children adopted in a period, and those placed within twelve months of the decision (NI 61).

They stand in the table `adoptions` (columns `child`, `decided`: that the child should be placed for adoption, `placed`,
`adopted`: the order, `reversed`: the decision was taken back). Where the return has episodes too, they tell whether a
child was adopted in another placement than the one it was first placed in.
"""

from __future__ import annotations

import numpy as np

from xlperf.errors import DefinitionError
from xlperf.figure import Count
from xlperf.measures.care_records import episode_records
from xlperf.measures.child_facts import rows_of_the_children
from xlperf.measures.days import DayCounts, days_of
from xlperf.measures.kept import Kept
from xlperf.measures.left_out import Noun
from xlperf.measures.months import months_after
from xlperf.measures.placement_runs import PlacementRules, placement_runs
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.returns.child_level.plans import LATEST_DAY, child_numbers
from xlperf.returns.child_level.table import NO_DATE, Flags, Positions, Table, Tables
from xlperf.symbols import Missing

CALENDAR_MONTHS, DAYS = "calendar months", "365 days"
LEFT_OUT, COUNTED = "left out", "counted"
SAME_CARER = PlacementRules(("L", "T", "U"))
CHILD = Noun("adopted child", "adopted children")
NO_ADOPTIONS = Count(Missing.NOT_AVAILABLE, notes=("The return has no list of decisions for adoption.",))


def children_adopted(tables: Tables, period: Period, adopted_elsewhere: str = LEFT_OUT) -> Count:
    """
    Count the looked after children who were adopted in the period.

    Left out are children whose decision was taken back, and those for whom the day of the decision or of the placement
    is not known (said in a note), so that numerator and denominator of NI 61 are of the same children. A child placed
    for adoption and then adopted in another placement is left out as well, unless `adopted_elsewhere` is "counted";
    only a return with episodes can tell. A child counts once.

    In the financial year 2025/26:

    child | decided    | placed     | adopted    | reversed   | counted
    A     | 2024-01-10 | 2025-01-10 | 2025-04-01 |            | yes   adopted on the first day
    B     | 2024-01-10 | 2025-06-10 | 2026-03-31 |            | yes   adopted on the last day
    C     | 2024-01-10 | 2024-06-10 | 2025-03-31 |            | no    adopted the day before
    D     | 2024-01-10 | 2024-06-10 |            |            | no    not adopted yet
    E     | 2024-01-10 | 2024-06-10 | 2025-10-01 | 2025-02-01 | no    the decision was taken back
    F     |            | 2024-06-10 | 2025-10-01 |            | no    no day of decision: left out, and said
    G     | 2024-01-10 |            | 2025-10-01 |            | no    no day of placement: left out, and said
    A     | 2024-01-10 | 2025-01-10 | 2025-04-01 |            | no    the same child again
    """
    found = _found(tables, adopted_elsewhere)
    return found if isinstance(found, Count) else found.count(tables["adoptions"], period)


def placed_within_twelve_months(
    tables: Tables, period: Period, adopted_elsewhere: str = LEFT_OUT, twelve_months: str = CALENDAR_MONTHS
) -> Count:
    """
    Count those of `children_adopted` who were placed for adoption within twelve months of the decision.

    The same day a year later is within; after a decision on 29 February that is 28 February. With `twelve_months`
    "365 days" so many days. A child placed before the decision (fostered by the adopters first) is within as well.

    In the financial year 2025/26:

    child | decided    | placed     | adopted    | reversed   | counted
    A     | 2024-01-10 | 2025-01-10 | 2025-10-01 |            | yes   twelve months to the day (366 days: 29 February)
    B     | 2024-01-10 | 2025-01-11 | 2025-10-01 |            | no    a day late
    C     | 2024-02-29 | 2025-02-28 | 2025-10-01 |            | yes   a year after 29 February
    D     | 2024-02-29 | 2025-03-01 | 2025-10-01 |            | no    a day late
    E     | 2024-06-10 | 2024-03-01 | 2025-10-01 |            | yes   fostered by the adopters before the decision
    F     | 2024-01-10 | 2024-06-10 | 2026-04-01 |            | no    adopted after the period
    G     | 2024-01-10 | 2024-06-10 | 2025-10-01 | 2025-02-01 | no    the decision was taken back
    """
    if twelve_months not in (CALENDAR_MONTHS, DAYS):
        raise DefinitionError(f'twelve_months must be "{CALENDAR_MONTHS}" or "{DAYS}".')
    found = _found(tables, adopted_elsewhere)
    if isinstance(found, Count):
        return found
    return found.count(tables["adoptions"], period, found.within(twelve_months))


class _Adoptions:
    """The adoptions that can be counted, in the order of their days."""

    def __init__(self, table: Table, elsewhere: Flags) -> None:
        """Find out which adoptions of the table can be counted."""
        self._decided, self._placed = table.columns["decided"], table.columns["placed"]
        adopted = table.columns["adopted"].astype(np.int64)
        taken_back = table.columns.get("reversed", np.zeros(len(table), dtype=np.int32)) != NO_DATE
        standing = ~taken_back & ~elsewhere
        known = (self._decided > NO_DATE) & (self._placed > NO_DATE)
        usable = np.flatnonzero(standing & known & (adopted > NO_DATE))
        order = usable[np.lexsort((usable, adopted[usable]))]
        # Of a child with several rows the first adoption counts.
        _, first = np.unique(child_numbers(table)[order], return_index=True)
        self._positions: Positions = order[np.sort(first)]
        self._days: Positions = adopted[self._positions]
        self._unknown = DayCounts(adopted[standing & ~known & (adopted > NO_DATE)])
        self._unreadable = int(np.count_nonzero(standing & (adopted < NO_DATE)))

    def within(self, twelve_months: str) -> Flags:
        """Say of every row of the table whether the child was placed within twelve months of the decision."""
        decided = self._decided.astype(np.int64)
        flags: Flags = self._placed <= (
            months_after(decided, 12) if twelve_months == CALENDAR_MONTHS else decided + 365
        )
        return flags

    def count(self, table: Table, period: Period, among: Flags | None = None) -> Count:
        """Return how many were adopted in the period; of the rows in `among` only, where it is given."""
        first, last = days_of(period)
        in_period = slice(np.searchsorted(self._days, first), np.searchsorted(self._days, last, side="right"))
        positions = self._positions[in_period]
        if among is not None:
            positions = positions[among[positions]]
        notes = CHILD.left_out(
            (self._unknown.between(first, last), "no readable day of decision or placement"),
            (self._unreadable, "a day of adoption that cannot be read"),
        )
        return Count(float(len(positions)), CountedRows(table, len(positions), lambda: positions), notes)


_KEPT: Kept[_Adoptions] = Kept()


def _found(tables: Tables, adopted_elsewhere: str) -> _Adoptions | Count:
    """Return the adoptions made ready, or why there is nothing to be counted."""
    if adopted_elsewhere not in (LEFT_OUT, COUNTED):
        raise DefinitionError(f'adopted_elsewhere must be "{LEFT_OUT}" or "{COUNTED}".')
    table, episodes = tables.get("adoptions"), tables.get("episodes")
    if table is None:
        return NO_ADOPTIONS
    if episodes is None or adopted_elsewhere == COUNTED:
        return _KEPT.get((table,), COUNTED, lambda: _Adoptions(table, np.zeros(len(table), dtype=np.bool_)))
    return _KEPT.get((table, episodes), LEFT_OUT, lambda: _Adoptions(table, _adopted_elsewhere(tables)))


def _adopted_elsewhere(tables: Tables) -> Flags:
    """
    Say of each adoption whether the child's last placement before the order is another one than that of the day placed.

    Where the episodes hold neither or only one of the two days, nothing says that it was.
    """
    table = tables["adoptions"]
    result = np.zeros(len(table), dtype=np.bool_)
    found = episode_records(tables)
    if found is None or not len(found[1].positions):
        return result
    episodes, care = found
    rows = rows_of_the_children(table, episodes)
    children = np.where(rows >= 0, care.child_of_row[rows], -1)
    runs = placement_runs(episodes, care, SAME_CARER)
    begins = care.children * LATEST_DAY + care.starts

    def place_on(days: Positions) -> Positions:
        """Return the place of the child's record that began last, on the day or before; -1 for none."""
        place = np.searchsorted(begins, children * LATEST_DAY + days, side="right") - 1
        known = (children >= 0) & (days > NO_DATE) & (place >= 0) & (care.children[place] == children)
        return np.where(known & (days <= care.ends[place]), place, -1)

    placed = place_on(table.columns["placed"].astype(np.int64))
    adopted = place_on(table.columns["adopted"].astype(np.int64))
    both = (placed >= 0) & (adopted >= 0)
    elsewhere: Flags = both & (runs.of_record[placed] != runs.of_record[adopted])
    return elsewhere
