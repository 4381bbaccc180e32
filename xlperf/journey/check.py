"""Checking the catalogue: every definition valid, every counting function there, every worked example right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.examples import ExampleFigure, ExampleRecords
from xlperf.definitions.indicator import Indicator
from xlperf.figure import shown
from xlperf.journey.counted import STATED
from xlperf.journey.stated import computed_value
from xlperf.period import Period
from xlperf.results.rating import adrift, rating
from xlperf.symbols import Missing


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One worked example and what is wrong with it; nothing when it is right."""

    indicator: str
    title: str
    wrong: tuple[str, ...]


def check_counting(catalogue: Catalogue) -> None:
    """Raise DefinitionError when a file names a counting function or argument that does not exist."""
    from xlperf.measures.registry import counting_function

    for indicator in catalogue.indicators.values():
        for part in ("numerator", "denominator"):
            counting = getattr(indicator, part)
            if counting is not None and counting.count != STATED:
                counting_function(counting.count, counting.arguments, f"{indicator.id}.toml, [{part}]")


def run_examples(catalogue: Catalogue) -> Iterator[ExampleResult]:
    """Work every example of every indicator and yield how it came out."""
    for indicator in catalogue.indicators.values():
        for example in indicator.examples:
            if isinstance(example, ExampleFigure):
                wrong = _figure_example(catalogue, indicator, example)
            else:
                wrong = _records_example(indicator, example)
            yield ExampleResult(indicator.code_on(Period.parse(example.period).last_day), example.title, tuple(wrong))


def _figure_example(catalogue: Catalogue, indicator: Indicator, example: ExampleFigure) -> Iterator[str]:
    value: float | Missing | None = example.value
    if example.numerator is not None:
        out_of = example.denominator if example.denominator is not None else example.population
        value = computed_value(indicator, example.numerator, out_of)
        if value is None:
            value = example.numerator
    if value is None:
        value = Missing.NOT_AVAILABLE
    yield from _compared("shown", shown(value, indicator.places, indicator.unit), example.shown)
    judged = rating(
        value,
        example.target,
        indicator.polarity,
        catalogue.scheme_of(indicator),
        unit=indicator.unit,
        places=indicator.places,
        red_limit=indicator.red_limit,
        data_only=indicator.data_only,
    )
    yield from _compared("rating", judged, example.rating)
    if example.adrift:
        gap: float | Missing = Missing.NOT_APPLICABLE
        if not isinstance(value, Missing) and example.target is not None:
            gap = adrift(value, example.target, indicator.polarity)
        yield from _compared("adrift", shown(gap, 1, "percent"), example.adrift)


def _records_example(indicator: Indicator, example: ExampleRecords) -> Iterator[str]:
    from xlperf.measures.examples import example_tables
    from xlperf.measures.registry import counting_function

    tables = example_tables(example)
    period = Period.parse(example.period)
    for part, expected in (("numerator", example.numerator), ("denominator", example.denominator)):
        counting = getattr(indicator, part)
        if counting is None or expected is None:
            continue
        function = counting_function(counting.count, counting.arguments, f"{indicator.id}.toml, [{part}]")
        count = function(tables, period, **counting.arguments)
        found = count.number.shown if isinstance(count.number, Missing) else f"{count.number:g}"
        yield from _compared(part, found, str(expected))
        if part == "numerator":
            counted = {reference.row for reference in count.rows}
            for number, record in enumerate(example.records, start=1):
                said = "yes" if number in counted else "no"
                if said != record.counted:
                    yield f"record {number} is counted: {said}; the example says {record.counted} ({record.why})"


def _compared(what: str, found: str, expected: str) -> Iterator[str]:
    if found != expected:
        yield f"{what} is {found}; the example says {expected}"
