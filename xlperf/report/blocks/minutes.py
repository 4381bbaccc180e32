"""The minutes of a meeting: who was there, and for each measure the facts, issues, actions and further review.

The factual sentences are stored words, because minutes are a record of what a meeting was told. Beside each stand its
figures as native formulas, and a cell that says when they are no longer those of the sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xlperf.report.blocks import actions as tracker_columns
from xlperf.report.blocks.actions import OVERDUE, Tracker, portions_of_action, position_colours, position_of, tracker
from xlperf.report.blocks.key import rating_colours
from xlperf.report.blocks.minute_facts import ABOUT, CODE, LAST, STATUS, TEXT, WIDTHS, facts_table
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.formula_parts import quoted
from xlperf.report.pack import AgendaItem, Meeting
from xlperf.report.paging import breaks_between, room_on_a_page
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height
from xlperf.report.tracked import Tracked, tracked
from xlperf.report.typed_words import portions_of
from xlperf.returns.reports.marks import continued
from xlperf.sheets.address import quoted_sheet, reference
from xlperf.sheets.layout import Page, Stored

NAME = "Minutes"
TRACKER = tracker_columns.NAME
HEAD = ("Item", "Initials", "Entry")
WORDS = ("Code", "Part", "Commentary")
ACTIONS = ("Ref", "Part", "Action", "Due", "Days over", "Status", "Position", "Lead officer")
HEADING_ROLES = {"Days over": "heading_number", "Position": "heading_centre"}
EMPTY_ATTENDEES, EMPTY_APOLOGIES = 6, 2
TALL_ENOUGH_TO_TYPE = 44.0
SAID = (
    "The sentences are kept as the meeting was told them; the numbers beside them follow when a figure or target is "
    "changed. By what rules they choose their words stands in the notes."
)


def minutes(content: ReportContent, setting: Setting) -> tuple[ReportSheet, ...]:
    """Return the sheet of the minutes; none where the content holds no meeting, not even an empty form."""
    meeting = content.meeting
    if meeting is None:
        return ()
    sheet = Canvas(NAME, WIDTHS, tab_colour="accent")
    sheet.put(1, _title(content, meeting), "title")
    sheet.next_row(28)
    sheet.put(1, f"{content.authority}: {content.period.heading}", "subtitle")
    sheet.next_row(18)
    if meeting.chosen_because:
        sheet.next_row(6)
        sheet.put(TEXT, meeting.chosen_because, "note_wrapped")
        sheet.put(CODE, "No meeting" if not meeting.is_held else "Date", "warning_note")
        sheet.next_row(row_height([(meeting.chosen_because, WIDTHS[TEXT - 1])]))
    sheet.next_row(8)
    _head(sheet, meeting)
    sheet.put(1, SAID, "note")
    sheet.next_row(16)
    first, blocks = sheet.row, [1]
    typed = tracker(content) if "actions" in content.plan.blocks else None
    lines = {line.code: line for line in content.all_lines}
    for item in meeting.items:
        blocks += _item(sheet, item, lines.get(item.code), setting, content, typed)
    last = (sheet.row, STATUS)
    sheet.colour_rules += [
        *rating_colours((first, STATUS), last, content.schemes),
        *position_colours((first, STATUS), last),
    ]
    sheet.page_breaks += breaks_between(blocks, sheet.row - 1, sheet.heights, room_on_a_page(WIDTHS))
    page = Page(landscape=True, footer=content.title)
    return (ReportSheet(sheet.finish(page), "Who met, what the figures say, issues, actions and further review"),)


def _title(content: ReportContent, meeting: Meeting) -> str:
    what = (meeting.stated.title or content.about.get("board", "") or content.title).removeprefix("Minutes of ")
    return f"Minutes of {what}" if meeting.is_held else f"Minutes of {what}: a form to fill in"


def _heading_row(sheet: Canvas, headings: Sequence[str]) -> None:
    for column in range(1, LAST + 1):
        if column <= len(headings):
            heading = headings[column - 1]
            sheet.put(column, heading, HEADING_ROLES.get(heading, "heading"))
    sheet.next_row(18)


def _head(sheet: Canvas, meeting: Meeting) -> None:
    """Put date, place, times and people, each in a cell that may be filled in or corrected."""
    _heading_row(sheet, HEAD)
    stated = meeting.stated
    entries: list[tuple[str, str, Stored]] = [
        ("Date", "", stated.date),
        ("Venue", "", stated.venue),
        ("Start", "", stated.start),
        ("End", "", stated.end),
    ]
    if stated.chair:
        entries.append(("Chair", "", stated.chair))
    attended = meeting.attendees or (("", ""),) * EMPTY_ATTENDEES
    absent = meeting.apologies or ((("", ""),) * EMPTY_APOLOGIES if not meeting.is_held else ())
    entries += [("Attended", initials, name) for name, initials in attended]
    entries += [("Apologies", initials, name) for name, initials in absent]
    for item, initials, entry in entries:
        sheet.put(CODE, item, "label")
        is_person = item in ("Attended", "Apologies")
        sheet.put(ABOUT, initials, "input_text" if is_person else "text_top")
        sheet.put(TEXT, entry, "input_date" if item == "Date" else "input_text")
        sheet.next_row(row_height([(str(entry or ""), WIDTHS[TEXT - 1])], least=15))


def _item(
    sheet: Canvas,
    item: AgendaItem,
    line: Line | None,
    setting: Setting,
    content: ReportContent,
    typed: Tracker | None,
) -> list[int]:
    """Put an item; return the first rows of its tables, the first with the item's title above it."""
    starts = [sheet.row]
    sheet.next_row(12)
    title = f"{item.letter}) {item.code}: {item.title}" if item.code else f"{item.letter}) {item.title}"
    for column in range(1, LAST + 1):
        sheet.put(column, title if column == 1 else None, "section")
    sheet.next_row(22)
    if item.facts:
        facts_table(sheet, item, line, setting)
    code = item.code or "All"
    starts.append(sheet.row)
    _words(sheet, code, "Issues", "\n".join(item.issues))
    starts.append(sheet.row)
    _actions(sheet, item, content, typed)
    starts.append(sheet.row)
    _words(sheet, code, "Further review", item.further_review, _review_by(item))
    return starts


