"""Censuses of several years as one return: what two of them hold is one record, and the later one is right."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from tests.support.census import (
    TODAY,
    case,
    catalogue,
    census,
    changed,
    child,
    element,
    found,
    line_of,
    opened,
    plan,
    returned,
    rules,
    values,
    written,
)
from tests.support.made_up import LAST_DAY, days, places, read_back
from tests.support.made_up import TODAY as AFTER
from xlperf.definitions.load import load
from xlperf.journey.figures import FigureMaker, figures
from xlperf.journey.inputs import read_inputs
from xlperf.made_up.families import make_world
from xlperf.made_up.sample import write_sample
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.measures.plan_reviews import plans_due_a_review, plans_reviewed_on_time
from xlperf.measures.referrals import referrals_made
from xlperf.period import Period, PeriodKind
from xlperf.returns.child_level.table import day_of
from xlperf.returns.cin.several import read_censuses
from xlperf.workbook.census_xml import read_census

EARLIER = {"Year": "2022", "ReferenceDate": "2022-03-31"}


def referral(day, *inside, **texts):
    return element("CINdetails", *values(CINreferralDate=day, ReferralSource="6", **texts), *inside)


def enquiry(day, **texts):
    return element("Section47", *values(S47ActualStartDate=day, **texts))


def still_open(**texts):
    """Return a plan of the earlier year that has no end yet."""
    one = plan("2021-12-06", CPPstartDate="2021-09-08", LatestCategoryOfAbuse="NEG", **texts)
    one.remove(one.find("CPPendDate"))
    return one


BEFORE = census(
    child(
        "1001",
        referral("2021-08-18", enquiry("2021-08-20", DateOfInitialCPC="2021-09-08"), still_open()),
    ),
    child("1002", referral("2021-05-04", ReferralNFA="true")),
    **EARLIER,
)
AFTERWARDS = census(
    child(
        "1001",
        referral("2021-08-18", plan("2021-12-06", "2022-05-18", CPPstartDate="2021-09-08", CPPendDate="2022-08-31")),
    ),
    child("1002", referral("2022-05-04", ReferralNFA="true")),
)


def read(folder, *contents, names=()):
    names = names or [f"census_{number}.xml" for number in range(1, len(contents) + 1)]
    documents = [opened(folder, content, name) for content, name in zip(contents, names, strict=True)]
    return read_censuses(documents, catalogue(), TODAY)


def column(one, table, key):
    return one.tables[table].columns[key].tolist()


def test_two_years_are_one_return_from_the_first_day_of_the_one_to_the_last_of_the_other(tmp_path):
    (one,) = read(tmp_path, BEFORE, AFTERWARDS)
    assert (one.kind, one.file, one.la_code) == ("cin", "census_1.xml and census_2.xml", "201")
    assert (one.covers, one.as_at) == ((dt.date(2021, 4, 1), dt.date(2023, 3, 31)), dt.date(2023, 3, 31))
    assert one.gives(Period.parse("2022-06"), "rolling") is None


def test_a_plan_open_at_the_year_end_and_ended_in_the_next_is_one_ended_plan(tmp_path):
    (one,) = read(tmp_path, BEFORE, AFTERWARDS)
    assert days(column(one, "plans", "ended")) == [dt.date(2022, 8, 31)]
    assert column(one, "plans", "latest_category") == ["EMO"]
    assert [cp_plans_at(one.tables, Period.parse(day)).number for day in ("2022-03-31", "2022-08-31")] == [1, 0]
    assert {key: len(table) for key, table in one.tables.items()} == {
        "children": 2,
        "referrals": 3,
        "in_need": 1,
        "single_assessments": 0,
        "in_need_plans": 0,
        "section_47": 1,
        "plans": 1,
        "plan_reviews": 2,
    }


def test_the_order_in_which_they_are_named_does_not_matter(tmp_path):
    (one,) = read(tmp_path, AFTERWARDS, BEFORE)
    assert days(column(one, "plans", "ended")) == [dt.date(2022, 8, 31)]
    assert one.covers == (dt.date(2021, 4, 1), dt.date(2023, 3, 31))


def test_each_record_is_found_in_its_file_and_line(tmp_path):
    (one,) = read(tmp_path, BEFORE, AFTERWARDS)
    before, after = written(BEFORE), written(AFTERWARDS)
    made = referrals_made(one.tables, Period(dt.date(2023, 3, 31), dt.date(2021, 4, 1), PeriodKind.YEAR))
    assert {(row.file, row.sheet, row.row) for row in made.rows} == {
        ("census_2.xml", "CINdetails", line_of(after, "<CINdetails>", 1)),
        ("census_1.xml", "CINdetails", line_of(before, "<CINdetails>", 2)),
        ("census_2.xml", "CINdetails", line_of(after, "<CINdetails>", 2)),
    }
    (ended,) = cp_plans_ended(one.tables, Period.parse("2022-08")).rows
    assert (ended.file, ended.row) == ("census_2.xml", line_of(after, "<ChildProtectionPlans>"))
    (discussed,) = one.tables["section_47"].places([0])
    assert (discussed.file, discussed.row) == ("census_1.xml", line_of(before, "<Section47>"))


def test_a_plan_keeps_the_conference_that_only_the_census_of_its_year_holds(tmp_path):
    (one,) = read(tmp_path, BEFORE, AFTERWARDS)
    assert day_of(column(one, "plans", "conference")[0]) == dt.date(2021, 9, 8)
    # So does one whose conference was held in the one year and which began in the next.
    held = census(child("1", referral("2022-03-01", enquiry("2022-03-08", DateOfInitialCPC="2022-03-30"))), **EARLIER)
    begun = census(child("1", referral("2022-03-01", plan(CPPstartDate="2022-04-04"))))
    (one,) = read(tmp_path, held, begun)
    assert day_of(column(one, "plans", "conference")[0]) == dt.date(2022, 3, 30)


def test_a_referral_within_twelve_months_of_one_of_the_year_before_is_counted(tmp_path):
    (one,) = read(tmp_path, BEFORE, AFTERWARDS)
    year = Period.parse("2022/23")
    assert referrals_made(one.tables, year, 12).number == 1
    assert referrals_made(one.tables, year).number == 1
    alone = returned(tmp_path, AFTERWARDS)
    assert referrals_made(alone.tables, year, 12).number != 1


def test_two_plans_alike_within_one_census_stay_two_and_are_said(tmp_path):
    twice = census(child("1001", case(plan("2022-08-10", "2023-01-18"))))
    (one,) = read(tmp_path, BEFORE, twice)
    starts = Counter(days(column(one, "plans", "started")))
    assert starts == {dt.date(2021, 9, 8): 1, dt.date(2022, 5, 11): 2}
    assert rules(one.problems).count("duplicate row") == 1


def test_what_a_later_census_put_right_is_not_told_any_more(tmp_path):
    wrong = changed(
        BEFORE, {"ChildProtectionPlans/InitialCategoryOfAbuse": "XYZ", "Child/CINdetails/ReferralSource": "Z"}
    )
    alone = returned(tmp_path, wrong)
    assert rules(alone.problems) == ["unknown code", "unknown code"]
    (one,) = read(tmp_path, wrong, AFTERWARDS)
    assert rules(one.problems) == ["records merged"]
    assert "4 records of earlier censuses stand in a later one too" not in one.problems[0].message
    assert "5 records of earlier censuses stand in a later one too" in one.problems[0].message


def test_what_is_wrong_with_a_record_that_only_the_earlier_census_holds_is_told(tmp_path):
    wrong = changed(BEFORE, {"Section47/DateOfInitialCPC": "2021-02-30"})
    (one,) = read(tmp_path, wrong, AFTERWARDS)
    place = ("Section47", f"line {line_of(written(wrong), '2021-02-30')}", "not a date")
    assert place in found(one)
    assert next(problem.file for problem in one.problems if problem.rule == "not a date") == "census_1.xml"


def test_plans_that_overlap_across_two_years_are_said(tmp_path):
    """The first plan ended in the earlier year, so that the later census holds only the second."""
    ended = plan(CPPstartDate="2021-06-02", CPPendDate="2022-02-02", NumberOfPreviousCPP="0")
    first = census(child("1001", referral("2021-05-18", ended, still_open(NumberOfPreviousCPP="1"))), **EARLIER)
    (one,) = read(tmp_path, first, AFTERWARDS)
    told = [(problem.file, problem.rule) for problem in one.problems if problem.cell]
    assert told == [("census_2.xml", "overlapping plans"), ("census_2.xml", "previous plans understated")]


def test_a_plan_open_in_one_census_and_missing_from_the_next_counts_and_is_said(tmp_path):
    gone = census(child("1002", referral("2022-05-04", ReferralNFA="true")))
    (one,) = read(tmp_path, BEFORE, gone)
    assert cp_plans_at(one.tables, Period.parse("2023-03-31")).number == 1
    (problem,) = [one for one in one.problems if one.rule == "open plan not in the next year"]
    assert (problem.file, problem.cell) == (
        "census_1.xml",
        f"line {line_of(written(BEFORE), '<ChildProtectionPlans>')}",
    )


def test_children_without_a_number_are_nobody_in_another_census(tmp_path):
    blank = [changed(one, {"LAchildID": None}) for one in (BEFORE, AFTERWARDS)]
    (one,) = read(tmp_path, *blank)
    assert len(one.tables["plans"]) == 2
    assert len(set(column(one, "plans", "child number"))) == 2


@pytest.mark.parametrize(
    "header",
    [
        {"Year": "2021", "ReferenceDate": "2021-03-31"},  # a year between them is missing
        {**EARLIER, "LEA": "202"},
        {"Year": "", "ReferenceDate": ""},
    ],
)
def test_others_stay_returns_of_their_own_in_the_order_they_were_named(tmp_path, header):
    other = census(child("1001", referral("2020-08-18")), **header)
    returns = read(tmp_path, AFTERWARDS, other)
    assert [one.file for one in returns] == ["census_1.xml", "census_2.xml"]
    assert [len(one.tables["referrals"]) for one in returns] == [2, 1]
    assert "records merged" not in [rule for one in returns for rule in rules(one.problems)]


def test_a_second_census_of_one_year_is_kept_apart_and_said(tmp_path):
    returns = read(tmp_path, AFTERWARDS, BEFORE, AFTERWARDS, BEFORE)
    assert [one.file for one in returns] == ["census_2.xml and census_1.xml", "census_3.xml", "census_4.xml"]
    assert ["year twice" in rules(one.problems) for one in returns] == [False, True, True]
    assert "census_1.xml is a census of 2022/23 too" in returns[1].problems[-1].message


def test_one_census_is_what_it_was(tmp_path):
    (one,), alone = read(tmp_path, census()), returned(tmp_path, census())
    assert (one.covers, len(one.tables["plans"])) == (alone.covers, len(alone.tables["plans"]))
    assert one.tables["plans"].source is None


# The law: made-up censuses of four years tell what truly was


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_sample(120, 7, folder)
    documents = [read_census(path) for path in sorted((folder / "cin").glob("*.xml"))]
    (joined,) = read_censuses(documents, load(), AFTER)
    return folder, joined, make_world(120, 7, 4, LAST_DAY)


def month_ends(first, last):
    return [Period.parse(f"{year}-{month:02d}") for year in range(first.year, last.year + 1) for month in range(1, 13)
            if first <= dt.date(year, month, 28) <= last]  # fmt: skip


def test_the_plans_at_every_month_end_are_those_of_the_world(sample):
    _, joined, world = sample
    assert joined.covers == (world.first_day, LAST_DAY)
    truly = [plan for one in world.children for plan in one.plans]
    numbers = []
    for month in month_ends(*joined.covers):
        day = month.last_day
        numbers.append(sum(plan.started <= day < (plan.ended or dt.date.max) for plan in truly))
        assert cp_plans_at(joined.tables, month).number == numbers[-1]
    assert len(numbers) == 48
    assert max(numbers) > 3


def test_a_plan_has_the_conference_and_the_reviews_that_it_truly_had(sample):
    _, joined, world = sample
    columns = joined.tables["plans"].columns
    assert len(columns["child"]) == len(set(zip(columns["child"], columns["started"], strict=True)))
    since = [
        (start, conference)
        for start, conference in zip(days(columns["started"]), days(columns["conference"]), strict=True)
        if start > world.first_day + dt.timedelta(days=60)
    ]
    assert since
    assert all(conference == start for start, conference in since)


def test_annex_a_gives_the_same_where_both_can(sample):
    folder, joined, _ = sample
    annex_a = read_back(folder, AFTER)["annex_a"]
    for month in month_ends(*annex_a.covers):
        for count in (cp_plans_at, cp_plans_started, cp_plans_ended):
            assert count(joined.tables, month).number == count(annex_a.tables, month).number


def test_clean_censuses_give_no_problem_together(sample):
    _, joined, _ = sample
    assert not places(joined.problems)
    assert rules(joined.problems) == ["records merged"]


def test_re_referrals_of_the_last_year_and_reviews_are_counted(sample):
    folder, joined, world = sample
    year = Period.parse("2025/26")
    referred = [
        (one.referred, [other.referred for other in child.referrals])
        for child in world.children
        for one in child.referrals
        if year.first_day <= one.referred <= year.last_day
    ]
    again = sum(any(0 < (day - other).days <= 365 for other in others) for day, others in referred)
    assert referrals_made(joined.tables, year).number == len(referred)
    assert referrals_made(joined.tables, year, 12).number == again > 0
    due = plans_due_a_review(joined.tables, Period.parse("2026-03")).number
    assert 0 < plans_reviewed_on_time(joined.tables, Period.parse("2026-03")).number <= due
    inputs = read_inputs([folder / "cin"], load())
    assert [one.file for one in inputs.returns] == ["cin_2022-23.xml and 3 other files"]
    (figure,) = figures(FigureMaker(inputs), year, codes=["CIN re-referrals"])
    assert figure.value == pytest.approx(again / len(referred))
