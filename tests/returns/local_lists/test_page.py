"""The page on the local lists shows the columns as they are defined."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.reference_tables import columns_table
from tests.support.ssda903_files import catalogue

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", ["assessments", "posts"])
def test_the_page_shows_the_columns_of_the_list(name):
    page = (ROOT / "docs" / "local-lists.md").read_text(encoding="utf-8")
    assert columns_table(catalogue().returns[name].tables[0]) in page


def test_the_page_on_ssda903_names_each_table_by_its_required_headings():
    page = (ROOT / "docs" / "ssda903.md").read_text(encoding="utf-8")
    for table in catalogue().returns["ssda903_2024"].tables:
        headings = ", ".join(column.heading for column in table.columns if column.required)
        assert f"| {headings} | `{table.key}` |" in page, table.key
