"""The numbers of one figure as they were found, before anything is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlperf.definitions.indicator import Indicator
from xlperf.figure import Population, RowRef
from xlperf.period import Period
from xlperf.symbols import Missing


@dataclass(frozen=True, slots=True)
class Found:
    """Numerator, denominator and value from one source. A percentage is a fraction; a rate is that rate."""

    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    missing: Missing | None = None
    provisional: bool = False
    marks: str = ""
    made_from: tuple[Period, ...] = ()
    method: str = ""
    notes: tuple[str, ...] = ()
    numerator_rows: Sequence[RowRef] = ()
    denominator_rows: Sequence[RowRef] = ()
    population: Population | None = None


def nothing(reason: str, missing: Missing = Missing.NOT_AVAILABLE) -> Found:
    """Return that there is no number, and why."""
    return Found(missing=missing, notes=(reason,) if reason else ())


def split(value: float | Missing | None) -> tuple[float | None, Missing | None]:
    """Return a result as (number, why there is none), one of the two None."""
    if value is None:
        return None, Missing.NOT_AVAILABLE
    return (None, value) if isinstance(value, Missing) else (float(value), None)


def no_population(indicator: Indicator, period: Period, number: float | None) -> str:
    """Return the sentence on a rate without a population: which sheet to fill, with what."""
    counted = f"{number:,.0f} were counted, but there" if number is not None else "There"
    return (
        f"{counted} is no population for the rate. Fill the sheet Populations of a performance workbook: "
        f"ages {indicator.population_ages}, a year up to {period.start_year}."
    )
