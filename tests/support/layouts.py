"""Small layouts for tests of the writer: one that uses everything, and the shortest one there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from xlperf.sheets.layout import (
    Address,
    Cell,
    Chart,
    ColourRule,
    InputRule,
    Layout,
    NativeTable,
    Page,
    Properties,
    Run,
    Series,
    Sheet,
    Sparkline,
)

MONTHS = ("2011-07", "2011-08", "2011-09", "2011-10", "2011-11", "2011-12")
PLANS = (251.0, 268.0, 270.0, 279.0, 281.0, 286.0)
RATES = (49.32, 52.66, 53.06, 54.82, 55.22, 56.20)
RATINGS = (
    ("Blue ★", "rating_blue"),
    ("Green ●", "rating_green"),
    ("Amber ◆", "rating_amber"),
    ("Red ▲", "rating_red"),
    ("OK ●", "rating_ok"),
    ("Warning ◆", "rating_warning"),
    ("Alert ▲", "rating_alert"),
    ("No data", "rating_none"),
)
PROPERTIES = Properties("Plans by month", "2011/12 Q3", "A. Analyst", "Exampleshire", "Made up", dt.date(2012, 1, 31))


def one_cell(value: object = "x", role: str = "text", **more: object) -> Layout:
    """Return the layout of one cell, A1 of the sheet "One"."""
    return of_cells({(1, 1): Cell(value, role, **more)})  # type: ignore[arg-type]


def of_cells(cells: Mapping[Address, Cell], **more: object) -> Layout:
    """Return the layout of one sheet, called "One"."""
    return Layout((Sheet("One", cells, **more),), PROPERTIES)  # type: ignore[arg-type]


def everything() -> Layout:
    """Return a small workbook that uses every field of a layout."""
    names = {"rate_target": "='Plans by month'!$D$9", "choices": "=Key!$A$3:$A$10"}
    return Layout((_cover(), _figures(), _key()), PROPERTIES, names)


def _cover() -> Sheet:
    cells = {
        (2, 2): Cell("Children subject to a plan", "cover_title"),
        (3, 2): Cell("Exampleshire, 2011/12 Q3", "cover_subtitle"),
        (5, 2): Cell("Prepared on", "cover_label"),
        (5, 3): Cell(dt.date(2012, 1, 31), "cover_text"),
        (6, 2): Cell("Final", "cover_label"),
        (6, 3): Cell(True, "cover_text"),
        (8, 2): Cell("See the figures", "link", link="'Plans by month'!A1"),
    }
    page = Page(landscape=False, footer="Children & families")
    return Sheet("Cover", cells, {1: 4, 2: 44, 3: 40}, {2: 90}, page=page, tab_colour="accent")


def _figures() -> Sheet:
    cells: dict[Address, Cell] = {
        (1, 1): Cell("Plans by month", "title"),
        (2, 1): Cell("Rates are per 10,000 children", "note"),
    }
    headings = ("Month", "Plans", "Rate", "Target", "Adrift", "Status", "Trend", "Half-year")
    for column, heading in enumerate(headings, start=1):
        role = "heading" if column == 1 else "heading_number" if column < 6 else "heading_centre"
        cells[3, column] = Cell(heading, role)
    for row, (month, plans, rate) in enumerate(zip(MONTHS, PLANS, RATES, strict=True), start=4):
        cells |= _month(row, month, plans, rate)
    cells[11, 1] = Cell(role="wrapped", runs=COMMENTARY)
    cells[12, 1] = Cell("=SUM(1,2) is only a text here", "small_note")
    return Sheet(
        "Plans by month",
        cells,
        {1: 34, **dict.fromkeys(range(2, 6), 10.0), 6: 14, 7: 18, 8: 12},
        {1: 28, 3: 30, 11: 60},
        colour_rules=(
            *(ColourRule(((4, 6), (9, 6)), role, text=text.split()[0]) for text, role in RATINGS),
            ColourRule(((4, 7), (9, 7)), "trend_worse", formula='=LEFT(G4,7)="Getting"'),
        ),
        input_rules=(
            InputRule(((4, 4), (9, 4)), "decimal", minimum=0, title="Target", help="A rate per 10,000, such as 51."),
            InputRule(((12, 2), (12, 2)), "list", choices=("Yes", "No"), refuse=False),
        ),
        charts=(_lines(), _columns_and_line()),
        sparklines=(Sparkline((4, 8), "'Plans by month'!$C$4:$C$9", "actual"),),
        tables=(NativeTable("plans", ((3, 1), (9, 8)), headings),),
        page=Page(header="Exampleshire: R&D", footer="2011/12", repeat_rows=(3, 3), breaks_before_rows=(13,)),
        freeze_at=(4, 2),
        gridlines=True,
    )


COMMENTARY = (
    Run("Explanation of current performance\n", bold=True),
    Run("The number of plans rose again. "),
    Run(""),
    Run("Current activities\n", bold=True),
    Run("Every plan of eighteen months is reviewed."),
)


def _month(row: int, month: str, plans: float, rate: float) -> dict[Address, Cell]:
    adrift = rate / 51 - 1
    status = "Red ▲" if adrift > 0.05 else "Amber ◆" if adrift > 0 else "Blue ★"
    formula = f'=IF(ROUND(E{row},12)>0.05,"Red ▲",IF(E{row}>0,"Amber ◆","Blue ★"))'
    return {
        (row, 1): Cell(month, "code"),
        (row, 2): Cell(plans, "number_top", number_format="#,##0"),
        (row, 3): Cell(rate, "number_top", number_format="0.00"),
        (row, 4): Cell(51, "input_number", number_format="0.00"),
        (row, 5): Cell(adrift, "number_top", f"=C{row}/D{row}-1", number_format="0.0%"),
        (row, 6): Cell(status, "rating", formula),
        (row, 7): Cell("Getting worse ▼" if row > 4 else "[x]", "trend" if row > 4 else "missing"),
        (row, 8): Cell(None, "text_top"),
    }


def _lines() -> Chart:
    here = "='Plans by month'!"
    return Chart(
        at=(14, 1),
        title="Rate of plans: R&D!A1",
        x_title="Month",
        y_title="Rate per 10,000",
        series=(
            Series(f"{here}$C$3", f"{here}$A$4:$A$9", f"{here}$C$4:$C$9", "actual", marker="circle"),
            Series(f"{here}$D$3", f"{here}$A$4:$A$9", f"{here}$D$4:$D$9", "target", "dashed line"),
        ),
        alt_text="Line chart: the rate rises from 49.32 in July to 56.20 in December; the target is 51.00.",
        number_format="0.0",
        minimum=40,
        maximum=60,
    )


def _columns_and_line() -> Chart:
    here = "='Plans by month'!"
    months = f"{here}$A$4:$A$9"
    return Chart(
        at=(34, 1),
        title="Plans and their rate",
        x_title="Month",
        y_title="Plans",
        series=(
            Series(f"{here}$B$3", months, f"{here}$B$4:$B$9", "count", "column"),
            Series(f"{here}$C$3", months, f"{here}$C$4:$C$9", "own", marker="square", second_axis=True),
            Series(f"{here}$D$3", months, f"{here}$D$4:$D$9", "third", "points", "diamond", second_axis=True),
        ),
        alt_text="Columns: plans by month, 251 to 286. Line: the rate.",
        second_y_title="Rate per 10,000",
        minimum=0,
    )


def _key() -> Sheet:
    cells: dict[Address, Cell] = {(1, 1): Cell("Key", "title"), (2, 1): Cell("Status", "heading")}
    cells |= {(row, 1): Cell(text, role) for row, (text, role) in enumerate(RATINGS, start=3)}
    cells[12, 1] = Cell("Choose", "label")
    cells[12, 2] = Cell("Red ▲", "input")
    rules = (
        InputRule(((12, 2), (12, 2)), "list", source="=choices", title="Status", help="One of the words above."),
        InputRule(((13, 2), (13, 2)), "date", minimum=40_000, maximum=50_000),
        InputRule(((14, 2), (14, 2)), "whole"),
        InputRule(((15, 2), (15, 2)), "text length", maximum=20),
        InputRule(((16, 2), (16, 2)), "any", help="Anything."),
    )
    return Sheet("Key", cells, {1: 30, 2: 20}, input_rules=rules)
