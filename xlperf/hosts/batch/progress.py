"""How far a run is: a line on the terminal with the time left, or JSON for a scheduler; on standard error."""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from typing import Literal, Protocol

from xlperf.journey.convert.task import Done
from xlperf.workbook.refusal import shown_text

Way = Literal["bar", "lines", "json", "quiet"]
WIDTH = 30


class Progress(Protocol):
    """Is told of each return that is finished."""

    def finished(self, done: Done, number: int, of: int) -> None:
        """Take note that `number` of `of` returns are finished."""

    def ended(self) -> None:
        """Leave the terminal tidy."""


class Quiet:
    """Says nothing."""

    def finished(self, done: Done, number: int, of: int) -> None:
        """Say nothing."""

    def ended(self) -> None:
        """Say nothing."""


class Lines:
    """Prints one line for each return, as JSON where a program reads it."""

    def __init__(self, as_json: bool) -> None:
        """Choose between JSON and plain lines."""
        self._as_json = as_json

    def finished(self, done: Done, number: int, of: int) -> None:
        """Print the line."""
        if self._as_json:
            record = {"done": number, "of": of, "source": done.source, "status": done.status, "reason": done.reason}
            _print(json.dumps(record, ensure_ascii=True) + "\n")
        else:
            _print(f"{number} of {of}  {done.status}  {shown_text(done.source)}\n")

    def ended(self) -> None:
        """Say nothing more."""


class Bar:
    """One line that fills, with the time that is left."""

    def __init__(self) -> None:
        """Begin to measure."""
        self._began = time.monotonic()

    def finished(self, done: Done, number: int, of: int) -> None:
        """Draw the bar anew."""
        filled = WIDTH * number // of
        left = (time.monotonic() - self._began) / number * (of - number)
        _print(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {number} of {of}, {in_words(left)} left   ")

    def ended(self) -> None:
        """End the line."""
        _print("\n")


def in_words(seconds: float) -> str:
    """Return a stretch of time as people say it: ``4 min``, ``20 s``."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def progress(way: Way | None) -> Progress:
    """Return the way that was asked for; without one, a bar on a terminal and nothing elsewhere."""
    if way is None:
        way = "bar" if sys.stderr.isatty() else "quiet"
    match way:
        case "bar":
            return Bar()
        case "lines" | "json":
            return Lines(way == "json")
        case _:
            return Quiet()


def _print(text: str) -> None:
    with suppress(OSError, ValueError):  # nobody is there to read it
        sys.stderr.write(text.encode("ascii", "backslashreplace").decode("ascii"))
        sys.stderr.flush()
