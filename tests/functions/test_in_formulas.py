"""Our functions are found in formulas as every host writes them, and nowhere else."""

from __future__ import annotations

import pytest

from xlperf.functions.in_formulas import Reference, calls_in, constant, reference, shifted
from xlperf.sheets.grid import CellError

SPELLINGS = [
    'PERF_TO_TARGET(A1,B1,0.1,"low")',
    'perf_to_target(A1,B1,0.1,"low")',
    '+PERF_TO_TARGET( A1,B1,0.1,"low")',
    'xlperf.xlam!PERF_TO_TARGET(A1,B1,0.1,"low")',
    "'C:\\Users\\a b\\XLSTART\\xlperf.xlam'!PERF_TO_TARGET(A1,B1,0.1,\"low\")",
    '[1]!PERF_TO_TARGET(A1,B1,0.1,"low")',
    '_xlfn.PERF_TO_TARGET(A1,B1,0.1,"low")',
    '_xludf.PERF_TO_TARGET(A1,B1,0.1,"low")',
    'XLPERF.PERF_TO_TARGET(A1,B1,0.1,"low")',
    '_xldudf_XLPERF_PERF_TO_TARGET(A1,B1,0.1,"low")',
    'org.xlperf.calc.Functions.perfToTarget(A1,B1,0.1,"low")',
    'ORG.XLPERF.CALC.FUNCTIONS.PERFTOTARGET(A1,B1,0.1,"low")',
]


@pytest.mark.parametrize("formula", SPELLINGS)
def test_every_hosts_spelling_is_one_call(formula: str) -> None:
    (call,) = calls_in(formula)
    assert (call.plain_name, call.is_whole) == ("PERFTOTARGET", True)
    assert [part.strip() for part in call.arguments] == ["A1", "B1", "0.1", '"low"']


@pytest.mark.parametrize(
    "formula",
    ["SUM(A1:A9)", '"PERF_RATE(1,2)"&A1', "SUPERF_RATE(1,2)", "'PERF_RATE(1)'!A1", "MY.PERF(1)", "PERF_TOTAL+1", ""],
)
def test_what_only_looks_like_one_is_none(formula: str) -> None:
    assert calls_in(formula) == []


def test_a_call_inside_another_formula_is_not_the_whole() -> None:
    (call,) = calls_in('IF(PERF_BRAG(A1,B1,"low")="Red",1,0)')
    assert (call.plain_name, call.is_whole) == ("PERFBRAG", False)
    assert [call.is_whole for call in calls_in("PERF_RATE(1,2)+PERF_RATE(3,4)")] == [False, False]


def test_arguments_part_at_commas_of_the_call_alone() -> None:
    (call,) = calls_in("PERF_YTD({1,2;3,4},SUM(A1,B1),\"a,(b\",'x,y'!A1)")
    assert call.arguments == ("{1,2;3,4}", "SUM(A1,B1)", '"a,(b"', "'x,y'!A1")


def test_a_shared_formula_reads_as_it_stands_in_each_cell() -> None:
    assert shifted('PERF_RATE(A2,$B2,C$3,$D$4,"A1",LOG10(Z9))', 2, 1) == 'PERF_RATE(B4,$B4,D$3,$D$4,"A1",LOG10(AA11))'
    assert shifted("PERF_RATE(Plans1!A2,'My A1'!B2:C3)", 1, 0) == "PERF_RATE(Plans1!A3,'My A1'!B3:C4)"


def test_arguments_are_constants_or_references() -> None:
    assert [constant(text) for text in ("10%", "-1.5", '"a""b"', "TRUE", "", "#N/A", "A1")] == [
        (0.1,), (-1.5,), ('a"b',), (True,), (None,), (CellError("#N/A"),), None
    ]  # fmt: skip
    assert reference("'It''s'!$B$3:A1") == Reference("'It''s'!$B$3:A1", "It's", (1, 1), (3, 2))
    assert reference("A:A") is None
    assert reference("SUM(A1)") is None
