"""Why a measure needs a performance surgery: each reason worked out from the figures, in words that carry them.

The reasons are those of Derby's template of 2012: the in-year target missed, the forecast to miss, a deteriorating
direction of travel, a poor comparison with other authorities, and any other that somebody states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlperf.figure import Figure
from xlperf.report.comparison import Comparison
from xlperf.report.content import Line
from xlperf.report.formula_parts import decimals_kept, worse_by
from xlperf.report.pack import Reason, ReasonKind
from xlperf.report.sentences import Words, amount, either, is_number, said
from xlperf.results.rating import STATES, adrift
from xlperf.results.trend import Trend, trend
from xlperf.symbols import Missing, Number

YES, NO, NOT_KNOWN = "Yes ▲", "No ●", "Not known ○"
TITLES: dict[ReasonKind, str] = {
    "target missed": "In-year target missed",
    "forecast to miss": "Forecast to miss the target",
    "deteriorating": "Deteriorating direction of travel",
    "poor comparison": "Poor comparison with other authorities",
    "other": "Other",
}
OTHER_PART = "Other reason"


@dataclass(frozen=True, slots=True)
class Judged:
    """References to a figure with its target and its distance from it; empty ones refer to nothing."""

    value: str = ""
    target: str = ""
    adrift: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """References to everything that the reasons of one measure rest on."""

    actual: Judged = Judged()
    forecast: Judged = Judged()
    now: str = ""
    before: str = ""
    outturn: str = ""
    own: str = ""  # the council's own value in the year of the comparison
    england: str = ""
    mean: str = ""


NO_CELLS = Cells()


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that a value is held against: its number, how to call it, and where it stands."""

    value: Number | None
    called: str
    reference: str


def reasons_of(line: Line) -> tuple[Reason, ...]:
    """Return all five reasons of a measure, each with whether it holds and the sentence with its figures."""
    typed = other_reason(line)
    stated = Reason("other", bool(typed), typed or "No other reason is given.")
    return (
        Reason("target missed", misses(line.judged.rating, line), target_sentence(line).text),
        Reason("forecast to miss", misses(_forecast_rating(line), line), forecast_sentence(line).text),
        Reason("deteriorating", any_worse(line, *earlier_figures(line)), travel_sentence(line).text),
        Reason("poor comparison", any_worse(line, *others(line)), comparison_sentence(line).text),
        stated,
    )


def other_reason(line: Line) -> str:
    """Return what people state as another reason; empty when they state none."""
    return "\n".join(remark.words for remark in line.remarks if remark.part.casefold() == OTHER_PART.casefold()).strip()


def misses(rating: str, line: Line) -> bool | None:
    """Say whether a rating is of a target that is missed, by little or by much; None where nothing can be rated."""
    if rating in STATES:
        return None
    return rating in (line.scheme.near.rating, line.scheme.missed.rating)


def _forecast_rating(line: Line) -> str:
    return line.forecast.rating if line.forecast is not None else "no data"


# Targets


def target_sentence(line: Line, cells: Cells = NO_CELLS) -> Words:
    """Return how the year to date, or the latest period, stands to its target."""
    return _against_target(line, line.judged, f"{line.judged.period.heading}: ", cells.actual)


def forecast_sentence(line: Line, cells: Cells = NO_CELLS) -> Words:
    """Return how the forecast to the end of the year stands to its target."""
    if line.forecast is None:
        return said("There is no forecast to the end of the year, neither stated nor worked out.")
    return _against_target(line, line.forecast, f"Forecast for {line.forecast.period.heading}: ", cells.forecast)


