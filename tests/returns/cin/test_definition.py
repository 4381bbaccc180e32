"""The definitions of the census agree with the elements that are read, and are never looked for in a workbook."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.books import book
from tests.support.census import catalogue, census, opened, returned
from xlperf.definitions.load import load
from xlperf.errors import UnreadableFile
from xlperf.returns.cin import FAMILY, read_cin
from xlperf.returns.recognise import recognise
from xlperf.workbook.census_document import MESSAGE, fields_of, records_in

DEFINITIONS = sorted(name for name, one in catalogue().returns.items() if one.family == FAMILY)


def test_there_is_one_for_either_spelling_of_gender():
    assert DEFINITIONS == ["cin_2022", "cin_2024"]
    first, second = (catalogue().returns[name].table("children").column("gender") for name in DEFINITIONS)
    assert (first.heading, second.heading) == ("GenderCurrent", "Sex")


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_table_is_a_kind_of_record_and_every_heading_an_element_inside_of_it(name):
    kinds = {record.kind: fields_of(record) for record in records_in(MESSAGE)}
    tables = catalogue().returns[name].tables
    assert [table.name for table in tables] == list(kinds)
    for table in tables:
        headings = [heading for column in table.columns for heading in (column.heading, *column.aliases)]
        assert sorted(headings) == sorted(kinds[table.name])


@pytest.mark.parametrize("name", DEFINITIONS)
def test_what_identifies_a_child_is_marked_as_such(name):
    columns = [(table.key, column.key) for table in catalogue().returns[name].tables for column in table.columns
               if column.identifies]  # fmt: skip
    assert columns == [("children", "child"), ("children", "date_of_birth"), ("children", "expected_birth")]


def test_the_page_names_every_element_that_is_read_and_every_rule():
    page = (Path(__file__).parents[3] / "docs" / "cin.md").read_text(encoding="utf-8")
    for record in records_in(MESSAGE):
        for element in (record.kind, *fields_of(record)):
            assert f"`{element}`" in page, element


def rules_in_the_code():
    folder = Path(__file__).parents[3] / "xlperf"
    sources = [*(folder / "returns" / "cin").glob("*.py"), folder / "workbook" / "census_findings.py"]
    known = ("reference date", "authority not stated", "element twice", "record out of place", "unknown element")
    known += ("year twice", "records merged")
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    found = re.findall(r'"(?:date_of_birth|ended|reviewed|child|conference|column\.key)", "([a-z ]+)"', texts)
    return {*known, *found, "census in one line", "date missing", "date in the future"} - {
        "child number",
        "started",
        "referred",
    }


@pytest.mark.parametrize("rule", sorted(rules_in_the_code()))
def test_the_page_names_the_rule(rule):
    page = (Path(__file__).parents[3] / "docs" / "cin.md").read_text(encoding="utf-8")
    assert rule in page


def test_a_workbook_with_the_words_of_a_census_is_not_taken_for_one():
    rows = [["LAchildID", "PersonBirthDate", "Sex", "Ethnicity", "Disability"], ["1", "2015-09-03", "F", "WBRI", ""]]
    with pytest.raises(UnreadableFile) as refused:
        recognise(book(Child=rows), catalogue())
    assert "census" not in str(refused.value)


def test_a_council_may_add_a_spelling_of_a_code(tmp_path):
    folder = tmp_path / "council"
    (folder / "returns").mkdir(parents=True)
    added = 'extends = "cin_2022"\n[answers.gender.value_aliases]\nM = ["1", "Boy"]\n'
    (folder / "returns" / "cin_2022.toml").write_text(added, encoding="utf-8")
    whole = census(Year="2022", ReferenceDate="2022-03-31")
    whole.find(".//GenderCurrent").text = "Boy"
    one = read_cin(opened(tmp_path, whole), load(folder))
    assert one.tables["children"].columns["gender"].tolist() == ["M"]


@pytest.mark.parametrize(("reference", "used"), [("2018-03-31", 2022), ("2023-03-31", 2022), ("2031-03-31", 2024)])
def test_the_newest_definition_up_to_the_year_of_the_census_is_used(tmp_path, reference, used):
    marked = {
        name: one.model_copy(update={"title": name}) if one.family == FAMILY else one
        for name, one in catalogue().returns.items()
    }
    marked_catalogue = replace(catalogue(), returns=marked)
    one = read_cin(opened(tmp_path, census(ReferenceDate=reference)), marked_catalogue)
    assert one.title == f"cin_{used}"


def test_a_census_is_read_with_the_built_in_catalogue(tmp_path):
    assert returned(tmp_path, census()).kind == FAMILY
