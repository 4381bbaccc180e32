"""Timing contenders in turns, and the table in which they stand side by side."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SEED = 20261120
"""All invented data starts from it, so that every run measures the same."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: the sizes of the aims, or small ones that show that everything still runs."""

    short: bool

    @property
    def runs(self) -> int:
        """How often each contender runs; the median counts."""
        return 3 if self.short else 5

    def size(self, full: int, short: int) -> int:
        """Return the size for this run."""
        return short if self.short else full


@dataclass(frozen=True, slots=True)
class Contender:
    """One way of doing the work."""

    name: str
    work: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Aim:
    """What was aimed at, in words, and whether it was met."""

    text: str
    met: bool

    def __str__(self) -> str:
        """Return ``at least 8: met``."""
        return f"{self.text}: {'met' if self.met else 'missed'}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a subject's table."""

    name: str
    seconds: float
    ratio: float | None = None  # to the line that the subject compares with
    aim: Aim | None = None
    more: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What was measured, the lines, and what a reader has to know."""

    title: str
    compared_with: str  # heads the column of ratios
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the table as plain text."""
        width = max(len(line.name) for line in self.lines)
        head = f"  {'':{width}}  {'seconds':>9}  {self.compared_with:>9}"
        return "\n".join([self.title, head, *(_line(line, width) for line in self.lines), *map(_remark, self.remarks)])


def _line(line: Line, width: int) -> str:
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    said = ", ".join(str(part) for part in (line.aim, line.more) if part)
    return f"  {line.name:{width}}  {line.seconds:9.3f}  {ratio:>9}  {said}".rstrip()


def _remark(text: str) -> str:
    return f"  {text}"


def medians(contenders: Sequence[Contender], runs: int) -> dict[str, float]:
    """
    Return the median seconds of each contender by name.

    They take turns, so that whatever else the machine does slows them alike. The collector has done its work before
    each run and is on during it, as it is for everybody.
    """
    seconds: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for _ in range(runs):
        for contender in contenders:
            gc.collect()
            started = time.perf_counter()
            result = contender.work()
            seconds[contender.name].append(time.perf_counter() - started)
            del result  # outside the time, and before the next one begins
    return {name: statistics.median(times) for name, times in seconds.items()}


def lines(seconds: dict[str, float], reference: str, aims: dict[str, Callable[[float], Aim]]) -> tuple[Line, ...]:
    """Return a line for each contender with its ratio to the reference, judged by its aim where it has one."""
    made = []
    for name, taken in seconds.items():
        ratio = taken / seconds[reference]
        made.append(Line(name, taken, ratio, aims[name](ratio) if name in aims else None))
    return tuple(made)


def at_least(least: float) -> Callable[[float], Aim]:
    """Return the aim of a ratio of `least` or more."""
    return lambda ratio: Aim(f"at least {least:g}", ratio >= least)


def at_most(most: float) -> Callable[[float], Aim]:
    """Return the aim of a ratio of `most` or less."""
    return lambda ratio: Aim(f"at most {most:g}", ratio <= most)