def _review_by(item: AgendaItem) -> str:
    return (
        f"By {item.review_by.day} {item.review_by:%B %Y}, the last day that these words name." if item.review_by else ""
    )


def _words(sheet: Canvas, code: str, part: str, text: str, note: str = "") -> None:
    """Put words that people may change, going on in further rows where they are taller than a cell can be."""
    sheet.next_row(6)
    _heading_row(sheet, WORDS)
    width = WIDTHS[TEXT - 1]
    for number, words in enumerate(portions_of(text, width)):
        sheet.put(CODE, continued(code, number), "code")
        sheet.put(ABOUT, part, "label")
        sheet.put(TEXT, words, "input_text")
        if note and not number:
            sheet.put(TEXT + 1, note, "note")
        least = 17 if words else TALL_ENOUGH_TO_TYPE
        sheet.next_row(row_height([(words, width)], least=least))


def _actions(sheet: Canvas, item: AgendaItem, content: ReportContent, typed: Tracker | None) -> None:
    """Put the item's actions, pointing at the tracker where the plan has one: that is where they are typed."""
    sheet.next_row(6)
    rows = [(part, one) for one in tracked(content) if (part := _part(item, one))]
    if not rows:
        where = " Type what is agreed into the sheet Actions." if typed else ""
        sheet.put(CODE, f"No action is recorded for this item.{where}", "note")
        sheet.next_row(16)
        return
    _heading_row(sheet, ACTIONS)
    for part, one in rows:
        _action(sheet, part, one, content.dated, typed)


def _part(item: AgendaItem, one: Tracked) -> str:
    """Return what an action is to the item; empty when it belongs to another."""
    if one.action in item.agreed:
        return "Agreed here"
    if one.action in item.planned:
        return "Carried on" if one.carried_from else "Action plan"
    return ""


def _action(sheet: Canvas, part: str, one: Tracked, dated: dt.date, typed: Tracker | None) -> None:
    action = one.action
    first, *others = portions_of_action(one)
    strategies = f" ({action.strategies})" if action.strategies else ""
    goes_on = " (goes on in the sheet Actions)" if others else ""
    words = f"{first}{strategies}{goes_on}"
    position = position_of(one, dated)
    late = (dated - one.due.day).days if one.due.day and position == OVERDUE else ""
    sheet.put(ABOUT, part, "label")
    row = typed.rows[one] if typed else 0
    if typed is None:
        sheet.put(CODE, action.ref, "code")
        sheet.put(TEXT, words, "wrapped")
    else:
        sheet.put(CODE, action.ref, "code_link", link=f"{quoted_sheet(TRACKER)}!A{row}")
        text, also = _at(row, tracker_columns.ACTION), _at(row, tracker_columns.STRATEGIES)
        more = f"&{quoted(goes_on)}" if goes_on else ""
        formula = f'={text}&IF({also}="",""," ("&{also}&")"){more}'
        sheet.put(TEXT, words, "wrapped", formula=formula)
    cells: tuple[tuple[int, Stored, str, int], ...] = (
        (4, one.due.day or "", "date", tracker_columns.DUE_DAY),
        (5, late, "number_top", tracker_columns.DAYS),
        (6, one.status, "text_top", tracker_columns.STATUS),
        (7, position, "rating", tracker_columns.POSITION),
        (8, action.lead_officer, "text_top", tracker_columns.OFFICER),
    )
    for column, value, role, source in cells:
        formula = f'=IF({_at(row, source)}="","",{_at(row, source)})' if typed else ""
        sheet.put(column, value, role, formula=formula, number_format="0" if column == 5 else "")
    texts = ((words, WIDTHS[TEXT - 1]), (one.status, WIDTHS[5]), (action.lead_officer, WIDTHS[7]))
    sheet.next_row(row_height(texts, least=17))


def _at(row: int, column: int) -> str:
    """Return a formula's reference to a cell of the tracker."""
    return reference(row, column, sheet=TRACKER, fixed=True)
