"""Cells become figures: codes are resolved by the period's last day, numbers read with their marks, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xlperf.area import plain_name
from xlperf.definitions.indicator import Indicator
from xlperf.figure import Kind, Unit, shown
from xlperf.period import Period
from xlperf.problem import Severity
from xlperf.returns.marks import Stated, Unreadable, read_marked
from xlperf.returns.performance.cells import PARTS, FigureCell
from xlperf.returns.performance.codes import Codes
from xlperf.returns.performance.doubtful import report_doubtful
from xlperf.returns.performance.records import StatedFigure
from xlperf.returns.performance.table import Findings, text_of
from xlperf.symbols import Missing

Key = tuple[str, str, Period, Kind]  # indicator, plain area, period, kind


@dataclass
class Parts:
    """The cells that make up one figure."""

    indicator: Indicator
    cells: dict[str, FigureCell] = field(default_factory=dict)

    @property
    def first(self) -> FigureCell:
        """The cell that was read first."""
        return next(iter(self.cells.values()))

    @property
    def leading(self) -> FigureCell:
        """The cell of its value, else of its numerator, else of its denominator."""
        return next(self.cells[part] for part in PARTS if part in self.cells)


def read_figures(cells: Iterable[FigureCell], codes: Codes, findings: Findings) -> tuple[StatedFigure, ...]:
    """Return the figures in the order of their first cells; everything doubtful or wrong is reported."""
    groups = _grouped(cells, codes, findings)
    figures = [_figure(parts, findings) for parts in groups.values()]
    report_doubtful(
        ((parts.cells, parts.indicator, figure) for parts, figure in zip(groups.values(), figures, strict=True)),
        findings,
    )
    return tuple(figures)


def _grouped(cells: Iterable[FigureCell], codes: Codes, findings: Findings) -> Mapping[Key, Parts]:
    """Return the cells of each figure; a figure given twice and a code that stands for nothing are reported."""
    groups: dict[Key, Parts] = {}
    reported: set[object] = set()
    for cell in cells:
        indicator = codes.find(cell.code, cell.period.last_day)
        if indicator is None:
            if cell.line not in reported:
                reported.add(cell.line)
                message = f"{codes.why_not(cell.code, cell.period.last_day)} Until then its figures are left out."
                cell.row.error("code", message, "unknown measure")
            continue
        key = indicator.id, plain_name(cell.area), cell.period, cell.kind
        group = groups.setdefault(key, Parts(indicator))
        if twin := _twin(group, cell):
            if (key, cell.line) not in reported:
                reported.add((key, cell.line))
                _report_twin(twin, cell, findings)
        else:
            group.cells[cell.part] = cell
    return groups


def _twin(group: Parts, cell: FigureCell) -> FigureCell | None:
    """Return the cell that already states what this one does: the same part, or the same figure in another long row."""
    if cell.part in group.cells:
        return group.cells[cell.part]
    others = (own for own in group.cells.values() if own.whole_row and cell.whole_row and own.line != cell.line)
    return next(others, None)


def _report_twin(first: FigureCell, second: FigureCell, findings: Findings) -> None:
    where = first.cell if first.row.sheet == second.row.sheet else f"{first.cell} of the sheet {first.row.sheet}"
    of = f" of {second.area}" if second.area else ""
    message = (
        f"the {second.kind} figure{of} for {second.code}, {second.period} is given twice, in cell {where} and in cell"
        f" {second.cell}. The first stands; take one of them out."
    )
    findings.add(Severity.ERROR, second.row.sheet, second.cell, message, "figure twice")


def _figure(parts: Parts, findings: Findings) -> StatedFigure:
    indicator, first = parts.indicator, parts.first
    stated = {part: _stated(cell, indicator, findings) for part, cell in parts.cells.items()}
    if _cannot_be(stated, parts, findings):
        stated = {"value": Stated(None, Missing.NOT_AVAILABLE, text=text_of(parts.leading.value))}
    cells = {f"{part}_cell": cell.cell for part, cell in parts.cells.items()}
    rows = list({cell.line: cell.row for part in PARTS for cell in parts.cells.values() if cell.part == part}.values())
    return StatedFigure(
        indicator=indicator.id,
        code=first.code,
        area=first.area,
        period=first.period,
        kind=first.kind,
        numerator=stated.get("numerator"),
        denominator=stated.get("denominator"),
        value=stated.get("value"),
        note="\n".join(dict.fromkeys(filter(None, (row.text("note") for row in rows)))),
        source="; ".join(dict.fromkeys(filter(None, (row.text("source") for row in rows)))),
        sheet=first.row.sheet,
        row=first.row.number,
        **cells,
    )


def _stated(cell: FigureCell, indicator: Indicator, findings: Findings) -> Stated:
    """Return what a cell states; what cannot be read is reported and not available."""
    unit: Unit = indicator.unit if cell.part == "value" else "count"
    try:
        stated = read_marked(cell.value, cell.number_format, unit, indicator.per)
    except Unreadable as reason:
        message = f"{reason} Until then the {cell.part} of {cell.code}, {cell.period} is left out."
        findings.add(Severity.ERROR, cell.row.sheet, cell.cell, message, "not a number")
        stated = None
    return stated or Stated(None, Missing.NOT_AVAILABLE, text=text_of(cell.value))


def _cannot_be(stated: Mapping[str, Stated], parts: Parts, findings: Findings) -> bool:
    """Report what no figure can be; say whether it is left out because of it."""
    wrong = False
    for part, cell in parts.cells.items():
        number = stated[part].value
        if number is None:
            continue
        if number < 0 and (part != "value" or parts.indicator.unit != "score"):
            message = f'"{stated[part].text}" is less than 0. {_until_corrected(cell)}'
            findings.add(Severity.ERROR, cell.row.sheet, cell.cell, message, "negative")
            wrong = True
        elif part == "value" and (limits := parts.indicator.beyond(number)):
            message = f'"{stated[part].text}" cannot be: the score is from {limits}. {_until_corrected(cell)}'
            findings.add(Severity.ERROR, cell.row.sheet, cell.cell, message, "score out of range")
            wrong = True
        elif part == "value" and parts.indicator.unit == "percent" and number > 1:
            message = f"{shown(number, 1, 'percent')} is more than 100%. It is read as it stands; check it."
            findings.add(Severity.WARNING, cell.row.sheet, cell.cell, message, "more than 100%")
    return _part_above_whole(stated, parts, findings) or wrong


def _part_above_whole(stated: Mapping[str, Stated], parts: Parts, findings: Findings) -> bool:
    numerator, denominator = stated.get("numerator"), stated.get("denominator")
    if parts.indicator.unit != "percent" or numerator is None or denominator is None:
        return False
    if numerator.value is None or denominator.value is None or numerator.value <= denominator.value:
        return False
    cell, whole = parts.cells["numerator"], parts.cells["denominator"]
    message = (
        f"the numerator {numerator.text} is above its denominator {denominator.text} in cell {whole.cell}."
        f" A percentage cannot be more than 100%. {_until_corrected(cell)}"
    )
    findings.add(Severity.ERROR, cell.row.sheet, cell.cell, message, "numerator above denominator")
    return True


def _until_corrected(cell: FigureCell) -> str:
    return f"The figure of {cell.code}, {cell.period} is left out until it is corrected."
