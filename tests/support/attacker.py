"""Somebody who wants to know what a published report withholds, and has nothing but the report.

Nothing here is taken from the program: the numbers are read from the package, and what they say of those that are not
there is found by elimination (exact fractions) and by narrowing bounds, where the program uses shortest paths.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from tests.support.packages import Package, RawCell

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
Spot = tuple[str, int, int, int]  # what, year, first month, after the last month
HIDDEN = "[c]"


@dataclass(frozen=True)
class Sum:
    """The sum of some unknowns, and what it is where that is published; a withheld one is at least 1."""

    of: frozenset[str]
    number: int | None


def possible(sums: Sequence[Sum], whole: frozenset[str]) -> tuple[float, float]:
    """Return between which numbers a sum of unknowns lies, by narrowing bounds over every sum and every difference."""
    known = _closure({one.of: one.number for one in sums if one.number is not None})
    if whole in known:
        return known[whole], known[whole]
    if (exact := _by_elimination(known, whole)) is not None:
        return float(exact), float(exact)
    names = sorted(set().union(*(one.of for one in sums), whole))
    least = dict.fromkeys(names, 0.0)
    most = dict.fromkeys(names, math.inf)
    at_least = {one.of: 1.0 for one in sums if one.number is None}
    for _ in range(3 * len(names) + 3):
        before = dict(least), dict(most)
        for of, number in known.items():
            for name in of:
                others = of - {name}
                most[name] = min(most[name], number - sum(least[other] for other in others))
                least[name] = max(least[name], number - sum(most[other] for other in others))
        for of, number in at_least.items():
            for name in of:
                least[name] = max(least[name], number - sum(most[other] for other in of - {name}))
        if (least, most) == before:
            break
    low = max(sum(least[name] for name in whole), 1.0 if whole in at_least else 0.0)
    high = sum(most[name] for name in whole)
    for of, number in known.items():  # a part is at most the whole that it is in, less what else must be there
        if whole < of:
            high = min(high, number - max(sum(least[name] for name in of - whole), *_required(of - whole, at_least)))
        if of < whole:
            low = max(low, number)
    return low, high


def _required(rest: frozenset[str], at_least: Mapping[frozenset[str], float]) -> list[float]:
    return [0.0, *(1.0 for of in at_least if of <= rest)]


def _closure(known: Mapping[frozenset[str], int]) -> dict[frozenset[str], int]:
    """Return the known sums with every difference and every union without overlap that follows, up to a good many."""
    found = dict(known)
    while len(found) < 80:
        new = {}
        for (one, number), (other, less) in product(found.items(), repeat=2):
            if other < one and one - other not in found:
                new[one - other] = number - less
            elif not one & other and one and other and len(one | other) <= 12 and one | other not in found:
                new[one | other] = number + less
        if not new:
            break
        found |= new
    return found


def _by_elimination(known: Mapping[frozenset[str], int], whole: frozenset[str]) -> Fraction | None:
    """Return what the sum must be when it is a combination of known ones (Gauss), else None."""
    names = sorted(set().union(whole, *known))
    rows = [[Fraction(name in of) for name in names] + [Fraction(number)] for of, number in known.items()]
    target = [Fraction(name in whole) for name in names] + [Fraction(0)]
    for column in range(len(names)):
        pivot = next((row for row in rows if row[column] and not any(row[:column])), None)
        if pivot is None:
            continue
        rows = [row if row is pivot else _without(row, pivot, column) for row in rows]
        target = _without(target, pivot, column)
    return None if any(target[:-1]) else -target[-1]


def _without(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    times = row[column] / pivot[column]
    return [mine - times * theirs for mine, theirs in zip(row, pivot, strict=True)] if times else row


# What the package says


@dataclass(frozen=True)
class Printed:
    """One row of the figures sheet: what it says of numerator, denominator and value; None for what it does not."""

    code: str
    period: str
    numerator: int | None
    denominator: int | None
    value: float | None
    withheld: bool


def figures_in(package: Package, per: Mapping[str, float] | None = None) -> list[Printed]:
    """
    Return the rows of the figures sheet, with what follows for each by itself.

    Two of value, numerator and denominator give the third; a rate gives its numerator with the population, which
    anybody may know: `per` says by code what the rate is per.
    """
    found = []
    for row in _rows(package, "Figures", "Numerator"):
        if "forecast" in row["Period"].text or ", " in row["Period"].text:
            continue
        above, below, value = (_number(row.get(name)) for name in ("Numerator", "Denominator", "Value"))
        withheld = any(row.get(name) and row[name].text == HIDDEN for name in ("Numerator", "Denominator", "Value"))
        times = (per or {}).get(row["Code"].text, 1.0)
        if above is None and value is not None and below is not None:
            above = value * below / times
        if above is None and value is not None and below is None and not withheld and value != 0:
            above = value  # a number without counts
        if below is None and value and above is not None and times == 1.0 and above != value:
            below = above / value
        counts = (None if one is None else round(one) for one in (above, below))
        found.append(Printed(row["Code"].text, row["Period"].text, *counts, value, withheld))
    return found


def breakdowns_in(package: Package) -> dict[tuple[str, str], dict[str, int | None]]:
    """Return the numbers of each breakdown by category, those not shown as None, with the whole as "All"."""
    found: dict[tuple[str, str], dict[str, int | None]] = {}
    for row in _rows(package, "Breakdowns", "Number"):
        table = found.setdefault((row["Of"].text, row["Breakdown"].text), {})
        number = _number(row.get("Number"))
        share, whole = _number(row.get("Share")), table.get("All")
        if number is None and share is not None and whole is not None:
            number = share * whole
        table[row["Category"].text] = None if number is None else round(number)
    return found


def _rows(package: Package, sheet: str, heading: str) -> list[dict[str, RawCell]]:
    if sheet not in package.sheet_names:
        return []
    rows: dict[int, dict[str, RawCell]] = {}
    for name, cell in package.cells(sheet).items():
        place = re.fullmatch(r"([A-Z]+)(\d+)", name)
        assert place is not None
        if cell.text:
            rows.setdefault(int(place[2]), {})[place[1]] = cell
    start = min(number for number, row in rows.items() if any(cell.text == heading for cell in row.values()))
    headings = {column: cell.text for column, cell in rows[start].items()}
    below = [row for number, row in sorted(rows.items()) if number > start]
    return [{headings[column]: cell for column, cell in row.items() if column in headings} for row in below]


def _number(cell: RawCell | None) -> float | None:
    if cell is None or cell.type in ("s", "str"):
        return None
    return float(cell.text)


# What the figures are sums of


def spot_of(code: str, period: str) -> Spot | None:
    """Return which months of which year a period's heading means; None for what is no part of one year."""
    if found := re.fullmatch(r"(\d{4})/\d\d", period):
        return code, int(found[1]), 0, 12
    if found := re.fullmatch(r"(\d{4})/\d\d Q([1-4])", period):
        return code, int(found[1]), 3 * int(found[2]) - 3, 3 * int(found[2])
    if found := re.fullmatch(r"(\d{4})/\d\d to ([A-Z][a-z]{2}) \d{4}", period):
        return code, int(found[1]), 0, MONTHS.index(found[2]) + 1
    if found := re.fullmatch(r"([A-Z][a-z]{2}) (\d{4})", period):
        month = MONTHS.index(found[1])
        return code, int(found[2]) - (month > 8), month, month + 1
    return None


