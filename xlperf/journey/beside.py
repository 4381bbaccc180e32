"""What a board sees beside an indicator's figures: England and its neighbours, plans, former definitions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlperf.area import plain_name
from xlperf.definitions.indicator import Indicator
from xlperf.journey.figures import FigureMaker
from xlperf.journey.stated import area_of
from xlperf.period import Period
from xlperf.report.beside import Beside, Former
from xlperf.report.comparison import Compared, Comparison
from xlperf.returns.marks import Stated

WORDS_BEFORE = re.compile(r"[A-Za-z][A-Za-z ]*= ?(?=[-+.0-9])")
"""The words that may stand before a number, as `returns.marks` reads them."""


def beside_of(
    maker: FigureMaker,
    indicator: Indicator,
    period: Period,
    years: Sequence[Period],
    comparisons: Sequence[Comparison],
) -> Beside:
    """Return what stands beside the figures of a period; `years` are those before its own, the oldest first."""
    earlier = years[0]
    broken = {one.period for one in comparisons if one.earlier_definition}
    formers = {year: former for year in years if (former := _former(maker, indicator, period, year, year in broken))}
    then = formers[earlier].indicator if earlier in formers else indicator
    compared = next((one for one in comparisons if one.period == earlier), None)
    england = next(iter(compared.of("England")), None) if compared else None
    family = _family_of(compared) if compared else None
    lacks_own = maker.figure(then, earlier).value is None
    own = compared.own if compared and lacks_own and compared.own.value is not None else None
    plans: dict[Period, Stated] = {}
    for year in (*years, period.year):
        measured = formers[year].indicator if year in formers else indicator
        if plan := _plan(maker, measured, year):
            plans[year] = plan
    return Beside(earlier, england, family, own, plans, formers, _words(maker, then, [*years, *period.quarters()]))


def _former(maker: FigureMaker, indicator: Indicator, period: Period, year: Period, is_compared: bool) -> Former | None:
    """Return the measure for which the code of today stood then, where it is another one and has anything to show."""
    code = indicator.code_on(period.last_day)
    found = maker.inputs.find(code, year)
    if found is None or found.id == indicator.id or maker.figure(indicator, year).value is not None:
        return None
    figure = maker.figure(found, year)
    until = max((own.last_day for own in found.codes if own.in_force(year.last_day) and own.code == code), default=None)
    if until is None or (figure.value is None and not is_compared):
        return None
    return Former(found, figure, until)


def _family_of(compared: Comparison) -> Compared | None:
    """Return the family's average as it was stated, else the mean of its members."""
    if compared.stated_average is not None or compared.mean is None:
        return compared.stated_average
    source = f"mean of {compared.available} of {compared.members} authorities"
    return Compared(compared.group or "Statistical neighbours", "neighbour", compared.mean, source=source)


def _plan(maker: FigureMaker, indicator: Indicator, year: Period) -> Stated | None:
    """Return what was stated as the target of that year, a number before a reason why there is none."""
    own = plain_name(maker.authority)
    stated = [
        row.stated
        for workbook in maker.inputs.workbooks
        for row in workbook.targets
        if row.indicator == indicator.id
        and row.period == year
        and plain_name(area_of(workbook, row.area, maker.inputs.authority)) == own
    ]
    return next((one for one in stated if one.value is not None), next(iter(stated), None))


def _words(maker: FigureMaker, indicator: Indicator, periods: Sequence[Period]) -> dict[Period, str]:
    """Return the words that stand before stated numbers: "Total = " of "Total = 71"."""
    rows = maker.stated.periods(indicator.id, maker.authority)
    words: dict[Period, str] = {}
    for period in periods:
        value = rows[period].value if period in rows else None
        if value and (found := WORDS_BEFORE.match(value.text)):
            words[period] = found[0]
    return words
