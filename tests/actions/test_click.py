"""One place turns whatever goes wrong into a sentence."""

from __future__ import annotations

import pytest

from tests.support.desk import SAMPLES, MemoryBook, MemoryDesk, clicked
from xlperf.actions.button import Answers, Button, Outcome, Question
from xlperf.actions.click import click
from xlperf.actions.desk import Desk
from xlperf.actions.steps import step
from xlperf.actions.words import counted, for_the_ribbon, listed_words
from xlperf.errors import RequestError

SECRET = "Rosalind Featherstonehaugh"


def button(run: object, *questions: Question) -> Button:
    return Button("x", "Do it", "Group", "Tip", "Help.", "x", "Help", run, questions)  # type: ignore[arg-type]


def test_a_fault_of_the_program_is_told_by_kind_and_place_without_any_cell() -> None:
    def run(desk: Desk, answers: Answers) -> Outcome:
        raise ValueError(f"could not convert {SECRET}")

    outcome = click(button(run), MemoryDesk(), {})
    assert outcome.problem
    assert outcome.said.startswith("Do it stopped because of a fault of xlperf (ValueError")
    assert SECRET not in outcome.said
    assert "Traceback" not in outcome.said


def test_the_place_of_a_fault_is_the_last_line_of_xlperf_that_ran(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr(MemoryBook, "add_sheet", fails)
    outcome = clicked("check_return", MemoryDesk.over(SAMPLES / "haringey_performance.xlsx"))
    assert "(KeyError in check_return.py, line " in outcome.said
    assert SECRET not in outcome.said


def test_what_cannot_be_carried_out_is_told_in_its_own_sentence() -> None:
    def run(desk: Desk, answers: Answers) -> Outcome:
        raise RequestError("The moon is full.")

    assert click(button(run), MemoryDesk(), {}) == Outcome("The moon is full.", problem=True)


def test_a_stop_between_two_steps_is_no_problem() -> None:
    def run(desk: Desk, answers: Answers) -> Outcome:
        step(desk, 0.5, "Doing")
        return Outcome("Done.")

    outcome = click(button(run), MemoryDesk(stops_after=0), {})
    assert outcome == Outcome("Stopped. Nothing was written.", cancelled=True)


def test_an_answer_left_out_takes_the_default_and_optional_ones_are_empty() -> None:
    given: dict[str, str] = {}

    def run(desk: Desk, answers: Answers) -> Outcome:
        given.update(answers)
        return Outcome("Done.")

    asked = (Question("a", "A", "text", default="one"), Question("b", "B", "text", optional=True))
    click(button(run, *asked), MemoryDesk(), {"b": "  ", "unknown": "x"})
    assert given == {"a": "one", "b": ""}


@pytest.mark.parametrize("name", ["check_return", "calculate_figures", "build_report", "reconcile", "commentary"])
@pytest.mark.parametrize("steps", [0, 1])
def test_a_button_that_runs_long_can_be_stopped_and_has_then_written_nothing(name: str, steps: int) -> None:
    desk = MemoryDesk.over(SAMPLES / "haringey_performance.xlsx")
    desk.stops_after = steps
    outcome = clicked(name, desk, period="2010-02", plan="monthly")
    assert outcome.cancelled
    assert outcome.said == "Stopped. Nothing was written."
    assert desk.book is not None
    assert not desk.book.added
    assert not desk.saved


@pytest.mark.parametrize("name", ["check_return", "calculate_figures", "build_report", "reconcile", "commentary"])
def test_progress_only_goes_forward(name: str) -> None:
    desk = MemoryDesk.over(SAMPLES / "haringey_performance.xlsx")
    assert not clicked(name, desk, period="2010-02", plan="monthly").problem
    shares = [share for share, _ in desk.steps]
    assert shares
    assert shares == sorted(shares)


def test_messages_name_no_option_of_the_command_line() -> None:
    assert for_the_ribbon("It is a folder. Choose another --out.") == "It is a folder. Choose another folder."


def test_numbers_and_lists_read_as_sentences() -> None:
    assert [counted(0, "row"), counted(1, "row"), counted(1204, "row")] == ["0 rows", "1 row", "1,204 rows"]
    assert listed_words([]) == ""
    assert listed_words(["A"]) == "A"
    assert listed_words(["A", "B", "C"]) == "A, B and C"
    assert listed_words(list("ABCDEFG"), 2) == "A, B and 5 more"
