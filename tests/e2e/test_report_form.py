"""What every report has in common: how it opens and prints, what a chart says, which functions it uses, its bytes."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.support.packages import MAIN, Package
from tests.support.performance import FIGURES, performance_workbook
from tests.support.reports import DEMO_NAMES, SAMPLES, Built, SeenReport, build, demo_reports
from xlperf.sheets.address import cell_name, parse_cell

ROOT = Path(__file__).parents[2]
KNOWN_FUNCTIONS = {
    "ABS", "AND", "AVERAGE", "COLUMNS", "COUNT", "DATE", "FIXED", "GAMMAINV", "IF", "INTERCEPT", "ISNUMBER", "LEFT",
    "LEN", "LOWER", "MAX", "MIN", "N", "NORMSINV", "OR", "ROUND", "ROWS", "RSQ", "SLOPE", "SQRT", "SUM",
    "SUMPRODUCT", "TRIM",
}  # fmt: skip
"""All of them in Excel 2007 already and in LibreOffice; none is volatile (NOW, TODAY, RAND, OFFSET, INDIRECT, CELL)."""
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
TABLE_SHEETS = ("Indicators", "Board table", "Commentary", "Figures", "Definitions", "Notes", "Data quality")
FIRST_HEADINGS = {"Code", "Severity", "No", "Paragraph"}


@pytest.fixture(scope="module", params=DEMO_NAMES)
def report(request, demo: dict[str, Built]) -> Package:
    return Package.read(demo[request.param].path)


def only(element, name: str, space: str = MAIN):
    (found,) = element.iter(space + name)
    return found


# Opening and printing


def test_it_opens_at_its_first_sheet_the_cover_where_there_is_one(report):
    first = report.sheet_names[0]
    assert first == next(name for name in ("Minutes", "Contents", "Cover") if name in report.sheet_names)
    view = only(report.xml("xl/workbook.xml"), "workbookView")
    assert view.attrib.get("activeTab", "0") == view.attrib.get("firstSheet", "0") == "0"
    selected = [name for name in report.sheet_names if only(report.sheet(name), "sheetView").attrib.get("tabSelected")]
    assert selected == [first]


def test_every_sheet_prints_on_a4_across_and_is_one_page_wide(report):
    for name in report.sheet_names:
        sheet = report.sheet(name)
        page = only(sheet, "pageSetup").attrib
        # Of a surgery the graphs with their tables beneath stand upright.
        upright = name.endswith((" analysis", " deprivation")) and "Contents" in report.sheet_names
        assert (page["paperSize"], page["orientation"]) == ("9", "portrait" if upright else "landscape"), name
        assert page.get("fitToWidth", "1") == "1", name
        assert only(sheet, "pageSetUpPr").attrib["fitToPage"] == "1", name
        assert "Page &P of &N" in only(sheet, "oddFooter").text, name
        assert only(sheet, "pageMargins").attrib, name


def test_the_headings_of_every_table_that_may_run_over_a_page_are_repeated_and_stay_in_view(report):
    repeated = {}
    for name in report.xml("xl/workbook.xml").iter(f"{MAIN}definedName"):
        if name.attrib["name"] == "_xlnm.Print_Titles":
            sheet, rows = name.text.split("!")
            repeated[sheet.strip("'")] = rows
    seen = SeenReport(report)
    for name in set(TABLE_SHEETS) & set(report.sheet_names):
        header = next(parse_cell(at)[0] for at, cell in seen.cells(name).items() if cell.text in FIRST_HEADINGS)
        assert repeated[name] == f"${header}:${header}", name
        assert parse_cell(only(report.sheet(name), "pane").attrib["topLeftCell"])[0] == header + 1, name


def test_every_table_of_the_detailed_analysis_but_the_first_begins_a_page(report):
    if "Detailed analysis" not in report.sheet_names:
        return
    seen = SeenReport(report)
    headers = [parse_cell(at)[0] for at, cell in seen.cells("Detailed analysis").items() if cell.text == "Code"]
    breaks = [int(one.attrib["id"]) for one in report.sheet("Detailed analysis").iter(f"{MAIN}brk")]
    assert len(breaks) == max(len(headers) - 1, 0)
    assert all(header - at in (2, 3) for at, header in zip(breaks, headers[1:], strict=True))


def test_nothing_is_merged_and_nothing_is_hidden(report):
    assert {one.attrib.get("state") for one in report.xml("xl/workbook.xml").iter(f"{MAIN}sheet")} == {None}
    for name in report.sheet_names:
        sheet = report.sheet(name)
        assert not list(sheet.iter(f"{MAIN}mergeCell")), name
        sized = (*sheet.iter(f"{MAIN}row"), *sheet.iter(f"{MAIN}col"))
        assert not [one for one in sized if one.attrib.get("hidden") or one.attrib.get("collapsed")], name
        assert not [one for one in sheet.iter(f"{MAIN}row") if float(one.attrib.get("ht", "15")) <= 0], name


def test_every_table_has_a_row_of_headings_of_its_own(report):
    tables = report.named("xl/tables/table")
    assert tables
    for part in tables:
        table = report.xml(part)
        assert table.attrib.get("headerRowCount", "1") == "1"
        headings = [one.attrib["name"] for one in table.iter(f"{MAIN}tableColumn")]
        first, _, last = table.attrib["ref"].partition(":")
        row, left = parse_cell(first)
        stands = {at: cell.text for at, cell in report.cells("Figures").items() if parse_cell(at)[0] == row}
        assert list(stands.values()) == headings
        assert (left, parse_cell(last)[1]) == (1, len(headings))


# Charts


def test_every_chart_says_what_it_shows(report):
    charts = [report.xml(part) for part in report.named("xl/charts/chart")]
    frames = [
        frame
        for part in report.named("xl/drawings/drawing")
        for frame in report.xml(part).iter(f"{DRAWING}graphicFrame")
    ]
    assert len(frames) == len(charts)
    for frame in frames:
        said = only(frame, "cNvPr", DRAWING).attrib.get("descr", "")
        assert re.match(
            r"Line chart( by month)?, \w{3} \d{4} to \w{3} \d{4}\. .+; lowest .+, highest .+\."
            r"|Column chart by area and year\. In 20\d\d/\d\d: .+ \d.+"
            r"|Scatter chart of \d+ councils\. The measure rises with deprivation; .+ stands at .+, where .+ is at",
            said,
        ), said
    for chart in charts:
        axes = {f"{CHART}catAx", f"{CHART}valAx"}
        hidden = {one for one in chart.iter() if any(part.get("val") == "1" for part in one.findall(f"{CHART}delete"))}
        titled = [*chart.iter(f"{CHART}chart"), *(one for one in chart.iter() if one.tag in axes and one not in hidden)]
        assert len(titled) in (3, 4)
        for one in titled:
            title = one.find(f"{CHART}title")
            assert title is not None
            assert "".join(title.itertext()).strip(), one.tag


def test_every_chart_draws_numbers_only_and_knows_them_before_anything_recalculates(demo):
    for built in demo.values():
        seen = SeenReport(built.path)
        for part in seen.package.named("xl/charts/chart"):
            for series in seen.package.xml(part).iter(f"{CHART}ser"):
                of_series = next(one for one in series if one.tag in {f"{CHART}val", f"{CHART}yVal"})
                values = only(of_series, "f", CHART).text
                sheet, area = values.rsplit("!", 1)
                cells = [seen.value(sheet.strip("'"), cell) for cell in cells_of(area)]
                assert not [value for value in cells if isinstance(value, str)], values
                assert sum(value is not None for value in cells) >= min(2, len(cells)), values


def posts(folder: Path, months: Sequence[str]) -> Package:
    """Return a report of vacant posts, of which there are none or one."""
    rows = [("L0508", None, month, None, None, None, at % 2, None) for at, month in enumerate(months)]
    source = performance_workbook(folder / "in.xlsx", {"Figures": [FIGURES, *rows]})
    return Package.read(build(folder / "posts.xlsx", [source], "2010-01").path)


def test_the_labels_of_a_chart_of_few_are_whole_numbers_each_once(tmp_path):
    package = posts(tmp_path, ("2009-11", "2009-12", "2010-01"))
    (chart,) = (package.xml(part) for part in package.named("xl/charts/chart"))
    assert only(only(chart, "valAx", CHART), "majorUnit", CHART).get("val") == "1"


def test_a_number_whose_months_all_stand_in_the_table_of_indicators_is_not_analysed_again(tmp_path):
    assert posts(tmp_path, ("2009-12", "2010-01")).named("xl/charts/chart") == []


def test_a_heading_stays_with_its_first_row_where_a_long_text_goes_on_over_pages(tmp_path):
    sheets = {
        "Figures": [FIGURES, *((code, None, "2010-01", None, None, None, 1, None) for code in ("L1", "L2"))],
        "Measures": [
            ("Code", "Title", "Section", "Unit"),
            ("L1", "One", "First", "count"),
            ("L2", "Two", "Second", "count"),
        ],
        "Commentary": [("Code", "Period", "Text"), ("L1", "2010-01", "w " * 700), ("L2", "2010-01", "word " * 1600)],
    }
    source = performance_workbook(tmp_path / "long.xlsx", sheets)
    built = build(tmp_path / "report.xlsx", [source], "2010-01", area="Haringey")
    (table,) = (sheet for sheet in built.layout.sheets if sheet.name == "Indicators")
    first_cells = {row: cell.value for (row, column), cell in table.cells.items() if column == 1}
    (heading,) = (row for row, text in first_cells.items() if text == "Second")
    assert first_cells[heading + 2] == "L2 continued"
    assert heading in table.page.breaks_before_rows
    assert heading + 2 in table.page.breaks_before_rows


def cells_of(area: str) -> list[str]:
    """Return the cells of one row or one column of a sheet."""
    (top, first), (bottom, last) = (parse_cell(corner) for corner in area.split(":"))
    return [cell_name(row, column) for row in range(top, bottom + 1) for column in range(first, last + 1)]


# Formulas


def test_only_functions_that_excel_2016_and_libreoffice_know_are_used_and_none_that_recalculates_by_itself(report):
    without_texts = [re.sub(r"\"[^\"]*\"|'[^']*'", "", formula) for formula in report.formulas]
    used = {name for formula in without_texts for name in re.findall(r"[A-Za-z_][\w.]*(?=\()", formula)}
    assert used <= KNOWN_FUNCTIONS
    assert "IF" in used
    assert not [formula for formula in without_texts if re.search(r"[\[\]{}@#]|_xl", formula)]


def test_no_formula_is_an_array_formula_and_none_holds_an_error(report):
    for name in report.sheet_names:
        assert not [one for one in report.sheet(name).iter(f"{MAIN}f") if one.attrib], name
        assert not [at for at, cell in report.cells(name).items() if cell.type == "e"], name


def test_every_formula_reads_right_before_anything_recalculates(report):
    for name in report.sheet_names:
        without = [at for at, cell in report.cells(name).items() if cell.formula and not cell.text]
        # No trend is an empty text, and so is the number of a paragraph that nobody has written.
        # So are, of an action, the days by which it is not overdue and the day that nobody gave.
        mostly_words = ("Indicators", "Minutes", "Actions")
        may_be_empty = [at for at in without if name in mostly_words or (name == "Commentary" and at[0] == "A")]
        assert without == may_be_empty, name


# The same bytes


def test_a_report_built_twice_is_the_same_file(demo, tmp_path):
    again = demo_reports(tmp_path)
    assert {
        name: one.path.read_bytes() == demo[name].path.read_bytes() for name, one in again.items()
    } == dict.fromkeys(DEMO_NAMES, True)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8"},
    ],
)
def test_the_command_gives_the_same_bytes_with_any_hash_seed_time_zone_and_language(demo, tmp_path, surroundings):
    command = [sys.executable, "-m", "xlperf.hosts.cli", "demo", "--out", str(tmp_path / "out")]
    subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, **surroundings, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    for name, built in demo.items():
        assert (tmp_path / "out" / built.path.name).read_bytes() == built.path.read_bytes(), name


# The order of rows

SHUFFLED = ("Figures", "Figures wide", "Targets", "Comparators", "Populations", "Breakdowns", "About")


@pytest.fixture(scope="module")
def sheets() -> dict[str, list[list[object]]]:
    """Derby's sample as rows, the numbers with their formats."""
    book = load_workbook(SAMPLES / "derby_performance.xlsx")
    return {
        sheet.title: [
            [(cell.value, cell.number_format) if isinstance(cell.value, float | int) else cell.value for cell in row]
            for row in sheet.iter_rows()
        ]
        for sheet in book.worksheets
    }


