"""A name, number or date of birth in any element of a census gets into no message, no exception and no repr."""

from __future__ import annotations

import pytest

from tests.support.census import case, census, changed, child, opened, plan, returned, values, written
from xlperf.errors import UnreadableFile
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.period import Period
from xlperf.workbook.census_document import MESSAGE, fields_of, records_in

CANARY = "Zephyrine Canary-Bird"
SECRET_ID = "90817263"
SECRET_BIRTH = "2017-11-23"
BETRAYED = ["zephyrine", "canary", "90817263", "2017-11-23", "23/11/2017", "november 2017", "nov 2017"]


def betrayals(text):
    return [secret for secret in BETRAYED if secret in text.casefold()]


def everything_said(one):
    """Return all that reading and counting give to people: problems, reprs, notes, reasons."""
    said = [repr(one), *map(str, one.problems), *map(repr, one.problems), *map(repr, one.tables.values())]
    for period in map(Period.parse, ("2022/23", "2021/22", "2022-06-01")):
        said += [str(one.gives(period, timing)) for timing in ("snapshot", "flow", "rolling")]
        for function in (cp_plans_at, cp_plans_started, cp_plans_ended):
            count = function(one.tables, period)
            said += [repr(count), *count.notes, repr(list(count.rows))]
    return "\n".join(said)


def full():
    """Return a census that holds every element."""
    closed = case(*values(CINclosureDate="2023-02-08", ReasonForClosure="RC7", DateOfInitialCPC="2022-05-11"))
    whole = census(child("1001", closed))
    whole.find(".//ChildIdentifiers").extend(
        values(ExpectedPersonBirthDate="2015-09-01", FormerUPN="A1", UPNunknown="UN1", PersonDeathDate="2023-03-01")
    )
    return whole


ELEMENTS = sorted({one.tag for one in full().iter() if not len(one)})
IDENTIFYING = {"LAchildID", "UPN", "FormerUPN", "PersonBirthDate", "ExpectedPersonBirthDate", "PersonDeathDate"}
CASES = [
    (element, text)
    for element in ELEMENTS
    for text in [CANARY, f"1) {CANARY}", f"{CANARY} 23/11/2017"] + [SECRET_BIRTH, SECRET_ID] * (element in IDENTIFYING)
]


def test_the_census_of_these_tests_holds_every_element_that_is_read():
    read = {name for record in records_in(MESSAGE) for name in fields_of(record)}
    assert set(ELEMENTS) >= (read | IDENTIFYING) - {"Sex"}


@pytest.mark.parametrize(("element", "text"), CASES)
def test_a_secret_in_any_element_is_never_quoted(tmp_path, element, text):
    whole = changed(full(), {element: text})
    if element == "Collection":
        with pytest.raises(UnreadableFile) as refused:
            returned(tmp_path, whole)
        said = str(refused.value)
    else:
        said = everything_said(returned(tmp_path, whole))
    assert betrayals(said) == []


@pytest.mark.parametrize("second", [f"<x>{CANARY}</x>", f"<{CANARY.split()[0]}/>", CANARY, f"<!-- {CANARY} -->"])
@pytest.mark.parametrize("place", ["</ChildIdentifiers>", "</CINdetails>", "</ChildProtectionPlans>", "</Children>"])
def test_a_name_beside_the_elements_is_never_quoted(tmp_path, place, second):
    one = returned(tmp_path, written(full()).replace(place, second + place, 1))
    assert betrayals(everything_said(one)) == []


def test_identifiers_and_dates_of_birth_of_wrong_records_are_never_quoted(tmp_path):
    wrong = changed(
        child(SECRET_ID, case(), case(), case(plan())),
        {
            "PersonBirthDate": SECRET_BIRTH,
            "CPPstartDate": "1999-01-01",
            "CPPendDate": "1998-01-01",
            "CPPreviewDate": "1997-01-01",
            "CINreferralDate": "2055-01-01",
            "Section47/DateOfInitialCPC": "2022-01-01",
        },
    )
    one = returned(tmp_path, census(wrong, wrong, changed(wrong, {"PersonBirthDate": "2077-11-23"})))
    assert len({problem.rule for problem in one.problems}) >= 7
    assert betrayals(everything_said(one)) == []


@pytest.mark.parametrize("cut", range(300, 2400, 150))
def test_a_census_that_breaks_off_anywhere_is_refused_without_a_value(tmp_path, cut):
    text = written(changed(full(), {"LAchildID": CANARY, "Ethnicity": CANARY, "PersonBirthDate": SECRET_BIRTH}))
    assert len(text) > 2400
    with pytest.raises(UnreadableFile) as refused:
        opened(tmp_path, text[:cut])
    assert betrayals(str(refused.value)) == []


def test_a_census_with_a_name_for_its_tags_is_refused_without_it(tmp_path):
    for content in (f"<{CANARY.split()[0]}/>", written(full()).replace("</Child>", f"</{CANARY.split()[0]}>")):
        with pytest.raises(UnreadableFile) as refused:
            opened(tmp_path, content)
        assert betrayals(str(refused.value)) == []
