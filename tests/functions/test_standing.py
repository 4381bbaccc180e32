"""A figure's rank and quartile among others."""

from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.functions.test_judgements import reason
from tests.support.cases import cases
from xlperf.functions import quartile, rank
from xlperf.results.compare import quartile_edges, ranks
from xlperf.results.polarity import HIGH, LOW, Polarity
from xlperf.sheets.grid import CellError

polarities = st.sampled_from([LOW, HIGH, Polarity.parse("20 to 40")])


@settings(max_examples=cases(100), deadline=None)
@given(st.lists(st.one_of(st.integers(0, 60), st.just("x")), min_size=1, max_size=12), polarities)
def test_each_ones_rank_is_that_of_all_ranked_together(values: list[int | str], polarity: Polarity) -> None:
    column = [[value] for value in values]
    together = ranks([None if isinstance(value, str) else float(value) for value in values], polarity)
    assert rank(column, column, str(polarity)) == [["x" if one is None else float(one)] for one in together]


def test_the_bands_of_the_department(shared: Path) -> None:
    with (shared / "oracles" / "lait_quartile_and_rank.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["function"] == "quartile_band"]
    checked = 0
    for row in rows:
        edges = [float(edge) for edge in row["quartile_edges_0_25_50_75_100"].split()]
        if not row["values"].replace(".", "").isdigit():
            continue
        if row["polarity"].casefold() not in ("low", "high") or quartile_edges(edges) != tuple(edges):
            continue
        found = quartile(float(row["values"]), [edges], row["polarity"])
        assert isinstance(found, CellError) if row["expected"] == "Error" else found == row["expected"]
        checked += 1
    assert checked >= 4


def test_where_a_range_is_good_the_distance_from_it_counts() -> None:
    values = [[10, 25, 30, 45, 80]]
    assert rank(values, values, "20 to 40") == [[4.0, 1.0, 1.0, 3.0, 5.0]]
    assert quartile([[25, 80]], values, "20 to 40") == [["A", "D"]]


def test_an_error_or_a_text_among_the_others_is_the_answer() -> None:
    assert rank(1, [[1, CellError("#DIV/0!")]], "low") == CellError("#DIV/0!")
    assert reason(quartile(1, [[1, 2, 3, "four"]], "low"), "#VALUE!") == "a value is a text, not a number."
    assert rank(1, [[None, "x"]], "low") == "x"
    assert "outside" in reason(quartile(9, [[1, 2, 3, 4]], "low"), "#N/A")
