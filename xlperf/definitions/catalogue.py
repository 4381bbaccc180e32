"""Everything that is defined, found by code and day or by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from xlperf.definitions.describe import day_in_words, days_in_words
from xlperf.definitions.indicator import Code, Indicator, plain_code
from xlperf.definitions.plan import Plan
from xlperf.definitions.returns import ReturnDefinition
from xlperf.errors import UnknownName
from xlperf.results.rating import Scheme
from xlperf.sheets.theme import Theme

Carrier = tuple[Code, Indicator]


@dataclass(frozen=True)
class Catalogue:
    """Indicators, rating schemes, report plans, themes and returns, each by id, in a stable order."""

    indicators: Mapping[str, Indicator]
    schemes: Mapping[str, Scheme]
    plans: Mapping[str, Plan]
    themes: Mapping[str, Theme]
    returns: Mapping[str, ReturnDefinition]

    def find(self, code: str, day: date | None = None) -> Indicator | None:
        """
        Return the indicator that a code stands for on a day; None when there is none.

        Codes match without spaces, case and punctuation. Without a day the indicator is the one for which the code is
        in force latest: NI 59 is then the ten-day measure.
        """
        carriers = self._by_code.get(plain_code(code), [])
        if day is None:
            return max(carriers, key=_how_late)[1] if carriers else None
        return next((indicator for own, indicator in carriers if own.in_force(day)), None)

    def named(self, name: str, day: date | None = None) -> Indicator:
        """Return the indicator of a code or id; raise UnknownName, with the nearest there are, when there is none."""
        found = self.find(name, day) or self._by_id.get(plain_code(name))
        if found is None:
            raise UnknownName("indicator", name, self._names(), self._remedy(name, day))
        return found

    def scheme_of(self, indicator: Indicator) -> Scheme:
        """Return the scheme by which an indicator is rated."""
        return self.schemes[indicator.scheme]

    def describe(self, name: str, day: date | None = None) -> str:
        """Return the definition of an indicator in full, in plain words, with what its rating means."""
        indicator = self.named(name, day)
        return indicator.describe(self.scheme_of(indicator))

    @cached_property
    def _by_code(self) -> dict[str, list[Carrier]]:
        """Every code, plain, with those that carry it and when."""
        found: dict[str, list[Carrier]] = {}
        for indicator in self.indicators.values():
            for code in indicator.codes:
                found.setdefault(plain_code(code.code), []).append((code, indicator))
        return found

    @cached_property
    def _by_id(self) -> dict[str, Indicator]:
        return {plain_code(name): indicator for name, indicator in self.indicators.items()}

    def _names(self) -> Iterator[str]:
        for name, indicator in self.indicators.items():
            yield from indicator.all_codes
            yield name

    def _remedy(self, name: str, day: date | None) -> str:
        """Return what to do about an unknown name: where a list is, or from when to when a code is in force."""
        carriers = self._by_code.get(plain_code(name), [])
        if day is None or not carriers:
            return "The command xlperf indicators lists those there are."
        times = " and ".join(f"{days_in_words(code)} ({indicator.title})" for code, indicator in carriers)
        return f"On {day_in_words(day)} the code was not in force; it is in force {times}."


def _how_late(carrier: Carrier) -> tuple[date, date]:
    code, _ = carrier
    return code.last_day, code.first_day
