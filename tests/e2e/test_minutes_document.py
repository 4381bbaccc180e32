"""The minutes of Derby's surgery of 24 February 2012, line by line, in ours; and ours in the hands of a reader.

What the document prints is transcribed from Derby City Council, "Minutes of Children and Young People's Performance
Surgery", 24 February 2012. Words are not compared, because the sample's are its own; figures, ratings, days, initials
and what is agreed are.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.e2e.test_recalculation import differences
from tests.support.libreoffice import recalculated_all
from tests.support.minutes import DERBY, minutes_of
from tests.support.packages import Package
from tests.support.reports import Built, SeenReport, edited
from xlperf.report.blocks.actions import AS_AT_ROW, FINISHED, IN_TIME, NO_DAY, OVERDUE
from xlperf.results.polarity import LOW
from xlperf.results.rating import adrift, rating, rating_text

HEAD = {"Date": "24 Feb 2012", "Venue": "Saxon House, 5th floor meeting room", "Start": "10:00", "End": "11:15"}

PRINTED = (
    # (item, what it is about, what must stand in the sentence)
    ("EI&ISS PM04", "In year", ("adrift of target", "2011/12 Q3", "56.20 per 10,000", "target of 51.00")),
    ("EI&ISS PM04", "Year end", ("adrift of target", "52.88 per 10,000", "target of 51.00")),
    ("EI&ISS PM04", "Direction of travel", ("up and down from month to month", "general deterioration since 2008/09")),
    ("EI&ISS PM04", "Comparison", ("worse than", "national average", "Comparator authorities")),
    ("EI&ISS PM04", "Deprivation", ("strong correlation", "deprivation")),
    ("EI&ISS PM04", "Issues", ("41%", "235", "268")),
    ("EI&ISS PM04", "Further review", ("six months", "August / September 2012")),
    ("SS PM07", "In year", ("adrift of target", "2011/12 Q3", "89.80 per 10,000", "target of 84.00")),
    ("SS PM07", "Year end", ("adrift of target", "85.30 per 10,000", "target of 84.00")),
    ("SS PM07", "Numbers", ("rose", "420", "2010", "489", "19 February 2012")),
    ("SS PM07", "Comparison", ("slightly", "above", "national average", "Comparator authorities")),
    ("SS PM07", "Deprivation", ("strong correlation",)),
    ("SS PM07", "Issues", ("12%", "9%", "3 and 5 years")),
    ("SS PM07", "Further review", ("six months", "August / September 2012")),
)
ACTIONS = (
    # (reference, what it is to the meeting, what it is about)
    ("1", "Action plan", "MATs"),
    ("2", "Action plan", "children's centres"),
    ("4", "Action plan", "consultation"),
    ("4", "Action plan", "Keeping Families Together"),
    ("5", "Agreed here", "robust plan"),
    ("5", "Agreed here", "Keeping Families Together"),
    ("6", "Action plan", "Multi Systemic Therapy"),
    ("7", "Action plan", "Family Group Conferencing Model"),
    ("8", "Action plan", "Family Intervention Project"),
    ("9", "Action plan", "Exiting Care"),
    ("10", "Action plan", "Keeping Families Together"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return minutes_of(tmp_path_factory.mktemp("minutes") / "derby_minutes.xlsx")


@pytest.fixture(scope="module")
def seen(built: Built) -> SeenReport:
    return SeenReport(built.path)


# The document


def test_it_says_when_and_where_the_meeting_was(seen: SeenReport) -> None:
    entries = {str(row["Item"].value): row["Entry"] for row in seen.rows("Minutes", "Item") if row.get("Entry")}
    assert {item: entries[item].text for item in HEAD} == HEAD


def test_six_attended_and_two_sent_apologies_each_with_the_documents_kind_of_initials(seen: SeenReport) -> None:
    rows = seen.rows("Minutes", "Item")
    people = [row for row in rows if row["Item"].value in ("Attended", "Apologies")]
    assert [row["Item"].value for row in people] == ["Attended"] * 6 + ["Apologies"] * 2
    for row in people:
        words = [word for word in str(row["Entry"].value).split() if word != "Councillor"]
        assert row["Initials"].value == "".join(word[0] for word in words)


@pytest.mark.parametrize(("code", "about", "parts"), PRINTED)
def test_every_fact_of_the_document_stands_in_the_sentence_about_it(
    seen: SeenReport, code: str, about: str, parts: tuple[str, ...]
) -> None:
    for row in seen.rows("Minutes"):
        part, text = row.get("About") or row.get("Part"), row.get("What the figures say") or row.get("Commentary")
        if part and text and (row["Code"].value, part.value) == (code, about):
            assert [one for one in parts if one not in str(text.value)] == []
            return
    raise AssertionError(f"nothing stands there about {about} of {code}")


@pytest.mark.parametrize(("ref", "part", "about"), ACTIONS)
def test_every_action_of_the_document_stands_where_it_was_put(
    seen: SeenReport, ref: str, part: str, about: str
) -> None:
    (row,) = [row for row in seen.rows("Minutes", "Ref") if row["Ref"].value == ref and row.get("Lead officer")]
    assert row["Part"].value == part
    assert about in str(row["Action"].value)


def test_status_and_percent_adrift_stand_beside_the_sentences(seen: SeenReport) -> None:
    judged = [row for row in seen.rows("Minutes") if row.get("Status") and row["Status"].value]
    shown = [tuple(row[heading].text for heading in ("Value", "Target", "Adrift", "Status")) for row in judged]
    assert shown == [
        ("56.20", "51.00", "10.2%", "Red ▲"),
        ("52.88", "51.00", "3.7%", "Amber ◆"),
        ("89.80", "84.00", "6.9%", "Red ▲"),
        ("85.30", "84.00", "1.5%", "Amber ◆"),
    ]


def test_the_order_is_the_documents(seen: SeenReport) -> None:
    parts = [
        str((row.get("About") or row["Part"]).value)
        for row in seen.rows("Minutes")
        if row["Code"].value == "SS PM07" and (row.get("About") or row.get("Part"))
    ]
    assert parts.index("In year") < parts.index("Issues") < parts.index("Further review")


# The tracker


def test_the_tracker_carries_actions_from_the_meeting_before(seen: SeenReport) -> None:
    rows = {
        str(row["Ref"].value): row
        for row in seen.rows("Actions", "Ref")
        if row.get("Lead officer") and row["Ref"].value
    }
    assert list(rows) == ["A1", "A2", "1", "2", "3", "4", "6", "7", "8", "9", "10", "5"]
    assert rows["A1"]["Position"].value == FINISHED
    assert rows["A1"]["Status"].value == "done, reported 24 Feb 2012"
    assert (rows["A2"]["Position"].value, rows["A2"]["Days overdue"].value) == (OVERDUE, 24.0)
    assert rows["1"]["How the day was found"].value == "end of 2012/13"


def test_every_cell_that_is_typed_in_has_the_look_of_one_and_headings_that_are_read_back(built: Built) -> None:
    sheet = next(sheet for sheet in built.layout.sheets if sheet.name == "Actions")
    (header,) = {row for (row, _), cell in sheet.cells.items() if cell.value == "Ref"}
    typed = {sheet.cells[header, column].value for (row, column), cell in sheet.cells.items()
             if row > header and cell.role.startswith("input")}  # fmt: skip
    assert typed == {*("Ref", "Code", "Action", "Strategies", "Lead officer", "Meeting", "Timeframe", "Due", "Status")}
    minutes = built.layout.sheets[0]
    issues = [minutes.cells[row, 3] for (row, column), cell in minutes.cells.items() if cell.value == "Issues"]
    assert [cell.role for cell in issues] == ["input_text", "input_text"]
    assert minutes.cells[2, 1].value == "Derby: 2011/12 Q3"


# In a reader's hands


@pytest.fixture(scope="module")
def changed(
    built: Built, seen: SeenReport, tmp_path_factory: pytest.TempPathFactory, soffice: str
) -> dict[str, SeenReport]:
    """Copies changed as a reader would, recalculated in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("changed")
    rows = {
        str(row["Ref"].value): row
        for row in seen.rows("Actions", "Ref")
        if row.get("Lead officer") and row["Ref"].value
    }
    as_at = f"B{AS_AT_ROW}"
    day = (dt.date(2012, 9, 15) - dt.date(1899, 12, 30)).days
    target = next(row["Target"].name for row in seen.rows("Minutes") if row.get("Target"))
    figures = [row for row in seen.rows("Figures") if row["Code"].value == "EI&ISS PM04"]
    numerator = next(row["Numerator"].name for row in figures if row["Period"].value == "2011/12 Q3")
    empty = next(
        row for row in range(8, 40) if f"A{row}" in seen.cells("Actions") and not seen.value("Actions", f"C{row}")
    )
    edits: dict[str, dict[str, dict[str, float | str | None]]] = {
        "as it is": {},
        "another day": {"Actions": {as_at: float(day)}},
        "done": {"Actions": {rows["A2"]["Status"].name: "Completed in time"}},
        "words changed": {"Actions": {rows["1"]["Timeframe"].name: "Long term", rows["4"]["Due"].name: "some time"}},
        "a new action": {"Actions": {f"C{empty}": "Do more", f"H{empty}": float(day - 365)}},
        "wrong": {"Actions": {rows["A2"]["Position"].name: IN_TIME}},
        "another target": {"Minutes": {target: 53.6}},
        "fewer plans": {"Figures": {numerator: 259.0}},
    }
    paths = [edited(built.path, folder / f"{name.replace(' ', '_')}.xlsx", cells) for name, cells in edits.items()]
    again = recalculated_all(paths, tmp_path_factory.mktemp("recalculated"))
    return {name: SeenReport(path) for name, path in zip(edits, again, strict=True)}


