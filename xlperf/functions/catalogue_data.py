"""What the worksheet functions know of the catalogue: rating schemes and indicators, wherever the host keeps them.

The definitions are TOML files that pydantic checks, and neither is there in a spreadsheet's own Python. A host without
them carries one JSON text, made where they are, and puts it in place before the first cell is worked out:

    text = document()                     # where the add-in is built
    set_provider(Kept.read(text))         # where it runs

Without such a call the definitions themselves are read, when they are first asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Protocol

from xlperf.errors import UnknownName
from xlperf.results.rating import Grade, Scheme

Fact = str | float
CodeDays = tuple[str, dt.date, dt.date]
"""A code, and the first and the last day on which it stands for the indicator."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator: its id, codes in the order of its file, facts by what they are, and targets with their days."""

    id: str
    codes: tuple[CodeDays, ...]
    facts: Mapping[str, Fact]
    targets: tuple[tuple[dt.date, dt.date, float], ...] = ()

    def code_on(self, day: dt.date | None) -> str:
        """Return the first code in force that day, or of all, else the first there is."""
        return next((code for code, first, last in self.codes if day is None or first <= day <= last), self.codes[0][0])

    def target_on(self, day: dt.date | None) -> float | None:
        """Return the target of the shortest period with that day, or the latest where no day is given; else None."""
        if day is None:
            return max(self.targets, key=lambda one: (one[1], one[0]))[2] if self.targets else None
        within = [one for one in self.targets if one[0] <= day <= one[1]]
        return min(within, key=lambda one: one[1] - one[0])[2] if within else None


class Provider(Protocol):
    """Where schemes and indicators come from; both raise `UnknownName` for what is not there."""

    def __hash__(self) -> int:
        """Return what tells one source from another, as every object has it."""

    def scheme(self, name: str) -> Scheme:
        """Return a rating scheme by its name."""

    def indicator(self, name: str, day: dt.date | None) -> Entry:
        """Return the indicator that a code stands for on a day; without a day the one for which it does latest."""


class Kept:
    """Schemes and indicators held in memory."""

    def __init__(self, schemes: Mapping[str, Scheme], entries: Iterable[Entry]) -> None:
        """Take the schemes by name, and the indicators in the catalogue's order."""
        self._schemes = schemes
        self.entries = tuple(entries)

    @classmethod
    def read(cls, text: str) -> Kept:
        """Return what `document` wrote."""
        import json  # here and below: most hosts never need it, and the first cell is not to wait

        found = json.loads(text)
        return cls(
            {name: _scheme_of(fields) for name, fields in found["schemes"].items()}, map(_entry_of, found["indicators"])
        )

    def scheme(self, name: str) -> Scheme:
        """Return a rating scheme by its name; raise `UnknownName` when there is none."""
        if name not in self._schemes:
            raise UnknownName("rating scheme", name, self._schemes)
        return self._schemes[name]

    def indicator(self, name: str, day: dt.date | None) -> Entry:
        """Return an indicator by code, else by id, without regard to spaces, case and punctuation."""
        plain = plain_name(name)
        carriers = self._by_code.get(plain, [])
        if day is None and carriers:
            return max(carriers, key=lambda one: (one[0][2], one[0][1]))[1]
        for (_, first, last), entry in carriers:
            if day is not None and first <= day <= last:
                return entry
        if plain in self._by_id:
            return self._by_id[plain]
        raise UnknownName("indicator", name, [code for entry in self.entries for code, _, _ in entry.codes])

    @cached_property
    def _by_code(self) -> dict[str, list[tuple[CodeDays, Entry]]]:
        found: dict[str, list[tuple[CodeDays, Entry]]] = {}
        for entry in self.entries:
            for code in entry.codes:
                found.setdefault(plain_name(code[0]), []).append((code, entry))
        return found

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {plain_name(entry.id): entry for entry in self.entries}


class FromDefinitions:
    """The built-in definitions, each read when it is first asked for."""

    def scheme(self, name: str) -> Scheme:
        """Return a rating scheme by its name; raise `UnknownName` when there is none."""
        # Imported here, as below: the models of the definitions need pydantic, and this room is to load at once.
        from xlperf.definitions import scheme

        return scheme(name)

    def indicator(self, name: str, day: dt.date | None) -> Entry:
        """Return an indicator as `Kept` does."""
        return self._kept.indicator(name, day)

    @cached_property
    def _kept(self) -> Kept:
        return from_definitions()


def from_definitions() -> Kept:
    """Return the built-in schemes and indicators."""
    from xlperf.definitions.as_facts import entries
    from xlperf.definitions.load import load

    catalogue = load()
    return Kept(catalogue.schemes, [Entry(*parts) for parts in entries(catalogue)])


def document() -> str:
    """Return the built-in schemes and indicators as one JSON text, equal whenever it is made; `Kept.read` reads it."""
    import json

    from xlperf.definitions.load import load

    schemes = {name: asdict(scheme) for name, scheme in load().schemes.items()}
    indicators = [asdict(entry) for entry in from_definitions().entries]
    return json.dumps({"schemes": schemes, "indicators": indicators}, ensure_ascii=False, default=str)


_in_use: Provider = FromDefinitions()


def provider() -> Provider:
    """Return where schemes and indicators come from at present."""
    return _in_use


def set_provider(new: Provider) -> Provider:
    """Take schemes and indicators from another place from now on; return the one before."""
    global _in_use
    before, _in_use = _in_use, new
    return before


def plain_name(name: str) -> str:
    """Return a code as codes are compared, without spaces, case and punctuation: ``eiisspm04``."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _scheme_of(fields: Mapping[str, Any]) -> Scheme:
    grades = {key: Grade(**fields[key]) if fields[key] else None for key in ("best", "met", "near", "missed")}
    return Scheme(**{**fields, **grades})


def _entry_of(fields: Mapping[str, Any]) -> Entry:
    day = dt.date.fromisoformat
    return Entry(
        fields["id"],
        tuple((code, day(first), day(last)) for code, first, last in fields["codes"]),
        fields["facts"],
        tuple((day(first), day(last), value) for first, last, value in fields["targets"]),
    )
