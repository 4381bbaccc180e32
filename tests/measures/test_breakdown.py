"""Breakdowns of children on a plan and of children looked after: every category, and that they add up."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.record_tables import record_table, rows_of
from tests.support.spec_tables import table_of
from xlperf.errors import DefinitionError
from xlperf.measures import groups
from xlperf.measures.bands import ages, lengths
from xlperf.measures.breakdown import BREAKDOWNS, children_looked_after_by, plans_by
from xlperf.measures.child_protection import cp_plans_at
from xlperf.measures.looked_after import children_looked_after
from xlperf.period import Period
from xlperf.returns.child_level.table import day_number
from xlperf.symbols import Missing

MARCH = Period.parse("2026-03")
PLAN = ["started", "ended", "previous_plans", "latest_category", "gender", "ethnicity", "date_of_birth"]


def plans(*records):
    numbered = [{"child": str(number), "started": date(2025, 6, 1), **one} for number, one in enumerate(records)]
    return {"plans": record_table("plans", numbered, PLAN)}


def said(breakdown):
    """Return each category that has anybody, with its sheet rows."""
    return {name: rows_of(count) for name, count in breakdown.parts.items() if count.number}


def test_plans_by_the_latest_category_of_abuse():
    codes = ["NEG", "EMO", "NEG", "", "?", "MUL", "PHY", "SAB"]
    breakdown = plans_by(plans(*({"latest_category": code} for code in codes)), MARCH, "category of abuse")
    assert said(breakdown) == {
        "Neglect": [2, 4],
        "Physical abuse": [8],
        "Sexual abuse": [9],
        "Emotional abuse": [3],
        "Multiple": [7],
        "Not recorded": [5, 6],
    }
    assert list(breakdown.parts)[-1] == "Not recorded"


def test_plans_by_gender():
    tables = plans(*({"gender": code} for code in ["F", "M", "U", "", "I", "N", "F"]))
    assert said(plans_by(tables, MARCH, "gender")) == {
        "Female": [2, 8],
        "Male": [3],
        "Neither": [6, 7],
        "Not recorded": [4, 5],
    }


def test_plans_by_ethnicity_and_by_ethnic_group():
    tables = plans(*({"ethnicity": code} for code in ["WBRI", "WROM", "CHNE", "MWBC", "BAFR", "OOTH", "REFU", "NOBT"]))
    assert said(plans_by(tables, MARCH, "ethnicity"))["White British"] == [2]
    assert said(plans_by(tables, MARCH, "ethnic group")) == {
        "White": [2, 3],
        "Mixed": [5],
        "Asian or Asian British": [4],
        "Black or Black British": [6],
        "Other ethnic group": [7],
        "Not recorded": [8, 9],
    }


def test_every_ethnicity_of_the_catalogue_has_its_group():
    assert len(groups.ETHNICITIES) == 18
    assert set(groups.ETHNICITIES) == set(groups.ETHNIC_GROUPS)
    assert len(set(groups.ETHNIC_GROUPS.values())) == 5


def test_plans_by_age_on_the_day():
    births = [
        date(2025, 4, 1),  # 0, a day before the birthday
        date(2025, 3, 31),  # 1 today
        date(2021, 3, 31),  # 5 today
        date(2021, 4, 1),
        date(2010, 3, 31),  # 16 today
        date(2026, 4, 1),  # not born yet
        None,
        "31/02/2020",
    ]
    tables = plans(*({"date_of_birth": born} for born in births))
    assert said(plans_by(tables, MARCH, "age")) == {
        "Unborn": [7],
        "Under 1": [2],
        "1 to 4": [3, 5],
        "5 to 9": [4],
        "16 and over": [6],
        "Not recorded": [8, 9],
    }
    by_five = plans_by(tables, MARCH, "age", age_bands="6")
    assert {name: len(rows) for name, rows in said(by_five).items()} == {
        "Unborn": 1, "0 to 5": 4, "6 and over": 1, "Not recorded": 2,
    }  # fmt: skip


def test_without_unborn_children_there_is_no_such_category():
    breakdown = plans_by(plans({"date_of_birth": date(2020, 1, 1)}), MARCH, "age")
    assert list(breakdown.parts) == ["Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over", "Not recorded"]


@pytest.mark.parametrize(("last", "band"), [("2025-02-28", "Under 1"), ("2025-03-01", "1 to 4")])
def test_a_child_born_on_29_february_is_a_year_old_on_1_march(last, band):
    tables = plans({"date_of_birth": date(2024, 2, 29), "started": date(2024, 6, 1)})
    assert list(said(plans_by(tables, Period.parse(last), "age"))) == [band]


def test_the_table_of_age_bands_is_what_comes_out():
    for line in table_of(ages):
        for written, expected in list(line.items())[1:]:
            names, bands = ages(np.array([int(line["age"])]), written.removeprefix('with "').rstrip('"'))
            assert names[bands[0]] == expected, line


def test_the_table_of_lengths_is_what_comes_out():
    day = day_number(date(2026, 3, 31))
    for line in table_of(lengths):
        started = np.array([day_number(date.fromisoformat(line["start"]))])
        for written, expected in list(line.items())[1:]:
            names, bands = lengths(started, day, written.removeprefix('with "').rstrip('"'))
            assert names[bands[0]] == expected, line


def test_plans_by_length_as_the_department_and_as_derby_print_it():
    starts = [date(2026, 3, 1), date(2025, 12, 1), date(2025, 6, 1), date(2025, 1, 1), date(2023, 1, 1)]
    tables = plans(*({"started": start} for start in starts))
    assert said(plans_by(tables, MARCH, "length")) == {
        "3 months or less": [2],
        "More than 3 months, up to 6 months": [3],
        "More than 6 months, less than 1 year": [4],
        "1 year, less than 2 years": [5],
        "2 years or more": [6],
    }
    assert said(plans_by(tables, MARCH, "length", length_bands="1 year")) == {
        "Less than 1 year": [2, 3, 4],
        "1 year or more": [5, 6],
    }


def test_children_looked_after_are_broken_down_by_the_list_of_children():
    episodes = [
        {"child": "A", "started": date(2020, 1, 1), "ended": date(2026, 2, 1)},
        {"child": "A", "started": date(2026, 2, 1)},
        {"child": "B", "started": date(2026, 1, 1)},
        {"child": "C", "started": date(2026, 1, 1)},
    ]
    children = [
        {"child": "B", "gender": "M", "date_of_birth": date(2012, 1, 1), "ethnicity": "WBRI"},
        {"child": "A", "gender": "F", "date_of_birth": date(2019, 1, 1), "ethnicity": "AIND"},
    ]
    tables = {
        "episodes": record_table("episodes", episodes, ["ended", "legal_status"]),
        "children": record_table("children", children),
    }
    assert said(children_looked_after_by(tables, MARCH, "gender")) == {
        "Female": [3],
        "Male": [4],
        "Not recorded": [5],
    }
    assert said(children_looked_after_by(tables, MARCH, "age")) == {
        "5 to 9": [3],
        "10 to 15": [4],
        "Not recorded": [5],
    }
    # The time in care counts, not that of the latest episode.
    assert said(children_looked_after_by(tables, MARCH, "length")) == {
        "2 years or more": [3],
        "3 months or less": [4, 5],
    }


def test_what_the_own_row_leaves_blank_comes_from_the_list_of_children():
    periods = [{"child": "A", "gender": ""}, {"child": "B", "gender": "F"}, {"child": "", "gender": ""}]
    tables = {
        "looked_after": record_table(
            "looked_after", [{"started": date(2026, 1, 1), **one} for one in periods], ["ended", "legal_status"]
        ),
        "children": record_table("children", [{"child": "A", "gender": "M"}, {"child": "", "gender": "F"}]),
    }
    assert said(children_looked_after_by(tables, MARCH, "gender")) == {
        "Female": [3],
        "Male": [2],
        "Not recorded": [4],
    }


def test_what_a_return_does_not_hold_is_said():
    episodes = {"episodes": record_table("episodes", [{"child": "A", "started": date(2026, 1, 1)}], ["ended"])}
    for by, what in [("category of abuse", "latest category"), ("age", "date of birth"), ("ethnicity", "ethnicity")]:
        breakdown = children_looked_after_by(episodes, MARCH, by)
        assert (breakdown.whole.number, breakdown.parts) == (1, {})
        assert breakdown.notes == (f"The return does not say the {what}.",)
    assert plans_by({}, MARCH, "age").whole.number is Missing.NOT_AVAILABLE
    assert children_looked_after_by({}, MARCH, "age").parts == {}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"by": "sex"}, 'There is no breakdown by "sex"'),
        ({"by": "lenght"}, 'Did you mean "length"'),
        ({"by": "age", "age_bands": "5, 1"}, "the ages must go up"),
        ({"by": "age", "age_bands": "one"}, '"one" is no age'),
        ({"by": "length", "length_bands": "1 year, 12 months"}, "the lengths must go up"),
        ({"by": "length", "length_bands": "90 days"}, '"90 days" is no length'),
    ],
)
def test_a_request_that_means_nothing_is_refused(settings, message):
    with pytest.raises(DefinitionError, match=message):
        plans_by(plans({"date_of_birth": date(2020, 1, 1)}), MARCH, **settings)


DAYS = st.dates(date(2023, 1, 1), date(2026, 6, 30))
ABOUT = {
    "child": st.sampled_from(["A", "B", "C", "D", ""]),
    "started": DAYS,
    "ended": st.one_of(DAYS, st.none(), st.none(), st.just("31/02/2026")),
    "gender": st.sampled_from(["F", "M", "U", "?", "", "I"]),
    "ethnicity": st.sampled_from(["WBRI", "BCRB", "REFU", "", "?"]),
    "date_of_birth": st.one_of(st.dates(date(2008, 1, 1), date(2026, 12, 31)), st.none(), st.just("x")),
}
PLANS = st.lists(
    st.fixed_dictionaries({**ABOUT, "latest_category": st.sampled_from(["NEG", "EMO", "", "?"])}), max_size=12
)
CARE = st.lists(
    st.fixed_dictionaries({**ABOUT, "legal_status": st.sampled_from(["C2", "C2", "V2", "V4", ""])}), max_size=12
)


@settings(deadline=None)
@given(PLANS, CARE, DAYS, st.sampled_from(BREAKDOWNS), st.sampled_from(["1, 5, 10, 16", "6"]))
def test_the_categories_add_up_to_the_whole_and_share_no_row(plan_records, care_records, day, by, age_bands):
    tables = {
        "plans": record_table("plans", plan_records, PLAN),
        "looked_after": record_table("looked_after", care_records, [*ABOUT, "legal_status"]),
    }
    period = Period.day(day)
    wholes = [(plans_by, cp_plans_at), (children_looked_after_by, children_looked_after)]
    for broken_down, counted in wholes[: 1 if by == "category of abuse" else 2]:
        breakdown = broken_down(tables, period, by, age_bands=age_bands)
        rows = [row for count in breakdown.parts.values() for row in rows_of(count)]
        assert sorted(rows) == rows_of(counted(tables, period)) == rows_of(breakdown.whole)
        assert sum(count.number for count in breakdown.parts.values()) == breakdown.whole.number
