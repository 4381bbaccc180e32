"""From the files that were handed in to the returns that they are: several files may be one return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xlperf.definitions.catalogue import Catalogue
from xlperf.errors import RequestError
from xlperf.returns import annex_a, local_lists, ssda903
from xlperf.returns.child_level.returned import Return
from xlperf.returns.recognise import complete_tables, recognise
from xlperf.sheets.grid import Book, Grid

FAMILIES = (annex_a.FAMILY, ssda903.FAMILY, *local_lists.READERS)
"""The returns that stand on sheets or in csv files, by their family in the catalogue."""


def read_returns(books: Sequence[Book], catalogue: Catalogue, today: date | None = None) -> tuple[Return, ...]:
    """
    Return the returns that files hold, in the order in which their first file was named.

    All SSDA903 files are one return, of however many years. An Annex A workbook is a return, and its lists as csv files
    are one together. All lists of assessments are one. A local list may stand on a sheet of another return's workbook.
    Raises UnreadableFile for a file that is nothing known, and RequestError for one that is no return of sheets.
    """
    groups: dict[tuple[str, int], list[Book]] = {}
    for number, book in enumerate(books):
        for family, part in _by_family(book, catalogue):
            own = family == annex_a.FAMILY and not part.holds_text_only
            groups.setdefault((family, number if own else -1), []).append(part)
    return tuple(_read(family, group, catalogue, today) for (family, _), group in groups.items())


def _read(family: str, books: Sequence[Book], catalogue: Catalogue, today: date | None) -> Return:
    if family == annex_a.FAMILY:
        return annex_a.read_lists(books, catalogue, today)
    if family == ssda903.FAMILY:
        return ssda903.read_ssda903(books, catalogue, today)
    return local_lists.READERS[family](books, catalogue, today)


def _by_family(book: Book, catalogue: Catalogue) -> list[tuple[str, Book]]:
    """Return what a workbook is, and the local lists that stand on sheets of it beside that, each as a book."""
    family = recognise(book, catalogue)
    if family not in FAMILIES:
        raise RequestError(f"{book.file} is no return that is read from sheets; it was recognised as {family}.")
    own = _grids(book, catalogue, family)
    beside = {
        other: [grid for grid in _grids(book, catalogue, other) if not _among(grid, own)]
        for other in local_lists.READERS
        if other != family
    }
    taken = [grid for grids in beside.values() for grid in grids]
    found = [(family, _with(book, [grid for grid in book.grids if not _among(grid, taken)]))]
    return found + [(other, _with(book, grids)) for other, grids in beside.items() if grids]


def _grids(book: Book, catalogue: Catalogue, family: str) -> list[Grid]:
    definitions = [one for one in catalogue.returns.values() if one.family == family]
    return [table.grid for one in definitions for table in complete_tables(book, one)]


def _among(grid: Grid, grids: Sequence[Grid]) -> bool:
    return any(grid is one for one in grids)


def _with(book: Book, grids: Sequence[Grid]) -> Book:
    """Return the book with some of its sheets, and with the problems of these."""
    if len(grids) == len(book.grids):
        return book
    names = {grid.name for grid in grids}
    problems = tuple(one for one in book.problems if not one.sheet or one.sheet in names)
    return replace(book, grids=tuple(grids), problems=problems)
