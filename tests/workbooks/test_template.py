"""The empty performance workbook has a sheet and a table for everything that is defined, and nothing filled in."""

from __future__ import annotations

from collections.abc import Iterator

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.recipes import TEMPLATE, template
from xlperf.definitions.load import load
from xlperf.definitions.returns import ReturnDefinition
from xlperf.returns.performance import is_performance, read_performance
from xlperf.workbook.read import read_book

DEFINITION: ReturnDefinition = load().returns["performance"]
FILLED_IN = [table for table in DEFINITION.tables if not table.items]


@pytest.fixture(scope="module")
def book() -> Iterator[Workbook]:
    book = openpyxl.load_workbook(TEMPLATE)
    yield book
    book.close()


def _headings(sheet: Worksheet) -> list[object]:
    return [cell.value for cell in sheet[1]]


def _help_of(sheet: Worksheet, cell: str) -> str:
    rules = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
    return "\n".join(f"{rule.promptTitle}: {rule.prompt}" for rule in rules)


def _choices_of(sheet: Worksheet, heading: str) -> str:
    letter = sheet.cell(1, _headings(sheet).index(heading) + 1).column_letter
    rules = [rule for rule in sheet.data_validations.dataValidation if f"{letter}2" in rule.sqref]
    return str(rules[0].formula1)


def test_the_template_has_a_help_sheet_and_one_sheet_for_each_table(book: Workbook) -> None:
    assert book.sheetnames == [template.HELP, *(table.name for table in DEFINITION.tables)]


def test_the_template_is_read_as_an_empty_performance_workbook() -> None:
    book = read_book(TEMPLATE, number_formats=True)
    assert book.problems == ()
    assert is_performance(book, load())
    workbook = read_performance(book, load())
    assert workbook.problems == ()
    assert not workbook.about
    assert not workbook.listed
    assert not workbook.figures
    assert not workbook.commentary


@pytest.mark.parametrize("table", DEFINITION.tables, ids=lambda table: table.key)
def test_each_table_has_its_headings_frozen_and_is_a_native_table(book: Workbook, table) -> None:
    sheet = book[table.name]
    headings = _headings(sheet)
    assert {column.heading for column in table.columns} <= set(headings)
    assert sheet.freeze_panes in {"A2", "B2"}
    (native,) = sheet.tables.values()
    assert native.ref.startswith("A1:")
    assert [column.name for column in native.tableColumns] == headings
    assert not sheet.merged_cells.ranges
    assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("table", FILLED_IN, ids=lambda table: table.key)
def test_no_row_of_the_template_is_filled_in(book: Workbook, table) -> None:
    rows = list(book[table.name].iter_rows(min_row=2, values_only=True))
    assert len(rows) == template.BLANK_ROWS
    assert all(value is None for row in rows for value in row)


def test_a_typed_period_stays_as_it_was_typed(book: Workbook) -> None:
    for name in ("Figures", "Targets", "Comparators", "Commentary", "Breakdowns"):
        sheet = book[name]
        heading = "As at" if name == "Breakdowns" else "Period"
        column = _headings(sheet).index(heading) + 1
        assert {sheet.cell(row, column).number_format for row in range(2, template.BLANK_ROWS + 2)} == {"@"}


def test_a_typed_value_takes_the_format_it_is_typed_in(book: Workbook) -> None:
    sheet = book["Figures"]
    column = _headings(sheet).index("Value") + 1
    assert sheet.cell(2, column).number_format == "General"


def test_choices_are_offered_as_defined(book: Workbook) -> None:
    assert _choices_of(book["Measures"], "Unit") == '"percent,rate,count,score"'
    assert _choices_of(book["Measures"], "Polarity") == '"low,high,neutral"'
    assert _choices_of(book["Measures"], "Scheme") == '"' + ",".join(load().schemes) + '"'
    assert _choices_of(book["Figures"], "Kind") == '"actual,forecast"'
    assert _choices_of(book["Figures wide"], "Part") == '"numerator,denominator,value"'
    assert "Current activities" in _choices_of(book["Commentary"], "Part")


def test_a_range_may_be_typed_where_low_and_high_are_offered(book: Workbook) -> None:
    rules = book["Measures"].data_validations.dataValidation
    (polarity,) = [rule for rule in rules if rule.formula1 == '"low,high,neutral"']
    assert polarity.errorStyle == "warning"


def test_the_help_on_a_period_shows_its_forms(book: Workbook) -> None:
    assert "2009/10 to 2010-01" in _help_of(book["Figures"], "C2")


def test_each_item_of_about_carries_its_help(book: Workbook) -> None:
    about = DEFINITION.table("about")
    sheet = book["About"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [item.name for item in about.items]
    for row, item in enumerate(about.items, start=2):
        assert item.help in _help_of(sheet, f"B{row}")


def test_the_help_sheet_tells_of_every_sheet_mark_and_period_form(book: Workbook) -> None:
    sheet = book[template.HELP]
    text = "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value)
    for needed in (
        *(table.help for table in DEFINITION.tables),
        "12 months to 2010-01",
        "73**",
        "not applicable",
        "41.4%",
    ):
        assert needed in text
    assert not sheet.merged_cells.ranges
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{table.name}'!A1" for table in DEFINITION.tables}


def test_every_sheet_prints_on_a4_one_page_across(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.fitToWidth in {None, 1}
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
