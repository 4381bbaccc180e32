from __future__ import annotations

import pytest

from tests.support.books import grid
from xlperf.returns.headings import find_header, near_misses, plain_heading

WANTED = {
    "code": ("Code", "Measure"),
    "start": ("Plan start date", "Start date"),
    "seen": ("Was the child’s view heard?",),
    "value": ("Value", "Figure"),
}


@pytest.mark.parametrize(
    ("written", "same_as"),
    [
        ("red_limit", "Red limit"),
        ("  RED\u00a0LIMIT ", "red limit"),
        ("Red-limit:", "Red limit"),
        ("Child's view", "Child’s view"),
        ("Red\nlimit", "Red limit"),
        ("%", "percent"),
        ("Expected % improvement", "Expected percent improvement"),
    ],
)
def test_headings_are_compared_without_case_spacing_and_punctuation(written: str, same_as: str) -> None:
    assert plain_heading(written) == plain_heading(same_as)


def test_headings_that_say_different_things_stay_different() -> None:
    assert plain_heading("Value 1") != plain_heading("Value 2")


def test_headings_are_found_beneath_titles() -> None:
    header = find_header(
        grid(
            [
                ["Performance of the council"],
                [],
                ["generated on 17.02.10"],
                ["VALUE ", None, "code"],
                [1.0, None, "NI 65"],
            ]
        ),
        WANTED,
        ["code"],
    )
    assert header is not None
    assert (header.row, header.last_row_of_header) == (4, 4)
    assert header.columns == {"code": 3, "value": 1}


def test_true_addresses_are_given_when_the_used_cells_start_lower() -> None:
    header = find_header(grid([["Code", "Value"], ["NI 65", 1.0]], first_row=7), WANTED, ["code"])
    assert header is not None
    assert header.row == 7


def test_a_heading_with_curly_quotes_is_found_by_straight_ones() -> None:
    header = find_header(grid([["Code", "Was the child's view heard?"]]), WANTED, [])
    assert header is not None
    assert header.columns["seen"] == 2


def test_two_rows_of_headings_are_read_together() -> None:
    sheet = grid([["Measure", "Plan", None, "Value"], [None, "start date", "end date", None], ["NI 65", "a", "b", 1.0]])
    header = find_header(sheet, WANTED, ["code"])
    assert header is not None
    assert (header.row, header.last_row_of_header) == (1, 2)
    assert header.columns == {"code": 1, "start": 2, "value": 4}


def test_a_heading_merged_over_two_columns_counts_for_the_second_too() -> None:
    wanted = {"start": ("Plan start",), "end": ("Plan end",), "code": ("Code",)}
    header = find_header(grid([["Code", "Plan", None], [None, "start", "end"], ["A", 1.0, 2.0]]), wanted, [])
    assert header is not None
    assert header.columns == {"code": 1, "start": 2, "end": 3}


def test_a_title_above_does_not_become_part_of_the_headings() -> None:
    header = find_header(grid([["Value of everything"], ["Code", "Value"], ["NI 65", 1.0]]), WANTED, [])
    assert header is not None
    assert (header.row, header.last_row_of_header) == (2, 2)


def test_the_heading_itself_is_preferred_to_an_alias() -> None:
    header = find_header(grid([["Figure", "Code", "Value"]]), WANTED, [])
    assert header is not None
    assert header.columns["value"] == 3
    assert header.unknown == {1: "Figure"}
    assert header.duplicate == ()


def test_a_heading_that_stands_twice_is_told_and_the_first_is_taken() -> None:
    header = find_header(grid([["Code", "Value", " value"]]), WANTED, [])
    assert header is not None
    assert header.columns["value"] == 2
    assert header.duplicate == (("value", 3),)


def test_a_sheet_without_headings_has_none() -> None:
    assert find_header(grid([["NI 65", 1.0], ["NI 64", 2.0]]), WANTED, ["code"]) is None
    assert find_header(grid([]), WANTED, ["code"]) is None


def test_one_heading_is_enough_when_it_is_all_that_is_required() -> None:
    assert find_header(grid([["Code", "Other"]]), WANTED, ["code"]) is not None
    assert find_header(grid([["Value", "Other"]]), WANTED, ["code"]) is None


def test_other_headings_count_where_they_are_asked_for() -> None:
    sheet = grid([["Code", "Value"], ["Code", "2010-01", "2010-02"]])
    header = find_header(sheet, WANTED, ["code"], also=lambda row, column: row == 2 and column > 1)
    assert header is not None
    assert header.row == 2


def test_a_misspelt_heading_is_a_near_miss_of_one_that_is_absent() -> None:
    header = find_header(grid([["Code", "Plan stat date", "Valeu", "Remarks"]]), WANTED, ["code"])
    assert header is not None
    misses = near_misses(header, WANTED)
    assert [(miss.column, miss.text, miss.heading) for miss in misses] == [
        (2, "Plan stat date", "Plan start date"),
        (3, "Valeu", "Value"),
    ]


def test_a_heading_like_one_that_was_found_is_no_near_miss() -> None:
    header = find_header(grid([["Code", "Value", "Values"]]), WANTED, ["code"])
    assert header is not None
    assert near_misses(header, WANTED) == ()


def test_required_headings_that_are_absent_are_named() -> None:
    header = find_header(grid([["Code", "Value"]]), WANTED, [])
    assert header is not None
    assert header.lacks(["code", "start"]) == ("start",)
