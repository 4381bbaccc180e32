"""A definition in full, in plain words, as `xlperf indicators ID` prints it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from xlperf.definitions.examples import ExampleFigure, ExampleRecords, Record
from xlperf.figure import shown
from xlperf.results.rating import Scheme

if TYPE_CHECKING:  # the model calls this module
    from xlperf.definitions.indicator import Code, Counting, Indicator, Plain

WIDTH = 100
TIMINGS = {
    "snapshot": "as it stands on the last day of the period",
    "flow": "everything that happened in the period",
    "rolling": "always the twelve months that end with the period",
    "annual": "once a year; not applicable to a shorter period",
}
DIRECTIONS = {
    "low": "low is good",
    "high": "high is good",
    "neutral": "neither low nor high is good, so it is not rated",
}


def described(indicator: Indicator, scheme: Scheme | None = None) -> str:
    """Return everything that a definition says; with the scheme, what each rating means for it."""
    blocks = [
        _heading(indicator),
        _paragraph(indicator.definition),
        _block("Why it matters", [indicator.why]),
        _block("How it is reported", _reporting(indicator)),
        _block("How it is counted", _counting(indicator)),
        _block("How it is rated", _rating(indicator, scheme)),
        _block("Targets set nationally", _targets(indicator)),
        _block("Rules that no source settles", _settings(indicator)),
        _block("Which returns give it", [indicator.returns]),
        _block("Worked examples", _examples(indicator)),
        _block("Read it with", [", ".join(indicator.related)]),
        _block("Where the definition comes from", indicator.sources),
        _block("Who looks after it", _owner(indicator)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def day_in_words(day: date) -> str:
    """Return ``1 April 2010``."""
    return f"{day.day} {day:%B %Y}"


def days_in_words(code: Code) -> str:
    """Return when a code is in force: ``until 31 March 2010``, ``from 1 April 2010``, ``always``."""
    parts = [f"from {day_in_words(code.start)}"] if code.start else []
    parts += [f"until {day_in_words(code.end)}"] if code.end else []
    return " ".join(parts) or "always"


def _heading(indicator: Indicator) -> str:
    names = [code.code + (f" ({days_in_words(code)})" if code.start or code.end else "") for code in indicator.codes]
    return f"{indicator.title}\n{'=' * len(indicator.title)}\n" + "\n".join(
        [*textwrap.wrap(f"Codes: {', '.join(names)}", WIDTH), f"File: {indicator.id}.toml"]
    )


def _reporting(indicator: Indicator) -> Iterator[str]:
    units = {
        "percent": "a percentage",
        "rate": f"a rate per {indicator.per:,} of the population aged {indicator.population_ages}",
        "count": "a number",
        "score": f"a score from {indicator.limits}" if indicator.limits else "a score",
    }
    decimals = "1 decimal" if indicator.places == 1 else f"{indicator.places or 'no'} decimals"
    yield f"It is {units[indicator.unit]}, shown with {decimals}."
    yield f"Timing: {indicator.timing}, {TIMINGS[indicator.timing]}."
    if indicator.forecast:
        yield f"Forecast to the end of the year: {indicator.forecast}."
    if indicator.population:
        yield f"Who it is about: {indicator.population}"
    if indicator.section:
        yield f"Section of a report: {indicator.section}."
    if indicator.outcomes:
        yield f"Outcomes it serves: {indicator.outcomes}"


def _counting(indicator: Indicator) -> Iterator[str]:
    if indicator.numerator:
        yield f"Numerator: {_part(indicator.numerator)}"
    if indicator.denominator:
        yield f"Denominator: {_part(indicator.denominator)}"
    elif indicator.unit == "rate":
        yield f"Denominator: {indicator.population or 'the population'}"
    if not indicator.numerator:
        yield "Nothing is counted: the value is stated as it is."


def _part(part: Counting) -> str:
    if part.count == "stated":
        return f"{part.label} (stated in the performance workbook)"
    arguments = ", ".join(f"{name} = {_plain(value)}" for name, value in part.arguments.items())
    return f"{part.label} (counted by {part.count}{' with ' + arguments if arguments else ''})"


def _rating(indicator: Indicator, scheme: Scheme | None) -> Iterator[str]:
    polarity = indicator.polarity
    if polarity.direction == "range":
        yield f"Polarity: good from {' to '.join(_shown(indicator, edge) for edge in polarity.edges)}."
    else:
        yield f"Polarity: {polarity.direction}, {DIRECTIONS[polarity.direction]}."
    if indicator.data_only:
        yield "It is watched but not rated: data only."
    if polarity.direction == "neutral" or indicator.data_only:
        return
    yield f"Scheme: {scheme.title if scheme else indicator.scheme}."
    if scheme:
        yield from _grades(indicator, scheme)


def _grades(indicator: Indicator, scheme: Scheme) -> Iterator[str]:
    """Say from where to where each grade goes, for this indicator's unit and red limit."""
    tolerance, ahead = (_gap(indicator, scheme, size) for size in (scheme.tolerance, scheme.ahead or 0))
    if scheme.best:
        yield f"{scheme.best.text}: better than the target by {ahead} or more."
    yield f"{scheme.met.text}: target met, being exactly on it included."
    if scheme.uses_red_limit and indicator.red_limit is not None:
        side = {"low": "above", "high": "below"}.get(indicator.polarity.direction, "further from the range than")
        limit = _shown(indicator, indicator.red_limit)
        yield f"{scheme.near.text}: target missed, but not {side} {limit}."
        yield f"{scheme.missed.text}: {side} {limit}."
    else:
        yield f"{scheme.near.text}: worse than the target by {tolerance} or less."
        yield f"{scheme.missed.text}: worse than the target by more than {tolerance}."
    as_rated = "rounded as it is shown" if scheme.rated_as_shown else "unrounded"
    yield f"The value is compared {as_rated}."


