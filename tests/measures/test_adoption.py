"""Children adopted, and those placed within twelve months of the decision: the edges."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.record_tables import record_table, rows_of, spec_records
from tests.support.spec_tables import spec_table
from xlperf.errors import DefinitionError
from xlperf.measures.adoption import children_adopted, placed_within_twelve_months
from xlperf.period import Period
from xlperf.symbols import Missing

YEAR = Period.parse("2025/26")
COLUMNS = ["child", "decided", "placed", "adopted", "reversed"]
EPISODES = ["child", "started", "ended", "reason_started", "placement", "legal_status"]


def adoptions(*records):
    named = [dict(zip(COLUMNS, record, strict=False)) for record in records]
    return {"adoptions": record_table("adoptions", named, COLUMNS)}


def with_episodes(tables, *records):
    named = [dict(zip(EPISODES, record, strict=False)) for record in records]
    return tables | {"episodes": record_table("episodes", named, EPISODES)}


@pytest.mark.parametrize("function", [children_adopted, placed_within_twelve_months])
def test_the_table_in_the_docstring_is_what_is_counted(function):
    lines = spec_table(function)
    tables = {"adoptions": record_table("adoptions", spec_records("adoptions", lines))}
    count = function(tables, YEAR)
    assert rows_of(count) == [row for row, line in enumerate(lines, start=2) if line.counted]
    assert set(count.rows) <= set(children_adopted(tables, YEAR).rows)


def test_children_of_whom_a_day_is_not_known_are_left_out_and_said_in_the_period_of_the_order():
    day = date(2025, 10, 1)
    tables = adoptions(("A", None, day, day), ("B", date(2025, 1, 1), "31/02/2025", day), ("C", None, None, None))
    said = ("2 adopted children with no readable day of decision or placement are left out.",)
    assert children_adopted(tables, YEAR).notes == said
    assert placed_within_twelve_months(tables, YEAR).notes == said
    assert children_adopted(tables, Period.parse("2025-09")).notes == ()
    unreadable = adoptions(("A", date(2025, 1, 1), date(2025, 2, 1), "31/02/2026"))
    assert children_adopted(unreadable, YEAR).notes == (
        "1 adopted child with a day of adoption that cannot be read is left out.",
    )


def test_twelve_months_may_be_365_days():
    tables = adoptions(("A", date(2024, 1, 10), date(2025, 1, 10), date(2025, 10, 1)))  # 366 days
    assert placed_within_twelve_months(tables, YEAR).number == 1
    assert placed_within_twelve_months(tables, YEAR, twelve_months="365 days").number == 0


def test_of_a_decision_taken_back_and_a_second_one_the_second_counts():
    tables = adoptions(
        ("A", date(2022, 1, 10), date(2022, 3, 1), None, date(2022, 9, 1)),
        ("A", date(2024, 1, 10), date(2024, 3, 1), date(2025, 10, 1)),
    )
    assert rows_of(placed_within_twelve_months(tables, YEAR)) == [3]


def test_a_child_adopted_in_another_placement_is_left_out_unless_the_setting_says_otherwise():
    tables = with_episodes(
        adoptions(("A", date(2024, 1, 10), date(2024, 6, 1), date(2025, 10, 1)),
                  ("B", date(2024, 1, 10), date(2024, 6, 1), date(2025, 10, 1))),
        ("A", date(2024, 6, 1), date(2025, 1, 1), "P", "A4"),
        ("A", date(2025, 1, 1), date(2025, 10, 1), "P", "A6"),  # other adopters
        ("B", date(2024, 6, 1), date(2025, 1, 1), "P", "A4"),
        ("B", date(2025, 1, 1), date(2025, 10, 1), "L", "A6"),  # the legal status changed
    )  # fmt: skip
    assert rows_of(children_adopted(tables, YEAR)) == [3]
    assert rows_of(placed_within_twelve_months(tables, YEAR)) == [3]
    assert rows_of(children_adopted(tables, YEAR, "counted")) == [2, 3]
    assert rows_of(placed_within_twelve_months(tables, YEAR, "counted")) == [2, 3]


def test_a_child_who_went_back_to_foster_care_between_was_adopted_in_another_placement():
    tables = with_episodes(
        adoptions(("A", date(2023, 1, 10), date(2023, 6, 1), date(2025, 10, 1))),
        ("A", date(2023, 6, 1), date(2024, 1, 1), "P", "A4"),
        ("A", date(2024, 1, 1), date(2024, 9, 1), "P", "U6"),
        ("A", date(2024, 9, 1), date(2025, 10, 1), "P", "A4"),
    )
    assert children_adopted(tables, YEAR).number == 0


def test_where_the_episodes_say_nothing_the_child_counts():
    whole = adoptions(("A", date(2024, 1, 10), date(2024, 6, 1), date(2025, 10, 1)))
    assert children_adopted(with_episodes(whole), YEAR).number == 1
    elsewhere = with_episodes(whole, ("B", date(2024, 6, 1), None, "P", "A4"))
    assert children_adopted(elsewhere, YEAR).number == 1
    only_the_end = with_episodes(whole, ("A", date(2025, 1, 1), date(2025, 10, 1), "P", "A4"))
    assert children_adopted(only_the_end, YEAR).number == 1


def test_settings_that_are_not_known_are_refused():
    with pytest.raises(DefinitionError, match='adopted_elsewhere must be "left out" or "counted"'):
        children_adopted(adoptions(), YEAR, "maybe")
    with pytest.raises(DefinitionError, match='twelve_months must be "calendar months" or "365 days"'):
        placed_within_twelve_months(adoptions(), YEAR, twelve_months="a year")


def test_without_adoptions_the_number_is_not_available_and_an_empty_list_counts_0():
    for function in (children_adopted, placed_within_twelve_months):
        assert function({}, YEAR).number is Missing.NOT_AVAILABLE
        assert function(adoptions(), YEAR).number == 0
