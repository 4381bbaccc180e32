"""Whatever is typed and whatever a workbook holds: an exit code of 0, 1 or 2, and never an exception."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.annex_a_books import annex_a
from tests.support.annex_a_sheets import HEADINGS
from tests.support.commands import ANNEX_A, DERBY, HARINGEY, Outcome, run
from tests.support.performance import performance_workbook

COMMANDS = ["figures", "inspect", "report", "reconcile", "check", "calc", "indicators"]  # demo would write
PERIODS = [
    *("2010-01", "2011/12", "2011/12 Q3", "2009/10 to 2010-01", "12 months to 2010-01", "2012-02-19", "Jan-10"),
    *("1900/01", "1900-01", "2198/99", "2199-12", "2199/00", "0001-01", "9999-12", "2010-00", "", "2010/11 Q9"),
]
CODES = ["NI 59", "ni64", "PM04", "NI 51", "EH 01", "plan_rate", "CP number", "", "NI", "🙂"]
VALUES: st.SearchStrategy[object] = st.one_of(
    st.sampled_from(
        [
            None,
            "",
            " ",
            "73**",
            "75.5%*",
            "Total = 71",
            "N/A",
            "..",
            "c",
            "<5",
            "*",
            "low",
            "=1/0",
            "-1",
            "1e999",
            "1E5",
        ]
    ),
    st.sampled_from([0, 1, -1, 0.5, 100, 1e15, 1e300, 1e308, -1e308, 1e-300, True, dt.date(2010, 1, 31)]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=8),
    st.sampled_from(CODES + PERIODS),
)
HEADINGS_OF = {
    "Figures": ["Code", "Area", "Period", "Kind", "Numerator", "Denominator", "Value", "Note"],
    "Figures wide": ["Code", "Area", "Kind", "Part", "2010-01", "Jan-11", "2009/10"],
    "Measures": ["Code", "Title", "Unit", "Polarity", "Scheme", "Red limit", "Data only", "Timing", "Places"],
    "Targets": ["Code", "Area", "Period", "Target"],
    "Populations": ["Code", "Area", "Year", "Ages", "Population", "Vintage"],
    "Comparators": ["Code", "Area", "Period", "Value"],
    "Breakdowns": ["Code", "As at", "Breakdown", "Category", "Count", "Percent"],
    "Commentary": ["Code", "Period", "Part", "Text"],
    "About": ["Item", "Text"],
}
COLUMN_VALUES = {
    "Code": st.sampled_from(CODES),
    "Period": st.sampled_from(PERIODS),
    "As at": st.sampled_from(PERIODS),
    "Area": st.sampled_from([None, "Northbrook", "England", "Alder Team"]),
    "Kind": st.sampled_from([None, "actual", "forecast", "target"]),
    "Unit": st.sampled_from([None, "percent", "rate", "count", "score", "per 1,000"]),
    "Item": st.sampled_from(["Authority", "Authority code", "Title", "Board"]),
    "Year": st.sampled_from([2008, 2009, 2010, 2026, "mid-2010", "x"]),
}
WORDS: st.SearchStrategy[object] = st.one_of(
    st.sampled_from(COMMANDS),
    st.sampled_from(
        ["--json", "--csv", "--rows", "--period", "--area", "--indicator", "--out", "--dated", "--pd", "--"]
    ),
    st.sampled_from([*PERIODS, *CODES, "monthly", "percent", "rate", "PERF_BRAG", "1,2;3,4", "low", "-3", "z", "#N/A"]),
    st.sampled_from([HARINGEY, DERBY, ANNEX_A, "nowhere.xlsx", "a" * 5000, "\udcff.xlsx", "~", "*"]),
    st.text(st.characters(exclude_characters="\0"), max_size=6),  # no system hands a NUL to a program
)

slowly = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ended_well(done: Outcome, as_json: bool = False) -> None:
    assert done.code in {0, 1, 2}
    assert "Traceback" not in done.err
    if done.code == 2:
        assert done.err.strip()
    if as_json:
        json.loads(done.out, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))


@settings(slowly, max_examples=150)
@given(st.sampled_from(COMMANDS), st.lists(WORDS, max_size=7))
def test_any_words_end_well(tmp_path: Path, command: str, words: list[object]) -> None:
    words = [word for word in words if not str(word).endswith(".xlsx") or not str(word).startswith("-")]
    if "--out" in words:
        words.insert(words.index("--out") + 1, tmp_path / "report.xlsx")
    ended_well(run(command, *words))


@settings(slowly, max_examples=30)
@given(st.sampled_from(PERIODS), st.sampled_from(CODES), st.sampled_from([HARINGEY, DERBY, ANNEX_A]))
def test_any_period_and_indicator_end_well(period: str, code: str, sample: Path) -> None:
    done = run("figures", sample, "--period", period, "--indicator", code, "--json", "--rows")
    ended_well(done, as_json=True)


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, list[list[object]]]:
    found: dict[str, list[list[object]]] = {}
    names = draw(st.lists(st.sampled_from(sorted(HEADINGS_OF)), min_size=1, max_size=4, unique=True))
    for name in [*names, *(["Figures"] if "Figures" not in names else [])]:
        headings = HEADINGS_OF[name]
        kept = [heading for heading in headings if draw(st.integers(0, 9)) > 0]
        row = st.tuples(*(st.one_of(COLUMN_VALUES.get(heading, VALUES), VALUES) for heading in kept))
        usual = st.tuples(*(COLUMN_VALUES.get(heading, VALUES) for heading in kept))
        found[name] = [list(kept), *map(list, draw(st.lists(st.one_of(usual, usual, row), max_size=6)))]
    return found


numbers = itertools.count()


@settings(slowly, max_examples=30)
@given(sheets(), st.sampled_from(PERIODS[:7] + PERIODS[7:11]))
def test_any_performance_workbook_ends_well(tmp_path: Path, made: dict[str, list[list[object]]], period: str) -> None:
    path = performance_workbook(tmp_path / f"{next(numbers)}.xlsx", made)  # type: ignore[arg-type]
    ended_well(run("figures", path, "--period", period, "--json", "--rows"), as_json=True)
    ended_well(run("figures", path, "--period", period))
    ended_well(run("figures", path, "--period", period, "--csv"))
    ended_well(run("inspect", path, "--json"), as_json=True)
    ended_well(run("reconcile", path, "--json"), as_json=True)
    out = tmp_path / f"report {path.name}"
    done = run("report", "monthly", path, "--period", period, "--out", out)
    ended_well(done)
    assert out.exists() == (done.code != 2)


CHILD_VALUES: st.SearchStrategy[object] = st.one_of(
    st.dates(dt.date(2024, 1, 1), dt.date(2026, 10, 5)).map(lambda day: dt.datetime(day.year, day.month, day.day)),
    st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31)).map(lambda day: dt.datetime(day.year, day.month, day.day)),
    st.sampled_from(
        [None, 0, 1, 2, -5, 1e300, 45000, "31/02/2026", "b) Female", "Neglect", "Alder Team", "x", True, "#N/A"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=6),
)


@settings(slowly)
@given(st.lists(st.lists(CHILD_VALUES, min_size=len(HEADINGS), max_size=len(HEADINGS)), max_size=8))
def test_any_annex_a_ends_well(tmp_path: Path, rows: list[list[object]]) -> None:
    path = annex_a(tmp_path / f"{next(numbers)}.xlsx", [HEADINGS, *rows])  # type: ignore[list-item]
    for area in ("", "Alder Team"):
        words = ("figures", path, "--period", "2026-09", "--area", area, "--json", "--rows")
        ended_well(run(*words), as_json=True)
    ended_well(run("inspect", path, "--json"), as_json=True)
    ended_well(run("report", "monthly", path, "--period", "2026-09", "--out", tmp_path / f"r{path.name}"))
