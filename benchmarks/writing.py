"""Writing: a report of 200 indicators and 36 months, beside the bare xlsxwriter calls for the same workbook."""

from __future__ import annotations

from pathlib import Path

from benchmarks.bare import calls_of
from benchmarks.large import PERIOD, catalogue_of, write_performance_workbook
from benchmarks.timing import Contender, Line, Scale, Subject, at_most, lines, medians
from xlperf.journey.figures import FigureMaker
from xlperf.journey.inputs import read_inputs
from xlperf.journey.report import report_content
from xlperf.report.compose import compose
from xlperf.workbook.write import write_workbook
from xlperf.workbook.writing.worksheet import PlainWorksheet

DATED = PERIOD.last_day


def measure(scale: Scale, folder: Path) -> list[Subject]:
    """Return two tables: the writer beside the bare calls, and the whole way in its stages."""
    number = scale.size(200, 10)
    source, out = folder / "performance.xlsx", folder / "report.xlsx"
    catalogue = catalogue_of(number)
    plan = catalogue.plans["monthly"].model_copy(update={"detail_months": 36})
    theme = catalogue.themes[plan.theme]
    write_performance_workbook(source, number, 36)

    inputs = read_inputs([source], catalogue)
    content = report_content(FigureMaker(inputs), plan, PERIOD, DATED)
    if len(content.lines) != number or any(len(line.months) != 36 for line in content.lines):
        raise RuntimeError("the report does not show every indicator and month")
    layout = compose(content)
    kept = calls_of(layout, theme)
    bare, on_ours = kept.bare(), kept.bare(PlainWorksheet)
    what = f"{number} indicators × 36 months"

    peer, ours, both = "bare xlsxwriter calls, to a file", "xlperf: write the layout", "xlperf: compose and write"
    contenders = [
        Contender(peer, lambda: out.write_bytes(bare.write())),
        Contender("the same calls on xlperf's worksheet", lambda: out.write_bytes(on_ours.write())),
        Contender(ours, lambda: write_workbook(layout, theme, out)),
        Contender(both, lambda: write_workbook(compose(content), theme, out)),
    ]
    seconds = medians(contenders, scale.runs)
    cells = sum(len(sheet.cells) for sheet in layout.sheets)
    charts = sum(len(sheet.charts) for sheet in layout.sheets)
    remarks = (
        f"{len(layout.sheets)} sheets, {cells:,} cells, {charts} charts, {len(bare.calls):,} calls, "
        f"{out.stat().st_size / 1e6:.1f} MB. Made as xlperf makes them, the calls give the same bytes (compared).",
        "xlsxwriter searches each formula for functions of newer versions; xlperf has checked them, and does not.",
    )
    aims = {ours: at_most(1.3), both: at_most(1.3)}
    stages = [
        Contender("read the performance workbook", lambda: read_inputs([source], catalogue)),
        Contender("find and judge the figures", lambda: report_content(FigureMaker(inputs), plan, PERIOD, DATED)),
        Contender("compose the layout", lambda: compose(content)),
        Contender("write the workbook", lambda: write_workbook(layout, theme, out)),
    ]
    taken = medians(stages, scale.runs)
    whole = sum(taken.values())
    made = [*(Line(name, one, one / whole) for name, one in taken.items()), Line("the whole way", whole, 1.0)]
    return [
        Subject(f"Writing: a report of {what}", "× bare", lines(seconds, peer, aims), remarks),
        Subject(
            f"The whole way to that report of {what}", "share", tuple(made), ("No aim was set for the whole way.",)
        ),
    ]
