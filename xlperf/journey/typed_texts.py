"""Texts typed by people that name a number which a publication withholds. They are kept; an analyst is warned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.figure import Figure
from xlperf.journey.withholding import PublishingMaker
from xlperf.problem import Problem, Severity
from xlperf.report.content import ReportContent

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
RULE = "a withheld number in a text"


@dataclass(frozen=True, slots=True)
class Typed:
    """One text of a workbook: about which indicators, what it is called, and where it stands."""

    indicators: tuple[str, ...]
    called: str
    text: str
    file: str
    sheet: str
    row: int


def texts_that_tell(content: ReportContent, maker: PublishingMaker) -> Iterator[Problem]:
    """
    Yield a warning for each text about an indicator that names a withheld number of its, of the report's year or later.

    A number is named by its digits, in words up to ten, or as it would have been shown ("13.4%"). What the text means
    by it only a person can tell.
    """
    printed = {line.indicator.id: line.code for line in content.all_lines}
    shown: dict[str, dict[str, Figure]] = {}
    for (indicator, period), figure in maker.given.items():
        if period.last_day >= content.period.year.first_day:
            for text in _written(figure):
                shown.setdefault(indicator, {}).setdefault(text, figure)
    for typed in (*_texts(maker), *_read_back(content, maker)):
        for indicator in typed.indicators:
            for text, figure in shown.get(indicator, {}).items():
                if indicator in printed and _names(typed.text, text):
                    message = (
                        f'{typed.called} of {printed[indicator]} says "{text}", which may be the number withheld for'
                        f" {figure.period.heading}. Read it, and reword it before you publish."
                    )
                    cell = f"A{typed.row}" if typed.row else ""
                    yield Problem(Severity.WARNING, message, typed.file, typed.sheet, cell, RULE)
                    break


def _texts(maker: PublishingMaker) -> Iterator[Typed]:
    for book in maker.inputs.workbooks:
        for said in book.commentary:
            yield Typed(said.indicators, "The commentary", said.text, book.file_with(said.sheet), said.sheet, said.row)
        for one in book.actions:
            words = "\n".join((one.action, one.effect, one.expected_improvement, one.timeframe, one.status))
            yield Typed(one.indicators, "An action", words, book.file_with(one.sheet), one.sheet, one.row)
        for held in book.meetings:
            words = f"{held.issues}\n{held.further_review}"
            yield Typed(held.indicators, "A meeting", words, book.file_with(held.sheet), held.sheet, held.row)


def _read_back(content: ReportContent, maker: PublishingMaker) -> Iterator[Typed]:
    """Yield commentary that stands in no workbook of the inputs but in an earlier report."""
    known = {said.text for book in maker.inputs.workbooks for said in book.commentary}
    for line in content.all_lines:
        for remark in line.remarks:
            if remark.text not in known:
                yield Typed((line.indicator.id,), "The commentary", remark.text, "", "", 0)


def _written(figure: Figure) -> Iterator[str]:
    """Yield how a withheld figure's numbers may be written."""
    for number in (figure.numerator, figure.value if figure.unit == "count" else None):
        if number and float(number).is_integer():
            yield f"{number:,.0f}"
            if number < len(WORDS):
                yield WORDS[int(number)]
    if figure.value and figure.unit != "count":
        yield figure.text


def _names(text: str, number: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(number)}(?![\w]|[.,]\d)", text, re.IGNORECASE) is not None
