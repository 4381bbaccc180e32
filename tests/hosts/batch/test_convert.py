"""`xlperf convert` and `verify` as their users meet them: whole runs in processes of their own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.support.runs import convert, folder_of, started, tree
from xlperf.hosts.batch.lock import LOCK
from xlperf.hosts.cli import commands


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of good returns and what an undisturbed run makes of it."""
    base = tmp_path_factory.mktemp("undisturbed")
    folder = folder_of(base / "in", 6)
    ran = convert(folder, base / "out", "--workers", "2")
    assert ran.returncode == 0, ran.stderr
    return folder, base / "out"


def manifest(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / "manifest.jsonl").read_text("ascii").splitlines()]


def test_every_return_gives_a_report_and_the_manifest_says_so(undisturbed: tuple[Path, Path]) -> None:
    folder, out = undisturbed
    asked, *entries = manifest(out)
    assert asked["plan"] == "monthly"
    assert [entry["source"] for entry in entries] == sorted(path.name for path in folder.iterdir())
    assert {entry["status"] for entry in entries} == {"done"}
    assert all((out / str(entry["output"])).is_file() for entry in entries)
    assert set(tree(out)) == {str(entry["output"]) for entry in entries} | {"manifest.jsonl", "summary.xlsx"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in out.iterdir())


def test_one_worker_or_many_elsewhere_and_at_another_time_give_the_same_bytes(
    undisturbed: tuple[Path, Path], tmp_path: Path
) -> None:
    """BAT-15, BAT-16, BAT-17, BAT-18."""
    folder, out = undisturbed
    ran = convert(folder, tmp_path / "out", "--workers", "1", LC_ALL="C", TZ="Pacific/Auckland", PYTHONHASHSEED="7")
    assert ran.returncode == 0
    assert tree(tmp_path / "out") == tree(out)


