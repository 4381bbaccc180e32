"""Reconcile: every stated percentage and rate that does not follow from its own counts, on a new sheet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from xlperf.actions.button import Answers, Outcome
from xlperf.actions.desk import Desk, OpenBook
from xlperf.actions.opened import book_in_front, check_new_sheets, definitions, read_data
from xlperf.actions.steps import step
from xlperf.actions.tables import Column, Table, number_cell, place_link, sheet_of, text_cell
from xlperf.actions.words import counted
from xlperf.errors import RequestError
from xlperf.journey.reconcile import Mismatch
from xlperf.journey.reconcile import reconcile as mismatches_of
from xlperf.sheets.layout import Cell, Sheet

COLUMNS = (
    Column("Code", 16),
    Column("Area", 24),
    Column("Period", 22),
    Column("Stated as", 12, True),
    Column("Numerator", 12, True),
    Column("Denominator", 13, True),
    Column("They give", 12, True),
    Column("Sheet", 24),
    Column("Cell", 10),
)


def run(desk: Desk, answers: Answers) -> Outcome:
    """List what does not follow from its counts on a new sheet "Reconcile"; where all follows, say so and add none."""
    book = book_in_front(desk)
    check_new_sheets(book)
    step(desk, 0.1, f"Reading {book.name}")
    opened = read_data(desk, [book], definitions())
    stated = sum(len(workbook.figures) for workbook in opened.inputs.workbooks)
    if not stated:
        raise RequestError(
            f"{book.name} states no figures, so there is nothing to reconcile. Open a performance workbook."
        )
    found = list(mismatches_of(opened.inputs))
    if not found:
        said = f"Every stated percentage and rate of {book.name} follows from its own counts."
        return Outcome(" ".join(filter(None, [said, opened.note])))
    step(desk, 0.8, "Writing the sheet Reconcile")
    name = book.add_sheet(reconcile_sheet(book, found))
    book.select(name)
    do = "does" if len(found) == 1 else "do"
    said = f"{counted(len(found), 'stated figure')} {do} not follow from {'its' if do == 'does' else 'their'} counts"
    return Outcome(" ".join(filter(None, [f"{said}: see the sheet {name}.", opened.note])), (name,))


def reconcile_sheet(book: OpenBook, found: Sequence[Mismatch]) -> Sheet:
    """Return the sheet: what is stated, its counts, what they give, and a link to the cell."""
    sheets = set(book.sheet_names)
    rows = [_row(sheets, one) for one in found]
    said = (
        "Each stands in your workbook as a value that its own numerator and denominator do not give at the decimals "
        "with which it is stated.",
        "Correct whichever of the three is wrong; a click on the cell's address goes there.",
    )
    return sheet_of("Reconcile", "Stated values that do not follow", said, [Table(COLUMNS, rows)])


def _row(sheets: Collection[str], one: Mismatch) -> tuple[Cell, ...]:
    # A percentage is 0 to 100 in a mismatch, and a fraction in a cell.
    percent = one.unit == "percent"
    value = one.computed / 100 if percent else one.computed
    return (
        text_cell(one.indicator, "code"),
        text_cell(one.area),
        text_cell(one.period),
        text_cell(one.stated_text, "number_top"),
        number_cell(one.numerator),
        number_cell(one.denominator),
        number_cell(value, "0.00%" if percent else "#,##0.00"),
        text_cell(one.sheet),
        place_link(sheets, one.sheet, one.cell),
    )
