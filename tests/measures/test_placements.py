"""Three or more placements in twelve months: the edges."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.record_tables import record_table, rows_of, spec_records
from tests.support.spec_tables import spec_table
from xlperf.errors import DefinitionError
from xlperf.measures.looked_after import children_looked_after
from xlperf.measures.placements import three_or_more_placements, three_or_more_placements_stated
from xlperf.measures.registry import only_as_at, ways
from xlperf.period import Period
from xlperf.symbols import Missing

YEAR = Period.parse("12 months to 2026-03")
COLUMNS = ["child", "started", "ended", "reason_started", "placement", "provider", "urn"]


def episodes(*records):
    named = [dict(zip(COLUMNS, record, strict=False)) for record in records]
    return {"episodes": record_table("episodes", named, [*COLUMNS, "legal_status"])}


def one_child(*episodes_of_it):
    return episodes(*(("A", *episode) for episode in episodes_of_it))


@pytest.mark.parametrize(
    ("function", "table"),
    [(three_or_more_placements, "episodes"), (three_or_more_placements_stated, "looked_after")],
)
def test_the_table_in_the_docstring_is_what_is_counted(function, table):
    lines = spec_table(function)
    tables = {table: record_table(table, spec_records(table, lines))}
    count = function(tables, YEAR)
    assert rows_of(count) == [row for row, line in enumerate(lines, start=2) if line.counted]
    assert set(count.rows) <= set(children_looked_after(tables, YEAR).rows)


def test_with_temporary_placements_counted_a_stay_in_hospital_and_the_way_back_are_two():
    lines = [line for line in spec_table(three_or_more_placements) if line.cells["child"] == "F"]
    tables = {"episodes": record_table("episodes", spec_records("episodes", lines))}
    assert three_or_more_placements(tables, YEAR).number == 0
    assert three_or_more_placements(tables, YEAR, temporary_placements_count=True).number == 1


def test_a_child_who_comes_back_from_hospital_to_another_carer_has_moved():
    stay = [
        (date(2025, 5, 1), date(2025, 6, 1), "S", "U1", "PR1", "1"),
        (date(2025, 6, 1), date(2025, 7, 1), "P", "T1"),
    ]
    moved = (date(2025, 7, 1), date(2025, 8, 1), "P", "U1", "PR1", "2")
    back = (date(2025, 7, 1), date(2025, 8, 1), "P", "U1", "PR1", "1")
    then = (date(2025, 8, 1), None, "P", "U6", "PR1", "3")
    assert three_or_more_placements(one_child(*stay, moved, then), YEAR).number == 1
    assert three_or_more_placements(one_child(*stay, back, then), YEAR).number == 0


def test_a_child_who_came_into_care_by_a_temporary_placement_has_not_been_placed_by_it():
    begun = (date(2025, 5, 1), date(2025, 6, 1), "S", "T3")
    later = [(date(2025, 6, 1), date(2025, 7, 1), "P", "U1"), (date(2025, 7, 1), None, "P", "U6")]
    assert three_or_more_placements(one_child(begun, *later), YEAR).number == 0
    assert three_or_more_placements(one_child(begun, *later), YEAR, temporary_placements_count=True).number == 1


def test_a_day_of_several_legal_changes_is_no_move():
    day = date(2025, 6, 1)
    changes = [(day, day, "L", "U1"), (day, day, "L", "U1"), (day, None, "L", "U1")]
    assert three_or_more_placements(one_child((date(2025, 5, 1), day, "S", "U1"), *changes), YEAR).number == 0


def test_a_placement_of_one_day_by_its_first_episode_goes_on_through_a_legal_change():
    day = date(2025, 6, 1)
    tables = one_child(
        (date(2025, 5, 1), day, "S", "U1"),
        (day, day, "P", "U6"),
        (day, date(2025, 7, 1), "L", "U6"),
        (date(2025, 7, 1), None, "P", "R1"),
    )
    assert three_or_more_placements(tables, YEAR).number == 1


def test_a_reason_that_is_not_stated_is_a_new_placement():
    tables = one_child(
        (date(2025, 5, 1), date(2025, 6, 1), "S", "U1"),
        (date(2025, 6, 1), date(2025, 7, 1), "", "U1"),
        (date(2025, 7, 1), None, "?", "U1"),
    )
    assert three_or_more_placements(tables, YEAR).number == 1


def test_reasons_that_keep_the_placement_are_a_setting():
    tables = one_child(
        (date(2025, 5, 1), date(2025, 6, 1), "S", "U1"),
        (date(2025, 6, 1), date(2025, 7, 1), "T", "U1"),
        (date(2025, 7, 1), None, "U", "U1"),
    )
    assert three_or_more_placements(tables, YEAR).number == 1
    assert three_or_more_placements(tables, YEAR, "L, T").number == 0
    with pytest.raises(DefinitionError, match=r'"X" is no reason for a new episode. Write some of S, L, P, T, B, U'):
        three_or_more_placements(tables, YEAR, "L, X")


@pytest.mark.parametrize(
    ("last", "ended", "number"),
    [
        ("2026-03-31", date(2025, 3, 31), 0),  # the twelve months begin on 1 April
        ("2026-03-31", date(2025, 4, 1), 1),
        ("2026-03-30", date(2025, 3, 30), 0),  # and here on 31 March
        ("2026-03-30", date(2025, 3, 31), 1),
        ("2024-02-29", date(2023, 2, 28), 0),
        ("2024-02-29", date(2023, 3, 1), 1),
        ("2025-02-28", date(2024, 2, 29), 0),
        ("2025-02-28", date(2024, 3, 1), 1),
        ("2025-02-27", date(2024, 2, 28), 1),
    ],
)
def test_a_placement_that_ended_before_the_twelve_months_does_not_count(last, ended, number):
    day = date.fromisoformat(last)
    move = date(day.year, 1, 15)
    tables = one_child((date(2020, 1, 1), ended, "S", "U1"), (ended, move, "P", "U6"), (move, None, "P", "R1"))
    assert three_or_more_placements(tables, Period.day(day)).number == number


def test_a_child_counts_from_the_day_of_the_third_placement_until_a_year_after_the_first_ended():
    tables = one_child(
        (date(2024, 5, 1), date(2024, 6, 10), "S", "U1"),
        (date(2024, 6, 10), date(2024, 7, 20), "P", "U6"),
        (date(2024, 7, 20), None, "P", "R1"),
    )
    days = {"2024-07-19": 0, "2024-07-20": 1, "2025-06-09": 1, "2025-06-10": 0}
    for day, number in days.items():
        count = three_or_more_placements(tables, Period.parse(day))
        assert len(rows_of(count)) == number, day


def test_placements_that_are_stated_are_said_to_be_the_councils_own_count():
    records = [
        {"child": "A", "started": date(2025, 1, 1), "placements_12_months": 3},
        {"child": "B", "started": date(2025, 1, 1)},
    ]
    tables = {"looked_after": record_table("looked_after", records, ["ended", "legal_status"])}
    count = three_or_more_placements(tables, YEAR)
    assert rows_of(count) == [2]
    assert count.notes == (
        "Placements are as the council counted them: its rules on 24 hours and short breaks cannot be checked.",
        "For want of a stated number of placements 1 child looked after has been taken to have had fewer than three.",
    )


def test_where_no_placements_are_stated_the_number_is_not_available():
    record = {"child": "A", "started": date(2025, 1, 1)}
    without = {"looked_after": record_table("looked_after", [record], ["ended", "legal_status"])}
    unstated = {
        "looked_after": record_table("looked_after", [record], ["ended", "legal_status", "placements_12_months"])
    }
    for tables in (without, unstated, {}):
        assert three_or_more_placements(tables, YEAR).number is Missing.NOT_AVAILABLE
    assert three_or_more_placements(episodes(), YEAR).number == 0


def test_placements_that_are_stated_are_true_on_the_day_of_the_return_alone():
    listed, told = {"looked_after": record_table("looked_after", [])}, episodes()
    assert ways("three_or_more_placements") == (("episodes",), ("looked_after",))
    assert only_as_at("three_or_more_placements", listed)
    assert only_as_at("three_or_more_placements_stated", listed)
    assert not only_as_at("three_or_more_placements", told)
    assert not only_as_at("three_or_more_placements", {**told, **listed})
    assert not only_as_at("children_looked_after", listed)
