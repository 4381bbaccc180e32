"""The local list of posts."""

from __future__ import annotations

import math
from datetime import date

import pytest

from tests.support.books import grid
from tests.support.ssda903_files import TODAY, catalogue
from xlperf.period import Period
from xlperf.returns.open_return import read_returns
from xlperf.sheets.grid import Book

HEADINGS = ["Post", "Team", "Role", "Full-time equivalent", "Vacant from", "Vacant to"]
SOUND = [
    ["P1", "Alder", "Social worker", "1", "01/05/2026", None],
    ["P2", "Alder", "Team manager", "0.5", "02/02/2026", "01/09/2026"],
    ["P3", "Birch", "Social worker", "1", None, None],
]


def read(rows, headings=HEADINGS, file="posts.csv", today=TODAY):
    book = Book(file, file.rpartition(".")[2], (grid([headings, *rows], "Posts"),))
    (one,) = read_returns([book], catalogue(), today)
    return one


def changed(row, column, value):
    table = [list(line) for line in SOUND]
    table[row - 2][column - 1] = value
    return table


def test_a_sound_list_is_typed_and_has_nothing_to_say():
    one = read(SOUND)
    assert (one.problems, one.kind) == ((), "posts")
    columns = one.tables["posts"].columns
    assert columns["full_time_equivalent"].tolist() == [1.0, 0.5, 1.0]
    assert columns["team"].tolist() == ["Alder", "Alder", "Birch"]
    assert columns["vacant_from"].tolist() == [date(2026, 5, 1).toordinal(), date(2026, 2, 2).toordinal(), 0]


def test_headings_have_other_names_too():
    headings = ["Position number", "Service", "Job title", "FTE", "Vacant since", "Filled from"]
    assert len(read(SOUND, headings).tables["posts"]) == 3


CELLS = [
    (2, 4, "-0.5", "D2", "not a number"),
    (2, 4, "half", "D2", "not a number"),
    (2, 4, None, "D2", "full-time equivalent missing"),
    (3, 6, "01/02/2026", "F3", "vacancy ends before it begins"),
    (3, 5, None, "E3", "vacancy without a start"),
    (2, 5, "31/04/2026", "E2", "not a date"),
]


@pytest.mark.parametrize(("row", "column", "value", "cell", "rule"), CELLS)
def test_one_wrong_cell_is_said_at_that_cell(row, column, value, cell, rule):
    assert [(problem.cell, problem.rule) for problem in read(changed(row, column, value)).problems] == [(cell, rule)]


def test_a_negative_full_time_equivalent_is_no_number_and_its_effect_is_said():
    one = read(changed(2, 4, "-0.5"))
    assert math.isnan(one.tables["posts"].columns["full_time_equivalent"][0])
    assert one.problems[0].message == (
        '"-0.5" is not a number of 0 or more. '
        "The post is left out of vacancies that are counted in full-time equivalents."
    )


def test_the_same_post_and_vacancy_twice_is_said_and_another_vacancy_of_the_post_is_not():
    again = [*SOUND, SOUND[0], ["P2", "Alder", "Team manager", "0.5", "01/10/2026", None]]
    (problem,) = read(again).problems
    assert (problem.cell, problem.rule) == ("A5", "duplicate post")


def test_it_speaks_from_the_month_of_the_first_vacancy_up_to_the_day_it_is_read():
    one = read(SOUND)
    assert one.covers == (date(2026, 2, 1), TODAY)
    assert one.gives(Period.parse("2026-10"), "snapshot") is None
    assert one.gives(Period.parse("2026-01"), "snapshot") is not None
    assert read([SOUND[2]]).covers == (TODAY.replace(day=1), TODAY)


def test_the_figure_says_that_nothing_is_known_after_the_last_change():
    said = "The last change in the list of posts is of 1 Sep 2026; it is taken to be right since then too."
    one = read(SOUND)
    assert one.assumed(Period.parse("2026-09")) == (said,)
    assert one.assumed(Period.parse("2026-09-01")) == ()
    without = [[*row[:4], None, None] for row in SOUND]
    assert read(without).assumed(Period.parse("2026-02")) == (
        "The list of posts names no day; it is taken to be right up to the day it is read.",
    )


def test_a_post_number_or_a_name_in_a_cell_is_never_quoted():
    canary = "Zephyrine Canary-Bird"
    for column in range(1, 7):
        one = read(changed(2, column, canary))
        said = "\n".join([repr(one), *map(repr, one.problems), *map(repr, one.tables.values())])
        assert "Canary" not in said


def test_of_two_lists_of_posts_the_first_is_read_and_it_is_said():
    books = [Book(f"{name}.csv", "csv", (grid([HEADINGS, *SOUND], name),)) for name in ("october", "november")]
    (one,) = read_returns(books, catalogue(), TODAY)
    assert len(one.tables["posts"]) == 3
    assert [(problem.file, problem.rule) for problem in one.problems] == [("november.csv", "list twice")]
