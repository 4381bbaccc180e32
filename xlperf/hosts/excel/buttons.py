"""What the ribbon starts: ``RunPython "from xlperf.hosts.excel import buttons; buttons.run('check_return')"``.

A click is a process of its own, which ends when the button is done. Proved with a stand-in for xlwings; Excel itself
is for `docs/windows-checklist.md`.
"""

from __future__ import annotations

from typing import Any

from xlperf.actions.button import Outcome
from xlperf.actions.buttons import find
from xlperf.actions.click import click
from xlperf.actions.steps import Stopped
from xlperf.errors import XlperfError
from xlperf.hosts.excel.desk import ExcelDesk
from xlperf.hosts.excel.questions import answers_of


def run(name: str) -> None:
    """Run the button of that id on the workbook from which it was clicked, and say what came of it."""
    import xlwings

    run_on(name, xlwings.Book.caller())


def run_on(name: str, book: Any) -> None:
    """Run a button on a workbook of xlwings: its questions, the button, and a sentence of what came of it."""
    desk = ExcelDesk(book)
    try:
        outcome = outcome_of(name, desk, book)
        desk.tell(outcome.said, problem=outcome.problem)
    finally:
        desk.close()


def outcome_of(name: str, desk: ExcelDesk, book: Any) -> Outcome:
    """Return what comes of a button; a question that is not answered ends it with a sentence."""
    button = find(name)
    try:
        answers = answers_of(button, desk, book.app.api)
    except Stopped as stopped:
        return Outcome(str(stopped), cancelled=True)
    except XlperfError as error:
        return Outcome(str(error), problem=True)
    return click(button, desk, answers)
