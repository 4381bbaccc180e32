"""All sheets of all measures of a pack, in order."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.report.blocks.surgery.action_plan import action_plan
from xlperf.report.blocks.surgery.analysis import analysis
from xlperf.report.blocks.surgery.background import background
from xlperf.report.blocks.surgery.deprivation import deprivation
from xlperf.report.blocks.surgery.overview import overview
from xlperf.report.blocks.surgery.part import Case, cases
from xlperf.report.content import ReportContent
from xlperf.report.setting import ReportSheet, Setting


def surgeries(content: ReportContent, setting: Setting) -> tuple[ReportSheet, ...]:
    """Return overview, background, analysis, deprivation and action plan of each measure that the pack takes."""
    return tuple(sheet for case in cases(content) for sheet in _sheets(content, setting, case))


def _sheets(content: ReportContent, setting: Setting, case: Case) -> Iterator[ReportSheet]:
    analysed, compared = analysis(content, setting, case)
    yield overview(content, setting, case)
    yield background(content, setting, case, compared)
    yield analysed
    yield from deprivation(content, setting, case)
    yield action_plan(content, setting, case)
