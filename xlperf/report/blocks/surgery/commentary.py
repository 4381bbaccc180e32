"""Words that people type into a report: a table of code, part and commentary, which a later run reads back."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.report.blocks.surgery.part import headings
from xlperf.report.canvas import Canvas
from xlperf.report.text_fit import row_height
from xlperf.report.typed_words import portions_of
from xlperf.returns.reports.marks import continued
from xlperf.sheets.layout import Address, InputRule

CODE, PART, WORDS = 1, 2, 3
LEAST_HEIGHT = 24.0
ASKED = {
    "Direction of travel": "Which way has it gone, and since when?",
    "Latest position": "What is known of the time after the period?",
    "Factors": "What generally moves this measure?",
    "Causes": "What lies behind the present performance?",
    "Equalities": "Does it differ by equality group, place or client group?",
    "Partners": "Whose help is needed: other services, departments, organisations?",
    "Additional information": "Comparators, value for money, breakdowns, anything else?",
    "Deprivation": "What does the relation to deprivation tell?",
    "Other reason": "Another reason for surgery. Whatever stands here makes the reason hold.",
    "Reviewed before": "Was the measure reviewed at an earlier surgery, and when?",
}


def commentary_table(sheet: Canvas, code: str, parts: Sequence[tuple[str, str]]) -> dict[str, Address]:
    """Put parts of a commentary as cells to type in, and return the first cell of each part."""
    headings(sheet, ("Code", "Part", "Commentary"))
    width = sheet.widths[WORDS - 1]
    places: dict[str, Address] = {}
    for part, text in parts:
        for number, words in enumerate(portions_of(text, width)):
            sheet.put(CODE, continued(code, number), "code")
            sheet.put(PART, part, "label")
            at = sheet.put(WORDS, words or None, "input_text")
            places.setdefault(part, at)
            help_text = ASKED.get(part, "")
            sheet.input_rules.append(InputRule((at, at), "any", title=part[:32] or "Commentary", help=help_text))
            heights = [(part, sheet.widths[PART - 1] - 2), (words, width)]
            sheet.next_row(row_height(heights, least=LEAST_HEIGHT if number == 0 else 15.0))
    return places


def parts_of(words: Sequence[tuple[str, str]], wanted: Sequence[str]) -> list[tuple[str, str]]:
    """Return every part that is wanted with its words, empty ones too, then the other parts that have words."""
    said: dict[str, list[str]] = {}
    names = {part.casefold(): part for part in wanted}
    for part, text in words:
        said.setdefault(names.get(part.casefold(), part), []).append(text)
    texts = {part: "\n".join(found) for part, found in said.items()}
    return [*((part, texts.pop(part, "")) for part in wanted), *texts.items()]
