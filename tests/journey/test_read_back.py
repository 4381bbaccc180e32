"""Words that people typed into a report are read by the next run and carried on, whatever was done to the rows."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.performance import FIGURES, performance_workbook
from tests.support.reports import SAMPLES, Built, build
from tests.support.typed import can_be_typed, column_moved, header_of, opened, put_text, rows_in_order, typed_in
from xlperf.problem import Severity
from xlperf.report.content import Remark
from xlperf.report.typed_words import portions_of
from xlperf.returns.reports import read_report
from xlperf.workbook.read import read_book

HARINGEY = SAMPLES / "haringey_performance.xlsx"
ACTIVITIES = "Current activities"
EXPLANATION = "Explanation of current performance"


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with two months of figures and no words."""
    rows = [
        (code, None, period, None, 3, 40, None, None)
        for code in ("NI 59", "NI 60", "NI 64", "NI 65")
        for period in ("2010-01", "2010-02", "2010-03")
    ]
    about = [("Item", "Text"), ("Authority", "Ashford Vale")]
    return performance_workbook(
        tmp_path_factory.mktemp("figures") / "figures.xlsx", {"About": about, "Figures": [FIGURES, *rows]}
    )


@pytest.fixture(scope="module")
def january(figures: Path) -> Path:
    return build(figures.parent / "january.xlsx", [figures], "2010-01").path


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the Haringey sample, which has commentary."""
    return build(tmp_path_factory.mktemp("spoken") / "january.xlsx", [HARINGEY], "2010-01").path


def remarks(built: Built, code: str) -> list[tuple[str, str, str]]:
    return [(remark.part, remark.mark, remark.text) for remark in built.line(code).remarks]


def rules(built: Built) -> list[str]:
    return [problem.rule for problem in built.content.problems]


def with_words(folder: Path, figures: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A performance workbook with commentary beside the one with figures."""
    table = [("Code", "Period", "Part", "Text"), *rows]
    about = [("Item", "Text"), ("Authority", "Ashford Vale")]
    return performance_workbook(folder / "words.xlsx", {"About": about, "Commentary": table})


# Every line may be typed in


def test_every_line_has_a_cell_to_type_in_also_where_nothing_is_said(figures: Path, tmp_path: Path) -> None:
    built = build(tmp_path / "r.xlsx", [figures], "2010-01")
    (sheet,) = [one for one in built.layout.sheets if one.name == "Indicators"]
    codes = {row: str(cell.value) for (row, column), cell in sheet.cells.items() if column == 1 and cell.role == "code"}
    assert len(codes) == 4
    assert {row for (row, column), cell in sheet.cells.items() if cell.role == "input_text"} == set(codes)


# Carried on


def test_a_report_of_the_same_period_shows_what_was_typed(figures: Path, january: Path, tmp_path: Path) -> None:
    typed = typed_in(january, tmp_path / "typed.xlsx", {"NI 64": "Two lines\nof words.", "NI 59": " spaces stay  "})
    built = build(tmp_path / "again.xlsx", [figures, typed], "2010-01")
    assert remarks(built, "NI 64") == [("", "", "Two lines\nof words.")]
    assert remarks(built, "NI 59") == [("", "", " spaces stay  ")]
    assert remarks(built, "NI 60") == []


def test_a_later_report_says_of_which_period_the_words_are(figures: Path, january: Path, tmp_path: Path) -> None:
    typed = typed_in(january, tmp_path / "typed.xlsx", {"NI 64": f"{ACTIVITIES}\nAn audit."})
    february = build(tmp_path / "february.xlsx", [figures, typed], "2010-02")
    assert remarks(february, "NI 64") == [(ACTIVITIES, "Carried forward from Jan 2010:", "An audit.")]
    march = build(tmp_path / "march.xlsx", [figures, february.path], "2010-03")
    assert remarks(march, "NI 64") == [(ACTIVITIES, "Carried forward from Jan 2010:", "An audit.")]


