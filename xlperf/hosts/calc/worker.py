"""Runs one button in the Python that xlperf is installed in: ``python -m xlperf.hosts.calc.worker rate_selection``.

LibreOffice starts it at a click and answers on standard input what is asked on standard output (`wire`). Answers that
were given with the click come as further arguments, ``polarity=low``; only the questions that are left are put to the
user.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TextIO

from xlperf.actions.button import Button, Outcome
from xlperf.actions.buttons import find
from xlperf.actions.click import click
from xlperf.errors import RequestError, UnknownName
from xlperf.hosts.calc.remote import RemoteDesk
from xlperf.hosts.calc.wire import OUTCOME, line, read

NOTHING_DONE = Outcome("Nothing was done.", cancelled=True)


class Wire:
    """The two streams, as a function that asks."""

    def __init__(self, answers: TextIO, questions: TextIO) -> None:
        """Keep where answers come from and where questions go."""
        self._answers = answers
        self._questions = questions

    def tell(self, message: object) -> None:
        """Say something that needs no answer."""
        self._questions.write(line(message))
        self._questions.flush()

    def __call__(self, name: str, *arguments: object) -> Any:
        """Return LibreOffice's answer; RequestError with its sentence when it cannot, or is gone."""
        self.tell([name, *arguments])
        text = self._answers.readline()
        if not text:
            raise RequestError("LibreOffice has gone away. Start it again, and click again.")
        answer = read(text)
        if "problem" in answer:
            raise RequestError(answer["problem"])
        return answer["answer"]


def run(name: str, given: dict[str, str], wire: Wire) -> Outcome:
    """Return what came of a button, its open questions asked first; nothing is raised."""
    try:
        button = find(name)
        desk = RemoteDesk(wire)
        answers = asked(button, desk, given, wire)
    except RequestError as problem:
        return Outcome(str(problem), problem=True)
    return NOTHING_DONE if answers is None else click(button, desk, answers)


def asked(button: Button, desk: RemoteDesk, given: dict[str, str], wire: Wire) -> dict[str, str] | None:
    """Return the answers to a button's questions, those that were not given put to the user; None for "Cancel"."""
    unknown = set(given) - {question.id for question in button.questions}
    if unknown:
        raise UnknownName("question", min(unknown), [question.id for question in button.questions])
    questions = [
        {
            "id": question.id,
            "label": question.label,
            "kind": question.kind,
            "choices": list(question.choices or (question.suggest(desk) if question.suggest else ())),
            "default": question.default,
            "optional": question.optional,
        }
        for question in button.questions
        if question.id not in given
    ]
    if not questions:
        return given
    found = wire("ask", button.label, questions)
    return None if found is None else {**given, **{str(key): str(answer) for key, answer in found.items()}}


def main(arguments: Sequence[str]) -> None:
    """Run the button that the arguments name, and say what came of it."""
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    wire = Wire(sys.stdin, sys.stdout)
    sys.stdout = sys.stderr  # whatever else is printed is no part of the conversation
    name, *answers = arguments
    given = dict(answer.split("=", 1) for answer in answers if "=" in answer)
    wire.tell([OUTCOME, asdict(run(name, given, wire))])


if __name__ == "__main__":
    main(sys.argv[1:])
