"""From a report's content to its layout: the plan's blocks, in the plan's order."""

from __future__ import annotations

from xlperf.report.blocks import breakdowns, cover, detail, evidence, indicators, key, records, words
from xlperf.report.content import ReportContent
from xlperf.report.formulas import count_formula
from xlperf.sheets.layout import Layout, Properties, Sheet

WHAT_SHEETS_HOLD = {
    indicators.NAME: "Every indicator by section: figures, trend, status, target and commentary",
    key.NAME: "What statuses, trends and symbols mean, and the thresholds",
    detail.NAME: "Numerators, denominators and values by month, with charts",
    evidence.NAME: "Every number of the report with its limits and how it was made",
    "Definitions": "What each indicator counts, out of what, and which way is better",
    "Notes": "Footnotes, methods and what to know about single figures",
    breakdowns.NAME: "Who the children are: category of abuse, gender, age, ethnicity, length",
    records.NAME: "The records behind the figures of the period: personal data",
    "Data quality": "What was found in the inputs, cell by cell",
}


def compose(content: ReportContent) -> Layout:
    """
    Return the layout of a report.

    The figures sheet is laid out first, because the cells of all others point at it; the order of sheets is the plan's.
    """
    records_sheet, links = records.records(content)
    figures_sheet, places = evidence.evidence(content, links)
    key_sheet, thresholds = key.key(content)
    main_sheet, status_column = indicators.indicators(content, places, thresholds)
    built: dict[str, Sheet] = {
        "indicators": main_sheet,
        "key": key_sheet,
        "detail": detail.detail(content, places),
        "figures": figures_sheet,
        "definitions": words.definitions(content),
        "notes": words.notes(content),
        "data quality": words.data_quality(content),
        "breakdowns": breakdowns.breakdowns(content),
        "records": records_sheet,
    }
    blocks: list[str] = [block for block in content.plan.blocks if block != "breakdowns" or content.breakdowns]
    blocks += ["records"] if content.records else []
    if "cover" in content.plan.blocks:
        names = [built[block].name for block in blocks if block != "cover"]
        counts = {grade.text: count_formula(status_column, grade.text) for grade in cover.grades_in_use(content)}
        built["cover"] = cover.cover(content, [(name, WHAT_SHEETS_HOLD[name]) for name in names], counts)
    return Layout(
        sheets=tuple(built[block] for block in blocks),
        properties=Properties(
            title=f"{content.authority}: {content.title}",
            subject=content.period.heading,
            author=content.about.get("author", ""),
            company=content.authority,
            created=content.dated,
        ),
    )
