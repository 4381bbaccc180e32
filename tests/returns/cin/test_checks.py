"""One wrong element gives one problem, at its line, with what it does to the figures."""

from __future__ import annotations

import re

import pytest

from tests.support.census import case, census, changed, child, element, found, line_of, plan, returned, values, written
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.period import Period
from xlperf.problem import Severity

OUT = "until it is corrected."
EVERY = f"The plan is left out of every count {OUT}"
ENDED = f"The plan is left out of the children on a plan and of NI 64 {OUT}"
FIRST = f"The plan counts as a first one in NI 65 {OUT}"
BOTH = "It is left out of every count until one of the dates is corrected."
REVIEW = f"The child is left out of NI 67 {OUT}"

# What is changed, where the problem stands, its rule and how much it matters, and what is said; {X} is a line.
ONE_CHANGE = [
    ({"CPPendDate": "2023-02-30"}, "CPPendDate", "not a date", "error", f'"2023-02-30" is not a date. {ENDED}'),
    ({"CPPstartDate": "soon"}, "CPPstartDate", "not a date", "error", f"A text is not a date. {EVERY}"),
    (
        {"PersonBirthDate": "2015-02-30"},
        "PersonBirthDate",
        "not a date",
        "warning",
        "A text is not a date.",
    ),
    (
        {"CINreferralDate": "2022-06-31"},
        "CINreferralDate",
        "not a date",
        "error",
        f'"2022-06-31" is not a date. The referral is left out of every count {OUT}',
    ),
    (
        {"AssessmentAuthorisationDate": "0000-00-00"},
        "AssessmentAuthorisationDate",
        "not a date",
        "error",
        f'"0000-00-00" is not a date. The assessment is left out of every count {OUT}',
    ),
    ({"CINPlanEndDate": "2023"}, "CINPlanEndDate", "not a date", "warning", '"2023" is not a date.'),
    (
        {"Section47/DateOfInitialCPC": "2022-05-32"},
        "DateOfInitialCPC",
        "not a date",
        "error",
        f'"2022-05-32" is not a date. The conference is left out of every count {OUT}',
    ),
    ({"CPPreviewDate": "2022-02-30"}, "CPPreviewDate", "not a date", "error", f'"2022-02-30" is not a date. {REVIEW}'),
    (
        {"NumberOfPreviousCPP": "two"},
        "NumberOfPreviousCPP",
        "not a number",
        "error",
        f"A text is not a number of 0 or more. {FIRST}",
    ),
    (
        {"NumberOfPreviousCPP": None},
        "ChildProtectionPlans",
        "previous plans not stated",
        "warning",
        f"The number of previous plans is not stated. {FIRST}",
    ),
    (
        {"LatestCategoryOfAbuse": "UNK"},
        "LatestCategoryOfAbuse",
        "unknown code",
        "warning",
        "A text is not a known answer. Expected is Neglect, Physical abuse, Sexual abuse, Emotional abuse or Multiple.",
    ),
    (
        {"Ethnicity": "XXXX"},
        "Ethnicity",
        "unknown code",
        "warning",
        "A text is not a known answer. Expected is one of the 20 codes of the column.",
    ),
    (
        {"GenderCurrent": "7"},
        "GenderCurrent",
        "unknown code",
        "warning",
        '"7" is not a known answer. Expected is Male, Female, Not recorded or unborn or Indeterminate.',
    ),
    (
        {"LAchildID": None},
        "Child>",
        "missing child id",
        "warning",
        "The record does not say which child it is about. It counts as a child of its own.",
    ),
    (
        {"PersonBirthDate": None},
        "Child>",
        "date of birth missing",
        "warning",
        "The PersonBirthDate is missing, and so is an expected one. The child is left out of figures by age.",
    ),
    (
        {"CPPstartDate": None},
        "ChildProtectionPlans",
        "plan without start date",
        "error",
        "The plan has no start date. It is left out of every count until it has one.",
    ),
    (
        {"CINreferralDate": ""},
        "CINdetails",
        "date missing",
        "error",
        f"The CINreferralDate is missing. The referral is left out of every count {OUT}",
    ),
    (
        {"S47ActualStartDate": None},
        "Section47",
        "date missing",
        "error",
        f"The S47ActualStartDate is missing. The enquiry is left out of every count {OUT}",
    ),
    ({"CPPreviewDate": ""}, "CPPreviewDate", "date missing", "error", f"The CPPreviewDate is missing. {REVIEW}"),
    (
        {"AssessmentActualStartDate": None},
        "Assessments",
        "date missing",
        "warning",
        "The AssessmentActualStartDate is missing.",
    ),
    (
        {"CPPendDate": "2022-05-10", "CPPreviewDate": "2022-05-12"},
        "CPPendDate",
        "plan ends before it starts",
        "error",
        "The plan ends before it starts ({CPPstartDate}). "
        "It is left out of every count until one of the two dates is corrected.",
    ),
    (
        {"CPPendDate": "2022-05-11"},
        "CPPendDate",
        "plan of one day",
        "warning",
        "The plan ends on the day it starts ({CPPstartDate}), which no plan may do. It counts as a plan of one day.",
    ),
    (
        {"CPPreviewDate": "2022-05-11"},
        "CPPreviewDate",
        "review not after plan start",
        "error",
        "The review was held on the day the plan started ({CPPstartDate}), which no review can be. " + REVIEW,
    ),
    (
        {"CPPreviewDate": "2022-05-10"},
        "CPPreviewDate",
        "review not after plan start",
        "error",
        "The review was held before the plan started ({CPPstartDate}), which no review can be. " + REVIEW,
    ),
    (
        {"CPPreviewDate": "2023-02-09"},
        "CPPreviewDate",
        "review after plan",
        "warning",
        "The review was held after the plan ended ({CPPendDate}).",
    ),
    (
        {"CPPendDate": "2023-04-03"},
        "CPPendDate",
        "date in the future",
        "warning",
        "The CPPendDate lies after 31 Mar 2023, up to which the census speaks. The plan counts as open until that day.",
    ),
    (
        {"AssessmentAuthorisationDate": "2062-06-01"},
        "AssessmentAuthorisationDate",
        "date in the future",
        "warning",
        "The AssessmentAuthorisationDate lies after 31 Mar 2023, up to which the census speaks.",
    ),
    (
        {"PersonBirthDate": "2004-05-11"},
        "PersonBirthDate",
        "over 18 at plan start",
        "warning",
        "By the date of birth the young person was 18 or older when the plan started ({CPPstartDate}).",
    ),
    (
        {"Section47/DateOfInitialCPC": "2022-05-08"},
        "DateOfInitialCPC",
        "conference at a weekend",
        "note",
        "The initial conference was held on a Sunday, 8 May 2022. It counts all the same.",
    ),
    (
        {"Section47/DateOfInitialCPC": "2022-04-26"},
        "DateOfInitialCPC",
        "conference before strategy discussion",
        "error",
        "The initial conference was held before the enquiry started ({S47ActualStartDate}). " + BOTH,
    ),
    (
        {"AssessmentActualStartDate": "2022-06-02"},
        "AssessmentAuthorisationDate",
        "authorised before start",
        "warning",
        "The assessment was authorised before it started ({AssessmentActualStartDate}).",
    ),
    (
        {"CINreferralDate": "2022-06-02"},
        "AssessmentAuthorisationDate",
        "authorised before referral",
        "error",
        "The assessment was authorised before the child was referred ({CINreferralDate}). " + BOTH,
    ),
    (
        {"CINPlanEndDate": "2023-02-07"},
        "CINPlanEndDate",
        "plan ends before it starts",
        "warning",
        "The child in need plan ends before it starts ({CINPlanStartDate}).",
    ),
]


