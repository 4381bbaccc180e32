"""From a report's content to its layout: the plan's blocks, in the plan's order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from xlperf.report.blocks import (
    actions,
    board,
    board_commentary,
    breakdowns,
    comparisons,
    cover,
    cover_matter,
    detail,
    evidence,
    indicators,
    key,
    minutes,
    records,
    unplaced,
    words,
)
from xlperf.report.blocks.surgery import contents, pack
from xlperf.report.content import ReportContent
from xlperf.report.formulas import count_formula
from xlperf.report.setting import ReportSheet, Setting
from xlperf.sheets.layout import Layout, Properties, Sheet

Make = Callable[[ReportContent, Setting], tuple[ReportSheet, ...]]


COVERS = ("cover", "cover matter", "surgery contents")


def _one_sheet(make: Callable[[ReportContent], Sheet], holds: str) -> Make:
    """Return the maker of a block that is one sheet of words, and points at no figure."""
    return lambda content, setting: (ReportSheet(make(content), holds),)


BLOCKS: Mapping[str, Make] = {
    "indicators": indicators.indicators,
    "board table": board.board_table,
    "board commentary": board_commentary.board_commentary,
    "surgeries": pack.surgeries,
    "minutes": minutes.minutes,
    "actions": actions.actions,
    "detail": detail.detail,
    "breakdowns": breakdowns.breakdowns,
    "comparisons": comparisons.comparisons,
    "definitions": _one_sheet(words.definitions, "What each indicator counts, out of what, and which way is better"),
    "notes": _one_sheet(words.notes, "Footnotes, methods and what to know about single figures"),
    "data quality": _one_sheet(words.data_quality, "What was found in the inputs, cell by cell"),
}
"""How each block of a plan is made. Cover, key, figures and records are made by `compose`: the others point at them."""


def compose(content: ReportContent) -> Layout:
    """
    Return the layout of a report.

    The figures sheet is laid out first, because the cells of all others point at it; the order of sheets is the plan's.
    A block that has nothing to show makes no sheet.
    """
    records_sheet, links = records.records(content)
    figures_sheet, places, forecasts, areas = evidence.evidence(content, links)
    key_sheet, thresholds, red_limits = key.key(content)
    setting = Setting(places, forecasts, thresholds, areas, red_limits)
    fixed = {
        "figures": ReportSheet(figures_sheet, "Every number of the report with its limits and how it was made"),
        "key": ReportSheet(key_sheet, "What statuses, trends and symbols mean, and the thresholds"),
        "records": ReportSheet(records_sheet, "The records behind the figures of the period: personal data"),
    }
    blocks: list[str] = [*content.plan.blocks, *(["records"] if content.records else [])]
    pages: list[ReportSheet] = []
    for block in blocks:
        if block in fixed:
            pages.append(fixed[block])
        elif block not in COVERS:
            pages += BLOCKS[block](content, setting)
    pages += unplaced.unplaced(content)
    pages = [*_covers(content, setting, pages), *pages]
    return Layout(
        sheets=tuple(page.sheet for page in pages),
        properties=Properties(
            title=f"{content.authority}: {content.title}",
            subject=content.period.heading,
            author="" if content.publication else content.about.get("author", ""),
            company=content.authority,
            created=content.dated,
        ),
    )


def _covers(content: ReportContent, setting: Setting, pages: Sequence[ReportSheet]) -> Iterator[ReportSheet]:
    """Yield the covers of the plan; they list the other sheets, so they are made last and stand first."""
    listed = [(page.sheet.name, page.holds) for page in pages]
    if "cover" in content.plan.blocks:
        statuses = next((page.statuses for page in pages if page.statuses), "")
        counts = {grade.text: count_formula(statuses, grade.text) for grade in cover.grades_in_use(content)}
        yield ReportSheet(cover.cover(content, listed, counts if statuses else {}), "")
    if "cover matter" in content.plan.blocks:
        yield ReportSheet(cover_matter.cover_matter(content, listed), "")
    if "surgery contents" in content.plan.blocks:
        yield contents.contents(content, setting, pages)


def protected(layout: Layout) -> Layout:
    """Return a layout whose sheets are protected, without a password: only the cells for typing can be changed."""
    return replace(layout, sheets=tuple(replace(sheet, protected=True) for sheet in layout.sheets))
