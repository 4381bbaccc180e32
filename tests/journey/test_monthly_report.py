"""What the monthly report shows of comparators, red limits, related measures and deprivation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.performance import FIGURES, TARGETS, Rows, performance_workbook
from tests.support.reports import Built, SeenReport, build
from xlperf.report.blocks.comparisons import WORDS, beside_formula
from xlperf.report.paging import USUAL_HEIGHT, room_on_a_page
from xlperf.results.polarity import Polarity

MEASURES = ("Code", "Title", "Section", "Unit", "Polarity", "Scheme", "Related measures")
COMPARATORS = ("Code", "Area", "Period", "Value")
ABOUT = [("Item", "Text"), ("Authority", "Exampleshire")]


def report_of(folder: Path, sheets: dict[str, Rows], period: str = "2011-09") -> Built:
    source = performance_workbook(folder / "in.xlsx", {"About": ABOUT, **sheets})
    return build(folder / "monthly.xlsx", [source], period)


def with_comparators(*rows: tuple[str, str, str, float]) -> dict[str, Rows]:
    measures = [
        MEASURES,
        ("L1", "Reviews on time", "All", "percent", "high", "brag", None),
        ("L2", "Repeat plans", "All", "percent", "low", "brag", None),
    ]
    figures = [FIGURES, *((code, None, "2010/11", None, 80, 100, None, None) for code in ("L1", "L2"))]
    return {"Measures": measures, "Figures": figures, "Comparators": [COMPARATORS, *rows]}


def test_the_newest_year_of_others_stands_beside_the_own_value(tmp_path: Path) -> None:
    others = (
        ("L1", "England", "2009/10", 99.0), ("L1", "England", "2010/11", 75.0), ("L1", "London", "2010/11", 80.0),
        ("L1", "Family", "2010/11", 85.0), ("L2", "England", "2010/11", 75.0),
    )  # fmt: skip
    seen = SeenReport(report_of(tmp_path, with_comparators(*others)).path)
    rows = {row["Code"].text: row for row in seen.rows("Comparisons")}
    first = rows["L1"]
    assert [first[one].text for one in ("Year", "Exampleshire", "England", "London")] == [
        "2010/11", "80.0%", "75.0%", "80.0%",
    ]  # fmt: skip
    assert first["Beside England"].text == WORDS["improving"]
    assert first["Beside neighbours"].text == WORDS["getting worse"]
    assert rows["L2"]["Beside England"].text == WORDS["getting worse"]  # low is good
    assert "'Figures'!" in str(seen.cells("Comparisons")[first["Exampleshire"].name].formula)


def test_without_comparators_there_is_no_such_sheet_and_the_notes_say_so(tmp_path: Path) -> None:
    seen = SeenReport(report_of(tmp_path, with_comparators()).path)
    assert "Comparisons" not in seen.package.sheet_names
    assert any("no values of other authorities" in row["Note"].text for row in seen.rows("Notes"))


def test_where_neither_way_is_better_nothing_is_said_of_better_or_worse() -> None:
    neutral = Polarity("neutral")
    assert beside_formula("D5", "E5", neutral, 3) == '="[z]"'


@pytest.mark.parametrize("stated", [False, True])
def test_deprivation_has_a_row_only_where_it_is_stated_as_a_figure(tmp_path: Path, stated: bool) -> None:
    figures = [FIGURES, ("NI 65", None, "2011-09", None, 3, 20, None, None)]
    if stated:
        figures.append(("IDACI", None, "2010/11", None, None, None, "25%", None))
    sheets: dict[str, Rows] = {
        "Measures": [("Code",), ("NI 65",), ("IDACI",)],
        "Figures": figures,
        "Comparators": [COMPARATORS, ("IDACI", "Ashmere", "2010/11", 20)],
    }
    seen = SeenReport(report_of(tmp_path, sheets).path)
    assert list(seen.by_code("Indicators")) == (["NI 65", "IDACI"] if stated else ["NI 65"])


def test_what_a_measure_names_as_related_is_analysed_behind_it(tmp_path: Path) -> None:
    months = ("2011-07", "2011-08", "2011-09")
    codes = ("NI 59/month/7", "NI 60", "NI 64", "NI 65")
    sheets: dict[str, Rows] = {
        "Measures": [
            ("Code", "Related measures"), ("NI 64", "NI 59/month/7: those of the month"), ("NI 65", None),
            ("NI 60", None),
        ],
        "Figures": [FIGURES, *((code, None, month, None, 30, 40, None, None) for code in codes for month in months)],
    }  # fmt: skip
    built = report_of(tmp_path, sheets)
    (sheet,) = [one for one in built.layout.sheets if one.name == "Detailed analysis"]
    titles = [str(chart.title).partition(":")[0] for chart in sheet.charts]
    assert titles == ["NI 64", "NI 59/month/7", "NI 65", "NI 60"]


def test_no_section_heading_stands_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    codes = [f"L{number}" for number in range(60)]
    sheets: dict[str, Rows] = {
        "Measures": [
            MEASURES,
            *((code, code, f"Part {at // 3}", "percent", "high", "brag", None) for at, code in enumerate(codes)),
        ],
        "Figures": [FIGURES, *((code, None, "2011-09", None, 30, 100, None, None) for code in codes)],
        "Targets": [TARGETS, *((code, None, "2011/12", "50%") for code in codes)],
    }  # fmt: skip
    built = report_of(tmp_path, sheets)
    (sheet,) = [one for one in built.layout.sheets if one.name == "Indicators"]
    headings = {row for (row, column), cell in sheet.cells.items() if column == 1 and cell.role == "section"}
    breaks = sheet.page.breaks_before_rows
    assert len(breaks) > 2
    room = room_on_a_page(list(sheet.column_widths.values()))
    last = max(row for row, _ in sheet.cells)
    for first, following in zip((1, *breaks), (*breaks, last + 1), strict=True):
        assert following - 1 not in headings
        assert sum(sheet.row_heights.get(row, USUAL_HEIGHT) for row in range(first, following)) <= room
