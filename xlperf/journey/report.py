"""A report from inputs: the figures that a plan asks for, with words and problems, composed and written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from xlperf.area import NO_NAME
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Indicator
from xlperf.definitions.plan import Plan
from xlperf.errors import RequestError, UnknownName
from xlperf.journey.breakdowns import breakdowns_of
from xlperf.journey.commentary import spoken_of, unplaced_problems, with_words_kept
from xlperf.journey.figures import FigureMaker
from xlperf.journey.gather import made_by_xlperf
from xlperf.journey.inputs import Inputs
from xlperf.journey.lines import line_of
from xlperf.journey.meetings import with_meeting
from xlperf.journey.publish import published
from xlperf.journey.read_back import read_back
from xlperf.journey.reconcile import reconcile
from xlperf.journey.records import records_behind
from xlperf.journey.surgeries import with_surgeries
from xlperf.journey.typed_actions import actions_of, with_actions, with_actions_kept
from xlperf.journey.typed_meetings import meetings_of
from xlperf.journey.withholding import PublishingMaker
from xlperf.period import Period, PeriodKind
from xlperf.problem import Problem, Severity
from xlperf.report.compose import compose, protected
from xlperf.report.content import Line, ReportContent, Section
from xlperf.sheets.layout import Layout
from xlperf.symbols import Missing
from xlperf.workbook.write import write_workbook

NO_SECTION = "Indicators"
KINDS_OF_A_REPORT = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


def plan_named(name: str, inputs: Inputs) -> Plan:
    """Return the report plan of that name; raise UnknownName with the nearest ones."""
    return plan_in(inputs.catalogue, name)


def plan_in(catalogue: Catalogue, name: str) -> Plan:
    """Return the plan of that name in a catalogue, before any input is read; raise UnknownName as `plan_named` does."""
    plans = catalogue.plans
    plan = plans.get(name) or plans.get(name.strip().casefold())
    if plan is None:
        raise UnknownName(
            "report plan", name, plans, f"There {'is' if len(plans) == 1 else 'are'}: {', '.join(plans)}."
        )
    return plan


def check_period(period: Period) -> None:
    """Raise RequestError for a period that no report is of, with one that could be meant."""
    if period.kind not in KINDS_OF_A_REPORT:
        raise RequestError(
            f"A report is of a month, a quarter or a year, and {period} is a {period.kind.value}. "
            f"Write for example {Period.month(period.last_day.year, period.last_day.month)}."
        )


def write_report(
    inputs: Inputs,
    plan: Plan,
    period: Period,
    out: Path,
    *,
    area: str = "",
    dated: dt.date | None = None,
    with_records: bool = False,
    codes: Sequence[str] = (),
    small_number: int | None = None,
    protect: bool = False,
) -> ReportContent:
    """
    Write one report workbook and return what it holds.

    `dated` is printed on the cover and stands in the file's properties; without it that is today. `codes` are those of
    the only indicators that the report is to be about. `small_number` makes it a report for publication, as
    `made_report` says. With `protect` its sheets are protected, without a password: only cells for typing can change.
    """
    content, layout = made_report(
        inputs,
        plan,
        period,
        area=area,
        dated=dated,
        with_records=with_records,
        codes=codes,
        small_number=small_number,
    )
    write_workbook(protected(layout) if protect else layout, inputs.catalogue.themes[plan.theme], out)
    return content


def made_report(
    inputs: Inputs,
    plan: Plan,
    period: Period,
    *,
    area: str = "",
    dated: dt.date | None = None,
    with_records: bool = False,
    codes: Sequence[str] = (),
    small_number: int | None = None,
) -> tuple[ReportContent, Layout]:
    """
    Return a report's content and layout without writing it.

    `with_records` adds the sheet of the records behind the figures: personal data, so only when a user asks for it.
    `codes` are those of the only indicators that the report is to be about; UnknownName for one that there is not.

    With `small_number` it is a report for publication: numbers from 1 to that are withheld, and others with which they
    could be worked out. The problems of the content that is returned are then for the analyst; the layout has only how
    many there are of each kind. RequestError when the records are asked for as well.
    """
    check_period(period)
    if small_number is not None:
        if with_records:
            raise RequestError("A report for publication cannot hold the records behind its figures. Leave out one.")
        limited = PublishingMaker(inputs, area, small_number)
        made = published(report_content(limited, plan, period, dated or dt.date.today(), codes), limited)
        return replace(made.content, problems=made.problems), compose(made.content)
    maker = FigureMaker(inputs, area)
    content = report_content(maker, plan, period, dated or dt.date.today(), codes)
    if with_records:
        content = replace(content, records=records_behind(content.lines, inputs.returns))
    return content, compose(content)


def report_content(
    maker: FigureMaker, plan: Plan, period: Period, dated: dt.date, codes: Sequence[str] = ()
) -> ReportContent:
    """Return everything that the report shows: of the indicators with these codes, or of all there are to report."""
    if maker.authority == NO_NAME and NO_NAME not in maker.inputs.areas:
        raise RequestError(
            f"These inputs have figures of {', '.join(maker.inputs.areas)}, and none says whose report this is. "
            "Name the area with --area, or in the sheet About."
        )
    indicators = _asked_for(maker, period, codes) if codes else maker.listed(period)
    if not indicators:
        reports = "".join(f" {one.file}: {made_by_xlperf(one)}" for one in maker.inputs.reports)
        found = "".join(f" What was found first: {problem}" for problem in maker.inputs.problems[:1])
        raise RequestError(
            "These inputs give no indicator to report: no row in Measures or Figures of a measure that is defined, "
            f"and no return.{reports}{found}"
        )
    typed = read_back(maker.inputs, maker.authority, period)
    printed = [one.id for one in indicators if codes or maker.is_reported(one, period)]
    spoken = spoken_of(maker.inputs, typed.reports, indicators, printed, plan, period)
    meetings = meetings_of(maker.inputs, typed.reports, period)
    sections: dict[str, list[Line]] = {}
    more_detail: list[Line] = []
    for indicator in indicators:
        line = line_of(maker, indicator, plan, period, spoken.by_indicator)
        if indicator.id in printed:
            sections.setdefault(indicator.section or NO_SECTION, []).append(line)
        elif line.months and maker.is_stated(indicator):
            more_detail.append(line)
    about: dict[str, str] = {}
    for workbook in reversed(maker.inputs.workbooks):
        about |= workbook.about
    content = ReportContent(
        plan=plan,
        period=period,
        dated=dated,
        authority=maker.authority,
        sections=tuple(Section(title, tuple(lines)) for title, lines in sections.items()),
        more_detail=tuple(more_detail),
        about=about,
        inputs=maker.inputs.files,
        problems=(*maker.inputs.problems, *maker.problems, *_to_look_at(maker, sections, period)),
        breakdowns=breakdowns_of(maker.inputs, maker.inputs.returns, period),
        meetings=meetings.rows,
        unplaced=tuple(one for one in spoken.unplaced if not (codes and one.is_known)),
    )
    actions = actions_of(maker.inputs, typed.reports, period)
    content = with_actions(content, actions)
    if "surgeries" in plan.blocks:
        content = with_surgeries(content, maker, asked=bool(codes))
        if not codes:
            content = with_actions_kept(with_words_kept(content, spoken), actions)
    if "minutes" in plan.blocks:
        content = with_meeting(content, maker)
    told = (*typed.problems, *spoken.problems, *meetings.problems, *unplaced_problems(content.unplaced))
    return replace(content, problems=(*content.problems, *told))


def _asked_for(maker: FigureMaker, period: Period, codes: Sequence[str]) -> list[Indicator]:
    """Return the indicators that a user names, in the report's own order, those that it would not list last."""
    named = list(dict.fromkeys(maker.inputs.named(code, period) for code in codes))
    listed = maker.listed(period)
    return sorted(named, key=lambda one: listed.index(one) if one in listed else len(listed))


def _to_look_at(maker: FigureMaker, sections: Mapping[str, Sequence[Line]], period: Period) -> Iterator[Problem]:
    """Yield what only the report as a whole shows: nothing for the period, and stated values against their counts."""
    lines = [line for lines in sections.values() for line in lines]
    figures = [figure for line in lines for figure in (line.now, line.to_date)]
    # What is withheld, and 0 of 0, are no figures either; yet the inputs do speak of the period.
    if all(
        figure.value is None and figure.missing is not Missing.CONFIDENTIAL and figure.denominator != 0
        for figure in figures
    ):
        stated = sorted({row.period for workbook in maker.inputs.workbooks for row in workbook.figures})
        known = f" The workbooks have {stated[0].heading} to {stated[-1].heading}." if stated else ""
        message = f"No input gives any figure for {period.heading}.{known} Check --period."
        yield Problem(Severity.WARNING, message, rule="nothing for the period")
    for one in reconcile(maker.inputs):
        message = f"{one.indicator} for {one.period} is stated as {one.stated_text}, which its own counts do not give."
        yield Problem(Severity.WARNING, message, one.file, one.sheet, one.cell, "stated and computed differ")
