"""SSDA903 files become typed tables, known by their headings, whatever files and sheets are called."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest

from tests.support.ssda903_files import (
    EPISODES,
    HEADER,
    HEADINGS,
    REVIEWS,
    catalogue,
    csv_file,
    found,
    read,
    sound,
)
from xlperf.errors import UnreadableFile
from xlperf.period import Period
from xlperf.problem import Severity
from xlperf.returns.child_level.table import NO_DATE, day_of
from xlperf.returns.recognise import recognise
from xlperf.sheets.grid import Book, Grid

TABLES = {
    "header": "children",
    "episodes": "episodes",
    "reviews": "looked_after_reviews",
    "uasc": "uasc",
    "oc2": "oc2",
    "oc3": "oc3",
    "ad1": "adoption",
    "placed_for_adoption": "placed_for_adoption",
    "previous_permanence": "previous_permanence",
    "missing": "missing",
    "social_workers": "social_workers",
    "liberty": "deprivations_of_liberty",
}


@pytest.mark.parametrize(("name", "table"), TABLES.items())
def test_each_table_is_known_by_its_headings_and_not_by_the_name_of_its_file(name, table):
    book = csv_file(name, ["101" + "," * HEADINGS[name].count(",")], file="export 7.csv")
    assert recognise(book, catalogue()) == "ssda903"
    one = read(book)
    assert [known.name for known in one.lists] == [table]
    assert one.tables[table].rows.tolist() == [2]


def test_sound_files_have_no_problems_and_are_one_return():
    one = read(*sound())
    assert found(one) == []
    assert (one.kind, one.file, one.title) == ("ssda903", "header.csv, episodes.csv and reviews.csv", "SSDA903")
    assert {table.name: (table.file, table.sheet, len(table)) for table in one.lists} == {
        "children": ("header.csv", "header", 3),
        "episodes": ("episodes.csv", "episodes", 4),
        "looked_after_reviews": ("reviews.csv", "reviews", 3),
    }


def test_the_columns_of_episodes_have_the_names_that_measures_know():
    columns = read(*sound()).tables["episodes"].columns
    assert columns["child"].tolist() == ["101", "101", "102", "103"]
    assert [str(day_of(day)) for day in columns["started"]] == ["2024-05-03", "2026-01-06", "2025-07-14", "2026-02-09"]
    assert [day_of(day) for day in columns["ended"]] == [dt.date(2026, 1, 6), None, dt.date(2026, 2, 20), None]
    texts = ("reason_started", "legal_status", "need", "placement", "provider", "reason_ended", "reason_place_change")
    assert [columns[key][0] for key in texts] == ["S", "V2", "N1", "U6", "PR1", "X1", "CARPL"]
    assert columns["reason_ended"].tolist() == ["X1", "", "E4A", ""]
    assert columns["urn"].tolist() == ["SC1", "SC2", "SC3", "SC4"]


def test_the_children_are_those_of_the_header():
    columns = read(*sound()).tables["children"].columns
    assert columns["gender"].tolist() == ["M", "F", "M"]
    assert columns["ethnicity"].tolist() == ["WBRI", "ABAN", "NOBT"]
    assert day_of(columns["date_of_birth"][2]) == dt.date(2019, 12, 23)


def test_without_a_header_the_children_are_those_of_the_other_tables():
    one = read(csv_file("reviews", REVIEWS), csv_file("uasc", ["104,2,01/02/2010,01/02/2028"]))
    children = one.tables["children"]
    assert children.derived
    assert children.columns["child"].tolist() == ["101", "102", "103", "104"]
    assert children.columns["gender"].tolist() == ["", "", "", "F"]
    assert [place.file for place in children.places([0, 3])] == ["reviews.csv", "uasc.csv"]
    assert "children" not in [table.name for table in one.lists]


def test_a_workbook_with_a_sheet_for_each_table_is_the_same_return():
    grids = [replace(book.grids[0], name=f"Sheet{number}") for number, book in enumerate(sound())]
    dates = [
        [
            dt.datetime.strptime(cell, "%d/%m/%Y") if isinstance(cell, str) and cell.count("/") == 2 else cell
            for cell in row
        ]
        for row in grids[1].rows
    ]
    one = read(Book("903.xlsx", "xlsx", (grids[0], replace(grids[1], rows=dates), grids[2])))
    whole = read(*sound())
    for key in ("started", "ended", "placement"):
        assert one.tables["episodes"].columns[key].tolist() == whole.tables["episodes"].columns[key].tolist()
    # In a workbook a date that is text is worth a word; in csv there is nothing else.
    assert {problem.rule for problem in one.problems} == {"date kept as text"}
    assert {problem.sheet for problem in one.problems} == {"Sheet0", "Sheet2"}


def test_gender_is_found_under_its_newer_heading():
    headings = HEADINGS["header"].replace("SEX", "GENDER")
    assert read(csv_file("header", HEADER, headings)).tables["children"].columns["gender"].tolist() == ["M", "F", "M"]


def test_numbers_and_yes_or_no_are_read_from_text():
    lines = ["101,02/05/2012,12,,1,0,1,1,1,0,0,0", "102,11/06/2010,,SDQ2,0,1.0,0,0,1,0,0,1"]
    one = read(csv_file("oc2", lines))
    columns = one.tables["oc2"].columns
    assert columns["sdq_score"][0] == 12
    assert math.isnan(columns["sdq_score"][1])
    assert columns["convicted"].tolist() == ["yes", "no"]
    assert columns["health_check"].tolist() == ["no", "yes"]
    assert found(one) == []


def test_a_column_that_a_year_did_not_have_yet_is_noted_and_an_extra_one_is_not_missed():
    lines = [",".join(line.split(",")[:9] + line.split(",")[10:]) for line in EPISODES]
    headings = HEADINGS["episodes"].replace("REASON_PLACE_CHANGE,", "")
    (problem,) = read(csv_file("episodes", lines, headings)).problems
    assert (problem.severity, problem.message) == (Severity.NOTE, 'The list has no column "REASON_PLACE_CHANGE".')


def test_a_team_is_read_where_the_export_has_one():
    lines = [f"{line},Alder Team" for line in EPISODES]
    one = read(csv_file("episodes", lines, HEADINGS["episodes"] + ",Team"))
    assert set(one.tables["episodes"].columns["team"]) == {"Alder Team"}


def test_a_list_of_homes_is_no_return():
    headings = ["Local Authority", "URN", "Provider Type", "Setting Name", "Postcode Area", "Registration Date"]
    homes = Book("homes.xlsx", "xlsx", (Grid("Provider information", [headings, ["Ashcombe", "SC1", "Home"]]),))
    with pytest.raises(UnreadableFile, match=r"homes\.xlsx is no return that xlperf knows"):
        read(homes)


def test_every_table_that_somebody_may_ask_for_and_it_lacks_has_a_reason():
    one = read(*sound())
    for table in ("plans", "plan_reviews", "referrals", "single_assessments", "assessments", "looked_after", "posts"):
        reasons = [str(lack) for lack in one.lacks if table in lack.tables]
        assert len(reasons) == 1, table
        assert table not in one.tables


def test_a_period_outside_the_years_is_refused_with_what_to_do():
    one = read(*sound())
    assert one.gives(Period.parse("2025/26"), "flow") is None
    assert one.gives(Period.parse("2024/25"), "flow") == (
        "SSDA903 covers 1 Apr 2025 to 31 Mar 2026, so it cannot give 2024/25. "
        "Hand in the files of the other years too; they are read together."
    )


def test_blank_lines_are_no_records():
    one = read(csv_file("episodes", [EPISODES[0], "," * 12, EPISODES[1]]))
    assert one.tables["episodes"].rows.tolist() == [2, 4]
    assert NO_DATE in one.tables["episodes"].columns["ended"].tolist()
