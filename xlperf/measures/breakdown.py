"""Who stands behind a number: children on a plan or looked after, by category of abuse, gender, age, ethnicity, length.

The categories of a breakdown add up to the whole: who fits none of them, because nothing is recorded or nothing that
says, stands under "Not recorded". Each category is a count with its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.errors import DefinitionError, did_you_mean
from xlperf.figure import Count
from xlperf.measures import groups
from xlperf.measures.bands import ages, lengths
from xlperf.measures.care_records import care_records
from xlperf.measures.child_facts import age_in_years, of_the_child
from xlperf.measures.child_protection import cp_plans_at
from xlperf.measures.looked_after import children_looked_after
from xlperf.measures.plan_index import plan_index
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.returns.child_level.table import NO_DATE, Positions, Table, Tables, day_number

NOT_RECORDED = "Not recorded"
UNBORN = "Unborn"

CATEGORY, GENDER, AGE = "category of abuse", "gender", "age"
ETHNICITY, ETHNIC_GROUP, LENGTH = "ethnicity", "ethnic group", "length"
BREAKDOWNS = (CATEGORY, GENDER, AGE, ETHNICITY, ETHNIC_GROUP, LENGTH)
"""By what can be broken down. Children looked after have no category of abuse."""

AGES = "1, 5, 10, 16"
"""The ages at which bands begin, as the Department for Education prints them: under 1, 1 to 4, … 16 and over."""

LENGTHS = "3 months, 6 months, 1 year, 2 years"
"""Where the bands of length end, as in the Department for Education's table of plans by duration (D7)."""

_COLUMNS = {CATEGORY: "latest_category", GENDER: "gender", ETHNICITY: "ethnicity", ETHNIC_GROUP: "ethnicity"}
_NAMES: Mapping[str, Mapping[str, str]] = {
    CATEGORY: groups.CATEGORIES_OF_ABUSE,
    GENDER: groups.GENDERS,
    ETHNICITY: groups.ETHNICITIES,
    ETHNIC_GROUP: groups.ETHNIC_GROUPS,
}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """
    A whole and its categories, in the order in which they are shown, "Not recorded" last.

    `notes` says why nothing is broken down where the return does not hold what it would take; then there are no parts.
    """

    by: str
    whole: Count
    parts: Mapping[str, Count]
    notes: tuple[str, ...] = ()


def plans_by(
    tables: Tables,
    period: Period,
    by: str,
    *,
    age_bands: str = AGES,
    length_bands: str = LENGTHS,
    end_day_counts: bool = False,
) -> Breakdown:
    """
    Return the children on a plan at the end of the period's last day (`cp_plans_at`), broken down.

    The category of abuse is the latest one. Length is from the start of the plan (of a child with two open plans: the
    one that began first) to the day, both counted; two years begin with the 730th day, as for NI 64. `age_bands` gives
    the ages at which bands begin ("6": 0 to 5, 6 and over), `length_bands` where those of length end ("1 year").
    """
    whole = cp_plans_at(tables, period, end_day_counts)
    index = plan_index(tables)
    if index is None:
        return Breakdown(_known(by), whole, {}, whole.notes)
    day = day_number(period.last_day)
    table, positions = tables["plans"], index.positions_at(day, end_day_counts)
    those = _Those(table, positions, table.columns["started"][positions], day)
    return _broken_down(tables, those, whole, by, age_bands, length_bands)


def children_looked_after_by(
    tables: Tables, period: Period, by: str, *, age_bands: str = AGES, length_bands: str = LENGTHS
) -> Breakdown:
    """
    Return the children looked after at the end of the period's last day (`children_looked_after`), broken down.

    Length is the time in care without a break, to the day.
    """
    whole = children_looked_after(tables, period)
    found = care_records(tables)
    if found is None:
        return Breakdown(_known(by), whole, {}, whole.notes)
    table, care = found
    day = day_number(period.last_day)
    places = care.places_at(day)
    those = _Those(table, care.positions[places], care.stretch_starts[care.stretches[places]], day)
    return _broken_down(tables, those, whole, by, age_bands, length_bands)


@dataclass(frozen=True, slots=True)
class _Those:
    """The records behind the whole, one a child, with the day on which each plan or time of care began."""

    table: Table
    positions: Positions
    starts: NDArray[Any]
    day: int


def _broken_down(tables: Tables, those: _Those, whole: Count, by: str, age_bands: str, length_bands: str) -> Breakdown:
    if _known(by) == LENGTH:
        return _parts(by, whole, those, *lengths(those.starts, those.day, length_bands))
    key = "date_of_birth" if by == AGE else _COLUMNS[by]
    column = of_the_child(tables, those.table, key)
    if column is None:
        return Breakdown(by, whole, {}, (f"The return does not say the {key.replace('_', ' ')}.",))
    if by == AGE:
        return _parts(by, whole, those, *_age_bands(column[those.positions], those.day, age_bands))
    category_of = _NAMES[by]
    names = tuple(dict.fromkeys(category_of.values()))
    places = {code: names.index(name) for code, name in category_of.items()}
    bands = np.array([places.get(code, -1) for code in column[those.positions].tolist()], dtype=np.int64)
    return _parts(by, whole, those, names, bands)


def _age_bands(births: NDArray[Any], day: int, written: str) -> tuple[tuple[str, ...], Positions]:
    """Return the bands of age by name, and that of each child by number; -1 where nobody knows when it was born."""
    names, bands = ages(age_in_years(births, day), written)
    unborn = births > day
    if not unborn.any():
        return names, np.where(births > NO_DATE, bands, -1)
    return (UNBORN, *names), np.where(births > NO_DATE, np.where(unborn, 0, bands + 1), -1)


def _parts(by: str, whole: Count, those: _Those, names: Sequence[str], bands: Positions) -> Breakdown:
    """Return the records of each band as a count; what is in none (-1) is not recorded."""
    numbered = [*enumerate(names), (-1, NOT_RECORDED)]
    return Breakdown(by, whole, {name: _count(those.table, those.positions[bands == band]) for band, name in numbered})


def _count(table: Table, positions: Positions) -> Count:
    return Count(float(len(positions)), CountedRows(table, len(positions), lambda: positions))


def _known(by: str) -> str:
    if by not in BREAKDOWNS:
        raise DefinitionError(
            f'There is no breakdown by "{by}".{did_you_mean(by, BREAKDOWNS)} There are {", ".join(BREAKDOWNS)}.'
        )
    return by
