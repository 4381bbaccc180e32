"""Where the headings of a table stand, and which column carries which.

Sheets come from many hands: titles stand above the table, headings take two rows, one heading is merged over several
columns, spaces trail, quotes are curly. Headings are compared by `plain_heading`, which looks past all of that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from xlperf.definitions.returns import plain_heading
from xlperf.sheets.grid import Grid

__all__ = ["Header", "NearMiss", "find_header", "near_misses", "plain_heading"]

ROWS_SEARCHED = 40
"""Headings are looked for in so many rows from the top of the used cells."""

NEAR = 0.8
"""How alike a misspelt heading must be: "Numertor" is 0.94 like "Numerator", "Name" 0.75 like "Names of"."""

Wanted = Mapping[str, tuple[str, ...]]
"""Each column's key with the headings under which it is found, the best first."""

IsHeading = Callable[[int, int], bool]
"""Says whether the cell at (row, column) is a heading of another sort, such as a period."""


@dataclass(frozen=True, slots=True)
class Header:
    """
    The headings that were found: true row numbers, and the true column of each key.

    `unknown` gives the columns with a heading that none of the wanted ones is, with the text as it stands.
    `duplicate` gives (key, column) of each further column headed exactly like one that was taken already.
    """

    row: int
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    duplicate: tuple[tuple[str, int], ...]
    last_row_of_header: int

    def lacks(self, required: Collection[str]) -> tuple[str, ...]:
        """Return the required keys that have no column."""
        return tuple(key for key in required if key not in self.columns)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A heading that is probably a misspelling: its column and text, and the key and heading it is close to."""

    column: int
    text: str
    key: str
    heading: str


def find_header(grid: Grid, wanted: Wanted, required: Collection[str], also: IsHeading | None = None) -> Header | None:
    """
    Return the row, or the two rows, that carry the most of the wanted headings; None when no row is like headings.

    A row counts as headings when it has every required one, or at least two of the wanted ones. Of two rows that carry
    equally many the upper one is taken, and one row is preferred to two. `also` lets other headings count, such as
    the periods at the head of a wide table.
    """
    owners = _owners(wanted)
    best: tuple[tuple[int, bool, int], Header] | None = None
    for row in range(grid.first_row, min(grid.last_row, grid.first_row + ROWS_SEARCHED - 1) + 1):
        for texts, last_row in ((_texts(grid, row), row), (_two_row_texts(grid, row), row + 1)):
            header = _match(texts, owners, row, last_row)
            likely = len(header.columns) >= 2 or (bool(header.columns) and not header.lacks(required))
            merit = (len(header.columns) + _others(grid, header, also), last_row == row, -row)
            if likely and (best is None or merit > best[0]):
                best = merit, header
    return best[1] if best else None


def near_misses(header: Header, wanted: Wanted) -> tuple[NearMiss, ...]:
    """Return the unknown headings that are spelt almost like a wanted one whose column was not found."""
    owners = {plain: key for plain, (key, _) in _owners(wanted).items() if key not in header.columns}
    found = []
    for column, text in header.unknown.items():
        for plain in get_close_matches(plain_heading(text), owners, n=1, cutoff=NEAR):
            found.append(NearMiss(column, text, owners[plain], wanted[owners[plain]][0]))
    return tuple(found)


# A column may be found under several texts: with two rows of headings "Plan" over "Start" is "Start" or "Plan Start".
_Texts = Mapping[int, Sequence[str]]


def _owners(wanted: Wanted) -> dict[str, tuple[str, int]]:
    """Return which key each plain heading belongs to, and how far down that key's list it stands."""
    owners: dict[str, tuple[str, int]] = {}
    for key, headings in wanted.items():
        for rank, heading in enumerate(headings):
            owners.setdefault(plain_heading(heading), (key, rank))
    return owners


def _texts(grid: Grid, row: int) -> _Texts:
    """Return the texts of one row by column."""
    columns = range(grid.first_column, grid.first_column + _width(grid, row))
    cells = {column: grid.value(row, column) for column in columns}
    return {column: (value,) for column, value in cells.items() if isinstance(value, str) and value.strip()}


def _two_row_texts(grid: Grid, row: int) -> _Texts:
    """
    Return what each column is called when this row and the next are its headings.

    A heading merged over several columns stands in the first of them only, so an empty upper cell takes the text to
    its left. An empty lower cell means that the upper heading is merged downwards.
    """
    upper, lower = _texts(grid, row), _texts(grid, row + 1)
    if not lower:
        return {}
    found: dict[int, Sequence[str]] = {}
    over = ""
    for column in range(grid.first_column, grid.first_column + max(_width(grid, row), _width(grid, row + 1))):
        if column in upper:
            over = upper[column][0]
        if column in lower:
            beneath = lower[column][0]
            found[column] = (f"{over} {beneath}".strip(), beneath)
        elif column in upper and grid.value(row + 1, column) is None:
            found[column] = (over,)
    return found


def _width(grid: Grid, row: int) -> int:
    down = row - grid.first_row
    return len(grid.rows[down]) if 0 <= down < len(grid.rows) else 0


def _match(texts: _Texts, owners: Mapping[str, tuple[str, int]], row: int, last_row: int) -> Header:
    """Give each key the column whose heading stands highest in its list, the leftmost of equals."""
    claims: dict[str, list[tuple[int, int]]] = {}
    unknown: dict[int, str] = {}
    for column, names in texts.items():
        claim = next((owners[plain] for name in names if (plain := plain_heading(name)) in owners), None)
        if claim is None:
            unknown[column] = names[-1].strip()
        else:
            claims.setdefault(claim[0], []).append((claim[1], column))
    columns: dict[str, int] = {}
    duplicate: list[tuple[str, int]] = []
    for key, found in claims.items():
        (best_rank, columns[key]), *others = sorted(found)
        for rank, column in others:
            if rank == best_rank:
                duplicate.append((key, column))
            else:
                unknown[column] = texts[column][-1].strip()
    return Header(row, columns, dict(sorted(unknown.items())), tuple(duplicate), last_row)


def _others(grid: Grid, header: Header, also: IsHeading | None) -> int:
    """Count the headings of another sort in the header's last row."""
    if also is None or not header.columns:
        return 0
    row = header.last_row_of_header
    columns = range(grid.first_column, grid.first_column + _width(grid, row))
    return sum(1 for column in columns if also(row, column))
