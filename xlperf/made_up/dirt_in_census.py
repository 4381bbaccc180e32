"""Problems planted on purpose in a CIN census: one at most for a child."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from random import Random

from xlperf.made_up.chance import days_after
from xlperf.made_up.cin_xml import Element


@dataclass(frozen=True, slots=True)
class CensusMistake:
    """
    A kind of mistake about one record: the name of its element, the rule that finds it, and how it is made.

    `make` changes a record if the mistake can be made in it, and returns the element in whose line it stands.
    """

    record: str
    rule: str
    make: Callable[[Element, date], Element | None]


def census_with_mistakes(random: Random, children: Sequence[Element], share: float, day: date) -> list[Element]:
    """Return the children of a census, that share of their records wrong (0 to 1), as far as a mistake fits."""
    result, twice = [], []
    for child in children:
        makes_one = any(random.random() < share for _ in range(_records(child)))
        own = deepcopy(child) if makes_one else child
        if makes_one and not _wrong(random, own, day) and not own.all("ChildProtectionPlans"):
            again = deepcopy(own)
            again.all("LAchildID")[0].rule = "duplicate child"
            twice.append(again)
        result.append(own)
    return result + twice


def _records(child: Element) -> int:
    return 1 + sum(len(child.all(name)) for name in ("CINdetails", "Assessments", "Section47", "ChildProtectionPlans"))


def _wrong(random: Random, child: Element, day: date) -> bool:
    """Make a mistake about a child, if one fits; one in ten children is left alone to come a second time."""
    if random.random() < 0.1:
        return False
    # Plans are few, so where there is one the mistake is mostly about it.
    plans_first = random.random() < 0.7
    in_order = sorted(
        random.sample(MISTAKES, len(MISTAKES)), key=lambda one: plans_first and one.record not in ABOUT_PLANS
    )
    for mistake in in_order:
        records = [child] if mistake.record == "Child" else child.all(mistake.record)
        for record in records:
            wrong = mistake.make(record, day)
            if wrong is not None:
                wrong.rule = mistake.rule
                return True
    return False


# What is read and changed in a record


def _day(record: Element, name: str) -> date | None:
    found = record.find(name)
    return date.fromisoformat(found.text) if found else None


def _set(record: Element, name: str, text: object) -> Element | None:
    """Give an element another text and return it; None when the record has no such element."""
    found = record.find(name)
    if found is not None:
        found.text = str(text)
    return found


def _taken_out(record: Element, name: str) -> Element | None:
    """Take an element out; what is missing is found where its record begins."""
    for one in (record, *record.inside):
        found = one.find(name)
        if found is not None:
            one.inside.remove(found)
            return record
    return None


def _moved(record: Element, name: str, reference: str, days: int) -> Element | None:
    """Put a date so many days after another one of the record."""
    day = _day(record, reference)
    return _set(record, name, days_after(day, days)) if day else None


def _no_reviews(plan: Element) -> bool:
    return not plan.all("CPPreviewDate")


def _ends(days: int) -> Callable[[Element, date], Element | None]:
    """Return what puts the end of a plan so many days after its start, where no review would come after it."""
    return lambda plan, _: _moved(plan, "CPPendDate", "CPPstartDate", days) if _no_reviews(plan) else None


def _early_review(plan: Element, day: date) -> Element | None:
    started, reviews = _day(plan, "CPPstartDate"), plan.all("CPPreviewDate")
    if started is None or not reviews:
        return None
    reviews[0].text = str(started)
    return reviews[0]


def _late_review(plan: Element, day: date) -> Element | None:
    ended, reviews = _day(plan, "CPPendDate"), plan.all("CPPreviewDate")
    if ended is None or not reviews or days_after(ended, 9) > day:
        return None
    reviews[-1].text = str(days_after(ended, 9))
    return reviews[-1]


def _authorised_early(assessment: Element, day: date) -> Element | None:
    """Put the authorisation on the day before the start, unless that would be before the referral as well."""
    started = _day(assessment, "AssessmentActualStartDate")
    if started is None or started.weekday() == 0 or not assessment.find("AssessmentAuthorisationDate"):
        return None
    return _moved(assessment, "AssessmentAuthorisationDate", "AssessmentActualStartDate", -1)


def _weekend(enquiry: Element, day: date) -> Element | None:
    held = _day(enquiry, "DateOfInitialCPC")
    if held is None:
        return None
    saturday = days_after(held, 5 - held.weekday())
    return _set(enquiry, "DateOfInitialCPC", saturday) if saturday <= day else None


ABOUT_PLANS = ("ChildProtectionPlans", "Reviews", "Section47")
MISTAKES = (
    CensusMistake("ChildProtectionPlans", "plan ends before it starts", _ends(-30)),
    CensusMistake("ChildProtectionPlans", "plan of one day", _ends(0)),
    CensusMistake("ChildProtectionPlans", "review not after plan start", _early_review),
    CensusMistake("ChildProtectionPlans", "review after plan", _late_review),
    CensusMistake(
        "ChildProtectionPlans", "previous plans not stated", lambda one, _: _taken_out(one, "NumberOfPreviousCPP")
    ),
    CensusMistake("ChildProtectionPlans", "unknown code", lambda one, _: _set(one, "LatestCategoryOfAbuse", "NGL")),
    CensusMistake("Reviews", "not a date", lambda one, _: _set(one, "CPPreviewDate", "2025-02-30")),
    CensusMistake("Assessments", "not a date", lambda one, _: _set(one, "AssessmentAuthorisationDate", "2025-06-31")),
    CensusMistake(
        "Assessments",
        "date in the future",
        lambda one, day: _set(one, "AssessmentAuthorisationDate", days_after(day, 40)),
    ),
    CensusMistake(
        "CINdetails", "closed before referral", lambda one, _: _moved(one, "CINclosureDate", "CINreferralDate", -9)
    ),
    CensusMistake("Section47", "conference at a weekend", _weekend),
    CensusMistake(
        "Section47",
        "conference before strategy discussion",
        lambda one, _: _moved(one, "DateOfInitialCPC", "S47ActualStartDate", -7),
    ),
    CensusMistake("Child", "date of birth missing", lambda one, _: _taken_out(one, "PersonBirthDate")),
)
