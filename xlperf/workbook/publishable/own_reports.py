"""What a report of xlperf holds that is not for publication: the records behind figures, and small numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.results.suppress import SMALL, is_small
from xlperf.workbook.open_xml import SheetPart
from xlperf.workbook.publishable.finding import Finding
from xlperf.workbook.publishable.opened import Opened, StoredCell

AGAIN = "Make the report again with --publish, which withholds small numbers and what they could be worked out from."
RECORDS = ("child", "file", "sheet", "row")
FIGURES = ("period", "numerator", "denominator", "value")
BREAKDOWNS = ("category", "number", "share")
Row = dict[str, StoredCell]  # by the plain heading of the column


def records(book: Opened) -> Iterator[Finding]:
    """Yield the sheet of records that --records adds to a report: identifiers of children."""
    if not book.parts.made_by_xlperf:
        return
    for sheet in book.worksheets:
        rows = _table(book.cells(sheet), RECORDS)
        if rows:
            message = f"The records behind the figures: {len(rows):,} rows with identifiers of children."
            remedy = "Make the report again without --records."
            yield Finding("records", message, remedy, sheet.part, sheet.name, next(iter(rows[0].values())).name)


def small_numbers(book: Opened) -> Iterator[Finding]:
    """Yield each count of a report of xlperf from 1 to 5, and each that leaves so few of what it is out of."""
    if not book.parts.made_by_xlperf:
        return
    for sheet in book.worksheets:
        cells = book.cells(sheet)
        for row in _table(cells, FIGURES):
            period = row.get("period")
            # A forecast counts nobody; and a name behind the period is that of another area, as it was published.
            if period is not None and "," not in period.text:
                yield from _of_figure(book, sheet, row)
        for row in _table(cells, BREAKDOWNS):
            if "number" in row and _small(row["number"]):
                yield _finding(sheet, row["number"], "A category of a breakdown is")


def _of_figure(book: Opened, sheet: SheetPart, row: Row) -> Iterator[Finding]:
    above, below = row.get("numerator"), row.get("denominator")
    for cell, what in ((above, "A numerator is"), (below, "A denominator is")):
        if cell is not None and _small(cell):
            yield _finding(sheet, cell, what)
    if above is not None and below is not None and above.is_number and below.is_number:
        rest = float(below.text) - float(above.text)
        if float(above.text) and not _small(above) and rest.is_integer() and is_small(rest):
            yield _finding(sheet, above, "What a numerator leaves of its denominator is")
    value = row.get("value")
    if above is None and below is None and value is not None and _small(value) and _is_whole(book, value):
        yield _finding(sheet, value, "A figure without counts is")


def _small(cell: StoredCell) -> bool:
    return cell.is_number and is_small(float(cell.text))


def _is_whole(book: Opened, cell: StoredCell) -> bool:
    """Say whether a cell holds a whole number and shows one: 100% is stored as 1, and is no count."""
    shape = book.number_formats[cell.style] if cell.style < len(book.number_formats) else ""
    return float(cell.text).is_integer() and "%" not in shape and "0.0" not in shape


def _finding(sheet: SheetPart, cell: StoredCell, what: str) -> Finding:
    return Finding("small number", f"{what} from 1 to {SMALL}.", AGAIN, sheet.part, sheet.name, cell.name)


def _table(cells: Sequence[StoredCell], headings: Sequence[str]) -> list[Row]:
    """Return the rows beneath the first row that has all these headings; none where there is no such row."""
    rows: dict[int, list[StoredCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    for number, row in rows.items():
        named = {cell.column: cell.text.strip().casefold() for cell in row if not cell.is_number}
        if set(headings) <= set(named.values()):
            below = (those for place, those in rows.items() if place > number)
            return [{named[cell.column]: cell for cell in those if cell.column in named} for those in below]
    return []
