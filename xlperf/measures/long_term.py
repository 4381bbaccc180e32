"""Children who have been looked after for long, and those of them who stayed in one placement (NI 63).

They are told from SSDA903 episodes, which have to go back two and a half years, and the children's dates of birth.
Whether a return goes back so far is not for a table to know: see `months_before` in `xlperf.measures.registry`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.errors import DefinitionError
from xlperf.figure import Count
from xlperf.measures.care_records import CareRecords, episode_records
from xlperf.measures.child_facts import of_the_child
from xlperf.measures.kept import Kept
from xlperf.measures.left_out import Noun
from xlperf.measures.months import months_after
from xlperf.measures.placement_runs import PlacementRules, placement_runs
from xlperf.measures.review_index import Spells
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.returns.child_level.table import NO_DATE, Positions, Table, Tables, day_number
from xlperf.symbols import Missing

MONTHS_IN_CARE, MONTHS_IN_PLACEMENT = 30, 24
DAYS_IN_CARE, DAYS_IN_PLACEMENT = 912, 730
UNDER = 16 * 12  # months of age

CALENDAR_MONTHS, DAYS = "calendar months", "days"
SAME_CARER = "L, T, U"

CHILD = Noun("child looked after for long", "children looked after for long")
NO_EPISODES = Count(Missing.NOT_AVAILABLE, notes=("The return has no episodes of children looked after.",))
NO_BIRTHS = Count(Missing.NOT_AVAILABLE, notes=("The return does not say when the children were born.",))


def months_in_care(tables: Tables, **settings: object) -> int:
    """Return how many months before the day the episodes have to go back."""
    return MONTHS_IN_CARE


def long_term_looked_after(tables: Tables, period: Period, lengths: str = CALENDAR_MONTHS) -> Count:
    """
    Count the children under 16 who at the end of the period's last day have been looked after for 2½ years or more.

    The 2½ years are without a break (each record begins on the day the one before ended), count the first and the last
    day, and are calendar months; with `lengths` "days" more than 911 days. Children are counted, each with the episode
    it has on the day. Short breaks (V3, V4) are not being looked after. A child whose date of birth is not known is
    left out, and said.

    With the last day 2026-03-31:

    child | started    | ended      | reason_started | legal_status | date_of_birth | counted
    A     | 2023-10-01 |            | S              | C2           | 2016-05-05    | yes   2½ years, both days counted
    B     | 2023-10-02 |            | S              | C2           | 2016-05-05    | no    a day short
    C     | 2020-01-01 |            | S              | C2           | 2010-04-01    | yes   16 tomorrow
    D     | 2020-01-01 |            | S              | C2           | 2010-03-31    | no    16 today
    E     | 2020-01-01 | 2024-06-01 | S              | C2           | 2016-05-05    | no    the episode before
    E     | 2024-06-01 |            | P              | C2           | 2016-05-05    | yes   in care without a break
    F     | 2020-01-01 | 2024-06-01 | S              | C2           | 2016-05-05    | no    left care
    F     | 2024-06-02 |            | S              | C2           | 2016-05-05    | no    came back a day later
    G     | 2020-01-01 | 2024-06-01 | S              | V4           | 2016-05-05    | no    short breaks
    G     | 2024-06-01 |            | L              | C2           | 2016-05-05    | no    looked after only since
    H     | 2020-01-01 |            | S              | C2           |               | no    born nobody knows when: said
    I     | 2020-01-01 | 2026-03-31 | S              | C2           | 2016-05-05    | no    left care on the day
    """
    found = _found(tables, lengths, SAME_CARER, False)
    if isinstance(found, Count):
        return found
    table, care, index = found
    return _count(table, care, index, index.in_care, period)


def same_placement_two_years(
    tables: Tables,
    period: Period,
    lengths: str = CALENDAR_MONTHS,
    reasons_that_keep_the_carer: str = SAME_CARER,
    temporary_placements_count: bool = False,
) -> Count:
    """
    Count those of `long_term_looked_after` who have been in the same placement for two years or more.

    Or who are placed for adoption (A3 to A6), and that and the placement before it come to two years together (DfE
    local authority interactive tool, LAC_LongStable%). The same placement is the same carer: episodes that begin with
    one of `reasons_that_keep_the_carer` go on with the placement ("L" alone: the same address). A temporary placement
    (T0 to T4) interrupts none, unless `temporary_placements_count`: see `xlperf.measures.placement_runs`. Two years
    count the first and the last day and are calendar months; with `lengths` "days" more than 729 days.

    With the last day 2026-03-31, every child born on 2016-05-05 and every legal status C2:

    child | started    | ended      | reason_started | placement | counted
    A     | 2020-01-01 | 2024-04-01 | S              | U1        | no    the placement before
    A     | 2024-04-01 |            | P              | U6        | yes   two years, both days counted
    B     | 2020-01-01 | 2024-04-02 | S              | U1        | no    the placement before
    B     | 2024-04-02 |            | P              | U6        | no    a day short
    C     | 2020-01-01 | 2025-01-01 | S              | U6        | no    the placement before
    C     | 2025-01-01 | 2025-06-01 | T              | U4        | no    the carer moved house
    C     | 2025-06-01 |            | L              | U4        | yes   and the legal status changed: the same carer
    D     | 2020-01-01 | 2025-01-01 | S              | U6        | no    the placement before
    D     | 2025-01-01 |            | B              | U4        | no    another carer
    E     | 2020-01-01 | 2024-06-01 | S              | U1        | no    two placements before
    E     | 2024-06-01 | 2025-06-01 | P              | U6        | no    the placement before: too short
    E     | 2025-06-01 |            | P              | A4        | no    with adopters: from June 2024 together
    F     | 2020-01-01 | 2023-06-01 | S              | U1        | no    two placements before
    F     | 2023-06-01 | 2025-06-01 | P              | U6        | no    the placement before
    F     | 2025-06-01 |            | P              | A4        | yes   with adopters: from June 2023 together
    G     | 2020-01-01 | 2025-06-01 | S              | U1        | no    the foster carer
    G     | 2025-06-01 |            | P              | A5        | yes   who adopts the child
    H     | 2020-01-01 | 2025-06-01 | S              | U1        | no    the foster carer
    H     | 2025-06-01 | 2025-06-20 | P              | T1        | no    in hospital
    H     | 2025-06-20 |            | P              | U1        | yes   back with the carer
    """
    found = _found(tables, lengths, reasons_that_keep_the_carer, temporary_placements_count)
    if isinstance(found, Count):
        return found
    table, care, index = found
    return _count(table, care, index, index.in_placement, period)


@dataclass(frozen=True, slots=True)
class _LongTerm:
    """From when until when each record is one of a child looked after for long, and of one long in its placement."""

    in_care: Spells  # of places of care records
    in_placement: Spells
    without_birth: Spells


def _found(
    tables: Tables, lengths: str, reasons: str, temporary_placements_count: bool
) -> tuple[Table, CareRecords, _LongTerm] | Count:
    """Return table, records and index made ready, or why there is nothing to be counted."""
    if lengths not in (CALENDAR_MONTHS, DAYS):
        raise DefinitionError(f'"{lengths}" is no way to count lengths. Write "{CALENDAR_MONTHS}" or "{DAYS}".')
    found = episode_records(tables)
    if found is None:
        return NO_EPISODES
    table, care = found
    births = of_the_child(tables, table, "date_of_birth")
    if births is None:
        return NO_BIRTHS
    rules = PlacementRules.read(reasons, temporary_placements_count)
    with_tables = tuple(one for one in (table, tables.get("children")) if one is not None)
    index = _KEPT.get(with_tables, (lengths, rules), lambda: _long_term(table, care, births, lengths, rules))
    return table, care, index


def _long_term(table: Table, care: CareRecords, births: NDArray[Any], lengths: str, rules: PlacementRules) -> _LongTerm:
    born = births[care.positions].astype(np.int64)
    care_starts = care.stretch_starts[care.stretches]
    since = np.maximum(care.starts, _complete(care_starts, MONTHS_IN_CARE, DAYS_IN_CARE, lengths))
    until = np.where(born > NO_DATE, np.minimum(care.ends, months_after(born, UNDER)), since)
    runs = placement_runs(table, care, rules)
    together = np.where(
        runs.for_adoption, runs.starts_with_the_one_before()[runs.of_record], runs.starts[runs.of_record]
    )
    long_enough = np.maximum(since, _complete(together, MONTHS_IN_PLACEMENT, DAYS_IN_PLACEMENT, lengths))
    places = np.arange(len(care.positions))
    without_birth = np.where(born > NO_DATE, since, care.ends)
    return _LongTerm(
        in_care=Spells(places, since, until),
        in_placement=Spells(places, long_enough, until),
        without_birth=Spells(places, since, without_birth),
    )


def _complete(starts: Positions, months: int, days: int, lengths: str) -> Positions:
    """Return the day at the end of which so long a time is complete, the first and the last day counted."""
    return starts + days - 1 if lengths == DAYS else months_after(starts, months) - 1


def _count(table: Table, care: CareRecords, index: _LongTerm, spells: Spells, period: Period) -> Count:
    day = day_number(period.last_day)
    number = spells.at(day)
    rows = CountedRows(table, number, lambda: care.positions[spells.positions(day)])
    unknown = CHILD.left_out((index.without_birth.at(day), "no known date of birth"))
    return Count(float(number), rows, (*care.notes(day), *unknown))


_KEPT: Kept[_LongTerm] = Kept()
