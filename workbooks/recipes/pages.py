"""How a performance workbook's sheets look: one native table a sheet, its headings in row 1, help beside its cells.

Headings, help, choices and widths come from `xlperf/catalogue/returns/performance.toml`, which is also what the reader
goes by, so that a workbook and its reader cannot drift apart.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from facts import Row, Value

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.returns import ColumnDefinition, TableDefinition
from xlperf.report.text_fit import lines_needed
from xlperf.sheets.layout import Address, Area, Cell, InputRule, NativeTable, Page, Sheet

FILLED = ("text_top", "number_top", "date")  # the roles of words, of numbers and of days
READY = ("input_wrapped", "input_number", "input_date")  # the same, where a cell waits to be typed into
TEXT_FORMAT = "@"  # so that a typed 2010-01 stays 2010-01

LINE = 12.75  # points of a line of text
TALLEST = 409.0  # points; Excel's limit
LETTERS_TO_A_DIGIT = 1.14  # widths count digits
LAST_ROW_WITH_HELP = 1000
LONGEST_HELP = 250  # Excel shows 255 characters
PERIOD_WIDTH = 11
BUTTON = 3.0  # characters that the filter button takes at the right of a heading, which is why headings stand left
MANY_COLUMNS = 11  # a table with more leaves out the columns that a sample does not use
TEXT_KINDS = {"text", "long text", "code", "codes", "period", "choice", "yes or no"}


@dataclass(frozen=True, slots=True)
class Heading:
    """One column as it stands on the sheet; a period column of a wide table has a period's name for its key."""

    key: str
    text: str
    kind: str
    width: float
    help: str
    choices: tuple[str, ...] = ()
    required: bool = False


def table_sheet(
    table: TableDefinition,
    rows: Sequence[Row],
    catalogue: Catalogue,
    periods: Sequence[str] = (),
    blank_rows: int = 0,
    footer: str = "",
    ready: bool = False,
) -> Sheet:
    """
    Return the sheet of one table: its headings, the rows, then `blank_rows` more.

    `ready` marks the empty cells as ones to type into. Of a table of many columns a sample shows those that it uses; a
    template (no rows) shows them all.
    """
    used = {key for row in rows for key, value in row.cells.items() if value not in (None, "")} if rows else None
    headings = _headings(table, catalogue, periods, used)
    texts = tuple(heading.text for heading in headings)
    cells: dict[Address, Cell] = {(1, column): Cell(text, "heading") for column, text in enumerate(texts, start=1)}
    heights = {1: height_for(((heading.text, heading.width - BUTTON) for heading in headings), least=22)}
    for number, row in enumerate((*rows, *[Row("", "", {})] * blank_rows), start=2):
        for column, heading in enumerate(headings, start=1):
            value = row.source_text if heading.key == "source" else row.cells.get(heading.key)
            cells[number, column] = input_cell(value, heading, READY if ready and not value else FILLED)
        shown = ((str(cells[number, column].value or ""), each.width) for column, each in enumerate(headings, start=1))
        heights[number] = height_for(shown)
    last = (len(rows) + blank_rows + 1, len(headings))
    return Sheet(
        name=table.name,
        cells=cells,
        column_widths={column: heading.width for column, heading in enumerate(headings, start=1)},
        row_heights=heights,
        input_rules=tuple(_rules(headings)),
        tables=(NativeTable(table_name(table), ((1, 1), last), texts),),
        page=Page(header=table.title or table.name, footer=footer, repeat_rows=(1, 1)),
        freeze_at=(2, 2 if headings[0].key in {"code", "ref"} else 1),
        tab_colour="deep",
    )


def height_for(texts: Iterable[tuple[str, float]], least: float = LINE + 2) -> float:
    """Return the height in points of a row that holds (text, width in characters); letters are narrower than digits."""
    lines = max((lines_needed(text, width * LETTERS_TO_A_DIGIT) for text, width in texts if text), default=1)
    return min(max(least, lines * LINE + 2), TALLEST)


