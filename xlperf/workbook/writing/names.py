"""Names of sheets, tables and places, and references to cells: what Excel accepts, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from xlperf.errors import OutputError
from xlperf.sheets.address import LAST_COLUMN, LAST_ROW, parse_cell
from xlperf.sheets.layout import Layout
from xlperf.workbook.writing.texts import length, one_line

LONGEST_SHEET_NAME = 31
LONGEST_NAME = 255
RESERVED_SHEET_NAME = "history"

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[RrCc]|[Rr]\d*[Cc]\d*")
_REFERENCE = re.compile(
    r"=?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[A-Za-z_]\w*))!"
    r"(?P<first>\$?[A-Z]{1,3}\$?[0-9]+)(?::(?P<last>\$?[A-Z]{1,3}\$?[0-9]+))?"
)


def sheet_name(text: str, taken: Collection[str] = ()) -> str:
    """
    Return a name for a sheet made from any text, different from those taken (whatever their case).

    Excel's rules: at most 31 characters, none of ``[ ] : * ? / \\``, no apostrophe at either end, not "History".
    Characters that are not allowed become spaces or, between numbers, dashes: "2011/12" gives "2011-12".
    """
    cleaned = re.sub(r"(?<=\w)[/\\:](?=\w)", "-", one_line(text))
    cleaned = one_line(_NOT_IN_SHEET_NAMES.sub(" ", _ESCAPE.sub("-", cleaned)))
    known = {name.casefold() for name in taken} | {RESERVED_SHEET_NAME}
    base = _shortened(cleaned) or "Sheet"
    name, number = base, 1
    while name.casefold() in known:
        number += 1
        name = _shortened(base, f" ({number})")
    return name


def _shortened(text: str, ending: str = "") -> str:
    """Return the text cut so that it and the ending fit a sheet's name, without apostrophes or spaces at its ends."""
    while length(text) > LONGEST_SHEET_NAME - len(ending):
        text = text[:-1]
    text = text.strip("' ")
    return f"{text}{ending}"


def check_sheet_names(names: Iterable[str]) -> None:
    """Raise OutputError for a sheet's name that Excel would not accept, or that stands twice."""
    seen: set[str] = set()
    for name in names:
        if sheet_name(name) != name:
            raise OutputError(f'"{one_line(name)}" cannot be the name of a sheet; call it "{sheet_name(name, seen)}"')
        if name.casefold() in seen:
            raise OutputError(f'two sheets are called "{name}"; give each a name of its own')
        seen.add(name.casefold())


def check_name(name: str, what: str) -> None:
    """Raise OutputError for a name of a table or place that Excel would not accept or would take for a cell."""
    plain = _NAME.fullmatch(name) and not _LIKE_A_CELL.fullmatch(name) and length(name) <= LONGEST_NAME
    if not plain or name.casefold() in {"true", "false"}:
        raise OutputError(
            f'"{one_line(name)[:60]}" cannot be the name of a {what}; start with a letter, use letters, digits and "_",'
            " and nothing that reads as a cell"
        )


class Places:
    """The sheets and names of a layout, against which every reference is checked before it is written."""

    def __init__(self, layout: Layout) -> None:
        """Take the names from a layout."""
        self._sheets = {sheet.name.casefold() for sheet in layout.sheets}
        self._names = {name.casefold() for name in layout.names}

    def checked(self, reference: str, place: str) -> str:
        """
        Return a reference without its "=", for example ``'Data'!$A$2:$C$9``.

        A reference that is none, or that leads out of this workbook, is an OutputError: a report never links outside.
        """
        found = _REFERENCE.fullmatch(reference)
        if not found:
            raise OutputError(f'{place}: "{one_line(reference)[:60]}" is no reference to cells of this workbook')
        name = (found["quoted"] or found["bare"]).replace("''", "'")
        if name.casefold() not in self._sheets:
            raise OutputError(f'{place} refers to the sheet "{one_line(name)[:60]}", which is not in this workbook')
        for corner in filter(None, (found["first"], found["last"])):
            row, column = parse_cell(corner)
            if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
                raise OutputError(f"{place} refers to {corner}, which is off the sheet")
        return reference.removeprefix("=")

    def checked_or_name(self, reference: str, place: str) -> str:
        """Return a reference as `checked` does, or a defined name of this workbook as it is."""
        if reference.removeprefix("=").casefold() in self._names:
            return reference.removeprefix("=")
        return self.checked(reference, place)
