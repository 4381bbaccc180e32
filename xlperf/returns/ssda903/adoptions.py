"""The children for whom adoption was decided, put together from the decisions and the episodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xlperf.returns.child_level.plans import numbered_children
from xlperf.returns.child_level.table import NO_DATE, Source, Table

PLACED = {"A3", "A4", "A5", "A6"}
ADOPTED = {"E11", "E12"}


@dataclass(slots=True)
class _Adoption:
    child: str
    decided: int
    reversed: int
    source: Source
    row: int
    placed: int = NO_DATE
    adopted: int = NO_DATE
    team: str = ""


def adoptions(decisions: Table | None, episodes: Table | None, file: str) -> Table | None:
    """
    Return one record for every decision that a child should be placed for adoption; None without both tables.

    `decided` is DATE_PLACED and `reversed` DATE_PLACED_CEASED. `placed` is the start of the first episode with a
    placement for adoption (A3 to A6) on or after the decision; of a child with one decision also of one before it.
    `adopted` is the end of the episode that ended with adoption (E11, E12), and belongs to the last decision before
    it. A child who was adopted without a decision among the records has a record without one, which stands where
    the episode stands. Where the episodes name teams, an adoption is with the team of the episode that ended with it.
    """
    if decisions is None and episodes is None:
        return None
    found = [] if decisions is None else _decisions(decisions)
    by_child: dict[str, list[_Adoption]] = defaultdict(list)
    for one in sorted(found, key=lambda one: one.decided):
        by_child[one.child].append(one)
    if episodes is not None:
        placed, adopted = _from_episodes(episodes)
        teams = episodes.columns.get("team")
        for child, position in adopted.items():
            day = int(episodes.columns["ended"][position])
            before = [one for one in by_child[child] if one.decided <= day]
            if not before:
                source, row = episodes.source_of(position), int(episodes.rows[position])
                before.append(_Adoption(child, NO_DATE, NO_DATE, source, row))
                found.append(before[-1])
                by_child[child].append(before[-1])
            before[-1].adopted = day
            before[-1].team = "" if teams is None else teams[position]
        for child, several in by_child.items():
            for one in several:
                after = [day for day in placed[child] if day >= one.decided]
                days = after or (placed[child] if len(several) == 1 else [])
                one.placed = min(days, default=NO_DATE)
    return _table(found, file, with_teams=episodes is not None and "team" in episodes.columns)


def _decisions(table: Table) -> list[_Adoption]:
    columns = table.columns
    ceased = columns["ceased"] if "ceased" in columns else np.zeros(len(table), dtype=np.int32)
    values = [columns["child"], columns["decided"], ceased, table.rows]
    lines = zip(*(column.tolist() for column in values), strict=True)
    return [
        _Adoption(child, decided, ended, table.source_of(position), row)
        for position, (child, decided, ended, row) in enumerate(lines)
        if child
    ]


def _from_episodes(table: Table) -> tuple[dict[str, list[int]], dict[str, int]]:
    """Return by child the days of placement for adoption, and the position of the episode that ended with adoption."""
    columns = table.columns
    children, started, ended = (columns[key].tolist() for key in ("child", "started", "ended"))
    placed: dict[str, list[int]] = defaultdict(list)
    for position, placement in enumerate(columns["placement"].tolist()):
        if placement in PLACED and started[position] > NO_DATE and children[position]:
            placed[children[position]].append(started[position])
    adopted: dict[str, int] = {}
    reasons = columns["reason_ended"].tolist() if "reason_ended" in columns else []
    for position, reason in enumerate(reasons):
        if reason in ADOPTED and ended[position] > NO_DATE and children[position]:
            adopted[children[position]] = position
    return placed, adopted


def _table(found: Sequence[_Adoption], file: str, *, with_teams: bool) -> Table:
    children, teams = (np.empty(len(found), dtype=object) for _ in "12")
    children[:] = [one.child for one in found]
    teams[:] = [one.team for one in found]
    sources = list(dict.fromkeys(one.source for one in found))
    days = {key: [getattr(one, key) for one in found] for key in ("decided", "placed", "adopted", "reversed")}
    return Table(
        name="adoptions",
        title="Decisions for adoption",
        file=file,
        sheet="",
        columns={
            "child": children,
            **{key: np.array(values, dtype=np.int32) for key, values in days.items()},
            **({"team": teams} if with_teams else {}),
            "child number": numbered_children(children.tolist()),
        },
        rows=np.array([one.row for one in found], dtype=np.int32),
        sources=tuple(sources),
        source=np.array([sources.index(one.source) for one in found], dtype=np.int32),
        derived=True,
    )
