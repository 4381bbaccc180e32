"""Referrals: all of a period, those that follow another, and those that went on to an initial assessment."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.record_tables import record_table, rows_of, spec_records
from tests.support.spec_tables import spec_table
from xlperf.measures.referrals import referrals_listed, referrals_made, referrals_to_initial_assessment
from xlperf.measures.registry import months_before
from xlperf.period import Period
from xlperf.symbols import Missing

MARCH, APRIL = Period.parse("2026-03"), Period.parse("2026-04")


def referrals(*records):
    """Return the table from (child, day) or (child, day, number stated)."""
    keys = ("child", "referred", "referrals_before")
    return {"referrals": record_table("referrals", [dict(zip(keys, record)) for record in records], ["referred"])}  # noqa: B905


def listed(*records):
    keys = ("child", "kind", "referred", "started", "completed")
    rows = [dict(zip(keys, record)) for record in records]  # noqa: B905
    return {"assessments": record_table("assessments", rows, keys[1:])}


def test_the_table_of_referrals_in_the_docstring_is_what_is_counted():
    lines = spec_table(referrals_made)
    tables = {"referrals": record_table("referrals", spec_records("referrals", lines))}
    expected = [row for row, line in enumerate(lines, start=2) if line.counted]
    count = referrals_made(tables, MARCH, 12)
    assert rows_of(count) == expected
    assert count.notes == (
        "1 referral with no readable date is left out.",
        "1 referral with child and day as in a row above is left out.",
    )
    every = rows_of(referrals_made(tables, MARCH))
    assert [lines[row - 2].cells["child"] for row in every] == ["A", "B", "C", "C", "D", "G"]


@pytest.mark.parametrize("function", [referrals_listed, referrals_to_initial_assessment])
def test_the_tables_of_listed_referrals_are_what_is_counted(function):
    lines = spec_table(function)
    tables = {"assessments": record_table("assessments", spec_records("assessments", lines), ["completed"])}
    assert rows_of(function(tables, APRIL)) == [row for row, line in enumerate(lines, start=2) if line.counted]


@pytest.mark.parametrize(
    ("earlier", "later", "within"),
    [
        (date(2025, 3, 31), date(2026, 3, 31), True),
        (date(2025, 3, 30), date(2026, 3, 31), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),  # a year after 29 February is 28 February
        (date(2024, 2, 29), date(2025, 3, 1), False),
        (date(2023, 2, 28), date(2024, 2, 28), True),
        (date(2023, 2, 28), date(2024, 2, 29), False),
        (date(2026, 3, 30), date(2026, 3, 31), True),
    ],
)
def test_twelve_months_are_calendar_months_and_the_last_day_is_within(earlier, later, within):
    tables = referrals(("A", earlier), ("A", later), ("B", date(2020, 1, 1)))
    assert rows_of(referrals_made(tables, Period.day(later), 12)) == ([3] if within else [])


def test_only_the_referral_before_matters_and_its_year_may_be_another():
    tables = referrals(
        ("A", date(2024, 1, 1)), ("A", date(2024, 12, 20)), ("A", date(2025, 12, 1)), ("B", date(2023, 1, 1))
    )
    assert rows_of(referrals_made(tables, Period.parse("2024/25"), 12)) == [3]
    assert rows_of(referrals_made(tables, Period.parse("2025/26"), 12)) == [4]
    assert rows_of(referrals_made(tables, Period.parse("2025/26"), 6)) == []


def test_what_a_return_states_is_taken_before_the_list():
    tables = referrals(("A", date(2026, 3, 2), 0), ("A", date(2026, 3, 9), 0), ("B", date(2026, 3, 9), 2))
    assert rows_of(referrals_made(tables, MARCH, 12)) == [4]
    assert rows_of(referrals_made(tables, MARCH, 12, "stated")) == [4]
    assert rows_of(referrals_made(tables, MARCH, 12, this_referral_counted=True)) == [4]
    once = referrals(("A", date(2026, 3, 2), 1))
    assert referrals_made(once, MARCH, 12).number == 1
    assert referrals_made(once, MARCH, 12, this_referral_counted=True).number == 0


def test_a_list_of_six_months_that_states_nothing_cannot_tell():
    tables = referrals(("A", date(2025, 10, 1)), ("A", date(2026, 3, 9)))
    for choice in ("either", "listed"):
        count = referrals_made(tables, MARCH, 12, choice)
        assert count.number is Missing.NOT_AVAILABLE
        assert count.notes == (
            "The list of referrals does not go back 12 months before 2026-03, and the return does not state how many "
            "referrals a child had before. Hand in the return of the year before as well.",
        )
    assert referrals_made(tables, MARCH).number == 1
    assert referrals_made(tables, MARCH, 12, "stated").number is Missing.NOT_AVAILABLE


def test_how_far_back_a_return_has_to_go_is_known_before_counting():
    with_history, stated = referrals(("A", date(2025, 1, 1))), referrals(("A", date(2026, 3, 9), 1))
    twelve = {"repeat_within_months": 12}
    assert months_before("referrals_made", twelve, with_history) == 12
    assert months_before("referrals_made", twelve, stated) == 0
    assert months_before("referrals_made", {**twelve, "earlier_referrals": "listed"}, stated) == 12
    assert months_before("referrals_made", {}, with_history) == 0
    assert months_before("cp_plans_at", {}, with_history) == 0


def test_referrals_that_state_nothing_are_said_and_never_taken_for_none_when_nobody_states_it():
    some = referrals(("A", date(2026, 3, 2), None), ("B", date(2026, 3, 3), 1), ("C", date(2026, 3, 3), None))
    count = referrals_made(some, MARCH, 12)
    assert count.number == 1
    assert count.notes == ("2 referrals do not state a number of earlier referrals and count as having none.",)
    none = referrals(("A", date(2026, 3, 2), None))
    assert referrals_made(none, MARCH, 12).number is Missing.NOT_AVAILABLE
    assert referrals_made(none, APRIL, 12).number == 0


def test_records_without_a_child_identifier_follow_nobody():
    tables = referrals(("", date(2024, 3, 2)), ("", date(2026, 3, 3)), ("", date(2026, 3, 3)))
    assert referrals_made(tables, MARCH).number == 2
    assert referrals_made(tables, MARCH, 12).number == 0


def test_a_list_in_which_every_referral_has_an_assessment_says_nothing_of_the_others():
    row = ("A", "initial", date(2026, 4, 7), date(2026, 4, 8))
    count = referrals_to_initial_assessment(listed(row), APRIL)
    assert count.number is Missing.NOT_AVAILABLE
    assert "does not seem to hold those that did not" in count.notes[0]
    assert referrals_listed(listed(row), APRIL).number == 1
    with_another = listed(row, ("B", "", date(2026, 4, 9), None))
    assert referrals_to_initial_assessment(with_another, APRIL).number == 1
    assert referrals_listed(with_another, APRIL).number == 2


def test_counting_assessments_takes_those_begun_in_the_period():
    lines = spec_table(referrals_to_initial_assessment)
    tables = {"assessments": record_table("assessments", spec_records("assessments", lines), ["completed"])}
    found = rows_of(referrals_to_initial_assessment(tables, APRIL, "assessments"))
    assert [lines[row - 2].cells["child"] for row in found] == ["A", "C", "A"]
    notes = referrals_to_initial_assessment(tables, APRIL).notes
    assert notes == ("1 initial assessment with a start date before the referral is left out.",)


def test_without_a_list_the_number_is_not_available_and_an_empty_one_counts_0():
    for function in (referrals_made, referrals_listed, referrals_to_initial_assessment):
        assert function({}, APRIL).number is Missing.NOT_AVAILABLE
    assert referrals_made(referrals(), APRIL, 12).number == 0
    assert referrals_to_initial_assessment(listed(), APRIL).number == 0
