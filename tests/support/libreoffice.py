"""LibreOffice without a window: recalculates workbooks, prints them to PDF, and the PDF to pictures.

Its profile is private to the test process and tells it to recalculate every workbook on loading, because as it comes
it trusts the stored values. Starting it takes a second or two whatever the number of files, so give it many at once.
"""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
XLSX = "xlsx:Calc MS Excel 2007 XML"
PDF = "pdf:calc_pdf_Export"


class NotConverted(Exception):
    """LibreOffice did not write what it was asked for; the text holds what it said."""


def recalculated(path: Path, folder: Path) -> Path:
    """Return a copy of the workbook in `folder` with every formula calculated anew by LibreOffice."""
    return recalculated_all([path], folder)[0]


def recalculated_all(paths: Sequence[Path], folder: Path, seconds: float = 180) -> list[Path]:
    """Return recalculated copies of many workbooks, made in one start of LibreOffice."""
    return converted(paths, folder, XLSX, seconds)


def to_pdf(path: Path, folder: Path) -> Path:
    """Return the workbook as a PDF in `folder`, recalculated, every sheet as it would print."""
    return all_to_pdf([path], folder)[0]


def all_to_pdf(paths: Sequence[Path], folder: Path, seconds: float = 180) -> list[Path]:
    """Return many workbooks as PDFs, made in one start of LibreOffice."""
    return converted(paths, folder, PDF, seconds)


def pdf_pages_as_png(pdf: Path, folder: Path, dots_per_inch: int = 80) -> list[Path]:
    """Return a picture of every page, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    _run(["pdftoppm", "-png", "-r", str(dots_per_inch), str(pdf), str(folder / pdf.stem)], seconds=120)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))  # pdftoppm pads the page numbers


def converted(paths: Sequence[Path], folder: Path, form: str, seconds: float) -> list[Path]:
    """Return what LibreOffice makes of the files in another form: `form` is an ending, a colon and a filter's name."""
    if len({path.stem for path in paths}) < len(paths):
        raise ValueError("files of one name would be written over each other; convert them one after the other")
    if any(path.parent.resolve() == folder.resolve() for path in paths):
        raise ValueError("the folder must be another than that of the files, or they would be written over")
    if not paths:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    results = [folder / f"{path.stem}.{form.partition(':')[0]}" for path in paths]
    for result in results:
        result.unlink(missing_ok=True)
    said = _run(
        [
            "soffice",
            f"-env:UserInstallation={_profile().as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            *map(str, paths),
        ],
        seconds,
    )
    absent = [result.name for result in results if not result.is_file()]
    if absent:
        raise NotConverted(f"LibreOffice did not write {', '.join(absent)}. It said: {said}")
    return results


@functools.cache
def _profile() -> Path:
    """Return the profile folder of this process, which goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="xlperf-libreoffice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    return folder


def _run(command: list[str], seconds: float) -> str:
    """Run a program in a process group of its own, so that all of it can be ended; return what it said."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        ) as process,
    ):
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            _profile.cache_clear()  # what was killed may have left its profile locked
            raise NotConverted(f"{command[0]} took longer than {seconds:g} seconds and was ended") from None
        said.seek(0)
        words = said.read().decode(errors="replace").strip()
    if process.returncode != 0:
        raise NotConverted(f"{command[0]} ended with code {process.returncode}. It said: {words}")
    return words
