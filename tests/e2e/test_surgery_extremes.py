"""The pack of a surgery from little, nothing, much and hostile words: it is made, and says what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.hostile import PAYLOADS
from tests.support.libreoffice import recalculated_all
from tests.support.packages import Package
from tests.support.performance import FIGURES, TARGETS, Rows, performance_workbook
from tests.support.reports import SAMPLES, Built, SeenReport, build, value_of
from tests.support.tables import table
from xlperf.returns.reports.marks import continued, together

MEASURES = ("Code", "Title", "Section", "Unit", "Polarity", "Scheme", "Places", "Timing", "Data only")
ONE = ("L1", "Reviews on time", "Reviews", "percent", "high", "brag", 1, "flow", None)
LONG = "\n".join(" ".join(f"word{at}" for at in range(start, start + 90)) for start in range(0, 720, 90))
WORDS = (("Factors", LONG), ("Other reason", LONG), ("Own part", "Ours"))
ACTIONS = (("1", "L1", LONG, "4%"), ("2", "L1", "Short", "much"))
MISSED = [
    FIGURES,
    ("L1", None, "2025-05", None, 70, 100, None, None),
    ("L1", None, "2025-06", None, 60, 100, None, None),
]
AIM = [TARGETS, ("L1", None, "2025/26", "90%")]


def one_measure(**sheets: Rows) -> dict[str, Rows]:
    named = {name.replace("_", " "): rows for name, rows in sheets.items()}
    return {"Measures": [MEASURES, ONE], "Figures": MISSED, "Targets": AIM, **named}


def many() -> dict[str, Rows]:
    codes = [f"M{number}" for number in range(300)]
    return {
        "Measures": [MEASURES, *((code, f"Measure {code}", "All", *ONE[3:]) for code in codes)],
        "Figures": [
            FIGURES,
            *((code, None, "2025-06", None, at % 60, 100, None, None) for at, code in enumerate(codes)),
        ],
        "Targets": [TARGETS, *((code, None, "2025/26", "90%") for code in codes)],
    }


CASES: dict[str, dict[str, Rows]] = {
    "one measure": one_measure(),
    "no targets": {"Measures": [MEASURES, ONE], "Figures": MISSED},
    "one month": one_measure(Figures=MISSED[:2]),
    "no data": {"Measures": [MEASURES, ONE], "Targets": AIM},
    "0 of 0": one_measure(Figures=[FIGURES, ("L1", None, "2025-06", None, 0, 0, None, None)]),
    "a range": {
        "Measures": [MEASURES, ("L1", "Vacancies", "Staff", "percent", "10 to 15", "brag", 1, "snapshot", None)],
        "Figures": [FIGURES, *(("L1", None, month, None, 30, 100, None, None) for month in ("2025-05", "2025-06"))],
    },
    "a count against 0": {
        "Measures": [MEASURES, ("L1", "Children missing", "All", "count", "low", "brag", 0, "flow", None)],
        "Figures": [FIGURES, *(("L1", None, f"2025-0{month}", None, None, None, 3, None) for month in (4, 5, 6))],
        "Targets": [TARGETS, ("L1", None, "2025/26 to 2025-06", 0), ("L1", None, "2025/26", 0)],
    },
    "long words": one_measure(
        Commentary=[("Code", "Part", "Text"), *(("L1", *words) for words in WORDS)],
        Actions=[("Ref", "Code", "Action", "Expected improvement"), *ACTIONS],
    ),
    "a long code": one_measure(
        Measures=[MEASURES, ("A code that is far longer than a sheet's name: 1/2", *ONE[1:])],
        Figures=[FIGURES, *(("A code that is far longer than a sheet's name: 1/2", *row[1:]) for row in MISSED[1:])],
        Targets=[TARGETS, ("A code that is far longer than a sheet's name: 1/2", None, "2025/26", "90%")],
    ),
    "300 measures": many(),
}  # fmt: skip


def hostile_workbook(path: Path) -> Path:
    """Write a performance workbook whose titles, words and actions are attacks; texts, none of them a formula."""
    attacks = [payload for payload in PAYLOADS if payload.isprintable() and not payload.startswith("<r>")]
    sheets = one_measure(
        Measures=[
            (*MEASURES, "Related measures", "Directorate"),
            ("=L1", attacks[0], attacks[1], *ONE[3:], *attacks[2:4]),
        ],
        Figures=[FIGURES, *(("=L1", *row[1:]) for row in MISSED[1:])],
        Targets=[TARGETS, ("=L1", None, "2025/26", 0.9)],
        Commentary=[("Code", "Part", "Text"), *(("=L1", payload, payload) for payload in attacks)],
        Actions=[("Ref", "Code", "Action", "Cost"), *((payload, "=L1", payload, payload) for payload in attacks)],
    )
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, column, value)
                    elif isinstance(value, int | float):
                        sheet.write_number(number, column, value)
    return path


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    made = {}
    for name, sheets in CASES.items():
        folder = tmp_path_factory.mktemp("pack")
        source = performance_workbook(folder / "in.xlsx", sheets)
        made[name] = build(folder / f"{name.replace(' ', '_')}.xlsx", [source], "2025-06", plan="surgery")
    folder = tmp_path_factory.mktemp("returns")
    hostile = hostile_workbook(folder / "hostile_in.xlsx")
    made["hostile words"] = build(folder / "hostile.xlsx", [hostile], "2025-06", plan="surgery")
    for name, files in {
        "return and workbook": ("annex_a.xlsx", "northbrook_performance.xlsx"),
        "return alone": ("annex_a.xlsx",),
    }.items():
        out = folder / f"{name.replace(' ', '_')}.xlsx"
        made[name] = build(out, [SAMPLES / file for file in files], "2026-09", plan="surgery")
    for name, file, period in (
        ("haringey", "haringey_performance.xlsx", "2010-01"),
        ("bathnes", "bathnes_performance.xlsx", "2011/12 Q2"),
    ):
        made[name] = build(folder / f"{name}.xlsx", [SAMPLES / file], period, plan="surgery")
    return made


NAMES = (
    *(name for name in CASES if name != "300 measures"),
    "hostile words",
    "return and workbook",
    "return alone",
    "haringey",
    "bathnes",
)


@pytest.fixture(scope="module")
def again(packs: dict[str, Built], tmp_path_factory: pytest.TempPathFactory, soffice: str) -> dict[str, Path]:
    """Every pack recalculated, in one start of LibreOffice."""
    paths = recalculated_all([packs[name].path for name in NAMES], tmp_path_factory.mktemp("again"))
    return dict(zip(NAMES, paths, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_every_formula_gives_its_stored_value_when_it_is_recalculated(packs, again, name):
    ours, theirs = Package.read(packs[name].path), Package.read(again[name])
    for sheet in ours.sheet_names:
        found = theirs.cells(sheet)
        for at, cell in ours.cells(sheet).items():
            if cell.formula is None:
                continue
            stored, recalculated = value_of(cell), value_of(found[at])
            if isinstance(stored, float) and isinstance(recalculated, float):
                recalculated = pytest.approx(recalculated, rel=1e-9, abs=1e-12)
            assert stored == recalculated, (sheet, at)


def texts(built: Built) -> str:
    package = Package.read(built.path)
    return "\n".join(cell.text for name in package.sheet_names for cell in package.cells(name).values())


def sheets_of(built: Built) -> Sequence[str]:
    return Package.read(built.path).sheet_names


def test_what_is_missing_is_said_where_a_reader_looks_for_it(packs):
    said = texts(packs["one measure"])
    for sentence in (
        "The inputs have no values of other authorities.",
        "The inputs have no year with values of the council and of England or its neighbours.",
        "No figure of a day after Jun 2025 is stated.",
        "No related measure is named",
        "The inputs have no breakdown of this measure",
        "Not given: fill the column Directorate of Measures.",
        "No earlier meeting about this measure is in the inputs.",
        "No expected improvement is given as a percentage yet.",
    ):
        assert sentence in said, sentence
    assert not any("deprivation" in name for name in sheets_of(packs["one measure"]))


def test_one_month_is_no_graph_and_says_so(packs):
    assert "fewer than two periods with a figure" in texts(packs["one month"])
    assert not Package.read(packs["one month"].path).named("xl/charts/chart")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("no targets", "There is no target for Jun 2025."),
        ("no data", "There is no figure for Jun 2025."),
        ("0 of 0", "There is no figure for Jun 2025."),
    ],
)
def test_a_measure_that_cannot_be_judged_is_passed_over_and_the_pack_says_why(packs, name, why):
    built = packs[name]
    assert [one.because for one in built.content.passed_over] == [why]
    assert "No measure can be judged: none has both a figure and a target." in texts(built)
    assert "no measure needs a surgery" not in texts(built)
    assert list(sheets_of(built)) == ["Contents", "Key", "Figures", "Definitions", "Notes", "Data quality"]


def test_a_range_and_a_target_of_0_are_told_in_words(packs):
    (surgery,) = packs["a range"].content.surgeries
    assert "30.0% against a range of 10 to 15, 100.0% worse than it." in surgery.reasons[0].sentence
    (surgery,) = packs["a count against 0"].content.surgeries
    assert surgery.reasons[0].sentence == "2025/26 to Jun 2025: 9 against a target of 0."
    assert surgery.reasons[2].sentence == "Jun 2025: 3 is the same as May 2025 (3)."  # events do not add up to a year


def test_5000_characters_go_on_in_further_rows_and_lose_no_word(packs):
    assert len(LONG) > 5000
    seen = SeenReport(packs["long words"].path)
    rows = [row for row in table(seen, "L1 background", "Part") if row["Part"].text == "Factors"]
    assert [row["Code"].text for row in rows] == [continued("L1", number) for number in range(len(rows))]
    assert len(rows) > 1
    assert together([row["Commentary"].text for row in rows]) == LONG
    actions = table(seen, "L1 action plan", "Action")
    first = [row["Action"].text for row in actions if row["Ref"].text == "1" or "continued" in row["Code"].text]
    assert together(first) == LONG
    assert [
        row["Expected improvement"].text for row in actions if row["Ref"].text and row["Expected improvement"].text
    ] == ["4.0%", "much"]
    assert [
        row["Commentary"].text for row in table(seen, "L1 background", "Part") if row["Part"].text == "Own part"
    ] == ["Ours"]


def test_another_reason_that_is_typed_holds(packs):
    (surgery,) = packs["long words"].content.surgeries
    assert surgery.reasons[-1].holds is True
    rows = table(SeenReport(packs["long words"].path), "L1 background", "Reason")
    assert (rows[-1]["Holds"].text, rows[-1]["What the figures say"].text[:12]) == ("Yes ▲", "Stated under")


def test_words_that_look_like_formulas_stay_words_and_no_link_leads_outside(packs):
    package = Package.read(packs["hostile words"].path)
    ours = packs["hostile words"].layout
    for sheet in ours.sheets:
        written = package.cells(sheet.name)
        formulas = {at for at, cell in written.items() if cell.formula is not None}
        assert len(formulas) == sum(bool(cell.formula) for cell in sheet.cells.values()), sheet.name
    assert "=HYPERLINK" in texts(packs["hostile words"])
    assert not [part for part in package.parts if b'TargetMode="External"' in package.parts[part]]


def test_of_300_measures_those_furthest_adrift_are_taken_and_the_others_named(packs):
    content = packs["300 measures"].content
    taken = [surgery.code for surgery in content.surgeries]
    assert len(taken) == content.plan.most_surgeries == 12
    shares = {line.code: line.judged.value for line in content.lines}
    assert max(shares[code] for code in taken) <= min(value for code, value in shares.items() if code not in taken)
    assert len(content.passed_over) == 288
    assert all("furthest adrift" in one.because or "further adrift" in one.because for one in content.passed_over)


def test_a_pack_is_made_from_a_return_with_targets_beside_it_and_from_a_return_alone(packs):
    together = packs["return and workbook"]
    assert [surgery.code for surgery in together.content.surgeries] == ["EI&ISS PM04"]
    rows = table(SeenReport(together.path), "EI&ISS PM04 background", "Category")
    assert {row["Breakdown"].text for row in rows} >= {"Category of abuse", "Gender", "Age"}
    assert packs["return alone"].content.surgeries == ()
    assert "There is no target for 2026/27 to Sep 2026." in texts(packs["return alone"])


def test_what_the_pack_writes_itself_does_not_stand_where_people_type(packs):
    for name, built in packs.items():
        seen = SeenReport(built.path)
        for surgery in built.content.surgeries:
            sheet = next(one for one in seen.package.sheet_names if one.endswith("overview"))
            said = {remark.text for line in built.content.lines for remark in line.remarks}
            (row,) = table(seen, sheet, "Commentary")
            assert row["Commentary"].text == "" or row["Commentary"].text in said, (name, surgery.code)


def test_a_commentary_of_several_measures_is_typed_once_and_the_others_point_there(tmp_path):
    two = [MEASURES, ONE, ("L2", *ONE[1:])]
    sheets = one_measure(
        Measures=two,
        Figures=[FIGURES, *((code, *row[1:]) for code in ("L1", "L2") for row in MISSED[1:])],
        Targets=[TARGETS, *((code, None, "2025/26", "90%") for code in ("L1", "L2"))],
        Commentary=[("Code", "Part", "Text"), ("L1; L2", "Factors", "Of both.")],
    )
    built = build(
        tmp_path / "two.xlsx", [performance_workbook(tmp_path / "in.xlsx", sheets)], "2025-06", plan="surgery"
    )
    seen = SeenReport(built.path)
    first, second = (
        {row["Part"].text: row["Commentary"].text for row in table(seen, f"{code} background", "Part")}
        for code in ("L1", "L2")
    )
    assert (first["Factors"], second["Factors"]) == ("Of both.", "")
    assert "stands at L1." in texts(built)
