"""The XML of a CIN census as records with their lines, whatever its case, namespaces, order, encoding and layout."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.support.census import (
    KINDS,
    case,
    census,
    child,
    element,
    line_of,
    opened,
    plain_counts,
    plan,
    records,
    rules,
    values,
    written,
)
from xlperf.problem import Severity
from xlperf.workbook.census_document import MESSAGE, fields_of, records_in
from xlperf.workbook.census_xml import LONGEST_VALUE, read_census

WHOLE = """<?xml version="1.0" encoding="utf-8"?>
<Message>
  <Header>
    <CollectionDetails>
      <Collection>CIN</Collection>
      <Year>2023</Year>
      <ReferenceDate>2023-03-31</ReferenceDate>
    </CollectionDetails>
    <Source>
      <LEA>201</LEA>
    </Source>
  </Header>
  <Children>
    <Child>
      <ChildIdentifiers>
        <LAchildID> 1001
        </LAchildID>
        <UPN>A123456789123</UPN>
        <PersonBirthDate>2015-09-03</PersonBirthDate>
        <Sex>F</Sex>
      </ChildIdentifiers>
      <ChildCharacteristics>
        <Ethnicity>WBRI</Ethnicity>
        <Disabilities><Disability>HAND</Disability><Disability>HEAR</Disability></Disabilities>
      </ChildCharacteristics>
      <CINdetails>
        <CINreferralDate>2022-04-20</CINreferralDate>
        <DateOfInitialCPC>2022-05-04</DateOfInitialCPC>
        <Section47>
          <S47ActualStartDate>2022-04-27</S47ActualStartDate>
          <DateOfInitialCPC>2022-05-11</DateOfInitialCPC>
        </Section47>
        <ChildProtectionPlans>
          <CPPstartDate>2022-05-11</CPPstartDate>
          <CPPendDate/>
          <Reviews>
            <CPPreviewDate>2022-08-10</CPPreviewDate>
            <CPPreviewDate>2023-01-18</CPPreviewDate>
          </Reviews>
          <Reviews><CPPreviewDate>2023-03-01</CPPreviewDate></Reviews>
        </ChildProtectionPlans>
      </CINdetails>
      <CINdetails>
        <CINreferralDate>2023-03-01</CINreferralDate>
      </CINdetails>
    </Child>
    <Child/>
  </Children>
