"""Made-up returns read back: without a problem where none was planted, and one story whichever return tells it."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_up import LAST_DAY, a_world, days, places, read_back
from xlperf.made_up.families import make_world
from xlperf.made_up.sample import write_world
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.measures.looked_after import children_looked_after
from xlperf.measures.placements import three_or_more_placements, three_or_more_placements_stated
from xlperf.period import Period


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_world(a_world(), folder)
    return folder


@pytest.fixture(scope="module")
def returns(sample):
    return read_back(sample)


def test_every_family_is_there_with_its_years(sample):
    found = {str(path.relative_to(sample).parent / path.suffix[1:]) for path in sample.rglob("*.*")}
    years = ("2022-23", "2023-24", "2024-25", "2025-26")
    assert found == {"xlsx", "local/csv", "cin/xml", *(f"ssda903/{year}/csv" for year in years)}
    assert sorted(path.name for path in (sample / "cin").iterdir()) == [f"cin_{year}.xml" for year in years]


def test_a_clean_sample_has_no_problem_in_any_return(returns):
    found = {name: places(one.problems) for name, one in returns.items()}
    assert not any(found.values()), found


def test_every_return_speaks_for_the_time_it_should(returns):
    assert returns["annex_a"].covers == (dt.date(2025, 10, 1), LAST_DAY)
    assert returns["ssda903"].covers == (dt.date(2022, 4, 1), LAST_DAY)
    assert returns["cin_2023-24"].covers == (dt.date(2023, 4, 1), dt.date(2024, 3, 31))
    assert returns["assessments"].covers == (dt.date(2022, 4, 1), LAST_DAY)


def test_no_list_of_a_sample_of_some_size_is_empty(returns):
    tables = {(name, key): len(table) for name, one in returns.items() for key, table in one.tables.items()}
    small = {"adoption", "adoptions", "adopters", "placed_for_adoption", "uasc", "missing"}
    assert all(size for (_, key), size in tables.items() if key not in small), tables


def plans_of(table):
    columns = table.columns
    return {
        (child, started): (ended, category, previous)
        for child, started, ended, category, previous in zip(
            columns["child"].tolist(),
            days(columns["started"].tolist()),
            days(columns["ended"].tolist()),
            columns["latest_category"].tolist(),
            columns["previous_plans"].tolist(),
            strict=True,
        )
    }


def test_a_plan_is_the_same_in_annex_a_and_in_the_census(returns):
    annex_a, census = plans_of(returns["annex_a"].tables["plans"]), plans_of(returns["cin_2025-26"].tables["plans"])
    assert annex_a.items() <= census.items()
    since = dt.date(2025, 10, 1)
    assert annex_a.keys() == {plan for plan, (ended, _, _) in census.items() if ended is None or ended >= since}


def test_the_censuses_of_two_years_tell_of_a_plan_what_was_known_when_each_was_made(returns):
    earlier, later = (plans_of(returns[f"cin_{year}"].tables["plans"]) for year in ("2024-25", "2025-26"))
    both = earlier.keys() & later.keys()
    assert both
    for plan in both:
        assert earlier[plan][0] is None
        assert later[plan][0] is None or later[plan][0] > dt.date(2025, 3, 31)


def test_the_plans_of_the_censuses_are_those_of_the_world(returns):
    world = a_world()
    told = {
        plan
        for name, one in returns.items()
        if name.startswith("cin")
        for plan in plans_of(one.tables["plans"]).items()
    }
    told = {(plan, known) for plan, known in told if known[0] is not None}
    true = {
        ((str(child.identifier), plan.started), (plan.ended, plan.latest_category, float(plan.previous_plans)))
        for child in world.children
        for plan in child.plans
        if world.first_day <= plan.ended <= LAST_DAY
    }
    assert told == true


def test_the_episodes_of_all_years_together_are_those_of_the_world(returns):
    world = a_world()
    columns = returns["ssda903"].tables["episodes"].columns
    told = {
        (child, started, placement, ended)
        for child, started, placement, ended in zip(
            columns["child"].tolist(),
            days(columns["started"].tolist()),
            columns["placement"].tolist(),
            days(columns["ended"].tolist()),
            strict=True,
        )
    }
    true = {
        (str(child.identifier), one.started, one.placement.code, one.ended if one.ended <= LAST_DAY else None)
        for child in world.children
        for period in child.care
        for one in period.episodes
        if one.started <= LAST_DAY and one.ended >= world.first_day
    }
    assert told == true


@pytest.mark.parametrize("text", ["2025-10", "2025-12", "2025/26 Q4", "2026-02-14", "2026-03-31"])
def test_two_returns_that_can_give_a_figure_give_the_same(returns, text):
    period = Period.parse(text)
    annex_a, census, ssda903 = (returns[name].tables for name in ("annex_a", "cin_2025-26", "ssda903"))
    for count in (cp_plans_at, cp_plans_started, cp_plans_ended):
        assert count(annex_a, period).number == count(census, period).number
    assert cp_plans_started(annex_a, period, 1).number == cp_plans_started(census, period, 1).number
    assert children_looked_after(annex_a, period).number == children_looked_after(ssda903, period).number > 0


def test_list_8_states_as_many_children_with_three_placements_as_the_episodes_show(returns):
    period = Period.parse("2026-03-31")
    stated = three_or_more_placements_stated(returns["annex_a"].tables, period).number
    assert stated == three_or_more_placements(returns["ssda903"].tables, period).number > 0


@settings(max_examples=4, deadline=None)
@given(
    st.integers(150, 300), st.integers(0, 9999), st.integers(1, 3), st.dates(dt.date(2014, 1, 1), dt.date(2026, 3, 31))
)
def test_samples_of_any_seed_and_day_are_read_without_a_problem_in_any_record(children, seed, years, last_day):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_world(make_world(children, seed, years, last_day), folder)
        found = read_back(folder, last_day + dt.timedelta(days=3))
        # Of which time a list is, its reader tells from the dates in it; with a few children it may guess wrong.
        wrong = {place for one in found.values() for place in places(one.problems) if place[1]}
        # So it does in a small list of assessments, when nothing happened in the last months but one.
        assert {place for place in wrong if place[0] != "assessments.csv" or place[2] != "date in the future"} == set()


def test_a_sample_of_one_child_can_be_written_and_read(tmp_path):
    for seed in range(8):
        folder = tmp_path / str(seed)
        write_world(make_world(1, seed, 2, LAST_DAY), folder)
        found = read_back(folder)
        assert set(found["annex_a"].tables["contacts"].columns["child"].tolist()) == {
            str(make_world(1, seed, 2, LAST_DAY).children[0].identifier)
        }
