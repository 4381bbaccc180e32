"""Making a figure: its numbers found, then judged against target, the period before, and chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from xlperf.area import is_team, plain_name
from xlperf.definitions.indicator import Indicator, plain_code
from xlperf.figure import Figure, Kind, shown
from xlperf.journey.counted import Counter
from xlperf.journey.forecasts import forecast_of
from xlperf.journey.found import Found, nothing
from xlperf.journey.inputs import Inputs
from xlperf.journey.stated import StatedFigures, differs
from xlperf.journey.teams import teams_of
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.results.interval import interval
from xlperf.results.rating import adrift, rating, rounding_matters
from xlperf.results.trend import Trend, trend
from xlperf.symbols import Missing

LEVEL = 0.95
DEPRIVATION = "IDACI"  # the code of the measure of deprivation
INTERVAL_KINDS: dict[str, Literal["proportion", "rate", "count"]] = {
    "percent": "proportion",
    "rate": "rate",
    "count": "count",
}


class FigureMaker:
    """Makes figures from everything that was handed in. Ask for as many as you like: each is made once."""

    def __init__(self, inputs: Inputs, authority: str = "") -> None:
        """
        Take the inputs.

        `authority` names the area that a report is of, and with it that of child-level returns; without it the area is
        the one that the inputs say. Raises UnknownName for one that the inputs do not have.
        """
        self.inputs = inputs.for_areas([authority])
        self.catalogue = inputs.catalogue
        self.authority = self.inputs.area(authority) if authority.strip() else self.inputs.authority
        self.stated = StatedFigures(inputs.workbooks, self.inputs.authority)
        self.counter = Counter(inputs.returns)
        self.problems: list[Problem] = []
        self._made: dict[tuple[str, str, Period, Kind], Figure] = {}
        self._teams = teams_of(inputs.returns)
        self._counters = {plain_name(self.inputs.returns_area): self.counter}

    # What there is

    def areas(self) -> list[str]:
        """Return the areas that have figures, the authority first; no teams, which are given only when named."""
        return [area for area in self.inputs.areas if not is_team(area) and plain_name(area) not in self._teams]

    def is_own(self, area: str) -> bool:
        """Say whether an area is the authority itself."""
        return plain_name(area) == plain_name(self.authority)

    def has_any(self, indicator: Indicator, area: str) -> bool:
        """Say whether an indicator has any row for an area, or is counted from a return about it."""
        counter = self._counter(area)
        return self.stated.has_any(indicator.id, area) or (counter is not None and counter.can_count(indicator))

    def _counter(self, area: str) -> Counter | None:
        """Return what counts for an area: the returns that are about it, or a team's part of them."""
        plain = plain_name(area)
        if plain not in self._counters and plain in self._teams:
            self._counters[plain] = Counter(self.inputs.returns, plain)
        return self._counters.get(plain)

    def listed(self, period: Period) -> list[Indicator]:
        """
        Return the indicators to report for a period: listed in Measures, with a row in Figures, or given by a return.

        The order is that of Measures, then of the catalogue. A code that stands for two indicators at different times
        stands for the one in force on the period's last day.
        """
        found: dict[str, Indicator] = {}
        for workbook in self.inputs.workbooks:
            for measure in workbook.listed:
                if indicator := self.inputs.find(measure.code, period):
                    found.setdefault(indicator.id, indicator)
        with_rows = {row.indicator for workbook in self.inputs.workbooks for row in workbook.figures}
        for indicator in self.inputs.indicators.values():
            if indicator.id in with_rows or self.counter.can_count(indicator):
                found.setdefault(indicator.id, indicator)
        return list(found.values())

    def is_reported(self, indicator: Indicator, period: Period) -> bool:
        """
        Say whether a report lists an indicator: one of Measures; where there is no such sheet, every one.

        Deprivation is what others are compared by: it is listed only where it is stated as a figure of the authority.
        """
        if plain_code(DEPRIVATION) in {plain_code(code) for code in indicator.all_codes} and not self.is_stated(
            indicator
        ):
            return False
        codes = [measure.code for workbook in self.inputs.workbooks for measure in workbook.listed]
        return not codes or any(self.inputs.find(code, period) == indicator for code in codes)

    def is_stated(self, indicator: Indicator) -> bool:
        """Say whether a performance workbook has figures of an indicator for the authority."""
        return self.stated.has_any(indicator.id, self.authority)

    # One figure

    def figure(self, indicator: Indicator, period: Period, area: str = "", kind: Kind = "actual") -> Figure:
        """Return the figure with its rating, trend, interval and notes. A missing one says why."""
        area = area or self.authority
        key = (indicator.id, plain_name(area), period, kind)
        if key not in self._made:
            self._made[key] = self.judged(indicator, self.numbers(indicator, period, area, kind))
        return self._made[key]

    def has_forecast(self, indicator: Indicator, period: Period, area: str) -> bool:
        """Say whether a forecast is stated for exactly this period."""
        return period in self.stated.periods(indicator.id, area, "forecast")

    def judged(self, indicator: Indicator, figure: Figure) -> Figure:
        """Return a figure with its target, rating, percent adrift, trend, interval and the notes on them."""
        area, period, kind = figure.area, figure.period, figure.kind
        value: float | Missing = figure.value if figure.value is not None else (figure.missing or Missing.NOT_AVAILABLE)
        target = self.inputs.target(indicator, area, period)
        scheme = self.inputs.catalogue.scheme_of(indicator)
        judged = rating(
            value,
            target,
            indicator.polarity,
            scheme,
            unit=indicator.unit,
            places=indicator.places,
            red_limit=indicator.red_limit,
            data_only=indicator.data_only,
        )
        notes = list(figure.notes)
        gap: float | Missing | None = None
        if figure.value is not None and target is not None:
            gap = adrift(figure.value, target, indicator.polarity)
            if rounding_matters(
                figure.value,
                target,
                indicator.polarity,
                scheme,
                unit=indicator.unit,
                places=indicator.places,
                red_limit=indicator.red_limit,
                data_only=indicator.data_only,
            ):
                notes.append(
                    f"The rating is of the unrounded value; of the value as shown ({figure.text}) it would differ."
                )
        limits = self._limits(figure, indicator)
        return replace(
            figure,
            target=target,
            percent_adrift=gap if isinstance(gap, float) else None,
            rating=judged,
            trend=self._trend(figure, indicator, area, period, kind),
            lower=limits[0],
            upper=limits[1],
            level=LEVEL,
            notes=tuple(dict.fromkeys(notes)),
        )

    def _limits(self, figure: Figure, indicator: Indicator) -> tuple[float | None, float | None]:
        """Return the interval of a figure that rests on counts; none otherwise."""
        kind = INTERVAL_KINDS.get(figure.unit)
        count = figure.value if kind == "count" else figure.numerator
        if kind is None or count is None or figure.value is None or indicator.data_only:
            return None, None
        if kind != "count" and not figure.denominator:
            return None, None
        limits = interval(count, figure.denominator, kind, LEVEL, indicator.per)
        return (None, None) if isinstance(limits, Missing) else limits

    def _trend(self, figure: Figure, indicator: Indicator, area: str, period: Period, kind: Kind) -> Trend | None:
        before = period.before()
        if before is None or figure.value is None or kind == "forecast":
            return None
        earlier = self.numbers(indicator, before, area, kind)
        if earlier.value is None:
            return None
        return trend(figure.value, earlier.value, indicator.polarity, indicator.places, indicator.unit)

    def numbers(self, indicator: Indicator, period: Period, area: str = "", kind: Kind = "actual") -> Figure:
        """Return the figure before it is judged: counted where a return gives it, else as stated."""
        area = area or self.authority
        population = self.inputs.population(indicator, area, period)
        stated = self.stated.find(indicator, area, period, kind, population)
        counter = self._counter(area) if kind == "actual" else None
        counted = counter.find(indicator, period, population) if counter else None
        found = counted if counted is not None and (counted.value is not None or stated is None) else stated
        if counted is not None and counted.value is None and stated is not None and stated.value is None:
            found = replace(stated, notes=(*stated.notes, *counted.notes))
        if found is None:
            found = nothing("No input gives this figure.")
        figure = Figure(
            indicator=indicator.code_on(period.last_day),
            codes=indicator.all_codes,
            title=indicator.title,
            area=area,
            period=period,
            kind=kind,
            unit=indicator.unit,
            places=indicator.places,
            value=found.value,
            missing=found.missing if found.value is None else None,
            numerator=found.numerator,
            denominator=found.denominator,
            provisional=found.provisional,
            marks=found.marks,
            made_from=found.made_from,
            method=found.method,
            population=found.population,
            notes=found.notes,
            numerator_rows=found.numerator_rows,
            denominator_rows=found.denominator_rows,
        )
        if counted is not None and stated is not None and found is counted and differs(figure, stated):
            figure = self._report_difference(figure, stated)
        return figure

    def _report_difference(self, figure: Figure, stated: Found) -> Figure:
        """Note that a counted figure and a stated one differ; the counted one stands."""
        other = shown(stated.value, figure.places, figure.unit)
        where = stated.numerator_rows[0] if stated.numerator_rows else None
        message = (
            f"{figure.indicator} for {figure.period.heading} is stated as {other} but counted as {figure.text}. "
            "The counted figure stands; correct the stated one or leave it out."
        )
        problem = Problem(
            Severity.WARNING,
            message,
            file=where.file if where else "",
            sheet=where.sheet if where else "",
            rule="stated and counted differ",
        )
        if problem not in self.problems:
            self.problems.append(problem)
        return replace(figure, notes=(*figure.notes, f"Stated as {other}; the counted figure stands."))


