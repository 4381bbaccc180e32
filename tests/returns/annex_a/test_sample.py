"""The made-up Annex A workbook: up to date with its recipe, and counted as its records say."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from tests.support.annex_a_sheets import catalogue
from xlperf.folders import bundled
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.period import Period
from xlperf.returns.annex_a import read_return
from xlperf.returns.recognise import recognise
from xlperf.workbook.read import read_book

sys.path.insert(0, str(bundled("workbooks") / "recipes"))

import annex_a
from annex_a_plans import AS_AT, plan_records

SAMPLE = bundled("workbooks") / "samples" / "annex_a.xlsx"
MONTHS = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"]
PERIODS = [*MONTHS, "2026/27 Q1", "2026/27 Q2", "2026/27 to 2026-09", "2026-08-14"]


@pytest.fixture(scope="module")
def sample():
    book = read_book(SAMPLE)
    assert recognise(book, catalogue()) == "annex_a"
    return read_return(book, catalogue(), date(2026, 10, 5))


@pytest.fixture(scope="module")
def records():
    return plan_records()


def test_the_sample_is_what_its_recipe_makes(tmp_path):
    again = tmp_path / "annex_a.xlsx"
    annex_a.write(again)
    assert again.read_bytes() == SAMPLE.read_bytes()


def test_the_plans_have_the_shape_of_a_council(records):
    """About 300 plans; one in eight is not the child's first, 3 to 5 in 100 of those that ended lasted two years."""
    assert 290 <= len(records) <= 330
    assert 0.12 <= sum(plan.previous_plans > 0 for plan in records) / len(records) <= 0.14
    ended = [plan for plan in records if plan.ended]
    assert 0.03 <= sum((plan.ended - plan.started).days + 1 >= 730 for plan in ended) / len(ended) <= 0.05
    assert all(plan.ended is None or date(2026, 3, 31) <= plan.ended <= AS_AT for plan in records)
    assert all(plan.started <= plan.last_visit <= AS_AT for plan in records)


def test_all_eleven_lists_are_there_and_speak_for_the_six_months_to_30_september_2026(sample):
    assert [table.sheet for table in sample.lists] == [f"List {number}" for number in range(1, 12)]
    assert all(len(table) >= 15 for table in sample.lists)
    assert (sample.as_at, sample.covers) == (AS_AT, (date(2026, 3, 31), AS_AT))


def left_out(records, *keys):
    """Return the places of records whose mistake in one of these columns keeps them out of a count."""
    costly = {"not a date", "plan ends before it starts", "plan without start date"}
    return {wrong.record for wrong in annex_a.mistakes(records) if wrong.key in keys and wrong.rule in costly}


@pytest.mark.parametrize("text", PERIODS)
def test_what_is_counted_is_what_the_records_say_before_anybody_mistyped_them(sample, records, text):
    period = Period.parse(text)
    wrong_dates = left_out(records, "started", "ended")
    # A plan whose end cannot be read has started all the same; one that ends before it starts is in no count.
    unreadable_end = {wrong.record for wrong in annex_a.mistakes(records) if wrong.value == "31/06/2026"}
    at = started = again = ended = two_years = 0
    children = set()
    for place, plan in enumerate(records):
        in_period = period.first_day <= plan.started <= period.last_day
        if in_period and place not in wrong_dates - unreadable_end:
            started += 1
            again += plan.previous_plans >= 1
        if place in wrong_dates:
            continue
        if plan.started <= period.last_day and (plan.ended is None or plan.ended > period.last_day):
            at += plan.child not in children
            children.add(plan.child)
        if plan.ended and period.first_day <= plan.ended <= period.last_day:
            ended += 1
            two_years += (plan.ended - plan.started).days + 1 >= 730
    tables = sample.tables
    assert cp_plans_at(tables, period).number == at > 150
    assert cp_plans_started(tables, period).number == started
    assert cp_plans_started(tables, period, 1).number == again
    assert cp_plans_ended(tables, period).number == ended
    assert cp_plans_ended(tables, period, 730).number == two_years


def test_the_figures_of_september_2026_are_these(sample):
    """Stated here so that a change of the sample is seen: reports and pictures are made from it."""
    september = Period.parse("2026-09")
    counts = [cp_plans_at(sample.tables, september), cp_plans_ended(sample.tables, september, 730)]
    counts += [cp_plans_ended(sample.tables, september), cp_plans_started(sample.tables, september, 1)]
    counts += [cp_plans_started(sample.tables, september)]
    assert [count.number for count in counts] == [206, 2, 28, 3, 18]


def test_every_mistake_that_was_planted_is_found_at_its_cell_and_nothing_else(sample, records):
    columns = [column.key for column in catalogue().returns["annex_a"].table("plans").columns]
    letters = "ABCDEFGHIJKLMNOPQ"
    planted = {
        (f"{letters[columns.index(wrong.key)]}{wrong.record + 2}", wrong.rule) for wrong in annex_a.mistakes(records)
    }
    unborn = {(f"D{row}", "date of birth missing") for row, plan in enumerate(records, 2) if not plan.date_of_birth}
    assert {(problem.cell, problem.rule) for problem in sample.problems} == planted | unborn
    assert {problem.sheet for problem in sample.problems} == {"List 7"}
    assert len(sample.problems) == len(planted | unborn)


def test_the_sample_has_the_dirt_of_a_real_export():
    content = read_book(SAMPLE)
    list_7, list_10 = content.grid("List 7"), content.grid("List 10")
    assert "Age" in list_7.rows[0]
    assert "Date of Adoption Order " in list_10.rows[0]
    assert any("\u00a0" in str(value) for value in content.grid("List 3").rows[1])
    assert Path(SAMPLE).stat().st_size < 120_000
