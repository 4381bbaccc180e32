"""A census of 20 MB is read in a fraction of the memory: 100 MB have to do with less than 500 MB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.census import case, census, child, plain_counts, written

MEGABYTES = 20
MOST_A_MEGABYTE = 5  # 500 MB for 100

SCRIPT = """
import resource, sys
from xlperf.definitions.load import load
from xlperf.returns.cin import read_cin
from xlperf.workbook.census_xml import read_census

catalogue = load()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
document = read_census(sys.argv[1])
one = read_cin(document, catalogue)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(one.tables["children"]), len(one.tables["plan_reviews"]), len(one.problems), (after - before) / 1024)
"""


def test_memory_grows_with_what_is_kept_and_not_with_the_file(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="only Unix tells how much memory a program took")
    one = written(child("NUMBER", case()))
    whole = written(census())
    before, after = whole[: whole.index("<Child>")], "</Children></Message>"
    children = MEGABYTES * 1_000_000 // len(one)
    path = tmp_path / "large.xml"
    with path.open("w", encoding="utf-8") as target:
        target.write(before)
        target.writelines(one.replace("NUMBER", f"{number:08d}") for number in range(children))
        target.write(after)
    assert path.stat().st_size > MEGABYTES * 990_000
    run = subprocess.run([sys.executable, "-c", SCRIPT, str(path)], capture_output=True, text=True, check=True)
    read, reviews, problems, megabytes = run.stdout.split()
    assert (int(read), int(reviews)) == (children, children * plain_counts(one)["Reviews"])
    assert int(problems) == 0
    assert float(megabytes) < MEGABYTES * MOST_A_MEGABYTE
