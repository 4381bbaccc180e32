"""Indicators as plain facts, for hosts that have no models: text and numbers, as a cell shows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Indicator
from xlperf.period import Period

Facts = dict[str, str | float]
Parts = tuple[str, tuple[tuple[str, date, date], ...], Facts, tuple[tuple[date, date, float], ...]]


def entries(catalogue: Catalogue) -> Iterator[Parts]:
    """Yield each indicator's id, its codes with their days, its facts, and its targets for the whole area with days."""
    for name, indicator in catalogue.indicators.items():
        codes = tuple((code.code, code.first_day, code.last_day) for code in indicator.codes)
        targets = []
        for target in indicator.targets:
            if not target.area:
                period = Period.parse(target.period)
                targets.append((period.first_day, period.last_day, target.value))
        yield name, codes, facts(indicator), tuple(targets)


def facts(indicator: Indicator) -> Facts:
    """
    Return what a cell can show of an indicator, by its name there; what the definition does not say is left out.

    Polarity and red limit are in the unit of the cell's value, so a percentage's are fractions.
    """
    found: dict[str, str | float | None] = {
        "title": indicator.title,
        "short title": indicator.short_title,
        "codes": ", ".join(indicator.all_codes),
        "definition": " ".join(indicator.definition.split()),
        "why": " ".join(indicator.why.split()),
        "polarity": indicator.polarity.written(),
        "unit": indicator.unit,
        "places": float(indicator.places),
        "per": float(indicator.per) if indicator.unit == "rate" else None,
        "timing": indicator.timing,
        "scheme": indicator.scheme,
        "red limit": indicator.red_limit,
        "numerator": indicator.numerator.label if indicator.numerator else None,
        "denominator": indicator.denominator.label if indicator.denominator else None,
        "population": indicator.population,
        "section": indicator.section,
        "owner": indicator.owner,
    }
    return {what: fact for what, fact in found.items() if fact not in (None, "")}
