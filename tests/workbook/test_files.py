"""New files appear whole or not at all (UPD-5, SEC-17, SEC-18, BAT-6, BAT-8)."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from xlperf.errors import OutputError
from xlperf.workbook.files import REMEDIES, new_file


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_the_file_appears_with_its_content_and_nothing_else_does(tmp_path):
    path = tmp_path / "report.xlsx"
    with new_file(path) as file:
        file.write(b"con")
        file.write(b"tent")
        assert not path.exists()
    assert path.read_bytes() == b"content"
    assert left(tmp_path) == ["report.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions elsewhere")
def test_only_its_owner_may_read_it_from_the_first_moment_on(tmp_path):
    old = os.umask(0)
    try:
        with new_file(tmp_path / "report.xlsx") as file:
            (part,) = tmp_path.iterdir()
            assert stat.S_IMODE(part.stat().st_mode) == 0o600
            file.write(b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "report.xlsx").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions elsewhere")
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path):
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"before")
    path.chmod(0o640)
    with new_file(path) as file:
        file.write(b"after")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_bytes() == b"after"


def write_half(path: Path, error: BaseException) -> None:
    with new_file(path) as file:
        file.write(b"half")
        raise error


@pytest.mark.parametrize("error", [KeyError("x"), KeyboardInterrupt(), OutputError("no")])
def test_whatever_goes_wrong_the_old_file_stays_and_nothing_is_left_beside_it(tmp_path, error):
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"before")
    with pytest.raises(type(error)):
        write_half(path, error)
    assert path.read_bytes() == b"before"
    assert left(tmp_path) == ["report.xlsx"]


@pytest.mark.parametrize("number", [*REMEDIES, errno.EIO])
def test_a_failure_of_the_disk_names_the_file_and_says_what_to_do(tmp_path, number):
    with pytest.raises(OutputError, match=r"^report.xlsx was not written: .{20}") as caught:
        write_half(tmp_path / "report.xlsx", OSError(number, os.strerror(number)))
    assert REMEDIES.get(number, "try another folder") in str(caught.value)
    assert left(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_full_disk_is_one_message_and_leaves_nothing(tmp_path, monkeypatch):
    really_open = os.open

    def full(path, flags, mode=0o777, **more):
        return really_open("/dev/full", os.O_WRONLY) if flags & os.O_EXCL else really_open(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(OutputError, match="the disk is full; make room"), new_file(tmp_path / "report.xlsx") as file:
        file.write(b"x" * 100_000)
    assert left(tmp_path) == []


def test_a_target_that_is_open_elsewhere_fails_by_name(tmp_path, monkeypatch):
    def locked(self, target):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", locked)
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"before")
    with pytest.raises(OutputError, match="is open in another program"), new_file(path) as file:
        file.write(b"after")
    assert path.read_bytes() == b"before"
    assert left(tmp_path) == ["report.xlsx"]


def test_a_missing_folder_is_said_before_anything_is_written(tmp_path):
    path = tmp_path / "missing" / "report.xlsx"
    with pytest.raises(OutputError, match=r'there is no folder ".*missing"; make it first'), new_file(path):
        pytest.fail("nothing should be written")


def test_a_folder_of_that_name_is_left_alone(tmp_path):
    (tmp_path / "report.xlsx").mkdir()
    with pytest.raises(OutputError, match="a folder has this name"), new_file(tmp_path / "report.xlsx"):
        pytest.fail("nothing should be written")


def test_a_folder_that_can_only_be_read_is_said(tmp_path, monkeypatch):
    def refused(*_):  # the superuser, as whom tests may run, is refused nothing
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(OutputError, match="the folder can only be read"), new_file(tmp_path / "report.xlsx"):
        pytest.fail("nothing should be written")


def test_a_name_of_255_letters_is_written(tmp_path):
    path = tmp_path / ("x" * 250 + ".xlsx")
    with new_file(path) as file:
        file.write(b"x")
    assert left(tmp_path) == [path.name]


def test_a_longer_name_is_refused_with_a_remedy(tmp_path):
    with pytest.raises(OutputError, match="its name is too long"), new_file(tmp_path / ("x" * 300)) as file:
        file.write(b"x")
    assert left(tmp_path) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_run_leaves_the_old_file_whole(tmp_path):
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"before")
    program = (
        "import os, signal, sys; from pathlib import Path; from xlperf.workbook.files import new_file\n"
        "with new_file(Path(sys.argv[1])) as file:\n"
        "    file.write(b'half' * 100_000); file.flush(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = subprocess.run([sys.executable, "-c", program, str(path)], cwd=Path(__file__).parents[2], check=False)
    assert run.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"before"
