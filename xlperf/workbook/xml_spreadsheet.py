"""Reading XML spreadsheets of 2003 (SpreadsheetML), which many systems write and call .xls.

Parsed as a stream; no document type declaration is allowed, so there is no entity to resolve. Types are those that the
file declares: numbers, texts, dates, TRUE and FALSE, error values.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from xlperf.problem import Problem
from xlperf.sheets.address import LAST_COLUMN, LAST_ROW
from xlperf.sheets.grid import NOT_CALCULATED, Book, CellError, CellValue, Grid
from xlperf.workbook import findings
from xlperf.workbook.package import DTD
from xlperf.workbook.refusal import unreadable

FORMAT = "xml spreadsheet"
SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
OFFICE = "urn:schemas-microsoft-com:office:excel"
SAVE_AGAIN = "Open it in Excel and save it as an Excel workbook (.xlsx)."
NAMED_FORMATS = {"General": "", "Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "Short Date": "dd/mm/yyyy"}
MOST_CELLS = 26 * 1_048_576
FURTHEST_APART = 200_000  # empty rows or columns that one Index may leave, before it is taken for an attack


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read."""

    name: str
    rows: dict[int, dict[int, CellValue]] = field(default_factory=dict)
    row: int = 0
    column: int = 0
    hidden: bool = False
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    formats_known: bool = True


class _Stopped(Exception):
    """The file cannot be read: what is the matter with it."""


def read_xml_spreadsheet(data: bytes, file: str) -> Book:
    """Return the sheets of an XML spreadsheet; raise `UnreadableFile` when it is damaged or not safe to read."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
        grids = tuple(_grid(sheet) for sheet in reader.sheets)
    except _Stopped as error:
        raise unreadable(file, f"this XML spreadsheet {error}.", SAVE_AGAIN) from None
    except (expat.ExpatError, LookupError):
        reason = f"this XML spreadsheet is damaged near line {reader.parser.CurrentLineNumber}."
        raise unreadable(file, reason, "Export or download it again.") from None
    if not reader.sheets:
        raise unreadable(file, "this XML spreadsheet holds no sheet.", "Export it again.")
    problems = [problem for sheet in reader.sheets for problem in _problems(sheet, file)]
    return Book(file, FORMAT, grids, tuple(problems))


def _problems(sheet: _Sheet, file: str) -> list[Problem]:
    """Return a problem for each error cell, and for each formula without a stored result."""
    found = {
        (row, column): value
        for row, cells in sheet.rows.items()
        for column, value in cells.items()
        if isinstance(value, CellError)
    }
    errors = {place: value.code for place, value in found.items() if value != NOT_CALCULATED}
    return [
        *findings.error_cells(file, sheet.name, errors),
        *findings.not_calculated(file, sheet.name, found.keys() - errors.keys()),
    ]


class _Reader:
    """Takes the parser's events; rows and columns that are left out are counted as the file says."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.sheets: list[_Sheet] = []
        self._formats: dict[str, str] = {}  # by the style's name
        self._style = ""
        self._type = ""
        self._formula = False
        self._across = 0
        self._pieces: list[str] | None = None
        self._value: CellValue = None
        self._visible: list[str] | None = None

    def _doctype(self, *_: object) -> None:
        raise _Stopped(DTD)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if space == OFFICE and local == "Visible":
            self._visible = []
        if space != SPACE:
            return
        if local == "Worksheet":
            self.sheets.append(_Sheet(given.get("Name", f"Sheet {len(self.sheets) + 1}")))
        elif local == "Style":
            self._style = given.get("ID", "")
        elif local == "NumberFormat":
            self._formats[self._style] = NAMED_FORMATS.get(given.get("Format", ""), given.get("Format", ""))
        elif not self.sheets:
            return
        elif local in {"Row", "Column"} and self._formats.get(given.get("StyleID", "")):
            self.sheets[-1].formats_known = False  # it goes for cells that do not say so themselves
        if not self.sheets:
            return
        if local == "Row":
            self._start_row(given)
        elif local == "Cell":
            self._start_cell(given)
        elif local == "Data":
            self._type, self._pieces = given.get("Type", "String"), []

    def _start_row(self, given: Mapping[str, str]) -> None:
        sheet = self.sheets[-1]
        sheet.row = _next(sheet.row, given.get("Index", ""), LAST_ROW, "row")
        sheet.column = 0

    def _start_cell(self, given: Mapping[str, str]) -> None:
        sheet = self.sheets[-1]
        sheet.column = _next(sheet.column, given.get("Index", ""), LAST_COLUMN, "column")
        number_format = self._formats.get(given.get("StyleID", ""), "")
        if number_format:
            sheet.formats[sheet.row, sheet.column] = number_format
        across = given.get("MergeAcross", "")
        self._across = int(across) if across.isascii() and across.isdigit() and len(across) < 6 else 0
        self._formula, self._value = "Formula" in given, None

    def _text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)
        elif self._visible is not None:
            self._visible.append(text)

    def _end(self, name: str) -> None:
        space, _, local = name.rpartition(" ")
        if self._visible is not None and local == "Visible":
            if self.sheets:
                self.sheets[-1].hidden = "".join(self._visible).strip() in {"SheetHidden", "SheetVeryHidden"}
            self._visible = None
        if space != SPACE or not self.sheets:
            return
        if local == "Data" and self._pieces is not None:
            self._value = _typed("".join(self._pieces), self._type)
            self._pieces = None
        elif local == "Row":
            sheet = self.sheets[-1]
            if not sheet.rows and sheet.row > FURTHEST_APART:
                raise _Stopped("begins too far down to be one that a program wrote")
        elif local == "Cell":
            sheet = self.sheets[-1]
            value = NOT_CALCULATED if self._formula and self._value is None else self._value
            if value is not None:
                sheet.rows.setdefault(sheet.row, {})[sheet.column] = value
            sheet.column += self._across
            self._value = None