def sums_of(numbers: Iterable[tuple[Spot, int | None]]) -> dict[tuple[str, int], list[Sum]]:
    """Return the sums over months, by what they count and the year."""
    found: dict[tuple[str, int], list[Sum]] = {}
    for (what, year, first, last), number in numbers:
        found.setdefault((what, year), []).append(Sum(frozenset(MONTHS[first:last]), number))
    return found


def recovered(package: Package, flows: Iterable[str], per: Mapping[str, float] | None = None) -> dict[Spot, int]:
    """Return every withheld count of these codes (events that add up over months) that the report gives away."""
    wanted = set(flows)
    numbers: dict[Spot, int | None] = {}
    for row in figures_in(package, per):
        spot = spot_of(row.code, row.period)
        if row.code not in wanted or spot is None or (row.numerator is None and not row.withheld):
            continue
        numbers[spot] = row.numerator
        numbers[f"out of {row.code}", *spot[1:]] = row.denominator
    by_year = sums_of(numbers.items())
    found: dict[Spot, int] = {}
    for spot, number in numbers.items():
        if number is None:
            what, year, first, last = spot
            low, high = possible(by_year[what, year], frozenset(MONTHS[first:last]))
            if low == high:
                found[spot] = int(low)
    return found


def recovered_categories(package: Package) -> dict[tuple[str, str, str], int]:
    """Return every withheld category of a breakdown that the report gives away."""
    tables = breakdowns_in(package)
    wholes = {of: table["All"] for (of, _), table in tables.items() if table.get("All") is not None}
    found = {}
    for (of, by), table in tables.items():
        parts = {name: number for name, number in table.items() if name != "All"}
        sums = [Sum(frozenset([name]), number) for name, number in parts.items()]
        if of in wholes:
            sums.append(Sum(frozenset(parts), wholes[of]))
        for name, number in parts.items():
            if number is None:
                low, high = possible(sums, frozenset([name]))
                if low == high:
                    found[of, by, name] = int(low)
    return found
