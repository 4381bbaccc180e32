"""The lines of a report: each indicator with the figures and words that its plan asks for."""

from __future__ import annotations

from collections.abc import Mapping

from xlperf.definitions.indicator import Indicator
from xlperf.definitions.plan import Plan
from xlperf.errors import RequestError
from xlperf.figure import Figure
from xlperf.journey.beside import beside_of
from xlperf.journey.comparisons import comparisons_of
from xlperf.journey.deprivation import deprivation_of
from xlperf.journey.figures import FigureMaker
from xlperf.journey.forecasts import forecast_of
from xlperf.journey.inputs import Inputs
from xlperf.period import Period, PeriodKind
from xlperf.report.content import Line, Remark
from xlperf.returns.performance.records import ListedMeasure
from xlperf.symbols import Missing

WITH_MONTHS = {"detail", "surgeries"}  # the blocks that show month after month
WITH_SNAPSHOTS = {"surgeries", "minutes"}  # the blocks that tell what has happened since the period ended
DAYS_AFTER = 366


def line_of(
    maker: FigureMaker,
    indicator: Indicator,
    plan: Plan,
    period: Period,
    spoken: Mapping[str, tuple[str, tuple[Remark, ...]]],
) -> Line:
    """Return one line; `spoken` is that of `commentary.spoken_of`. Raise RequestError where there is no year before."""
    outturn = period.year.before()
    if outturn is None:
        raise RequestError(f"There is no year before {period.year}.")
    code = indicator.code_on(period.last_day)
    stands_at, remarks = spoken.get(indicator.id, ("", ()))
    blocks = set(plan.blocks)
    months = _months(maker, indicator, plan, period) if WITH_MONTHS & blocks else ()
    earlier = outturn.before() if plan.compares else None
    compared = plan.compares or "comparisons" in blocks
    comparisons = comparisons_of(maker, indicator, period) if compared else ()
    beside = None
    if earlier and "board table" in blocks:
        beside = beside_of(maker, indicator, period, (earlier, outturn), comparisons)
        earlier = None if earlier in beside.formers else earlier
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
        listed=_listed(maker.inputs, indicator, period),
        earlier=maker.figure(indicator, earlier) if earlier else None,
        quarters=tuple(maker.figure(indicator, quarter) for quarter in period.quarters()) if plan.compares else (),
        year=maker.figure(indicator, period.year) if plan.compares or plan.forecasts else None,
        forecast=forecast_of(maker, indicator, period) if plan.forecasts else None,
        comparisons=comparisons,
        deprivation=deprivation_of(maker, indicator, period) if plan.compares else None,
        beside=beside,
        snapshot=_snapshot(maker, indicator, period) if WITH_SNAPSHOTS & blocks else None,
    )


def _snapshot(maker: FigureMaker, indicator: Indicator, period: Period) -> Figure | None:
    """Return the figure of the newest day that is stated after the period and within the next year; None without."""
    after = [
        one
        for one in maker.stated.periods(indicator.id, maker.authority)
        if one.kind is PeriodKind.DAY and 0 < (one.last_day - period.last_day).days <= DAYS_AFTER
    ]
    return maker.figure(indicator, max(after)) if after else None


def _listed(inputs: Inputs, indicator: Indicator, period: Period) -> ListedMeasure | None:
    """Return an indicator's row of Measures, the first workbook's; None without one."""
    rows = (row for workbook in inputs.workbooks for row in workbook.listed)
    return next((row for row in rows if inputs.find(row.code, period) == indicator), None)


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
        return figure.missing is Missing.CONFIDENTIAL
    return figure.unit == "count" or (figure.numerator is not None and figure.denominator is not None)
