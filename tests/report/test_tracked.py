"""Which actions a meeting sees: its own, the plan's, those carried on, and what is done just once."""

from __future__ import annotations

import datetime as dt

import pytest

from xlperf.report.tracked import Tracked, tracked_at
from xlperf.returns.performance.records import Action, Meeting

NOVEMBER, FEBRUARY, MAY = dt.date(2011, 11, 25), dt.date(2012, 2, 24), dt.date(2012, 5, 25)


def action(ref: str, meeting: str = "", status: str = "", due: str = "") -> Action:
    return Action(ref, ("plan_rate",), ("EI&ISS PM04",), f"Do {ref}", meeting=meeting, status=status, due=due)


def seen(*actions: Action, at: dt.date = FEBRUARY, earlier: tuple[dt.date, ...] = (NOVEMBER,)) -> tuple[Tracked, ...]:
    return tracked_at(actions, Meeting(date=at, title="Surgery"), earlier, at)


def test_what_earlier_meetings_agreed_comes_first_and_says_from_where_it_is_carried() -> None:
    found = seen(action("own", "24 February 2012"), action("plan"), action("old", "25/11/2011"), at=FEBRUARY)
    assert [one.action.ref for one in found] == ["old", "plan", "own"]
    assert [one.carried_from for one in found] == [NOVEMBER, None, None]
    assert [one.agreed_here for one in found] == [False, False, True]


def test_an_action_is_carried_from_the_meeting_before_and_not_from_where_it_was_agreed() -> None:
    (found,) = seen(action("old", "25 November 2011"), at=MAY, earlier=(NOVEMBER, FEBRUARY))
    assert (found.meeting, found.carried_from) == (NOVEMBER, FEBRUARY)


def test_what_a_later_meeting_agreed_is_left_out() -> None:
    assert seen(action("later", "25 May 2012")) == ()


def test_a_meeting_is_known_by_its_title_and_by_its_month() -> None:
    by_title, by_month = seen(action("title", "surgery"), action("month", "February 2012"))
    assert by_title.agreed_here
    assert by_month.agreed_here


def test_what_is_done_is_shown_once_and_then_drops_out() -> None:
    done = action("A", "25 November 2011", "done")
    (first,) = seen(done)
    assert (first.is_done, first.status) == (True, "done, reported 24 Feb 2012")
    # The next run reads back what stands in the tracker, and the next meeting no longer sees it.
    again = action("A", "25 November 2011", first.status)
    assert [one.action.ref for one in seen(again)] == ["A"]
    assert seen(again, at=MAY, earlier=(NOVEMBER, FEBRUARY)) == ()


@pytest.mark.parametrize(
    ("status", "shown"),
    [("done 1 March 2012", True), ("completed 24/02/2012", False), ("Closed 2012-02-25", True), ("not done", True)],
)
def test_what_was_done_since_the_meeting_before_is_shown(status: str, shown: bool) -> None:
    assert bool(seen(action("A", "25 November 2011", status), at=MAY, earlier=(NOVEMBER, FEBRUARY))) is shown


def test_an_action_without_a_reference_gets_one_that_no_other_has() -> None:
    found = seen(action("N1"), action(""), action(""))
    assert [one.action.ref for one in found] == ["N1", "N2", "N3"]
