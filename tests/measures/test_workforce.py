"""Posts vacant at a date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.record_tables import record_table, rows_of, spec_records
from tests.support.spec_tables import spec_table
from xlperf.measures.workforce import posts_vacant
from xlperf.period import Period
from xlperf.symbols import Missing

MARCH = Period.parse("2026-03")
COLUMNS = ["post", "team", "role", "full_time_equivalent", "vacant_from", "vacant_to"]
SOME = date(2025, 9, 1)


def posts(*records):
    return {"posts": record_table("posts", records, COLUMNS)}


def post(team="First Response", role="Social worker", size=1.0, begins=SOME, ends=None):
    return {"team": team, "role": role, "full_time_equivalent": size, "vacant_from": begins, "vacant_to": ends}


def test_the_table_in_the_docstring_is_what_is_counted():
    lines = spec_table(posts_vacant)
    tables = {"posts": record_table("posts", spec_records("posts", lines))}
    count = posts_vacant(tables, MARCH, teams="First Response")
    assert rows_of(count) == [row for row, line in enumerate(lines, start=2) if line.counted]
    assert count.notes == (
        "1 post with a date that cannot be read is left out.",
        "1 post with a vacancy that ends before it begins is left out.",
    )


def test_roles_and_teams_are_found_whatever_their_case_and_spacing():
    tables = posts(
        post(role="Team Manager"),
        post(role="senior  team manager ", team="Safeguarding and  Support"),
        post(role="Team manager", team="Adoption"),
        post(role="Manager"),
    )
    named = {"roles": "team manager, Senior Team Manager", "teams": "first response,Safeguarding and Support"}
    assert rows_of(posts_vacant(tables, MARCH, **named)) == [2, 3]
    assert rows_of(posts_vacant(tables, MARCH, teams="Adoption")) == [4]
    assert rows_of(posts_vacant(tables, MARCH)) == [2, 3, 4, 5]


def test_a_list_without_the_teams_named_does_not_count_0():
    count = posts_vacant(posts(post(team="Assessment")), MARCH, teams="First Response")
    assert count.number is Missing.NOT_AVAILABLE
    assert count.notes == (
        "The list of posts has none of these roles and teams. Name your own in the indicator's file.",
    )
    assert posts_vacant(posts(), MARCH, teams="First Response").number == 0
    without = {"posts": record_table("posts", [{"role": "Social worker", "vacant_from": SOME}], ["vacant_to"])}
    assert posts_vacant(without, MARCH, teams="First Response").number is Missing.NOT_AVAILABLE
    assert posts_vacant(without, MARCH, roles="social worker").number == 1
    assert posts_vacant({}, MARCH).number is Missing.NOT_AVAILABLE


def test_full_time_equivalents_add_up_exactly_and_a_post_without_one_is_said():
    tables = posts(post(size=0.1), post(size=0.2), post(size=0.7), post(size=None), post(size=1, ends=MARCH.last_day))
    count = posts_vacant(tables, MARCH, "full-time equivalent")
    assert count.number == 1.0
    assert [row.row for row in count.rows] == [2, 3, 4]
    assert count.notes == ("1 post with no full-time equivalent is left out.",)
    assert posts_vacant(tables, MARCH).number == 4


DAYS = st.one_of(st.dates(date(2024, 2, 20), date(2024, 4, 10)), st.sampled_from([date(2024, 2, 29)]))
ANY = st.one_of(DAYS, DAYS, st.sampled_from([None, None, "31/02/2024"]))
POSTS = st.lists(
    st.fixed_dictionaries(
        {
            "team": st.sampled_from(["First Response", "FIRST response", "Support"]),
            "role": st.sampled_from(["Social worker", "Team manager"]),
            "full_time_equivalent": st.sampled_from([None, 0.1, 0.5, 0.6757, 1.0]),
            "vacant_from": ANY,
            "vacant_to": ANY,
        }
    ),
    max_size=12,
)
PERIODS = st.one_of(DAYS.map(Period.day), DAYS.map(lambda day: Period.month(day.year, day.month)))


@settings(deadline=None)
@given(POSTS, PERIODS, st.sampled_from(["", "team manager", "Team manager, social worker"]), st.booleans())
def test_vacant_posts_agree_with_a_loop(records, period, roles, one_team):
    teams = "first response" if one_team else ""
    expected, number_of_posts = [], 0
    for row, record in enumerate(records, start=2):
        if roles and record["role"].lower() not in roles.lower().split(", "):
            continue
        if teams and record["team"].lower() != teams:
            continue
        number_of_posts += 1
        begins, ends = record["vacant_from"], record["vacant_to"]
        if not isinstance(begins, date) or isinstance(ends, str):
            continue
        if begins <= period.last_day and (ends is None or (ends > period.last_day and ends >= begins)):
            expected.append(row)
    count = posts_vacant(posts(*records), period, roles=roles, teams=teams)
    if records and not number_of_posts:
        assert count.number is Missing.NOT_AVAILABLE
        return
    assert rows_of(count) == expected
    sizes = [records[row - 2]["full_time_equivalent"] or 0 for row in expected]
    found = posts_vacant(posts(*records), period, "full-time equivalent", roles, teams).number
    assert found == pytest.approx(sum(sizes), abs=1e-9)