</Message>
"""


def test_records_are_read_with_their_values(tmp_path: Path) -> None:
    document = opened(tmp_path, WHOLE)
    assert document.file == "census.xml"
    assert document.problems == ()
    assert dict(document.header) == {"Collection": "CIN", "Year": "2023", "ReferenceDate": "2023-03-31", "LEA": "201"}
    assert records(document) == {
        "Child": [
            {
                "LAchildID": "1001",
                "PersonBirthDate": "2015-09-03",
                "Sex": "F",
                "Ethnicity": "WBRI",
                "Disability": "HAND\nHEAR",
            },
            {},
        ],
        # The date of the conference stands at two levels, and neither is taken for the other.
        "CINdetails": [
            {"CINreferralDate": "2022-04-20", "DateOfInitialCPC": "2022-05-04"},
            {"CINreferralDate": "2023-03-01"},
        ],
        "Assessments": [],
        "CINPlanDates": [],
        "Section47": [{"S47ActualStartDate": "2022-04-27", "DateOfInitialCPC": "2022-05-11"}],
        "ChildProtectionPlans": [{"CPPstartDate": "2022-05-11"}],
        "Reviews": [{"CPPreviewDate": day} for day in ("2022-08-10", "2023-01-18", "2023-03-01")],
    }


def test_every_record_and_value_has_its_line_and_every_record_the_one_around_it(tmp_path: Path) -> None:
    document = opened(tmp_path, WHOLE)
    lines = {kind: list(kept.lines) for kind, kept in document.records.items()}
    assert lines["Child"] == [line_of(WHOLE, "<Child>"), line_of(WHOLE, "<Child/>")]
    assert lines["CINdetails"] == [line_of(WHOLE, "<CINdetails>", 1), line_of(WHOLE, "<CINdetails>", 2)]
    assert lines["ChildProtectionPlans"] == [line_of(WHOLE, "<ChildProtectionPlans>")]
    assert lines["Reviews"] == [line_of(WHOLE, "<CPPreviewDate>", which) for which in (1, 2, 3)]
    children = document.records["Child"]
    assert list(children.value_lines["LAchildID"]) == [line_of(WHOLE, "<LAchildID>"), 0]
    plans = document.records["ChildProtectionPlans"]
    assert list(plans.value_lines["CPPstartDate"]) == [line_of(WHOLE, "<CPPstartDate>")]
    assert list(plans.value_lines["CPPendDate"]) == [0]  # an empty element is no value
    assert document.header_lines["ReferenceDate"] == line_of(WHOLE, "<ReferenceDate>")
    around = {kind: list(kept.around) for kind, kept in document.records.items()}
    assert (around["Child"], around["CINdetails"], around["Section47"]) == ([-1, -1], [0, 0], [0])
    assert (around["ChildProtectionPlans"], around["Reviews"]) == ([0], [0, 0, 0])


def test_pupil_numbers_are_not_kept(tmp_path: Path) -> None:
    document = opened(tmp_path, WHOLE)
    kept = [text for one in document.records.values() for texts in one.values.values() for text in texts]
    assert "A123456789123" not in kept
    assert "UPN" not in document.records["Child"].values


def test_a_repr_shows_sizes_and_never_a_value(tmp_path: Path) -> None:
    document = opened(tmp_path, WHOLE)
    said = repr(document) + repr(document.records)
    assert "CensusRecords('Reviews', 3 records)" in said
    assert not [text for text in ("1001", "2015", "2022", "WBRI") if text in said]


# What may differ from file to file


def lower_case(text: str) -> str:
    for record in records_in(MESSAGE):
        for name in (record.name, *fields_of(record)):
            text = text.replace(f"<{name}>", f"<{name.lower()}>").replace(f"</{name}>", f"</{name.lower()}>")
    return text


SPELLINGS = {
    "lower case": lower_case(WHOLE),
    "upper case of one pair": WHOLE.replace("CINdetails>", "CINDETAILS>").replace("CPPreviewDate>", "CPPReviewDate>"),
    "a default namespace": WHOLE.replace("<Message>", '<Message xmlns="http://example.org/cin">'),
    "a prefix": WHOLE.replace("</", "</c:")
    .replace("<Message>", '<Message xmlns:c="http://example.org/cin">')
    .replace("<", "<c:")
    .replace("<c:/c:", "</c:")
    .replace("<c:?", "<?"),
    "a prefix that is not declared": WHOLE.replace("Ethnicity>", "x:Ethnicity>"),
    "comments and instructions": WHOLE.replace("<Year>", "<!-- a remark <CINdetails> --><?note?><Year>"),
    "a comment inside a value": WHOLE.replace("2022-04-27", "2022-<!-- a remark -->04-27"),
    "character data sections": WHOLE.replace("WBRI", "<![CDATA[WBRI]]>").replace(
        "2022-05-11", "<![CDATA[2022]]>-05-11"
    ),
    "character references": WHOLE.replace("WBRI", "WB&#82;&#x49;"),
    "attributes": WHOLE.replace("<Child>", '<Child number="1" xml:lang="en">'),
    "text beside elements": WHOLE.replace("</UPN>", "</UPN>PersonBirthDate").replace("<Section47>", "<Section47>x"),
    "Windows line ends": WHOLE.replace("\n", "\r\n"),
    "no last line end": WHOLE.rstrip(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spelling_and_layout_make_no_difference(tmp_path: Path, spelling: str) -> None:
    assert SPELLINGS[spelling] != WHOLE
    document = opened(tmp_path, SPELLINGS[spelling])
    plain = opened(tmp_path, WHOLE, "plain.xml")
    assert document.problems == ()
    assert records(document) == records(plain)
    assert dict(document.header) == dict(plain.header)
    lines = [list(one.lines) for one in document.records.values()]
    assert lines == [list(one.lines) for one in plain.records.values()]


ENCODINGS = {
    "utf-8": WHOLE.encode(),
    "utf-8 with its mark": b"\xef\xbb\xbf" + WHOLE.encode(),
    "utf-16": WHOLE.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16"),
    "utf-16, big end first": b"\xfe\xff" + WHOLE.replace('encoding="utf-8"', "").encode("utf-16-be"),
    "latin 1": WHOLE.replace('encoding="utf-8"', 'encoding="iso-8859-1"').encode("latin-1"),
    "windows": WHOLE.replace('encoding="utf-8"', 'encoding="windows-1252"').encode("cp1252"),
    "no declaration": WHOLE.partition("\n")[2].encode(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    document = opened(tmp_path, ENCODINGS[encoding])
    assert records(document) == records(opened(tmp_path, WHOLE, "plain.xml"))


def test_letters_outside_ascii_are_read_in_each_encoding(tmp_path: Path) -> None:
    text = WHOLE.replace("1001", "Ænid-7")
    for name in ("utf-8", "utf-16", "iso-8859-1", "windows-1252"):
        document = opened(tmp_path, text.replace('"utf-8"', f'"{name}"').encode(name), f"{name}.xml")
        assert document.records["Child"].values["LAchildID"][0] == "Ænid-7"


def reversed_inside(one: Element) -> Element:
    """Return an element with everything inside in the opposite order."""
    turned = Element(one.tag)
    turned.text = one.text
    for inside in reversed(one):
        turned.append(reversed_inside(inside))
    return turned


def test_the_order_of_elements_makes_no_difference(tmp_path: Path) -> None:
    whole = census(child("1001", case(plan()), case()), child("1002", case()))
    forwards, backwards = opened(tmp_path, whole), opened(tmp_path, reversed_inside(whole), "turned.xml")
    assert dict(backwards.header) == dict(forwards.header)
    for kind, rows in records(forwards).items():
        turned = [
            {name: "\n".join(reversed(text.split())) if name == "Disability" else text for name, text in row.items()}
            for row in reversed(records(backwards)[kind])
        ]
        assert turned == rows, kind
        above = {"Child": "", "CINdetails": "Child", "Reviews": "ChildProtectionPlans"}.get(kind, "CINdetails")
        last = len(forwards.records[above]) - 1 if above else -2
        around = [last - place for place in reversed(backwards.records[kind].around)]
        assert around == list(forwards.records[kind].around), kind


# What is wrong with a file that is read all the same


def test_a_value_given_twice_is_reported_and_the_first_stands(tmp_path: Path) -> None:
    text = WHOLE.replace("<CPPendDate/>", "<CPPstartDate>2022-06-01</CPPstartDate>").replace(
        "<Sex>F</Sex>", "<Sex>F</Sex>\n<Sex>M</Sex>"
    )
    document = opened(tmp_path, text)
    assert document.records["ChildProtectionPlans"].values["CPPstartDate"][0] == "2022-05-11"
    assert document.records["Child"].values["Sex"][0] == "F"
    assert [(one.sheet, one.cell, one.rule) for one in document.problems] == [
        ("Child", f"line {line_of(text, '<Sex>M')}", "element twice"),
        ("ChildProtectionPlans", f"line {line_of(text, '2022-06-01')}", "element twice"),
    ]


def test_a_plan_outside_of_its_place_is_an_error_at_its_line(tmp_path: Path) -> None:
    text = written(census(child("1001", plan("2022-08-10"), case())))
    document = opened(tmp_path, text)
    (problem,) = document.problems
    assert (problem.sheet, problem.rule) == ("ChildProtectionPlans", "record out of place")
    assert problem.cell == f"line {line_of(text, '<ChildProtectionPlans>')}"
    assert problem.severity is Severity.ERROR
    assert len(document.records["ChildProtectionPlans"]) == 1
    assert len(document.records["Reviews"]) == 2


def test_unknown_elements_are_passed_over_with_all_they_hold_and_never_named(tmp_path: Path) -> None:
    stranger = element("Zephyrine", *values(CPPstartDate="2001-01-01", DateOfInitialCPC="2001-01-01"), plan())
    text = written(census(child("1001", case(stranger, element("PreProceedings", *values(PPStartDate="2022-01-01"))))))
    document = opened(tmp_path, text)
    assert records(document) == records(opened(tmp_path, census(), "plain.xml"))
    (problem,) = document.problems
    assert problem.message == "An element that is no part of the census was passed over, with all it holds."
    assert (problem.severity, problem.cell) == (Severity.NOTE, f"line {line_of(text, 'Zephyrine')}")
    assert "zephyrine" not in str(problem).casefold()


def test_many_findings_of_one_kind_are_counted_after_the_first_hundred(tmp_path: Path) -> None:
    document = opened(tmp_path, census(child("1001", case(), *(plan() for _ in range(103)))))
    assert rules(document.problems) == ["record out of place"] * 101
    assert document.problems[-1].message == "… and 3 more in this file."
    strangers = [element(f"Stranger{number}") for number in range(5)]
    (problem,) = opened(tmp_path, census(child("1001", case(*strangers)))).problems
    assert problem.message.startswith("5 elements that are no part of the census were passed over")


def test_an_element_inside_a_value_adds_its_text_to_it(tmp_path: Path) -> None:
    document = opened(tmp_path, WHOLE.replace("WBRI", "WB<b>RI</b>"))
    assert document.records["Child"].values["Ethnicity"][0] == "WBRI"


def test_of_a_text_that_never_ends_only_the_beginning_is_kept(tmp_path: Path) -> None:
    document = opened(tmp_path, WHOLE.replace("WBRI", "W" * 3_000_000))
    assert document.records["Child"].values["Ethnicity"][0] == "W" * LONGEST_VALUE


def test_a_census_in_a_single_line_is_read_and_the_reader_is_told_that_lines_say_nothing(tmp_path: Path) -> None:
    text = "".join(line.strip() for line in written(census(child("1", case()), child("2", case()))).split("\n"))
    document = opened(tmp_path, text)
    assert {kind: len(one) for kind, one in document.records.items()} == plain_counts(text)
    assert rules(document.problems) == ["census in one line"]


# Files that others published


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fake_CIN_data.xml", {"Child": 332, "CINdetails": 402}),
        ("liia_cin-2022.xml", dict.fromkeys(KINDS, 1)),
    ],
)
def test_the_published_samples_are_read_whole(shared: Path, name: str, expected: dict[str, int]) -> None:
    """The numbers are those of `grep -c "<Child>"` and so on in the files."""
    path = shared / "returns" / "cin_census" / name
    document = read_census(path)
    text = path.read_text(encoding="utf-8")
    assert {kind: len(one) for kind, one in document.records.items()} == plain_counts(text)
    assert {kind: len(document.records[kind]) for kind in expected} == expected
    assert document.problems == ()
    lines = text.split("\n")
    for one in document.records.values():
        for field, numbers in one.value_lines.items():
            told = [(one.values[field][at], number) for at, number in enumerate(numbers) if number]
            assert all(f"<{field}>{str(value).split()[0]}" in lines[number - 1] for value, number in told)
            assert len(told) == sum(value is not None for value in one.values[field])