def test_words_typed_above_carried_ones_are_new_and_take_their_place(
    figures: Path, january: Path, tmp_path: Path
) -> None:
    typed = typed_in(january, tmp_path / "typed.xlsx", {"NI 64": "Old."})
    february = build(tmp_path / "february.xlsx", [figures, typed], "2010-02").path
    newer = typed_in(february, tmp_path / "newer.xlsx", {"NI 64": "New.\nCarried forward from Jan 2010:\nOld."})
    again = build(tmp_path / "again.xlsx", [figures, newer], "2010-02")
    assert remarks(again, "NI 64") == [("", "", "New."), ("", "Carried forward from Jan 2010:", "Old.")]
    march = build(tmp_path / "march.xlsx", [figures, typed, newer], "2010-03")
    assert remarks(march, "NI 64") == [("", "Carried forward from Feb 2010:", "New.")]


def test_words_of_the_performance_workbook_take_the_place_of_carried_ones(
    figures: Path, january: Path, tmp_path: Path
) -> None:
    typed = typed_in(january, tmp_path / "typed.xlsx", {"NI 64": "Old.", "NI 65": "Old too."})
    words = with_words(tmp_path, figures, [("NI 64", "2010-02", ACTIVITIES, "New.")])
    built = build(tmp_path / "february.xlsx", [figures, words, typed], "2010-02")
    assert remarks(built, "NI 64") == [(ACTIVITIES, "", "New.")]
    assert remarks(built, "NI 65") == [("", "Carried forward from Jan 2010:", "Old too.")]


def test_a_report_of_a_later_period_or_another_authority_gives_no_words(
    figures: Path, january: Path, tmp_path: Path
) -> None:
    february = build(tmp_path / "february.xlsx", [figures], "2010-02").path
    typed = typed_in(february, tmp_path / "typed.xlsx", {"NI 64": "Later."})
    built = build(tmp_path / "r.xlsx", [figures, typed], "2010-01")
    assert remarks(built, "NI 64") == []
    assert "words of a later period" in rules(built)
    theirs = typed_in(january, tmp_path / "theirs.xlsx", {"NI 64": "Of somebody else."})
    built = build(tmp_path / "s.xlsx", [HARINGEY, theirs], "2010-01")
    assert "another authority" in rules(built)
    assert not [one for line in built.content.lines for one in line.remarks if "somebody else" in one.text]


# Parts and codes


@pytest.mark.parametrize("line", [ACTIVITIES, "CURRENT ACTIVITIES:", " current activities :", "Current Activities"])
def test_a_line_equal_to_the_name_of_a_part_starts_it(figures: Path, january: Path, tmp_path: Path, line: str) -> None:
    typed = typed_in(january, tmp_path / "typed.xlsx", {"NI 64": f"Before.\n{line}\nWithin.\n\nStill within."})
    built = build(tmp_path / "r.xlsx", [figures, typed], "2010-01")
    assert remarks(built, "NI 64") == [("", "", "Before."), (ACTIVITIES, "", "Within.\n\nStill within.")]


def test_a_sample_read_back_with_its_own_workbook_says_everything_once(spoken: Path, tmp_path: Path) -> None:
    first = build(tmp_path / "first.xlsx", [HARINGEY], "2010-01")
    again = build(tmp_path / "again.xlsx", [HARINGEY, spoken], "2010-01")
    assert [line.remarks for line in again.content.lines] == [line.remarks for line in first.content.lines]
    assert "two versions" not in rules(again)


def test_a_commentary_on_several_codes_stays_one_and_is_printed_once(spoken: Path, tmp_path: Path) -> None:
    february = build(tmp_path / "february.xlsx", [HARINGEY, spoken], "2010-02")
    assert february.line("NI 60").remarks == ()
    assert february.line("NI 60").remarks_stand_at == "NI 59"
    assert {remark.mark for remark in february.line("NI 59").remarks} == {"Carried forward from Jan 2010:"}
    own = typed_in(spoken, tmp_path / "own.xlsx", {"NI 60": "Of this one alone."})
    built = build(tmp_path / "own words.xlsx", [HARINGEY, own], "2010-02")
    assert remarks(built, "NI 60") == [("", "Carried forward from Jan 2010:", "Of this one alone.")]


