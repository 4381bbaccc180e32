"""Initial child protection conferences held in a period and within so many working days."""

from __future__ import annotations

from datetime import date

from tests.support.record_tables import record_table, rows_of, spec_records
from tests.support.spec_tables import spec_table
from xlperf.measures.conferences import conferences_held
from xlperf.period import Period
from xlperf.symbols import Missing

APRIL = Period.parse("2026-04")


def enquiries(*days):
    records = [{"child": "A", "strategy_discussion": begun, "conference": held} for begun, held in days]
    return {"section_47": record_table("section_47", records, ["strategy_discussion", "conference"])}


def test_the_table_in_the_docstring_is_what_is_counted():
    lines = spec_table(conferences_held)
    tables = {"section_47": record_table("section_47", spec_records("section_47", lines))}
    expected = [row for row, line in enumerate(lines, start=2) if line.counted]
    assert rows_of(conferences_held(tables, APRIL, 15)) == expected
    count = conferences_held(tables, APRIL)
    assert [lines[row - 2].cells["child"] for row in rows_of(count)] == ["A", "B", "C", "A"]
    assert count.notes == (
        "1 initial conference with no readable strategy discussion date is left out.",
        "1 initial conference with a conference date before the strategy discussion date is left out.",
    )


def test_a_conference_on_the_fifteenth_working_day_is_within_15_and_the_next_is_not():
    # Sixteen weekdays after 9 April 2012; the 9th itself is Easter Monday and day 0.
    tables = enquiries((date(2012, 4, 9), date(2012, 4, 30)), (date(2012, 4, 9), date(2012, 5, 1)))
    assert rows_of(conferences_held(tables, Period.parse("2012/13 Q1"), 15)) == [2]
    assert rows_of(conferences_held(tables, Period.parse("2012/13 Q1"), 16)) == [2, 3]


def test_a_conference_on_the_day_of_the_discussion_is_within_any_number_of_days():
    assert conferences_held(enquiries((date(2026, 4, 8), date(2026, 4, 8))), APRIL, 1).number == 1


def test_an_enquiry_listed_twice_counts_once():
    day = (date(2026, 4, 8), date(2026, 4, 9))
    count = conferences_held(enquiries(day, day), APRIL)
    assert rows_of(count) == [2]
    assert count.notes == ("1 initial conference with child and dates as in a row above is left out.",)


def test_without_a_list_of_enquiries_the_number_is_not_available():
    assert conferences_held({}, APRIL).number is Missing.NOT_AVAILABLE
    assert conferences_held(enquiries(), APRIL).number == 0
