"""The CIN census of one year as XML: every child with a case open in the year, an element a line.

The names of the elements are those of `catalogue/returns/cin_2022.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from xlperf.made_up.chance import working_days_after
from xlperf.made_up.names import COUNCIL_CODE
from xlperf.made_up.records import Planted
from xlperf.made_up.world import Child, Plan, Referral
from xlperf.workbook.files import new_file

SEX_SINCE = 2024
"""Since the census of 2024 the element is Sex, with letters; before it was GenderCurrent, with numbers."""

CONFERENCE_WITHIN = 15  # working days from the strategy discussion


@dataclass(slots=True)
class Element:
    """An element: its name, and a text or other elements. `rule` finds what is wrong with it on purpose."""

    name: str
    text: str = ""
    inside: list[Element] = field(default_factory=list)
    rule: str = ""

    def find(self, name: str) -> Element | None:
        """Return the first element of a name directly inside; None when there is none."""
        return next((one for one in self.inside if one.name == name), None)

    def all(self, name: str) -> list[Element]:
        """Return every element of a name inside, however deep."""
        found = []
        for one in self.inside:
            if one.name == name:
                found.append(one)
            found += one.all(name)
        return found


def census_children(children: Iterable[Child], year: int) -> list[Element]:
    """Return the children of the census of the financial year that starts in `year`, as they were known at its end."""
    first = date(year, 4, 1)
    found = []
    for child in children:
        cases = [referral for referral in child.referrals if _in_census(referral, first)]
        if cases:
            who = [_identifiers(child, year + 1), _characteristics(child)]
            found.append(Element("Child", inside=[*who, *(_case(referral, first) for referral in cases)]))
    return found


def write_census(children: Iterable[Element], year: int, path: Path, file: str) -> list[Planted]:
    """Write a census and return what is wrong in it on purpose; `file` names it there."""
    planted: list[Planted] = []
    line = 0
    with new_file(path) as out:
        for text, place in _lines(children, year):
            line += 1
            out.write(text.encode() + b"\n")
            if place is not None:
                planted.append(Planted(file, place[0], f"line {line}", place[1]))
    return planted


# The document, line by line


def _lines(children: Iterable[Element], year: int) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """Yield every line, with the record's element and the rule where something in it is wrong on purpose."""
    yield '<?xml version="1.0" encoding="utf-8"?>', None
    yield "<Message>", None
    yield from _written(_header(year), 1, "")
    yield "  <Children>", None
    for child in children:
        yield from _written(child, 2, "")
    yield "  </Children>", None
    yield "</Message>", None


RECORDS = {"Child", "CINdetails", "Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "Reviews"}


def _written(element: Element, depth: int, record: str) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """Yield the lines of an element that stands inside a record."""
    margin = "  " * depth
    record = element.name if element.name in RECORDS else record
    if element.inside:
        yield f"{margin}<{element.name}>", (record, element.rule) if element.rule else None
        for one in element.inside:
            yield from _written(one, depth + 1, record)
        yield f"{margin}</{element.name}>", None
    else:
        text = f"{margin}<{element.name}>{escape(element.text)}</{element.name}>"
        yield text, (record, element.rule) if element.rule else None


def _header(year: int) -> Element:
    collection = _texts("CollectionDetails", Collection="CIN", Year=year + 1, ReferenceDate=date(year + 1, 3, 31))
    source = _texts(
        "Source", SourceLevel="L", LEA=COUNCIL_CODE, SoftwareCode="xlperf sample", Release="1", SerialNo="001"
    )
    source.inside.append(Element("DateTime", f"{year + 1}-05-15T09:00:00"))
    return Element("Header", inside=[collection, source])


def _texts(name: str, **values: object) -> Element:
    """Return an element with one element for every value that is there, in this order."""
    inside = [Element(key, str(value)) for key, value in values.items() if value is not None and value != ""]
    return Element(name, inside=inside)


# What is said of a child


def _in_census(referral: Referral, first: date) -> bool:
    """Say whether a case belongs to the census of a year: open in it, or referred in it without further action."""
    if referral.no_further_action:
        return referral.referred >= first
    return referral.closed is None or referral.closed >= first


def _identifiers(child: Child, census: int) -> Element:
    sex = {"Sex": child.sex} if census >= SEX_SINCE else {"GenderCurrent": {"M": "1", "F": "2"}[child.sex]}
    return _texts("ChildIdentifiers", LAchildID=child.identifier, UPN=child.upn, PersonBirthDate=child.born, **sex)


def _characteristics(child: Child) -> Element:
    result = _texts("ChildCharacteristics", Ethnicity=child.ethnicity)
    result.inside.append(_texts("Disabilities", Disability=child.disability))
    return result


def _case(referral: Referral, first: date) -> Element:
    """Return a referral with what happened in the year, and the plans that were open in it."""
    nothing = referral.no_further_action
    case = _texts(
        "CINdetails",
        CINreferralDate=referral.referred,
        ReferralSource=referral.source,
        PrimaryNeedCode=None if nothing else referral.need,
        CINclosureDate=None if nothing else referral.closed,
        ReasonForClosure=None if nothing else referral.reason_closed,
    )
    if nothing:
        case.inside.append(Element("ReferralNFA", "true"))
        return case
    for one in referral.assessments:
        if one.authorised is None or one.authorised >= first:
            case.inside.append(
                _texts(
                    "Assessments",
                    AssessmentActualStartDate=one.started,
                    AssessmentAuthorisationDate=one.authorised,
                )
            )
    plan = referral.in_need_plan
    if plan is not None and (plan.ended is None or plan.ended >= first):
        case.inside.append(_texts("CINPlanDates", CINPlanStartDate=plan.started, CINPlanEndDate=plan.ended))
    for enquiry in referral.enquiries:
        needed = enquiry.conference_required
        to_come = needed and enquiry.conference is None
        if (enquiry.conference or enquiry.strategy_discussion) < first and not to_come:
            continue
        case.inside.append(
            _texts(
                "Section47",
                S47ActualStartDate=enquiry.strategy_discussion,
                InitialCPCtarget=working_days_after(enquiry.strategy_discussion, CONFERENCE_WITHIN) if needed else None,
                DateOfInitialCPC=enquiry.conference,
                ICPCnotRequired="false" if needed else "true",
            )
        )
    case.inside.append(Element("ReferralNFA", "false"))
    case.inside += [_plan(one) for one in referral.plans if one.ended is None or one.ended >= first]
    return case


def _plan(plan: Plan) -> Element:
    """Return a plan with all its reviews up to now, those of years before included."""
    result = _texts(
        "ChildProtectionPlans",
        CPPstartDate=plan.started,
        CPPendDate=plan.ended,
        InitialCategoryOfAbuse=plan.initial_category,
        LatestCategoryOfAbuse=plan.latest_category,
        NumberOfPreviousCPP=plan.previous_plans,
    )
    result.inside += [_texts("Reviews", CPPreviewDate=held) for held in plan.reviews]
    return result
