"""Forecasts on the figures sheet: native formulas that follow the months, as Python computes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.councils import council_folder
from tests.support.flows import FLOWS
from tests.support.libreoffice import recalculated_all
from tests.support.performance import FIGURES, POPULATIONS, TARGETS, performance_workbook
from tests.support.reports import Built, Row, SeenReport, build, edited
from xlperf.definitions.load import load
from xlperf.period import Period

YEARS = (2008, 2009, 2010, 2011)
KNOWN = 42  # months, April 2008 to September 2011
CHANGED = 500.0


def amount(number: int) -> int:
    return 20 + number % 12 * 3 + number * 7 % 5


def months() -> list[Period]:
    return [month for year in YEARS for month in Period.financial_year(year).months()][:KNOWN]


def workbook(path: Path, latest: float | None = None) -> Path:
    """Write the performance workbook; `latest` stands in for the numerator or number of the latest month."""
    rows: list[tuple[object, ...]] = []
    for number, month in enumerate(months()):
        value = latest if latest is not None and number == KNOWN - 1 else amount(number)
        rows += [
            ("PM04", None, str(month), "actual", value, None, None, None),
            ("NI 60", None, str(month), "actual", value, 1000, None, None),
            ("NI 62", None, str(month), "actual", value, 2000, None, None),
            ("NI 67", None, str(month), "actual", None, None, value / 10, None),
            ("L2", None, str(month), "actual", value, None, None, None),
            *((code, None, str(month), "actual", None, None, value, None) for code in ("L1", "L3", "L4", "CP number")),
        ]
    return performance_workbook(
        path,
        {
            "Figures": [FIGURES, *rows],  # type: ignore[list-item]
            "Targets": [
                TARGETS,
                ("PM04", None, "2011/12", 12),
                ("L2", None, "2011/12", 20),
                ("L1", None, "2011/12", 400),
            ],
            "Populations": [POPULATIONS, *((None, None, year, "0-17", 20_000 + year, "") for year in (2007, 2010))],
        },
    )


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """The report as it is, and as Python makes it with another latest month."""
    folder = tmp_path_factory.mktemp("forecasts")
    catalogue = load(council_folder(folder, FLOWS))
    made = [
        build(folder / name, [workbook(folder / f"input_{name}", latest)], "2011-09", catalogue=catalogue)
        for name, latest in (("as_it_is.xlsx", None), ("changed.xlsx", CHANGED))
    ]
    return made[0], made[1]


def forecasts(report: SeenReport) -> dict[str, Row]:
    """Return the forecast rows of the figures sheet by code."""
    rows = [row for row in report.rows("Figures") if str(row["Period"].value).endswith(", forecast")]
    return {str(row["Code"].value): row for row in rows}


def formula(report: SeenReport, row: Row, heading: str) -> str | None:
    return report.cells("Figures")[row[heading].name].formula


def test_simple_methods_are_formulas_and_a_line_is_a_stored_value(reports: tuple[Built, Built]) -> None:
    seen = SeenReport(reports[0].path)
    rows = forecasts(seen)
    assert set(rows) == {"EI&ISS PM04", "NI 60", "NI 62", "NI 67", "L1", "L2", "L3", "L4", "CP number"}
    values = {code: formula(seen, row, "Value") for code, row in rows.items()}
    numerators = {code: formula(seen, row, "Numerator") for code, row in rows.items()}
    assert all(values[code] for code in ("L1", "L3", "NI 67"))
    assert all(numerators[code] for code in ("EI&ISS PM04", "NI 60", "NI 62", "L2"))
    assert str(numerators["L2"]).endswith("*2")  # half of the year has gone
    assert "*" in str(values["L1"])
    assert "*" in str(values["L3"])
    assert (values["L4"], values["CP number"]) == (None, None)
    line = str(rows["CP number"]["How it was made"].value)
    assert line.startswith("Linear: a straight line through the latest 12")
    assert line.endswith("A changed number does not move it.")
    assert str(rows["NI 60"]["How it was made"].value).startswith("Ratio of sums: ")


def test_the_notes_sheet_says_where_the_limits_of_a_forecast_come_from(reports: tuple[Built, Built]) -> None:
    rows = SeenReport(reports[0].path).rows("Notes")
    said = [str(row["Note"].value) for row in rows if row["Period"].value == "2011/12, forecast"]
    assert any("earlier forecasts of this series" in note for note in said)
    assert any("an even pace" in note for note in said) or any("names this method" in note for note in said)


def test_a_changed_month_moves_the_forecasts_as_python_does(
    reports: tuple[Built, Built], tmp_path: Path, soffice: str
) -> None:
    plain, changed = (SeenReport(report.path) for report in reports)
    cells: dict[str, float | str | None] = {}
    for row in plain.rows("Figures"):
        if row["Period"].value == "Sep 2011":
            heading = "Value" if row["Numerator"].value is None else "Numerator"
            typed = CHANGED / 1000 if row["Code"].value == "NI 67" else CHANGED
            cells[row[heading].name] = typed
    by_hand = edited(reports[0].path, tmp_path / "by_hand.xlsx", {"Figures": cells})
    same, moved = (SeenReport(path) for path in recalculated_all([reports[0].path, by_hand], tmp_path / "recalculated"))
    expected, stored = forecasts(changed), forecasts(plain)
    for code, row in forecasts(same).items():
        for heading in ("Numerator", "Denominator", "Value", "Lower limit", "Upper limit"):
            if stored[code][heading].value is not None:
                assert row[heading].value == pytest.approx(stored[code][heading].value, rel=1e-9), (code, heading)
    for code, row in forecasts(moved).items():
        if code in ("L4", "CP number"):
            assert row["Value"].value == pytest.approx(stored[code]["Value"].value, rel=1e-12)
            continue
        assert row["Value"].value == pytest.approx(expected[code]["Value"].value, rel=1e-9), code
        assert row["Value"].value != pytest.approx(stored[code]["Value"].value), code
        # The limits keep the width that the back-test gave, and follow the value.
        width = stored[code]["Upper limit"].value - stored[code]["Value"].value  # type: ignore[operator]
        top = row["Value"].value + width  # type: ignore[operator]
        assert row["Upper limit"].value == pytest.approx(top, rel=1e-9), code