def _next(before: int, index: str, last: int, what: str) -> int:
    """Return the number of the next row or column: the one that is said, else the one after the last."""
    number = int(index) if index.isascii() and index.isdigit() and len(index) < 9 else before + 1
    if not before < number <= last or number - before > FURTHEST_APART:
        raise _Stopped(f"puts a {what} where none can be ({number:,})")
    return number


def _typed(text: str, kind: str) -> CellValue:
    match kind:
        case "Number":
            try:
                number = float(text)
            except ValueError:
                return text
            return number if math.isfinite(number) and "_" not in text else CellError("#NUM!", "no number is stored")
        case "Boolean":
            return text.strip() == "1"
        case "Error":
            return CellError(text.strip() or "#VALUE!")
        case "DateTime":
            try:
                moment = dt.datetime.fromisoformat(re.sub(r"\.\d+$", "", text.strip()))
            except ValueError:
                return text
            return moment.date() if moment.time() == dt.time() else moment
        case _:
            return text or None


def _grid(sheet: _Sheet) -> Grid:
    """Return the used rectangle of a sheet; raise `_Stopped` when it is too large."""
    if not sheet.rows:
        return Grid(sheet.name, [], hidden=sheet.hidden)
    first, last = min(sheet.rows), max(sheet.rows)
    left = min(min(cells) for cells in sheet.rows.values())
    right = max(max(cells) for cells in sheet.rows.values())
    if (last - first + 1) * (right - left + 1) > MOST_CELLS:
        raise _Stopped("has cells so far apart that reading it would take all memory")
    rows = [
        [sheet.rows.get(row, {}).get(column) for column in range(left, right + 1)] for row in range(first, last + 1)
    ]
    return Grid(sheet.name, rows, first, left, sheet.hidden, sheet.formats, sheet.formats_known)
