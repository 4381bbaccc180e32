"""Forecasts of an indicator: stated ones stand, others are computed from what is known up to the period."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import DERBY, HARINGEY, run
from tests.support.councils import council_folder
from tests.support.flows import FLOWS, events
from tests.support.performance import FIGURES, POPULATIONS, TARGETS, Rows, performance_workbook
from xlperf.definitions.load import load
from xlperf.figure import Figure
from xlperf.journey.change import process_of, recent_trend_of
from xlperf.journey.figures import FigureMaker, figures
from xlperf.journey.forecasts import forecast_of
from xlperf.journey.history import history_of
from xlperf.journey.inputs import read_inputs
from xlperf.made_up.sample import write_sample
from xlperf.period import Period, PeriodKind


def maker_of(tmp_path: Path, own: dict[str, str] | None = None, **sheets: Rows) -> FigureMaker:
    path = performance_workbook(tmp_path / "performance.xlsx", sheets)
    catalogue = load(council_folder(tmp_path, own)) if own else load()
    return FigureMaker(read_inputs([path], catalogue))


def row(code: str, period: str, *numbers: object, kind: str = "actual"):
    numerator, denominator, value = (*numbers, None, None, None)[:3]
    return (code, None, period, kind, numerator, denominator, value, None)


def forecast(maker: FigureMaker, code: str, period: str) -> Figure | None:
    of = Period.parse(period)
    return forecast_of(maker, maker.inputs.named(code, of), of)


def made(maker: FigureMaker, code: str, period: str) -> Figure:
    found = forecast(maker, code, period)
    assert found is not None
    return found


# Stated and computed


def test_derbys_stated_forecast_stands_and_says_where_it_is_written() -> None:
    maker = FigureMaker(read_inputs([DERBY], load()))
    found = made(maker, "PM04", "2011/12 Q3")
    assert (found.text, found.rating, str(found.period)) == ("52.88", "amber", "2011/12")
    assert round((found.percent_adrift or 0) * 100, 1) == 3.7
    assert found.method.startswith("Stated in derby_performance.xlsx, Figures, row ")
    assert (found.lower, found.upper, found.projection) == (None, None, None)


def test_derbys_plans_of_december_are_carried_forward() -> None:
    """Twenty-one months, April 2010 to December 2011; three are left. Eighteen pairs lie three months apart."""
    maker = FigureMaker(read_inputs([DERBY], load()))
    found = made(maker, "CP number", "2011/12 Q3")
    plans = [224, 229, 226, 233, 240, 237, 245, 252, 249, 258, 267, 276, 279, 274, 281, 288, 283, 278, 284, 291, 286]
    steps = sorted(abs(after - before) for before, after in zip(plans, plans[3:], strict=False))
    assert (found.value, found.lower, found.upper) == (286, 286 - steps[15], 286 + steps[15])  # ceil(19 × 0.8) = 16th
    assert found.level == 0.8
    assert found.method.startswith("Carried forward: the latest quarter, 2011/12 Q3, 286;")
    assert any("16 of 18 earlier forecasts" in note for note in found.notes)


def test_haringeys_second_plans_end_the_year_as_they_went_so_far() -> None:
    maker = FigureMaker(read_inputs([HARINGEY], load()))
    found = made(maker, "NI 65", "2010-01")
    assert (found.value, found.numerator, found.denominator) == (33 / 246, 33, 246)
    assert (found.target, found.rating, str(found.period)) == (0.1, "alert", "2009/10")
    assert found.method == (
        "Ratio of sums: 33 of 246, 13.4% in the year to date, April 2009 to January 2010; the rest is taken to go the "
        "same way."
    )


def test_haringeys_months_without_the_first_five_are_said_to_be_without_them() -> None:
    maker = FigureMaker(read_inputs([HARINGEY], load()))
    found = made(maker, "NI 59/10", "2010-01")
    assert (found.numerator, found.denominator) == (36 + 87 + 58 + 59 + 81, 131 + 219 + 177 + 152 + 174)
    assert any(note.startswith("April 2009, May 2009, June 2009") for note in found.notes)


def test_a_rate_is_carried_forward_with_its_population_and_rated_by_the_years_target(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        Figures=[FIGURES, row("PM04", "2012-01", 286)],
        Targets=[TARGETS, ("PM04", None, "2011/12", 51.00)],
        Populations=[POPULATIONS, ("PM04", None, 2010, "0-17", 50890, "inferred")],
    )
    found = made(maker, "PM04", "2012-01")
    assert (found.text, found.numerator, found.denominator, found.rating) == ("56.20", 286, 50890, "red")
    assert found.method == (
        "Carried forward: the latest month, January 2012, 56.20; 2011/12 is taken to end where it stands now."
    )
    assert found.population is not None


def test_events_and_their_rate_go_on_at_their_pace(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        FLOWS,
        Figures=[
            FIGURES,
            *(row("L1", f"2011-{month:02}", None, None, 10 * month) for month in (4, 5, 6)),
            *(row("L2", f"2011-{month:02}", 10 * month) for month in (4, 5, 6)),
        ],
        Targets=[TARGETS, ("L1", None, "2011/12", 550), ("L1", None, "2011-06", 1)],
        Populations=[POPULATIONS, (None, None, 2010, "0-17", 20_000, "")],
    )
    number, rate = made(maker, "L1", "2011-06"), made(maker, "L2", "2011-06")
    assert (number.value, number.target, number.rating) == (600, 550, "red")
    assert (rate.value, rate.numerator, rate.denominator) == (300, 600, 20_000)
    assert number.projection is not None
    assert (number.projection.method, number.projection.times) == ("run rate", 4)


def test_quarters_are_used_where_there_are_no_months(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path, Figures=[FIGURES, row("NI 60", "2011/12 Q1", 30, 60), row("NI 60", "2011/12 Q2", 10, 20)]
    )
    found = made(maker, "NI 60", "2011/12 Q2")
    assert (found.numerator, found.denominator) == (40, 80)
    assert [str(one) for one in found.made_from] == ["2011/12 to 2011-09"]
    assert history_of(maker, load().named("NI 60"), maker.authority, Period.parse("2011/12 Q2")).step is (
        PeriodKind.QUARTER
    )


def test_percentages_of_quarters_without_counts_give_no_forecast_and_say_why(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 60", "2011/12 Q1", None, None, "75%")])
    found = made(maker, "NI 60", "2011/12 Q1")
    assert (found.value, found.rating) == (None, "no data")
    assert "stated without numerator and denominator" in found.method


def test_a_year_whose_end_is_known_has_no_forecast(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("CP number", "2012-03", None, None, 260)])
    assert forecast(maker, "CP number", "2012-03") is None
    assert forecast(maker, "CP number", "2011/12") is None
    assert forecast(maker, "CP number", "2011/12 Q3") is not None


def test_a_year_asked_for_early_is_forecast_from_all_that_is_known(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path, Figures=[FIGURES, *(row("CP number", f"2011-{one:02}", None, None, one) for one in (5, 7))]
    )
    assert made(maker, "CP number", "2011/12").value == 7
    assert made(maker, "CP number", "2011-06").value == 5


def test_what_is_measured_once_a_year_is_carried_from_the_year_before(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 51", "2008/09", None, None, 15)])
    assert made(maker, "NI 51", "2009/10 Q3").method.startswith("Carried forward: the latest year, 2008/09, 15;")


def test_without_any_figure_there_is_a_reason(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 60", "2010-01", 1, 2)])
    assert made(maker, "CP number", "2010-01").method.startswith("No forecast: there is no figure of 2009/10")
    assert made(maker, "NI 60", "2011-01").method == "No forecast: there is no figure of 2010/11 to start from."


# Breaks in a definition


def test_a_forecast_never_reaches_across_a_change_of_definition(tmp_path: Path) -> None:
    """NI 59 is seven days until March 2010 and ten days from April: no month before April 2010 counts for it."""
    months = [f"2009-{month:02}" for month in range(4, 13)] + ["2010-01", "2010-02", "2010-03"]
    maker = maker_of(
        tmp_path,
        Figures=[FIGURES, *(row("NI 59", month, 1, 10) for month in months), row("NI 59", "2010-04", 9, 10)],
    )
    after = made(maker, "NI 59", "2010-04")
    assert (after.numerator, after.denominator) == (9, 10)
    assert 'Until 31 March 2010 NI 59 was "Initial assessments in 7 days"; nothing of that is used.' in after.notes
    assert any("no earlier points" in note for note in after.notes)
    before = made(maker, "NI 59", "2009-12")
    assert (before.numerator, before.denominator) == (9, 90)
    assert str(before.period) == "2009/10"


def test_a_definition_that_ends_before_the_year_has_no_forecast(tmp_path: Path) -> None:
    own = {"indicators/contacts.toml": events("L1", "Contacts", code_dates=", to = 2026-09-30")}
    maker = maker_of(tmp_path, own, Figures=[FIGURES, row("L1", "2026-05", None, None, 10)])
    assert made(maker, "L1", "2026-06").method == (
        "No forecast: the definition ends on 30 September 2026, before the year does."
    )


def test_months_from_before_a_definition_began_are_not_used(tmp_path: Path) -> None:
    """A snapshot of March is handed in under the id; the code counts from April on."""
    own = {"indicators/plan_number.toml": 'codes = [{ code = "CP number", from = 2011-04-01 }]\n'}
    months = ("2010-12", "2011-01", "2011-02", "2011-03", "2011-04", "2011-05")
    maker = maker_of(tmp_path, own, Figures=[FIGURES, *(row("CP number", one, None, None, 10) for one in months)])
    history = history_of(maker, maker.inputs.indicators["plan_number"], maker.authority, Period.parse("2011-05"))
    assert [str(one.period) for one in history.points] == ["2011-04", "2011-05"]


# The method of a definition


def test_a_definition_names_its_method(tmp_path: Path) -> None:
    maker = maker_of(
        tmp_path,
        FLOWS,
        Figures=[FIGURES, *(row("CP number", f"2011-{one:02}", None, None, one) for one in (4, 5, 6, 7))],
    )
    found = made(maker, "CP number", "2011-07")
    assert found.value == pytest.approx(15)
    assert found.method.startswith("Linear: a straight line through the latest 4 months with figures")
    assert found.notes[0] == 'The indicator\'s definition names this method, "linear".'
    described = maker.inputs.named("CP number", Period.parse("2011-07")).describe()
    assert "Forecast to the end of the year: linear." in described


# Provisional, and more than chance


def test_what_rests_on_a_provisional_month_is_provisional(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, Figures=[FIGURES, row("NI 67", "2011-05", None, None, "75.5% (p)")])
    found = made(maker, "NI 67", "2011-05")
    assert found.provisional
    assert "Provisional: May 2011. The forecast changes with it." in found.notes


def test_a_series_that_has_changed_says_so(tmp_path: Path) -> None:
    months = [str(month) for start in (2010, 2011) for month in Period.financial_year(start).months()][:20]
    steady = [50, 52] * 6
    maker = maker_of(
        tmp_path,
        Figures=[
            FIGURES,
            *(
                row("CP number", one, None, None, plans)
                for one, plans in zip(months, [*steady, *[80] * 8], strict=True)
            ),
        ],
    )
    found = made(maker, "CP number", months[-1])
    assert any("seven on one side" in note and "something has changed" in note for note in found.notes)
    assert not any("As long as nothing changes" in note for note in found.notes)
    history = history_of(maker, load().named("CP number"), maker.authority, Period.parse(months[11]))
    process = process_of(history)
    assert process is not None
    assert process.limits.mean == 51
    early = history_of(maker, load().named("CP number"), maker.authority, Period.parse(months[10]))
    assert process_of(early) is None


def test_five_years_show_a_recent_trend(tmp_path: Path) -> None:
    years = [str(Period.financial_year(start)) for start in range(2006, 2011)]
    maker = maker_of(
        tmp_path,
        Figures=[FIGURES, *(row("NI 64", year, 10 * place, 100) for place, year in enumerate(years, start=1))],
    )
    found = recent_trend_of(maker, load().named("NI 64"), Period.parse("2010/11"))
    assert found is not None
    assert found.chi_square == pytest.approx(100**2 / 210)
    assert found.judged(load().named("NI 64").polarity) == "getting worse"
    assert recent_trend_of(maker, load().named("NI 64"), Period.parse("2009/10")) is None


def test_a_forecast_says_what_is_more_than_chance(tmp_path: Path) -> None:
    years = [str(Period.financial_year(start)) for start in range(2006, 2011)]
    months = [str(month) for month in Period.financial_year(2010).months()][1:]  # a gap after March 2010
    maker = maker_of(
        tmp_path,
        Figures=[
            FIGURES,
            *(row("PM04", year, 400 + 200 * place) for place, year in enumerate(years[:-1])),
            *(row("PM04", month, 1200 + place % 2 * 10) for place, month in enumerate(months)),
            row("PM04", "2011-04", 1200),
        ],
        Targets=[TARGETS, ("PM04", None, "2011/12", 100)],
        Populations=[POPULATIONS, (None, None, 2005, "0-17", 50_000, "")],
    )
    notes = made(maker, "PM04", "2011-04").notes
    assert "Over the five years 2006/07 to 2010/11 it is increasing, by more than chance." in notes
    assert any("it consistently misses the target: by chance it varies from 23" in note for note in notes)


def test_the_day_in_the_middle_of_a_month_knows_nothing_of_its_end(tmp_path: Path) -> None:
    months = [row("NI 60", f"2011-{one:02}", 1, one) for one in (4, 5, 6)]
    maker = maker_of(tmp_path, Figures=[FIGURES, *months])
    found = made(maker, "NI 60", "2011-06-15")
    assert (found.numerator, found.denominator) == (2, 9)


# The command


def test_figures_give_a_computed_forecast_when_asked(tmp_path: Path) -> None:
    words = ("figures", HARINGEY, "--period", "2009/10", "--indicator", "NI 67", "--json")
    assert [figure["kind"] for figure in run(*words).document] == ["actual"]
    actual, found = run(*words, "--forecast").document
    assert (actual["value"], found["kind"], found["period"]) == (None, "forecast", "2009/10")
    assert (found["shown"], found["target"], found["rating"]) == ("94.8%", 100, "alert")
    assert found["method"].startswith("Carried forward: the latest month, January 2010, 94.8%;")
    months = run("figures", HARINGEY, "--period", "2010-01", "--indicator", "NI 67", "--json", "--forecast").document
    assert [(one["kind"], one["period"]) for one in months] == [("actual", "2010-01"), ("forecast", "2009/10")]


def test_every_area_has_its_own_forecast(tmp_path: Path) -> None:
    rows = [(code, area, "2011-05", "actual", None, None, value, None) for code, area, value in (
        ("CP number", "North", 5), ("CP number", "South", 7))]  # fmt: skip
    maker = maker_of(tmp_path, Figures=[FIGURES, *rows])
    found = figures(maker, Period.parse("2011/12"), codes=["CP number"], forecasts=True)
    assert [(one.area, one.value) for one in found if one.kind == "forecast"] == [("North", 5), ("South", 7)]


# From child-level returns


def test_what_a_return_counts_is_forecast_from_its_months(tmp_path: Path) -> None:
    write_sample(60, 3, tmp_path, years=3)
    maker = FigureMaker(read_inputs([tmp_path / "cin"], load()))
    period = Period.parse("2025-12")
    number, again = maker.inputs.named("CP number", period), maker.inputs.named("NI 65", period)
    carried, ratio = forecast_of(maker, number, period), forecast_of(maker, again, period)
    assert carried is not None
    assert ratio is not None
    assert carried.value == maker.figure(number, period).value
    to_date = maker.figure(again, period.to_date())
    assert (ratio.numerator, ratio.denominator) == (to_date.numerator, to_date.denominator)
    ends = [maker.figure(number, month).value for year in (2023, 2024, 2025)
            for month in Period.financial_year(year).months() if month.last_day <= period.last_day]  # fmt: skip
    steps = sorted(abs(after - before) for before, after in zip(ends, ends[3:], strict=False)
                   if before is not None and after is not None)  # fmt: skip
    assert carried.upper == carried.value + steps[-(-(len(steps) + 1) * 4 // 5) - 1]
