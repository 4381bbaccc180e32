"""A census as the tables that measures see, each record with the line of its opening tag."""

from __future__ import annotations

import math
from datetime import date

import pytest

from tests.support.census import case, census, changed, child, element, line_of, plan, returned, values, written
from xlperf.definitions.load import load
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.measures.conferences import conferences_held
from xlperf.period import Period
from xlperf.returns.child_level.table import NO_DATE, UNKNOWN_CODE, UNREADABLE, day_of

YEAR = Period.parse("2022/23")


def days(table, key):
    return [None if day is None else day.isoformat() for day in map(day_of, table.columns[key].tolist())]


def texts(table, *keys):
    return [table.columns[key].tolist() for key in keys]


def test_a_sound_census_gives_every_table_and_no_problem(tmp_path):
    one = returned(tmp_path, census())
    assert one.problems == ()
    assert (one.kind, one.title, one.file, one.la_code) == ("cin", "CIN census", "census.xml", "201")
    assert one.as_at == date(2023, 3, 31)
    assert one.covers == (date(2022, 4, 1), date(2023, 3, 31))
    assert {key: len(table) for key, table in one.tables.items()} == {
        "children": 1,
        "referrals": 1,
        "single_assessments": 1,
        "in_need_plans": 1,
        "section_47": 1,
        "plans": 1,
        "plan_reviews": 2,
        "in_need": 1,
    }
    assert [table.sheet for table in one.lists] == [
        "Child",
        "CINdetails",
        "Assessments",
        "CINPlanDates",
        "Section47",
        "ChildProtectionPlans",
        "Reviews",
    ]


def test_every_value_stands_in_its_column(tmp_path):
    tables = returned(tmp_path, census()).tables
    assert texts(tables["children"], "child", "gender", "ethnicity", "disability") == [["1001"], ["F"], ["WBRI"], ["Y"]]
    assert days(tables["children"], "date_of_birth") == ["2015-09-03"]
    referrals = tables["referrals"]
    assert days(referrals, "referred") == ["2022-04-20"]
    assert texts(referrals, "child", "source", "no_further_action", "primary_need", "reason_closed") == [
        ["1001"],
        ["6"],
        ["no"],
        ["N1"],
        [""],
    ]
    assert days(referrals, "closed") == [None]
    assessments = tables["single_assessments"]
    assert [days(assessments, key) for key in ("referred", "started", "authorised", "internal_review")] == [
        ["2022-04-20"],
        ["2022-04-21"],
        ["2022-06-01"],
        ["2022-04-28"],
    ]
    enquiries = tables["section_47"]
    assert [days(enquiries, key) for key in ("strategy_discussion", "conference", "conference_due")] == [
        ["2022-04-27"],
        ["2022-05-11"],
        ["2022-05-19"],
    ]
    assert texts(enquiries, "child", "conference_not_required") == [["1001"], ["no"]]
    plans = tables["plans"]
    keys = ("child", "initial_category", "latest_category", "gender", "ethnicity")
    assert texts(plans, *keys) == [["1001"], ["NEG"], ["EMO"], ["F"], ["WBRI"]]
    assert [days(plans, key) for key in ("started", "ended", "conference", "date_of_birth")] == [
        ["2022-05-11"],
        ["2023-02-08"],
        ["2022-05-11"],
        ["2015-09-03"],
    ]
    assert plans.columns["previous_plans"].tolist() == [0]
    reviews = tables["plan_reviews"]
    assert texts(reviews, "child") == [["1001", "1001"]]
    assert days(reviews, "plan_started") == ["2022-05-11"] * 2
    assert days(reviews, "reviewed") == ["2022-08-10", "2023-01-18"]


def test_rows_are_the_lines_of_the_opening_tags(tmp_path):
    text = written(census(child("1001", case()), child("1002", case(plan(CPPstartDate="2022-06-01")))))
    text = text.replace("<Child>", "<Child>\n\n", 1)
    tables = returned(tmp_path, text).tables
    for table in tables.values():
        tag = "<CPPreviewDate>" if table.sheet == "Reviews" else f"<{table.sheet}>"
        assert table.rows.tolist() == [line_of(text, tag, which) for which in range(1, text.count(tag) + 1)], table.name


