"""docs/returns.md: its table is made from the catalogue, the counting functions and what the readers give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.made_up_figures import inputs_of, write_the_sample
from xlperf.definitions.indicator import Counting, Indicator
from xlperf.definitions.load import load
from xlperf.journey.counted import STATED
from xlperf.measures.registry import months_before, needs, only_as_at, tables_taken
from xlperf.returns.child_level.returned import Return

PAGE = Path(__file__).parents[2] / "docs" / "returns.md"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Return]:
    """One return of each family with every list it can have, by its title."""
    inputs = inputs_of(write_the_sample(tmp_path_factory.mktemp("sample")))
    return {one.title: one for one in inputs.returns}


def counted(indicator: Indicator) -> Iterator[Counting]:
    return (one for one in (indicator.numerator, indicator.denominator) if one is not None and one.count != STATED)


def of_months(one: Return, lists: set[str]) -> str:
    """Return for how many months the lists of a return speak, where its definition says so of single lists."""
    told = {table.key: table.covers_months for table in load().returns[one.kind].tables} if one.by_list else {}
    months = [number for key in lists if (number := told.get(key)) is not None]
    return f", in its {min(months)} months" if months else ""


def answer(indicator: Indicator, one: Return, notes: dict[str, str]) -> str:
    """Return "yes" with what it takes, or "no" with the letter of the reason."""
    parts = list(counted(indicator))
    if not parts:
        return "no"
    lists = [tables_taken(part.count, one.tables) for part in parts]
    if all(lists):
        if any(only_as_at(part.count, one.tables) for part in parts):
            return "for its last day"
        months = max(months_before(part.count, part.arguments, one.tables) for part in parts)
        months += 12 if indicator.timing == "rolling" else 0
        if months:
            return f"yes, with {months} months before"
        return f"yes{of_months(one, {table for several in lists for table in several})}"
    wanted = {table for part in parts for table in needs(part.count)} - set(one.tables)
    lacks = [lack for lack in one.lacks if wanted & set(lack.tables)]
    letters = [notes.setdefault(f"{lack.reason} {lack.instead}", LETTERS[len(notes)]) for lack in lacks]
    return " ".join(["no", *(f"({letter})" for letter in letters)])


def table_of(indicators: list[Indicator], returns: dict[str, Return]) -> str:
    """Return the table of the page with the reasons beneath it."""
    notes: dict[str, str] = {}
    lines = [f"| Indicator | {' | '.join(returns)} |", f"|---|{'---|' * len(returns)}"]
    for one in indicators:
        # NI 59 stands for two indicators, at two times; their other codes tell them apart.
        name = one.all_codes[-1 if one.all_codes[0] == "NI 59" else 0]
        cells = [answer(one, each, notes) for each in returns.values()]
        lines.append(f"| {name}: {one.short_title or one.title} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", *(f"- ({letter}) {text}" for text, letter in notes.items())]) + "\n"


def test_the_table_of_the_page_is_what_the_catalogue_says(
    returns: dict[str, Return],
) -> None:
    expected = table_of(list(load().indicators.values()), returns)
    assert expected in PAGE.read_text(encoding="utf-8")


def test_an_indicator_that_every_return_lacks_is_stated_in_a_workbook(returns: dict[str, Return]) -> None:
    for one in load().indicators.values():
        given = [answer(one, each, {}) for each in returns.values()]
        assert any(not cell.startswith("no") for cell in given) == any(counted(one)), one.id
