"""Which cells are marked, with what, and which of them get a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlperf.problem import MOST_OF_A_KIND, Problem, Severity
from xlperf.sheets.address import LAST_COLUMN, LAST_ROW, parse_cell
from xlperf.workbook.annotate.notes import Note
from xlperf.workbook.annotate.sheet_places import Address

MOST_NOTES = MOST_OF_A_KIND
"""So many notes for one rule in one sheet: every note is a hidden drawing, and Excel is slow with thousands of them."""

_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell to be marked, with the problems that are about it in their order."""

    place: Address
    problems: tuple[Problem, ...]
    is_noted: bool  # one of its problems is among the first of its rule in the sheet

    @property
    def severity(self) -> Severity:
        """The worst of its problems, which decides the fill."""
        return min((one.severity for one in self.problems), key=_WORST_FIRST.index)

    @property
    def note(self) -> Note:
        """The note that says what was found."""
        text = "\n".join(dict.fromkeys(one.message for one in self.problems))
        return Note(*self.place, f"xlperf: {self.severity.value}", text)


def place_of(problem: Problem) -> Address | None:
    """Return the cell that a problem is about; None when it is about a sheet, a file, or a line."""
    try:
        row, column = parse_cell(problem.cell)
    except ValueError:
        return None
    return (row, column) if 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN else None


def shown_at(place: Address, merged: Iterable[tuple[Address, Address]]) -> Address:
    """Return the cell in which a place is seen: of a merged area its first, else itself."""
    for first, last in merged:
        if first[0] <= place[0] <= last[0] and first[1] <= place[1] <= last[1]:
            return first
    return place


def marks_of(problems: Sequence[Problem], merged: Sequence[tuple[Address, Address]]) -> list[Mark]:
    """Return the cells of one sheet to be marked, in the order of rows and columns."""
    by_place: dict[Address, list[Problem]] = {}
    noted: set[Address] = set()
    seen: Counter[tuple[Severity, str]] = Counter()
    areas = [area for area in merged if area[0] != area[1]]
    for problem in problems:
        written = place_of(problem)
        if written is None:
            continue
        place = shown_at(written, areas)
        by_place.setdefault(place, []).append(problem)
        kind = (problem.severity, problem.rule)
        seen[kind] += 1
        if seen[kind] <= MOST_NOTES:
            noted.add(place)
    return [Mark(place, tuple(found), place in noted) for place, found in sorted(by_place.items())]


def by_sheet(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    """Return the problems that are about a cell, by the sheet that they name."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.sheet and place_of(problem) is not None:
            found.setdefault(problem.sheet, []).append(problem)
    return found
