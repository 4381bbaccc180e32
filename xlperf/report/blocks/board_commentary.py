"""The board's commentary: numbered paragraphs by indicator, in cells that people type in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlperf.definitions.indicator import Indicator
from xlperf.figure import shown
from xlperf.report.blocks.board import paragraph_of_table
from xlperf.report.blocks.cover_matter import last_paragraph
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.paging import breaks_between, room_on_a_page
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height
from xlperf.report.typed_words import COUNTER_WIDTH, HELP, length_colours, length_heading, portions_of, put_length
from xlperf.returns.reports.marks import continued, pointer
from xlperf.sheets.address import cell_name
from xlperf.sheets.layout import InputRule, Page

NAME = "Commentary"
PARAGRAPH, CODE, PART, TEXT, LENGTH = 1, 2, 3, 4, 5
HEADINGS = ("Paragraph", "Code", "Part", "Commentary")
WIDTHS = (11.5, 13, 22, 103)


@dataclass(frozen=True, slots=True)
class Block:
    """What the composing functions below share. `header` is the row of the headings."""

    sheet: Canvas
    content: ReportContent
    header: int

    @property
    def columns(self) -> int:
        """How many columns the table has: one more where the length is counted."""
        return len(self.sheet.widths)


def board_commentary(content: ReportContent, setting: Setting) -> tuple[ReportSheet, ...]:
    """Return the sheet of the commentary. `setting` is not needed: no figure stands here."""
    limit = content.plan.length_limit
    sheet = Canvas(NAME, (*WIDTHS, COUNTER_WIDTH) if limit else WIDTHS, tab_colour="accent")
    sheet.put(1, "Commentary", "title")
    sheet.next_row(28)
    sheet.put(1, f"{content.authority}: {content.period.heading}", "subtitle")
    sheet.next_row(18)
    sheet.next_row(8)
    for column, heading in enumerate(HEADINGS, start=1):
        sheet.put(column, heading, "heading_number" if column == PARAGRAPH else "heading")
    if limit:
        sheet.put(LENGTH, length_heading(limit), "heading_number")
    header = sheet.next_row(30 if limit else 20)
    block = Block(sheet, content, header)
    groups = [first for line in content.lines for first in _line(block, line)]
    room = room_on_a_page(sheet.widths)
    sheet.page_breaks += breaks_between(groups, sheet.row - 1, sheet.heights, room, sheet.heights[header])
    if limit and sheet.row > header + 1:
        sheet.colour_rules.append(length_colours(LENGTH, header + 1, sheet.row - 1, limit))
    page = Page(landscape=True, footer=content.title, repeat_rows=(header, header))
    holds = "What the service says about each indicator, in numbered paragraphs; typed into the yellow cells"
    return (ReportSheet(sheet.finish(page, freeze_at=(header + 1, 1)), holds),)


def polarity_sentence(indicator: Indicator) -> str:
    """Return which way is better, as a sentence."""
    match indicator.polarity.direction:
        case "range":
            lower, upper = (shown(edge, indicator.places, indicator.unit) for edge in indicator.polarity.edges)
            return f"For this indicator a value from {lower} to {upper} is good."
        case "low" | "high" as direction:
            return f"For this indicator a {direction} value is good."
        case _:
            return "For this indicator neither a low nor a high value is good in itself."


def texts_by_part(line: Line, content: ReportContent) -> list[tuple[str, str]]:
    """
    Return a line's commentary by part: those of the plan in its order, also when nothing is said, then all others.

    What belongs to no part comes first. Several texts of one part follow each other in one cell.
    """
    parts: dict[str, list[str]] = {"": [], **{part: [] for part in content.plan.commentary_parts}}
    names = {part.casefold(): part for part in parts}
    for remark in line.remarks:
        parts.setdefault(names.setdefault(remark.part.casefold(), remark.part), []).append(remark.words)
    if not content.plan.commentary_parts or parts[""]:
        return [(part, "\n".join(texts)) for part, texts in parts.items()]
    return [(part, "\n".join(texts)) for part, texts in parts.items() if part]


def codes_of(line: Line, content: ReportContent) -> str:
    """Return the codes that a line's commentary serves: its own, and those of lines that point at it."""
    others = [one.code for one in content.lines if one.remarks_stand_at == line.code and one.code != line.code]
    return ", ".join([line.code, *others])


