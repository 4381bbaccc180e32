"""What is said of each measure: typed into the performance workbook, into this report or into an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlperf.definitions.indicator import Indicator
from xlperf.definitions.plan import Plan
from xlperf.journey.inputs import Inputs
from xlperf.journey.read_back import Saying, sayings_of
from xlperf.journey.versions import Merged
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.report.content import Remark, ReportContent, Unplaced
from xlperf.returns.reports import Place, ReportWords

PRINTS_WORDS = {"indicators", "board commentary", "surgeries"}
NO_PERIOD = "No sheet of the report says which period it is of."


@dataclass(frozen=True, slots=True)
class Spoken:
    """
    The commentary of a report.

    `by_indicator` gives beside which code a measure's words are printed, and its remarks in the plan's order. `placed`
    holds what came from earlier reports by the id of the measure it is printed at.
    """

    by_indicator: Mapping[str, tuple[str, tuple[Remark, ...]]]
    placed: tuple[tuple[str, Unplaced], ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    problems: tuple[Problem, ...] = ()


def spoken_of(
    inputs: Inputs,
    reports: Sequence[ReportWords],
    indicators: Sequence[Indicator],
    printed: Iterable[str],
    plan: Plan,
    period: Period,
) -> Spoken:
    """
    Return the commentary of all indicators; `printed` are the ids of those that have a line of their own.

    A commentary that names several codes is printed once, beside the first of them that the report lists; the others
    point there, unless they have words of their own. For how words of reports are carried on see docs/commentary.md.
    """
    places = {indicator.id: number for number, indicator in enumerate(indicators)}
    lines = {name: places[name] for name in printed if name in places}
    codes = {indicator.id: indicator.code_on(period.last_day) for indicator in indicators}
    own: dict[str, list[Saying]] = {}
    shared: dict[str, str] = {}
    unplaced: list[Saying] = []
    from_reports = sayings_of(inputs, reports, plan, period) if PRINTS_WORDS & set(plan.blocks) else ()
    for known, sayings in ((places, _stated(inputs, period)), (lines, from_reports)):
        for saying in sayings:
            listed = sorted((one for one in saying.indicators if one in known), key=known.__getitem__)
            if saying.version and (not listed or saying.period is None):
                unplaced.append(saying)
            elif listed:
                own.setdefault(listed[0], []).append(saying)
                for other in listed[1:]:
                    shared.setdefault(other, listed[0])
    merged = {name: Merged(codes[name], found, period, plan) for name, found in own.items()}
    spoken = {name: (codes[name], remarks) for name, one in merged.items() if (remarks := one.remarks)}
    for other, first in shared.items():
        spoken.setdefault(other, (codes[first], ()))
    return Spoken(
        spoken,
        tuple((name, _unplaced(one, "")) for name, cell in merged.items() for one in cell.used if one.version),
        tuple(_once(_unplaced(one, _why_not(one, inputs, period)) for one in unplaced)),
        tuple(problem for cell in merged.values() for problem in cell.problems),
    )


def _stated(inputs: Inputs, period: Period) -> Iterator[Saying]:
    """Yield what the performance workbooks say of the period, and what they say of any."""
    for workbook in inputs.workbooks:
        for row in workbook.commentary:
            if row.period is not None and row.period != period and row.period != period.to_date():
                continue
            place = Place(workbook.file_with(row.sheet), row.sheet, f"row {row.row}")
            yield Saying(
                codes="; ".join(row.codes),
                indicators=tuple(dict.fromkeys(row.indicators)),
                part=row.part,
                text=row.text,
                period=period,
                place=place,
                source=str(place),
            )


def _why_not(saying: Saying, inputs: Inputs, period: Period) -> str:
    if not saying.codes.strip():
        return "No code stands beside these words."
    if saying.period is None:
        return NO_PERIOD
    if saying.indicators:
        return f"{saying.codes} has no line in this report."
    return f"No measure of the inputs has the code {saying.codes}."


def _unplaced(saying: Saying, because: str) -> Unplaced:
    of = saying.period.heading if saying.period else ""
    return Unplaced(saying.codes, saying.part, of, saying.text, because, saying.place, bool(saying.indicators))


def _once(found: Iterable[Unplaced]) -> Iterator[Unplaced]:
    """Yield words that several reports hold once, with the first place."""
    seen: set[tuple[str, ...]] = set()
    for one in found:
        key = (one.codes, one.part.casefold(), one.period, " ".join(one.text.split()))
        if key not in seen:
            seen.add(key)
            yield one


def with_words_kept(content: ReportContent, spoken: Spoken) -> ReportContent:
    """Return the content with the words of earlier reports about measures that its pack does not take kept apart."""
    codes = {surgery.code for surgery in content.surgeries}
    taken = {line.indicator.id for line in content.lines if line.code in codes}
    passed_over = (
        replace(one, because=f"{one.codes} is not among the measures of this pack.")
        for name, one in spoken.placed
        if name not in taken
    )
    return replace(content, unplaced=(*content.unplaced, *passed_over))


def unplaced_problems(unplaced: Iterable[Unplaced]) -> Iterator[Problem]:
    """Yield a problem for everything that was typed into an earlier report and stands at no line of this one."""
    for one in unplaced:
        message = f"{one.because} The words are kept in the sheet Words not placed; correct the code there."
        place = (one.place.file, one.place.sheet, one.place.cell)
        yield Problem(Severity.WARNING, message, *place, "words not placed")
