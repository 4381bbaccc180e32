"""SSDA903 as records: the tables of one financial year, from children as they were known when it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from xlperf.definitions.returns import ReturnDefinition
from xlperf.made_up.chance import age_on, birthday, months_after
from xlperf.made_up.leavers import is_care_leaver
from xlperf.made_up.names import COUNCIL_CODE
from xlperf.made_up.placements import NO_HOME
from xlperf.made_up.records import Record, Tables, date_of, value_of, write_table
from xlperf.made_up.world import CarePeriod, Child

TABLES = (
    *("children", "episodes", "looked_after_reviews", "uasc", "oc2", "oc3", "adoption", "placed_for_adoption"),
    *("previous_permanence", "missing"),
)
LETTERS_SINCE = 2023
"""Since 2023/24 the sex is written M and F, before 1 and 2."""

CONVICTED_FROM, QUESTIONNAIRE_FROM, QUESTIONNAIRE_TO, CHECKED_UNDER = 10, 4, 16, 5
LEAVERS_FROM, LEAVERS_TO = 17, 21


def ssda903_tables(children: Iterable[Child], year: int) -> Tables:
    """Return the records of every table by its key, of the financial year that starts in `year`."""
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    tables: Tables = {key: [] for key in TABLES}
    for child in children:
        periods = [one for one in child.care if one.ended is None or one.ended >= first]
        leaver = _leaver(child, first, last)
        if not periods and not leaver:
            continue
        tables["children"].append(_header(child, year))
        tables["oc3"] += leaver
        for period in periods:
            tables["episodes"] += _episodes(child, period, first)
            tables["looked_after_reviews"] += [
                _who(child) | {"reviewed": one.day, "review_code": one.code}
                for one in period.reviews
                if one.day >= first
            ]
            tables["adoption"] += _adopted(child, period)
            tables["placed_for_adoption"] += _to_be_placed(child, period, first)
            tables["previous_permanence"] += _previous_permanence(child, period, first)
            tables["missing"] += [
                _who(child) | {"kind": one.kind, "started": one.started, "ended": one.ended}
                for one in period.missing
                if one.ended is None or one.ended >= first
            ]
        if periods and child.unaccompanied:
            tables["uasc"].append(
                _who(child) | {"gender": _sex(child, year), "status_ceased": birthday(child.born, 18)}
            )
        tables["oc2"] += _health(child, periods, last)
    return tables


def write_ssda903(definition: ReturnDefinition, tables: Tables, year_text: str, folder: Path) -> list[Path]:
    """Write every table that has records as a csv file named for table and year; return the files."""
    written = []
    for key in TABLES:
        if tables[key]:
            path = folder / file_name(key, year_text)
            write_table(definition.table(key), tables[key], path)
            written.append(path)
    return written


class OfOneYear:
    """
    Says which records no other year's files hold, so that a mistake in one is not put right by the year after.

    What stands in every year of a child (header, unaccompanied, to be placed) belongs to one year where the child does.
    An episode and a time of being missing belong to the year in which they began and ended.
    """

    def __init__(self, by_year: Sequence[Tables], years: Sequence[int]) -> None:
        """Take the tables of all years."""
        often = Counter(value_of(record, "child") for tables in by_year for record in tables["children"])
        self._in_several = {child for child, times in often.items() if times > 1}
        self._first = {year: date(year, 4, 1) for year in years}

    def __call__(self, year: int, table: str, record: Record) -> bool:
        """Say whether a record of a year's table is in that year's files alone."""
        if table in ("children", "uasc", "placed_for_adoption"):
            return value_of(record, "child") not in self._in_several
        if table in ("episodes", "missing"):
            started, ended = date_of(record, "started"), date_of(record, "ended")
            return started is not None and started >= self._first[year] and ended is not None
        return True


def file_name(key: str, year_text: str) -> str:
    """Return the name of a table's file: the year is part of it, so that a problem found in it has one place."""
    return f"{FILE_NAMES.get(key, key)}_{year_text}.csv"


FILE_NAMES = {"children": "header", "looked_after_reviews": "reviews", "adoption": "ad1"}


def _who(child: Child) -> Record:
    return {"child": child.identifier, "date_of_birth": child.born}


def _sex(child: Child, year: int) -> str:
    return child.sex if year >= LETTERS_SINCE else {"M": "1", "F": "2"}[child.sex]


def _header(child: Child, year: int) -> Record:
    own: Record = {"gender": _sex(child, year), "ethnicity": child.ethnicity, "upn": child.upn}
    # Only of girls of 12 or more is it asked whether they are mothers.
    own["mother"] = "0" if child.sex == "F" and age_on(child.born, date(year + 1, 3, 31)) >= 12 else None
    return _who(child) | own


