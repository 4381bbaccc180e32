"""A report for publication: small numbers withheld, with every other from which they could be worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from xlperf.figure import Figure
from xlperf.journey.published_breakdowns import breakdowns_to_publish
from xlperf.journey.typed_texts import texts_that_tell
from xlperf.journey.withholding import PublishingMaker
from xlperf.problem import Problem, Severity
from xlperf.report.blocks.evidence import figures_of
from xlperf.report.content import Line, ReportContent
from xlperf.results.suppress import is_small
from xlperf.symbols import Missing

OF_THE_FILES = "In the inputs: {rule}, in {many}."
OUTSIDE = (
    "What is withheld follows from the inputs and the limit alone. It cannot undo an earlier report of the same figures"
    " that was published without withholding, or with another limit."
)


@dataclass(frozen=True, slots=True)
class Publication:
    """A report as it may be published, and what the analyst who made it should know; the latter is not published."""

    content: ReportContent
    problems: tuple[Problem, ...]


def published(content: ReportContent, maker: PublishingMaker) -> Publication:
    """
    Return a report made from the figures of a `PublishingMaker`, ready to be published.

    Its breakdowns have their small numbers withheld, its problems are told by their kind alone, without files, cells or
    small numbers of them, and it says how many numbers are withheld. The problems beside it are those of the inputs in
    full, with a warning for each text typed by people that names a withheld number: no program can mend that.
    """
    broken_down = breakdowns_to_publish(content, maker)
    small, further = _how_many(content, maker)
    small, further = small + broken_down.small, further + broken_down.further
    said = _said(small, further, maker.limit)
    ready = replace(
        content,
        breakdowns=broken_down.rows,
        problems=tuple(_by_kind(content.problems, maker.limit)),
        notes=(*content.notes, said, OUTSIDE, *broken_down.notes),
        publication=said,
    )
    warnings = (*texts_that_tell(content, maker), *_without_counts(content), *_exposed(content, maker))
    return Publication(ready, (*content.problems, *broken_down.problems, *warnings))


def _said(small: int, further: int, limit: int) -> str:
    """Return the sentence on cover and key."""
    sign = Missing.CONFIDENTIAL.shown
    opening = f"For publication: numbers from 1 to {limit} are withheld and shown as {sign}; 0 is shown."
    if not small and not further:
        return f"{opening} This report has none of them."
    figures = f"{small:,} {'figure' if small == 1 else 'figures'} with such a number {'is' if small == 1 else 'are'}"
    others = f"{further:,} further {'one' if further == 1 else 'ones'}, so that none of them can be worked out"
    return f"{opening} Withheld {'is' if small + further == 1 else 'are'} {figures.rpartition(' ')[0]}, and {others}."


def _how_many(content: ReportContent, maker: PublishingMaker) -> tuple[int, int]:
    """Return how many figures of the report are withheld for their own small number, and how many to protect those."""
    shown = {
        (line.indicator.id, figure.period): maker.why(line.indicator, figure.period)
        for line in content.all_lines
        for figure in figures_of(line).values()
    }
    withheld = [one for one in shown.values() if one is not None]
    small = sum(one.small for one in withheld)
    return small, len(withheld) - small


def _by_kind(problems: tuple[Problem, ...], limit: int) -> Iterator[Problem]:
    """Yield one problem for each kind: its rule and how many there are, without a place or a word of the inputs."""
    numbers = Counter((problem.severity, problem.rule or "other") for problem in problems)
    for (severity, rule), number in numbers.items():
        many = f"1 to {limit} places" if is_small(number, limit) else f"{number:,} places"
        yield Problem(severity, OF_THE_FILES.format(rule=rule, many=many))


def _without_counts(content: ReportContent) -> Iterator[Problem]:
    """Yield a warning where percentages or rates stand without what they were counted from."""
    codes = [line.code for line in content.all_lines if any(_is_bare(line, one) for one in figures_of(line).values())]
    if codes:
        message = (
            f"{', '.join(dict.fromkeys(codes))}: stated as percentages or rates without their counts, so nothing can"
            " tell whether those are small. Fill in Numerator and Denominator, or look at them before you publish."
        )
        yield Problem(Severity.WARNING, message, rule="published without counts")


def _exposed(content: ReportContent, maker: PublishingMaker) -> Iterator[Problem]:
    """Yield a warning for each line with a withheld number that could still be told too closely."""
    for line in content.all_lines:
        periods = [period for period in figures_of(line) if (line.indicator.id, period) in maker.exposed]
        if periods:
            message = (
                f"{line.code}: what is withheld for {', '.join(period.heading for period in periods)} may still be told"
                " closely from what is published. Leave the line out, or publish with a larger --small-number."
            )
            yield Problem(Severity.WARNING, message, rule="withheld and not safe")


def _is_bare(line: Line, figure: Figure) -> bool:
    has_counts = figure.numerator is not None or (line.indicator.unit == "rate" and figure.population is not None)
    return line.indicator.unit in ("percent", "rate") and bool(figure.value) and not has_counts
