"""What `xlperf annotate` prints."""

from __future__ import annotations

from pathlib import Path

from tests.support.commands import ANNEX_A, DERBY, run


def test_the_copy_is_named_with_what_was_marked(tmp_path: Path) -> None:
    done = run("annotate", ANNEX_A, "--out", tmp_path / "copy.xlsx")
    assert (done.code, done.err) == (1, "")
    name, said = done.out.splitlines()
    assert name == str(tmp_path / "copy.xlsx")
    assert said == '9 problems, listed in the sheet "xlperf findings"; 9 cells are marked, 9 with a note.'


def test_a_sound_return_gives_a_copy_that_says_so(tmp_path: Path) -> None:
    done = run("annotate", DERBY, "--out", tmp_path / "copy.xlsx")
    assert done.code == 0
    assert done.out.splitlines()[1:] == ['Nothing was found, and the sheet "xlperf findings" says so.']


def test_json_is_one_document_also_for_a_refusal(tmp_path: Path) -> None:
    done = run("annotate", ANNEX_A, "--out", tmp_path / "copy.xlsx", "--json")
    assert done.document == {
        "file": "copy.xlsx",
        "sheet": "xlperf findings",
        "problems": 9,
        "cells": 9,
        "notes": 9,
        "left_out": [],
    }
    assert done.err == ""
    again = run("annotate", ANNEX_A, "--out", tmp_path / "copy.xlsx", "--json")
    assert (again.code, list(again.document)) == (2, ["error"])
