"""Writing: the four reports of 200 indicators and 36 months, beside the bare xlsxwriter calls for the same files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bare import Calls, calls_of
from benchmarks.large import PERIOD, catalogue_of, write_performance_workbook
from benchmarks.timing import Contender, Line, Scale, Subject, at_most, lines, medians
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.plan import Plan
from xlperf.journey.figures import FigureMaker
from xlperf.journey.inputs import read_inputs
from xlperf.journey.report import report_content
from xlperf.report.compose import compose
from xlperf.report.content import ReportContent
from xlperf.sheets.layout import Layout
from xlperf.sheets.theme import Theme
from xlperf.workbook.write import write_workbook
from xlperf.workbook.writing.worksheet import PlainWorksheet

DATED = PERIOD.last_day
MONTHS = 36
PLANS = ("monthly", "board", "surgery", "minutes")
MOST_SURGERIES = 50  # as many as a plan may take: a pack has five sheets for each
PEER, OURS, BOTH = "bare xlsxwriter calls, to a file", "xlperf: write the layout", "xlperf: compose and write"


@dataclass(frozen=True, slots=True)
class Made:
    """A report that is ready to be written again and again: its content, its layout, and the calls that write it."""

    plan: Plan
    content: ReportContent
    layout: Layout
    theme: Theme
    calls: Calls


def measure(scale: Scale, folder: Path) -> list[Subject]:
    """Return a table for each plan, the writer beside the bare calls, and the whole way to `monthly` in its stages."""
    number = scale.size(200, 10)
    source, out = folder / "performance.xlsx", folder / "report.xlsx"
    catalogue = catalogue_of(number)
    write_performance_workbook(source, number, MONTHS)
    what = f"{number} indicators × {MONTHS} months"
    subjects = [_written(_made(source, catalogue, name, number), what, out, scale) for name in PLANS]
    return [*subjects, _the_whole_way(_made(source, catalogue, "monthly", number), source, catalogue, out, scale, what)]


def _made(source: Path, catalogue: Catalogue, name: str, number: int) -> Made:
    more = {"detail_months": MONTHS, "most_surgeries": MOST_SURGERIES}
    plan = catalogue.plans[name].model_copy(update=more)
    content = report_content(FigureMaker(read_inputs([source], catalogue)), plan, PERIOD, DATED)
    if len(content.lines) != number or (
        name == "monthly" and any(len(line.months) != MONTHS for line in content.lines)
    ):
        raise RuntimeError("the report does not show every indicator and month")
    layout, theme = compose(content), catalogue.themes[plan.theme]
    return Made(plan, content, layout, theme, calls_of(layout, theme))


def _written(made: Made, what: str, out: Path, scale: Scale) -> Subject:
    """Return the table of one plan."""
    bare, on_ours = made.calls.bare(), made.calls.bare(PlainWorksheet)
    contenders = [
        Contender(PEER, lambda: out.write_bytes(bare.write())),
        Contender("the same calls on xlperf's worksheet", lambda: out.write_bytes(on_ours.write())),
        Contender(OURS, lambda: write_workbook(made.layout, made.theme, out)),
        Contender(BOTH, lambda: write_workbook(compose(made.content), made.theme, out)),
    ]
    seconds = medians(contenders, scale.runs)
    aims = {OURS: at_most(1.3), BOTH: at_most(1.3)}
    title = f"Writing: {made.plan.id}, {what}"
    return Subject(title, "× bare", lines(seconds, PEER, aims), tuple(_remarks(made, out)))


def _remarks(made: Made, out: Path) -> Iterator[str]:
    sheets = made.layout.sheets
    cells, charts = sum(len(sheet.cells) for sheet in sheets), sum(len(sheet.charts) for sheet in sheets)
    yield (
        f"{len(sheets)} sheets, {cells:,} cells, {charts} charts, {len(made.calls.calls):,} calls, "
        f"{out.stat().st_size / 1e6:.1f} MB. Made as xlperf makes them, the calls give the same bytes (compared)."
    )
    if made.content.surgeries:
        yield f"The pack takes {len(made.content.surgeries)} measures and names the others."


def _the_whole_way(made: Made, source: Path, catalogue: Catalogue, out: Path, scale: Scale, what: str) -> Subject:
    """Return the table of the stages from the performance workbook to the report."""
    inputs = read_inputs([source], catalogue)
    stages = [
        Contender("read the performance workbook", lambda: read_inputs([source], catalogue)),
        Contender("find and judge the figures", lambda: report_content(FigureMaker(inputs), made.plan, PERIOD, DATED)),
        Contender("compose the layout", lambda: compose(made.content)),
        Contender("write the workbook", lambda: write_workbook(made.layout, made.theme, out)),
    ]
    taken = medians(stages, scale.runs)
    whole = sum(taken.values())
    rows = [*(Line(name, one, one / whole) for name, one in taken.items()), Line("the whole way", whole, 1.0)]
    remarks = (
        "xlsxwriter searches each formula for functions of newer versions; xlperf has checked them, and does not.",
        "No aim was set for the whole way.",
    )
    return Subject(f"The whole way to the monthly report of {what}", "share", tuple(rows), remarks)
