"""docs/commands.md: every example is run, and what it prints is what the page shows."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.support.commands import SAMPLES, run
from xlperf.hosts.cli import commands

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
LEFT_OUT = "…"


def examples() -> list[tuple[str, list[str]]]:
    """Return every command of the page with the lines shown beneath it; ``echo $?`` goes with the command before."""
    found: list[tuple[str, list[str]]] = []
    block = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("    $ ") and line != "    $ echo $?":
            found.append((line.removeprefix("    $ "), []))
            block = True
        elif block and (line.startswith("    ") or not line):
            found[-1][1].append(line.removeprefix("    "))
        else:
            block = False
    return found


def pattern(lines: list[str]) -> str:
    """
    Return what the output must match.

    A line of … stands for any lines, a … behind a space or digit for any text: others end a title that was cut. Columns
    stand apart by two spaces or more; how many is for the longest entry to say.
    """
    parts = []
    for line in lines:
        if line.strip() == LEFT_OUT:
            parts.append(r"(?:.*\n)*?")
        else:
            left_out = re.sub(r"(?<=[ \d])…|^…", ".*", re.escape(line).replace(r"\ ", " "))
            parts.append(re.sub(r"(?<=\S) {2,}", " {2,}", left_out) + r"\n")
    return "".join(parts)


@pytest.mark.parametrize(("command", "shown"), examples(), ids=[command for command, _ in examples()])
def test_an_example_prints_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, shown: list[str]
) -> None:
    for sample in SAMPLES.glob("*.xlsx"):
        shutil.copyfile(sample, tmp_path / sample.name)
    monkeypatch.chdir(tmp_path)
    code = 0
    if "$ echo $?" in shown:
        place = shown.index("$ echo $?")
        shown, code = shown[:place], int(shown[place + 1])
    while shown and not shown[-1]:
        shown = shown[:-1]
    program, *words = shlex.split(command)
    done = run(*words)
    assert program == "xlperf"
    assert re.fullmatch(pattern(shown), done.out + done.err), done.out + done.err
    if shown[-1] != LEFT_OUT:
        assert done.code == code


def test_every_command_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in commands.commands:
        assert f"\n## {name}\n" in text
        assert any(command.startswith(f"xlperf {name}") for command, _ in examples())
