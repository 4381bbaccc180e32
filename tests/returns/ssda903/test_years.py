"""Which years a return covers, and how files of several years become one table."""

from __future__ import annotations

import datetime as dt
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.ssda903_files import EPISODES, HEADER, TODAY, changed, csv_file, found, read
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.problem import Severity
from xlperf.returns.child_level.table import NO_DATE, day_of
from xlperf.returns.ssda903.years import covered, financial_years

BEFORE = [
    "101,03/05/2024,S,V2,N1,U6,PR1,,,,AB1 1AA,AB2 2AA,SC1",
    "104,11/06/2024,S,V2,N1,U6,PR1,20/03/2025,E4A,,AB1 1AA,AB2 2AA,SC9",
]
"""What the file of 2024/25 held: child 101's episode was still open."""


def year_files(before=BEFORE, after=EPISODES):
    return csv_file("episodes", before, file="one.csv"), csv_file("episodes", after, file="two.csv")


def records(one, table="episodes"):
    """Return the records of a table in an order of their own, without what numbers children."""
    columns = {key: values for key, values in one.tables[table].columns.items() if key != "child number"}
    return sorted(zip(*(values.tolist() for values in columns.values()), strict=True))


# Which years


def test_a_financial_year_begins_on_1_april():
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2026, 1, 1), date(1999, 12, 31), date(1970, 1, 1)]
    assert financial_years(np.array([day.toordinal() for day in days], np.int32)).tolist() == [
        2024,
        2025,
        2025,
        1999,
        1969,
    ]


def test_the_file_of_one_year_covers_that_year():
    one = read(csv_file("episodes", EPISODES))
    assert (one.covers, one.as_at) == ((date(2025, 4, 1), date(2026, 3, 31)), date(2026, 2, 20))


def test_the_files_of_two_years_cover_both():
    one = read(*year_files())
    assert one.covers == (date(2024, 4, 1), date(2026, 3, 31))
    assert one.gives(Period.parse("2024/25"), "flow") is None


def test_one_file_of_several_years_covers_them_from_the_first_in_which_an_episode_ended():
    assert read(csv_file("episodes", [*BEFORE[1:], *EPISODES])).covers == (date(2024, 4, 1), date(2026, 3, 31))


def test_a_year_that_is_missing_between_two_is_said_and_what_lies_before_it_is_not_covered():
    earlier = [line.replace("/2024", "/2023").replace("/2025", "/2024") for line in BEFORE[1:]]
    one = read(*year_files(before=earlier))
    assert one.covers == (date(2025, 4, 1), date(2026, 3, 31))
    (problem,) = [problem for problem in one.problems if problem.rule == "year missing"]
    assert "the episodes of 2024/25 are missing" in problem.message


def test_a_year_that_is_not_over_is_covered_up_to_its_newest_day():
    one = read(csv_file("episodes", EPISODES), today=date(2026, 3, 2))
    assert one.covers == (date(2025, 4, 1), date(2026, 2, 20))


def test_a_wrong_clock_does_not_shorten_a_return():
    one = read(csv_file("episodes", EPISODES), today=date(2020, 1, 1))
    assert one.covers == (date(2025, 4, 1), date(2026, 3, 31))


def test_a_date_or_two_of_another_year_are_slips_of_the_pen():
    many = [f"{number},03/05/2025,S,V2,N1,U6,PR1,06/01/2026,E8,,,," for number in range(100)]
    many += ["900,01/05/2007,S,V2,N1,U6,PR1,06/06/2007,E8,,,,", "901,01/05/2026,S,V2,N1,U6,PR1,,,,,,"]
    one = read(csv_file("episodes", many))
    assert one.covers == (date(2025, 4, 1), date(2026, 3, 31))
    assert [(problem.cell, problem.rule) for problem in one.problems] == [("B103", "date in the future")]


