"""What was planted is what the readers find, at its cell, and nothing else."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.support.made_up import a_world, places, planted_places, read_back
from xlperf.definitions.load import load
from xlperf.errors import RequestError
from xlperf.made_up.dirt_in_census import MISTAKES
from xlperf.made_up.dirt_in_lists import annex_a_mistakes, local_mistakes, ssda903_mistakes
from xlperf.made_up.sample import write_sample, write_world

SHARE = 0.15


@pytest.fixture(scope="module")
def dirty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dirty")
    return folder, write_world(a_world(3000), folder, SHARE)


@pytest.fixture(scope="module")
def found(dirty):
    folder, _ = dirty
    return read_back(folder)


def test_the_readers_find_every_planted_problem_at_its_place_and_no_other(dirty, found):
    _, sample = dirty
    problems = Counter[tuple[str, str, str]]()
    for one in found.values():
        problems += places(one.problems)
    assert problems == planted_places(sample.planted)


def test_problems_stand_on_the_sheets_and_elements_they_are_planted_in(dirty, found):
    _, sample = dirty
    sheets = {(one.file.rpartition("/")[2], one.cell, one.sheet) for one in sample.planted if one.sheet}
    told = {(one.file, one.cell, one.sheet) for read in found.values() for one in read.problems}
    assert sheets <= told


def test_every_family_has_its_share_of_many_kinds(dirty, found):
    _, sample = dirty
    kinds = Counter(one.file.partition("/")[0] for one in sample.planted)
    assert kinds.keys() == {"annex_a.xlsx", "ssda903", "cin", "local"}
    # A child is told of once, so that there are a few less.
    rows = sum(len(table) for table in found["annex_a"].tables.values() if table.sheet.startswith("List"))
    assert 0.3 * SHARE * rows < kinds["annex_a.xlsx"] < 1.2 * SHARE * rows


def test_nearly_every_kind_of_mistake_is_made_somewhere(dirty):
    _, sample = dirty
    definitions = load().returns
    possible = [
        *annex_a_mistakes(definitions["annex_a"]).values(),
        *ssda903_mistakes(definitions["ssda903_2024"]).values(),
        *local_mistakes(definitions["assessments"]).values(),
        *local_mistakes(definitions["posts"]).values(),
        MISTAKES,
    ]
    rules = {mistake.rule for mistakes in possible for mistake in mistakes} | {"duplicate child"}
    made = {one.rule for one in sample.planted}
    assert made <= rules
    assert len(rules - made) <= 4, sorted(rules - made)


def test_planted_csv_lists_what_was_planted(dirty):
    folder, sample = dirty
    lines = (folder / "planted.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "file,sheet,cell,rule"
    assert len(lines) == len(sample.planted) + 1
    assert folder / "planted.csv" in sample.files


def test_a_clean_sample_has_no_list_of_planted_problems(tmp_path):
    assert not [path for path in write_sample(5, 1, tmp_path, years=1) if path.name == "planted.csv"]


@pytest.mark.parametrize("share", [-0.1, 0.6, float("nan")])
def test_a_share_that_is_none_is_refused(tmp_path, share):
    with pytest.raises(RequestError, match="share of records"):
        write_sample(5, 1, tmp_path, problems=share)