def figures(
    maker: FigureMaker,
    period: Period,
    areas: Sequence[str] = (),
    codes: Sequence[str] = (),
    forecasts: bool = False,
) -> list[Figure]:
    """
    Return the figures for a period: one for each indicator, area and kind.

    Without `codes` these are the indicators listed in Measures, those with a row in Figures and those that a return
    gives; with codes just those named, also without any data. Without `areas` it is every area but the teams; an
    indicator that has rows for none of them is given once, for the authority. A forecast is given beside the actual
    when one is stated for exactly this period. With `forecasts` it is that of the period's year, computed from what is
    known up to the period where none is stated, and left out where there is nothing to compute it from.
    """
    indicators = [maker.inputs.named(code, period) for code in codes] if codes else maker.listed(period)
    asked = list(dict.fromkeys(maker.inputs.area(area) for area in areas if area.strip()))
    made: list[Figure] = []
    for indicator in dict.fromkeys(indicators):
        given = [area for area in asked or maker.areas() if maker.has_any(indicator, area) or maker.is_own(area)]
        for area in (asked if codes else []) or given or ([] if asked else [maker.authority]):
            made.append(maker.figure(indicator, period, area))
            if maker.has_forecast(indicator, period, area):
                made.append(maker.figure(indicator, period, area, "forecast"))
            elif forecasts:
                forecast = forecast_of(maker, indicator, period, area)
                made += [forecast] if forecast is not None and forecast.value is not None else []
    return made
