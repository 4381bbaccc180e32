"""Which indicator a code stands for: by the catalogue and the day, or by a measure that the workbook itself adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Indicator, plain_code
from xlperf.errors import did_you_mean
from xlperf.returns.performance.table import Row

_BETWEEN_CODES = re.compile(r"[;,\n]|\s+and\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Codes:
    """
    What the codes of one workbook stand for.

    `indicators` are the catalogue's with the sheet Measures laid over them, and those that only Measures knows
    (`local`, by plain code). `latest` gives the last day for which the workbook holds a figure of a code, and
    `last_day` the last of all: the day by which a code without a period is read.
    """

    catalogue: Catalogue
    indicators: Mapping[str, Indicator]
    local: Mapping[str, str] = field(default_factory=dict)  # plain code → id
    latest: Mapping[str, date] = field(default_factory=dict)
    last_day: date | None = None

    def find(self, code: str, day: date | None = None) -> Indicator | None:
        """Return the indicator for which a code stands on a day; without one, at its latest in this workbook."""
        plain = plain_code(code)
        if plain in self.local:
            return self.indicators[self.local[plain]]
        day = day or self.latest.get(plain, self.last_day)
        found = self.catalogue.find(code, day) if day else self.catalogue.find(code)
        return self.indicators[found.id] if found else None

    def why_not(self, code: str, day: date | None = None) -> str:
        """Return the sentence for a code that stands for nothing: not on that day, or not at all."""
        if day and self.catalogue.find(code):
            return f'on {day.isoformat()} the code "{code}" stands for no measure. Check the period and the code.'
        known = [name for indicator in self.indicators.values() for name in indicator.all_codes]
        near = did_you_mean(code, known)
        return f'no measure has the code "{code}".{near} Correct it, or add a row for it in Measures with its unit.'

    def of_row(self, row: Row, key: str, day: date | None, left_out: str) -> tuple[str, Indicator] | None:
        """Return a row's code and indicator; a code that is empty or unknown is reported, with what is left out."""
        code = row.needed(key, left_out)
        if not code:
            return None
        if indicator := self.find(code, day):
            return code, indicator
        row.error(key, f"{self.why_not(code, day)} Until then {left_out} is left out.", "unknown measure")
        return None

    def several_of_row(self, row: Row, key: str, day: date | None, left_out: str) -> tuple[list[str], list[str]]:
        """Return the codes named in a cell and their indicators; each unknown one is reported."""
        codes: list[str] = []
        indicators: list[str] = []
        for code in self._split(row.text(key), day):
            if indicator := self.find(code, day):
                codes.append(code)
                if indicator.id not in indicators:
                    indicators.append(indicator.id)
            else:
                message = f"{self.why_not(code, day)} Until then {left_out} is left out of it."
                row.error(key, message, "unknown measure")
        return codes, indicators

    def _split(self, text: str, day: date | None) -> list[str]:
        """Return the codes in a text; a text that is a code as it stands is not taken apart."""
        if not text or self.find(text, day):
            return [text] if text else []
        return split_codes(text)


def split_codes(text: str) -> list[str]:
    """Return the codes of a text that lists them with semicolons, commas, "and" or lines between."""
    return [code for part in _BETWEEN_CODES.split(text) if (code := " ".join(part.split()))]


def related_measures(text: str) -> list[str]:
    """
    Return the measures of a text: codes as `split_codes` gives them, and whole lines that name one with its title.

    ``EIIS PM09 (NI 64): Plans of two years or more, by team`` is one measure, whatever stands in its title.
    """
    found: list[str] = []
    for line in text.splitlines():
        found += [" ".join(line.split())] if ":" in line else split_codes(line)
    return found


def latest_days(coded_days: Iterable[tuple[str, date]]) -> dict[str, date]:
    """Return the last day of each plain code."""
    latest: dict[str, date] = {}
    for code, day in coded_days:
        plain = plain_code(code)
        latest[plain] = max(day, latest.get(plain, day))
    return latest
