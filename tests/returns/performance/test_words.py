"""About, commentary, actions and meetings."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.reading import LONG, only_problem, read
from xlperf.area import NO_NAME, Area
from xlperf.period import Period
from xlperf.problem import Severity
from xlperf.sheets.grid import CellError, CellValue

COMMENTARY = ["Code", "Period", "Part", "Text"]


def test_about_is_read_by_items_whatever_their_spelling() -> None:
    workbook = read(
        About=[
            ["Our board"],
            ["ITEM", "text"],
            ["Authority:", "Haringey"],
            ["LA code", "E09000014"],
            ["Prepared on", dt.date(2010, 2, 17)],
            ["Agenda item", 8.0],
            ["other_options", None],
        ]
    )
    assert workbook.about == {
        "authority": "Haringey",
        "authority_code": "E09000014",
        "prepared_on": "17 February 2010",
        "agenda_item": "8",
    }
    assert workbook.authority == Area("Haringey", "E09000014")
    assert workbook.problems == ()


def test_about_needs_no_headings() -> None:
    workbook = read(About=[["Title", "Monthly report"], ["Authority", "Derby"]])
    assert workbook.about == {"title": "Monthly report", "authority": "Derby"}


def test_without_about_the_authority_has_no_name() -> None:
    assert read(Figures=[LONG]).authority == Area(NO_NAME)


def test_an_item_that_is_unknown_or_twice_is_told() -> None:
    workbook = read(
        About=[["Item", "Text"], ["Authorty", "Derby"], ["Title", "A"], ["Report title", "B"], ["Colour", "red"]]
    )
    rules = {(problem.cell, problem.severity): problem.message for problem in workbook.problems}
    assert 'Did you mean "Authority"' in rules["A2", Severity.WARNING]
    assert "A3" in rules["A4", Severity.WARNING]
    assert ("A5", Severity.NOTE) in rules
    assert workbook.about == {"title": "A"}


@pytest.mark.parametrize("codes", ["NI 59; NI 60", "NI 59, NI 60", "NI 59 and NI 60", "NI 59\nNI 60", "ni59;;NI 60;"])
def test_one_comment_may_speak_of_several_measures(codes: str) -> None:
    workbook = read(Commentary=[COMMENTARY, [codes, "2010-01", "Current activities", "Busy."]])
    (comment,) = workbook.commentary
    assert comment.indicators == ("initial_assessments_seven_days", "core_assessments_35_days")
    assert (comment.period, comment.part, comment.text) == (Period.month(2010, 1), "Current activities", "Busy.")


def test_a_code_with_a_mark_between_codes_is_one_code() -> None:
    workbook = read(Commentary=[COMMENTARY, ["EI&ISS PM04", "2011/12 Q3", None, "Words."]])
    assert workbook.commentary[0].codes == ("EI&ISS PM04",)


def test_a_line_that_names_a_part_starts_it() -> None:
    text = (
        "Before.\nExplanation of Current Performance\nFewer late.\nStill some.\n\nBest practice:\nA panel.\n"
        "The best practice is shared."
    )
    workbook = read(Commentary=[COMMENTARY, ["NI 60", "2010-01", None, text]])
    assert [(comment.part, comment.text) for comment in workbook.commentary] == [
        ("", "Before."),
        ("Explanation of current performance", "Fewer late.\nStill some."),
        ("Best practice", "A panel.\nThe best practice is shared."),
    ]


def test_parts_that_only_this_council_uses_are_known_too() -> None:
    rows = [["NI 60", "2010-01", "Outlook", "Fair."], ["NI 61", "2010-01", None, "OUTLOOK\nGood."]]
    workbook = read(Commentary=[COMMENTARY, *rows])
    assert [(comment.part, comment.text) for comment in workbook.commentary] == [
        ("Outlook", "Fair."),
        ("Outlook", "Good."),
    ]


def test_an_unknown_code_among_several_is_told_and_the_others_stand() -> None:
    workbook = read(Commentary=[COMMENTARY, ["NI 60; NI 6O", "2010-01", None, "A private sentence."]])
    problem = only_problem(workbook, "unknown measure")
    assert problem.cell == "A2"
    assert '"NI 6O"' in problem.message
    assert workbook.commentary[0].indicators == ("core_assessments_35_days",)


@pytest.mark.parametrize(
    "row",
    [
        ["NI 60", "soon", None, "A private sentence."],
        ["NI 6O", "2010-01", None, "A private sentence."],
        [None, "2010-01", None, "A private sentence."],
        ["NI 60", "2010-01", None, CellError("#REF!")],
    ],
)
def test_commentary_is_never_quoted(row: list[CellValue]) -> None:
    workbook = read(Commentary=[COMMENTARY, row])
    assert workbook.commentary == ()
    assert len(workbook.problems) == 1
    assert "private" not in str(workbook.problems[0])


def test_a_row_prepared_for_a_comment_is_none_yet() -> None:
    workbook = read(Commentary=[COMMENTARY, ["NI 60", "2010-01", "Best practice", None]])
    assert (workbook.commentary, workbook.problems) == ((), ())


def test_a_comment_without_period_means_the_code_as_in_this_workbook() -> None:
    workbook = read(
        Figures=[LONG, ["NI 59", None, "2010-01", None, None, None, "41.4%"]],
        Commentary=[COMMENTARY, ["NI 59", None, None, "Words."]],
    )
    assert workbook.commentary[0].indicators == ("initial_assessments_seven_days",)
    assert workbook.commentary[0].period is None


def test_actions_are_read_as_written() -> None:
    headings = [
        "Ref",
        "Measure",
        "Action",
        "Cost",
        "Expected % Improvement",
        "Link to other strategies",
        "Due",
        "Lead Officer",
    ]
    row: list[CellValue] = [
        1.0,
        "PM04; NI 65",
        "Begin a panel",
        "no cost",
        "TBC",
        "Families first",
        dt.date(2012, 8, 1),
        "A Smith",
    ]
    workbook = read(Actions=[headings, row, [2.0, None, None]])
    (action,) = workbook.actions
    assert (action.ref, action.codes, action.action, action.due) == (
        "1",
        ("PM04", "NI 65"),
        "Begin a panel",
        "1 August 2012",
    )
    assert (action.expected_improvement, action.strategies, action.lead_officer) == ("TBC", "Families first", "A Smith")
    assert only_problem(workbook, "empty cell").cell == "C3"


@pytest.mark.parametrize("written", ["24/02/2012", "2012-02-24", dt.date(2012, 2, 24), dt.datetime(2012, 2, 24, 10)])
def test_meetings_keep_their_day_and_times(written: CellValue) -> None:
    workbook = read(
        Meetings=[
            ["Date", "Venue", "Start time", "End time", "Attendees"],
            [written, "Town Hall", dt.time(10), "11.15am", "A Smith\nB Jones"],
        ]
    )
    assert workbook.problems == ()
    (meeting,) = workbook.meetings
    assert meeting.date == dt.date(2012, 2, 24)
    assert (meeting.venue, meeting.start, meeting.end, meeting.attendees) == (
        "Town Hall",
        "10:00",
        "11.15am",
        "A Smith\nB Jones",
    )


def test_a_meeting_whose_date_cannot_be_read_keeps_the_rest() -> None:
    workbook = read(Meetings=[["Date", "Venue"], ["in spring", "Town Hall"]])
    assert only_problem(workbook, "no date").cell == "A2"
    assert (workbook.meetings[0].date, workbook.meetings[0].venue) == (None, "Town Hall")
