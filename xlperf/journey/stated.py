"""Figures that a council has already counted: looked up, or put together from shorter periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from xlperf.area import NO_NAME, plain_name
from xlperf.definitions.indicator import Indicator
from xlperf.figure import Figure, Kind, Part, Population, RowRef, rounded_half_up
from xlperf.journey.found import Found, no_population, nothing, split
from xlperf.journey.tiling import missing_months, tiles
from xlperf.period import Period, PeriodKind
from xlperf.results.rate import percent, rate
from xlperf.returns.marks import Stated
from xlperf.returns.performance import PerformanceWorkbook, StatedFigure
from xlperf.sheets.address import parse_cell
from xlperf.symbols import Missing

FLOWS = {PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.YEAR_TO_DATE, PeriodKind.ROLLING}


class StatedFigures:
    """The figures of all performance workbooks, by indicator, area and kind."""

    def __init__(self, workbooks: Sequence[PerformanceWorkbook], authority: str) -> None:
        """Take the workbooks; an area of `authority` is whatever each calls its own."""
        self._rows: dict[tuple[str, str, Kind], dict[Period, StatedFigure]] = defaultdict(dict)
        self._files: dict[int, str] = {}
        self.areas: dict[str, str] = {}  # plain name → name as first written
        for workbook in workbooks:
            for row in workbook.figures:
                area = area_of(workbook, row.area, authority)
                self.areas.setdefault(plain_name(area), area)
                rows = self._rows[row.indicator, plain_name(area), row.kind]
                rows.setdefault(row.period, row)
                self._files[id(row)] = workbook.file_with(row.sheet)

    def periods(self, indicator: str, area: str, kind: Kind = "actual") -> Mapping[Period, StatedFigure]:
        """Return the rows that an indicator has for an area, by period."""
        return self._rows.get((indicator, plain_name(area), kind), {})

    def has_any(self, indicator: str, area: str) -> bool:
        """Say whether an indicator has any row for an area."""
        return bool(self.periods(indicator, area) or self.periods(indicator, area, "forecast"))

    def find(
        self, indicator: Indicator, area: str, period: Period, kind: Kind, population: Population | None
    ) -> Found | None:
        """
        Return the stated numbers for exactly this period, or those put together from others; None without any row.

        A snapshot or rolling figure is that of the period's last day, whichever period it is stated under. A flow is
        put together from shorter periods only when all of them are there with their counts.
        """
        rows = self.periods(indicator.id, area, kind)
        if not rows:
            return None
        if row := rows.get(period):
            return self._from_row(row, indicator, population)
        if kind == "forecast":
            return None
        if indicator.timing in ("snapshot", "rolling"):
            same_day = sorted(
                (other for other in rows if other.last_day == period.last_day), key=lambda other: other.days
            )
            if same_day:
                found = self._from_row(rows[same_day[0]], indicator, population)
                return _made_from(found, (same_day[0],), f"as at {same_day[0].heading}")
            return nothing(f"No figure is stated for {period.last_day:%d %b %Y}.")
        if indicator.timing == "annual":
            if period.kind is PeriodKind.YEAR:
                return nothing(f"No figure is stated for {period}.")
            return nothing("This indicator is measured once a year.", Missing.NOT_APPLICABLE)
        return self._together(rows, indicator, period, population)

    def _together(
        self,
        rows: Mapping[Period, StatedFigure],
        indicator: Indicator,
        period: Period,
        population: Population | None,
    ) -> Found:
        """Return the sum of a flow over shorter periods, or why there is none."""
        if period.kind not in FLOWS:
            return nothing(f"No figure is stated for {period.heading}.")
        parts = tiles(period, rows.keys())
        if parts is None:
            days = [other for other in rows if other.kind is PeriodKind.DAY and period.contains(other)]
            if days:
                return nothing(
                    f"A figure is stated for the single day {days[0]}, and this indicator counts what happened in a "
                    f"period. If the month is meant, write {days[0].last_day:%Y-%m} as text."
                )
            lacking = missing_months(period, rows.keys())
            if not lacking or len(lacking) == len(list(period.months())):
                return nothing(f"No figure is stated for {period.heading}.")
            named = ", ".join(month.heading for month in lacking)
            return nothing(f"Cannot be put together from shorter periods: {named} not stated.")
        return self._sum([rows[part] for part in parts], parts, indicator, period, population)

    def _sum(
        self,
        rows: Sequence[StatedFigure],
        parts: tuple[Period, ...],
        indicator: Indicator,
        period: Period,
        population: Population | None,
    ) -> Found:
        numerator = _sum_of(row.numerator for row in rows)
        denominator = _sum_of(row.denominator for row in rows)
        value: float | Missing | None = None
        if indicator.unit == "percent" and numerator is not None and denominator is not None:
            value = percent(numerator, denominator)
        elif indicator.unit == "rate" and numerator is not None and population is not None:
            denominator = population.number
            value = rate(numerator, population.number, indicator.per)
        elif indicator.unit == "count":
            value = _sum_of(row.value for row in rows)
            if value is None:
                value = numerator
        if value is None:
            return nothing(
                f"Cannot be put together from {len(parts)} shorter periods: each needs its "
                f"{'numerator and denominator' if indicator.unit == 'percent' else 'count'}."
            )
        number, missing = split(value)
        references = [reference for row in rows for reference in self._references(row, "numerator")]
        return Found(
            numerator=numerator if indicator.unit != "count" else None,
            denominator=denominator,
            value=number,
            missing=missing,
            provisional=any(row.provisional for row in rows),
            made_from=parts,
            method=f"{'ratio of sums' if indicator.unit != 'count' else 'sum'} of {len(parts)} "
            f"{parts[0].kind.value}s, {parts[0].heading} to {parts[-1].heading}",
            numerator_rows=tuple(references),
            denominator_rows=tuple(reference for row in rows for reference in self._references(row, "denominator")),
            population=population if indicator.unit == "rate" else None,
        )

    def _references(self, row: StatedFigure, part: Part) -> list[RowRef]:
        """Return where a part of a stated row stands; a value without parts stands for its numerator."""
        cells = {"numerator": row.numerator_cell or row.value_cell, "denominator": row.denominator_cell}
        return [RowRef(self._files[id(row)], row.sheet, parse_cell(cells[part])[0])] if cells[part] else []

    def _from_row(self, row: StatedFigure, indicator: Indicator, population: Population | None) -> Found:
        """Return one stated row's numbers: computed from its own counts where it has them, else as stated."""
        numerator, denominator = _value_of(row.numerator), _value_of(row.denominator)
        used_population = None
        if indicator.unit == "rate" and numerator is not None and denominator is None and population is not None:
            denominator, used_population = population.number, population
        computed = computed_value(indicator, numerator, denominator)
        stated = row.value
        notes = [row.note] if row.note else []
        withheld = stated is not None and stated.missing is Missing.CONFIDENTIAL
        if computed is not None and not withheld:
            value: float | Missing = computed
            method = _method(indicator, numerator, used_population)
            if stated is not None and stated.value is not None and not follows(stated, computed, indicator.unit):
                notes.append(f"Stated as {stated.text}, which does not follow from its own counts.")
        elif stated is not None:
            value = stated.value if stated.value is not None else (stated.missing or Missing.NOT_AVAILABLE)
            method = "as stated"
        elif numerator is not None and indicator.unit == "count":
            value, method = numerator, "as stated"
        else:
            value, method = _why_missing(row), "as stated"
            if indicator.unit == "percent" and (numerator is None) != (denominator is None):
                given, lacking = ("numerator", "denominator") if denominator is None else ("denominator", "numerator")
                notes.append(f"The {given} is stated without the {lacking}, so there is no percentage. Fill it in.")
            if indicator.unit == "rate" and numerator is not None:
                notes.append(no_population(indicator, row.period, numerator))
        number, missing = split(value)
        keep_counts = computed is not None and not withheld
        return Found(
            numerator=numerator if keep_counts else None,
            denominator=denominator if keep_counts else None,
            value=number,
            missing=missing,
            provisional=row.provisional,
            marks=row.marks,
            method=method,
            notes=tuple(notes),
            numerator_rows=tuple(self._references(row, "numerator")),
            denominator_rows=tuple(self._references(row, "denominator")),
            population=used_population,
        )


