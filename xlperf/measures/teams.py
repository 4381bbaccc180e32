"""What one team has of a count: the records counted for the authority that are allocated to it.

The whole return is counted, and only then is it asked which of the records counted are the team's. So a record of
another team still tells what it has to tell (that a child was in care before, that a referral follows another), and the
counts of all teams, with those of no team, add up to the authority's.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xlperf.area import plain_name
from xlperf.figure import Count
from xlperf.measures.child_facts import of_the_child
from xlperf.measures.kept import Kept
from xlperf.measures.rows import CountedRows
from xlperf.returns.child_level.table import Flags, Table, Tables

COLUMN = "team"
IN_ALL = "Of all teams together: "
"""Stands before a note of the count: what was left out belongs to nobody, or to any team."""


def names_teams(tables: Tables, table: str) -> bool:
    """Say whether it is known of the records of a table which team they are allocated to."""
    return table in tables and COLUMN in {*tables[table].columns, *_of_children(tables, tables[table])}


def of_team(count: Count, tables: Tables, team: str) -> Count:
    """
    Return the part of a count that is one team's; an empty name is that of records without a team.

    A record is with the team named in its own row, else with that of its child in the return's list of children. Teams
    are compared without case and spacing. A count that is not available stays so.
    """
    notes = tuple(f"{IN_ALL}{note}" for note in count.notes)
    if not isinstance(count.rows, CountedRows):
        return replace(count, notes=notes)
    number, rows = count.rows.only(_records_of(count.rows.table, tables, plain_name(team)))
    return Count(number, rows, notes)


def _records_of(table: Table, tables: Tables, plain: str) -> Flags:
    """Say of every record of a table whether it is one of the team."""
    children = tables.get("children")
    kept_with = (table,) if children is None or children is table else (table, children)
    return _KEPT.get(kept_with, plain, lambda: _flags(table, tables, plain))


def _flags(table: Table, tables: Tables, plain: str) -> Flags:
    teams = of_the_child(tables, table, COLUMN) if "child" in table.columns else table.columns.get(COLUMN)
    if teams is None:
        return np.zeros(len(table), dtype=np.bool_)
    named = teams.tolist()
    spellings = {spelling for spelling in set(named) if plain_name(spelling) == plain}
    return np.array([spelling in spellings for spelling in named], dtype=np.bool_)


def _of_children(tables: Tables, table: Table) -> frozenset[str]:
    children = tables.get("children")
    return frozenset() if children is None or "child" not in table.columns else frozenset(children.columns)


_KEPT: Kept[Flags] = Kept()