def test_records_belong_to_the_child_the_case_and_the_plan_around_them(tmp_path):
    second = case(plan("2022-09-05", CPPstartDate="2022-06-20", NumberOfPreviousCPP="1"))
    whole = census(child("1001", case()), child("1002", changed(second, {"CINreferralDate": "2022-05-02"}), case()))
    tables = returned(tmp_path, whole).tables
    assert tables["referrals"].columns["child"].tolist() == ["1001", "1002", "1002"]
    assert tables["plans"].columns["child"].tolist() == ["1001", "1002", "1002", "1002"]
    assert days(tables["single_assessments"], "referred") == ["2022-04-20", "2022-05-02", "2022-04-20"]
    reviews = tables["plan_reviews"]
    plan_of_review = list(zip(reviews.columns["child"], days(reviews, "plan_started"), strict=True))
    assert (
        plan_of_review
        == [("1001", "2022-05-11")] * 2
        + [("1002", "2022-05-11")] * 2
        + [("1002", "2022-06-20")]
        + [("1002", "2022-05-11")] * 2
    )
    numbers = tables["plans"].columns["child number"].tolist()
    assert numbers[0] not in numbers[1:]
    assert len(set(numbers[1:])) == 1


def test_a_child_who_comes_twice_is_one_child_and_one_without_a_number_one_of_its_own(tmp_path):
    whole = census(child("1001", case()), child("1001", case()), child("", case()), child("", case()))
    numbers = returned(tmp_path, whole).tables["plans"].columns["child number"].tolist()
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 3


def test_the_measures_count_the_lines_of_plans(tmp_path):
    text = written(
        census(child("1001", case()), child("1002", changed(case(), {"ChildProtectionPlans/CPPendDate": None})))
    )
    tables = returned(tmp_path, text).tables
    lines = [line_of(text, "<ChildProtectionPlans>", which) for which in (1, 2)]
    at_the_end = cp_plans_at(tables, YEAR)
    assert [(row.file, row.sheet, row.row) for row in at_the_end.rows] == [
        ("census.xml", "ChildProtectionPlans", lines[1])
    ]
    assert [row.row for row in cp_plans_started(tables, YEAR).rows] == lines
    assert [row.row for row in cp_plans_ended(tables, YEAR).rows] == lines[:1]
    held = conferences_held(tables, YEAR, 15)
    assert [row.row for row in held.rows] == [line_of(text, "<Section47>", which) for which in (1, 2)]


# Codes and dates


@pytest.mark.parametrize(
    ("element_name", "text", "key", "code"),
    [
        ("GenderCurrent", "1", "gender", "M"),
        ("GenderCurrent", "0", "gender", "U"),
        ("GenderCurrent", "9", "gender", "I"),
        ("GenderCurrent", "f", "gender", "F"),
        ("GenderCurrent", "3", "gender", UNKNOWN_CODE),
        ("Ethnicity", "refu", "ethnicity", "REFU"),
        ("Ethnicity", "", "ethnicity", ""),
    ],
)
def test_codes_of_a_child(tmp_path, element_name, text, key, code):
    one = returned(tmp_path, changed(census(), {element_name: text}))
    assert one.tables["children"].columns[key].tolist() == [code]
    assert one.tables["plans"].columns[key].tolist() == [code]


@pytest.mark.parametrize("year", ["2019", "2022", "2023", "2024", "2026"])
@pytest.mark.parametrize(("name", "text"), [("Sex", "M"), ("GenderCurrent", "1"), ("sex", "1"), ("gendercurrent", "M")])
def test_either_spelling_of_gender_is_read_in_every_year(tmp_path, year, name, text):
    whole = census(Year=year, ReferenceDate=f"{year}-03-31")
    identifiers = whole.find(".//ChildIdentifiers")
    identifiers.remove(identifiers.find("GenderCurrent"))
    identifiers.append(element(name, text))
    assert returned(tmp_path, whole).tables["children"].columns["gender"].tolist() == ["M"]


