"""Forecasts to the end of the year: the stated one, else one that is computed from the months up to the period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xlperf.definitions.describe import day_in_words
from xlperf.definitions.indicator import Indicator, plain_code
from xlperf.figure import Figure, Population, Projection
from xlperf.journey.change import change_notes
from xlperf.journey.history import YEARS_BACK, history_of, indicator_ends
from xlperf.period import Period
from xlperf.results.forecast import Forecast, NoForecast, forecast
from xlperf.results.forecast_methods import POSSIBLE
from xlperf.results.forecast_series import History
from xlperf.symbols import Missing

if TYPE_CHECKING:  # the maker's figures hold forecasts too
    from xlperf.journey.figures import FigureMaker


def forecast_of(maker: FigureMaker, indicator: Indicator, period: Period, area: str = "") -> Figure | None:
    """
    Return the forecast of the period's year: the stated one, else what `computed_forecast` gives.

    A stated one says where it stands.
    """
    area = area or maker.authority
    if maker.has_forecast(indicator, period.year, area):
        stated = maker.figure(indicator, period.year, area, "forecast")
        if stated.value is not None or stated.missing is Missing.CONFIDENTIAL:
            # Limits of its counts are not limits of what will come.
            return replace(stated, method=_where(stated), lower=None, upper=None)
    return computed_forecast(maker, indicator, period, area)


def computed_forecast(maker: FigureMaker, indicator: Indicator, period: Period, area: str = "") -> Figure | None:
    """
    Return the forecast of the period's year from what is known up to the period's last day, rated by the year's target.

    None where the period reaches the end of the year and the year's own figure is known. Where nothing can be forecast
    the figure has no value, and its method says why.
    """
    area = area or maker.authority
    year = period.year
    if period.last_day == year.last_day and maker.figure(indicator, year, area).value is not None:
        return None
    figure = Figure(
        indicator=indicator.code_on(year.last_day),
        codes=indicator.all_codes,
        title=indicator.title,
        area=area,
        period=year,
        kind="forecast",
        unit=indicator.unit,
        places=indicator.places,
    )
    made = _made(maker, indicator, area, period)
    if isinstance(made, NoForecast):
        return maker.judged(indicator, replace(figure, method=made.reason))
    history, found, notes = made
    judged = maker.judged(indicator, _filled(maker, indicator, figure, found, notes))
    notes = tuple(dict.fromkeys((*judged.notes, *change_notes(maker, indicator, area, period, history, found.method))))
    return replace(judged, lower=found.lower, upper=found.upper, level=found.level, notes=notes)


def _made(
    maker: FigureMaker, indicator: Indicator, area: str, period: Period
) -> tuple[History, Forecast, tuple[str, ...]] | NoForecast:
    """Return the history and the forecast from it, with what its definition gives to note."""
    if (ends := indicator_ends(indicator)) < period.year.last_day:
        return NoForecast(f"No forecast: the definition ends on {day_in_words(ends)}, before the year does.")
    history = history_of(maker, indicator, area, period)
    notes = [_break(maker, indicator, period.year)]
    method = indicator.forecast
    if method is not None and method not in POSSIBLE[history.measure]:
        notes.append(f'The method "{method}" does not fit the timing "{indicator.timing}", so the usual one is used.')
        method = None
    found = forecast(history, period.year, period, method)
    return found if isinstance(found, NoForecast) else (history, found, tuple(note for note in notes if note))


def _filled(
    maker: FigureMaker, indicator: Indicator, figure: Figure, found: Forecast, notes: tuple[str, ...]
) -> Figure:
    """Return the figure with what the forecast found."""
    return replace(
        figure,
        value=found.value,
        missing=None,
        numerator=found.numerator,
        denominator=found.denominator,
        provisional=found.provisional,
        made_from=found.made_from,
        method=found.sentence,
        population=_population(maker, indicator, figure, found),
        projection=Projection(found.method, found.times, found.margin),
        notes=(found.reason, found.limits, *found.notes, *notes),
    )


def _population(maker: FigureMaker, indicator: Indicator, figure: Figure, found: Forecast) -> Population | None:
    """Return who a forecast rate is per, where it is per anybody."""
    if found.denominator is None:
        return None
    return maker.inputs.population(indicator, figure.area, figure.period)


def _where(stated: Figure) -> str:
    """Return where a stated forecast stands: the file, the sheet and the row."""
    if not stated.numerator_rows:
        return stated.method
    row = stated.numerator_rows[0]
    return f"Stated in {row.file}, {row.sheet}, row {row.row}"


def _break(maker: FigureMaker, indicator: Indicator, year: Period) -> str:
    """Return that a code stood for another definition until lately, of which nothing is used; else nothing."""
    for code in indicator.codes:
        if code.start is None or not code.in_force(year.last_day) or code.start.year < year.start_year - YEARS_BACK:
            continue
        for other in maker.inputs.indicators.values():
            for old in other.codes:
                before = old.end is not None and old.end < code.start
                if other.id != indicator.id and before and plain_code(old.code) == plain_code(code.code):
                    until = day_in_words(old.last_day)
                    return f'Until {until} {code.code} was "{other.short_title}"; nothing of that is used.'
    return ""
