"""Up to which day a return speaks, and which periods it can give."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from tests.support.annex_a_sheets import catalogue, day, read
from tests.support.books import grid
from xlperf.period import Period
from xlperf.returns.annex_a import covered
from xlperf.returns.child_level.newest import newest_day
from xlperf.returns.child_level.table import NO_DATE, Table

TODAY = date(2026, 10, 5)


def newest(days, today=TODAY):
    numbers = np.array([one.toordinal() if one else NO_DATE for one in days], dtype=np.int32)
    table = Table("contacts", "", "", "", {"contact": numbers}, np.arange(len(numbers), dtype=np.int32))
    return newest_day([(table, ("contact",))], today)


def test_the_newest_day_on_which_something_happened_is_the_day_up_to_which_a_return_speaks():
    assert read().as_at == date(2026, 9, 30)
    assert newest([date(2026, 9, 1), None, date(2026, 9, 14)]) == date(2026, 9, 14)


def test_a_date_after_today_is_a_slip_of_the_pen():
    assert newest([date(2026, 9, 1), date(2026, 9, 14), date(2026, 10, 6)]) == date(2026, 9, 14)
    assert newest([date(2026, 9, 1), date(2026, 9, 14), date(2026, 10, 5)]) == date(2026, 10, 5)


@pytest.mark.parametrize(("slips", "newest_left"), [(0, 30), (1, 30), (2, 30)])
def test_a_few_dates_a_month_beyond_all_others_are_slips_of_the_pen(slips, newest_left):
    days = [date(2026, 4, 1 + number % 30) for number in range(40)] + [date(2026, 9, 1)] * slips
    assert newest(days) == date(2026, 4, newest_left)


def test_a_gap_of_31_days_is_still_a_month():
    april = [date(2026, 4, 1 + number % 30) for number in range(40)]
    assert newest([*april, date(2026, 5, 31)]) == date(2026, 5, 31)
    assert newest([*april, date(2026, 6, 1)]) == date(2026, 4, 30)


def test_in_a_small_list_a_gap_is_usual_that_is_not_twice_as_long_as_those_before():
    """Of 24 records each but the last is 17 days after the one before, or 40 in one place."""
    steps = [17] * 12 + [40] + [17] * 9
    days = [date(2025, 6, 1) + timedelta(days=sum(steps[:place])) for place in range(23)]
    within, beyond = days[-1] + timedelta(days=80), days[-1] + timedelta(days=81)
    assert newest([*days, within]) == within
    assert newest([*days, beyond]) == days[-1]


def test_half_a_year_is_always_a_slip_and_what_lay_more_than_a_year_before_says_nothing():
    far_apart = [date(2024, 1, 1) + timedelta(days=100 * place) for place in range(10)]
    within, beyond = far_apart[-1] + timedelta(days=183), far_apart[-1] + timedelta(days=184)
    assert newest([*far_apart * 2, within], date(2027, 1, 1)) == within
    assert newest([*far_apart * 2, beyond], date(2027, 1, 1)) == far_apart[-1]
    daily = [date(2026, 1, 1) + timedelta(days=place) for place in range(30)]
    assert newest([date(2020, 1, 1), *daily, daily[-1] + timedelta(days=32)]) == daily[-1]


def test_many_dates_beyond_a_gap_are_the_truth():
    days = [date(2026, 4, 1 + number % 30) for number in range(40)] + [date(2026, 9, 1)] * 10
    assert newest(days) == date(2026, 9, 1)


def test_a_gap_of_months_is_usual_where_there_are_few_records():
    assert newest([date(2026, 3, 2), date(2026, 8, 31)]) == date(2026, 8, 31)
    assert newest([date(2025, 9, 2), date(2026, 8, 31)]) == date(2025, 9, 2)


def test_a_wrong_clock_does_not_shorten_a_return():
    days = [date(2026, 9, 1), date(2026, 9, 14), date(2026, 9, 30)]
    assert newest(days, today=date(2020, 1, 1)) == date(2026, 9, 30)


def test_without_any_date_there_is_no_such_day():
    assert newest([None, None]) is None
    assert newest_day([], TODAY) is None


@pytest.mark.parametrize(
    ("as_at", "first", "last"),
    [
        ("2026-09-30", "2026-03-31", "2026-09-30"),  # a Wednesday; April is covered whole
        ("2026-08-31", "2026-03-01", "2026-08-31"),  # there is no 31 February
        ("2024-08-31", "2024-03-01", "2024-09-01"),  # a Saturday for Sunday, in a leap year
        ("2026-05-29", "2025-11-30", "2026-05-31"),  # a Friday speaks for the weekend
        ("2026-05-30", "2025-12-01", "2026-05-31"),  # a Saturday for Sunday
        ("2026-05-31", "2025-12-01", "2026-05-31"),
        ("2021-03-15", "2020-09-16", "2021-03-15"),
    ],
)
def test_six_months_up_to_the_day_are_covered(as_at, first, last):
    assert covered(date.fromisoformat(as_at)) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("as_at", "months", "first", "last"),
    [
        ("2026-03-31", 12, "2025-04-01", "2026-03-31"),
        ("2024-02-29", 12, "2023-03-01", "2024-02-29"),
        ("2025-02-28", 12, "2024-02-29", "2025-03-02"),  # a Friday; 29 February is within
        ("2026-03-31", 0, "2026-03-31", "2026-03-31"),
        ("2026-05-29", 0, "2026-05-29", "2026-05-31"),
    ],
)
def test_a_list_covers_as_many_months_as_its_definition_says(as_at, months, first, last):
    assert covered(date.fromisoformat(as_at), months) == (date.fromisoformat(first), date.fromisoformat(last))


def test_every_list_says_for_how_long_it_speaks():
    """Ofsted's Annex A: six months for lists 1 to 8, the day itself for list 9, twelve months for lists 10 and 11."""
    months = {table.name: table.covers_months for table in catalogue().returns["annex_a"].tables}
    assert months == {**{f"List {number}": 6 for number in range(1, 9)}, "List 9": 0, "List 10": 12, "List 11": 12}