def test_one_bad_return_costs_one_report(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    """BAT-1: the other reports are those of a run without it."""
    folder, out = undisturbed
    shutil.copytree(folder, tmp_path / "in")
    (tmp_path / "in" / "a_page.xls").write_text("<html><form>Sign in</form></html>", encoding="utf-8")
    ran = convert(tmp_path / "in", tmp_path / "out", "--workers", "2")
    assert ran.returncode == 1
    assert ran.stderr.count("a_page.xls") == 1
    assert "web page" in ran.stderr
    assert "Traceback" not in ran.stderr
    own = {"manifest.jsonl", "summary.xlsx"}
    assert {k: v for k, v in tree(tmp_path / "out").items() if k not in own} == {
        k: v for k, v in tree(out).items() if k not in own
    }


def test_a_run_that_is_killed_is_taken_up(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    """BAT-3, SEC-17: no worker outlives its parent, and the resumed tree is that of an undisturbed run."""
    folder, out = undisturbed
    mine = tmp_path / "out"
    run = started(folder, mine, "--workers", "2")
    wait_for(lambda: len(list(mine.glob("return_*.xlsx"))) >= 2)
    workers = children(run.pid)
    assert workers
    run.kill()
    run.communicate()
    wait_for(lambda: not any(alive(worker) for worker in workers), seconds=5)
    assert not (mine / "manifest.jsonl").exists()
    (mine / ".xlperf-0123456789abcdef.part").write_bytes(b"half")
    again = convert(folder, mine, "--workers", "2", "--resume")
    assert again.returncode == 0, again.stderr
    assert "from an earlier run" in again.stdout
    assert tree(mine) == tree(out)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_ends_quickly_and_can_be_taken_up(
    undisturbed: tuple[Path, Path], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """BAT-5."""
    folder, out = undisturbed
    run = started(folder, tmp_path / "out", "--workers", "1")
    wait_for(lambda: len(list((tmp_path / "out").glob("return_*.xlsx"))) >= 1)
    asked = time.monotonic()
    run.send_signal(number)
    _, said = run.communicate(timeout=20)
    assert time.monotonic() - asked < 5
    assert run.returncode == code
    assert "--resume" in said
    assert "Traceback" not in said
    assert convert(folder, tmp_path / "out", "--resume").returncode == 0
    assert tree(tmp_path / "out") == tree(out)


def test_resuming_redoes_only_what_changed(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    """BAT-21: by content, not by time; another plan redoes everything."""
    folder = folder_of(tmp_path / "in", 3)
    out = tmp_path / "out"
    assert convert(folder, out).returncode == 0
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    shutil.copy(folder / "return_001.xlsx", folder / "return_000.xlsx")
    (out / "return_002.xlsx").unlink()
    ran = convert(folder, out, "--resume", "--progress", "json")
    redone = [json.loads(line)["source"] for line in ran.stderr.splitlines()]
    assert sorted(redone) == ["return_000.xlsx", "return_002.xlsx"]
    ran = convert(folder, out, "--resume", "--plan", "board", "--progress", "lines")
    assert len(ran.stderr.splitlines()) == 3


def test_a_folder_with_an_earlier_run_is_not_written_over(undisturbed: tuple[Path, Path]) -> None:
    folder, out = undisturbed
    before = tree(out)
    ran = convert(folder, out)
    assert ran.returncode == 2
    assert "--resume" in ran.stderr
    assert tree(out) == before


def test_a_second_run_on_one_folder_ends_at_once(tmp_path: Path) -> None:
    """BAT-10: a lock of a process that is alive holds, that of a dead one does not."""
    folder = folder_of(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    lock = tmp_path / "out" / LOCK
    lock.write_text(str(os.getpid()), encoding="ascii")
    ran = convert(folder, tmp_path / "out")
    assert ran.returncode == 2
    assert f"process {os.getpid()}" in ran.stderr
    lock.write_text("999999999", encoding="ascii")
    assert convert(folder, tmp_path / "out").returncode == 0
    assert not lock.exists()


def test_a_return_that_takes_too_long_fails_by_name(tmp_path: Path) -> None:
    """BAT-2: the time is that of one return, and the others are made."""
    folder = folder_of(tmp_path / "in", 2)
    rows = "".join(f"NI {number},2009/10,1,2\n" for number in range(400_000))
    (folder / "large.csv").write_text(f"Code,Period,Numerator,Denominator\n{rows}", encoding="utf-8")
    ran = convert(folder, tmp_path / "out", "--seconds", "1", "--period", "2009/10")
    assert ran.returncode == 1
    assert "large.csv" in ran.stderr
    assert "longer than 1 seconds" in ran.stderr
    assert len(list((tmp_path / "out").glob("return_*.xlsx"))) == 2


def test_progress_for_a_program_is_lines_of_json_on_standard_error(tmp_path: Path) -> None:
    ran = convert(folder_of(tmp_path / "in", 2), tmp_path / "out", "--progress", "json")
    lines = [json.loads(line) for line in ran.stderr.splitlines()]
    assert [line["done"] for line in lines] == [1, 2]
    assert {line["status"] for line in lines} == {"done"}
    quiet = convert(folder_of(tmp_path / "in", 2), tmp_path / "quiet", "--quiet")
    assert (quiet.stdout, quiet.stderr) == ("", "")


def test_verify_finds_a_changed_a_missing_and_a_strange_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """SEC-26."""
    out = tmp_path / "out"
    assert convert(folder_of(tmp_path / "in", 3), out).returncode == 0

    def verify() -> tuple[int | str | None, str]:
        with pytest.raises(SystemExit) as ended:
            commands.main(["verify", str(out)])
        told = capfd.readouterr()
        return ended.value.code, told.out + told.err

    assert verify()[0] == 0
    with (out / "return_000.xlsx").open("ab") as file:
        file.write(b" ")
    (out / "return_001.xlsx").unlink()
    (out / "strange.xlsx").write_bytes(b"")
    code, told = verify()
    assert code == 1
    assert "1 of 3 reports" in told
    assert "return_000.xlsx has changed" in told
    assert "return_001.xlsx is not there" in told
    assert "strange.xlsx is not in the manifest" in told


def test_a_folder_that_takes_no_files_is_said_before_anything_is_read(tmp_path: Path) -> None:
    """BAT-7."""
    (tmp_path / "out").write_bytes(b"")
    ran = convert(folder_of(tmp_path / "in", 1), tmp_path / "out")
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1


def test_a_workbook_that_somebody_made_is_never_replaced(tmp_path: Path) -> None:
    """Neither a return, when the reports are sent into its own folder, nor a workbook that lies where a report goes."""
    folder = folder_of(tmp_path / "in", 2)
    before = tree(folder)
    ran = convert(folder, folder)
    assert ran.returncode == 2
    assert "folder of their own" in ran.stderr
    assert tree(folder) == before
    out = tmp_path / "out"
    out.mkdir()
    Workbook().save(out / "return_000.xlsx")
    mine = tree(out)["return_000.xlsx"]
    ran = convert(folder, out)
    assert ran.returncode == 1
    assert "return_000.xlsx" in ran.stderr
    assert tree(out)["return_000.xlsx"] == mine
    assert (out / "return_001.xlsx").is_file()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "summary.xlsx").write_bytes(b"my own summary")
    assert convert(folder, tmp_path / "other").returncode == 2
    assert set(tree(tmp_path / "other")) == {"summary.xlsx"}


def wait_for(happened: object, seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.05)


def children(process: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            if int(stat.rsplit(")", 1)[1].split()[1]) == process:
                found.append(int(entry.name))
    return found


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
