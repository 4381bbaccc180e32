"""Figures as a pandas DataFrame, for analysts who go on from there: charts, joins, `to_excel`."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from xlperf.figure import Figure


def figures_frame(figures: Iterable[Figure]) -> pd.DataFrame:
    """
    Return one row a figure.

    Percentages are fractions, as everywhere in Python. A number that is missing is NA, with the reason in `missing`;
    `first_day` and `last_day` are timestamps, so that rows can be sorted and joined by time.
    """
    frame = pd.DataFrame([_row(figure) for figure in figures], columns=list(COLUMNS))
    return frame.astype(COLUMNS)


COLUMNS = {
    "indicator": "string",
    "title": "string",
    "area": "string",
    "period": "string",
    "first_day": "datetime64[ns]",
    "last_day": "datetime64[ns]",
    "kind": "string",
    "unit": "string",
    "numerator": "Float64",
    "denominator": "Float64",
    "value": "Float64",
    "shown": "string",
    "missing": "string",
    "provisional": "boolean",
    "target": "Float64",
    "percent_adrift": "Float64",
    "rating": "string",
    "trend": "string",
    "lower": "Float64",
    "upper": "Float64",
    "method": "string",
    "notes": "string",
}


def _row(figure: Figure) -> dict[str, object]:
    row = {name: getattr(figure, name) for name in COLUMNS if hasattr(figure, name)}
    return row | {
        "period": str(figure.period),
        "first_day": pd.Timestamp(figure.period.first_day),
        "last_day": pd.Timestamp(figure.period.last_day),
        "shown": figure.text,
        "missing": str(figure.missing) if figure.missing else None,
        "notes": " ".join(figure.notes),
    }
