"""What an indicator is compared with, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlperf.area import is_team, plain_name
from xlperf.definitions.describe import day_in_words
from xlperf.definitions.indicator import Indicator
from xlperf.figure import Figure, shown
from xlperf.journey.compared import AVERAGE, OWN, Candidate, Field, Year, field_of
from xlperf.journey.figures import FigureMaker
from xlperf.journey.stated import follows
from xlperf.journey.teams import teams_of
from xlperf.period import Period
from xlperf.report.comparison import Compared, Comparison
from xlperf.results.compare import FEWEST_FOR_QUARTILES, Mean, mean, standing
from xlperf.symbols import Missing

MOST_NAMED = 12
"""A note names so many areas at most."""


def comparisons_of(maker: FigureMaker, indicator: Indicator, period: Period) -> tuple[Comparison, ...]:
    """
    Return the comparisons year by year, the oldest first, up to the period's year.

    There is one for every financial year for which any other area is given. In years in which the code stood for
    another measure it is that one that is compared, and the comparison says so. A team is compared with nobody.
    """
    if is_alone(maker):
        return ()
    given = field_of(maker, indicator)
    years = [year for year in given.years.values() if year.period <= period.year and set(year.found) - {OWN}]
    found = {year.period: _comparison(maker, indicator, given, year, period) for year in years}
    former = dict(_before_the_change(maker, indicator, period))
    for year in former.keys() - found.keys():
        found[year] = former[year]
    ordered = [found[year] for year in sorted(found)]
    return tuple(_with_the_break(indicator, period, ordered))


def is_alone(maker: FigureMaker) -> bool:
    """Say whether figures are made for a team, which is compared with no authority."""
    return is_team(maker.authority) or plain_name(maker.authority) in teams_of(maker.inputs.returns)


@dataclass(frozen=True, slots=True)
class OwnValue:
    """The authority's own value of a year; `heading` of the part of the year that it is of, where the year goes on."""

    compared: Compared
    notes: tuple[str, ...] = ()
    part: str = ""


def own_value(maker: FigureMaker, indicator: Indicator, year: Year, period: Period) -> OwnValue:
    """
    Return the authority's own value of a year, with what is to be said of it.

    Its own figure stands. Without one it is what Comparators, or else a published table, gives for the authority; in
    the report's own year, else the year to date or the report's period.
    """
    figure = maker.figure(indicator, year.period)
    given = [one for one in (year.found.get(OWN), year.published_own) if one and one.compared.value is not None]
    if figure.value is not None:
        value = figure.value
        notes = [_differs(one, value, indicator) for one in given if not follows(one.stated, value, indicator.unit)]
        return OwnValue(_as_own(figure), tuple(notes))
    if figure.missing is Missing.CONFIDENTIAL:  # and so it is from whatever source
        return OwnValue(_as_own(figure))
    for one in given:
        source = one.compared.source or "the sheet Comparators"
        return OwnValue(one.compared, (f"Own value: as given by {source}, for want of a figure of our own.",))
    if year.period == period.year:
        for part in dict.fromkeys((period.to_date(), period)):
            if (figure_of_part := maker.figure(indicator, part)).value is not None:
                said = f"Own value: {part.heading}, because the year has no figure yet."
                return OwnValue(_as_own(figure_of_part), (said,), part.heading)
    return OwnValue(_as_own(figure))


def _as_own(figure: Figure) -> Compared:
    missing = None if figure.value is not None else figure.missing or Missing.NOT_AVAILABLE
    return Compared(figure.area, OWN, figure.value, missing, figure.provisional, figure.marks, figure.method)


def _comparison(maker: FigureMaker, indicator: Indicator, field: Field, year: Year, period: Period) -> Comparison:
    mine = own_value(maker, indicator, year, period)
    own, notes = mine.compared, list(mine.notes)
    others = [one.compared for key, one in year.found.items() if key not in (OWN, AVERAGE)]
    neighbours = _neighbours(field, year)
    authorities = [one for one in others if one.role == "authority"]
    average = year.found.get(AVERAGE)
    group = (neighbours and field.group) or (average.group if average else "")
    middle = mean(one.value for one in neighbours)
    counts_on = bool(mine.part) and indicator.unit == "count" and indicator.timing == "flow"
    value = None if counts_on else own.value
    all_of_them = standing(value, [one.value for one in (*neighbours, *authorities)], indicator.polarity)
    in_group = standing(value, [one.value for one in neighbours], indicator.polarity)
    if counts_on:
        notes.append("A count of part of a year is not ranked beside those of whole years.")
    notes += [*year.notes, *_about_the_group(field, year, neighbours, middle, average, indicator)]
    if all_of_them.rank is not None and all_of_them.band is None:
        notes.append(f"No quartile: fewer than {FEWEST_FOR_QUARTILES} authorities have a value.")
    if said := maker.inputs.published.not_found(maker.authority):
        notes.append(said)
    return Comparison(
        period=year.period,
        own=own,
        others=(*_of(others, "England"), *_of(others, "region"), *neighbours, *authorities),
        group=group,
        mean=average.compared.value if average and not middle.members else middle.value,
        available=middle.available,
        members=middle.members,
        rank=all_of_them.rank,
        ranked=all_of_them.ranked,
        band=all_of_them.band or "",
        to_best_quartile=all_of_them.to_edge,
        notes=tuple(dict.fromkeys(notes)),
        stated_average=average.compared if average else None,
        group_rank=in_group.rank if neighbours else None,
        group_ranked=in_group.ranked if neighbours else 0,
    )


