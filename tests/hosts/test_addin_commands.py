"""``xlperf addin`` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xlperf.addin.xlam import sources, xlam_bytes
from xlperf.hosts.cli import commands
from xlperf.hosts.excel import installing


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(commands, ["addin", *map(str, words)])


def test_build_writes_both_add_ins_and_says_where(tmp_path: Path) -> None:
    done = run("build", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.split() == [str(tmp_path / "out" / name) for name in ("xlperf.xlam", "xlperf.oxt")]
    assert (tmp_path / "out" / "xlperf.xlam").read_bytes() == xlam_bytes(sources())


@pytest.mark.parametrize("words", [("--pyodide", "folder"), ("--address", "https://example.org")])
def test_what_only_the_web_add_in_needs_is_refused_without_it(tmp_path: Path, words: tuple[str, str]) -> None:
    done = run("build", "--out", tmp_path / "out", *words)
    assert done.exit_code == 2
    assert f"{words[0]} goes with --web" in done.stderr
    assert not (tmp_path / "out").exists()


def test_install_and_remove_in_a_folder_of_ones_own(tmp_path: Path) -> None:
    done = run("install", "--into", tmp_path / "here")
    assert done.exit_code == 0, done.stderr
    assert f"--remove --into {tmp_path / 'here'}" in done.stdout
    assert (tmp_path / "here" / "xlperf.xlam").is_file()
    undone = run("install", "--remove", "--into", tmp_path / "here")
    assert undone.exit_code == 0, undone.stderr
    assert not (tmp_path / "here").exists()


def test_install_where_there_is_no_excel_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "is_windows", lambda: False)
    done = run("install")
    assert done.exit_code == 2
    assert "only on Windows" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_interpreter_that_is_none_is_refused(tmp_path: Path) -> None:
    done = run("install", "--into", tmp_path, "--interpreter", tmp_path / "none.exe")
    assert done.exit_code == 2
    assert "is no file" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_says_the_same_in_words_and_in_json() -> None:
    words, document = run("doctor"), run("doctor", "--json")
    findings = json.loads(document.stdout)
    assert words.exit_code == document.exit_code == int(any(found["state"] == "wrong" for found in findings))
    for found in findings:
        assert set(found) == {"check", "state", "said", "remedy"}
        assert f"{found['check']}: {found['said']}" in words.stdout


def test_help_names_every_command() -> None:
    done = run("--help")
    assert all(f"  {name} " in done.stdout for name in ("build", "install", "doctor", "serve"))
