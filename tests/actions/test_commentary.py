"""Commentary: the newest earlier words go on to a new period, and nobody's own are lost."""

from __future__ import annotations

import pytest

from tests.support.desk import SAMPLES, MemoryBook, MemoryDesk, clicked
from xlperf.sheets.grid import CellValue

HEADINGS: list[CellValue] = ["Code", "Period", "Part", "Text", "Source"]
FIGURES: list[list[CellValue]] = [["Code", "Period", "Value"], ["NI 64", "2010-01", 0.1]]


def desk_with(*rows: list[CellValue]) -> MemoryDesk:
    book = MemoryBook.of_rows([HEADINGS, *rows], "Commentary", "performance.xlsx", Figures=FIGURES)
    return MemoryDesk([book])


def carried(desk: MemoryDesk, period: str) -> list[list[CellValue]]:
    assert not clicked("commentary", desk, period=period).problem
    assert desk.book is not None
    (sheet,) = desk.book.added.values()
    header = next(row for (row, _), cell in sorted(sheet.cells.items()) if cell.value == "Code")
    last = max(row for row, _ in sheet.cells)
    return [[sheet.cells[row, column].value for column in range(1, 6)] for row in range(header + 1, last + 1)]


def test_the_newest_earlier_words_of_each_measure_and_part_are_carried() -> None:
    desk = desk_with(
        ["NI 64", "2009-11", "Best practice", "oldest", None],
        ["NI 64", "2009-12", "Best practice", "newest", None],
        ["NI 64", "2009-11", "Current activities", "other part", None],
        ["NI 65", None, "", "holds for any period", None],
        ["NI 66", "2010-02", "", "later", None],
    )
    assert carried(desk, "2010-01") == [
        ["NI 64", "2010-01", "Best practice", "newest", "carried forward from Dec 2009"],
        ["NI 64", "2010-01", "Current activities", "other part", "carried forward from Nov 2009"],
    ]


def test_a_measure_that_has_words_of_the_period_keeps_those_alone() -> None:
    desk = desk_with(
        ["NI 64", "2009-12", "", "old", None],
        ["ni 64", "2010-01", "", "new", None],
        ["NI 65", "2009-12", "", "b", None],
    )
    assert [row[0] for row in carried(desk, "2010-01")] == ["NI 65"]


def test_the_new_sheet_is_not_read_as_commentary_when_the_button_is_clicked_again() -> None:
    desk = desk_with(["NI 64", "2009-12", "", "old", None])
    first = clicked("commentary", desk, period="2010-01")
    again = clicked("commentary", desk, period="2010-01")
    assert first.sheets == ("Commentary 2010-01",)
    assert again.said == first.said.replace("2010-01:", "2010-01:").replace(
        "sheet Commentary 2010-01", "sheet Commentary 2010-01 2"
    )


@pytest.mark.parametrize("yes", [True, False])
def test_the_rows_go_beneath_the_users_own_only_when_the_user_says_yes(yes: bool) -> None:
    desk = desk_with(["NI 64", "2009-12", "Best practice", "old", None])
    desk.answers_yes = yes
    outcome = clicked("commentary", desk, period="2010-01", place="the sheet Commentary")
    assert desk.asked == ['Write 1 row beneath those of the sheet "Commentary", from row 3 on?']
    assert desk.book is not None
    assert outcome.cancelled is not yes
    expected = ["NI 64", "2010-01", "Best practice", "old", "carried forward from Dec 2009"] if yes else [None] * 5
    assert desk.book.values("Commentary", "A3:E3") == [expected]
    assert desk.book.values("Commentary", "D2:D2") == [["old"]]


def test_what_was_written_beneath_is_read_as_commentary_of_the_period() -> None:
    desk = desk_with(["NI 64", "2009-12", "", "old", None])
    clicked("commentary", desk, period="2010-01", place="the sheet Commentary")
    outcome = clicked("commentary", desk, period="2010-01")
    assert outcome.problem
    assert outcome.said == "Every measure that has earlier commentary has some of Jan 2010 already."


def test_columns_are_found_wherever_they_stand() -> None:
    rows: list[list[CellValue]] = [
        ["Notes to self", "Comment", "Month", "Measure"],
        ["mine", "old", "2009-12", "NI 64"],
    ]
    desk = MemoryDesk([MemoryBook.of_rows(rows, "Comments", "p.xlsx", Figures=FIGURES)])
    clicked("commentary", desk, period="2010-01", place="the sheet Commentary")
    assert desk.book is not None
    assert desk.book.values("Comments", "A3:D3") == [[None, "old", "2010-01", "NI 64"]]


def test_words_typed_into_a_report_are_carried_from_it() -> None:
    desk = MemoryDesk.over(SAMPLES / "haringey_performance.xlsx")
    clicked("build_report", desk, plan="monthly", period="2010-01")
    (content,) = desk.saved.values()
    report = MemoryDesk([MemoryBook("january.xlsx", content)])
    rows = carried(report, "2010-02")
    assert len(rows) > 5
    assert {row[1] for row in rows} == {"2010-02"}
    assert {row[4] for row in rows} == {"carried forward from Jan 2010"}
    assert any(str(row[3]).startswith("Explanation of current performance\n") for row in rows)


@pytest.mark.parametrize(
    ("rows", "period", "said"),
    [
        ([], "2010-01", "performance.xlsx holds no commentary."),
        ([["NI 64", "2010-02", "", "later", None]], "2010-01", "holds no commentary of a period before Jan 2010"),
    ],
)
def test_where_nothing_is_carried_the_reason_is_given(rows: list[list[CellValue]], period: str, said: str) -> None:
    outcome = clicked("commentary", desk_with(*rows), period=period)
    assert outcome.problem
    assert said in outcome.said


def test_a_return_has_no_sheet_to_write_beneath() -> None:
    desk = MemoryDesk([MemoryBook.of_rows(FIGURES, "Figures", "p.xlsx")])
    outcome = clicked("commentary", desk, period="2010-01", place="the sheet Commentary")
    assert outcome.problem
    assert "holds no commentary" in outcome.said


def test_a_protected_sheet_is_not_written_to() -> None:
    desk = desk_with(["NI 64", "2009-12", "", "old", None])
    assert desk.book is not None
    desk.book.protected.add("Commentary")
    outcome = clicked("commentary", desk, period="2010-01", place="the sheet Commentary")
    assert outcome.problem
    assert 'The sheet "Commentary" is protected' in outcome.said


def test_no_word_of_the_commentary_is_in_the_sentence() -> None:
    desk = desk_with(["NI 64", "2009-12", "", "Rosalind said so", None])
    assert "Rosalind" not in clicked("commentary", desk, period="2010-01").said
