"""The files that a user names, opened and recognised; csv tables of one performance workbook are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.files import is_folder
from xlperf.errors import UnreadableFile
from xlperf.problem import Problem, Severity
from xlperf.returns.published import FAMILY as PUBLISHED
from xlperf.returns.recognise import REPORT, complete_tables, recognise
from xlperf.sheets.grid import Book
from xlperf.workbook.census_document import CensusDocument
from xlperf.workbook.census_xml import read_census
from xlperf.workbook.kinds import holds_xml
from xlperf.workbook.read import read_book
from xlperf.workbook.refusal import shown_name

PERFORMANCE = "performance"
EXTENSIONS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".xml", ".html", ".htm"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened: its name and what it truly is, xlsx, csv … (a report made by xlperf: "report")."""

    file: str
    format: str


@dataclass(frozen=True, slots=True)
class Sheets:
    """A performance workbook as it was opened: one file, or several csv tables of one folder."""

    books: tuple[Book, ...]
    folder: Path
    once: frozenset[str] = frozenset()  # the tables it holds that it may hold only once

    @property
    def file_of(self) -> dict[str, str]:
        """The file in which each sheet stands."""
        return {grid.name: book.file for book in self.books for grid in book.grids}

    @property
    def book(self) -> Book:
        """All sheets as one workbook."""
        if len(self.books) == 1:
            return self.books[0]
        return Book(
            file=f"{len(self.books)} csv files",
            format="csv",
            grids=tuple(grid for book in self.books for grid in book.grids),
            problems=tuple(problem for book in self.books for problem in book.problems),
        )

    def told(self, problems: Sequence[Problem]) -> list[Problem]:
        """Return problems with the file in which each one's sheet truly stands."""
        file_of = self.file_of
        return [replace(one, file=file_of.get(one.sheet, one.file)) for one in problems]

    def takes(self, other: Sheets) -> bool:
        """Say whether another csv file is a further table of this workbook."""
        names = [{name.casefold() for name in sheets.file_of} for sheets in (self, other)]
        return (
            all(book.format == "csv" for book in (*self.books, *other.books))
            and self.folder == other.folder
            and not self.once & other.once
            and not names[0] & names[1]
        )


@dataclass(slots=True)
class Gathered:
    """What the files hold: performance workbooks, and the books of returns and published tables in their order."""

    opened: list[Opened] = field(default_factory=list)
    performance: list[Sheets] = field(default_factory=list)
    returns: list[Book] = field(default_factory=list)
    published: list[Book] = field(default_factory=list)
    censuses: list[CensusDocument] = field(default_factory=list)
    reports: list[Book] = field(default_factory=list)  # made by xlperf: no figure is taken from them
    problems: list[Problem] = field(default_factory=list)  # with how the files were named

    def add(self, new: Sheets) -> None:
        """Add a performance workbook, or a csv table to the workbook that it belongs to."""
        for place, sheets in enumerate(self.performance):
            if sheets.takes(new):
                self.performance[place] = Sheets((*sheets.books, *new.books), sheets.folder, sheets.once | new.once)
                return
        self.performance.append(new)


def gather(paths: Sequence[Path], catalogue: Catalogue) -> Gathered:
    """
    Open and recognise every file; a file that is named twice is read once.

    The csv files of one folder that are tables of a performance workbook are one workbook: "Figures.csv" beside
    "Targets.csv". A second csv of a table that a workbook has once begins another. Raises UnreadableFile for a file
    that cannot be read or is nothing known.
    """
    gathered = Gathered()
    seen: set[Path] = set()
    for path in files_of(paths):
        if (place := path.resolve()) in seen:
            message = "The file is named twice. It is read once."
            gathered.problems.append(Problem(Severity.NOTE, message, shown_name(path), rule="named twice"))
            continue
        seen.add(place)
        if holds_xml(path):
            gathered.censuses.append(read_census(path))
            gathered.opened.append(Opened(gathered.censuses[-1].file, "xml"))
            continue
        book = read_book(path)
        kind = recognise(book, catalogue)
        gathered.opened.append(Opened(book.file, REPORT if kind == REPORT else book.format))
        if kind == REPORT:
            gathered.reports.append(book)
            gathered.problems.append(Problem(Severity.NOTE, made_by_xlperf(book), book.file, rule="report of xlperf"))
            continue
        if kind == PUBLISHED:
            gathered.published.append(book)
            continue
        if kind != PERFORMANCE:
            gathered.returns.append(book)
            continue
        # Only here do number formats matter, and reading them is slow: the large returns do without.
        book = read_book(path, number_formats=True)
        gathered.add(Sheets((book,), place.parent, _once(book, catalogue)))
    return gathered


def made_by_xlperf(book: Book) -> str:
    """Return the sentences on a report that was handed in: which one it is, where it says so, and what to do."""
    said = book.properties
    which = ", ".join(filter(None, [said.title, said.subject])) if said else ""
    return (
        f"This is a report made by xlperf{f' ({which})' if which else ''}. No figures are taken from it: "
        "hand in the files that it was made from."
    )


def files_of(paths: Sequence[Path]) -> list[Path]:
    """Return the files that are named, and those in the folders that are named, in the order of their names."""
    files: list[Path] = []
    for path in paths:
        if not is_folder(path):
            files.append(path)
            continue
        inside = sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in EXTENSIONS)
        inside = [one for one in inside if not one.name.startswith((".", "~$"))]
        if not inside:
            raise UnreadableFile(
                f'The folder "{shown_name(path)}" holds no workbook, csv or XML file. Name another folder or file.'
            )
        files += inside
    return files


def _once(book: Book, catalogue: Catalogue) -> frozenset[str]:
    """Return the tables in a book that a performance workbook has only once."""
    found = [table.definition for table in complete_tables(book, catalogue.returns[PERFORMANCE])]
    return frozenset(table.key for table in found if not table.several)
