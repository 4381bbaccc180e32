"""A CIN census as its XML holds it: the header, and records by kind with the line that each stands in.

Which elements there are and how they nest is written here once (`MESSAGE`; sources: the Department for Education's
children in need census, technical specifications of 2021/22 to 2025/26). What they mean to xlperf, and how their
values are read, says `catalogue/returns/cin_2022.toml`.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from xlperf.problem import Problem

BETWEEN_VALUES = "\n"
"""Stands between the values of an element that a record has several times; no such value holds one itself."""


class Sort(Enum):
    """What an element is to the reader."""

    GROUP = auto()  # holds others and means nothing itself
    RECORD = auto()  # one record; its values are those of the fields inside, groups between them or not
    FIELD = auto()  # a value of the record around it
    VALUES = auto()  # one of several values of the record around it, kept in one text
    VALUE_RECORD = auto()  # a record that is one value
    PASSED_OVER = auto()  # known, and not needed: nothing of it is kept


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the census: its name, what it is, and what may stand inside. `kind` names a record's list."""

    name: str
    sort: Sort
    inside: Mapping[str, Element] = field(default_factory=dict)  # by name, lower case
    kind: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CensusRecords:
    """
    All records of one kind, column by column; its `repr` shows the size, never a value.

    `lines` are those of the opening tags. `around` gives the place of the record around each in the list of its own
    kind. `values` holds every element's texts, None where there is none, and `value_lines` the lines they stand in.
    """

    kind: str  # "ChildProtectionPlans"
    lines: Sequence[int] = field(repr=False)
    around: Sequence[int] = field(repr=False)
    values: Mapping[str, Sequence[str | None]] = field(repr=False)
    value_lines: Mapping[str, Sequence[int]] = field(repr=False)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.lines)

    def __repr__(self) -> str:
        """Return kind and size; never a value."""
        return f"CensusRecords({self.kind!r}, {len(self)} records)"


@dataclass(frozen=True, slots=True, eq=False)
class CensusDocument:
    """A census that was read: its header's values and their lines by element, its records by kind, what was found."""

    file: str
    header: Mapping[str, str] = field(repr=False)
    header_lines: Mapping[str, int] = field(repr=False)
    records: Mapping[str, CensusRecords] = field(repr=False)
    problems: tuple[Problem, ...] = field(default=(), repr=False)


@dataclass(slots=True, eq=False)
class GrowingRecords:
    """Records of one kind while they are read: a few bytes a value, texts that come again kept once."""

    kind: str
    names: tuple[str, ...]
    lines: array[int] = field(default_factory=lambda: array("i"))
    around: array[int] = field(default_factory=lambda: array("i"))
    values: dict[str, list[str | None]] = field(default_factory=dict)
    value_lines: dict[str, array[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make an empty column for every element."""
        self.values = {name: [] for name in self.names}
        self.value_lines = {name: array("i") for name in self.names}

    def add(self, line: int, around: int) -> int:
        """Begin a record without values; return its place."""
        self.lines.append(line)
        self.around.append(around)
        for name in self.names:
            self.values[name].append(None)
            self.value_lines[name].append(0)
        return len(self.lines) - 1

    def finished(self) -> CensusRecords:
        """Return the records as they are handed on."""
        return CensusRecords(self.kind, self.lines, self.around, self.values, self.value_lines)


def fields_of(record: Element) -> tuple[str, ...]:
    """Return the names of the elements that give a record its values, those inside groups included."""
    if record.sort is Sort.VALUE_RECORD:
        return (record.name,)
    found: list[str] = []
    for element in record.inside.values():
        if element.sort is Sort.GROUP:
            found += fields_of(element)
        elif element.sort in (Sort.FIELD, Sort.VALUES):
            found.append(element.name)
    return tuple(found)


def records_in(element: Element) -> list[Element]:
    """Return every kind of record inside an element, the outer ones first."""
    found = [element] if element.sort in (Sort.RECORD, Sort.VALUE_RECORD) else []
    for inside in element.inside.values():
        found += records_in(inside)
    return found


def _holding(name: str, sort: Sort, *inside: Element) -> Element:
    by_name = {element.name.casefold(): element for element in inside}
    return Element(name, sort, by_name, name if sort is Sort.RECORD else "")


def _fields(*names: str) -> tuple[Element, ...]:
    return tuple(Element(name, Sort.FIELD) for name in names)


def _passed_over(*names: str) -> tuple[Element, ...]:
    return tuple(Element(name, Sort.PASSED_OVER) for name in names)


_PLANS = _holding(
    "ChildProtectionPlans",
    Sort.RECORD,
    *_fields("CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP"),
    *_passed_over("CPPID"),
    # One Reviews with every date inside, or one Reviews a date: both are written.
    _holding("Reviews", Sort.GROUP, Element("CPPreviewDate", Sort.VALUE_RECORD, kind="Reviews")),
)

_CASE = _holding(
    "CINdetails",
    Sort.RECORD,
    *_fields("CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure"),
    *_fields("DateOfInitialCPC", "ReferralNFA"),
    *_passed_over("CINdetailsID", "PreProceedings", "PreProceedingsandFGDM"),
    _holding(
        "Assessments",
        Sort.RECORD,
        *_fields("AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate"),
        *_passed_over("FactorsIdentifiedAtAssessment"),
    ),
    _holding("CINPlanDates", Sort.RECORD, *_fields("CINPlanStartDate", "CINPlanEndDate")),
    _holding(
        "Section47",
        Sort.RECORD,
        *_fields("S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"),
    ),
    _PLANS,
)

CHILD = _holding(
    "Child",
    Sort.RECORD,
    _holding(
        "ChildIdentifiers",
        Sort.GROUP,
        # GenderCurrent until 2023/24, Sex since 2024/25. Pupil numbers are not needed, so they are not kept.
        *_fields("LAchildID", "PersonBirthDate", "ExpectedPersonBirthDate", "GenderCurrent", "Sex"),
        *_passed_over("UPN", "FormerUPN", "UPNunknown", "PersonDeathDate"),
    ),
    _holding(
        "ChildCharacteristics",
        Sort.GROUP,
        *_fields("Ethnicity"),
        _holding("Disabilities", Sort.GROUP, Element("Disability", Sort.VALUES)),
    ),
    _CASE,
)

HEADER = _holding(
    "Header",
    Sort.GROUP,
    _holding("CollectionDetails", Sort.GROUP, *_fields("Collection", "Year", "ReferenceDate")),
    _holding(
        "Source",
        Sort.GROUP,
        *_fields("SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime"),
    ),
    *_passed_over("Content"),
)

MESSAGE = _holding("Message", Sort.GROUP, HEADER, _holding("Children", Sort.GROUP, CHILD))
"""The outermost element and all that may stand in it."""
