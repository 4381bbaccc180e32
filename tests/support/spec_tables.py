"""The tables in the docstrings of counting functions, read so that they run as tests."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.plan_tables import Plan


@dataclass(frozen=True)
class SpecLine:
    """One line of a table: a plan, whether it is counted, and why."""

    plan: Plan
    counted: bool
    why: str


def spec_table(function: Callable[..., object]) -> list[SpecLine]:
    """Return the lines of the table in a function's docstring: child | started | ended | … | counted why."""
    lines = [line for line in (inspect.getdoc(function) or "").splitlines() if " | " in line]
    headings = [part.strip() for part in lines[0].split("|")]
    found = []
    for line in lines[1:]:
        cells = dict(zip(headings, (part.strip() for part in line.split("|")), strict=True))
        answer, _, why = cells["counted"].partition(" ")
        assert answer in {"yes", "no"}, line
        previous = cells.get("previous", "0")
        plan = Plan(cells["child"], _day(cells["started"]), _day(cells["ended"]), int(previous) if previous else None)
        found.append(SpecLine(plan, answer == "yes", why.strip()))
    return found


def _day(text: str) -> dt.date | str | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return dt.date.fromisoformat(text)
    return text or None
