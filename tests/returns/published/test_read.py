from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.councils import council_folder
from tests.support.published_files import (
    ASHMERE,
    BYTE_ORDER_MARK,
    CRANMOOR,
    CRANMOOR_RECODED,
    D1,
    D3,
    DUNMOOR,
    ESTIMATES,
    KESTREL_NEW,
    KESTREL_OLD,
    NORTHBROOK,
    children,
    place,
    plans,
    write_csv,
    write_idaci,
    write_neighbours,
)
from xlperf.definitions.load import load
from xlperf.errors import UnreadableFile
from xlperf.period import Period
from xlperf.returns.published import Place, Places, Published, read_published
from xlperf.returns.published.values import vintage_in, vintage_order
from xlperf.returns.recognise import recognise
from xlperf.symbols import Missing
from xlperf.workbook.read import read_book

RATE, NUMBER = "plan_rate", "plan_number"


def read(path: Path) -> Published:
    book = read_book(path)
    assert recognise(book, load()) == "published"
    return read_published(book, load())


def cells(found: Published, indicator: str) -> list[tuple[str, str, float | Missing | None]]:
    """Return area, year and number (or why there is none) of every value of an indicator."""
    return [
        (one.place.name, str(one.period), one.stated.value if one.stated.missing is None else one.stated.missing)
        for one in found.values
        if one.indicator == indicator
    ]


@pytest.mark.parametrize("mark", ["", BYTE_ORDER_MARK])
def test_a_table_gives_a_number_for_each_area_year_and_indicator(tmp_path: Path, mark: str) -> None:
    rows = [
        plans("2024", "England", 49900, 41.6),
        plans("2024", "E12000004", 3870, "38.1"),
        plans("2024", NORTHBROOK, 228, 38),
        plans("2023", NORTHBROOK, 277, 46.8),
    ]
    found = read(write_csv(tmp_path / "any name.csv", D1, rows, mark))
    assert cells(found, RATE) == [
        ("England", "2023/24", 41.6),
        ("East Midlands", "2023/24", 38.1),
        ("Northbrook", "2023/24", 38.0),
        ("Northbrook", "2022/23", 46.8),
    ]
    assert [number for _, _, number in cells(found, NUMBER)] == [49900, 3870, 228, 277]
    assert found.values[-1].place == Place("authority", "Northbrook", "E06000701", "701", "E12000004")
    assert (found.problems, found.covers, found.sheets[0].rows) == ((), "2022/23 to 2023/24", 4)


def test_symbols_are_reasons_and_a_blank_is_nothing(tmp_path: Path) -> None:
    symbols = ["c", "x", "z", "low", ":", "u", "-", ".", "k", "~", "[c]"]
    rows = [plans(str(2000 + row), NORTHBROOK, "", symbol) for row, symbol in enumerate(symbols)]
    found = read(write_csv(tmp_path / "d1.csv", D1, [*rows, plans("2020", NORTHBROOK, "", "")]))
    c, x, z, low = Missing.CONFIDENTIAL, Missing.NOT_AVAILABLE, Missing.NOT_APPLICABLE, Missing.LOW
    assert [number for _, _, number in cells(found, RATE)] == [c, x, z, low, x, x, x, z, low, low, c]
    assert cells(found, NUMBER) == []
    assert found.problems == ()


def test_percentages_are_written_0_to_100_and_kept_as_fractions(tmp_path: Path) -> None:
    row = ("202324", "Financial year", "Local authority", *place(NORTHBROOK), 400, 92, "23")
    found = read(write_csv(tmp_path / "d3.csv", D3, [row, ("202223", *row[1:-1], "0.4")]))
    assert cells(found, "second_or_subsequent_plans") == [
        ("Northbrook", "2023/24", 0.23),
        ("Northbrook", "2022/23", 0.004),
    ]


@pytest.mark.parametrize(
    ("time", "kind", "year"),
    [
        ("2024", "Reporting year", "2023/24"),
        ("202324", "Financial year", "2023/24"),
        ("2023-24", "", "2023/24"),
        ("199900", "Financial year", "1999/00"),
        ("2024.0", "Reporting year", "2023/24"),
    ],
)
def test_times_are_years_to_march(tmp_path: Path, time: str, kind: str, year: str) -> None:
    row = (time, kind, *plans("2024", NORTHBROOK, 1, 2)[2:])
    assert cells(read(write_csv(tmp_path / "d1.csv", D1, [row])), RATE) == [("Northbrook", year, 2.0)]


