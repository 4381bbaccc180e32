"""Figures and findings as JSON and csv speak them: percentages 0 to 100, whole counts without a decimal point."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlperf.figure import Figure, RowRef
from xlperf.journey.inspection import Inspection
from xlperf.journey.reconcile import Mismatch
from xlperf.workbook.publishable.finding import Finding

FIGURE_COLUMNS = (
    "indicator", "codes", "title", "area", "period", "kind", "numerator", "denominator", "value", "shown", "missing",
    "provisional", "unit", "target", "percent_adrift", "rating", "trend", "lower", "upper", "method", "population",
    "notes",
)  # fmt: skip


def figure_form(figure: Figure, with_rows: bool = False) -> dict[str, Any]:
    """Return a figure as one JSON object; `with_rows` adds the records behind its counts."""
    times = 100 if figure.unit == "percent" else 1
    form: dict[str, Any] = {
        "indicator": figure.indicator,
        "codes": list(figure.codes),
        "title": figure.title,
        "area": figure.area,
        "period": str(figure.period),
        "kind": figure.kind,
        "numerator": whole(figure.numerator),
        "denominator": whole(figure.denominator),
        "value": scaled(figure.value, times),
        "shown": figure.text,
        "missing": str(figure.missing) if figure.missing else None,
        "provisional": figure.provisional,
        "unit": figure.unit,
        "target": scaled(figure.target, times),
        "percent_adrift": scaled(figure.percent_adrift, 100),
        "rating": figure.rating,
        "trend": figure.trend,
        "lower": scaled(figure.lower, times),
        "upper": scaled(figure.upper, times),
        "method": figure.method,
        "population": population_form(figure),
        "notes": list(figure.notes),
    }
    if with_rows:
        form["rows"] = [
            *_rows("numerator", figure.numerator_rows),
            *_rows("denominator", figure.denominator_rows),
        ]
    return form


def figure_row(figure: Figure) -> list[str | float | bool | None]:
    """Return a figure as one row of csv, in the order of FIGURE_COLUMNS."""
    form = figure_form(figure)
    form["codes"] = "; ".join(form["codes"])
    form["notes"] = " ".join(form["notes"])
    form["population"] = str(figure.population) if figure.population else ""
    return [form[column] for column in FIGURE_COLUMNS]


def population_form(figure: Figure) -> dict[str, Any] | None:
    """Return what makes a rate reproducible: the number, area, year, ages, vintage and source."""
    population = figure.population
    if population is None:
        return None
    return {
        "number": whole(population.number),
        "area": figure.area,
        "year": population.year,
        "ages": population.ages,
        "vintage": population.vintage,
        "source": population.source,
    }


def inspection_form(inspection: Inspection) -> dict[str, Any]:
    """Return what a file is as one JSON object."""
    return {
        "file": inspection.file,
        "format": inspection.format,
        "return": inspection.what,
        "period": inspection.covers,
        "tables": [{"name": table.name, "sheet": table.sheet, "rows": table.rows} for table in inspection.tables],
        "problems": [
            {
                "severity": problem.severity.value,
                "sheet": problem.sheet,
                "cell": problem.cell,
                "message": problem.message,
            }
            for problem in inspection.problems
        ],
    }


def mismatch_form(mismatch: Mismatch) -> dict[str, Any]:
    """Return a stated value that does not follow from its counts as one JSON object."""
    return {
        "indicator": mismatch.indicator,
        "area": mismatch.area,
        "period": mismatch.period,
        "stated": mismatch.stated,
        "computed": mismatch.computed,
        "numerator": whole(mismatch.numerator),
        "denominator": whole(mismatch.denominator),
        "file": mismatch.file,
        "sheet": mismatch.sheet,
        "cell": mismatch.cell,
    }


def finding_form(finding: Finding) -> dict[str, str]:
    """Return what must not be published as one JSON object."""
    return {
        "kind": finding.kind,
        "part": finding.part,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def whole(number: float | None) -> float | int | None:
    """Return a whole number without its decimal point."""
    return int(number) if number is not None and float(number).is_integer() else number


def scaled(number: float | None, times: int) -> float | None:
    """Return the number times 1 or 100, exact on its decimals: 0.29 is 29.0, not 28.999999999999996."""
    return None if number is None else float(Decimal(repr(float(number))) * times)


def _rows(part: str, rows: Sequence[RowRef]) -> list[dict[str, Any]]:
    return [
        {"part": part, "file": row.file, "sheet": row.sheet, "line" if _is_xml(row.file) else "row": row.row}
        for row in rows
    ]


def _is_xml(file: str) -> bool:
    return file.casefold().endswith(".xml")
