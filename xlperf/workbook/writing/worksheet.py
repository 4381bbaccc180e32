"""A worksheet that stores formulas as they are handed over."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # xlsxwriter carries no types
    """
    A worksheet that does not look through each cell's formula for thirty functions of newer versions of Excel.

    Those are refused in `formulas`, so nothing would be found, and the search is most of the time that a report takes.
    Should xlsxwriter call its own method otherwise one day, it searches again, and writes the same.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        if expand_future_functions:  # of rules, not of cells
            return str(super()._prepare_formula(formula, expand_future_functions))
        return formula.removeprefix("=")
