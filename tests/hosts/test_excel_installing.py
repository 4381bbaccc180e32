"""Installing the add-in, and undoing exactly that, in a folder that stands for a Windows user's."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from xlperf.addin.xlam import sources, xlam_bytes
from xlperf.errors import OutputError, RequestError
from xlperf.hosts.excel import installing
from xlperf.hosts.excel.installing import Places, check_interpreter, install, places, recall, remove
from xlperf.hosts.excel.settings import read_settings, settings_text

PYTHON = Path(r"C:\Users\José\xlperf\Scripts\python.exe")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The content of the add-in matters in one test alone."""
    monkeypatch.setattr(installing, "xlam_bytes", lambda made_of: b"the add-in")


@pytest.fixture
def where(tmp_path: Path) -> Places:
    """The places of a user of Windows."""
    (tmp_path / "roaming" / "Microsoft" / "Excel").mkdir(parents=True)
    (tmp_path / "profile").mkdir()
    environment = {"APPDATA": str(tmp_path / "roaming"), "USERPROFILE": str(tmp_path / "profile")}
    return places(environment, windows=True)


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder beneath a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def test_the_add_in_goes_into_the_start_folder_and_the_settings_beside_the_user(where: Places, tmp_path: Path) -> None:
    install(where, PYTHON)
    assert set(everything(tmp_path)) >= {
        "roaming/Microsoft/Excel/XLSTART/xlperf.xlam",
        "profile/.xlperf/xlperf.conf",
        "profile/.xlperf/installed.json",
    }
    assert where.settings.read_bytes().decode("cp1252") == (
        f'"INTERPRETER_WIN","{PYTHON}"\r\n"UDF MODULES","xlperf.hosts.excel.udfs"\r\n'
    )


def test_what_is_installed_is_what_is_built(monkeypatch: pytest.MonkeyPatch, where: Places) -> None:
    monkeypatch.setattr(installing, "xlam_bytes", xlam_bytes)
    install(where, PYTHON)
    assert where.addin.read_bytes() == xlam_bytes(sources())


def test_removing_leaves_everything_as_it_was(where: Places, tmp_path: Path) -> None:
    before = everything(tmp_path)
    install(where, PYTHON)
    assert everything(tmp_path) != before
    remove(where)
    assert everything(tmp_path) == before


def test_removing_puts_back_what_stood_there_before(where: Places, tmp_path: Path) -> None:
    where.addin.parent.mkdir()
    where.addin.write_bytes(b"an older add-in")
    where.settings.parent.mkdir()
    where.settings.write_bytes(b'"SHOW CONSOLE","True"\r\n"INTERPRETER_WIN","C:\\old\\python.exe"\r\n')
    before = everything(tmp_path)
    install(where, PYTHON)
    install(where, Path(r"C:\other\python.exe"))
    assert read_settings(where.settings) == {
        "SHOW CONSOLE": "True",
        "INTERPRETER_WIN": r"C:\other\python.exe",
        "UDF MODULES": "xlperf.hosts.excel.udfs",
    }
    said = remove(where)
    assert all("again what it was" in sentence for sentence in said)
    assert everything(tmp_path) == before


def test_a_file_that_was_changed_since_stays(where: Places, tmp_path: Path) -> None:
    install(where, PYTHON)
    where.settings.write_bytes(where.settings.read_bytes() + b'"SHOW CONSOLE","True"\r\n')
    said = remove(where)
    assert "was changed since and stays" in said[1]
    assert "roaming/Microsoft/Excel/XLSTART/xlperf.xlam" not in everything(tmp_path)
    assert "profile/.xlperf/xlperf.conf" in everything(tmp_path)
    assert not where.memory.exists()


def test_a_file_that_is_gone_already_is_no_trouble(where: Places, tmp_path: Path) -> None:
    before = everything(tmp_path)
    install(where, PYTHON)
    where.addin.unlink()
    remove(where)
    assert everything(tmp_path) == before


def test_a_folder_with_something_else_in_it_stays(where: Places) -> None:
    install(where, PYTHON)
    other = where.addin.with_name("PERSONAL.XLSB")
    other.write_bytes(b"somebody's")
    remove(where)
    assert other.read_bytes() == b"somebody's"
    assert not where.settings.parent.exists()


def test_with_nothing_installed_there_is_nothing_to_remove(where: Places) -> None:
    with pytest.raises(RequestError, match="remembers no installation"):
        remove(where)


@pytest.mark.parametrize("text", ["", "[]", '{"files": [{}], "folders": []}', '{"files": 3, "folders": 4}'])
def test_a_memory_that_cannot_be_read_is_said(where: Places, text: str) -> None:
    where.memory.parent.mkdir()
    where.memory.write_text(text, encoding="utf-8")
    with pytest.raises(RequestError, match="what was installed is not known"):
        recall(where)


def test_the_memory_holds_no_more_than_names_and_checksums(where: Places) -> None:
    install(where, PYTHON)
    noted = json.loads(where.memory.read_text(encoding="utf-8"))
    assert set(noted) == {"files", "folders"}
    assert all(set(entry) == {"path", "content", "previous"} for entry in noted["files"])


def test_an_open_add_in_is_said_with_the_remedy(where: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(self: Path, target: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(OutputError, match=r"xlperf\.xlam was not written: it is open in another program"):
        install(where, PYTHON)


def test_anywhere_but_on_windows_the_folder_must_be_named(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="only on Windows"):
        places({}, windows=False)
    assert places({}, windows=False, into=tmp_path).addin == tmp_path / "xlperf.xlam"


def test_a_windows_that_hides_its_folders_is_said() -> None:
    with pytest.raises(RequestError, match="Use --into FOLDER"):
        places({"APPDATA": "C:\\x"}, windows=True)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RequestError, match=r"cannot be (made|read)"):
        install(places({}, windows=False, into=tmp_path / "file" / "inside"), PYTHON)


# The Python that Excel starts


def test_this_python_may_be_named() -> None:
    check_interpreter(Path(sys.executable))


def test_a_python_without_xlperf_is_refused(tmp_path: Path) -> None:
    stranger = tmp_path / "python"
    stranger.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    stranger.chmod(0o755)
    with pytest.raises(RequestError, match="has no xlperf"):
        check_interpreter(stranger)


def test_a_python_with_another_xlwings_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "python"
    other.write_text("#!/bin/sh\necho 0.1.0\n", encoding="utf-8")
    other.chmod(0o755)
    with pytest.raises(RequestError, match=r"has xlwings 0\.1\.0, and the add-in is made for"):
        check_interpreter(other)


def test_what_is_no_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "python").write_text("nothing", encoding="utf-8")
    with pytest.raises(RequestError, match="does not start"):
        check_interpreter(tmp_path / "python")
    with pytest.raises(RequestError, match="is no file"):
        check_interpreter(tmp_path / "missing")


# The settings file


@pytest.mark.parametrize("value", ['C:\\a "b"', "C:\\Users\\Ł\\python.exe", "one\ntwo"])
def test_a_value_that_vba_could_not_read_back_is_refused(value: str) -> None:
    with pytest.raises(RequestError, match="The setting INTERPRETER_WIN"):
        settings_text({"INTERPRETER_WIN": value})


def test_settings_are_read_as_they_are_written_commas_and_all(tmp_path: Path) -> None:
    path = tmp_path / "xlperf.conf"
    settings = {"PYTHONPATH": r"C:\a, b;C:\é", "EMPTY": ""}
    path.write_bytes(settings_text(settings).encode("cp1252"))
    assert read_settings(path) == settings
    assert read_settings(tmp_path / "none") == {}
