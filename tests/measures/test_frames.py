from __future__ import annotations

import pandas as pd

from xlperf.figure import Figure
from xlperf.measures.frames import COLUMNS, figures_frame
from xlperf.period import Period
from xlperf.symbols import Missing


def figure(**more: object) -> Figure:
    known = {
        "indicator": "NI 65",
        "codes": ("NI 65",),
        "title": "Second plans",
        "area": "Haringey",
        "period": Period.parse("2010-01"),
        "kind": "actual",
        "unit": "percent",
        "places": 1,
    }
    return Figure(**(known | more))  # type: ignore[arg-type]


def test_a_frame_has_a_row_a_figure_with_fractions_and_days() -> None:
    frame = figures_frame([figure(value=33 / 246, missing=None, numerator=33.0, denominator=246.0, trend="improving")])
    assert list(frame.columns) == list(COLUMNS)
    assert frame.loc[0, "value"] == 33 / 246
    assert frame.loc[0, "shown"] == "13.4%"
    assert frame.loc[0, "last_day"] == pd.Timestamp(2010, 1, 31)


def test_a_missing_number_is_na_with_its_reason() -> None:
    frame = figures_frame([figure(missing=Missing.NOT_APPLICABLE)])
    assert frame["value"].isna().all()
    assert frame.loc[0, "missing"] == "z"
    assert frame["trend"].isna().all()


def test_no_figures_make_an_empty_frame_with_the_same_columns() -> None:
    assert list(figures_frame([]).dtypes.astype(str)) == list(figures_frame([figure()]).dtypes.astype(str))
