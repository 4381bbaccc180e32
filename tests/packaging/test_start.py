"""start.py: what it understands, what it says, and that it installs only what is not there. Without network."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from xlperf.hosts.cli import commands

ROOT = Path(__file__).parents[2]
OWN_WORDS = {"test", "benchmarks"}
PYTHON = Path("environment") / "python"


@pytest.fixture
def start() -> ModuleType:
    """start.py as a module of its own for each test."""
    specification = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


class Calls:
    """Stands in for `subprocess`: keeps what would have been run, and where."""

    def __init__(self, codes: dict[str, int] | None = None) -> None:
        self.made: list[list[str]] = []
        self.folders: list[object] = []
        self.codes = codes or {}

    def call(self, words: list[str], cwd: object = None) -> int:
        self.made.append([str(word) for word in words])
        self.folders.append(cwd)
        return next((code for word, code in self.codes.items() if word in self.made[-1]), 0)

    def check_call(self, words: list[str], cwd: object = None) -> int:
        return self.call(words, cwd)


@pytest.fixture
def calls(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """What start.py would have run, its environment standing ready."""
    calls = Calls()
    monkeypatch.setattr(start, "subprocess", calls)
    monkeypatch.setattr(start, "environment", lambda with_test_tools: PYTHON)
    return calls


# What it understands


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"]])
def test_without_a_word_it_says_what_it_can_do_and_touches_nothing(
    start: ModuleType,
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
) -> None:
    monkeypatch.setattr(start, "environment", lambda with_test_tools: pytest.fail("an environment was asked for"))
    assert start.main(words) == 0
    said = capsys.readouterr().out
    assert "python start.py demo" in said
    assert "python start.py test" in said
    assert calls.made == []


@pytest.mark.parametrize("words", [["demo"], ["demo", "--out", "elsewhere"], ["figures", "--help"]])
def test_any_other_word_goes_to_xlperf_as_it_stands(start: ModuleType, calls: Calls, words: list[str]) -> None:
    assert start.main(words) == 0
    assert calls.made == [[str(PYTHON), "-m", "xlperf.hosts.cli", *words]]
    assert calls.folders == [None], "a path that the user types is meant from where the user stands"


def test_the_exit_code_is_that_of_xlperf(start: ModuleType, calls: Calls) -> None:
    calls.codes = {"check": 2}
    assert start.main(["check"]) == 2


def test_benchmarks_are_run_from_the_project_with_their_own_words(start: ModuleType, calls: Calls) -> None:
    assert start.main(["benchmarks", "--short"]) == 0
    assert calls.made == [[str(PYTHON), "-m", "benchmarks", "--short"]]
    assert calls.folders == [ROOT]


def test_the_tests_are_style_types_and_tests_in_this_order(start: ModuleType, calls: Calls) -> None:
    assert start.main(["test", "-k", "tiling"]) == 0
    assert [made[2] for made in calls.made] == ["ruff", "ruff", "mypy", "pytest"]
    assert calls.made[-1][-2:] == ["-k", "tiling"]
    assert set(calls.folders) == {ROOT}


def test_the_tests_stop_at_the_first_that_fails(start: ModuleType, calls: Calls) -> None:
    calls.codes = {"mypy": 1}
    assert start.main(["test"]) == 1
    assert [made[2] for made in calls.made] == ["ruff", "ruff", "mypy"]


@pytest.mark.parametrize(
    ("word", "expected"), [("demo", False), ("figures", False), ("test", True), ("benchmarks", True)]
)
def test_only_tests_and_benchmarks_ask_for_the_test_tools(
    start: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch, word: str, expected: bool
) -> None:
    asked: list[bool] = []

    def asking(with_test_tools: bool) -> Path:
        asked.append(with_test_tools)
        return PYTHON

    monkeypatch.setattr(start, "environment", asking)
    start.main([word])
    assert asked == [expected]


# On an old Python


def test_an_old_python_is_told_which_one_is_needed(
    start: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = SimpleNamespace(version_info=(3, 10, 12), version="3.10.12 (main, Nov 20 2023)")
    monkeypatch.setattr(start, "sys", old)
    assert start.main(["demo"]) == 2
    assert capsys.readouterr().out == "xlperf needs Python 3.11 or newer; this is 3.10.12.\n"
    assert calls.made == []


def test_an_old_python_can_read_the_file_so_far_as_to_say_so() -> None:
    text = (ROOT / "start.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 8))
    with pytest.raises(SyntaxError):  # so that the line above is known to be able to fail
        ast.parse(text + "\nmatch words:\n    case []:\n        pass\n", feature_version=(3, 8))


def test_the_oldest_python_is_that_of_the_package(start: ModuleType) -> None:
    wanted = re.search(r'requires-python = ">=([0-9.]+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert wanted is not None
    assert ".".join(map(str, start.OLDEST)) == wanted[1]


# What it installs


@pytest.fixture
def installing(start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Calls:
    """What would have been installed into an environment in a temporary folder."""
    calls = Calls()
    (tmp_path / "pyproject.toml").write_text("one", encoding="utf-8")
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(start, "subprocess", calls)
    monkeypatch.setattr(start, "venv", SimpleNamespace(create=lambda folder, with_pip: _make(folder)))
    return calls


def _make(folder: Path) -> None:
    for name in ("bin/python", "Scripts/python.exe"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).touch()


def pip_words(calls: Calls) -> list[list[str]]:
    """Return what pip was told, without the words that are always there."""
    assert all(made[1:5] == ["-m", "pip", "install", "--quiet"] for made in calls.made)
    return [made[5:] for made in calls.made]


def test_the_first_run_makes_an_environment_and_installs_xlperf_alone(start: ModuleType, installing: Calls) -> None:
    python = start.environment(with_test_tools=False)
    assert python.exists()
    assert python.is_relative_to(start.ENVIRONMENT)
    assert pip_words(installing) == [["--editable", "."]]
    assert {made[0] for made in installing.made} == {str(python)}, "only pip of the environment itself is used"


def test_for_tests_pip_is_made_new_enough_to_know_groups_first(start: ModuleType, installing: Calls) -> None:
    start.environment(with_test_tools=True)
    assert pip_words(installing) == [["--editable", "."], ["pip>=25.1"], ["--group", "dev"]]


def test_the_second_run_installs_nothing(start: ModuleType, installing: Calls) -> None:
    start.environment(with_test_tools=True)
    installing.made.clear()
    start.environment(with_test_tools=True)
    start.environment(with_test_tools=False)
    assert installing.made == []


def test_a_changed_pyproject_is_installed_again(start: ModuleType, installing: Calls) -> None:
    start.environment(with_test_tools=False)
    (start.ROOT / "pyproject.toml").write_text("two", encoding="utf-8")
    start.environment(with_test_tools=False)
    assert pip_words(installing) == [["--editable", "."], ["--editable", "."]]


def test_an_installation_that_fails_is_tried_again_the_next_time(
    start: ModuleType, installing: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr(installing, "check_call", _fail)
        with pytest.raises(subprocess.CalledProcessError):
            start.environment(with_test_tools=False)
    assert not list(start.ENVIRONMENT.glob("installed-*"))
    start.environment(with_test_tools=False)
    assert pip_words(installing) == [["--editable", "."]]


def _fail(words: list[str], cwd: object = None) -> int:
    raise subprocess.CalledProcessError(1, words)


# What others say of it


def said_of_start(file: str) -> list[str]:
    """Return the first word of every use of start.py that a file tells people."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return re.findall(r"python[0-9.]*\"? start\.py +([a-z_]+)", text)


@pytest.mark.parametrize("command", ["python start.py demo", "python start.py test"])
def test_the_readme_gives_both_commands(command: str) -> None:
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "start.py"])
def test_whatever_people_are_told_to_type_is_known(file: str) -> None:
    assert set(said_of_start(file)) <= OWN_WORDS | set(commands.commands)


def test_the_machine_runs_the_readme_s_own_test_command() -> None:
    assert "start.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_an_unknown_word_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "README.md").write_text("    python start.py tset\n", encoding="utf-8")
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    assert said_of_start("README.md") == ["tset"]
    assert "tset" not in OWN_WORDS | set(commands.commands)