def _against_target(line: Line, figure: Figure, opening: str, cells: Judged) -> Words:
    indicator = line.indicator
    if not line.is_judged:
        return said("Watched only: no target says which way is better.")
    value = amount(number_of(figure), indicator.unit, indicator.places, cells.value)
    if indicator.polarity.direction == "range":
        aim = said(f"a range of {indicator.polarity.written(indicator.unit)}")
    else:
        aim = said("a target of ") + amount(figure.target, indicator.unit, indicator.places, cells.target)
    gap = adrift(number_of(figure), figure.target, indicator.polarity)
    away = gap if not isinstance(gap, Missing) else 0.0
    cell = cells.adrift
    by = said(", ") + amount(abs(away), "percent", 1, f"ABS({cell})" if cell else "")
    side = either(away > 0, f"{cell}>0" if cell else "", said(" worse than it."), said(" better than it."))
    on_it = said(", inside it." if indicator.polarity.direction == "range" else ", exactly on it.")
    away_from_it = either(away == 0, f"ROUND({cell},12)=0" if cell else "", on_it, by + side)
    apart = is_number(gap, cell, away_from_it, said("."))
    with_target = said(opening) + value + said(" against ") + aim + apart
    without = said(opening) + value + said(". No target is given.")
    if indicator.polarity.direction != "range":
        with_target = is_number(figure.target, cells.target, with_target, without)
    return is_number(number_of(figure), cells.value, with_target, said(f"{opening}no figure is given."))


# Direction of travel


def earlier_figures(line: Line, cells: Cells = NO_CELLS) -> tuple[tuple[Beside, Beside], ...]:
    """
    Return what shows the direction of travel, as pairs of now and then.

    The latest period against the preceding one of its kind; and what is judged against last year's outturn, except a
    count of events, of which part of a year cannot be held against a whole one.
    """
    before, now, judged, outturn = line.latest[-2], line.now, line.judged, line.outturn
    pairs = [
        (
            Beside(number_of(now), now.period.heading, cells.now),
            Beside(number_of(before), before.period.heading, cells.before),
        )
    ]
    if not _adds_up(line):
        pairs.append(
            (
                Beside(number_of(judged), judged.period.heading, cells.actual.value),
                Beside(number_of(outturn), outturn.period.heading, cells.outturn),
            )
        )
    return tuple(pairs)


def _adds_up(line: Line) -> bool:
    return line.indicator.unit == "count" and line.indicator.timing == "flow"


def travel_sentence(line: Line, cells: Cells = NO_CELLS) -> Words:
    """Return the direction of travel in words, and whether the forecast would be an improvement on last year."""
    if line.indicator.polarity.direction == "neutral":
        return said("Neither more nor less is better, so there is no direction of travel.")
    words = _compared(line, earlier_figures(line, cells))
    if line.forecast is not None and not _adds_up(line):
        forecast = Beside(number_of(line.forecast), line.forecast.period.heading, cells.forecast.value)
        outturn = Beside(number_of(line.outturn), line.outturn.period.heading, cells.outturn)
        unit, places = line.indicator.unit, line.indicator.places
        opening = said(" If the forecast of ") + amount(forecast.value, unit, places, forecast.reference)
        following = opening + said(f" is reached, {forecast.called} will be ")
        following += _how(line, forecast, outturn) + said(f" {outturn.called}.")
        words += _if_both(forecast, outturn, following, said(""))
    return words


# Other authorities


def latest_comparison(line: Line) -> Comparison | None:
    """Return the newest comparison in which the council and England or its neighbours' mean have a value."""
    for comparison in reversed(line.comparisons):
        if comparison.earlier_definition:
            continue
        if comparison.own.value is not None and (comparison.mean is not None or england_in(comparison) is not None):
            return comparison
    return None


def england_in(comparison: Comparison) -> float | None:
    """Return England's value in a comparison; None without one."""
    return next((one.value for one in comparison.of("England") if one.value is not None), None)


def group_in(comparison: Comparison) -> str:
    """Return what the mean of the neighbours is called: the group as the inputs name it, and how many are in it."""
    called = comparison.group or "statistical neighbours"
    if 0 < comparison.available < comparison.members:
        return f"{called} ({comparison.available} of {comparison.members} have a value)"
    return called


