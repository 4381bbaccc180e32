"""The empty performance workbook, with a page that says how to use it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facts import Row
from pages import TEXT_FORMAT, height_for, table_sheet

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.returns import TableDefinition
from xlperf.returns.marks import SYMBOLS
from xlperf.sheets.address import quoted_sheet
from xlperf.sheets.layout import Cell, InputRule, Layout, NativeTable, Page, Properties, Sheet
from xlperf.symbols import Missing

FILE = "performance.xlsx"
TITLE = "Performance workbook"
HELP = "How to use"
BLANK_ROWS = 25
FOOTER = "xlperf performance workbook"
PERIODS = (
    *("Apr 2025", "May 2025", "Jun 2025", "Jul 2025", "Aug 2025", "Sep 2025"),
    *("Oct 2025", "Nov 2025", "Dec 2025", "Jan 2026", "Feb 2026", "Mar 2026"),
)

STEPS = (
    "Fill in the sheets that you have something for. Leave out any others; you may delete them.",
    "Click on a heading to see what belongs in its column. Columns that you do not need may be deleted.",
    "Do not move on from an error: xlperf lists whatever it cannot read, with its sheet and cell.",
    "Save the workbook. Then run:  xlperf report monthly performance.xlsx --period 2026-01 --out report.xlsx",
)
RULES = (
    ("Percentages", "41.4% and 41.4 are the same figure. A plain number in a percentage measure is read as 0 to 100."),
    (
        "Rates",
        "Give the number of children and the population; the rate is worked out. Or give the rate itself as value.",
    ),
    ("Counts or a value", "With a numerator and a denominator the value is worked out. A value given too is compared."),
    ("Area", "Leave it empty for the authority named on the sheet About. Write a name for a team or another council."),
    ("Plans and outturns", "What was planned stands in Targets only. An outturn is the actual figure of a whole year."),
    ("Several codes", "One commentary or action can serve several measures: NI 59; NI 60."),
    ("Footnotes", "73** is provisional. 75.5%* carries a footnote: say in Note what the * stands for."),
)
PERIOD_FORMS = (
    ("2011/12", "a financial year, April 2011 to March 2012"),
    ("2011/12 Q3", "a quarter; Q1 is April to June"),
    ("2010-01", "a month; Jan 2010 is read too"),
    ("2009/10 to 2010-01", "the year to date, up to the end of a month"),
    ("12 months to 2010-01", "rolling twelve months"),
    ("2012-02-19", "a day; 19/02/2012 is read too"),
)
WIDTHS = (3.0, 30.0, 92.0)


def template(catalogue: Catalogue) -> Layout:
    """Return the layout of the empty workbook."""
    definition = catalogue.returns["performance"]
    sheets = [help_sheet(definition.tables)]
    for table in definition.tables:
        if table.items:
            sheets.append(_about(table, catalogue))
        else:
            periods = PERIODS if table.period_columns else ()
            sheets.append(table_sheet(table, (), catalogue, periods, BLANK_ROWS, FOOTER, ready=True))
    return Layout(tuple(sheets), Properties(title=TITLE, subject="Template"))


def _about(table: TableDefinition, catalogue: Catalogue) -> Sheet:
    """Return the sheet of items, each already named and with its help, its text still to be written."""
    rows = [Row("", "", {"item": item.name}) for item in table.items]
    sheet = table_sheet(table, rows, catalogue, footer=FOOTER, ready=True)
    helps = [
        InputRule(((row, 2), (row, 2)), "any", title=item.name[:32], help=item.help)
        for row, item in enumerate(table.items, start=2)
        if item.help
    ]
    return replace(sheet, input_rules=(*sheet.input_rules, *helps))


class _Page:
    """The help page while it is being written, from top to bottom."""

    def __init__(self) -> None:
        self.row = 1
        self.cells: dict[tuple[int, int], Cell] = {}
        self.heights: dict[int, float] = {}
        self.tables: list[NativeTable] = []

    def line(self, text: str, role: str, height: float = 0) -> None:
        self.cells[self.row, 2] = Cell(text, role)
        self.heights[self.row] = height or height_for([(text, WIDTHS[1] + WIDTHS[2])], least=16)
        self.row += 1

    def table(self, name: str, title: str, headings: tuple[str, str], lines: Sequence[tuple[str, str]]) -> None:
        self.row += 1
        self.cells[self.row, 3] = Cell(None, "section")
        self.line(title, "section", 22)
        first = self.row
        for column, heading in enumerate(headings, start=2):
            self.cells[first, column] = Cell(heading, "heading")
        self.heights[first] = 18
        for left, right in lines:
            self.row += 1
            link = f"{quoted_sheet(left)}!A1" if name == "Help_sheets" else ""
            self.cells[self.row, 2] = Cell(
                left, "code_link" if link else "text_top", link=link, number_format=TEXT_FORMAT
            )
            self.cells[self.row, 3] = Cell(right, "text_top")
            self.heights[self.row] = height_for([(left, WIDTHS[1]), (right, WIDTHS[2])])
        self.tables.append(NativeTable(name, ((first, 2), (self.row, 3)), headings))
        self.row += 1


def help_sheet(tables: Sequence[TableDefinition]) -> Sheet:
    """Return the first page: what goes where, marks, periods and the rule about percentages."""
    page = _Page()
    page.line(TITLE, "title", 30)
    page.line("What a performance team keeps by hand, in one place; xlperf makes the reports from it.", "subtitle")
    for number, step in enumerate(STEPS, start=1):
        page.line(f"{number}. {step}", "text")
    page.table(
        "Help_sheets", "What goes where", ("Sheet", "What it holds"), [(each.name, each.help) for each in tables]
    )
    page.table("Help_rules", "Good to know", ("About", "Rule"), RULES)
    page.table("Help_periods", "How periods are written", ("Write", "For"), PERIOD_FORMS)
    page.table("Help_marks", "When there is no number", ("Write", "It means"), _marks())
    return Sheet(
        name=HELP,
        cells=page.cells,
        column_widths=dict(enumerate(WIDTHS, start=1)),
        row_heights=page.heights,
        tables=tuple(page.tables),
        page=Page(landscape=False, footer=FOOTER),
        tab_colour="actual",
    )


def _marks() -> list[tuple[str, str]]:
    """Return every way to say that there is no number, by what it means."""
    ways: dict[Missing, list[str]] = {}
    for text, missing in SYMBOLS.items():
        ways.setdefault(missing, []).append(text)
    return [(", ".join(texts), missing.meaning) for missing, texts in ways.items()]
