"""What is said of a forecast: its method with the inputs, why this method, where its limits come from, what to know."""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.figure import Unit, shown
from xlperf.period import Period, PeriodKind
from xlperf.results.back_test import fewest, rank
from xlperf.results.forecast_methods import Measure, Method, Pair, Window


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a forecast was made from, and what came out."""

    measure: Measure
    unit: Unit
    places: int
    step: PeriodKind
    year: Period
    window: Window
    so_far: Pair | None
    result: Pair
    value: float
    is_usual: bool  # nobody named the method
    share: float | None  # of a year's total that earlier years had by now
    begins: Period
    ends: Period
    missing: tuple[Period, ...]  # steps of the year so far without a figure
    is_given: bool  # the year to date is a percentage without its counts

    @property
    def text(self) -> str:
        """The forecast as it is shown."""
        return shown(self.value, self.places, self.unit)


def span(period: Period) -> str:
    """Return a period in words: ``January 2012``, ``2011/12 Q3``, ``April 2011 to January 2012``."""
    if period.kind is PeriodKind.MONTH:
        return f"{period.last_day:%B %Y}"
    if period.kind is PeriodKind.YEAR_TO_DATE:
        return f"{period.first_day:%B %Y} to {period.last_day:%B %Y}"
    return str(period)


def method_sentence(method: Method, of: Inputs) -> str:
    """Return the method and its inputs in one sentence."""
    match method:
        case "carried forward":
            kind, name, end = of.ends.kind.value, span(of.ends), of.year
            return f"Carried forward: the latest {kind}, {name}, {of.text}; {end} is taken to end where it stands now."
        case "ratio of sums":
            counts = f"{_counts(of.so_far)}, " if not of.is_given else ""
            return f"Ratio of sums: {counts}{of.text} in {_year_so_far(of)}; the rest is taken to go the same way."
        case "run rate":
            return (
                f"Run rate: {_count(of.so_far)} in {_year_so_far(of)}, {_how_many(of)}; at that pace "
                f"{_count(of.result)} in the whole of {of.year}{_as_value(of)}."
            )
        case "seasonal profile":
            return (
                f"Seasonal profile: {_count(of.so_far)} in {_year_so_far(of)}; {_earlier_years(of)} "
                f"{shown(of.share, 1, 'percent')} of the year's total by then, which makes {_count(of.result)} in the "
                f"whole of {of.year}{_as_value(of)}."
            )
        case "linear":
            return _line_sentence(of)


def _line_sentence(of: Inputs) -> str:
    line = f"a straight line through the latest {of.window.points} {of.step.value}s with figures"
    if of.measure == "level":
        return f"Linear: {line}, {span(of.begins)} to {span(of.ends)}, reaches {of.text} at the end of {of.year}."
    so_far = _counts(of.so_far) if of.measure == "share" else _count(of.so_far)
    return f"Linear: {so_far} in {_year_so_far(of)}, and for what is left {line}, which makes {of.text} in {of.year}."


def reason_sentence(method: Method, of: Inputs) -> str:
    """Return why the method was used."""
    if not of.is_usual:
        return f'The indicator\'s definition names this method, "{method}".'
    match method:
        case "carried forward":
            return "A figure that stands at a day has no parts to add up, so the latest one is carried forward."
        case "ratio of sums":
            return (
                "A percentage of what happens in the year is the sum of its numerators over that of its denominators."
            )
        case "seasonal profile":
            return "Two complete years are there, so the time of year is taken into account."
        case _:
            return "There are no two complete years before this one to show the time of year, so an even pace is taken."


def limits_sentence(count: int, margin: float | None, level: float, of: Inputs) -> str:
    """Return where the limits come from, or why there are none."""
    share = shown(level, 0, "percent")
    if margin is None:
        points = f"{count or 'no'} earlier point{'' if count == 1 else 's'}"
        return (
            f"No limits: there {'is' if count == 1 else 'are'} {points} of this series from which the method can be "
            f"tried and the outcome is known, and {share} limits need {fewest(level)}."
        )
    width = f"{shown(margin * 100, of.places)} points" if of.unit == "percent" else shown(margin, of.places)
    return (
        f"{share} limits from back-testing: {rank(count, level)} of {count} earlier forecasts of this series, as far "
        f"ahead as this one, came within {width} of the outcome."
    )


def what_to_know(of: Inputs, provisional: tuple[Period, ...], until: Period, margin: float | None) -> tuple[str, ...]:
    """Return what a reader has to know: figures that are not there, a short year so far, provisional inputs."""
    said = []
    if of.missing:
        names = ", ".join(map(span, of.missing))
        has, is_like = ("has", "is") if len(of.missing) == 1 else ("have", "are")
        said.append(f"{names} {has} no figure and {is_like} taken to be like the others.")
    if of.ends.last_day < min(until.last_day, of.year.last_day) and of.step is not PeriodKind.YEAR:
        said.append(f"There is no figure after {span(of.ends)}, so the forecast starts from there.")
    if of.measure != "level" and len(of.window.used) == 1:
        said.append(f"The year so far is a single {of.step.value}, so the forecast says little.")
    if provisional:
        said.append(f"Provisional: {', '.join(map(span, provisional))}. The forecast changes with it.")
    if margin == 0:
        said.append(
            "So many earlier forecasts were exactly right that the limits have no width; they may yet be wrong."
        )
    return tuple(said)


def _year_so_far(of: Inputs) -> str:
    if len(of.window.used) == 1:
        return span(of.ends)
    between = " (not all of them)" if of.missing else ""
    return f"the year to date, {span(of.begins)} to {span(of.ends)}{between}"


def _how_many(of: Inputs) -> str:
    return f"{len(of.window.used)} of {of.window.length} {of.step.value}s"


def _earlier_years(of: Inputs) -> str:
    starts = range(of.year.start_year - of.window.profile_years, of.year.start_year)
    names = [str(Period.financial_year(start)) for start in starts]
    return f"{names[0]} had" if len(names) == 1 else f"{' and '.join(names)} together had"


def _counts(pair: Pair | None) -> str:
    return f"{_amount(pair[0])} of {_amount(pair[1])}" if pair else ""


def _count(pair: Pair | None) -> str:
    return _amount(pair[0]) if pair else ""


def _amount(number: float) -> str:
    return shown(number, 0 if number == int(number) else 1)


def _as_value(of: Inputs) -> str:
    return f", a rate of {of.text}" if of.unit == "rate" else ""
