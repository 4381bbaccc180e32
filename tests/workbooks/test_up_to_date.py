"""The bundled workbooks are those that the recipes write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.recipes import SAMPLES, WORKBOOKS, make, template

FILES = [f"templates/{template.FILE}", *(f"samples/{sample.file}" for sample in SAMPLES.values())]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workbooks")
    make.write_performance_workbooks(folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_bundled_workbook_is_what_its_recipe_writes(written: Path, name: str) -> None:
    same = (WORKBOOKS / name).read_bytes() == (written / name).read_bytes()
    assert same, f"workbooks/{name} differs from its recipe; run: python workbooks/recipes/make.py"


def test_two_runs_write_the_same_bytes(written: Path, tmp_path: Path) -> None:
    make.write_performance_workbooks(tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes()


def test_a_changed_fact_changes_the_workbook(written: Path, tmp_path: Path) -> None:
    sample = SAMPLES["haringey"]
    figures = sample.tables["figures"]
    other = replace(sample, tables={**sample.tables, "figures": figures[1:]})
    path = tmp_path / sample.file
    make.write_sample(other, path)
    assert path.read_bytes() != (written / "samples" / sample.file).read_bytes()