def test_several_codes_may_be_typed_beside_one_comment(figures: Path, january: Path, tmp_path: Path) -> None:
    with opened(january, tmp_path / "typed.xlsx") as book:
        sheet = book["Indicators"]
        header, columns = header_of(sheet, "Code", "Commentary")
        row = next(row for row in range(header, sheet.max_row) if sheet.cell(row, 1).value == "NI 64")
        put_text(sheet, row, 1, "NI 65 and NI 64")
        put_text(sheet, row, columns["Commentary"], "Of both.")
    built = build(tmp_path / "r.xlsx", [figures, tmp_path / "typed.xlsx"], "2010-01")
    assert remarks(built, "NI 64") == [("", "", "Of both.")]
    assert built.line("NI 65").remarks_stand_at == "NI 64"


# Whatever was done to the sheet


def test_sorted_rows_moved_columns_and_inserted_rows_change_nothing(
    figures: Path, january: Path, tmp_path: Path
) -> None:
    long = "\n".join(f"Paragraph {number}. " + "word " * 60 for number in range(40)) + "\n" + "unbroken" * 500
    words = {"NI 59": long, "NI 64": "Short.", "NI 65": "word " * 900}
    typed = typed_in(january, tmp_path / "typed.xlsx", {"NI 59": "x", "NI 64": "Short.", "NI 65": "y"})
    table = with_words(tmp_path, figures, [(code, "2010-01", "", text) for code, text in words.items()])
    made = build(tmp_path / "made.xlsx", [figures, table], "2010-01").path
    with opened(made, tmp_path / "mixed.xlsx") as book:
        sheet = book["Indicators"]
        header, columns = header_of(sheet, "Code", "Commentary")
        chance = random.Random(4)
        rows_in_order(sheet, header + 1, sheet.max_row, lambda row: chance.random())
        column_moved(sheet, columns["Commentary"], 40)
        sheet.insert_rows(header + 3)
        sheet.insert_rows(2, amount=3)
        sheet.row_dimensions[header + 6].hidden = True
        sheet.auto_filter.ref = f"A{header + 3}:N40"
    built = build(tmp_path / "r.xlsx", [figures, tmp_path / "mixed.xlsx"], "2010-01")
    assert {code: remarks(built, code) for code in words} == {
        code: [("", "", text.strip())] for code, text in words.items()
    }
    assert typed.exists()


TEXTS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
        st.sampled_from(["=1+1", "+44 20", "@import", "http://x.org", "{=A1}", "”quoted“", "  ", "\u00a0", "-", "…"]),
        st.sampled_from([ACTIVITIES, "best practice:", "Ordinary line"]),
    ),
    min_size=1,
    max_size=12,
).map("\n".join)


