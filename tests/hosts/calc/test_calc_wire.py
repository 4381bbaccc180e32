"""The Python side of a click in LibreOffice: formulas, cells and questions on the wire, settings, installing."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from xlperf.actions.button import Outcome
from xlperf.errors import RequestError
from xlperf.hosts.addin_commands import addin
from xlperf.hosts.calc import installing, settings
from xlperf.hosts.calc.formula_text import calc_formula
from xlperf.hosts.calc.wire import cell_to_wire, packed, unpacked
from xlperf.hosts.calc.worker import Wire, run
from xlperf.sheets.grid import CellError

BOOK = {"answer": [{"id": 0, "name": "a.xlsx", "address": "", "saved": False}]}


@pytest.mark.parametrize(
    ("excel", "calc"),
    [
        ('=IF(B2>0,"a,b;c",1)', '=IF(B2>0;"a,b;c";1)'),
        ("=SUM(Data!A1:B2,'My sheet'!C3)", "=SUM($Data.A1:B2;$'My sheet'.C3)"),
        ("='It''s'!A1+1", "=$'It''s'.A1+1"),
        ('="say ""Data!A1"""', '="say ""Data!A1"""'),
        ("=SUM({1,2;3,4},5)", "=SUM({1;2|3;4};5)"),
        ("=ROUND(B2-C2,12)", "=ROUND(B2-C2;12)"),
    ],
)
def test_a_formula_is_spelt_as_libreoffice_takes_it(excel: str, calc: str) -> None:
    assert calc_formula(excel) == calc


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (None, None),
        ("73**", "73**"),
        (0.5, 0.5),
        (True, {"formula": "=TRUE()"}),
        (dt.date(2010, 1, 31), {"number": 40209.0, "format": "YYYY-MM-DD"}),
        (dt.datetime(2010, 1, 31, 12), {"number": 40209.5, "format": "YYYY-MM-DD HH:MM"}),
        (dt.time(6), {"number": 0.25, "format": "HH:MM"}),
        (dt.timedelta(hours=36), {"number": 1.5, "format": "[HH]:MM:SS"}),
        (CellError("#DIV/0!"), {"formula": "=1/0"}),
        (CellError("#SPILL!"), {"formula": "=NA()"}),
    ],
)
def test_a_cell_goes_as_a_text_a_number_or_what_makes_it(value: object, wire: object) -> None:
    assert cell_to_wire(value) == wire


def test_the_bytes_of_a_file_come_back() -> None:
    assert unpacked(packed(bytes(range(256)))) == bytes(range(256))


def clicked(name: str, given: dict[str, str], *answers: object) -> tuple[Outcome, list[list[object]]]:
    """Run a button against written answers; return what came of it, and what was asked."""
    asked = io.StringIO()
    outcome = run(name, given, Wire(io.StringIO("".join(json.dumps(one) + "\n" for one in answers)), asked))
    return outcome, [json.loads(line) for line in asked.getvalue().splitlines()]


def test_only_questions_without_an_answer_are_put() -> None:
    outcome, asked = clicked("rate_selection", {"polarity": "low"}, BOOK, {"answer": None})
    assert outcome.cancelled
    name, label, questions = asked[-1]
    assert (name, label) == ("ask", "Rate selection")
    assert isinstance(questions, list)
    assert [question["id"] for question in questions] == ["scheme", "target"]


def test_a_problem_of_libreoffice_is_told_in_its_own_sentence() -> None:
    outcome, _ = clicked("rate_selection", {}, {"problem": "LibreOffice refused it."})
    assert outcome == Outcome("LibreOffice refused it.", problem=True)


def test_a_libreoffice_that_is_gone_is_told() -> None:
    outcome, _ = clicked("rate_selection", {})
    assert outcome.problem
    assert "gone away" in outcome.said


def test_the_settings_name_a_python_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert settings.interpreter() is None
    python = tmp_path / "py thon 100%"
    python.write_bytes(b"")
    settings.settings_path().parent.mkdir()
    settings.settings_path().write_text(settings.settings_text(python), encoding="utf-8")
    assert settings.interpreter() == python
    python.unlink()
    assert settings.interpreter() is None


def test_installing_hands_the_file_to_libreoffice_and_names_the_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, said = tmp_path / "unopkg", tmp_path / "said"
    program.write_text(f'#!/bin/sh\necho "$@" >> {said}\ntest ! -e {tmp_path}/refuse || {{ echo no >&2; exit 1; }}\n')
    program.chmod(0o755)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(installing, "manager", lambda: str(program))
    installing.install_oxt(program, profile=tmp_path / "profile")
    assert settings.interpreter() == program
    installing.remove_oxt()
    assert settings.interpreter() is None
    add, remove = said.read_text().splitlines()
    assert add.startswith("add --force ")
    assert add.endswith(f"xlperf.oxt -env:UserInstallation={(tmp_path / 'profile').as_uri()}")
    assert remove == "remove org.xlperf.calc"
    (tmp_path / "refuse").touch()
    with pytest.raises(RequestError, match="LibreOffice refused the extension: no"):
        installing.install_oxt(program)


def test_the_command_installs_and_removes_for_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "install_oxt", lambda python: [f"installed for {python.name}"])
    monkeypatch.setattr(installing, "remove_oxt", lambda: ["removed"])
    runner = CliRunner()
    installed = runner.invoke(addin, ["install", "--libreoffice"], standalone_mode=False)
    assert installed.output == f"installed for {Path(sys.executable).name}\n"
    assert runner.invoke(addin, ["install", "--libreoffice", "--remove"], standalone_mode=False).output == "removed\n"


def test_without_libreoffice_installing_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing.shutil, "which", lambda _: None)
    monkeypatch.setattr(installing, "libreoffice", lambda: None)
    with pytest.raises(RequestError, match="Extension Manager"):
        installing.manager()
