"""Year-end forecasts worked by hand: what each method gives, what it says, and when it gives nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.histories import history, point, year_and_month
from xlperf.period import Period, PeriodKind
from xlperf.results.forecast import Forecast, NoForecast, forecast
from xlperf.results.forecast_methods import Measure, Method, measure_of
from xlperf.results.forecast_series import History, Point


def made(of: History, months: int, method: Method | None = None, level: float = 0.8) -> Forecast:
    year, until = year_and_month(months)
    found = forecast(of, year, until, method, level)
    assert isinstance(found, Forecast), found
    return found


def none(of: History, months: int, method: Method | None = None) -> str:
    year, until = year_and_month(months)
    found = forecast(of, year, until, method)
    assert isinstance(found, NoForecast), found
    return found.reason


# Each method by hand


def test_a_snapshot_is_carried_forward_with_the_errors_of_the_same_distance() -> None:
    # Ten months, April to January: two months are left. The eight pairs two months apart differ by
    # 4, 1, 3, 5, 2, 6, 1, 0; of 8 errors the ceil(9 × 0.8) = 8th smallest is the largest, 6.
    plans = [224, 229, 228, 230, 231, 235, 233, 241, 232, 241]
    found = made(history("level", plans), 10)
    assert (found.value, found.method, found.margin) == (241, "carried forward", 6)
    assert (found.lower, found.upper, found.level) == (235, 247, 0.8)
    assert sorted(map(abs, found.errors)) == [0, 1, 1, 2, 3, 4, 5, 6]
    assert [str(one) for one in found.made_from] == ["2009-01"]
    assert found.sentence == (
        "Carried forward: the latest month, January 2009, 241; 2008/09 is taken to end where it stands now."
    )
    assert found.limits == (
        "80% limits from back-testing: 8 of 8 earlier forecasts of this series, as far ahead as this one, came within "
        "6 of the outcome."
    )


def test_a_percentage_is_the_ratio_of_sums_and_not_the_mean_of_months() -> None:
    found = made(history("share", [(1, 4), (3, 4), (8, 8)]), 3)
    assert (found.value, found.numerator, found.denominator) == (12 / 16, 12, 16)
    assert found.sentence == (
        "Ratio of sums: 12 of 16, 75.0% in the year to date, April 2008 to June 2008; the rest is taken to go the same "
        "way."
    )
    assert found.lower is None
    assert found.limits == (
        "No limits: there are no earlier points of this series from which the method can be tried and the outcome is "
        "known, and 80% limits need 4."
    )


def test_a_count_of_events_goes_on_at_its_pace() -> None:
    found = made(history("events", [10, 20, 30, 20, 20]), 5)
    assert (found.value, found.method, found.times) == (240, "run rate", 2.4)
    assert "100 in the year to date, April 2008 to August 2008, 5 of 12 months; at that pace 240" in found.sentence
    assert "no two complete years" in found.reason


def test_two_complete_years_show_the_time_of_year() -> None:
    # 30 of 120 and 50 of 200 by June: together 80 of 320, a quarter. 24 by June then makes 96.
    first, second = [10] * 12, [20, 20, 10, *[150 / 9] * 9]
    found = made(history("events", [*first, *second, 6, 8, 10]), 27)
    assert found.method == "seasonal profile"
    assert found.value == pytest.approx(96)
    assert "2008/09 and 2009/10 together had 25.0% of the year's total by then" in found.sentence


def test_one_complete_year_is_a_profile_only_when_asked_for() -> None:
    series = history("events", [*[1] * 9, *[7] * 3, *[2] * 9])
    assert made(series, 21).method == "run rate"
    named = made(series, 21, "seasonal profile")
    assert named.value == pytest.approx(18 / (9 / 30))
    assert "2008/09 had 30.0%" in named.sentence
    assert named.reason == 'The indicator\'s definition names this method, "seasonal profile".'


def test_a_straight_line_is_extended_to_march() -> None:
    found = made(history("level", [10, 12, 14, 16]), 4, "linear")
    assert found.value == pytest.approx(16 + 8 * 2)
    assert found.times is None
    assert "through the latest 4 months with figures, April 2008 to July 2008, reaches 32" in found.sentence


def test_a_line_uses_the_latest_twelve_months_only() -> None:
    months = [*[500] * 12, *range(0, 24, 2)]
    assert made(history("level", [*months, 24]), 25, "linear").value == pytest.approx(24 + 11 * 2)


def test_a_line_stays_within_what_is_possible() -> None:
    assert made(history("level", [30, 20, 10]), 3, "linear").value == 0
    high = made(history("level", [0.7, 0.8, 0.9], unit="percent"), 3, "linear")
    assert high.value == 1
    assert made(history("share", [(7, 10), (8, 10), (9, 10)]), 3, "linear").value == pytest.approx((24 + 90) / 120)


def test_a_rate_of_events_is_per_the_population() -> None:
    months = [point(period, None) for period in Period.financial_year(2008).months()]
    months = [replace(one, numerator=5.0) for one in months[:6]]
    series = History("events", "rate", 1, PeriodKind.MONTH, tuple(months), population=20_000)
    found = made(series, 6)
    assert (found.value, found.numerator, found.denominator) == (30, 60, 20_000)
    assert found.sentence.endswith("60 in the whole of 2008/09, a rate of 30.0.")
    assert "no population" in none(replace(series, population=None), 6)


def test_yearly_points_forecast_the_next_year() -> None:
    # Derby, children on a plan at 31 March: DfE, characteristics of children in need, table d1.
    derby = [225, 300, 314, 314, 368, 519]
    years = [Period.financial_year(start) for start in range(2012, 2018)]
    series = History("level", "count", 0, PeriodKind.YEAR, tuple(map(Point, years, derby)))
    found = forecast(series, Period.parse("2018/19"), Period.parse("2018-12"))
    assert isinstance(found, Forecast)
    # The five steps are 75, 14, 0, 54 and 151; the ceil(6 × 0.8) = 5th smallest is 151.
    assert (found.value, found.margin, found.lower, found.upper) == (519, 151, 368, 670)
    assert "the latest year, 2017/18, 519" in found.sentence


def test_quarters_are_steps_too() -> None:
    quarters = [Period.quarter(2008, 1), Period.quarter(2008, 2)]
    points = tuple(Point(one, amount) for one, amount in zip(quarters, (30.0, 20.0), strict=True))
    series = History("events", "count", 0, PeriodKind.QUARTER, points)
    found = forecast(series, Period.parse("2008/09"), Period.parse("2008/09 Q2"))
    assert isinstance(found, Forecast)
    assert (found.value, found.times) == (100, 2)
    assert "2 of 4 quarters" in found.sentence


# The year to date


def test_a_year_to_date_goes_before_the_months() -> None:
    to_date = Point(Period.parse("2008/09 to 2008-06"), 0.5, 20, 40)
    found = made(history("share", [(1, 4), (3, 4), (8, 8)], to_date=to_date), 3)
    assert (found.value, found.numerator, found.denominator) == (0.5, 20, 40)
    assert [str(one) for one in found.made_from] == ["2008/09 to 2008-06"]


def test_a_percentage_to_date_without_its_counts_stands_for_itself() -> None:
    to_date = Point(Period.parse("2008/09 to 2008-06"), 0.261)
    found = made(history("share", [], to_date=to_date), 3)
    assert (found.value, found.numerator) == (0.261, None)
    assert found.sentence.startswith("Ratio of sums: 26.1% in the year to date, April 2008 to June 2008;")


def test_months_that_reach_further_than_the_year_to_date_are_used_instead() -> None:
    to_date = Point(Period.parse("2008/09 to 2008-05"), 0.25, 2, 8)
    found = made(history("share", [(1, 4), (1, 4), None, (4, 4)], to_date=to_date), 4)
    assert (found.numerator, found.denominator) == (6, 12)
    assert [str(one) for one in found.made_from] == ["2008-04", "2008-05", "2008-07"]


# What is missing, provisional or short


def test_a_missing_month_is_named_and_left_out_of_the_share_of_the_year() -> None:
    found = made(history("events", [10, 10, None, 10]), 4)
    assert found.value == 120
    assert "(not all of them), 3 of 12 months" in found.sentence
    assert "June 2008 has no figure and is taken to be like the others." in found.notes


def test_the_back_test_leaves_the_same_months_out() -> None:
    months = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 1, None, 4]
    found = made(history("events", months), 15)
    # The year from May 2008 had 2 and 8 in its first and third month, and 4095 by April 2009; that from April 1 and 4.
    assert found.errors == (4095 - (2 + 8) * 6, 4095 - (1 + 4) * 6)


def test_a_latest_month_without_a_figure_is_said() -> None:
    found = made(history("level", [5, 6, 7, None]), 4)
    assert found.value == 7
    assert "There is no figure after June 2008, so the forecast starts from there." in found.notes


def test_one_month_says_little() -> None:
    found = made(history("events", [9]), 1)
    assert found.value == 108
    assert "9 in April 2008, 1 of 12 months" in found.sentence
    assert "The year so far is a single month, so the forecast says little." in found.notes


def test_what_rests_on_a_provisional_figure_is_provisional() -> None:
    series = history("level", [5, 6, 7])
    points = (*series.points[:2], replace(series.points[2], provisional=True))
    found = made(replace(series, points=points), 3)
    assert found.provisional
    assert "Provisional: June 2008. The forecast changes with it." in found.notes
    assert not made(replace(series, points=points), 2).provisional


def test_the_end_of_the_year_before_is_a_place_to_start_from_and_nothing_older() -> None:
    assert made(history("level", [*[5] * 11, 8, None]), 13).value == 8
    assert none(history("level", [*[5] * 11, None, None]), 13) == (
        "No forecast: there is no figure of 2009/10, nor of the end of the year before."
    )


def test_a_year_without_a_figure_has_no_forecast() -> None:
    assert none(history("events", [*[5] * 12, None]), 13) == "No forecast: there is no figure of 2009/10 to start from."


def test_percentages_without_counts_are_never_averaged() -> None:
    series = history("share", [(1, 2)])
    points = tuple(replace(one, numerator=None) for one in series.points)
    assert "without numerator and denominator" in none(replace(series, points=points), 1)


def test_0_of_0_has_no_forecast() -> None:
    assert none(history("share", [(0, 0), (0, 0)]), 2) == ("No forecast: 0 of 0 in the year so far has no percentage.")


def test_a_line_needs_three_months() -> None:
    assert "needs 3 months with figures" in none(history("level", [5, 6]), 2, "linear")


def test_a_profile_needs_a_year_in_which_something_had_happened() -> None:
    assert "a complete year directly before" in none(history("events", [5, 6]), 2, "seasonal profile")
    quiet = history("events", [0, 0, *[5] * 10, 3, 4])
    assert "nothing had happened by now" in none(quiet, 14, "seasonal profile")


def test_limits_without_width_are_said_to_be_so() -> None:
    found = made(history("level", [7] * 12), 10)
    assert (found.lower, found.upper) == (7, 7)
    assert any("have no width" in note for note in found.notes)


def test_nothing_after_the_period_is_used() -> None:
    whole = history("events", [10, 20, 30, 999, 999])
    assert made(whole, 3) == made(history("events", [10, 20, 30]), 3)


def test_more_certain_limits_need_more_earlier_forecasts() -> None:
    series = history("level", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert made(series, 10, level=0.8).lower is not None
    at_95 = made(series, 10, level=0.95)
    assert at_95.lower is None
    assert "there are 8 earlier points" in at_95.limits
    assert "95% limits need 19" in at_95.limits


@pytest.mark.parametrize(
    ("unit", "timing", "measure"),
    [
        ("rate", "snapshot", "level"),
        ("percent", "rolling", "level"),
        ("score", "annual", "level"),
        ("score", "flow", "level"),
        ("percent", "flow", "share"),
        ("count", "flow", "events"),
        ("rate", "flow", "events"),
    ],
)
def test_unit_and_timing_decide_what_a_series_is(unit: str, timing: str, measure: Measure) -> None:
    assert measure_of(unit, timing) == measure  # type: ignore[arg-type]


def test_a_method_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="run rate does not fit level"):
        made(history("level", [1, 2, 3]), 3, "run rate")
    with pytest.raises(ValueError, match="is no month"):
        made(replace(history("events", [1]), points=(Point(Period.quarter(2008, 1), 1),)), 3)
