from __future__ import annotations

from xlperf.errors import UnknownName, did_you_mean
from xlperf.problem import Problem, Severity


def test_a_near_name_is_suggested_and_a_far_one_is_not() -> None:
    assert did_you_mean("montly", ["monthly", "board"]) == ' Did you mean "monthly"?'
    assert did_you_mean("quarterly", ["board"]) == ""


def test_an_unknown_name_says_what_what_and_what_to_do() -> None:
    error = UnknownName("report plan", "montly", ["monthly"], "There is: monthly.")
    assert str(error) == 'There is no report plan "montly". Did you mean "monthly"? There is: monthly.'


def test_a_problem_names_its_place_first() -> None:
    problem = Problem(Severity.ERROR, "not a date.", file="return.xlsx", sheet="List 7", cell="F17")
    assert str(problem) == "return.xlsx, List 7, cell F17: not a date."
