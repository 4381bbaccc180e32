"""Which areas of several tables are one and the same: matched by code, never by a name alone where there is a code.

Authorities come and go: Dorset of before 2019 (835) and the one of since (838) share a name, Somerset has one number
and two codes. The number of the Department for Education, where any table gives it, tells which are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xlperf.area import plain_name
from xlperf.returns.published.records import Place

_NUMBER = re.compile(r"([0-9]{3})(?:\.0+)?")
_CODE = re.compile(r"[A-Z][0-9]{8}")


@dataclass(frozen=True)
class Places:
    """Every authority of the tables by its key: its number where one is known, else its code."""

    names: Mapping[str, str] = field(default_factory=dict)  # key → its latest name
    regions: Mapping[str, str] = field(default_factory=dict)  # key → the code of its region
    _numbers: Mapping[str, str] = field(default_factory=dict)  # code → number
    _keys: Mapping[str, frozenset[str]] = field(default_factory=dict)  # plain name → keys

    @classmethod
    def of(cls, places: Iterable[Place]) -> Places:
        """Return the register of these places; of several names of one authority the first is kept."""
        authorities = [place for place in places if place.level == "authority"]
        numbers = {place.code: place.number for place in authorities if place.code and place.number}
        names: dict[str, str] = {}
        regions: dict[str, str] = {}
        keys: dict[str, set[str]] = {}
        for place in authorities:
            key = _key(place, numbers)
            if place.name:
                names.setdefault(key, place.name)
                keys.setdefault(plain_name(place.name), set()).add(key)
            if place.region:
                regions.setdefault(key, place.region)
        return cls(names, regions, numbers, {name: frozenset(found) for name, found in keys.items()})

    def key(self, place: Place) -> str:
        """Return what tells an authority of a table from every other."""
        return _key(place, self._numbers)

    def find(self, name: str, code: str = "") -> str | None:
        """
        Return the key of the authority that has this code or number, or, where none is given, this name; else None.

        A name may itself be a code or a number. A name that two authorities have had (Dorset) stands for neither.
        """
        for text in (code, name):
            written = code_in(text)
            if written:
                key = self._numbers.get(written, written)
                return key if key in self.names or key in self._numbers.values() else None
        found = self._keys.get(plain_name(name), frozenset())
        return next(iter(found)) if len(found) == 1 and not code.strip() else None

    def is_shared(self, name: str) -> bool:
        """Say whether two authorities have had the name."""
        return len(self._keys.get(plain_name(name), ())) > 1


def code_in(text: str) -> str:
    """Return the code or number that a text is, as tables write it; empty when it is neither: ``831.0`` is ``831``."""
    plain = text.strip().upper()
    if found := _NUMBER.fullmatch(plain):
        return found[1]
    return plain if _CODE.fullmatch(plain) else ""


def _key(place: Place, numbers: Mapping[str, str]) -> str:
    return place.number or numbers.get(place.code, place.code) or plain_name(place.name)