@pytest.mark.parametrize(("time", "kind"), [("202325", "Financial year"), ("202324", "Academic year"), ("soon", "")])
def test_another_time_is_told_and_left_out(tmp_path: Path, time: str, kind: str) -> None:
    row = (time, kind, *plans("2024", NORTHBROOK, 1, 2)[2:])
    found = read(write_csv(tmp_path / "d1.csv", D1, [row, plans("2024", ASHMERE, 3, 4)]))
    assert cells(found, RATE) == [("Ashmere", "2023/24", 4.0)]
    (problem,) = found.problems
    assert (problem.cell, problem.rule) == ("A2", "unknown time")
    assert time in problem.message


def test_only_rows_of_all_plans_and_of_areas_that_are_compared_count(tmp_path: Path) -> None:
    rows = [
        plans("2024", NORTHBROOK, 10, 5.0, "Neglect"),
        plans("2024", NORTHBROOK, 228, 38),
        ("2024", "Reporting year", "Local authority district", *place(ASHMERE), "Child Protection Plans", 1, 2, 3),
    ]
    assert cells(read(write_csv(tmp_path / "d1.csv", D1, rows)), RATE) == [("Northbrook", "2023/24", 38.0)]


def test_what_is_no_number_or_stands_twice_is_told(tmp_path: Path) -> None:
    rows = [
        plans("2024", NORTHBROOK, 228, 38),
        plans("2024", NORTHBROOK, 229, 39),
        plans("2024", ASHMERE, 10, "many"),
        plans("2024", DUNMOOR, 10, -1),
    ]
    found = read(write_csv(tmp_path / "d1.csv", D1, rows))
    assert cells(found, RATE) == [("Northbrook", "2023/24", 38.0)]
    assert [one.rule for one in found.problems] == ["given twice", "given twice", "not a number", "negative"]


def test_the_same_problem_in_every_row_is_told_a_few_times(tmp_path: Path) -> None:
    rows = [plans("2024", NORTHBROOK._replace(number=f"{n}"), 1, "many") for n in range(100, 200)]
    assert len(read(write_csv(tmp_path / "d1.csv", D1, rows)).problems) == 21


def test_a_number_of_an_authority_that_was_read_carelessly_is_put_right(tmp_path: Path) -> None:
    careless = NORTHBROOK._replace(number="701.0")
    (value,) = read(write_csv(tmp_path / "d1.csv", D1, [plans("2024", careless, "", 38)])).values
    assert value.place.number == "701"


def test_populations_are_those_of_all_children(tmp_path: Path) -> None:
    rows = [
        children("2023", NORTHBROOK, 60058),
        children("2023", NORTHBROOK, 12000, "Children aged 0 to 4 years"),
        children("2022", NORTHBROOK, "x"),
        children("2021", "England", 11998646),
    ]
    found = read(write_csv(tmp_path / "estimates.csv", ESTIMATES, rows, BYTE_ORDER_MARK))
    assert [(one.place.name, one.year, one.number, one.ages) for one in found.populations] == [
        ("Northbrook", 2023, 60058, "0-17"),
        ("England", 2021, 11998646, "0-17"),
    ]
    assert found.covers == "mid-2021 to mid-2023"


def test_neighbours_have_an_order_and_a_vintage_and_are_not_mutual(tmp_path: Path) -> None:
    path = write_neighbours(
        tmp_path / "Neighbours_April_2021.csv",
        [(NORTHBROOK, [ASHMERE, KESTREL_OLD]), (ASHMERE, [DUNMOOR]), (KESTREL_OLD, [])],
    )
    found = read(path)
    first = found.groups[0]
    assert (first.place.number, first.vintage, len(first.members)) == ("701", "April 2021", 10)
    assert [(one.number, one.name) for one in first.members[:3]] == [
        ("702", "Ashmere"),
        ("705", "Kestrelford"),
        ("801", ""),
    ]
    assert NORTHBROOK.number not in [one.number for one in found.groups[1].members]
    assert found.covers == "April 2021"


def test_neighbours_without_a_vintage_are_told(tmp_path: Path) -> None:
    found = read(write_neighbours(tmp_path / "neighbours.csv", [(NORTHBROOK, [ASHMERE])]))
    assert [one.rule for one in found.problems] == ["no vintage"]


