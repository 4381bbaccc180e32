"""Texts that name a withheld number are told of, wherever they come from and wherever the report shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.performance import FIGURES, Rows, performance_workbook
from tests.support.publication import inputs_of
from tests.support.reports import build
from tests.support.typed import header_of, opened, put_text, typed_in
from xlperf.journey.report import made_report, plan_named
from xlperf.journey.shown_texts import shown_texts
from xlperf.journey.typed_texts import RULE
from xlperf.period import Period
from xlperf.problem import Problem
from xlperf.returns.reports import Place, row_of, typed_at

PERIOD = "2025/26 Q3"
DATED = dt.date(2026, 1, 20)
JUNE = "In June there were only three of these."
ABOUT = (("Item", "Text"), ("Authority", "Northbrook"))
ACTIONS = ("Ref", "Code", "Action", "Effect", "Status")
MEETINGS = ("Date", "Title", "Code", "Issues", "Further review")
NUMERATORS = (307, 311, 3, 313, 317, 331, 337, 347, 349)


def workbook(path: Path, more: Mapping[str, Rows] | None = None, about: Sequence[tuple[str, str]] = ()) -> Path:
    """A workbook with nine months of NI 65, of which June has 3, and of NI 64, of which none is small."""
    rows: list[Sequence[str | float | None]] = [FIGURES]
    for month, above in zip(Period.financial_year(2025).months(), NUMERATORS, strict=False):
        rows.append(("NI 65", "", str(month), "actual", above, 1213, None, ""))
        rows.append(("NI 64", "", str(month), "actual", 400, 1213, None, ""))
    return performance_workbook(path, {"About": [*ABOUT, *about], "Figures": rows, **(more or {})})  # type: ignore[dict-item]


def told(*sources: Path, plan: str = "monthly", period: str = PERIOD) -> list[Problem]:
    """What the analyst is told of texts in a report for publication from these files."""
    inputs = inputs_of(*sources)
    content, _ = made_report(inputs, plan_named(plan, inputs), Period.parse(period), dated=DATED, small_number=5)
    return [problem for problem in content.problems if problem.rule == RULE]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("source") / "year.xlsx")


@pytest.fixture(scope="module")
def ordinary(source: Path) -> Path:
    return build(source.parent / "ordinary.xlsx", [source], PERIOD, dated=DATED).path


def test_a_withheld_number_in_commentary_read_back_is_told_with_code_and_cell(
    source: Path, ordinary: Path, tmp_path: Path
) -> None:
    earlier = typed_in(ordinary, tmp_path / "earlier.xlsx", {"NI 65": JUNE})
    (problem,) = told(source, earlier)
    assert (problem.file, problem.sheet) == ("earlier.xlsx", "Indicators")
    with opened(earlier, tmp_path / "again.xlsx") as book:
        assert book["Indicators"][problem.cell].value == JUNE
    assert problem.message == (
        'The commentary of NI 65 says "three", which may be the number withheld for Jun 2025. Read it, and reword it '
        "before you publish."
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("NI 65", "In June there were few of these; 33 were expected, or 3.5 a month."),
        ("NI 65", "Agreed on 3 June 2025, as noted on 3/6/2025 and 2025-06-03."),
        ("NI 64", JUNE),
    ],
)
def test_other_numbers_days_and_other_measures_are_not_told(
    code: str, text: str, source: Path, ordinary: Path, tmp_path: Path
) -> None:
    assert told(source, typed_in(ordinary, tmp_path / "earlier.xlsx", {code: text})) == []


def test_commentary_of_an_earlier_period_that_is_carried_forward_is_told(source: Path, tmp_path: Path) -> None:
    before = build(tmp_path / "before.xlsx", [source], "2025/26 Q2", dated=DATED).path
    (problem,) = told(source, typed_in(before, tmp_path / "typed.xlsx", {"NI 65": JUNE}))
    assert problem.file == "typed.xlsx"
    assert "NI 65" in problem.message


def test_words_of_which_only_the_mark_names_the_place_are_told_at_that_place(
    source: Path, ordinary: Path, tmp_path: Path
) -> None:
    words = f"Version in lost.xlsx, Indicators, M9:\n{JUNE}"
    (problem,) = told(source, typed_in(ordinary, tmp_path / "typed.xlsx", {"NI 65": words}))
    assert (problem.file, problem.sheet, problem.cell) == ("lost.xlsx", "Indicators", "M9")


def test_words_whose_code_no_measure_has_are_held_against_all_measures(
    source: Path, ordinary: Path, tmp_path: Path
) -> None:
    typed = tmp_path / "typed.xlsx"
    with opened(typed_in(ordinary, tmp_path / "first.xlsx", {"NI 65": JUNE}), typed) as book:
        sheet = book["Indicators"]
        header, columns = header_of(sheet, "Code", "Commentary")
        rows = range(header + 1, sheet.max_row + 1)
        row = next(row for row in rows if sheet.cell(row, columns["Commentary"]).value == JUNE)
        put_text(sheet, row, columns["Code"], "QQ 99")
    (problem,) = told(source, typed)
    assert problem.message.startswith('The commentary in the sheet Words not placed says "three"')
    assert "withheld for NI 65, Jun 2025" in problem.message
    assert (problem.file, problem.sheet) == ("typed.xlsx", "Indicators")


def test_words_about_a_measure_that_the_report_leaves_out_are_told_too(
    source: Path, ordinary: Path, tmp_path: Path
) -> None:
    typed = typed_in(ordinary, tmp_path / "typed.xlsx", {"NI 65": JUNE})
    (problem,) = told(source, typed, plan="surgery")  # a pack that takes no measure
    assert "Words not placed" in problem.message
    assert "of NI 65 says" in problem.message


# Actions and meetings


def test_actions_are_told_where_the_plan_shows_them(tmp_path: Path) -> None:
    action = ("A1", "NI 65", "Visit the three families of June.", "", "open")
    source = workbook(tmp_path / "year.xlsx", {"Actions": [ACTIONS, action]})
    (problem,) = told(source, plan="minutes")
    assert (problem.file, problem.sheet, problem.cell) == ("year.xlsx", "Actions", "A2")
    assert problem.message.startswith('An action of NI 65 says "three"')
    assert told(source, plan="monthly") == []


def test_an_action_that_somebody_changed_in_a_report_is_told_at_the_reports_row(tmp_path: Path) -> None:
    source = workbook(
        tmp_path / "year.xlsx", {"Actions": [ACTIONS, ("A1", "NI 65", "Visit the families.", "", "open")]}
    )
    minutes = build(tmp_path / "minutes.xlsx", [source], PERIOD, plan="minutes", dated=DATED).path
    assert told(source, minutes, plan="minutes") == []
    typed = tmp_path / "typed.xlsx"
    with opened(minutes, typed) as book:
        sheet = book["Actions"]
        header, columns = header_of(sheet, "Ref", "Code", "Action", "Status")
        put_text(sheet, header + 1, columns["Status"], "in hand: 3 of them seen")
    told_of = told(source, typed, plan="minutes")
    assert [(one.file, one.sheet, one.cell) for one in told_of] == [("typed.xlsx", "Actions", f"A{header + 1}")]


def test_what_a_meeting_said_is_told_in_its_minutes_alone(tmp_path: Path) -> None:
    rows = [MEETINGS, (dt.date(2026, 1, 15), "Surgery", "NI 65", "June had 3 of them.", "")]
    source = workbook(tmp_path / "year.xlsx", {"Meetings": rows})  # type: ignore[dict-item]
    (problem,) = told(source, plan="minutes")
    assert (problem.file, problem.sheet, problem.cell) == ("year.xlsx", "Meetings", "A2")
    assert problem.message.startswith('A meeting of NI 65 says "3"')
    assert told(source, plan="monthly") == []
    # From the minutes alone, beside figures that have no meeting.
    minutes = build(tmp_path / "minutes.xlsx", [source], PERIOD, plan="minutes", dated=DATED).path
    bare = workbook(tmp_path / "bare.xlsx")
    (again,) = told(bare, minutes, plan="minutes")
    assert again.file == "minutes.xlsx"
    with opened(minutes, tmp_path / "copy.xlsx") as book:
        row = [cell.value for cell in book[again.sheet][row_of(again.cell)]]
    assert "June had 3 of them." in row


# The cover


def test_the_words_of_the_cover_are_held_against_all_measures(tmp_path: Path) -> None:
    about = (("Financial implications", "A place for each of the 621 of the first quarter."), ("Agenda item", "3"))
    source = workbook(tmp_path / "year.xlsx", about=about)
    (problem,) = told(source, plan="board")
    assert (problem.file, problem.sheet) == ("year.xlsx", "About")
    assert problem.message.startswith('"Financial implications" of the cover says "621"')
    assert "withheld for NI 65, 2025/26 Q1." in problem.message
    assert told(source, plan="monthly") == []  # whose cover has none of them


# What is shown


def test_everything_that_people_typed_stands_in_the_report_that_shows_it(tmp_path: Path) -> None:
    """The list has every text that the layout shows and no other; of an action it has all words where it is shown."""
    marked = "quince"
    sheets: dict[str, Rows] = {
        "Commentary": [("Code", "Period", "Part", "Text"), ("NI 65", PERIOD, "", f"{marked} commentary")],
        "Actions": [ACTIONS, ("A1", "NI 65", f"{marked} action", f"{marked} effect", "open")],
        "Meetings": [MEETINGS, (dt.date(2026, 1, 15), "Surgery", "NI 65", f"{marked} issue", f"{marked} review")],  # type: ignore[list-item]
    }
    about = [("Purpose", f"{marked} purpose"), ("Title", f"{marked} title"), ("Background papers", f"{marked} papers")]
    inputs = inputs_of(workbook(tmp_path / "year.xlsx", sheets, about))
    for plan in ("monthly", "board", "surgery", "minutes"):
        chosen = plan_named(plan, inputs)
        codes = ["NI 65"] if plan == "surgery" else []
        content, layout = made_report(inputs, chosen, Period.parse(PERIOD), dated=DATED, codes=codes)
        in_cells = " ".join(
            f"{cell.value} {' '.join(run.text for run in cell.runs)}"
            for sheet in layout.sheets
            for cell in sheet.cells.values()
        )
        in_cells += layout.properties.title  # the workbook's own, which stands at the foot of the pages too
        in_list = " ".join(typed.text for typed in shown_texts(content, inputs))
        kinds = ("commentary", "action", "effect", "issue", "review", "purpose", "title", "papers")
        for kind in kinds:
            shown = f"{marked} {kind}" in in_cells or (kind == "effect" and f"{marked} action" in in_cells)
            assert shown == (f"{marked} {kind}" in in_list), (plan, kind)


def test_the_same_remark_typed_elsewhere_is_the_same_remark(source: Path, ordinary: Path, tmp_path: Path) -> None:
    typed = typed_in(ordinary, tmp_path / "typed.xlsx", {"NI 65": JUNE})
    (remark,) = build(tmp_path / "again.xlsx", [source, typed], PERIOD, dated=DATED).line("NI 65").remarks
    assert remark == replace(remark, place=Place("other.xlsx", "Indicators", "A1"), about=())
    assert remark.place.file == "typed.xlsx"
    assert remark.about


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("january.xlsx, Indicators, L12", Place("january.xlsx", "Indicators", "L12")),
        ("june, july.xlsx, Indicators, row 4", Place("june, july.xlsx", "Indicators", "row 4")),
        ("", Place("a", "b", "c")),
    ],
)
def test_a_place_in_words_is_read(text: str, place: Place) -> None:
    assert typed_at(text, Place("a", "b", "c")) == place


@pytest.mark.parametrize(("cell", "row"), [("L12", 12), ("AB7", 7), ("row 31", 31), ("", 0), ("12", 0)])
def test_the_row_of_a_cell(cell: str, row: int) -> None:
    assert row_of(cell) == row


# Everything of the period withheld


def test_where_everything_of_the_period_is_withheld_nobody_is_told_to_check_the_period(tmp_path: Path) -> None:
    rows = [FIGURES, ("NI 65", "", "2025-04", "actual", 2, 4, None, "")]
    small = performance_workbook(tmp_path / "small.xlsx", {"About": ABOUT, "Figures": rows})
    inputs = inputs_of(small)
    rules = {}
    for period in ("2025-04", "2025-06"):
        content, _ = made_report(
            inputs, plan_named("monthly", inputs), Period.parse(period), dated=DATED, small_number=5
        )
        rules[period] = [one.rule for one in content.problems]
        assert all(line.now.value is None for line in content.lines)
    assert "nothing for the period" not in rules["2025-04"]
    assert "nothing for the period" in rules["2025-06"]
