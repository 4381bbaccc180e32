"""Percentages that may be fractions: a row of 0.23, 0.35, 0.26 under an ordinary number format.

Such numbers are read as they stand, 0.23%, and reported. Where counts stand beside them the counts decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xlperf.area import plain_name
from xlperf.definitions.indicator import Indicator, plain_code
from xlperf.problem import Severity
from xlperf.returns.marks import Stated
from xlperf.returns.number_formats import is_percent_format
from xlperf.returns.performance.cells import FigureCell
from xlperf.returns.performance.records import StatedFigure
from xlperf.returns.performance.table import Findings
from xlperf.sheets.grid import CellValue

Found = tuple[Mapping[str, FigureCell], Indicator, StatedFigure]


@dataclass
class _Line:
    """The percentages of one code, area and kind on one sheet, without % sign and percent format."""

    cells: list[FigureCell] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)  # 0 to 100, as they stand
    confirmed: bool = False  # counts beside one of them agree with the number as it stands


def report_doubtful(found: Iterable[Found], findings: Findings) -> None:
    """Report each row of percentages that lies wholly between 0 and 1."""
    lines: dict[tuple[str, str, str, str], _Line] = {}
    for cells, indicator, figure in found:
        cell, stated = cells.get("value"), figure.value
        if cell is None or indicator.unit != "percent" or stated is None or stated.value is None:
            continue
        key = cell.row.sheet, plain_code(cell.code), plain_name(cell.area), cell.kind
        line = lines.setdefault(key, _Line())
        line.cells.append(cell)
        line.numbers.append(stated.value * 100 if is_bare(cell.value, cell.number_format) else 100.0)
        line.confirmed |= _agrees(stated.value, figure.numerator, figure.denominator)
    for line in lines.values():
        if not line.confirmed and lies_between_0_and_1(line.numbers):
            findings.add(
                Severity.WARNING, line.cells[0].row.sheet, line.cells[0].cell, _message(line), "doubtful percentage"
            )


def is_bare(value: CellValue, number_format: str) -> bool:
    """Say whether a percentage was given without a % sign and without a percent format."""
    if isinstance(value, str):
        return "%" not in value and "cent" not in value.casefold()
    return not is_percent_format(number_format)


def lies_between_0_and_1(numbers: Iterable[float]) -> bool:
    """Say whether all numbers lie from 0 to 1 and not all are 0."""
    numbers = list(numbers)
    return all(0 <= number <= 1 for number in numbers) and any(number > 0 for number in numbers)


def _agrees(value: float, numerator: Stated | None, denominator: Stated | None) -> bool:
    """Say whether the counts are nearer to the number as it stands than to a hundred times as much."""
    if numerator is None or denominator is None or numerator.value is None or not denominator.value:
        return False
    share = numerator.value / denominator.value
    return abs(share - value) < abs(share - 100 * value)


def _message(line: _Line) -> str:
    code, (first, *others) = line.cells[0].code, line.cells
    every = f"from cell {first.cell} to {others[-1].cell} every percentage" if others else "the only percentage"
    return (
        f"{every} of {code} lies between 0 and 1, and may be meant as a fraction. Read as it stands, 0.5 is 0.5%;"
        " write 50 or 50%, or give the cells a percent format."
    )
