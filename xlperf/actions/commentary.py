"""Commentary: the newest earlier words on each measure carried forward for a new period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlperf.actions.button import Answers, Outcome
from xlperf.actions.desk import Desk, OpenBook
from xlperf.actions.opened import book_in_front, check_new_sheets, definitions
from xlperf.actions.opened import read as read_books
from xlperf.actions.selected import check_may_write
from xlperf.actions.steps import Stopped, step
from xlperf.actions.tables import Column, Table, sheet_of, text_cell
from xlperf.actions.words import counted
from xlperf.definitions.catalogue import Catalogue
from xlperf.errors import RequestError
from xlperf.journey.gather import PERFORMANCE
from xlperf.journey.inputs import Inputs
from xlperf.period import Period
from xlperf.returns.headings import find_header
from xlperf.returns.recognise import is_named
from xlperf.returns.reports import read_report
from xlperf.sheets.layout import Sheet

HERE = "the sheet Commentary"
COLUMNS = (Column("Code", 18), Column("Period", 20), Column("Part", 34), Column("Text", 90), Column("Source", 36))


@dataclass(frozen=True, slots=True)
class Words:
    """One row of commentary: the codes it is about, as they were written, its part and its words."""

    codes: str
    part: str
    text: str
    period: Period | None

    @property
    def key(self) -> tuple[str, str]:
        """By what two rows are about the same: their codes and part, whatever their case and spacing."""
        return " ".join(self.codes.casefold().split()), self.part.casefold()


def run(desk: Desk, answers: Answers) -> Outcome:
    """Write earlier commentary as rows of the period that is answered, to a new sheet or beneath the user's own."""
    book = book_in_front(desk)
    period = Period.parse(answers["period"])
    catalogue = definitions()
    step(desk, 0.1, f"Reading {book.name}")
    opened = read_books(desk, [book], catalogue)
    words = words_in(opened.inputs)
    carried = carried_forward(words, period)
    if not carried:
        raise RequestError(_nothing(book, words, period))
    step(desk, 0.6, "Writing what is carried forward")
    if answers["place"] == HERE:
        name = beneath(desk, book, carried, period, catalogue)
        how = "Change what is no longer true."
    else:
        check_new_sheets(book)
        name = book.add_sheet(commentary_sheet(carried, period))
        book.select(name)
        how = "Change what is no longer true, and copy the rows into the sheet Commentary of the performance workbook."
    said = f"{counted(len(carried), 'comment')} carried forward to {period.heading}: see the sheet {name}."
    return Outcome(" ".join(filter(None, [said, how, opened.note])), (name,))


def words_in(inputs: Inputs) -> list[Words]:
    """Return the commentary of performance workbooks, and what people typed into reports."""
    words = [
        Words("; ".join(row.codes), row.part, row.text, row.period)
        for workbook in inputs.workbooks
        for row in workbook.commentary
    ]
    for book in inputs.reports:
        report = read_report(book)
        words += [Words(one.codes, one.part, one.text, one.period or report.period) for one in report.commentary]
    return words


def carried_forward(words: Sequence[Words], period: Period) -> list[Words]:
    """
    Return the newest words before a period for each measure and part that has none of the period itself.

    Words without a period hold for any, so they are not carried. The order is that in which they were written.
    """
    there = {one.key for one in words if one.period == period}
    newest: dict[tuple[str, str], date] = {}
    for one in words:
        if one.period is not None and one.period.last_day < period.last_day:
            newest[one.key] = max(newest.get(one.key, one.period.last_day), one.period.last_day)
    return [
        one
        for one in words
        if one.key not in there and one.period is not None and one.period.last_day == newest.get(one.key)
    ]


def commentary_sheet(carried: Sequence[Words], period: Period) -> Sheet:
    """Return the sheet, in the form of the performance workbook's own."""
    rows = [[text_cell(str(value)) for value in row_of(one, period).values()] for one in carried]
    said = ("Carried forward by xlperf. These are earlier words: read each, and change what is no longer true.",)
    name = f"Commentary {str(period).replace('/', '-')}"
    return sheet_of(name, f"Commentary for {period.heading}", said, [Table(COLUMNS, rows)])


def row_of(words: Words, period: Period) -> dict[str, str]:
    """Return what one row holds, by the keys of the columns of the sheet Commentary."""
    before = words.period.heading if words.period else ""
    source = f"carried forward from {before}"
    return {"code": words.codes, "period": str(period), "part": words.part, "text": words.text, "source": source}


def beneath(desk: Desk, book: OpenBook, carried: Sequence[Words], period: Period, catalogue: Catalogue) -> str:
    """Write the rows beneath those of the sheet Commentary when the user says yes, and return the sheet's name."""
    table = catalogue.returns[PERFORMANCE].table("commentary")
    found = next((grid for grid in map(book.sheet, book.sheet_names) if is_named(grid, table)), None)
    header = find_header(found, table.wanted, table.required_keys) if found else None
    if found is None or header is None or header.lacks(table.required_keys):
        raise RequestError(f'{book.name} has no sheet Commentary with headings. Answer "a new sheet" instead.')
    check_may_write(book, found.name)
    first, columns = found.last_row + 1, header.columns
    rows = counted(len(carried), "row")
    if not desk.confirm(f'Write {rows} beneath those of the sheet "{found.name}", from row {first} on?'):
        raise Stopped("Nothing was written.")
    left, right = min(columns.values()), max(columns.values())
    keys = {column: key for key, column in columns.items()}
    written = [[row_of(one, period).get(keys.get(column, "")) for column in range(left, right + 1)] for one in carried]
    book.write(found.name, first, left, written, {})
    book.select(found.name, first, left)
    return found.name


def _nothing(book: OpenBook, words: Sequence[Words], period: Period) -> str:
    """Return why nothing is carried forward."""
    if not words:
        return f"{book.name} holds no commentary. Open the performance workbook or the report that has last month's."
    if any(one.period == period for one in words):
        return f"Every measure that has earlier commentary has some of {period.heading} already."
    return f"{book.name} holds no commentary of a period before {period.heading}. Answer the period that is new."
