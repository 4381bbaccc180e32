"""Counting children looked after at the end of a period.

They stand in the table `episodes` (SSDA903: columns `child`, `started`, `ended`, `legal_status`) or, where there are no
episodes, in `looked_after` (Annex A list 8, with the same columns for periods of care). Which records can be counted is
written once, in `xlperf.measures.care_records`.
"""

from __future__ import annotations

from xlperf.figure import Count
from xlperf.measures.care_records import care_records
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.returns.child_level.table import Tables, day_number
from xlperf.symbols import Missing

NO_CARE = Count(Missing.NOT_AVAILABLE, notes=("The return has no list of children looked after.",))
"""What counting children looked after gives where there are none to count."""


def children_looked_after(tables: Tables, period: Period) -> Count:
    """
    Count the children who are looked after at the end of the period's last day.

    Children are counted, each with the record it then has. A record that ends on the day is over at the end of it; the
    next one, which begins that day, takes its place. Children looked after in a series of short breaks (legal status V3
    or V4) are left out (DfE local authority interactive tool, LAC). A child has one record at a time: one without an
    end, or with a later one, ends when the child's next record begins. A record without a child identifier counts as a
    child of its own.

    With the last day 2026-03-31:

    child | started    | ended      | legal_status | counted
    A     | 2026-03-31 |            | C2           | yes   came into care on the day
    B     | 2026-04-01 |            | C2           | no    came into care the day after
    C     | 2025-06-01 | 2026-04-01 | V2           | yes   left the day after
    D     | 2025-06-01 | 2026-03-31 | V2           | no    left on the day
    E     | 2025-06-01 | 2026-03-31 | V2           | no    the episode is over, but
    E     | 2026-03-31 |            | C1           | yes   the next begins: the child counts once
    F     | 2025-06-01 |            | V3           | no    a series of short breaks
    G     | 2025-06-01 | 2026-01-10 | V4           | no    short breaks, and then
    G     | 2026-01-10 |            | V2           | yes   looked after
    H     | 2025-06-01 |            | C2           | no    no end, but the next began
    H     | 2025-09-01 | 2026-02-01 | C2           | no    and the child has left care
    I     | 2025-06-01 | 2025-08-01 | V2           | no    a first period of care
    I     | 2026-03-01 |            | V2           | yes   the second
    J     |            |            | C2           | no    no start date: left out, and said in a note
    K     | 2025-06-01 | 31/02/2026 | C2           | no    ended, but nobody can say when: left out, and said
    L     | 2026-03-31 | 2026-03-31 | V2           | no    came and left on the day
    """
    found = care_records(tables)
    if found is None:
        return NO_CARE
    table, care = found
    day = day_number(period.last_day)
    number = care.children_at(day)
    rows = CountedRows(table, number, lambda: care.positions[care.places_at(day)])
    return Count(float(number), rows, care.notes(day))
