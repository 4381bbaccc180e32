"""Small made-up tables in the form in which the departments publish theirs: invented councils, invented numbers."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

PLACE = ("country_code", "country_name", "region_code", "region_name", "old_la_code", "new_la_code", "la_name")
TIME = ("time_period", "time_identifier", "geographic_level")
D1 = (*TIME, *PLACE, "category", "CPP_start", "CPP_At31", "CPP_At31_rate")
D3 = (*TIME, *PLACE, "CPP_start", "CPP_subsequent", "CPP_subsequent_percent")
ESTIMATES = (*TIME, *PLACE, "age_group", "population_estimate")
ALL_PLANS = "Child Protection Plans"
ALL_CHILDREN = "Children aged 0 to 17 years"
BYTE_ORDER_MARK = "\ufeff"


class Council(NamedTuple):
    """An invented council: name, number of the Department for Education, code, region."""

    name: str
    number: str
    code: str
    region: str = "E12000004"


NORTHBROOK = Council("Northbrook", "701", "E06000701")
ASHMERE = Council("Ashmere", "702", "E06000702")
DUNMOOR = Council("Dunmoor", "703", "E06000703")
FERNHAVEN = Council("Fernhaven", "704", "E06000704", "E12000009")
KESTREL_OLD = Council("Kestrelford", "705", "E10000705", "E12000009")
KESTREL_NEW = Council("Kestrelford", "706", "E06000706", "E12000009")
CRANMOOR = Council("Cranmoor", "707", "E10000707")
CRANMOOR_RECODED = Council("Cranmoor", "707", "E06000707")
REGIONS = {"E12000004": "East Midlands", "E12000009": "South West"}
ENGLAND = ("E92000001", "England", "", "", "", "", "")


def place(council: Council) -> tuple[str, ...]:
    """Return the cells that say which authority a row is about."""
    return (
        *ENGLAND[:2],
        council.region,
        REGIONS[council.region],
        council.number,
        council.code,
        council.name,
    )


def region(code: str) -> tuple[str, ...]:
    """Return the cells that say which region a row is about."""
    return (*ENGLAND[:2], code, REGIONS[code], "", "", "")


def write_csv(path: Path, headings: Sequence[str], rows: Sequence[Sequence[object]], mark: str = "") -> Path:
    """Write a table, with a byte-order mark or without."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(mark)
        csv.writer(file).writerows([headings, *rows])
    return path


def plans(year: str, of: Council | str, number: object, rate: object, category: str = ALL_PLANS) -> tuple[object, ...]:
    """Return a row of table D1; `of` is a council, the code of a region, or "England"."""
    level, where = _level(of)
    return (year, "Reporting year", level, *where, category, 50, number, rate)


def children(year: str, of: Council | str, number: object, ages: str = ALL_CHILDREN) -> tuple[object, ...]:
    """Return a row of the population estimates."""
    level, where = _level(of)
    return (year, "Reporting year", level, *where, ages, number)


def _level(of: Council | str) -> tuple[str, tuple[str, ...]]:
    if isinstance(of, Council):
        return "Local authority", place(of)
    return ("National", ENGLAND) if of == "England" else ("Regional", region(of))


def write_neighbours(path: Path, groups: Sequence[tuple[Council, Sequence[Council]]]) -> Path:
    """Write a table of statistical neighbours; a group with fewer than ten is filled up with invented numbers."""
    headings = ["LA num", "LA Name", "LA number", "GOInd", "GOReg"]
    headings += [text for number in range(1, 11) for text in (f"SN{number}", "SNP")]
    rows: list[list[object]] = []
    for council, members in groups:
        numbers = [*(one.number for one in members), *map(str, range(801, 811))][:10]
        cells = [cell for number in numbers for cell in (number, "Close")]
        rows.append([council.number, council.name, council.number, 1, "East Midlands", *cells, ""])
    return write_csv(path, [*headings, ""], rows, BYTE_ORDER_MARK)


def write_idaci(path: Path, shares: Sequence[tuple[Council, float]]) -> Path:
    """Write a workbook like the upper-tier summaries: a sheet of another domain, and the sheet IDACI."""
    book = Workbook()
    first, second = book.active, book.create_sheet("IDACI")
    first.title = "Income"
    where = [f"Upper Tier Local Authority District {what} (2019)" for what in ("code", "name")]
    for sheet, domain in ((first, "Income"), (second, "IDACI")):
        sheet.append([*where, f"{domain} - Average rank ", f"{domain} - Average score "])
        for rank, (council, share) in enumerate(shares, start=1):
            sheet.append([council.code, council.name, rank, share if sheet is second else 0.5])
    book.save(path)
    return path
