"""The open workbooks as inputs: their bytes as they are now, or their files where the host cannot give those."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xlperf.actions.desk import Desk, OpenBook
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.load import load
from xlperf.errors import RequestError
from xlperf.journey.gather import EXTENSIONS, PERFORMANCE
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.returns.published import FAMILY as PUBLISHED
from xlperf.returns.recognise import REPORT, recognise, recognised
from xlperf.workbook.kinds import holds_xml
from xlperf.workbook.read import read_book

CATALOGUE_VARIABLE = "XLPERF_CATALOGUE"
WITHOUT_PANDAS = (PERFORMANCE, PUBLISHED, REPORT)
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


@dataclass(frozen=True, slots=True)
class Opened:
    """What was read, and what is to be said of how: changes that are not saved and could not be read."""

    inputs: Inputs
    note: str = ""


def definitions() -> Catalogue:
    """Return the catalogue, with the council's folder laid over it where the environment names one."""
    return load(council_folder())


def council_folder() -> Path | None:
    """Return the folder of definitions that the environment names; None where it names none."""
    folder = os.environ.get(CATALOGUE_VARIABLE)
    return Path(folder) if folder else None


def book_in_front(desk: Desk) -> OpenBook:
    """Return the workbook that the user sees; RequestError when there is none."""
    if desk.book is None:
        raise RequestError("No workbook is open. Open the workbook that you mean, and click again.")
    return desk.book


def check_new_sheets(book: OpenBook) -> None:
    """Raise RequestError when no sheet can be added to a workbook."""
    if book.is_protected(""):
        raise RequestError(
            f"The structure of {book.name} is protected, so no sheet can be added. Unprotect it (Review, Protect "
            "Workbook), or save a copy without protection, and click again."
        )


def read(desk: Desk, books: Sequence[OpenBook], catalogue: Catalogue) -> Opened:
    """
    Return the inputs that open workbooks are.

    Raises RequestError for one that can be read neither from the screen nor from a file, and for child-level returns
    on a desk that cannot count them; UnreadableFile for one that is nothing known.
    """
    with files_of(books) as (paths, note):
        if not desk.can_count:
            for path in paths:
                _check_without_counting(path, catalogue)
        return Opened(read_inputs(paths, catalogue), note)


def read_data(desk: Desk, books: Sequence[OpenBook], catalogue: Catalogue) -> Opened:
    """Return the inputs as `read` does; RequestError where there is nothing but reports, from which none are taken."""
    opened = read(desk, books, catalogue)
    if opened.inputs.reports and not opened.inputs.files:
        raise RequestError(
            f"{books[0].name} is itself a report made by xlperf, and no figures are taken from those. Open the "
            "workbook that it was made from, and click again."
        )
    return opened


def performance_of(book: OpenBook, catalogue: Catalogue) -> Inputs | None:
    """Return the inputs of a workbook that is a performance workbook; None for any other, which is read no further."""
    with files_of([book]) as (paths, _):
        if holds_xml(paths[0]):
            return None
        found = recognised(read_book(paths[0]), catalogue)
        return read_inputs(paths, catalogue) if found and found.family == PERFORMANCE else None


@contextmanager
def files_of(books: Sequence[OpenBook]) -> Iterator[tuple[list[Path], str]]:
    """
    Yield a file for each workbook, and what is to be said of those that were taken from the disk.

    The files are copies in a folder that only this user may look into and that is gone afterwards; a workbook whose
    host cannot give its bytes is read where it lies.
    """
    with tempfile.TemporaryDirectory(prefix="xlperf-") as folder:
        paths: list[Path] = []
        notes: list[str] = []
        for number, book in enumerate(books):
            content = book.content()
            if content is None:
                paths.append(_saved_file(book))
                if not book.is_saved:
                    notes.append(f"{book.name} has changes that are not saved; it was read as it was last saved.")
                continue
            # Each in a folder of its own, because two may have one name.
            inside = Path(folder, str(number))
            inside.mkdir()
            paths.append(inside / file_name(book.name))
            paths[-1].write_bytes(content)
        yield paths, " ".join(notes)


def file_name(name: str, ending: str = ".xlsx") -> str:
    """Return a name that every system takes for a file, with an ending where the name has none that is read."""
    plain = _NOT_IN_A_NAME.sub("_", name).strip(" .") or "workbook"
    return plain if Path(plain).suffix.lower() in EXTENSIONS else f"{plain[:120]}{ending}"


def stem_of(book: OpenBook) -> str:
    """Return a workbook's name without its ending, as the start of the name of a file."""
    return Path(file_name(book.name)).stem[:120]


def _saved_file(book: OpenBook) -> Path:
    if not book.address:
        raise RequestError(f"{book.name} has never been saved, and this program cannot read it so. Save it first.")
    if re.match(r"[a-z][a-z0-9+.-]+://", book.address, re.IGNORECASE):
        raise RequestError(
            f"{book.name} lies at a web address (OneDrive or SharePoint), where xlperf does not read. Save a copy on "
            "this computer, open that, and click again."
        )
    path = Path(book.address)
    if not path.is_file():
        raise RequestError(f"The file of {book.name} is no longer where it was opened. Save it again, and click again.")
    return path


def _check_without_counting(path: Path, catalogue: Catalogue) -> None:
    if not holds_xml(path) and recognise(read_book(path), catalogue) in WITHOUT_PANDAS:
        return
    raise RequestError(
        f"{path.name} is a return of single children. Counting it needs the Python packages pandas and numpy, which "
        "are not here. Open a performance workbook, or use xlperf on a computer that has them."
    )
