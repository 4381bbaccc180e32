"""Counting children with three or more placements in the twelve months before a day (NI 62).

Placements are told from SSDA903 episodes (see `xlperf.measures.placement_runs`). Annex A list 8 has no episodes but a
number of placements that the council counted itself; it is true for the day on which the return was made.
"""

from __future__ import annotations

import numpy as np

from xlperf.figure import Count
from xlperf.measures.care_records import CareRecords, care_records, episode_records
from xlperf.measures.kept import Kept
from xlperf.measures.looked_after import NO_CARE
from xlperf.measures.months import months_after
from xlperf.measures.placement_runs import PlacementRules, PlacementRuns, placement_runs
from xlperf.measures.review_index import Spells
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.returns.child_level.plans import OPEN
from xlperf.returns.child_level.table import Positions, Tables, day_number
from xlperf.symbols import Missing

THREE = 3
COLUMN = "placements_12_months"
LEGAL_CHANGE = "L"
STATED_BY_THE_COUNCIL = (
    "Placements are as the council counted them: its rules on 24 hours and short breaks cannot be checked."
)
NONE_STATED = Count(Missing.NOT_AVAILABLE, notes=("The return does not state how many placements each child had.",))


def three_or_more_placements(
    tables: Tables,
    period: Period,
    reasons_that_keep_the_placement: str = LEGAL_CHANGE,
    temporary_placements_count: bool = False,
) -> Count:
    """
    Count the children looked after at the end of the period with three or more placements in the twelve months to it.

    The twelve months end with the period's last day, whatever its length. Placements open when they begin count, and
    those that start within them (DfE local authority interactive tool, LACStable_2016on). Not a new placement is an
    episode with one of `reasons_that_keep_the_placement` (RNE) and being placed for adoption with the carer whom the
    child already lives with (A3, A5). Not counted are placements that begin and end on one day (under 24 hours), short
    breaks (V3, V4) and, unless `temporary_placements_count`, temporary placements (T0 to T4): the child who comes back
    from one has not moved. A return without episodes states the number itself: `three_or_more_placements_stated`.

    In the twelve months to 2026-03-31, every legal status C2 where nothing else is said:

    child | started    | ended      | reason_started | legal_status | placement | counted
    A     | 2024-01-01 | 2025-04-01 | S              | C2           | U1        | no    one: open as they begin
    A     | 2025-04-01 | 2026-03-30 | P              | C2           | U6        | no    two
    A     | 2026-03-30 |            | P              | C2           | R1        | yes   three
    B     | 2024-01-01 | 2025-03-31 | S              | C2           | U1        | no    over before they begin
    B     | 2025-03-31 | 2025-09-01 | P              | C2           | U6        | no    one
    B     | 2025-09-01 |            | P              | C2           | R1        | no    two
    C     | 2025-05-01 | 2025-06-01 | S              | C2           | U1        | no    one
    C     | 2025-06-01 | 2025-07-01 | L              | D1           | U1        | no    a legal change is no move
    C     | 2025-07-01 |            | P              | C2           | U6        | no    two
    D     | 2025-05-01 | 2025-06-01 | S              | C2           | U1        | no    one
    D     | 2025-06-01 | 2025-06-01 | P              | C2           | R1        | no    under 24 hours: not counted
    D     | 2025-06-01 |            | P              | C2           | U6        | no    two
    E     | 2025-05-01 | 2025-06-01 | S              | C2           | U1        | no    one
    E     | 2025-06-01 | 2025-06-02 | P              | C2           | R1        | no    two: a night
    E     | 2025-06-02 |            | P              | C2           | U6        | yes   three
    F     | 2025-05-01 | 2025-06-01 | S              | C2           | U1        | no    one
    F     | 2025-06-01 | 2025-06-20 | P              | C2           | T1        | no    in hospital
    F     | 2025-06-20 | 2025-09-01 | P              | C2           | U1        | no    back where the child was
    F     | 2025-09-01 |            | P              | C2           | U6        | no    two (with temporary: yes)
    G     | 2025-05-01 | 2025-06-01 | S              | C2           | U1        | no    one
    G     | 2025-06-01 | 2025-09-01 | P              | C2           | U6        | no    two
    G     | 2025-09-01 |            | P              | C2           | A5        | no    adopted by that carer: no move
    H     | 2025-05-01 | 2025-06-01 | S              | V4           | U1        | no    a short break
    H     | 2025-06-01 | 2025-07-01 | B              | C2           | U6        | no    one
    H     | 2025-07-01 |            | U              | C2           | U4        | no    two
    I     | 2025-05-01 | 2025-06-01 | S              | C2           | U1        | no    one, and left care
    I     | 2025-09-01 | 2025-10-01 | S              | C2           | U1        | no    two: a second period of care
    I     | 2025-10-01 |            | T              | C2           | U4        | yes   three
    J     | 2025-05-01 | 2025-06-01 | S              | C2           | U1        | no    one
    J     | 2025-06-01 | 2025-07-01 | P              | C2           | U6        | no    two
    J     | 2025-07-01 | 2026-03-31 | P              | C2           | R1        | no    three, but left care on the day
    """
    found = episode_records(tables)
    if found is None:
        return three_or_more_placements_stated(tables, period)
    table, care = found
    rules = PlacementRules.read(reasons_that_keep_the_placement, temporary_placements_count)
    spells = _KEPT.get((table,), rules, lambda: _three_or_more(care, placement_runs(table, care, rules)))
    day = day_number(period.last_day)
    number = spells.at(day)

    def find() -> Positions:
        places = care.places_at(day)
        return care.positions[places[np.isin(care.children[places], spells.positions(day))]]

    return Count(float(number), CountedRows(table, number, find), care.notes(day))


