"""Printing a workbook to a PDF through LibreOffice, which is a program of its own and may not be installed."""

from __future__ import annotations

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


def print_pdf(workbook: Path) -> Path:
    """
    Print every sheet of a workbook as its page setup says, into a PDF of the same name beside it; return its path.

    Raise OutputError when LibreOffice is not installed or does not answer within three minutes.
    """
    program = libreoffice()
    if program is None:
        raise OutputError(
            f"{workbook.name} was written, but not printed: LibreOffice is not installed. "
            "Install it, or open the workbook and save it as a PDF."
        )
    out = workbook.with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as folder:
        arguments = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        arguments += ["--convert-to", "pdf:calc_pdf_Export", "--outdir", folder, str(workbook)]
        try:
            subprocess.run(arguments, capture_output=True, timeout=SECONDS, check=True)
            printed = Path(folder, out.name).read_bytes()
        except (subprocess.SubprocessError, OSError):
            raise OutputError(f"{workbook.name} was written, but LibreOffice did not print it.") from None
    with new_file(out) as file:
        file.write(printed)
    return out


def libreoffice() -> str | None:
    """Return LibreOffice's program; None when it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found or sys.platform == "linux":
        return found
    return next((place for place in USUAL_PLACES if Path(place).exists()), None)
