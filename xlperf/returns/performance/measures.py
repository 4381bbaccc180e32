"""The sheet Measures: laid over the catalogue, row by row, and the source of measures that only a council knows.

An empty cell leaves what the catalogue says. The unit and the counting always come from the catalogue; a different
unit in Measures is a problem, and the catalogue's stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Indicator, Timing, plain_code
from xlperf.errors import did_you_mean
from xlperf.figure import Unit
from xlperf.results.polarity import Polarity, UnknownPolarity
from xlperf.returns.headings import plain_heading
from xlperf.returns.marks import Unreadable, read_marked
from xlperf.returns.performance.codes import Codes, related_measures
from xlperf.returns.performance.records import ListedMeasure
from xlperf.returns.performance.table import Row, Table

UNITS: Mapping[str, Unit] = {
    **dict.fromkeys(("percent", "percentage", "per cent", "%"), "percent"),
    **dict.fromkeys(("rate", "rate per", "per"), "rate"),
    **dict.fromkeys(("count", "number", "counts"), "count"),
    **dict.fromkeys(("score", "points"), "score"),
}
"""How units are written; of a rate also "per 10,000"."""

USUAL_TIMING: Mapping[Unit, Timing] = {"percent": "flow", "count": "flow", "rate": "snapshot", "score": "annual"}
"""What is assumed of a measure that only Measures knows, when its row does not say."""

AS_WRITTEN = {"title": "title", "section": "section", "owner": "owner", "definition": "definition"}
"""Columns whose text goes into the indicator's field as it stands."""

ONLY_LISTED = (
    *("council_plan_indicators", "directorate", "portfolio", "scrutiny", "accountable_officer", "service_director"),
    *("numerator_label", "denominator_label", "source"),
)
"""Columns that no indicator of the catalogue has a field for."""

LEFT_AS_IT_WAS = "what the catalogue says stands"


def read_measures(
    tables: Iterable[Table], catalogue: Catalogue, latest: Mapping[str, date], last_day: date | None
) -> tuple[Codes, tuple[ListedMeasure, ...]]:
    """Return what the codes of the workbook stand for, and the rows of Measures in their order."""
    indicators = dict(catalogue.indicators)
    local: dict[str, str] = {}
    listed: list[ListedMeasure] = []
    first_rows: dict[str, Row] = {}
    for row in (row for table in tables for row in table.rows()):
        codes = Codes(catalogue, indicators, local, latest, last_day)
        code = row.needed("code", "the measure")
        if not code:
            continue
        if not plain_code(code):
            row.error(
                "code", f'"{code}" is no code: it has no letter or digit. The measure is left out.', "unknown measure"
            )
            continue
        known = codes.find(code) or catalogue.find(code)
        base = known or _made_from(row, code, codes)
        if base is None:
            continue
        if first := first_rows.get(base.id):
            where = f"{first.sheet}, {first.cell('code')}" if first.sheet != row.sheet else first.cell("code")
            row.error(
                "code", f'"{code}" is listed in {where} already. The first row stands; take one out.', "listed twice"
            )
            continue
        first_rows[base.id] = row
        if known:
            _check_unit(known, row)
        else:
            local[plain_code(code)] = base.id
        indicators[base.id] = _laid_over(base, row, catalogue)
        listed.append(_listed(row, code, base.id))
    return Codes(catalogue, indicators, local, latest, last_day), tuple(listed)


def _made_from(row: Row, code: str, codes: Codes) -> Indicator | None:
    """Return an indicator that only Measures knows; None, with a problem, when its row does not give the unit."""
    written = row.text("unit")
    unit, per = _unit(written)
    if unit is None:
        found = f'"{written}" is none' if written else "its row has none"
        message = (
            f"{codes.why_not(code).split(' Correct it')[0]} To add it, write percent, rate, count or score as its unit;"
            f" {found}. Until then the measure is left out."
        )
        row.error("unit" if row.value("unit") is not None else "code", message, "unknown measure")
        return None
    made = {
        "id": _own_id(code, codes),
        "codes": ({"code": code},),
        "title": row.text("title") or code,
        "unit": unit,
        "timing": USUAL_TIMING[unit],
        "population": row.text("population_description") or "children and young people aged 0-17",
    }
    per = per or _whole(row, "per", 1, 1_000_000)
    return Indicator.model_validate({**made, "per": per} if per else made)


def _own_id(code: str, codes: Codes) -> str:
    """Return an id made of the code that no other indicator has: ``eh_01`` for EH 01."""
    name = re.sub(r"[^a-z0-9]+", "_", code.casefold()).strip("_") or "measure"
    while name in codes.indicators:
        name = f"local_{name}"
    return name


