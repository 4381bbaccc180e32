"""How figures stand in cells: padded decimals, printed marks, and what stands for a missing one."""

from __future__ import annotations

import re

from xlperf.definitions.indicator import Indicator
from xlperf.figure import Figure, shown
from xlperf.report.comparison import Compared
from xlperf.sheets.layout import Cell
from xlperf.symbols import Missing


def number_format(unit: str, places: int, marks: str = "", words: str = "") -> str:
    """
    Return the number format of a figure: ``0.0%``, ``0.00``, ``#,##0``.

    Printed marks follow the number as text, and words stand before it: ``"Total = "#,##0``.
    """
    decimals = "." + "0" * places if places > 0 else ""
    plain = f"0{decimals}%" if unit == "percent" else f"#,##0{decimals}"
    before, after = (f'"{text}"' if (text := said.replace('"', "")) else "" for said in (words, marks))
    return f"{before}{plain}{after}"


def marks_of(figure: Figure) -> str:
    """Return the marks to show beside a value: its printed footnote marks, or (p) for a provisional one without."""
    return figure.marks.replace('"', "") or ("(p)" if figure.provisional else "")


def shown_in_cell(cell: Cell) -> str:
    """Return the text that a reader sees in a cell: a number by its number format, marks and words included."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return "" if cell.value is None else str(cell.value)
    pattern = re.sub(r'"[^"]*"', "", cell.number_format)
    places = len(pattern.partition(".")[2].rstrip("%"))
    number = shown(cell.value, places, "percent" if pattern.endswith("%") else "")
    said = re.fullmatch(r'(?:"(?P<before>[^"]*)")?[^"]*(?:"(?P<after>[^"]*)")?', cell.number_format)
    return f"{said['before'] or ''}{number}{said['after'] or ''}" if said else number


def compared_cell(compared: Compared, indicator: Indicator, formula: str = "", marks: str = "") -> Cell:
    """Return the cell of another area's value, with its own marks and then those that are given."""
    own = compared.marks or ("(p)" if compared.provisional else "")
    shape = number_format(indicator.unit, indicator.places, own + marks)
    if compared.value is None:
        missing = compared.missing or Missing.NOT_AVAILABLE
        return Cell(missing.shown, "missing", formula, number_format=shape)
    return Cell(compared.value, "number_top", formula, number_format=shape)


def figure_cell(figure: Figure, role: str = "number_top", formula: str = "") -> Cell:
    """Return the cell of a figure: its number with its format, or the symbol that stands for a missing one."""
    if figure.value is None:
        return Cell(missing_text(figure), "missing", formula, number_format=figure_format(figure))
    return Cell(figure.value, role, formula, number_format=figure_format(figure))


def figure_format(figure: Figure) -> str:
    """Return the number format of a figure, its marks included."""
    return number_format(figure.unit, figure.places, marks_of(figure))


def missing_text(figure: Figure) -> str:
    """Return ``[x]`` and the like."""
    return figure.missing.shown if figure.missing else "[x]"
