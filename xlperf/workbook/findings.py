"""The problems that reading a sheet finds, in the words that an analyst reads.

Each has file, sheet and cell. A sheet lists at most a hundred of one kind; a last line says how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xlperf.problem import Problem, Severity
from xlperf.sheets.address import cell_name
from xlperf.sheets.grid import Grid

Address = tuple[int, int]
Area = tuple[Address, Address]

MOST_OF_ONE_KIND = 100


def error_cells(file: str, sheet: str, errors: Mapping[Address, str]) -> list[Problem]:
    """Return a problem for each error cell, with its code (#DIV/0!), in the order of the sheet."""
    message = "{} stands where a value belongs. No figure is computed from this cell until it is corrected."
    found = [
        Problem(Severity.ERROR, message.format(errors[place]), file, sheet, cell_name(*place), "error cell")
        for place in sorted(errors)
    ]
    return _capped(found, "error cells")


def not_calculated(file: str, sheet: str, places: Iterable[Address]) -> list[Problem]:
    """Return a problem for each formula whose result was not stored."""
    message = "The formula has no stored result. Open the workbook in Excel or LibreOffice, save it, and read it again."
    found = [
        Problem(Severity.ERROR, message, file, sheet, cell_name(*place), "formula not calculated")
        for place in sorted(places)
    ]
    return _capped(found, "formulas without a stored result")


def recalculated_on_opening(file: str, sheet: str, place: Address) -> Problem:
    """Return the warning that the results stored with formulas may be old, or 0 where nothing ever calculated them."""
    message = (
        "The workbook asks to be recalculated when it is opened; the stored results of its formulas, of which this is "
        "the first, may be stale. Open it in Excel and save it."
    )
    return Problem(Severity.WARNING, message, file, sheet, cell_name(*place), "recalculated on opening")


def values_under_merges(file: str, grid: Grid, merged: Sequence[Area]) -> list[Problem]:
    """Return a problem for each value that a merged area hides: any but the one in its top left cell."""
    found: list[Problem] = []
    looked_at = 0
    for (top, left), (bottom, right) in merged:
        bottom = min(bottom, grid.last_row)
        right = min(right, grid.first_column + max((len(row) for row in grid.rows[:1]), default=0) - 1)
        looked_at += max(bottom - top + 1, 0) * max(right - left + 1, 0)
        if looked_at > MOST_CELLS_UNDER_MERGES:
            message = "The merged areas overlap; values hidden under them were not looked for. Unmerge them."
            found.append(Problem(Severity.WARNING, message, file, grid.name, cell_name(top, left), "value under merge"))
            break
        found += [
            _value_under_merge(file, grid.name, (row, column), (top, left))
            for row in range(max(top, grid.first_row), bottom + 1)
            for column in range(max(left, grid.first_column), right + 1)
            if (row, column) != (top, left) and grid.value(row, column) is not None
        ]
    return _capped(found, "values hidden under merged areas")


MOST_CELLS_UNDER_MERGES = 2_000_000


def _value_under_merge(file: str, sheet: str, place: Address, shown: Address) -> Problem:
    message = (
        f"A value is hidden here under the cell merged from {cell_name(*shown)}; it is read all the same. "
        "Unmerge the cells, then delete the value or give it a place of its own."
    )
    return Problem(Severity.WARNING, message, file, sheet, cell_name(*place), "value under merge")


def not_a_worksheet(file: str, sheet: str, kind: str) -> Problem:
    """Return the note that a macro or dialog sheet was passed over."""
    return Problem(Severity.NOTE, f"This is a {kind}; it holds no table and was not read.", file, sheet, rule="sheet")


def missing_part(file: str, sheet: str) -> Problem:
    """Return the problem of a sheet that the workbook lists and the file does not hold."""
    message = "The file lists this sheet but does not hold its cells: it is damaged. Ask for a new copy."
    return Problem(Severity.ERROR, message, file, sheet, rule="sheet")


def blanks_may_be_errors(file: str, true_format: str) -> Problem:
    """Return the note that goes with every xlsb, xls and ods workbook."""
    message = (
        f"In a workbook of the {true_format} format a blank may be an error cell such as #DIV/0!, or a formula that "
        "was never calculated. Save it as .xlsx to have them found."
    )
    return Problem(Severity.NOTE, message, file, rule="blank may be an error")


def no_number_formats(file: str, true_format: str) -> Problem:
    """Return the note that percentages cannot be told by their number format."""
    message = (
        f"Number formats are not read from {true_format} files: a number in a percentage measure counts as 0 to 100. "
        "Save it as .xlsx to have percent formats seen."
    )
    return Problem(Severity.NOTE, message, file, rule="number formats")


def wrong_extension(file: str, true_format: str, extension: str) -> Problem:
    """Return the note that a file goes by a name of another format."""
    named = f"its name ends in {extension}" if extension else "its name has no ending"
    message = f"This is truly a file of the {true_format} format, though {named}. It was read as what it is."
    return Problem(Severity.NOTE, message, file, rule="file type")


def _capped(found: list[Problem], what: str) -> list[Problem]:
    more = len(found) - MOST_OF_ONE_KIND
    if more <= 0:
        return found
    last = found[0]
    summary = Problem(last.severity, f"… and {more:,} more {what} in this sheet.", last.file, last.sheet, "", last.rule)
    return [*found[:MOST_OF_ONE_KIND], summary]