def shuffled(rows: Sequence[list[object]], seed: int) -> list[list[object]]:
    """Return the rows with what is below the headings in another order."""
    body = list(rows[1:])
    random.Random(seed).shuffle(body)
    return [rows[0], *body]


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_rows_does_not_matter(sheets, tmp_path_factory, seed):
    folder = tmp_path_factory.mktemp("shuffled")
    (folder / "in_order").mkdir()
    as_is = performance_workbook(folder / "in_order" / "derby.xlsx", sheets)
    mixed = {name: shuffled(rows, seed) if name in SHUFFLED else rows for name, rows in sheets.items()}
    other = performance_workbook(folder / "derby.xlsx", mixed)
    first = build(folder / "first.xlsx", [as_is], "2011/12 Q3").path.read_bytes()
    assert build(folder / "second.xlsx", [other], "2011/12 Q3").path.read_bytes() == first


def test_the_order_of_measures_is_the_order_of_the_report(sheets, tmp_path):
    header, *body = sheets["Measures"]
    turned = performance_workbook(tmp_path / "turned.xlsx", {**sheets, "Measures": [header, *reversed(body)]})
    seen = SeenReport(build(tmp_path / "report.xlsx", [turned], "2011/12 Q3").path)
    sections: dict[object, list[object]] = {}
    for row in reversed(body):
        sections.setdefault(row[header.index("Section")], []).append(row[header.index("Code")])
    assert list(seen.by_code("Indicators")) == [code for codes in sections.values() for code in codes]
    assert len(sections) > 1