def _episodes(child: Child, period: CarePeriod, first: date) -> Iterator[Record]:
    for one in period.episodes:
        if one.ended is None or one.ended >= first:
            yield {
                "child": child.identifier,
                "started": one.started,
                "reason_started": one.reason_started,
                "legal_status": one.legal_status,
                "need": period.need,
                "placement": one.placement.code,
                "provider": None if one.placement.code.startswith("T") else one.placement.provider,
                "ended": one.ended,
                "reason_ended": one.reason_ended or None,
                "reason_place_change": one.reason_of_move or None,
                "home_postcode": f"ZZ{child.family % 98 + 1} {child.family % 9 + 1}ZZ",
                "placement_postcode": one.placement.postcode,
                "urn": one.placement.home if one.placement.home != NO_HOME else NO_HOME,
            }


def _adopted(child: Child, period: CarePeriod) -> Iterator[Record]:
    one = period.adoption
    if one is None or one.adopters is None or one.adopted is None or period.ended != one.adopted:
        return
    sexes = "".join(sex for _, sex in one.adopters.people)
    yield _who(child) | {
        "decided": one.decided,
        "matched": one.matched,
        "adopted_by_foster_carer": "1" if one.foster_carers else "0",
        "adopters": len(sexes),
        "adopters_gender": f"{sexes}1" if len(sexes) == 1 else sexes,
        "adopters_status": one.adopters.legal_status,
    }


def _to_be_placed(child: Child, period: CarePeriod, first: date) -> Iterator[Record]:
    """Yield the decision, in every year from the one in which it was made to the one in which it came to an end."""
    one = period.adoption
    if one is not None and (one.reversed is None or one.reversed >= first):
        yield _who(child) | {
            "decided": one.decided,
            "ceased": one.reversed,
            "reason_ceased": "RD1" if one.reversed else None,
        }


def _previous_permanence(child: Child, period: CarePeriod, first: date) -> Iterator[Record]:
    """Yield one record for a period that began in the year: some children had a permanent home before."""
    if period.started >= first and not period.short_breaks:
        had = child.identifier % 16 == 0 and age_on(child.born, period.started) >= 5
        ordered = f"zz/zz/{child.born.year + 3}" if had else None
        yield _who(child) | {
            "permanence": "P2" if had else "Z1",
            "authority": COUNCIL_CODE if had else None,
            "ordered": ordered,
        }


def _health(child: Child, periods: Sequence[CarePeriod], last: date) -> Iterator[Record]:
    """Yield what is asked of children who have been looked after for a year when it ends."""
    if not any(
        one.ended is None and not one.short_breaks and one.started <= months_after(last, -12) for one in periods
    ):
        return
    age, number = age_on(child.born, last), child.identifier
    asked = QUESTIONNAIRE_FROM <= age <= QUESTIONNAIRE_TO
    answered = asked and number % 5 > 0
    misuse = age >= CONVICTED_FROM and number % 25 == 0
    yield _who(child) | {
        "sdq_score": number % 33 if answered else None,
        "sdq_reason": None if answered else "SDQ2" if asked else "SDQ1",
        "convicted": "1" if age >= CONVICTED_FROM and number % 40 == 0 else "0",
        "health_check": ("1" if number % 11 else "0") if age < CHECKED_UNDER else None,
        "immunisations": "1" if number % 8 else "0",
        "teeth_check": "1" if number % 6 else "0",
        "health_assessment": "1" if number % 10 else "0",
        "substance_misuse": "1" if misuse else "0",
        "intervention_received": ("1" if number % 2 else "0") if misuse else None,
        "intervention_offered": ("0" if number % 2 else "1") if misuse else None,
    }


def _leaver(child: Child, first: date, last: date) -> list[Record]:
    """Return the record of a care leaver whose 17th to 21st birthday lies in the year; empty for anybody else."""
    age = age_on(child.born, last)
    gone = [one for one in child.care if one.ended is not None]
    if not LEAVERS_FROM <= age <= LEAVERS_TO or not first <= birthday(child.born, age) <= last or not gone:
        return []
    if any(one.ended is None for one in child.care) or not is_care_leaver(child):
        return []
    in_touch, number = child.identifier % 12 > 0, child.identifier + age
    return [
        _who(child)
        | {
            "in_touch": "YES" if in_touch else "NO",
            "activity": ("F2", "F5", "P1", "G5", "F4")[number % 5] if in_touch else "0",
            "accommodation": ("U1", "Z1", "B1", "D1", "T1", "K2")[number % 6] if in_touch else "0",
        }
    ]
