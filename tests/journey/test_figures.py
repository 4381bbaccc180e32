"""Figures from performance workbooks: stated, put together, judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.performance import FIGURES, POPULATIONS, TARGETS, Rows, performance_workbook
from xlperf.definitions.load import load
from xlperf.errors import UnknownName
from xlperf.figure import Figure
from xlperf.journey.figures import FigureMaker, figures
from xlperf.journey.inputs import read_inputs
from xlperf.period import Period
from xlperf.symbols import Missing


def maker_of(tmp_path: Path, **sheets: Rows) -> FigureMaker:
    path = performance_workbook(tmp_path / "performance.xlsx", sheets)
    return FigureMaker(read_inputs([path], load()))


def one(maker: FigureMaker, code: str, period: str, kind: str = "actual") -> Figure:
    found = [figure for figure in figures(maker, Period.parse(period), codes=[code]) if figure.kind == kind]
    assert len(found) == 1
    return found[0]


def row(
    code: str, period: str, numerator: object = None, denominator: object = None, value: object = None, **more: object
):
    return (code, more.get("area"), period, more.get("kind"), numerator, denominator, value, more.get("note"))


def test_haringeys_second_plans_are_a_ratio_with_its_limits_and_status(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        Figures=[FIGURES, row("NI 65", "2009/10 to 2010-01", 33, 246, "13.4%")],
        Targets=[TARGETS, ("NI 65", None, "2009/10", "10%")],
    )
    figure = one(maker, "NI 65", "2009/10 to 2010-01")
    assert figure.value == 33 / 246
    assert figure.text == "13.4%"
    assert figure.rating == "alert"
    assert figure.percent_adrift == pytest.approx(0.3414634, abs=1e-6)
    assert figure.lower is not None
    assert figure.upper is not None
    assert figure.lower < figure.value < figure.upper


def test_five_of_ten_says_how_little_is_known(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 61", "2009/10 to 2010-01", 5, 10)])
    figure = one(maker, "NI 61", "2009/10 to 2010-01")
    assert figure.text == "50.0%"
    assert (round(figure.lower or 0, 2), round(figure.upper or 0, 2)) == (0.24, 0.76)


def test_derbys_rate_is_red_and_its_forecast_amber(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        Figures=[
            FIGURES,
            row("EI&ISS PM04", "2011/12 Q3", 286),
            row("PM04", "2011/12", None, None, 52.88, kind="forecast"),
            row("EIIS PM4", "2012-02-19", 259),
        ],
        Targets=[TARGETS, ("PM04", None, "2011/12", 51.00)],
        Populations=[POPULATIONS, ("PM04", None, 2010, "0-17", 50890, "inferred")],
    )
    actual = one(maker, "PM04", "2011/12 Q3")
    assert (actual.text, actual.rating, round((actual.percent_adrift or 0) * 100, 1)) == ("56.20", "red", 10.2)
    assert actual.population is not None
    assert actual.population.vintage == "inferred"
    forecast = one(maker, "PM04", "2011/12", kind="forecast")
    assert (forecast.text, forecast.rating, round((forecast.percent_adrift or 0) * 100, 1)) == ("52.88", "amber", 3.7)
    snapshot = one(maker, "PM04", "2012-02-19")
    assert (snapshot.text, snapshot.rating) == ("50.89", "green")


def test_a_red_limit_of_its_own_keeps_ni_62_from_alert(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        Figures=[FIGURES, row("NI 62", "2010-01", None, None, "13.98%")],
        Targets=[TARGETS, ("NI 62", None, "2009/10", "11%")],
    )
    assert one(maker, "NI 62", "2010-01").rating == "warning"


def test_a_year_to_date_is_the_ratio_of_sums_when_every_month_is_there(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        Figures=[FIGURES, row("NI 60", "2009-04", 1, 4), row("NI 60", "2009-05", 3, 4), row("NI 60", "2009-06", 8, 8)],
    )
    figure = one(maker, "NI 60", "2009/10 to 2009-06")
    assert (figure.numerator, figure.denominator, figure.value) == (12, 16, 0.75)
    assert [str(part) for part in figure.made_from] == ["2009-04", "2009-05", "2009-06"]
    assert one(maker, "NI 60", "2009/10 Q1").value == 0.75


def test_one_month_missing_leaves_the_year_to_date_missing_and_says_which(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 60", "2009-04", 1, 4), row("NI 60", "2009-06", 8, 8)])
    figure = one(maker, "NI 60", "2009/10 to 2009-06")
    assert figure.value is None
    assert figure.missing is Missing.NOT_AVAILABLE
    assert "May 2009" in figure.notes[0]


def test_percentages_without_counts_are_never_averaged(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        Figures=[FIGURES, *(row("NI 60", f"2009-0{month}", None, None, "50%") for month in (4, 5, 6))],
    )
    figure = one(maker, "NI 60", "2009/10 Q1")
    assert figure.value is None
    assert "numerator and denominator" in figure.notes[0]


def test_a_snapshot_answers_with_the_periods_last_day(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 67", "2010-03", 19, 20)])
    for period in ("2010-03", "2009/10", "2009/10 Q4", "2010-03-31", "2009/10 to 2010-03"):
        assert one(maker, "NI 67", period).value == 0.95
    assert one(maker, "NI 67", "2010-02").value is None


def test_an_annual_measure_is_not_applicable_to_a_month(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 51", "2009/10", None, None, 15)])
    assert one(maker, "NI 51", "2009/10").value == 15
    assert one(maker, "NI 51", "2010-01").missing is Missing.NOT_APPLICABLE


def test_a_count_of_events_takes_only_its_own_target(tmp_path: Path) -> None:
    measures = ("Code", "Title", "Unit", "Polarity", "Timing")
    maker = maker_of(
        tmp_path,
        Measures=[measures, ("LOCAL 1", "Complaints", "number", "low", "flow")],
        Figures=[FIGURES, row("LOCAL 1", "2010-01", None, None, 9)],
        Targets=[TARGETS, ("LOCAL 1", None, "2009/10", 100)],
    )
    assert one(maker, "LOCAL 1", "2010-01").rating == "no target"


def test_the_target_is_that_of_the_shortest_period_around(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        Figures=[FIGURES, row("NI 65", "2010-01", 1, 10)],
        Targets=[TARGETS, ("NI 65", None, "2009/10", "10%"), ("NI 65", None, "2009/10 Q4", "12%")],
    )
    assert one(maker, "NI 65", "2010-01").target == 0.12


def test_a_rate_without_a_population_is_missing_and_names_the_sheet_to_fill(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        Figures=[FIGURES, row("PM04", "2011/12 Q3", 286)],
        Populations=[POPULATIONS, ("PM04", None, 2012, "0-17", 50890, "too new")],
    )
    figure = one(maker, "PM04", "2011/12 Q3")
    assert figure.value is None
    assert any("Populations" in note and "2011" in note for note in figure.notes)


def test_ni_59_changes_its_meaning_on_1_april_2010(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 59", "2010-03", 1, 2), row("NI 59", "2010-04", 3, 4)])
    march, april = one(maker, "NI 59", "2010-03"), one(maker, "NI 59", "2010-04")
    assert "NI 59/7" in march.codes
    assert "NI 59/10" in april.codes
    assert april.trend is None  # another measure: not compared across the break


def test_figures_for_the_period_are_listed_once_with_the_forecast_beside_the_actual(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        Measures=[("Code", "Title"), ("NI 64", "Plans of two years")],
        Figures=[FIGURES, row("PM04", "2011/12", None, None, 52.88, kind="forecast")],
    )
    made = figures(maker, Period.parse("2011/12"))
    assert [(figure.indicator, figure.kind, figure.text) for figure in made] == [
        ("NI 64", "actual", "[x]"),
        ("EI&ISS PM04", "actual", "[x]"),
        ("EI&ISS PM04", "forecast", "52.88"),
    ]


def test_an_indicator_that_is_named_is_given_without_any_data(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 65", "2010-01", 1, 10)])
    (figure,) = figures(maker, Period.parse("2010-01"), codes=["ni64"])
    assert (figure.indicator, figure.value, figure.text, figure.rating) == ("NI 64", None, "[x]", "no data")


def test_an_unknown_indicator_or_area_is_named_with_the_nearest(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        About=[("Item", "Text"), ("Authority", "Northbrook")],
        Figures=[FIGURES, row("NI 65", "2010-01", 1, 10)],
    )
    with pytest.raises(UnknownName, match="Did you mean"):
        figures(maker, Period.parse("2010-01"), codes=["NI 6"])
    with pytest.raises(UnknownName, match='Did you mean "Northbrook"'):
        figures(maker, Period.parse("2010-01"), areas=["Northbrok"])


def test_a_stated_value_that_its_counts_do_not_give_yields_to_them_and_says_so(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 60", "2010-02", 84, 145, "45.0%")])
    figure = one(maker, "NI 60", "2010-02")
    assert figure.text == "57.9%"
    assert any("45.0%" in note for note in figure.notes)


def test_a_rating_that_rounding_would_change_says_so(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        Figures=[FIGURES, row("NI 63", "2010-01", 6996, 10000)],
        Targets=[TARGETS, ("NI 63", None, "2009/10", "70%")],
    )
    figure = one(maker, "NI 63", "2010-01")
    assert (figure.text, figure.rating) == ("70.0%", "warning")
    assert any("unrounded" in note for note in figure.notes)


def test_every_area_is_given_and_only_the_named_one_when_one_is_named(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        About=[("Item", "Text"), ("Authority", "Northbrook")],
        Figures=[FIGURES, row("NI 65", "2010-01", 1, 10), row("NI 65", "2010-01", 1, 5, area="Eastmoor")],
    )
    period = Period.parse("2010-01")
    assert {figure.area for figure in figures(maker, period)} == {"Northbrook", "Eastmoor"}
    assert [figure.value for figure in figures(maker, period, areas=["eastmoor"])] == [0.2]


def test_half_of_a_percentage_says_which_half_is_lacking(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 60", "2010-01", 62)])
    figure = one(maker, "NI 60", "2010-01")
    assert figure.value is None
    assert any("without the denominator" in note for note in figure.notes)


def test_a_flow_that_is_stated_for_a_single_day_says_how_to_write_the_month(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 60", "2010-02-01", 1, 4)])
    figure = one(maker, "NI 60", "2010-02")
    assert figure.value is None
    assert any("2010-02-01" in note and "write 2010-02" in note for note in figure.notes)
