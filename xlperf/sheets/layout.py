"""What will be written: a report as a value, before any file exists.

`report` composes a `Layout`; `workbook.write` turns it into a file. A layout says *what* stands where and in which
role; how a role looks stands in the theme. Rows and columns count from 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from xlperf.sheets.address import cell_name

Stored = str | bool | float | dt.date | None
Address = tuple[int, int]  # (row, column)
Area = tuple[Address, Address]  # (first, last), both inside


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a cell's text."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One cell: its value and its role.

    With a `formula` (text starting with "=", English names, commas) the value is its stored result, so the cell reads
    right before anything recalculates. `runs` makes the text of a cell partly bold. `link` is a place in the same
    workbook (``'Key'!A1``). `number_format` overrides the role's.
    """

    value: Stored = None
    role: str = "text"
    formula: str = ""
    runs: tuple[Run, ...] = ()
    link: str = ""
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class ColourRule:
    """Conditional formatting: cells whose text starts with `text`, or for which `formula` is true, take a role."""

    area: Area
    role: str
    text: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class InputRule:
    """Data validation: what may be typed into an area, with the help shown beside it."""

    area: Area
    kind: Literal["list", "decimal", "whole", "date", "text length", "any"]
    choices: tuple[str, ...] = ()
    source: str = ""  # for a list: a reference instead of choices
    minimum: float | None = None
    maximum: float | None = None
    title: str = ""
    help: str = ""
    refuse: bool = True  # False warns and lets the value in


@dataclass(frozen=True, slots=True)
class Series:
    """
    One line or set of columns of a chart. `name`, `categories` and `values` are references with sheet names.

    In a scatter chart the categories are numbers, and `named` writes the name beside each of its points.
    """

    name: str
    categories: str
    values: str
    colour: str  # a name in the theme's colours
    kind: Literal["line", "column", "dashed line", "points"] = "line"
    marker: Literal["none", "circle", "square", "diamond", "triangle"] = "none"
    second_axis: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """
    A native chart. Every chart has alternative text that tells what a reader sees in it.

    A scatter chart sets points and straight lines against numbers on both axes; it has no columns and no second axis.
    """

    at: Address
    title: str
    x_title: str
    y_title: str
    series: tuple[Series, ...]
    alt_text: str
    width: int = 720  # in pixels
    height: int = 320
    number_format: str = "General"
    second_y_title: str = ""
    second_maximum: float | None = None  # of the second axis, which then begins at 0
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None  # between two labels of the first axis; left to the program when None
    scatter: bool = False
    x_number_format: str = "General"  # of a scatter chart, as is the least of its x axis
    x_minimum: float | None = None


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A tiny line inside a cell. `values` is a reference with its sheet's name."""

    at: Address
    values: str
    colour: str


@dataclass(frozen=True, slots=True)
class NativeTable:
    """An Excel table (ListObject) over a header row and the rows beneath it."""

    name: str
    area: Area  # header row included
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet prints: A4, fitted to one page across."""

    landscape: bool = True
    header: str = ""  # plain text; the writer escapes what Excel would take as a code
    footer: str = ""  # plain text at the left; the page number stands at the right
    repeat_rows: tuple[int, int] | None = None
    breaks_before_rows: tuple[int, ...] = ()
    one_page: bool = False  # fitted to one page down as well


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a layout."""

    name: str
    cells: Mapping[Address, Cell]
    column_widths: Mapping[int, float] = field(default_factory=dict)  # in characters
    row_heights: Mapping[int, float] = field(default_factory=dict)  # in points
    colour_rules: tuple[ColourRule, ...] = ()
    input_rules: tuple[InputRule, ...] = ()
    charts: tuple[Chart, ...] = ()
    sparklines: tuple[Sparkline, ...] = ()
    tables: tuple[NativeTable, ...] = ()
    page: Page = Page()
    freeze_at: Address | None = None  # the first cell that scrolls
    tab_colour: str = ""  # a name in the theme's colours
    gridlines: bool = False
    protected: bool = False  # without a password; only cells whose role is for typing can be changed then

    def as_text(self) -> str:
        """Return the sheet as a small text grid, ``A1 role | value | =formula`` a line, for tests and for reading."""
        lines = []
        for (row, column), cell in sorted(self.cells.items()):
            text = "".join(run.text for run in cell.runs) or cell.value
            parts = [f"{cell_name(row, column)} {cell.role}", "" if text is None else str(text), cell.formula]
            lines.append(" | ".join(parts).rstrip(" |"))
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself. Nothing else is written: no user name, host or path."""

    title: str
    subject: str = ""
    author: str = ""
    company: str = ""
    comments: str = ""
    created: dt.date = dt.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole workbook before it is written. It opens at the first sheet. `names` are defined names for references."""

    sheets: tuple[Sheet, ...]
    properties: Properties
    names: Mapping[str, str] = field(default_factory=dict)
