"""The cover of a committee paper: to whom it goes, what is asked, and the implications, in numbered paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.report.canvas import Canvas
from xlperf.report.content import ReportContent
from xlperf.report.text_fit import LINE, TALLEST_ROW, lines_needed, split_to_fit
from xlperf.sheets.address import quoted_sheet
from xlperf.sheets.layout import Page, Run, Sheet

NAME = "Cover"
NUMBER, LABEL, TEXT = 1, 2, 3
WIDTHS = (6, 28, 112)
TALLER = 1.1  # the texts are set at 11 points where row heights are reckoned at 10

PARAGRAPHS = (
    ("purpose", "Purpose"),
    ("recommendation", "Recommendation"),
    ("rationale", "Rationale"),
    ("other_options", "Other options considered"),
    ("financial", "Financial implications"),
    ("risk", "Risk management"),
    ("equality", "Equality issues"),
    ("legal", "Legal issues"),
    ("engagement", "Engagement and involvement"),
)
"""What a committee wants to be told, by the keys of the sheet About, in the order in which it stands."""

OF_THE_MEETING = (("date", "Date"), ("title", "Report title"), ("agenda_item", "Agenda item"))
ATTACHMENTS = ("attachments", "Attachments")
BEHIND_IT = (
    ("contact", "Contact"),
    ("author", "Author"),
    ("director", "Responsible director"),
    ("background_papers", "Background papers"),
)


def last_paragraph(content: ReportContent) -> int:
    """Return the number of the cover's last paragraph, after which the report's own go on; 0 without this cover."""
    return len(PARAGRAPHS) if "cover matter" in content.plan.blocks else 0


def cover_matter(content: ReportContent, contents: Sequence[tuple[str, str]]) -> Sheet:
    """
    Return the cover sheet out of the texts of the sheet About.

    What a committee requires and About does not give is shown as not stated. `contents` lists (sheet name, what it
    holds).
    """
    name = "Cover matter" if "cover" in content.plan.blocks else NAME
    sheet = Canvas(name, WIDTHS, tab_colour="accent")
    sheet.put(LABEL, content.authority, "cover_subtitle")
    sheet.next_row(22)
    board = content.about.get("board")
    sheet.put(LABEL, board or content.title, "cover_title")
    sheet.next_row(36)
    what = f"{content.title}, {content.period.heading}" if board else content.period.heading
    sheet.put(LABEL, what, "cover_subtitle")
    sheet.next_row(24)
    if subtitle := content.about.get("subtitle"):
        sheet.put(LABEL, subtitle, "note")
        sheet.next_row(15)
    sheet.next_row(8)
    for key, label in OF_THE_MEETING:
        _text(sheet, content, key, label, content.title if key == "title" else "")
    _text(sheet, content, *ATTACHMENTS)
    _section(sheet, "Summary")
    for number, (key, label) in enumerate(PARAGRAPHS, start=1):
        sheet.put(NUMBER, number, "paragraph_number")
        _text(sheet, content, key, label)
    sheet.page_breaks.append(sheet.row)
    _section(sheet, "Contact and papers")
    for key, label in BEHIND_IT:
        _text(sheet, content, key, label)
    _row(sheet, "Made from", f"{', '.join(content.inputs)}, on {content.dated.day} {content.dated:%B %Y}")
    if content.publication:
        _row(sheet, "Withheld", content.publication)
    _row(sheet, "Other formats", other_formats(content))
    _section(sheet, "Contents of this workbook")
    for name, holds in contents:
        sheet.put(LABEL, name, "link", link=f"{quoted_sheet(name)}!A1")
        sheet.put(TEXT, holds, "text")
        sheet.next_row(16)
    return sheet.finish(Page(landscape=True, footer=content.title))


def other_formats(content: ReportContent) -> str:
    """Return the sentence that says whom to ask for the report in another form."""
    whom = content.about.get("contact") or content.about.get("author")
    if not whom:
        return 'Whom to ask for this report in another format is not stated. Add "Contact" to the sheet About.'
    return f"To have this report in another format or language, please ask {whom}."


def _section(sheet: Canvas, title: str) -> None:
    sheet.next_row(8)
    for column in (NUMBER, LABEL, TEXT):
        sheet.put(column, title if column == LABEL else None, "section")
    sheet.next_row(20)


def _text(sheet: Canvas, content: ReportContent, key: str, label: str, otherwise: str = "") -> None:
    """Put what About says under a key, or that it says nothing."""
    if text := content.about.get(key) or otherwise:
        _row(sheet, label, text)
    else:
        _row(sheet, label, f'Not stated. Add "{label_in_about(label)}" to the sheet About.', "not_stated")


def label_in_about(label: str) -> str:
    """Return what an item is called in the sheet About."""
    return {"Responsible director": "Director", "Report title": "Title"}.get(label, label)


def _row(sheet: Canvas, label: str, text: str, role: str = "cover_text") -> None:
    """Put a label and its text, which goes on in further rows where it is taller than a cell can be."""
    sheet.put(LABEL, label, "cover_label")
    width = WIDTHS[TEXT - 1] / TALLER
    for paragraph in filter(None, (paragraph.strip() for paragraph in text.split("\n"))):
        for portion in split_to_fit([Run(paragraph)], width, TALLEST_ROW / TALLER):
            words = "".join(run.text for run in portion)
            sheet.put(TEXT, words, role)
            sheet.next_row(lines_needed(words, width) * LINE * TALLER + 5)
