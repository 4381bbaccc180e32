"""Actions and minutes that people typed into a report are read by the next run, statuses included."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.support.reports import SAMPLES, Built, build
from tests.support.typed import header_of, opened, put_text
from xlperf.problem import Severity
from xlperf.report.content import ReportContent
from xlperf.returns.performance.records import Action

DERBY = SAMPLES / "derby_performance.xlsx"
PERIOD = "2011/12 Q3"
DATED = dt.date(2012, 2, 24)


def made(folder: Path, name: str, *reports: Path, plan: str = "minutes", period: str = PERIOD) -> Built:
    return build(folder / f"{name}.xlsx", [DERBY, *reports], period, plan=plan, dated=DATED)


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("minutes"), "minutes").path


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("pack"), "pack", plan="surgery").path


def action(content: ReportContent, ref: str) -> Action:
    return next(one for one in content.actions if one.ref == ref)


def changed(source: Path, out: Path, ref: str, heading: str, text: object, sheet: str = "Actions") -> Path:
    with opened(source, out) as book:
        page = book[sheet]
        header, columns = header_of(page, "Ref", "Code", "Action")
        rows = range(header + 1, page.max_row + 1)
        row = next(row for row in rows if str(page.cell(row, columns["Ref"]).value) == ref)
        page.cell(row, columns[heading]).value = text  # type: ignore[assignment]
    return out


def plain(actions: tuple[Action, ...]) -> list[tuple[str, str, str]]:
    return [(one.ref, one.action, one.lead_officer) for one in actions]


@pytest.mark.parametrize("plan", ["minutes", "surgery"])
def test_a_report_read_back_beside_its_workbook_adds_and_changes_no_action(plan: str, tmp_path: Path) -> None:
    first = made(tmp_path, "first", plan=plan)
    again = made(tmp_path, "again", first.path, plan=plan)
    assert plain(again.content.actions) == plain(first.content.actions)
    assert again.content.unplaced_actions == ()
    assert again.content.unplaced == ()
    assert "two versions" not in [one.rule for one in again.content.problems]


@pytest.mark.parametrize("plan", ["minutes", "surgery"])
def test_a_second_round_gives_the_same_sheets(plan: str, tmp_path: Path) -> None:
    first = made(tmp_path, "first", plan=plan)
    again = made(tmp_path, "again", first.path, plan=plan)
    kept = [one for one in first.layout.sheets if one.name not in ("Data quality", "Contents")]
    for sheet in kept:
        other = next(one for one in again.layout.sheets if one.name == sheet.name)
        assert other.as_text() == sheet.as_text()


def test_a_status_that_was_typed_stands_and_the_workbook_s_row_is_kept(minutes: Path, tmp_path: Path) -> None:
    actions = made(tmp_path, "before").content.actions
    before = next(one for one in actions if one.status and not one.status.startswith("done"))
    typed = changed(minutes, tmp_path / "typed.xlsx", before.ref, "Status", "done")
    built = made(tmp_path, "next", typed)
    assert action(built.content, before.ref).status == "done"
    (problem,) = [one for one in built.content.problems if one.rule == "two versions"]
    assert problem.severity is Severity.NOTE
    (kept,) = built.content.unplaced_actions
    assert (kept.is_version, kept.action.status, kept.place.file) == (True, before.status, "derby_performance.xlsx")
    assert [sheet.name for sheet in built.layout.sheets][-1] == "Actions not placed"
    again = made(tmp_path, "after", built.path)
    assert action(again.content, before.ref).status.startswith("done")
    assert len(again.content.actions) == len(built.content.actions)


def test_two_copies_with_other_statuses_are_both_kept(minutes: Path, tmp_path: Path) -> None:
    before = made(tmp_path, "before").content.actions[0]
    anna = changed(minutes, tmp_path / "anna.xlsx", before.ref, "Lead officer", "Anna Quell")
    ben = changed(minutes, tmp_path / "ben.xlsx", before.ref, "Lead officer", "Ben Ost")
    built = made(tmp_path, "next", anna, ben)
    assert action(built.content, before.ref).lead_officer == "Anna Quell"
    others = {one.action.lead_officer: one.place.file for one in built.content.unplaced_actions}
    assert others == {"Ben Ost": "ben.xlsx", before.lead_officer: "derby_performance.xlsx"}


def test_an_action_typed_into_an_empty_row_is_carried_on(minutes: Path, tmp_path: Path) -> None:
    with opened(minutes, tmp_path / "typed.xlsx") as book:
        sheet = book["Actions"]
        header, columns = header_of(sheet, "Ref", "Code", "Action")
        row = next(row for row in range(header + 1, sheet.max_row) if sheet.cell(row, columns["Action"]).value is None)
        for heading, text in (("Ref", "99"), ("Code", "PM04"), ("Action", "=Visit\nevery school"), ("Status", "new")):
            put_text(sheet, row, columns[heading], text)
        sheet.cell(row, columns["Due"]).value = dt.datetime(2012, 6, 30)
        for below in range(sheet.max_row, row, -1):
            assert sheet.cell(below, columns["Action"]).value is None
    built = made(tmp_path, "next", tmp_path / "typed.xlsx", period="2011/12 Q4")
    found = action(built.content, "99")
    assert (found.action, found.status, found.due) == ("=Visit\nevery school", "new", "30 June 2012")
    assert found.indicators
    tracker = next(one for one in built.layout.sheets if one.name == "Actions")
    assert not [cell for cell in tracker.cells.values() if cell.formula and "Visit" in cell.formula]
    assert "=Visit\nevery school" in [cell.value for cell in tracker.cells.values()]


def test_an_action_plan_of_a_pack_is_read_with_its_improvement(pack: Path, tmp_path: Path) -> None:
    with opened(pack, tmp_path / "typed.xlsx") as book:
        sheet = next(page for page in book.worksheets if page.title.endswith("action plan"))
        header, columns = header_of(sheet, "Ref", "Code", "Action")
        row = next(row for row in range(header + 1, header + 60) if sheet.cell(row, columns["Action"]).value is None)
        for heading, text in (("Ref", "77"), ("Action", "Try this."), ("Cost", "1 No cost")):
            put_text(sheet, row, columns[heading], text)
        sheet.cell(row, columns["Expected improvement"]).value = 0.025
    built = made(tmp_path, "next", tmp_path / "typed.xlsx", plan="surgery")
    found = action(built.content, "77")
    assert (found.action, found.cost, found.expected_improvement) == ("Try this.", "1 No cost", "2.5%")
    assert any(found in surgery.actions for surgery in built.content.surgeries)


def test_words_typed_into_a_pack_stand_in_the_next_part_by_part(pack: Path, tmp_path: Path) -> None:
    with opened(pack, tmp_path / "typed.xlsx") as book:
        sheet = next(page for page in book.worksheets if page.title.endswith("background"))
        header, columns = header_of(sheet, "Code", "Part", "Commentary")
        rows = range(header + 1, sheet.max_row + 1)
        row = next(row for row in rows if sheet.cell(row, columns["Part"]).value == "Partners")
        code = sheet.cell(row, columns["Code"]).value
        put_text(sheet, row, columns["Commentary"], "Schools and health.")
    built = made(tmp_path, "next", tmp_path / "typed.xlsx", plan="surgery")
    line = built.line(str(code))
    assert "Schools and health." in [one.text for one in line.remarks if one.part == "Partners"]


def test_what_was_typed_into_minutes_stands_in_them_when_they_are_made_again(minutes: Path, tmp_path: Path) -> None:
    with opened(minutes, tmp_path / "typed.xlsx") as book:
        sheet = book["Minutes"]
        rows = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == "Further review"]
        put_text(sheet, rows[0], 3, "Again in June 2012, with the team's figures.")
    built = made(tmp_path, "again", tmp_path / "typed.xlsx")
    assert built.content.meeting is not None
    review = built.content.meeting.items[0].further_review
    assert "Again in June 2012, with the team's figures." in review
    assert "Version in typed.xlsx, Minutes, " in review
    assert "Version in derby_performance.xlsx, Meetings, row " in review
    third = made(tmp_path, "third", built.path)
    assert third.content.meeting is not None
    assert third.content.meeting.items[0].further_review == review
