"""The words that people typed into earlier reports: which of them belong to the report that is being made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from xlperf.area import NO_NAME, plain_name
from xlperf.definitions.plan import Plan
from xlperf.journey.inputs import Inputs
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.returns.headings import plain_heading
from xlperf.returns.performance.codes import split_codes
from xlperf.returns.reports import Place, ReportWords, TypedWords, read_report
from xlperf.returns.reports.marks import divided


@dataclass(frozen=True, slots=True)
class Saying:
    """
    What one cell says of one part, and of which measures.

    `version` tells apart what different people wrote: empty for performance workbooks, else one text for each report,
    or the place that a mark names. `report_period` is that of the report it was found in.
    """

    codes: str
    indicators: tuple[str, ...]
    part: str
    text: str
    period: Period | None
    version: str = ""
    place: Place = field(default_factory=lambda: Place("", "", ""))
    source: str = ""  # the place in words
    report_period: Period | None = None

    @property
    def plain(self) -> str:
        """The text for comparing: spaces and line ends do not matter."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What earlier reports give: those whose words are used, and what is to be told of all of them."""

    reports: tuple[ReportWords, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_back(inputs: Inputs, authority: str, period: Period) -> ReadBack:
    """
    Return the reports among the inputs whose words can be carried on into the report of a period.

    A report of another authority gives none, and one of a later period neither: both are told.
    """
    used: list[ReportWords] = []
    problems: list[Problem] = []
    for book in inputs.reports:
        report = read_report(book)
        whose = plain_name(report.authority)
        if whose and plain_name(NO_NAME) not in (whose, plain_name(authority)) and whose != plain_name(authority):
            message = f"This is a report of {report.authority}, not of {authority}. Its words are not taken."
            problems.append(Problem(Severity.WARNING, message, report.file, rule="another authority"))
            continue
        if report.period is not None and report.period.last_day > period.last_day:
            message = (
                f"This is a report of {report.period.heading}, which is later than {period.heading}: what was typed "
                "into it is not taken."
            )
            problems.append(Problem(Severity.NOTE, message, report.file, rule="words of a later period"))
            continue
        used.append(report)
        problems += [*report.problems, _told(report)]
    return ReadBack(tuple(used), tuple(problems))


def _told(report: ReportWords) -> Problem:
    counted = (
        f"{len(report.commentary)} {'comment' if len(report.commentary) == 1 else 'comments'} and "
        f"{len(report.actions)} {'action' if len(report.actions) == 1 else 'actions'}"
    )
    minutes = ", and the minutes of a meeting," if report.meetings else ""
    of = f" of {report.period.heading}" if report.period else ""
    message = f"Read from this report{of}: {counted}{minutes} as people typed them."
    return Problem(Severity.NOTE, message, report.file, rule="words read back")


def sayings_of(inputs: Inputs, reports: Iterable[ReportWords], plan: Plan, period: Period) -> Iterator[Saying]:
    """Yield what the reports say, cell by cell and part by part, with the measures that their codes name."""
    names = part_names(inputs, plan)
    for number, report in enumerate(reports):
        own = names | {plain_heading(words.part): words.part for words in report.commentary if words.part}
        own |= names  # as the plan spells them
        for words in report.commentary:
            yield from _sayings(inputs, words, own, period, f"report {number}", report.period)


def part_names(inputs: Inputs, plan: Plan) -> dict[str, str]:
    """Return the names of parts by their plain form: the plan's, those of the workbooks and of their template."""
    choices = inputs.catalogue.returns["performance"].table("commentary").column("part").choices
    used = [row.part for workbook in inputs.workbooks for row in workbook.commentary]
    return {plain_heading(name): name for name in (*reversed(used), *choices, *plan.commentary_parts) if name}


def _sayings(
    inputs: Inputs, words: TypedWords, names: Mapping[str, str], period: Period, version: str, of: Period | None
) -> Iterator[Saying]:
    codes = [*codes_in(inputs, words.codes, words.period or period), *words.points_here]
    for portion in divided(words.part, words.text, names):
        when = portion.period or words.period
        found = (indicator_of(inputs, code, when or period, period) for code in codes)
        yield Saying(
            codes=words.codes,
            indicators=tuple(dict.fromkeys(name for name in found if name)),
            part=names.get(plain_heading(portion.part), portion.part),
            text=portion.text,
            period=when,
            version=portion.place or version,
            place=words.place,
            source=portion.place or str(words.place),
            report_period=of,
        )


def codes_in(inputs: Inputs, text: str, period: Period) -> list[str]:
    """Return the codes of a cell that may name several; a text that is a code as it stands is not taken apart."""
    if not text or inputs.find(text, period):
        return [text] if text else []
    return split_codes(text)


def indicator_of(inputs: Inputs, code: str, of: Period, period: Period) -> str:
    """
    Return the id of the measure that a code names: in the report's period, else in that of the words.

    The code is what people see, so words go on under it also when it has come to mean another measure.
    """
    found = inputs.find(code, period) or inputs.find(code, of)
    return found.id if found else ""
