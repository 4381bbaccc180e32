"""What is wrong in SSDA903 files, each said at its cell in the file where it stands, with what it leads to."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.ssda903_files import EPISODES, HEADER, REVIEWS, changed, csv_file, read
from xlperf.problem import Severity

LEFT_OUT = "The episode is left out of every count until it is corrected."
PLACEMENT_CODES = "Expected is one of the 27 codes of the column."

EPISODE_CELLS = [
    # number of the line, column, what stands there, cell, rule, message
    (1, 2, "31/02/2024", "B2", "not a date", f'"31/02/2024" is not a date. {LEFT_OUT}'),
    (1, 2, "soon", "B2", "not a date", f"A text is not a date. {LEFT_OUT}"),
    (1, 2, "", "B2", "episode without start date", f"The episode has no start date. {LEFT_OUT}"),
    (1, 8, "2026-02-30", "H2", "not a date", f'"2026-02-30" is not a date. {LEFT_OUT}'),
    (
        3,
        8,
        "13/07/2025",
        "H4",
        "episode ends before it starts",
        "The episode ends before it starts (B4). "
        "It is left out of every count until one of the two dates is corrected.",
    ),
    (
        1,
        8,
        "07/01/2026",
        "B3",
        "overlapping episodes",
        "The episode starts while the one in row 2 of the same child is open. "
        "The earlier one is taken to have ended that day.",
    ),
    (
        3,
        8,
        "14/07/2025",
        "H4",
        "episode under 24 hours",
        "The episode ended on the day it started. A stay under 24 hours is no placement in NI 62.",
    ),
    (
        3,
        8,
        "01/04/2031",
        "H4",
        "date in the future",
        "The date lies after 31 Mar 2026, up to which the return speaks. "
        "The child counts as looked after until that day.",
    ),
    (3, 6, "K9", "F4", "unknown code", f"A text is not a known answer. {PLACEMENT_CODES}"),
    (3, 6, "77", "F4", "unknown code", f'"77" is not a known answer. {PLACEMENT_CODES}'),
    (
        3,
        4,
        "V9",
        "D4",
        "unknown code",
        "A text is not a known answer. Expected is one of the 13 codes of the column. "
        "The episode is not taken for a short break.",
    ),
    (
        4,
        1,
        "999",
        "A5",
        "child without header",
        "The header does not name this child, so date of birth, gender and ethnicity are not known.",
    ),
    (
        4,
        1,
        "",
        "A5",
        "missing child id",
        "The record does not say which child it is about. It counts as a child of its own.",
    ),
]


@pytest.mark.parametrize(("line", "column", "text", "cell", "rule", "message"), EPISODE_CELLS)
def test_one_wrong_cell_of_the_episodes_is_said_at_that_cell(line, column, text, cell, rule, message):
    one = read(csv_file("header", HEADER), csv_file("episodes", changed(EPISODES, line, column, text)))
    here = [problem for problem in one.problems if problem.rule == rule]
    assert [(problem.file, problem.sheet, problem.cell) for problem in here] == [("episodes.csv", "episodes", cell)]
    assert here[0].message == message


def test_an_episode_that_repeats_another_names_that_one():
    one = read(csv_file("header", HEADER), csv_file("episodes", [*EPISODES, EPISODES[0]]))
    (problem,) = one.problems
    assert (problem.cell, problem.rule) == ("A6", "duplicate row")
    assert problem.message.startswith("Child, start date and end date are those of row 2.")
    assert len(one.tables["episodes"]) == 5


def test_a_figure_is_wrong_only_where_the_problem_is_an_error():
    def severity(line, column, text):
        episodes = csv_file("episodes", changed(EPISODES, line, column, text))
        return {problem.severity for problem in read(csv_file("header", HEADER), episodes).problems}

    assert severity(3, 8, "13/07/2025") == {Severity.ERROR}
    assert severity(3, 8, "14/07/2025") == {Severity.NOTE}
    assert severity(3, 6, "K9") == {Severity.WARNING}


HEADER_CELLS = [
    (1, 3, "", "C2", "date of birth missing"),
    (1, 3, "04/05/2024", "C2", "date of birth after episode start"),
    (1, 3, "30/02/2012", "C2", "not a date"),
    (1, 2, "7", "B2", "unknown code"),
    (1, 4, "WHITE", "D2", "unknown code"),
    (2, 1, "101", "A3", "duplicate child"),
    (1, 3, "03/05/2036", "C2", "date in the future"),
]


@pytest.mark.parametrize(("line", "column", "text", "cell", "rule"), HEADER_CELLS)
def test_one_wrong_cell_of_the_header_is_said_at_that_cell(line, column, text, cell, rule):
    one = read(csv_file("header", changed(HEADER, line, column, text)), csv_file("episodes", EPISODES))
    here = [(problem.file, problem.cell) for problem in one.problems if problem.rule == rule]
    assert here == [("header.csv", cell)]


def test_a_child_is_in_the_table_of_children_once():
    one = read(csv_file("header", [*HEADER, "102,1,11/06/2010,WBRI,A9,,"]))
    children = one.tables["children"]
    assert children.columns["child"].tolist() == ["101", "102", "103"]
    assert children.columns["gender"].tolist() == ["M", "F", "M"]
    (problem,) = one.problems
    assert str(problem) == (
        "header.csv, header, cell A5: The child is in row 3 already, which is read. Delete one of the two."
    )


@pytest.mark.parametrize(("born", "said"), [("03/05/2006", True), ("04/05/2006", False)])
def test_a_young_person_of_18_at_the_start_of_an_episode_is_said(born, said):
    one = read(csv_file("header", changed(HEADER, 1, 3, born)), csv_file("episodes", EPISODES[:1]))
    over = [problem for problem in one.problems if problem.rule == "over 18 at episode start"]
    assert [problem.cell for problem in over] == (["B2"] if said else [])
    assert all("(C2 of header.csv)" in problem.message for problem in over)


def test_birth_on_the_day_of_the_episode_is_sound():
    one = read(csv_file("header", changed(HEADER, 1, 3, "03/05/2024")), csv_file("episodes", EPISODES))
    assert one.problems == ()


@pytest.mark.parametrize(
    ("line", "date", "said"),
    [
        (1, "02/05/2024", True),  # the child started to be looked after on 3 May 2024 (S)
        (1, "03/05/2024", False),
        (2, "13/07/2025", False),  # the first known episode began with a change of legal status: looked after before
        (3, "08/02/2026", True),
    ],
)
def test_a_review_before_the_child_was_looked_after_is_said_where_that_is_certain(line, date, said):
    one = read(csv_file("episodes", EPISODES), csv_file("reviews", changed(REVIEWS, line, 3, date)))
    here = [problem for problem in one.problems if problem.rule == "review before looked after"]
    assert [(problem.file, problem.cell) for problem in here] == ([("reviews.csv", f"C{line + 1}")] if said else [])
    assert all("of episodes.csv" in problem.message for problem in here)


def test_two_reviews_of_a_child_on_one_day_are_said():
    one = read(csv_file("reviews", [*REVIEWS, "103,23/12/2019,06/03/2026,PN4"]))
    (problem,) = one.problems
    assert (problem.cell, problem.rule) == ("C5", "duplicate row")
    assert "row 4" in problem.message


def test_a_child_whom_the_header_does_not_name_is_said_once_for_each_table():
    episodes = changed(changed(EPISODES, 1, 1, "999"), 2, 1, "999")
    reviews = changed(REVIEWS, 1, 1, "999")
    one = read(csv_file("header", HEADER), csv_file("episodes", episodes), csv_file("reviews", reviews))
    here = [(problem.file, problem.cell) for problem in one.problems if problem.rule == "child without header"]
    assert here == [("episodes.csv", "A2"), ("reviews.csv", "A2")]


def test_day_comes_before_month_and_a_date_that_is_text_is_usual_in_csv():
    one = read(csv_file("episodes", changed(EPISODES, 1, 2, "04/03/2024")))
    assert one.tables["episodes"].columns["started"][0] == date(2024, 3, 4).toordinal()
    assert [problem.rule for problem in one.problems] == []


def test_a_leaving_date_of_an_asylum_seeking_child_may_lie_ahead():
    assert read(csv_file("uasc", ["104,2,01/02/2010,01/02/2028"]), *[csv_file("episodes", EPISODES)]).problems == ()
