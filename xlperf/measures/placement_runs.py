"""Placements told from episodes: a new episode is not a new placement when only the legal status changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.errors import DefinitionError
from xlperf.measures.care_records import CareRecords
from xlperf.measures.kept import Kept
from xlperf.returns.child_level.table import Flags, Positions, Table

REASONS = ("S", "L", "P", "T", "B", "U")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
ADOPTION_BY_THE_CARER = ("A3", "A5")  # placed for adoption with the foster carer whom the child already lives with
FOR_ADOPTION = ("A3", "A4", "A5", "A6")


@dataclass(frozen=True, slots=True)
class PlacementRules:
    """What makes an episode a new placement: which reasons do not (RNE), and whether temporary placements count."""

    reasons_that_keep: tuple[str, ...] = ("L",)
    temporary_placements_count: bool = False

    @classmethod
    def read(cls, reasons: str, temporary_placements_count: bool) -> PlacementRules:
        """Return the rules, of reasons written with commas between; raise DefinitionError for one that is no reason."""
        kept = tuple(dict.fromkeys(part.strip().upper() for part in reasons.split(",") if part.strip()))
        for reason in kept:
            if reason not in REASONS:
                raise DefinitionError(
                    f'"{reason}" is no reason for a new episode. Write some of {", ".join(REASONS)}, with commas.'
                )
        return cls(kept, temporary_placements_count)


class PlacementRuns:
    """
    The placements of care records. Arrays with an entry a placement: `starts`, `ends` (the day it is over; `OPEN`),
    `children`, `stretches`, and `counts`: it lasted a day or more and is not a temporary one (unless those count).

    An episode goes on with the placement before when it begins on the day that one ended and its reason is one that
    keeps the placement, or it is an adoption by the foster carer. Unless temporary placements count, one belongs to the
    placement that it interrupts, and so does the episode after it when the child comes back to a placement of the same
    kind, provider and address (URN). An episode whose reason is not stated is a new placement.
    """

    def __init__(self, table: Table, care: CareRecords, rules: PlacementRules) -> None:
        """Put the records together."""
        size = len(care.positions)
        reasons = _coded(table, "reason_started", care)
        placements = _coded(table, "placement", care)
        kept = np.array([reason in rules.reasons_that_keep for reason in reasons], dtype=np.bool_)
        kept |= np.array([placement in ADOPTION_BY_THE_CARER for placement in placements], dtype=np.bool_)
        temporary = np.zeros(size, dtype=np.bool_)
        if not rules.temporary_placements_count:
            temporary = np.array([placement in TEMPORARY for placement in placements], dtype=np.bool_)
        goes_on = kept | temporary | _back_again(table, care, placements, temporary)
        begins = care.begins | ~goes_on
        self.of_record: Positions = np.cumsum(begins) - 1
        self.first_places: Positions = np.flatnonzero(begins)
        self.starts: Positions = care.starts[begins]
        self.ends: Positions = care.ends[np.append(begins[1:], True)[:size]]
        self.children: Positions = care.children[begins]
        self.stretches: Positions = care.stretches[begins]
        lasting = np.zeros(len(self.starts), dtype=np.bool_)
        lasting[self.of_record[~temporary]] = True
        self.counts: Flags = lasting & (self.ends > self.starts)
        self.for_adoption: Flags = np.array([placement in FOR_ADOPTION for placement in placements], dtype=np.bool_)

    def starts_with_the_one_before(self) -> Positions:
        """
        Return when the placement before each one began, where it is of the same stretch; else its own start.

        Placements that do not count, because they lasted less than a day or were temporary, are passed over.
        """
        own = np.arange(len(self.starts))
        latest = np.maximum.accumulate(np.where(self.counts, own, -1))
        before = np.append(-1, latest)[: len(own)]
        same = (before >= 0) & (self.stretches[before] == self.stretches)
        return np.where(same, self.starts[before], self.starts)


_KEPT: Kept[PlacementRuns] = Kept()


def placement_runs(table: Table, care: CareRecords, rules: PlacementRules) -> PlacementRuns:
    """Return the placements of a table of episodes, put together when they are first asked for."""
    return _KEPT.get((table,), rules, lambda: PlacementRuns(table, care, rules))


def _back_again(table: Table, care: CareRecords, placements: list[str], temporary: Flags) -> Flags:
    """Say of each record whether it follows a temporary one and is like the lasting one before that."""
    size = len(temporary)
    own = np.arange(size)
    latest = np.maximum.accumulate(np.where(~temporary, own, -1)) if size else own
    before = np.append(-1, latest)[:size]
    after_temporary = np.append(False, temporary)[:size]
    found = after_temporary & (before >= 0)
    found &= care.stretches[before] == care.stretches
    kinds = [np.array(placements, dtype=object), *_texts(table, ("provider", "urn"), care)]
    for kind in kinds:
        found &= kind[before] == kind
    return found


def _texts(table: Table, keys: tuple[str, ...], care: CareRecords) -> list[NDArray[Any]]:
    return [table.columns[key][care.positions] for key in keys if key in table.columns]


def _coded(table: Table, key: str, care: CareRecords) -> list[str]:
    column = table.columns.get(key)
    return [""] * len(care.positions) if column is None else column[care.positions].tolist()
