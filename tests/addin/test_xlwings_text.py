"""The VBA of xlwings, changed where it must be and nowhere else."""

from __future__ import annotations

import difflib
from importlib.metadata import PackageNotFoundError, distribution, version

import pytest

from xlperf.addin import xlwings_text
from xlperf.addin.xlwings_text import CHANGES, changed, xlwings_modules, xlwings_version
from xlperf.errors import RequestError

ORIGINAL = (
    distribution("xlwings")
    .locate_file("xlwings/xlwings_custom_addin.bas")
    .read_bytes()  # type: ignore[attr-defined]
    .decode("cp1252")
    .replace("\r\n", "\n")
)


def test_the_module_is_that_of_the_installed_version_with_our_changes() -> None:
    module, dictionary = xlwings_modules()
    assert (module.name, module.kind) == ("xlwings", "standard")
    assert (dictionary.name, dictionary.kind) == ("Dictionary", "class")
    assert f"xlwings64-{version('xlwings')}.dll" in module.text
    assert "All rights reserved" in module.text
    assert "License: MIT" in dictionary.text
    assert "VERSION 1.0 CLASS" not in dictionary.text


def test_nothing_but_the_listed_lines_differs() -> None:
    differing = [
        line for line in difflib.unified_diff(ORIGINAL.splitlines(), changed(ORIGINAL).splitlines(), n=0)
        if line[0] in "+-" and not line.startswith(("+++", "---"))
    ]  # fmt: skip
    assert len(differing) == 2 * sum(times for _, _, times in CHANGES)
    assert '+Public Const PROJECT_NAME As String = "xlperf"' in differing


def test_a_workbook_or_a_file_beside_it_chooses_no_interpreter() -> None:
    text = xlwings_modules()[0].text
    settings = text[text.index("Function GetConfig(") : text.index("Function SaveConfigToFile")]
    before = settings[: settings.index("'Add-in Sheet Config")]
    assert "If False Then" in before
    directory = settings[settings.index("' Directory Config") : settings.index("' User Config")]
    assert directory.splitlines()[1].strip() == "If False Then"


def test_python_is_started_without_the_current_folder_on_its_path() -> None:
    text = xlwings_modules()[0].text
    assert text.count(' -c ""') == text.count('-B -P -c ""') == 2


def test_another_xlwings_than_the_one_it_was_made_for_is_said() -> None:
    with pytest.raises(RequestError, match="Install the xlwings that xlperf asks for"):
        changed(ORIGINAL.replace("uses_embedded_code = True", "embedded = True"))


def test_files_that_are_not_of_the_installed_version_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings_text, "_text", lambda installed, name: ORIGINAL.replace("'Version: 0", "'Version: 9"))
    with pytest.raises(RequestError, match=f"installed xlwings is {version('xlwings')}"):
        xlwings_modules()


def test_a_missing_file_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings_text, "MODULE_FILE", "xlwings/gone.bas")
    with pytest.raises(RequestError, match=r"no file xlwings/gone\.bas"):
        xlwings_modules()


def test_a_missing_xlwings_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(xlwings_text, "distribution", missing)
    with pytest.raises(RequestError, match="xlwings is not installed"):
        xlwings_version()
