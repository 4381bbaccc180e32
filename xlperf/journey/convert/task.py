"""The values of a conversion: what is asked of every file, what one file's work is, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Status = Literal["done", "failed", "passed over"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of every file: the plan, the period (empty: the last complete one of each file), and the rest."""

    plan: str
    dated: dt.date
    period: str = ""
    area: str = ""
    beside: tuple[Path, ...] = ()  # read with every file: a performance workbook with targets, say
    catalogue: Path | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One return: a file, or the csv tables of one folder. `source` is its path inside the folder, for people."""

    number: int
    source: str
    files: tuple[Path, ...]
    out: str  # the report's path inside the output folder


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something in the folder that is no return, and why it was not opened."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShortFigure:
    """A figure as the summary shows it, beside those of the other files."""

    code: str
    title: str
    area: str
    period: str
    shown: str
    rating: str


@dataclass(frozen=True, slots=True)
class Hashed:
    """A file as it was read: its name and the SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one task. Only counts, names and figures: nothing of any record, so it may be logged and sent."""

    number: int
    source: str
    status: Status
    reason: str = ""
    report: bytes = b""
    inputs: tuple[Hashed, ...] = ()
    period: str = ""
    figures: tuple[ShortFigure, ...] = ()
    problems: tuple[tuple[str, int], ...] = ()  # rule → how many
