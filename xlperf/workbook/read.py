"""Read a workbook or a text table: the door through which every input comes.

    read_book(path)   →   Book: the sheets with their values at true addresses, and every problem found on the way

What a file is, its content tells (`kinds`). xlsx and xlsm packages are taken apart and checked here (`package`,
`open_xml`), each sheet is scanned for what calamine would not tell (`raw_cells`), and calamine gets only what passed.
The other formats are read in a process of their own (`apart`).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlperf.errors import RequestError, UnreadableFile, did_you_mean
from xlperf.problem import Problem
from xlperf.sheets.grid import Book, Grid
from xlperf.workbook import findings
from xlperf.workbook.apart import sheet_values_apart
from xlperf.workbook.delimited import read_delimited
from xlperf.workbook.kinds import Format, fits_extension, format_of
from xlperf.workbook.open_workbook import read_open_workbook
from xlperf.workbook.package import Package
from xlperf.workbook.refusal import shown_name, shown_text, unreadable
from xlperf.workbook.sheet_values import NOT_A_NUMBER, with_whole_numbers_as_floats, without_false_numbers
from xlperf.workbook.web_page import read_web_page
from xlperf.workbook.xml_spreadsheet import read_xml_spreadsheet

LARGEST_FILE = 1 << 30


def read_book(path: Path | str, *, number_formats: bool = False) -> Book:
    """
    Return what the workbook or text table at `path` holds.

    Formats: xlsx, xlsm, xlsb, xls, ods, csv, and the tables of web pages and XML spreadsheets of 2003, whatever the
    name's extension says. `number_formats` adds the number
    format of each number or date that has one other than General (xlsx and xlsm; a note says so for the others).
    Raise `UnreadableFile`, with the file's name, the reason and the remedy in one line, when it cannot be read.
    """
    path = Path(path)
    file = shown_name(path)
    data = file_content(path, file)
    found = format_of(data, path, file)
    notes: list[Problem] = []
    if not fits_extension(found, path):
        notes.append(findings.wrong_extension(file, found, shown_text(path.suffix)))
    match found:
        case Format.XLSX | Format.XLSM:
            book = read_open_workbook(Package(data, file), found, number_formats=number_formats)
        case Format.CSV:
            book = read_delimited(data, file, shown_text(path.stem))
        case Format.HTML:
            book = read_web_page(data, file)
        case Format.XML_SPREADSHEET:
            book = read_xml_spreadsheet(data, file)
        case _:
            book = _read_other(data, found, file)
    if number_formats and found not in {Format.XLSX, Format.XLSM, Format.HTML, Format.XML_SPREADSHEET}:
        notes.append(findings.no_number_formats(file, found))
    return replace(book, problems=(*notes, *book.problems))


def file_content(path: Path, file: str) -> bytes:
    """Return the bytes of a file; raise RequestError or `UnreadableFile` naming `file` when it cannot be opened."""
    try:
        if path.is_dir():
            raise unreadable(file, "this is a folder, not a file.", "Name one of the workbooks in it.")
        if not path.exists():
            raise _no_such_file(path, file)
        if not path.is_file():
            raise unreadable(file, "this is no ordinary file.", "Name a workbook.")
        if path.stat().st_size > LARGEST_FILE:
            raise unreadable(file, "the file is larger than 1 GiB, which is more than xlperf reads.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = f"the file cannot be opened ({getattr(error, 'strerror', None) or 'its name is not a file name'})."
        raise unreadable(file, reason, "Check that you may read it and that no other program holds it.") from error


def _no_such_file(path: Path, file: str) -> RequestError:
    folder = path.parent
    if not folder.is_dir():
        return unreadable(file, "there is no such file, and no such folder.", "Check the path.")
    near = did_you_mean(path.name, (other.name for other in folder.iterdir()))
    return UnreadableFile(f"{file}: there is no such file in that folder.{shown_text(near) or ' Check the name.'}")


def _read_other(data: bytes, found: Format, file: str) -> Book:
    """Return an xlsb, xls or ods workbook; of these only the values are known, so a blank may be an error cell."""
    if found is not Format.XLS:
        Package(data, file).check_all()
    problems = [findings.blanks_may_be_errors(file, found)]
    grids = []
    for values in sheet_values_apart(data, file):
        with_whole_numbers_as_floats(values)
        false_numbers = dict.fromkeys(without_false_numbers(values), NOT_A_NUMBER.code)
        grid = Grid(values.name, values.rows, *values.first, hidden=values.hidden, formats_known=False)
        problems += findings.error_cells(file, grid.name, false_numbers)
        problems += findings.values_under_merges(file, grid, values.merged)
        grids.append(grid)
    return Book(file, found, tuple(grids), tuple(problems), properties=None)
