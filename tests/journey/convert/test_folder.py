"""BAT-8, BAT-12, BAT-14: what in a folder is a return, and what is passed over."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from xlperf.errors import RequestError
from xlperf.journey.convert.folder import find_tasks


def made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return folder


def test_a_workbook_is_a_return_and_the_csv_tables_of_a_folder_are_one(tmp_path: Path) -> None:
    folder = made(tmp_path / "in", "b.xlsx", "2025/header.csv", "2025/episodes.csv", "a.xml", "one/only.csv")
    found = find_tasks(folder, tmp_path / "out")
    assert [(task.source, len(task.files), task.out) for task in found.tasks] == [
        ("2025/*.csv", 2, "2025.xlsx"),
        ("a.xml", 1, "a.xlsx"),
        ("b.xlsx", 1, "b.xlsx"),
        ("one/only.csv", 1, "one/only.xlsx"),
    ]
    assert [task.number for task in found.tasks] == [1, 2, 3, 4]
    assert not found.passed_over


def test_tables_at_the_top_are_called_as_the_folder(tmp_path: Path) -> None:
    folder = made(tmp_path / "returns", "header.csv", "episodes.csv")
    (task,) = find_tasks(folder, tmp_path / "out").tasks
    assert (task.source, task.out) == ("returns/*.csv", "returns.xlsx")


def test_what_is_no_return_is_listed_with_its_reason(tmp_path: Path) -> None:
    folder = made(tmp_path / "in", "good.xlsx", "~$good.xlsx", ".~lock.good.xlsx#", "readme.pdf", "dir.xlsx/x")
    os.mkfifo(folder / "pipe.xlsx")
    (folder / "loop.xlsx").symlink_to("loop.xlsx")
    (folder / "away").symlink_to(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "socket.xlsx"))
        found = find_tasks(folder, tmp_path / "out")
    assert [task.source for task in found.tasks] == ["good.xlsx"]
    reasons = {one.source: one.reason for one in found.passed_over}
    assert reasons == {
        "~$good.xlsx": "a lock file: somebody has the workbook open",
        ".~lock.good.xlsx#": "a lock file: somebody has the workbook open",
        "readme.pdf": "not a workbook, csv table or XML file by its name",
        "dir.xlsx": "a folder with the name of a file",
        "pipe.xlsx": "not a file",
        "socket.xlsx": "not a file",
        "loop.xlsx": "a link that leads nowhere, or in a circle",
        "away": "a link to a folder",
    }


def test_what_lies_in_the_output_folder_is_never_taken(tmp_path: Path) -> None:
    folder = made(tmp_path / "in", "good.xlsx", "out/earlier.xlsx", ".xlperf-lock")
    assert [task.source for task in find_tasks(folder, folder / "out").tasks] == ["good.xlsx"]


def test_a_link_to_a_return_is_read(tmp_path: Path) -> None:
    folder = made(tmp_path / "in", "real.xlsx")
    (folder / "linked.xlsx").symlink_to("real.xlsx")
    assert [task.source for task in find_tasks(folder, tmp_path / "out").tasks] == ["linked.xlsx", "real.xlsx"]


def test_names_of_bytes_that_are_no_text_are_found(tmp_path: Path) -> None:
    folder = made(tmp_path / "in")
    folder.mkdir()
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.xlsx"))).write_bytes(b"")
    (task,) = find_tasks(folder, tmp_path / "out").tasks
    assert task.out == "_.xlsx"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="There is no folder"):
        find_tasks(tmp_path / "nowhere", tmp_path / "out")