def test_a_vintage_is_read_off_a_name_and_ordered() -> None:
    assert vintage_in("New_Statistical_Neighbour_Groupings_April_2021.csv") == "April 2021"
    assert vintage_in("SN groups 2025.xlsx") == "2025"
    assert vintage_in("neighbours.csv") == ""
    assert sorted(["May 2025", "", "April 2021", "2025"], key=vintage_order) == ["", "April 2021", "2025", "May 2025"]


def test_the_index_of_deprivation_is_a_fraction_of_children(tmp_path: Path) -> None:
    found = read(write_idaci(tmp_path / "indices.xlsx", [(NORTHBROOK, 0.253), (ASHMERE, 1.0)]))
    assert cells(found, "children_in_low_income_families") == [
        ("Northbrook", "2019/20", 0.253),
        ("Ashmere", "2019/20", 1.0),
    ]
    assert [sheet.sheet for sheet in found.sheets] == ["IDACI"]


REVIEWS = """
title = "Plan reviews"
family = "published"

[[tables]]
key = "d6"
name = "D6"
title = "DfE, D6"
columns = [
    { key = "time_period", heading = "time_period", required = true },
    { key = "geographic_level", heading = "geographic_level", required = true },
    { key = "new_la_code", heading = "new_la_code" },
    { key = "la_name", heading = "la_name" },
    { key = "characteristic", heading = "characteristic", keeps = ["Total"] },
    { key = "share", heading = "reviewed_percent", required = true, gives = "NI 67" },
]
"""


def test_a_council_adds_a_table_with_one_file(tmp_path: Path) -> None:
    headings = ("time_period", "geographic_level", "new_la_code", "la_name", "characteristic", "reviewed_percent")
    rows = [
        ("202324", "Local authority", "E06000701", "Northbrook", "Total", "93.1"),
        ("202324", "Local authority", "E06000701", "Northbrook", "Girls", "91"),
        ("202324", "National", "", "", "total", "89"),
    ]
    path = write_csv(tmp_path / "reviews.csv", headings, rows)
    ours = load(council_folder(tmp_path, {"returns/published_reviews.toml": REVIEWS}))
    found = read_published(read_book(path), ours)
    assert cells(found, "plan_reviews_on_time") == [("Northbrook", "2023/24", 0.931), ("England", "2023/24", 0.89)]


def test_what_is_no_published_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_published(read_book(write_csv(tmp_path / "a.csv", ("one", "two"), [(1, 2)])), load())


def test_places_are_one_by_their_number_and_never_by_a_name_that_two_have_had() -> None:
    def of(*councils: tuple[str, str, str]) -> Places:
        return Places.of(Place("authority", name, code, number) for name, number, code in councils)

    known = of(*((one.name, one.number, one.code) for one in (CRANMOOR, CRANMOOR_RECODED, KESTREL_OLD, KESTREL_NEW)))
    assert known.find("Cranmoor") == known.find("", "E10000707") == known.find("", "e06000707") == "707"
    assert known.find("707.0") == known.find("any name", "707") == "707"
    assert known.find("Kestrelford") is None
    assert known.is_shared("kestrelford")
    assert (known.find("Kestrelford", "E10000705"), known.find("Kestrelford", "E06000706")) == ("705", "706")
    assert known.find("Cranmoor", "E06000999") is None, "a code that is wrong is not put right by a name"
    assert known.find("Nowhere") is None


def test_every_column_that_gives_something_gives_an_indicator() -> None:
    catalogue = load()
    published = [one for one in catalogue.returns.values() if one.family == "published"]
    giving = [column for one in published for table in one.tables for column in table.columns if column.gives]
    assert {column.gives for column in giving} >= {"EI&ISS PM04", "CP number", "NI 65", "IDACI"}
    assert [
        column.gives for column in giving if catalogue.find(column.gives, Period.parse("2023/24").last_day) is None
    ] == []


def test_reading_loads_neither_pandas_nor_numpy(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "d1.csv", D1, [plans("2024", NORTHBROOK, 228, 38)])
    code = (
        "import sys; from pathlib import Path; from xlperf.definitions.load import load;"
        "from xlperf.journey.inputs import read_inputs;"
        f"read_inputs([Path({str(path)!r})], load()); print(*sorted({{'pandas', 'numpy'}} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""
