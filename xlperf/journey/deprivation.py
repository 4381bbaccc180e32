"""An indicator against deprivation: all authorities that have both, and the line through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlperf.definitions.indicator import Indicator
from xlperf.journey.compared import AVERAGE, OWN, Field, Year, field_of
from xlperf.journey.comparisons import MOST_NAMED, is_alone, own_value
from xlperf.journey.figures import DEPRIVATION, FigureMaker
from xlperf.period import Period
from xlperf.report.comparison import Compared, Deprivation, Deprived
from xlperf.results.line import least_squares

FEWEST = 3
"""Through two points there is always a line that explains everything."""


def deprivation_of(maker: FigureMaker, indicator: Indicator, period: Period) -> Deprivation | None:
    """
    Return the measure against deprivation (IDACI); None where fewer than three authorities have both.

    The year is the newest up to the period's for which enough authorities have a value; the deprivation of each is the
    newest up to then, or else the oldest after. England, regions and averages of groups are no points.
    """
    index = maker.inputs.catalogue.find(DEPRIVATION)
    if index is None or index.id == indicator.id or is_alone(maker):
        return None
    given, poor = field_of(maker, indicator), field_of(maker, index)
    for year in sorted((one for one in given.years.values() if one.period <= period.year), key=_newest_first):
        shares = _deprivation(maker, index, poor, year.period)
        there = {key: one for key, one in _authorities(year).items() if one.value is not None}
        points = [_point(one, shares[key]) for key, one in there.items() if key in shares]
        own = own_value(maker, indicator, year, period).compared
        if OWN in shares and own.value is not None:
            points.insert(0, Deprived(maker.authority, "own", shares[OWN].value or 0.0, own.value))
        line = least_squares((one.deprivation, one.value) for one in points) if len(points) >= FEWEST else None
        if line is None:
            continue
        share = shares[OWN].value if OWN in shares else None
        return Deprivation(
            period=year.period,
            source="; ".join(dict.fromkeys(one.source for key, one in shares.items() if key in there and one.source)),
            points=tuple(points),
            slope=line.slope,
            intercept=line.intercept,
            explained=line.explained,
            expected=line.expected(share) if share is not None else None,
            residual=line.residual(share, own.value) if share is not None and own.value is not None else None,
            notes=_left_out([one.area for key, one in there.items() if key not in shares]),
        )
    return None


def _left_out(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return (f"Left out, because their deprivation is not known: {', '.join(names[:MOST_NAMED])}{more}.",)


def _newest_first(year: Year) -> int:
    return -year.period.start_year


def _authorities(year: Year) -> dict[str, Compared]:
    """Return the authorities of a year by key, without the council itself and without averages."""
    found = {key: one.compared for key, one in year.found.items() if key not in (OWN, AVERAGE)}
    return {key: one for key, one in found.items() if one.role in ("neighbour", "authority")}


def _point(one: Compared, share: Compared) -> Deprived:
    return Deprived(one.area, one.role, share.value or 0.0, one.value or 0.0)


def _deprivation(maker: FigureMaker, index: Indicator, field: Field, period: Period) -> Mapping[str, Compared]:
    """Return the share of children in poverty of each authority by key, the council's own among them."""
    before = sorted((year for year in field.years.values() if year.period <= period), key=_newest_first)
    after = sorted(
        (year for year in field.years.values() if year.period > period), key=lambda one: one.period.start_year
    )
    found: dict[str, Compared] = {}
    for year in (*before, *after):
        for key, one in _authorities(year).items():
            if one.value is not None:
                found.setdefault(key, one)
        own = own_value(maker, index, year, period).compared
        if own.value is not None:
            found.setdefault(OWN, own)
    return found