def table_name(table: TableDefinition) -> str:
    """Return the name of a table's native table: ``Figures_wide``, and never one that reads as a cell."""
    return re.sub(r"\W", "_", table.name)


def input_cell(value: Value, heading: Heading, roles: tuple[str, str, str] = FILLED) -> Cell:
    """
    Return the cell for a value as it is printed.

    Text that is a plain number becomes a number that shows as many decimals as are printed, and text that is a plain
    percentage a fraction under a percent format, as they are when somebody types them. Marks keep a cell a text.
    """
    words, numbers, days = roles
    if isinstance(value, dt.date) or (heading.kind == "date" and not value):
        return Cell(value or None, days)
    if heading.kind in TEXT_KINDS:
        return Cell(value or None, words, number_format=TEXT_FORMAT)
    if isinstance(value, str) and (found := re.fullmatch(r"-?\d+(?:\.(\d+))?(%?)", value)):
        decimals, percent = len(found[1] or ""), bool(found[2])
        number = Decimal(value.rstrip("%")) / (100 if percent else 1)
        places = "0." + "0" * decimals if decimals else "0"
        return Cell(float(number), numbers, number_format=places + ("%" if percent else ""))
    long_text = isinstance(value, str) and len(value) > heading.width
    return Cell(value if value != "" else None, words if long_text else numbers, number_format="General")


def _headings(
    table: TableDefinition, catalogue: Catalogue, periods: Sequence[str], used: Collection[str] | None
) -> list[Heading]:
    """Return the columns of a table in the definition's order, the periods of a wide table before its notes."""
    found = []
    for column in table.columns:
        everything = used is None or len(table.columns) <= MANY_COLUMNS
        if everything or column.required or column.key in used or column.key == "source":
            found.append(_heading(column, catalogue))
    if table.period_columns:
        help_text = "The figure of this period, with its marks. Change the heading to the period that you have."
        across = [Heading(period, period, "marked", PERIOD_WIDTH, help_text) for period in periods]
        after = [each for each in found if each.key in {"note", "source"}]
        found = [each for each in found if each not in after] + across + after
    return found


def _heading(column: ColumnDefinition, catalogue: Catalogue) -> Heading:
    choices = tuple(catalogue.schemes) if column.key == "scheme" else column.choices
    return Heading(column.key, column.heading, column.kind, column.width, column.help, choices, column.required)


def _rules(headings: Sequence[Heading]) -> list[InputRule]:
    """Return the help on every heading, and what may be typed beneath it."""
    rules = []
    for column, heading in enumerate(headings, start=1):
        needed = "Needed in every row. " if heading.required else ""
        if needed or heading.help:
            help_text = f"{needed}{heading.help}".strip()[:LONGEST_HELP]
            rules.append(InputRule(((1, column), (1, column)), "any", title=heading.text[:32], help=help_text))
        beneath = _rule_beneath(heading, ((2, column), (LAST_ROW_WITH_HELP, column)))
        if beneath is not None:
            rules.append(replace(beneath, title=heading.text[:32], help=heading.help[:LONGEST_HELP]))
    return rules


def _rule_beneath(heading: Heading, area: Area) -> InputRule | None:
    """Return what may be typed into the cells of a column; None where anything may and no help is needed."""
    if heading.choices:
        closed = heading.kind in {"choice", "yes or no"} or heading.key == "scheme"
        return InputRule(area, "list", choices=heading.choices, refuse=closed)
    match heading.kind:
        case "year":
            return InputRule(area, "whole", minimum=1990, maximum=2100)
        case "number":
            return InputRule(area, "decimal", minimum=0)
        case "date":
            return InputRule(area, "date", refuse=False)
        case "period" | "marked" | "code" | "codes":
            return InputRule(area, "any")
    return None
