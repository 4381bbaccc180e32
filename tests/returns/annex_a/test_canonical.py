"""The lists of Annex A under the names that measures know, typed with their codes; and what Annex A lacks."""

from __future__ import annotations

import pytest

from tests.support.annex_a_sheets import catalogue, day, list_7, read
from tests.support.books import grid
from xlperf.returns.child_level.table import UNKNOWN_CODE

NAMES = {
    "List 3": "referrals",
    "List 4": "single_assessments",
    "List 5": "section_47",
    "List 7": "plans",
    "List 8": "looked_after",
    "List 10": "adoptions",
}


def sheet(name, *cells):
    """Return a list with the headings of its definition and one record of these cells, by the keys of its columns."""
    table = next(table for table in catalogue().returns["annex_a"].tables if table.name == name)
    headings = [column.heading for column in table.columns]
    return grid([headings, *[[record.get(column.key) for column in table.columns] for record in cells]], name)


@pytest.mark.parametrize(("name", "table"), NAMES.items())
def test_a_list_is_under_the_name_that_measures_know_and_titled_as_annex_a_calls_it(name, table):
    definition = next(one for one in catalogue().returns["annex_a"].tables if one.name == name)
    assert definition.key == table
    assert definition.title.startswith(f"{name}, ")


COLUMNS = {
    "List 3": {"child", "referred", "no_further_action", "referrals_before", "source", "team"},
    "List 4": {"child", "started", "authorised", "team"},
    "List 5": {"child", "strategy_discussion", "conference", "conference_not_required", "team"},
    "List 7": {"child", "started", "ended", "previous_plans", "initial_category", "latest_category", "team"},
    "List 8": {"child", "started", "ended", "placements_12_months", "legal_status", "latest_review", "team"},
    "List 10": {"child", "decided", "placed", "adopted", "reversed"},
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_list_has_the_columns_that_measures_need(name):
    columns = {"child": 2001.0, "date_of_birth": day("2015-05-29")}
    one = read(None, *([] if name == "List 7" else [sheet(name, columns)]))
    assert one.tables[NAMES[name]].columns.keys() >= COLUMNS[name]


YES_AND_NO = [("a) Yes", "yes"), ("b) No", "no"), ("Y", "yes"), ("N", "no"), ("No", "no"), (None, ""), ("1", "yes")]


@pytest.mark.parametrize(("text", "code"), YES_AND_NO)
def test_yes_and_no_are_read_with_letter_and_label_in_every_list(text, code):
    one = read(
        None,
        sheet("List 3", {"child": 1.0, "referred": day("2026-05-01"), "no_further_action": text}),
        sheet("List 5", {"child": 1.0, "strategy_discussion": day("2026-05-01"), "conference_not_required": text}),
    )
    assert one.tables["referrals"].columns["no_further_action"].tolist() == [code]
    assert one.tables["section_47"].columns["conference_not_required"].tolist() == [code]


@pytest.mark.parametrize("name", [f"List {number}" for number in range(1, 11)])
def test_gender_and_ethnicity_are_codes_in_every_list_of_children(name):
    if name == "List 7":
        columns = read({"B2": "d) Neither", "C2": "Any other mixed background"}).tables["plans"].columns
    else:
        one = read(None, sheet(name, {"child": 1.0, "gender": "d) Neither", "ethnicity": "i) MOTH"}))
        columns = next(table for table in one.lists if table.sheet == name).columns
    assert (columns["gender"][0], columns["ethnicity"][0]) == ("I", "MOTH")


LEGAL = [("C2: FCO", "C2"), ("C1: ICO", "C1"), ("E1: Placement order", "E1"), ("V4", "V4"), ("b) No", UNKNOWN_CODE)]


@pytest.mark.parametrize(("text", "code"), LEGAL)
def test_legal_statuses_are_read_with_their_labels(text, code):
    """The spellings of the sample workbook of liia-tools, and its category text in that column."""
    one = read(None, sheet("List 8", {"child": 1.0, "started": day("2026-05-01"), "legal_status": text}))
    assert one.tables["looked_after"].columns["legal_status"].tolist() == [code]


@pytest.mark.parametrize("table", ["plan_reviews", "assessments", "episodes", "looked_after_reviews", "posts"])
def test_what_annex_a_lacks_is_said_with_the_return_that_has_it(table):
    one = read()
    (lack,) = [lack for lack in one.lacks if table in lack.tables]
    assert lack.reason
    assert lack.instead
    assert table not in one.tables


def test_no_list_is_both_there_and_lacking():
    for definition in catalogue().returns.values():
        there = {table.key for table in definition.tables}
        assert not there & {table for lack in definition.lacks for table in lack.tables}


def test_a_list_7_alone_gives_its_children():
    assert len(read(None).tables["children"]) == 4
    assert read({"A2": None}).tables["children"].columns["child"].tolist() == ["1002", "1003", "1004"]
    assert list_7().name == "List 7"
