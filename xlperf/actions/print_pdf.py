"""Print PDF: the workbook in front as its page setup says, by the host itself or through LibreOffice."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from xlperf.actions.button import Answers, Outcome
from xlperf.actions.desk import Desk
from xlperf.actions.opened import book_in_front, files_of, stem_of
from xlperf.actions.steps import step
from xlperf.errors import OutputError, RequestError
from xlperf.workbook.pdf import libreoffice, print_pdf


def run(desk: Desk, answers: Answers) -> Outcome:
    """Print the workbook in front into a new PDF of its name, and put that where the user wants it."""
    book = book_in_front(desk)
    step(desk, 0.1, f"Printing {book.name}")
    printed, note = book.pdf(), ""
    if printed is None:
        if libreoffice() is None:
            raise RequestError(
                f"{book.name} cannot be printed from here. In Excel choose File, Export, Create PDF; the page setup of "
                "a report is made for that."
            )
        with files_of([book]) as (paths, note):
            try:
                printed = printed_copy(paths[0])
            except OutputError:
                raise RequestError(f"LibreOffice did not print {book.name}. Save it as a PDF from Excel.") from None
    place = desk.save(printed, f"{stem_of(book)}.pdf")
    return Outcome(" ".join(filter(None, [f"{book.name} is printed: {place}.", note])), files=(place,))


def printed_copy(path: Path) -> bytes:
    """Return a workbook printed through LibreOffice: a copy of it, because the PDF is made beside what is printed."""
    with tempfile.TemporaryDirectory(prefix="xlperf-") as folder:
        copy = Path(folder, path.name)
        shutil.copyfile(path, copy)
        return print_pdf(copy).read_bytes()