def _laid_over(base: Indicator, row: Row, catalogue: Catalogue) -> Indicator:
    """Return the indicator with what the row says in place of what it said."""
    changes: dict[str, Any] = {own: text for key, own in AS_WRITTEN.items() if (text := row.text(key))}
    if "title" in changes and base.short_title == base.title:
        changes["short_title"] = changes["title"]
    if population := row.text("population_description"):
        changes["population"] = population
    if outcomes := row.text("outcomes"):
        changes["outcomes"] = outcomes
    if related := related_measures(row.text("related")):
        changes["related"] = tuple(related)
    given = {
        "polarity": _polarity(row, base.unit),
        "scheme": _scheme(row, catalogue),
        "red_limit": _red_limit(row, base),
        "data_only": _yes_or_no(row),
        "places": _whole(row, "places", 0, 6),
        "timing": _timing(row),
    }
    changes |= {key: value for key, value in given.items() if value is not None}
    for part in ("numerator", "denominator"):
        counting = getattr(base, part)
        if counting and (label := row.text(f"{part}_label")):
            changes[part] = counting.model_copy(update={"label": label})
    return base.model_copy(update=changes)


def _listed(row: Row, code: str, indicator: str) -> ListedMeasure:
    texts = {key: row.text(key) for key in ONLY_LISTED}
    return ListedMeasure(code, indicator, row.text("section"), sheet=row.sheet, row=row.number, **texts)


# What single cells say; each returns None when its cell is empty or wrong, and reports what is wrong.


def _unit(text: str) -> tuple[Unit | None, int | None]:
    """Return the unit that a text names, and what a rate is per: ("rate", 10000) for "per 10,000"."""
    plain = " ".join(text.casefold().split())
    found = re.fullmatch(r"(rate )?per ([0-9][0-9,]*)( population)?", plain)
    if found:
        return "rate", int(found[2].replace(",", ""))
    return UNITS.get(plain), None


def _check_unit(base: Indicator, row: Row) -> None:
    """Report a unit, or a number that a rate is per, other than the catalogue's."""
    written = row.text("unit")
    unit, per = _unit(written) if written else (base.unit, None)
    per = per or (_whole(row, "per", 1, 1_000_000) if unit == "rate" else None)
    if unit is None:
        known = ("percent", "rate", "count", "score")
        message = f'"{written}" is no unit.{did_you_mean(written, known)} Write percent, rate, count or score.'
        row.error("unit", f'{message} The unit is "{base.unit}", as in the catalogue.', "unknown unit")
    elif unit != base.unit or (per and per != base.per):
        own = f"rate per {base.per:,}" if base.unit == "rate" else base.unit
        other = f"rate per {per:,}" if per else written
        message = (
            f'the unit of "{base.title}" is {own}, not {other}. The unit comes from the catalogue and stands;'
            " give a measure with another unit a code of its own."
        )
        row.error("unit", message, "different unit")


def _polarity(row: Row, unit: Unit) -> Polarity | None:
    if not (text := row.text("polarity")):
        return None
    try:
        return Polarity.parse(text, unit)
    except UnknownPolarity as reason:
        row.error("polarity", f"{reason} Until then {LEFT_AS_IT_WAS}.", "unknown polarity")
        return None


def _scheme(row: Row, catalogue: Catalogue) -> str | None:
    if not (text := row.text("scheme")):
        return None
    by_plain = {plain_heading(name): name for name in catalogue.schemes}
    if found := by_plain.get(plain_heading(text)):
        return found
    near = did_you_mean(text, catalogue.schemes)
    names = ", ".join(catalogue.schemes)
    message = f'there is no rating scheme "{text}".{near} There are {names}. Until then {LEFT_AS_IT_WAS}.'
    row.error("scheme", message, "unknown scheme")
    return None


def _red_limit(row: Row, base: Indicator) -> float | None:
    try:
        stated = read_marked(row.value("red_limit"), row.number_format("red_limit"), base.unit, base.per)
    except Unreadable as reason:
        row.error("red_limit", f"{reason} Until then {LEFT_AS_IT_WAS}.", "not a number")
        return None
    return stated.value if stated else None


def _yes_or_no(row: Row) -> bool | None:
    text = row.text("data_only").casefold()
    if text in {"yes", "y", "true", "1", "data only"}:
        return True
    if text in {"no", "n", "false", "0"}:
        return False
    if text:
        row.error("data_only", f'"{text}" is neither yes nor no. Until then {LEFT_AS_IT_WAS}.', "not yes or no")
    return None


def _whole(row: Row, key: str, least: int, most: int) -> int | None:
    text = row.text(key).replace(",", "")
    if not text:
        return None
    if re.fullmatch(r"[0-9]{1,7}", text) and least <= int(text) <= most:
        return int(text)
    row.error(key, f'"{text}" is no whole number from {least} to {most}. Until then {LEFT_AS_IT_WAS}.', "not a number")
    return None


def _timing(row: Row) -> str | None:
    text = row.text("timing").casefold()
    if not text:
        return None
    known: tuple[str, ...] = get_args(Timing)
    if text in known:
        return text
    near = did_you_mean(text, known)
    message = f'"{text}" is no timing.{near} Write {", ".join(known)}. Until then {LEFT_AS_IT_WAS}.'
    row.error("timing", message, "unknown timing")
    return None
