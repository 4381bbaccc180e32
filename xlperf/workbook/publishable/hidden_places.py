"""Sheets, rows and columns that a reader does not see and can bring back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xlperf.sheets.address import column_letters
from xlperf.workbook.publishable.finding import INSPECT, Finding
from xlperf.workbook.publishable.opened import Opened

TRUE = ("1", "true", "on")


def hidden_sheets(book: Opened) -> Iterator[Finding]:
    """Yield every sheet that is hidden, or hidden so that no menu shows it."""
    for name, attributes in book.tags(book.workbook):
        state = attributes.get("state", "visible")
        if name != "sheet" or state == "visible":
            continue
        sheet = attributes.get("name", "")
        if state == "veryHidden":
            message = "The sheet is hidden so that Excel's menus do not show it."
        else:
            message = "The sheet is hidden; two clicks show it."
        yield Finding("hidden sheet", message, f"{INSPECT}, Hidden Worksheets, Remove All.", book.workbook, sheet)


def hidden_names(book: Opened) -> Iterator[Finding]:
    """Yield defined names that are hidden; those that Excel makes for its filters are left out."""
    for name, attributes in book.tags(book.workbook):
        if name == "definedName" and attributes.get("hidden", "") in TRUE:
            called = attributes.get("name", "")
            if not called.startswith("_xlnm."):
                message = f'The defined name "{called}" is hidden.'
                yield Finding("hidden name", message, f"{INSPECT}, Hidden Names.", book.workbook)


def hidden_rows_and_columns(book: Opened) -> Iterator[Finding]:
    """Yield the rows and columns of each sheet that are hidden or have no height, and filters that hide rows."""
    for sheet in book.worksheets:
        rows: list[int] = []
        columns: list[str] = []
        row = 0
        filtered = zero_height = False
        for name, attributes in book.tags(sheet.part):
            if name == "row":
                row = _number(attributes.get("r", "")) or row + 1
                if _is_hidden(attributes, "ht"):
                    rows.append(row)
            elif name == "col" and _is_hidden(attributes, "width"):
                columns.append(_columns(attributes))
            elif name == "filterColumn":
                filtered = True
            elif name == "sheetFormatPr":
                zero_height = attributes.get("zeroHeight", "") in TRUE
        if zero_height:
            yield _finding("hidden row", "Every row without a height of its own is hidden.", sheet.name, sheet.part, "")
        if rows:
            kind, what = ("filtered row", "A filter hides rows") if filtered else ("hidden row", "Rows are hidden")
            first = f"{rows[0]}:{rows[0]}"
            yield _finding(kind, f"{what}: {_several(rows)}.", sheet.name, sheet.part, first)
        if columns:
            message = f"Columns are hidden: {', '.join(columns)}."
            yield _finding("hidden column", message, sheet.name, sheet.part, columns[0])


def _finding(kind: str, message: str, sheet: str, part: str, cell: str) -> Finding:
    remedy = f"{INSPECT}, Hidden Rows and Columns, Remove All; a filter: Data, Clear, and delete the rows."
    return Finding(kind, message, remedy, part, sheet, cell)


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    return attributes.get("hidden", "") in TRUE or attributes.get(size, "") in ("0", "0.0")


def _columns(attributes: Mapping[str, str]) -> str:
    first, last = (_number(attributes.get(key, "")) or 1 for key in ("min", "max"))
    return f"{column_letters(first)}:{column_letters(last)}"


def _several(rows: Sequence[int]) -> str:
    """Return rows as runs: ``4 to 9, 12``; of many the first."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1][1:] = [row]
        else:
            runs.append([row])
    said = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return ", ".join(said[:5]) + (f" and more ({len(rows):,} in all)" if len(said) > 5 else "")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