@pytest.mark.parametrize(("changes", "place", "rule", "severity", "message"), ONE_CHANGE)
def test_one_wrong_element_gives_one_problem_at_its_line(tmp_path, changes, place, rule, severity, message):
    text = written(changed(census(), changes))
    one = returned(tmp_path, text)
    problems = [problem for problem in one.problems if problem.rule == rule]
    for name in re.findall(r"\{(\w+)\}", message):
        message = message.replace(f"{{{name}}}", f"line {line_of(text, name)}")
    assert [(problem.cell, problem.severity.value, problem.message) for problem in problems] == [
        (f"line {line_of(text, f'<{place}')}", severity, message)
    ]
    assert all(problem.file == "census.xml" for problem in problems)


def test_a_sound_child_beside_a_wrong_one_is_counted(tmp_path):
    wrong = changed(child("1001", case()), {"CPPstartDate": "2022-02-30"})
    one = returned(tmp_path, census(wrong, child("1002", case())))
    assert cp_plans_started(one.tables, Period.parse("2022/23")).number == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"CPPendDate": None},  # open
        {"CPPendDate": "2022-05-12", "CPPreviewDate": "2022-05-12"},
        {"InitialCPCtarget": "2023-04-20"},  # what is due may lie ahead
        {"PersonBirthDate": "2004-05-12"},  # 18 the day after the plan started
        {"Section47/DateOfInitialCPC": "2022-05-06"},  # a Friday
        {"Section47/DateOfInitialCPC": "2022-05-09"},  # a Monday
        {"AssessmentAuthorisationDate": "2022-04-21"},  # the day it started
        {"AssessmentInternalReviewDate": None},
        {"Section47/DateOfInitialCPC": None, "ICPCnotRequired": "true"},
        {"CPPreviewDate": "2022-05-12"},
        {"Disabilities": None},
        {"PrimaryNeedCode": None},
    ],
)
def test_what_is_sound_is_not_reported(tmp_path, changes):
    whole = changed(census(), changes)
    for review in whole.findall(".//CPPreviewDate")[1:] if changes.get("CPPendDate") else []:
        review.text = changes["CPPendDate"]
    assert returned(tmp_path, whole).problems == ()


