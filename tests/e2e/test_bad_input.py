"""Every plan from inputs that lack something, hold too much, or attack: the report is made, and says what is missing.

The list is that of the issue on the four reports. What a single plan makes of a case in detail is tested beside it
(`test_surgery_extremes.py`, `test_minutes_extremes.py`, `test_extreme_inputs.py`, `journey/test_board_report.py`).
"""

from __future__ import annotations

import getpass
import re
import socket
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.packages import MAIN, RELATIONSHIP_ID, Package
from tests.support.performance import FIGURES, TARGETS, Rows
from tests.support.reports import SAMPLES, Built, SeenReport, build
from xlperf.workbook.writing.formulas import stored_formula

PLANS = ("monthly", "board", "surgery", "minutes")
PERIOD = "2011/12 Q2"
MEASURES = ("Code", "Title", "Section", "Unit", "Polarity", "Scheme", "Related measures")
COMPARATORS = ("Code", "Area", "Period", "Value", "Source")
COMMENTARY = ("Code", "Period", "Part", "Text")
LONG = "\n".join(" ".join(f"word{at}" for at in range(start, start + 80)) for start in range(0, 640, 80))
LOOKS_LIKE_A_FORMULA = (
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(A1)",
    "+1",
    "-1",
    "{=A1}",
    "=cmd|'/c calc'!A0",
)
ONE = ("L1", "Reviews on time", "Reviews", "percent", "high", "brag", "")


def sheets(**more: Rows) -> dict[str, Rows]:
    """Return a performance workbook of one measure that misses its target, with some sheets replaced."""
    quarters = [("L1", None, f"2011/12 Q{number}", None, 60 + number, 100, None, None) for number in (1, 2)]
    whole: dict[str, Rows] = {
        "About": [("Item", "Text"), ("Authority", "Exampleshire")],
        "Measures": [MEASURES, ONE],
        "Figures": [FIGURES, *quarters, ("L1", None, "2010/11", None, 230, 400, None, None)],
        "Targets": [TARGETS, ("L1", None, "2011/12", "90%")],
        "Comparators": [COMPARATORS, *(("L1", area, "2010/11", 80, "made up") for area in ("England", "Ashmere"))],
    }
    return {name: rows for name, rows in (whole | more).items() if rows}


def hostile() -> dict[str, Rows]:
    """Return a workbook in which every text looks like a formula; a text that begins with "=" is a text in it."""
    return sheets(
        Measures=[MEASURES, ("L1", *LOOKS_LIKE_A_FORMULA[1:3], "percent", "high", "brag", LOOKS_LIKE_A_FORMULA[0])],
        Commentary=[COMMENTARY, *(("L1", PERIOD, "", text) for text in LOOKS_LIKE_A_FORMULA)],
        Actions=[("Ref", "Code", "Action", "Cost"), *((text, "L1", text, text) for text in LOOKS_LIKE_A_FORMULA)],
    )


def many() -> dict[str, Rows]:
    codes = [f"L{number:03}" for number in range(300)]
    return sheets(
        Measures=[MEASURES, *((code, f"Local measure {code}", *ONE[2:]) for code in codes)],
        Figures=[FIGURES, *((code, None, PERIOD, None, at, 300, None, None) for at, code in enumerate(codes))],
        Targets=[TARGETS, *((code, None, "2011/12", "50%") for code in codes)],
        Comparators=[],
    )


CASES: dict[str, dict[str, Rows]] = {
    "no comparators": sheets(Comparators=[]),
    "no targets": sheets(Targets=[]),
    "a single month": sheets(Figures=[FIGURES, ("L1", None, "2011-09", None, 60, 100, None, None)]),
    "a year without data": sheets(Figures=[FIGURES, ("L1", None, "2009/10", None, 60, 100, None, None)]),
    "0 of 0": sheets(Figures=[FIGURES, ("L1", None, PERIOD, None, 0, 0, None, None)]),
    "300 indicators": many(),
    "5,000 characters": sheets(
        Commentary=[COMMENTARY, ("L1", PERIOD, "", LONG)],
        Actions=[("Ref", "Code", "Action"), ("1", "L1", LONG)],
    ),
    "without definition": sheets(
        Measures=[MEASURES, ONE, ("ZZ 8", "A measure of nobody's", None, None, None, None, None)],
        Figures=[FIGURES, *((code, None, PERIOD, None, 60, 100, None, None) for code in ("L1", "ZZ 8", "ZZ 9"))],
    ),
    "looks like a formula": hostile(),
}  # fmt: skip
MISSING = {
    "no comparators": {
        "monthly": r"no values of other authorities",
        "board": r"^\[x\]$",
        "surgery": r"no values of other authorities|no year with values",
        "minutes": r".",  # minutes tell what there is to compare with, and nothing where there is not
    },
    "no targets": dict.fromkeys(("monthly", "board"), r"^No target ○$")
    | {"surgery": r"There is no target|No target ○", "minutes": r"no target|There is no"},
    "a single month": dict.fromkeys(PLANS, r"^\[x\]$"),
    "a year without data": dict.fromkeys(PLANS, r"No input gives any figure for 2011/12 Q2"),
    "0 of 0": dict.fromkeys(PLANS, r"^\[z\]$"),
    "without definition": dict.fromkeys(PLANS, r"ZZ 9"),
}  # fmt: skip
"""What a reader finds somewhere in the report, by case and plan."""
HIGHEST = 409.0  # points


