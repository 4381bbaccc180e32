"""Whether a place to write to is a good one, seen before any work is done."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from xlperf.errors import OutputError
from xlperf.workbook import MADE_BY_XLPERF


def ensure_folder(folder: Path) -> None:
    """Make a folder for outputs when there is none; raise OutputError when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f'"{folder}" is a file, so nothing can be written into it. Choose another --out.') from None
    except OSError as error:
        raise OutputError(f'The folder "{folder}" cannot be made: {error.strerror}. Choose another --out.') from None


def check_output(out: Path, inputs: Sequence[Path]) -> None:
    """
    Raise OutputError when a report may not be written to `out`.

    It must be an .xlsx in a folder that exists, none of the inputs, and no workbook that somebody else made: only a
    file that xlperf itself wrote is replaced.
    """
    if out.suffix.lower() != ".xlsx":
        raise OutputError(f'A report is an .xlsx workbook, not "{out.name}". Write {out.with_suffix(".xlsx").name}.')
    if not out.parent.is_dir():
        raise OutputError(f'There is no folder "{out.parent}" for the report. Make it, or choose another --out.')
    if any(out.resolve() == given.resolve() for given in inputs):
        raise OutputError(f"{out.name} is one of the inputs, which are never saved over. Choose another --out.")
    if out.exists() and not made_by_xlperf(out):
        raise OutputError(f"{out.name} exists and is no report of xlperf, so it is not replaced. Choose another --out.")


def made_by_xlperf(path: Path) -> bool:
    """Say whether xlperf wrote a workbook: it then carries a property of that name."""
    try:
        with zipfile.ZipFile(path) as package:
            return f'name="{MADE_BY_XLPERF}"'.encode() in package.read("docProps/custom.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
