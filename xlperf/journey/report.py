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
from xlperf.figure import Figure
from xlperf.journey.breakdowns import breakdowns_of
from xlperf.journey.figures import FigureMaker
from xlperf.journey.inputs import Inputs
from xlperf.journey.reconcile import reconcile
from xlperf.journey.records import records_behind
from xlperf.period import Period, PeriodKind
from xlperf.problem import Problem, Severity
from xlperf.report.compose import compose
from xlperf.report.content import Line, Remark, ReportContent, Section
from xlperf.sheets.layout import Layout
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
) -> ReportContent:
    """
    Write one report workbook and return what it holds.

    `dated` is printed on the cover and stands in the file's properties; without it that is today.
    """
    content, layout = made_report(inputs, plan, period, area=area, dated=dated, with_records=with_records)
    write_workbook(layout, inputs.catalogue.themes[plan.theme], out)
    return content


def made_report(
    inputs: Inputs,
    plan: Plan,
    period: Period,
    *,
    area: str = "",
    dated: dt.date | None = None,
    with_records: bool = False,
) -> tuple[ReportContent, Layout]:
    """
    Return a report's content and layout without writing it.

    `with_records` adds the sheet of the records behind the figures: personal data, so only when a user asks for it.
    """
    check_period(period)
    maker = FigureMaker(inputs, area)
    content = report_content(maker, plan, period, dated or dt.date.today())
    if with_records:
        content = replace(content, records=records_behind(content.lines, inputs.returns))
    return content, compose(content)


def report_content(maker: FigureMaker, plan: Plan, period: Period, dated: dt.date) -> ReportContent:
    """Return everything that the report shows."""
    if maker.authority == NO_NAME and NO_NAME not in maker.inputs.areas:
        raise RequestError(
            f"These inputs have figures of {', '.join(maker.inputs.areas)}, and none says whose report this is. "
            "Name the area with --area, or in the sheet About."
        )
    indicators = maker.listed(period)
    if not indicators:
        raise RequestError("These inputs give no indicator to report: no row in Measures or Figures, and no return.")
    spoken = _remarks(maker.inputs, indicators, plan, period)
    sections: dict[str, list[Line]] = {}
    more_detail: list[Line] = []
    for indicator in indicators:
        line = _line(maker, indicator, plan, period, spoken)
        if maker.is_reported(indicator, period):
            sections.setdefault(indicator.section or NO_SECTION, []).append(line)
        elif line.months and maker.is_stated(indicator):
            more_detail.append(line)
    about: dict[str, str] = {}
    for workbook in reversed(maker.inputs.workbooks):
        about |= workbook.about
    return ReportContent(
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
    )


def _to_look_at(maker: FigureMaker, sections: Mapping[str, Sequence[Line]], period: Period) -> Iterator[Problem]:
    """Yield what only the report as a whole shows: nothing for the period, and stated values against their counts."""
    lines = [line for lines in sections.values() for line in lines]
    if all(line.now.value is None and line.to_date.value is None for line in lines):
        stated = sorted({row.period for workbook in maker.inputs.workbooks for row in workbook.figures})
        known = f" The workbooks have {stated[0].heading} to {stated[-1].heading}." if stated else ""
        message = f"No input gives any figure for {period.heading}.{known} Check --period."
        yield Problem(Severity.WARNING, message, rule="nothing for the period")
    for one in reconcile(maker.inputs):
        message = f"{one.indicator} for {one.period} is stated as {one.stated_text}, which its own counts do not give."
        yield Problem(Severity.WARNING, message, one.file, one.sheet, one.cell, "stated and computed differ")


def _line(
    maker: FigureMaker,
    indicator: Indicator,
    plan: Plan,
    period: Period,
    spoken: Mapping[str, tuple[str, tuple[Remark, ...]]],
) -> Line:
    outturn = period.year.before()
    if outturn is None:
        raise RequestError(f"There is no year before {period.year}.")
    code = indicator.code_on(period.last_day)
    stands_at, remarks = spoken.get(indicator.id, ("", ()))
    months = _months(maker, indicator, plan, period)
    return Line(
        indicator=indicator,
        code=code,
        scheme=maker.inputs.catalogue.scheme_of(indicator),
        outturn=maker.figure(indicator, outturn),
        latest=tuple(maker.figure(indicator, one) for one in period.latest(plan.latest_periods)),
        to_date=maker.figure(indicator, period.to_date()),
        months=months,
        later_months=tuple(figure.period for figure in months if figure.period.last_day > period.last_day),
        remarks=remarks,
        remarks_stand_at=stands_at,
    )


def _months(maker: FigureMaker, indicator: Indicator, plan: Plan, period: Period) -> tuple[Figure, ...]:
    """
    Return the figures of the months with counts: those up to the period, and later ones that the inputs already hold.

    An indicator without counts by month is not analysed in detail. Months before the first and after the last one with
    a figure are left out; a gap between them stays visible.
    """
    last = Period.month(period.last_day.year, period.last_day.month)
    stated = maker.stated.periods(indicator.id, maker.authority)
    later = [one for one in stated if one.kind is PeriodKind.MONTH and one.last_day > last.last_day]
    newest = max(later, default=last)
    figures = [maker.figure(indicator, month) for month in newest.latest(plan.detail_months)]
    known = [number for number, figure in enumerate(figures) if _has_counts(figure)]
    return tuple(figures[known[0] : known[-1] + 1]) if len(known) > 1 else ()


def _has_counts(figure: Figure) -> bool:
    if figure.value is None:
        return False
    return figure.unit == "count" or (figure.numerator is not None and figure.denominator is not None)


def _remarks(
    inputs: Inputs, indicators: Sequence[Indicator], plan: Plan, period: Period
) -> dict[str, tuple[str, tuple[Remark, ...]]]:
    """
    Return each indicator's commentary: beside which code it is printed, and its parts in the plan's order.

    A commentary that names several codes is printed once, beside the first of them that the report lists; the others
    point there, unless they have words of their own.
    """
    order = {part.casefold(): number for number, part in enumerate(plan.commentary_parts)}
    places = {indicator.id: number for number, indicator in enumerate(indicators)}
    own: dict[str, list[Remark]] = {}
    shared: dict[str, str] = {}
    for workbook in inputs.workbooks:
        for row in workbook.commentary:
            if row.period is not None and row.period != period and row.period != period.to_date():
                continue
            listed = sorted((one for one in dict.fromkeys(row.indicators) if one in places), key=places.__getitem__)
            if not listed:
                continue
            own.setdefault(listed[0], []).append(Remark(row.part, row.text))
            for other in listed[1:]:
                shared.setdefault(other, listed[0])
    codes = {indicator.id: indicator.code_on(period.last_day) for indicator in indicators}
    spoken = {
        one: (codes[one], tuple(sorted(remarks, key=lambda remark: order.get(remark.part.casefold(), len(order)))))
        for one, remarks in own.items()
    }
    for other, first in shared.items():
        spoken.setdefault(other, (codes[first], ()))
    return spoken
