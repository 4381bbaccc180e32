"""Minutes made for tests: from sheets that a test writes, or from Derby's sample."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.support.performance import FIGURES, Cell, Rows, performance_workbook
from tests.support.reports import SAMPLES, Built
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.load import load
from xlperf.journey.inputs import read_inputs
from xlperf.journey.report import made_report, plan_named
from xlperf.period import Period
from xlperf.report.pack import Meeting
from xlperf.workbook.write import write_workbook

DERBY = SAMPLES / "derby_performance.xlsx"
SURGERY = dt.date(2012, 2, 24)
MEETINGS = ("Date", "Title", "Venue", "Start", "End", "Attendees", "Apologies", "Code", "Issues", "Further review")
ACTIONS = ("Ref", "Code", "Action", "Strategies", "Lead officer", "Meeting", "Timeframe", "Due", "Status")


@functools.cache
def catalogue() -> Catalogue:
    """Return the built-in definitions, read once."""
    return load()


def minutes_of(
    out: Path, sources: Sequence[Path] = (DERBY,), period: str = "2011/12 Q3", dated: dt.date = SURGERY
) -> Built:
    """Write the minutes of these inputs to `out`."""
    inputs = read_inputs(sources, catalogue())
    plan = plan_named("minutes", inputs)
    content, layout = made_report(inputs, plan, Period.parse(period), dated=dated)
    theme = inputs.catalogue.themes[plan.theme]
    write_workbook(layout, theme, out)
    return Built(out, content, layout, theme)


def minutes_from(
    folder: Path, sheets: Mapping[str, Rows], period: str = "2011/12 Q3", dated: dt.date = SURGERY
) -> Built:
    """Write a performance workbook with these sheets, and its minutes."""
    return minutes_of(folder / "minutes.xlsx", [performance_workbook(folder / "in.xlsx", sheets)], period, dated)


def meeting_in(built: Built) -> Meeting:
    """Return the meeting of minutes, which always have one, be it a form."""
    assert built.content.meeting is not None
    return built.content.meeting


def facts_in(built: Built, code: str) -> dict[str, str]:
    """Return the factual sentences of a measure by what they are about."""
    item = next(item for item in meeting_in(built).items if item.code == code)
    return {fact.about: fact.sentence for fact in item.facts}


# Sheets

ABOUT: Rows = [("Item", "Text"), ("Authority", "Exampleshire")]
PLANS = "EI&ISS PM04"


def figures(*rows: tuple[str, str, str, float]) -> Rows:
    """Return the sheet Figures with a value for each (code, period, kind, value)."""
    return [FIGURES, *((code, None, period, kind, None, None, value) for code, period, kind, value in rows)]


USUAL = figures((PLANS, "2011/12 Q3", "actual", 56.2), ("NI 64", "2011/12 Q3", "actual", 4.0))


def meeting(date: dt.date | str | None, code: str = PLANS, title: str = "Surgery", **cells: str) -> tuple[Cell, ...]:
    """Return a row of the sheet Meetings; further cells by their headings, with _ for a space."""
    given = {"Date": date, "Code": code, "Title": title, **{key.replace("_", " "): text for key, text in cells.items()}}
    return tuple(given.get(heading) for heading in MEETINGS)


def sheets(*meetings: tuple[Cell, ...], rows: Rows = USUAL, actions: Rows = ()) -> dict[str, Rows]:
    """Return the sheets of a small workbook with these meetings, figures and actions."""
    return {"About": ABOUT, "Figures": rows, "Meetings": [MEETINGS, *meetings], "Actions": [ACTIONS, *actions]}
