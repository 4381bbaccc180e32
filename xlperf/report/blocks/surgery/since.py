"""What is known of the time after the period, as a sentence that carries its figures."""

from __future__ import annotations

from xlperf.report.blocks.surgery.panel import actual_cells
from xlperf.report.blocks.surgery.part import Case
from xlperf.report.reasons import number_of
from xlperf.report.sentences import Words, amount, either, is_number, said
from xlperf.report.setting import Setting
from xlperf.results.rating import STATES


def since_then(case: Case, setting: Setting) -> Words:
    """
    Return how many there were on the newest day after the period, and whether that meets the target.

    A target that is also that of the panel follows what is typed there.
    """
    line = case.line
    indicator, figure = line.indicator, line.snapshot
    if figure is None or figure.value is None:
        return said(f"No figure of a day after {line.now.period.heading} is stated.")
    place = setting.places[indicator.id, figure.period]
    words = said(f"As at {figure.period.heading}: ")
    if figure.numerator is not None and indicator.unit in ("percent", "rate"):
        label = indicator.numerator.label if indicator.numerator else "counted"
        words += amount(figure.numerator, "count", 0, place.numerator) + said(f" ({label}), which is ")
    words += amount(figure.value, indicator.unit, indicator.places, place.value)
    if figure.target is None or figure.rating in STATES or indicator.polarity.direction not in ("low", "high"):
        return words + said(".")
    met = figure.rating not in (line.scheme.near.rating, line.scheme.missed.rating)
    cell = actual_cells(case).target if figure.target == line.judged.target else ""
    sign = "<=" if indicator.polarity.direction == "low" else ">="
    condition = f"ROUND({place.value},12){sign}ROUND({cell or repr(figure.target)},12)"
    aim = amount(figure.target, indicator.unit, indicator.places, cell)
    within = said(" and meets the target of ") + aim + said(". If that lasts, the target for the year is met.")
    beyond = said(" and misses the target of ") + aim + said(".")
    judged = is_number(figure.target, cell, either(met, condition, within, beyond), said("."))
    return words + is_number(number_of(figure), place.value, judged, said("."))
