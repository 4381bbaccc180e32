"""Which numbers to withhold so that no small one is published, nor can be worked out from those that are.

Withheld at first is every number of children from 1 to a limit (5, as in the tables on children in need of the
Department for Education; 0 is shown), and every number that leaves so few: 244 of 246 says that it was 2. Further
numbers are withheld until each withheld one is safe against somebody who knows all the others, all denominators, every
rule of addition and that no withheld number is 0:

- one from 1 to the limit may still be any number from 1 to the limit, for all that is published (a sum of two withheld
  numbers from 2, because neither is 0);
- so may what is left, where that is the small number;
- any other may still be as many different numbers as the limit says, if there is more to withhold. One that can be
  told exactly whatever is withheld (a year to date and a month of 0) is shown, because to hide it would hide nothing.

Numbers are decided in the order of time, and what was decided stays: a later period can withhold only later numbers. A
report of March therefore withholds of January what the report of January did, whatever happened since.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from xlperf.results.interval_sums import Bounds, Known, bounds, implied, possible

SMALL = 5
"""Numbers from 1 to this are withheld, unless another limit is set."""


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One number that may be published: the sum of the parts from `first` up to but not including `last`.

    `out_of` is the number that it is a share of, where there is one. `at` orders cells in time; a cell is withheld only
    for the sake of those of its own time or earlier. A `forced` one is withheld for a reason outside; one that is
    `common` knowledge is never withheld.
    """

    name: Hashable
    first: int
    last: int
    number: int
    out_of: int | None = None
    at: int = 0
    forced: bool = False
    common: bool = False


@dataclass(frozen=True, slots=True)
class Withheld:
    """The names of the cells to withhold: small ones, those that protect them, and small ones that nothing protects."""

    small: frozenset[Hashable] = frozenset()
    further: frozenset[Hashable] = frozenset()
    exposed: frozenset[Hashable] = frozenset()

    @property
    def names(self) -> frozenset[Hashable]:
        """All of them."""
        return self.small | self.further


def is_small(number: float | None, limit: int = SMALL) -> bool:
    """Say whether a number of children is withheld by itself: more than 0 and not above the limit."""
    return number is not None and 0 < number <= limit


def gives_away(cell: Cell, limit: int = SMALL) -> bool:
    """Say whether a cell is small, or leaves few of what it is out of; 0 is neither, and is shown."""
    rest = None if cell.out_of is None or cell.number == 0 else cell.out_of - cell.number
    return is_small(cell.number, limit) or is_small(rest, limit)


def withheld(
    parts: int,
    cells: Iterable[Cell],
    limit: int = SMALL,
    caps: Callable[[int], Bounds | None] = lambda at: None,
) -> Withheld:
    """
    Return which cells of one row of parts to withhold.

    The smallest further ones that help are taken, and never a 0. `caps` gives, for a time, what each sum cannot exceed.
    Cells that do not add up with the others are judged as if the reader knew by how much.
    """
    sums = _Sums(parts, limit, caps, _related(parts, sorted(cells, key=_shortest_first)))
    small: set[Hashable] = set()
    chosen: set[Hashable] = set()
    exposed: set[Hashable] = set()
    for at in sorted({one.cell.at for one in sums.terms}):
        new = [one.cell for one in sums.terms if one.cell.at == at]
        small |= {cell.name for cell in new if gives_away(cell, limit) and not cell.common}
        chosen |= {cell.name for cell in new if cell.forced and cell.number > 0}
        chosen |= sums.protecting(small | chosen, new, at)
        chosen -= sums.told_anyway(chosen - small, small | chosen, new, at)
        exposed |= {cell.name for cell in sums.unsafe(small | chosen, at) if gives_away(cell, limit)}
    return Withheld(frozenset(small), frozenset(chosen - small), frozenset(exposed))


def bounds_at(parts: int, cells: Iterable[Cell], hidden: Withheld, at: int) -> Bounds | None:
    """Return what is known of every sum once all cells up to a time are published but the withheld ones."""
    return _Sums(parts, SMALL, lambda at: None, _related(parts, sorted(cells, key=_shortest_first))).found(
        set(hidden.names), at
    )


def _shortest_first(cell: Cell) -> tuple[int, int, int, str]:
    return cell.last - cell.first, cell.at, cell.first, str(cell.name)


