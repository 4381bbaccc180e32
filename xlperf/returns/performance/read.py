"""A performance workbook from sheets to records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import plain_code
from xlperf.returns.performance.about import authority_of, read_about
from xlperf.returns.performance.cells import figure_cells
from xlperf.returns.performance.codes import latest_days
from xlperf.returns.performance.figures import read_figures
from xlperf.returns.performance.given import read_breakdowns, read_comparators, read_populations, read_targets
from xlperf.returns.performance.measures import read_measures
from xlperf.returns.performance.records import PerformanceWorkbook, SheetRead
from xlperf.returns.performance.sheets import LONG, WIDE, has_a_table, tables_of
from xlperf.returns.performance.table import Findings, Table
from xlperf.returns.performance.words import read_actions, read_commentary, read_meetings
from xlperf.returns.period_cells import UnreadablePeriod, read_period
from xlperf.sheets.grid import Book

RETURN = "performance"
DATED = ("targets", "comparators", "commentary")
"""Tables whose periods say at which time a code is meant when no figure has it."""


def is_performance(book: Book, catalogue: Catalogue) -> bool:
    """Say whether a workbook is a performance workbook: at least one of its sheets has our name and headings."""
    return has_a_table(book, catalogue.returns[RETURN])


def read_performance(book: Book, catalogue: Catalogue) -> PerformanceWorkbook:
    """
    Return everything that a performance workbook holds, with every problem in it.

    What is wrong in one cell leaves out that figure and nothing else. The order of rows does not matter, but for what
    is given twice: there the first stands. The book has to be read with number formats; without them a percentage
    under a percent format is not known as one. Raises UnreadableFile when the workbook has none of the sheets.
    """
    findings = Findings(book.file)
    tables = tables_of(book, catalogue.returns[RETURN], findings)

    def of(*keys: str) -> list[Table]:
        return [table for table in tables if table.definition.key in keys]

    about = read_about(of("about"))
    authority = authority_of(about)
    cells = figure_cells(of(LONG, WIDE), authority)
    latest = latest_days((cell.code, cell.period.last_day) for cell in cells)
    for code, day in latest_days(_dated_codes(of(*DATED))).items():
        latest.setdefault(code, day)
    codes, listed = read_measures(of("measures"), catalogue, latest, max(latest.values(), default=None))
    return PerformanceWorkbook(
        file=book.file,
        about=about,
        authority=authority,
        indicators=codes.indicators,
        listed=listed,
        figures=read_figures(cells, codes, findings),
        targets=read_targets(of("targets"), codes, authority),
        comparators=read_comparators(of("comparators"), codes),
        populations=read_populations(of("populations"), codes, authority),
        breakdowns=read_breakdowns(of("breakdowns"), codes),
        commentary=read_commentary(of("commentary"), codes),
        actions=read_actions(of("actions"), codes),
        meetings=read_meetings(of("meetings"), codes),
        sheets=tuple(
            SheetRead(table.definition.name, table.grid.name, sum(1 for _ in table.rows())) for table in tables
        ),
        problems=tuple(findings.found),
    )


def _dated_codes(tables: Iterable[Table]) -> Iterator[tuple[str, date]]:
    """Yield each row's code with its period's last day; rows without either are reported where they are read."""
    for row in (row for table in tables for row in table.rows()):
        code = row.value("code")
        if isinstance(code, str) and plain_code(code):
            try:
                yield code, read_period(row.value("period"), row.number_format("period")).last_day
            except UnreadablePeriod:
                continue
