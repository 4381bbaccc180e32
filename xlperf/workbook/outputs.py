"""Whether a place to write to is a good one, seen before any work is done."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from xlperf.errors import OutputError
from xlperf.workbook import MADE_BY_XLPERF
from xlperf.workbook.pdf import is_printed_by_xlperf
from xlperf.workbook.refusal import shown_name, shown_text

ANOTHER = "Choose another --out."
_WRITE = "Write --out"
LONGEST_PROPERTIES = 1 << 20
_VERSION = re.compile(rb"<AppVersion>12\.0000<")
_DAY_AND_TIME = re.compile(rb"<dcterms:(created|modified)\b[^>]*>([^<]*)<")


class Maker(Enum):
    """Who made a workbook that stands where a report is to go."""

    XLPERF = auto()  # and nobody has saved it since
    XLPERF_AND_SOMEBODY = auto()  # made by xlperf, then saved by a spreadsheet program
    SOMEBODY = auto()


def ensure_folder(folder: Path) -> None:
    """Make a folder for outputs when there is none; raise OutputError when that cannot be."""
    name = shown_text(str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise OutputError(f'"{name}" is not a folder, so nothing can be written into it. {ANOTHER}') from None
    except (OSError, ValueError) as error:
        raise OutputError(f'The folder "{name}" cannot be made: {_why(error)}. {ANOTHER}') from None
    _check_folder(folder)


def check_copy(out: Path, original: Path) -> None:
    """Raise OutputError when a changed copy of a workbook may not be written to `out`; it keeps its kind of file."""
    ending = original.suffix.lower()
    if out.name and out.suffix.lower() != ending:
        better = shown_name(out.with_suffix(ending))
        raise OutputError(
            f'A copy of an {ending} workbook stays one, and "{shown_name(out)}" is none. {_WRITE} {better}.'
        )
    check_output(out, [original], ending=ending)


def check_output(out: Path, inputs: Sequence[Path], *, pdf: bool = False, ending: str = ".xlsx") -> None:
    """
    Raise OutputError when a report may not be written to `out`, or its PDF beside it.

    It must be an .xlsx in a folder that exists and takes files, none of the inputs, and no workbook that somebody else
    made or has saved: only a file that xlperf itself wrote, and that is still as xlperf wrote it, is replaced.
    """
    name = shown_name(out)
    try:
        if not out.name or out.is_dir():
            raise OutputError(f'--out must name the workbook to write, such as report.xlsx; "{name}" is a folder.')
        if out.suffix.lower() != ending:
            better = shown_name(out.with_suffix(".xlsx"))
            raise OutputError(f'A report is an .xlsx workbook, not "{name}". Write --out {better}.')
        _check_folder(out.parent)
        if any(out.resolve() == given.resolve() for given in inputs):
            raise OutputError(f"{name} is one of the inputs, which are never saved over. {ANOTHER}")
        _check_replaced(out, name)
        if pdf:
            _check_replaced_pdf(out.with_suffix(".pdf"))
    except (OSError, ValueError) as error:
        raise OutputError(f"{name} cannot be written: {_why(error)}. {ANOTHER}") from None


def maker_of(path: Path) -> Maker:
    """
    Return who made a workbook.

    What xlperf wrote carries a property of that name, two equal times, made and changed, and the version that the
    writing library claims. A spreadsheet program that saves it changes the second time, the version, or both.
    """
    try:
        with zipfile.ZipFile(path) as package:
            if f'name="{MADE_BY_XLPERF}"'.encode() not in _start_of(package, "docProps/custom.xml"):
                return Maker.SOMEBODY
            times = dict(_DAY_AND_TIME.findall(_start_of(package, "docProps/core.xml")))
            version = _VERSION.search(_start_of(package, "docProps/app.xml"))
    except (OSError, KeyError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile):
        return Maker.SOMEBODY  # RuntimeError: a part is locked by a password or packed in an unknown way
    untouched = len(times) == 2 and times[b"created"] == times[b"modified"] and version is not None
    return Maker.XLPERF if untouched else Maker.XLPERF_AND_SOMEBODY


def _start_of(package: zipfile.ZipFile, part: str) -> bytes:
    with package.open(part) as opened:
        return opened.read(LONGEST_PROPERTIES)


def _check_folder(folder: Path) -> None:
    name = shown_text(str(folder))
    if not folder.is_dir():
        raise OutputError(f'There is no folder "{name}" to write into. Make it, or choose another --out.')
    if not os.access(folder, os.W_OK):
        raise OutputError(f'The folder "{name}" takes no new files: you may only read it. {ANOTHER}')


def _check_replaced(out: Path, name: str) -> None:
    if not out.exists():
        return
    match maker_of(out):
        case Maker.SOMEBODY:
            raise OutputError(f"{name} exists and is no report of xlperf, so it is not replaced. {ANOTHER}")
        case Maker.XLPERF_AND_SOMEBODY:
            raise OutputError(
                f"{name} was written by xlperf, but somebody has saved it since, so it is not replaced: it may hold "
                f"their words. Move it away, or choose another --out."
            )
        case Maker.XLPERF:
            return


def _check_replaced_pdf(out: Path) -> None:
    if out.exists() and not is_printed_by_xlperf(out):
        raise OutputError(f"{shown_name(out)} exists and was not printed by xlperf, so it is not replaced. {ANOTHER}")


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or "the name is not the name of a file"
