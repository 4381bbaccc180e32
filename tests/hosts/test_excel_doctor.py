"""The doctor finds what is wrong on a Windows machine and says what helps; elsewhere it says what it cannot see."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.windows_machine import APP_PATH, CLICK_TO_RUN, OFFICE, FakeMachine
from xlperf.addin.xlam import sources, xlam_bytes
from xlperf.addin.xlwings_text import xlwings_version
from xlperf.hosts.excel import doctor
from xlperf.hosts.excel.doctor import CHECKS, LIBRARIES, Finding, examine
from xlperf.hosts.excel.machine import ThisMachine
from xlperf.hosts.excel.policies import COMMON, MANAGED_RULES, NO_CHILD_PROCESSES, NO_WIN32_FROM_MACROS, RULES, SECURITY

DLL = f"xlwings64-{xlwings_version()}.dll"


@pytest.fixture(scope="module")
def built() -> bytes:
    """The add-in, built once for all tests."""
    return xlam_bytes(sources())


@pytest.fixture
def healthy(tmp_path: Path, built: bytes, monkeypatch: pytest.MonkeyPatch) -> FakeMachine:
    """A machine on which nothing is wrong."""
    monkeypatch.setattr(doctor, "xlam_bytes", lambda made_of: built)
    roaming, profile, python = tmp_path / "roaming", tmp_path / "profile", tmp_path / "venv" / "Scripts" / "python.exe"
    settings = profile / ".xlperf" / "xlperf.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'"INTERPRETER_WIN","{python}"\r\n', encoding="cp1252")
    addin = roaming / "Microsoft" / "Excel" / "XLSTART" / "xlperf.xlam"
    files = {str(python): b"", str(python.parent.parent / DLL): b"", str(addin): built}
    return FakeMachine(
        OFFICE,
        {"APPDATA": str(roaming), "USERPROFILE": str(profile)},
        files,
        {module: (f"{name} 1.0",) for module, name in LIBRARIES.items()},
        interpreter=python,
    )


def found(machine: FakeMachine, title: str) -> list[Finding]:
    return [finding for check, finding in examine(machine) if check == title]


def test_a_healthy_machine_has_nothing_wrong_and_every_check_says_something(healthy: FakeMachine) -> None:
    findings = examine(healthy)
    assert {finding.state for _, finding in findings} == {"good"}
    assert [title for title, _ in findings][:7] == [check.title for check in CHECKS][:7]
    assert all(finding.said for _, finding in findings)
    assert "16.0.17328.20162, 64 bits" in found(healthy, "Excel")[0].said


def test_whatever_is_wrong_has_a_remedy(healthy: FakeMachine) -> None:
    empty = FakeMachine(variables=healthy.variables, interpreter=healthy.interpreter)
    wrong = [finding for _, finding in examine(empty) if finding.state == "wrong"]
    assert len(wrong) >= 10
    assert all(finding.remedy for finding in wrong)


def test_without_excel_that_is_said(healthy: FakeMachine) -> None:
    (finding,) = found(healthy.but({("HKLM", APP_PATH, ""): ""}), "Excel")
    assert (finding.state, finding.said) == ("wrong", "Excel was not found.")


def test_the_excel_of_the_store_is_recognised(healthy: FakeMachine) -> None:
    path = r"C:\Program Files\WindowsApps\Microsoft.Office.Desktop_16051\Office16\EXCEL.EXE"
    (finding,) = found(healthy.but({("HKLM", APP_PATH, ""): path}), "Excel")
    assert finding.state == "wrong"
    assert "Microsoft Store" in finding.said


def test_an_excel_of_32_bits_needs_the_library_of_32_bits(healthy: FakeMachine) -> None:
    small = healthy.but({("HKLM", CLICK_TO_RUN, "Platform"): "x86"})
    assert "32 bits" in found(small, "Excel")[0].said
    (finding,) = found(small, "Library of xlwings")
    assert finding.state == "wrong"
    assert finding.said.startswith(f"xlwings32-{xlwings_version()}.dll is neither in")


def test_the_library_may_lie_beside_python_or_one_folder_up(healthy: FakeMachine) -> None:
    up = str(healthy.interpreter.parent.parent / DLL)
    beside = str(healthy.interpreter.parent / DLL)
    files = {name: content for name, content in healthy.files.items() if name != up}
    assert found(healthy.but(files=files), "Library of xlwings")[0].state == "wrong"
    assert found(healthy.but(files={**files, beside: b""}), "Library of xlwings")[0].state == "good"


def test_a_python_that_is_gone_is_said(healthy: FakeMachine) -> None:
    files = {name: content for name, content in healthy.files.items() if not name.endswith("python.exe")}
    (finding,) = found(healthy.but(files=files), "Python that Excel starts")
    assert finding.state == "wrong"
    assert "xlperf addin install" in finding.remedy


def test_an_add_in_of_another_version_is_said(healthy: FakeMachine) -> None:
    files = {name: b"older" if name.endswith(".xlam") else content for name, content in healthy.files.items()}
    (finding,) = found(healthy.but(files=files), "Add-in")
    assert finding.state == "wrong"
    assert "another version" in finding.said


TITLE = "Rules of the organisation"


@pytest.mark.parametrize(
    ("entry", "value", "state", "word"),
    [
        (("HKCU", COMMON, "vbaoff"), 1, "wrong", "switched off for all of Office"),
        (("HKLM", COMMON, "vbaoff"), 1, "wrong", "switched off for all of Office"),
        (("HKCU", SECURITY, "vbawarnings"), 4, "hint", "XLSTART is one of them"),
        (("HKCU", SECURITY, "vbawarnings"), 3, "hint", "Only signed macros"),
        (("HKCU", rf"{SECURITY}\trusted locations", "alllocationsdisabled"), 1, "wrong", "Trusted locations"),
        (("HKCU", SECURITY, "requireaddinsig"), 1, "wrong", "is not signed"),
        (("HKLM", RULES, NO_CHILD_PROCESSES), "1", "wrong", "start no other programs"),
        (("HKLM", RULES, NO_CHILD_PROCESSES), "6", "hint", "unless the user allows it"),
        (("HKLM", RULES, NO_WIN32_FROM_MACROS), "1", "wrong", "functions cannot reach Python"),
        (
            ("HKLM", MANAGED_RULES, "ASRRules"),
            f"{NO_WIN32_FROM_MACROS.upper()}=1|{NO_CHILD_PROCESSES}=2",
            "wrong",
            "no Windows functions",
        ),
    ],
)
def test_a_rule_that_may_stop_the_add_in_is_found(
    healthy: FakeMachine, entry: tuple[str, str, str], value: str | int, state: str, word: str
) -> None:
    (finding,) = found(healthy.but({entry: value}), TITLE)
    assert finding.state == state
    assert word in finding.said
    assert "docs/web-addin.md" in finding.remedy


@pytest.mark.parametrize("value", ["0", "2", 0])
def test_a_rule_that_is_off_or_only_watches_is_none(healthy: FakeMachine, value: str | int) -> None:
    assert found(healthy.but({("HKLM", RULES, NO_CHILD_PROCESSES): value}), TITLE)[0].state == "good"


def test_a_python_in_onedrive_is_a_hint(healthy: FakeMachine) -> None:
    variables = {**healthy.variables, "OneDriveCommercial": str(healthy.interpreter.parents[2])}
    (finding,) = found(healthy.but(variables=variables), "OneDrive")
    assert finding.state == "hint"
    assert "always keep on this device" in finding.remedy


def test_a_library_from_another_distribution_is_wrong(healthy: FakeMachine) -> None:
    libraries = {**healthy.libraries, "openpyxl": ("openpyxl 3.1.5", "openpyxl-fast 9.9"), "click": ()}
    findings = {finding.said: finding.state for finding in found(healthy.but(libraries=libraries), "Libraries")}
    assert findings["openpyxl comes from openpyxl 3.1.5, openpyxl-fast 9.9, and only openpyxl is expected."] == "wrong"
    assert findings["click is missing."] == "wrong"
    assert findings["pandas 1.0"] == "good"


def test_away_from_windows_it_says_what_it_cannot_look_at(healthy: FakeMachine) -> None:
    states = {title: finding.state for title, finding in examine(healthy.but(is_windows=False))}
    assert {title for title, state in states.items() if state == "not checked"} == {
        check.title for check in CHECKS if check.only_on_windows
    }
    assert states["Python"] == states["Libraries"] == "good"


# The machine that this runs on


def test_every_library_of_this_machine_comes_from_its_own_distribution() -> None:
    machine = ThisMachine()
    for module, name in LIBRARIES.items():
        (one,) = machine.library(module)
        assert one.partition(" ")[0].lower().replace("_", "-") == name
    assert machine.library("no_such_module") == ()


def test_this_machine_answers_every_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = ThisMachine()
    monkeypatch.setenv("XLPERF_ASKED", "yes")
    (tmp_path / "file").write_bytes(b"content")
    assert machine.environment("XLPERF_ASKED") == "yes"
    assert machine.environment("XLPERF_NOT_SET") == ""
    assert machine.is_file(tmp_path / "file")
    assert machine.content(tmp_path / "file") == b"content"
    assert machine.content(tmp_path / "none") is None
    assert machine.interpreter == Path(sys.executable)
    assert machine.interpreter_bits in {32, 64}
    assert machine.registry("HKCU", "Software\\No such key of xlperf", "none") is None
