"""The action tracker: what was agreed, by whom and by when, carried on from meeting to meeting, and what is overdue.

People type into the yellow cells; a later run reads them back by their reference and code. Everything else follows from
them by native formulas: when an action counts as due, and whether that is past on the day in the cell above the table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from xlperf.report.canvas import Canvas
from xlperf.report.content import ReportContent
from xlperf.report.due_dates import LONGEST_READ, day_in
from xlperf.report.formula_parts import quoted
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height
from xlperf.report.tracked import DONE, Tracked, tracked
from xlperf.report.typed_words import portions_of
from xlperf.returns.reports.marks import continued
from xlperf.sheets.address import area_reference, reference
from xlperf.sheets.layout import ColourRule, InputRule, Page, Sheet

NAME = "Actions"
HEADINGS = (
    "Ref", "Code", "Action", "Strategies", "Lead officer", "Meeting", "Timeframe", "Due", "Status",
    "Counts as due", "Position", "Days overdue", "Carried from", "How the day was found",
)  # fmt: skip
WIDTHS = (6, 13, 52, 15, 14, 12, 13, 12, 13, 12, 12, 9, 12, 19)
REF, CODE, ACTION, STRATEGIES, OFFICER, MEETING, TIMEFRAME, DUE, STATUS = range(1, 10)
DUE_DAY, POSITION, DAYS, CARRIED, BASIS = range(10, 15)
OVERDUE, IN_TIME, NO_DAY, FINISHED = "Overdue ▲", "In time –", "No date ○", "Done ●"
POSITION_ROLES = {OVERDUE: "rating_red", IN_TIME: "rating_none", NO_DAY: "rating_amber", FINISHED: "rating_green"}
STATUSES = ("not started", "in progress", "done")
EMPTY_ROWS = 5
AS_AT_ROW = 4
NOT_READ = "the next report reads it"
LONGEST_DATE = len("24th of September 2012")


@dataclass(frozen=True, slots=True)
class Tracker:
    """The tracker's sheet, and in which of its rows each action starts, in the tracker's order."""

    sheet: Sheet
    rows: Mapping[Tracked, int]


def actions(content: ReportContent, setting: Setting) -> tuple[ReportSheet, ...]:
    """Return the sheet of the tracker; it is made without any action too, to be filled in."""
    holds = "What was agreed, by whom and by when; what is overdue on the day named there"
    return (ReportSheet(tracker(content).sheet, holds),)


def tracker(content: ReportContent) -> Tracker:
    """Return the tracker of a report."""
    found = tracked(content)
    sheet = Canvas(NAME, WIDTHS, tab_colour="accent")
    sheet.put(1, "Action tracker", "title")
    sheet.next_row(28)
    sheet.put(1, f"{content.authority}: {content.period.heading}", "subtitle")
    sheet.next_row(18)
    sheet.next_row(6)
    last = _last_row(found)
    _as_at(sheet, content.dated, found, last)
    sheet.next_row(6)
    header = sheet.row
    for column, heading in enumerate(HEADINGS, start=1):
        sheet.put(column, heading, "heading_centre" if column == POSITION else "heading")
    sheet.next_row(30)
    rows = {one: _action(sheet, one, content.dated) for one in found}
    for _ in range(EMPTY_ROWS):
        _empty(sheet)
    _rules(sheet, header + 1, sheet.row - 1)
    _foot(sheet)
    page = Page(landscape=True, footer=content.title, repeat_rows=(header, header))
    return Tracker(sheet.finish(page, freeze_at=(header + 1, ACTION)), rows)


def _last_row(found: tuple[Tracked, ...]) -> int:
    """Return the last row of the table, which the count above it has to know."""
    return AS_AT_ROW + 2 + sum(len(portions_of_action(one)) for one in found) + EMPTY_ROWS


def _as_at(sheet: Canvas, dated: dt.date, found: tuple[Tracked, ...], last: int) -> None:
    """Put the day by which actions are overdue, which a reader may change, and how many are."""
    sheet.put(1, "As at", "label")
    sheet.put(2, dated, "input_date")
    at = (sheet.row, 2)
    sheet.input_rules.append(
        InputRule((at, at), "date", title="As at", help="Type another day to see what is overdue then.")
    )
    positions = area_reference((AS_AT_ROW + 3, POSITION), (last, POSITION), fixed=True)
    counted = " & ".join(
        f'SUMPRODUCT(--({positions}={quoted(text)}))&" {words}"'
        for text, words in ((OVERDUE, "overdue, "), (IN_TIME, "in time, "), (NO_DAY, "without a date, "))
    )
    texts = [position_of(one, dated) for one in found]
    number = {text: texts.count(text) for text in POSITION_ROLES}
    said = f"{number[OVERDUE]} overdue, {number[IN_TIME]} in time, {number[NO_DAY]} without a date, "
    formula = f'={counted}&SUMPRODUCT(--({positions}={quoted(FINISHED)}))&" done"'
    sheet.put(3, f"{said}{number[FINISHED]} done", "text", formula=formula.replace(" & ", "&"))
    sheet.next_row(18)


def portions_of_action(one: Tracked) -> list[str]:
    """Return the text of an action in portions that each fit a row."""
    return portions_of(one.action.action, WIDTHS[ACTION - 1])


def _action(sheet: Canvas, one: Tracked, dated: dt.date) -> int:
    """Put an action, going on in further rows where it is taller than a cell can be; return its first row."""
    action, row = one.action, sheet.row
    first, *others = portions_of_action(one)
    codes = "; ".join(action.codes)
    texts = {
        REF: action.ref,
        CODE: codes,
        ACTION: first,
        STRATEGIES: action.strategies,
        OFFICER: action.lead_officer,
        TIMEFRAME: action.timeframe,
        STATUS: one.status,
    }
    for column, text in texts.items():
        sheet.put(column, text, "input_text")
    _day_or_words(sheet, MEETING, action.meeting, one.meeting if day_in(action.meeting) else None)
    _day_or_words(sheet, DUE, action.due, _due_day(one))
    _worked_out(sheet, one, dated)
    shown = {**texts, MEETING: action.meeting, DUE: action.due, BASIS: one.due.basis}
    sheet.next_row(row_height([(text, WIDTHS[column - 1]) for column, text in shown.items()], least=17))
    for number, text in enumerate(others, start=1):
        sheet.put(REF, action.ref, "input_text")
        sheet.put(CODE, continued(codes, number), "input_text")
        sheet.put(ACTION, text, "input_text")
        sheet.next_row(row_height([(text, WIDTHS[ACTION - 1])], least=17))
    return row


def _due_day(one: Tracked) -> dt.date | None:
    """Return the day that Due says when it is a date and nothing else, so that its cell can hold the date itself."""
    text = one.action.due
    only = len(text) <= LONGEST_DATE and not set(text) & set("(;:")
    return one.due.day if only and one.due.day is not None and one.due.day == day_in(text) else None


def _day_or_words(sheet: Canvas, column: int, text: str, day: dt.date | None) -> None:
    if day is not None and day.year >= 1901:
        sheet.put(column, day, "input_date")
    else:
        sheet.put(column, text, "input_text")


def _worked_out(sheet: Canvas, one: Tracked | None, dated: dt.date) -> None:
    """Put what follows from the typed cells of the current row."""
    row = sheet.row
    typed = {column: reference(row, column) for column in (ACTION, MEETING, TIMEFRAME, DUE, STATUS, DUE_DAY, POSITION)}
    due, day = typed[DUE], typed[DUE_DAY]
    in_words, basis = _in_words(one, typed)
    found = one.due.day if one else None
    when = f"IF(ISNUMBER({due}),{due},{in_words})"
    sheet.put(DUE_DAY, found if found else "", "date", formula=f'=IF({typed[ACTION]}="","",{when})')
    as_at = reference(AS_AT_ROW, 2, fixed=True)
    finished = ",".join(f"LEFT(LOWER(TRIM({typed[STATUS]})),{len(word)})={quoted(word)}" for word in DONE)
    timely = f"IF({day}<{as_at},{quoted(OVERDUE)},{quoted(IN_TIME)})"
    judged = f"IF(OR({finished}),{quoted(FINISHED)},IF(COUNT({day},{as_at})=2,{timely},{quoted(NO_DAY)}))"
    position = position_of(one, dated) if one else ""
    sheet.put(POSITION, position, "rating", formula=f'=IF({typed[ACTION]}="","",{judged})')
    late = (dated - found).days if found and position == OVERDUE else ""
    sheet.put(
        DAYS,
        late,
        "number_top",
        formula=f'=IF({typed[POSITION]}={quoted(OVERDUE)},{as_at}-{day},"")',
        number_format="0",
    )
    sheet.put(CARRIED, one.carried_from if one else None, "date")
    written = f'=IF({typed[ACTION]}="","",IF(ISNUMBER({due}),"day as written",{basis}))'
    sheet.put(BASIS, one.due.basis if one else "", "code", formula=written)


def _in_words(one: Tracked | None, typed: Mapping[int, str]) -> tuple[str, str]:
    """
    Return the formulas for a day that stands in words, and for how it was found or why it was not.

    Both hold only while the words are those that were read.
    """
    if one is None:
        return '""', quoted(NOT_READ)
    due = one.due
    words = {DUE: one.action.due}
    if due.from_timeframe or due.day is None:
        words[TIMEFRAME] = one.action.timeframe
    readable = {column: text for column, text in words.items() if len(text) <= LONGEST_READ and "\n" not in text}
    if not readable or _due_day(one):
        return '""', quoted(due.basis)
    same = ",".join(f"{typed[column]}={quoted(text)}" for column, text in readable.items())
    day = '""' if due.day is None else f'IF(AND({same}),DATE({due.day.year},{due.day.month},{due.day.day}),"")'
    return day, f"IF(AND({same}),{quoted(due.basis)},{quoted(NOT_READ)})"


def position_of(one: Tracked, dated: dt.date) -> str:
    """Return where an action stands on a day, as its cell says it."""
    if one.is_done:
        return FINISHED
    if one.due.day is None:
        return NO_DAY
    return OVERDUE if one.due.day < dated else IN_TIME


def _empty(sheet: Canvas) -> None:
    """Put a row in which a further action may be typed."""
    for column in range(REF, STATUS + 1):
        sheet.put(column, None, "input_date" if column in (MEETING, DUE) else "input_text")
    _worked_out(sheet, None, dt.date.min)
    sheet.next_row(17)


def _rules(sheet: Canvas, first: int, last: int) -> None:
    sheet.colour_rules += position_colours((first, POSITION), (last, POSITION))
    sheet.input_rules.append(
        InputRule(
            ((first, STATUS), (last, STATUS)),
            "list",
            choices=STATUSES,
            title="Status",
            help="not started, in progress or done. Overdue is worked out.",
            refuse=False,
        )
    )
    sheet.input_rules.append(
        InputRule(((first, DUE), (last, DUE)), "any", title="Due", help="A day, such as 31/08/2012. Words are kept.")
    )


def position_colours(first: tuple[int, int], last: tuple[int, int]) -> list[ColourRule]:
    """Return the rules that colour a column of positions from the words in its cells."""
    return [ColourRule((first, last), role, text=text) for text, role in POSITION_ROLES.items()]


def _foot(sheet: Canvas) -> None:
    sheet.next_row(8)
    for text in (
        "Type into the yellow cells; the next report reads them back by Ref and Code. The last rows are for what is "
        "newly agreed: give each a Ref of its own.",
        "A day written in Due counts. Words count where a rule is clear: the end of a month, quarter or financial year "
        "that is named, or so many months from the meeting (short term 4, medium term 10).",
        "Overdue is what is not done and was due before the day above. What is done is shown once as done, at the next "
        "meeting, and then drops out.",
    ):
        sheet.put(1, text, "note")
        sheet.next_row()
