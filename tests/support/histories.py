"""Series for forecasts: months in a row from an April on, as a history and as the windows of a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlperf.figure import Unit
from xlperf.period import Period, PeriodKind
from xlperf.results.forecast_methods import Measure
from xlperf.results.forecast_series import History, Point

FIRST_YEAR = 2008
UNITS: dict[Measure, Unit] = {"level": "count", "share": "percent", "events": "count"}

Amount = float | None | tuple[float, float]


def months_from(start_year: int = FIRST_YEAR) -> Iterable[Period]:
    for year in range(start_year, start_year + 40):
        yield from Period.financial_year(year).months()


def point(period: Period, amount: Amount, provisional: bool = False) -> Point:
    if isinstance(amount, tuple):
        above, below = amount
        return Point(period, above / below if below else None, above, below, provisional)
    return Point(period, amount, provisional=provisional)


def history(measure: Measure, amounts: Sequence[Amount], start_year: int = FIRST_YEAR, **more: object) -> History:
    """Return a history of one amount a month from April of the start year; None for a month without a figure."""
    points = tuple(
        point(period, amount) for period, amount in zip(months_from(start_year), amounts, strict=False)
        if amount is not None
    )  # fmt: skip
    known: dict[str, object] = {"unit": UNITS[measure], "places": 1 if measure == "share" else 0}
    return History(measure=measure, step=PeriodKind.MONTH, points=points, **(known | more))  # type: ignore[arg-type]


def year_and_month(months: int, start_year: int = FIRST_YEAR) -> tuple[Period, Period]:
    """Return the year in which the last of so many months lies, and that month."""
    last = list(months_from(start_year))[months - 1]
    return last.year, last
