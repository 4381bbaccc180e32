"""Which meeting the minutes are of, who was there, and its agenda."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.support.minutes import PLANS, SURGERY, facts_in, meeting, meeting_in, minutes_from, minutes_of, sheets
from tests.support.performance import TARGETS
from tests.support.reports import SAMPLES, build
from xlperf.period import Period

NOVEMBER, FEBRUARY, MARCH = dt.date(2011, 11, 25), dt.date(2012, 2, 3), dt.date(2012, 3, 30)


@pytest.mark.parametrize(
    ("period", "dated", "found"),
    [
        ("2011/12 Q3", dt.date(2012, 6, 1), MARCH),  # the newest in the quarter after the period
        ("2011/12 Q3", dt.date(2012, 3, 1), FEBRUARY),  # the newest that had been held
        ("2011/12 Q3", dt.date(2011, 11, 25), NOVEMBER),  # the day that the report is dated stands above the rest
        ("2011/12 Q2", dt.date(2012, 6, 1), NOVEMBER),
        ("2012-02", dt.date(2012, 6, 1), MARCH),
        ("2012-01", dt.date(2012, 6, 1), FEBRUARY),
        ("2011-11", dt.date(2012, 6, 1), None),
        ("2010/11", dt.date(2012, 6, 1), MARCH),
        ("2011/12 Q4", dt.date(2012, 6, 1), None),
    ],
)
def test_the_meeting_is_the_newest_about_the_period_or_that_of_the_day(
    tmp_path: Path, period: str, dated: dt.date, found: dt.date | None
) -> None:
    rows = [meeting(NOVEMBER), meeting(MARCH), meeting(FEBRUARY)]
    chosen = meeting_in(minutes_from(tmp_path, sheets(*rows), period, dated))
    assert (chosen.stated.date, chosen.is_held) == (found, found is not None)
    assert bool(chosen.chosen_because) is not chosen.is_held


def test_a_meeting_ends_its_turn_with_the_next_period_of_any_kind(tmp_path: Path) -> None:
    months = [Period.month(2011, month) for month in range(1, 13)]
    for month in months:
        after = Period.month(month.last_day.year + month.last_day.month // 12, month.last_day.month % 12 + 1)
        rows = [meeting(after.last_day), meeting(after.last_day + dt.timedelta(days=1), title="Next")]
        built = minutes_from(tmp_path, sheets(*rows), str(month), dt.date(2013, 1, 1))
        assert meeting_in(built).stated.date == after.last_day


def test_a_meeting_without_a_readable_date_stands_in_for_none_and_says_so(tmp_path: Path) -> None:
    chosen = meeting_in(minutes_from(tmp_path, sheets(meeting("soon", Venue="Town Hall"))))
    assert (chosen.is_held, chosen.stated.venue) == (True, "Town Hall")
    assert "no date that can be read" in chosen.chosen_because


def test_two_meetings_of_one_day_are_told_apart_by_their_titles(tmp_path: Path) -> None:
    rows = [meeting(SURGERY, "NI 64", "Board"), meeting(SURGERY, PLANS, "Surgery")]
    assert [item.code for item in meeting_in(minutes_from(tmp_path, sheets(*rows))).items] == ["NI 64"]


def test_the_agenda_follows_the_sheet_and_rows_of_one_measure_are_one_item(tmp_path: Path) -> None:
    rows = [
        meeting(SURGERY, "NI 64", Issues="Few plans are long."),
        meeting(SURGERY, f"{PLANS}; NI 64", Issues="Both rise.", Further_review="May 2012"),
        meeting(SURGERY, "", Issues="The room is cold."),
    ]
    items = meeting_in(minutes_from(tmp_path, sheets(*rows))).items
    assert [(item.letter, item.code) for item in items] == [("a", "NI 64"), ("b", PLANS), ("c", "")]
    assert [item.issues for item in items] == [("Few plans are long.",), ("Both rise.",), ("The room is cold.",)]
    assert [item.review_by for item in items] == [None, dt.date(2012, 5, 31), None]
    assert items[2].title == "Other matters"


def test_actions_stand_at_their_measure_and_others_of_the_meeting_last(tmp_path: Path) -> None:
    actions = [
        ("1", PLANS, "From the plan", None, None, None),
        ("2", PLANS, "Agreed there", None, None, SURGERY),
        ("3", "NI 64", "About something else", None, None, SURGERY),
        ("4", "NI 64", "Of the plan of something else", None, None, None),
    ]
    items = meeting_in(minutes_from(tmp_path, sheets(meeting(SURGERY), actions=actions))).items
    assert [[one.ref for one in item.planned] for item in items] == [["1"], []]
    assert [[one.ref for one in item.agreed] for item in items] == [["2"], ["3"]]
    assert items[1].title == "Other actions agreed"


def test_a_measure_without_any_figure_has_an_item_that_says_so(tmp_path: Path) -> None:
    built = minutes_from(tmp_path, sheets(meeting(SURGERY, "NI 67")))
    assert facts_in(built, "NI 67") == {"In year": "The inputs hold no figures of this measure."}


def test_without_a_meeting_the_form_is_about_what_misses_its_target(tmp_path: Path) -> None:
    targets = [TARGETS, (PLANS, None, "2011/12", 51), ("NI 64", None, "2011/12", 5)]
    built = minutes_from(tmp_path, {**sheets(), "Targets": targets})
    chosen = meeting_in(built)
    assert not chosen.is_held
    assert [item.code for item in chosen.items] == [PLANS]
    text = built.layout.sheets[0].as_text()
    assert "The sheet Meetings has no meeting about 2011/12 Q3, held from 1 January 2012 to 24 February 2012." in text
    assert "56.20 per 10,000 in 2011/12 Q3, above the target of 51.00 by 10.2%" in text
    assert "a form to fill in" in text


def test_minutes_that_no_input_names_are_called_minutes_once(tmp_path: Path) -> None:
    built = build(tmp_path / "minutes.xlsx", [SAMPLES / "annex_a.xlsx"], "2026-09", plan="minutes")
    title = built.layout.sheets[0].as_text().splitlines()[0]
    assert "Minutes of the performance surgery: a form to fill in" in title
    assert "Minutes of Minutes" not in title


def test_the_other_meetings_are_named_with_the_way_to_choose_one(tmp_path: Path) -> None:
    chosen = meeting_in(minutes_from(tmp_path, sheets(meeting(NOVEMBER), meeting(MARCH)), "2012/13 Q1"))
    assert "It has those of 25 November 2011 and 30 March 2012: make the report again with --dated" in (
        chosen.chosen_because
    )


def test_minutes_are_made_from_child_level_returns_alone(tmp_path: Path) -> None:
    built = minutes_of(tmp_path / "m.xlsx", [SAMPLES / "annex_a.xlsx"], "2026-09", dt.date(2026, 10, 5))
    chosen = meeting_in(built)
    assert not chosen.is_held
    assert chosen.items
    assert built.path.is_file()
