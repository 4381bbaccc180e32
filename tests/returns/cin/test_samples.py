"""The two published samples of the census, read whole; their facts are counted by a second parser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.census import TODAY, catalogue, plain_counts, returned
from xlperf.measures.child_protection import cp_plans_ended, cp_plans_started
from xlperf.period import Period
from xlperf.returns.child_level.table import day_of
from xlperf.returns.cin import read_cin
from xlperf.workbook.census_xml import read_census

TABLES = {
    "Child": "children",
    "CINdetails": "referrals",
    "Assessments": "single_assessments",
    "CINPlanDates": "in_need_plans",
    "Section47": "section_47",
    "ChildProtectionPlans": "plans",
    "Reviews": "plan_reviews",
}
MANY, ONE = "fake_CIN_data.xml", "liia_cin-2022.xml"

# The dates of the one child of liia_cin-2022.xml (SocialFinanceDigitalLabs/liia-tools, MIT), laid out anew.
TRANSCRIBED = """<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2022</Year>
<ReferenceDate>2022-03-31</ReferenceDate></CollectionDetails><Source><LEA>201</LEA></Source></Header><Children><Child>
<ChildIdentifiers><LAchildID>DfEX0000001</LAchildID><PersonBirthDate>1966-03-24</PersonBirthDate></ChildIdentifiers>
<CINdetails><CINreferralDate>1970-10-06</CINreferralDate><CINclosureDate>1971-02-27</CINclosureDate>
<DateOfInitialCPC>1970-12-06</DateOfInitialCPC>
<Section47><S47ActualStartDate>1970-06-02</S47ActualStartDate><DateOfInitialCPC>1970-06-17</DateOfInitialCPC></Section47>
<ChildProtectionPlans><CPPstartDate>1970-02-17</CPPstartDate><CPPendDate>1971-03-14</CPPendDate>
<NumberOfPreviousCPP>10</NumberOfPreviousCPP><Reviews><CPPreviewDate>1971-02-15</CPPreviewDate></Reviews>
</ChildProtectionPlans></CINdetails></Child></Children></Message>"""


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "returns" / "cin_census"


def read(folder: Path, name: str):
    return read_cin(read_census(folder / name), catalogue(), TODAY)


@pytest.mark.parametrize("name", [MANY, ONE])
def test_every_table_has_as_many_records_as_the_file_has_elements(folder, name):
    counts = plain_counts((folder / name).read_text(encoding="utf-8"))
    one = read(folder, name)
    assert {TABLES[kind]: number for kind, number in counts.items()} == {table.name: len(table) for table in one.lists}
    assert len(counts) == 7


def test_every_date_and_code_of_the_large_sample_is_read(folder):
    """ElementTree, which builds the whole tree, finds the same values in the same order."""
    root = ElementTree.parse(folder / MANY).getroot()
    tables = read(folder, MANY).tables
    for key, column, element in (
        ("children", "date_of_birth", "PersonBirthDate"),
        ("referrals", "referred", "CINreferralDate"),
        ("referrals", "closed", "CINclosureDate"),
        ("referrals", "conference", "DateOfInitialCPC"),
    ):
        days = [str(day) for day in map(day_of, tables[key].columns[column].tolist()) if day]
        assert days == [one.text for one in root.iter(element)], element
    for key, column, element in (
        ("children", "child", "LAchildID"),
        ("children", "ethnicity", "Ethnicity"),
        ("referrals", "source", "ReferralSource"),
        ("referrals", "primary_need", "PrimaryNeedCode"),
        ("referrals", "reason_closed", "ReasonForClosure"),
    ):
        codes = [code for code in tables[key].columns[column].tolist() if code]
        assert codes == [one.text for one in root.iter(element)], element
    genders = {"0": "U", "1": "M", "2": "F", "9": "I"}
    assert tables["children"].columns["gender"].tolist() == [genders[one.text] for one in root.iter("GenderCurrent")]
    disabled = ["" if one.find(".//Disability") is None else one for one in root.iter("Child")]
    expected = [
        one if isinstance(one, str) else "NY"[any(code.text != "NONE" for code in one.iter("Disability"))]
        for one in disabled
    ]
    assert tables["children"].columns["disability"].tolist() == expected


def test_each_problem_of_the_large_sample_is_one_that_a_person_finds_in_that_line(folder):
    lines = (folder / MANY).read_text(encoding="utf-8").split("\n")
    one = read(folder, MANY)
    assert one.covers == (date(2022, 4, 1), date(2022, 7, 21))
    seen = {}
    for problem in one.problems:
        line = lines[int(problem.cell.removeprefix("line ")) - 1].strip()
        element, _, text = line.removeprefix("<").partition(">")
        stated = date.fromisoformat(text.partition("<")[0])
        seen.setdefault(problem.rule, []).append((element, stated))
    assert seen.pop("reference date") == [("ReferenceDate", date(2022, 7, 21))]
    weekend, future = seen.pop("conference at a weekend"), seen.pop("date in the future")
    assert not seen
    every = [
        (element.tag, date.fromisoformat(element.text))
        for element in ElementTree.parse(folder / MANY).getroot().find("Children").iter()
        if element.tag.endswith("Date") or element.tag == "DateOfInitialCPC"
    ]
    assert sorted(weekend) == sorted(
        found for found in every if found[0] == "DateOfInitialCPC" and found[1].weekday() > 4
    )
    assert sorted(future) == sorted(
        found
        for found in every
        if found[1] > date(2022, 7, 21) and found[0] not in ("PersonBirthDate", "PersonDeathDate")
    )
    assert (len(weekend), len(future)) == (91, 23)


def test_the_small_sample_holds_one_record_of_every_kind(folder):
    one = read(folder, ONE)
    assert [(problem.cell, problem.rule) for problem in one.problems] == [("line 42", "conference at a weekend")]
    assert (one.la_code, one.covers) == ("201", (date(2021, 4, 1), date(2022, 3, 31)))
    assert [len(table) for table in one.tables.values()] == [1] * 8
    year = Period.parse("1970/71")
    assert [row.row for row in cp_plans_ended(one.tables, year).rows] == [63]


def test_the_transcribed_child_gives_what_was_worked_out_by_hand(tmp_path):
    """The plan lasted from 17 February 1970 to 14 March 1971, 391 days; both conferences were held after it began."""
    one = returned(tmp_path, TRANSCRIBED)
    started, ended = Period.parse("1969/70"), Period.parse("1970/71")
    assert cp_plans_started(one.tables, started, 10).number == 1
    assert cp_plans_ended(one.tables, ended, 391).number == 1
    assert cp_plans_ended(one.tables, ended, 392).number == 0
    assert day_of(one.tables["plans"].columns["conference"][0]) is None
    assert [(problem.cell, problem.rule) for problem in one.problems] == [("line 5", "conference at a weekend")]
