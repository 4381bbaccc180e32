"""What the header of a census says: the day up to which it speaks, and the authority it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xlperf.period import financial_year_start
from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.dates import date_of_text
from xlperf.returns.child_level.returned import in_words
from xlperf.returns.cin.records import TIME_ZONE
from xlperf.workbook.census_document import CensusDocument

LA_CODE = re.compile(r"\d{3}|E\d{8}", re.ASCII)
YEAR = re.compile(r"20\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CensusHeader:
    """The reference date (None when nobody can say), the authority's code ("" when it is not stated), what is wrong."""

    reference: date | None
    la_code: str
    problems: tuple[Problem, ...]

    @property
    def covers(self) -> tuple[date, date] | None:
        """The days that the census speaks for: from 1 April before the reference date up to it."""
        if self.reference is None:
            return None
        return date(financial_year_start(self.reference), 4, 1), self.reference


def read_header(document: CensusDocument) -> CensusHeader:
    """Return what the header says. Without a readable ReferenceDate, 31 March of its Year is taken."""
    stated = date_of_text(TIME_ZONE.sub("", document.header.get("ReferenceDate", "")))
    year = document.header.get("Year", "")
    of_year = date(int(year), 3, 31) if YEAR.fullmatch(year) else None
    la_code = document.header.get("LEA", "")
    known = la_code if LA_CODE.fullmatch(la_code) else ""
    problems = [*_about_the_date(document, stated, of_year), *_about_the_authority(document, known)]
    return CensusHeader(stated or of_year, known, tuple(problems))


def _about_the_date(document: CensusDocument, stated: date | None, of_year: date | None) -> Iterator[Problem]:
    if stated is not None:
        if (stated.month, stated.day) != (3, 31):
            first = date(financial_year_start(stated), 4, 1)
            message = (
                f"The ReferenceDate is {in_words(stated)}, but the census is as at 31 March. It is taken to cover "
                f"{in_words(first)} to {in_words(stated)}; correct the date."
            )
            yield _problem(document, "ReferenceDate", Severity.WARNING, message, "reference date")
        return
    found = "is not a date" if "ReferenceDate" in document.header else "is missing"
    if of_year is not None:
        message = f"The ReferenceDate {found}. By its Year the census is as at {in_words(of_year)}."
        yield _problem(document, "ReferenceDate", Severity.WARNING, message, "reference date")
    else:
        message = (
            f"The ReferenceDate {found}, and no Year stands in for it, so nobody can say which period the census is of "
            "until one is put in (2022-03-31)."
        )
        yield _problem(document, "ReferenceDate", Severity.ERROR, message, "reference date")


def _about_the_authority(document: CensusDocument, la_code: str) -> Iterator[Problem]:
    if not la_code:
        found = "is no code of an authority" if "LEA" in document.header else "is missing"
        message = f"The LEA {found} (three digits are expected), so the authority has to be named with --area."
        yield _problem(document, "LEA", Severity.NOTE, message, "authority not stated")


def _problem(document: CensusDocument, element: str, severity: Severity, message: str, rule: str) -> Problem:
    line = document.header_lines.get(element)
    return Problem(severity, message, document.file, "Header", f"line {line}" if line else "", rule)