def _line(block: Block, line: Line) -> list[int]:
    """
    Put an indicator's heading, then its parts; which way is better stands after the first.

    Return the rows before which a page may end: never between the heading and that sentence.
    """
    sheet = block.sheet
    may_end_before = [sheet.row]
    for column in range(1, block.columns + 1):
        sheet.put(column, f"{line.indicator.title} ({line.code})" if column == 1 else None, "group_heading")
    sheet.next_row(20)
    if line.remarks_stand_at and line.remarks_stand_at != line.code:
        _own_words(block, polarity_sentence(line.indicator))
        _part(block, line.code, "", pointer(line.remarks_stand_at))
        return may_end_before
    codes = codes_of(line, block.content)
    for number, (part, text) in enumerate(texts_by_part(line, block.content)):
        if number:
            may_end_before.append(sheet.row)
        _part(block, codes, part, text)
        if number == 0:
            _own_words(block, polarity_sentence(line.indicator))
    return may_end_before


def _own_words(block: Block, text: str) -> None:
    """Put a paragraph of xlperf's own words. It has no code, so nobody takes it for a comment."""
    sheet = block.sheet
    _number(block, "", text)
    for column in range(CODE, block.columns + 1):
        sheet.put(column, text if column == TEXT else None, "wrapped")
    sheet.next_row(row_height([(text, WIDTHS[TEXT - 1])], least=17))


def _part(block: Block, codes: str, part: str, text: str) -> None:
    """Put one part, which goes on in further rows when it is taller than a cell can be."""
    sheet = block.sheet
    portions = portions_of(text, WIDTHS[TEXT - 1])
    for number, portion in enumerate(portions):
        at = cell_name(sheet.row, TEXT)
        if number == 0:
            _number(block, at, text)
        else:
            sheet.put(PARAGRAPH, None, "paragraph")
        sheet.put(CODE, continued(codes, number), "code")
        sheet.put(PART, part, "wrapped")
        where = sheet.put(TEXT, portion or None, "input_text")
        sheet.input_rules.append(InputRule((where, where), "any", title="Commentary", help=HELP))
        if block.content.plan.length_limit:
            _length(block, portions if number == 0 else ())
        heights = [(portion, WIDTHS[TEXT - 1]), (codes, WIDTHS[CODE - 1]), (part, WIDTHS[PART - 1])]
        sheet.next_row(row_height(heights, least=17))


def _number(block: Block, typed: str, text: str) -> None:
    """
    Put the paragraph's number: one more than the last above it; none while the cell `typed` into is empty.

    As a formula, so that the numbers are right again when somebody has typed into an empty cell.
    """
    sheet = block.sheet
    before = first_number(block.content) - 1
    above = f"{cell_name(block.header, PARAGRAPH)}:{cell_name(sheet.row - 1, PARAGRAPH)}".replace("A", "A$", 1)
    following = f"MAX({before},{above})+1"
    formula = f'=IF(LEN({typed})>0,{following},"")' if typed else f"={following}"
    numbers = [cell.value for (_, column), cell in sheet.cells.items() if column == PARAGRAPH]
    last = max((number for number in numbers if isinstance(number, int | float)), default=before)
    sheet.put(PARAGRAPH, last + 1 if text else "", "paragraph", formula=formula)


def first_number(content: ReportContent) -> int:
    """Return the number of the first paragraph of the commentary: those of the cover and the table come before."""
    return (paragraph_of_table(content) if "board table" in content.plan.blocks else last_paragraph(content)) + 1


def _length(block: Block, portions: Sequence[str]) -> None:
    """Put how many characters a part has, all its rows together; the rows that go on have no count of their own."""
    if portions:
        put_length(block.sheet, LENGTH, TEXT, portions)
    else:
        block.sheet.put(LENGTH, None, "number_top")
