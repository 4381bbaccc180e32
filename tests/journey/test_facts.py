"""The factual sentences of the minutes, worked out by hand for one measure after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.minutes import PLANS, SURGERY, facts_in, figures, meeting, minutes_from, sheets
from tests.support.performance import FIGURES, TARGETS, Rows

MEASURES = ("Code", "Title", "Unit", "Polarity", "Data only", "Timing", "Related measures")


def facts(folder: Path, rows: Rows, code: str = PLANS, **more: Rows) -> dict[str, str]:
    return facts_in(minutes_from(folder, {**sheets(meeting(SURGERY, code), rows=rows), **more}), code)


@pytest.mark.parametrize(
    ("value", "target", "sentence"),
    [
        (56.20, 51, "adrift of target: 56.20 per 10,000 in 2011/12 Q3, above the target of 51.00 "
                   "by 10.2% (low is good)."),
        (47.20, 51, "better than target: 47.20 per 10,000 in 2011/12 Q3, below the target of 51.00 "
                   "by 7.5% (low is good)."),
        (51, 51, "exactly on target: 51.00 per 10,000 in 2011/12 Q3."),
        (51.001, 51, "adrift of target: 51.00 per 10,000 in 2011/12 Q3, above the target of 51.00 "
                     "by less than 0.1% (low is good)."),
        (3, 0, "adrift of target: 3.00 per 10,000 in 2011/12 Q3, above the target of 0.00 "
               "(low is good)."),
        (56.20, None, "56.20 per 10,000 in 2011/12 Q3. No target is set."),
    ],
)  # fmt: skip
def test_a_value_stands_to_its_target_by_polarity(
    tmp_path: Path, value: float, target: float | None, sentence: str
) -> None:
    rows = figures((PLANS, "2011/12 Q3", "actual", value))
    targets = [TARGETS, (PLANS, None, "2011/12", target)]
    assert facts(tmp_path, rows, Targets=targets)["In year"] == f"In-year performance is {sentence}"


def test_where_high_is_good_below_the_target_is_adrift(tmp_path: Path) -> None:
    rows = [FIGURES, ("NI 67", None, "2011/12 Q3", None, 97, 100, None)]
    targets = [TARGETS, ("NI 67", None, "2011/12", 100)]
    said = facts(tmp_path, rows, "NI 67", Targets=targets)["In year"]
    assert "is adrift of target: 97.0% in" in said
    assert said.endswith("below the target of 100.0% by 3.0% (high is good).")


def test_a_range_and_a_measure_that_is_watched_have_their_own_sentences(tmp_path: Path) -> None:
    measures = [MEASURES, ("R", "In a range", "percent", "10 to 15", None, "snapshot")]
    measures += [("W", "Watched", "count", "low", "yes", "snapshot")]
    rows = figures(("R", "2011/12 Q3", "actual", 17), ("W", "2011/12 Q3", "actual", 3))
    both = sheets(meeting(SURGERY, "R; W"), rows=rows) | {"Measures": measures}
    built = minutes_from(tmp_path, both)
    assert facts_in(built, "R")["In year"] == (
        "In-year performance lies outside the range that is good, 10.0% to 15.0%: 17.0% in 2011/12 Q3."
    )
    assert facts_in(built, "W")["In year"] == (
        "In-year performance is 3 in 2011/12 Q3. The measure is watched and not judged."
    )


def test_a_missing_figure_and_a_missing_forecast_are_facts(tmp_path: Path) -> None:
    found = facts(tmp_path, figures((PLANS, "2010/11", "actual", 54.20)))
    assert found["In year"] == "In-year performance cannot be told: there is no figure in 2011/12 Q3 [x]."
    assert "Direction of travel" not in found


@pytest.mark.parametrize(
    ("years", "now", "sentence"),
    [
        ({"2008/09": 39.10, "2009/10": 43.60, "2010/11": 54.20}, 56.20,
         "There has been a steady deterioration since 2008/09 (39.10, 43.60, 54.20, now 56.20)."),
        ({"2008/09": 39.10, "2009/10": 58.00, "2010/11": 54.20}, 56.20,
         "There has been a general deterioration since 2008/09 (39.10, 58.00, 54.20, now 56.20)."),
        ({"2009/10": 60.00, "2010/11": 58.00}, 56.20,
         "There has been a steady improvement since 2009/10 (60.00, 58.00, now 56.20)."),
        ({"2010/11": 54.20}, 56.20, "Performance is worse than in 2010/11 (54.20, now 56.20)."),
        ({"2009/10": 56.20, "2010/11": 54.20}, 56.20,
         "Performance is where it was in 2009/10 (56.20, 54.20, now 56.20)."),
        ({"2004/05": 39.10}, 56.20, None),
    ],
)  # fmt: skip
def test_the_direction_of_travel_is_worked_out_from_the_years(
    tmp_path: Path, years: dict[str, float], now: float, sentence: str | None
) -> None:
    rows = figures(
        *((PLANS, year, "actual", value) for year, value in years.items()), (PLANS, "2011/12 Q3", "actual", now)
    )
    assert facts(tmp_path, rows).get("Direction of travel") == sentence


def test_months_that_go_against_it_make_the_direction_general(tmp_path: Path) -> None:
    rows = figures(
        *((PLANS, year, "actual", value) for year, value in (("2009/10", 40.00), ("2010/11", 50.00))),
        *((PLANS, f"2011-{month:02d}", "actual", value) for month, value in ((9, 55.00), (10, 57.00), (11, 54.00))),
        (PLANS, "2011/12 Q3", "actual", 56.20),
    )
    assert facts(tmp_path, rows)["Direction of travel"] == (
        "Performance goes up and down from month to month; there has been a general deterioration since 2009/10 "
        "(40.00, 50.00, now 56.20)."
    )


def test_numbers_then_and_now_come_from_the_related_measure_that_counts(tmp_path: Path) -> None:
    measures = [MEASURES, ("N", "Number of plans", "count", "low", None, "snapshot", PLANS), (PLANS,)]
    rows = figures(
        (PLANS, "2011/12 Q3", "actual", 56.20),
        ("N", "2009/10", "actual", 420),
        ("N", "2012-02-19", "actual", 489),
        ("N", "2012-03-31", "actual", 9_999),  # after the meeting, so it was not told
    )
    found = facts(tmp_path, rows, Measures=measures)
    assert found["Numbers"] == "The number of plans rose from 420 on 31 March 2010 to 489 on 19 February 2012."


def test_without_such_a_measure_the_numbers_are_the_numerators(tmp_path: Path) -> None:
    rows = [FIGURES, (PLANS, None, "2011-11", None, 291, None, 57.20), (PLANS, None, "2011-12", None, 286, None, 56.20)]
    found = facts(
        tmp_path, rows, Populations=[("Code", "Area", "Year", "Ages", "Population"), (None, None, 2010, "0-17", 50_890)]
    )
    assert found["Numbers"].endswith("fell from 291 on 30 November 2011 to 286 on 31 December 2011.")


def test_a_comparison_is_slight_up_to_five_per_cent_and_says_which_way_is_worse(tmp_path: Path) -> None:
    comparators = [("Code", "Area", "Period", "Value")]
    comparators += [(PLANS, "England", "2010/11", 50.00), (PLANS, "Statistical neighbours", "2010/11", 52.50)]
    rows = figures((PLANS, "2010/11", "actual", 52.50), (PLANS, "2011/12 Q3", "actual", 56.20))
    said = facts(tmp_path, rows, Comparators=comparators)["Comparison"]
    assert said.startswith(
        "In 2010/11 performance (52.50) is slightly worse than (above) the national average (50.00);"
    )
    assert "it is the same as the average of " in said
