"""Much, little and long: inputs at the edges of what councils hand in still make a report."""

from __future__ import annotations

from pathlib import Path

from tests.support.packages import MAIN, Package
from tests.support.performance import FIGURES, TARGETS, Rows, performance_workbook
from tests.support.reports import DATED, Built, SeenReport, build


def report_of(folder: Path, sheets: dict[str, Rows], period: str = "2010-01") -> Built:
    return build(folder / "report.xlsx", [performance_workbook(folder / "in.xlsx", sheets)], period)


def test_a_commentary_of_5000_characters_goes_on_in_further_rows_and_loses_no_word(tmp_path):
    words = [f"word{number}" for number in range(1, 600)]
    paragraphs = [" ".join(words[start : start + 97]) for start in range(0, len(words), 97)]
    text = "\n".join(paragraphs)
    assert len(text) > 4500
    sheets = {
        "Figures": [FIGURES, ("NI 65", None, "2010-01", None, 3, 20, None, None)],
        "Commentary": [
            ("Code", "Part", "Text"),
            ("NI 65", "Best practice", "The last part."),
            ("NI 65", "Explanation of current performance", text),
            ("NI 65", "Current activities", text.upper()),
        ],
    }
    built = report_of(tmp_path, sheets)
    rows = [row for row in SeenReport(built.path).rows("Indicators") if row.get("Commentary")]
    portions = [str(row["Commentary"].value) for row in rows if row["Commentary"].value]
    assert len(portions) > 1
    expected = ["Explanation of current performance", text, "Current activities", text.upper(), "Best practice"]
    assert " ".join(portions).split() == " ".join([*expected, "The last part."]).split()
    heights = [row.attrib["ht"] for row in Package.read(built.path).sheet("Indicators").iter(f"{MAIN}row")]
    assert max(map(float, heights)) <= 409


def test_300_indicators_make_a_report(tmp_path):
    codes = [f"X {number}" for number in range(1, 301)]
    measures = [("Code", "Title", "Section", "Unit", "Polarity", "Scheme")]
    measures += [
        (code, f"Measure {code}", f"Part {at // 50}", "percent", "low", "brag") for at, code in enumerate(codes)
    ]
    figures = [FIGURES]
    for at, code in enumerate(codes):
        figures += [(code, None, month, None, at % 40, 40 + at, None, None) for month in ("2009-12", "2010-01")]
    targets = [TARGETS, *((code, None, "2009/10", 15) for code in codes)]
    built = report_of(tmp_path, {"Measures": measures, "Figures": figures, "Targets": targets})
    assert list(SeenReport(built.path).by_code("Indicators")) == codes
    assert len({line.judged.rating for line in built.content.lines}) > 1


def test_a_report_is_made_without_targets_without_measures_and_of_a_single_month(tmp_path):
    built = report_of(tmp_path, {"Figures": [FIGURES, ("NI 65", None, "2010-01", None, 3, 20, None, None)]})
    (row,) = SeenReport(built.path).by_code("Indicators").values()
    assert (row["Jan 2010"].text, row["Dec 2009"].text, row["Status"].text) == ("15.0%", "[x]", "No target ○")


def test_a_report_of_which_nothing_has_a_value_is_made(tmp_path):
    built = report_of(tmp_path, {"Measures": [("Code",), ("NI 65",), ("EI&ISS PM04",), ("CP number",)]})
    rows = SeenReport(built.path).by_code("Indicators")
    assert [row["Status"].text for row in rows.values()] == ["No data –"] * 3


def test_long_names_make_a_report(tmp_path):
    long = " ".join(["Exampleshire and the very long name of everything"] * 7)[:299] + "."
    assert len(long) == 300
    sheets = {
        "About": [("Item", "Text"), ("Authority", long), ("Title", long), ("Author", long), ("Board", long)],
        "Measures": [("Code", "Title", "Section", "Unit", "Polarity"), ("L1", long, long, "percent", "low")],
        "Figures": [FIGURES, *(("L1", None, month, None, 3, 20, None, long) for month in ("2009-12", "2010-01"))],
    }
    built = report_of(tmp_path, sheets)
    seen = SeenReport(built.path)
    assert seen.by_code("Indicators")["L1"]["Indicator"].value == long
    assert long in {cell.text for cell in seen.cells("Cover").values()}
    assert DATED.isoformat() in seen.package.text("docProps/core.xml")
