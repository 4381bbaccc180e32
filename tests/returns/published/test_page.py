"""docs/comparators.md names every published table, what it gives, and the words under Group."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlperf.definitions.load import load
from xlperf.definitions.returns import TableDefinition
from xlperf.returns.performance.roles import role_of_group

PAGE = (Path(__file__).parents[3] / "docs" / "comparators.md").read_text(encoding="utf-8")
TABLES = [table for one in load().returns.values() if one.family == "published" for table in one.tables]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_the_page_names_the_table_with_what_it_gives_and_its_headings(table: TableDefinition) -> None:
    needed = ", ".join(column.heading for column in table.columns if column.required)
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {table.name} |"))
    assert row.endswith(f"| {needed} |")
    assert all(f"{column.gives} ({column.heading})" in row for column in table.columns if column.gives)


def test_the_page_names_no_table_that_is_not_there() -> None:
    part = PAGE.split("## Published tables")[1].split("\n## ")[0]
    named = [line.split(" | ")[0].removeprefix("| ") for line in part.splitlines() if line.startswith("| ")][1:]
    assert sorted(named) == sorted(table.name for table in TABLES)


def test_every_group_on_the_page_is_read_as_what_it_is_said_to_be() -> None:
    roles = {
        "England": "England",
        "region": "region",
        "statistical neighbours": "neighbour",
        "authorities": "authority",
    }
    for group, role in roles.items():
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| {group} |"))
        others = row.split(" | ")[1].replace(", or a region's name", "").split(", ")
        assert {role_of_group(word) for word in (group, *others)} == {role}


def test_every_choice_of_the_sheet_is_a_group() -> None:
    column = load().returns["performance"].table("comparators").column("group")
    assert all(role_of_group(choice) for choice in column.choices)
