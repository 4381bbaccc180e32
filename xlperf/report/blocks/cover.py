"""The cover: whose report this is, how many indicators are where, and what is on which sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from xlperf.report.canvas import Canvas
from xlperf.report.content import ReportContent
from xlperf.report.text_fit import row_height
from xlperf.results.rating import NO_DATA, NO_TARGET, STATES, Grade, rating_text
from xlperf.sheets.address import quoted_sheet
from xlperf.sheets.layout import Page, Sheet

NAME = "Cover"
WIDTHS = (3, 22, 84, 12)
MOST_FILES = 8  # so many are named on the cover


def cover(content: ReportContent, contents: Sequence[tuple[str, str]], count_formula: dict[str, str]) -> Sheet:
    """
    Return the cover sheet.

    `contents` lists (sheet name, what it holds); `count_formula` gives for each rating's text the formula that counts
    it on the indicators sheet, so that the summary follows when a target is changed.
    """
    sheet = Canvas(NAME, WIDTHS, tab_colour="accent")
    sheet.next_row(24)
    sheet.put(2, content.authority, "cover_subtitle")
    sheet.next_row(22)
    sheet.put(2, content.title, "cover_title")
    sheet.next_row(34)
    sheet.put(2, content.period.heading, "cover_subtitle")
    sheet.next_row(22)
    sheet.next_row(10)
    for label, text in _facts(content):
        sheet.put(2, label, "cover_label")
        sheet.put(3, text, "cover_text")
        sheet.next_row(row_height([(text, WIDTHS[2])], least=16))
    sheet.next_row()
    _summary(sheet, content, count_formula)
    sheet.next_row()
    sheet.put(2, "Contents", "section")
    sheet.put(3, None, "section")
    sheet.put(4, None, "section")
    sheet.next_row(20)
    for name, what in contents:
        sheet.put(2, name, "link", link=f"{quoted_sheet(name)}!A1")
        sheet.put(3, what, "text")
        sheet.next_row(16)
    return sheet.finish(Page(landscape=True, footer=content.title, one_page=True))


def _facts(content: ReportContent) -> list[tuple[str, str]]:
    about = content.about
    facts = [
        ("Report to", about.get("board", "")),
        ("Period", content.period.heading),
        ("Prepared on", f"{content.dated.day} {content.dated:%B %Y}"),
        ("Author", about.get("author", "")),
        ("Contact", about.get("contact", "")),
        ("Made from", _files(content.inputs)),
        ("Purpose", content.plan.purpose),
        ("Withheld", content.publication),
    ]
    return [(label, text) for label, text in facts if text]


def _files(names: Sequence[str]) -> str:
    """Return the names of the inputs; of many, as a return in tables has, the first ones and how many more."""
    if len(names) <= MOST_FILES:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_FILES])} and {len(names) - MOST_FILES} more"


def _summary(sheet: Canvas, content: ReportContent, count_formula: dict[str, str]) -> None:
    """Put how many indicators have each rating, as formulas over the status column."""
    counts = Counter(rating_text(line.judged.rating, line.scheme) for line in content.lines)
    sheet.put(2, "Indicators by status", "section")
    sheet.put(3, None, "section")
    sheet.put(4, None, "section")
    sheet.next_row(20)
    sheet.put(2, "Status", "heading_centre")
    sheet.put(3, "What it means", "heading_beside")
    sheet.put(4, "Indicators", "heading_number")
    sheet.next_row(18)
    for grade in grades_in_use(content):
        sheet.put(2, grade.text, grade.role)
        sheet.put(3, grade.meaning, "text_beside")
        sheet.put(4, counts[grade.text], "number", formula=count_formula.get(grade.text, ""))
        sheet.next_row(17)


def grades_in_use(content: ReportContent) -> list[Grade]:
    """Return the grades of the report's schemes, worst last, then the states that a line is in or may come to be in."""
    grades: dict[str, Grade] = {}
    for grade in (grade for scheme in content.schemes for grade in scheme.grades):
        known = grades.setdefault(grade.text, grade)
        if grade.meaning not in known.meaning:
            grades[grade.text] = replace(
                known, meaning=f"{known.meaning}; or {grade.meaning[:1].lower()}{grade.meaning[1:]}"
            )
    in_use = {line.judged.rating for line in content.lines}
    if content.schemes:
        in_use |= {NO_TARGET.rating, NO_DATA.rating}  # which come about when a reader empties a target or a count
    states = [state for state in STATES.values() if state.rating in in_use]
    return [*grades.values(), *states]
