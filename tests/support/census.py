"""CIN censuses made by hand for tests: elements put together, changed by name, and written as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.load import load
from xlperf.problem import Problem
from xlperf.returns.child_level.returned import Return
from xlperf.returns.cin import read_cin
from xlperf.workbook.census_document import CensusDocument
from xlperf.workbook.census_xml import read_census

TODAY = date(2023, 6, 1)
KINDS = ("Child", "CINdetails", "Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "Reviews")

Inside = str | Element


def element(name: str, *inside: Inside) -> Element:
    """Return an element that holds a text or other elements."""
    made = Element(name)
    for one in inside:
        if isinstance(one, str):
            made.text = one
        else:
            made.append(one)
    return made


def values(**texts: str) -> list[Element]:
    """Return elements with a text each."""
    return [element(name, text) for name, text in texts.items()]


def plan(*reviews: str, **texts: str) -> Element:
    """Return a child protection plan with its reviews; sound unless changed."""
    sound = {
        "CPPstartDate": "2022-05-11",
        "CPPendDate": "2023-02-08",
        "InitialCategoryOfAbuse": "NEG",
        "LatestCategoryOfAbuse": "EMO",
        "NumberOfPreviousCPP": "0",
    }
    held = [element("Reviews", *(element("CPPreviewDate", day) for day in reviews))] if reviews else []
    return element("ChildProtectionPlans", *values(**(sound | texts)), *held)


def case(*further: Element) -> Element:
    """Return a CINdetails with one record of every kind, and further ones; all of it sound."""
    return element(
        "CINdetails",
        *values(CINreferralDate="2022-04-20", ReferralSource="6", PrimaryNeedCode="N1"),
        element(
            "Assessments",
            *values(
                AssessmentActualStartDate="2022-04-21",
                AssessmentInternalReviewDate="2022-04-28",
                AssessmentAuthorisationDate="2022-06-01",
            ),
            element("FactorsIdentifiedAtAssessment", *values(AssessmentFactors="2A"), *values(AssessmentFactors="3B")),
        ),
        element("CINPlanDates", *values(CINPlanStartDate="2023-02-08", CINPlanEndDate="2023-03-15")),
        element(
            "Section47",
            *values(
                S47ActualStartDate="2022-04-27",
                InitialCPCtarget="2022-05-19",
                DateOfInitialCPC="2022-05-11",
                ICPCnotRequired="false",
            ),
        ),
        *values(ReferralNFA="false"),
        plan("2022-08-10", "2023-01-18"),
        *further,
    )


def child(number: str, *cases: Element) -> Element:
    """Return a child with the cases."""
    return element(
        "Child",
        element(
            "ChildIdentifiers",
            *values(LAchildID=number, UPN="A123456789123", PersonBirthDate="2015-09-03", GenderCurrent="2"),
        ),
        element(
            "ChildCharacteristics",
            *values(Ethnicity="WBRI"),
            element("Disabilities", *values(Disability="HAND"), *values(Disability="HEAR")),
        ),
        *cases,
    )


def census(*children: Element, **header: str) -> Element:
    """Return a whole census as at 31 March 2023; without children, one child with a sound case."""
    texts = {"Collection": "CIN", "Year": "2023", "ReferenceDate": "2023-03-31", "LEA": "201"} | header
    details = {name: text for name, text in texts.items() if name != "LEA" and text}
    source = {name: text for name, text in texts.items() if name == "LEA" and text}
    return element(
        "Message",
        element(
            "Header",
            element("CollectionDetails", *values(**details)),
            element("Source", *values(SourceLevel="L", **source)),
        ),
        element("Children", *(children or (child("1001", case()),))),
    )


def changed(whole: Element, changes: Mapping[str, str | None]) -> Element:
    """
    Return a census with some texts changed, by the name of the element, or by the element around it and its name.

    ``{"CPPendDate": "2022-02-30", "Section47/DateOfInitialCPC": None}``: None takes an element out. It is the first of
    that name that changes.
    """
    result = deepcopy(whole)
    for path, text in changes.items():
        place = result.find(f".//{path}")
        assert place is not None, path
        if text is None:
            around = next(one for one in result.iter() if place in one)
            around.remove(place)
        else:
            place.text = text
    return result


def written(whole: Element) -> str:
    """Return a census as XML with every element in a line of its own."""
    copy = deepcopy(whole)
    ElementTree.indent(copy)
    return ElementTree.tostring(copy, encoding="unicode")


def line_of(text: str, snippet: str, which: int = 1) -> int:
    """Return the line, counted from 1, in which a snippet stands (for the first time, or the second …)."""
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if snippet in line]
    return lines[which - 1]


def opened(folder: Path, content: str | bytes | Element, name: str = "census.xml") -> CensusDocument:
    """Write a census into a folder and return it as it is read."""
    content = written(content) if isinstance(content, Element) else content
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_census(path)


@cache
def catalogue() -> Catalogue:
    """Return the built-in catalogue."""
    return load()


def returned(folder: Path, content: str | Element, today: date = TODAY) -> Return:
    """Write a census into a folder and return what is made of it."""
    return read_cin(opened(folder, content), catalogue(), today)


def found(one: Return) -> list[tuple[str, str, str]]:
    """Return (sheet, line, rule) of everything that was found."""
    return [(problem.sheet, problem.cell, problem.rule) for problem in one.problems]


def plain_counts(text: str) -> dict[str, int]:
    """Return how many opening tags of each kind a text holds, looked for as plain text."""
    tags = {kind: kind for kind in KINDS} | {"Reviews": "CPPreviewDate"}
    return {kind: len(re.findall(rf"<(?:\w+:)?{tag}[\s>/]", text)) for kind, tag in tags.items()}


def records(document: CensusDocument) -> dict[str, list[dict[str, str]]]:
    """Return the records of every kind, each with the texts that it has."""
    return {kind: list(_texts(document, kind)) for kind in document.records}


def _texts(document: CensusDocument, kind: str) -> Iterator[dict[str, str]]:
    kept = document.records[kind]
    for position in range(len(kept)):
        yield {name: text for name, texts in kept.values.items() if (text := texts[position]) is not None}


def rules(problems: tuple[Problem, ...]) -> list[str]:
    """Return the rule of every problem."""
    return [problem.rule for problem in problems]
