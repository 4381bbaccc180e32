"""Reviews of looked after children: due and on time, the edges."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.record_tables import record_table, rows_of
from tests.support.spec_tables import read_day, spec_table
from xlperf.definitions.load import load
from xlperf.errors import DefinitionError
from xlperf.measures.looked_after_reviews import (
    looked_after_reviews_due,
    looked_after_reviews_on_time,
    months_of_reviews,
)
from xlperf.measures.registry import months_before
from xlperf.period import Period
from xlperf.symbols import Missing

YEAR = Period.parse("2025/26")
IN_CARE = ["child", "started", "ended", "legal_status"]


def tables_of(episodes, reviews):
    cared = [dict(zip(IN_CARE, episode, strict=False)) for episode in episodes]
    held = [{"child": child, "reviewed": day, "review_code": code} for child, day, code in reviews]
    return {
        "episodes": record_table("episodes", cared, IN_CARE),
        "looked_after_reviews": record_table("looked_after_reviews", held, ["reviewed", "review_code"]),
    }


def one_child(started, ended=None, *held):
    return tables_of([("A", started, ended)], [("A", day, "PN1") for day in held])


def numbers(tables, period=YEAR, **settings):
    due = looked_after_reviews_due(tables, period, **settings)
    on_time = looked_after_reviews_on_time(tables, period, **settings)
    assert set(on_time.rows) <= set(due.rows)
    return len(rows_of(due)), len(rows_of(on_time))


@pytest.mark.parametrize("function", [looked_after_reviews_due, looked_after_reviews_on_time])
def test_the_table_in_the_docstring_is_what_is_counted(function):
    lines = spec_table(function)
    episodes = [(line.cells["child"], read_day(line.cells["started"]), read_day(line.cells["ended"])) for line in lines]
    reviews = [(line.cells["child"], read_day(day), "PN1") for line in lines for day in line.cells["reviewed"].split()]
    count = function(tables_of(episodes, reviews), YEAR)
    assert rows_of(count) == [row for row, line in enumerate(lines, start=2) if line.counted]


@pytest.mark.parametrize("code", ["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7", "", "?"])
def test_a_review_is_held_however_the_child_took_part(code):
    tables = tables_of([("A", date(2025, 6, 2), date(2025, 8, 1))], [("A", date(2025, 6, 30), code)])
    assert numbers(tables) == (1, 1)


def test_the_first_review_is_due_within_four_weeks_or_twenty_working_days():
    # From 14 April 2025 twenty working days, over Good Friday, Easter Monday and the May holiday, end on 15 May.
    for held, weeks, working_days in [(date(2025, 5, 12), 1, 1), (date(2025, 5, 15), 0, 1), (date(2025, 5, 16), 0, 0)]:
        tables = one_child(date(2025, 4, 14), date(2025, 6, 1), held)
        assert numbers(tables) == (1, weeks)
        assert numbers(tables, first_review_within="20 working days") == (1, working_days)


def test_a_start_of_which_no_bank_holidays_are_known_is_said():
    tables = one_child(date(2007, 12, 20), date(2008, 3, 1))
    count = looked_after_reviews_due(tables, Period.parse("2008-01"), first_review_within="20 working days")
    assert count.number == 0
    assert count.notes == ("Bank holidays are not known when 1 child came into care, so no first review is expected.",)


def test_a_review_belongs_to_the_month_in_which_its_last_day_lies():
    tables = one_child(date(2025, 4, 14), None, date(2025, 4, 20))  # due on 12 May, then on 20 July
    months = {month: numbers(tables, Period.parse(month)) for month in ("2025-04", "2025-05", "2025-06", "2025-07")}
    assert months == {"2025-04": (0, 0), "2025-05": (1, 1), "2025-06": (0, 0), "2025-07": (1, 0)}


def test_an_overdue_review_stays_due_until_it_is_held():
    tables = one_child(date(2025, 4, 14), None, date(2025, 6, 10))  # the first was due on 12 May
    months = ("2025-05", "2025-06", "2025-07")
    assert [numbers(tables, Period.parse(month)) for month in months] == [(1, 0), (1, 0), (0, 0)]
    without = [numbers(tables, Period.parse(month), overdue_reviews_count=False) for month in months]
    assert without == [(1, 0), (0, 0), (0, 0)]


def test_a_child_whose_reviews_have_stopped_stays_in_the_denominator():
    tables = one_child(date(2020, 1, 6), None, date(2022, 1, 1))
    assert numbers(tables) == (1, 0)
    assert numbers(tables, overdue_reviews_count=False) == (0, 0)


def test_what_was_held_more_than_six_months_before_the_period_decides_nothing():
    recent = (date(2024, 11, 11), date(2025, 5, 11), date(2025, 11, 11))
    all_of_them = (date(2020, 9, 9), date(2021, 12, 12), date(2024, 5, 11), *recent)
    for held in (recent, all_of_them):
        assert numbers(one_child(date(2020, 1, 6), date(2026, 3, 1), *held)) == (1, 1)


def test_a_review_six_months_to_the_day_before_the_period_leaves_the_next_due_on_its_first_day():
    on_time = one_child(date(2020, 1, 6), date(2025, 9, 1), date(2024, 10, 1), date(2025, 4, 1))
    assert numbers(on_time) == (1, 1)
    day_before = one_child(date(2020, 1, 6), date(2025, 9, 1), date(2024, 9, 30), date(2025, 4, 1))
    assert numbers(day_before) == (1, 0)  # six months after 30 September is 30 March


def test_two_rows_of_one_day_are_one_review():
    day = date(2025, 6, 16)
    assert numbers(one_child(date(2025, 6, 2), date(2025, 10, 1), day, day)) == (1, 0)  # the second: 16 September
    assert numbers(one_child(date(2025, 6, 2), date(2025, 9, 16), day, day)) == (1, 1)


def test_episodes_without_a_child_identifier_are_children_of_their_own_without_reviews():
    tables = tables_of([("", date(2025, 6, 2)), ("", date(2025, 6, 3))], [("", date(2025, 6, 20), "PN1")])
    assert numbers(tables) == (2, 0)


def test_a_change_of_placement_does_not_begin_the_reviews_again():
    episodes = [("A", date(2025, 6, 2), date(2025, 8, 1)), ("A", date(2025, 8, 1), date(2025, 10, 15))]
    reviews = [("A", date(2025, 6, 20), "PN1"), ("A", date(2025, 9, 20), "PN1")]
    assert numbers(tables_of(episodes, reviews)) == (1, 1)


def test_after_short_breaks_the_clock_starts_with_being_looked_after():
    episodes = [("A", date(2024, 1, 1), date(2025, 6, 2), "V4"), ("A", date(2025, 6, 2), date(2025, 8, 1), "V2")]
    assert numbers(tables_of(episodes, [("A", date(2025, 6, 30), "PN1")])) == (1, 1)


def test_a_child_with_two_periods_of_care_counts_once_with_the_first():
    episodes = [("A", date(2025, 4, 1), date(2025, 5, 15)), ("A", date(2025, 8, 1), date(2025, 9, 15))]
    reviews = [("A", date(2025, 4, 20), "PN1"), ("A", date(2025, 8, 29), "PN1")]
    assert rows_of(looked_after_reviews_due(tables_of(episodes, reviews), YEAR)) == [2]
    assert numbers(tables_of(episodes, reviews)) == (1, 1)


def test_only_children_in_care_on_the_last_day_when_the_setting_says_so():
    tables = one_child(date(2025, 6, 2), date(2025, 8, 1), date(2025, 6, 30))
    assert numbers(tables, children_counted="looked after on the last day") == (0, 0)
    still = one_child(date(2026, 2, 2), None, date(2026, 3, 1))
    assert numbers(still, children_counted="looked after on the last day") == (1, 1)


def test_reviews_that_cannot_be_placed_are_left_out_and_said():
    tables = tables_of(
        [("A", date(2025, 6, 2), date(2025, 8, 1))],
        [("A", date(2025, 6, 30), "PN1"), ("A", None, "PN1"), ("A", date(2025, 9, 1), "PN1"),
         ("B", date(2025, 9, 2), "PN1"), ("B", date(2020, 9, 2), "PN1")],
    )  # fmt: skip
    assert looked_after_reviews_due(tables, YEAR).notes == (
        "1 review with no readable date is left out.",
        "2 reviews with a day on which the child was not in care are left out.",
    )


def test_a_review_on_the_day_of_leaving_care_is_one_of_that_time():
    assert looked_after_reviews_due(one_child(date(2025, 6, 2), date(2025, 8, 1), date(2025, 8, 1)), YEAR).notes == ()


def test_a_child_whose_first_review_was_due_six_months_before_the_period_had_it_in_that_time():
    # Came into care on 3 September 2024, so the first review was due on 1 October, six months before 1 April.
    first, second = date(2024, 9, 20), date(2024, 12, 20)
    tables = one_child(date(2024, 9, 3), date(2025, 9, 1), first, second, date(2025, 6, 20))
    assert numbers(tables) == (1, 1)
    # The second was due three months after the first; held six months after it, it is overdue on 1 April.
    late = (date(2024, 10, 1), date(2025, 4, 1))
    assert numbers(one_child(date(2024, 9, 3), date(2025, 4, 11), *late)) == (1, 0)
    # In care a day longer, the one of 1 October is taken as one of many: the next was due six months after it.
    assert numbers(one_child(date(2024, 9, 2), date(2025, 4, 11), *late)) == (1, 1)


def test_a_child_who_leaves_care_on_the_first_day_is_not_overdue_in_the_period():
    assert numbers(one_child(date(2024, 12, 1), date(2025, 4, 1))) == (0, 0)
    assert numbers(one_child(date(2024, 12, 1), date(2025, 4, 2))) == (1, 0)


def test_settings_that_are_not_known_are_refused():
    with pytest.raises(DefinitionError, match='first_review_within must be "28 days" or "20 working days"'):
        looked_after_reviews_due(one_child(date(2025, 6, 2)), YEAR, first_review_within="a month")
    with pytest.raises(DefinitionError, match="children_counted must be"):
        looked_after_reviews_on_time(one_child(date(2025, 6, 2)), YEAR, children_counted="all")


def test_without_episodes_or_reviews_the_number_is_not_available():
    whole = tables_of([], [])
    assert numbers(whole) == (0, 0)
    for function in (looked_after_reviews_due, looked_after_reviews_on_time):
        assert function({}, YEAR).number is Missing.NOT_AVAILABLE
        assert function({"episodes": whole["episodes"]}, YEAR).notes == (
            "The return does not hold every review of the children looked after.",
        )


def test_reviews_have_to_go_back_seven_months_before_the_period():
    assert months_before("looked_after_reviews_on_time", {}, tables_of([], [])) == 7
    working_days = {"first_review_within": "20 working days"}
    assert months_before("looked_after_reviews_due", working_days, tables_of([], [])) == 8
    # And nothing before that matters: of a child who came into care later, everything lies in those months.
    for held in ([], [date(2024, 8, 30)], [date(2023, 1, 1), date(2024, 8, 30)]):
        assert numbers(one_child(date(2022, 1, 1), date(2025, 8, 1), *held, date(2025, 1, 10), date(2025, 7, 10))) == (
            1,
            1,
        )


def test_after_a_first_review_that_was_late_the_next_is_due_in_three_months_not_in_six():
    """Due on 25 October and held on 13 November 2024, so the next by 13 February 2025; in May none is due."""
    may, quarter = Period.parse("2025-05"), Period.parse("2024/25 Q4")
    held = ("2024-11-13", "2025-02-12", "2025-08-08")
    days = [date.fromisoformat(day) for day in held]
    reviews = [("A", day, "PN1") for day in days]
    before = ("Z", date(2024, 9, 2), "PN1")  # the reviews of the return go back to before the child came into care
    tables = tables_of([("A", date(2024, 9, 27))], [*reviews, before])
    assert numbers(tables, may) == (0, 0)
    assert numbers(tables, quarter) == (1, 1)
    assert numbers(tables_of([("A", date(2024, 9, 27))], reviews), may) == (1, 1)  # nobody can know it was the first


PERHAPS_FIRST = (
    "1 child was in care before the reviews begin: the oldest review is taken to be a later one, not a late first."
)


@pytest.mark.parametrize("function", [looked_after_reviews_due, looked_after_reviews_on_time])
def test_the_figure_says_where_the_oldest_review_may_be_a_first_one_that_was_late(function):
    may, reviews = Period.parse("2025-05"), [("A", date(2024, 11, 13), "PN1"), ("A", date(2025, 5, 12), "PN1")]
    # Due on 25 October if it was the first, which is more than six months before May.
    assert function(tables_of([("A", date(2024, 9, 27))], reviews), may).notes == (PERHAPS_FIRST,)
    whole = [("Z", date(2024, 9, 27), "PN1"), *reviews]  # somebody's review on the day on which the child came
    assert PERHAPS_FIRST not in function(tables_of([("A", date(2024, 9, 27))], whole), may).notes
    # Came a month later: the first review was due within the six months, so it is known which one it is.
    assert function(tables_of([("A", date(2024, 10, 27))], reviews), may).notes == ()
    # A review from before the six months shows that the one in them was no first.
    earlier = [("A", date(2024, 10, 20), "PN1"), *reviews]
    assert function(tables_of([("A", date(2024, 9, 27))], earlier), may).notes == ()
    # A child who had left three months after the review, or before the period, was due none in it.
    for left in (date(2025, 2, 13), date(2025, 4, 30), date(2025, 5, 1)):
        assert function(tables_of([("A", date(2024, 9, 27), left)], reviews[:1]), may).notes == ()
    left = date(2025, 5, 2)
    assert function(tables_of([("A", date(2024, 9, 27), left)], reviews[:1]), may).notes == (PERHAPS_FIRST,)
    # One that was first reviewed in the period is late whichever it was.
    assert function(tables_of([("A", date(2024, 9, 27))], reviews[1:]), may).notes == ()


def test_where_what_is_overdue_does_not_count_a_review_in_the_period_may_matter_as_well():
    tables, year = one_child(date(2024, 4, 1), None, date(2025, 5, 12)), Period.parse("2025/26")
    # Were the return to begin before the care, the oldest review would be the first.
    tables["looked_after_reviews"] = tables_of([], [("Z", date(2025, 1, 1), "PN1"), ("A", date(2025, 5, 12), "PN1")])[
        "looked_after_reviews"
    ]
    assert PERHAPS_FIRST not in looked_after_reviews_due(tables, year).notes
    assert PERHAPS_FIRST in looked_after_reviews_due(tables, year, overdue_reviews_count=False).notes


def test_only_children_who_are_counted_are_said_to_have_an_uncertain_review():
    left = [("A", date(2024, 9, 27), date(2025, 5, 20)), ("B", date(2024, 9, 20)), ("C", date(2024, 9, 20))]
    tables = tables_of(left, [(child, date(2024, 11, 13), "PN1") for child in "ABC"])
    still = looked_after_reviews_due(tables, Period.parse("2025-05"), children_counted="looked after on the last day")
    assert still.notes == (PERHAPS_FIRST.replace("1 child was", "2 children were"),)


def test_the_indicator_says_how_far_back_returns_have_to_go_for_each_of_its_settings():
    indicator = load().named("NI 66")
    words = {7: "seven months", 8: "eight where the first review is due within 20 working days"}
    for choice in indicator.settings["first_review_within"].choices:
        months = months_of_reviews({}, first_review_within=str(choice))
        assert words.pop(months) in " ".join(indicator.returns.split())
    assert not words
