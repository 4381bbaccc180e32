"""Initials of people at a meeting: as the minutes of Derby's surgery have them, and each only once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.journey.initials import people_in, with_initials

# The pairs of name and initials in the minutes of 24 February 2012 follow one rule: the first letters of first name and
# surname, without "Councillor". These are invented people of the same shape, initials as that rule gives them.
AS_IN_THE_DOCUMENT = (
    ("Councillor Priya Nandra", "PN"),
    ("Gareth Whitlock", "GW"),
    ("Judith Sandford", "JS"),
    ("Cllr Owen Talbot", "OT"),
    ("Dr. Anna Maria Lopez", "AML"),
    ("Tobias Lyle, head of service", "TL"),
)


def test_initials_are_the_first_letters_of_a_name_without_its_title() -> None:
    names, initials = zip(*AS_IN_THE_DOCUMENT, strict=True)
    assert [found for _, found in with_initials(names)] == list(initials)


def test_initials_in_brackets_are_kept_and_taken_off_the_name() -> None:
    assert with_initials(["Councillor Priya Nandra (PNx)", "Lee Ash (Chair)"]) == (
        ("Councillor Priya Nandra", "PNx"),
        ("Lee Ash (Chair)", "LA"),
    )


def test_two_people_of_the_same_initials_are_told_apart_by_their_surnames() -> None:
    found = dict(with_initials(["Jane Jarvis", "John Jebb", "Ruth Adeyemi"]))
    assert found == {"Jane Jarvis": "JJa", "John Jebb": "JJe", "Ruth Adeyemi": "RA"}


def test_initials_that_were_given_are_not_given_to_another() -> None:
    assert dict(with_initials(["Jane Jarvis", "John Jebb (JJ)"])) == {"Jane Jarvis": "JJa", "John Jebb": "JJ"}


def test_people_who_cannot_be_told_apart_are_numbered() -> None:
    assert [initials for _, initials in with_initials(["Jo Li", "Jo Li"])] == ["JL1", "JL2"]
    assert with_initials(["?"]) == (("?", "?1"),)


def test_a_cell_is_divided_at_lines_and_semicolons_and_else_at_commas() -> None:
    assert people_in("A Bell, head of service\nC Dunn\n") == ("A Bell, head of service", "C Dunn")
    assert people_in("A Bell; C Dunn") == ("A Bell", "C Dunn")
    assert people_in("A Bell, C Dunn and E Ford") == ("A Bell", "C Dunn", "E Ford")
    assert people_in(" \n") == ()


WORD = st.text("ABCDEabcdeé-'", min_size=1, max_size=6)


@settings(max_examples=cases(60))
@given(st.lists(st.builds("{} {}".format, WORD, WORD), max_size=12))
def test_everybody_gets_initials_and_nobody_those_of_another(names: list[str]) -> None:
    initials = [found for _, found in with_initials(names)]
    assert len(initials) == len(names) == len(set(initials))
    assert all(initials)
