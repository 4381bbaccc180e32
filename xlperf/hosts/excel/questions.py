"""What a button asks before it runs, asked with Excel's own boxes: they need nothing that Excel does not have."""

from __future__ import annotations

from typing import Any

from xlperf.actions.button import Button, Question
from xlperf.actions.desk import Desk
from xlperf.actions.steps import Stopped

TEXT = 2  # the kind of answer that Application.InputBox is to return
FILE_PICKER, FOLDER_PICKER = 3, 4
CHOSEN = -1
MOST_SHOWN = 15  # choices; more do not fit into the box


def answers_of(button: Button, desk: Desk, application: Any) -> dict[str, str]:
    """
    Return the user's answer to each question of a button.

    `application` is Excel's own Application. `Stopped` when the user closes a box, or leaves one empty that needs an
    answer.
    """
    return {question.id: _answer(button, question, desk, application) for question in button.questions}


def _answer(button: Button, question: Question, desk: Desk, application: Any) -> str:
    match question.kind:
        case "yes or no":
            return "yes" if desk.confirm(question.label) else "no"
        case "folder" | "file":
            return _picked(question, application)
        case _:
            return _typed(button, question, desk, application)


def _picked(question: Question, application: Any) -> str:
    """Return the file or folder that the user picks."""
    dialog = application.FileDialog(FOLDER_PICKER if question.kind == "folder" else FILE_PICKER)
    dialog.Title = question.label
    if dialog.Show() == CHOSEN:
        return str(dialog.SelectedItems(1))
    if question.optional:
        return ""
    raise Stopped("Nothing was done.")


def _typed(button: Button, question: Question, desk: Desk, application: Any) -> str:
    """Return what the user types: a text, or the number of one of the choices that are shown."""
    suggested = question.suggest(desk) if question.suggest else ()
    choices = tuple(dict.fromkeys((*question.choices, *suggested)))
    default = question.default
    if not default and choices and not question.optional:
        default = choices[0]
    prompt = _prompt(question, choices)
    typed = application.InputBox(Prompt=prompt, Title=button.label, Default=default, Type=TEXT)
    if not isinstance(typed, str):
        raise Stopped("Nothing was done.")
    answer = typed.strip()
    if answer.isdecimal() and 1 <= int(answer) <= min(len(choices), MOST_SHOWN) and answer not in choices:
        return choices[int(answer) - 1]
    return answer


def _prompt(question: Question, choices: tuple[str, ...]) -> str:
    lines = [f"{question.label}{' (may stay empty)' * question.optional}"]
    lines += [f"{number}  {choice}" for number, choice in enumerate(choices[:MOST_SHOWN], start=1)]
    if choices:
        lines.append("Type one, or its number.")
    return "\n".join(lines)
