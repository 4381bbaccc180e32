"""A figure and everything that stands behind it; and the one place where a number is rounded.

A percentage is a fraction (0.134), a rate per 10,000 is that rate (56.2). Only `shown` and the JSON and csv forms of
the commands turn a fraction into 13.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from xlperf.period import Period
from xlperf.symbols import Missing

Unit = Literal["percent", "rate", "count", "score"]
Kind = Literal["actual", "forecast"]
Part = Literal["numerator", "denominator"]


@dataclass(frozen=True, slots=True)
class RowRef:
    """One record that was counted: the file, sheet and row where a person finds it (for XML the line)."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number and the rows behind it."""

    number: float | Missing
    rows: Sequence[RowRef] = ()  # made only when looked at, where there may be many
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Population:
    """Who a rate is per: the number, and what makes it reproducible."""

    number: float
    year: int
    ages: str = "0-17"
    vintage: str = ""
    source: str = ""

    def __str__(self) -> str:
        """Return one line for notes: ``50,890 aged 0-17, mid-2010, inferred``."""
        parts = [f"{self.number:,.0f} aged {self.ages}", f"mid-{self.year}", self.vintage]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Projection:
    """
    How a forecast was computed from the periods that its figure is `made_from`.

    It is their sum times `times`; None where it is no multiple of them. The outcome is expected within `margin`, in the
    unit of the value, to either side; None without enough earlier forecasts.
    """

    method: str  # carried forward, ratio of sums, run rate, seasonal profile, linear
    times: float | None
    margin: float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator, for one area and period, with its evidence and its judgement."""

    indicator: str  # the code in force in the period
    codes: tuple[str, ...]
    title: str
    area: str
    period: Period
    kind: Kind
    unit: Unit
    places: int
    value: float | None = None  # unrounded; a percentage is a fraction
    missing: Missing | None = Missing.NOT_AVAILABLE
    numerator: float | None = None
    denominator: float | None = None
    provisional: bool = False
    marks: str = ""  # footnote marks as they were printed beside the value: "**"
    made_from: tuple[Period, ...] = ()  # the stated or counted periods that were put together
    target: float | None = None  # in the unit of the value
    percent_adrift: float | None = None  # a fraction; positive is worse
    rating: str = "no data"
    trend: Literal["improving", "no change", "getting worse"] | None = None
    lower: float | None = None
    upper: float | None = None
    level: float = 0.95
    method: str = ""
    population: Population | None = None
    projection: Projection | None = None  # of a forecast that was computed, and not stated
    notes: tuple[str, ...] = ()
    numerator_rows: Sequence[RowRef] = ()  # found only when somebody looks at them
    denominator_rows: Sequence[RowRef] = ()

    @property
    def text(self) -> str:
        """The figure as a reader sees it: ``13.4%``, ``56.20``, ``[x]``."""
        return shown(self.value if self.value is not None else self.missing, self.places, self.unit)


def shown(value: float | Missing | None, places: int = 1, unit: str = "") -> str:
    """
    Return a number as it is shown, rounded once, halves away from zero on exact decimals.

    `places` is the number of decimals shown, always padded ("17.0"). A `unit` of "percent" takes a fraction and shows
    it times 100 with a % sign. A missing value is shown as its symbol ("[x]"); None counts as not available.

    The exact decimal is the shortest one that stands for the float, so 77/400 (0.1925) shows as 19.3%, as the
    Department for Education prints it, where `round(19.25, 1)` gives 19.2.
    """
    if value is None:
        return Missing.NOT_AVAILABLE.shown
    if isinstance(value, Missing):
        return value.shown
    rounded = rounded_half_up(value, places + 2 if unit == "percent" else places)
    if unit == "percent":
        rounded *= 100
    text = f"{rounded:,.{max(places, 0)}f}"
    if rounded == 0:
        text = text.removeprefix("-")
    return f"{text}%" if unit == "percent" else text


ALL_DIGITS = Context(prec=400)
"""Room for every digit of any float and its decimals; with the usual 28, rounding 1e17 to 12 places would fail."""


def rounded_half_up(value: float, places: int) -> Decimal:
    """Return `value` as an exact decimal rounded to `places` (negative: tens, hundreds), halves away from zero."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, ALL_DIGITS)


def rounded_for_comparison(value: float) -> float:
    """
    Return ROUND(value, 12): what ratings compare, in Python and in a worksheet formula alike.

    It takes away the last bits of binary arithmetic, so that 1.05 against a target of 1.00 is adrift by exactly 5%.
    """
    return float(rounded_half_up(value, 12))