def positions(report: SeenReport) -> dict[str, object]:
    """Return where each action stands, by its reference."""
    return {
        str(row["Ref"].value): row["Position"].value
        for row in report.rows("Actions", "Ref")
        if row.get("Lead officer") and row["Lead officer"].value
    }


def judged(report: SeenReport) -> list[tuple[object, ...]]:
    """Return value, status and what has changed of every judged fact."""
    rows = [row for row in report.rows("Minutes") if row.get("Status") and row["Status"].value]
    return [tuple(row[heading].value for heading in ("Value", "Status", "Since the meeting")) for row in rows]


def test_every_formula_gives_its_stored_value_when_it_is_recalculated(
    built: Built, changed: dict[str, SeenReport], tmp_path: Path
) -> None:
    assert positions(changed["as it is"]) == positions(SeenReport(built.path))
    paths = recalculated_all([built.path], tmp_path / "again")
    assert list(differences(built.path, paths[0])) == []


def test_a_wrong_stored_value_is_put_right(changed: dict[str, SeenReport]) -> None:
    assert positions(changed["wrong"])["A2"] == OVERDUE


def test_another_day_moves_what_is_overdue(changed: dict[str, SeenReport]) -> None:
    report = changed["another day"]
    due_in_august = ("4", "8", "9", "10", "5")
    assert {ref for ref, position in positions(report).items() if position == OVERDUE} == {"A2", *due_in_august}
    rows = {str(row["Ref"].value): row for row in report.rows("Actions", "Ref")}
    assert rows["8"]["Days overdue"].value == 15.0
    assert report.value("Actions", f"C{AS_AT_ROW}") == "6 overdue, 5 in time, 0 without a date, 1 done"
    minutes = {str(row["Ref"].value): row for row in report.rows("Minutes", "Ref") if row.get("Lead officer")}
    assert (minutes["8"]["Position"].value, minutes["8"]["Days over"].value) == (OVERDUE, 15.0)


