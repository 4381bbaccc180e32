"""A click in the task pane: the button's questions first, then the button itself, and what the pane is to do then."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from xlperf.actions.button import Button, Outcome, Question
from xlperf.actions.buttons import find
from xlperf.actions.click import click
from xlperf.hosts.web.desk import Asked, Progress, WebDesk

MADE = Path("/made")
"""The folder, inside Pyodide, for what a button writes; the pane offers its files to be saved."""


def questions(asked: str) -> str:
    """
    Return the questions of a button as JSON, with the choices that the open workbook suggests.

    `asked` is ``{"button": id, "desk": what the pane collected}``. A question for the folder of what is made is left
    out: in the pane that is always the place where downloads go.
    """
    request = json.loads(asked)
    button = find(request["button"])
    desk = WebDesk(request["desk"])
    return json.dumps([_question(question, desk) for question in button.questions if not _is_for_results(question)])


def press(clicked: str, progress: Progress | None = None) -> str:
    """
    Run a button and return, as JSON, what came of it and the changes that the pane is to carry out.

    `clicked` is ``{"button", "answers", "confirmed": {question: true or false}, "desk"}``. The answer is ``{"said",
    "problem", "sheets", "files", "changes"}``, or ``{"asks": question}`` when the user is to be asked yes or no first;
    then the same click comes again with one more answer in `confirmed`.
    """
    request = json.loads(clicked)
    button = find(request["button"])
    desk = WebDesk(request["desk"], request["confirmed"], progress)
    answers = dict(request["answers"])
    for question in button.questions:
        if _is_for_results(question):
            MADE.mkdir(exist_ok=True)
            answers[question.id] = str(MADE)
    try:
        outcome = click(button, desk, answers)
    except Asked as asks:
        return json.dumps({"asks": str(asks)})
    _hand_over(desk, button)
    return json.dumps(_told(outcome, desk))


def _is_for_results(question: Question) -> bool:
    return question.kind == "folder" and question.id == "out"


def _question(question: Question, desk: WebDesk) -> dict[str, object]:
    suggested = question.suggest(desk) if question.suggest else ()
    choices = [*question.choices, *(choice for choice in suggested if choice not in question.choices)]
    default = question.default
    if not default and question.kind == "period" and not question.optional and choices:
        default = choices[0]
    return {
        "id": question.id,
        "label": question.label,
        "kind": question.kind,
        "choices": choices,
        "default": default,
        "optional": question.optional,
    }


def _told(outcome: Outcome, desk: WebDesk) -> dict[str, object]:
    saved = [str(change["name"]) for change in desk.changes if change["do"] == "save"]
    return {
        "said": outcome.said,
        "problem": outcome.problem,
        "cancelled": outcome.cancelled,
        "sheets": list(outcome.sheets),
        "files": saved,
        "changes": desk.changes,
    }


def _hand_over(desk: WebDesk, button: Button) -> None:
    """Hand the files that a button wrote into its folder to the pane, several as one zip, and empty the folder."""
    if not MADE.is_dir() or not any(map(_is_for_results, button.questions)):
        return
    files = sorted(path for path in MADE.rglob("*") if path.is_file())
    if len(files) == 1:
        desk.save(files[0].read_bytes(), files[0].name)
    elif files:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                archive.writestr(zipfile.ZipInfo(str(path.relative_to(MADE))), path.read_bytes())
        desk.save(packed.getvalue(), f"{button.id}.zip")
    for path in files:
        path.unlink()
