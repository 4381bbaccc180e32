"""The worksheet function that looks up an indicator in the catalogue."""

from __future__ import annotations

from typing import Annotated

from xlperf.errors import UnknownName
from xlperf.functions import catalogue_data, cells, days
from xlperf.functions.broadcast import broadcast
from xlperf.functions.card import Example, OneOf, card
from xlperf.functions.cells import NOT_THERE, WRONG_VALUE, Cell, Cells, Refused
from xlperf.sheets.grid import CellError
from xlperf.symbols import Missing

WHAT = (
    *("title", "short title", "code", "codes", "definition", "why", "polarity", "target", "unit", "places", "per"),
    *("timing", "scheme", "red limit", "numerator", "denominator", "population", "section", "owner"),
)


@card(
    "PERF_INDICATOR",
    Example(("NI 65",), "Children becoming the subject of a child protection plan for a second or subsequent time"),
    Example(("ni65", "polarity"), "low", "spaces and case make no difference"),
    Example(("NI 59", "short title", "2010-03-31"), "Initial assessments in 7 days", "what NI 59 was until then"),
    Example(("NI 59", "short title", "2010-04-01"), "Initial assessments in 10 days"),
    Example(("NI 65", "red limit"), "z", "the definition gives none"),
    Example((None, "title"), "x"),
    Example(("NI 650",), CellError(NOT_THERE), "no such indicator"),
    Example(("NI 65", "polarty"), CellError(WRONG_VALUE)),
    Example(([["NI 65"], ["NI 62"]], "unit"), [["percent"], ["percent"]]),
)
def indicator(code: Cells, what: Annotated[Cells, OneOf(WHAT)] = "title", day: Cells = None) -> Cells:
    """
    Return what the catalogue says of an indicator: its title, or another fact.

    With a day the code is read as it was in force then, and "target" is the nationally set one of that time; without
    one, as it is latest. Polarity, target and red limit are in the unit of the cell, so those of a percentage are
    fractions and go straight into PERF_BRAG.

    code: The indicator's code, such as NI 65, or its name in the catalogue.
    what: Which fact: "title" when left out; "code", "codes", "definition", "polarity", "target", "unit", "places",
     "owner" and others.
    day: The day for which it is asked; may be left out.
    returns: A text or a number; "z" where the definition says nothing of it.
    """
    return broadcast(_indicator, code, what, day)


def _indicator(code: Cell, what: Cell, day: Cell) -> Cell:
    fact = cells.choice(what, "what", WHAT, blank="title")
    on = None if cells.is_blank(day) else days.day(day, "day")
    if cells.is_blank(code):
        return cells.written(Missing.NOT_AVAILABLE)
    if isinstance(on, Missing):
        return cells.written(on)
    if not isinstance(code, str):
        raise Refused(WRONG_VALUE, "code must be a text, such as NI 65.")
    try:
        entry = catalogue_data.provider().indicator(code, on)
    except UnknownName:
        in_force = " in force on that day" if on else ""
        raise Refused(NOT_THERE, f"The catalogue has no such indicator{in_force}.") from None
    found = entry.target_on(on) if fact == "target" else entry.code_on(on) if fact == "code" else entry.facts.get(fact)
    return cells.written(Missing.NOT_APPLICABLE) if found is None else found
