"""The teams that child-level returns name. What of a count is one team's is worked out in `xlperf.measures.teams`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from xlperf.area import plain_name

if TYPE_CHECKING:
    from xlperf.returns.child_level.returned import Return

COLUMN = "team"


def teams_of(returns: Iterable[Return]) -> frozenset[str]:
    """Return the plain names of the teams in the returns. They stand beside children: match them, never show them."""
    tables = (table for one in returns for table in one.tables.values() if COLUMN in table.columns)
    return frozenset(plain_name(team) for table in tables for team in set(table.columns[COLUMN].tolist())) - {""}
