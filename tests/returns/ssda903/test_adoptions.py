"""The table of adoptions, put together from decisions and episodes."""

from __future__ import annotations

import pytest

from tests.support.ssda903_files import csv_file, read
from xlperf.returns.child_level.table import day_of

BLANK = "-"

CASES = {
    "decided, placed and adopted": (
        ["201,01/02/2019,10/01/2025,,"],
        ["P,E1,U6,05/01/2024,20/03/2025,X1", "P,E1,A6,20/03/2025,15/12/2025,E11"],
        [("2025-01-10", "2025-03-20", "2025-12-15", BLANK)],
    ),
    "decided, not placed yet": (
        ["201,01/02/2019,10/01/2026,,"],
        ["P,E1,U6,05/01/2024,,"],
        [("2026-01-10", BLANK, BLANK, BLANK)],
    ),
    "the decision was reversed": (
        ["201,01/02/2019,10/01/2025,09/06/2025,RD3"],
        ["P,E1,U6,05/01/2024,,"],
        [("2025-01-10", BLANK, BLANK, "2025-06-09")],
    ),
    "the first of several placements for adoption counts": (
        ["201,01/02/2019,10/01/2025,,"],
        ["P,E1,A4,20/03/2025,01/06/2025,X1", "P,E1,A6,01/06/2025,15/12/2025,E12"],
        [("2025-01-10", "2025-03-20", "2025-12-15", BLANK)],
    ),
    "with the foster carer who adopts": (
        ["201,01/02/2019,10/01/2025,,"],
        ["T,E1,A5,10/01/2025,15/12/2025,E11"],
        [("2025-01-10", "2025-01-10", "2025-12-15", BLANK)],
    ),
    "placed a day before the one decision": (
        ["201,01/02/2019,10/01/2025,,"],
        ["P,E1,A6,09/01/2025,,"],
        [("2025-01-10", "2025-01-09", BLANK, BLANK)],
    ),
    "a second decision after the first was reversed": (
        ["201,01/02/2019,10/01/2024,01/09/2024,RD1", "201,01/02/2019,10/01/2025,,"],
        ["P,E1,A6,01/03/2024,01/09/2024,X1", "P,E1,A6,01/05/2025,15/12/2025,E11"],
        [("2024-01-10", "2024-03-01", BLANK, "2024-09-01"), ("2025-01-10", "2025-05-01", "2025-12-15", BLANK)],
    ),
    "a placement before the second decision belongs to the first": (
        ["201,01/02/2019,10/01/2024,01/09/2024,RD1", "201,01/02/2019,10/01/2026,,"],
        ["P,E1,A6,01/03/2024,01/09/2024,X1", "P,E1,U6,01/09/2024,,"],
        [("2024-01-10", "2024-03-01", BLANK, "2024-09-01"), ("2026-01-10", BLANK, BLANK, BLANK)],
    ),
    "adopted, and no decision among the records": (
        [],
        ["P,E1,A6,01/05/2025,15/12/2025,E11"],
        [(BLANK, "2025-05-01", "2025-12-15", BLANK)],
    ),
    "left care in another way": ([], ["P,E1,A6,01/05/2025,15/12/2025,E4A"], []),
}


def episode(text):
    reason, status, placement, start, end, why = text.split(",")
    return f"201,{start},{reason},{status},N1,{placement},PR1,{end},{why},,,,"


@pytest.mark.parametrize("case", CASES)
def test_who_was_decided_on_placed_and_adopted(case):
    decisions, episodes, expected = CASES[case]
    one = read(
        csv_file("placed_for_adoption", decisions or ["299,01/01/2020,,,"]),
        csv_file("episodes", [episode(text) for text in episodes]),
    )
    table = one.tables["adoptions"]
    days = [table.columns[key].tolist() for key in ("decided", "placed", "adopted", "reversed")]
    found = [tuple(str(day_of(day) or BLANK) for day in line) for line in zip(*days, strict=True)]
    assert [line for line, child in zip(found, table.columns["child"], strict=True) if child == "201"] == expected


def test_a_derived_record_stands_where_the_decision_or_else_the_end_stands():
    one = read(
        csv_file("placed_for_adoption", ["201,01/02/2019,10/01/2025,,"]),
        csv_file("episodes", [f"{child},01/05/2025,P,E1,N1,A6,PR1,15/12/2025,E11,,,," for child in (202, 201)]),
    )
    table = one.tables["adoptions"]
    assert table.derived
    assert table.columns["child"].tolist() == ["201", "202"]
    assert [(place.file, place.row) for place in table.places([0, 1])] == [
        ("placed_for_adoption.csv", 2),
        ("episodes.csv", 2),
    ]
    assert [known.name for known in one.lists] == ["episodes", "placed_for_adoption"]
