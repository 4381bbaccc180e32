"""``xlperf report`` and ``xlperf demo``: what is written where, what is never written over, and dates."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.commands import ANNEX_A, DERBY, HARINGEY, SAMPLES, run
from tests.support.performance import FIGURES, performance_workbook
from xlperf.folders import bundled
from xlperf.workbook.outputs import Maker, maker_of
from xlperf.workbook.pdf import PRINTED_BY_XLPERF
from xlperf.workbook.read import read_book

PERIOD = ("--period", "2011/12 Q3")


def part_of(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read(name)


def test_a_report_is_written_and_its_path_printed(tmp_path: Path) -> None:
    out = tmp_path / "Derby Q3.xlsx"
    done = run("report", "monthly", DERBY, *PERIOD, "--out", out)
    assert (done.code, done.out) == (0, f"{out}\n")
    assert read_book(out).grids[0].name == "Cover"
    assert [path.name for path in tmp_path.iterdir()] == ["Derby Q3.xlsx"]


def test_options_and_arguments_stand_in_any_order(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    run("report", "monthly", DERBY, *PERIOD, "--out", first, "--dated", "2012-02-24")
    run("report", "--dated=2012-02-24", "--out", second, *PERIOD, "monthly", DERBY)
    assert first.read_bytes() == second.read_bytes()


def test_problems_in_the_data_are_exit_code_1_and_the_report_is_there(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    done = run("report", "monthly", ANNEX_A, "--period", "2026-09", "--out", out, "--area", "Northbrook")
    assert done.code == 1
    assert done.err.startswith("error: annex_a.xlsx, List 7, cell ")
    assert b"<dc:title>Northbrook" in part_of(out, "docProps/core.xml")


def test_dated_is_printed_and_stands_in_the_properties(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    run("report", "monthly", DERBY, *PERIOD, "--out", out, "--dated", "2012-02-24")
    assert part_of(out, "docProps/core.xml").count(b">2012-02-24T00:00:00Z<") == 2
    assert any("24 February 2012" in str(cell) for row in read_book(out).grids[0].rows for cell in row)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["monthy", DERBY, *PERIOD, "--out", "r.xlsx"], 'There is no report plan "monthy". Did you mean "monthly"?'),
        (["monthly", DERBY, "--period", "12 months to 2011-12", "--out", "r.xlsx"], "Write for example 2011-12."),
        (["monthly", DERBY, "--period", "2011-12-31", "--out", "r.xlsx"], "2011-12-31 is a day"),
        (["monthly", DERBY, *PERIOD, "--out", "r.xlsx", "--dated", "24/02/2012"], "Write it as 2010-02-17."),
        (["monthly", DERBY, *PERIOD, "--out", "r.xls"], "Write --out r.xlsx."),
        (["monthly", DERBY, *PERIOD, "--out", "r"], "Write --out r.xlsx."),
        (["monthly", DERBY, *PERIOD, "--out", "nowhere/r.xlsx"], 'There is no folder "nowhere" to write into.'),
        (["monthly", DERBY, *PERIOD, "--out", ""], "--out must name the workbook to write"),
        (["monthly", DERBY, *PERIOD, "--out", "a" * 300 + ".xlsx"], "File name too long"),
        (["monthly", DERBY, *PERIOD, "--out", "folder.xlsx"], '"folder.xlsx" is a folder'),
        (["monthly", DERBY, *PERIOD], "Missing option '--out'."),
        (["monthly", DERBY, *PERIOD, "--out", "r.xlsx", "--area", "Drby"], 'Did you mean "Derby"?'),
        (["monthly", *PERIOD, "--out", "r.xlsx"], "Name at least one workbook"),
    ],
)
def test_a_request_that_cannot_be_carried_out_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[object], message: str
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    monkeypatch.chdir(tmp_path)
    done = run("report", *words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["folder.xlsx"]


def test_a_bad_place_to_write_to_is_told_before_anything_is_read(tmp_path: Path) -> None:
    done = run("report", "monthly", tmp_path / "not there.xlsx", *PERIOD, "--out", tmp_path / "report.doc")
    assert "A report is an .xlsx workbook" in done.err


# Nobody's workbook is saved over


def test_an_input_is_never_written_over_by_whatever_name(tmp_path: Path) -> None:
    source = tmp_path / "derby.xlsx"
    shutil.copyfile(DERBY, source)
    (tmp_path / "folder").mkdir()
    before = source.read_bytes()
    for out in (source, tmp_path / "folder" / ".." / "derby.xlsx"):
        done = run("report", "monthly", source, *PERIOD, "--out", out)
        assert done.code == 2
        assert "is one of the inputs, which are never saved over" in done.err
    assert source.read_bytes() == before


def test_a_workbook_of_somebody_elses_is_not_replaced(tmp_path: Path) -> None:
    theirs = performance_workbook(tmp_path / "theirs.xlsx", {"Figures": [FIGURES]})
    before = theirs.read_bytes()
    done = run("report", "monthly", DERBY, *PERIOD, "--out", theirs)
    assert "theirs.xlsx exists and is no report of xlperf, so it is not replaced." in done.err
    assert theirs.read_bytes() == before
    plain = tmp_path / "plain.xlsx"
    plain.write_text("not even a workbook")
    assert run("report", "monthly", DERBY, *PERIOD, "--out", plain).code == 2


def test_a_report_is_replaced_while_it_is_as_xlperf_wrote_it(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    for dated in ("2012-02-24", "2012-03-24"):
        assert run("report", "monthly", DERBY, *PERIOD, "--out", out, "--dated", dated).code == 0
    assert maker_of(out) is Maker.XLPERF


def test_a_report_or_template_that_somebody_saved_is_theirs(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    run("report", "monthly", DERBY, *PERIOD, "--out", out, "--dated", "2012-02-24")
    template = tmp_path / "template.xlsx"
    shutil.copyfile(bundled("workbooks") / "templates" / "performance.xlsx", template)
    for path in (out, template):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl keeps no sparklines
            book = openpyxl.load_workbook(path)
        book.worksheets[0]["Z99"] = "words of a service manager"
        book.save(path)
        assert maker_of(path) is Maker.XLPERF_AND_SOMEBODY
        before = path.read_bytes()
        done = run("report", "monthly", HARINGEY, "--period", "2010-01", "--out", path)
        assert done.code == 2
        assert "somebody has saved it since, so it is not replaced: it may hold their words." in done.err
        assert path.read_bytes() == before


def test_a_report_that_libreoffice_saved_is_theirs_too(tmp_path: Path, soffice: str) -> None:
    out, saved = tmp_path / "report.xlsx", tmp_path / "saved"
    run("report", "monthly", DERBY, *PERIOD, "--out", out, "--dated", "2012-02-24")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [soffice, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", saved, out]
    subprocess.run(words, capture_output=True, timeout=120, check=True)
    assert maker_of(saved / "report.xlsx") is not Maker.XLPERF


@pytest.mark.parametrize("part", ["docProps/custom.xml", "docProps/core.xml"])
def test_a_damaged_workbook_is_somebody_elses(tmp_path: Path, part: str) -> None:
    path = tmp_path / "report.xlsx"
    run("report", "monthly", DERBY, *PERIOD, "--out", path)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        start = package.getinfo(part).header_offset
    content[start + 60 : start + 90] = b"\xff" * 30
    path.write_bytes(content)
    assert maker_of(path) is Maker.SOMEBODY


def test_a_folder_that_takes_no_files_is_told_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = run("report", "monthly", tmp_path / "not there.xlsx", *PERIOD, "--out", tmp_path / "report.xlsx")
    assert done.code == 2
    assert "takes no new files: you may only read it. Choose another --out." in done.err


# PDF


def test_a_pdf_is_printed_beside_the_report_and_replaced_only_when_it_is_ours(tmp_path: Path, soffice: str) -> None:
    out = tmp_path / "- Derby & Söhne.xlsx"
    words = ("report", "monthly", DERBY, *PERIOD, "--out", out, "--pdf", "--dated", "2012-02-24")
    printed = out.with_suffix(".pdf")
    printed.write_bytes(b"%PDF-1.7 of last month" + PRINTED_BY_XLPERF)
    done = run(*words)
    assert (done.code, done.out) == (0, f"{out}\n{printed}\n")
    content = printed.read_bytes()
    assert len(content) > 10_000
    assert content.startswith(b"%PDF-")
    assert content.endswith(PRINTED_BY_XLPERF)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf", ".xlsx"]
    printed.write_bytes(b"%PDF-1.7 somebody else's")
    done = run(*words)
    assert done.code == 2
    assert "exists and was not printed by xlperf, so it is not replaced" in done.err
    assert printed.read_bytes() == b"%PDF-1.7 somebody else's"


def test_without_libreoffice_a_pdf_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlperf.workbook.pdf.libreoffice", lambda: None)
    done = run("report", "monthly", DERBY, *PERIOD, "--out", tmp_path / "report.xlsx", "--pdf")
    assert done.code == 2
    assert "LibreOffice, which is not installed. Install it, or leave out --pdf" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_printer_that_fails_leaves_the_report_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlperf.workbook.pdf.libreoffice", lambda: str(tmp_path / "no such program"))
    out = tmp_path / "report.xlsx"
    done = run("report", "monthly", DERBY, *PERIOD, "--out", out, "--pdf")
    assert done.code == 2
    assert "report.xlsx was written, but LibreOffice did not print it." in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["report.xlsx"]


# The demonstration


def test_demo_writes_every_report_the_same_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "deep" / "second"
    done = run("demo", "--out", first)
    assert done.code == 0
    written = [Path(line) for line in done.out.splitlines()]
    assert sorted(written) == sorted(first.iterdir())
    assert len(written) == 5
    run("demo", "--out", second)
    for path in written:
        assert path.read_bytes() == (second / path.name).read_bytes()


def test_demo_replaces_nothing_of_anybody_elses(tmp_path: Path) -> None:
    theirs = tmp_path / "derby_surgery.xlsx"
    theirs.write_bytes((SAMPLES / "annex_a.xlsx").read_bytes()[:-1])
    done = run("demo", "--out", tmp_path)
    assert done.code == 2
    assert "derby_surgery.xlsx exists and is no report of xlperf" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["derby_surgery.xlsx"]


def test_demo_into_a_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "demo"
    path.write_text("")
    for out in (path, path / "deeper"):
        done = run("demo", "--out", out)
        assert done.code == 2
        assert "is not a folder, so nothing can be written into it. Choose another --out." in done.err


# Some indicators only


def test_a_report_of_the_indicators_that_are_named(tmp_path: Path) -> None:
    out = tmp_path / "pack.xlsx"
    words = ("report", "surgery", DERBY, *PERIOD, "--out", out, "--indicator", "ss pm 7", "--dated", "2012-02-24")
    assert run(*words).code == 0
    names = [grid.name for grid in read_book(out).grids]
    assert "SS PM07 overview" in names
    assert not [name for name in names if name.startswith("EI&ISS")]


def test_an_indicator_that_there_is_not_is_told(tmp_path: Path) -> None:
    done = run("report", "monthly", DERBY, *PERIOD, "--out", tmp_path / "r.xlsx", "--indicator", "SS PM70")
    assert done.code == 2
    assert 'Did you mean "SS PM7" or "SS PM07"?' in done.err
    assert list(tmp_path.iterdir()) == []
