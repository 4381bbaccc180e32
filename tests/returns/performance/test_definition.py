"""catalogue/returns/performance.toml is what the reader, the template and the page of reference have in common."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.support.reference_tables import columns_table, items_table
from xlperf.definitions import load
from xlperf.definitions.returns import ColumnDefinition, ItemDefinition, ReturnDefinition, TableDefinition
from xlperf.returns.marks import SYMBOLS

PAGE = (Path(__file__).parents[3] / "docs" / "performance-workbook.md").read_text(encoding="utf-8")
DEFINITION = load().returns["performance"]


@pytest.mark.parametrize("table", DEFINITION.tables, ids=lambda table: table.key)
def test_the_page_shows_every_sheet_as_it_is_defined(table: TableDefinition) -> None:
    assert f"### {table.name}\n\n{table.help}\n" in PAGE
    assert columns_table(table) in PAGE, f"write into docs/performance-workbook.md:\n{columns_table(table)}"
    if table.items:
        assert items_table(table) in PAGE, f"write into docs/performance-workbook.md:\n{items_table(table)}"


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_page_shows_every_symbol(symbol: str) -> None:
    assert f"`{symbol}`" in PAGE.casefold()


@pytest.mark.parametrize("table", DEFINITION.tables, ids=lambda table: table.key)
def test_every_column_that_needs_explaining_is_explained(table: TableDefinition) -> None:
    assert table.help
    unexplained = [column.key for column in table.columns if column.required and not column.help]
    assert unexplained in ([], ["date"])


def test_a_heading_may_stand_for_one_column_only() -> None:
    columns = (ColumnDefinition(key="a", heading="Code"), ColumnDefinition(key="b", heading="Ref", aliases=("code:",)))
    with pytest.raises(ValidationError, match='the heading "code:" stands for both "a" and "b"'):
        TableDefinition(key="t", name="T", columns=columns)


def test_a_key_may_be_used_once_only() -> None:
    columns = (ColumnDefinition(key="a", heading="Code"), ColumnDefinition(key="a", heading="Ref"))
    with pytest.raises(ValidationError, match='the key "a" is defined twice'):
        TableDefinition(key="t", name="T", columns=columns)


def test_an_item_may_have_one_name_only() -> None:
    items = (ItemDefinition(key="a", name="Title"), ItemDefinition(key="b", name="title"))
    with pytest.raises(ValidationError, match="the item"):
        TableDefinition(key="t", name="T", columns=(), items=items)


def test_a_sheet_may_hold_one_table_only() -> None:
    tables = tuple(TableDefinition(key=key, name="Figures", columns=()) for key in "ab")
    with pytest.raises(ValidationError, match='the sheet name "Figures" stands for both "a" and "b"'):
        ReturnDefinition(title="R", family="f", tables=tables)


def test_a_sheets_name_fits_into_excel() -> None:
    with pytest.raises(ValidationError, match="longer than 31 characters"):
        TableDefinition(key="t", name="T" * 32, columns=())


def test_other_spellings_belong_to_a_value() -> None:
    with pytest.raises(ValidationError, match='value_aliases names "B", which is not among values'):
        ColumnDefinition(key="a", heading="A", values={"A": "one"}, value_aliases={"B": ("two",)})


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="headng"):
        ColumnDefinition.model_validate({"key": "a", "heading": "A", "headng": "B"})


def test_tables_and_columns_are_found_by_key() -> None:
    assert DEFINITION.table("targets").column("target").heading == "Target"
    with pytest.raises(KeyError):
        DEFINITION.table("target")
    with pytest.raises(KeyError):
        DEFINITION.table("targets").column("code2")