@dataclass(frozen=True, slots=True)
class _Term:
    """A cell and by how much it differs from what the others add up to; `apart` from them where it cannot add up."""

    cell: Cell
    excess: float = 0.0
    apart: bool = False

    def known(self, is_hidden: bool) -> Known:
        cell, number = self.cell, self.cell.number - self.excess
        if is_hidden:  # a 0 would be shown
            return Known(cell.first, cell.last, least=1 - self.excess if self.excess <= 1 else -math.inf)
        return Known(cell.first, cell.last, number, number)


def _related(parts: int, cells: Sequence[Cell]) -> tuple[_Term, ...]:
    """Return the cells, shortest first, with how they fit those before them."""
    said = implied(parts, [(cell.first, cell.last, cell.number) for cell in cells])
    terms: list[_Term] = []
    known: list[Known] = []
    for cell, number in zip(cells, said, strict=True):
        term = _Term(cell, 0.0 if number is None else cell.number - number)
        if bounds(parts, [*known, term.known(False)]) is None:
            terms.append(_Term(cell, apart=True))
        else:
            known.append(term.known(False))
            terms.append(term)
    return tuple(terms)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The cells of one row of parts, and what they say of each other."""

    parts: int
    limit: int
    caps: Callable[[int], Bounds | None]
    terms: tuple[_Term, ...]

    def found(self, hidden: set[Hashable], at: int) -> Bounds | None:
        """Return what is known of every sum when all cells up to a time are published but the hidden ones."""
        known = [one.known(one.cell.name in hidden) for one in self.terms if one.cell.at <= at and not one.apart]
        capped = bounds(self.parts, known, self.caps(at))
        return capped if capped is not None else bounds(self.parts, known)

    def unsafe(self, hidden: set[Hashable], at: int) -> list[Cell]:
        """Return the hidden cells that somebody could tell too closely."""
        if not hidden:
            return []
        found = self.found(hidden, at)
        those = [one for one in self.terms if one.cell.at <= at and one.cell.name in hidden and not one.apart]
        if found is None or all(self._is_safe(one, found) for one in those):
            return []
        # What follows from a 0 being shown cannot be helped.
        bare = bounds(self.parts, [one.known(True) for one in those])
        return [one.cell for one in those if not self._is_safe(one, found, bare)]

    def _is_safe(self, term: _Term, found: Bounds, bare: Bounds | None = None) -> bool:
        cell, limit = term.cell, self.limit
        least, most = (bound + term.excess for bound in possible(found, cell.first, cell.last))
        floor = possible(bare, cell.first, cell.last)[0] + term.excess if bare is not None else 1
        if is_small(cell.number, limit) and not (least <= max(floor, 1) and most >= limit):
            return False
        if cell.out_of is not None and is_small(cell.out_of - cell.number, limit):
            return cell.out_of - most <= 1 and cell.out_of - least >= limit
        return most - least + 1 >= limit

    def told_anyway(self, names: set[Hashable], hidden: set[Hashable], new: Sequence[Cell], at: int) -> set[Hashable]:
        """Return those of the new cells with these names that can be told exactly although they are hidden."""
        those = [cell for cell in new if cell.name in names]
        found = self.found(hidden, at) if those else None
        if found is None:
            return set()
        ranges = ((cell, possible(found, cell.first, cell.last)) for cell in those)
        return {cell.name for cell, (least, most) in ranges if least == most}

    def protecting(self, hidden: set[Hashable], new: Sequence[Cell], at: int) -> set[Hashable]:
        """Return which of the new cells to withhold besides, so that all that are hidden are safe."""
        free = sorted(
            (cell for cell in new if cell.number > 0 and cell.name not in hidden and not cell.common),
            key=lambda cell: (cell.number, _shortest_first(cell)),
        )
        chosen: list[Cell] = []
        while self.unsafe(hidden | {cell.name for cell in chosen}, at) and free:
            chosen.append(free.pop(0))
        for cell in sorted(chosen, key=lambda one: -one.number):
            fewer = [one for one in chosen if one is not cell]
            if not self.unsafe(hidden | {one.name for one in fewer}, at):
                chosen = fewer
        return {cell.name for cell in chosen}
