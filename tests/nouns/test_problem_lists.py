"""Problems as people read them: the first of each kind, and how many more there are."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.problem import MOST_OF_A_KIND, Problem, Severity, listed

KINDS = st.tuples(
    st.sampled_from(list(Severity)),
    st.sampled_from(["annex.xlsx", "other.xlsx"]),
    st.sampled_from(["List 7", "List 8", ""]),
    st.sampled_from(["not a date", "unknown code"]),
)


def problems_of(number: int, cell: str = "C{}", sheet: str = "List 7") -> list[Problem]:
    return [
        Problem(Severity.WARNING, "found", "annex.xlsx", sheet, cell.format(row), "not a date")
        for row in range(2, number + 2)
    ]


def test_as_many_as_are_listed_need_no_further_line() -> None:
    every = problems_of(MOST_OF_A_KIND)
    assert [one.problem for one in listed(every)] == every


def test_after_the_twentieth_one_line_says_how_many_more_and_how_many_in_all() -> None:
    every = problems_of(5000)
    *first, last = listed(every)
    assert [one.problem for one in first] == every[:20]
    assert last.number == 4980
    assert str(last.problem) == (
        'annex.xlsx, List 7: and 4,980 more cells of this kind in sheet "List 7" (not a date, 5,000 in all).'
    )
    assert last.problem.severity is Severity.WARNING


def test_one_more_is_one_cell() -> None:
    *_, last = listed(problems_of(21))
    assert last.problem.message == 'and 1 more cell of this kind in sheet "List 7" (not a date, 21 in all).'


def test_lines_of_xml_are_lines_and_what_has_no_cell_is_just_more() -> None:
    of_xml, of_files = ([*listed(problems_of(30, cell, "Child"))][-1].problem for cell in ("line {}", ""))
    assert of_xml.message == "and 10 more lines of this kind (not a date, 30 in all)."
    assert of_files.message == "and 10 more of this kind (not a date, 30 in all)."


def test_every_sheet_and_rule_has_its_own_first_twenty_and_the_order_stays() -> None:
    sevens, eights = problems_of(25), problems_of(25, sheet="List 8")
    mixed = [problem for pair in zip(sevens, eights, strict=True) for problem in pair]
    lines = [one.problem for one in listed(mixed)]
    assert len(lines) == 42
    assert [problem for problem in lines if problem.cell] == mixed[:40]


@settings(max_examples=cases(60), deadline=None)
@given(st.lists(KINDS, max_size=90), st.integers(1, 8))
def test_the_lines_stand_for_every_problem_once(kinds: list[tuple[Severity, str, str, str]], most: int) -> None:
    every = [
        Problem(severity, "found", file, sheet, f"A{row}", rule)
        for row, (severity, file, sheet, rule) in enumerate(kinds, start=1)
    ]
    lines = list(listed(every, most))
    assert sum(one.number for one in lines) == len(every)
    told: Counter[tuple[object, ...]] = Counter()
    for one in lines:
        problem = one.problem
        told[problem.severity, problem.file, problem.sheet, problem.rule] += one.number
    assert told == Counter((one.severity, one.file, one.sheet, one.rule) for one in every)
