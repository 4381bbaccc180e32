"""Calculate figures: what the workbook gives for a period, with its evidence and rating, on a new sheet."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.actions.button import Answers, Outcome
from xlperf.actions.desk import Desk
from xlperf.actions.opened import book_in_front, check_new_sheets, definitions, read_data
from xlperf.actions.steps import step
from xlperf.actions.tables import Column, Table, number_cell, sheet_of, text_cell
from xlperf.actions.words import counted
from xlperf.definitions.catalogue import Catalogue
from xlperf.errors import RequestError
from xlperf.figure import Figure
from xlperf.journey.figures import FigureMaker, figures
from xlperf.period import Period
from xlperf.problem import Severity
from xlperf.report.numbers import figure_cell, number_format
from xlperf.results.trend import TREND_TEXTS
from xlperf.sheets.layout import Cell, Sheet

SHEET = "Calculated figures"
"""Not "Figures": a sheet whose name begins so is one of the performance workbook, and would be read as data."""

COLUMNS = (
    Column("Code", 16),
    Column("Indicator", 44),
    Column("Area", 20),
    Column("Kind", 9),
    Column("Numerator", 12, True),
    Column("Denominator", 12, True),
    Column("Value", 12, True),
    Column("Target", 11, True),
    Column("Adrift", 9, True),
    Column("Rating", 13),
    Column("Direction", 17),
    Column("95% from", 10, True),
    Column("95% to", 10, True),
    Column("Counted or stated", 34),
    Column("Notes", 60),
)
TREND_ROLES = {"improving": "trend_improving", "no change": "trend_none", "getting worse": "trend_worse"}


def run(desk: Desk, answers: Answers) -> Outcome:
    """Write the figures of the workbook in front for the period that is answered to a new sheet."""
    book = book_in_front(desk)
    period = Period.parse(answers["period"])
    check_new_sheets(book)
    catalogue = definitions()
    step(desk, 0.05, f"Reading {book.name}")
    opened = read_data(desk, [book], catalogue)
    step(desk, 0.5, f"Counting {period.heading}")
    maker = FigureMaker(opened.inputs.for_areas([answers["area"]]))
    made = figures(maker, period)
    if not made:
        raise RequestError(f"{book.name} gives no indicator: it has no row in Measures or Figures, and is no return.")
    step(desk, 0.9, f"Writing the sheet {SHEET}")
    name = book.add_sheet(figures_sheet(made, period, maker.catalogue, opened.note))
    book.select(name)
    given = sum(figure.value is not None for figure in made)
    said = f"{counted(given, 'figure')} of {len(made):,} for {period.heading}: see the sheet {name}."
    if not given:
        said = f"No figure of {period.heading} is in {book.name}. The sheet {name} says why for each."
    every = (*maker.inputs.problems, *maker.problems)
    problems = sum(problem.severity is not Severity.NOTE for problem in every)
    looked = f"{counted(problems, 'thing')} to look at: Check return lists them." if problems else ""
    return Outcome(" ".join(filter(None, [said, looked, opened.note])), (name,))


def figures_sheet(made: Sequence[Figure], period: Period, catalogue: Catalogue, note: str = "") -> Sheet:
    """Return the sheet of figures, one a row; what is missing stands as its sign, and the notes say why."""
    areas = {figure.area for figure in made}
    needless = {*(["Area"] if len(areas) == 1 else []), *(["Kind"] if {one.kind for one in made} == {"actual"} else [])}
    kept = [at for at, column in enumerate(COLUMNS) if column.heading not in needless]
    rows = [[cells[at] for at in kept] for cells in (_row(figure, catalogue) for figure in made)]
    said = (
        f"Calculated from this workbook for {period.heading}. [x] not available, [z] not applicable, [c] withheld.",
        "The numbers do not follow later changes; calculate again for those.",
        note,
    )
    title = f"Figures of {made[0].area} for {period.heading}" if len(areas) == 1 else f"Figures for {period.heading}"
    return sheet_of(SHEET, title, filter(None, said), [Table([COLUMNS[at] for at in kept], rows)])


def _row(figure: Figure, catalogue: Catalogue) -> tuple[Cell, ...]:
    shape = number_format(figure.unit, figure.places)
    method = ". ".join(filter(None, [figure.method, str(figure.population) if figure.population else ""]))
    return (
        text_cell(figure.indicator, "code"),
        text_cell(figure.title),
        text_cell(figure.area),
        text_cell(figure.kind),
        number_cell(figure.numerator),
        number_cell(figure.denominator),
        figure_cell(figure),
        number_cell(figure.target, shape),
        number_cell(figure.percent_adrift, "0.0%"),
        _rating(figure, catalogue),
        text_cell(TREND_TEXTS[figure.trend], TREND_ROLES[figure.trend]) if figure.trend else Cell(None, "trend_none"),
        number_cell(figure.lower, shape),
        number_cell(figure.upper, shape),
        text_cell(method),
        text_cell(" ".join(" ".join(note.split()) for note in figure.notes)),
    )


def _rating(figure: Figure, catalogue: Catalogue) -> Cell:
    """Return the rating in the words of the indicator's scheme, in its colours."""
    scheme = catalogue.scheme_of(catalogue.named(figure.indicator, figure.period.last_day))
    grade = scheme.grade(figure.rating)
    return text_cell(grade.text, grade.role)
