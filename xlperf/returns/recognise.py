"""Which return a workbook is, found out by the headings in it, whatever the file and its sheets are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.returns import ReturnDefinition, TableDefinition
from xlperf.definitions.returns import plain_heading as plain_heading_of
from xlperf.errors import UnreadableFile
from xlperf.problem import Problem, Severity
from xlperf.returns.headings import ROWS_SEARCHED, Header, find_header, near_misses
from xlperf.sheets.address import column_letters
from xlperf.sheets.grid import Book, Grid

TELLING = 3
"""A sheet that does not carry a table's name is taken for it only when so many of its columns are there."""

plain_heading = lru_cache(maxsize=8192)(plain_heading_of)
"""The same few hundred headings are compared with every sheet."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a return, the sheet it stands on, and where its columns are."""

    definition: TableDefinition
    grid: Grid
    header: Header

    @property
    def is_named(self) -> bool:
        """Whether the sheet carries the table's name."""
        return is_named(self.grid, self.definition)

    @property
    def lacks(self) -> tuple[str, ...]:
        """The headings of the required columns that are not there."""
        keys = self.header.lacks(self.definition.required_keys)
        return tuple(self.definition.column(key).heading for key in keys)

    @property
    def is_complete(self) -> bool:
        """Whether every required column is there, and enough to be sure which table it is."""
        return not self.lacks and (self.is_named or len(self.header.columns) >= TELLING)


def recognise(book: Book, catalogue: Catalogue) -> str:
    """
    Return the family of the return that the workbook is: "performance", "annex_a".

    The one with the most columns found wins. When none is there, UnreadableFile says what was looked for, and which
    sheet came nearest with what it lacks.
    """
    definition = recognised(book, catalogue)
    if definition is None:
        raise UnreadableFile(_unknown(book, catalogue))
    return definition.family


def recognised(book: Book, catalogue: Catalogue) -> ReturnDefinition | None:
    """Return the definition that fits the workbook best; None when none does."""
    best: tuple[int, ReturnDefinition] | None = None
    for definition in catalogue.returns.values():
        found = sum(len(table.header.columns) for table in complete_tables(book, definition))
        if found and (best is None or found > best[0]):
            best = found, definition
    return best[1] if best else None


def complete_tables(book: Book, definition: ReturnDefinition) -> list[FoundTable]:
    """Return, for every sheet that holds a table of the return, the table that fits it best."""
    return [best for grid in book.grids if (best := _best(grid, definition)) is not None and best.is_complete]


def nearest_table(grid: Grid, definition: ReturnDefinition) -> FoundTable | None:
    """Return the table that a sheet comes nearest to, complete or not; None when it is like none of them."""
    return _best(grid, definition)


def is_named(grid: Grid, table: TableDefinition) -> bool:
    """Say whether a sheet carries the name of a table, or begins with it where there may be several."""
    name = plain_heading(grid.name)
    names = {plain_heading(known) for known in table.sheet_names}
    return name in names or (table.several and any(name.startswith(known) for known in names))


def misspelt(found: FoundTable) -> list[Problem]:
    """Return a problem for every heading that is probably a misspelling of a column that was not found."""
    return [
        Problem(
            Severity.WARNING,
            f'The heading is spelt almost like "{miss.heading}", which is missing. Correct it and it is read.',
            sheet=found.grid.name,
            cell=f"{column_letters(miss.column)}{found.header.row}",
            rule="misspelt heading",
        )
        for miss in near_misses(found.header, found.definition.wanted)
    ]


def _best(grid: Grid, definition: ReturnDefinition) -> FoundTable | None:
    """Return the table that the sheet holds, or else the one that it comes nearest to."""
    incomplete: list[FoundTable] = []
    for table in _likely(grid, definition):
        header = find_header(grid, table.wanted, table.required_keys)
        if header is None:
            continue
        found = FoundTable(table, grid, header)
        if found.is_complete:
            return found
        incomplete.append(found)
    return max(incomplete, key=lambda one: (not one.lacks, len(one.header.columns), one.is_named), default=None)


def _likely(grid: Grid, definition: ReturnDefinition) -> list[TableDefinition]:
    """Return the tables of which the sheet has two headings, or the name, the likeliest first."""
    texts = _texts_at_the_top(grid)
    likely = []
    for table in definition.tables:
        there = {key for key, names in table.wanted.items() if any(plain_heading(name) in texts for name in names)}
        named = is_named(grid, table)
        if len(there) >= 2 or named:
            likely.append(((there.issuperset(table.required_keys), len(there), named), table))
    return [table for _, table in sorted(likely, key=lambda one: one[0], reverse=True)]


def _texts_at_the_top(grid: Grid) -> set[str]:
    """Return every text in the rows where headings may stand, as headings are compared."""
    texts = {cell for row in grid.rows[:ROWS_SEARCHED] for cell in row if isinstance(cell, str)}
    return {plain_heading(text) for text in texts}


def _unknown(book: Book, catalogue: Catalogue) -> str:
    """Return the sentence for a workbook that is none of the returns."""
    kinds = " or ".join(definition.title for definition in catalogue.returns.values())
    message = f"{book.file} is no return that xlperf knows: no sheet has the headings of {kinds}."
    nearest: tuple[float, FoundTable, ReturnDefinition] | None = None
    for definition in catalogue.returns.values():
        for grid in book.grids:
            found = _best(grid, definition)
            if found is None:
                continue
            share = 1 - len(found.lacks) / max(len(found.definition.required_keys), 1) + found.is_named
            if nearest is None or share > nearest[0]:
                nearest = share, found, definition
    if nearest is None:
        return f"{message} Check that the headings stand in one of the first {ROWS_SEARCHED} rows."
    _, found, definition = nearest
    near = f"{found.definition.name} of {definition.title}"
    return f'{message} Sheet "{found.grid.name}" comes nearest to {near}{_why(found)}.'


def _why(found: FoundTable) -> str:
    lacking = [f'"{heading}"' for heading in found.lacks]
    if not lacking:
        return ", but has too few of its columns to be sure"
    return f" but lacks the column{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}"