def test_without_a_date_nothing_is_covered():
    one = read(csv_file("episodes", ["101,,S,V2,N1,U6,PR1,,,,,,"]))
    assert (one.covers, one.as_at) == (None, None)
    assert one.gives(Period.parse("2025/26"), "flow") == (
        "SSDA903 holds no dates, so nobody can say which period it is of."
    )


def test_the_years_up_to_the_last_without_a_gap_are_covered():
    whole = ((date(2024, 4, 1), date(2026, 3, 31)), ())
    assert covered([2025, 2024], date(2026, 2, 20), TODAY) == whole
    assert covered([2021, 2024, 2025], date(2026, 2, 20), TODAY) == (whole[0], (2022, 2023))


# Joining


def test_an_episode_that_is_open_in_one_year_and_closed_in_the_next_is_one():
    one = read(*year_files())
    episodes = one.tables["episodes"]
    assert len(episodes) == 5
    of_101 = [position for position, child in enumerate(episodes.columns["child"]) if child == "101"]
    assert [day_of(episodes.columns["ended"][position]) for position in of_101] == [date(2026, 1, 6), None]
    (note,) = [problem for problem in one.problems if problem.rule == "records merged"]
    assert note.severity is Severity.NOTE
    assert note.message == (
        "1 record of an earlier file stands in a later file too and is read once. 1 of them in a later state, "
        "which is read."
    )


def test_the_later_year_wins_in_whatever_order_the_files_are_named():
    assert records(read(*year_files())) == records(read(*reversed(year_files())))


def test_exact_duplicates_of_two_files_are_read_once_and_said():
    one = read(*year_files(before=EPISODES))
    assert len(one.tables["episodes"]) == 4
    assert [problem.message for problem in one.problems] == [
        "4 records of earlier files stand in a later file too and are read once."
    ]


def test_an_episode_of_a_few_hours_stays_beside_a_second_one_of_the_same_day():
    short = "101,03/05/2024,S,V2,N1,T4,PR1,03/05/2024,X1,,,,"
    one = read(*year_files(before=[short, *BEFORE]))
    assert [line[7] for line in records(one) if line[0] == "101"][:1] == [date(2024, 5, 3).toordinal()]
    assert len(one.tables["episodes"]) == 6


def test_an_episode_open_in_one_year_that_the_next_does_not_hold_is_said():
    one = read(*year_files(after=EPISODES[2:]))
    (problem,) = [problem for problem in one.problems if problem.rule == "open episode not in the next year"]
    assert (problem.file, problem.cell) == ("one.csv", "H2")


def test_every_record_knows_the_file_and_row_from_which_it_is():
    one = read(*year_files())
    episodes = one.tables["episodes"]
    rows = CountedRows(episodes, 5, lambda: np.arange(5))
    assert [(row.file, row.sheet, row.row) for row in rows] == [
        ("one.csv", "one", 3),
        ("two.csv", "two", 2),
        ("two.csv", "two", 3),
        ("two.csv", "two", 4),
        ("two.csv", "two", 5),
    ]
    kept = episodes.taking(episodes.columns["child"] == "102")
    assert [(row.file, row.row) for row in kept.places(np.arange(1))] == [("two.csv", 4)]


def test_a_problem_of_a_joined_table_stands_in_the_file_where_the_cell_is():
    before = ["104,11/06/2024,S,V2,N1,U6,PR1,20/05/2024,E4A,,,,", "105,11/06/2024,S,V2,N1,U6,PR1,20/03/2025,E4A,,,,"]
    one = read(*year_files(before=before, after=changed(EPISODES, 3, 8, "13/07/2025")))
    wrong = [place for place in found(one) if place[2] == "episode ends before it starts"]
    assert wrong == [("one.csv", "H2", wrong[0][2]), ("two.csv", "H4", wrong[0][2])]


def test_a_row_of_another_file_is_named_with_its_file():
    overlapping = ["102,01/02/2025,S,C1,N5,K2,PR4,01/09/2025,X1,,,,"]
    one = read(*year_files(before=[*BEFORE[1:], *overlapping]))
    (problem,) = [problem for problem in one.problems if problem.rule == "overlapping episodes"]
    assert (problem.file, problem.cell) in {("one.csv", "B3"), ("two.csv", "B4")}
    assert "row 3 of one.csv" in problem.message