def written(path: Path, whole: dict[str, Rows]) -> Path:
    """Write a performance workbook in which every text is a text, whatever it begins with."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in whole.items():
            sheet = book.add_worksheet(name)
            for down, row in enumerate(rows):
                for across, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(down, across, value)
                    elif isinstance(value, int | float):
                        sheet.write_number(down, across, value)
    return path


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("inputs")
    return {
        name: written(folder / f"{name.replace(' ', '_').replace(',', '')}.xlsx", case) for name, case in CASES.items()
    }


@pytest.fixture(scope="module", params=PLANS)
def reports(
    request: pytest.FixtureRequest, sources: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, Built]]:
    """A plan, and its report of every case."""
    plan = str(request.param)
    folder = tmp_path_factory.mktemp(plan)
    made = {name: build(folder / source.name, [source], PERIOD, plan=plan) for name, source in sources.items()}
    return plan, made


def seen_texts(built: Built) -> list[str]:
    report = SeenReport(built.path)
    return [cell.text for name in report.package.sheet_names for cell in report.cells(name).values() if cell.text]


def test_the_report_is_made_and_says_what_is_missing(reports):
    plan, made = reports
    for case, said in MISSING.items():
        texts = seen_texts(made[case])
        assert [text for text in texts if re.search(said[plan], text)], case


def test_300_indicators_are_all_there(reports):
    plan, made = reports
    texts = " ".join(seen_texts(made["300 indicators"]))
    assert [code for code in (f"L{number:03}" for number in range(300)) if code not in texts] == [], plan


def test_long_words_lose_nothing_and_make_no_row_that_cannot_be_shown(reports):
    _, made = reports
    built = made["5,000 characters"]
    words = set(" ".join(seen_texts(built)).split())
    assert set(LONG.split()) <= words
    assert max(height for sheet in built.layout.sheets for height in sheet.row_heights.values()) <= HIGHEST


def test_no_report_holds_a_formula_or_a_link_that_xlperf_did_not_make(reports):
    _, made = reports
    for case, built in made.items():
        package = Package.read(built.path)
        cells = [cell for sheet in built.layout.sheets for _, cell in sorted(sheet.cells.items())]
        own = [stored_formula(cell.formula).removeprefix("=") for cell in cells if cell.formula]
        assert package.formulas == own, case
        assert not [one for one in own if re.search("evil|cmd|HYPERLINK|http|@SUM", re.sub('"[^"]*"', "", one))], case
        assert package.external_targets == [], case
        for name in package.sheet_names:
            for link in package.sheet(name).iter(f"{MAIN}hyperlink"):
                assert RELATIONSHIP_ID not in link.attrib
                assert link.attrib["location"].rpartition("!")[0].strip("'") in package.sheet_names


def test_texts_that_look_like_formulas_are_shown_as_they_are(reports):
    plan, made = reports
    texts = seen_texts(made["looks like a formula"])
    for payload in LOOKS_LIKE_A_FORMULA[:3]:
        assert [text for text in texts if payload in text], (plan, payload)


def test_no_part_of_a_report_names_user_path_or_host(reports, sources):
    _, made = reports
    private = {getpass.getuser(), socket.gethostname(), str(Path.home()), str(Path.cwd())}
    private |= {str(source.parent) for source in sources.values()}
    for case, built in made.items():
        for name, part in Package.read(built.path).parts.items():
            text = part.decode("utf-8")
            found = [one for one in private if re.search(rf"(?<![\w]){re.escape(one)}(?!\w)", text)]
            assert found == [], (case, name)


@pytest.mark.parametrize("plan", PLANS)
def test_child_level_returns_alone_make_every_report(plan, tmp_path):
    built = build(tmp_path / f"{plan}.xlsx", [SAMPLES / "annex_a.xlsx"], "2026/27 Q2", plan=plan)
    rows = SeenReport(built.path).rows("Figures")
    found = {str(row["Code"].value) for row in rows if isinstance(row["Value"].value, float)}
    assert {"CP number", "NI 64", "NI 65"} <= found
