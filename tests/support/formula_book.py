"""A workbook of native formulas, each with its inputs beside it and a wrong result stored, to be recalculated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.support.libreoffice import recalculated
from xlperf.symbols import Missing

Input = float | str | Missing | None
WRONG = 999  # stored beside every formula; whoever reads it back has not recalculated
FORMULA_COLUMN = 11


@dataclass(frozen=True, slots=True)
class Case:
    """One formula: what stands in the cells A, B, C … of its row, and what must come out."""

    inputs: tuple[Input, ...]
    make: Callable[..., str]  # takes the references to the inputs
    expected: float | str
    about: str = ""


@dataclass(slots=True)
class FormulaBook:
    """Cases by sheet; `results` recalculates all of them in one go."""

    sheets: dict[str, list[Case]] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the workbook, inputs as numbers and texts, every formula with the wrong result."""
        with xlsxwriter.Workbook(str(path)) as book:
            for name, cases in self.sheets.items():
                sheet = book.add_worksheet(name)
                for row, case in enumerate(cases):
                    for column, given in enumerate(case.inputs):
                        if isinstance(given, Missing):
                            sheet.write_string(row, column, given.shown)
                        elif isinstance(given, str):
                            sheet.write_string(row, column, given)
                        elif given is not None:
                            sheet.write_number(row, column, given)
                    cells = [f"{'ABCDEFGHIJ'[column]}{row + 1}" for column in range(len(case.inputs))]
                    sheet.write_formula(row, FORMULA_COLUMN, case.make(*cells), None, WRONG)

    def results(self, folder: Path) -> dict[str, list[Any]]:
        """Return what LibreOffice makes of every formula, by sheet and in order."""
        self.write(folder / "formulas.xlsx")
        return formula_column(recalculated(folder / "formulas.xlsx", folder / "recalculated"))


def formula_column(path: Path) -> dict[str, list[Any]]:
    """Return the stored results of a workbook of formulas, by sheet and in order."""
    book = CalamineWorkbook.from_path(path)
    return {
        name: [row[FORMULA_COLUMN] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }
