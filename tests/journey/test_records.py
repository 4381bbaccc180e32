"""The records behind a report's figures: there only when asked for, identifiers only, and where they stand."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.made_up_figures import inputs_of, the_world, write_the_sample
from tests.support.world_by_hand import open_plan
from xlperf.journey.inputs import Inputs
from xlperf.journey.report import made_report, plan_named, write_report
from xlperf.made_up.sample import LAST_DAY
from xlperf.period import Period
from xlperf.report.content import ReportContent
from xlperf.sheets.layout import Layout

MARCH = Period.parse("2026-03")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_the_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def inputs(sample: Path) -> Inputs:
    return inputs_of(sample)


@pytest.fixture(scope="module")
def written(inputs: Inputs, tmp_path_factory: pytest.TempPathFactory) -> tuple[ReportContent, Path]:
    """A report with its records, as a workbook."""
    out = tmp_path_factory.mktemp("report") / "report.xlsx"
    plan = plan_named("monthly", inputs)
    return write_report(inputs, plan, MARCH, out, dated=LAST_DAY, with_records=True), out


def made(inputs: Inputs, *, with_records: bool = False) -> tuple[ReportContent, Layout]:
    return made_report(inputs, plan_named("monthly", inputs), MARCH, dated=LAST_DAY, with_records=with_records)


def test_without_being_asked_a_report_holds_no_record_and_no_identifier(inputs: Inputs, tmp_path: Path) -> None:
    content, layout = made(inputs)
    assert content.records == ()
    assert "Records" not in [sheet.name for sheet in layout.sheets]
    out = tmp_path / "report.xlsx"
    write_report(inputs, plan_named("monthly", inputs), MARCH, out, dated=LAST_DAY)
    texts = everything_in(out)
    assert not [child for child in the_world().children if str(child.identifier) in texts]


def test_every_figure_counted_from_a_return_has_as_many_records_as_it_counts(inputs: Inputs) -> None:
    content, _ = made(inputs, with_records=True)
    for line in content.lines:
        for figure in {line.now.period: line.now, line.to_date.period: line.to_date}.values():
            found = [one for one in content.records if (one.code, one.period) == (line.code, figure.period)]
            parts = (("numerator", figure.numerator_rows), ("denominator", figure.denominator_rows))
            for part, rows in parts:
                assert sum(one.part == part for one in found) == len(rows)


def test_the_children_of_the_records_are_those_on_a_plan(inputs: Inputs) -> None:
    content, _ = made(inputs, with_records=True)
    found = {one.child for one in content.records if one.code == "CP number" and one.period == MARCH}
    assert found == {str(child.identifier) for child in the_world().children if open_plan(child, LAST_DAY)}


def test_the_sheet_holds_identifiers_and_neither_births_nor_numbers_of_pupils(
    written: tuple[ReportContent, Path],
) -> None:
    content, out = written
    sheet = opened(out)["Records"]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    header = next(number for number, row in enumerate(rows) if row[:1] == ["Code"])
    assert rows[header] == ["Code", "Period", "Counted in", "Child", "File", "Sheet", "Row"]
    assert len(rows) - header - 1 == len(content.records) > 100
    assert not [cell for row in rows for cell in row if isinstance(cell, dt.date)]
    texts = everything_in(out)
    children = the_world().children
    assert not [child.upn for child in children if child.upn in texts]
    born = {text for child in children for text in (f"{child.born}", f"{child.born:%d/%m/%Y}")}
    # The day of the report and of its periods are printed; no child was born on one of them.
    assert not [day for day in born if day in texts]


def test_the_sheet_says_that_it_is_personal_data(written: tuple[ReportContent, Path]) -> None:
    sheet = opened(written[1])["Records"]
    words = [str(cell) for row in sheet.iter_rows(max_row=4, values_only=True) for cell in row if cell]
    assert any(word.startswith("Personal data:") and "Delete this sheet" in word for word in words)


def test_figures_lead_to_their_records(written: tuple[ReportContent, Path]) -> None:
    """A link beside a figure ends at the first record of just that indicator."""
    content, out = written
    book = opened(out)
    links = [
        (sheet.title, cell.row, cell.hyperlink.location)
        for sheet in book
        if sheet.title != "Records"
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink is not None and "Records" in (cell.hyperlink.location or "")
    ]
    assert links
    codes = {one.code for one in content.records}
    led_to = set()
    for title, row, location in links:
        code = book["Records"][location.partition("!")[2]].value
        if code == "Records":  # the list of contents leads to the sheet's title
            continue
        assert code in codes
        assert code in [cell.value for cell in book[title][row]]
        led_to.add(code)
    assert led_to == codes


def test_a_post_has_a_place_but_no_child(inputs: Inputs) -> None:
    content, _ = made(inputs, with_records=True)
    posts = [one for one in content.records if one.file == "posts.csv"]
    assert posts
    assert all(one.child == "" and one.row > 1 for one in posts)


def opened(out: Path) -> openpyxl.Workbook:
    """Open a workbook; openpyxl warns that it knows no sparklines."""
    with warnings.catch_warnings(action="ignore"):
        return openpyxl.load_workbook(out)


def everything_in(out: Path) -> str:
    """Return all the text of a workbook's parts."""
    with zipfile.ZipFile(out) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
