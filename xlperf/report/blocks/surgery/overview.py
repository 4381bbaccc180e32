"""The overview of a measure: what it is, what it serves, who answers for it, and whether it was reviewed before."""

from __future__ import annotations

from xlperf.report.blocks.surgery.commentary import commentary_table
from xlperf.report.blocks.surgery.panel import COLUMNS, WIDTHS
from xlperf.report.blocks.surgery.part import SPACE, Case, begin, headings, nearly_one_page, page, section
from xlperf.report.blocks.surgery.related import related_table
from xlperf.report.blocks.words import good_is, in_one_line
from xlperf.report.content import ReportContent
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height, split_to_fit
from xlperf.returns.performance.records import ListedMeasure
from xlperf.sheets.layout import Run

REVIEWED = "Reviewed before"
NOBODY = ListedMeasure("", "")


def overview(content: ReportContent, setting: Setting, case: Case) -> ReportSheet:
    """Return the overview sheet."""
    sheet = begin(case, content, case.overview, WIDTHS, "Overview")
    section(sheet, "Overview", COLUMNS)
    headings(sheet, ("Code", "Item", "About this measure"))
    for item, text, where in _facts(case):
        said, role = (text, "wrapped") if text else (f"Not given: fill {where}.", "small_note")
        for number, portion in enumerate(split_to_fit([Run(one) for one in said.split("\n")], WIDTHS[2])):
            sheet.put(1, case.line.code if number == 0 else f"{case.line.code} continued", "code")
            sheet.put(2, item, "label")
            words = "".join(run.text for run in portion)
            sheet.put(3, words, role)
            sheet.next_row(row_height([(item, WIDTHS[1] - 2), (words, WIDTHS[2])], least=16))
    sheet.next_row(SPACE)
    section(sheet, "Earlier review, where no meeting in the inputs tells it", COLUMNS)
    typed = "\n".join(text for part, text in case.surgery.words if part.casefold() == REVIEWED.casefold())
    commentary_table(sheet, case.line.code, [(REVIEWED, typed)])
    related_table(sheet, content, setting, case)
    holds = "Overview: what the measure is, whose, reviewed before or not, and the measures to read with it"
    return ReportSheet(sheet.finish(page(content, case, one_page=nearly_one_page(sheet))), holds)


def _facts(case: Case) -> list[tuple[str, str, str]]:
    """Return each item with its text and where an analyst gives it."""
    line, indicator = case.line, case.line.indicator
    listed = line.listed or NOBODY
    measures = "the column {} of Measures".format
    return [
        ("Type", kind_of_measure(indicator.all_codes), ""),
        ("Reference", line.code, ""),
        ("Description", indicator.title, measures("Title")),
        ("Good is", good_is(indicator).capitalize(), ""),
        ("Brief definition", in_one_line(indicator.definition), measures("Definition")),
        ("Population", in_one_line(indicator.population), measures("Population")),
        ("Council plan outcomes", indicator.outcomes, measures("Outcomes")),
        ("Council plan indicators", listed.council_plan_indicators, measures("Council plan indicators")),
        ("Directorate", listed.directorate, measures("Directorate")),
        ("Cabinet portfolio", listed.portfolio, measures("Portfolio")),
        ("Scrutiny commission", listed.scrutiny, measures("Scrutiny")),
        ("Service director", listed.service_director, measures("Service director")),
        ("Accountable officer", listed.accountable_officer or indicator.owner, measures("Accountable officer")),
        (REVIEWED, case.surgery.reviewed_before, ""),
    ]


def kind_of_measure(codes: tuple[str, ...]) -> str:
    """Return whether a measure is one of the national indicators of 2008 to 2011, by its codes, or a local one."""
    national = [code for code in codes if code.startswith("NI ")]
    return f"National indicator ({', '.join(national)})" if national else "Local measure"
