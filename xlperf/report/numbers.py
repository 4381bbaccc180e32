"""How figures stand in cells: padded decimals, printed marks, and what stands for a missing one."""

from __future__ import annotations

from xlperf.figure import Figure
from xlperf.sheets.layout import Cell


def number_format(unit: str, places: int, marks: str = "") -> str:
    """Return the number format of a figure: ``0.0%``, ``0.00``, ``#,##0``; printed marks follow the number as text."""
    decimals = "." + "0" * places if places > 0 else ""
    plain = f"0{decimals}%" if unit == "percent" else f"#,##0{decimals}"
    return f'{plain}"{marks}"' if marks else plain


def marks_of(figure: Figure) -> str:
    """Return the marks to show beside a value: its printed footnote marks, or (p) for a provisional one without."""
    return figure.marks.replace('"', "") or ("(p)" if figure.provisional else "")


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
