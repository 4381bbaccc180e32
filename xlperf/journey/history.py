"""The history of an indicator: what the inputs have of it month by month, as forecasts and tests of change need it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from xlperf.definitions.indicator import Indicator
from xlperf.figure import Figure
from xlperf.period import Period, PeriodKind
from xlperf.results.forecast_methods import measure_of
from xlperf.results.forecast_series import History, Point

if TYPE_CHECKING:  # the maker gives computed forecasts itself
    from xlperf.journey.figures import FigureMaker

YEARS_BACK = 5
QUARTER_ENDS = (6, 9, 12, 3)


def history_of(maker: FigureMaker, indicator: Indicator, area: str, until: Period) -> History:
    """
    Return what is known of an indicator up to the last day of `until`: the year, and at most five before it.

    Steps are months; of a flow that is known by quarter only, quarters; of a yearly score, years. Nothing is taken from
    before the indicator's definition came into force.
    """
    measure = measure_of(indicator.unit, indicator.timing)
    begins = max(_begins(maker, indicator, area), indicator_begins(indicator))
    to_date = None if measure == "level" else _to_date(maker, indicator, area, until)
    step = PeriodKind.YEAR if indicator.timing == "annual" else PeriodKind.MONTH
    points = _points(maker, indicator, area, step, until, begins)
    if measure != "level" and not _has_any(points, until.year):
        by_quarter = _points(maker, indicator, area, PeriodKind.QUARTER, until, begins)
        whole_quarters = to_date is None or to_date.period.last_day.month in QUARTER_ENDS
        if whole_quarters and _has_any(by_quarter, until.year):
            step, points = PeriodKind.QUARTER, by_quarter
    population = maker.inputs.population(indicator, area, until.year)
    return History(
        measure=measure,
        unit=indicator.unit,
        places=indicator.places,
        step=step,
        points=points,
        to_date=to_date,
        population=population.number if population else None,
        per=indicator.per,
    )


def indicator_begins(indicator: Indicator) -> date:
    """Return the first day on which any code of an indicator is in force; before it, it was not counted so."""
    return min(code.first_day for code in indicator.codes)


def indicator_ends(indicator: Indicator) -> date:
    """Return the last day on which any code of an indicator is in force."""
    return max(code.last_day for code in indicator.codes)


def _begins(maker: FigureMaker, indicator: Indicator, area: str) -> date:
    """Return the first day of which the inputs can have anything of an indicator."""
    days = [period.first_day for period in maker.stated.periods(indicator.id, area)]
    # A return cannot be asked of which days it counts this indicator; its own first day is early enough.
    days += [one.covers[0] for one in maker.inputs.returns if one.covers is not None]
    return min(days, default=date.max)


def _points(
    maker: FigureMaker, indicator: Indicator, area: str, step: PeriodKind, until: Period, begins: date
) -> tuple[Point, ...]:
    """Return what is known of each step, those without a figure left out."""
    found = []
    is_level = measure_of(indicator.unit, indicator.timing) == "level"
    for period in _steps(step, until):
        counts_from = period.last_day if indicator.timing in ("snapshot", "rolling") else period.first_day
        if counts_from < begins or period.last_day > until.last_day:
            continue
        if is_level and until.kind in (PeriodKind.MONTH, PeriodKind.QUARTER) and period.last_day == until.last_day:
            period = until  # the report has it under this name
        figure = maker.numbers(indicator, period, area)
        if figure.value is not None or (figure.numerator is not None and figure.denominator is not None):
            found.append(point_of(figure, period))
    return tuple(found)


def point_of(figure: Figure, period: Period) -> Point:
    """Return a figure as a point of a series."""
    return Point(period, figure.value, figure.numerator, figure.denominator, figure.provisional)


def _steps(step: PeriodKind, until: Period) -> Iterator[Period]:
    for start in range(until.start_year - YEARS_BACK, until.start_year + 1):
        year = Period.financial_year(start)
        match step:
            case PeriodKind.MONTH:
                yield from year.months()
            case PeriodKind.QUARTER:
                yield from year.quarters()
            case _:
                yield year


def _has_any(points: tuple[Point, ...], year: Period) -> bool:
    """Say whether a year has a step with a figure."""
    return any(year.contains(one.period) for one in points)


def _to_date(maker: FigureMaker, indicator: Indicator, area: str, until: Period) -> Point | None:
    """Return the longest year to date that is known as a whole."""
    period: Period | None = until.to_date()
    if period is not None and period.last_day > until.last_day:
        period = period.before()  # a day in the middle of a month
    while period is not None:
        figure = maker.numbers(indicator, period, area)
        if figure.value is not None:
            return point_of(figure, period)
        period = period.before()
    return None
