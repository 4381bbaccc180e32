"""`xlperf annotate`: a return in, a copy with its findings out; the original and everything else stay as they are."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.annex_a_books import annex_a, as_csv
from tests.support.annex_a_sheets import rows
from tests.support.commands import ANNEX_A, DERBY, run
from tests.support.rich_workbook import MACROS, changed, loaded, parts_of
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.load import load
from xlperf.errors import OutputError, RequestError
from xlperf.journey import annotate as room
from xlperf.journey.annotate import annotate
from xlperf.journey.inspection import Inspection, inspect
from xlperf.workbook import FINDINGS_SHEET
from xlperf.workbook.read import read_book

MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(None)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(ANNEX_A, tmp_path / "return.xlsx"))


def test_every_problem_is_listed_and_those_of_cells_are_marked(
    tmp_path: Path, given: Path, catalogue: Catalogue
) -> None:
    before = hashlib.sha256(given.read_bytes()).hexdigest()
    done = annotate(given, tmp_path / "copy.xlsx", catalogue)
    assert hashlib.sha256(given.read_bytes()).hexdigest() == before
    found = inspect(given, catalogue).problems
    book = loaded(done.out)
    listed = list(book[FINDINGS_SHEET].iter_rows(min_row=5, values_only=True))
    assert [(row[0], row[1], row[2], row[3]) for row in listed] == [
        (one.severity.value, one.sheet, one.cell, one.message) for one in found
    ]
    assert done.problems == found
    assert done.cells == done.notes == len({(one.sheet, one.cell) for one in found}) == 9
    for one in found:
        assert one.message in book[one.sheet][one.cell].comment.text


def test_upd_9_a_copy_is_inspected_and_annotated_as_the_original(
    tmp_path: Path, given: Path, catalogue: Catalogue
) -> None:
    annotate(given, tmp_path / "one.xlsx", catalogue)
    annotate(tmp_path / "one.xlsx", tmp_path / "two.xlsx", catalogue)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    one, other = (inspect(path, catalogue) for path in (given, tmp_path / "one.xlsx"))
    assert [str(p).partition(",")[2] for p in one.problems] == [str(p).partition(",")[2] for p in other.problems]
    assert one.tables == other.tables
    assert FINDINGS_SHEET not in [grid.name for grid in read_book(tmp_path / "one.xlsx").grids]


def test_upd_6_a_workbook_with_macros_stays_one(tmp_path: Path, given: Path, catalogue: Catalogue) -> None:
    path = given.rename(tmp_path / "return.xlsm")
    changed(path, {"[Content_Types].xml": (PLAIN_TYPE, MACRO_TYPE)}, {"xl/vbaProject.bin": MACROS})
    with pytest.raises(OutputError, match=r"\.xlsx"):
        annotate(path, tmp_path / "copy.xlsx", catalogue)
    annotate(path, tmp_path / "copy.xlsm", catalogue)
    after = parts_of(tmp_path / "copy.xlsm")
    assert after["xl/vbaProject.bin"] == MACROS
    assert MACRO_TYPE in after["[Content_Types].xml"]
    misnamed = Path(shutil.copyfile(ANNEX_A, tmp_path / "misnamed.xlsm"))
    annotate(misnamed, tmp_path / "true.xlsx", catalogue)  # what it is, its content says
    assert not (tmp_path / "copy.xlsx").exists()


def test_upd_8_the_input_and_other_peoples_files_are_never_saved_over(
    tmp_path: Path, given: Path, catalogue: Catalogue
) -> None:
    with pytest.raises(OutputError, match="one of the inputs"):
        annotate(given, given, catalogue)
    annotate(given, tmp_path / "copy.xlsx", catalogue)
    kept = (tmp_path / "copy.xlsx").read_bytes()
    with pytest.raises(OutputError, match="is not replaced"):
        annotate(given, tmp_path / "copy.xlsx", catalogue)
    assert (tmp_path / "copy.xlsx").read_bytes() == kept


def test_upd_7_a_file_that_changes_meanwhile_is_refused(
    tmp_path: Path, given: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(change: Callable[[], object]) -> Callable[[Path, Catalogue], Inspection]:
        def inspected(path: Path, catalogue: Catalogue) -> Inspection:
            found = inspect(path, catalogue)
            change()
            return found

        return inspected

    def touched() -> None:
        os.utime(given, ns=(1, 1))

    def replaced() -> None:
        shutil.copyfile(given, tmp_path / "other")
        (tmp_path / "other").replace(given)

    for change in (touched, replaced, lambda: given.write_bytes(given.read_bytes() + b"\0")):
        monkeypatch.setattr(room, "inspect", meanwhile(change))
        with pytest.raises(RequestError, match="was changed while it was read"):
            annotate(given, tmp_path / "copy.xlsx", catalogue)
        assert not (tmp_path / "copy.xlsx").exists()


def test_upd_5_the_copy_appears_whole_or_not_at_all_and_is_private(
    tmp_path: Path, given: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OutputError, match="the disk is full"):
        annotate(given, tmp_path / "copy.xlsx", catalogue)
    assert [path.name for path in tmp_path.iterdir()] == ["return.xlsx"]
    monkeypatch.undo()
    annotate(given, tmp_path / "copy.xlsx", catalogue)
    assert stat.S_IMODE((tmp_path / "copy.xlsx").stat().st_mode) == 0o600


def test_upd_3_what_cannot_be_annotated_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    csv = as_csv(tmp_path / "List 7.csv", rows())
    done = run("annotate", csv, "--out", tmp_path / "copy.csv")
    assert (done.code, done.out) == (2, "")
    assert "only xlsx and xlsm workbooks can be annotated, and this is csv" in done.err
    made = run("report", "monthly", DERBY, "--period", "2011/12", "--out", tmp_path / "report.xlsx")
    assert made.code in (0, 1)
    done = run("annotate", tmp_path / "report.xlsx", "--out", tmp_path / "copy.xlsx")
    assert done.code == 2
    assert "This is a report made by xlperf" in done.err
    assert run("annotate", tmp_path, "--out", tmp_path / "copy.xlsx").code == 2
    assert run("annotate", tmp_path / "no.xlsx", "--out", tmp_path / "copy.xlsx").code == 2
    assert not list(tmp_path.glob("copy*"))


def test_no_childs_value_is_in_what_is_added(tmp_path: Path, catalogue: Catalogue) -> None:
    table = [list(row) for row in rows()]
    for row in table[1:]:
        row[0] = "CANARY-NAME-7"
    path = annex_a(tmp_path / "return.xlsx", table)
    done = annotate(path, tmp_path / "copy.xlsx", catalogue)
    assert done.problems
    before, after = parts_of(path), parts_of(done.out)
    for name, content in after.items():
        if before.get(name) != content:
            assert content.count(b"CANARY") == before.get(name, b"").count(b"CANARY")
    said = run("annotate", path, "--out", tmp_path / "again.xlsx")
    assert "CANARY" not in said.out + said.err