def test_of_a_child_in_two_headers_the_one_named_last_is_right():
    later = changed(HEADER, 1, 4, "MWBC")
    one = read(csv_file("header", HEADER, file="a.csv"), csv_file("header", later[:1], file="b.csv"))
    children = one.tables["children"].columns
    assert sorted(zip(children["child"], children["ethnicity"], strict=True)) == [
        ("101", "MWBC"),
        ("102", "ABAN"),
        ("103", "NOBT"),
    ]


def test_a_column_that_one_year_lacks_is_blank_in_its_records():
    from tests.support.ssda903_files import HEADINGS

    short = [",".join(line.split(",")[:9]) for line in BEFORE]
    headings = ",".join(HEADINGS["episodes"].split(",")[:9])
    one = read(csv_file("episodes", short, headings, "one.csv"), csv_file("episodes", EPISODES, file="two.csv"))
    assert one.tables["episodes"].columns["urn"].tolist() == ["", "SC1", "SC2", "SC3", "SC4"]


# A year's episodes split over two files


DAYS = st.dates(date(2025, 4, 1), date(2026, 3, 31))


@st.composite
def episodes_of_a_year(draw: st.DrawFn) -> list[str]:
    """Draw episodes of which no two of a child begin on one day; some are open."""
    starts = draw(st.lists(st.tuples(st.integers(1, 6), DAYS), unique=True, min_size=1, max_size=25))
    lines = []
    for child, start in starts:
        end = draw(st.none() | st.dates(start, date(2026, 3, 31)))
        reason = draw(st.sampled_from("SLPTBU"))
        ended = f"{end:%d/%m/%Y}" if end else ""
        lines.append(f"{child},{start:%d/%m/%Y},{reason},C2,N1,U4,PR1,{ended},{'X1' if end else ''},,,,")
    return lines


@settings(deadline=None, max_examples=60)
@given(episodes_of_a_year(), st.data())
def test_a_year_split_over_two_files_is_the_same_table(lines, data):
    first = data.draw(st.lists(st.booleans(), min_size=len(lines), max_size=len(lines)))
    halves = [[line for line, here in zip(lines, first, strict=True) if here is side] for side in (True, False)]
    split = read(*(csv_file("episodes", half, file=f"{number}.csv") for number, half in enumerate(halves)))
    assert records(split) == records(read(csv_file("episodes", lines)))


@settings(deadline=None, max_examples=60)
@given(episodes_of_a_year(), DAYS)
def test_what_was_open_at_a_cut_off_day_is_told_once_with_its_later_end(lines, cut_off):
    """A file handed in on a day, and the year's: the first holds what had begun, open where it had not ended yet."""

    def of(text: str) -> date:
        return dt.datetime.strptime(text, "%d/%m/%Y").date()

    early = []
    for line in lines:
        cells = line.split(",")
        if of(cells[1]) > cut_off:
            continue
        if cells[7] and of(cells[7]) > cut_off:
            cells[7:9] = ["", ""]
        early.append(",".join(cells))
    files = csv_file("episodes", early, file="early.csv"), csv_file("episodes", lines, file="year.csv")
    assert records(read(*files)) == records(read(csv_file("episodes", lines)))


@pytest.mark.parametrize("blank", ["", "31/02/2025"])
def test_records_without_a_start_are_never_taken_for_one_another(blank):
    lines = [f"101,{blank},S,V2,N1,U6,PR1,06/01/2026,E8,,,,"]
    one = read(
        csv_file("episodes", lines, file="one.csv"),
        csv_file("episodes", [lines[0].replace("06/01/2026", "07/01/2026")], file="two.csv"),
    )
    assert len(one.tables["episodes"]) == 2
    assert (one.tables["episodes"].columns["started"] <= NO_DATE).all()
