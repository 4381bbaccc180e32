"""Numbers that are hardly meant as they stand: percentages that may be fractions, and counts that are no whole numbers.

A row of 0.23, 0.35, 0.26 under an ordinary number format is read as it stands, 0.23%, and reported; where counts stand
beside it the counts decide. A count of 33.5 children is read as it stands too, and reported.
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

ROUNDING = 1e-6
"""How far from a whole number a sum worked out in a workbook may lie and still be one."""

Found = tuple[Mapping[str, FigureCell], Indicator, StatedFigure]


@dataclass
class _Line:
    """The percentages of one code, area and kind on one sheet, without % sign and percent format."""

    cells: list[FigureCell] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)  # 0 to 100, as they stand
    confirmed: bool = False  # counts beside one of them agree with the number as it stands


def report_doubtful(found: Iterable[Found], findings: Findings) -> None:
    """Report each row of percentages that lies wholly between 0 and 1, and each count that is no whole number."""
    lines: dict[tuple[str, str, str, str], _Line] = {}
    for cells, indicator, figure in found:
        _report_fractions(cells, indicator, figure, findings)
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


def _report_fractions(
    cells: Mapping[str, FigureCell], indicator: Indicator, figure: StatedFigure, findings: Findings
) -> None:
    """Report the counts of a figure that are no whole numbers; of what is shown with decimals they may be none."""
    parts = {"numerator": figure.numerator, "denominator": figure.denominator, "value": figure.value}
    for part, stated in parts.items():
        cell = cells.get(part)
        if cell is None or stated is None or stated.value is None or not _counts_whole(part, indicator):
            continue
        if abs(stated.value - round(stated.value)) > ROUNDING:
            message = (
                f'"{stated.text}" is no whole number, and the {part} of {cell.code} is a count.'
                " It is read as it stands; check it."
            )
            findings.add(Severity.WARNING, cell.row.sheet, cell.cell, message, "fraction of a count")


def _counts_whole(part: str, indicator: Indicator) -> bool:
    """
    Say whether a part of a figure counts children, plans or the like.

    Of a percentage or rate that only the council knows, nobody can say what it counts: it may be pounds or hours. A
    number that is shown with decimals, such as full-time equivalents, need not be whole.
    """
    if indicator.unit == "count":
        return indicator.places == 0
    return part != "value" and indicator.numerator is not None


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