def test_what_is_done_is_not_overdue(changed: dict[str, SeenReport]) -> None:
    assert positions(changed["done"])["A2"] == FINISHED


def test_a_day_read_from_words_goes_when_the_words_are_changed(changed: dict[str, SeenReport]) -> None:
    found = positions(changed["words changed"])
    assert (found["1"], found["4"], found["2"]) == (NO_DAY, NO_DAY, IN_TIME)


def test_an_action_typed_into_an_empty_row_is_judged_too(changed: dict[str, SeenReport]) -> None:
    assert changed["a new action"].value("Actions", f"C{AS_AT_ROW}") == (
        "2 overdue, 10 in time, 0 without a date, 1 done"
    )


def test_a_changed_target_moves_both_statuses_and_says_that_the_sentence_is_older(
    built: Built, changed: dict[str, SeenReport]
) -> None:
    line = built.line("EI&ISS PM04")
    value = line.now.value
    assert value is not None
    expected = [rating_text(rating(one, 53.6, LOW, line.scheme, unit="rate"), line.scheme) for one in (value, 52.88)]
    found = judged(changed["another target"])
    assert [status for _, status, _ in found[:2]] == expected == ["Amber ◆", "Green ●"]
    assert [since for _, _, since in found] == ["changed since", "changed since", "unchanged", "unchanged"]
    rows = [row for row in changed["another target"].rows("Minutes") if row.get("Adrift") and row["Adrift"].value]
    assert rows[0]["Adrift"].value == pytest.approx(adrift(value, 53.6, LOW))


def test_a_changed_count_moves_value_and_status(changed: dict[str, SeenReport]) -> None:
    (value, status, since), *others = judged(changed["fewer plans"])
    assert value == pytest.approx(259 / 50_890 * 10_000)
    assert (status, since) == ("Green ●", "changed since")
    assert [one[2] for one in others] == ["unchanged"] * 3


# What a report must never hold


def test_no_formula_asks_what_day_it_is_and_every_function_is_an_old_one(built: Built) -> None:
    package = Package.read(built.path)
    found: set[str] = set()
    for name in ("Minutes", "Actions"):
        for cell in package.cells(name).values():
            found |= set(re.findall(r"([A-Z]+)\(", re.sub('"[^"]*"', "", cell.formula or "")))
    assert found == {
        "ABS", "AND", "COUNT", "DATE", "IF", "ISNUMBER", "LEFT", "LOWER", "N", "OR", "ROUND", "SUMPRODUCT", "TRIM",
    }  # fmt: skip


def test_the_same_inputs_give_the_same_bytes(built: Built, tmp_path: Path) -> None:
    assert minutes_of(tmp_path / "again.xlsx", [DERBY]).path.read_bytes() == built.path.read_bytes()
