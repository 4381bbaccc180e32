"""Which measures need a performance surgery and why: the rule of the plan, and what the pack knows of each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.support.performance import FIGURES, TARGETS, Rows, performance_workbook
from tests.support.reports import SAMPLES
from xlperf.definitions.load import load
from xlperf.definitions.plan import Plan
from xlperf.errors import UnknownName
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.journey.report import made_report, plan_named
from xlperf.period import Period
from xlperf.report.content import ReportContent
from xlperf.report.reasons import TITLES

MEASURES = ("Code", "Title", "Unit", "Polarity", "Scheme", "Timing", "Data only", "Related measures")
CODES = {"R": 120, "A": 103, "G": 100, "B": 90, "N": 100, "D": 100}  # of a target of 100, low being good; N has none
DATED = dt.date(2012, 2, 24)


def measures(**related: str) -> list[tuple[str | None, ...]]:
    rows = [
        (code, f"Measure {code}", "count", "low", "brag", "snapshot", "yes" if code == "D" else None, related.get(code))
        for code in CODES
    ]
    return [MEASURES, *rows]


def figures(forecasts: dict[str, float] | None = None, before: dict[str, float] | None = None) -> Rows:
    rows: list[tuple[object, ...]] = [FIGURES]
    for code, value in CODES.items():
        rows.append((code, None, "2011/12 Q3", "actual", None, None, value, None))
        rows.append((code, None, "2011/12", "forecast", None, None, (forecasts or {}).get(code, 100), None))
        for period in ("2010/11", "2011/12 Q2"):
            rows.append((code, None, period, "actual", None, None, (before or {}).get(code, value), None))
    return rows  # type: ignore[return-value]


def inputs(folder: Path, **more: Rows) -> Inputs:
    targets = [TARGETS, *((code, None, "2011/12", 100) for code in CODES if code != "N")]
    sheets: dict[str, Rows] = {"Measures": measures(), "Figures": figures(), "Targets": targets} | more
    return read_inputs([performance_workbook(folder / "in.xlsx", sheets)], load())


def content_of(
    read: Inputs, dated: dt.date = DATED, plan: Plan | None = None, codes: tuple[str, ...] = ()
) -> ReportContent:
    chosen = plan or plan_named("surgery", read)
    return made_report(read, chosen, Period.parse("2011/12 Q3"), dated=dated, codes=codes)[0]


def taken(content: ReportContent) -> list[str]:
    return [surgery.code for surgery in content.surgeries]


def test_a_measure_is_taken_when_it_is_red_or_forecast_to_miss(tmp_path):
    content = content_of(inputs(tmp_path, Figures=figures({"G": 104, "B": 100})))
    assert {one.code: one.chosen_because for one in content.surgeries} == {
        "R": "Target missed beyond tolerance (Red ▲).",
        "G": "Forecast to miss (Amber ◆).",
    }
    why = {one.code: one.because for one in content.passed_over}
    assert why["A"] == "The target is missed, but within the tolerance (Amber ◆)."
    assert why["B"] == "The target is met (Blue ★)."
    assert why["N"] == "There is no target for 2011/12 to Dec 2011."
    assert why["D"] == "Watched only: it is not judged against a target."


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        (("target missed",), ["R", "A"]),
        (("forecast to miss",), ["G"]),
        (("forecast to miss beyond tolerance",), []),
        (("deteriorating",), ["B"]),
        (("poor comparison",), ["N"]),
        (("target missed beyond tolerance", "deteriorating"), ["R", "B"]),
    ],
)
def test_a_plan_says_which_reasons_are_serious(tmp_path, reasons, expected):
    comparators = [("Code", "Area", "Period", "Value"), *((code, "England", "2010/11", 99) for code in ("N",))]
    read = inputs(tmp_path, Figures=figures({"G": 104}, {"B": 80}), Comparators=comparators)
    plan = plan_named("surgery", read).model_copy(update={"serious_reasons": reasons})
    assert taken(content_of(read, plan=plan)) == expected


def test_what_is_not_serious_by_itself_is_told_with_the_measure_that_is_passed_over(tmp_path):
    content = content_of(inputs(tmp_path, Figures=figures(before={"B": 80})))
    why = {one.code: one.because for one in content.passed_over}
    assert why["B"] == "The target is met (Blue ★). Not serious by itself: deteriorating."


def test_a_measure_that_is_asked_for_is_taken_whatever_its_figures_say(tmp_path):
    content = content_of(inputs(tmp_path), codes=("g", "R"))
    assert [line.code for line in content.lines] == ["R", "G"]
    assert [one.chosen_because for one in content.surgeries] == [
        "Asked for by name. By its figures: target missed beyond tolerance (Red ▲).",
        "Asked for by name. No serious reason holds.",
    ]
    assert content.passed_over == ()


def test_an_unknown_code_is_told(tmp_path):
    with pytest.raises(UnknownName):
        content_of(inputs(tmp_path), codes=("nonsense",))


def test_every_plan_can_be_about_some_indicators_only():
    read = read_inputs([SAMPLES / "haringey_performance.xlsx"], load())
    plan = plan_named("monthly", read)
    content, _ = made_report(read, plan, Period.parse("2010-01"), codes=("NI 65", "NI 60"))
    assert [line.code for line in content.lines] == ["NI 60", "NI 65"]
    assert not content.more_detail


def test_the_reasons_are_five_and_have_titles(tmp_path):
    (surgery, *_) = content_of(inputs(tmp_path)).surgeries
    assert [reason.kind for reason in surgery.reasons] == list(TITLES)


MEETINGS = ("Date", "Title", "Code")


def test_a_meeting_before_the_pack_is_an_earlier_review_and_one_on_its_day_is_not(tmp_path):
    meetings = [
        MEETINGS,
        ("2011-11-25", "Surgery", "R"),
        ("2011-05-01", "Surgery", "R"),
        ("2012-02-24", "Surgery", "R"),
    ]
    (surgery,) = content_of(inputs(tmp_path, Meetings=meetings)).surgeries
    assert surgery.reviewed_before == "Yes, last on 25 November 2011."
    later = [MEETINGS, ("2012-02-24", "Surgery", "R")]
    (tmp_path / "later").mkdir()
    (surgery,) = content_of(inputs(tmp_path / "later", Meetings=later)).surgeries
    assert surgery.reviewed_before == "No earlier meeting about this measure is in the inputs."


def test_what_people_say_of_an_earlier_review_stands_without_a_meeting(tmp_path):
    commentary = [("Code", "Part", "Text"), ("R", "Reviewed before", "In May 2009, on paper.")]
    (surgery,) = content_of(inputs(tmp_path, Commentary=commentary)).surgeries
    assert surgery.reviewed_before == "In May 2009, on paper."


@pytest.mark.parametrize("written", ["24 February 2012", "2012-02-24", "1 March 2012"])
def test_actions_agreed_on_the_day_of_the_pack_or_later_are_not_in_it(tmp_path, written):
    rows = [("Ref", "Code", "Action", "Meeting"), ("1", "R", "Planned", None), ("2", "R", "Agreed later", written)]
    rows += [("3", "R", "Agreed before", "25 November 2011"), ("4", "R", "Agreed some day", "the spring meeting")]
    (surgery,) = content_of(inputs(tmp_path, Actions=rows)).surgeries
    assert [action.ref for action in surgery.actions] == ["1", "3", "4"]


def test_related_measures_are_those_named_and_those_that_name_it(tmp_path):
    related = measures(R="A\nNI 64 (EIIS PM09): Plans of two years or more, by team\nUnknown 7: Something else", B="R")
    content = content_of(inputs(tmp_path, Measures=related))
    (surgery,) = content.surgeries
    assert [(one.code, one.title, one.indicator) for one in surgery.related] == [
        ("A", "Measure A", "a"),
        ("NI 64 (EIIS PM09)", "Plans of two years or more, by team", ""),
        ("Unknown 7", "Something else", ""),
        ("B", "Measure B", "b"),
    ]


def test_related_measures_of_one_that_is_asked_for_bring_their_figures(tmp_path):
    content = content_of(inputs(tmp_path, Measures=measures(R="A")), codes=("R",))
    assert [line.code for line in content.more_detail] == ["A"]
    assert content.more_detail[0].judged.rating == "amber"
