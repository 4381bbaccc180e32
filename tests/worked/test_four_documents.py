"""The figures of the four source documents come out of the bundled samples, and stand in the written reports.

Transcribed from the documents, apart from the samples: Haringey, Safeguarding Plan Performance Indicators Report,
17 February 2010; Derby, background information for and minutes of the performance surgery of 24 February 2012; Bath &
North East Somerset, Child Protection Activity Performance Report, 16 November 2011.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.reports import SAMPLES, SeenReport, build, monthly_reports
from xlperf.definitions.load import load
from xlperf.figure import Figure, shown
from xlperf.hosts.cli import commands
from xlperf.journey.figures import FigureMaker, figures
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.journey.reconcile import reconcile
from xlperf.period import Period

# Haringey, page 10: numerators, denominators, percentages, September 2009 to February 2010
MONTHS = ("2009-09", "2009-10", "2009-11", "2009-12", "2010-01", "2010-02")
DETAIL = {
    "NI 59": ("31 77 46 53 72 54", "131 219 177 152 174 130", "23.7 35.2 26.0 34.9 41.4 41.5"),
    "NI 59/10": ("36 87 58 59 81 69", "131 219 177 152 174 130", "27.5 39.7 32.8 38.8 46.6 53.1"),
    "NI 59/month/7": ("22 65 35 45 67 43", "34 79 44 54 76 56", "64.7 82.3 79.5 83.3 88.2 76.8"),
    "NI 59/month/10": ("27 74 39 47 74 52", "34 79 44 54 76 56", "79.4 93.7 88.6 87.0 97.4 92.9"),
    "NI 60": ("34 43 31 49 62 84", "57 80 72 108 142 145", "59.6 53.8 43.1 45.4 43.7 45.0"),
}
NOT_OF_ITS_COUNTS = {("NI 60", "2010-02"): "57.9"}  # 84 of 145; printed as 45.0

# Haringey's table: outturn 2008/09, December 2009, January 2010, year to date, target 2009/10, status.
# A status stands where the document's own words or thresholds settle it; "" where the icon is lost.
TABLE = {
    "NI 59": ("[x]", "34.9%", "41.4%", "26.1%", "53.0%", "Alert ▲"),
    "NI 60": ("[x]", "45.4%", "43.7%", "42.5%", "63.0%", "Alert ▲"),
    "NI 68": ("[x]", "63.3%", "75.3%", "52.9%", "58.0%", ""),
    "NI 62": ("14.69%", "12.25%", "13.98%", "13.98%", "11.00%", "Warning ◆"),  # red only above 16%
    "NI 61": ("80.0%", "50.0%", "50.0%", "50.0%", "75.0%", "Alert ▲"),
    "NI 66": ("95.6%", "96.4%", "92.6%", "92.6%", "98.0%", ""),
    "NI 63": ("56.2%", "69.7%", "69.6%", "69.6%", "70.0%", "Warning ◆"),  # "if it's rounded up we would have met"
    "NI 67": ("[x]", "94.3%", "94.8%", "94.8%", "100.0%", ""),
    "NI 65": ("[x]", "25.0%", "15.4%", "13.4%", "10.0%", "Alert ▲"),
    "NI 64": ("4.7%", "19.0%", "0.0%", "15.2%", "5.0%", "Alert ▲"),
    "NI 51": ("[x]", "[x]", "[x]", "15", "15", "OK ●"),
    "L0508": ("[x]", "0", "0", "0", "", "Data only □"),
    "L0509": ("[x]", "1", "0", "0", "", "Data only □"),
}
# Where the arrow survived in the text: ₽ stands for getting worse, 1 for improving.
WORSE, BETTER = "Getting worse ▼", "Improving ▲"
ARROWS = {"NI 68": WORSE, "NI 62": WORSE, "NI 66": WORSE, "NI 63": WORSE, "NI 67": BETTER, "NI 64": BETTER}
PERIODS = ("2008/09", "2009-12", "2010-01", "2009/10 to 2010-01")

# Derby: code, period, kind: value, target, rating, percent adrift
DERBY = {
    ("EI&ISS PM04", "2010/11", "actual"): ("54.20", None, "no target", None),
    ("EI&ISS PM04", "2011/12 Q3", "actual"): ("56.20", "51.00", "red", "10.2%"),
    ("EI&ISS PM04", "2011/12", "forecast"): ("52.88", "51.00", "amber", "3.7%"),
    ("EI&ISS PM04", "2012-02-19", "actual"): ("50.89", "51.00", "green", "-0.2%"),  # 259 plans, within the target
    ("SS PM07", "2011/12 Q3", "actual"): ("89.80", "84.00", "red", "6.9%"),
    ("SS PM07", "2011/12", "forecast"): ("85.30", "84.00", "amber", "1.5%"),
    ("CP number", "2012-02-19", "actual"): ("259", None, "no target", None),
    ("CP number", "2012-02-24", "actual"): ("268", None, "no target", None),
    ("CLA number", "2009/10", "actual"): ("420", None, "no target", None),
    ("CLA number", "2012-02-19", "actual"): ("489", None, "no target", None),
}
DERBY_SHARES = {
    "Physical abuse": "12.9%", "Sexual abuse": "12.9%", "Neglect": "32.8%", "Emotional abuse": "41.3%",
    "Open for less than a year": "85%", "Female": "50%", "Male": "47%", "Not recorded": "3%",
    "5 years and under": "53%", "White British": "78%",
}  # fmt: skip

# Bath & North East Somerset: England, family and own 2009/10; plan and actual 2010/11; plan, Q1 and Q2 2011/12.
# The marks stand as printed. A plan "N/A" is no target.
BOARD = {
    "CP number": (None, None, "71", None, "106", None, "104", "88"),
    "NI 64": ("6.0%", "8.3%", "18.9%", "8.0%", "10.4%", "8.0%", "8.8%", "6.3%"),
    "NI 65": ("13.0%", "13.1%", "11.4%", "10.0%", "23.5%", "12.0%", "18.2%", "17.4%"),
    "NI 67": ("99.0%", "98.9%", "100.0%", "100.0%", "100.0%", "100.0%", "100.0%", "100.0%"),
    "NI 68": ("64.0%", "75.0%", "51.2%", "50.0%", "73.9%", "53.0%", "79.3%", "73.0%**"),
    "NI 59": ("75.5%*", "68.5%*", "67.6%*", "77.0%*", "67.5%", "78.0%", "83.7%", "67.6%"),
    "NI 60": ("78.1%", "66.3%", "78.5%", "80.0%", "59.3%", "80.0%", "65.2%", "75.5%"),
}
BOARD_PERIODS = (("2009/10", 2, None), ("2010/11", 4, 3), ("2011/12 Q1", 6, 5), ("2011/12 Q2", 7, 5))


@pytest.fixture(scope="module")
def inputs() -> dict[str, Inputs]:
    return {
        name: read_inputs([SAMPLES / f"{name}_performance.xlsx"], load()) for name in ("haringey", "derby", "bathnes")
    }


@pytest.fixture(scope="module")
def makers(inputs: dict[str, Inputs]) -> dict[str, FigureMaker]:
    return {name: FigureMaker(one) for name, one in inputs.items()}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SeenReport]:
    built = monthly_reports(tmp_path_factory.mktemp("reports"))
    return {name.removesuffix("_monthly"): SeenReport(one.path) for name, one in built.items()}


def figure(maker: FigureMaker, code: str, period: str, kind: str = "actual") -> Figure:
    """Return the one figure of this code, period and kind that the command `figures` gives."""
    (found,) = [one for one in figures(maker, Period.parse(period), codes=[code]) if one.kind == kind]
    return found


def text(value: float | None, like: Figure) -> str | None:
    return None if value is None else shown(value, like.places, like.unit)


# Haringey


def detail() -> Iterator[tuple[str, str, int, int, str]]:
    for code, (numerators, denominators, percentages) in DETAIL.items():
        columns = zip(MONTHS, numerators.split(), denominators.split(), percentages.split(), strict=True)
        for month, numerator, denominator, printed in columns:
            yield code, month, int(numerator), int(denominator), NOT_OF_ITS_COUNTS.get((code, month), printed)


def test_haringeys_detailed_table_comes_out_month_by_month(makers):
    for code, month, numerator, denominator, percentage in detail():
        found = figure(makers["haringey"], code, month)
        assert (found.numerator, found.denominator, found.text) == (numerator, denominator, f"{percentage}%"), (
            code,
            month,
        )


def test_haringeys_detailed_table_stands_in_the_report(reports):
    rows = reports["haringey"].rows("Detailed analysis")
    for code, month, numerator, denominator, percentage in detail():
        heading = Period.parse(month).heading
        column = [
            next(cell.text for title, cell in row.items() if title.startswith(heading))
            for row in rows
            if row["Code"].value in (code, {"NI 59/10": "NI 59", "NI 59/month/10": "NI 59/month/7"}.get(code))
        ]
        assert {str(numerator), str(denominator), f"{percentage}%"} <= set(column), (code, month, column)


def test_the_figures_sheet_has_every_month_beside_its_counts(reports):
    rows = {(row["Code"].value, row["Period"].value): row for row in reports["haringey"].rows("Figures")}
    for code, month, *printed in detail():
        row = rows[code, Period.parse(month).heading]
        numerator, denominator, percentage = printed
        found = (row["Numerator"].text, row["Denominator"].text, row["Value"].text)
        assert found == (str(numerator), str(denominator), f"{percentage}%")


def test_haringeys_indicator_table_comes_out(makers):
    for code, (*values, target, status) in TABLE.items():
        found = [figure(makers["haringey"], code, period) for period in PERIODS]
        assert [one.text for one in found] == values, code
        assert (text(found[-1].target, found[-1]) or "") == target, code
        if status:
            assert found[-1].rating == status[:-2].lower(), code


def test_haringeys_indicator_table_stands_in_the_report(reports):
    rows = reports["haringey"].by_code("Indicators")
    assert list(rows) == list(TABLE)
    for code, (*values, target, status) in TABLE.items():
        row = rows[code]
        columns = ("2008/09 outturn", "Dec 2009", "Jan 2010", "2009/10 to date", "2009/10 target")
        assert [row[column].text for column in columns] == [*values, target], code
        assert row["Status"].text == status or not status, code


def test_the_trends_whose_arrows_survived_are_the_same(makers, reports):
    rows = reports["haringey"].by_code("Indicators")
    for code, arrow in ARROWS.items():
        assert figure(makers["haringey"], code, "2010-01").trend == arrow[:-2].lower(), code
        assert rows[code]["Trend"].text == arrow, code


def test_ni_62_is_no_alert_below_its_red_limit_of_16_percent(makers):
    found = figure(makers["haringey"], "NI 62", "2010-01")
    assert (found.text, text(found.target, found), found.rating) == ("13.98%", "11.00%", "warning")


def test_33_of_246_are_13_4_percent_and_9_children_too_many(makers, reports):
    found = figure(makers["haringey"], "NI 65", "2009/10 to 2010-01")
    assert (found.numerator, found.denominator, found.text) == (33, 246, "13.4%")
    row = reports["haringey"].by_code("Indicators")["NI 65"]
    assert (row["2009/10 to date"].text, row["Cases to target"].text) == ("13.4%", "-9")  # 24 of 246 are 9.8%


def test_5_of_10_are_50_percent_with_limits_of_24_and_76(makers, reports):
    found = figure(makers["haringey"], "NI 61", "2009/10 to 2010-01")
    assert (found.numerator, found.denominator, found.text) == (5, 10, "50.0%")
    assert [shown(limit, 0, "percent") for limit in (found.lower, found.upper)] == ["24%", "76%"]
    rows = {(row["Code"].value, row["Period"].value): row for row in reports["haringey"].rows("Figures")}
    row = rows["NI 61", Period.parse("2009/10 to 2010-01").heading]
    assert (row["Numerator"].text, row["Denominator"].text, row["Value"].text) == ("5", "10", "50.0%")
    assert (row["Lower limit"].text, row["Upper limit"].text) == ("23.7%", "76.3%")


def test_reconcile_reports_the_one_percentage_that_does_not_follow_and_nothing_else(inputs):
    (found,) = reconcile(inputs["haringey"])
    assert (found.indicator, found.period, found.stated, found.stated_text) == ("NI 60", "2010-02", 45.0, "45.0%")
    assert (found.numerator, found.denominator, f"{found.computed:.1f}") == (84, 145, "57.9")


def test_reconcile_finds_nothing_in_the_other_two(inputs):
    assert [list(reconcile(inputs[name])) for name in ("derby", "bathnes")] == [[], []]


def test_the_command_reconcile_says_the_same():
    run = CliRunner().invoke(commands, ["reconcile", str(SAMPLES / "haringey_performance.xlsx"), "--json"])
    (found,) = json.loads(run.stdout)
    assert run.exit_code == 1
    keys = ("indicator", "period", "stated", "numerator", "denominator")
    assert [found[key] for key in keys] == ["NI 60", "2010-02", 45.0, 84, 145]


# Derby


@pytest.mark.parametrize(("code", "period", "kind"), DERBY)
def test_derbys_figures_come_out(makers, code, period, kind):
    value, target, judged, gap = DERBY[code, period, kind]
    found = figure(makers["derby"], code, period, kind)
    assert (found.text, text(found.target, found), found.rating) == (value, target, judged)
    assert (None if found.percent_adrift is None else shown(found.percent_adrift, 1, "percent")) == gap


def test_259_plans_lie_within_the_target_and_286_do_not(makers):
    snapshot, quarter = (figure(makers["derby"], "EI&ISS PM04", period) for period in ("2012-02-19", "2011/12 Q3"))
    assert (snapshot.numerator, snapshot.rating, quarter.numerator, quarter.rating) == (259, "green", 286, "red")


def test_derbys_quarter_stands_in_the_report(reports):
    rows = reports["derby"].by_code("Indicators")
    columns = ("2011/12 Q3", "2011/12 to date", "Status", "2011/12 target", "Adrift")
    assert [rows["EI&ISS PM04"][one].text for one in columns] == ["56.20", "56.20", "Red ▲", "51.00", "10.2%"]
    assert rows["EI&ISS PM04"]["2010/11 outturn"].text == "54.20"
    assert rows["EI&ISS PM04"]["Trend"].text == "Getting worse ▼"  # "a deteriorating direction of travel"
    assert [rows["SS PM07"][one].text for one in columns] == ["89.80", "89.80", "Red ▲", "84.00", "6.9%"]
    evidence = {(row["Code"].value, row["Period"].value): row for row in reports["derby"].rows("Figures")}
    row = evidence["EI&ISS PM04", "2011/12 Q3"]
    assert (row["Numerator"].text, row["Denominator"].text, row["Value"].text) == ("286", "50,890", "56.20")


def test_derbys_breakdowns_are_read_as_printed(inputs):
    (workbook,) = inputs["derby"].workbooks
    found = {one.category: one.percent.text for one in workbook.breakdowns if one.percent}
    assert found == DERBY_SHARES


# Bath & North East Somerset


@pytest.mark.parametrize("code", BOARD)
def test_the_board_papers_figures_come_out_with_their_marks(makers, code):
    for period, column, plan in BOARD_PERIODS:
        found = figure(makers["bathnes"], code, period)
        assert found.text + found.marks == BOARD[code][column], period
        if plan is not None:
            printed = BOARD[code][plan]
            assert text(found.target, found) == (printed and printed.rstrip("*")), period


@pytest.mark.parametrize("code", BOARD)
def test_the_board_papers_comparators_are_read_with_their_marks(inputs, code):
    (workbook,) = inputs["bathnes"].workbooks
    found = {one.area: one.stated for one in workbook.comparators if one.code == code}
    printed = [one for one in BOARD[code][:2] if one]
    assert [shown(one.value, 1, "percent") + one.marks for one in found.values()] == printed
    assert list(found) == ["England", "Statistical neighbours"][: len(printed)]


def test_a_provisional_figure_says_so(makers):
    found = figure(makers["bathnes"], "NI 68", "2011/12 Q2")
    assert (found.provisional, found.marks) == (True, "**")
    assert any("rovisional" in note for note in found.notes)


def test_the_board_papers_latest_figures_stand_in_the_report_with_their_marks(reports):
    rows = reports["bathnes"].by_code("Indicators")
    assert list(rows) == list(BOARD)
    columns = ("2010/11 outturn", "2011/12 Q1", "2011/12 Q2", "2011/12 target")
    for code, printed in BOARD.items():
        outturn, plan, first, second = printed[4:]
        assert [rows[code][one].text for one in columns] == [outturn, first, second, plan or ""], code


def test_the_year_before_stands_in_the_report_of_a_year(tmp_path: Path):
    seen = SeenReport(build(tmp_path / "year.xlsx", [SAMPLES / "bathnes_performance.xlsx"], "2010/11").path)
    rows = seen.by_code("Indicators")
    for code, printed in BOARD.items():
        # NI 59 of that year counted seven working days, another indicator than the one that is reported.
        assert rows[code]["2009/10"].text == ("[x]" if code == "NI 59" else printed[2]), code
        assert rows[code]["2010/11"].text == printed[4], code
        assert rows[code]["2010/11 target"].text == (printed[3] or "").rstrip("*"), code
