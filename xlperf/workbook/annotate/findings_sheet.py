"""The sheet of findings: every problem with a link to its cell, as a worksheet part of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from xlperf.problem import Problem, Severity
from xlperf.sheets.address import LAST_ROW, cell_name, quoted_sheet
from xlperf.workbook.annotate.styles import Styles
from xlperf.workbook.plain_xml import MAIN
from xlperf.workbook.splice import as_ascii
from xlperf.workbook.writing.texts import LONGEST_IN_CELL, attribute_text

HEADINGS = ("Severity", "Sheet", "Cell", "What was found", "Rule", "Marked with")
_WIDTHS = (11, 26, 10, 90, 30, 18)
_FIRST_ROW = 5
MOST_ROWS = LAST_ROW - _FIRST_ROW
MOST_LINKS = 60_000  # Excel holds 65,530 links in a sheet

NOTHING = "Nothing was found."
ABOUT = (
    "This sheet, and the fills and notes of the cells that it names, were added by xlperf to a copy of the workbook. "
    "Nothing else in it was changed."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One problem as it is listed: where its link leads (nowhere when empty), and how its cell was marked."""

    problem: Problem
    link: str  # 'List 7'!F17
    marked: str


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: int
    wrapped: int
    top: int
    link: int
    filled: Mapping[Severity, int]


def link_to(sheet: str, row: int, column: int) -> str:
    """Return the place inside the workbook that a link leads to."""
    return f"{quoted_sheet(sheet)}!{cell_name(row, column)}"


def findings_part(lines: Sequence[Line], styles: Styles) -> bytes:
    """Return the worksheet part; its cell formats are put into `styles`."""
    formats = _Formats(
        styles.heading(),
        styles.wrapped(),
        styles.top(),
        styles.link(),
        {severity: styles.filled(severity) for severity in Severity},
    )
    shown = lines[:MOST_ROWS]
    rows = [
        _row(1, [("Findings of xlperf", formats.heading)]),
        _row(2, [(ABOUT, 0)]),
        _row(3, [(_counted(lines), 0)]),
        _row(4, [(heading, formats.heading) for heading in HEADINGS]),
        *(_row(number, _cells(line, formats)) for number, line in enumerate(shown, _FIRST_ROW)),
    ]
    links = [(number, line.link) for number, line in enumerate(shown, _FIRST_ROW) if line.link][:MOST_LINKS]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, 1)
    )
    return as_ascii(
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:F{max(_FIRST_ROW - 1 + len(shown), 4)}"/>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="4" topLeftCell="A{_FIRST_ROW}" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews>"
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData>'
        f'{_hyperlinks(links)}<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _counted(lines: Sequence[Line]) -> str:
    if not lines:
        return NOTHING
    numbers = {severity: sum(line.problem.severity is severity for line in lines) for severity in Severity}
    told = ", ".join(f"{number:,} {severity}{'' if number == 1 else 's'}" for severity, number in numbers.items())
    beyond = f" The first {MOST_ROWS:,} are listed." if len(lines) > MOST_ROWS else ""
    return f"{told}.{beyond}"


def _cells(line: Line, formats: _Formats) -> Iterable[tuple[str, int]]:
    problem = line.problem
    return (
        (problem.severity.value, formats.filled[problem.severity]),
        (problem.sheet, formats.top),
        (problem.cell, formats.link if line.link else formats.top),
        (problem.message, formats.wrapped),
        (problem.rule, formats.top),
        (line.marked, formats.top),
    )


def _row(number: int, cells: Iterable[tuple[str, int]]) -> str:
    inside = "".join(
        f'<c r="{cell_name(number, column)}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(attribute_text(text[:LONGEST_IN_CELL]))}</t></is></c>"
        for column, (text, style) in enumerate(cells, 1)
        if text
    )
    return f'<row r="{number}">{inside}</row>'


def _hyperlinks(links: Sequence[tuple[int, str]]) -> str:
    if not links:
        return ""
    listed = "".join(f'<hyperlink ref="C{number}" location={quoteattr(place)}/>' for number, place in links)
    return f"<hyperlinks>{listed}</hyperlinks>"