def _gap(indicator: Indicator, scheme: Scheme, size: float) -> str:
    if scheme.gap == "relative":
        return f"{size * 100:g}% of it"
    return f"{size * 100:g} {'percentage points' if indicator.unit == 'percent' else 'points'}"


def _targets(indicator: Indicator) -> Iterator[str]:
    for target in indicator.targets:
        area = f", {target.area}" if target.area else ""
        yield f"{target.period}{area}: {_shown(indicator, target.value)} ({target.source})"


def _settings(indicator: Indicator) -> Iterator[str]:
    for name, setting in indicator.settings.items():
        own = "" if setting.value is None else f" Your council's own value: {_plain(setting.value)}."
        others = [_plain(choice) for choice in setting.choices if choice != setting.default]
        or_else = f" It can also be: {' or '.join(others)}." if others else ""
        yield f"{name}: {setting.rule} Default: {_plain(setting.default)}.{or_else}{own} {setting.reason}"


def _examples(indicator: Indicator) -> Iterator[str]:
    for example in indicator.examples:
        yield _figure(indicator, example) if isinstance(example, ExampleFigure) else _records(example)


def _figure(indicator: Indicator, example: ExampleFigure) -> str:
    below = example.population if example.denominator is None else example.denominator
    counts = "" if example.numerator is None else f"{_number(example.numerator)}"
    counts += "" if below is None else f" of {_number(below)}"
    value = f"{counts} is {example.shown}" if below is not None else example.shown
    against = "" if example.target is None else f" against a target of {_shown(indicator, example.target)}"
    adrift = f", {example.adrift} adrift" if example.adrift else ""
    rated = f"{value}{against}: {example.rating}{adrift}."
    return f"{example.title} ({example.period}): {rated} Source: {example.source}."


def _records(example: ExampleRecords) -> str:
    """Return the records as small tables, with what is counted beneath."""
    columns = _columns(example.records)
    rows = [[*columns, "counted", "why"]]
    rows += [[*_cells(record, columns), record.counted, record.why] for record in example.records]
    texts = [_table(rows)]
    for name, records in example.beside.items():
        columns = _columns(records)
        texts.append(f"    with {name.replace('_', ' ')}")
        texts.append(_table([columns, *(_cells(record, columns) for record in records)]))
    below = "" if example.denominator is None else f" of {example.denominator}"
    counted = f"{example.numerator}{below}"
    return f"{example.title} ({example.period}): {counted}. Source: {example.source}.\n" + "\n".join(texts)


def _columns(records: Sequence[Record]) -> list[str]:
    """Return the columns in which anything stands, in the order in which the records name them."""
    return list(dict.fromkeys(column for record in records for column in record.columns))


def _cells(record: Record, columns: Iterable[str]) -> list[str]:
    return [str(record.columns.get(column, "")) for column in columns]


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as lines, each column as wide as its widest cell; the first row holds the headings."""
    headed = [[heading.replace("_", " ") for heading in rows[0]], *rows[1:]]
    widths = [max(len(cell) for cell in column) for column in zip(*headed, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in headed)
    return "\n".join(f"    {line}".rstrip() for line in lines)


def _owner(indicator: Indicator) -> Iterator[str]:
    if indicator.owner:
        yield f"Owner: {indicator.owner}."
    if indicator.reviewed:
        yield f"Last checked: {day_in_words(indicator.reviewed)}."


def _shown(indicator: Indicator, value: float) -> str:
    """Return a threshold with no more decimals than it has: 16%, not 16.0%."""
    return f"{value * 100:.12g}%" if indicator.unit == "percent" else shown(value, indicator.places, indicator.unit)


def _plain(value: Plain) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: float) -> str:
    return f"{value:,.12g}"


def _paragraph(text: str, width: int = WIDTH) -> str:
    """Return a text wrapped as one paragraph; lines that begin with spaces (a table's) stay as they are beneath it."""
    lines = text.strip().splitlines()
    plain = " ".join(line.strip() for line in lines if not line.startswith("    "))
    table = [line for line in lines if line.startswith("    ")]
    return "\n".join([*textwrap.wrap(plain, width), *table])


def _block(title: str, texts: Iterable[str]) -> str:
    """Return the texts beneath a title, each with a dash where there are several; nothing when there are none."""
    paragraphs = [_paragraph(text, WIDTH - 4) for text in texts if text]
    if not paragraphs:
        return ""
    first = "  - " if len(paragraphs) > 1 else "  "
    indented = [textwrap.indent(text, " " * len(first)) for text in paragraphs]
    return "\n".join([title, *(first + text[len(first) :] for text in indented)])