@given(words=st.fixed_dictionaries(dict.fromkeys(("NI 59", "NI 64", "NI 65"), TEXTS)), seed=st.integers(0, 999))
@settings(max_examples=cases(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_comes_back_and_a_second_round_changes_nothing(
    figures: Path, january: Path, tmp_path: Path, words: dict[str, str], seed: int
) -> None:
    usable = {code: text for code, text in words.items() if can_be_typed(text)}
    typed = typed_in(january, tmp_path / "typed.xlsx", usable)
    with opened(typed, tmp_path / "sorted.xlsx") as book:
        sheet = book["Indicators"]
        header, _ = header_of(sheet, "Code", "Commentary")
        chance = random.Random(seed)
        rows_in_order(sheet, header + 1, sheet.max_row, lambda row: chance.random())
    first = build(tmp_path / "first.xlsx", [figures, tmp_path / "sorted.xlsx"], "2010-01")
    for code, text in usable.items():
        said = [line for remark in first.line(code).remarks for line in remark.text.split("\n")]
        names = {"currentactivities", "bestpractice"}
        lines = [one for one in text.split("\n") if "".join(filter(str.isalnum, one)).casefold() not in names]
        assert sorted(filter(str.strip, said)) == sorted(one for one in lines if one.strip())
    second = build(tmp_path / "second.xlsx", [figures, first.path], "2010-01")
    sheets = [next(one for one in built.layout.sheets if one.name == "Indicators") for built in (first, second)]
    assert sheets[0].as_text() == sheets[1].as_text()


def test_a_formula_that_somebody_typed_is_told_and_takes_nothing(figures: Path, january: Path, tmp_path: Path) -> None:
    with opened(january, tmp_path / "typed.xlsx") as book:
        sheet = book["Indicators"]
        header, columns = header_of(sheet, "Code", "Commentary")
        sheet.cell(header + 2, columns["Commentary"]).value = "=1+1"
    built = build(tmp_path / "r.xlsx", [figures, tmp_path / "typed.xlsx"], "2010-01")
    assert "error cell" in rules(built)
    assert not any(line.remarks for line in built.content.lines)


# Two versions


def test_two_peoples_words_are_both_shown_with_their_places(figures: Path, january: Path, tmp_path: Path) -> None:
    anna = typed_in(january, tmp_path / "anna.xlsx", {"NI 64": "Anna's.", "NI 65": "The same."})
    ben = typed_in(january, tmp_path / "ben.xlsx", {"NI 64": "Ben's.", "NI 65": "The  same."})
    built = build(tmp_path / "both.xlsx", [figures, anna, ben], "2010-01")
    cells = {one.file: read_report(read_book(tmp_path / one.file)) for one in built.content.problems if one.file}
    places = {name: str(found.commentary[0].place) for name, found in cells.items() if found.commentary}
    assert remarks(built, "NI 64") == [
        ("", f"Version in {places['anna.xlsx']}:", "Anna's."),
        ("", f"Version in {places['ben.xlsx']}:", "Ben's."),
    ]
    assert remarks(built, "NI 65") == [("", "", "The same.")]
    (problem,) = [one for one in built.content.problems if one.rule == "two versions"]
    assert problem.severity is Severity.WARNING
    assert "Anna's" not in problem.message
    again = build(tmp_path / "again.xlsx", [figures, anna, ben, built.path], "2010-01")
    assert remarks(again, "NI 64") == remarks(built, "NI 64")
    february = build(tmp_path / "february.xlsx", [figures, built.path], "2010-02")
    assert [mark.partition(", version in ")[0] for _, mark, _ in remarks(february, "NI 64")] == [
        "Carried forward from Jan 2010"
    ] * 2


def test_workbook_and_report_that_differ_are_both_shown(figures: Path, january: Path, tmp_path: Path) -> None:
    words = with_words(tmp_path, figures, [("NI 64", "2010-01", ACTIVITIES, "From the workbook.")])
    typed = typed_in(january, tmp_path / "typed.xlsx", {"NI 64": "Typed instead.", "NI 65": "Only here."})
    built = build(tmp_path / "r.xlsx", [figures, words, typed], "2010-01")
    said = {text: mark for _, mark, text in remarks(built, "NI 64")}
    assert said["From the workbook."] == "Version in words.xlsx, Commentary, row 2:"
    assert said["Typed instead."].startswith("Version in typed.xlsx, Indicators, ")
    assert remarks(built, "NI 65") == [("", "", "Only here.")]


def test_a_part_that_is_added_to_what_the_workbook_says_is_no_second_version(figures: Path, tmp_path: Path) -> None:
    words = with_words(tmp_path, figures, [("NI 64", "2010-01", EXPLANATION, "Why.")])
    made = build(tmp_path / "made.xlsx", [figures, words], "2010-01").path
    typed = typed_in(made, tmp_path / "typed.xlsx", {"NI 64": f"{EXPLANATION}\nWhy.\n\n{ACTIVITIES}:\nWhat."})
    built = build(tmp_path / "r.xlsx", [figures, words, typed], "2010-01")
    assert remarks(built, "NI 64") == [(EXPLANATION, "", "Why."), (ACTIVITIES, "", "What.")]


# Words without a place


def test_words_whose_code_is_unknown_are_kept_and_placed_when_it_is_corrected(
    figures: Path, january: Path, tmp_path: Path
) -> None:
    with opened(january, tmp_path / "typed.xlsx") as book:
        sheet = book["Indicators"]
        header, columns = header_of(sheet, "Code", "Commentary")
        for row, code, text in ((60, "NI 6X", "Lost?"), (61, None, "Nobody's?")):
            put_text(sheet, row, 1, code)
            put_text(sheet, row, columns["Commentary"], text)
    built = build(tmp_path / "february.xlsx", [figures, tmp_path / "typed.xlsx"], "2010-02")
    assert [(one.codes, one.text, one.place.cell[1:]) for one in built.content.unplaced] == [
        ("NI 6X", "Lost?", "60"),
        ("", "Nobody's?", "61"),
    ]
    assert rules(built).count("words not placed") == 2
    kept = build(tmp_path / "march.xlsx", [figures, built.path], "2010-03")
    assert [(one.text, one.period, str(one.place)) for one in kept.content.unplaced] == [
        (one.text, "Jan 2010", str(one.place)) for one in built.content.unplaced
    ]
    with opened(built.path, tmp_path / "corrected.xlsx") as book:
        sheet = book["Words not placed"]
        header, _ = header_of(sheet, "Code", "Commentary")
        put_text(sheet, header + 1, 1, "NI 64")
    placed = build(tmp_path / "placed.xlsx", [figures, tmp_path / "corrected.xlsx"], "2010-02")
    assert remarks(placed, "NI 64") == [("", "Carried forward from Jan 2010:", "Lost?")]
    assert [one.text for one in placed.content.unplaced] == ["Nobody's?"]


def test_figures_are_the_same_with_and_without_a_report(figures: Path, january: Path, tmp_path: Path) -> None:
    typed = typed_in(january, tmp_path / "typed.xlsx", {"NI 64": "Words."})
    alone, beside = (build(tmp_path / f"{len(more)}.xlsx", [figures, *more], "2010-01") for more in ([], [typed]))
    for one, other in zip(alone.content.lines, beside.content.lines, strict=True):
        assert (one.now, one.to_date, one.latest) == (other.now, other.to_date, other.latest)


# The length


def test_lengths_are_counted_where_the_plan_sets_a_limit(figures: Path, tmp_path: Path) -> None:
    from xlperf.definitions.load import load

    own = tmp_path / "own" / "reports"
    own.mkdir(parents=True)
    (own / "monthly.toml").write_text("length_limit = 1500\n", encoding="utf-8")
    long = "word " * 900
    words = with_words(tmp_path, figures, [("NI 64", "2010-01", "", long), ("NI 65", "2010-01", "", "Short.")])
    built = build(tmp_path / "r.xlsx", [figures, words], "2010-01", catalogue=load(tmp_path / "own"))
    (sheet,) = [one for one in built.layout.sheets if one.name == "Indicators"]
    lengths = {at: cell for at, cell in sheet.cells.items() if cell.formula.startswith("=LEN(")}
    assert len(lengths) == 4
    portions = portions_of(long.strip(), 68)
    assert max(float(str(cell.value)) for cell in lengths.values()) == sum(map(len, portions))
    (rule,) = [one for one in sheet.colour_rules if ">1500" in one.formula]
    assert rule.role == "rating_red"


# Other forms


def test_a_remark_carries_its_mark_above_its_words() -> None:
    assert Remark("", "Words.", "Carried forward from Jan 2010:").words == "Carried forward from Jan 2010:\nWords."
    assert Remark("", "Words.").words == "Words."


def test_the_words_of_a_board_paper_come_back_part_by_part(tmp_path: Path) -> None:
    sources = [SAMPLES / "bathnes_performance.xlsx"]
    first = build(tmp_path / "first.xlsx", sources, "2011/12 Q2", plan="board", dated=dt.date(2011, 11, 16))
    again = build(tmp_path / "again.xlsx", [*sources, first.path], "2011/12 Q2", plan="board")
    assert [line.remarks for line in again.content.lines] == [line.remarks for line in first.content.lines]
    assert again.content.unplaced == ()
    third = build(tmp_path / "third.xlsx", [*sources, first.path], "2011/12 Q3", plan="board")
    for before, after in zip(first.content.lines, third.content.lines, strict=True):
        assert [one.text for one in after.remarks] == [one.text for one in before.remarks]
        assert {one.mark for one in after.remarks} <= {"Carried forward from 2011/12 Q2:"}
