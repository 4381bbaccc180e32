"""What the sheets of a surgery share: their names, how they begin, and their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.pack import Surgery
from xlperf.report.text_fit import row_height
from xlperf.sheets.address import quoted_sheet
from xlperf.sheets.layout import Page
from xlperf.workbook.writing.names import sheet_name

CONTENTS = "Contents"
LONGEST_CODE = 18  # of a code in a sheet's name, so that the name of the part stands behind it whole
TITLE_HEIGHT, SUBTITLE_HEIGHT, SECTION_HEIGHT, SPACE = 28, 18, 22, 8
POINTS_PER_UNIT, USUAL_HEIGHT = 5.5, 15.0  # of a column's width, and of a row
PAGE_WIDTH, PAGE_HEIGHT = 770.0, 505.0  # points of A4 across, within the margins
LITTLE_MORE = 1.3
OTHER_SHEETS = (CONTENTS, "Cover", "Key", "Figures", "Definitions", "Notes", "Data quality", "Records", "Breakdowns")


@dataclass(frozen=True, slots=True)
class Case:
    """One measure of the pack: its surgery, its line and the names of its sheets."""

    surgery: Surgery
    line: Line
    overview: str
    background: str
    analysis: str
    deprivation: str
    action_plan: str

    @property
    def title(self) -> str:
        """The code and the title of the measure."""
        return f"{self.line.code}: {self.line.indicator.title}"


def cases(content: ReportContent) -> tuple[Case, ...]:
    """Return the measures of the pack with names for their sheets, each name once."""
    lines = {line.code: line for line in content.all_lines}
    taken = {name.casefold() for name in OTHER_SHEETS}
    found = []
    for surgery in content.surgeries:
        names = []
        for part in ("overview", "background", "analysis", "deprivation", "action plan"):
            names.append(sheet_name(f"{surgery.code[:LONGEST_CODE].strip()} {part}", taken))
            taken.add(names[-1].casefold())
        found.append(Case(surgery, lines[surgery.code], *names))
    return tuple(found)


def begin(case: Case, content: ReportContent, name: str, widths: Sequence[float], part: str) -> Canvas:
    """Return a sheet with its title, whose report it is and of which period, and the way back to the contents."""
    sheet = Canvas(name, widths)
    sheet.put(1, case.title, "title")
    sheet.next_row(TITLE_HEIGHT)
    sheet.put(1, f"{content.authority}: {content.period.heading}", "subtitle")
    sheet.next_row(SUBTITLE_HEIGHT)
    if "surgery contents" in content.plan.blocks:
        sheet.put(1, CONTENTS, "link", link=f"{quoted_sheet(CONTENTS)}!A1")
    sheet.put(2, part, "note")
    sheet.next_row(16)
    return sheet


def section(sheet: Canvas, title: str, columns: int) -> None:
    """Put the title of a part of the sheet, with a line beneath it."""
    for column in range(1, columns + 1):
        sheet.put(column, title if column == 1 else None, "section")
    sheet.next_row(SECTION_HEIGHT)


def headings(sheet: Canvas, texts: Sequence[str], numbers: range = range(0), centred: int = 0) -> int:
    """Put a row of headings and return its number; those of numbers stand at the right, that of a status centred."""
    for column, text in enumerate(texts, start=1):
        role = "heading_number" if column in numbers else "heading_centre" if column == centred else "heading"
        sheet.put(column, text, role)
    widths = [(text, sheet.widths[column] - 2) for column, text in enumerate(texts)]
    return sheet.next_row(row_height(widths, least=18))


def told(sheet: Canvas, text: str, formula: str = "", role: str = "note") -> None:
    """Put one line of words, which runs on over the empty cells beside it."""
    sheet.put(1, text, role, formula=formula)
    sheet.next_row(16)


def page(content: ReportContent, case: Case, landscape: bool = True, header: int = 0, one_page: bool = False) -> Page:
    """Return how a sheet of a measure prints; `header` is a row to repeat on each page."""
    footer = f"{content.title}: {case.line.code}"
    repeated = (header, header) if header else None
    return Page(landscape=landscape, footer=footer, repeat_rows=repeated, one_page=one_page)


def nearly_one_page(sheet: Canvas) -> bool:
    """Say whether a sheet that prints across takes little more than a page, so that it may as well be fitted to one."""
    width = sum(sheet.widths) * POINTS_PER_UNIT
    height = sum(sheet.heights.get(row, USUAL_HEIGHT) for row in range(1, sheet.row))
    room = PAGE_HEIGHT * max(1.0, width / PAGE_WIDTH)
    return room < height <= room * LITTLE_MORE
