"""The rows behind a count, found only when somebody looks at them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from xlperf.figure import RowRef
from xlperf.returns.child_level.table import Flags, Positions, Table


class CountedRows(Sequence[RowRef]):
    """
    The records of a table that were counted, in the order of the sheet, or of the sheets where it has several.

    How many there are is known from the start; which they are is worked out when they are first asked for, because a
    report of many months needs the numbers of all and the rows of few.
    """

    def __init__(
        self, table: Table, size: int, find: Callable[[], Positions], amounts: NDArray[np.float64] | None = None
    ) -> None:
        """
        Hold the table, how many records were counted, and the way to find their positions in it.

        `amounts` says of every record of the table how much it comes to, where that is not 1 (a part-time post).
        """
        self.table = table
        self._size = size
        self._find = find
        self._amounts = amounts

    def only(self, kept: Flags) -> tuple[float, CountedRows]:
        """Return how much the counted records among `kept` come to, and them; `kept` has a flag for every record."""
        found = self._find()
        positions = found[kept[found]]
        number = float(len(positions)) if self._amounts is None else math.fsum(self._amounts[positions].tolist())
        return number, CountedRows(self.table, len(positions), lambda: positions, self._amounts)

    def __len__(self) -> int:
        """Return how many records were counted."""
        return self._size

    @overload
    def __getitem__(self, index: int) -> RowRef: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RowRef, ...]: ...
    def __getitem__(self, index: int | slice) -> RowRef | tuple[RowRef, ...]:
        """Return one record's place, or several."""
        return self._refs[index]

    def __eq__(self, other: object) -> bool:
        """Say whether the other sequence names the same rows in the same order."""
        return isinstance(other, Sequence) and self._refs == tuple(other)

    def __hash__(self) -> int:
        """Return a hash that goes with equality."""
        return hash(self._refs)

    def __repr__(self) -> str:
        """Return size and place only."""
        return f"CountedRows({self._size} rows of {self.table.sheet!r})"

    @cached_property
    def _refs(self) -> tuple[RowRef, ...]:
        return self.table.places(self._find())
