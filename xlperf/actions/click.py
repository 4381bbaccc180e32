"""A click on a button: the one place where whatever goes wrong becomes a sentence."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from xlperf.actions.button import Answers, Button, Outcome
from xlperf.actions.desk import Desk
from xlperf.actions.steps import Stopped
from xlperf.errors import RequestError, XlperfError

PACKAGE = "xlperf"
_IN_THE_RIBBON = (
    ("Name the area with --area, or in the sheet About.", "Answer the question whose figures they are, or fill About."),
    ("make the report again with --dated and that day", "make the report with the command xlperf report and --dated"),
    (" because of --area", " because it was asked for"),
    ("Check --period.", "Check the period."),
    ("Choose another --out.", "Choose another folder."),
    ("choose another --out", "choose another folder"),
    ("choose another with --out", "choose another"),
)
"""Messages that name an option of the command line, and what they say where there is a ribbon."""


def click(button: Button, desk: Desk, answers: Answers) -> Outcome:
    """
    Run a button and return what came of it; nothing is raised from here.

    A question without an answer takes its default, and one that needs an answer and has none is said. What cannot be
    carried out is told in its own sentence. A fault of xlperf itself is told by its kind and its place in the program
    alone, because the text of an unexpected error may hold what stands in a cell.
    """
    try:
        return button.run(desk, answered(button, answers))
    except Stopped as stopped:
        return Outcome(str(stopped), cancelled=True)
    except XlperfError as error:
        return Outcome(for_the_ribbon(str(error)), problem=True)
    except Exception as fault:  # the host shows no traceback, and a half-told error helps nobody
        return Outcome(_told(button, fault), problem=True)


def answered(button: Button, answers: Answers) -> dict[str, str]:
    """Return an answer for every question, in one line each; raise RequestError for one that has to be given."""
    given: dict[str, str] = {}
    for question in button.questions:
        given[question.id] = " ".join(answers.get(question.id, "").split()) or question.default
        if not given[question.id] and not question.optional:
            raise RequestError(f'{button.label} needs an answer to "{question.label}".')
    return given


def for_the_ribbon(message: str) -> str:
    """Return a message without the options of the command line, which a ribbon does not have."""
    for typed, said in _IN_THE_RIBBON:
        message = message.replace(typed, said)
    return message


def _told(button: Button, fault: Exception) -> str:
    places = [frame for frame in traceback.extract_tb(fault.__traceback__) if PACKAGE in PurePath(frame.filename).parts]
    where = f" in {PurePath(places[-1].filename).name}, line {places[-1].lineno}" if places else ""
    return (
        f"{button.label} stopped because of a fault of xlperf ({type(fault).__name__}{where}). Nothing that you typed "
        "was changed by it. Please report these words; they hold nothing of your data."
    )
