"""Children looked after for long, and those who stayed in one placement: the edges."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.record_tables import record_table, rows_of, spec_records
from tests.support.spec_tables import spec_table
from xlperf.errors import DefinitionError
from xlperf.measures.long_term import long_term_looked_after, same_placement_two_years
from xlperf.measures.registry import months_before
from xlperf.period import Period
from xlperf.symbols import Missing

YEAR_END = Period.parse("2026-03-31")
BORN = date(2016, 5, 5)
COLUMNS = ["child", "started", "ended", "reason_started", "placement", "legal_status"]


def episodes(*records, born=BORN):
    named = [dict(zip(COLUMNS, ["A", *record], strict=False)) for record in records]
    children = [{"child": "A", "date_of_birth": born}]
    return {"episodes": record_table("episodes", named, COLUMNS), "children": record_table("children", children)}


@pytest.mark.parametrize("function", [long_term_looked_after, same_placement_two_years])
def test_the_table_in_the_docstring_is_what_is_counted(function):
    lines = spec_table(function)
    records = [{"date_of_birth": BORN, "legal_status": "C2", **record} for record in spec_records("episodes", lines)]
    tables = {"episodes": record_table("episodes", records)}
    count = function(tables, YEAR_END)
    assert rows_of(count) == [row for row, line in enumerate(lines, start=2) if line.counted]
    assert set(count.rows) <= set(long_term_looked_after(tables, YEAR_END).rows)


def test_a_child_born_nobody_knows_when_is_left_out_and_said_once_in_care_for_long():
    tables = episodes((date(2023, 10, 1), None, "S"), born=None)
    said = ("1 child looked after for long with no known date of birth is left out.",)
    assert long_term_looked_after(tables, YEAR_END).notes == said
    assert same_placement_two_years(tables, YEAR_END).notes == said
    assert long_term_looked_after(tables, Period.parse("2026-03-30")).notes == ()
    assert long_term_looked_after(tables, YEAR_END).number == 0


def test_dates_of_birth_are_taken_from_the_list_of_children():
    assert long_term_looked_after(episodes((date(2020, 1, 1), None, "S")), YEAR_END).number == 1


@pytest.mark.parametrize(
    ("started", "last", "calendar", "days"),
    [
        (date(2023, 10, 1), "2026-03-31", 1, 1),  # 913 days, 29 February 2024 among them
        (date(2023, 10, 2), "2026-03-31", 0, 1),  # 912 days
        (date(2023, 10, 3), "2026-03-31", 0, 0),  # 911 days
        (date(2024, 2, 29), "2026-08-28", 1, 1),
        (date(2024, 2, 29), "2026-08-27", 0, 0),
        (date(2023, 8, 31), "2026-02-27", 1, 1),  # 2½ years later is 28 February; 912 days
        (date(2023, 8, 31), "2026-02-26", 0, 0),
    ],
)
def test_two_and_a_half_years_are_calendar_months_or_days(started, last, calendar, days):
    tables = episodes((started, None, "S"))
    assert long_term_looked_after(tables, Period.parse(last)).number == calendar
    assert long_term_looked_after(tables, Period.parse(last), "days").number == days


@pytest.mark.parametrize(
    ("moved", "last", "calendar", "days"),
    [
        (date(2024, 4, 1), "2026-03-31", 1, 1),  # 730 days
        (date(2024, 4, 2), "2026-03-31", 0, 0),
        (date(2024, 2, 29), "2026-02-27", 1, 1),  # two years later is 28 February; 730 days
        (date(2024, 2, 29), "2026-02-26", 0, 0),
        (date(2023, 6, 1), "2025-05-31", 1, 1),  # 731 days
        (date(2023, 6, 1), "2025-05-30", 0, 1),
        (date(2023, 6, 1), "2025-05-29", 0, 0),  # the 729th day
    ],
)
def test_two_years_in_a_placement_count_the_first_and_the_last_day(moved, last, calendar, days):
    tables = episodes((date(2020, 1, 1), moved, "S", "U1"), (moved, None, "P", "U6"))
    assert same_placement_two_years(tables, Period.parse(last)).number == calendar
    assert same_placement_two_years(tables, Period.parse(last), "days").number == days
    assert long_term_looked_after(tables, Period.parse(last)).number == 1


def test_the_same_address_is_the_legal_change_alone():
    tables = episodes((date(2020, 1, 1), date(2025, 1, 1), "S", "U6"), (date(2025, 1, 1), None, "T", "U4"))
    assert same_placement_two_years(tables, YEAR_END).number == 1
    assert same_placement_two_years(tables, YEAR_END, reasons_that_keep_the_carer="L").number == 0


def test_a_temporary_placement_today_does_not_take_the_child_away_from_the_carer():
    tables = episodes((date(2020, 1, 1), date(2026, 3, 20), "S", "U1"), (date(2026, 3, 20), None, "P", "T1"))
    assert rows_of(same_placement_two_years(tables, YEAR_END)) == [3]
    assert same_placement_two_years(tables, YEAR_END, temporary_placements_count=True).number == 0


def test_a_stay_of_one_day_before_the_adopters_is_passed_over():
    tables = episodes(
        (date(2020, 1, 1), date(2025, 6, 1), "S", "U1"),
        (date(2025, 6, 1), date(2025, 6, 1), "P", "R1"),
        (date(2025, 6, 1), None, "P", "A6"),
    )
    assert rows_of(same_placement_two_years(tables, YEAR_END)) == [4]


def test_lengths_that_are_not_known_are_refused():
    with pytest.raises(DefinitionError, match='"weeks" is no way to count lengths'):
        long_term_looked_after(episodes(), YEAR_END, "weeks")


def test_without_episodes_or_dates_of_birth_the_number_is_not_available():
    for function in (long_term_looked_after, same_placement_two_years):
        assert function({}, YEAR_END).number is Missing.NOT_AVAILABLE
        bare = {"episodes": episodes((date(2020, 1, 1), None, "S"))["episodes"]}
        assert function(bare, YEAR_END).notes == ("The return does not say when the children were born.",)
        assert function(episodes(), YEAR_END).number == 0


def test_the_episodes_have_to_go_back_two_and_a_half_years():
    assert months_before("long_term_looked_after", {}, episodes()) == 30
    assert months_before("same_placement_two_years", {"lengths": "days"}, episodes()) == 30
