"""The lines and sentences by which a report tells its own words from those that people type into it.

All of them stand where a reader sees them: nothing is hidden in a report. What writes a report and what reads it back
both take them from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlperf.period import Period, UnknownPeriod
from xlperf.returns.headings import plain_heading

CUT = "…"
"""Stands at both sides of a place where a paragraph goes on in the next row, there with a space behind it."""

_CONTINUED = re.compile(r"(.*?)\s*\bcontinued(?:\s+(\d+))?", re.IGNORECASE | re.DOTALL)
_POINTER = re.compile(r"See the commentary at (.+?)(?:, which is about both)?\.")
_CARRIED = re.compile(r"Carried forward from ([^,:]+?)(?:, version in (.+?))?:?", re.IGNORECASE)
_VERSION = re.compile(r"Version in (.+, .+, (?:[A-Z]{1,3}[0-9]{1,7}|row [0-9]+)):?", re.IGNORECASE)
_OWN_SENTENCES = (
    re.compile(r"For this indicator .+ good(?: in itself)?\."),
    re.compile(r"No earlier meeting about this measure is in the inputs\."),
    re.compile(r"Yes, last on [0-9]{1,2} [A-Z][a-z]+ [0-9]{4}\."),
)


# Codes


def continued(code: str, number: int) -> str:
    """Return the code of a row: as it is in the first (0), then ``NI 59 continued``, ``NI 59 continued 2`` …"""
    if number == 0:
        return code
    return f"{code} continued" if number == 1 else f"{code} continued {number}"


def code_and_number(text: str) -> tuple[str, int]:
    """Return the code of a row without "continued", and which of its rows it is: 0 for the first."""
    found = _CONTINUED.fullmatch(text.strip())
    return (found[1], int(found[2] or 1)) if found else (text.strip(), 0)


# Texts of several rows


def together(portions: list[str]) -> str:
    """Return the text that stands in several rows: a paragraph that was cut in one, everything else line after line."""
    text = portions[0] if portions else ""
    for portion in portions[1:]:
        if text.endswith(CUT) and portion.startswith(CUT):
            text = text[: -len(CUT)] + portion[len(CUT) :].removeprefix(" ")
        else:
            text = f"{text}\n{portion}"
    return text


# Sentences that are ours


def pointer(code: str) -> str:
    """Return what stands in place of a commentary that is printed at another code."""
    return f"See the commentary at {code}."


def pointed_at(text: str) -> str:
    """Return the code at which the commentary stands, where the text says nothing else; else an empty text."""
    found = _POINTER.fullmatch(text.strip())
    return found[1] if found else ""


def is_our_own(text: str) -> bool:
    """Say whether a text is a sentence that xlperf itself puts where people may type."""
    return any(sentence.fullmatch(text.strip()) for sentence in _OWN_SENTENCES)


# Lines above words that are older, or one of two versions


def mark(carried_from: Period | None, version_in: str) -> str:
    """Return the line that stands above words of an earlier period, of one of several versions, or both."""
    if carried_from is None:
        return f"Version in {version_in}:" if version_in else ""
    return f"Carried forward from {carried_from.heading}{f', version in {version_in}' if version_in else ''}:"


def is_mark(line: str) -> bool:
    """Say whether a line is one that `mark` gives."""
    return _read_mark(line) is not None


def _read_mark(line: str) -> tuple[Period | None, str] | None:
    text = " ".join(line.split())
    if found := _VERSION.fullmatch(text):
        return None, found[1]
    if found := _CARRIED.fullmatch(text):
        try:
            return Period.parse(found[1]), found[2] or ""
        except UnknownPeriod:
            return None
    return None


@dataclass(frozen=True, slots=True)
class Portion:
    """What a text says of one part: the period and the place that a mark above it names, if there is one."""

    part: str
    text: str
    period: Period | None = None
    place: str = ""


def divided(part: str, text: str, parts: Mapping[str, str]) -> Iterator[Portion]:
    """
    Yield a text in its portions.

    A line that holds the name of a part and nothing else starts that part, in any case, with or without a colon;
    `parts` gives the names by their plain form. A mark stands above what it is about, up to the next mark or part.
    Empty lines around a portion go; everything within it stays as it was typed.
    """
    period: Period | None = None
    place = ""
    lines: list[str] = []
    for line in [*text.split("\n"), None]:
        name = parts.get(plain_heading(line)) if line is not None and line.strip() else None
        found = None if line is None or name else _read_mark(line)
        if line is not None and name is None and found is None:
            lines.append(line)
            continue
        if words := _without_empty_ends(lines):
            yield Portion(part, words, period, place)
        lines = []
        if name:
            part, period, place = name, None, ""
        elif found:
            period, place = found


def _without_empty_ends(lines: list[str]) -> str:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[filled[0] : filled[-1] + 1]) if filled else ""
