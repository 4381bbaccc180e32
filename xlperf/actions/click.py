"""A click on a button: the one place where whatever goes wrong becomes a sentence."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from xlperf.actions.button import Answers, Button, Outcome
from xlperf.actions.desk import Desk
from xlperf.actions.steps import Stopped
from xlperf.actions.words import for_the_ribbon
from xlperf.errors import RequestError, XlperfError

PACKAGE = "xlperf"


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
    except Exception as fault:  # noqa: BLE001 - the host shows no traceback, and a half-told error helps nobody
        return Outcome(_told(button, fault), problem=True)


def answered(button: Button, answers: Answers) -> dict[str, str]:
    """Return an answer for every question; raise RequestError for one that has to be given."""
    given: dict[str, str] = {}
    for question in button.questions:
        given[question.id] = answers.get(question.id, "").strip() or question.default
        if not given[question.id] and not question.optional:
            raise RequestError(f'{button.label} needs an answer to "{question.label}".')
    return given


def _told(button: Button, fault: Exception) -> str:
    places = [frame for frame in traceback.extract_tb(fault.__traceback__) if PACKAGE in PurePath(frame.filename).parts]
    where = f" in {PurePath(places[-1].filename).name}, line {places[-1].lineno}" if places else ""
    return (
        f"{button.label} stopped because of a fault of xlperf ({type(fault).__name__}{where}). Nothing that you typed "
        "was changed by it. Please report these words; they hold nothing of your data."
    )
