"""Make the sample Annex A workbook: ``python workbooks/recipes/annex_a.py [FILE]``.

It imitates what a case system exports, so it is written with the library itself and not through xlperf: headings under
other names, codes with letters and labels, dates made by formulas, a few mistakes in the plans. The same recipe gives
the same bytes. Every child, worker, team and council in it is invented.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]  # the recipes beside this file, and xlperf in a checkout

import xlsxwriter  # noqa: E402
from annex_a_lists import Record, Value, other_lists  # noqa: E402
from annex_a_plans import AS_AT, PlanRecord, plan_records  # noqa: E402
from xlsxwriter.format import Format  # noqa: E402
from xlsxwriter.worksheet import Worksheet  # noqa: E402

from xlperf.definitions.load import load  # noqa: E402
from xlperf.definitions.returns import TableDefinition  # noqa: E402
from xlperf.sheets.address import cell_name  # noqa: E402

FILE = "samples/annex_a.xlsx"
ERROR = "#N/A"

HEADINGS_AS_TYPED = {
    "Age of Child (Years)": "Age",
    "Date of Adoption Order": "Date of Adoption Order ",
    "Date of latest review conference": "Date of latest\u00a0review conference",
    "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": (
        "Number of Episodes the Child has been \u2018Missing\u2019 from their Placement in the last 12 months"
    ),
}
"""Headings that this council writes in its own way."""

DATES_BY_FORMULA = {"placement_order": "decided", "matched": "placement_order", "placed": "matched"}
"""Dates of List 10 that stand as a formula over the date in the column before."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One cell of List 7 that somebody got wrong: the record, the column's key, what stands there, and the rule."""

    record: int  # its place in the list, from 0
    key: str
    value: Value
    rule: str


def mistakes(plans: list[PlanRecord]) -> list[Mistake]:
    """Return what is wrong in List 7, each in another record."""
    over = [place for place, plan in enumerate(plans) if plan.ended and (plan.ended - plan.started).days < 700]
    going_on = [place for place, plan in enumerate(plans) if plan.ended is None and plan.started.day > 12]
    started = plans[going_on[40]].started
    wrong = [
        Mistake(over[10], "ended", "31/06/2026", "not a date"),
        Mistake(over[20], "ended", plans[over[20]].started - dt.timedelta(days=30), "plan ends before it starts"),
        Mistake(over[30], "started", None, "plan without start date"),
        Mistake(going_on[40], "started", f"{started:%d/%m/%Y}", "date kept as text"),
        Mistake(going_on[50], "last_visit", ERROR, "error cell"),
        Mistake(going_on[60], "worker", ERROR, "error cell"),
        Mistake(going_on[70], "last_visit", dt.date(2062, 9, 14), "date in the future"),
        Mistake(going_on[80], "latest_category", "Neglekt", "unknown code"),
    ]
    return sorted(wrong, key=lambda mistake: mistake.record)


def plan_rows(plans: list[PlanRecord]) -> list[Record]:
    """Return the plans as they stand in the workbook: as they were, but for the mistakes."""
    rows: list[Record] = [asdict(plan) for plan in plans]
    for mistake in mistakes(plans):
        rows[mistake.record][mistake.key] = mistake.value
    return rows


def write(path: Path) -> None:
    """Write the sample workbook to `path`."""
    definition = load().returns["annex_a"]
    records = {"plans": plan_rows(plan_records()), **other_lists()}
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.calc_on_load = False  # the results of the formulas are stored, as a spreadsheet program stores them
        book.set_properties({"title": "Annex A, made up", "created": dt.datetime(2026, 10, 1)})
        styles = {
            "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
            "age": book.add_format({"num_format": "0"}),
        }
        for table in definition.tables:
            _write_list(book.add_worksheet(table.name), table, records[table.key], styles)


def _write_list(sheet: Worksheet, table: TableDefinition, records: list[Record], styles: Mapping[str, Format]) -> None:
    sheet.set_row(0, 60)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(table.columns) - 1, 15)
    for across, column in enumerate(table.columns):
        sheet.write_string(0, across, HEADINGS_AS_TYPED.get(column.heading, column.heading), styles["heading"])
    for down, record in enumerate(records, start=1):
        for across, column in enumerate(table.columns):
            value = _age(record) if column.key == "age" else record.get(column.key)
            if column.key in DATES_BY_FORMULA and table.key == "adoptions" and isinstance(value, dt.date):
                _write_date_by_formula(sheet, down, across, record, column.key, styles["date"])
            else:
                _write_cell(sheet, down, across, value, styles["age" if column.key == "age" else "date"])


def _write_cell(sheet: Worksheet, row: int, column: int, value: Value | float, style: Format) -> None:
    if value == ERROR:
        sheet.write_formula(row, column, "=NA()", None, ERROR)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, float):
        sheet.write_number(row, column, value, style)
    elif value is not None:
        sheet.write_number(row, column, value)


def _write_date_by_formula(sheet: Worksheet, row: int, column: int, record: Record, key: str, style: Format) -> None:
    """Write a date as so many days after the one in the cell to the left, as people do who fill dates in."""
    value, before = record[key], record[DATES_BY_FORMULA[key]]
    assert isinstance(value, dt.date)
    assert isinstance(before, dt.date)
    formula = f"={cell_name(row + 1, column)}+{(value - before).days}"  # this library counts from 0
    sheet.write_formula(row, column, formula, style, (value - dt.date(1899, 12, 30)).days)


def _age(record: Record) -> float | None:
    """Return the age in years, with decimals, as a formula over the dates would give it."""
    born = record.get("date_of_birth")
    return (AS_AT - born).days / 365.25 if isinstance(born, dt.date) else None


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file)
    print(file)  # noqa: T201
