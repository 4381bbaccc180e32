"""Board reports from inputs that lack something, hold too much, or are child-level returns alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.councils import council_folder
from tests.support.packages import Package
from tests.support.performance import FIGURES, TARGETS, performance_workbook
from tests.support.reports import SAMPLES, Built, SeenReport, build
from xlperf.definitions.load import load
from xlperf.returns.reports.marks import continued, together

HIGHEST = 409.0  # points
BOARD = Path(__file__).parents[2] / "xlperf" / "catalogue" / "reports" / "board.toml"


def board_of(folder: Path, sheets: dict[str, list[tuple]], period: str = "2011/12 Q2", **more) -> Built:
    source = performance_workbook(folder / "in.xlsx", sheets)
    return build(folder / "board.xlsx", [source], period, plan="board", **more)


def texts(seen: SeenReport, sheet: str) -> list[str]:
    return [cell.text for cell in seen.cells(sheet).values()]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> SeenReport:
    """A report of one figure: no About, no targets, no comparators, no commentary."""
    folder = tmp_path_factory.mktemp("bare")
    sheets = {"Figures": [FIGURES, ("NI 64", None, "2011/12 Q2", None, 3, 40, None, None)]}
    return SeenReport(board_of(folder, sheets, area="Exampleshire").path)


def test_what_the_cover_lacks_is_shown_as_not_stated_with_the_place_to_say_it(bare):
    cells = bare.cells("Cover")
    said = {cells[at].text: cells["C" + at[1:]].text for at in cells if at[0] == "B" and "C" + at[1:] in cells}
    for label in ("Date", "Agenda item", "Purpose", "Recommendation", "Financial implications", "Background papers"):
        assert said[label] == f'Not stated. Add "{label}" to the sheet About.'
    assert said["Responsible director"] == 'Not stated. Add "Director" to the sheet About.'
    assert "is not stated" in said["Other formats"]


def test_what_the_table_lacks_is_shown_as_missing(bare):
    (row,) = bare.rows("Board table", "No")
    assert row["2009/10 England"].text == row["2009/10 Statistical neighbours"].text == "[x]"
    assert row["2009/10 actual"].text == row["2010/11 actual"].text == row["2011/12 Q1"].text == "[x]"
    assert (row["2011/12 Q2"].text, row["Q2 status"].text) == ("7.5%", "No target ○")
    assert row["Q1 status"].text == "No data –"
    assert row["2011/12 plan"].value is None


def test_without_commentary_every_part_has_an_empty_cell_to_type_in(bare):
    cells = bare.cells("Commentary")
    parts = [at[1:] for at, cell in cells.items() if at[0] == "C" and cell.text and cell.text != "Part"]
    assert [cells[f"C{row}"].text for row in parts] == list(load().plans["board"].commentary_parts)
    assert [cells[f"D{row}"].text for row in parts] == ["", "", ""]
    assert {cells[f"B{row}"].text for row in parts} == {"NI 64"}
    assert [cells[f"A{row}"].text for row in parts] == ["", "", ""]
    unlocked = {cells[f"D{row}"].style for row in parts}
    assert len(unlocked) == 1
    assert unlocked.isdisjoint(cell.style for at, cell in cells.items() if at[0] != "D")


def test_child_level_returns_alone_give_a_board_report(tmp_path: Path):
    out = tmp_path / "board.xlsx"
    seen = SeenReport(build(out, [SAMPLES / "annex_a.xlsx"], "2026/27 Q2", plan="board").path)
    rows = {str(row["Code"].value): row for row in seen.rows("Board table", "No")}
    evidence = {(row["Code"].value, row["Period"].value): row for row in seen.rows("Figures")}
    for code in ("CP number", "NI 64", "NI 65"):
        assert rows[code]["2026/27 Q2"].value == evidence[code, "2026/27 Q2"]["Value"].value
        assert isinstance(rows[code]["2026/27 Q2"].value, float)
    assert not any(period == "2026/27 Q3" for _, period in evidence)


def test_a_month_before_the_first_quarter_has_ended_says_so(tmp_path: Path):
    sheets = {"Figures": [FIGURES, ("NI 64", None, "2011-04", None, 3, 40, None, None)]}
    seen = SeenReport(board_of(tmp_path, sheets, "2011-04").path)
    assert "no quarter had ended by Apr 2011" in " ".join(texts(seen, "Board table"))
    (row,) = seen.rows("Board table", "No")
    assert {row[f"2011/12 {quarter}"].text for quarter in ("Q1", "Q2", "Q3", "Q4*")} == {"to come"}


def test_later_quarters_that_the_inputs_already_have_are_still_to_come(tmp_path: Path):
    quarters = [("NI 64", None, f"2011/12 Q{number}", None, number, 40, None, None) for number in (1, 2, 3)]
    (row,) = SeenReport(board_of(tmp_path, {"Figures": [FIGURES, *quarters]}).path).rows("Board table", "No")
    assert [row[f"2011/12 Q{number}"].text for number in (1, 2, 3)] == ["2.5%", "5.0%", "to come"]


def test_a_mark_that_nothing_explains_says_so_under_the_table(tmp_path: Path):
    figures = [FIGURES, ("NI 64", None, "2011/12 Q2", None, None, None, "7.5%†", None)]
    figures.append(("NI 65", None, "2011/12 Q2", None, None, None, "7.5%p", None))
    seen = SeenReport(
        board_of(tmp_path, {"Figures": figures, "Targets": [TARGETS, ("NI 64", None, "2011/12", "5%‡")]}).path
    )
    said = texts(seen, "Board table")
    assert "The inputs have this mark and say nothing about it. (NI 64: 2011/12 Q2)" in said
    assert "The inputs have this mark and say nothing about it. (NI 64: 2011/12 plan)" in said
    assert "Provisional: the figure may still change. (NI 65: 2011/12 Q2)" in said


def test_a_comment_of_5000_characters_goes_on_in_rows_that_can_be_shown_and_loses_no_word(tmp_path: Path):
    words = " ".join(f"word{number}" for number in range(640))
    long = "\n".join([words, "=1+1", words])
    assert len(words) > 4900
    sheets = {
        "Figures": [FIGURES, ("NI 64", None, "2011/12 Q2", None, 3, 40, None, None)],
        "Commentary": [("Code", "Period", "Part", "Text"), ("NI 64", "2011/12 Q2", "Current activities", long)],
    }
    built = board_of(tmp_path, sheets)
    (sheet,) = [one for one in built.layout.sheets if one.name == "Commentary"]
    assert max(sheet.row_heights.values()) <= HIGHEST
    cells = SeenReport(built.path).cells("Commentary")
    rows = [at[1:] for at, cell in cells.items() if at[0] == "C" and cell.text == "Current activities"]
    assert len(rows) > 1
    assert [cells[f"B{row}"].text for row in rows] == [continued("NI 64", number) for number in range(len(rows))]
    assert together([cells[f"D{row}"].text for row in rows]) == long
    assert not [cell for cell in cells.values() if cell.formula and "1+1" in cell.formula]


def test_a_comment_on_several_indicators_is_printed_once_and_named_at_the_others(tmp_path: Path):
    figures = [(code, None, "2011/12 Q2", None, 3, 40, None, None) for code in ("NI 59", "NI 60")]
    sheets = {
        "Figures": [FIGURES, *figures],
        "Commentary": [("Code", "Period", "Part", "Text"), ("NI 59, NI 60", "2011/12 Q2", "", "Said of both.")],
    }
    cells = SeenReport(board_of(tmp_path, sheets).path).cells("Commentary")
    assert [cells["B" + at[1:]].text for at, cell in cells.items() if cell.text == "Said of both."] in (
        ["NI 59, NI 60"],
        ["NI 60, NI 59"],
    )
    assert len([cell for cell in cells.values() if cell.text.startswith("See the commentary at NI")]) == 1


def test_a_length_limit_puts_a_counter_beside_every_comment(tmp_path: Path):
    plan = BOARD.read_text(encoding="utf-8") + "length_limit = 10\n"
    catalogue = load(council_folder(tmp_path, {"reports/board.toml": plan}))
    sheets = {
        "Figures": [FIGURES, ("NI 64", None, "2011/12 Q2", None, 3, 40, None, None)],
        "Commentary": [("Code", "Period", "Part", "Text"), ("NI 64", "2011/12 Q2", "Why it matters", "Twelve chars")],
    }
    built = board_of(tmp_path, sheets, catalogue=catalogue)
    cells = SeenReport(built.path).cells("Commentary")
    (row,) = [at[1:] for at, cell in cells.items() if cell.text == "Twelve chars"]
    assert (cells[f"E{row}"].text, cells[f"E{row}"].formula) == ("12", f"LEN(D{row})")
    assert "Characters of 10" in [cell.text for cell in cells.values()]
    rules = "".join(Package.read(built.path).sheet("Commentary").itertext())
    assert ">10" in rules


def test_300_indicators_make_a_report_with_a_row_and_a_heading_each(tmp_path: Path):
    measures = [("Code", "Title", "Unit", "Polarity")]
    measures += [(f"L{number:03}", f"Local measure {number}", "percent", "high") for number in range(300)]
    figures = [(f"L{number:03}", None, "2011/12 Q2", None, number, 300, None, None) for number in range(300)]
    built = board_of(tmp_path, {"Measures": measures, "Figures": [FIGURES, *figures]})
    assert len(SeenReport(built.path).rows("Board table", "No")) == 300
    (sheet,) = [one for one in built.layout.sheets if one.name == "Commentary"]
    headings = [cell.value for cell in sheet.cells.values() if cell.role == "group_heading" and cell.value]
    assert len(headings) == 300
    assert len(sheet.page.breaks_before_rows) > 40


def test_england_the_family_and_the_own_value_come_from_comparators(tmp_path: Path):
    comparators = [("Code", "Area", "Period", "Value", "Source")]
    comparators += [
        ("NI 64", area, "2009/10", value, "a table") for area, value in (("England", 6), ("Family", "8.3*"))
    ]
    comparators.append(("NI 64", "Exampleshire", "2009/10", 7, "another table"))
    sheets = {
        "About": [("Item", "Text"), ("Authority", "Exampleshire")],
        "Figures": [FIGURES, ("NI 64", None, "2011/12 Q2", None, 3, 40, None, None)],
        "Comparators": comparators,
    }
    seen = SeenReport(board_of(tmp_path, sheets).path)
    (row,) = seen.rows("Board table", "No")
    assert [row[f"2009/10 {area}"].text for area in ("England", "Family", "actual")] == ["6.0%", "8.3%*", "7.0%"]
    said = {row["Period"].text: row["How it was made"].text for row in seen.rows("Figures")}
    assert (said["2009/10, England"], said["2009/10, Exampleshire"]) == ("a table", "another table")