@pytest.mark.parametrize(("text", "code"), [("true", "yes"), ("1", "yes"), ("false", "no"), ("0", "no"), ("", "")])
def test_yes_and_no_are_read_in_both_forms(tmp_path, text, code):
    one = returned(tmp_path, changed(census(), {"ReferralNFA": text, "ICPCnotRequired": text}))
    assert one.tables["referrals"].columns["no_further_action"].tolist() == [code]
    assert one.tables["section_47"].columns["conference_not_required"].tolist() == [code]


@pytest.mark.parametrize(
    ("codes", "read"),
    [
        (["NONE"], "N"),
        (["HAND"], "Y"),
        (["NONE", "AUT"], "Y"),
        (["AUT", "NONE"], "Y"),
        (["what"], UNKNOWN_CODE),
        (["what", "NONE"], "N"),
        (["NONE", "what"], "N"),
        (["what", "LD"], "Y"),
        ([], ""),
    ],
)
def test_any_code_of_a_disability_is_a_disability(tmp_path, codes, read):
    whole = census()
    held = whole.find(".//Disabilities")
    held[:] = [element("Disability", code) for code in codes]
    one = returned(tmp_path, whole)
    assert one.tables["children"].columns["disability"].tolist() == [read]
    assert [problem.rule for problem in one.problems] == ["unknown code"] * ("what" in codes)


@pytest.mark.parametrize(
    "text",
    ["2023-02-08", "2023-02-08Z", "2023-02-08+01:00", "2023-02-08T00:00:00", "2023-02-08T00:00:00Z", "08/02/2023"],
)
def test_dates_are_read_in_every_form_that_xml_has(tmp_path, text):
    one = returned(tmp_path, changed(census(), {"CPPendDate": text}))
    assert days(one.tables["plans"], "ended") == ["2023-02-08"]
    assert one.problems == ()


def test_a_date_that_cannot_be_is_not_an_open_plan(tmp_path):
    one = returned(tmp_path, changed(census(), {"CPPendDate": "2023-02-30"}))
    assert one.tables["plans"].columns["ended"].tolist() == [UNREADABLE]
    assert cp_plans_at(one.tables, YEAR).number == 0


def test_a_blank_value_is_no_value(tmp_path):
    blank = {"CPPendDate": "  ", "NumberOfPreviousCPP": "", "LatestCategoryOfAbuse": "\n", "PersonBirthDate": None}
    plans = returned(tmp_path, changed(census(), blank)).tables["plans"]
    assert plans.columns["ended"].tolist() == plans.columns["date_of_birth"].tolist() == [NO_DATE]
    assert plans.columns["latest_category"].tolist() == [""]
    assert math.isnan(plans.columns["previous_plans"][0])


# Tables that are worked out


def test_children_in_need_are_those_whose_referral_led_to_something(tmp_path):
    nothing = changed(case(), {"ReferralNFA": "true"})
    closed = changed(case(), {"ReferralNFA": "0", "PrimaryNeedCode": "N3"})
    closed.extend(values(CINclosureDate="2022-11-30", ReasonForClosure="RC7"))
    text = written(census(child("1001", nothing, closed), child("1002", changed(case(), {"ReferralNFA": None}))))
    table = returned(tmp_path, text).tables["in_need"]
    assert table.rows.tolist() == [line_of(text, "<CINdetails>", which) for which in (2, 3)]
    assert texts(table, "child", "primary_need", "reason_closed") == [["1001", "1002"], ["N3", "N1"], ["RC7", ""]]
    assert days(table, "started") == ["2022-04-20"] * 2
    assert days(table, "ended") == ["2022-11-30", None]
    assert table.derived


def test_a_census_without_plans_has_an_empty_list_of_plans(tmp_path):
    bare = element("CINdetails", *values(CINreferralDate="2022-04-20", ReferralSource="6", ReferralNFA="true"))
    one = returned(tmp_path, census(child("1001", bare)))
    assert len(one.tables["plans"]) == len(one.tables["plan_reviews"]) == 0
    assert cp_plans_at(one.tables, YEAR).number == 0
    assert one.problems == ()


def test_it_says_what_it_lacks(tmp_path):
    one = returned(tmp_path, census())
    assert one.lacks == load().returns["cin_2022"].lacks
    assert {table for lack in one.lacks for table in lack.tables}.isdisjoint(one.tables)
    assert one.otherwise == "The census of that year would, or the figures in a performance workbook."
