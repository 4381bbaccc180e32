"""Which sheet of which file holds which table of a return, and what is to be said of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.returns import ReturnDefinition
from xlperf.problem import Problem, Severity
from xlperf.returns.recognise import FoundTable, best_definition, complete_tables, nearest_table
from xlperf.sheets.address import parse_cell
from xlperf.sheets.grid import Book, Grid


@dataclass(frozen=True, slots=True)
class SheetOfTable:
    """A table of a return, and the file in which its sheet was found."""

    book: Book
    found: FoundTable

    @property
    def key(self) -> str:
        """The table's key in the catalogue."""
        return self.found.definition.key

    @property
    def all_is_text(self) -> bool:
        """Whether the file keeps everything as text, dates and numbers too."""
        return self.book.holds_text_only


def definition_of(books: Sequence[Book], catalogue: Catalogue, family: str) -> ReturnDefinition:
    """Return the definition of a family that fits the files best; of equals the one of the latest years."""
    known = [one for one in catalogue.returns.values() if one.family == family]
    return (best_definition(books, known) if len(known) > 1 else None) or known[0]


def tables_on_sheets(
    books: Sequence[Book], definition: ReturnDefinition, joins: bool = False
) -> tuple[list[SheetOfTable], list[Problem]]:
    """
    Return the sheets that hold the tables of a return, in the order of the tables, and what is wrong with the others.

    Of several sheets with one table the first is read, unless `joins` says that the return may have it in parts. A
    sheet that is named as the table is preferred, then one that is not hidden, then the first.
    """
    complete = [SheetOfTable(book, found) for book in books for found in complete_tables(book, definition)]
    problems: list[Problem] = []
    taken: dict[str, list[SheetOfTable]] = {}
    for one in sorted(complete, key=lambda one: (not one.found.is_named, one.found.grid.hidden)):
        if one.found.grid.hidden and not one.found.is_named:
            name = one.found.definition.name
            message = f"The sheet is hidden and is not read, although it looks like {name}. Unhide it."
            problems.append(_about(one.book, one.found.grid, "hidden sheet", message))
        elif one.key in taken and not joins:
            problems.append(_held_twice(one, taken[one.key][0]))
        else:
            taken.setdefault(one.key, []).append(one)
    seen = {id(one.found.grid) for one in complete}
    others = [(book, grid) for book in books for grid in book.grids if id(grid) not in seen and grid.rows]
    problems += [_not_read(book, grid, definition) for book, grid in others]
    in_order = {id(one.found.grid): place for place, one in enumerate(complete)}
    read = [
        one
        for table in definition.tables
        for one in sorted(taken.get(table.key, ()), key=lambda one: in_order[id(one.found.grid)])
    ]
    return read, problems


def in_order(books: Sequence[Book], problems: Iterable[Problem]) -> list[Problem]:
    """Return all problems, those found in reading the files first, then by file, sheet, rule and place, each once."""
    found = list(dict.fromkeys(problems))
    # An error cell was found in reading already; what is said here names its effect, so that stands.
    said = {(one.file, one.sheet, one.cell, one.rule) for one in found if one.cell}
    before = [one for book in books for one in book.problems]
    while_reading = [one for one in before if (one.file, one.sheet, one.cell, one.rule) not in said]
    sheets = [(book.file, grid.name) for book in books for grid in book.grids]
    order = {sheet: place for place, sheet in enumerate(sheets)}

    def place(problem: Problem) -> tuple[int, str, tuple[int, int]]:
        where = parse_cell(problem.cell) if problem.cell else (0, 0)
        return order.get((problem.file, problem.sheet), -1), problem.rule, where

    return while_reading + sorted(found, key=place)


def files_in_words(files: Iterable[str]) -> str:
    """Return the files by name: ``header.csv and episodes.csv``, or ``header.csv and 8 other files``."""
    names = list(dict.fromkeys(files))
    if len(names) > 3:
        return f"{names[0]} and {len(names) - 1} other files"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _held_twice(one: SheetOfTable, read: SheetOfTable) -> Problem:
    sheet = f'sheet "{read.found.grid.name}"' + (f" of {read.book.file}" if read.book is not one.book else "")
    message = (
        f"{one.found.definition.name} is read from {sheet}; this sheet holds it too and is not read. "
        "Delete or rename one of them."
    )
    return _about(one.book, one.found.grid, "list twice", message)


def _not_read(book: Book, grid: Grid, definition: ReturnDefinition) -> Problem:
    """Return why a sheet is not read: the table that it nearly is, or that it is none."""
    near = nearest_table(grid, definition)
    if near is not None and (near.is_named or len(near.lacks) < len(near.definition.required_keys)):
        lacking = " and ".join(f'"{heading}"' for heading in near.lacks)
        message = f"{near.definition.name} is not read, because the sheet lacks the column {lacking}."
        return _about(book, grid, "column missing", message, Severity.ERROR)
    message = f"The sheet is none of the lists of {definition.title} and is not read."
    return _about(book, grid, "other sheet", message, Severity.NOTE)


def _about(book: Book, grid: Grid, rule: str, message: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(severity, message, book.file, grid.name, rule=rule)