def three_or_more_placements_stated(tables: Tables, period: Period) -> Count:
    """
    Count the children looked after at the end of the period for whom the return states three or more placements.

    That is the column `placements_12_months` of Annex A list 8, the council's own count up to the day of the return,
    and so right for that day alone. A child for whom no number is stated counts as having fewer than three, and a note
    says so; when it is stated for none, the number is not available.

    With the last day 2026-03-31:

    child | started    | ended      | placements_12_months | counted
    A     | 2025-06-01 |            | 3                    | yes   three
    B     | 2025-06-01 |            | 2                    | no    two
    C     | 2025-06-01 |            |                      | no    not stated, and said in a note
    D     | 2025-06-01 | 2026-03-31 | 4                    | no    left care on the day
    E     | 2026-04-01 |            | 4                    | no    came into care the day after
    F     | 2025-06-01 |            | 7                    | yes   more than three
    """
    found = care_records(tables)
    if found is None:
        return NO_CARE
    table, care = found
    day = day_number(period.last_day)
    places = care.places_at(day)
    if COLUMN not in table.columns:
        return NONE_STATED
    stated = table.columns[COLUMN][care.positions[places]]
    unstated = int(np.count_nonzero(np.isnan(stated)))
    if unstated and unstated == len(stated):
        return NONE_STATED
    positions = care.positions[places[stated >= THREE]]
    notes = (*care.notes(day), STATED_BY_THE_COUNCIL)
    if unstated:
        children = "1 child looked after has" if unstated == 1 else f"{unstated:,} children looked after have"
        notes += (f"For want of a stated number of placements {children} been taken to have had fewer than three.",)
    return Count(float(len(positions)), CountedRows(table, len(positions), lambda: positions), notes)


_KEPT: Kept[Spells] = Kept()


def _three_or_more(care: CareRecords, runs: PlacementRuns) -> Spells:
    """
    Return on which days each child is looked after and has three placements or more in the twelve months before.

    A placement counts from its start until a year after its end. So every child has days on which its number goes up or
    down, and being looked after is added as a large number: what comes to that and three is counted.
    """
    looked_after = THREE + len(care.positions)  # more than all the placements of any child
    counted = runs.counts
    closed, left = counted & (runs.ends < OPEN), care.ends < OPEN
    steps = [
        (runs.children[counted], runs.starts[counted], 1),
        (runs.children[closed], months_after(runs.ends[closed], 12), -1),
        (care.children, care.starts, looked_after),
        (care.children[left], care.ends[left], -looked_after),
    ]
    children = np.concatenate([of for of, _, _ in steps])
    days = np.concatenate([day for _, day, _ in steps])
    changes = np.concatenate([np.full(len(of), change, dtype=np.int64) for of, _, change in steps])
    order = np.lexsort((days, children))
    children, days, running = children[order], days[order], np.cumsum(changes[order])
    new_child = np.append(True, children[1:] != children[:-1])[: len(children)]
    before_child = np.append(0, running)[np.flatnonzero(new_child)]
    numbers = running - before_child[np.cumsum(new_child) - 1]
    until = np.where(np.append(new_child[1:], True)[: len(children)], OPEN, np.append(days[1:], OPEN)[: len(children)])
    enough = numbers >= looked_after + THREE
    return Spells(children[enough], days[enough], until[enough])
