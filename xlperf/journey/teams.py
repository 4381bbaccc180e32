"""One team's part of a child-level return: the records that name the team as the one allocated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from xlperf.area import plain_name

if TYPE_CHECKING:
    from xlperf.returns.child_level.returned import Return
    from xlperf.returns.child_level.table import Table

COLUMN = "team"


def teams_of(returns: Iterable[Return]) -> frozenset[str]:
    """Return the plain names of the teams in the returns. They stand beside children: match them, never show them."""
    tables = (table for one in returns for table in one.tables.values() if COLUMN in table.columns)
    return frozenset(plain_name(team) for table in tables for team in set(table.columns[COLUMN].tolist())) - {""}


def return_of_team(one: Return, team: str) -> Return:
    """Return the return with the records of one team; a list that names no teams is left out."""
    plain = plain_name(team)
    kept = {
        key: _of_team(table, plain) if COLUMN in table.columns else table
        for key, table in one.tables.items()
        if COLUMN in table.columns or table.derived
    }
    return replace(one, tables=MappingProxyType(kept))


def _of_team(table: Table, plain: str) -> Table:
    column: Any = table.columns[COLUMN]
    records = column != column  # none, in the form of an array that this room need not import
    for spelling in set(column.tolist()):
        if plain_name(spelling) == plain:
            records = records | (column == spelling)
    return table.taking(records)
