"""Printing a workbook to a PDF through LibreOffice, which is a program of its own and may not be installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from xlperf.errors import OutputError
from xlperf.workbook.files import new_file

SECONDS = 180
USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
PRINTED_BY_XLPERF = b"%printed by xlperf\n"
"""A comment behind the end of a PDF, by which xlperf knows its own and replaces no other."""


def check_printing() -> None:
    """Raise OutputError when nothing can be printed, so that it is known before the work is done."""
    if libreoffice() is None:
        raise OutputError(
            "A PDF is printed by LibreOffice, which is not installed. Install it, or leave out --pdf and save the "
            "report as a PDF from Excel."
        )


def print_pdf(workbook: Path) -> Path:
    """
    Print every sheet of a workbook as its page setup says, into a PDF of the same name beside it; return its path.

    Raise OutputError when LibreOffice is not installed or does not answer within three minutes.
    """
    check_printing()
    out = workbook.with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as folder:
        # A plain name of our own: whatever the workbook is called, LibreOffice then takes it for no option.
        copy = Path(folder, "report.xlsx")
        arguments = [str(libreoffice()), f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        arguments += ["--convert-to", "pdf:calc_pdf_Export", "--outdir", folder, str(copy)]
        try:
            shutil.copyfile(workbook, copy)
            subprocess.run(arguments, capture_output=True, timeout=SECONDS, check=True)
            printed = copy.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError):
            raise OutputError(
                f"{workbook.name} was written, but LibreOffice did not print it. Open it and save it as a PDF."
            ) from None
    with new_file(out) as file:
        file.write(printed + PRINTED_BY_XLPERF)
    return out


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
