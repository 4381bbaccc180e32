"""The tables in the docstrings of counting functions, read so that they run as tests."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.support.plan_tables import Plan


@dataclass(frozen=True)
class SpecLine:
    """One line of a table: its cells by heading, whether it is counted, and why."""

    cells: Mapping[str, str]
    counted: bool
    why: str

    @property
    def plan(self) -> Plan:
        """The line as a plan: child | started | ended | previous."""
        previous = self.cells.get("previous", "0")
        dates = (read_day(self.cells["started"]), read_day(self.cells["ended"]))
        return Plan(self.cells["child"], *dates, int(previous) if previous else None)


def spec_table(function: Callable[..., object]) -> list[SpecLine]:
    """Return the lines of the table in a function's docstring: child | started | ended | … | counted why."""
    found = []
    for cells in table_of(function):
        answer, _, why = cells.pop("counted").partition(" ")
        assert answer in {"yes", "no"}, cells
        found.append(SpecLine(cells, answer == "yes", why.strip()))
    return found


def table_of(documented: object) -> list[dict[str, str]]:
    """Return the lines of the table in any docstring, each with its cells by heading."""
    lines = [line for line in (inspect.getdoc(documented) or "").splitlines() if " | " in line]
    headings = [part.strip() for part in lines[0].split("|")]
    return [dict(zip(headings, (part.strip() for part in line.split("|")), strict=True)) for line in lines[1:]]


def read_day(text: str) -> dt.date | str | None:
    """Return the day written in a cell; None for a blank one, the text itself where it is no day."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return dt.date.fromisoformat(text)
    return text or None
