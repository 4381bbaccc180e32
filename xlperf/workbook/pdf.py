"""Printing a workbook to a PDF, through LibreOffice or another program that a host brings; none may be there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from xlperf.errors import OutputError
from xlperf.workbook.files import new_file

SECONDS = 180
USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
PRINTED_BY_XLPERF = b"%printed by xlperf\n"
"""A comment behind the end of a PDF, by which xlperf knows its own and replaces no other."""
COPY = "report.xlsx"
"""A plain name of our own: whatever the workbook is called, no program then takes it for an option."""


class Printer(Protocol):
    """A program that prints workbooks."""

    @property
    def name(self) -> str:
        """What people call it."""

    def printed(self, workbook: Path) -> bytes | None:
        """Return every sheet of a workbook as its page setup says, as a PDF; None when it could not be printed."""


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """LibreOffice without a window, with a profile of its own, for three minutes at most."""

    program: str
    name: str = "LibreOffice"

    def printed(self, workbook: Path) -> bytes | None:
        """Return every sheet of a workbook as its page setup says, as a PDF; None when it could not be printed."""
        folder = workbook.parent
        arguments = [self.program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        arguments += ["--convert-to", "pdf:calc_pdf_Export", "--outdir", str(folder), str(workbook)]
        try:
            subprocess.run(arguments, capture_output=True, timeout=SECONDS, check=True)
            return workbook.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError):
            return None


def check_printing(others: Sequence[Printer] = ()) -> None:
    """Raise OutputError when nothing can be printed, so that it is known before the work is done."""
    if not _printers(others):
        raise OutputError(
            "A PDF is printed by LibreOffice, which is not installed"
            f"{', or on Windows by Excel, which was not found' if sys.platform == 'win32' else ''}. Install it, or "
            "leave out --pdf and save the report as a PDF from Excel."
        )


def print_pdf(workbook: Path, others: Sequence[Printer] = ()) -> Path:
    """
    Print every sheet of a workbook as its page setup says, into a PDF of the same name beside it; return its path.

    LibreOffice prints where it is installed; where it is not, or does not print, `others` are asked in their order.
    Each gets a copy in a folder of its own. Raise OutputError when there is none of them, and when none has printed it.
    """
    check_printing(others)
    out = workbook.with_suffix(".pdf")
    printers = _printers(others)
    printed = next((content for printer in printers if (content := _by(printer, workbook))), None)
    if printed is None:
        names = " and ".join(printer.name for printer in printers)
        raise OutputError(f"{workbook.name} was written, but {names} did not print it. Open it and save it as a PDF.")
    with new_file(out) as file:
        file.write(printed + PRINTED_BY_XLPERF)
    return out


def _printers(others: Sequence[Printer]) -> tuple[Printer, ...]:
    program = libreoffice()
    return (LibreOffice(program), *others) if program else tuple(others)


def _by(printer: Printer, workbook: Path) -> bytes | None:
    # On Windows a file can still be held for a moment by the program that has printed it.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder, COPY)
        try:
            shutil.copyfile(workbook, copy)
        except OSError:
            return None
        return printer.printed(copy)


def is_printed_by_xlperf(path: Path) -> bool:
    """Say whether a PDF was printed by `print_pdf`; OSError when it cannot be read."""
    with path.open("rb") as file:
        file.seek(-min(len(PRINTED_BY_XLPERF), path.stat().st_size), os.SEEK_END)
        return file.read() == PRINTED_BY_XLPERF


def libreoffice() -> str | None:
    """Return LibreOffice's program; None when it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found or sys.platform == "linux":
        return found
    return next((place for place in USUAL_PLACES if Path(place).exists()), None)
