"""Texts typed by people that name a number which a publication withholds. They are kept; an analyst is warned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from xlperf.figure import Figure
from xlperf.journey.shown_texts import Typed, shown_texts
from xlperf.journey.withholding import PublishingMaker
from xlperf.problem import Problem, Severity
from xlperf.report.content import ReportContent

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
RULE = "a withheld number in a text"

_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} \d{4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{4}\b")

Withheld = Mapping[str, Mapping[str, Figure]]  # by indicator: how a number may be written, and of which figure it is


def texts_that_tell(content: ReportContent, maker: PublishingMaker) -> Iterator[Problem]:
    """
    Yield a warning for each text of the report that names a withheld number of its indicator, of its year or later.

    It does not matter from which input a text comes: see `shown_texts`. A text about no indicator, such as those of the
    cover, is held against all of them. A number is named by its digits, in words up to ten, or as it would have been
    shown ("13.4%"); a day written with its year names none. What the text means by it only a person can tell.
    """
    texts = tuple(shown_texts(content, maker.inputs))
    codes = {line.indicator.id: line.code for line in content.all_lines}
    unlisted = dict.fromkeys(name for typed in texts for name in typed.indicators if name not in codes)
    last = content.period.last_day
    named = codes | {name: maker.inputs.indicators[name].code_on(last) for name in unlisted}
    withheld = _withheld(content, maker, unlisted)
    found = (_warnings(typed, named, withheld) for typed in texts)
    yield from dict.fromkeys(problem for problems in found for problem in problems)


def _withheld(content: ReportContent, maker: PublishingMaker, unlisted: Iterable[str]) -> Withheld:
    """Return how what is withheld may be written: of the report's lines what they ask for, of others all there is."""
    figures = dict(maker.given)
    for name, period in maker.hidden:
        if name in unlisted:
            figures[name, period] = maker.unpublished(maker.inputs.indicators[name], period)
    withheld: dict[str, dict[str, Figure]] = {}
    for (name, period), figure in figures.items():
        if period.last_day >= content.period.year.first_day:
            for text in _written(figure):
                withheld.setdefault(name, {}).setdefault(text, figure)
    return withheld


def _warnings(typed: Typed, codes: Mapping[str, str], withheld: Withheld) -> Iterator[Problem]:
    """Yield a warning for each indicator that a text is about; of a text about none, one at most."""
    text = _DAY.sub("", typed.text)
    for name in typed.indicators or codes:
        number = next((one for one in withheld.get(name, {}) if _names(text, one)), None)
        if number is None:
            continue
        of = withheld[name][number].period.heading
        if typed.indicators:
            yield _warning(typed, f"{typed.called} of {codes[name]}", number, of)
        else:
            yield _warning(typed, typed.called, number, f"{codes[name]}, {of}")
            return


def _warning(typed: Typed, what: str, number: str, of: str) -> Problem:
    message = (
        f'{what} says "{number}", which may be the number withheld for {of}. Read it, and reword it before you publish.'
    )
    return Problem(Severity.WARNING, message, typed.place.file, typed.place.sheet, typed.place.cell, RULE)


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
