"""Minutes of odd meetings: many and endless actions, hostile words, nothing at all; and the tracker in another plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.e2e.test_recalculation import differences
from tests.support.libreoffice import recalculated_all
from tests.support.minutes import (
    PLANS,
    SURGERY,
    catalogue,
    figures,
    meeting,
    meeting_in,
    minutes_from,
    minutes_of,
    sheets,
)
from tests.support.performance import Cell
from tests.support.reports import SAMPLES, Built
from xlperf.definitions.plan import Block
from xlperf.journey.inputs import read_inputs
from xlperf.journey.report import made_report, plan_named
from xlperf.period import Period
from xlperf.report.blocks.actions import ACTION, EMPTY_ROWS, POSITION, REF
from xlperf.report.text_fit import TALLEST_ROW
from xlperf.returns.reports.marks import together
from xlperf.sheets.layout import Sheet

LONG = " ".join(f"word{number}" for number in range(220))  # 2,000 characters
ENDLESS = "\n".join(f"Line {number}: {'and so on ' * 12}" for number in range(40))  # 5,000 characters
HOSTILE = (
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    '"quoted" & <tag>',
    "@SUM(A1)",
    "'apostrophe",
    "é 😀",
)


def actions(*texts: str, due: Cell = None, status: str = "") -> list[Sequence[Cell]]:
    return [
        (str(number), PLANS, text, None, "Ann Other", SURGERY, None, due, status)
        for number, text in enumerate(texts, 1)
    ]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    def made(name: str, rows: dict[str, object], period: str = "2011/12 Q3") -> Built:
        folder = tmp_path_factory.mktemp(name)
        built = minutes_from(folder, rows, period)  # type: ignore[arg-type]
        named = folder / f"{name}.xlsx"
        built.path.rename(named)
        return Built(named, built.content, built.layout, built.theme)

    here = meeting(SURGERY, Issues=ENDLESS, Further_review="")
    many = [*actions(*(f"Action number {number}" for number in range(38)), LONG, ENDLESS, due=dt.date(2012, 1, 31))]
    strange = [
        # The space in front keeps the writer of this test from making a formula; it is gone once the cell is read.
        *((f"h{number}", PLANS, *[f" {text}"] * 3, SURGERY, f" {text}", f'"{text}" 2012/13', f" {text}")
          for number, text in enumerate(HOSTILE)),
        ("", PLANS, "Without a reference", None, None, SURGERY, None, "31/08/2012", "done"),
        ("1", PLANS, "The same reference", None, None, "Some other evening", None, "two\nlines 31/08/2012", "open"),
        ("1", PLANS, "once more", None, None, None, "0-4 months", None, None),
        ("2", None, "About no measure", None, None, SURGERY, "0-4 months", "TBC", "in progress"),
    ]  # fmt: skip
    return {
        "many": made("many", sheets(here, actions=many)),
        "strange": made("strange", sheets(meeting(SURGERY, Issues=HOSTILE[0], Attendees="=1+1\n@x"), actions=strange)),
        "empty": made("empty", {"About": [("Item", "Text"), ("Authority", "Exampleshire")], "Figures": figures()}
                      | {"Figures": figures((PLANS, "2010-01", "actual", 1.0))}),
        "wordless": made("wordless", sheets((SURGERY,))),
    }  # fmt: skip


def sheet_of(built: Built, name: str) -> Sheet:
    return next(sheet for sheet in built.layout.sheets if sheet.name == name)


def texts(sheet: Sheet, column: int) -> list[str]:
    return [str(cell.value) for (_, at), cell in sorted(sheet.cells.items()) if at == column and cell.value is not None]


@pytest.mark.parametrize("name", ["many", "strange", "empty", "wordless"])
def test_every_formula_of_odd_minutes_gives_its_stored_value(
    odd: dict[str, Built], again: dict[str, Path], name: str
) -> None:
    assert list(differences(odd[name].path, again[name])) == []


@pytest.fixture(scope="module")
def again(odd: dict[str, Built], tmp_path_factory: pytest.TempPathFactory, soffice: str) -> dict[str, Path]:
    """All of them recalculated, in one start of LibreOffice."""
    paths = recalculated_all([built.path for built in odd.values()], tmp_path_factory.mktemp("recalculated"))
    return dict(zip(odd, paths, strict=True))


def test_no_word_of_a_long_text_is_lost_and_no_row_is_taller_than_a_sheet_shows(odd: dict[str, Built]) -> None:
    tracker, minutes = sheet_of(odd["many"], "Actions"), sheet_of(odd["many"], "Minutes")
    assert max((*tracker.row_heights.values(), *minutes.row_heights.values())) <= TALLEST_ROW + 9
    assert together([str(text) for text in texts(tracker, ACTION)]).split()[-len((LONG + " " + ENDLESS).split()) :] == [
        *LONG.split(),
        *ENDLESS.split(),
    ]
    continued = [row for (row, column), cell in tracker.cells.items() if cell.value == f"{PLANS} continued"]
    assert continued
    issues = [row for (row, column), cell in minutes.cells.items() if cell.value == "Issues"]
    assert len(issues) > 1
    assert together([str(minutes.cells[row, 3].value) for row in sorted(issues)]).split() == ENDLESS.split()


def test_forty_actions_are_all_there_with_room_for_more(odd: dict[str, Built]) -> None:
    tracker = sheet_of(odd["many"], "Actions")
    positions = [cell.value for (_, column), cell in sorted(tracker.cells.items()) if column == POSITION]
    assert positions.count("Overdue ▲") == 40
    assert positions.count("") == EMPTY_ROWS


def test_words_from_inputs_stay_words(odd: dict[str, Built]) -> None:
    built = odd["strange"]
    tracker = sheet_of(built, "Actions")
    assert set(HOSTILE) <= set(texts(tracker, ACTION))
    for sheet in built.layout.sheets:
        for cell in sheet.cells.values():
            assert not cell.formula or "HYPERLINK" not in cell.formula.replace('"=HYPERLINK(""http', "")
            assert cell.formula or cell.role != "link" or not str(cell.value).startswith("=")


def test_references_that_stand_twice_or_nowhere_leave_every_action_in_place(odd: dict[str, Built]) -> None:
    tracker = sheet_of(odd["strange"], "Actions")
    refs = texts(tracker, REF)
    assert refs.count("1") == 2
    assert "N1" in refs
    assert {"The same reference", "once more", "Without a reference", "About no measure"} <= set(texts(tracker, ACTION))
    titles = [item.title for item in meeting_in(odd["strange"]).items]
    assert titles[-1] == "Other actions agreed"


def test_a_workbook_without_anything_to_say_gives_a_form(odd: dict[str, Built]) -> None:
    chosen = meeting_in(odd["empty"])
    assert not chosen.is_held
    assert "cannot be told: there is no figure in 2011/12 Q3 [x]." in sheet_of(odd["empty"], "Minutes").as_text()
    assert [item.title for item in meeting_in(odd["wordless"]).items] == ["Fewer children with safeguarding plans"] or (
        meeting_in(odd["wordless"]).items[0].title == "Other matters"
    )


@pytest.mark.parametrize("blocks", [("minutes", "key", "figures"), ("indicators", "actions", "key", "figures")])
def test_minutes_and_tracker_stand_without_each_other(blocks: tuple[Block, ...]) -> None:
    inputs = read_inputs([SAMPLES / "derby_performance.xlsx"], catalogue())
    plan = plan_named("minutes", inputs).model_copy(update={"blocks": blocks})
    _, layout = made_report(inputs, plan, Period.parse("2011/12 Q3"), dated=SURGERY)
    assert len(layout.sheets) == len(blocks)
    text = "\n".join(sheet.as_text() for sheet in layout.sheets)
    assert "Family Group Conferencing" in text
    assert ("'Actions'!" in text) is False
    if "actions" in blocks:
        assert "Overdue ▲" in text


def test_the_next_meeting_no_longer_sees_what_this_one_was_told_is_done(tmp_path: Path) -> None:
    built = minutes_of(tmp_path / "may.xlsx", period="2011/12 Q4", dated=dt.date(2012, 5, 25))
    chosen = meeting_in(built)
    assert not chosen.is_held
    assert "It has those of 25 November 2011 and 24 February 2012" in chosen.chosen_because
    rows = sheet_of(built, "Actions")
    assert {"A2", "5"} <= set(texts(rows, REF))
