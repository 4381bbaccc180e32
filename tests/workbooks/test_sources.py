"""Every row of a sample says where it comes from; words are our own and names of people invented."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.recipes import RECIPES, SAMPLES, sample_path
from xlperf.returns.performance import PerformanceWorkbook
from xlperf.sheets.grid import Book

SOURCES = ("printed", "inferred", "made up")
OWN_WORDS = {
    ("commentary", "text"),
    ("actions", "action"),
    ("meetings", "issues"),
    ("about", "text"),
    ("figures", "note"),
}
NAMES_AND_TITLES = {"Authority", "Board", "Title", "Background papers"}
LONGEST_SHARED_RUN = 8  # words; a measure's title or a committee's name alone can be as long


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_of_a_sample_has_a_source(book_of: Callable[[str], Book], name: str) -> None:
    for grid in book_of(name).grids:
        headings, *rows = grid.rows
        at = list(headings).index("Source")
        for row in rows:
            assert str(row[at]).startswith(SOURCES), f"{grid.name}: {row}"


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_of_a_recipe_has_a_source(name: str) -> None:
    rows = [row for table in SAMPLES[name].tables.values() for row in table]
    assert rows
    assert {row.source for row in rows} <= set(SOURCES)


def test_derbys_population_is_marked_inferred(workbook_of: Callable[[str], PerformanceWorkbook]) -> None:
    (stated,) = workbook_of("derby").populations
    assert (stated.population.number, stated.population.year) == (50890, 2010)
    assert stated.population.vintage == "inferred"
    assert stated.population.source.startswith("inferred")


def test_no_invented_council_is_called_printed(workbook_of: Callable[[str], PerformanceWorkbook]) -> None:
    assert {each.source.partition(":")[0] for each in workbook_of("derby").comparators} == {"made up"}


def test_no_name_of_an_official_stands_in_a_sample(shared: Path) -> None:
    surnames = _surnames("\n".join(seed.read_text(encoding="utf-8") for seed in (shared / "seeds").glob("*.txt")))
    assert len(surnames) >= 12
    texts = {str(path.name): path.read_text(encoding="utf-8") for path in RECIPES.glob("*.py")}
    texts |= {name: _package_text(sample_path(name)) for name in SAMPLES}
    for where, text in texts.items():
        for surname in surnames:
            assert not re.search(rf"\b{surname}\b", text), f"a surname of the documents stands in {where}"


def test_no_sentence_of_a_document_stands_in_a_sample(shared: Path) -> None:
    runs: set[tuple[str, ...]] = set()
    for seed in (shared / "seeds").glob("*.txt"):
        runs |= _runs(seed.read_text(encoding="utf-8"))
    for sample in SAMPLES.values():
        for table, rows in sample.tables.items():
            for row in rows:
                if table == "about" and row.cells["item"] in NAMES_AND_TITLES:
                    continue
                for key, text in row.cells.items():
                    if (table, key) in OWN_WORDS and isinstance(text, str):
                        assert not _runs(text) & runs, text


def _surnames(text: str) -> set[str]:
    """Return the surnames of the people whom the documents name as officers or members."""
    plain = re.sub(r"</?b>|\*\*", "", text)
    present = "".join(re.findall(r"### Attendees:(.*?)### ", plain + "### ", re.DOTALL))
    present += "".join(re.findall(r"### Apologies:(.*?)### ", plain + "### ", re.DOTALL))
    people = re.findall(r"\b[A-Z][a-z]+ ([A-Z][a-z]+) \([A-Z]{2}\)", present)
    for label in ("Service Director", "Accountable Officer"):
        for cell in re.findall(rf"{label} \| ([^|]+)\|", plain):
            people += re.findall(r"[A-Z][a-z]+ ([A-Z][a-z]+)", cell)
    for label in ("Contact person/Author", "Responsible Director"):
        people += re.findall(rf"{label}\s+[A-Z][a-z]+ ([A-Z][a-z]+)", plain)
    return set(people)


def _package_text(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9%.]+", text.casefold().replace("’", "'"))
    length = LONGEST_SHARED_RUN + 1
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
