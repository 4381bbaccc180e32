"""Which return a workbook is, found out by the headings in it, whatever the file and its sheets are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.returns import ReturnDefinition, TableDefinition, plain_heading
from xlperf.errors import UnreadableFile
from xlperf.problem import Problem, Severity
from xlperf.returns.headings import ROWS_SEARCHED, Header, find_header, near_misses
from xlperf.sheets.address import column_letters
from xlperf.sheets.grid import Book, Grid

TELLING = 3
"""A sheet that does not carry a table's name is taken for it only when so many of its columns are there."""


REPORT = "report"
"""What a report made by xlperf is recognised as: an answer, never a return."""

HEADINGS_OF_A_REPORT = (
    *("Code", "Indicator", "Period", "Numerator", "Denominator", "Value"),
    *("Lower limit", "Upper limit", "How it was made"),
)
"""Every report has a sheet with all of these; no return has the last three."""


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
    Return the family of the return that the workbook is: "performance", "annex_a", "ssda903", "assessments" …

    A report made by xlperf is none, although it has codes, periods and numbers: it is a "report". Of the others the one
    with the most columns found wins. When none is there, UnreadableFile says what was looked for, and which sheet came
    nearest with what it lacks.
    """
    if is_report(book):
        return REPORT
    definition = recognised(book, catalogue)
    if definition is None:
        raise UnreadableFile(_unknown(book, catalogue))
    return definition.family


def is_report(book: Book) -> bool:
    """
    Say whether a workbook is a report made by xlperf, also one that somebody has saved since.

    xlperf marks whatever it writes, templates and samples too, so the sheet of figures has to be there as well. In a
    format whose properties are not read (xls, xlsb, ods) that sheet alone tells.
    """
    if book.properties is not None and not book.properties.made_by_xlperf:
        return False
    wanted = set(map(plain_heading, HEADINGS_OF_A_REPORT))
    return any(wanted <= _texts_at_the_top(grid) for grid in book.grids)


def recognised(book: Book, catalogue: Catalogue) -> ReturnDefinition | None:
    """
    Return the definition that fits the workbook best; None when none does.

    None too when a sheet has many more columns of another return's table that only lacks one it needs: a spoilt list 7
    has the columns of a child's header, and would be taken for that. Of a table whose name it carries, any more.
    """
    best = best_definition([book], _of_sheets(catalogue))
    if best is None:
        return None
    found = sum(len(table.header.columns) for table in complete_tables(book, best))
    others = [one for one in _of_sheets(catalogue) if one.family != best.family]
    spoilt = (near for one in others for grid in book.grids if (near := _best(grid, one)) is not None)
    if any(near.lacks and len(near.header.columns) > found * (1 if near.is_named else 2) for near in spoilt):
        return None
    return best


def best_definition(books: Sequence[Book], definitions: Iterable[ReturnDefinition]) -> ReturnDefinition | None:
    """
    Return the definition of which the workbooks together have the most columns; None when they have none of any.

    Of equals the one that extends the other is taken: a year's definition holds the codes of the years before.
    """
    best: tuple[tuple[int, int], ReturnDefinition] | None = None
    for definition in definitions:
        tables = [table for book in books for table in complete_tables(book, definition)]
        found = sum(len(table.header.columns) for table in tables)
        merit = found, sum(len(table.columns) for table in definition.tables) if definition.extends else 0
        if found and (best is None or merit > best[0]):
            best = merit, definition
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


def _of_sheets(catalogue: Catalogue) -> list[ReturnDefinition]:
    """Return the returns that come as sheets, so that a workbook may be one of them."""
    return [definition for definition in catalogue.returns.values() if definition.file == "workbook"]


def _unknown(book: Book, catalogue: Catalogue) -> str:
    """Return the sentence for a workbook that is none of the returns."""
    titles = list(dict.fromkeys(definition.title for definition in _of_sheets(catalogue)))
    kinds = " or ".join(filter(None, [", ".join(titles[:-1]), titles[-1]]))
    message = f"{book.file} is no return that xlperf knows: no sheet has the headings of {kinds}."
    nearest: tuple[tuple[bool, int], FoundTable, ReturnDefinition] | None = None
    for definition in _of_sheets(catalogue):
        for grid in book.grids:
            found = _best(grid, definition)
            if found is None:
                continue
            merit = found.is_named, len(found.header.columns) - len(found.lacks)
            if nearest is None or merit > nearest[0]:
                nearest = merit, found, definition
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
