"""Comparison with other areas, and correlation with deprivation, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from xlperf.definitions.indicator import Indicator
from xlperf.figure import shown
from xlperf.report.comparison import Comparison
from xlperf.report.content import Line
from xlperf.report.pack import Fact
from xlperf.results.gap import worse_by
from xlperf.results.trend import trend

COMPARED, DEPRIVED = "Comparison", "Deprivation"
SLIGHTLY = 0.05
STRENGTHS = ((0.6, "strong"), (0.4, "moderate"), (0.2, "weak"))
"""From which size on a correlation is called what (Evans 1996, Straightforward Statistics for the Behavioral Sciences);
beneath the last there is no clear one."""


def comparison_fact(line: Line) -> Fact | None:
    """
    Return how the newest year compares with England, and with the mean of the neighbours, else with the region.

    A difference of up to 5% of the other value is called slight. None without an own value and one to set beside it.
    """
    now = [one for one in line.comparisons if not one.earlier_definition]
    known = [one for one in now if one.own.value is not None and list(_others(one))]
    if not known:
        return None
    newest = max(known, key=lambda one: one.period)
    own = newest.own.value
    assert own is not None
    groups: dict[str, list[str]] = {}
    for name, value in _others(newest):
        text = f"{name} ({shown(value, line.indicator.places, line.indicator.unit)})"
        groups.setdefault(_stands(own, value, line), []).append(text)
    said = "; it is ".join(f"{how} {' and '.join(names)}" for how, names in groups.items())
    said_own = shown(own, line.indicator.places, line.indicator.unit)
    rank = _rank(newest)
    return Fact(COMPARED, f"In {newest.period.heading} performance ({said_own}) is {said}.{rank}")


def _others(comparison: Comparison) -> Iterator[tuple[str, float]]:
    """Yield the averages to compare with and what to call them."""
    for area in comparison.of("England"):
        if area.value is not None:
            yield "the national average", area.value
    if comparison.mean is not None:
        yield f"the average of {comparison.group or 'the comparator group'}", comparison.mean
        return
    for area in comparison.of("region"):
        if area.value is not None:
            yield f"the average of {area.area}", area.value


def _stands(own: float, other: float, line: Line) -> str:
    """Return how a value stands to another, as shown: ``slightly worse than (above)``."""
    indicator = line.indicator
    if shown(own, indicator.places, indicator.unit) == shown(other, indicator.places, indicator.unit):
        return "the same as"
    slightly = "slightly " if other and abs(own - other) <= SLIGHTLY * abs(other) else ""
    side = "above" if own > other else "below"
    way = _judged(own, other, indicator) if line.is_judged else ""
    return f"{slightly}{way} than ({side})" if way else f"{slightly}{side}"


def _judged(own: float, other: float, indicator: Indicator) -> str:
    if trend(own, other, indicator.polarity, indicator.places, indicator.unit) in (None, "no change"):
        return ""
    return "worse" if worse_by(own, other, indicator.polarity) > 0 else "better"


def _rank(comparison: Comparison) -> str:
    """Return the rank within the group, else among all that are given."""
    if comparison.group_rank is not None and comparison.group_ranked > 1:
        return f" It ranks {comparison.group_rank} of {comparison.group_ranked} in its group, 1 being the best."
    if comparison.rank is not None and comparison.ranked > 1:
        return f" It ranks {comparison.rank} of the {comparison.ranked} councils given, 1 being the best."
    return ""


def deprivation_fact(line: Line) -> Fact | None:
    """Return how closely the measure goes with deprivation, and what the line through all councils expects here."""
    found = line.deprivation
    if found is None or len(found.points) < 3:
        return None
    size = sqrt(max(found.explained, 0.0))
    named = next((word for least, word in STRENGTHS if size >= least), "")
    across = f"across {len(found.points)} councils in {found.period.heading}"
    explained = f"deprivation explains {shown(found.explained, 0, 'percent')} of the differences"
    if not named:
        return Fact(DEPRIVED, f"No clear correlation with deprivation {across}: {explained}.")
    way = "rises" if found.slope > 0 else "falls"
    said = f"There is a {named} correlation with deprivation {across}: the measure {way} with it, and {explained}."
    if found.expected is not None and found.residual is not None:
        places, unit = line.indicator.places, line.indicator.unit
        expected, apart = shown(found.expected, places, unit), shown(abs(found.residual), places, unit)
        side = "above" if found.residual > 0 else "below"
        said += f" {line.now.area} lies {apart} {side} the {expected} expected at its level of deprivation."
    return Fact(DEPRIVED, said)
