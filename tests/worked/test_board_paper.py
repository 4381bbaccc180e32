"""Everything that Bath & North East Somerset's board paper prints stands in our report of the sample, in its order.

Transcribed from the paper, apart from the sample: Bath & North East Somerset Council, Partnership Board for Health and
Wellbeing, Child Protection Activity Performance Report, 16 November 2011, agenda item 8. The paper prints percentages
with as many decimals as they have and mostly without a % sign; ours have one decimal and the sign. Its colours are lost
in the text, so the statuses are those that its targets imply, worked by hand: points adrift, 5 red and 2 better blue.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.packages import Package
from tests.support.reports import SAMPLES, Built, Row, SeenReport, build

HEADINGS = (
    *("2009/10 England", "2009/10 Statistical neighbours", "2009/10 actual", "2010/11 plan", "2010/11 actual"),
    *("2011/12 plan", "2011/12 Q1", "2011/12 Q2", "2011/12 Q3", "2011/12 Q4*"),
)
PAPER = {
    "CP number": ("", "", "Total = 71", "N/A", "106", "N/A", "104", "88", "", ""),
    "NI 64": ("6", "8.3", "18.9", "8", "10.4", "8", "8.8", "6.3", "", ""),
    "NI 65": ("13", "13.1", "11.4", "10", "23.5", "12", "18.2", "17.4", "", ""),
    "NI 67": ("99", "98.9", "100", "100", "100", "100", "100", "100", "", ""),
    "NI 68": ("64", "75", "51.2", "50", "73.9", "53", "79.3", "73**", "", ""),
    "NI 59": ("75.5%*", "68.5%*", "67.6*", "77*", "67.5", "78", "83.7", "67.6", "", ""),
    "NI 60": ("78.1", "66.3", "78.5", "80", "59.3", "80", "65.2", "75.5", "", ""),
}
STATUSES = {
    "CP number": ("Data only □", "Data only □"),
    "NI 64": ("Amber ◆", "Green ●"),  # 0.8 points over 8, 1.7 below it
    "NI 65": ("Red ▲", "Red ▲"),  # 6.2 and 5.4 over 12
    "NI 67": ("Green ●", "Green ●"),  # exactly 100
    "NI 68": ("Blue ★", "Blue ★"),  # 26.3 and 20 over 53
    "NI 59": ("Blue ★", "Red ▲"),  # 5.7 over 78, 10.4 below it
    "NI 60": ("Red ▲", "Amber ◆"),  # 14.8 below 80; 4.5 below it: "close to target for the whole year"
}
GOOD = {"NI 64": "low", "NI 65": "low", "NI 67": "high", "NI 59": "high", "NI 60": "high"}  # as the paper says it
COVER = {
    "Date": "16 November 2011",
    "Report title": "Child Protection Activity Performance Report",
    "Agenda item": "8",
    "Attachments": "None",
    "Other options considered": "None",
}
NUMBERED = (
    *("Purpose", "Recommendation", "Rationale", "Other options considered", "Financial implications"),
    *("Risk management", "Equality issues", "Legal issues", "Engagement and involvement"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    out = tmp_path_factory.mktemp("board") / "board.xlsx"
    return build(out, [SAMPLES / "bathnes_performance.xlsx"], "2011/12 Q2", plan="board")


@pytest.fixture(scope="module")
def seen(built: Built) -> SeenReport:
    return SeenReport(built.path)


@pytest.fixture(scope="module")
def table(seen: SeenReport) -> dict[str, Row]:
    return {str(row["Code"].value): row for row in seen.rows("Board table", "No")}


def as_in_the_paper(text: str) -> str:
    """Return a cell of ours as the paper prints it: no % sign, no padding, nothing where it prints nothing."""
    plain = text.replace("%", "").replace(" [b]", "")
    plain = re.sub(r"(\d)\.0\b", r"\1", plain)
    return "" if plain in ("[x]", "to come") else plain


def paragraphs(seen: SeenReport) -> list[tuple[float, str]]:
    """Return the numbered paragraphs of the commentary."""
    rows = seen.rows("Commentary", "Paragraph")
    return [
        (row["Paragraph"].value, str(row["Commentary"].value))
        for row in rows
        if isinstance(row["Paragraph"].value, float)
    ]


def test_the_rows_are_numbered_and_in_the_papers_order(table):
    assert [row["No"].text for row in table.values()] == [str(number) for number in range(1, 8)]
    assert list(table) == list(PAPER)


@pytest.mark.parametrize("code", PAPER)
def test_every_figure_of_the_table_stands_in_its_column_with_its_marks(table, code):
    found = [as_in_the_paper(table[code][heading].text) for heading in HEADINGS]
    assert found == [printed.replace("%", "") for printed in PAPER[code]]


@pytest.mark.parametrize("code", PAPER)
def test_what_is_a_number_in_the_paper_is_a_number_in_the_cell(table, code):
    for heading, printed in zip(HEADINGS, PAPER[code], strict=True):
        number = re.search(r"[\d.]+", printed)
        if number is None:
            continue
        value = table[code][heading].value
        assert isinstance(value, float), heading
        assert value == pytest.approx(float(number[0]) / (1 if code == "CP number" else 100)), heading


@pytest.mark.parametrize("code", STATUSES)
def test_every_quarter_has_the_status_that_its_target_implies(table, code):
    assert tuple(table[code][f"{quarter} status"].text for quarter in ("Q1", "Q2")) == STATUSES[code]
    assert [table[code][f"{quarter} status"].text for quarter in ("Q3", "Q4")] == ["", ""]


def test_the_footnotes_stand_under_the_table_with_their_marks(seen):
    cells = seen.cells("Board table")
    notes = [(cells[at].text, cells["C" + at[1:]].text) for at in cells if at[0] == "B" and "C" + at[1:] in cells]
    said = [text for mark, text in notes if mark == "*"]
    assert any(
        "7 working days" in text and "NI 59: 2009/10 England" in text and "2010/11 plan" in text for text in said
    )
    assert any("2011/12 Q4" in text for text in said)
    (provisional,) = [text for mark, text in notes if mark == "**"]
    assert provisional.startswith("Provisional: referrals handled by the re-design team")
    assert "NI 68: 2011/12 Q2" in provisional


def test_the_change_of_definition_is_a_break_in_the_row_and_in_a_sentence(seen, table):
    broken = ("2009/10 England", "2009/10 Statistical neighbours", "2009/10 actual")
    marked = {(code, heading) for code, row in table.items() for heading, cell in row.items() if "[b]" in cell.text}
    assert marked == {("NI 59", heading) for heading in broken}
    texts = " ".join(cell.text for cell in seen.cells("Board table").values())
    assert "until 31 March 2010 the code stood for another measure" in texts
    assert "within 7 working days" in texts


def test_nothing_is_compared_across_the_break(built, table):
    cells = Package.read(built.path).cells("Board table")
    before = {table["NI 59"][heading].name for heading in HEADINGS[:5]}
    formulas = [cell.formula for cell in cells.values() if cell.formula and "IF(" in cell.formula]
    assert formulas
    assert not [formula for formula in formulas if before & set(re.findall(r"[A-Z]+\d+", formula))]
    assert built.line("NI 59").quarters[0].trend is None  # the quarter before it counted seven days


def test_the_cover_holds_the_cover_matter_in_the_papers_order(seen):
    cells = seen.cells("Cover")
    labels = {cells[at].text: (at, cells.get("C" + at[1:])) for at in cells if at[0] == "B"}
    assert {label: labels[label][1].text for label in COVER} == COVER
    assert cells["B2"].text == "Partnership Board for Health and Wellbeing"
    numbers = {cells[at].text: cells["B" + at[1:]].text for at in cells if at[0] == "A" and cells[at].text}
    assert numbers == {str(number): label for number, label in enumerate(NUMBERED, start=1)}
    for label in ("Contact", "Author", "Responsible director", "Background papers", *NUMBERED):
        text = labels[label][1].text
        assert text, label
        assert "Not stated" not in text, label
    assert labels["Other formats"][1].text.startswith("To have this report in another format")
    assert not [text for text in labels if "Not stated" in text]


def test_the_commentary_goes_on_with_the_numbers_of_the_cover_and_the_table(seen):
    assert seen.value("Board table", "A4") == 10
    assert [number for number, _ in paragraphs(seen)] == list(range(11, 11 + len(paragraphs(seen))))


def test_each_indicator_has_its_heading_with_its_code_and_which_way_is_good(seen):
    cells = seen.cells("Commentary")
    headings = [cell.text for at, cell in cells.items() if at[0] == "A" and re.search(r"\(.+\)$", cell.text)]
    assert [re.search(r"\(([^()]+)\)$", text)[1] for text in headings] == list(PAPER)
    said = [text for _, text in paragraphs(seen) if text.startswith("For this indicator")]
    assert len(said) == len(PAPER)
    for code, sentence in zip(PAPER, said, strict=True):
        if code in GOOD:
            assert sentence == f"For this indicator a {GOOD[code]} value is good."


def test_the_papers_measurements_in_prose_stand_in_the_commentary(seen):
    rows = [row for row in seen.rows("Commentary", "Paragraph") if "Commentary" in row and "Code" in row]
    said: dict[str, str] = {}
    for row in rows:
        code = str(row["Code"].value)
        said[code] = said.get(code, "") + " " + str(row["Commentary"].value)
    for code, words in {
        "CP number": ("106 was the highest since the late", "January 2011"),
        "NI 64": ("two years", "only slightly off target"),
        "NI 65": ("above both", "step-by-step improvement"),
        "NI 67": ("100%", "eight years", "3 months", "six months"),
        "NI 68": ("above its targets",),
        "NI 59": ("December 2011",),
        "NI 60": ("close to the target", "December 2011"),
    }.items():
        assert [word for word in words if word not in said[code]] == [], code


def test_the_report_of_the_first_quarter_says_that_the_second_is_to_come(tmp_path: Path):
    out = tmp_path / "first.xlsx"
    seen = SeenReport(build(out, [SAMPLES / "bathnes_performance.xlsx"], "2011/12 Q1", plan="board").path)
    rows = {str(row["Code"].value): row for row in seen.rows("Board table", "No")}
    for code, row in rows.items():
        assert as_in_the_paper(row["2011/12 Q1"].text) == PAPER[code][6]
        assert row["2011/12 Q2"].text == "to come"
        assert row["Q1 status"].text == STATUSES[code][0]
        assert row["Q2 status"].text == ""


def test_a_report_whose_last_year_lies_before_the_change_marks_that_year_too(tmp_path: Path):
    out = tmp_path / "year.xlsx"
    seen = SeenReport(build(out, [SAMPLES / "bathnes_performance.xlsx"], "2010/11", plan="board").path)
    rows = {str(row["Code"].value): row for row in seen.rows("Board table", "No")}
    assert rows["NI 59"]["2009/10 actual"].text == "67.6%* [b]"
    assert rows["NI 59"]["2010/11 plan"].text == "77.0%*"
    assert rows["NI 60"]["2009/10 actual"].text == "78.5%"
    texts = " ".join(cell.text for cell in seen.cells("Board table").values())
    assert "The figures of 2009/10 are of that measure" in texts
