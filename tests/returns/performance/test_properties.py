"""Laws of reading: the order of rows never matters, and the long and the wide form say the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.reading import LONG, read
from xlperf.figure import Kind
from xlperf.returns.performance import PerformanceWorkbook, StatedFigure
from xlperf.sheets.grid import CellValue

CODES = ("NI 59", "NI 60", "NI 64", "PM04", "CP number", "L0508")
PERIODS = ("2009-12", "2010-01", "2010-05", "2009/10", "2011/12 Q2", "2012-02-19", "2009/10 to 2010-01")
AREAS = ("", "North team", "South team")
KINDS: tuple[Kind, ...] = ("actual", "forecast")

Key = tuple[str, str, str, str]
Parts = tuple[CellValue, CellValue, CellValue]

written = st.one_of(
    st.none(),
    st.floats(0, 100).map(lambda number: round(number, 2)),
    st.sampled_from(["73**", "12*", "N/A", "x", "c", "low", "1,234", "rubbish", "-4"]),
)
keys = st.tuples(st.sampled_from(CODES), st.sampled_from(AREAS), st.sampled_from(PERIODS), st.sampled_from(KINDS))
figures = st.dictionaries(keys, st.tuples(written, written, written), max_size=12)


def long_rows(stated: dict[Key, Parts]) -> list[list[CellValue]]:
    return [[code, area, period, kind, *parts] for (code, area, period, kind), parts in stated.items()]


def wide_rows(stated: dict[Key, Parts]) -> list[list[CellValue]]:
    """Return the same figures with a column for each period and a row for each part."""
    lines = dict.fromkeys((code, area, kind) for code, area, _, kind in stated)
    rows: list[list[CellValue]] = []
    for code, area, kind in lines:
        for place, part in enumerate(("numerator", "denominator", "value")):
            cells = [stated.get((code, area, period, kind), (None, None, None))[place] for period in PERIODS]
            rows.append([code, area, kind, part, *cells])
    return rows


def without_places(workbook: PerformanceWorkbook) -> set[StatedFigure]:
    nowhere = {"row": 0, "sheet": "", "numerator_cell": "", "denominator_cell": "", "value_cell": ""}
    return {replace(figure, **nowhere) for figure in workbook.figures}


def kinds_of_problems(workbook: PerformanceWorkbook) -> list[tuple[str, str]]:
    return sorted((problem.rule, problem.sheet) for problem in workbook.problems)


@settings(max_examples=cases(60), deadline=None)
@given(figures, st.randoms())
def test_the_order_of_rows_never_matters(stated: dict[Key, Parts], random: object) -> None:
    rows = long_rows(stated)
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = read(Figures=[LONG, *rows]), read(Figures=[LONG, *shuffled])
    assert without_places(one) == without_places(other)
    assert kinds_of_problems(one) == kinds_of_problems(other)


@settings(max_examples=cases(60), deadline=None)
@given(figures)
def test_the_long_and_the_wide_form_read_alike(stated: dict[Key, Parts]) -> None:
    headings = ["Code", "Area", "Kind", "Part", *PERIODS]
    long, wide = read(Figures=[LONG, *long_rows(stated)]), read(Figures=[headings, *wide_rows(stated)])
    assert without_places(long) == without_places(wide)
    assert kinds_of_problems(long) == kinds_of_problems(wide)


@settings(max_examples=cases(60), deadline=None)
@given(
    st.lists(st.lists(st.one_of(st.none(), st.text(max_size=8), st.floats(), st.booleans()), max_size=8), max_size=6)
)
def test_whatever_stands_in_a_sheet_reading_goes_on(rows: list[list[CellValue]]) -> None:
    workbook = read(Figures=[LONG, *rows], Measures=[["Code", "Unit", "Places"], *rows], Commentary=rows)
    assert all(problem.sheet for problem in workbook.problems)
