"""Children looked after at the end of a day: the edges, and what is said about records that are left out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.record_tables import record_table, rows_of, spec_records
from tests.support.spec_tables import spec_table
from xlperf.measures.looked_after import children_looked_after
from xlperf.period import Period
from xlperf.symbols import Missing

MARCH = Period.parse("2026-03")
COLUMNS = ["started", "ended", "legal_status"]


def care(*records, table="episodes"):
    named = [dict(zip(["child", *COLUMNS], record, strict=False)) for record in records]
    return {table: record_table(table, named, COLUMNS)}


@pytest.mark.parametrize("table", ["episodes", "looked_after"])
def test_the_table_in_the_docstring_is_what_is_counted(table):
    lines = spec_table(children_looked_after)
    tables = {table: record_table(table, spec_records(table, lines))}
    count = children_looked_after(tables, MARCH)
    assert rows_of(count) == [row for row, line in enumerate(lines, start=2) if line.counted]
    what = "episode" if table == "episodes" else "period of care"
    assert count.notes == (
        f"1 {what} with no readable start date is left out.",
        f"1 {what} with an end date that cannot be read is left out.",
        f"1 {what} is taken to have ended when the next of the child began.",
    )


def test_episodes_come_before_the_list_of_periods_of_care():
    tables = care(("A", date(2025, 1, 1))) | care(
        ("A", date(2025, 1, 1)), ("B", date(2025, 1, 1)), table="looked_after"
    )
    assert children_looked_after(tables, MARCH).number == 1


@pytest.mark.parametrize("written", ["V3", "V4", "v4", "b) V4", "V3 - Short breaks, each recorded"])
def test_a_series_of_short_breaks_is_known_however_it_is_written(written):
    assert children_looked_after(care(("A", date(2025, 1, 1), None, written)), MARCH).number == 0


@pytest.mark.parametrize("written", ["V2", "V30", "", "?", "C2"])
def test_any_other_legal_status_is_being_looked_after(written):
    assert children_looked_after(care(("A", date(2025, 1, 1), None, written)), MARCH).number == 1


def test_a_return_without_legal_statuses_says_that_short_breaks_are_in_it():
    tables = {"looked_after": record_table("looked_after", [{"child": "A", "started": date(2025, 1, 1)}], ["ended"])}
    count = children_looked_after(tables, MARCH)
    assert count.number == 1
    assert count.notes == (
        "The return does not say the legal status, so children in a series of short breaks are not left out.",
    )


def test_a_child_who_goes_over_to_short_breaks_is_no_longer_looked_after():
    tables = care(("A", date(2025, 1, 1), None, "C2"), ("A", date(2026, 2, 1), None, "V4"))
    assert children_looked_after(tables, Period.parse("2026-01")).number == 1
    assert children_looked_after(tables, MARCH).number == 0


def test_records_without_a_child_identifier_are_children_of_their_own():
    tables = care(("", date(2025, 1, 1)), ("", date(2025, 1, 1)), ("A", date(2025, 1, 1)))
    assert rows_of(children_looked_after(tables, MARCH)) == [2, 3, 4]


def test_a_row_that_repeats_child_and_dates_counts_once():
    tables = care(("A", date(2025, 1, 1)), ("A", date(2025, 1, 1)))
    assert rows_of(children_looked_after(tables, MARCH)) == [2]
    assert children_looked_after(tables, MARCH).notes == ()


def test_of_two_rows_with_one_start_and_end_the_first_stands():
    day = date(2025, 1, 1)
    assert children_looked_after(care(("A", day, None, "C2"), ("A", day, None, "V4")), MARCH).number == 1
    assert children_looked_after(care(("A", day, None, "V4"), ("A", day, None, "C2")), MARCH).number == 0


def test_an_episode_that_ends_before_it_starts_is_left_out_and_said_where_it_could_belong():
    tables = care(("A", date(2026, 3, 10), date(2026, 3, 1)), ("B", date(2025, 1, 1)))
    assert rows_of(children_looked_after(tables, MARCH)) == [3]
    said = ("1 episode with an end date before the start date is left out.",)
    assert children_looked_after(tables, MARCH).notes == said
    assert children_looked_after(tables, Period.parse("2026-02")).notes == ()


def test_an_end_that_contradicts_the_next_start_is_said_for_the_days_between():
    tables = care(("A", date(2025, 1, 1), date(2026, 3, 10)), ("A", date(2026, 1, 1), date(2026, 2, 1)))
    assert children_looked_after(tables, Period.parse("2025-12")).notes == ()
    count = children_looked_after(tables, Period.parse("2026-02"))
    assert count.number == 0
    assert count.notes == ("1 episode is taken to have ended when the next of the child began.",)
    assert children_looked_after(tables, MARCH).notes == ()


def test_without_any_list_the_number_is_not_available_and_an_empty_one_counts_0():
    assert children_looked_after({}, MARCH).number is Missing.NOT_AVAILABLE
    assert children_looked_after({}, MARCH).notes == ("The return has no list of children looked after.",)
    assert children_looked_after(care(), MARCH).number == 0
