"""The time that children were looked after, put in order once: who is in care on a day, since when, without a break.

The records are SSDA903 episodes, or the periods of care of Annex A list 8 where a return has no episodes. A child has
one episode at a time: an episode ends at the latest when the next one of the child begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from xlperf.measures.days import DayCounts
from xlperf.measures.kept import Kept
from xlperf.measures.left_out import Noun, repeated_rows
from xlperf.measures.plan_notes import NO_END, NO_START, REVERSED
from xlperf.measures.review_index import Spells
from xlperf.returns.child_level.plans import OPEN, child_numbers
from xlperf.returns.child_level.table import NO_DATE, UNREADABLE, Flags, Positions, Table, Tables

EPISODE = Noun("episode", "episodes")
PERIOD_OF_CARE = Noun("period of care", "periods of care")
SHORT_BREAK = re.compile(r"\s*(?:[a-z]\)\s*)?V[34]\b", re.IGNORECASE)
"""Legal statuses V3 and V4: accommodated in a series of short breaks, with or without their label."""

NO_LEGAL_STATUS = "The return does not say the legal status, so children in a series of short breaks are not left out."


class CareRecords:
    """
    The records that can be counted, sorted by child and start, without short breaks (legal status V3 and V4).

    All arrays have one entry a record, in that order, called its place. `ends` is the day on which the record is over
    (it is not counted on that day): its own end, or the start of the child's next record where that comes first; `OPEN`
    where there is neither. So no two records of a child share a day. `stretches` numbers the times of care without a
    break: a record that begins on the day the one before ended goes on with it, whatever the reasons stated.
    """

    def __init__(self, table: Table, noun: Noun) -> None:
        """Find out which records of the table can be counted, and put them in order."""
        started, ended = table.columns["started"], table.columns["ended"]
        children = child_numbers(table)
        self.child_of_row: Positions = children  # of the table, whether the record can be counted or not
        short_breaks = _short_breaks(table)
        repeated = repeated_rows(table, started, ended)
        no_start = started <= NO_DATE
        reversed_days = ~no_start & (ended > NO_DATE) & (ended < started)
        usable = np.flatnonzero(~(repeated | no_start | reversed_days | (ended == UNREADABLE)))
        last_days = np.where(ended == NO_DATE, OPEN, ended.astype(np.int64))
        order = usable[np.lexsort((usable, last_days[usable], started[usable], children[usable]))]
        followed = np.append(children[order][1:] == children[order][:-1], False)[: len(order)]
        next_starts = np.where(followed, np.append(started[order][1:], 0)[: len(order)], OPEN)
        in_care = ~short_breaks[order]
        self.positions: Positions = order[in_care]
        self.children: Positions = children[self.positions]
        self.starts: Positions = started[self.positions].astype(np.int64)
        self.ends: Positions = np.minimum(last_days[order], next_starts)[in_care]
        self.without_legal_status = "legal_status" not in table.columns
        same_child = self.children[1:] == self.children[:-1]
        self.begins: Flags = np.ones(len(self.positions), dtype=np.bool_)
        self.begins[1:] = ~(same_child & (self.starts[1:] == self.ends[:-1]))
        self.stretches: Positions = np.cumsum(self.begins) - 1
        self._started, self._ended = DayCounts(self.starts), DayCounts(self.ends[self.ends < OPEN])
        counts = ~short_breaks & ~repeated
        unending = np.minimum(last_days[self.positions], OPEN)
        self._notes = _Notes(
            noun,
            Spells(self.positions, self.ends, unending),
            DayCounts(ended[counts & no_start & (ended > NO_DATE)]),
            int(np.count_nonzero(counts & no_start & (ended <= NO_DATE))),
            DayCounts(started[counts & ~no_start & (ended == UNREADABLE)]),
            DayCounts(ended[counts & reversed_days]),
        )

    # Days

    def children_at(self, day: int) -> int:
        """Return how many children are looked after at the end of the day."""
        return self._started.until(day) - self._ended.until(day)

    def places_at(self, day: int) -> Positions:
        """Return the place of the record that each child looked after at the end of the day then has."""
        return np.flatnonzero((self.starts <= day) & (self.ends > day))

    def notes(self, day: int) -> tuple[str, ...]:
        """Return what to know about the children looked after at the end of the day."""
        unknown = (NO_LEGAL_STATUS,) if self.without_legal_status else ()
        return (*self._notes.at(day), *unknown)

    # Stretches

    @property
    def first_places(self) -> Positions:
        """The place of the first record of each stretch."""
        return np.flatnonzero(self.begins)

    @property
    def stretch_starts(self) -> Positions:
        """The day on which each stretch begins."""
        return self.starts[self.begins]

    @property
    def stretch_ends(self) -> Positions:
        """The day on which each stretch is over; `OPEN` where it goes on."""
        ends: Positions = self.ends[np.append(self.begins[1:], True)[: len(self.begins)]]
        return ends


@dataclass(frozen=True, slots=True)
class _Notes:
    """When each record with a fault may have been counted."""

    noun: Noun
    cut_short: Spells  # from the start of the next record to the end that is stated
    no_start: DayCounts
    no_start_nor_end: int
    no_end: DayCounts
    reversed_ends: DayCounts

    def at(self, day: int) -> tuple[str, ...]:
        cut_short = self.cut_short.at(day)
        left_out = self.noun.left_out(
            (self.no_start.between(day + 1, OPEN) + self.no_start_nor_end, NO_START),
            (self.no_end.until(day), NO_END),
            (self.reversed_ends.until(day), REVERSED),
        )
        if not cut_short:
            return left_out
        taken = f"1 {self.noun.one} is" if cut_short == 1 else f"{cut_short:,} {self.noun.many} are"
        return (*left_out, f"{taken} taken to have ended when the next of the child began.")


_KEPT: Kept[CareRecords] = Kept()


def care_records(tables: Tables) -> tuple[Table, CareRecords] | None:
    """Return the table that says when children were looked after, and its records; None when there is none."""
    table, noun = tables.get("episodes"), EPISODE
    if table is None:
        table, noun = tables.get("looked_after"), PERIOD_OF_CARE
    return None if table is None else (table, _made_ready(table, noun))


def episode_records(tables: Tables) -> tuple[Table, CareRecords] | None:
    """Return the table of episodes and its records; None when the return has no episodes."""
    table = tables.get("episodes")
    return None if table is None else (table, _made_ready(table, EPISODE))


def _made_ready(table: Table, noun: Noun) -> CareRecords:
    return _KEPT.get((table,), "care", lambda: CareRecords(table, noun))


def _short_breaks(table: Table) -> Flags:
    statuses = table.columns.get("legal_status")
    if statuses is None:
        return np.zeros(len(table), dtype=np.bool_)
    texts = statuses.tolist()
    short = {text for text in set(texts) if SHORT_BREAK.match(text)}
    return np.array([text in short for text in texts], dtype=np.bool_)
