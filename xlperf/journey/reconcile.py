"""Stated percentages and rates that do not follow from their own counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.figure import Unit
from xlperf.journey.inputs import Inputs
from xlperf.journey.stated import area_of, computed_value, follows
from xlperf.symbols import Missing


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A stated value, what its counts give, and where it stands. Percentages are 0 to 100 here, for printing."""

    indicator: str
    area: str
    period: str
    unit: Unit
    stated: float
    stated_text: str
    computed: float
    numerator: float
    denominator: float
    file: str
    sheet: str
    cell: str


def reconcile(inputs: Inputs) -> Iterator[Mismatch]:
    """
    Yield every stated percentage or rate that its own numerator and denominator do not give.

    The two are compared at the decimals with which the value is stated, halves rounded away from zero: 41.4% follows
    from 72 of 174. A rate stated without a denominator is compared with the population that xlperf would use.
    """
    for workbook in inputs.workbooks:
        for row in workbook.figures:
            indicator = inputs.indicators[row.indicator]
            if row.value is None or row.value.value is None or row.numerator is None or row.numerator.value is None:
                continue
            denominator = row.denominator.value if row.denominator else None
            area = area_of(workbook, row.area, inputs.authority)
            if denominator is None and row.denominator is None:
                population = inputs.population(indicator, area, row.period)
                denominator = population.number if population else None
            computed = computed_value(indicator, row.numerator.value, denominator)
            if computed is None or isinstance(computed, Missing) or denominator is None:
                continue
            if not follows(row.value, computed, indicator.unit):
                times = 100 if indicator.unit == "percent" else 1
                yield Mismatch(
                    indicator=indicator.code_on(row.period.last_day),
                    area=area,
                    period=str(row.period),
                    unit=indicator.unit,
                    stated=as_printed(row.value.value, times),
                    stated_text=row.value.text,
                    computed=as_printed(computed, times),
                    numerator=row.numerator.value,
                    denominator=denominator,
                    file=workbook.file_with(row.sheet),
                    sheet=row.sheet,
                    cell=row.value_cell,
                )


def as_printed(value: float, times: int) -> float:
    """Return the value in the unit people print, free of binary dust: 57.93103448275862 for 0.5793103448275862."""
    return float(Decimal(repr(value)) * times)