def adoptions():
    headings = [
        "Child Unique ID",
        "Date of Decision that Child Should be Placed for Adoption",
        "Date Placed for Adoption",
        "Date of Adoption Order",
    ]
    return grid([headings, [1009.0, day("2025-02-03"), day("2025-06-02"), day("2026-01-12")]], "List 10")


@pytest.mark.parametrize(("period", "timing"), [("2025-10", "flow"), ("2026/27 Q1", "flow"), ("2026-09", "rolling")])
def test_a_list_of_twelve_months_gives_what_lists_of_six_do_not(period, timing):
    one = read({}, adoptions())
    assert one.gives(Period.parse(period), timing, ["adoptions"]) is None
    assert (one.gives(Period.parse(period), timing, ["plans"]) is None) == (period == "2026/27 Q1")


def test_what_needs_two_lists_is_given_for_the_days_of_both():
    one = read({}, adoptions())
    assert one.covers == one.days_of(["plans"]) == (date(2026, 3, 31), date(2026, 9, 30))
    assert one.days_of(["adoptions"]) == (date(2025, 10, 1), date(2026, 9, 30))
    assert one.days_of(["adoptions", "plans"]) == one.days_of(["plans", "adoptions"]) == one.covers
    assert one.days_of(["children"]) == one.covers  # put together from the lists
    reason = one.gives(Period.parse("2025-12"), "flow", ["adoptions", "plans"])
    assert reason == (
        "List 7 of Annex A covers 31 Mar 2026 to 30 Sep 2026, so it cannot give 2025-12. "
        "The CIN census of that time would, or stated figures."
    )


def test_before_its_twelve_months_list_10_gives_nothing_and_says_which_return_would():
    reason = read({}, adoptions()).gives(Period.parse("2025-09"), "flow", ["adoptions"])
    assert reason == (
        "List 10 of Annex A covers 1 Oct 2025 to 30 Sep 2026, so it cannot give 2025-09. "
        "The SSDA903 return of that time would, or stated figures."
    )


@pytest.mark.parametrize(
    ("period", "timing"),
    [
        ("2026-09", "flow"),
        ("2026-04", "flow"),
        ("2026/27 Q1", "flow"),
        ("2026/27 Q2", "snapshot"),
        ("2026/27 to 2026-09", "flow"),
        ("2026-03-31", "snapshot"),
        ("2025/26", "snapshot"),  # the year's last day is covered
        ("12 months to 2026-09", "snapshot"),
    ],
)
def test_what_lies_in_the_six_months_can_be_given(period, timing):
    assert read().gives(Period.parse(period), timing) is None


@pytest.mark.parametrize(
    ("period", "timing"),
    [
        ("2026-10", "flow"),
        ("2026-10", "snapshot"),
        ("2026-03", "flow"),
        ("2026-02", "snapshot"),
        ("2025/26", "flow"),
        ("2026/27", "flow"),
        ("2026-09", "rolling"),
        ("12 months to 2026-09", "flow"),
    ],
)
def test_what_lies_outside_is_refused_with_the_reason(period, timing):
    reason = read().gives(Period.parse(period), timing)
    assert reason is not None
    assert reason.startswith("Annex A covers 31 Mar 2026 to 30 Sep 2026, so it cannot give ")
    assert reason.endswith("(CIN census, or SSDA903 for children looked after), or stated figures.")


def test_a_return_without_dates_can_give_nothing_and_says_so():
    blank = {f"{column}{row}": None for column in "GJLM" for row in range(2, 6)}
    one = read(blank)
    assert (one.as_at, one.covers) == (None, None)
    assert one.gives(Period.parse("2026-09"), "flow") == (
        "Annex A holds no dates, so nobody can say which period it is of."
    )


def test_the_date_of_birth_says_nothing_about_the_return():
    assert read({"D3": day("2026-10-02")}).as_at == date(2026, 9, 30)