def area_of(workbook: PerformanceWorkbook, written: str, authority: str) -> str:
    """Return the name of the area that a row is about; an empty one is the workbook's own authority."""
    own = workbook.authority
    if written and not own.matches(written):
        return written
    return own.name if own.name != NO_NAME else authority


def computed_value(indicator: Indicator, numerator: float | None, denominator: float | None) -> float | Missing | None:
    """Return a percentage or rate from its counts; None for another unit or without both counts."""
    if numerator is None or denominator is None:
        return None
    if indicator.unit == "percent":
        return percent(numerator, denominator)
    if indicator.unit == "rate":
        return rate(numerator, denominator, indicator.per)
    return None


def follows(stated: Stated, computed: float | Missing, unit: str) -> bool:
    """Say whether a stated value is what its counts give, rounded to the decimals with which it is stated."""
    if isinstance(computed, Missing) or stated.value is None:
        return computed == stated.missing
    decimals = min(stated.decimals if stated.decimals is not None else 9, 9) + (2 if unit == "percent" else 0)
    return rounded_half_up(computed, decimals) == rounded_half_up(stated.value, decimals)


def differs(one: Figure, other: Found) -> bool:
    """Say whether two figures for one thing would be shown differently."""
    if one.value is None or other.value is None:
        return False
    decimals = one.places + (2 if one.unit == "percent" else 0)
    return rounded_half_up(one.value, decimals) != rounded_half_up(other.value, decimals)


def _method(indicator: Indicator, numerator: float | None, population: Population | None) -> str:
    if population is not None:
        return f"{numerator:,.0f} per {indicator.per:,.0f} of {population}"
    return (
        "numerator ÷ denominator" if indicator.unit == "percent" else f"numerator ÷ denominator × {indicator.per:,.0f}"
    )


def _value_of(stated: Stated | None) -> float | None:
    return stated.value if stated else None


def _sum_of(parts: Iterable[Stated | None]) -> float | None:
    """Return the sum, or None when one is missing."""
    numbers = [_value_of(part) for part in parts]
    return None if any(number is None for number in numbers) else float(sum(number or 0 for number in numbers))


def _why_missing(row: StatedFigure) -> Missing:
    reasons = [part.missing for part in (row.value, row.numerator, row.denominator) if part and part.missing]
    return reasons[0] if reasons else Missing.NOT_AVAILABLE


def _made_from(found: Found, parts: tuple[Period, ...], how: str) -> Found:
    return replace(found, made_from=parts, method=f"{found.method}, {how}")
