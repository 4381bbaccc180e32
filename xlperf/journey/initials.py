"""People at a meeting, with initials by which the minutes can name them: "Councillor Priya Nandra (PN)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

TITLES = {
    *("councillor", "cllr", "cllr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "mx", "mx.", "dr", "dr."),
    *("prof", "prof.", "professor", "sir", "dame", "lord", "lady", "rev", "rev.", "reverend"),
}
_GIVEN = re.compile(r"\s*\(([A-Z]{2}[A-Za-z]{0,3}\d?)\)")
_ROLE = re.compile(r"\s*(?:,|\(| - | – ).*")


def people_in(text: str) -> tuple[str, ...]:
    """
    Return the people that a cell names, each as written.

    One stands on a line or between semicolons; only a text with neither is divided at its commas and "and", because
    behind a name a comma may stand before what the person is ("Gareth Whitlock, head of service").
    """
    parts = re.split(r"[;\n]", text)
    if len(parts) == 1:
        parts = re.split(r",|\band\b", text)
    return tuple(name for part in parts if (name := " ".join(part.strip(" \t•-*").split())))


def with_initials(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """
    Return (name, initials) for each person, every pair of initials once.

    Initials given in brackets behind a name are kept, and no longer part of the name. Others are the first letters of
    the words of the name without its title. Where two would be the same, letters of the surname are added until they
    differ: Jane Jarvis and John Jebb are JJa and JJe. People who cannot be told apart get a number.
    """
    given = [_GIVEN.search(name) for name in names]
    cleaned = [_GIVEN.sub("", name, count=1) if match else name for name, match in zip(names, given, strict=True)]
    found = [match[1] if match else "" for match in given]
    taken = {initials for initials in found if initials}
    words = {place: _words(cleaned[place]) for place, initials in enumerate(found) if not initials}
    longest = max((len(parts[-1]) for parts in words.values() if parts), default=0)
    for letters in range(1, longest + 1):
        made = {place: _letters(parts, letters) for place, parts in words.items() if not found[place] and parts}
        often = Counter(made.values())
        for place, initials in made.items():
            if often[initials] == 1 and initials not in taken:
                found[place] = initials
        taken |= {initials for initials in found if initials}
    for place, parts in words.items():
        if not found[place]:
            first = _letters(parts, 1) or "?"
            number = next(number for number in range(1, len(names) + 2) if f"{first}{number}" not in taken)
            found[place] = f"{first}{number}"
            taken.add(found[place])
    return tuple(zip(cleaned, found, strict=True))


def _words(name: str) -> list[str]:
    """Return the words of a name, without titles and what is said behind it."""
    words = _ROLE.sub("", name).split()
    while words and words[0].casefold() in TITLES:
        words = words[1:]
    return [word for word in words if any(letter.isalpha() for letter in word)]


def _letters(words: Sequence[str], of_surname: int) -> str:
    """Return the first letter of each word, and so many of the last, the first of them a capital."""
    if not words:
        return ""
    firsts = [next(letter for letter in word if letter.isalpha()).upper() for word in words[:-1]]
    surname = "".join(letter for letter in words[-1] if letter.isalpha())[:of_surname]
    return "".join(firsts) + surname[:1].upper() + surname[1:].lower()