def _of(others: Sequence[Compared], role: str) -> list[Compared]:
    return [one for one in others if one.role == role]


def _neighbours(field: Field, year: Year) -> list[Compared]:
    """Return the neighbours of a year, members without a row among them; none where no member has one."""
    there = {
        key: one.compared for key, one in year.found.items() if one.compared.role == "neighbour" and key != AVERAGE
    }
    if not there:
        return []
    lacking = {
        key: Compared(name, "neighbour", None, Missing.NOT_AVAILABLE)
        for key, name in field.members.items()
        if key not in there
    }
    return list(({key: (there | lacking)[key] for key in field.members} | there).values())


def _about_the_group(
    field: Field,
    year: Year,
    neighbours: Sequence[Compared],
    middle: Mean,
    average: Candidate | None,
    indicator: Indicator,
) -> Iterator[str]:
    """Yield how many members the mean is of, who has no value, and how the mean stands to an average that is stated."""
    if average and not neighbours:
        yield f"{average.compared.area}: the average as it was given, without its members."
        return
    without = [one for one in neighbours if one.value is None]
    if without:
        names = ", ".join(
            f"{one.area} {one.missing.shown if one.missing else ''}".rstrip() for one in without[:MOST_NAMED]
        )
        yield f"The mean is of {middle.available} of {middle.members}; without a value: {names}."
    for key, name in field.members.items():
        years = field.years_of(key)
        if neighbours and key not in year.found and years:
            yield f"{name} has no row for {year.period}; there are rows for {_span(years)}."
    if average is None or average.compared.value is None or middle.value is None:
        return
    if not follows(average.stated, middle.value, indicator.unit):
        stated, worked_out = (
            shown(one, indicator.places, indicator.unit) for one in (average.compared.value, middle.value)
        )
        yield f"{average.compared.area} is given as {stated}; the mean of its members is {worked_out}, which stands."


def _span(years: Sequence[Period]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


def _differs(given: Candidate, value: float, indicator: Indicator) -> str:
    other, own = (shown(one, indicator.places, indicator.unit) for one in (given.compared.value, value))
    return f"{given.compared.source or 'Comparators'} gives {other}; our own figure is {own} and stands."


# A code that stood for another measure


def _before_the_change(maker: FigureMaker, indicator: Indicator, period: Period) -> Iterator[tuple[Period, Comparison]]:
    """Yield the comparisons of the measures for which the code of today stood in earlier years."""
    code = indicator.code_on(period.last_day)
    for former in maker.inputs.indicators.values():
        if former.id == indicator.id or not former.named_on(code):
            continue
        given = field_of(maker, former)
        for year in given.years.values():
            then = maker.inputs.find(code, year.period)
            if year.period >= period.year or then is None or then.id != former.id or not set(year.found) - {OWN}:
                continue
            comparison = _comparison(maker, former, given, year, period)
            said = (
                f"In {year.period} {code} stood for: {former.title}. The year is compared within itself, and not with"
                " later ones."
            )
            yield year.period, replace(comparison, earlier_definition=True, notes=(said, *comparison.notes))


def _with_the_break(indicator: Indicator, period: Period, ordered: Sequence[Comparison]) -> Iterator[Comparison]:
    """Yield the comparisons; the first one after a change of definition says so too."""
    code = indicator.code_on(period.last_day)
    since = next((own.first_day for own in indicator.codes if own.code == code and own.in_force(period.last_day)), None)
    before = None
    for one in ordered:
        if before and before.earlier_definition and not one.earlier_definition and since:
            said = (
                f"Since {day_in_words(since)} {code} stands for another measure; no earlier year is compared with it."
            )
            one = replace(one, notes=(said, *one.notes))
        before = one
        yield one