def test_an_unborn_child_has_an_expected_date_of_birth(tmp_path):
    whole = changed(census(), {"PersonBirthDate": None, "GenderCurrent": "0"})
    whole.find(".//ChildIdentifiers").append(element("ExpectedPersonBirthDate", "2023-06-20"))
    assert returned(tmp_path, whole).problems == ()


def test_a_birth_after_the_reference_date_is_in_the_future(tmp_path):
    text = written(changed(census(), {"PersonBirthDate": "2051-06-20"}))
    rules = [(place, rule) for _, place, rule in found(returned(tmp_path, text))]
    line = f"line {line_of(text, '<PersonBirthDate>')}"
    assert rules == [(line, "date in the future"), (line, "plan long before birth")]


def test_a_case_closed_before_it_was_referred(tmp_path):
    closed = case(*values(CINclosureDate="2022-04-19", ReasonForClosure="RC8"))
    text = written(census(child("1001", closed)))
    (problem,) = returned(tmp_path, text).problems
    assert (problem.sheet, problem.cell) == ("CINdetails", f"line {line_of(text, '<CINclosureDate>')}")
    assert problem.message == f"The case was closed before it was referred (line {line_of(text, '<CINreferralDate>')})."


def test_a_child_that_comes_twice_is_reported_with_the_line_of_the_first(tmp_path):
    text = written(census(child("1001", case()), child("1002", case()), child("1001")))
    (problem,) = returned(tmp_path, text).problems
    assert (problem.sheet, problem.rule) == ("Child", "duplicate child")
    assert problem.cell == f"line {line_of(text, '<LAchildID>', 3)}"
    assert problem.message.startswith(f"The child of line {line_of(text, '<LAchildID>')} comes a second time.")