def others(line: Line, cells: Cells = NO_CELLS) -> tuple[tuple[Beside, Beside], ...]:
    """Return the council's value of the latest common year beside England and the neighbours' mean."""
    comparison = latest_comparison(line)
    if comparison is None:
        return ()
    own = Beside(comparison.own.value, comparison.period.heading, cells.own)
    pairs = []
    if (england := england_in(comparison)) is not None:
        pairs.append((own, Beside(england, "England", cells.england)))
    if comparison.mean is not None:
        pairs.append((own, Beside(comparison.mean, f"the mean of {group_in(comparison)}", cells.mean)))
    return tuple(pairs)


def comparison_sentence(line: Line, cells: Cells = NO_CELLS) -> Words:
    """Return how the council stands to England and to the mean of its neighbours."""
    pairs = others(line, cells)
    if not pairs:
        return said("The inputs have no year with values of the council and of England or its neighbours.")
    if line.indicator.polarity.direction == "neutral":
        return said("Neither more nor less is better, so no comparison is poor.")
    return _compared(line, pairs)


# What both kinds of comparison share


def any_worse(line: Line, *pairs: tuple[Beside, Beside]) -> bool | None:
    """Say whether the first of any pair is worse than the second; None where no pair can be compared."""
    found = [_moved(line, *pair) for pair in pairs]
    known = [one for one in found if one is not None]
    return any(one == "getting worse" for one in known) if known else None


def any_worse_formula(line: Line, pairs: Sequence[tuple[Beside, Beside]]) -> str:
    """Return the formula of the same, in the words of the panel; empty where no pair refers to cells."""
    referred = [(one.reference, other.reference) for one, other in pairs if one.reference and other.reference]
    if not referred or line.indicator.polarity.direction == "neutral":
        return ""
    known = ",".join(f"COUNT({one},{other})=2" for one, other in referred)
    worse = ",".join(f"IF(COUNT({one},{other})=2,{_gap(line, one, other)}>0,FALSE)" for one, other in referred)
    return f'=IF(OR({known}),IF(OR({worse}),"{YES}","{NO}"),"{NOT_KNOWN}")'


def _gap(line: Line, one: str, other: str) -> str:
    """Return how much worse one cell is than another, both as they are shown."""
    kept = decimals_kept(line.indicator.places, line.indicator.unit)
    return f"ROUND({worse_by(f'ROUND({one},{kept})', f'ROUND({other},{kept})', line.indicator.polarity)},12)"


def _moved(line: Line, one: Beside, other: Beside) -> Trend | None:
    indicator = line.indicator
    return trend(one.value, other.value, indicator.polarity, indicator.places, indicator.unit)


def _compared(line: Line, pairs: Sequence[tuple[Beside, Beside]]) -> Words:
    """Return a sentence for each pair: what it was, and whether that is worse than, the same as or better than it."""
    unit, places = line.indicator.unit, line.indicator.places
    words = said("")
    for number, (one, other) in enumerate(pairs):
        space = " " if number else ""
        opening = said(f"{space}{one.called}: ") + amount(one.value, unit, places, one.reference)
        then = amount(other.value, unit, places, other.reference)
        sentence = opening + said(" is ") + _how(line, one, other) + said(f" {other.called} (") + then + said(").")
        unknown = said(f"{space}{one.called} cannot be compared with {other.called}: a figure is missing.")
        words += _if_both(one, other, sentence, unknown)
    return words


def _how(line: Line, one: Beside, other: Beside) -> Words:
    moved = _moved(line, one, other)
    worse = same = ""
    if one.reference and other.reference:
        gap = _gap(line, one.reference, other.reference)
        worse, same = f"{gap}>0", f"{gap}=0"
    otherwise = either(moved == "no change", same, said("the same as"), said("better than"))
    return either(moved == "getting worse", worse, said("worse than"), otherwise)


def _if_both(one: Beside, other: Beside, yes: Words, no: Words) -> Words:
    known = all(isinstance(side.value, float | int) and not isinstance(side.value, Missing) for side in (one, other))
    referred = one.reference and other.reference
    return either(known, f"COUNT({one.reference},{other.reference})=2" if referred else "", yes, no)


def number_of(figure: Figure) -> Number:
    """Return a figure's value, or the sign of why it has none."""
    return figure.value if figure.value is not None else (figure.missing or Missing.NOT_AVAILABLE)