def test_overlapping_plans_of_one_child_are_reported_across_its_cases(tmp_path):
    later = changed(case(), {"CPPstartDate": "2022-07-04", "NumberOfPreviousCPP": "1", "CPPreviewDate": "2022-09-07"})
    text = written(census(child("1001", case(), later)))
    problems = [problem for problem in returned(tmp_path, text).problems if problem.rule == "overlapping plans"]
    (problem,) = problems
    assert problem.cell == f"line {line_of(text, '<CPPstartDate>', 2)}"
    assert (
        f"while the plan in line {line_of(text, '<ChildProtectionPlans>')} of the same child is open" in problem.message
    )


def test_a_plan_that_is_written_twice_counts_once(tmp_path):
    text = written(census(child("1001", case(), case())))
    one = returned(tmp_path, text)
    (problem,) = [problem for problem in one.problems if problem.rule == "duplicate row"]
    assert problem.cell == f"line {line_of(text, '<ChildProtectionPlans>', 2)}"
    assert f"are those of line {line_of(text, '<ChildProtectionPlans>')}." in problem.message
    assert cp_plans_ended(one.tables, Period.parse("2022/23")).number == 1


def test_an_earlier_plan_that_the_number_does_not_know_of_is_told_with_its_line(tmp_path):
    first = changed(case(), {"CPPstartDate": "2021-05-05", "CPPendDate": "2022-01-12"})
    for review in first.findall(".//CPPreviewDate"):
        review.text = "2021-08-04"
    text = written(census(child("1001", first, case())))
    (problem,) = [problem for problem in returned(tmp_path, text).problems if problem.rule != "review after plan"]
    assert problem.rule == "previous plans understated"
    assert problem.cell == f"line {line_of(text, '<NumberOfPreviousCPP>', 2)}"
    assert f"but line {line_of(text, '<ChildProtectionPlans>')} holds an earlier one" in problem.message


def test_what_is_wrong_with_a_child_is_said_once_however_many_plans_it_has(tmp_path):
    wrong = changed(
        child("1001", case(), changed(case(), {"CPPstartDate": "2022-05-12"})),
        {"Ethnicity": "XXXX", "PersonBirthDate": "2015-02-30"},
    )
    rules = [rule for _, _, rule in found(returned(tmp_path, census(wrong)))]
    assert rules.count("unknown code") == rules.count("not a date") == 1


def test_a_review_on_the_day_of_a_plan_without_a_start_is_not_compared(tmp_path):
    one = returned(tmp_path, changed(census(), {"CPPstartDate": None}))
    assert [rule for _, _, rule in found(one)] == ["plan without start date"]
    assert cp_plans_at(one.tables, Period.parse("2022-10-01")).number == 0


def test_problems_stand_in_the_order_of_the_tables_then_of_rule_and_line(tmp_path):
    wrong = changed(case(), {"CPPendDate": "2023-02-30", "CINreferralDate": "2022-04-31"})
    text = written(census(changed(child("1", wrong), {"Ethnicity": "?"}), child("2", wrong)))
    one = returned(tmp_path, text)
    assert [(sheet, rule) for sheet, _, rule in found(one)] == [
        ("Child", "unknown code"),
        ("CINdetails", "not a date"),
        ("CINdetails", "not a date"),
        ("ChildProtectionPlans", "not a date"),
        ("ChildProtectionPlans", "not a date"),
    ]
    lines = [int(cell.split()[1]) for _, cell, _ in found(one)]
    assert lines[1] < lines[2]
    assert lines[3] < lines[4]


def test_only_what_makes_a_figure_wrong_is_an_error(tmp_path):
    one = returned(tmp_path, changed(census(), {"Ethnicity": "?", "CPPendDate": "2023-02-30"}))
    assert [problem.severity for problem in one.problems] == [Severity.WARNING, Severity.ERROR]


def test_a_plan_outside_of_a_case_is_reported_with_what_the_reading_found(tmp_path):
    one = returned(tmp_path, census(child("1001", plan(), case())))
    assert [(sheet, rule) for sheet, _, rule in found(one)] == [("ChildProtectionPlans", "record out of place")]
